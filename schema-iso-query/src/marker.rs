//! `Invariant`: a marker without variance.

use core::marker::PhantomData;

/// A marker of `T` that is invariant in `T`.
///
/// Subtyping lets a value change its type: `S<for<'a> fn(&'a u8)>` is an
/// `S<fn(&'static u8)>`, and a plugin can describe the two as tables of two plugins,
/// or as two plugins. A value that was checked for one must not become a value of the other,
/// so every type of this crate is invariant in its parameters.
pub(crate) type Invariant<T> = PhantomData<fn(T) -> T>;

/// A type that is not [`Possible`]: the bound of an implementation that never holds.
///
/// With one implementation, rustc reports the bounds that it does not meet; with a second one that
/// could be meant, it reports the trait itself, in the words of its `on_unimplemented`, and says
/// nothing more of what would follow.
#[derive(Debug)]
pub struct Impossible<T>(PhantomData<T>);

/// Nothing implements it.
pub trait Possible {
    /// The body of a function of such an implementation.
    fn value<T>() -> T;
}
