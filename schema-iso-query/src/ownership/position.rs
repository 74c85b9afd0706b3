//! Telling two tables (or two columns) apart in the type system.
//!
//! Diesel does it with one impl for every pair of tables, a square of impls
//! (<https://github.com/diesel-rs/diesel/issues/4333>). `#[plugin_table]` gives
//! each table a number instead, which follows from its name, and writes it in
//! digits; two tables are the same if their digits are. The impls grow with the
//! number of tables, not its square, and no table needs to know of the others.
//! That no two tables of a plugin have one number is checked by `plugin_tables!`.

use core::marker::PhantomData;
use diesel::query_source::{Never, Once};

/// The end of a position.
#[derive(Debug)]
pub enum End {}

/// The types are equal.
#[derive(Debug)]
pub enum Yes {}

/// The types differ.
#[derive(Debug)]
pub enum No {}

/// Compares two positions of the same length.
pub trait SamePosition<Other> {
    /// [`Yes`] or [`No`].
    type Answer: Equal;
}

impl SamePosition<End> for End {
    type Answer = Yes;
}

/// A digit: a type of its own with the rest of the position, equal to none of the others.
macro_rules! digits {
    ($($digit:ident)+) => {
        $(
            /// A hexadecimal digit of a position, and the rest.
            #[derive(Debug)]
            pub struct $digit<Rest>(PhantomData<Rest>);

            impl<Left, Right> SamePosition<$digit<Right>> for $digit<Left>
            where
                Left: SamePosition<Right>,
            {
                type Answer = Left::Answer;
            }
        )+

        digits!(@ $($digit)+);
    };
    (@ $first:ident $($other:ident)*) => {
        $(
            impl<Left, Right> SamePosition<$other<Right>> for $first<Left> {
                type Answer = No;
            }

            impl<Left, Right> SamePosition<$first<Right>> for $other<Left> {
                type Answer = No;
            }
        )*

        digits!(@ $($other)*);
    };
    (@) => {};
}

digits!(D0 D1 D2 D3 D4 D5 D6 D7 D8 D9 Da Db Dc Dd De Df);

/// A result of [`SamePosition`], and what follows from it.
pub trait Equal {
    /// `And` if `Self` is [`Yes`], [`No`] otherwise.
    type And<Second: Equal>: Equal;
    /// `Then` if `Self` is [`Yes`], `Else` otherwise.
    type Choose<Then, Else>;
}

impl Equal for Yes {
    type And<Second: Equal> = Second;
    type Choose<Then, Else> = Then;
}

impl Equal for No {
    type And<Second: Equal> = No;
    type Choose<Then, Else> = Else;
}

/// How often a table appears in a FROM clause that is one table.
pub(crate) type IfOnce<Answer> = <Answer as Equal>::Choose<Once, Never>;
