//! The tree of categories.

use diesel::dsl::count;
use diesel::prelude::*;
use diesel::upsert::excluded;

use crate::Catalog;
use crate::schema::{Category, categories, products};

/// Makes a category, or gives the one with that slug a new title and place.
///
/// # Errors
///
/// A foreign key violation if there is no such parent.
pub fn put(
    conn: &mut SafeConnection<Catalog>,
    slug: &str,
    title: &str,
    parent: Option<i64>,
) -> QueryResult<Category> {
    diesel::insert_into(categories::table)
        .values((
            categories::slug.eq(slug),
            categories::title.eq(title),
            categories::parent_id.eq(parent),
        ))
        .on_conflict(categories::slug)
        .do_update()
        .set((
            categories::title.eq(excluded(categories::title)),
            categories::parent_id.eq(excluded(categories::parent_id)),
        ))
        .get_result(conn)
}

/// Every category with the title of the one above it.
///
/// # Errors
///
/// The error of PostgreSQL.
pub fn with_parents(
    conn: &mut SafeConnection<Catalog>,
) -> QueryResult<Vec<(String, Option<String>)>> {
    let parents = diesel::alias!(categories as parents);
    categories::table
        .left_join(parents.on(categories::parent_id.eq(parents.field(categories::id).nullable())))
        .order(categories::slug.asc())
        .select((
            categories::title,
            parents.field(categories::title).nullable(),
        ))
        .load(conn)
}

/// How many products each category has, without empty ones, the fullest first.
///
/// # Errors
///
/// The error of PostgreSQL.
pub fn sizes(conn: &mut SafeConnection<Catalog>) -> QueryResult<Vec<(String, i64)>> {
    categories::table
        .inner_join(products::table)
        .filter(products::deleted_at.is_null())
        .group_by(categories::title)
        .order((count(products::id).desc(), categories::title.asc()))
        .select((categories::title, count(products::id)))
        .load(conn)
}
