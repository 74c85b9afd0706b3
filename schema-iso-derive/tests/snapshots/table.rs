#[allow(unused_qualifications, reason = "generated")]
const _: () = {
    const _: ::core::option::Option<::diesel::__private::IsReferenced<groups::__Row>> = ::core::option::Option::None;
    const _: ::core::option::Option<
        ::diesel::__private::ForeignKeyEq<
            Item,
            groups::__Row,
            items::group_id,
            <groups::__Row as ::diesel::__private::PluginTable>::PrimaryKey,
        >,
    > = ::core::option::Option::None;
    const _: ::core::option::Option<
        ::diesel::__private::HasList<crate::PluginOfThisCrate>,
    > = ::core::option::Option::None;
    const _: fn() = {
        #[allow(unused_imports, reason = "it is there where nothing is listed")]
        use ::diesel::__private::NoTables as _;
        <crate::PluginOfThisCrate>::__listed::<Item>
    };
};
#[derive(::diesel::Queryable, ::diesel::Selectable, ::diesel::Identifiable)]
#[diesel(table_name = items)]
#[diesel(primary_key(id))]
/// An item.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    pub id: uuid::Uuid,
    pub group_id: i64,
    pub parent_id: Option<uuid::Uuid>,
    /// What it is called.
    pub name: String,
    pub kind: Option<String>,
    pub payload: Option<Value>,
    pub r#match: bool,
}
///The table `items` and its columns.
#[allow(
    dead_code,
    missing_debug_implementations,
    non_camel_case_types,
    non_snake_case,
    non_upper_case_globals,
    unreachable_pub,
    unused_imports,
    unused_qualifications,
    clippy::pedantic,
    clippy::redundant_pub_crate,
    reason = "generated, after Diesel's `table!`"
)]
pub mod items {
    #[doc(hidden)]
    pub type __Row = super::Item;
    /// The table, in types.
    pub type table = ::diesel::__private::Table<__Row>;
    /// The table.
    pub const table: table = ::diesel::__private::Table::new();
    /// The SQL types of all columns.
    pub type SqlType = (
        <column::id as ::diesel::__private::PluginColumn>::SqlType,
        <column::group_id as ::diesel::__private::PluginColumn>::SqlType,
        <column::parent_id as ::diesel::__private::PluginColumn>::SqlType,
        <column::name as ::diesel::__private::PluginColumn>::SqlType,
        <column::kind as ::diesel::__private::PluginColumn>::SqlType,
        <column::payload as ::diesel::__private::PluginColumn>::SqlType,
        <column::r#match as ::diesel::__private::PluginColumn>::SqlType,
    );
    /// A query on the table whose clauses are boxed.
    pub type BoxedQuery<'a, DB, ST = SqlType> = ::diesel::__private::BoxedQuery<
        'a,
        table,
        DB,
        ST,
    >;
    /// All columns.
    pub const all_columns: (
        columns::id,
        columns::group_id,
        columns::parent_id,
        columns::name,
        columns::kind,
        columns::payload,
        columns::r#match,
    ) = (
        columns::id,
        columns::group_id,
        columns::parent_id,
        columns::name,
        columns::kind,
        columns::payload,
        columns::r#match,
    );
    pub use self::columns::{id, group_id, parent_id, name, kind, payload, r#match, star};
    #[doc(hidden)]
    pub type __Exports<Rest> = Rest;
    #[doc(hidden)]
    pub const __TYPES: &[::core::option::Option<
        &'static ::diesel::__private::TypeDefinition,
    >] = &[
        <<column::id as ::diesel::__private::PluginColumn>::SqlType as ::diesel::__private::NamedSqlType>::DEFINITION,
        <<column::group_id as ::diesel::__private::PluginColumn>::SqlType as ::diesel::__private::NamedSqlType>::DEFINITION,
        <<column::parent_id as ::diesel::__private::PluginColumn>::SqlType as ::diesel::__private::NamedSqlType>::DEFINITION,
        <<column::name as ::diesel::__private::PluginColumn>::SqlType as ::diesel::__private::NamedSqlType>::DEFINITION,
        <<column::kind as ::diesel::__private::PluginColumn>::SqlType as ::diesel::__private::NamedSqlType>::DEFINITION,
        <<column::payload as ::diesel::__private::PluginColumn>::SqlType as ::diesel::__private::NamedSqlType>::DEFINITION,
        <<column::r#match as ::diesel::__private::PluginColumn>::SqlType as ::diesel::__private::NamedSqlType>::DEFINITION,
    ];
    /// What the columns are called in error messages.
    #[doc(hidden)]
    pub mod column {
        ///The column `id`.
        pub struct id;
        ///The column `group_id`.
        pub struct group_id;
        ///The column `parent_id`.
        pub struct parent_id;
        /// What it is called.
        pub struct name;
        ///The column `type`.
        pub struct kind;
        ///The column `payload`.
        pub struct payload;
        ///The column `match`.
        pub struct r#match;
    }
    /// The columns.
    pub mod columns {
        ///The column `id`.
        pub type id = ::diesel::__private::Column<super::column::id>;
        ///The column `id`.
        pub const id: id = ::diesel::__private::Column::new();
        ///The column `group_id`.
        pub type group_id = ::diesel::__private::Column<super::column::group_id>;
        ///The column `group_id`.
        pub const group_id: group_id = ::diesel::__private::Column::new();
        ///The column `parent_id`.
        pub type parent_id = ::diesel::__private::Column<super::column::parent_id>;
        ///The column `parent_id`.
        pub const parent_id: parent_id = ::diesel::__private::Column::new();
        /// What it is called.
        pub type name = ::diesel::__private::Column<super::column::name>;
        /// What it is called.
        pub const name: name = ::diesel::__private::Column::new();
        ///The column `type`.
        pub type kind = ::diesel::__private::Column<super::column::kind>;
        ///The column `type`.
        pub const kind: kind = ::diesel::__private::Column::new();
        ///The column `payload`.
        pub type payload = ::diesel::__private::Column<super::column::payload>;
        ///The column `payload`.
        pub const payload: payload = ::diesel::__private::Column::new();
        ///The column `match`.
        pub type r#match = ::diesel::__private::Column<super::column::r#match>;
        ///The column `match`.
        pub const r#match: r#match = ::diesel::__private::Column::new();
        /// `table.*`, which Diesel has and no query takes.
        pub type star = ::diesel::__private::Star<super::__Row>;
        /// `table.*`, which Diesel has and no query takes.
        pub const star: star = ::diesel::__private::Star::new();
    }
    /// The columns, and the table under its own name.
    pub mod dsl {
        pub use super::columns::{id, group_id, parent_id, name, kind, payload, r#match};
        pub use super::table as items;
    }
}
///A new row of `items`. What is `None` gets its default, or null.
#[allow(
    missing_debug_implementations,
    clippy::derive_partial_eq_without_eq,
    reason = "generated, with the row's derives"
)]
#[derive(::core::fmt::Debug, ::core::clone::Clone, ::core::cmp::PartialEq)]
pub struct NewItem {
    ///The column `id`.
    pub id: ::core::option::Option<uuid::Uuid>,
    ///The column `group_id`.
    pub group_id: i64,
    ///The column `parent_id`.
    pub parent_id: Option<uuid::Uuid>,
    /// What it is called.
    pub name: String,
    ///The column `type`.
    pub kind: Option<String>,
    ///The column `payload`.
    pub payload: Option<Value>,
    ///The column `match`.
    pub r#match: bool,
}
#[allow(unused_qualifications, clippy::pedantic, reason = "generated")]
const _: () = {
    impl ::diesel::insertable::Insertable<items::table> for NewItem {
        type Values = <(
            ::core::option::Option<::diesel::dsl::Eq<items::id, uuid::Uuid>>,
            ::core::option::Option<::diesel::dsl::Eq<items::group_id, i64>>,
            ::core::option::Option<::diesel::dsl::Eq<items::parent_id, uuid::Uuid>>,
            ::core::option::Option<::diesel::dsl::Eq<items::name, String>>,
            ::core::option::Option<::diesel::dsl::Eq<items::kind, String>>,
            ::core::option::Option<::diesel::dsl::Eq<items::payload, Value>>,
            ::core::option::Option<::diesel::dsl::Eq<items::r#match, bool>>,
        ) as ::diesel::insertable::Insertable<items::table>>::Values;
        fn values(self) -> Self::Values {
            ::diesel::insertable::Insertable::<
                items::table,
            >::values((
                self.id.map(|value| ::diesel::ExpressionMethods::eq(items::id, value)),
                ::core::option::Option::Some(
                    ::diesel::ExpressionMethods::eq(items::group_id, self.group_id),
                ),
                self
                    .parent_id
                    .map(|value| ::diesel::ExpressionMethods::eq(
                        items::parent_id,
                        value,
                    )),
                ::core::option::Option::Some(
                    ::diesel::ExpressionMethods::eq(items::name, self.name),
                ),
                self
                    .kind
                    .map(|value| ::diesel::ExpressionMethods::eq(items::kind, value)),
                self
                    .payload
                    .map(|value| ::diesel::ExpressionMethods::eq(items::payload, value)),
                ::core::option::Option::Some(
                    ::diesel::ExpressionMethods::eq(items::r#match, self.r#match),
                ),
            ))
        }
    }
    impl<'insert> ::diesel::insertable::Insertable<items::table> for &'insert NewItem {
        type Values = <(
            ::core::option::Option<::diesel::dsl::Eq<items::id, &'insert uuid::Uuid>>,
            ::core::option::Option<::diesel::dsl::Eq<items::group_id, &'insert i64>>,
            ::core::option::Option<
                ::diesel::dsl::Eq<items::parent_id, &'insert uuid::Uuid>,
            >,
            ::core::option::Option<::diesel::dsl::Eq<items::name, &'insert String>>,
            ::core::option::Option<::diesel::dsl::Eq<items::kind, &'insert String>>,
            ::core::option::Option<::diesel::dsl::Eq<items::payload, &'insert Value>>,
            ::core::option::Option<::diesel::dsl::Eq<items::r#match, &'insert bool>>,
        ) as ::diesel::insertable::Insertable<items::table>>::Values;
        fn values(self) -> Self::Values {
            ::diesel::insertable::Insertable::<
                items::table,
            >::values((
                self
                    .id
                    .as_ref()
                    .map(|value| ::diesel::ExpressionMethods::eq(items::id, value)),
                ::core::option::Option::Some(
                    ::diesel::ExpressionMethods::eq(items::group_id, &self.group_id),
                ),
                self
                    .parent_id
                    .as_ref()
                    .map(|value| ::diesel::ExpressionMethods::eq(
                        items::parent_id,
                        value,
                    )),
                ::core::option::Option::Some(
                    ::diesel::ExpressionMethods::eq(items::name, &self.name),
                ),
                self
                    .kind
                    .as_ref()
                    .map(|value| ::diesel::ExpressionMethods::eq(items::kind, value)),
                self
                    .payload
                    .as_ref()
                    .map(|value| ::diesel::ExpressionMethods::eq(items::payload, value)),
                ::core::option::Option::Some(
                    ::diesel::ExpressionMethods::eq(items::r#match, &self.r#match),
                ),
            ))
        }
    }
    impl ::diesel::internal::derives::insertable::UndecoratedInsertRecord<items::table>
    for NewItem {}
};
#[doc(hidden)]
impl ::core::default::Default for NewItem
where
    for<'a> ::diesel::__private::NewRow<'a>: ::diesel::__private::HasDefault<NewItem>,
{
    fn default() -> Self {
        ::diesel::__private::no_default()
    }
}
///Changes to a row of `items`. What is `None` stays.
#[allow(
    missing_debug_implementations,
    clippy::derive_partial_eq_without_eq,
    reason = "generated, with the row's derives"
)]
#[derive(
    ::core::fmt::Debug,
    ::core::clone::Clone,
    ::core::cmp::PartialEq,
    ::core::default::Default
)]
pub struct ItemChanges {
    ///The column `group_id`.
    pub group_id: ::core::option::Option<i64>,
    ///The column `parent_id`.
    pub parent_id: ::core::option::Option<Option<uuid::Uuid>>,
    /// What it is called.
    pub name: ::core::option::Option<String>,
    ///The column `type`.
    pub kind: ::core::option::Option<Option<String>>,
    ///The column `payload`.
    pub payload: ::core::option::Option<Option<Value>>,
    ///The column `match`.
    pub r#match: ::core::option::Option<bool>,
}
#[allow(unused_qualifications, clippy::pedantic, reason = "generated")]
const _: () = {
    impl ::diesel::query_builder::AsChangeset for ItemChanges {
        type Target = items::table;
        type Changeset = <(
            ::core::option::Option<::diesel::dsl::Eq<items::group_id, i64>>,
            ::core::option::Option<
                ::diesel::dsl::Eq<items::parent_id, Option<uuid::Uuid>>,
            >,
            ::core::option::Option<::diesel::dsl::Eq<items::name, String>>,
            ::core::option::Option<::diesel::dsl::Eq<items::kind, Option<String>>>,
            ::core::option::Option<::diesel::dsl::Eq<items::payload, Option<Value>>>,
            ::core::option::Option<::diesel::dsl::Eq<items::r#match, bool>>,
        ) as ::diesel::query_builder::AsChangeset>::Changeset;
        fn as_changeset(self) -> Self::Changeset {
            ::diesel::query_builder::AsChangeset::as_changeset((
                self
                    .group_id
                    .map(|value| ::diesel::ExpressionMethods::eq(
                        items::group_id,
                        value,
                    )),
                self
                    .parent_id
                    .map(|value| ::diesel::ExpressionMethods::eq(
                        items::parent_id,
                        value,
                    )),
                self
                    .name
                    .map(|value| ::diesel::ExpressionMethods::eq(items::name, value)),
                self
                    .kind
                    .map(|value| ::diesel::ExpressionMethods::eq(items::kind, value)),
                self
                    .payload
                    .map(|value| ::diesel::ExpressionMethods::eq(items::payload, value)),
                self
                    .r#match
                    .map(|value| ::diesel::ExpressionMethods::eq(items::r#match, value)),
            ))
        }
    }
    impl<'update> ::diesel::query_builder::AsChangeset for &'update ItemChanges {
        type Target = items::table;
        type Changeset = <(
            ::core::option::Option<::diesel::dsl::Eq<items::group_id, &'update i64>>,
            ::core::option::Option<
                ::diesel::dsl::Eq<items::parent_id, &'update Option<uuid::Uuid>>,
            >,
            ::core::option::Option<::diesel::dsl::Eq<items::name, &'update String>>,
            ::core::option::Option<
                ::diesel::dsl::Eq<items::kind, &'update Option<String>>,
            >,
            ::core::option::Option<
                ::diesel::dsl::Eq<items::payload, &'update Option<Value>>,
            >,
            ::core::option::Option<::diesel::dsl::Eq<items::r#match, &'update bool>>,
        ) as ::diesel::query_builder::AsChangeset>::Changeset;
        fn as_changeset(self) -> Self::Changeset {
            ::diesel::query_builder::AsChangeset::as_changeset((
                self
                    .group_id
                    .as_ref()
                    .map(|value| ::diesel::ExpressionMethods::eq(
                        items::group_id,
                        value,
                    )),
                self
                    .parent_id
                    .as_ref()
                    .map(|value| ::diesel::ExpressionMethods::eq(
                        items::parent_id,
                        value,
                    )),
                self
                    .name
                    .as_ref()
                    .map(|value| ::diesel::ExpressionMethods::eq(items::name, value)),
                self
                    .kind
                    .as_ref()
                    .map(|value| ::diesel::ExpressionMethods::eq(items::kind, value)),
                self
                    .payload
                    .as_ref()
                    .map(|value| ::diesel::ExpressionMethods::eq(items::payload, value)),
                self
                    .r#match
                    .as_ref()
                    .map(|value| ::diesel::ExpressionMethods::eq(items::r#match, value)),
            ))
        }
    }
};
#[allow(unused_qualifications, clippy::pedantic, reason = "generated")]
const _: () = {
    const _: () = ::diesel::__private::declared_for(
        "Item",
        &::diesel::__private::PluginId::literal("my-feature"),
        &<crate::PluginOfThisCrate>::__ID,
    );
    impl ::diesel::__private::PluginTable for Item {
        type Plugin = crate::PluginOfThisCrate;
        type Source = ::diesel::__private::Own;
        type PrimaryKey = items::id;
        type AllColumns = (
            items::id,
            items::group_id,
            items::parent_id,
            items::name,
            items::kind,
            items::payload,
            items::r#match,
        );
        const NAME: &'static ::core::primitive::str = "items";
        const PRIMARY_KEY: Self::PrimaryKey = items::id;
        const ALL_COLUMNS: Self::AllColumns = items::all_columns;
        const DEFINITION: ::diesel::__private::TableDefinition = ::diesel::__private::TableDefinition::new(
                <crate::PluginOfThisCrate>::__ID,
                "items",
            )
            .with_columns(
                &[
                    ::diesel::__private::ColumnDefinition::new(
                            "id",
                            <<items::column::id as ::diesel::__private::PluginColumn>::SqlType as ::diesel::__private::NamedSqlType>::NAME,
                        )
                        .with_nullable(
                            <<items::column::id as ::diesel::__private::PluginColumn>::SqlType as ::diesel::__private::NamedSqlType>::NULLABLE,
                        )
                        .with_default("gen_random_uuid()"),
                    ::diesel::__private::ColumnDefinition::new(
                            "group_id",
                            <<items::column::group_id as ::diesel::__private::PluginColumn>::SqlType as ::diesel::__private::NamedSqlType>::NAME,
                        )
                        .with_nullable(
                            <<items::column::group_id as ::diesel::__private::PluginColumn>::SqlType as ::diesel::__private::NamedSqlType>::NULLABLE,
                        ),
                    ::diesel::__private::ColumnDefinition::new(
                            "parent_id",
                            <<items::column::parent_id as ::diesel::__private::PluginColumn>::SqlType as ::diesel::__private::NamedSqlType>::NAME,
                        )
                        .with_nullable(
                            <<items::column::parent_id as ::diesel::__private::PluginColumn>::SqlType as ::diesel::__private::NamedSqlType>::NULLABLE,
                        ),
                    ::diesel::__private::ColumnDefinition::new(
                            "name",
                            ::diesel::__private::SqlTypeName::new("varchar")
                                .with_array(
                                    <<items::column::name as ::diesel::__private::PluginColumn>::SqlType as ::diesel::__private::NamedSqlType>::NAME
                                        .array(),
                                ),
                        )
                        .with_nullable(
                            <<items::column::name as ::diesel::__private::PluginColumn>::SqlType as ::diesel::__private::NamedSqlType>::NULLABLE,
                        )
                        .with_max_length(80u32),
                    ::diesel::__private::ColumnDefinition::new(
                            "type",
                            <<items::column::kind as ::diesel::__private::PluginColumn>::SqlType as ::diesel::__private::NamedSqlType>::NAME,
                        )
                        .with_nullable(
                            <<items::column::kind as ::diesel::__private::PluginColumn>::SqlType as ::diesel::__private::NamedSqlType>::NULLABLE,
                        ),
                    ::diesel::__private::ColumnDefinition::new(
                            "payload",
                            <<items::column::payload as ::diesel::__private::PluginColumn>::SqlType as ::diesel::__private::NamedSqlType>::NAME,
                        )
                        .with_nullable(
                            <<items::column::payload as ::diesel::__private::PluginColumn>::SqlType as ::diesel::__private::NamedSqlType>::NULLABLE,
                        ),
                    ::diesel::__private::ColumnDefinition::new(
                            "match",
                            <<items::column::r#match as ::diesel::__private::PluginColumn>::SqlType as ::diesel::__private::NamedSqlType>::NAME,
                        )
                        .with_nullable(
                            <<items::column::r#match as ::diesel::__private::PluginColumn>::SqlType as ::diesel::__private::NamedSqlType>::NULLABLE,
                        ),
                ],
            )
            .with_primary_key(&["id"])
            .with_foreign_keys(
                &[
                    ::diesel::__private::ForeignKey::new(
                            &["group_id"],
                            <groups::__Row as ::diesel::__private::PluginTable>::NAME,
                            &[
                                <<groups::__Row as ::diesel::__private::PluginTable>::PrimaryKey as ::diesel::__private::PrimaryKeyColumn>::NAME,
                            ],
                        )
                        .with_on_delete(::diesel::__private::ReferentialAction::Cascade),
                    ::diesel::__private::ForeignKey::new(
                            &["parent_id"],
                            "items",
                            &["id"],
                        )
                        .with_on_delete(::diesel::__private::ReferentialAction::SetNull),
                ],
            )
            .with_unique_keys(&[::diesel::__private::UniqueKey::new(&["name"])])
            .with_indexes(&[::diesel::__private::IndexDefinition::new(&["type"])]);
    }
    impl ::diesel::__private::NumberedTable for Item {
        type Position = ::diesel::__private::Db<
            ::diesel::__private::De<
                ::diesel::__private::D4<
                    ::diesel::__private::D5<
                        ::diesel::__private::Df<
                            ::diesel::__private::D7<
                                ::diesel::__private::Df<
                                    ::diesel::__private::D4<
                                        ::diesel::__private::Df<
                                            ::diesel::__private::Db<::diesel::__private::End>,
                                        >,
                                    >,
                                >,
                            >,
                        >,
                    >,
                >,
            >,
        >;
    }
    impl ::diesel::__private::PluginColumn for items::column::id {
        type Table = Item;
        type SqlType = <uuid::Uuid as ::diesel::__private::ColumnTypeIf<
            {
                #[allow(
                    unused_imports,
                    reason = "it is there for types that are unknown"
                )]
                use ::diesel::__private::NoColumnType as _;
                ::diesel::__private::known(
                    <::diesel::__private::HasColumnType<uuid::Uuid>>::KNOWN,
                    "`uuid::Uuid` does not say by itself which SQL type its column has\nhelp: name the SQL type, `#[column(sql_type = diesel::sql_types::…)]`; an enum of the plugin needs `#[plugin_enum]`\nnote: if Diesel knows the type, its feature may be off: enable `uuid`, `chrono`, `time`, `serde_json`, `numeric`, `network-address` or `ipnet-address` of `schema-iso-diesel`",
                )
            },
        >>::SqlType;
        type Position = ::diesel::__private::D0<::diesel::__private::End>;
        type IsPrimaryKey = ::diesel::__private::Yes;
        const NAME: &'static ::core::primitive::str = "id";
    }
    impl ::diesel::__private::PluginColumn for items::column::group_id {
        type Table = Item;
        type SqlType = <i64 as ::diesel::__private::ColumnTypeIf<
            {
                #[allow(
                    unused_imports,
                    reason = "it is there for types that are unknown"
                )]
                use ::diesel::__private::NoColumnType as _;
                ::diesel::__private::known(
                    <::diesel::__private::HasColumnType<i64>>::KNOWN,
                    "`i64` does not say by itself which SQL type its column has\nhelp: name the SQL type, `#[column(sql_type = diesel::sql_types::…)]`; an enum of the plugin needs `#[plugin_enum]`\nnote: if Diesel knows the type, its feature may be off: enable `uuid`, `chrono`, `time`, `serde_json`, `numeric`, `network-address` or `ipnet-address` of `schema-iso-diesel`",
                )
            },
        >>::SqlType;
        type Position = ::diesel::__private::D1<::diesel::__private::End>;
        type IsPrimaryKey = ::diesel::__private::No;
        const NAME: &'static ::core::primitive::str = "group_id";
    }
    impl ::diesel::__private::PluginColumn for items::column::parent_id {
        type Table = Item;
        type SqlType = <Option<
            uuid::Uuid,
        > as ::diesel::__private::ColumnTypeIf<
            {
                #[allow(
                    unused_imports,
                    reason = "it is there for types that are unknown"
                )]
                use ::diesel::__private::NoColumnType as _;
                ::diesel::__private::known(
                    <::diesel::__private::HasColumnType<Option<uuid::Uuid>>>::KNOWN,
                    "`Option<uuid::Uuid>` does not say by itself which SQL type its column has\nhelp: name the SQL type, `#[column(sql_type = diesel::sql_types::…)]`; an enum of the plugin needs `#[plugin_enum]`\nnote: if Diesel knows the type, its feature may be off: enable `uuid`, `chrono`, `time`, `serde_json`, `numeric`, `network-address` or `ipnet-address` of `schema-iso-diesel`",
                )
            },
        >>::SqlType;
        type Position = ::diesel::__private::D2<::diesel::__private::End>;
        type IsPrimaryKey = ::diesel::__private::No;
        const NAME: &'static ::core::primitive::str = "parent_id";
    }
    impl ::diesel::__private::PluginColumn for items::column::name {
        type Table = Item;
        type SqlType = <String as ::diesel::__private::ColumnTypeIf<
            {
                #[allow(
                    unused_imports,
                    reason = "it is there for types that are unknown"
                )]
                use ::diesel::__private::NoColumnType as _;
                ::diesel::__private::known(
                    <::diesel::__private::HasColumnType<String>>::KNOWN,
                    "`String` does not say by itself which SQL type its column has\nhelp: name the SQL type, `#[column(sql_type = diesel::sql_types::…)]`; an enum of the plugin needs `#[plugin_enum]`\nnote: if Diesel knows the type, its feature may be off: enable `uuid`, `chrono`, `time`, `serde_json`, `numeric`, `network-address` or `ipnet-address` of `schema-iso-diesel`",
                )
            },
        >>::SqlType;
        type Position = ::diesel::__private::D3<::diesel::__private::End>;
        type IsPrimaryKey = ::diesel::__private::No;
        const NAME: &'static ::core::primitive::str = "name";
    }
    impl ::diesel::__private::PluginColumn for items::column::kind {
        type Table = Item;
        type SqlType = <Option<
            String,
        > as ::diesel::__private::ColumnTypeIf<
            {
                #[allow(
                    unused_imports,
                    reason = "it is there for types that are unknown"
                )]
                use ::diesel::__private::NoColumnType as _;
                ::diesel::__private::known(
                    <::diesel::__private::HasColumnType<Option<String>>>::KNOWN,
                    "`Option<String>` does not say by itself which SQL type its column has\nhelp: name the SQL type, `#[column(sql_type = diesel::sql_types::…)]`; an enum of the plugin needs `#[plugin_enum]`\nnote: if Diesel knows the type, its feature may be off: enable `uuid`, `chrono`, `time`, `serde_json`, `numeric`, `network-address` or `ipnet-address` of `schema-iso-diesel`",
                )
            },
        >>::SqlType;
        type Position = ::diesel::__private::D4<::diesel::__private::End>;
        type IsPrimaryKey = ::diesel::__private::No;
        const NAME: &'static ::core::primitive::str = "type";
    }
    impl ::diesel::__private::PluginColumn for items::column::payload {
        type Table = Item;
        type SqlType = <diesel::sql_types::Json as ::diesel::__private::IntoNullable>::Nullable;
        type Position = ::diesel::__private::D5<::diesel::__private::End>;
        type IsPrimaryKey = ::diesel::__private::No;
        const NAME: &'static ::core::primitive::str = "payload";
    }
    impl ::diesel::__private::PluginColumn for items::column::r#match {
        type Table = Item;
        type SqlType = <bool as ::diesel::__private::ColumnTypeIf<
            {
                #[allow(
                    unused_imports,
                    reason = "it is there for types that are unknown"
                )]
                use ::diesel::__private::NoColumnType as _;
                ::diesel::__private::known(
                    <::diesel::__private::HasColumnType<bool>>::KNOWN,
                    "`bool` does not say by itself which SQL type its column has\nhelp: name the SQL type, `#[column(sql_type = diesel::sql_types::…)]`; an enum of the plugin needs `#[plugin_enum]`\nnote: if Diesel knows the type, its feature may be off: enable `uuid`, `chrono`, `time`, `serde_json`, `numeric`, `network-address` or `ipnet-address` of `schema-iso-diesel`",
                )
            },
        >>::SqlType;
        type Position = ::diesel::__private::D6<::diesel::__private::End>;
        type IsPrimaryKey = ::diesel::__private::No;
        const NAME: &'static ::core::primitive::str = "match";
    }
    impl ::diesel::__private::References<groups::__Row> for Item {
        type OnClause = ::diesel::__private::ForeignKeyEq<
            Item,
            groups::__Row,
            items::group_id,
            <groups::__Row as ::diesel::__private::PluginTable>::PrimaryKey,
        >;
        fn on_clause() -> Self::OnClause {
            ::diesel::__private::foreign_key_eq()
        }
    }
    impl ::diesel::__private::References<Item> for groups::__Row {
        type OnClause = ::diesel::__private::ForeignKeyEq<
            Item,
            groups::__Row,
            items::group_id,
            <groups::__Row as ::diesel::__private::PluginTable>::PrimaryKey,
        >;
        fn on_clause() -> Self::OnClause {
            ::diesel::__private::foreign_key_eq()
        }
    }
};
