//! Statements of all kinds on an async connection.

use catalog::Catalog;
use catalog::schema::{Category, Status, categories, products, reviews};
use diesel::asynchronous::{AsyncSafeConnection, RunQueryDsl, SaveChangesDsl};
use diesel::dsl::{count_star, exists, max};
use diesel::prelude::*;
use diesel::result::{DatabaseErrorKind, Error};
use diesel::upsert::excluded;
use futures_util::TryStreamExt;
use schema_iso_tests::TestDatabase;

use super::{host, run};

type Conn = AsyncSafeConnection<Catalog>;

/// The values of a row.
macro_rules! category {
    ($slug:literal) => {
        (categories::slug.eq($slug), categories::title.eq($slug))
    };
}

async fn inserting(conn: &mut Conn) -> QueryResult<()> {
    let one = diesel::insert_into(categories::table).values(category!("tools"));
    let one: Category = one
        .returning(Category::as_returning())
        .get_result(conn)
        .await?;
    assert_eq!(one.slug, "tools");
    let many =
        diesel::insert_into(categories::table).values(vec![category!("toys"), category!("books")]);
    assert_eq!(many.execute(conn).await?, 2);
    let rows = vec![
        (categories::slug.eq("toys"), categories::title.eq("Toys")),
        (categories::slug.eq("maps"), categories::title.eq("Maps")),
    ];
    let upserted: Vec<String> = diesel::insert_into(categories::table)
        .values(rows)
        .on_conflict(categories::slug)
        .do_update()
        .set(categories::title.eq(excluded(categories::title)))
        .returning(categories::title)
        .get_results(conn)
        .await?;
    assert_eq!(upserted, ["Toys", "Maps"]);
    let ignored = diesel::insert_into(categories::table)
        .values(category!("maps"))
        .on_conflict_do_nothing();
    assert_eq!(ignored.execute(conn).await?, 0);
    let copied = categories::table
        .select((categories::slug.concat("-2"), categories::title))
        .filter(categories::slug.eq("maps"))
        .insert_into(categories::table)
        .into_columns((categories::slug, categories::title));
    assert_eq!(copied.execute(conn).await?, 1);
    Ok(())
}

async fn selecting(conn: &mut Conn) -> QueryResult<()> {
    let all: Vec<Category> = categories::table
        .select(Category::as_select())
        .order(categories::slug)
        .load(conn)
        .await?;
    assert_eq!(all.len(), 5);
    let boxed = categories::table.select(categories::title).into_boxed();
    let boxed: Vec<String> = boxed
        .filter(categories::title.ilike("m%"))
        .load(conn)
        .await?;
    assert_eq!(boxed.len(), 2);
    let either: Vec<String> = categories::table
        .select(categories::slug)
        .union(categories::table.select(categories::title))
        .load(conn)
        .await?;
    assert_eq!(either.len(), 7, "{either:?}");
    let number: i64 = categories::table
        .select(count_star())
        .get_result(conn)
        .await?;
    let counted: i64 = categories::table.count().first(conn).await?;
    assert_eq!((number, counted), (5, 5));
    let is_there: bool = diesel::select(exists(categories::table.find(all[0].id)))
        .get_result(conn)
        .await?;
    assert!(is_there);
    let (above, below) = diesel::alias!(categories as above, categories as below);
    let pairs: i64 = below
        .inner_join(above.on(below.field(categories::id).ge(above.field(categories::id))))
        .count()
        .get_result(conn)
        .await?;
    assert_eq!(pairs, 15);
    let groups: Vec<(Option<i64>, Option<i64>)> = categories::table
        .group_by(categories::parent_id)
        .select((categories::parent_id, max(categories::id)))
        .load(conn)
        .await?;
    assert_eq!(groups.len(), 1);
    let locked = categories::table
        .select(categories::id)
        .for_update()
        .skip_locked();
    assert_eq!(locked.load::<i64>(conn).await?.len(), 5);
    let joined: Vec<(String, Status)> = products::table
        .inner_join(categories::table)
        .left_join(reviews::table)
        .filter(products::status.eq(Status::Draft))
        .select((categories::slug, products::status))
        .load(conn)
        .await?;
    assert_eq!(joined, []);
    let none = categories::table.find(0).select(categories::id).first(conn);
    assert_eq!(none.await.optional()?, None::<i64>);
    Ok(())
}

async fn streaming(conn: &mut Conn) -> QueryResult<()> {
    let rows = categories::table
        .select(categories::id)
        .order(categories::id);
    let rows = rows.load_stream::<i64>(conn).await?;
    assert_eq!(rows.try_collect::<Vec<_>>().await?.len(), 5);
    // One that is not read to its end leaves the connection usable.
    let rows = categories::table
        .select(categories::id)
        .order(categories::id);
    let mut rows = rows.load_stream::<i64>(conn).await?;
    assert!(rows.try_next().await?.is_some());
    drop(rows);
    assert_eq!(categories::table.count().get_result::<i64>(conn).await?, 5);
    Ok(())
}

#[derive(Clone, Copy, AsChangeset, Identifiable)]
#[diesel(table_name = categories)]
struct Titled {
    id: i64,
    title: &'static str,
}

async fn changing(conn: &mut Conn) -> QueryResult<()> {
    let tools = categories::table.filter(categories::slug.eq("tools"));
    let id: i64 = tools.select(categories::id).first(conn).await?;
    let changed: Vec<i64> = diesel::update(categories::table.find(id))
        .set(categories::title.eq("Tools"))
        .returning(categories::id)
        .load(conn)
        .await?;
    assert_eq!(changed, [id]);
    let title = "Tools, and more";
    let saved: Category = Titled { id, title }.save_changes(conn).await?;
    assert_eq!(saved.title, title);
    let gone = diesel::delete(categories::table.filter(categories::slug.like("maps%")));
    assert_eq!(gone.execute(conn).await?, 2);
    let twice = diesel::insert_into(categories::table).values(category!("tools"));
    let refused = twice.execute(conn).await.unwrap_err();
    assert!(
        matches!(
            refused,
            Error::DatabaseError(DatabaseErrorKind::UniqueViolation, _)
        ),
        "{refused:?}"
    );
    assert_eq!(categories::table.count().get_result::<i64>(conn).await?, 3);
    Ok(())
}

#[test]
fn statements_of_all_kinds_run() {
    let database = TestDatabase::create().unwrap();
    let host = host(&database, |builder| builder);
    run(async move {
        let mut conn = host.connect_async::<Catalog>().await.unwrap();
        inserting(&mut conn).await.unwrap();
        selecting(&mut conn).await.unwrap();
        streaming(&mut conn).await.unwrap();
        changing(&mut conn).await.unwrap();
    });
}
