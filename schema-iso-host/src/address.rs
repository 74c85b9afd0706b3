//! The address of a database, whose password stands in no text.

#[cfg(feature = "async")]
mod asynchronous;
mod keywords;
mod login;

use core::fmt;
use std::borrow::Cow;

use diesel::pg::PgConnection;
use diesel::prelude::Connection;
use diesel::result::ConnectionError;

use self::keywords::{is_key, is_misplaced, is_secret};

/// How libpq ends its message where the address asks for TLS and libpq was built without.
const NO_TLS: &str = "when SSL support is not compiled in";

/// An address that libpq understands: a URL, or words such as `host=… password=…`.
///
/// It may hold a password, so it is never printed, and neither is a message of libpq's that
/// could quote it.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Address(String);

impl Address {
    pub(crate) fn new(address: impl Into<String>) -> Self {
        Self(address.into())
    }

    /// Opens a connection.
    pub(crate) fn connect(&self) -> Result<PgConnection, ConnectFailure> {
        PgConnection::establish(&self.0).map_err(|error| self.failure(error))
    }

    /// Whether the address says that it means a connection without TLS.
    pub(crate) fn disables_tls(&self) -> bool {
        let plain = |character: &char| !character.is_whitespace() && *character != '\'';
        let text: String = self.0.chars().filter(plain).collect();
        text.contains("sslmode=disable")
    }

    fn failure(&self, error: ConnectionError) -> ConnectFailure {
        let message = match error {
            ConnectionError::BadConnection(message) => message,
            ConnectionError::InvalidConnectionUrl(_) => return ConnectFailure::Unreadable,
            ConnectionError::CouldntSetupConfiguration(error) => error.to_string(),
            _ => return ConnectFailure::Unreadable,
        };
        if message.contains(NO_TLS) {
            return ConnectFailure::NoTls;
        }
        match Secrets::of(&self.0) {
            // libpq names the part that it does not understand, which may be the password.
            None => ConnectFailure::Unreadable,
            Some(secrets) => ConnectFailure::Refused {
                message: secrets.redact(message.trim_end()),
            },
        }
    }
}

impl fmt::Debug for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Address(…)")
    }
}

/// Why the database cannot be reached. No message has the address or its password.
///
/// ```
/// use schema_iso_host::ConnectFailure;
///
/// let failure = ConnectFailure::Unreadable;
/// assert!(failure.to_string().contains("address"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ConnectFailure {
    /// The server, or the network, does not let the host in.
    #[error("{message}")]
    Refused {
        /// libpq's message, without the password.
        message: String,
    },
    /// The address asks for TLS, and this program's libpq has none.
    #[error(
        "the address asks for TLS (`sslmode`), and the libpq of this program has none; give `schema-iso-host` \
         the feature `bundled-libpq-tls`, or link the system's libpq with `default-features = false`"
    )]
    NoTls,
    /// The address asks for TLS, which async connections do not have.
    #[cfg(feature = "async")]
    #[error(
        "the address asks for TLS (`sslmode`), which async connections do not have yet; use the synchronous \
         connections, or reach the server through a local proxy or a Unix socket"
    )]
    NoAsyncTls,
    /// The address is not of a form that can be printed safely, so libpq's message is left
    /// out.
    #[error(
        "the database cannot be reached, and its address has an unusual form, so that libpq's message \
         is not shown: it could have the password in it; write the address as \
         `postgres://user:password@host:port/database`, with special characters percent-encoded"
    )]
    Unreadable,
}

/// The texts of an address that must not be printed.
struct Secrets(Vec<String>);

impl Secrets {
    /// Finds them in an address of a plain form; `None` for any other form.
    fn of(address: &str) -> Option<Self> {
        let secrets = match address
            .strip_prefix("postgres://")
            .or_else(|| address.strip_prefix("postgresql://"))
        {
            Some(rest) => of_url(rest)?,
            None => of_words(address)?,
        };
        let mut all: Vec<String> = secrets
            .into_iter()
            .filter(|text| !text.is_empty())
            .collect();
        // A longer secret can have a shorter one in it.
        all.sort_by_key(|secret| core::cmp::Reverse(secret.len()));
        Some(Self(all))
    }

    fn redact(&self, message: &str) -> String {
        let mut message = Cow::Borrowed(message);
        for secret in &self.0 {
            if message.contains(secret.as_str()) {
                message = Cow::Owned(message.replace(secret.as_str(), "…"));
            }
        }
        message.into_owned()
    }
}

