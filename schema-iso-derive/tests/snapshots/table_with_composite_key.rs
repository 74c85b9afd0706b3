#[allow(unused_qualifications, reason = "generated")]
const _: () = {
    const _: ::core::option::Option<
        ::diesel::__private::IsReferenced<schema::groups::__Row>,
    > = ::core::option::Option::None;
    const _: ::core::option::Option<
        ::diesel::__private::ForeignKeyEq<
            Member,
            schema::groups::__Row,
            memberships::group_code,
            schema::groups::code,
        >,
    > = ::core::option::Option::None;
    const _: ::core::option::Option<
        ::diesel::__private::HasList<crate::PluginOfThisCrate>,
    > = ::core::option::Option::None;
    const _: fn() = {
        #[allow(unused_imports, reason = "it is there where nothing is listed")]
        use ::diesel::__private::NoTables as _;
        <crate::PluginOfThisCrate>::__listed::<Member>
    };
};
#[derive(::diesel::Queryable, ::diesel::Selectable, ::diesel::Identifiable)]
#[diesel(table_name = memberships)]
#[diesel(primary_key(group_code, user_id))]
struct Member {
    group_code: String,
    user_id: i64,
}
///The table `memberships` and its columns.
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
mod memberships {
    #[doc(hidden)]
    pub(super) type __Row = super::Member;
    /// The table, in types.
    pub(super) type table = ::diesel::__private::Table<__Row>;
    /// The table.
    pub(super) const table: table = ::diesel::__private::Table::new();
    /// The SQL types of all columns.
    pub(super) type SqlType = (
        <column::group_code as ::diesel::__private::PluginColumn>::SqlType,
        <column::user_id as ::diesel::__private::PluginColumn>::SqlType,
    );
    /// A query on the table whose clauses are boxed.
    pub(super) type BoxedQuery<'a, DB, ST = SqlType> = ::diesel::__private::BoxedQuery<
        'a,
        table,
        DB,
        ST,
    >;
    /// All columns.
    pub(super) const all_columns: (columns::group_code, columns::user_id) = (
        columns::group_code,
        columns::user_id,
    );
    pub(super) use self::columns::{group_code, user_id, star};
    #[doc(hidden)]
    pub(super) type __Exports<Rest> = Rest;
    #[doc(hidden)]
    pub(super) const __TYPES: &[::core::option::Option<
        &'static ::diesel::__private::TypeDefinition,
    >] = &[
        <<column::group_code as ::diesel::__private::PluginColumn>::SqlType as ::diesel::__private::NamedSqlType>::DEFINITION,
        <<column::user_id as ::diesel::__private::PluginColumn>::SqlType as ::diesel::__private::NamedSqlType>::DEFINITION,
    ];
    /// What the columns are called in error messages.
    #[doc(hidden)]
    pub(super) mod column {
        ///The column `group_code`.
        pub(in super::super) struct group_code;
        ///The column `user_id`.
        pub(in super::super) struct user_id;
    }
    /// The columns.
    pub(super) mod columns {
        ///The column `group_code`.
        pub(in super::super) type group_code = ::diesel::__private::Column<
            super::column::group_code,
        >;
        ///The column `group_code`.
        pub(in super::super) const group_code: group_code = ::diesel::__private::Column::new();
        ///The column `user_id`.
        pub(in super::super) type user_id = ::diesel::__private::Column<
            super::column::user_id,
        >;
        ///The column `user_id`.
        pub(in super::super) const user_id: user_id = ::diesel::__private::Column::new();
        /// `table.*`, which Diesel has and no query takes.
        pub(in super::super) type star = ::diesel::__private::Star<super::__Row>;
        /// `table.*`, which Diesel has and no query takes.
        pub(in super::super) const star: star = ::diesel::__private::Star::new();
    }
    /// The columns, and the table under its own name.
    pub(super) mod dsl {
        pub(in super::super) use super::columns::{group_code, user_id};
        pub(in super::super) use super::table as memberships;
    }
}
#[allow(unused_qualifications, clippy::pedantic, reason = "generated")]
const _: () = {
    impl ::diesel::__private::PluginTable for Member {
        type Plugin = crate::PluginOfThisCrate;
        type Source = ::diesel::__private::Own;
        type PrimaryKey = (memberships::group_code, memberships::user_id);
        type AllColumns = (memberships::group_code, memberships::user_id);
        const NAME: &'static ::core::primitive::str = "memberships";
        const PRIMARY_KEY: Self::PrimaryKey = (
            memberships::group_code,
            memberships::user_id,
        );
        const ALL_COLUMNS: Self::AllColumns = memberships::all_columns;
        const DEFINITION: ::diesel::__private::TableDefinition = ::diesel::__private::TableDefinition::new(
                <crate::PluginOfThisCrate>::__ID,
                "memberships",
            )
            .with_columns(
                &[
                    ::diesel::__private::ColumnDefinition::new(
                            "group_code",
                            <<memberships::column::group_code as ::diesel::__private::PluginColumn>::SqlType as ::diesel::__private::NamedSqlType>::NAME,
                        )
                        .with_nullable(
                            <<memberships::column::group_code as ::diesel::__private::PluginColumn>::SqlType as ::diesel::__private::NamedSqlType>::NULLABLE,
                        ),
                    ::diesel::__private::ColumnDefinition::new(
                            "user_id",
                            <<memberships::column::user_id as ::diesel::__private::PluginColumn>::SqlType as ::diesel::__private::NamedSqlType>::NAME,
                        )
                        .with_nullable(
                            <<memberships::column::user_id as ::diesel::__private::PluginColumn>::SqlType as ::diesel::__private::NamedSqlType>::NULLABLE,
                        ),
                ],
            )
            .with_primary_key(&["group_code", "user_id"])
            .with_foreign_keys(
                &[
                    ::diesel::__private::ForeignKey::new(
                        &["group_code"],
                        <schema::groups::__Row as ::diesel::__private::PluginTable>::NAME,
                        &[
                            <schema::groups::column::code as ::diesel::__private::PluginColumn>::NAME,
                        ],
                    ),
                ],
            )
            .with_unique_keys(&[])
            .with_indexes(&[]);
    }
    impl ::diesel::__private::NumberedTable for Member {
        type Position = ::diesel::__private::Df<
            ::diesel::__private::Dd<
                ::diesel::__private::Df<
                    ::diesel::__private::D4<
                        ::diesel::__private::D2<
                            ::diesel::__private::D4<
                                ::diesel::__private::D0<
                                    ::diesel::__private::D2<
                                        ::diesel::__private::D0<
                                            ::diesel::__private::D0<::diesel::__private::End>,
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
    impl ::diesel::__private::PluginColumn for memberships::column::group_code {
        type Table = Member;
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
        type Position = ::diesel::__private::D0<::diesel::__private::End>;
        type IsPrimaryKey = ::diesel::__private::No;
        const NAME: &'static ::core::primitive::str = "group_code";
    }
    impl ::diesel::__private::PluginColumn for memberships::column::user_id {
        type Table = Member;
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
        const NAME: &'static ::core::primitive::str = "user_id";
    }
    impl ::diesel::__private::References<schema::groups::__Row> for Member {
        type OnClause = ::diesel::__private::ForeignKeyEq<
            Member,
            schema::groups::__Row,
            memberships::group_code,
            schema::groups::code,
        >;
        fn on_clause() -> Self::OnClause {
            ::diesel::__private::foreign_key_eq()
        }
    }
    impl ::diesel::__private::References<Member> for schema::groups::__Row {
        type OnClause = ::diesel::__private::ForeignKeyEq<
            Member,
            schema::groups::__Row,
            memberships::group_code,
            schema::groups::code,
        >;
        fn on_clause() -> Self::OnClause {
            ::diesel::__private::foreign_key_eq()
        }
    }
};
