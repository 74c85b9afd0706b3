//! Operators and functions that any column may have, and those of numbers and text.

use bigdecimal::BigDecimal;
use diesel::dsl::{case_when, count, not, sum};
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Bool, Double, Integer, Nullable, Text};

use crate::Conn;
use crate::schema::*;

programs! {
    comparisons: "comparison";
    betweens: "comparison";
    null_tests: "null-tests";
    distinct_from: "null-tests";
    nullable_and_back: "null-tests";
    boolean_operators: "boolean";
    nullable_boolean_operators: "boolean", "null-tests";
    arithmetic_of_columns: "arithmetic";
    arithmetic_of_nullable_columns: "arithmetic", "null-tests";
    cases: "case-when";
    cases_with_several_conditions: "case-when", "boolean";
    cases_in_filter_and_order: "case-when", "order";
    casts: "cast";
    casts_that_may_fail: "cast";
    likes: "text";
    likes_with_escape: "text";
    text_patterns: "text";
    concatenations: "text";
    constants: "into-sql";
    rows_compared: "records";
    any_of_an_array: "any-comparison", "array-expression";
    enums_compared: "enum", "comparison", "in-list";
    boxed_conditions: "boxed-expression", "boolean";
    boxed_conditions_of_a_join: "boxed-expression", "inner-join";
    boxed_selection: "boxed-expression", "select-expression";
    boxed_order: "boxed-expression", "order";
    conditions_from_a_list: "boxed-expression", "boxed";
}

fn comparisons(conn: &mut Conn) -> QueryResult<Vec<Vec<String>>> {
    let names = items::table.select(items::name).order(items::id);
    Ok(vec![
        names.filter(items::quantity.eq(5)).load(conn)?,
        names.filter(items::quantity.ne(5)).load(conn)?,
        names.filter(items::quantity.gt(1)).load(conn)?,
        names.filter(items::quantity.ge(1)).load(conn)?,
        names.filter(items::weight.lt(0.7)).load(conn)?,
        names.filter(items::weight.le(0.7)).load(conn)?,
        names.filter(items::tally.eq(Some(2))).load(conn)?,
        names.filter(items::name.eq(items::name)).load(conn)?,
    ])
}

fn betweens(conn: &mut Conn) -> QueryResult<(Vec<String>, Vec<String>)> {
    let names = items::table.select(items::name).order(items::id);
    Ok((
        names.filter(items::quantity.between(1, 5)).load(conn)?,
        names
            .filter(items::price.not_between(BigDecimal::from(10), BigDecimal::from(20)))
            .load(conn)?,
    ))
}

fn null_tests(conn: &mut Conn) -> QueryResult<(Vec<String>, Vec<String>)> {
    let names = items::table.select(items::name).order(items::id);
    Ok((
        names.filter(items::description.is_null()).load(conn)?,
        names.filter(items::description.is_not_null()).load(conn)?,
    ))
}

fn distinct_from(conn: &mut Conn) -> QueryResult<(Vec<String>, Vec<String>)> {
    let names = items::table.select(items::name).order(items::id);
    Ok((
        names
            .filter(items::tally.is_distinct_from(Some(2)))
            .load(conn)?,
        names
            .filter(items::tally.is_not_distinct_from(None::<i16>))
            .load(conn)?,
    ))
}

fn nullable_and_back(conn: &mut Conn) -> QueryResult<Vec<(Option<String>, String)>> {
    items::table
        .filter(items::description.is_not_null())
        .filter(items::name.nullable().ne(items::description))
        .select((items::name.nullable(), items::description.assume_not_null()))
        .order(items::id)
        .load(conn)
}

fn boolean_operators(conn: &mut Conn) -> QueryResult<Vec<(String, bool, bool, bool)>> {
    items::table
        .select((
            items::name,
            items::active.and(items::quantity.gt(1)),
            items::active.or(items::quantity.eq(0)),
            not(items::active.eq(true).and(items::quantity.gt(1))),
        ))
        .order(items::id)
        .load(conn)
}

fn nullable_boolean_operators(conn: &mut Conn) -> QueryResult<Vec<(Option<bool>, Option<bool>)>> {
    items::table
        .select((
            items::checked.and(items::active),
            items::tally.gt(2).or(items::checked),
        ))
        .order(items::id)
        .load(conn)
}

