const _: () = {
    impl ::diesel::__private::References<a::groups::__Row> for items::__Row {
        type OnClause = ::diesel::__private::ForeignKeyEq<
            items::__Row,
            a::groups::__Row,
            items::group_id,
            <a::groups::__Row as ::diesel::__private::PluginTable>::PrimaryKey,
        >;
        fn on_clause() -> Self::OnClause {
            ::diesel::__private::foreign_key_eq()
        }
    }
    impl ::diesel::__private::References<items::__Row> for a::groups::__Row {
        type OnClause = ::diesel::__private::ForeignKeyEq<
            items::__Row,
            a::groups::__Row,
            items::group_id,
            <a::groups::__Row as ::diesel::__private::PluginTable>::PrimaryKey,
        >;
        fn on_clause() -> Self::OnClause {
            ::diesel::__private::foreign_key_eq()
        }
    }
};
