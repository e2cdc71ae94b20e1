//! What was written is carried from the log into the file while nobody types, and its words are merged then: a save that
//! did either, one in twenty, would take ten times as long as the others.
use crate::store::{Db, Store};
use anyhow::Result;
use rusqlite::hooks::Wal;
use std::sync::Arc;
use std::sync::atomic::Ordering;

/// Pages in the log from which it is carried, and from which a save does it: nobody rested so long.
const DUE: i32 = 1_000;
const OVERDUE: i32 = 8_000;

impl Store {
    /// From now on what is saved through it is carried into the file, and its words are merged, by `carry`.
    pub fn carries_at_rest(&mut self) -> Result<()> {
        self.db.merges_at_rest();
        let in_log = Arc::clone(&self.in_log);
        Ok(self.db.sql.wal_hook(Some(move |wal: &mut Wal, pages: i32| {
            in_log.store(pages, Ordering::Relaxed);
            if pages >= OVERDUE {
                // Where it cannot be carried, the log keeps it: it was saved all the same.
                let _ = wal.checkpoint();
            }
            Ok(())
        }))?)
    }

    /// Carries what was saved, where there is enough of it, or does a merge that waits: little enough for a key not to wait
    /// for it.
    pub fn carry(&mut self) {
        if self.in_log.load(Ordering::Relaxed) >= DUE {
            self.in_log.store(0, Ordering::Relaxed);
            self.briefly(|db| db.carry_log("PASSIVE"));
        } else {
            self.briefly(|db| db.merge_waiting().map(|_| ()));
        }
    }

    /// Merges and carries all of it, where no other has the file open who reads what was: who copies the one file once the
    /// program has ended has everything.
    pub fn carry_all(&mut self) {
        self.briefly(|db| {
            while db.merge_waiting()? {}
            Ok(())
        });
        self.briefly(|db| db.carry_log("TRUNCATE"));
    }

    /// Where others are at work it is done another time: nothing is lost by that.
    fn briefly(&mut self, work: impl FnOnce(&Db) -> Result<()>) {
        if self.brief(true).is_ok() {
            let _ = work(&self.db);
            let _ = self.brief(false);
        }
    }
}

impl Db {
    fn carry_log(&self, how: &str) -> Result<()> {
        self.release()?;
        Ok(self.sql.query_row(&format!("PRAGMA wal_checkpoint({how})"), [], |_| Ok(()))?)
    }
}
