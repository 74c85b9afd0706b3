//! Rust code around queries: functions that take and return them, own types.

use diesel::deserialize::{self, FromSql, FromSqlRow};
use diesel::dsl;
use diesel::expression::AsExpression;
use diesel::pg::{Pg, PgValue};
use diesel::prelude::*;
use diesel::query_dsl::methods::{self, LoadQuery};
use diesel::serialize::{self, Output, ToSql};
use diesel::sql_types::Text;

use crate::Conn;
use crate::schema::*;

programs! {
    filter_as_a_return_type: "helper-types";
    select_as_a_return_type: "helper-types", "order", "limit-offset";
    joins_as_return_types: "helper-types", "inner-join", "left-join";
    conditions_as_return_types: "helper-types", "boolean";
    boxed_as_a_return_type: "helper-types", "boxed";
    auto_typed_queries: "auto-type";
    auto_typed_conditions: "auto-type", "exists";
    auto_typed_joins: "auto-type", "join-on", "aggregate";
    returned_load_query: "load-query";
    generic_page: "generic-table", "limit-offset";
    generic_filter: "generic-table";
    generic_load: "generic-table", "load-query";
    own_text_type: "custom-type";
    own_type_in_queries: "custom-type", "in-list", "update";
    own_type_inserted: "custom-type", "insert";
    serialized_as_another_type: "custom-type", "insert";
    queries_as_text: "debug-query";
    debugged_statements: "debug-query";
}

type ByTitle<'a> = dsl::Filter<groups::table, dsl::Eq<groups::title, &'a str>>;

fn by_title(title: &str) -> ByTitle<'_> {
    groups::table.filter(groups::title.eq(title))
}

fn filter_as_a_return_type(conn: &mut Conn) -> QueryResult<Group> {
    by_title("saws").first(conn)
}

type Titles =
    dsl::Limit<dsl::Order<dsl::Select<groups::table, groups::title>, dsl::Desc<groups::title>>>;

fn titles() -> Titles {
    groups::table
        .select(groups::title)
        .order(groups::title.desc())
        .limit(2)
}

fn select_as_a_return_type(conn: &mut Conn) -> QueryResult<Vec<String>> {
    titles().load(conn)
}

fn with_group()
-> dsl::Select<dsl::InnerJoin<items::table, groups::table>, (items::name, groups::title)> {
    items::table
        .inner_join(groups::table)
        .select((items::name, groups::title))
}

fn with_items() -> dsl::Select<
    dsl::LeftJoin<groups::table, items::table>,
    (groups::title, dsl::Nullable<items::name>),
> {
    groups::table
        .left_join(items::table)
        .select((groups::title, items::name.nullable()))
}

type Pairs = (Vec<(String, String)>, Vec<(String, Option<String>)>);

fn joins_as_return_types(conn: &mut Conn) -> QueryResult<Pairs> {
    Ok((
        with_group().order(items::id).load(conn)?,
        with_items().order((groups::id, items::id)).load(conn)?,
    ))
}

fn is_called(name: &str) -> dsl::Or<dsl::Eq<items::name, &str>, dsl::Like<items::name, &str>> {
    items::name.eq(name).or(items::name.like(name))
}

fn is_live() -> dsl::And<items::active, dsl::Gt<items::quantity, i32>> {
    items::active.and(items::quantity.gt(0))
}

fn conditions_as_return_types(conn: &mut Conn) -> QueryResult<Vec<String>> {
    items::table
        .filter(is_called("%hammer"))
        .filter(is_live())
        .select(items::name)
        .order(items::id)
        .load(conn)
}

fn boxed_titles<'a>() -> dsl::IntoBoxed<'a, dsl::Select<groups::table, groups::title>, Pg> {
    groups::table.select(groups::title).into_boxed()
}

fn boxed_as_a_return_type(conn: &mut Conn) -> QueryResult<Vec<String>> {
    boxed_titles()
        .filter(groups::id.gt(1))
        .order(groups::id)
        .load(conn)
}

