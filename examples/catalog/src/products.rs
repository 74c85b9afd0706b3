//! Products: read by pages, written by those who may.

use auth::SignedIn;
use diesel::dsl::{count_star, exists, now};
use diesel::prelude::*;
use serde_json::Value;
use uuid::Uuid;

use crate::schema::{
    Category, Maker, NewProduct, Product, ProductChanges, Status, categories, makers, products,
    reviews,
};
use crate::{Catalog, EditError};

/// A page of a listing.
#[derive(Debug, Clone, PartialEq)]
pub struct Page {
    /// The products on it.
    pub products: Vec<Product>,
    /// How many there are on all pages.
    pub total: i64,
}

/// Makes a product, as a draft.
///
/// # Errors
///
/// [`EditError`] if the user may not write or the number in the warehouse is taken.
pub fn create(
    conn: &mut SafeConnection<Catalog>,
    editor: &SignedIn,
    category: &Category,
    (sku, name, price_cents): (&str, &str, i64),
    attributes: Value,
) -> Result<Product, EditError> {
    if !editor.may_write() {
        return Err(EditError::MayNotWrite);
    }
    let product = diesel::insert_into(products::table)
        .values(NewProduct {
            id: None,
            category_id: category.id,
            sku: sku.to_owned(),
            name: name.to_owned(),
            price_cents,
            attributes: Some(attributes),
            created_by: editor.user(),
            version: None,
            created_at: None,
            deleted_at: None,
            status: None,
        })
        .get_result(conn)?;
    Ok(product)
}

/// A product with its category.
///
/// # Errors
///
/// The error of PostgreSQL.
pub fn find(
    conn: &mut SafeConnection<Catalog>,
    sku: &str,
) -> QueryResult<Option<(Product, Category)>> {
    products::table
        .inner_join(categories::table)
        .filter(products::sku.eq(sku))
        .filter(products::deleted_at.is_null())
        .select((Product::as_select(), Category::as_select()))
        .first(conn)
        .optional()
}

/// The products whose maker's name begins with a text, by that name.
///
/// The plugin `auth` exports the names; the database joins them.
///
/// # Errors
///
/// The error of PostgreSQL.
pub fn made_by(
    conn: &mut SafeConnection<Catalog>,
    beginning: &str,
) -> QueryResult<Vec<(Product, Maker)>> {
    products::table
        .inner_join(makers::table)
        .filter(makers::display_name.ilike(format!("{beginning}%")))
        .filter(products::deleted_at.is_null())
        .order((makers::display_name, products::name))
        .select((Product::as_select(), Maker::as_select()))
        .load(conn)
}

/// A page of the products that can be seen, by name, with the count of all of them in
/// the same query.
///
/// # Errors
///
/// The error of PostgreSQL.
pub fn page(conn: &mut SafeConnection<Catalog>, page: i64, size: i64) -> QueryResult<Page> {
    let rows: Vec<(Product, i64)> = products::table
        .filter(products::deleted_at.is_null())
        .filter(products::status.ne(Status::Draft))
        .order((products::name.asc(), products::sku.asc()))
        .limit(size)
        .offset(page * size)
        .select((Product::as_select(), count_star().over()))
        .load(conn)?;
    let total = rows.first().map_or(0, |(_, total)| *total);
    let products = rows.into_iter().map(|(product, _)| product).collect();
    Ok(Page { products, total })
}

/// The names of products with these attributes, optionally of one category, some of
/// whose reviews have five stars.
///
/// # Errors
///
/// The error of PostgreSQL.
pub fn praised(
    conn: &mut SafeConnection<Catalog>,
    attributes: &Value,
    category: Option<&str>,
) -> QueryResult<Vec<String>> {
    let praise = reviews::table
        .filter(reviews::product_id.eq(products::id))
        .filter(reviews::stars.eq(5));
    let mut query = products::table
        .filter(products::deleted_at.is_null())
        .filter(products::attributes.contains(attributes))
        .filter(exists(praise))
        .into_boxed();
    if let Some(slug) = category {
        let category = categories::table
            .filter(categories::slug.eq(slug))
            .select(categories::id);
        query = query.filter(products::category_id.eq_any(category));
    }
    query
        .order(products::name.asc())
        .select(products::name)
        .load(conn)
}

/// Writes changes to a product, unless somebody has written it since it was read.
///
/// # Errors
///
/// [`EditError::Outdated`] if somebody has; also if the user may not write or the
/// database refuses.
pub fn edit(
    conn: &mut SafeConnection<Catalog>,
    editor: &SignedIn,
    read: &Product,
    changes: &ProductChanges,
) -> Result<Product, EditError> {
    if !editor.may_write() {
        return Err(EditError::MayNotWrite);
    }
    diesel::update(products::table.find(read.id))
        .filter(products::version.eq(read.version))
        .filter(products::deleted_at.is_null())
        .set((changes, products::version.eq(products::version + 1)))
        .get_result(conn)
        .optional()?
        .ok_or(EditError::Outdated {
            product: read.id,
            version: read.version,
        })
}

/// Puts a whole list on sale, or nothing of it.
///
/// # Errors
///
/// As [`edit`], for the first product that cannot be edited.
pub fn launch(
    conn: &mut SafeConnection<Catalog>,
    editor: &SignedIn,
    read: &[Product],
) -> Result<(), EditError> {
    conn.transaction(|conn| {
        for product in read {
            let changes = ProductChanges {
                status: Some(Status::Live),
                ..ProductChanges::default()
            };
            edit(conn, editor, product, &changes)?;
        }
        Ok(())
    })
}

/// Takes a product out of sight. The row stays.
///
/// # Errors
///
/// The error of PostgreSQL.
pub fn retire(conn: &mut SafeConnection<Catalog>, product: Uuid) -> QueryResult<bool> {
    let retired = diesel::update(products::table.find(product))
        .filter(products::deleted_at.is_null())
        .set(products::deleted_at.eq(now))
        .execute(conn)?;
    Ok(retired == 1)
}

/// How many products there are, with and without those out of sight.
///
/// # Errors
///
/// The error of PostgreSQL.
pub fn count(conn: &mut SafeConnection<Catalog>) -> QueryResult<(i64, i64)> {
    let all = products::table.count().get_result(conn)?;
    let seen = products::table
        .filter(products::deleted_at.is_null())
        .count()
        .get_result(conn)?;
    Ok((all, seen))
}
