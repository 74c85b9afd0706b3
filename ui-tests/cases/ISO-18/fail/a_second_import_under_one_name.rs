// expect: lists two tables of the name `makers`
// ISO-18: Each import has a name of its own.
use schema_iso_diesel::{plugin, plugin_import, plugin_tables};

#[plugin(id = "shop", depends_on(auth::Auth))]
pub struct Shop;

#[plugin_import(from = auth::schema::user_cards)]
pub struct Maker {
    pub id: i64,
}

mod other {
    #[schema_iso_diesel::plugin_import(from = auth::schema::user_cards)]
    pub struct Maker {
        pub id: i64,
    }
}

plugin_tables![makers, other::makers];

fn main() {}
