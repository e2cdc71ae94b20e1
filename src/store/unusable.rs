//! What is the matter with a file that cannot be used as it is, told from SQLite's own errors.
use crate::lang::{Lang, fault};
use rusqlite::ErrorCode::{
    CannotOpen, DatabaseBusy, DatabaseCorrupt, DatabaseLocked, DiskFull, NotADatabase, PermissionDenied, ReadOnly,
};
use std::fmt;

/// The file cannot be used as it is, each with its own exit code.
#[derive(Clone, Debug)]
pub enum Unusable {
    /// Written by a later version of the program.
    Newer(i64),
    /// Not a workspace, or damaged.
    Damaged(String),
    /// Another holds it, or it may not be written.
    Busy(String),
}

impl Unusable {
    /// What an error says of the file; `None` where it is about something else.
    pub fn of(error: &anyhow::Error) -> Option<Self> {
        if let Some(known) = error.downcast_ref::<Self>() {
            return Some(known.clone());
        }
        let error = error.downcast_ref::<rusqlite::Error>()?;
        match error.sqlite_error_code()? {
            NotADatabase | DatabaseCorrupt => Some(Self::Damaged(error.to_string())),
            CannotOpen | DatabaseBusy | DatabaseLocked | ReadOnly | PermissionDenied | DiskFull => {
                Some(Self::Busy(error.to_string()))
            }
            _ => None,
        }
    }

    /// The same in words.
    pub fn text(&self, lang: Lang) -> String {
        let told = match self {
            Self::Newer(version) => fault::newer_file(*version),
            Self::Damaged(why) => fault::damaged_file(why),
            Self::Busy(why) => fault::busy_file(why),
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
