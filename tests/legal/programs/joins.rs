//! Joins: by reference, by condition, nested, boxed, and of a table with itself.

use diesel::dsl::{count, count_star};
use diesel::prelude::*;

use crate::Conn;
use crate::schema::*;

programs! {
    inner_joined: "inner-join";
    inner_joined_the_other_way_round: "inner-join";
    inner_joined_by_default_selection: "inner-join";
    left_joined: "left-join";
    left_joined_columns: "left-join", "null-tests";
    left_joined_without_partner: "left-join", "null-tests";
    joined_on: "join-on";
    joined_on_several_conditions: "join-on", "left-join";
    joined_without_reference: "join-on";
    chain_of_joins: "join-nested", "inner-join";
    join_of_a_join: "join-nested", "left-join";
    three_joins: "join-nested";
    join_of_a_filtered_query: "inner-join", "filter";
    joined_after_boxing: "join-boxed", "boxed";
    boxed_after_joining: "join-boxed", "left-join";
    joined_with_itself: "self-join";
    joined_with_itself_twice: "self-join", "join-nested";
    alias_of_a_table: "alias";
    alias_with_everything: "alias", "distinct", "limit-offset";
    aliases_joined: "self-join", "alias";
    alias_joined_with_another_table: "alias", "join-on";
    fields_of_an_alias: "alias", "select-expression";
    struct_of_an_alias: "alias", "as-select";
    grouped_over_a_join: "group-by", "inner-join", "aggregate";
    grouped_over_a_join_by_several_columns: "group-by", "inner-join";
    ordered_by_both_sides: "order", "inner-join";
    locked_over_a_join: "locking", "inner-join";
    counted_over_a_join: "count", "left-join";
    found_in_a_join: "find", "inner-join";
}

diesel::alias!(groups as parents: Parents, groups as grandparents: Grandparents);

fn inner_joined(conn: &mut Conn) -> QueryResult<Vec<(Item, Group)>> {
    items::table
        .inner_join(groups::table)
        .select((Item::as_select(), Group::as_select()))
        .order(items::id)
        .load(conn)
}

fn inner_joined_the_other_way_round(conn: &mut Conn) -> QueryResult<Vec<(String, String)>> {
    groups::table
        .inner_join(items::table)
        .select((groups::title, items::name))
        .order(items::id)
        .load(conn)
}

fn inner_joined_by_default_selection(conn: &mut Conn) -> QueryResult<Vec<(Membership, Group)>> {
    memberships::table.inner_join(groups::table).load(conn)
}

fn left_joined(conn: &mut Conn) -> QueryResult<Vec<(Group, Option<Item>)>> {
    groups::table
        .left_join(items::table)
        .order((groups::id, items::id))
        .select((Group::as_select(), Option::<Item>::as_select()))
        .load(conn)
}

type Titled = (String, Option<String>, Option<String>);

fn left_joined_columns(conn: &mut Conn) -> QueryResult<Vec<Titled>> {
    groups::table
        .left_outer_join(items::table)
        .select((
            groups::title,
            items::name.nullable(),
            items::description.nullable(),
        ))
        .order((groups::id, items::id))
        .load(conn)
}

fn left_joined_without_partner(conn: &mut Conn) -> QueryResult<Vec<String>> {
    groups::table
        .left_join(items::table)
        .filter(items::id.is_null())
        .select(groups::title)
        .order(groups::id)
        .load(conn)
}

fn joined_on(conn: &mut Conn) -> QueryResult<Vec<(String, String)>> {
    items::table
        .inner_join(groups::table.on(groups::id.eq(items::group_id)))
        .select((items::name, groups::title))
        .order(items::id)
        .load(conn)
}

fn joined_on_several_conditions(conn: &mut Conn) -> QueryResult<Vec<(String, Option<String>)>> {
    items::table
        .left_join(
            reviews::table.on(reviews::item_id
                .eq(items::id)
                .and(reviews::stars.gt(3))
                .and(reviews::author.ne("cyd"))),
        )
        .select((items::name, reviews::author.nullable()))
        .order((items::id, reviews::id))
        .load(conn)
}

fn joined_without_reference(conn: &mut Conn) -> QueryResult<Vec<(String, String)>> {
    reviews::table
        .inner_join(memberships::table.on(memberships::member.eq(reviews::author)))
        .select((reviews::author, memberships::role))
        .order((reviews::id, memberships::group_id))
        .load(conn)
}

fn chain_of_joins(conn: &mut Conn) -> QueryResult<Vec<(String, String, String)>> {
    reviews::table
        .inner_join(items::table)
        .inner_join(groups::table.on(items::group_id.eq(groups::id)))
        .select((groups::title, items::name, reviews::author))
        .order(reviews::id)
        .load(conn)
}

type Nested = (Group, Option<(Item, Option<Review>)>);

fn join_of_a_join(conn: &mut Conn) -> QueryResult<Vec<Nested>> {
    groups::table
        .left_join(items::table.left_join(reviews::table))
        .order((groups::id, items::id, reviews::id))
        .select((
            Group::as_select(),
            Option::<(Item, Option<Review>)>::as_select(),
        ))
        .load(conn)
}

fn three_joins(conn: &mut Conn) -> QueryResult<Vec<(String, String, String, Option<String>)>> {
    groups::table
        .inner_join(items::table.inner_join(reviews::table))
        .left_join(memberships::table)
        .select((
            groups::title,
            items::name,
            reviews::author,
            memberships::member.nullable(),
        ))
        .order((reviews::id, memberships::member))
        .load(conn)
}