fn arithmetic_of_columns(conn: &mut Conn) -> QueryResult<Vec<(i32, i32, i32, BigDecimal, f64)>> {
    items::table
        .select((
            items::quantity + items::quantity,
            items::quantity - 1,
            items::quantity * 2 / 3,
            items::price + BigDecimal::from(1),
            items::weight * 2.0,
        ))
        .order(items::id)
        .load(conn)
}

fn arithmetic_of_nullable_columns(conn: &mut Conn) -> QueryResult<Vec<(Option<i16>, Option<f32>)>> {
    items::table
        .select((items::tally + Some(1), items::rating * Some(2.0)))
        .order(items::id)
        .load(conn)
}

fn cases(conn: &mut Conn) -> QueryResult<Vec<(String, Option<String>)>> {
    items::table
        .select((
            case_when(items::quantity.gt(4), "many".into_sql::<Text>())
                .when(items::quantity.gt(0), "some".into_sql::<Text>())
                .otherwise("none".into_sql::<Text>()),
            case_when(items::active.eq(true), items::description),
        ))
        .order(items::id)
        .load(conn)
}

fn cases_with_several_conditions(conn: &mut Conn) -> QueryResult<Vec<i32>> {
    items::table
        .select(
            case_when(
                items::active.and(items::status.eq(Status::OnSale)),
                items::quantity,
            )
            .otherwise(items::quantity * -1),
        )
        .order(items::id)
        .load(conn)
}

fn cases_in_filter_and_order(conn: &mut Conn) -> QueryResult<Vec<String>> {
    let rank = case_when(items::status.eq(Status::SoldOut), 2.into_sql::<Integer>())
        .otherwise(1.into_sql::<Integer>());
    items::table
        .filter(rank.lt(3))
        .order((rank.desc(), items::name))
        .select(items::name)
        .load(conn)
}

fn casts(conn: &mut Conn) -> QueryResult<Vec<(i64, String, Option<f64>)>> {
    items::table
        .select((
            items::quantity.cast::<BigInt>(),
            items::quantity.cast::<Text>(),
            items::rating.cast::<Nullable<Double>>(),
        ))
        .order(items::id)
        .load(conn)
}

fn casts_that_may_fail(conn: &mut Conn) -> QueryResult<(i32, String)> {
    let number =
        |text: &'static str| diesel::select(text.into_sql::<Text>().fallible_cast::<Integer>());
    let found = number("42").get_result(conn)?;
    let refused = conn.transaction(|conn| number("x").get_result::<i32>(conn));
    Ok((found, format!("{refused:?}")))
}

fn likes(conn: &mut Conn) -> QueryResult<Vec<Vec<String>>> {
    let names = items::table.select(items::name).order(items::id);
    Ok(vec![
        names.filter(items::name.like("%saw")).load(conn)?,
        names.filter(items::name.not_like("%saw")).load(conn)?,
        names.filter(items::name.ilike("%SAW")).load(conn)?,
        names.filter(items::name.not_ilike("%SAW")).load(conn)?,
        names.filter(items::description.like("%nails")).load(conn)?,
    ])
}

fn likes_with_escape(conn: &mut Conn) -> QueryResult<(Vec<String>, Vec<String>)> {
    let names = items::table.select(items::name).order(items::id);
    Ok((
        names
            .filter(items::description.like("%!%%").escape('!'))
            .load(conn)?,
        names
            .filter(items::name.ilike("%#_%").escape('#'))
            .load(conn)?,
    ))
}

fn text_patterns(conn: &mut Conn) -> QueryResult<(Vec<String>, Vec<String>)> {
    let names = items::table.select(items::name).order(items::id);
    Ok((
        names
            .filter(items::name.similar_to("(claw|hand)%"))
            .load(conn)?,
        names
            .filter(items::name.not_similar_to("(claw|hand)%"))
            .load(conn)?,
    ))
}

fn concatenations(conn: &mut Conn) -> QueryResult<Vec<(String, Option<String>)>> {
    items::table
        .select((
            items::name.concat(" (").concat(items::name).concat(")"),
            items::description.concat("!"),
        ))
        .order(items::id)
        .load(conn)
}

fn constants(conn: &mut Conn) -> QueryResult<Vec<(i32, f64, Option<String>, bool)>> {
    groups::table
        .select((
            7.into_sql::<Integer>(),
            1.5.into_sql::<Double>(),
            None::<&str>.into_sql::<Nullable<Text>>(),
            true.into_sql::<Bool>(),
        ))
        .load(conn)
}