/// The password of `user:password@host:port/database?key=value`, encoded and decoded.
fn of_url(rest: &str) -> Option<Vec<String>> {
    let (authority, path) = rest.split_at(rest.find(['/', '?']).unwrap_or(rest.len()));
    let (user, hosts) = authority.split_once('@').unwrap_or(("", authority));
    if rest.contains(char::is_whitespace) || user.starts_with(':') || !is_plain_host(hosts) {
        return None;
    }
    let mut secrets = Vec::new();
    if let Some((_, password)) = user.split_once(':') {
        if password.contains(':') {
            return None;
        }
        secrets.push(password.to_owned());
        secrets.push(decoded(password)?);
    }
    let query = path.split_once('?').map_or("", |(_, query)| query);
    if path.contains('@') || query.contains('?') {
        return None;
    }
    for pair in query.split('&').filter(|pair| !pair.is_empty()) {
        let (key, value) = pair.split_once('=')?;
        if !is_key(key) {
            return None;
        }
        let plain = decoded(value)?;
        if is_secret(key) || is_misplaced(key, &plain) {
            secrets.push(value.to_owned());
            secrets.push(plain);
        }
    }
    Some(secrets)
}

/// The password among `key=value key='quoted value'`.
fn of_words(address: &str) -> Option<Vec<String>> {
    let mut secrets = Vec::new();
    let mut rest = address.trim_start();
    while !rest.is_empty() {
        let (key, after) = rest.split_once('=')?;
        if !is_key(key.trim_end()) {
            return None;
        }
        let (value, after) = word(after.trim_start())?;
        let key = key.trim_end();
        if is_secret(key) || is_misplaced(key, &value) {
            secrets.push(value);
        }
        rest = after.trim_start();
    }
    Some(secrets)
}

/// A value at the start of a text, without its quotes and backslashes, and what follows.
fn word(text: &str) -> Option<(String, &str)> {
    let quoted = text.strip_prefix('\'');
    let mut value = String::new();
    let mut characters = quoted.unwrap_or(text).char_indices();
    while let Some((at, character)) = characters.next() {
        match character {
            '\\' => value.push(characters.next()?.1),
            '\'' if quoted.is_some() => return Some((value, &quoted?[at + 1..])),
            _ if quoted.is_none() && character.is_whitespace() => {
                return Some((value, &text[at..]));
            }
            _ => value.push(character),
        }
    }
    // A quote that is never closed swallows what comes after it.
    quoted.is_none().then_some((value, ""))
}

/// Whether `host` or `host:port`, or several of them, are of a plain form.
fn is_plain_host(hosts: &str) -> bool {
    hosts.split(',').all(|host| {
        let (name, port) = match host.rsplit_once(':') {
            Some((name, port)) if !port.contains(']') => (name, port),
            _ => (host, ""),
        };
        let is_name = match name.strip_prefix('[') {
            Some(address) => address.strip_suffix(']').is_some_and(|it| {
                it.chars()
                    .all(|it| it.is_ascii_hexdigit() || ":.%".contains(it))
            }),
            None => name
                .chars()
                .all(|it| it.is_ascii_alphanumeric() || "-._%".contains(it)),
        };
        is_name && port.chars().all(|it| it.is_ascii_digit())
    })
}

