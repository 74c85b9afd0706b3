//! UPDATE and DELETE.

use diesel::dsl::{exists, max};
use diesel::pg::Pg;
use diesel::prelude::*;
use uuid::Uuid;

use crate::Conn;
use crate::schema::*;

programs! {
    update_all: "update";
    update_some: "update", "update-set";
    update_by_key: "update", "find";
    update_a_struct: "update", "update-set";
    update_with_a_changeset: "update-set", "update-returning";
    update_with_a_tuple_of_changes: "update-set";
    update_with_options: "update-set";
    update_to_null: "update-set", "null-tests";
    update_with_treat_none_as_null: "update-set";
    update_with_an_expression: "update-set", "arithmetic";
    update_from_a_subselect: "update-subselect", "subselect-correlated";
    update_where_in: "update-subselect", "in-subselect";
    update_filtered_later: "update", "filter";
    update_and_return: "update-returning", "as-select";
    update_boxed: "update-boxed";
    update_without_changes: "update-set", "errors";
    save_a_struct: "save-changes";
    save_a_struct_as_another: "save-changes";
    delete_all: "delete";
    delete_some: "delete", "filter";
    delete_by_key: "delete", "find";
    delete_a_struct: "delete";
    delete_where_exists: "delete-subselect", "subselect-correlated";
    delete_where_in: "delete-subselect", "in-subselect";
    delete_filtered_later: "delete", "or-filter";
    delete_and_return: "delete-returning";
    delete_boxed: "delete-boxed";
}

const CLAW: Uuid = Uuid::from_u128(1);

fn update_all(conn: &mut Conn) -> QueryResult<usize> {
    diesel::update(items::table)
        .set(items::quantity.eq(0))
        .execute(conn)
}

fn update_some(conn: &mut Conn) -> QueryResult<usize> {
    diesel::update(items::table.filter(items::active.eq(true)))
        .set((items::status.eq(Status::SoldOut), items::quantity.eq(0)))
        .execute(conn)
}

fn update_by_key(conn: &mut Conn) -> QueryResult<(usize, usize)> {
    Ok((
        diesel::update(items::table.find(CLAW))
            .set(items::name.eq("hammer"))
            .execute(conn)?,
        diesel::update(memberships::table.find((2, "bob")))
            .set(memberships::role.eq("guest"))
            .execute(conn)?,
    ))
}

fn update_a_struct(conn: &mut Conn) -> QueryResult<Group> {
    let group: Group = groups::table.find(2).first(conn)?;
    diesel::update(&group)
        .set(groups::title.eq("renamed"))
        .get_result(conn)
}

fn update_with_a_changeset(conn: &mut Conn) -> QueryResult<Item> {
    let changes = ItemChanges {
        name: Some("hammer".to_owned()),
        rating: Some(None),
        tags: Some(vec!["old".to_owned()]),
        ..ItemChanges::default()
    };
    diesel::update(items::table.find(CLAW))
        .set(&changes)
        .get_result(conn)
}

fn update_with_a_tuple_of_changes(conn: &mut Conn) -> QueryResult<Group> {
    let changes = GroupChanges {
        title: None,
        parent_id: Some(Some(4)),
    };
    diesel::update(groups::table.find(2))
        .set((&changes, groups::title.eq("renamed")))
        .get_result(conn)
}

fn update_with_options(conn: &mut Conn) -> QueryResult<Group> {
    diesel::update(groups::table.find(2))
        .set((
            Some(groups::title.eq("renamed")),
            None::<i64>.map(|id| groups::parent_id.eq(id)),
        ))
        .get_result(conn)
}

fn update_to_null(conn: &mut Conn) -> QueryResult<Group> {
    diesel::update(groups::table.find(2))
        .set(groups::parent_id.eq(None::<i64>))
        .get_result(conn)
}

#[derive(AsChangeset)]
#[diesel(table_name = groups, treat_none_as_null = true)]
struct Form<'a> {
    title: &'a str,
    parent_id: Option<i64>,
}

fn update_with_treat_none_as_null(conn: &mut Conn) -> QueryResult<Group> {
    diesel::update(groups::table)
        .filter(groups::id.eq(2))
        .set(Form {
            title: "renamed",
            parent_id: None,
        })
        .get_result(conn)
}

fn update_with_an_expression(conn: &mut Conn) -> QueryResult<Vec<(String, i32)>> {
    diesel::update(items::table)
        .set((
            items::quantity.eq(items::quantity * 2 + 1),
            items::name.eq(items::name.concat("!")),
        ))
        .returning((items::name, items::quantity))
        .get_results(conn)
}

fn update_from_a_subselect(conn: &mut Conn) -> QueryResult<Vec<Option<String>>> {
    diesel::update(items::table)
        .set(
            items::description.eq(groups::table
                .filter(groups::id.eq(items::group_id))
                .select(groups::title)
                .single_value()),
        )
        .returning(items::description)
        .get_results(conn)
}

