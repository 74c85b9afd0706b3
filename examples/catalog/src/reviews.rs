//! What people say.

use auth::SignedIn;
use diesel::dsl::{count_star, max, min};
use diesel::prelude::*;
use diesel::upsert::excluded;
use uuid::Uuid;

use crate::Catalog;
use crate::schema::{Review, products, reviews};

/// The reviews of a product in figures.
#[derive(Debug, Clone, PartialEq, Queryable)]
pub struct Verdict {
    /// The name of the product.
    pub product: String,
    /// How many there are.
    pub reviews: i64,
    /// The worst.
    pub worst: Option<i16>,
    /// The best.
    pub best: Option<i16>,
}

/// Stores a user's review of a product, in place of an earlier one by the same user.
///
/// # Errors
///
/// A foreign key violation if there is no such product, and a check violation unless
/// there are one to five stars.
pub fn say(
    conn: &mut SafeConnection<Catalog>,
    author: &SignedIn,
    product: Uuid,
    stars: i16,
    body: Option<&str>,
) -> QueryResult<Review> {
    diesel::insert_into(reviews::table)
        .values((
            reviews::product_id.eq(product),
            reviews::author_id.eq(author.user()),
            reviews::stars.eq(stars),
            reviews::body.eq(body),
        ))
        .on_conflict((reviews::product_id, reviews::author_id))
        .do_update()
        .set((
            reviews::stars.eq(excluded(reviews::stars)),
            reviews::body.eq(excluded(reviews::body)),
        ))
        .get_result(conn)
}

/// The figures of all products that have reviews.
///
/// # Errors
///
/// The error of PostgreSQL.
pub fn verdicts(conn: &mut SafeConnection<Catalog>) -> QueryResult<Vec<Verdict>> {
    products::table
        .inner_join(reviews::table)
        .group_by(products::id)
        .having(count_star().gt(0))
        .order(products::name.asc())
        .select((
            products::name,
            count_star(),
            min(reviews::stars),
            max(reviews::stars),
        ))
        .load(conn)
}
