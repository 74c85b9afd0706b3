//! The marker of a type that is no marker of any other type.

use core::marker::PhantomData;

/// A marker of `T` that is no marker of anything else.
///
/// Rust lets a value change its type along subtyping: `S<for<'a> fn(&'a u8)>` is an
/// `S<fn(&'static u8)>`, and a plugin can describe the two as tables of two plugins,
/// or as two plugins. What has been held against the one must not become the other,
/// so no type of this crate hands subtyping on.
pub(crate) type Invariant<T> = PhantomData<fn(T) -> T>;
