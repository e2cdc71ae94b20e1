//! A copy while it is being made: a file that nobody else has, beside where the copy is wanted, locked as long as it is
//! written. What a program left that was killed is known by that nobody holds it.
use super::schema::{self, beside};
use super::unusable::Unusable;
use crate::lang::unwritten;
use anyhow::Result;
use std::fs::{self, File};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// What its name is made of; a number stands between them.
const NAME: [&str; 2] = ["linchpin-copy-", ".part"];

/// What the engine may leave beside it.
const LEFT: [&str; 3] = ["-journal", "-wal", "-shm"];

/// Goes with what was written, unless it gets a name.
pub(super) struct Part {
    path: PathBuf,
    held: File,
}

impl Part {
    /// An empty one in a folder, after what is left there of others that came to no end was taken away.
    pub fn begin(folder: &Path) -> Result<Self> {
        sweep(folder);
        let mut names = (1..).map(|n: u64| folder.join(format!("{}{n}{}", NAME[0], NAME[1])));
        loop {
            let path = names.next().unwrap_or_default();
            let held = match File::options().write(true).create_new(true).open(&path) {
                Err(error) if error.kind() == ErrorKind::AlreadyExists => continue,
                held => held.map_err(Unusable::from)?,
            };
            // Another may have taken it for what was left, before it was held.
            if is_own(&held) && is_at(&held, &path) {
                // A journal that is left of another would be played back into this one.
                forget_beside(&path);
                schema::private(&path)?;
                return Ok(Self { path, held });
            }
        }
    }

    /// Where it is written.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Takes the place of an empty file that was made for it, or of one that is to go.
    pub fn replace(self, to: &Path) -> Result<()> {
        Ok(fs::rename(&self.path, to).map_err(Unusable::from)?)
    }

    /// Gets a name that nothing has.
    pub fn name(self, to: &Path) -> Result<()> {
        if !claim(to)? {
            return Err(Unusable::Misnamed(unwritten::TAKEN).into());
        }
        self.replace(to).inspect_err(|_| drop(fs::remove_file(to)))
    }
}

impl Drop for Part {
    fn drop(&mut self) {
        // Under its own name it is there only where it got no other; that may be another's by now.
        if is_at(&self.held, &self.path) {
            remove(&self.path);
        }
    }
}

/// Makes an empty file of a name, so that it is nobody else's; false where there is something already.
pub(super) fn claim(to: &Path) -> Result<bool> {
    match File::options().write(true).create_new(true).open(to) {
        Ok(_) => Ok(true),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(false),
        Err(error) => Err(Unusable::from(error).into()),
    }
}

/// Takes away what is left in a folder of copies that nobody makes any more.
fn sweep(folder: &Path) {
    let Ok(found) = fs::read_dir(folder) else { return };
    for path in found.filter_map(|entry| Some(entry.ok()?.path())) {
        let is_left = || File::options().write(true).open(&path).is_ok_and(|file| is_free(&file));
        if is_part(&path.file_name().unwrap_or_default().to_string_lossy()) && is_left() {
            remove(&path);
        }
    }
}

fn is_part(name: &str) -> bool {
    let number = name.strip_prefix(NAME[0]).and_then(|rest| rest.strip_suffix(NAME[1]));
    number.is_some_and(|number| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()))
}

fn remove(path: &Path) {
    // Another may have taken it away already; what cannot be taken away is no reason to make no copy.
    let _ = fs::remove_file(path);
    forget_beside(path);
}

fn forget_beside(path: &Path) {
    for end in LEFT {
        let _ = fs::remove_file(beside(path, end));
    }
}

/// Whether nobody else holds it; it is held from then on, where a lock can be had.
#[cfg(unix)]
fn is_own(file: &File) -> bool {
    !matches!(file.try_lock(), Err(fs::TryLockError::WouldBlock))
}

/// Whether it is known that nobody makes it.
#[cfg(unix)]
fn is_free(file: &File) -> bool {
    file.try_lock().is_ok()
}

/// A lock would keep the engine out, too.
#[cfg(not(unix))]
fn is_own(_: &File) -> bool {
    true
}

/// The system lets nobody take away what another has open.
#[cfg(not(unix))]
fn is_free(_: &File) -> bool {
    true
}

/// Whether it is still called so.
#[cfg(unix)]
fn is_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let known = |file: std::io::Result<fs::Metadata>| file.ok().map(|file| (file.dev(), file.ino()));
    known(file.metadata()) == known(fs::symlink_metadata(path))
}

#[cfg(not(unix))]
fn is_at(_: &File, path: &Path) -> bool {
    path.exists()
}
