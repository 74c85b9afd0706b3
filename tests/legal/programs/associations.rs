//! Rows of a parent: associations.

use diesel::prelude::*;
use uuid::Uuid;

use crate::Conn;
use crate::schema::*;

programs! {
    rows_of_a_parent: "belonging-to";
    rows_of_several_parents: "belonging-to", "grouped-by";
    rows_of_a_composite_parent: "belonging-to";
    rows_of_a_parent_with_more: "belonging-to", "filter", "order", "count";
}

#[derive(Debug, Queryable, Selectable, Identifiable, Associations)]
#[diesel(table_name = items, belongs_to(Group))]
#[expect(dead_code, reason = "read through `Debug`")]
struct ItemOfGroup {
    id: Uuid,
    group_id: i64,
    name: String,
}

#[derive(Debug, Queryable, Selectable, Identifiable, Associations)]
#[diesel(table_name = reviews, belongs_to(ItemOfGroup, foreign_key = item_id))]
#[expect(dead_code, reason = "read through `Debug`")]
struct ReviewOfItem {
    id: i64,
    item_id: Uuid,
    stars: i32,
}

fn rows_of_a_parent(conn: &mut Conn) -> QueryResult<Vec<ItemOfGroup>> {
    let group: Group = groups::table.find(2).first(conn)?;
    ItemOfGroup::belonging_to(&group)
        .select(ItemOfGroup::as_select())
        .load(conn)
}

type Tree = Vec<(Group, Vec<(ItemOfGroup, Vec<ReviewOfItem>)>)>;

fn rows_of_several_parents(conn: &mut Conn) -> QueryResult<Tree> {
    let groups: Vec<Group> = groups::table.order(groups::id).load(conn)?;
    let items: Vec<ItemOfGroup> = ItemOfGroup::belonging_to(&groups)
        .order(items::id)
        .select(ItemOfGroup::as_select())
        .load(conn)?;
    let reviews: Vec<ReviewOfItem> = ReviewOfItem::belonging_to(&items)
        .order(reviews::id)
        .select(ReviewOfItem::as_select())
        .load(conn)?;
    let reviews = reviews.grouped_by(&items);
    let items = items.into_iter().zip(reviews).grouped_by(&groups);
    Ok(groups.into_iter().zip(items).collect())
}

#[derive(Debug, Queryable, Selectable, Identifiable, Associations)]
#[diesel(table_name = memberships, primary_key(group_id, member), belongs_to(Group))]
struct MemberOfGroup {
    group_id: i64,
    member: String,
}

fn rows_of_a_composite_parent(conn: &mut Conn) -> QueryResult<Vec<Vec<MemberOfGroup>>> {
    let groups: Vec<Group> = groups::table.order(groups::id).load(conn)?;
    let members: Vec<MemberOfGroup> = MemberOfGroup::belonging_to(&groups)
        .select(MemberOfGroup::as_select())
        .order(memberships::member)
        .load(conn)?;
    Ok(members.grouped_by(&groups))
}

fn rows_of_a_parent_with_more(conn: &mut Conn) -> QueryResult<(i64, Vec<String>)> {
    let group: Group = groups::table.find(3).first(conn)?;
    Ok((
        ItemOfGroup::belonging_to(&group).count().get_result(conn)?,
        ItemOfGroup::belonging_to(&group)
            .filter(items::quantity.gt(0))
            .inner_join(reviews::table)
            .order(reviews::id)
            .select(reviews::author)
            .load(conn)?,
    ))
}
