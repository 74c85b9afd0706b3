//! The server's first process: starting it, waiting for it, stopping it.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::account::Account;
use crate::binaries::Binaries;
use crate::error::{Context, StartError, StopError};
use crate::watchdog::Watchdog;

const START_LIMIT: Duration = Duration::from_secs(60);
const STOP_LIMIT: Duration = Duration::from_secs(30);
const POLL: Duration = Duration::from_millis(3);

/// How much of the log is shown.
const LOG_TAIL: u64 = 16 * 1024;

/// How the server is asked to stop.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Shutdown {
    /// Rolls back what is under way and writes a checkpoint.
    Fast,
    /// As after a crash: the next start recovers from the log.
    Immediate,
}

/// A server's process in its directory.
#[derive(Debug)]
pub(crate) struct Postmaster {
    process: Child,
    account: Account,
    directory: PathBuf,
}

impl Postmaster {
    /// Starts the server on `<directory>/data` and waits until it is ready.
    pub(crate) fn start(
        account: &Account,
        binaries: &Binaries,
        directory: &Path,
        watchdog: &mut Watchdog,
    ) -> Result<Self, StartError> {
        let log_path = directory.join("log");
        let log = OpenOptions::new()
            .create(true)
            .append(true)
            .open(&log_path)
            .context("open", &log_path)?;
        let log_too = log.try_clone().context("open", &log_path)?;
        let failed = |source| StartError::Run {
            program: binaries.postgres().display().to_string(),
            source,
        };
        // The shell becomes the server only once the watchdog knows it, and
        // ends if this process dies before.
        let mut process = account
            .command("/bin/sh")
            .args(["-c", "read -r go && exec \"$0\" \"$@\" </dev/null"])
            .arg(binaries.postgres())
            .arg("-D")
            .arg(directory.join("data"))
            .stdin(Stdio::piped())
            .stdout(log)
            .stderr(log_too)
            .process_group(0)
            .spawn()
            .map_err(failed)?;
        let gate = process.stdin.take();
        let mut postmaster = Self {
            process,
            account: account.clone(),
            directory: directory.to_owned(),
        };
        let opened = watchdog
            .guard(Some(postmaster.process.id()))
            .and_then(|()| gate.map_or(Ok(()), |mut gate| gate.write_all(b"go\n")));
        if let Err(source) = opened {
            let _ = postmaster.process.kill();
            let _ = postmaster.process.wait();
            return Err(failed(source));
        }
        match postmaster.wait_until_ready() {
            Ok(()) => Ok(postmaster),
            Err(error) => {
                let _ = postmaster.stop(Shutdown::Immediate);
                let _ = watchdog.guard(None);
                Err(error)
            }
        }
    }

    fn wait_until_ready(&mut self) -> Result<(), StartError> {
        let status_path = self.directory.join("data/postmaster.pid");
        let pid = self.process.id().to_string();
        let deadline = Instant::now() + START_LIMIT;
        loop {
            if fs::read_to_string(&status_path).is_ok_and(|text| is_ready(&text, &pid)) {
                return Ok(());
            }
            let ended = self.process.try_wait().map_err(|source| StartError::Run {
                program: "postgres".to_owned(),
                source,
            })?;
            if let Some(status) = ended {
                return Err(StartError::Exited {
                    status,
                    log: log_tail(&self.directory),
                });
            }
            if Instant::now() > deadline {
                return Err(StartError::NotReady {
                    seconds: START_LIMIT.as_secs(),
                    log: log_tail(&self.directory),
                });
            }
            thread::sleep(POLL);
        }
    }

    /// Stops the server and waits until it is gone. One that has ended already
    /// is as good.
    pub(crate) fn stop(&mut self, shutdown: Shutdown) -> Result<(), StopError> {
        let signal = match shutdown {
            Shutdown::Fast => "INT",
            Shutdown::Immediate => "QUIT",
        };
        let deadline = Instant::now() + STOP_LIMIT;
        let pid = self.process.id().to_string();
        // Not yet waited for, so the id is still this process's.
        while self.is_running()? {
            if Instant::now() > deadline {
                return Err(StopError::StillRunning {
                    seconds: STOP_LIMIT.as_secs(),
                    log: log_tail(&self.directory),
                });
            }
            // The standard library sends SIGKILL only. Sent again after a
            // while, in case the server was too young to heed it.
            self.account
                .command("/bin/sh")
                .args(["-c", "kill -s \"$0\" \"$1\"", signal, &pid])
                .stderr(Stdio::null())
                .status()
                .map_err(|source| StopError::Signal { source })?;
            let again = Instant::now() + Duration::from_millis(200);
            while self.is_running()? && Instant::now() < again {
                thread::sleep(POLL);
            }
        }
        Ok(())
    }

    fn is_running(&mut self) -> Result<bool, StopError> {
        match self.process.try_wait() {
            Ok(status) => Ok(status.is_none()),
            Err(source) => Err(StopError::Signal { source }),
        }
    }
}

/// The eighth line of `postmaster.pid` is the server's state.
fn is_ready(text: &str, pid: &str) -> bool {
    let mut lines = text.lines();
    lines.next() == Some(pid) && lines.nth(6).is_some_and(|state| state.trim() == "ready")
}

/// The end of the server's log, from the start of a line.
pub(crate) fn log_tail(directory: &Path) -> String {
    read_tail(&directory.join("log")).unwrap_or_default()
}

fn read_tail(path: &Path) -> io::Result<String> {
    let mut file = File::open(path)?;
    let start = file.metadata()?.len().saturating_sub(LOG_TAIL);
    file.seek(SeekFrom::Start(start))?;
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes)?;
    let text = String::from_utf8_lossy(&bytes);
    Ok(match text.split_once('\n') {
        Some((_, whole)) if start > 0 => whole.to_owned(),
        _ => text.into_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_eighth_line_tells_whether_the_server_is_ready() {
        let text = |state| format!("42\n/data\n1700000000\n5432\n/run\n\n  1 2\n{state}\n");
        assert!(is_ready(&text("ready   "), "42"));
        assert!(!is_ready(&text("starting"), "42"));
        assert!(!is_ready(&text("ready"), "43"), "left by a server before");
        assert!(!is_ready("42\n/data\n", "42"), "written in part");
    }
}
