//! Telling two tables (or two columns) apart in the type system.
//!
//! Diesel does it with one impl for every pair of tables, a square of impls
//! (<https://github.com/diesel-rs/diesel/issues/4333>). `plugin_tables!` gives
//! each table a number instead, written in bits; two tables are the same if
//! their bits are. The impls grow with the number of tables, not its square.

use core::marker::PhantomData;
use diesel::query_source::{Never, Once};

/// The bit 0.
#[derive(Debug)]
pub enum Zero {}

/// The bit 1.
#[derive(Debug)]
pub enum One {}

/// The end of a position.
#[derive(Debug)]
pub enum End {}

/// A position: its lowest bit and the rest.
#[derive(Debug)]
pub struct At<LowestBit, Rest>(PhantomData<(LowestBit, Rest)>);

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

macro_rules! same_position {
    ($($left:ty, $right:ty => $answer:ident;)+) => {$(
        impl<Left, Right> SamePosition<At<$right, Right>> for At<$left, Left>
        where
            Left: SamePosition<Right>,
        {
            type Answer = same_position!(@ $answer, Left, Right);
        }
    )+};
    (@ Rest, $left:ident, $right:ident) => { <$left as SamePosition<$right>>::Answer };
    (@ No, $left:ident, $right:ident) => { No };
}

same_position! {
    Zero, Zero => Rest;
    One, One => Rest;
    Zero, One => No;
    One, Zero => No;
}

/// An answer of [`SamePosition`], and what follows from it.
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
