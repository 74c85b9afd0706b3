//! Finds `initdb` and `postgres`.

use std::env;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::error::StartError;

/// The server's programs, and which version they are.
#[derive(Debug, Clone)]
pub(crate) struct Binaries {
    pub(crate) directory: PathBuf,
    pub(crate) version: String,
}

impl Binaries {
    /// Looks in the order that the crate's documentation gives.
    pub(crate) fn find() -> Result<Self, StartError> {
        if let Some(directory) = env::var_os("PG_BIN_DIR").filter(|value| !value.is_empty()) {
            let directory = PathBuf::from(directory);
            return match complete(&directory) {
                Some(found) => Self::in_directory(found),
                None => Err(StartError::NoBinariesInPgBinDir { directory }),
            };
        }
        on_path()
            .or_else(from_pg_config)
            .or_else(in_usual_places)
            .ok_or(StartError::NoBinaries)
            .and_then(Self::in_directory)
    }

    pub(crate) fn initdb(&self) -> PathBuf {
        self.directory.join("initdb")
    }

    pub(crate) fn postgres(&self) -> PathBuf {
        self.directory.join("postgres")
    }

    fn in_directory(directory: PathBuf) -> Result<Self, StartError> {
        let program = directory.join("postgres");
        let failed = |source| StartError::Run {
            program: program.display().to_string(),
            source,
        };
        let output = Command::new(&program)
            .arg("--version")
            .output()
            .map_err(failed)?;
        let text = String::from_utf8_lossy(&output.stdout);
        match version(&text) {
            Some(version) if output.status.success() => Ok(Self { directory, version }),
            _ => Err(StartError::Failed {
                program: program.display().to_string(),
                status: output.status,
                output: String::from_utf8_lossy(&output.stderr).trim().to_owned(),
            }),
        }
    }
}

/// `postgres (PostgreSQL) 15.13 (Debian 15.13-0+deb12u1)` is 15.13.
fn version(text: &str) -> Option<String> {
    let (_, rest) = text.split_once("(PostgreSQL)")?;
    rest.split_whitespace().next().map(str::to_owned)
}

fn on_path() -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    env::split_paths(&path).find_map(|directory| complete(&directory))
}

fn from_pg_config() -> Option<PathBuf> {
    let output = Command::new("pg_config")
        .arg("--bindir")
        .stdin(Stdio::null())
        .output()
        .ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    complete(Path::new(text.trim()))
}

fn in_usual_places() -> Option<PathBuf> {
    [
        ("/usr/lib/postgresql", "", "bin"),
        ("/usr", "pgsql-", "bin"),
        ("/opt/homebrew/opt", "postgresql@", "bin"),
        ("/usr/local/opt", "postgresql@", "bin"),
    ]
    .into_iter()
    .find_map(|(parent, prefix, below)| newest(Path::new(parent), prefix, below))
    .or_else(|| {
        [
            "/usr/local/opt/postgresql/bin",
            "/opt/homebrew/opt/postgresql/bin",
            "/Applications/Postgres.app/Contents/Versions/latest/bin",
        ]
        .into_iter()
        .find_map(|directory| complete(Path::new(directory)))
    })
}

/// The complete `<parent>/<prefix><version>/<below>` with the highest version.
fn newest(parent: &Path, prefix: &str, below: &str) -> Option<PathBuf> {
    let mut found: Vec<(Vec<u32>, PathBuf)> = fs::read_dir(parent)
        .ok()?
        .flatten()
        .filter_map(|entry| {
            let name = entry.file_name();
            let version = name.to_str()?.strip_prefix(prefix)?;
            let numbers = version.split('.').map(|part| part.parse().ok());
            Some((numbers.collect::<Option<_>>()?, entry.path().join(below)))
        })
        .collect();
    found.sort();
    found
        .iter()
        .rev()
        .find_map(|(_, directory)| complete(directory))
}

/// The directory, with links resolved, if it has both programs.
///
/// `initdb` looks for `postgres` and for the shared files beside its real
/// path, so a link to it is followed first.
fn complete(directory: &Path) -> Option<PathBuf> {
    let real = |name: &str| {
        let path = directory.join(name).canonicalize().ok()?;
        path.parent().map(Path::to_owned)
    };
    [real("initdb"), real("postgres"), Some(directory.to_owned())]
        .into_iter()
        .flatten()
        .find(|directory| {
            directory.is_absolute()
                && ["initdb", "postgres"]
                    .iter()
                    .all(|name| is_program(&directory.join(name)))
        })
}

fn is_program(path: &Path) -> bool {
    path.metadata()
        .is_ok_and(|metadata| metadata.is_file() && metadata.permissions().mode() & 0o111 != 0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::symlink;

    fn directory(name: &str) -> PathBuf {
        let path = env::temp_dir().join(format!("binaries-{}-{name}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).unwrap();
        path
    }

    fn install(directory: &Path) {
        fs::create_dir_all(directory).unwrap();
        for name in ["initdb", "postgres"] {
            let path = directory.join(name);
            fs::write(&path, "").unwrap();
            fs::set_permissions(path, fs::Permissions::from_mode(0o755)).unwrap();
        }
    }

    #[test]
    fn reads_the_version() {
        let text = "postgres (PostgreSQL) 15.13 (Debian 15.13-0+deb12u1)\n";
        assert_eq!(version(text).as_deref(), Some("15.13"));
        assert_eq!(version("postgres: not found"), None);
    }

    #[test]
    fn takes_the_highest_version_that_is_complete() {
        let parent = directory("newest");
        install(&parent.join("9.6/bin"));
        install(&parent.join("10/bin"));
        fs::create_dir_all(parent.join("18/bin")).unwrap();
        install(&parent.join("other/bin"));
        let expected = parent.join("10/bin").canonicalize().unwrap();
        assert_eq!(newest(&parent, "", "bin"), Some(expected));
        fs::remove_dir_all(parent).unwrap();
    }

    #[test]
    fn follows_a_link_to_where_the_programs_are() {
        let parent = directory("links");
        install(&parent.join("real"));
        fs::create_dir(parent.join("links")).unwrap();
        symlink(parent.join("real/initdb"), parent.join("links/initdb")).unwrap();
        let expected = parent.join("real").canonicalize().unwrap();
        assert_eq!(complete(&parent.join("links")), Some(expected));
        fs::remove_dir_all(parent).unwrap();
    }

    #[test]
    fn a_file_that_cannot_be_run_is_no_program() {
        let parent = directory("mode");
        install(&parent);
        let path = parent.join("postgres");
        fs::set_permissions(path, fs::Permissions::from_mode(0o644)).unwrap();
        assert_eq!(complete(&parent), None);
        fs::remove_dir_all(parent).unwrap();
    }
}
