//! Signatures that hand over a connection, in a façade that is written for this test.

use super::walk::{Mentions, Position, Walk};
use super::{Allowed, Lists, compare, compare_macros};
use crate::rustdoc::fixture::documented;

/// A Diesel with a connection and nothing else.
const DIESEL: &str =
    "pub struct PgConnection; pub trait Connection {} impl Connection for PgConnection {}";

/// A façade like ours: the connection is inside, and cannot be had.
const FACADE: &str = "
    use std::marker::PhantomData;
    mod connection {
        pub struct SafeConnection<P>(pub(crate) diesel::PgConnection, pub(crate) super::PhantomData<P>);
        impl<P> SafeConnection<P> {
            pub fn plugin(&self) -> Option<P> { None }
            pub(crate) fn raw(&mut self) -> &mut diesel::PgConnection { &mut self.0 }
        }
    }
    pub use connection::SafeConnection;
    pub trait Runs<P> { fn run(self, connection: &mut SafeConnection<P>); }
    mod door { pub fn open(raw: diesel::PgConnection) -> Option<diesel::PgConnection> { Some(raw) } }
";

/// What must be found, with what names the item in the report.
const LEAKS: [(&str, &str); 14] = [
    (
        "impl<P> SafeConnection<P> { pub fn leak(&self) -> Option<diesel::PgConnection> { None } }",
        "leak",
    ),
    (
        "impl<P> SafeConnection<P> { pub fn with(&mut self, run: impl FnOnce(&mut diesel::PgConnection)) { run(&mut self.0) } }",
        "with",
    ),
    (
        "impl<P> SafeConnection<P> { pub fn when<F>(&mut self, run: F) where F: Fn(&mut diesel::PgConnection) { run(&mut self.0) } }",
        "when",
    ),
    (
        "pub fn all() -> impl Iterator<Item = diesel::PgConnection> { std::iter::empty() }",
        "all",
    ),
    (
        "pub struct Opened { pub connection: diesel::PgConnection }",
        "connection",
    ),
    ("pub enum Either { Raw(diesel::PgConnection) }", "Raw"),
    (
        "impl<P> std::ops::Deref for SafeConnection<P> { type Target = diesel::PgConnection; fn deref(&self) -> &diesel::PgConnection { &self.0 } }",
        "Target",
    ),
    (
        "impl<P> AsMut<diesel::PgConnection> for SafeConnection<P> { fn as_mut(&mut self) -> &mut diesel::PgConnection { &mut self.0 } }",
        "AsMut",
    ),
    (
        "impl<P> From<SafeConnection<P>> for diesel::PgConnection { fn from(it: SafeConnection<P>) -> Self { it.0 } }",
        "From",
    ),
    (
        "pub trait Opens { type Raw; } impl<P> Opens for SafeConnection<P> { type Raw = diesel::PgConnection; }",
        "Raw",
    ),
    ("pub type Raw = diesel::PgConnection;", "Raw"),
    (
        "pub trait Raws { fn raw(&mut self) -> &mut diesel::PgConnection; }",
        "raw",
    ),
    (
        "pub struct On<C = diesel::PgConnection>(PhantomData<C>);",
        "On",
    ),
    (
        "mod hidden { pub struct Inner; impl Inner { pub fn raw(&self) -> Option<diesel::PgConnection> { None } } } \
      impl<P> SafeConnection<P> { pub fn inner(&self) -> hidden::Inner { hidden::Inner } }",
        "raw",
    ),
];

/// What a plugin can reach in the façade with something added to it.
fn mentions(name: &str, addition: &str) -> Mentions {
    let name = format!("signatures-{name}");
    let krate = documented(&name, DIESEL, &format!("{FACADE}{addition}"));
    Walk::from("facade", [("facade", &krate)])
}

fn nothing_is_allowed() -> Lists {
    Lists {
        value: Vec::new(),
        bound: Vec::new(),
        derives: vec![Allowed {
            _reason: "it writes names alone".to_owned(),
            names: ["Queryable".to_owned(), "Gone".to_owned()].into(),
        }],
    }
}

#[test]
fn what_stays_inside_is_not_reported() {
    let wrong = compare(&nothing_is_allowed(), &mentions("inside", ""));
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn every_signature_that_hands_over_a_connection_is_reported() {
    for (number, (leak, item)) in LEAKS.iter().enumerate() {
        let mentions = mentions(&number.to_string(), leak);
        let key = (Position::Value, "diesel::PgConnection".to_owned());
        let users = mentions
            .get(&key)
            .unwrap_or_else(|| panic!("not found: {leak}"));
        assert!(
            users.iter().any(|user| user.contains(item)),
            "{users:?} in {leak}"
        );
        let wrong = compare(&nothing_is_allowed(), &mentions);
        assert!(
            wrong[0].contains("hands over `diesel::PgConnection`"),
            "{wrong:?}"
        );
    }
}

#[test]
fn a_condition_is_no_value_and_is_reported_as_a_condition() {
    let mentions = mentions("bound", "pub fn run<C: diesel::Connection>(_: &C) {}");
    let wrong = compare(&nothing_is_allowed(), &mentions);
    assert_eq!(
        wrong,
        ["`facade::run` asks for `diesel::Connection`, which is not in `signatures.toml`"]
    );
}

#[test]
fn a_new_macro_of_the_derives_and_one_that_is_gone_are_reported() {
    let there = ["Queryable".to_owned(), "BrandNew".to_owned()].into();
    let wrong = compare_macros(&nothing_is_allowed(), &there);
    assert_eq!(wrong.len(), 2, "{wrong:?}");
    assert!(
        wrong[0].starts_with("`diesel_derives` exports the macro `BrandNew`"),
        "{wrong:?}"
    );
    assert!(wrong[1].starts_with("`Gone` is in"), "{wrong:?}");
}
