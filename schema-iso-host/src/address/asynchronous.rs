//! Async connections to an address.

use diesel::result::ConnectionError;
use diesel_async::AsyncPgConnection;

use super::{Address, ConnectFailure};

impl Address {
    /// Opens an async connection, on the runtime of the caller.
    ///
    /// The async driver has no TLS here, so an address that asks for it is refused before
    /// anything is sent.
    pub(crate) async fn connect_async(&self) -> Result<AsyncPgConnection, ConnectFailure> {
        if self.requires_tls() {
            return Err(ConnectFailure::NoAsyncTls);
        }
        let refused = |error: &(dyn std::error::Error + 'static)| {
            let chain = core::iter::successors(Some(error), |error| error.source());
            let messages: Vec<String> = chain.map(ToString::to_string).collect();
            self.failure(ConnectionError::BadConnection(messages.join(": ")))
        };
        let connected = tokio_postgres::connect(&self.0, tokio_postgres::NoTls).await;
        let (client, driver) = connected.map_err(|error| refused(&error))?;
        AsyncPgConnection::try_from_client_and_connection(client, driver)
            .await
            .map_err(|error| refused(&error))
    }

    /// Whether the address asks for a connection with TLS.
    fn requires_tls(&self) -> bool {
        let plain = |character: &char| !character.is_whitespace() && *character != '\'';
        let text: String = self.0.chars().filter(plain).collect();
        ["require", "verify-ca", "verify-full"]
            .iter()
            .any(|mode| text.contains(&format!("sslmode={mode}")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_that_asks_for_tls_is_told_from_one_that_does_not() {
        for mode in ["require", "verify-ca", "verify-full"] {
            let url = format!("postgres://app@db.example.org/app?sslmode={mode}");
            assert!(Address::new(url).requires_tls(), "{mode}");
            let words = format!("host=db.example.org sslmode = '{mode}'");
            assert!(Address::new(words).requires_tls(), "{mode}");
        }
        assert!(!Address::new("postgres://app@localhost/app?sslmode=prefer").requires_tls());
    }
}
