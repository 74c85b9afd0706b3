//! ISO-05: A scope ends with the transaction of the host.

use notes::Notes;
use schema_iso_host::{Host, HostTransactionError};

/// Counts the notes.
///
/// # Errors
///
/// If the transaction is not committed.
pub fn count(host: &Host) -> Result<usize, HostTransactionError> {
    host.transaction(|transaction| {
        let mut scope = transaction.scope::<Notes>()?;
        Ok(notes::all(&mut scope).map_or(0, |notes| notes.len()))
    })
}
