//! Reading in another thread. A connection is kept when its work is done: reading the layout of the file anew would take
//! longer than most of what is asked aside.
use super::{Db, READ_ONLY, Session, prepare};
use anyhow::Result;
use rusqlite::{Connection, InterruptHandle};
use std::cell::RefCell;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// A connection on its way to another thread.
struct Aside {
    sql: Connection,
    session: Session,
    path: PathBuf,
}

/// The connections that nobody reads with just now.
#[derive(Clone, Default)]
pub struct Readers(Arc<Mutex<Vec<Aside>>>);

/// One of them, lent.
pub struct Reader {
    aside: Aside,
    home: Readers,
    /// Gone once it is given back: nobody then breaks off what another reads.
    stop: Arc<Mutex<Option<InterruptHandle>>>,
}

impl Db {
    /// Another connection to the same file, for work aside. It reads; `Store::beside` writes.
    fn aside(&self) -> Result<Aside> {
        let mut sql = Connection::open_with_flags(&self.path, READ_ONLY)?;
        prepare(&mut sql)?;
        Ok(Aside { sql, session: self.session, path: self.path.clone() })
    }
}

impl Aside {
    /// The reading face, in the thread that is to use it: what it keeps of what it read is that thread's alone.
    fn here(self) -> Db {
        let Self { sql, session, path } = self;
        Db { sql, session, path, known: RefCell::default(), plans: RefCell::default() }
    }
}

impl Readers {
    /// Lends a connection, for a person and an instant.
    pub fn lend(&self, db: &Db) -> Result<Reader> {
        let idle = open(&self.0).pop();
        let aside = idle.map_or_else(|| db.aside(), |aside| Ok(Aside { session: db.session, ..aside }))?;
        let stop = Arc::new(Mutex::new(Some(aside.sql.get_interrupt_handle())));
        Ok(Reader { aside, home: self.clone(), stop })
    }
}

impl Reader {
    /// What breaks off the reading, from another thread.
    pub fn stopper(&self) -> impl Fn() + Send + 'static {
        let stop = Arc::clone(&self.stop);
        move || {
            if let Some(handle) = &*open(&stop) {
                handle.interrupt();
            }
        }
    }

    /// Reads, and gives the connection back.
    pub fn read<T>(self, work: impl FnOnce(&Db) -> Result<T>) -> Result<T> {
        let Self { aside, home, stop } = self;
        let db = aside.here();
        let end = work(&db);
        open(&stop).take();
        let Db { sql, session, path, .. } = db;
        open(&home.0).push(Aside { sql, session, path });
        end
    }
}

/// What a thread that died left is as good as before: nothing is half changed under these locks.
fn open<T>(lock: &Mutex<T>) -> MutexGuard<'_, T> {
    lock.lock().unwrap_or_else(PoisonError::into_inner)
}
