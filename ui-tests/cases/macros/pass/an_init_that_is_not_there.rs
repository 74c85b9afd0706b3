// macros: `init` in the attribute promises a function.

use diesel::PluginContext;

#[schema_iso_diesel::plugin(id = "shop", init)]
pub struct Shop;

impl Shop {
    fn init(&self, _: &PluginContext<Self>) -> diesel::QueryResult<()> {
        Ok(())
    }
}
