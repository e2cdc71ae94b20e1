//! Copies of the file: made while others work with it, read back whole before they count, and put back.
use super::kept::{self, Kept};
pub use super::kept::{Reason, filled, folder, newest};
use super::only_read;
use super::pages::damaged;
use super::part::Part;
use super::schema::{self, beside};
use super::unusable::{Unusable, busy, unusable};
use crate::lang::{Lang, Sentence, fault, unwritten};
use crate::store::{Db, Store, keep_pages};
use anyhow::{Context, Result};
use chrono::NaiveDateTime;
use rusqlite::backup::{Backup, StepResult};
use rusqlite::{Connection, OpenFlags};
use std::fs;
use std::path::{Path, PathBuf};

/// KiB of a copy that are kept in memory: each page is written once and read once.
const CACHE: i64 = 256;

/// What a copy has to be to count.
type Counts = fn(&Connection) -> Result<()>;

/// A copy of a file, whole, that has no name yet.
fn written(sql: &Connection, folder: &Path, counts: Counts) -> Result<Part> {
    let part = Part::begin(folder)?;
    let mut copy = Connection::open_with_flags(part.path(), OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    keep_pages(&copy, CACHE)?;
    carry(sql, &mut copy)?;
    // One file, without another beside it.
    copy.pragma_update(None, "journal_mode", "delete")?;
    counts(&copy).map_err(|error| not_whole(sql, error))?;
    Ok(part)
}

/// Why a copy is not whole: what it was made of is not, else the disk has it otherwise than it was written.
fn not_whole(sql: &Connection, error: anyhow::Error) -> anyhow::Error {
    match (Unusable::of(&error), whole(sql)) {
        (Some(Unusable::Damaged(why)), Ok(())) => Unusable::Busy(unwritten::disk(why.to(Lang::En))).into(),
        (Some(Unusable::Damaged(_)), Err(_)) => error.context(sql.path().unwrap_or_default().to_owned()),
        _ => error,
    }
}

/// An error of a copy, by the name that it was to have; what is the matter with the file itself has that one's already.
fn named(error: anyhow::Error, to: &Path) -> anyhow::Error {
    match Unusable::of(&error) {
        Some(Unusable::Damaged(_)) => error,
        _ => error.context(to.display().to_string()),
    }
}

/// The folder that a file is in.
fn around(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or_else(|| Path::new("."))
}

/// All pages at once, so that they are of one state of the file, whoever writes meanwhile. Where another is in the middle
/// of a write into the other file, the connection waits as it does for a save, and then gives up.
fn carry(from: &Connection, to: &mut Connection) -> Result<()> {
    step(&Backup::new(from, to)?, -1)
}

/// So many pages, or all that are left; none, but that nobody else writes into the other file from then on.
fn step(backup: &Backup, pages: i32) -> Result<()> {
    match backup.step(pages).map_err(busy)? {
        StepResult::Busy | StepResult::Locked => Err(Unusable::Busy(unwritten::HELD.into()).into()),
        _ => Ok(()),
    }
}

/// Reads a file from end to end.
fn whole(sql: &Connection) -> Result<()> {
    damaged(sql, 1)?.into_iter().next().map_or(Ok(()), |said| Err(Unusable::Damaged(fault::engine(&said)).into()))
}

/// A copy in the folder of copies, called after when and why. None goes yet: what is put back may be the oldest.
fn made(sql: &Connection, path: &Path, reason: Reason, now: NaiveDateTime, counts: Counts) -> Result<PathBuf> {
    kept::prepare(path)?;
    let folder = folder(path);
    let part = written(sql, &folder, counts).map_err(|error| named(error, &folder))?;
    let to = kept::claimed(path, now, reason.name())?;
    part.replace(&to).inspect_err(|_| drop(fs::remove_file(&to)))?;
    Ok(to)
}

/// Keeps a file as it is, before it becomes one of this program's version.
pub(in crate::store) fn keep_old(sql: &Connection, path: &Path, now: NaiveDateTime) -> Result<PathBuf> {
    let to = made(sql, path, Reason::Version, now, whole)?;
    kept::let_go(path, Reason::Version, &to, now);
    Ok(to)
}

impl Db {
    /// Copies the file into the folder of copies, and lets the oldest of that reason go. Gives where it is.
    pub fn keep_copy(&self, reason: Reason, now: NaiveDateTime) -> Result<PathBuf> {
        self.keep(reason, now, whole)
    }

    /// The same before a file that is damaged is repaired, as it is.
    pub(in crate::store) fn keep_damaged(&self, now: NaiveDateTime) -> Result<PathBuf> {
        self.keep(Reason::Repair, now, |_| Ok(()))
    }

    fn keep(&self, reason: Reason, now: NaiveDateTime, counts: Counts) -> Result<PathBuf> {
        let to = made(&self.sql, &self.path, reason, now, counts)?;
        kept::let_go(&self.path, reason, &to, now);
        Ok(to)
    }

    /// The same, once a day; where it was made already, nothing.
    pub fn keep_daily(&self, now: NaiveDateTime) -> Result<Option<PathBuf>> {
        let of_today = || -> Result<Option<PathBuf>> {
            let is_of_today = |copy: &Kept| copy.reason == Reason::Day && copy.at.date() == now.date();
            Ok(kept::all(&self.path)?.into_iter().find(is_of_today).map(|copy| copy.path))
        };
        if of_today()?.is_some() {
            return Ok(None);
        }
        let to = made(&self.sql, &self.path, Reason::Day, now, whole)?;
        // Another may have made one meanwhile: one a day is enough.
        if of_today()?.is_some_and(|first| first != to) {
            let _ = fs::remove_file(&to);
            return Ok(None);
        }
        kept::let_go(&self.path, Reason::Day, &to, now);
        Ok(Some(to))
    }

    /// The same before files of so many bytes are brought in, where that is more than a tenth of what is there.
    pub fn keep_before_import(&self, bytes: u64) -> Result<Option<PathBuf>> {
        let deeds: i64 =
            self.sql.query_row("SELECT count(*) FROM (SELECT 1 FROM entry LIMIT 2)", [], |row| row.get(0))?;
        // Where nothing was done but to begin, there is nothing to lose.
        if deeds < 2 || bytes.saturating_mul(10) <= fs::metadata(&self.path)?.len() {
            return Ok(None);
        }
        self.keep_copy(Reason::Import, self.session.now.naive_local()).map(Some)
    }

    /// Copies the file to where one wants it, and where nothing is.
    pub fn copy_to(&self, to: &Path) -> Result<()> {
        let copied = written(&self.sql, around(to), whole).and_then(|part| part.name(to));
        copied.map_err(|error| named(error, to))
    }
}

impl Store {
    /// Does what is not to be kept, in a copy that nobody else sees and that goes with the end of it.
    pub fn in_a_copy<R>(&self, work: impl FnOnce(&mut Self) -> Result<R>) -> Result<R> {
        let folder = tempfile::tempdir().map_err(Unusable::from)?;
        let path = folder.path().join("copy.db");
        self.copy_to(&path)?;
        work(&mut Self::open(&path, self.session)?)
    }

    /// Puts a copy back in place of all that is in the file, of which a copy is kept. Gives where that is. From before that
    /// is made until all is in place nobody else writes: nothing is overwritten that is not in it.
    pub fn restore(&mut self, from: &Path, now: NaiveDateTime) -> Result<PathBuf> {
        let copy = readable(from)?;
        self.may_write()?;
        let _alone = self.alone()?;
        self.regain()?;
        self.db.release()?;
        self.db.sql.flush_prepared_statement_cache();
        let reader = only_read::open(&self.db.path)?;
        let backup = Backup::new(&copy, &mut self.db.sql)?;
        step(&backup, 0)?;
        let before = made(&reader, &self.db.path, Reason::Restore, now, whole)?;
        step(&backup, -1)?;
        drop(backup);
        self.db.sql.pragma_update(None, "journal_mode", "wal")?;
        self.db.forget();
        self.own_writes += 1;
        schema::check(&self.db.sql).map_err(unusable)?;
        kept::let_go(&self.db.path, Reason::Restore, &before, now);
        Ok(before)
    }
}

/// Why a file cannot be used, so that a copy takes its place: it is damaged, emptied, or none of this program's. Nothing
/// where it is well, not there, or a later version's.
pub fn wrong_with(path: &Path) -> Result<Option<Sentence>> {
    if !path.is_file() {
        return Ok(None);
    }
    match kept::whole(path).and_then(|()| looked_through(path)).map_err(unusable) {
        Ok(_) => Ok(None),
        Err(error) => match Unusable::of(&error) {
            Some(Unusable::Damaged(why)) => Ok(Some(why)),
            Some(Unusable::Emptied(_)) => Ok(Some(fault::EMPTY.into())),
            Some(Unusable::Newer(_)) => Ok(None),
            _ => Err(error).with_context(|| path.display().to_string()),
        },
    }
}

/// Puts a copy in the place of a file that is damaged, which is kept byte for byte with the log beside it. Gives where.
pub fn put_in_place(path: &Path, from: &Path, now: NaiveDateTime) -> Result<PathBuf> {
    let copy_of = readable(from)?;
    kept::prepare(path)?;
    let new = written(&copy_of, around(path), whole).map_err(|error| named(error, path))?;
    let kept = kept::claimed(path, now, "damaged")?;
    fs::rename(path, &kept).map_err(Unusable::from)?;
    // What was saved last may stand in the log alone.
    if fs::metadata(beside(path, "-wal")).is_ok_and(|log| log.len() > 0) {
        fs::rename(beside(path, "-wal"), beside(&kept, "-wal")).map_err(Unusable::from)?;
    }
    for end in ["-wal", "-shm"] {
        let _ = fs::remove_file(beside(path, end));
    }
    new.replace(path)?;
    Ok(kept)
}

/// So many of the newest copies are looked at for one that is well.
const NEWEST: usize = 5;

/// The newest copy of a file that is well.
///
/// # Errors
/// The folder of copies cannot be read.
pub fn newest_well(path: &Path, is_well: impl Fn(&Path) -> bool) -> Result<Option<PathBuf>> {
    let newest = kept::all(path)?.into_iter().rev().take(NEWEST).map(|copy| copy.path);
    Ok(newest.into_iter().find(|copy| is_well(copy)))
}

/// What is the matter with a copy that cannot be put back.
pub fn check(from: &Path) -> Result<()> {
    readable(from).map(drop)
}

/// A copy that this program can put back: whole, and of its own format, or made so elsewhere where it is older.
pub(super) fn readable(from: &Path) -> Result<Connection> {
    let no_copy = |error| match Unusable::of(&error) {
        Some(Unusable::Damaged(why)) => Unusable::NoCopy(why).into(),
        _ => error,
    };
    looked_through(from).map_err(unusable).map_err(no_copy).with_context(|| from.display().to_string())
}

fn looked_through(from: &Path) -> Result<Connection> {
    let copy = only_read::open(from)?;
    schema::check(&copy)?;
    whole(&copy)?;
    if !schema::is_old(&copy)? {
        return Ok(copy);
    }
    // A file of no name goes with its connection.
    let mut renewed = Connection::open("")?;
    carry(&copy, &mut renewed)?;
    schema::renew(&renewed)?;
    Ok(renewed)
}
