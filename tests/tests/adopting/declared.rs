//! What the three plugins declare: every table of theirs, with all columns and keys.

use schema_iso::definition::{
    ColumnDefinition, ForeignKey, IndexDefinition, ReferentialAction, SqlTypeName, TableDefinition,
    TypeDefinition, UniqueKey,
};
use schema_iso_tests::{PluginId, plugin};

const fn column(name: &'static str, sql_type: &'static str) -> ColumnDefinition {
    ColumnDefinition::new(name, SqlTypeName::new(sql_type))
}

const fn filled(name: &'static str, sql_type: &'static str) -> ColumnDefinition {
    column(name, sql_type).with_default("…")
}

/// A plugin with eleven tables, one of every shape, and the enum of the second.
macro_rules! part {
    ($type:ident, $id:literal, $noun:literal,
     [$t0:literal, $t1:literal, $t2:literal, $t3:literal, $t4:literal, $t5:literal,
      $t6:literal, $t7:literal, $t8:literal, $t9:literal, $t10:literal]
     $(, previously $previous:literal)?) => {
        plugin!(
            pub(crate) $type,
            $id,
            $(with_previous_ids(&[PluginId::literal($previous)]),)?
            with_types(&[&TypeDefinition::new(
                PluginId::literal($id),
                concat!($noun, "_state"),
                &["draft", "live"],
            )]),
            with_tables(&[
                &TableDefinition::new(PluginId::literal($id), $t0)
                    .with_columns(&[
                        filled("id", "int4"),
                        column("name", "text"),
                        column("email", "citext").with_nullable(true),
                        column("ref", "int4").with_nullable(true),
                    ])
                    .with_primary_key(&["id"])
                    .with_unique_keys(&[UniqueKey::new(&["email"])]),
                &TableDefinition::new(PluginId::literal($id), $t1)
                    .with_columns(&[
                        filled("id", "int8"),
                        ColumnDefinition::new(
                            "state",
                            SqlTypeName::new(concat!($noun, "_state"))
                                .with_schema(concat!("plugin_", $id)),
                        )
                        .with_default("…"),
                        column("parent", "int4"),
                    ])
                    .with_primary_key(&["id"])
                    .with_foreign_keys(&[ForeignKey::new(&["parent"], $t0, &["id"])
                        .with_on_delete(ReferentialAction::Cascade)])
                    .with_indexes(&[IndexDefinition::new(&["parent"])]),
                &TableDefinition::new(PluginId::literal($id), $t2)
                    .with_columns(&[filled("id", "uuid"), filled("data", "jsonb")])
                    .with_primary_key(&["id"]),
                &TableDefinition::new(PluginId::literal($id), $t3)
                    .with_columns(&[filled("id", "int4"), column("code", "text")])
                    .with_primary_key(&["id"]),
                &TableDefinition::new(PluginId::literal($id), $t4)
                    .with_columns(&[
                        filled("id", "int4"),
                        column("title", "text"),
                        filled("updated_at", "timestamp"),
                    ])
                    .with_primary_key(&["id"]),
                &TableDefinition::new(PluginId::literal($id), $t5)
                    .with_columns(&[column("at", "date"), column("id", "int4")])
                    .with_primary_key(&["at", "id"]),
                &TableDefinition::new(PluginId::literal($id), $t6)
                    .with_columns(&[
                        filled("id", "int4"),
                        column("place", concat!($noun, "_place")).with_nullable(true),
                    ])
                    .with_primary_key(&["id"]),
                &TableDefinition::new(PluginId::literal($id), $t7)
                    .with_columns(&[filled("id", "int4"), column("amount", "numeric")])
                    .with_primary_key(&["id"]),
                &TableDefinition::new(PluginId::literal($id), $t8)
                    .with_columns(&[
                        filled("number", "int4"),
                        filled("other", "int4").with_nullable(true),
                    ])
                    .with_primary_key(&["number"]),
                &TableDefinition::new(PluginId::literal($id), $t9)
                    .with_columns(&[
                        filled("id", "int8"),
                        column("body", "text"),
                        column("search", "tsvector")
                            .with_nullable(true)
                            .with_default("generated"),
                    ])
                    .with_primary_key(&["id"]),
                &TableDefinition::new(PluginId::literal($id), $t10)
                    .with_columns(&[
                        filled("id", "int4"),
                        column("span", concat!($noun, "_span")).with_nullable(true),
                        ColumnDefinition::new("tags", SqlTypeName::new("text").with_array(true))
                            .with_default("…"),
                    ])
                    .with_primary_key(&["id"]),
            ]),
        );
    };
}

part!(
    Accounts,
    "accounts",
    "account",
    [
        "users",
        "sessions",
        "profiles",
        "emails",
        "teams",
        "logins",
        "addresses",
        "credits",
        "badges",
        "notices",
        "absences"
    ]
);
part!(
    Catalogue,
    "catalogue",
    "product",
    [
        "products",
        "variants",
        "descriptions",
        "barcodes",
        "suppliers",
        "views",
        "stores",
        "prices",
        "shelves",
        "reviews",
        "offers"
    ]
);
part!(
    Orders,
    "orders",
    "order",
    [
        "orders",
        "lines",
        "receipts",
        "vouchers",
        "carts",
        "shipments",
        "depots",
        "payments",
        "queues",
        "remarks",
        "slots"
    ]
);
part!(
    Sales,
    "sales",
    "order",
    [
        "orders", "lines", "receipts", "vouchers", "carts", "shipments", "depots", "payments",
        "queues", "remarks", "slots"
    ],
    previously "orders"
);
