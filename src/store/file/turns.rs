//! Taking turns at one file. What is written in bulk goes on for long; who waits to write meanwhile says so by a lock on a
//! file beside the workspace, and the other pauses between two rows. A lock goes with the program that holds it.
use super::schema;
use super::unusable::{Unusable, unusable};
use crate::lang::{Lang, unwritten};
use crate::store::{Db, Store};
use anyhow::Result;
use rusqlite::{Connection, ErrorCode};
use std::fs::{self, File, TryLockError};
use std::io::{self, ErrorKind};
use std::mem;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

/// How long a save waits for another's commit. It polls each millisecond: SQLite's own wait backs off, and starves
/// beside an import.
const PATIENCE_MS: i32 = 5_000;
/// The same where it is known that the other will be long: the one at the keys is told soon.
const HURRIED_MS: i32 = 1_000;
/// So long one who writes much waits for another who does, and may be ending.
const ENDING: Duration = Duration::from_secs(2);
/// So long those who wait are let in, before one goes on who writes much.
const LET_IN: Duration = Duration::from_secs(1);
/// So long a turn is waited for before one says so to who writes much: most come by then.
const BRIEFLY_MS: i32 = 20;
/// And so long before one at the keys is told.
const SHORTLY_MS: i32 = 400;

/// The file that is locked while much is written, and the one that those who wait share.
fn beside(workspace: &Path) -> [PathBuf; 2] {
    ["-bulk", "-turn"].map(|end| schema::beside(workspace, end))
}

fn open(path: &Path) -> io::Result<File> {
    File::options().create(true).truncate(false).write(true).open(path)
}

/// Held by the one who writes much.
pub(in crate::store) struct Bulk {
    _held: File,
    paths: [PathBuf; 2],
}

impl Bulk {
    /// Nothing, where another writes much into the same file, for so long. Where no lock can be had, none is needed:
    /// others then wait.
    pub fn begin(workspace: &Path, patience: Duration) -> Result<Option<Self>> {
        let until = Instant::now() + patience;
        loop {
            let paths = beside(workspace);
            let held = open(&paths[0]).map_err(Unusable::from)?;
            match held.try_lock() {
                Ok(()) | Err(TryLockError::Error(_)) => return Ok(Some(Self { _held: held, paths })),
                Err(TryLockError::WouldBlock) if Instant::now() >= until => return Ok(None),
                Err(TryLockError::WouldBlock) => thread::sleep(Duration::from_millis(1)),
            }
        }
    }

    /// Whether another waits to write.
    pub fn is_waited_for(&self) -> bool {
        // Who waits made the file.
        File::options()
            .write(true)
            .open(&self.paths[1])
            .is_ok_and(|turn| matches!(turn.try_lock(), Err(TryLockError::WouldBlock)))
    }

    /// Lets those write who wait.
    pub fn let_in(&self) {
        let until = Instant::now() + LET_IN;
        while self.is_waited_for() && Instant::now() < until {
            thread::sleep(Duration::from_millis(1));
        }
    }
}

impl Drop for Bulk {
    fn drop(&mut self) {
        for path in &self.paths {
            let _ = fs::remove_file(path);
        }
    }
}

/// Held by one who waits while another writes much.
struct Waiting {
    _shared: File,
}

impl Waiting {
    /// Nothing, where nobody writes much, or the folder takes no file.
    fn begin(workspace: &Path) -> Option<Self> {
        let [bulk, turn] = beside(workspace);
        if matches!(fs::metadata(bulk), Err(error) if error.kind() == ErrorKind::NotFound) {
            return None;
        }
        let shared = open(&turn).ok()?;
        shared.lock_shared().ok()?;
        Some(Self { _shared: shared })
    }
}

/// A turn to write: what is written in it is kept as a whole or not at all.
pub(in crate::store) struct Turn<'a>(&'a Connection);

impl<'a> Turn<'a> {
    /// The one that a connection has.
    pub fn of(sql: &'a Connection) -> Self {
        Self(sql)
    }

    pub fn commit(self) -> rusqlite::Result<()> {
        self.0.execute_batch("COMMIT")
    }
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        if !self.0.is_autocommit() {
            let _ = self.0.execute_batch("ROLLBACK");
        }
    }
}

impl Store {
    /// Whoever else writes much has ended, and none begins meanwhile.
    pub(in crate::store) fn alone(&self) -> Result<Bulk> {
        let busy = || Unusable::Busy(unwritten::BULK_AT_WORK.into());
        Ok(Bulk::begin(&self.path, ENDING)?.ok_or_else(busy)?)
    }

    /// The turn to write: at once, else after those who have it. Who writes much hears that one waits.
    pub(in crate::store) fn take_turn(&mut self) -> Result<()> {
        let begin = |db: &Db| Ok(db.sql.execute_batch("BEGIN IMMEDIATE")?);
        self.regain()?;
        self.brief(true)?;
        let first = begin(&self.db);
        self.brief(false)?;
        if !is_taken(&first) {
            return first.map_err(unusable);
        }
        let _waiting = Waiting::begin(&self.path);
        self.waited_for(begin).map_err(unusable)
    }

    /// Does what may have to wait for another's turn; where that is not soon over, it is said.
    pub(in crate::store) fn waited_for<R>(&mut self, work: impl Fn(&Db) -> Result<R>) -> Result<R> {
        if let Some(mut tell) = self.tells_waiting.take() {
            self.db.sql.busy_handler(Some(shortly))?;
            let soon = work(&self.db);
            let waits = is_taken(&soon);
            if waits {
                tell(self.session.lang);
            }
            self.tells_waiting = Some(tell);
            self.brief(false)?;
            if !waits {
                return soon;
            }
        }
        work(&self.db)
    }

    /// From now on says so where another's turn is waited for and is not soon over: nothing else is done meanwhile.
    pub fn tell_waiting(&mut self, tell: impl FnMut(Lang) + 'static) {
        self.tells_waiting = Some(Box::new(tell));
    }

    /// Waits not for long for another's turn, while one is at work of which that is known.
    pub fn hurry(&mut self, hurried: bool) -> Result<()> {
        if mem::replace(&mut self.hurried, hurried) != hurried {
            self.db.sql.busy_handler(Some(if hurried { hurriedly } else { patiently }))?;
        }
        Ok(())
    }

    /// Hardly waits for another's turn at all, as long as keys are typed that each write.
    pub fn brief(&mut self, brief: bool) -> Result<()> {
        let usual = if self.hurried { hurriedly } else { patiently };
        Ok(self.db.sql.busy_handler(Some(if brief { briefly } else { usual }))?)
    }

    /// Whether it is known that another is at work.
    pub fn is_hurried(&self) -> bool {
        self.hurried
    }
}

pub(in crate::store) fn patiently(tries: i32) -> bool {
    thread::sleep(Duration::from_millis(1));
    tries < PATIENCE_MS
}

fn hurriedly(tries: i32) -> bool {
    patiently(tries) && tries < HURRIED_MS
}

fn shortly(tries: i32) -> bool {
    patiently(tries) && tries < SHORTLY_MS
}

fn briefly(tries: i32) -> bool {
    patiently(tries) && tries < BRIEFLY_MS
}

/// Whether it could not be done since another has the turn.
fn is_taken<R>(done: &Result<R>) -> bool {
    let error = done.as_ref().err().and_then(|error| error.downcast_ref::<rusqlite::Error>());
    error.and_then(rusqlite::Error::sqlite_error_code) == Some(ErrorCode::DatabaseBusy)
}
