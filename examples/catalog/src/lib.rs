//! An example plugin: products, their categories and what people say of them.
//!
//! It depends on the plugin `auth` and refers to users by [`auth::UserId`] only; it gets
//! everything else about them as types of `auth`.

mod error;

pub mod categories;
pub mod products;
pub mod reviews;
pub mod schema;

pub use self::error::EditError;

use schema_iso_diesel::plugin;

/// Knows what there is to buy.
#[plugin(id = "catalog", depends_on(auth::Auth), migrations = "migrations")]
#[derive(Debug)]
pub struct Catalog;
