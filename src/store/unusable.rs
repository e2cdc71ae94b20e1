//! What is the matter with a file that cannot be used as it is, told from SQLite's own errors.
use crate::lang::unwritten::{self, unwritten};
use crate::lang::{Lang, Sentence, fault};
use rusqlite::ErrorCode::{
    CannotOpen, DatabaseBusy, DatabaseCorrupt, DatabaseLocked, DiskFull, NotADatabase, PermissionDenied, ReadOnly,
    SystemIoFailure,
};
use rusqlite::ffi::{SQLITE_IOERR_SHMSIZE, SQLITE_IOERR_WRITE};
use std::fmt;
use std::io::{self, ErrorKind};

/// The file cannot be used as it is, each with its own exit code.
#[derive(Clone, Debug)]
pub enum Unusable {
    /// Written by a later version of the program.
    Newer(i64),
    /// Not a workspace, or damaged.
    Damaged(String),
    /// Another holds it, it may not be written, or there is no room for it.
    Busy(Sentence),
}

impl Unusable {
    /// What an error says of the file; `None` where it is about something else.
    pub fn of(error: &anyhow::Error) -> Option<Self> {
        if let Some(known) = error.downcast_ref::<Self>() {
            return Some(known.clone());
        }
        let error = error.downcast_ref::<rusqlite::Error>()?;
        Some(Self::Busy(match error.sqlite_error_code()? {
            NotADatabase | DatabaseCorrupt => return Some(Self::Damaged(error.to_string())),
            DatabaseBusy | DatabaseLocked => unwritten::HELD.into(),
            ReadOnly | PermissionDenied => unwritten::READ_ONLY.into(),
            DiskFull => unwritten::FULL.into(),
            SystemIoFailure => match error.sqlite_error() {
                // What lies beside the file needs room, too, even where it is only read.
                Some(code) if code.extended_code == SQLITE_IOERR_SHMSIZE => unwritten::FULL.into(),
                // Not for want of room alone (that is `DiskFull`): a quota, or a disk that failed and is only read.
                Some(code) if code.extended_code == SQLITE_IOERR_WRITE => unwritten::TAKES_NOTHING.into(),
                _ => unwritten::disk(&error.to_string()),
            },
            CannotOpen => Sentence::plain(&error.to_string()),
            _ => return None,
        }))
    }

    /// The same of another file that could not be written; `None` where it is about something else.
    pub fn beside(error: &io::Error) -> Option<Self> {
        match error.kind() {
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => Some(Self::Busy(unwritten::FULL.into())),
            ErrorKind::ReadOnlyFilesystem | ErrorKind::PermissionDenied => {
                Some(Self::Busy(unwritten::READ_ONLY.into()))
            }
            _ => None,
        }
    }

    /// The same in words.
    pub fn text(&self, lang: Lang) -> String {
        let told = match self {
            Self::Newer(version) => fault::newer_file(*version),
            Self::Damaged(why) => fault::damaged_file(why),
            Self::Busy(why) => unwritten(why),
        };
        told.to(lang).to_owned()
    }
}

impl fmt::Display for Unusable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text(Lang::En))
    }
}

impl std::error::Error for Unusable {}

/// An error of SQLite's as what a person can do about it.
pub(super) fn unusable(error: anyhow::Error) -> anyhow::Error {
    match Unusable::of(&error) {
        Some(known) if !error.is::<Unusable>() => known.into(),
        _ => error,
    }
}

pub(super) fn busy(error: rusqlite::Error) -> anyhow::Error {
    unusable(error.into())
}
