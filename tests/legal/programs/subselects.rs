//! Queries inside queries, in every position.

use diesel::dsl::{array, avg, count_star, exists, max, not};
use diesel::prelude::*;

use crate::Conn;
use crate::schema::*;

programs! {
    where_exists: "exists", "subselect-correlated";
    where_not_exists: "exists", "boolean";
    exists_in_select: "exists", "subselect-in-select";
    equal_to_a_single_value: "single-value";
    compared_with_an_aggregate: "single-value", "aggregate", "comparison";
    single_value_in_select: "subselect-in-select", "single-value", "subselect-correlated";
    single_value_in_order: "subselect-in-order", "single-value";
    single_value_in_having: "subselect-in-having", "having";
    single_value_in_on: "subselect-in-on", "join-on";
    in_an_on_clause: "subselect-in-on", "in-subselect", "left-join";
    nested_three_deep: "subselect-nested", "exists", "in-subselect";
    correlated_through_an_alias: "subselect-correlated", "subselect-of-alias";
    subselect_of_a_join: "subselect-of-join", "in-subselect";
    exists_of_a_join: "subselect-of-join", "exists", "subselect-correlated";
    boxed_in: "subselect-boxed", "in-subselect";
    boxed_exists: "subselect-boxed", "exists";
    boxed_single_value: "subselect-boxed", "single-value";
    inside_a_boxed_query: "subselect-boxed", "boxed";
    in_a_union: "subselect-combined", "union";
    exists_of_a_union: "subselect-combined", "exists";
    array_of_a_subselect: "array-subselect";
    array_of_a_correlated_subselect: "array-subselect", "subselect-correlated";
    without_from_around_subselects: "select-without-from", "single-value", "in-subselect";
    limited_subselect: "in-subselect", "limit-offset", "order";
    grouped_subselect: "in-subselect", "group-by", "having";
    distinct_subselect: "in-subselect", "distinct";
    subselect_of_several_in_case: "case-when", "exists";
    filter_of_an_aggregate_with_a_subselect: "aggregate-options", "in-subselect";
}

diesel::alias!(items as others: Others, groups as parents: Parents);

fn where_exists(conn: &mut Conn) -> QueryResult<Vec<String>> {
    groups::table
        .filter(exists(items::table.filter(items::group_id.eq(groups::id))))
        .select(groups::title)
        .order(groups::id)
        .load(conn)
}

fn where_not_exists(conn: &mut Conn) -> QueryResult<Vec<String>> {
    groups::table
        .filter(not(exists(
            items::table
                .filter(items::group_id.eq(groups::id))
                .select(items::id),
        )))
        .select(groups::title)
        .order(groups::id)
        .load(conn)
}

fn exists_in_select(conn: &mut Conn) -> QueryResult<Vec<(String, bool)>> {
    groups::table
        .select((
            groups::title,
            exists(items::table.filter(items::group_id.eq(groups::id))),
        ))
        .order(groups::id)
        .load(conn)
}

fn equal_to_a_single_value(conn: &mut Conn) -> QueryResult<Vec<String>> {
    items::table
        .filter(
            items::group_id.nullable().eq(groups::table
                .filter(groups::title.eq("saws"))
                .select(groups::id)
                .single_value()),
        )
        .select(items::name)
        .order(items::id)
        .load(conn)
}

fn compared_with_an_aggregate(conn: &mut Conn) -> QueryResult<Vec<String>> {
    reviews::table
        .filter(
            reviews::stars
                .nullable()
                .lt(items::table.select(max(items::quantity)).single_value()),
        )
        .select(reviews::author)
        .order(reviews::id)
        .load(conn)
}

fn single_value_in_select(conn: &mut Conn) -> QueryResult<Vec<(String, Option<i64>)>> {
    groups::table
        .select((
            groups::title,
            items::table
                .filter(items::group_id.eq(groups::id))
                .select(count_star())
                .single_value(),
        ))
        .order(groups::id)
        .load(conn)
}

