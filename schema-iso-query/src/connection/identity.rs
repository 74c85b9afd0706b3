//! `Identity`: distinguishes a lent connection from all others.

use core::sync::atomic::{AtomicBool, Ordering};
use std::sync::Arc;

/// The identity of a lent connection; a clone is the same identity.
///
/// A plugin can exchange two connections that it holds, with `mem::swap`. A transaction
/// remembers the identity of the connection that it began on, so that it ends nowhere
/// else (ISO-15).
///
/// ```
/// use schema_iso_query::connection::Identity;
///
/// let (one, other) = (Identity::new(), Identity::new());
/// assert!(one.is(&one.clone()));
/// assert!(!one.is(&other));
/// ```
#[derive(Debug, Clone, Default)]
pub struct Identity(Arc<Flags>);

#[derive(Debug, Default)]
struct Flags {
    condemned: AtomicBool,
    reading: AtomicBool,
    unsettled: AtomicBool,
}

impl Identity {
    /// An identity that no other connection has.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Whether both are the identity of one connection.
    #[must_use]
    pub fn is(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }

    /// Notes that the connection is to be closed and not used again, wherever it is.
    pub fn condemn(&self) {
        self.0.condemned.store(true, Ordering::Relaxed);
    }

    /// Whether the connection is to be closed.
    #[inline]
    #[must_use]
    pub fn is_condemned(&self) -> bool {
        self.0.condemned.load(Ordering::Relaxed)
    }

    /// Notes that an answer of the server is being read.
    #[inline]
    pub(crate) fn begin_reading(&self) {
        self.0.reading.store(true, Ordering::Relaxed);
        self.0.unsettled.store(true, Ordering::Relaxed);
    }

    /// Notes that it has been read to its end.
    #[inline]
    pub(crate) fn end_reading(&self) {
        self.0.reading.store(false, Ordering::Relaxed);
    }

    /// Whether an answer of the server has not been read to its end, so that the connection
    /// can send nothing else.
    #[inline]
    #[must_use]
    pub fn is_reading(&self) -> bool {
        self.0.reading.load(Ordering::Relaxed)
    }

    /// Whether a COPY has been read, to its end or not, without libpq having been asked for
    /// what follows the data. Until then it refuses every prepared statement.
    #[inline]
    #[must_use]
    pub fn is_unsettled(&self) -> bool {
        self.0.unsettled.load(Ordering::Relaxed)
    }

    /// Notes that nothing of an earlier answer is left.
    #[inline]
    pub fn settle(&self) {
        self.0.reading.store(false, Ordering::Relaxed);
        self.0.unsettled.store(false, Ordering::Relaxed);
    }
}
