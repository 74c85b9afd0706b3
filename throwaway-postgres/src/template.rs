//! The data directory that `initdb` made once, copied for each server.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process;

use crate::base::{Base, BaseLock};
use crate::binaries::Binaries;
use crate::error::{Context, StartError};

/// The suffix of a template that `initdb` has not finished.
pub(crate) const UNFINISHED: &str = ".unfinished";

/// Written last: how many files the template has, and how many bytes.
const MANIFEST: &str = "manifest";

/// Returns the data directory of the template, which is made first if there is
/// none or if it has lost files since, as happens to what lies in a temporary
/// directory.
pub(crate) fn prepare(
    base: &Base,
    _lock: &BaseLock,
    binaries: &Binaries,
    superuser: &str,
) -> Result<PathBuf, StartError> {
    let template = base.path.join(name(binaries, superuser));
    if is_intact(&template) {
        return Ok(template.join("data"));
    }
    if fs::symlink_metadata(&template).is_ok() {
        fs::remove_dir_all(&template).context("remove", &template)?;
    }
    let mut unfinished = template.clone().into_os_string();
    unfinished.push(format!(".{}{UNFINISHED}", process::id()));
    let unfinished = PathBuf::from(unfinished);
    let made = make(base, binaries, superuser, &unfinished)
        .and_then(|()| fs::rename(&unfinished, &template).context("rename", &unfinished));
    if made.is_err() {
        let _ = fs::remove_dir_all(&unfinished);
    }
    made.map(|()| template.join("data"))
}

/// Copies the template's data directory.
pub(crate) fn copy(base: &Base, data: &Path, to: &Path) -> Result<(), StartError> {
    // As the account, which must own the copy. GNU's cp shares the blocks
    // where the file system can.
    let mut cp = base.account.command("cp");
    cp.arg("-Rp").arg(data).arg(to);
    base.account.run(&mut cp)
}

fn make(
    base: &Base,
    binaries: &Binaries,
    superuser: &str,
    unfinished: &Path,
) -> Result<(), StartError> {
    let data = unfinished.join("data");
    let mut initdb = base.account.command(binaries.initdb());
    // Without `--no-sync`: this once, all must be on disk before the rename is,
    // or a power cut would leave a template of the right size full of zeros.
    initdb
        .args(["-A", "trust", "-E", "UTF8", "--locale=C", "-U"])
        .arg(superuser)
        .arg("-D")
        .arg(&data);
    base.account.run(&mut initdb)?;
    let size = Size::of(&data).context("measure", &data)?;
    let manifest = unfinished.join(MANIFEST);
    fs::write(&manifest, size.text()).context("write", &manifest)
}

/// A name for all that decides what `initdb` makes.
fn name(binaries: &Binaries, superuser: &str) -> String {
    let directory = binaries.directory.to_string_lossy();
    let hash = [directory.as_ref(), superuser]
        .iter()
        .fold(FNV_OFFSET, |hash, text| fnv1a(hash, text));
    format!("t-{}-{hash:016x}", binaries.version)
}

const FNV_OFFSET: u64 = 0xcbf2_9ce4_8422_2325;

/// FNV-1a, since the standard library's hash may change with its version. A
/// null byte closes each text.
fn fnv1a(hash: u64, text: &str) -> u64 {
    text.bytes().chain([0]).fold(hash, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

fn is_intact(template: &Path) -> bool {
    let Ok(manifest) = fs::read_to_string(template.join(MANIFEST)) else {
        return false;
    };
    Size::of(&template.join("data")).is_ok_and(|size| size.text() == manifest)
}

#[derive(Debug, Default, PartialEq)]
struct Size {
    entries: u64,
    bytes: u64,
}

impl Size {
    fn of(directory: &Path) -> io::Result<Self> {
        let mut size = Self::default();
        let mut open = vec![directory.to_owned()];
        while let Some(directory) = open.pop() {
            for entry in fs::read_dir(directory)? {
                let entry = entry?;
                let metadata = entry.metadata()?;
                size.entries += 1;
                if metadata.is_dir() {
                    open.push(entry.path());
                } else {
                    size.bytes += metadata.len();
                }
            }
        }
        Ok(size)
    }

    fn text(&self) -> String {
        format!("{} entries, {} bytes\n", self.entries, self.bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_tells_binaries_and_superusers_apart() {
        let of = |directory: &str, superuser: &str| {
            let binaries = Binaries {
                directory: PathBuf::from(directory),
                version: "15.13".to_owned(),
            };
            name(&binaries, superuser)
        };
        assert_eq!(of("/a", "postgres"), of("/a", "postgres"));
        assert_ne!(of("/a", "postgres"), of("/b", "postgres"));
        assert_ne!(of("/a", "bc"), of("/ab", "c"));
    }

    #[test]
    fn a_template_that_lost_a_file_is_not_intact() {
        let template = std::env::temp_dir().join(format!("template-{}", process::id()));
        let data = template.join("data");
        fs::create_dir_all(data.join("base/1")).unwrap();
        fs::write(data.join("base/1/2"), "12345").unwrap();
        assert!(!is_intact(&template), "no manifest");
        fs::write(template.join(MANIFEST), Size::of(&data).unwrap().text()).unwrap();
        assert!(is_intact(&template));
        fs::write(data.join("base/1/2"), "").unwrap();
        assert!(!is_intact(&template), "a file was cut");
        fs::remove_file(data.join("base/1/2")).unwrap();
        assert!(!is_intact(&template), "a file is gone");
        fs::remove_dir_all(template).unwrap();
    }
}
