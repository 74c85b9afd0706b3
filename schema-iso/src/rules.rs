//! The pages of the invariants, one module each: what always holds, why, what is refused, and what
//! to write instead.
//!
//! An error of Schema Iso ends with the number of its rule and the address of its page here;
//! [`Rule::page`](crate::Rule::page) has the address. The same texts stand in the repository,
//! under `docs/rules`.

/// Includes the pages. Their examples need the façade, so the crate `docs` of the workspace
/// compiles them, and not the tests of this crate.
macro_rules! pages {
    ($($module:ident = $file:literal;)+) => {$(
        #[cfg_attr(not(doctest), doc = include_str!($file))]
        #[cfg_attr(doctest, doc = "The page of an invariant.")]
        pub mod $module {}
    )+};
}

pages! {
    iso_01 = "../rules/ISO-01.md";
    iso_02 = "../rules/ISO-02.md";
    iso_03 = "../rules/ISO-03.md";
    iso_04 = "../rules/ISO-04.md";
    iso_05 = "../rules/ISO-05.md";
    iso_06 = "../rules/ISO-06.md";
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
