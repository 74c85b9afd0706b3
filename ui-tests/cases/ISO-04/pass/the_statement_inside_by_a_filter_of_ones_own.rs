// ISO-04: A type of one's own can have a filter of its own.
use diesel::query_dsl::methods::FilterDsl;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

#[plugin(id = "shop")]
pub struct Shop;

pub struct Statement;

pub struct Predicate;

impl FilterDsl<Predicate> for Statement {
    type Output = Self;

    fn filter(self, _: Predicate) -> Self::Output {
        self
    }
}
