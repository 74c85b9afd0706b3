//! `Invariant`: a marker without variance.

use core::marker::PhantomData;

/// A marker of `T` that is invariant in `T`.
///
/// Subtyping lets a value change its type: `S<for<'a> fn(&'a u8)>` is an
/// `S<fn(&'static u8)>`, and a plugin can describe the two as tables of two plugins,
/// or as two plugins. A value that was checked for one must not become a value of the other,
/// so every type of this crate is invariant in its parameters.
pub(crate) type Invariant<T> = PhantomData<fn(T) -> T>;
