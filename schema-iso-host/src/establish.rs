//! Opening a connection, which every part of the host does here.

use diesel::pg::PgConnection;
use diesel::prelude::Connection;
use diesel::result::{ConnectionError, ConnectionResult};

/// How libpq ends its message where the address asks for TLS and libpq was built without.
const NO_TLS: &str = "when SSL support is not compiled in";

/// What an operator can do about it.
const HELP: &str = "help: the libpq of this program has no TLS; give `schema-iso-host` the feature \
    `bundled-libpq-tls`, or link the system's libpq with `default-features = false`";

/// Opens a connection.
pub(crate) fn establish(database_url: &str) -> ConnectionResult<PgConnection> {
    PgConnection::establish(database_url).map_err(explain)
}

/// Adds the feature that is off to libpq's message about it.
fn explain(error: ConnectionError) -> ConnectionError {
    match error {
        ConnectionError::BadConnection(message) if message.contains(NO_TLS) => {
            ConnectionError::BadConnection(format!("{}\n{HELP}", message.trim_end()))
        }
        error => error,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(sslmode: &str) -> String {
        // libpq reads the address before it looks for the server, which is not there.
        let url = format!("postgres://%2Fno%2Fsuch%2Fdirectory/app?sslmode={sslmode}");
        match establish(&url) {
            Ok(_) => panic!("there is no server"),
            Err(error) => error.to_string(),
        }
    }

    #[cfg(all(feature = "bundled-libpq", not(feature = "bundled-libpq-tls")))]
    #[test]
    fn an_address_that_asks_for_tls_names_the_feature_that_is_off() {
        for sslmode in ["require", "verify-ca", "verify-full"] {
            assert_eq!(
                message(sslmode),
                format!(
                    "sslmode value \"{sslmode}\" invalid when SSL support is not compiled in\n{HELP}"
                )
            );
        }
    }

    #[cfg(feature = "bundled-libpq-tls")]
    #[test]
    fn with_tls_an_address_can_ask_for_it() {
        for sslmode in ["require", "verify-ca", "verify-full"] {
            assert!(!message(sslmode).contains("sslmode"), "{sslmode}");
        }
    }

    #[test]
    fn another_failure_stays_as_libpq_says_it() {
        let message = message("prefer");
        assert!(message.contains("/no/such/directory"), "{message}");
        assert!(!message.contains("help:"), "{message}");
    }
}
