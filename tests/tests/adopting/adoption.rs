//! What the host of the page says of the move; the page quotes it whole.

use schema_iso_host::{Adoption, PluginId};

/// What moves out of `public`; what is not named stays there.
pub(crate) fn adoption() -> Adoption {
    let accounts = PluginId::literal("accounts");
    let catalogue = PluginId::literal("catalogue");
    let orders = PluginId::literal("orders");
    Adoption::declared()
        .with_objects(accounts, ["account_code", "account_place", "account_span"])
        .with_objects(accounts, ["account_zip", "account_note", "account_numbers"])
        .with_objects(accounts, ["account_totals", "account_counts"])
        .with_objects(accounts, ["diesel_manage_updated_at"])
        .with_objects(accounts, ["diesel_set_updated_at"])
        .with_objects(catalogue, ["product_code", "product_place", "product_span"])
        .with_objects(catalogue, ["product_zip", "product_note"])
        .with_objects(catalogue, ["product_numbers", "product_totals"])
        .with_objects(catalogue, ["product_counts", "product_set_updated_at"])
        .with_objects(orders, ["order_code", "order_place", "order_span"])
        .with_objects(orders, ["order_zip", "order_note", "order_numbers"])
        .with_objects(orders, ["order_totals", "order_counts"])
        .with_objects(orders, ["order_set_updated_at"])
        .with_applied_versions(accounts)
        .with_applied_versions(catalogue)
        .with_applied_versions(orders)
}