fn rows_compared(conn: &mut Conn) -> QueryResult<Vec<(i64, bool)>> {
    use diesel::sql_types::Record;
    groups::table
        .filter(
            (groups::id, groups::title)
                .into_sql::<Record<(BigInt, Text)>>()
                .eq((2_i64, "hammers")),
        )
        .select((
            groups::id,
            (groups::id, groups::title)
                .into_sql::<Record<(BigInt, Text)>>()
                .ne((1_i64, "x")),
        ))
        .load(conn)
}

fn any_of_an_array(conn: &mut Conn) -> QueryResult<(Vec<String>, Vec<i32>)> {
    use diesel::dsl::array;
    let ids = vec![1_i64, 2];
    Ok((
        groups::table
            .filter(groups::id.eq_any(ids))
            .select(groups::title)
            .order(groups::id)
            .load(conn)?,
        diesel::select(array((1, 2, 3))).get_result::<Vec<i32>>(conn)?,
    ))
}

fn enums_compared(conn: &mut Conn) -> QueryResult<Vec<(String, Status)>> {
    items::table
        .filter(items::status.eq_any([Status::OnSale, Status::SoldOut]))
        .filter(items::status.gt(Status::Draft))
        .order((items::status.desc(), items::id))
        .select((items::name, items::status))
        .load(conn)
}

type Condition<'a, Source> =
    Box<dyn BoxableExpression<Source, diesel::pg::Pg, SqlType = Bool> + 'a>;

fn condition(name: &str, negated: bool) -> Condition<'_, items::table> {
    let found = items::name.eq(name).or(items::quantity.gt(6));
    if negated {
        Box::new(not(found))
    } else {
        Box::new(found)
    }
}

fn boxed_conditions(conn: &mut Conn) -> QueryResult<Vec<Vec<String>>> {
    let names = items::table.select(items::name).order(items::id);
    Ok(vec![
        names.filter(condition("hand saw", false)).load(conn)?,
        names.filter(condition("hand saw", true)).load(conn)?,
        names
            .filter(condition("hand saw", true).and(condition("Band_Saw", false)))
            .load(conn)?,
    ])
}

fn boxed_conditions_of_a_join(conn: &mut Conn) -> QueryResult<Vec<String>> {
    use diesel::dsl::InnerJoinQuerySource;
    type Joined = InnerJoinQuerySource<items::table, groups::table>;
    let condition: Condition<'_, Joined> = Box::new(groups::title.eq("saws"));
    items::table
        .inner_join(groups::table)
        .filter(condition)
        .select(items::name)
        .order(items::id)
        .load(conn)
}

fn boxed_selection(conn: &mut Conn) -> QueryResult<Vec<Vec<String>>> {
    type Selection = Box<dyn BoxableExpression<items::table, diesel::pg::Pg, SqlType = Text>>;
    let selections: [Selection; 2] = [Box::new(items::name), Box::new(items::name.concat("!"))];
    selections
        .into_iter()
        .map(|selection| items::table.select(selection).order(items::id).load(conn))
        .collect()
}

fn boxed_order(conn: &mut Conn) -> QueryResult<Vec<Vec<String>>> {
    use diesel::expression::expression_types::NotSelectable;
    type Order = Box<dyn BoxableExpression<items::table, diesel::pg::Pg, SqlType = NotSelectable>>;
    let orders: [Order; 2] = [
        Box::new(items::name.asc()),
        Box::new(items::quantity.desc()),
    ];
    orders
        .into_iter()
        .map(|order| items::table.select(items::name).order(order).load(conn))
        .collect()
}

fn conditions_from_a_list(conn: &mut Conn) -> QueryResult<(Vec<String>, Option<i64>, i64)> {
    let conditions: Vec<Condition<'_, items::table>> = vec![
        Box::new(items::name.like("%saw%")),
        Box::new(items::quantity.eq(5)),
        Box::new(items::active),
    ];
    let mut query = items::table.select(items::name).into_boxed();
    for condition in conditions {
        query = query.or_filter(condition);
    }
    Ok((
        query.order(items::id).load(conn)?,
        items::table.select(sum(items::quantity)).get_result(conn)?,
        items::table.select(count(items::tally)).get_result(conn)?,
    ))
}