fn update_where_in(conn: &mut Conn) -> QueryResult<usize> {
    diesel::update(
        items::table.filter(
            items::id.eq_any(
                reviews::table
                    .filter(reviews::stars.lt(3))
                    .select(reviews::item_id),
            ),
        ),
    )
    .set(items::active.eq(false))
    .execute(conn)
}

fn update_filtered_later(conn: &mut Conn) -> QueryResult<usize> {
    diesel::update(items::table)
        .set(items::active.eq(false))
        .filter(items::quantity.gt(1))
        .filter(items::group_id.eq(2))
        .execute(conn)
}

fn update_and_return(conn: &mut Conn) -> QueryResult<Vec<Group>> {
    diesel::update(groups::table.filter(groups::parent_id.is_not_null()))
        .set(groups::parent_id.eq(4))
        .returning(Group::as_returning())
        .get_results(conn)
}

fn update_boxed(conn: &mut Conn) -> QueryResult<usize> {
    let mut statement = diesel::update(items::table)
        .set(items::active.eq(false))
        .into_boxed();
    for letter in ["d", "s"] {
        statement = statement.filter(items::name.like(format!("%{letter}%")));
    }
    statement.execute(conn)
}

fn update_without_changes(conn: &mut Conn) -> QueryResult<(Option<usize>, String)> {
    let statement = || diesel::update(groups::table.find(1)).set(GroupChanges::default());
    diesel::update(groups::table.find(1))
        .set(groups::parent_id.eq(4))
        .execute(conn)?;
    let error = statement().execute(conn).map(drop);
    Ok((
        statement().execute(conn).optional_empty_changeset()?,
        format!("{error:?}"),
    ))
}

#[derive(Debug, AsChangeset, Identifiable)]
#[diesel(table_name = groups)]
struct Renamed {
    id: i64,
    title: String,
}

fn save_a_struct(conn: &mut Conn) -> QueryResult<Group> {
    Renamed {
        id: 3,
        title: "renamed".to_owned(),
    }
    .save_changes(conn)
}

fn save_a_struct_as_another(conn: &mut Conn) -> QueryResult<(i64, String, Option<i64>)> {
    let form = Renamed {
        id: 2,
        title: "renamed".to_owned(),
    };
    form.save_changes(conn)
}

fn delete_all(conn: &mut Conn) -> QueryResult<usize> {
    diesel::delete(reviews::table).execute(conn)
}

fn delete_some(conn: &mut Conn) -> QueryResult<usize> {
    diesel::delete(reviews::table.filter(reviews::stars.lt(4))).execute(conn)
}

fn delete_by_key(conn: &mut Conn) -> QueryResult<(usize, usize)> {
    Ok((
        diesel::delete(reviews::table.find(1)).execute(conn)?,
        diesel::delete(memberships::table.find((1, "ada"))).execute(conn)?,
    ))
}

fn delete_a_struct(conn: &mut Conn) -> QueryResult<usize> {
    let review: Review = reviews::table.find(2).first(conn)?;
    diesel::delete(&review).execute(conn)
}

fn delete_where_exists(conn: &mut Conn) -> QueryResult<usize> {
    diesel::delete(
        reviews::table.filter(exists(
            items::table
                .filter(items::id.eq(reviews::item_id))
                .filter(items::active.eq(false)),
        )),
    )
    .execute(conn)
}

fn delete_where_in(conn: &mut Conn) -> QueryResult<Vec<i64>> {
    diesel::delete(
        reviews::table.filter(
            reviews::stars
                .nullable()
                .eq(items::table.select(max(items::quantity)).single_value())
                .or(reviews::item_id.nullable().eq_any(
                    items::table
                        .filter(items::name.like("%hammer"))
                        .select(items::id.nullable()),
                ))
                .assume_not_null(),
        ),
    )
    .returning(reviews::id)
    .get_results(conn)
}

fn delete_filtered_later(conn: &mut Conn) -> QueryResult<usize> {
    diesel::delete(reviews::table)
        .filter(reviews::stars.eq(1))
        .or_filter(reviews::stars.eq(5))
        .execute(conn)
}

fn delete_and_return(conn: &mut Conn) -> QueryResult<(Vec<Review>, (i64, String), Membership)> {
    Ok((
        diesel::delete(reviews::table.filter(reviews::stars.eq(4))).get_results(conn)?,
        diesel::delete(reviews::table.find(5))
            .returning((reviews::id, reviews::author))
            .get_result(conn)?,
        diesel::delete(memberships::table.find((1, "ada")))
            .returning(Membership::as_returning())
            .get_result(conn)?,
    ))
}

fn delete_boxed(conn: &mut Conn) -> QueryResult<usize> {
    let mut statement = diesel::delete(reviews::table).into_boxed::<Pg>();
    statement = statement.filter(reviews::stars.gt(2));
    statement = statement.or_filter(reviews::author.eq("bob"));
    statement.execute(conn)
}
