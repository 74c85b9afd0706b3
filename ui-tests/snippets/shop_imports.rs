//! Tables with an import: `#[path = "../../../snippets/shop_imports.rs"] mod schema;`.

use schema_iso_diesel::{plugin_import, plugin_table, plugin_tables};

/// Something to sell.
#[plugin_table(insert = NewOffer)]
#[derive(Debug, Clone, PartialEq)]
pub struct Offer {
    pub id: i64,
    pub maker_id: i64,
    pub name: String,
}

/// What a maker sells.
#[plugin_table(view)]
#[derive(Debug, Clone, PartialEq)]
pub struct Count {
    pub maker_id: i64,
    pub offers: i64,
}

/// Who makes it, as the plugin `auth` shows it.
#[plugin_import(from = auth::schema::user_cards)]
#[derive(Debug, Clone, PartialEq)]
pub struct Maker {
    pub id: i64,
    pub name: String,
}

diesel::joinable!(offers -> makers (maker_id));

plugin_tables![offers, counts, makers];
