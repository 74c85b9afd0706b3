/// Keeps items.
pub struct MyFeature;
#[doc(hidden)]
#[allow(unused_extern_crates, reason = "the name is for Diesel's derives, too")]
extern crate schema_iso_diesel as diesel;
#[doc(hidden)]
pub(crate) type PluginOfThisCrate = MyFeature;
impl MyFeature {
    #[doc(hidden)]
    pub(crate) const __ID: ::diesel::__private::PluginId = ::diesel::__private::PluginId::literal(
        "my-feature",
    );
}
#[doc(hidden)]
pub const __SCHEMA_ISO_PLUGIN: &::diesel::__private::PluginMetadata = &<MyFeature as ::diesel::__private::Plugin>::METADATA;
const _: () = {
    const fn at_the_crate_root(_: &crate::MyFeature) {}
    mod start {
        #[allow(unused_imports, reason = "it is there for the error")]
        use ::diesel::__private::NoInit as _;
        pub(super) fn init(
            plugin: &crate::MyFeature,
            context: &::diesel::__private::PluginContext<crate::MyFeature>,
        ) -> ::core::result::Result<(), ::diesel::__private::InitError> {
            ::core::result::Result::map_err(
                <crate::MyFeature>::init(plugin, context),
                ::core::convert::Into::into,
            )
        }
    }
    use ::diesel::__private::NoTables as _;
    impl ::diesel::__private::ManifestCheckedByMacro for MyFeature {}
    impl ::diesel::__private::Plugin for MyFeature {
        const METADATA: ::diesel::__private::PluginMetadata = ::diesel::__private::PluginMetadata::new(
                <MyFeature>::__ID,
                ::core::env!("CARGO_PKG_NAME"),
                ::core::env!("CARGO_PKG_VERSION"),
            )
            .with_previous_ids(&[::diesel::__private::PluginId::literal("old-feature")])
            .with_depends_on(
                &[<auth::Auth as ::diesel::__private::Plugin>::METADATA.id()],
            )
            .with_shared_schemas(
                &[::diesel::__private::SharedSchemaName::literal("extensions")],
            )
            .with_migrations(
                &[
                    ::diesel::__private::EmbeddedMigration::new(
                            "20250131120000",
                            "2025-01-31-120000_create_items",
                            "CREATE TABLE items (id bigint PRIMARY KEY, name text NOT NULL DEFAULT 'public.items');\n",
                            "migrations/2025-01-31-120000_create_items/up.sql",
                        )
                        .with_down(
                            "DROP TABLE items;\n",
                            "migrations/2025-01-31-120000_create_items/down.sql",
                        )
                        .with_run_in_transaction(true)
                        .with_removals(
                            &[
                                "migrations/2025-01-31-120000_create_items/up.sql:1:14: `public.`",
                                "migrations/2025-01-31-120000_create_items/down.sql:1:12: `\"public\".`",
                            ],
                        ),
                ],
            )
            .with_tables(<MyFeature>::__TABLES)
            .with_types(<MyFeature>::__TYPES)
            .with_init(::diesel::__private::InitMode::Alone);
        fn init(
            &self,
            context: &::diesel::__private::PluginContext<Self>,
        ) -> ::core::result::Result<(), ::diesel::__private::InitError> {
            start::init(self, context)
        }
    }
    const _: &[::core::primitive::u8] = ::core::include_bytes!(
        ::core::concat!(::core::env!("CARGO_MANIFEST_DIR"), "/Cargo.lock")
    );
    const _: &[::core::primitive::u8] = ::core::include_bytes!(
        ::core::concat!(::core::env!("CARGO_MANIFEST_DIR"), "/Cargo.toml")
    );
    const _: &[::core::primitive::u8] = ::core::include_bytes!(
        ::core::concat!(::core::env!("CARGO_MANIFEST_DIR"),
        "/migrations/2025-01-31-120000_create_items/down.sql")
    );
    const _: &[::core::primitive::u8] = ::core::include_bytes!(
        ::core::concat!(::core::env!("CARGO_MANIFEST_DIR"),
        "/migrations/2025-01-31-120000_create_items/up.sql")
    );
};
