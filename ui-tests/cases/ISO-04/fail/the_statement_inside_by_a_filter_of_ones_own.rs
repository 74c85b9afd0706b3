// expect: conflicting implementations of trait `FilterDsl<Thief>`
// ISO-04: No method written by hand is handed Diesel's own statement.
use diesel::query_dsl::methods::FilterDsl;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use schema::items;

#[plugin(id = "shop")]
pub struct Shop;

pub trait Reveal {
    type Inside;
}

impl<Inside> Reveal for diesel::query_builder::DeleteStatement<Inside> {
    type Inside = Inside;
}

pub type Statement = <diesel::dsl::delete<items::table> as Reveal>::Inside;

pub struct Thief;

impl FilterDsl<Thief> for Statement {
    type Output = Self;

    fn filter(self, _: Thief) -> Self::Output {
        self
    }
}

fn main() {}