#[dsl::auto_type]
fn live_items(quantity: i32) -> _ {
    items::table
        .filter(items::active.eq(true))
        .filter(items::quantity.gt(quantity))
        .order(items::name.asc())
        .select(items::name)
}

fn auto_typed_queries(conn: &mut Conn) -> QueryResult<Vec<String>> {
    live_items(0).limit(2).load(conn)
}

#[dsl::auto_type]
fn is_reviewed_by<'a>(author: &'a str) -> _ {
    let of_item = reviews::item_id.eq(items::id);
    let by_author = reviews::author.eq(author);
    dsl::exists(reviews::table.filter(of_item.and(by_author)))
}

fn auto_typed_conditions(conn: &mut Conn) -> QueryResult<Vec<String>> {
    items::table
        .filter(is_reviewed_by("ada"))
        .select(items::name)
        .order(items::id)
        .load(conn)
}

#[dsl::auto_type]
fn review_counts() -> _ {
    items::table
        .left_join(reviews::table.on(reviews::item_id.eq(items::id)))
        .group_by(items::id)
        .select((items::name, dsl::count(reviews::id.nullable())))
}

fn auto_typed_joins(conn: &mut Conn) -> QueryResult<Vec<(String, i64)>> {
    review_counts().order(items::name).load(conn)
}

fn all_groups<'a>() -> impl LoadQuery<'a, Conn, Group> {
    groups::table.order(groups::id.desc())
}

fn returned_load_query(conn: &mut Conn) -> QueryResult<Vec<Group>> {
    all_groups().load(conn)
}

fn page_of<Q>(query: Q, page: i64) -> dsl::Offset<dsl::Limit<Q>>
where
    Q: methods::LimitDsl,
    dsl::Limit<Q>: methods::OffsetDsl,
{
    methods::OffsetDsl::offset(methods::LimitDsl::limit(query, 2), page * 2)
}

fn generic_page(conn: &mut Conn) -> QueryResult<(Vec<Group>, Vec<String>)> {
    Ok((
        page_of(groups::table.order(groups::id), 1).load(conn)?,
        page_of(items::table.select(items::name).order(items::name), 0).load(conn)?,
    ))
}

fn only_first<Q>(query: Q) -> dsl::Filter<Q, dsl::Eq<groups::id, i64>>
where
    Q: methods::FilterDsl<dsl::Eq<groups::id, i64>>,
{
    methods::FilterDsl::filter(query, groups::id.eq(1))
}

fn generic_filter(conn: &mut Conn) -> QueryResult<(Group, Vec<String>)> {
    Ok((
        only_first(groups::table).first(conn)?,
        only_first(groups::table.left_join(memberships::table))
            .select(groups::title)
            .load(conn)?,
    ))
}

fn load_all<'a, Q, U>(query: Q, conn: &mut Conn) -> QueryResult<Vec<U>>
where
    Q: LoadQuery<'a, Conn, U>,
{
    query.load(conn)
}

fn generic_load(conn: &mut Conn) -> QueryResult<(Vec<Group>, Vec<i64>)> {
    Ok((
        load_all(groups::table, conn)?,
        load_all(groups::table.select(groups::id), conn)?,
    ))
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, AsExpression, FromSqlRow)]
#[diesel(sql_type = Text)]
struct Name(String);

impl ToSql<Text, Pg> for Name {
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Pg>) -> serialize::Result {
        <String as ToSql<Text, Pg>>::to_sql(&self.0, out)
    }
}

impl FromSql<Text, Pg> for Name {
    fn from_sql(bytes: PgValue<'_>) -> deserialize::Result<Self> {
        <String as FromSql<Text, Pg>>::from_sql(bytes).map(Name)
    }
}

fn own_text_type(conn: &mut Conn) -> QueryResult<Vec<(Name, Option<Name>)>> {
    items::table
        .select((items::name, items::description))
        .order(items::id)
        .load(conn)
}

