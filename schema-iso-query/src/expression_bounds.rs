//! Diesel's `AppearsOnTable` and `SelectableExpression`, as bounds for generic code.
//!
//! They are traits of this crate above Diesel's: they can be used as bounds and cannot be implemented.
//! A plugin has types of its own that are fragments of SQL, namely the trait objects of a trait above
//! `BoxableExpression`. Their type does not show which tables the fragment reads, so a plugin must not
//! decide where it may appear (ISO-03).

use diesel::expression as diesels;

/// An expression that may stand where the FROM clause is `QS`.
pub trait AppearsOnTable<QS: ?Sized>: diesels::AppearsOnTable<QS> {}

impl<QS, E> AppearsOnTable<QS> for E
where
    QS: ?Sized,
    E: diesels::AppearsOnTable<QS> + ?Sized,
{
}

/// An expression that may be selected from `QS`.
pub trait SelectableExpression<QS: ?Sized>:
    AppearsOnTable<QS> + diesels::SelectableExpression<QS>
{
}

impl<QS, E> SelectableExpression<QS> for E
where
    QS: ?Sized,
    E: diesels::SelectableExpression<QS> + ?Sized,
{
}
