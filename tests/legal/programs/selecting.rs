//! What a select yields: columns, expressions and structs.

use diesel::pg::Pg;
use diesel::prelude::*;
use uuid::Uuid;

use crate::Conn;
use crate::schema::*;

programs! {
    whole_table: "table", "types-numbers", "types-text", "types-time", "types-json",
        "types-network", "types-other", "types-collections", "enum";
    by_primary_key: "find";
    by_composite_primary_key: "find";
    by_primary_key_and_more: "find", "filter";
    one_column: "select-columns";
    several_columns: "select-columns";
    nested_tuples_of_columns: "select-columns";
    expressions_in_select: "select-expression", "arithmetic";
    structs_in_select: "as-select";
    part_of_a_row: "as-select";
    embedded_structs: "as-select", "inner-join";
    expressions_of_a_struct: "as-select", "select-expression";
    query_of_a_struct: "has-query";
    base_query_of_a_struct: "has-query";
}

const CLAW: Uuid = Uuid::from_u128(1);

fn whole_table(conn: &mut Conn) -> QueryResult<(Vec<Group>, Vec<Item>, Vec<Sample>)> {
    Ok((
        groups::table.load(conn)?,
        items::table.load(conn)?,
        samples::table.load(conn)?,
    ))
}

fn by_primary_key(conn: &mut Conn) -> QueryResult<Item> {
    items::table.find(CLAW).first(conn)
}

fn by_composite_primary_key(conn: &mut Conn) -> QueryResult<Membership> {
    memberships::table.find((2, "bob")).get_result(conn)
}

fn by_primary_key_and_more(conn: &mut Conn) -> QueryResult<Option<String>> {
    items::table
        .filter(items::active.eq(true))
        .find(CLAW)
        .select(items::name)
        .first(conn)
        .optional()
}

fn one_column(conn: &mut Conn) -> QueryResult<Vec<String>> {
    items::table.select(items::name).load(conn)
}

fn several_columns(conn: &mut Conn) -> QueryResult<Vec<(Uuid, Option<f32>, Status)>> {
    items::table
        .select((items::id, items::rating, items::status))
        .load(conn)
}

type Nested = ((String, (i32, Option<i16>)), bool);

fn nested_tuples_of_columns(conn: &mut Conn) -> QueryResult<Vec<Nested>> {
    items::table
        .select((
            (items::name, (items::quantity, items::tally)),
            items::active,
        ))
        .load(conn)
}

fn expressions_in_select(conn: &mut Conn) -> QueryResult<Vec<(i32, bool, Option<bool>)>> {
    items::table
        .select((
            items::quantity * 2 + 1,
            items::name.like("%saw"),
            items::description.eq("pulls nails"),
        ))
        .load(conn)
}

fn structs_in_select(conn: &mut Conn) -> QueryResult<Vec<(Review, i64)>> {
    reviews::table
        .select((Review::as_select(), reviews::id))
        .load(conn)
}

#[derive(Debug, Queryable, Selectable)]
#[diesel(table_name = items)]
#[expect(dead_code, reason = "read through `Debug`")]
struct Label {
    name: String,
    #[diesel(column_name = quantity)]
    stock: i32,
}

fn part_of_a_row(conn: &mut Conn) -> QueryResult<Vec<Label>> {
    items::table.select(Label::as_select()).load(conn)
}

#[derive(Debug, Queryable, Selectable)]
#[diesel(table_name = items, check_for_backend(Pg))]
#[expect(dead_code, reason = "read through `Debug`")]
struct Shelf {
    id: Uuid,
    #[diesel(embed)]
    label: Label,
    #[diesel(embed)]
    group: Group,
}

fn embedded_structs(conn: &mut Conn) -> QueryResult<Vec<Shelf>> {
    items::table
        .inner_join(groups::table)
        .select(Shelf::as_select())
        .load(conn)
}

#[derive(Debug, Queryable, Selectable)]
#[diesel(table_name = items)]
#[expect(dead_code, reason = "read through `Debug`")]
struct Summary {
    name: String,
    #[diesel(select_expression = items::quantity.gt(1), select_expression_type = diesel::dsl::Gt<items::quantity, i32>)]
    many: bool,
}

fn expressions_of_a_struct(conn: &mut Conn) -> QueryResult<Vec<Summary>> {
    items::table.select(Summary::as_select()).load(conn)
}

#[derive(Debug, HasQuery)]
#[diesel(table_name = groups)]
#[expect(dead_code, reason = "read through `Debug`")]
struct Title {
    title: String,
}

fn query_of_a_struct(conn: &mut Conn) -> QueryResult<Vec<Title>> {
    Title::query().filter(groups::id.gt(1)).load(conn)
}

#[derive(Debug, HasQuery)]
#[diesel(table_name = groups)]
#[diesel(base_query = groups::table.filter(groups::parent_id.is_not_null()).order(groups::id))]
#[expect(dead_code, reason = "read through `Debug`")]
struct Child {
    id: i64,
    title: String,
}

fn base_query_of_a_struct(conn: &mut Conn) -> QueryResult<Vec<Child>> {
    Child::query().load(conn)
}
