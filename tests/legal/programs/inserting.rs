//! INSERT, with all that can be inserted.

use diesel::prelude::*;
use uuid::Uuid;

use crate::Conn;
use crate::schema::*;

programs! {
    insert_a_struct: "insert", "insert-optional", "insert-returning";
    insert_a_struct_by_value: "insert";
    insert_a_borrowing_struct: "insert";
    insert_a_generic_struct: "insert", "generic-table";
    insert_a_tuple: "insert-tuple", "insert-returning";
    insert_one_value: "insert-tuple", "insert-optional";
    insert_the_other_way_round: "insert", "insert-tuple";
    insert_a_vector: "insert-batch";
    insert_a_slice: "insert-batch";
    insert_an_array: "insert-batch", "insert-tuple";
    insert_an_array_of_structs: "insert-batch", "insert-returning";
    insert_a_vector_of_tuples: "insert-batch", "insert-tuple";
    insert_nothing: "insert-batch";
    insert_rows_with_and_without_values: "insert-batch", "insert-optional";
    insert_optional_values: "insert-optional", "insert-tuple";
    insert_nested_tuples: "insert-tuple";
    insert_a_struct_and_more: "insert", "insert-tuple";
    insert_embedded: "insert";
    insert_defaults: "insert-default-values";
    insert_and_return_columns: "insert-returning", "select-columns";
    insert_and_return_expressions: "insert-returning", "select-expression";
    insert_and_return_a_struct: "insert-returning", "as-select";
}

fn new_group(title: &str) -> NewGroup {
    NewGroup {
        id: None,
        title: title.to_owned(),
        parent_id: None,
    }
}

fn new_item(number: u128, name: &str) -> NewItem {
    NewItem {
        id: Some(Uuid::from_u128(number)),
        group_id: 4,
        name: name.to_owned(),
        description: None,
        status: Some(Status::OnSale),
        quantity: None,
        tally: Some(3),
        price: None,
        weight: None,
        rating: None,
        active: None,
        checked: None,
        tags: Some(vec!["new".to_owned()]),
        scores: Some(vec![1]),
        attributes: None,
        metadata: None,
        payload: None,
        address: None,
        sizes: None,
        on_sale: None,
        released_on: None,
        opens_at: None,
        edited_at: None,
        created_at: None,
    }
}

fn insert_a_struct(conn: &mut Conn) -> QueryResult<Item> {
    diesel::insert_into(items::table)
        .values(&new_item(9, "mallet"))
        .get_result(conn)
}

fn insert_a_struct_by_value(conn: &mut Conn) -> QueryResult<(usize, i64)> {
    let inserted = diesel::insert_into(groups::table)
        .values(new_group("drills"))
        .execute(conn)?;
    Ok((inserted, groups::table.count().get_result(conn)?))
}

#[derive(Insertable)]
#[diesel(table_name = groups)]
struct Titled<'a> {
    title: &'a str,
    #[diesel(column_name = parent_id)]
    parent: Option<&'a i64>,
}

fn insert_a_borrowing_struct(conn: &mut Conn) -> QueryResult<Group> {
    let title = String::from("drills");
    diesel::insert_into(groups::table)
        .values(Titled {
            title: &title,
            parent: Some(&1),
        })
        .get_result(conn)
}

#[derive(Insertable)]
#[diesel(table_name = groups)]
struct Named<T> {
    title: T,
}

fn insert_a_generic_struct(conn: &mut Conn) -> QueryResult<Vec<Group>> {
    let mut inserted = diesel::insert_into(groups::table)
        .values(Named { title: "drills" })
        .get_results(conn)?;
    inserted.extend(
        diesel::insert_into(groups::table)
            .values(Named {
                title: String::from("files"),
            })
            .get_results::<Group>(conn)?,
    );
    Ok(inserted)
}

fn insert_a_tuple(conn: &mut Conn) -> QueryResult<Group> {
    diesel::insert_into(groups::table)
        .values((
            groups::id.eq(50),
            groups::title.eq("drills"),
            groups::parent_id.eq(Some(1)),
        ))
        .get_result(conn)
}

fn insert_one_value(conn: &mut Conn) -> QueryResult<Vec<Group>> {
    diesel::insert_into(groups::table)
        .values(groups::title.eq("drills"))
        .get_results(conn)
}

fn insert_the_other_way_round(conn: &mut Conn) -> QueryResult<(usize, usize, usize)> {
    Ok((
        new_group("drills")
            .insert_into(groups::table)
            .execute(conn)?,
        groups::title
            .eq("files")
            .insert_into(groups::table)
            .execute(conn)?,
        vec![new_group("a"), new_group("b")]
            .insert_into(groups::table)
            .execute(conn)?,
    ))
}

fn insert_a_vector(conn: &mut Conn) -> QueryResult<(usize, Vec<String>)> {
    let inserted = diesel::insert_into(groups::table)
        .values(vec![new_group("a"), new_group("b")])
        .execute(conn)?;
    let titles = groups::table
        .select(groups::title)
        .order(groups::id)
        .load(conn)?;
    Ok((inserted, titles))
}

