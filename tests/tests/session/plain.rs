//! A connection over TCP that nobody encrypts is logged.

use schema_iso_tests::host::{Host, Isolation};
use schema_iso_tests::{Said, TcpServer};

use super::Other;

#[test]
fn a_plain_connection_over_tcp_is_logged_unless_the_address_means_it() {
    let server = TcpServer::start();
    let warnings = |url: &str, migrations: Option<&str>| {
        let mut builder = Host::builder(url)
            .pool(|pool| pool.max_size(2))
            .isolation(Isolation::Qualified)
            .register(Other);
        if let Some(url) = migrations {
            builder = builder.migration_url(url);
        }
        let (booted, warnings) = Said::warnings_of(|| builder.migrate());
        booted.unwrap();
        warnings
    };
    let (plain, socket) = (server.url(""), server.socket_url());
    let meant = server.url("&sslmode=disable");
    for (url, migrations, logged) in [
        (&*plain, None, 1),
        (&plain, Some(&*socket), 1),
        (&socket, Some(&*plain), 1),
        (&plain, Some(&*plain), 2),
        (&meant, None, 0),
        (&socket, None, 0),
    ] {
        let warnings = warnings(url, migrations);
        let found = warnings.matches("is not encrypted").count();
        assert_eq!(found, logged, "{url} {migrations:?}: {warnings}");
    }
}
