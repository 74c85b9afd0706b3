#[allow(unused_qualifications, clippy::pedantic, reason = "generated")]
const _: () = {
    impl ::diesel::__private::ListedTable for items::__Row {}
    impl ::diesel::__private::ListedTable for groups::__Row {}
    impl ::diesel::__private::ListedTable for billing::invoices::__Row {}
    impl ::diesel::__private::ListsTables for crate::PluginOfThisCrate {}
    impl crate::PluginOfThisCrate {
        #[doc(hidden)]
        pub(crate) const fn __listed<T: ::diesel::__private::ListedTable>() {}
    }
    const _: () = ::diesel::__private::listed_once(
        &[
            <items::__Row as ::diesel::__private::PluginTable>::NAME,
            <groups::__Row as ::diesel::__private::PluginTable>::NAME,
            <billing::invoices::__Row as ::diesel::__private::PluginTable>::NAME,
        ],
    );
    const TYPES_OF_TABLES: &[&[::core::option::Option<
        &'static ::diesel::__private::TypeDefinition,
    >]] = &[items::__TYPES, groups::__TYPES, billing::invoices::__TYPES];
    const TYPES: usize = ::diesel::__private::count_types(TYPES_OF_TABLES);
    impl ::diesel::__private::Exporter for crate::PluginOfThisCrate {
        type Exports = items::__Exports<
            groups::__Exports<
                billing::invoices::__Exports<::diesel::__private::NoExports>,
            >,
        >;
    }
    impl crate::PluginOfThisCrate {
        #[doc(hidden)]
        pub(crate) const __TABLES: &'static [&'static ::diesel::__private::TableDefinition] = &[
            &<items::__Row as ::diesel::__private::PluginTable>::DEFINITION,
            &<groups::__Row as ::diesel::__private::PluginTable>::DEFINITION,
            &<billing::invoices::__Row as ::diesel::__private::PluginTable>::DEFINITION,
        ];
        #[doc(hidden)]
        pub(crate) const __TYPES: &'static [&'static ::diesel::__private::TypeDefinition] = &::diesel::__private::collect_types::<
            TYPES,
        >(TYPES_OF_TABLES);
    }
};