fn insert_a_slice(conn: &mut Conn) -> QueryResult<(usize, usize)> {
    let first = vec![new_group("a"), new_group("b")];
    let second = [new_group("c"), new_group("d")];
    Ok((
        diesel::insert_into(groups::table)
            .values(&first)
            .execute(conn)?,
        diesel::insert_into(groups::table)
            .values(&second[..])
            .execute(conn)?,
    ))
}

fn insert_an_array(conn: &mut Conn) -> QueryResult<Vec<Group>> {
    diesel::insert_into(groups::table)
        .values(&[
            (groups::id.eq(50), groups::title.eq("a")),
            (groups::id.eq(51), groups::title.eq("b")),
        ])
        .get_results(conn)
}

fn insert_an_array_of_structs(conn: &mut Conn) -> QueryResult<Vec<i64>> {
    diesel::insert_into(groups::table)
        .values([new_group("a"), new_group("b"), new_group("c")])
        .returning(groups::id)
        .get_results(conn)
}

fn insert_a_vector_of_tuples(conn: &mut Conn) -> QueryResult<Vec<Membership>> {
    let rows: Vec<_> = ["eve", "fay"]
        .into_iter()
        .map(|member| (memberships::group_id.eq(3), memberships::member.eq(member)))
        .collect();
    diesel::insert_into(memberships::table)
        .values(&rows)
        .get_results(conn)
}

fn insert_nothing(conn: &mut Conn) -> QueryResult<(usize, Vec<i64>)> {
    Ok((
        diesel::insert_into(groups::table)
            .values(&Vec::<NewGroup>::new())
            .execute(conn)?,
        diesel::insert_into(groups::table)
            .values(Vec::<NewGroup>::new())
            .returning(groups::id)
            .get_results(conn)?,
    ))
}

fn insert_rows_with_and_without_values(conn: &mut Conn) -> QueryResult<Vec<Item>> {
    let mut second = new_item(10, "file");
    second.status = None;
    second.quantity = Some(8);
    diesel::insert_into(items::table)
        .values(vec![new_item(9, "mallet"), second])
        .get_results(conn)
}

fn insert_optional_values(conn: &mut Conn) -> QueryResult<Vec<Membership>> {
    let mut inserted = Vec::new();
    for (member, role) in [("eve", None), ("fay", Some("owner"))] {
        inserted.push(
            diesel::insert_into(memberships::table)
                .values((
                    memberships::group_id.eq(3),
                    memberships::member.eq(member),
                    role.map(|role| memberships::role.eq(role)),
                ))
                .get_result(conn)?,
        );
    }
    Ok(inserted)
}

fn insert_nested_tuples(conn: &mut Conn) -> QueryResult<Group> {
    diesel::insert_into(groups::table)
        .values((
            (groups::id.eq(50), groups::title.eq("a")),
            groups::parent_id.eq(2),
        ))
        .get_result(conn)
}

fn insert_a_struct_and_more(conn: &mut Conn) -> QueryResult<Group> {
    diesel::insert_into(groups::table)
        .values((Named { title: "drills" }, groups::parent_id.eq(1)))
        .get_result(conn)
}

#[derive(Insertable)]
#[diesel(table_name = memberships)]
struct Key {
    group_id: i64,
    member: &'static str,
}

#[derive(Insertable)]
#[diesel(table_name = memberships)]
struct Owner {
    #[diesel(embed)]
    key: Key,
    role: &'static str,
}

fn insert_embedded(conn: &mut Conn) -> QueryResult<Membership> {
    diesel::insert_into(memberships::table)
        .values(&Owner {
            key: Key {
                group_id: 4,
                member: "eve",
            },
            role: "owner",
        })
        .get_result(conn)
}

fn insert_defaults(conn: &mut Conn) -> QueryResult<(usize, Note, i64, Vec<Note>)> {
    let nothing = || NewNote {
        id: None,
        body: None,
    };
    Ok((
        diesel::insert_into(notes::table)
            .default_values()
            .execute(conn)?,
        diesel::insert_into(notes::table)
            .default_values()
            .get_result(conn)?,
        diesel::insert_into(notes::table)
            .default_values()
            .returning(notes::id)
            .get_result(conn)?,
        diesel::insert_into(notes::table)
            .values(vec![nothing(), nothing()])
            .get_results(conn)?,
    ))
}

fn insert_and_return_columns(conn: &mut Conn) -> QueryResult<(i64, String)> {
    diesel::insert_into(groups::table)
        .values(&new_group("drills"))
        .returning((groups::id, groups::title))
        .get_result(conn)
}

fn insert_and_return_expressions(conn: &mut Conn) -> QueryResult<(i64, bool)> {
    diesel::insert_into(groups::table)
        .values(&new_group("drills"))
        .returning((groups::id + 1, groups::parent_id.is_null()))
        .get_result(conn)
}

fn insert_and_return_a_struct(conn: &mut Conn) -> QueryResult<Group> {
    diesel::insert_into(groups::table)
        .values(&new_group("drills"))
        .returning(Group::as_returning())
        .get_result(conn)
}