fn own_type_in_queries(conn: &mut Conn) -> QueryResult<(i64, Vec<Name>, usize)> {
    let saw = Name("hand saw".to_owned());
    Ok((
        items::table
            .filter(items::name.eq(&saw))
            .count()
            .get_result(conn)?,
        items::table
            .filter(items::name.eq_any([saw.clone(), Name("x".to_owned())]))
            .select(items::name)
            .load(conn)?,
        diesel::update(items::table.filter(items::name.eq(&saw)))
            .set(items::name.eq(Name("saw".to_owned())))
            .execute(conn)?,
    ))
}

#[derive(Debug, Insertable, Queryable, Selectable)]
#[diesel(table_name = groups)]
struct NamedGroup {
    title: Name,
}

fn own_type_inserted(conn: &mut Conn) -> QueryResult<NamedGroup> {
    diesel::insert_into(groups::table)
        .values(&NamedGroup {
            title: Name("drills".to_owned()),
        })
        .returning(NamedGroup::as_returning())
        .get_result(conn)
}

struct Loud(&'static str);

impl From<Loud> for String {
    fn from(loud: Loud) -> Self {
        loud.0.to_uppercase()
    }
}

#[derive(Debug)]
#[expect(dead_code, reason = "read through `Debug`")]
struct Length(usize);

impl From<String> for Length {
    fn from(text: String) -> Self {
        Self(text.len())
    }
}

#[derive(Insertable)]
#[diesel(table_name = groups)]
struct LoudGroup {
    #[diesel(serialize_as = String)]
    title: Loud,
}

#[derive(Debug, Queryable, Selectable)]
#[diesel(table_name = groups)]
#[expect(dead_code, reason = "read through `Debug`")]
struct LengthOfTitle {
    #[diesel(deserialize_as = String)]
    title: Length,
}

fn serialized_as_another_type(conn: &mut Conn) -> QueryResult<Vec<LengthOfTitle>> {
    diesel::insert_into(groups::table)
        .values(LoudGroup {
            title: Loud("drills"),
        })
        .execute(conn)?;
    groups::table
        .select(LengthOfTitle::as_select())
        .order(groups::id)
        .load(conn)
}

fn queries_as_text(conn: &mut Conn) -> QueryResult<Vec<String>> {
    let query = by_title("saws");
    let boxed = groups::table.filter(groups::id.gt(1)).into_boxed::<Pg>();
    let joined = with_group();
    Ok(vec![
        groups::table.select(groups::title).first(conn)?,
        diesel::debug_query::<Pg, _>(&query).to_string(),
        diesel::debug_query::<Pg, _>(&boxed).to_string(),
        diesel::debug_query::<Pg, _>(&joined.order(items::name)).to_string()
            + &diesel::debug_query::<Pg, _>(&joined).to_string(),
    ])
}

fn debugged_statements(conn: &mut Conn) -> QueryResult<Vec<String>> {
    let insert = diesel::insert_into(groups::table)
        .values(groups::title.eq("x"))
        .on_conflict(groups::id)
        .do_nothing();
    let update = diesel::update(groups::table.find(1)).set(groups::title.eq("x"));
    let delete = diesel::delete(groups::table.find(1)).returning(groups::id);
    let union = groups::table
        .select(groups::title)
        .union(items::table.select(items::name));
    let select = diesel::select(dsl::exists(groups::table.find(1)));
    Ok(vec![
        groups::table.select(groups::title).first(conn)?,
        diesel::debug_query::<Pg, _>(&insert).to_string(),
        diesel::debug_query::<Pg, _>(&update).to_string(),
        diesel::debug_query::<Pg, _>(&delete).to_string(),
        diesel::debug_query::<Pg, _>(&union).to_string(),
        diesel::debug_query::<Pg, _>(&select).to_string(),
    ])
}
