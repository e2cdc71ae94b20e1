//! Reading in another thread. A connection is kept when its work is done: reading the layout of the file anew would take
//! longer than most of what is asked aside.
use super::only_read;
use crate::domain::code::Code;
use crate::domain::face::Kept;
use crate::store::{Db, Session, keep_pages, prepare};
use anyhow::{Result, bail};
use rusqlite::{Connection, InterruptHandle};
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// KiB of the file that one of them keeps in memory: what is read aside is read once.
const CACHE: i64 = 1024;

/// The connections that nobody reads with just now, each with whether it was lent where nothing could be written: what is
/// written later is not seen by such a one.
#[derive(Clone, Default)]
pub struct Readers(Arc<Mutex<Vec<(bool, Connection)>>>);

/// One of them, lent.
pub struct Reader {
    session: Session,
    path: PathBuf,
    read_only: bool,
    home: Readers,
    stop: Arc<Mutex<Stop>>,
}

/// What breaks off the reading.
enum Stop {
    /// It has not begun.
    Early,
    Reading(InterruptHandle),
    /// Before it began.
    Stopped,
    /// It is over: nobody then breaks off what another reads.
    Over,
}

impl Readers {
    /// Lends a connection, for a person and an instant.
    pub fn lend(&self, db: &Db) -> Reader {
        let stop = Arc::new(Mutex::new(Stop::Early));
        let (session, path, read_only) = (db.session, db.path.clone(), db.is_read_only());
        Reader { session, path, read_only, home: self.clone(), stop }
    }

    /// One that nobody reads with, else another to the same file. It reads; `Store::beside` writes.
    fn connection(&self, path: &Path, read_only: bool) -> Result<Connection> {
        let mut idle = open(&self.0);
        if let Some(at) = idle.iter().rposition(|idle| idle.0 == read_only) {
            return Ok(idle.swap_remove(at).1);
        }
        drop(idle);
        let mut sql = only_read::open(path)?;
        prepare(&mut sql)?;
        keep_pages(&sql, CACHE)?;
        Ok(sql)
    }
}

impl Reader {
    /// What breaks off the reading, from another thread.
    pub fn stopper(&self) -> impl Fn() + Send + 'static {
        let stop = Arc::clone(&self.stop);
        move || {
            let mut stop = open(&stop);
            match &*stop {
                Stop::Early => *stop = Stop::Stopped,
                Stop::Reading(handle) => handle.interrupt(),
                Stop::Stopped | Stop::Over => {}
            }
        }
    }

    /// Reads of one state of the file, in the thread that calls it, and gives the connection back.
    pub fn read<T>(self, work: impl FnOnce(&Db) -> Result<T>) -> Result<T> {
        let Self { session, path, read_only, home, stop } = self;
        let sql = home.connection(&path, read_only)?;
        let handle = sql.get_interrupt_handle();
        if let Stop::Stopped = std::mem::replace(&mut *open(&stop), Stop::Reading(handle)) {
            open(&home.0).push((read_only, sql));
            bail!("broken off before it began");
        }
        let db = Db::new(sql, path, session)?;
        let end = db.hold().and_then(|()| work(&db)).and_then(|end| db.release().map(|()| end));
        *open(&stop) = Stop::Over;
        // What was broken off may still hold a state of the file: it is not given back.
        if db.release().is_ok() {
            open(&home.0).push((read_only, db.sql));
        }
        end
    }
}

impl Db {
    /// Reads from now on of what is there now; the lists may be told by who writes, and has not kept them yet.
    pub fn renew(&self, lists: Option<&Vec<Code>>) -> Result<()> {
        self.release()?;
        self.refresh()?;
        if let Some(lists) = lists {
            self.forget_kind(Code::KIND);
            self.known.borrow_mut().codes = Some(Rc::new(lists.clone()));
        }
        self.hold()
    }
}

/// What a thread that died left is as good as before: nothing is half changed under these locks.
fn open<T>(lock: &Mutex<T>) -> MutexGuard<'_, T> {
    lock.lock().unwrap_or_else(PoisonError::into_inner)
}
