//! What is the matter with a file that cannot be used as it is, told from SQLite's own errors.
use super::only_read::lacks_room;
use super::pages::NO_TABLE;
use crate::lang::broken::unforeseen;
use crate::lang::unwritten::{self, unwritten};
use crate::lang::{Lang, Sentence, Text, cell, fault, health};
use crate::store::search::{DERIVED, SHADOWS, WORDS};
use crate::store::{Missing, Unread};
use rusqlite::Error;
use rusqlite::ErrorCode::{
    CannotOpen, DatabaseBusy, DatabaseCorrupt, DatabaseLocked, NotADatabase, PermissionDenied, ReadOnly,
    SystemIoFailure,
};
use rusqlite::ffi::{SQLITE_CONSTRAINT_FOREIGNKEY, SQLITE_IOERR_WRITE};
use std::fmt;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

/// The file cannot be used as it is, each with its own exit code.
#[derive(Clone, Debug)]
pub enum Unusable {
    /// Written by a later version of the program.
    Newer(i64),
    /// Not a workspace, or damaged, and what of it.
    Damaged(Sentence),
    /// Cut to nothing, and the newest of its copies, if there are any.
    Emptied(Option<PathBuf>),
    /// What keeps its journal is not as this program makes it.
    Unfollowed,
    /// A table is gone that follows from the records.
    Unindexed(String),
    /// A record leads to what is not there, so that it cannot be saved.
    Astray,
    /// It was to be put back, and is no copy of a workspace, or damaged, and what of it.
    NoCopy(Sentence),
    /// Another holds it, it may not be written, or there is no room for it.
    Busy(Sentence),
    /// It is not there, and what was asked makes none.
    NoFile,
    /// Its folder is not there.
    NoFolder,
    /// No file can be called so: a folder is.
    Misnamed(Text),
}

impl Unusable {
    /// What an error says of the file; `None` where it is about something else.
    pub fn of(error: &anyhow::Error) -> Option<Self> {
        if let Some(known) = error.downcast_ref::<Self>() {
            return Some(known.clone());
        }
        let error = error.downcast_ref::<rusqlite::Error>()?;
        if let Some(table) = no_table(error) {
            let of_words = |words: &&str| table.strip_prefix(*words).is_some_and(|end| SHADOWS.contains(&end));
            let follows = WORDS.contains(&table) || DERIVED.contains(&table) || WORDS.iter().any(of_words);
            return Some(if follows { Self::Unindexed(table.into()) } else { Self::Damaged(fault::no_table(table)) });
        }
        if error.sqlite_error().is_some_and(|error| error.extended_code == SQLITE_CONSTRAINT_FOREIGNKEY) {
            return Some(Self::Astray);
        }
        Some(Self::Busy(match error.sqlite_error_code()? {
            // What lies beside the file needs room, too, even where it is only read.
            _ if lacks_room(error) => unwritten::FULL.into(),
            NotADatabase | DatabaseCorrupt => return Some(Self::Damaged(fault::engine(&error.to_string()))),
            DatabaseBusy | DatabaseLocked => unwritten::HELD.into(),
            ReadOnly | PermissionDenied => unwritten::READ_ONLY.into(),
            SystemIoFailure => match error.sqlite_error() {
                // Not for want of room alone: a quota, or a disk that failed and is only read.
                Some(code) if code.extended_code == SQLITE_IOERR_WRITE => unwritten::TAKES_NOTHING.into(),
                _ => unwritten::disk(&error.to_string()),
            },
            CannotOpen => unwritten::unopened(&error.to_string()),
            _ => return None,
        }))
    }

    /// The same in words.
    pub fn told(&self) -> Sentence {
        match self {
            Self::Newer(version) => fault::newer_file(*version),
            Self::Damaged(why) => fault::damaged_file(why),
            Self::Emptied(Some(copy)) => fault::emptied(&copy.display().to_string()),
            Self::Emptied(None) => health::EMPTIED.into(),
            Self::Unfollowed => health::UNFOLLOWED.into(),
            Self::Unindexed(table) => health::unindexed(table),
            Self::Astray => health::LEADS_NOWHERE.into(),
            Self::NoCopy(why) => health::no_copy(why),
            Self::Busy(why) => unwritten(why),
            Self::NoFile => unwritten::NO_FILE.into(),
            Self::NoFolder => unwritten::NO_FOLDER.into(),
            Self::Misnamed(why) => (*why).into(),
        }
    }
}

