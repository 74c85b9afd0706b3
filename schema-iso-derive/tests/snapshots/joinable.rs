const _: () = {
    const _: () = ::diesel::__private::tables_of_one_plugin::<
        items::__Row,
        a::groups::__Row,
    >();
    impl ::diesel::__private::References<a::groups::__Row> for items::__Row {
        type OnClause = ::diesel::__private::ForeignKeyEq<
            items::group_id,
            <a::groups::__Row as ::diesel::__private::PluginTable>::PrimaryKey,
        >;
        fn on_clause() -> Self::OnClause {
            ::diesel::__private::foreign_key_eq(
                items::group_id,
                <a::groups::__Row as ::diesel::__private::PluginTable>::PRIMARY_KEY,
            )
        }
    }
    impl ::diesel::__private::References<items::__Row> for a::groups::__Row {
        type OnClause = ::diesel::__private::ForeignKeyEq<
            items::group_id,
            <a::groups::__Row as ::diesel::__private::PluginTable>::PrimaryKey,
        >;
        fn on_clause() -> Self::OnClause {
            ::diesel::__private::foreign_key_eq(
                items::group_id,
                <a::groups::__Row as ::diesel::__private::PluginTable>::PRIMARY_KEY,
            )
        }
    }
};
