//! TLS to the server, with the feature of the host that links it:
//! `cargo test -p schema-iso-tests --features tls --test tls`

use std::fs::{self, DirBuilder, Permissions};
use std::os::unix::fs::{DirBuilderExt, MetadataExt, PermissionsExt, chown};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};

use schema_iso_tests::host::{BootError, ConnectFailure, Host};
use schema_iso_tests::{Admin, Said, TcpServer, chain, migration, plugin, wait_until};

plugin!(
    Notes,
    "tls-notes",
    with_migrations(&[migration("001_a", "CREATE TABLE a ()", "DROP TABLE a")])
);

/// A server with TLS, and a directory with its certificate, which has gone with the value.
struct TlsServer {
    tcp: TcpServer,
    directory: PathBuf,
}

impl TlsServer {
    /// Starts a server whose certificate is for a name.
    fn start(name: &str) -> Self {
        let tcp = TcpServer::start();
        // The key must belong to the server's account, and nobody else may read it.
        let account = fs::metadata(tcp.server().socket_dir().unwrap()).unwrap();
        static NEXT: AtomicUsize = AtomicUsize::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let directory = format!("schema-iso-tls-{}-{number}", std::process::id());
        let directory = std::env::temp_dir().join(directory);
        DirBuilder::new().mode(0o755).create(&directory).unwrap();
        certify(&directory, name);
        let key = directory.join("key");
        fs::set_permissions(&key, Permissions::from_mode(0o600)).unwrap();
        if fs::metadata(&key).unwrap().uid() != account.uid() {
            chown(&key, Some(account.uid()), Some(account.gid())).unwrap();
        }
        let mut admin = Admin::at(&tcp.socket_url());
        for (setting, value) in [
            ("ssl_cert_file", directory.join("certificate")),
            ("ssl_key_file", key),
            ("ssl", PathBuf::from("on")),
        ] {
            admin.run(&format!(
                "ALTER SYSTEM SET {setting} TO '{}'",
                value.display()
            ));
        }
        admin.run("SELECT pg_reload_conf()");
        wait_until("the server has TLS", || {
            admin.text("SELECT current_setting('ssl')") == "on"
        });
        Self { tcp, directory }
    }

    fn url(&self, sslmode: &str, certificate: &Path) -> String {
        let certificate = certificate.display().to_string().replace('/', "%2F");
        self.tcp
            .url(&format!("&sslmode={sslmode}&sslrootcert={certificate}"))
    }

    fn certificate(&self) -> PathBuf {
        self.directory.join("certificate")
    }
}

impl Drop for TlsServer {
    fn drop(&mut self) {
        fs::remove_dir_all(&self.directory).ok();
    }
}

/// Makes a key and a certificate that it has signed itself.
fn certify(directory: &Path, name: &str) {
    let made = Command::new("openssl")
        .args(
            "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 1".split(' '),
        )
        .args(["-subj", &format!("/CN={name}")])
        .args(["-addext", &format!("subjectAltName=DNS:{name}")])
        .arg("-keyout")
        .arg(directory.join("key"))
        .arg("-out")
        .arg(directory.join("certificate"))
        .output()
        .expect("openssl is installed");
    assert!(made.status.success(), "{made:?}");
}

fn boot(url: &str) -> Result<Host, BootError> {
    let builder = Host::builder(url).pool(|pool| pool.max_size(2));
    builder.register(Notes).migrate()?.init()
}

#[track_caller]
fn refused(url: &str) -> String {
    match boot(url).map(drop).unwrap_err() {
        BootError::Connect {
            source: ConnectFailure::Refused { message },
        } => message,
        other => panic!("{}", chain(&other)),
    }
}

#[test]
fn a_host_encrypts_its_connections_and_checks_the_server() {
    let server = TlsServer::start("localhost");
    let certificate = server.certificate();
    let mut admin = Admin::at(&server.tcp.socket_url());
    for sslmode in ["prefer", "require", "verify-ca", "verify-full"] {
        let url = server.url(sslmode, &certificate);
        let (host, warnings) = Said::warnings_of(|| boot(&url));
        let host = host.unwrap_or_else(|error| panic!("{sslmode}: {}", chain(&error)));
        assert!(!warnings.contains("not encrypted"), "{warnings}");
        let mut conn = host.connect::<Notes>().unwrap();
        let raw = schema_iso_query::door::raw_connection(&mut conn).unwrap();
        diesel::connection::SimpleConnection::batch_execute(raw, "SELECT 1").unwrap();
        assert!(
            admin.holds(
                "(SELECT count(*) > 0 AND bool_and(ssl) FROM pg_stat_ssl \
                  JOIN pg_stat_activity USING (pid) WHERE client_addr IS NOT NULL)"
            ),
            "{sslmode}"
        );
    }
}

#[test]
fn a_server_that_cannot_be_trusted_is_refused() {
    let server = TlsServer::start("localhost");
    let other = TlsServer::start("elsewhere");
    let message = refused(&server.url("verify-full", &other.certificate()));
    assert!(message.contains("certificate verify failed"), "{message}");
    // The certificate is good, but not for this name.
    let message = refused(&other.url("verify-full", &other.certificate()));
    assert!(message.contains("elsewhere"), "{message}");
    boot(&other.url("verify-ca", &other.certificate())).unwrap();
    let message = refused(&server.url("verify-full", Path::new("/no/such/file")));
    assert!(message.contains("/no/such/file"), "{message}");
}

#[test]
fn a_server_without_tls_is_refused_where_it_is_required() {
    let server = TcpServer::start();
    let message = refused(&server.url("&sslmode=require"));
    assert!(message.contains("SSL"), "{message}");
    let (booted, warnings) = Said::warnings_of(|| boot(&server.url("&sslmode=prefer")));
    booted.unwrap();
    assert!(warnings.contains("not encrypted"), "{warnings}");
}
