//! Reading for a moment: a key waits so long at most, whatever the length of the tables. Only what walks a list is broken
//! off; what the house knows by heart is always read to its end.
use crate::store::Db;
use crate::store::lists::arranged::NEXT;
use anyhow::Result;
use rusqlite::Connection;
use rusqlite::ErrorCode::OperationInterrupted;
use std::cell::Cell;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// When a reading is broken off.
pub(in crate::store) struct Until {
    /// From which microseconds are counted.
    from: Instant,
    /// Of what is read for a moment.
    asked: Cell<u64>,
    /// Of the statement that runs, for the database to look at.
    running: Arc<AtomicU64>,
}

const NEVER: u64 = u64::MAX;

/// So many rows a small file has had, of all tables.
const SMALL: u32 = 5_000;

/// So many steps of a statement lie between two looks at the clock.
const STEPS: i32 = 500;

impl Until {
    /// Of a connection, which looks at it from now on.
    pub fn of(sql: &mut Connection) -> Result<Self> {
        let (from, running) = (Instant::now(), Arc::new(AtomicU64::new(NEVER)));
        let until = Arc::clone(&running);
        let is_over = move || match until.load(Ordering::Relaxed) {
            NEVER => false,
            until => micros(from) >= until,
        };
        sql.progress_handler(STEPS, Some(is_over))?;
        Ok(Self { from, asked: Cell::new(NEVER), running })
    }
}

fn micros(from: Instant) -> u64 {
    u64::try_from(from.elapsed().as_micros()).unwrap_or(NEVER)
}

impl Db {
    /// Reads for so long at most; nothing, where that does not suffice. A small file is read to the end of what is asked.
    pub fn within<T>(&self, patience: Duration, read: impl FnOnce() -> Result<T>) -> Result<Option<T>> {
        if self.is_small()? {
            return read().map(Some);
        }
        let most = u64::try_from(patience.as_micros()).unwrap_or(NEVER);
        self.until.asked.set(micros(self.until.from).saturating_add(most));
        let end = read();
        self.until.asked.set(NEVER);
        match end {
            Err(error) if is_broken_off(&error) => Ok(None),
            end => end.map(Some),
        }
    }

    fn is_small(&self) -> Result<bool> {
        let sql = format!("SELECT coalesce(sum({NEXT}), 0) <= {SMALL} FROM seq");
        Ok(self.sql.prepare_cached(&sql)?.query_row([], |row| row.get(0))?)
    }

    /// What may be broken off there.
    pub(in crate::store) fn timed<T>(&self, read: impl FnOnce() -> Result<T>) -> Result<T> {
        self.until.running.store(self.until.asked.get(), Ordering::Relaxed);
        let end = read();
        self.until.running.store(NEVER, Ordering::Relaxed);
        end
    }
}

fn is_broken_off(error: &anyhow::Error) -> bool {
    let code = error.downcast_ref::<rusqlite::Error>().and_then(rusqlite::Error::sqlite_error_code);
    code == Some(OperationInterrupted)
}