/// A text without its percent encoding; `None` if that is broken.
fn decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digits = [rest.next()?, rest.next()?];
            let digits = core::str::from_utf8(&digits).ok()?;
            bytes.push(u8::from_str_radix(digits, 16).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    const PASSWORD: &str = "s3cr3tpa55";

    /// Addresses with the password, in every spelling that somebody may try.
    fn addresses() -> Vec<String> {
        let forms = [
            "postgres://app:PW@localhost:1/db",
            "postgresql://app:PW@localhost:1/db",
            " postgres://app:PW@localhost:1/db",
            "\"postgres://app:PW@localhost:1/db\"",
            "'postgres://app:PW@localhost:1/db'",
            "Postgres://app:PW@localhost:1/db",
            "postgres:/app:PW@localhost:1/db",
            "postgres//app:PW@localhost:1/db",
            "postgre://app:PW@localhost:1/db",
            "mysql://app:PW@localhost:1/db",
            "http://app:PW@localhost:1/db",
            "jdbc:postgresql://app:PW@localhost:1/db",
            "app:PW@localhost:1/db",
            "postgres://app:PW%zz@localhost:1/db",
            "postgres://app:%PW@localhost:1/db",
            "postgres://app:PW%2@localhost:1/db",
            "postgres://app:a@PW@localhost:1/db",
            "postgres://app:PW@b@localhost:1/db",
            "postgres://app:PW/x@localhost:1/db",
            "postgres://app:a/PW@localhost:1/db",
            "postgres://app:a?PW@localhost:1/db",
            "postgres://app:a#PW@localhost:1/db",
            "postgres://app:a:PW@localhost:1/db",
            "postgres://:PW@localhost:1/db",
            "postgres://app PW@localhost:1/db",
            "postgres://localhost:PW/db",
            "postgres://localhost:1/db?password=PW",
            "postgres://localhost:1/db?passwort=PW",
            "postgres://localhost:1/db?password=PW&x",
            "postgres://localhost:1/db?password=PW&sslmode=PW",
            "postgres://[localhost:1/db?password=PW",
            "host=localhost port=1 password=PW",
            "host=localhost port=1 password = PW",
            "host=localhost port=1 password='PW'",
            "host=localhost port=1 password='PW",
            "host=localhost port=1 password=\\PW",
            "host=localhost port=1 password PW",
            "host=localhost port=1 PW",
            "host=localhost port=1 pasword=PW",
            "password=PW host=localhost port=x",
            "host=localhost port=1 sslpassword=PW sslmode=nonsense",
            "hostPW=localhost",
            "PW",
            "=PW",
            "postgres://app:PW@localhost:1/db\n",
            "\tpostgres://app:PW@localhost:1/db",
            "postgres://app:PW\0@localhost:1/db",
            "postgres://app:PW@localhost:1,localhost:PW/db",
            "postgres://app:PW@PW:1/db",
            "postgres://app:PW@localhost:1/db#PW",
            "postgres://app:PW@localhost:1/db?sslmode=disable&sslpassword=PW",
            "postgres://app:PW@localhost:1/db?options=PW",
            "postgres://app:PW@localhost:1/db?host=PW",
            "postgresql:///db?host=localhost&port=1&password=PW",
            "postgresql://localhost:1/db?password=PW&password=x&sslmode=PW",
            "postgres://app:%73PW@localhost:1/db",
            "PASSWORD=PW host=localhost port=1",
            "password==PW host=localhost port=1 sslmode==PW",
            "password:PW host=localhost port=1",
            "password=a PW host=localhost port=1",
            "host='localhost' port='1' password=''PW''",
            "host=localhost port=1 password='a\\'PW'",
            "host=localhost port=1 password=PW sslmode=PW",
            "host=localhost port=1 password=PW target_session_attrs='PW'",
            "host=localhost port=PW",
            "postgres://localhost:1/db?sslmode=PW",
        ];
        forms
            .iter()
            .map(|form| form.replace("PW", PASSWORD))
            .collect()
    }

    #[test]
    fn no_spelling_of_an_address_has_its_password_printed() {
        for address in addresses() {
            let address = Address::new(address);
            let failure = address.connect().err().expect("nothing listens there");
            let debug = format!("{address:?} {failure:?}");
            for text in [failure.to_string(), debug] {
                assert!(!text.contains(PASSWORD), "{}: {text}", address.0);
                assert!(!text.contains(&PASSWORD[1..]), "{}: {text}", address.0);
            }
        }
    }

    #[test]
    fn a_plain_address_keeps_the_message_of_libpq() {
        let failure = Address::new("postgres://app:pw@localhost:1/db")
            .connect()
            .err();
        assert!(
            matches!(failure, Some(ConnectFailure::Refused { .. })),
            "{failure:?}"
        );
    }

    fn failure(sslmode: &str) -> ConnectFailure {
        // libpq reads the address before it looks for the server, which is not there.
        let address = format!("postgres://%2Fno%2Fsuch%2Fdirectory/app?sslmode={sslmode}");
        Address::new(address)
            .connect()
            .err()
            .expect("there is no server")
    }

    #[cfg(all(feature = "bundled-libpq", not(feature = "bundled-libpq-tls")))]
    #[test]
    fn an_address_that_asks_for_tls_names_the_feature_that_is_off() {
        for sslmode in ["require", "verify-ca", "verify-full"] {
            let failure = failure(sslmode);
            assert_eq!(failure, ConnectFailure::NoTls);
            assert!(failure.to_string().contains("bundled-libpq-tls"));
        }
    }

    #[cfg(feature = "bundled-libpq-tls")]
    #[test]
    fn with_tls_an_address_can_ask_for_it() {
        for sslmode in ["require", "verify-ca", "verify-full"] {
            assert!(
                matches!(failure(sslmode), ConnectFailure::Refused { .. }),
                "{sslmode}"
            );
        }
    }

    #[test]
    fn another_failure_keeps_the_message_of_libpq() {
        assert!(failure("prefer").to_string().contains("/no/such/directory"));
    }

    #[test]
    fn a_password_is_taken_out_of_a_message_in_both_of_its_forms() {
        let secrets = Secrets::of("postgres://app:p%40ss@localhost/db").expect("a plain form");
        assert_eq!(secrets.redact("p%40ss and p@ss"), "… and …");
    }
}
