//! The process that stops the server and removes its data when its owner ends, in whatever way.

use std::io::{self, Write};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Child, ChildStdin, Stdio};

use crate::base::Base;
use crate::error::StartError;

/// Reads process ids, of which the last one counts, until the owner's end of
/// the pipe closes. Then stops that server and removes the directory.
///
/// A server that has just been started may ignore the first signal, so the
/// signal is sent in a loop. `kill` also succeeds on a dead process for which
/// its parent has not waited, and the first process of many containers never
/// waits; if there is a `/proc`, it shows that the process is dead. SIGKILL
/// comes last, after the 5 seconds that PostgreSQL takes for its own.
const SCRIPT: &str = r#"
trap '' HUP INT QUIT TERM
server=
while read -r word; do server=$word; done
tries=0
while [ -n "$server" ] && kill -QUIT "$server"; do
    read -r state <"/proc/$server/stat" || state=
    case $state in *') Z '*) break ;; esac
    tries=$((tries + 1))
    if [ "$tries" -gt 500 ]; then
        kill -KILL "$server"
        break
    fi
    sleep 0.02
done
tries=0
until rm -rf "$0" || [ "$tries" -gt 20 ]; do
    tries=$((tries + 1))
    sleep 0.05
done
"#;

/// A running watchdog. Dropped, it clears up and is waited for.
#[derive(Debug)]
pub(crate) struct Watchdog {
    process: Child,
    /// The only writing end: the standard library marks it close-on-exec, so
    /// no other child of this process keeps it open.
    pipe: Option<ChildStdin>,
}

impl Watchdog {
    /// Starts one for a server's directory, which need not exist yet.
    pub(crate) fn start(base: &Base, directory: &Path) -> Result<Self, StartError> {
        let mut process = base
            .account
            .command("/bin/sh")
            .args(["-c", SCRIPT])
            .arg(directory)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            // Ctrl-C goes to the terminal's whole process group.
            .process_group(0)
            .spawn()
            .map_err(|source| StartError::Run {
                program: "/bin/sh".to_owned(),
                source,
            })?;
        let pipe = process.stdin.take();
        Ok(Self { process, pipe })
    }

    /// Tells which process to stop; none if there is no server now.
    pub(crate) fn guard(&mut self, server: Option<u32>) -> io::Result<()> {
        let Some(pipe) = &mut self.pipe else {
            return Ok(());
        };
        match server {
            Some(pid) => writeln!(pipe, "{pid}"),
            None => writeln!(pipe),
        }
    }
}

impl Drop for Watchdog {
    fn drop(&mut self) {
        drop(self.pipe.take());
        let _ = self.process.wait();
    }
}
