//! Addresses that libpq understands.

use std::fmt::Write as _;
use std::os::unix::ffi::OsStrExt;
use std::path::Path;

/// The port is only a part of the socket's name. It is in the address because
/// libpq would otherwise take the one in `PGPORT`.
pub(crate) const PORT: u16 = 5432;

/// The address of a database behind a Unix socket.
pub(crate) fn of_socket(directory: &Path, superuser: &str, database: &str) -> String {
    format!(
        "postgres://{}@/{}?host={}&port={PORT}",
        encode(superuser.as_bytes()),
        encode(database.as_bytes()),
        encode(directory.as_os_str().as_bytes()),
    )
}

/// The same address with another database: a URL or a list of `key=value`.
pub(crate) fn with_database(url: &str, database: &str) -> String {
    let Some((scheme, rest)) = url
        .split_once("://")
        .filter(|(scheme, _)| matches!(*scheme, "postgres" | "postgresql"))
    else {
        // Of a repeated key, libpq takes the last.
        let quoted = database.replace('\\', "\\\\").replace('\'', "\\'");
        return format!("{} dbname='{quoted}'", url.trim_end());
    };
    let (place, parameters) = rest.split_once('?').unwrap_or((rest, ""));
    let authority = place.split('/').next().unwrap_or_default();
    // A parameter would win over the path.
    let kept: Vec<&str> = parameters
        .split('&')
        .filter(|parameter| !parameter.is_empty() && !parameter.starts_with("dbname="))
        .collect();
    let mut swapped = format!("{scheme}://{authority}/{}", encode(database.as_bytes()));
    if !kept.is_empty() {
        swapped.push('?');
        swapped.push_str(&kept.join("&"));
    }
    swapped
}

/// Percent-encodes all but the unreserved characters of RFC 3986.
fn encode(bytes: &[u8]) -> String {
    let mut encoded = String::with_capacity(bytes.len());
    for &byte in bytes {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            write!(encoded, "%{byte:02X}").expect("a String takes all that is written to it");
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_socket_directory_is_a_parameter() {
        assert_eq!(
            of_socket(Path::new("/tmp/a b/c"), "postgres", "my db"),
            "postgres://postgres@/my%20db?host=%2Ftmp%2Fa%20b%2Fc&port=5432",
        );
    }

    #[test]
    fn swaps_the_database_and_keeps_the_rest() {
        for (url, swapped) in [
            (
                "postgres://me:se%2Fcret@host:5433/old?sslmode=require&application_name=a",
                "postgres://me:se%2Fcret@host:5433/new?sslmode=require&application_name=a",
            ),
            ("postgresql://host", "postgresql://host/new"),
            ("postgresql://host/", "postgresql://host/new"),
            ("postgresql://", "postgresql:///new"),
            (
                "postgres://[::1]:1,b:2/old?x=1",
                "postgres://[::1]:1,b:2/new?x=1",
            ),
            (
                "postgres:///old?host=%2Frun&dbname=older",
                "postgres:///new?host=%2Frun",
            ),
            ("postgres://u@?host=/run", "postgres://u@/new?host=/run"),
            (
                "postgres:///old?host=/run/pg",
                "postgres:///new?host=/run/pg",
            ),
        ] {
            assert_eq!(with_database(url, "new"), swapped, "of {url}");
        }
    }

    #[test]
    fn encodes_the_databases_name() {
        assert_eq!(
            with_database("postgres://h/old", "a/b?c"),
            "postgres://h/a%2Fb%3Fc"
        );
    }

    #[test]
    fn appends_to_a_list_of_keys() {
        assert_eq!(
            with_database("host=/run dbname=old ", r"it's \ new"),
            r"host=/run dbname=old dbname='it\'s \\ new'",
        );
    }
}
