//! ISO-05: In one transaction of the host one plugin after another has its turn.

use auth::Auth;
use notes::Notes;
use schema_iso_host::{HostTransaction, HostTransactionError};

/// Gives each plugin its turn.
///
/// # Errors
///
/// If a plugin is not registered.
pub fn both(transaction: &mut HostTransaction<'_>) -> Result<(), HostTransactionError> {
    let first = transaction.scope::<Notes>()?;
    drop(first);
    let second = transaction.scope::<Auth>()?;
    drop(second);
    Ok(())
}
