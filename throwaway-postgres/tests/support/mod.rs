//! Just enough of a client to ask a server something.

use std::io::{self, Read, Write};
use std::os::unix::net::UnixStream;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// A session over PostgreSQL's simple query protocol.
#[derive(Debug)]
pub(crate) struct Session(UnixStream);

impl Session {
    /// Logs in without a password.
    pub(crate) fn open(socket_dir: &Path, user: &str, database: &str) -> io::Result<Self> {
        let mut session = Self(UnixStream::connect(socket_dir.join(".s.PGSQL.5432"))?);
        let parameters = format!("user\0{user}\0database\0{database}\0\0");
        let mut message = 196_608_u32.to_be_bytes().to_vec();
        message.extend(parameters.as_bytes());
        session.send(&message)?;
        session.answer()?;
        Ok(session)
    }

    /// Runs one statement and returns the first column of its rows.
    pub(crate) fn query(&mut self, sql: &str) -> io::Result<Vec<String>> {
        self.0.write_all(b"Q")?;
        self.send(format!("{sql}\0").as_bytes())?;
        self.answer()
    }

    fn send(&mut self, message: &[u8]) -> io::Result<()> {
        let length = u32::try_from(message.len() + 4).unwrap();
        self.0.write_all(&length.to_be_bytes())?;
        self.0.write_all(message)
    }

    /// Reads up to the point where the server waits for the next statement.
    fn answer(&mut self) -> io::Result<Vec<String>> {
        let mut rows = Vec::new();
        let mut failed = None;
        loop {
            let mut head = [0; 5];
            self.0.read_exact(&mut head)?;
            let length = u32::from_be_bytes(head[1..].try_into().unwrap());
            let mut body = vec![0; length as usize - 4];
            self.0.read_exact(&mut body)?;
            match head[0] {
                b'D' => {
                    let length = u32::from_be_bytes(body[2..6].try_into().unwrap()) as usize;
                    rows.push(String::from_utf8_lossy(&body[6..6 + length]).into_owned());
                }
                b'E' => failed = Some(String::from_utf8_lossy(&body).replace('\0', " ")),
                b'Z' => return failed.map_or(Ok(rows), |text| Err(io::Error::other(text))),
                _ => {}
            }
        }
    }
}

/// The process id of the server in a directory.
pub(crate) fn postmaster(socket_dir: &Path) -> u32 {
    let text = std::fs::read_to_string(socket_dir.join("data/postmaster.pid")).unwrap();
    text.lines().next().unwrap().parse().unwrap()
}

/// Whether a process lives; one that is dead but not waited for does not.
pub(crate) fn is_alive(pid: u32) -> bool {
    let exists = Command::new("/bin/sh")
        .args(["-c", "kill -0 \"$0\""])
        .arg(pid.to_string())
        .stderr(Stdio::null())
        .status()
        .unwrap()
        .success();
    let state = std::fs::read_to_string(format!("/proc/{pid}/stat"));
    exists && !state.is_ok_and(|text| text.contains(") Z "))
}

/// Waits for a condition.
pub(crate) fn wait_until(what: &str, mut holds: impl FnMut() -> bool) {
    let deadline = Instant::now() + Duration::from_secs(60);
    while !holds() {
        assert!(Instant::now() < deadline, "gave up waiting until {what}");
        thread::sleep(Duration::from_millis(5));
    }
}
