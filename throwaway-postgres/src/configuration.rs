//! The server's `postgresql.conf`.

use std::fmt::Write as _;
use std::path::Path;

use crate::error::StartError;
use crate::url::PORT;

/// The default for the number of connections that a server accepts: enough for one or two pools
/// for each test that runs at the same time.
pub(crate) const MAX_CONNECTIONS: u32 = 200;

/// Settings in the order given; of a repeated one PostgreSQL takes the last.
pub(crate) fn text(
    socket_directory: &Path,
    max_connections: u32,
    settings: &[(String, String)],
) -> Result<String, StartError> {
    let own = [
        // No other account can connect: there is no TCP, and the socket belongs to this account.
        ("listen_addresses", String::new()),
        (
            "unix_socket_directories",
            quoted_in_list(&socket_directory.to_string_lossy()),
        ),
        ("unix_socket_permissions", "0700".to_owned()),
        ("port", PORT.to_string()),
        ("max_connections", max_connections.to_string()),
        // The data need not survive a power cut.
        ("fsync", "off".to_owned()),
        ("synchronous_commit", "off".to_owned()),
        ("full_page_writes", "off".to_owned()),
        ("shared_buffers", "32MB".to_owned()),
        // Files below the data directory go with it; POSIX segments would stay
        // behind a server that was killed, and containers allow them 64 MB.
        ("dynamic_shared_memory_type", "mmap".to_owned()),
        ("logging_collector", "off".to_owned()),
        ("log_destination", "stderr".to_owned()),
        // The same on every machine.
        ("timezone", "UTC".to_owned()),
        ("log_timezone", "UTC".to_owned()),
    ];
    let given = settings
        .iter()
        .map(|(name, value)| (name.as_str(), value.clone()));
    let mut text = String::from("\n");
    for (name, value) in own.into_iter().chain(given) {
        if !is_name(name) || value.contains(['\n', '\r', '\0']) {
            return Err(StartError::InvalidSetting {
                name: name.to_owned(),
                value,
            });
        }
        let value = value.replace('\\', "\\\\").replace('\'', "''");
        writeln!(text, "{name} = '{value}'").expect("a String takes all that is written to it");
    }
    Ok(text)
}

/// The setting is a list of names separated by commas.
fn quoted_in_list(directory: &str) -> String {
    format!("\"{}\"", directory.replace('"', "\"\""))
}

/// A name, or a name qualified with an extension's.
fn is_name(name: &str) -> bool {
    !name.is_empty()
        && name.split('.').all(|part| {
            part.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_')
                && part
                    .chars()
                    .all(|next| next.is_ascii_alphanumeric() || "_$".contains(next))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(name: &str, value: &str) -> Result<String, StartError> {
        text(
            Path::new("/tmp/a,b"),
            7,
            &[(name.to_owned(), value.to_owned())],
        )
    }

    #[test]
    fn what_is_given_comes_last_and_quoted() {
        let text = with("log_line_prefix", r"it's \ %m").unwrap();
        assert!(text.ends_with("log_line_prefix = 'it''s \\\\ %m'\n"));
        assert!(text.contains("max_connections = '7'\n"));
        assert!(text.contains("unix_socket_directories = '\"/tmp/a,b\"'\n"));
    }

    #[test]
    fn refuses_what_would_add_another_line() {
        assert!(with("auto_explain.log_min_duration", "1s").is_ok());
        for (name, value) in [
            ("a", "1\nfsync = on"),
            ("a = 1\nb", "1"),
            ("", "1"),
            ("1a", "1"),
        ] {
            assert!(with(name, value).is_err(), "{name:?} = {value:?}");
        }
    }
}