fn single_value_in_order(conn: &mut Conn) -> QueryResult<Vec<String>> {
    groups::table
        .order((
            items::table
                .filter(items::group_id.eq(groups::id))
                .select(max(items::quantity))
                .single_value()
                .desc()
                .nulls_last(),
            groups::id,
        ))
        .select(groups::title)
        .load(conn)
}

fn single_value_in_having(conn: &mut Conn) -> QueryResult<Vec<i64>> {
    items::table
        .group_by(items::group_id)
        .having(max(items::quantity).ge(reviews::table.select(max(reviews::stars)).single_value()))
        .select(items::group_id)
        .order(items::group_id)
        .load(conn)
}

fn single_value_in_on(conn: &mut Conn) -> QueryResult<Vec<(String, String)>> {
    reviews::table
        .inner_join(
            items::table.on(items::id.eq(reviews::item_id).and(
                reviews::stars
                    .nullable()
                    .eq(samples::table.select(max(samples::id)).single_value())
                    .or(reviews::stars.eq(5)),
            )),
        )
        .select((items::name, reviews::author))
        .load(conn)
}

fn in_an_on_clause(conn: &mut Conn) -> QueryResult<Vec<(String, Option<String>)>> {
    items::table
        .left_join(
            reviews::table.on(reviews::item_id.eq(items::id).and(
                reviews::author.eq_any(
                    memberships::table
                        .filter(memberships::role.eq("owner"))
                        .select(memberships::member),
                ),
            )),
        )
        .select((items::name, reviews::author.nullable()))
        .order((items::id, reviews::id))
        .load(conn)
}

fn nested_three_deep(conn: &mut Conn) -> QueryResult<Vec<String>> {
    memberships::table
        .filter(
            memberships::group_id.eq_any(
                groups::table
                    .filter(exists(
                        items::table.filter(items::group_id.eq(groups::id)).filter(
                            items::id.eq_any(
                                reviews::table
                                    .filter(reviews::stars.gt(4))
                                    .select(reviews::item_id),
                            ),
                        ),
                    ))
                    .select(groups::id),
            ),
        )
        .select(memberships::member)
        .order(memberships::member)
        .load(conn)
}

fn correlated_through_an_alias(conn: &mut Conn) -> QueryResult<Vec<String>> {
    groups::table
        .filter(exists(parents.filter(
            parents.field(groups::id).nullable().eq(groups::parent_id),
        )))
        .select(groups::title)
        .order(groups::id)
        .load(conn)
}

fn subselect_of_a_join(conn: &mut Conn) -> QueryResult<Vec<String>> {
    memberships::table
        .filter(
            memberships::member.eq_any(
                reviews::table
                    .inner_join(items::table)
                    .filter(items::name.like("%hammer"))
                    .select(reviews::author),
            ),
        )
        .select(memberships::member)
        .order((memberships::member, memberships::group_id))
        .load(conn)
}

fn exists_of_a_join(conn: &mut Conn) -> QueryResult<Vec<String>> {
    groups::table
        .filter(exists(
            items::table
                .inner_join(reviews::table)
                .filter(items::group_id.eq(groups::id))
                .filter(reviews::stars.eq(1)),
        ))
        .select(groups::title)
        .load(conn)
}

fn boxed_in(conn: &mut Conn) -> QueryResult<Vec<String>> {
    let mut ids = groups::table.select(groups::id).into_boxed();
    ids = ids.filter(groups::title.eq("saws"));
    items::table
        .filter(items::group_id.eq_any(ids))
        .select(items::name)
        .order(items::id)
        .load(conn)
}

fn boxed_exists(conn: &mut Conn) -> QueryResult<(i64, bool)> {
    Ok((
        items::table
            .filter(exists(groups::table.filter(groups::id.gt(3)).into_boxed()))
            .count()
            .get_result(conn)?,
        diesel::select(exists(groups::table.filter(groups::id.gt(9)).into_boxed()))
            .get_result(conn)?,
    ))
}

fn boxed_single_value(conn: &mut Conn) -> QueryResult<Vec<(String, Option<String>)>> {
    items::table
        .select((
            items::name,
            groups::table
                .select(groups::title)
                .into_boxed()
                .filter(groups::id.eq(3))
                .single_value(),
        ))
        .order(items::id)
        .load(conn)
}