fn join_of_a_filtered_query(conn: &mut Conn) -> QueryResult<Vec<(String, String)>> {
    items::table
        .filter(items::active.eq(true))
        .order(items::name)
        .inner_join(groups::table)
        .filter(groups::title.like("%s"))
        .select((items::name, groups::title))
        .load(conn)
}

fn joined_after_boxing(conn: &mut Conn) -> QueryResult<Vec<(String, String)>> {
    items::table
        .select(items::name)
        .into_boxed()
        .inner_join(groups::table)
        .filter(groups::id.gt(1))
        .order(items::name)
        .select((items::name, groups::title))
        .load(conn)
}

fn boxed_after_joining(conn: &mut Conn) -> QueryResult<Vec<(String, Option<String>)>> {
    let mut query = groups::table
        .left_join(items::table)
        .select((groups::title, items::name.nullable()))
        .into_boxed();
    query = query.filter(items::quantity.gt(1));
    query = query.or_filter(groups::title.eq("empty"));
    query.order((groups::id, items::id)).load(conn)
}

fn joined_with_itself(conn: &mut Conn) -> QueryResult<Vec<(String, Option<String>)>> {
    groups::table
        .left_join(parents.on(groups::parent_id.eq(parents.field(groups::id).nullable())))
        .select((groups::title, parents.field(groups::title).nullable()))
        .order(groups::id)
        .load(conn)
}

fn joined_with_itself_twice(conn: &mut Conn) -> QueryResult<Vec<(i64, i64, Option<i64>)>> {
    groups::table
        .inner_join(parents.on(groups::parent_id.eq(parents.field(groups::id).nullable())))
        .left_join(
            grandparents.on(parents
                .field(groups::parent_id)
                .eq(grandparents.field(groups::id).nullable())),
        )
        .select((
            groups::id,
            parents.field(groups::id),
            grandparents.field(groups::id).nullable(),
        ))
        .order(groups::id)
        .load(conn)
}

fn alias_of_a_table(conn: &mut Conn) -> QueryResult<Vec<Group>> {
    parents.order(parents.field(groups::id)).load(conn)
}

fn alias_with_everything(conn: &mut Conn) -> QueryResult<Vec<Option<i64>>> {
    parents
        .select(parents.field(groups::parent_id))
        .distinct()
        .filter(parents.field(groups::parent_id).is_not_null())
        .or_filter(parents.field(groups::title).eq("tools"))
        .order(parents.field(groups::parent_id).desc())
        .limit(2)
        .offset(0)
        .load(conn)
}

fn aliases_joined(conn: &mut Conn) -> QueryResult<Vec<(i64, i64)>> {
    parents
        .inner_join(
            grandparents.on(parents
                .field(groups::parent_id)
                .eq(grandparents.field(groups::id).nullable())),
        )
        .select((parents.field(groups::id), grandparents.field(groups::id)))
        .order(parents.field(groups::id))
        .load(conn)
}

fn alias_joined_with_another_table(conn: &mut Conn) -> QueryResult<Vec<(String, String)>> {
    items::table
        .inner_join(parents.on(parents.field(groups::id).eq(items::group_id)))
        .select((items::name, parents.field(groups::title)))
        .order(items::id)
        .load(conn)
}

fn fields_of_an_alias(conn: &mut Conn) -> QueryResult<Vec<(i64, String)>> {
    parents
        .select(parents.fields((groups::id, groups::title)))
        .order(parents.field(groups::id).desc())
        .load(conn)
}

fn struct_of_an_alias(conn: &mut Conn) -> QueryResult<Vec<(Group, Option<Group>)>> {
    groups::table
        .left_join(parents.on(groups::parent_id.eq(parents.field(groups::id).nullable())))
        .select((
            Group::as_select(),
            parents.fields(groups::all_columns).nullable(),
        ))
        .order(groups::id)
        .load(conn)
}

fn grouped_over_a_join(conn: &mut Conn) -> QueryResult<Vec<(String, i64, Option<i64>)>> {
    groups::table
        .inner_join(items::table)
        .group_by(groups::id)
        .select((
            groups::title,
            count(items::id),
            diesel::dsl::sum(items::quantity),
        ))
        .order(groups::id)
        .load(conn)
}

fn grouped_over_a_join_by_several_columns(
    conn: &mut Conn,
) -> QueryResult<Vec<(String, Status, i64)>> {
    groups::table
        .inner_join(items::table)
        .group_by((groups::title, items::status))
        .having(count_star().ge(1))
        .select((groups::title, items::status, count_star()))
        .order((groups::title, items::status))
        .load(conn)
}

fn ordered_by_both_sides(conn: &mut Conn) -> QueryResult<Vec<(String, String)>> {
    items::table
        .inner_join(groups::table)
        .order((groups::title.desc(), items::name.asc()))
        .select((groups::title, items::name))
        .load(conn)
}

fn locked_over_a_join(conn: &mut Conn) -> QueryResult<Vec<String>> {
    items::table
        .inner_join(groups::table)
        .select(items::name)
        .order(items::id)
        .for_update()
        .load(conn)
}

fn counted_over_a_join(conn: &mut Conn) -> QueryResult<i64> {
    groups::table
        .left_join(items::table)
        .count()
        .get_result(conn)
}

fn found_in_a_join(conn: &mut Conn) -> QueryResult<Option<(Review, Item)>> {
    reviews::table
        .find(3)
        .inner_join(items::table)
        .select((Review::as_select(), Item::as_select()))
        .first(conn)
        .optional()
}
