//! PgBouncer in front of a throw-away server.

use std::fs::{self, DirBuilder};
use std::os::unix::fs::{DirBuilderExt, MetadataExt, chown};
use std::os::unix::process::CommandExt;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};

use diesel::pg::PgConnection;
use diesel::prelude::Connection;
use schema_iso_host::testing::Server;

use crate::wait_until;

const PORT: u16 = 6432;

/// Ends PgBouncer and removes its directory when the pipe from this process closes, however
/// this process ends.
const SCRIPT: &str = r#"
trap '' HUP INT TERM
PATH=$PATH:/usr/sbin:/usr/local/sbin
pgbouncer -q "$0/pgbouncer.ini" >"$0/log" 2>&1 &
cat >/dev/null
kill -KILL $!
wait
rm -rf "$0"
"#;

/// A PgBouncer on a Unix socket, which ends with the value or the process.
#[derive(Debug)]
pub struct Bouncer {
    directory: PathBuf,
    process: Child,
}

impl Bouncer {
    /// Starts one in a mode (`transaction`, `session`), with further lines of its
    /// configuration. `./setup` installs the program.
    #[must_use]
    pub fn start(server: &Server, mode: &str, lines: &[&str]) -> Self {
        static NEXT: AtomicUsize = AtomicUsize::new(0);
        let sockets = server
            .socket_dir()
            .expect("a server that this process started");
        // The server's account owns its sockets, and PgBouncer refuses to run as root.
        let account = fs::metadata(sockets).unwrap();
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let name = format!("schema-iso-bouncer-{}-{number}", std::process::id());
        let directory = std::env::temp_dir().join(name);
        DirBuilder::new().mode(0o755).create(&directory).unwrap();
        let configuration = format!(
            "[databases]\n* = host={} port=5432 user=postgres\n\
             [pgbouncer]\nunix_socket_dir = {}\nlisten_port = {PORT}\nauth_type = any\n\
             pool_mode = {mode}\nmax_client_conn = 200\n{}\n",
            sockets.display(),
            directory.display(),
            lines.join("\n"),
        );
        fs::write(directory.join("pgbouncer.ini"), configuration).unwrap();
        let mut command = Command::new("/bin/sh");
        command
            .args(["-c", SCRIPT])
            .arg(&directory)
            .stdin(Stdio::piped())
            .process_group(0);
        if fs::metadata(&directory).unwrap().uid() != account.uid() {
            chown(&directory, Some(account.uid()), Some(account.gid())).unwrap();
            command.uid(account.uid()).gid(account.gid());
        }
        let process = command.spawn().unwrap();
        let bouncer = Self { directory, process };
        wait_until("PgBouncer takes connections", || bouncer.is_ready());
        bouncer
    }

    /// The address of a database behind PgBouncer.
    #[must_use]
    pub fn url(&self, database: &str) -> String {
        let directory = self.directory.display().to_string().replace('/', "%2F");
        format!("postgres://postgres@/{database}?host={directory}&port={PORT}")
    }

    fn is_ready(&self) -> bool {
        let log = fs::read_to_string(self.directory.join("log")).unwrap_or_default();
        assert!(
            !log.contains("not found"),
            "PgBouncer is not installed; run ./setup"
        );
        let socket = self.directory.join(format!(".s.PGSQL.{PORT}"));
        socket.exists() && PgConnection::establish(&self.url("postgres")).is_ok()
    }
}

impl Drop for Bouncer {
    fn drop(&mut self) {
        drop(self.process.stdin.take());
        self.process.wait().ok();
    }
}
