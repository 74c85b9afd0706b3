//! Diesel's `AppearsOnTable` and `SelectableExpression` for the bounds of generic code.
//!
//! They are traits of this crate above Diesel's: good for a bound, of no use for an
//! impl. A plugin has types of its own that are fragments of SQL, namely the trait
//! objects of a trait above `BoxableExpression`; what such a fragment reads cannot be
//! seen in its type, so nobody else may say where it appears (ISO-03).

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
