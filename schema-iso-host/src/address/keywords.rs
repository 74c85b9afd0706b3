//! The keywords of libpq, and which of their values may be printed.

/// Whether libpq knows the keyword; it quotes one that it does not know.
pub(super) fn is_key(key: &str) -> bool {
    is_secret(key) || KEYWORDS.contains(&key)
}

/// Whether the value of the keyword is never printed.
pub(super) fn is_secret(key: &str) -> bool {
    SECRETS.contains(&key)
}

/// Whether a value is none that libpq knows for the keyword. libpq quotes it, and it may be
/// a password in the wrong place.
pub(super) fn is_misplaced(key: &str, value: &str) -> bool {
    let is_number = value
        .chars()
        .all(|it| it.is_ascii_digit() || "-.,".contains(it));
    CHECKED.contains(&key) && !is_number && !WORDS.contains(&value)
}

/// The keywords whose values libpq checks.
const CHECKED: &[&str] = &[
    "channel_binding",
    "client_encoding",
    "connect_timeout",
    "gssdelegation",
    "gssencmode",
    "keepalives",
    "keepalives_count",
    "keepalives_idle",
    "keepalives_interval",
    "load_balance_hosts",
    "max_protocol_version",
    "min_protocol_version",
    "port",
    "replication",
    "require_auth",
    "ssl_max_protocol_version",
    "ssl_min_protocol_version",
    "sslcertmode",
    "sslcompression",
    "sslmode",
    "sslnegotiation",
    "sslsni",
    "target_session_attrs",
    "tcp_user_timeout",
];

/// Values of these keywords that say nothing.
const WORDS: &[&str] = &[
    "allow",
    "any",
    "auto",
    "database",
    "direct",
    "disable",
    "gss",
    "latest",
    "md5",
    "none",
    "oauth",
    "postgres",
    "prefer",
    "prefer-standby",
    "primary",
    "random",
    "read-only",
    "read-write",
    "require",
    "scram-sha-256",
    "standby",
    "TLSv1.2",
    "TLSv1.3",
    "utf8",
    "UTF8",
    "verify-ca",
    "verify-full",
];

/// The keywords of libpq whose values are secret.
const SECRETS: &[&str] = &[
    "password",
    "sslpassword",
    "scram_client_key",
    "scram_server_key",
    "oauth_client_secret",
];

/// The other keywords of libpq (PostgreSQL's manual, "Parameter Key Words").
const KEYWORDS: &[&str] = &[
    "application_name",
    "channel_binding",
    "client_encoding",
    "connect_timeout",
    "dbname",
    "fallback_application_name",
    "gssdelegation",
    "gssencmode",
    "gsslib",
    "host",
    "hostaddr",
    "keepalives",
    "keepalives_count",
    "keepalives_idle",
    "keepalives_interval",
    "krbsrvname",
    "load_balance_hosts",
    "max_protocol_version",
    "min_protocol_version",
    "oauth_client_id",
    "oauth_issuer",
    "oauth_scope",
    "options",
    "passfile",
    "port",
    "replication",
    "require_auth",
    "requirepeer",
    "service",
    "servicefile",
    "ssl_max_protocol_version",
    "ssl_min_protocol_version",
    "sslcert",
    "sslcertmode",
    "sslcompression",
    "sslcrl",
    "sslcrldir",
    "sslkey",
    "sslkeylogfile",
    "sslmode",
    "sslnegotiation",
    "sslrootcert",
    "sslsni",
    "target_session_attrs",
    "tcp_user_timeout",
    "user",
];
