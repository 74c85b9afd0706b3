//! INSERT … ON CONFLICT.

use diesel::prelude::*;
use diesel::upsert::{excluded, on_constraint};
use uuid::Uuid;

use crate::Conn;
use crate::schema::*;

programs! {
    conflict_does_nothing: "on-conflict-do-nothing";
    conflict_in_a_batch_does_nothing: "on-conflict-do-nothing", "insert-batch", "insert-returning";
    conflict_of_a_column_does_nothing: "on-conflict-do-nothing", "on-conflict-target";
    conflict_of_a_column_updates: "on-conflict-do-update", "on-conflict-target";
    conflict_of_several_columns_updates: "on-conflict-do-update", "on-conflict-target";
    conflict_of_a_constraint_updates: "on-conflict-do-update", "on-conflict-target";
    conflict_of_a_partial_index_updates: "on-conflict-do-update", "on-conflict-target";
    conflict_updates_from_excluded: "on-conflict-do-update";
    conflict_in_a_batch_updates: "on-conflict-do-update", "insert-batch";
    conflict_updates_with_a_changeset: "on-conflict-do-update", "update-set";
    conflict_updates_with_the_row_itself: "on-conflict-do-update", "update-set";
    conflict_updates_with_expressions: "on-conflict-do-update", "arithmetic", "single-value";
    conflict_updates_if: "on-conflict-filter", "on-conflict-do-update";
    conflict_updates_if_several: "on-conflict-filter", "insert-returning";
    conflict_of_a_select_updates: "on-conflict-do-update", "insert-select";
}

fn renamed(id: i64, title: &str) -> NewGroup {
    NewGroup {
        id: Some(id),
        title: title.to_owned(),
        parent_id: None,
    }
}

fn conflict_does_nothing(conn: &mut Conn) -> QueryResult<(usize, usize)> {
    Ok((
        diesel::insert_into(groups::table)
            .values(&renamed(1, "x"))
            .on_conflict_do_nothing()
            .execute(conn)?,
        diesel::insert_into(groups::table)
            .values(&renamed(9, "x"))
            .on_conflict_do_nothing()
            .execute(conn)?,
    ))
}

fn conflict_in_a_batch_does_nothing(conn: &mut Conn) -> QueryResult<Vec<Group>> {
    diesel::insert_into(groups::table)
        .values(vec![renamed(1, "x"), renamed(9, "y")])
        .on_conflict_do_nothing()
        .get_results(conn)
}

fn conflict_of_a_column_does_nothing(conn: &mut Conn) -> QueryResult<Option<Group>> {
    let refused: Option<Group> = diesel::insert_into(groups::table)
        .values(&renamed(1, "x"))
        .on_conflict(groups::id)
        .do_nothing()
        .get_result(conn)
        .optional()?;
    assert_eq!(refused, None);
    groups::table.find(1).first(conn).optional()
}

fn conflict_of_a_column_updates(conn: &mut Conn) -> QueryResult<Group> {
    diesel::insert_into(groups::table)
        .values(&renamed(1, "x"))
        .on_conflict(groups::id)
        .do_update()
        .set(groups::title.eq("new tools"))
        .get_result(conn)
}

fn conflict_of_several_columns_updates(conn: &mut Conn) -> QueryResult<Membership> {
    diesel::insert_into(memberships::table)
        .values((
            memberships::group_id.eq(1),
            memberships::member.eq("ada"),
            memberships::role.eq("guest"),
        ))
        .on_conflict((memberships::group_id, memberships::member))
        .do_update()
        .set(memberships::role.eq(excluded(memberships::role)))
        .get_result(conn)
}

fn conflict_of_a_constraint_updates(conn: &mut Conn) -> QueryResult<Group> {
    diesel::insert_into(groups::table)
        .values(&renamed(9, "tools"))
        .on_conflict(on_constraint("groups_title_key"))
        .do_update()
        .set(groups::parent_id.eq(4))
        .get_result(conn)
}

