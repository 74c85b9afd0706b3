//! `RowStream`: an answer that is read row by row.

use core::fmt;
use core::pin::Pin;
use core::task::{Context, Poll};

use diesel::result::QueryResult;
use futures_util::Stream;

use crate::connection::Identity;

/// The rows of a query, one after the other, as [`RunQueryDsl::load_stream`] returns them.
///
/// It borrows the connection. If it is dropped before its end, the connection can be used
/// further, and is closed when it goes back to the pool.
///
/// [`RunQueryDsl::load_stream`]: super::RunQueryDsl::load_stream
#[must_use = "a stream does nothing until it is read"]
pub struct RowStream<'conn, U> {
    rows: Pin<Box<dyn Stream<Item = QueryResult<U>> + Send + 'conn>>,
    identity: Identity,
}

impl<'conn, U> RowStream<'conn, U> {
    pub(super) fn new(
        rows: impl Stream<Item = QueryResult<U>> + Send + 'conn,
        identity: Identity,
    ) -> Self {
        Self {
            rows: Box::pin(rows),
            identity,
        }
    }
}

impl<U> Stream for RowStream<'_, U> {
    type Item = QueryResult<U>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let row = self.rows.as_mut().poll_next(context);
        if matches!(row, Poll::Ready(None)) {
            self.identity.settle();
        }
        row
    }
}

impl<U> fmt::Debug for RowStream<'_, U> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("RowStream").finish_non_exhaustive()
    }
}