/// The table that an error says is gone.
fn no_table(error: &rusqlite::Error) -> Option<&str> {
    let (Error::SqlInputError { msg: said, .. } | Error::SqliteFailure(_, Some(said))) = error else { return None };
    let table = said.strip_prefix(NO_TABLE)?;
    Some(table.strip_prefix("main.").unwrap_or(table))
}

/// What the system says of any file or folder that could not be written.
impl From<io::Error> for Unusable {
    fn from(error: io::Error) -> Self {
        Self::Busy(match error.kind() {
            ErrorKind::NotFound | ErrorKind::NotADirectory | ErrorKind::AlreadyExists => return Self::NoFolder,
            ErrorKind::IsADirectory => return Self::Misnamed(unwritten::A_FOLDER),
            ErrorKind::InvalidFilename | ErrorKind::InvalidInput => return Self::Misnamed(unwritten::NO_NAME),
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => unwritten::FULL.into(),
            ErrorKind::FileTooLarge => unwritten::TOO_LARGE.into(),
            ErrorKind::ReadOnlyFilesystem => unwritten::READ_ONLY_FOLDER.into(),
            ErrorKind::PermissionDenied => unwritten::NOT_ALLOWED.into(),
            _ => unwritten::disk(&error.to_string()),
        })
    }
}

impl fmt::Display for Unusable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.told().to(Lang::En))
    }
}

impl std::error::Error for Unusable {}

/// An error of SQLite's as what a person can do about it.
pub(in crate::store) fn unusable(error: anyhow::Error) -> anyhow::Error {
    match Unusable::of(&error) {
        Some(known) if !error.is::<Unusable>() => known.into(),
        _ => error,
    }
}

pub(in crate::store) fn busy(error: rusqlite::Error) -> anyhow::Error {
    unusable(error.into())
}

/// What an error says of a record that is not there, or cannot be read, or of a file, which it is in front; `None` where it is about
/// something else.
pub fn told(error: &anyhow::Error) -> Option<Sentence> {
    if let Some(missing) = error.downcast_ref::<Missing>() {
        return Some(missing.told());
    }
    if let Some(cell) = error.downcast_ref::<Unread>() {
        return Some(health::unread_until_repaired(&cell.told()));
    }
    let told = Unusable::of(error)?.told();
    let named = error.is::<Unusable>() && error.to_string() != told.to(Lang::En);
    Some(if named { cell::in_file(&error.to_string(), &told) } else { told })
}

/// The same of any error: what nobody foresaw is a breakage.
pub fn told_whole(error: &anyhow::Error) -> Sentence {
    told(error).unwrap_or_else(|| unforeseen(&format!("{error:#}")))
}

/// What an error says where it was said before that something could not be written: the reason alone, for a line is short.
pub fn reason(error: &anyhow::Error) -> Sentence {
    match Unusable::of(error) {
        Some(Unusable::Busy(why)) => why,
        _ => told_whole(error),
    }
}

/// The same as what a person can do about a file that was to be opened. SQLite does not say why it cannot be; what is
/// there does.
pub(in crate::store) fn unopened(path: &Path, wanted: Wanted, error: anyhow::Error) -> anyhow::Error {
    let code = error.downcast_ref().and_then(rusqlite::Error::sqlite_error_code);
    if !matches!(code, Some(CannotOpen | SystemIoFailure)) {
        return unusable(error);
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let kind = match (path.is_dir(), path.exists(), wanted) {
        (true, ..) => ErrorKind::IsADirectory,
        (_, true, _) => return unusable(error),
        (_, false, Wanted::There) => return Missing("file".to_owned(), path.display().to_string()).into(),
        (_, false, Wanted::New) if folder.is_some_and(|folder| !folder.is_dir()) => ErrorKind::NotFound,
        (_, false, Wanted::New) => ErrorKind::PermissionDenied,
    };
    Unusable::from(io::Error::from(kind)).into()
}

/// Whether a file that is opened must be there, or is made where it is not.
#[derive(Clone, Copy)]
pub(in crate::store) enum Wanted {
    There,
    New,
}
