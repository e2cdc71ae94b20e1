//! What was written is carried from the log into the file while nobody types: a save that carries it, one in twenty, takes
//! ten times as long as the others.
use crate::store::Store;
use anyhow::Result;
use rusqlite::hooks::Wal;
use std::sync::Arc;
use std::sync::atomic::Ordering;

/// Pages in the log from which it is carried, and from which a save does it: nobody rested so long.
const DUE: i32 = 1_000;
const OVERDUE: i32 = 8_000;

impl Store {
    /// From now on what is saved through it is carried into the file by `carry`.
    pub fn carries_at_rest(&mut self) -> Result<()> {
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

    /// Carries what was saved, where there is enough of it.
    pub fn carry(&mut self) {
        if self.in_log.load(Ordering::Relaxed) >= DUE {
            self.in_log.store(0, Ordering::Relaxed);
            self.carry_log("PASSIVE");
        }
    }

    /// Carries all of it, where no other has the file open who reads what was: who copies the one file once the program has
    /// ended has everything.
    pub fn carry_all(&mut self) {
        self.carry_log("TRUNCATE");
    }

    fn carry_log(&mut self, how: &str) {
        if self.brief(true).is_ok() {
            // As in the hook.
            let _ = self
                .db
                .release()
                .and_then(|()| Ok(self.db.sql.query_row(&format!("PRAGMA wal_checkpoint({how})"), [], |_| Ok(()))?));
            let _ = self.brief(false);
        }
    }
}
