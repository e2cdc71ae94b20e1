//! What was written is carried from the log into the file in another thread: a save that carries it, one in twenty, takes
//! ten times as long as the others.
use crate::store::Store;
use anyhow::Result;
use rusqlite::hooks::Wal;
use rusqlite::{Connection, OpenFlags};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicI32, Ordering};
use std::thread::{self, JoinHandle};

/// Pages in the log from which it is carried, and from which the next save does it: nothing else came to do it.
const DUE: i32 = 1_000;
const OVERDUE: i32 = 16_000;

/// How much there is to carry, and who does.
#[derive(Default)]
pub(in crate::store) struct Carried {
    pages: Arc<AtomicI32>,
    at_work: Option<JoinHandle<()>>,
}

impl Store {
    /// From now on what is saved through it is carried into the file by `carry`.
    pub fn carries_aside(&mut self) -> Result<()> {
        let pages = Arc::clone(&self.carried.pages);
        Ok(self.db.sql.wal_hook(Some(move |wal: &mut Wal, now: i32| {
            pages.store(now, Ordering::Relaxed);
            if now < OVERDUE { Ok(()) } else { wal.checkpoint() }
        }))?)
    }

    /// Begins to carry what was saved, where there is enough of it and nothing is carried yet; does not wait for it.
    pub fn carry(&mut self) {
        let Carried { pages, at_work } = &mut self.carried;
        if pages.load(Ordering::Relaxed) < DUE || at_work.as_ref().is_some_and(|work| !work.is_finished()) {
            return;
        }
        pages.store(0, Ordering::Relaxed);
        let path = self.db.path.clone();
        // Where it cannot be carried, the log keeps it.
        *at_work = Some(thread::spawn(move || drop(carry(&path))));
    }

    /// Carries all of it and waits for that, where no other has the file open who reads what was: who copies the one file
    /// once the program has ended has everything.
    pub fn carry_all(&mut self) {
        if let Some(work) = self.carried.at_work.take() {
            let _ = work.join();
        }
        if self.brief(true).is_ok() {
            // Where it cannot be carried, the log keeps it.
            let _ = self
                .db
                .release()
                .and_then(|()| Ok(self.db.sql.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?));
            let _ = self.brief(false);
        }
    }
}

/// A connection of its own: what the file is by now is what is at its place.
fn carry(path: &Path) -> rusqlite::Result<()> {
    let sql = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    sql.pragma_update(None, "synchronous", "full")?;
    sql.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(()))
}
