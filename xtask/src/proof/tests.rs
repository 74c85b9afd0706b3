//! What is found in small crates.

use super::found::{Implementation, implementations};
use super::tuples::Family;
use crate::rustdoc::fixture::documented;

const DIESEL: &str = "
    pub trait AppearsOnTable<QS> {}
    pub trait SelectableExpression<QS>: AppearsOnTable<QS> {}
    pub trait Expression {}
";

fn found(name: &str, facade: &str) -> Vec<Implementation> {
    let uses = "use diesel::{AppearsOnTable, Expression, SelectableExpression};";
    let krate = documented(&format!("proof-{name}"), DIESEL, &format!("{uses}{facade}"));
    implementations(&krate).into_iter().collect()
}

fn lines(name: &str, facade: &str) -> Vec<String> {
    found(name, facade)
        .iter()
        .map(Implementation::line)
        .collect()
}

#[test]
fn what_a_macro_writes_is_found_and_bounds_are_where_they_hold() {
    let facade = "
        macro_rules! operator { ($name:ident) => {
            pub struct $name<L, R>(L, R);
            impl<QS, L: AppearsOnTable<QS>, R> AppearsOnTable<QS> for $name<L, R>
            where R: AppearsOnTable<QS> + Expression, {}
        } }
        operator!(Plus);
    ";
    assert_eq!(
        lines("macro", facade),
        [
            "AppearsOnTable<QS> for Plus<L, R> where L: AppearsOnTable<QS>, R: AppearsOnTable<QS> + Expression"
        ]
    );
}

#[test]
fn a_field_that_no_bound_asks_is_named_and_a_phantom_is_none() {
    let facade = "
        pub struct Filtered<E, F, T>(E, Option<F>, std::marker::PhantomData<T>);
        impl<QS, E: SelectableExpression<QS>, F, T> AppearsOnTable<QS> for Filtered<E, F, T> {}
    ";
    let found = found("field", facade);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].unasked, ["F"]);
}

/// The implementation of `AppearsOnTable` for the tuple of these elements, where some are asked.
fn tuple(elements: &[&str], asked: &[&str]) -> (Implementation, Vec<String>) {
    let implementation = Implementation {
        of: "AppearsOnTable<QS>".to_owned(),
        target: format!("({})", elements.join(", ")),
        conditions: asked
            .iter()
            .map(|it| format!("{it}: AppearsOnTable<QS>"))
            .collect(),
        unasked: Vec::new(),
        place: "tuples.rs:1".to_owned(),
    };
    (
        implementation,
        elements.iter().map(ToString::to_string).collect(),
    )
}

#[test]
fn tuples_of_every_length_are_one_and_one_that_asks_less_is_another() {
    let mut families = Vec::new();
    for (elements, asked) in [
        (&["A", "B"][..], &["A", "B"][..]),
        (&["A", "B", "C"], &["A", "B", "C"]),
        (&["A", "B", "C", "D"], &["A", "C", "D"]),
        (&["A", "B", "C", "D", "E"], &["A", "B", "C", "D", "E"]),
    ] {
        let (implementation, elements) = tuple(elements, asked);
        Family::add(&mut families, implementation, &elements);
    }
    let joined = families.into_iter().flat_map(Family::into_implementations);
    let lines: Vec<String> = joined.map(|it| it.line()).collect();
    assert_eq!(
        lines,
        [
            "AppearsOnTable<QS> for (Each, …) of length 2, 3, 5 where Each: AppearsOnTable<QS>",
            "AppearsOnTable<QS> for (A, B, C, D) where A: AppearsOnTable<QS>, C: AppearsOnTable<QS>, \
             D: AppearsOnTable<QS>",
        ]
    );
}
