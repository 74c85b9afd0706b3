// expect: associated function `new` is private
// ISO-05: A pool comes from the host.
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

pub fn run() {
    let _ = diesel::PluginPool::<auth::Auth>::new;
}

fn main() {}
