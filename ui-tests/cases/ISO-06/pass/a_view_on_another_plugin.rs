// ISO-06: What a view reads is read by whoever reads the view.

#[schema_iso_diesel::plugin(
    id = "shop",
    migrations = "migrations/a_view_on_another_plugin/accepted"
)]
pub struct Shop;
