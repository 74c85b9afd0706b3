//! Compiles the examples of the pages in `docs/`, like those of any crate.
//!
//! An example with `compile_fail` shows what is refused; `ui-tests` tests that it is refused
//! for the reason that the page gives.

/// Includes pages as the documentation of modules.
macro_rules! pages {
    ($($module:ident = $file:literal;)+) => {$(
        #[doc = include_str!($file)]
        #[cfg(doctest)]
        pub mod $module {}
    )+};
}

pages! {
    guide_cargo_schema_iso = "../guide/cargo-schema-iso.md";
    guide_async = "../guide/async.md";
    guide_isolation = "../guide/isolation.md";
    adopting = "../guide/adopting.md";
    data_of_another_plugin = "../guide/data-of-another-plugin.md";
    poolers_and_tls = "../guide/poolers-and-tls.md";
    iso_01 = "../rules/ISO-01.md";
    iso_02 = "../rules/ISO-02.md";
    iso_03 = "../rules/ISO-03.md";
    iso_04 = "../rules/ISO-04.md";
    iso_05 = "../rules/ISO-05.md";
    iso_07 = "../rules/ISO-07.md";
    iso_08 = "../rules/ISO-08.md";
    iso_09 = "../rules/ISO-09.md";
    iso_10 = "../rules/ISO-10.md";
    iso_11 = "../rules/ISO-11.md";
    iso_12 = "../rules/ISO-12.md";
    iso_13 = "../rules/ISO-13.md";
    iso_14 = "../rules/ISO-14.md";
    iso_15 = "../rules/ISO-15.md";
    iso_16 = "../rules/ISO-16.md";
    iso_17 = "../rules/ISO-17.md";
    iso_18 = "../rules/ISO-18.md";
}
