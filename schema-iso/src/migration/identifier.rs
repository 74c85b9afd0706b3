//! Names as PostgreSQL keeps them: at most 63 bytes, cut without an error.

/// The most bytes that PostgreSQL keeps of a name.
pub(super) const LONGEST: usize = 63;

/// A name as PostgreSQL keeps it.
pub(super) fn kept(name: &str) -> &str {
    &name[..name.floor_char_boundary(LONGEST)]
}