fn inside_a_boxed_query(conn: &mut Conn) -> QueryResult<Vec<String>> {
    let mut query = items::table.select(items::name).into_boxed();
    query = query.filter(exists(groups::table.filter(groups::id.eq(items::group_id))));
    query = query.filter(
        items::group_id.eq_any(
            groups::table
                .filter(groups::title.ne("hammers"))
                .select(groups::id),
        ),
    );
    query.order(items::name).load(conn)
}

fn in_a_union(conn: &mut Conn) -> QueryResult<Vec<String>> {
    groups::table
        .filter(
            groups::id.eq_any(
                items::table
                    .filter(items::quantity.gt(5))
                    .select(items::group_id)
                    .union(
                        memberships::table
                            .filter(memberships::member.eq("bob"))
                            .select(memberships::group_id),
                    ),
            ),
        )
        .select(groups::title)
        .order(groups::id)
        .load(conn)
}

fn exists_of_a_union(conn: &mut Conn) -> QueryResult<Vec<String>> {
    groups::table
        .filter(exists(
            items::table
                .select(items::group_id)
                .union(memberships::table.select(memberships::group_id)),
        ))
        .select(groups::title)
        .order(groups::id)
        .load(conn)
}

fn array_of_a_subselect(conn: &mut Conn) -> QueryResult<Vec<String>> {
    diesel::select(array(items::table.select(items::name).order(items::name))).get_result(conn)
}

fn array_of_a_correlated_subselect(conn: &mut Conn) -> QueryResult<Vec<(String, Vec<String>)>> {
    groups::table
        .select((
            groups::title,
            array(
                items::table
                    .filter(items::group_id.eq(groups::id))
                    .order(items::name)
                    .select(items::name),
            ),
        ))
        .order(groups::id)
        .load(conn)
}

fn without_from_around_subselects(conn: &mut Conn) -> QueryResult<(Option<i32>, bool)> {
    diesel::select((
        items::table.select(max(items::quantity)).single_value(),
        2_i64
            .into_sql::<diesel::sql_types::BigInt>()
            .eq_any(groups::table.select(groups::id)),
    ))
    .get_result(conn)
}

fn limited_subselect(conn: &mut Conn) -> QueryResult<Vec<String>> {
    reviews::table
        .filter(
            reviews::item_id.eq_any(
                items::table
                    .order(items::weight.desc())
                    .limit(2)
                    .offset(1)
                    .select(items::id),
            ),
        )
        .select(reviews::author)
        .order(reviews::id)
        .load(conn)
}

fn grouped_subselect(conn: &mut Conn) -> QueryResult<Vec<String>> {
    items::table
        .filter(
            items::id.eq_any(
                reviews::table
                    .group_by(reviews::item_id)
                    .having(avg(reviews::stars).gt(bigdecimal::BigDecimal::from(3)))
                    .select(reviews::item_id),
            ),
        )
        .select(items::name)
        .order(items::id)
        .load(conn)
}

fn distinct_subselect(conn: &mut Conn) -> QueryResult<Vec<String>> {
    items::table
        .filter(items::id.eq_any(reviews::table.select(reviews::item_id).distinct()))
        .select(items::name)
        .order(items::id)
        .load(conn)
}

fn subselect_of_several_in_case(conn: &mut Conn) -> QueryResult<Vec<(String, String)>> {
    use diesel::dsl::case_when;
    items::table
        .select((
            items::name,
            case_when(
                exists(
                    reviews::table
                        .filter(reviews::item_id.eq(items::id))
                        .filter(reviews::stars.ge(4)),
                ),
                "liked".into_sql::<diesel::sql_types::Text>(),
            )
            .otherwise("unknown"),
        ))
        .order(items::id)
        .load(conn)
}

fn filter_of_an_aggregate_with_a_subselect(conn: &mut Conn) -> QueryResult<i64> {
    items::table
        .select(
            diesel::dsl::count(items::id)
                .aggregate_filter(items::id.eq_any(reviews::table.select(reviews::item_id))),
        )
        .get_result(conn)
}
