//! The account that the server runs as: PostgreSQL refuses root.

use std::fs;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::error::{Context, StartError};

/// The account that owns the server's files and processes.
#[derive(Debug, Clone)]
pub(crate) struct Account {
    pub(crate) uid: u32,
    /// Set when that is another account than the process's own.
    pub(crate) switch: Option<Switch>,
}

/// What it takes to become another account.
#[derive(Debug, Clone)]
pub(crate) struct Switch {
    pub(crate) name: String,
    pub(crate) gid: u32,
}

impl Account {
    /// The process's own account, or for root one that is not root.
    pub(crate) fn find() -> Result<Self, StartError> {
        let uid = own_uid()?;
        if uid != 0 {
            return Ok(Self { uid, switch: None });
        }
        let path = Path::new("/etc/passwd");
        let passwd = fs::read_to_string(path).context("read", path)?;
        ["postgres", "nobody"]
            .into_iter()
            .find_map(|name| Self::of(&passwd, name))
            .ok_or(StartError::NoAccount)
    }

    fn of(passwd: &str, name: &str) -> Option<Self> {
        passwd.lines().find_map(|line| {
            let mut fields = line.split(':');
            if fields.next()? != name {
                return None;
            }
            let uid = id(fields.nth(1)?)?;
            let gid = id(fields.next()?)?;
            (uid != 0).then(|| Self {
                uid,
                switch: Some(Switch {
                    name: name.to_owned(),
                    gid,
                }),
            })
        })
    }

    /// A command that runs as this account, in a directory that it may read,
    /// without the environment's settings for other servers.
    pub(crate) fn command(&self, program: impl AsRef<std::ffi::OsStr>) -> Command {
        let mut command = Command::new(program);
        command.current_dir("/").env("LC_ALL", "C");
        for name in [
            "PGDATA",
            "PGPORT",
            "PGOPTIONS",
            "PGDATESTYLE",
            "PGCLIENTENCODING",
        ] {
            command.env_remove(name);
        }
        if let Some(switch) = &self.switch {
            command.uid(self.uid).gid(switch.gid);
        }
        command.stdin(Stdio::null());
        command
    }

    /// Runs a command to its end; what it prints goes into the error.
    pub(crate) fn run(&self, command: &mut Command) -> Result<(), StartError> {
        let program = command.get_program().to_string_lossy().into_owned();
        let output = match command.output() {
            Ok(output) => output,
            Err(source) => return Err(StartError::Run { program, source }),
        };
        if output.status.success() {
            return Ok(());
        }
        let mut text = String::from_utf8_lossy(&output.stdout).into_owned();
        text.push_str(&String::from_utf8_lossy(&output.stderr));
        Err(StartError::Failed {
            program,
            status: output.status,
            output: text.trim().to_owned(),
        })
    }
}

/// macOS writes `nobody`'s ids as -2.
fn id(field: &str) -> Option<u32> {
    field
        .parse::<u32>()
        .ok()
        .or_else(|| field.parse::<i32>().ok().map(i32::cast_unsigned))
}

/// The standard library does not tell; `id` is in POSIX.
fn own_uid() -> Result<u32, StartError> {
    let program = || "id".to_owned();
    let output = Command::new("id")
        .arg("-u")
        .output()
        .map_err(|source| StartError::Run {
            program: program(),
            source,
        })?;
    let text = String::from_utf8_lossy(&output.stdout);
    text.trim().parse().map_err(|_| StartError::Failed {
        program: program(),
        status: output.status,
        output: text.trim().to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const PASSWD: &str = "root:x:0:0:root:/root:/bin/bash\n\
                          nobody:*:-2:-2:Unprivileged:/var/empty:/usr/bin/false\n\
                          postgres:x:101:104::/var/lib/postgresql:/bin/bash\n";

    #[test]
    fn reads_the_ids_of_an_account() {
        let account = Account::of(PASSWD, "postgres").unwrap();
        assert_eq!(account.uid, 101);
        assert_eq!(account.switch.unwrap().gid, 104);
        assert_eq!(Account::of(PASSWD, "nobody").unwrap().uid, u32::MAX - 1);
        assert!(Account::of(PASSWD, "post").is_none());
    }

    #[test]
    fn never_picks_an_account_that_is_root() {
        assert!(Account::of(PASSWD, "root").is_none());
    }
}
