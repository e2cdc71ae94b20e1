//! What is written goes into a log beside the file, and from there into the file (a checkpoint of SQLite's write-ahead
//! log): in another thread, so that no save waits until the disk has it twice.
use super::Db;
use anyhow::Result;
use rusqlite::Connection;
use std::cell::RefCell;
use std::thread::{self, JoinHandle};

/// Pages that wait in the log until they are brought into the file, as many as by SQLite's own rule.
const PAGES: i64 = 1_000;
/// Pages of a log that saves which follow each other fast never let begin anew: one of them then sees to it itself, where
/// so many wait.
const MANY: i64 = 8_000;
const SOME: i64 = 250;

const CHECKPOINT: &str = "PRAGMA wal_checkpoint(PASSIVE)";

/// The thread that was last at it.
#[derive(Default)]
pub(super) struct Checkpoints(RefCell<Option<JoinHandle<()>>>);

/// What a connection writes stays in the log until it is asked for.
pub(super) fn keep_apart(sql: &Connection) -> Result<()> {
    Ok(sql.pragma_update(None, "wal_autocheckpoint", 0)?)
}

impl Db {
    /// Something was written and kept: the log is brought into the file, where it has grown long. Where that cannot be done
    /// now, a later save asks again.
    pub(super) fn log_kept(&self) -> Result<()> {
        let mut last = self.checkpoints.0.borrow_mut();
        let at_work = last.as_ref().is_some_and(|last| !last.is_finished());
        let pages = |row: &rusqlite::Row| Ok((row.get::<_, i64>(1)?, row.get::<_, i64>(2)?));
        let (all, done) = self.sql.prepare_cached("PRAGMA wal_checkpoint(NOOP)")?.query_row([], pages)?;
        match all - done {
            SOME.. if all >= MANY => {
                let _ = self.sql.execute_batch(CHECKPOINT);
            }
            PAGES.. if !at_work => {
                let path = self.path.clone();
                *last = Some(thread::spawn(move || {
                    let _ = Connection::open(path).and_then(|sql| sql.execute_batch(CHECKPOINT));
                }));
            }
            _ => {}
        }
        Ok(())
    }
}

impl Drop for Checkpoints {
    fn drop(&mut self) {
        if let Some(last) = self.0.take() {
            let _ = last.join();
        }
    }
}
