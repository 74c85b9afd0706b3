//! The tables.

use auth::UserId;
use chrono::{DateTime, Utc};
use diesel::joinable;
use schema_iso_diesel::{plugin_enum, plugin_import, plugin_table, plugin_tables};
use serde_json::Value;
use uuid::Uuid;

/// The state of a product.
#[plugin_enum]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// Not to be seen yet.
    Draft,
    /// To be bought.
    Live,
    /// To be seen, but not to be bought.
    SoldOut,
}

/// A place in the tree of categories.
#[plugin_table(table = "categories", insert = NewCategory)]
#[derive(Debug, Clone, PartialEq)]
pub struct Category {
    /// Its id.
    #[column(default = "nextval('categories_id_seq')")]
    pub id: i64,
    /// Its name in addresses.
    #[column(max_length = 60, unique)]
    pub slug: String,
    /// Its name for people.
    pub title: String,
    /// The category above it.
    #[column(references = categories)]
    pub parent_id: Option<i64>,
}

/// Something to buy.
#[plugin_table(insert = NewProduct, changes = ProductChanges)]
#[derive(Debug, Clone, PartialEq)]
pub struct Product {
    /// Its id.
    #[column(primary_key, default = "gen_random_uuid()")]
    pub id: Uuid,
    /// Where it stands.
    #[column(references = categories, on_delete = restrict, index)]
    pub category_id: i64,
    /// Its number in the warehouse.
    #[column(max_length = 32, unique)]
    pub sku: String,
    /// Its name.
    pub name: String,
    /// What it costs.
    pub price_cents: i64,
    /// Whatever else is known about it.
    #[column(default = "'{}'")]
    pub attributes: Value,
    /// Who made it. The plugin `auth` knows more.
    #[column(sql_type = diesel::sql_types::Uuid)]
    pub created_by: UserId,
    /// How often it was written, for optimistic locking.
    #[column(default = "1")]
    pub version: i32,
    /// Since when it is there.
    #[column(default = "now()")]
    pub created_at: DateTime<Utc>,
    /// Since when it is gone.
    pub deleted_at: Option<DateTime<Utc>>,
    /// Its state.
    #[column(default = "'draft'", index)]
    pub status: Status,
}

/// A review of a product.
#[plugin_table(insert = NewReview)]
#[derive(Debug, Clone, PartialEq)]
pub struct Review {
    /// Its id.
    #[column(default = "nextval('reviews_id_seq')")]
    pub id: i64,
    /// What it is about.
    #[column(references = products, on_delete = cascade)]
    pub product_id: Uuid,
    /// The author.
    #[column(sql_type = diesel::sql_types::Uuid)]
    pub author_id: UserId,
    /// One to five.
    pub stars: i16,
    /// In words.
    pub body: Option<String>,
    /// When it was written.
    #[column(default = "now()")]
    pub created_at: DateTime<Utc>,
}

/// Who made a product, as the plugin `auth` shows it.
#[plugin_import(from = auth::schema::user_cards)]
#[derive(Debug, Clone, PartialEq)]
pub struct Maker {
    /// Who it is.
    #[column(primary_key, sql_type = diesel::sql_types::Uuid)]
    pub id: UserId,
    /// What others call them.
    pub display_name: String,
}

joinable!(products -> makers (created_by));

plugin_tables![categories, products, reviews, makers];
