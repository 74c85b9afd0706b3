// expect: borrowed data escapes outside of closure
// ISO-05: A scope ends with the transaction of the host.
use notes::Notes;
use schema_iso_host::{Host, HostTransactionError, Scope};

pub fn smuggle(host: &Host) -> Option<Scope<'static, Notes>> {
    let mut kept = None;
    let _ = host.transaction(|transaction| {
        kept = Some(transaction.scope::<Notes>()?);
        Ok::<_, HostTransactionError>(())
    });
    kept
}

fn main() {}
