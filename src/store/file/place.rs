//! Where a workspace lies: another connection to it is had there, as long as it is the same file.
use crate::lang::unwritten;
use crate::store::{Session, Store, Unusable};
use anyhow::Result;
use std::fs;
use std::path::{Path, PathBuf};

/// The file that was opened, and how: another thread opens it again.
pub struct Place {
    path: PathBuf,
    session: Session,
    /// Whether it was asked for that nothing is written.
    only_reads: bool,
    /// What the system knows the file by.
    file: Option<FileId>,
}

/// Its device, and its number there.
pub type FileId = (u64, u64);

/// What the system knows the file at a path by.
#[cfg(unix)]
pub fn identity(path: &Path) -> Option<FileId> {
    use std::os::unix::fs::MetadataExt;
    fs::metadata(path).ok().map(|file| (file.dev(), file.ino()))
}

#[cfg(not(unix))]
pub fn identity(path: &Path) -> Option<FileId> {
    fs::metadata(path).ok().map(|_| (0, 0))
}

impl Place {
    /// Another connection, that writes where the first one may.
    pub fn open(&self) -> Result<Store> {
        self.still_there()?;
        let open = if self.only_reads { Store::open_read_only } else { Store::open };
        open(&self.path, self.session)
    }

    /// What is written into a file that is no longer where it was opened would go with it.
    fn still_there(&self) -> Result<()> {
        if identity(&self.path) == self.file { Ok(()) } else { Err(Unusable::Busy(unwritten::GONE.into()).into()) }
    }
}

impl Store {
    /// Where it lies, for work aside that writes.
    pub fn place(&self) -> Place {
        Place { path: self.path.clone(), session: self.session, only_reads: self.only_reads, file: self.file }
    }

    /// Refuses to write where the file is gone.
    pub(in crate::store) fn still_there(&self) -> Result<()> {
        self.place().still_there()
    }
}
