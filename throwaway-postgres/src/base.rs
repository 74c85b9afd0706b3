//! The directory that holds the template and one directory for each server.

use std::env;
use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::ErrorKind;
use std::os::unix::fs::{DirBuilderExt, MetadataExt, chown};
use std::path::{Path, PathBuf};
use std::process;

use crate::account::Account;
use crate::error::{Context, StartError};
use crate::url::PORT;

/// What `sun_path` holds, less the null byte at its end.
const SOCKET_PATH_LIMIT: usize = if cfg!(target_os = "linux") { 107 } else { 103 };

const SERVER_PREFIX: &str = "s-";

/// A directory that only the server's account may enter.
#[derive(Debug)]
pub(crate) struct Base {
    pub(crate) path: PathBuf,
    pub(crate) account: Account,
}

/// A lock that is held while entries of the base directory are created or removed.
#[derive(Debug)]
pub(crate) struct BaseLock(#[expect(dead_code, reason = "closing the file unlocks it")] File);

/// One server's directory. Its owner holds a lock on a file in it for as long
/// as it lives, which is how others know that it does.
#[derive(Debug)]
pub(crate) struct ServerDirectory {
    pub(crate) path: PathBuf,
    _owner: File,
}

impl Base {
    /// Opens the one in the temporary directory, or else, where its path is
    /// too long or the server's account cannot reach it, in `/tmp`.
    pub(crate) fn open(account: Account) -> Result<Self, StartError> {
        let given = env::temp_dir();
        let given = std::path::absolute(&given).context("resolve", &given)?;
        match Self::open_in(&given, &account) {
            Ok(path) => Ok(Self { path, account }),
            Err(error) => match Self::open_in(Path::new("/tmp"), &account) {
                Ok(path) => Ok(Self { path, account }),
                Err(_) => Err(error),
            },
        }
    }

    fn open_in(parent: &Path, account: &Account) -> Result<PathBuf, StartError> {
        let path = parent.join(format!("throwaway-postgres-{}", account.uid));
        let longest = path.join(format!("{SERVER_PREFIX}{}-999/.s.PGSQL.{PORT}", u32::MAX));
        if longest.as_os_str().len() > SOCKET_PATH_LIMIT {
            return Err(StartError::SocketPathTooLong {
                path: longest,
                limit: SOCKET_PATH_LIMIT,
            });
        }
        create_private(&path, account, true)?;
        let metadata = fs::symlink_metadata(&path).context("inspect", &path)?;
        let trusted =
            metadata.is_dir() && metadata.uid() == account.uid && metadata.mode() & 0o022 == 0;
        if !trusted {
            return Err(StartError::UntrustedDirectory { path });
        }
        if let Some(switch) = &account.switch {
            let mut enter = account.command("/bin/sh");
            enter.args(["-c", "cd \"$0\""]).arg(&path);
            if account.run(&mut enter).is_err() {
                // Only if it is empty, that is, if it was made just now.
                let _ = fs::remove_dir(&path);
                return Err(StartError::Unreachable {
                    account: switch.name.clone(),
                    path,
                });
            }
        }
        Ok(path)
    }

    /// Waits until no other process makes or removes entries.
    pub(crate) fn lock(&self) -> Result<BaseLock, StartError> {
        let path = self.path.join("lock");
        let file = OpenOptions::new()
            .create(true)
            .append(true)
            .open(&path)
            .context("open", &path)?;
        give(&path, &self.account)?;
        file.lock().context("lock", &path)?;
        Ok(BaseLock(file))
    }

    /// Returns where a server of this process can have its directory.
    pub(crate) fn free_path(&self, _lock: &BaseLock) -> PathBuf {
        // Other servers of this process have the numbers before, or what one
        // with the same process id has left.
        (0_u32..)
            .map(|number| format!("{SERVER_PREFIX}{}-{number}", process::id()))
            .map(|name| self.path.join(name))
            .find(|path| fs::symlink_metadata(path).is_err())
            .expect("a directory has fewer than 2^32 entries")
    }

    /// Makes that directory.
    pub(crate) fn create_server(
        &self,
        _lock: &BaseLock,
        path: PathBuf,
    ) -> Result<ServerDirectory, StartError> {
        create_private(&path, &self.account, false)?;
        let owner_path = path.join("owner");
        let owner = File::create_new(&owner_path).context("create", &owner_path)?;
        owner.lock().context("lock", &owner_path)?;
        Ok(ServerDirectory {
            path,
            _owner: owner,
        })
    }

    /// Removes, as far as it can, what processes that no longer live have
    /// left: only a watchdog that was killed itself leaves something.
    pub(crate) fn sweep(&self, _lock: &BaseLock) {
        let Ok(entries) = fs::read_dir(&self.path) else {
            return;
        };
        for path in entries.flatten().map(|entry| entry.path()) {
            let Some(name) = path.file_name().and_then(|name| name.to_str()) else {
                continue;
            };
            let abandoned = if name.starts_with(SERVER_PREFIX) {
                !self.is_owned(&path) && !self.has_postmaster(&path)
            } else {
                // Templates are made under the lock, so no other process creates this one.
                name.ends_with(crate::template::UNFINISHED)
            };
            if abandoned {
                let _ = fs::remove_dir_all(&path);
            }
        }
    }

    /// The owner's file is made under the lock: where it is not, the directory
    /// is on its way out.
    fn is_owned(&self, server: &Path) -> bool {
        match File::open(server.join("owner")) {
            Ok(owner) => owner.try_lock().is_err(),
            Err(error) => error.kind() != ErrorKind::NotFound,
        }
    }

    fn has_postmaster(&self, server: &Path) -> bool {
        let Ok(text) = fs::read_to_string(server.join("data/postmaster.pid")) else {
            return false;
        };
        let Some(pid) = text.lines().next().filter(|pid| pid.parse::<u32>().is_ok()) else {
            return false;
        };
        let mut signal = self.account.command("/bin/sh");
        signal.args(["-c", "kill -0 \"$0\"", pid]);
        self.account.run(&mut signal).is_ok()
    }
}

impl Drop for ServerDirectory {
    fn drop(&mut self) {
        // The watchdog has done so, unless it was killed.
        let _ = fs::remove_dir_all(&self.path);
    }
}

/// Makes a directory that only the account may enter.
fn create_private(path: &Path, account: &Account, may_exist: bool) -> Result<(), StartError> {
    match DirBuilder::new().mode(0o700).create(path) {
        Err(error) if may_exist && error.kind() == ErrorKind::AlreadyExists => {
            // Another root process may stand between its two steps.
            let owner = fs::symlink_metadata(path).context("inspect", path)?.uid();
            if account.switch.is_none() || owner != 0 {
                return Ok(());
            }
        }
        created => created.context("create", path)?,
    }
    give(path, account)
}

/// Makes the account the owner of a file that root has made.
fn give(path: &Path, account: &Account) -> Result<(), StartError> {
    match &account.switch {
        Some(switch) => {
            chown(path, Some(account.uid), Some(switch.gid)).context("change the owner of", path)
        }
        None => Ok(()),
    }
}
