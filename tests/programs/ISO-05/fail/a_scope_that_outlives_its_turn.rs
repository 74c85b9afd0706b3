// expect: cannot borrow `*transaction` as mutable more than once at a time
// ISO-05: In one transaction of the host one plugin after another has its turn.
use auth::Auth;
use notes::Notes;
use schema_iso_host::{HostTransaction, HostTransactionError};

pub fn both(transaction: &mut HostTransaction<'_>) -> Result<(), HostTransactionError> {
    let first = transaction.scope::<Notes>()?;
    let second = transaction.scope::<Auth>()?;
    drop((first, second));
    Ok(())
}

fn main() {}