fn conflict_of_a_partial_index_updates(conn: &mut Conn) -> QueryResult<Review> {
    diesel::insert_into(reviews::table)
        .values((
            reviews::item_id.eq(Uuid::from_u128(1)),
            reviews::author.eq("ada"),
            reviews::stars.eq(2),
            reviews::body.eq("broke"),
        ))
        .on_conflict((reviews::item_id, reviews::author))
        .filter_target(reviews::body.is_not_null())
        .do_update()
        .set((
            reviews::stars.eq(excluded(reviews::stars)),
            reviews::body.eq(excluded(reviews::body)),
        ))
        .get_result(conn)
}

fn conflict_updates_from_excluded(conn: &mut Conn) -> QueryResult<Group> {
    diesel::insert_into(groups::table)
        .values(&renamed(2, "mallets"))
        .on_conflict(groups::id)
        .do_update()
        .set((
            groups::title.eq(excluded(groups::title)),
            groups::parent_id.eq(excluded(groups::parent_id)),
        ))
        .get_result(conn)
}

fn conflict_in_a_batch_updates(conn: &mut Conn) -> QueryResult<Vec<Group>> {
    diesel::insert_into(groups::table)
        .values(&vec![renamed(1, "x"), renamed(2, "y"), renamed(9, "z")])
        .on_conflict(groups::id)
        .do_update()
        .set(groups::title.eq(excluded(groups::title)))
        .get_results(conn)
}

fn conflict_updates_with_a_changeset(conn: &mut Conn) -> QueryResult<Group> {
    let changes = GroupChanges {
        title: Some("renamed".to_owned()),
        parent_id: None,
    };
    diesel::insert_into(groups::table)
        .values(&renamed(3, "x"))
        .on_conflict(groups::id)
        .do_update()
        .set(&changes)
        .get_result(conn)
}

#[derive(Insertable, AsChangeset)]
#[diesel(table_name = groups)]
struct Form {
    id: i64,
    title: String,
}

fn conflict_updates_with_the_row_itself(conn: &mut Conn) -> QueryResult<Group> {
    let form = Form {
        id: 3,
        title: "renamed".to_owned(),
    };
    diesel::insert_into(groups::table)
        .values(&form)
        .on_conflict(groups::id)
        .do_update()
        .set(&form)
        .get_result(conn)
}

fn conflict_updates_with_expressions(conn: &mut Conn) -> QueryResult<Vec<Group>> {
    diesel::insert_into(groups::table)
        .values(&renamed(3, "x"))
        .on_conflict(groups::id)
        .do_update()
        .set((
            groups::title.eq(groups::title.concat("!")),
            groups::parent_id.eq(items::table
                .select(diesel::dsl::min(items::group_id))
                .single_value()),
        ))
        .get_results(conn)
}

fn conflict_updates_if(conn: &mut Conn) -> QueryResult<(usize, usize)> {
    use diesel::query_dsl::methods::FilterDsl;

    let insert = |title, allowed| {
        FilterDsl::filter(
            diesel::insert_into(groups::table)
                .values((groups::id.eq(1), groups::title.eq(title)))
                .on_conflict(groups::id)
                .do_update()
                .set(groups::title.eq(excluded(groups::title))),
            groups::title.eq(allowed),
        )
    };
    Ok((
        insert("a", "saws").execute(conn)?,
        insert("b", "tools").execute(conn)?,
    ))
}

fn conflict_updates_if_several(conn: &mut Conn) -> QueryResult<Vec<i64>> {
    use diesel::query_dsl::methods::{FilterDsl, OrFilterDsl};

    let statement = diesel::insert_into(groups::table)
        .values((groups::id.eq(1), groups::title.eq("x")))
        .on_conflict(groups::id)
        .do_update()
        .set(groups::title.eq(excluded(groups::title)));
    let statement = FilterDsl::filter(statement, groups::title.ne(excluded(groups::title)));
    let statement = FilterDsl::filter(statement, groups::parent_id.is_null());
    let statement = OrFilterDsl::or_filter(statement, groups::id.eq(7));
    statement.returning(groups::id).get_results(conn)
}

fn conflict_of_a_select_updates(conn: &mut Conn) -> QueryResult<Vec<Group>> {
    diesel::insert_into(groups::table)
        .values(
            items::table
                .filter(items::quantity.gt(5))
                .select((items::group_id, items::name)),
        )
        .into_columns((groups::id, groups::title))
        .on_conflict(groups::id)
        .do_update()
        .set(groups::title.eq(excluded(groups::title)))
        .get_results(conn)
}
