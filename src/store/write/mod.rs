//! One deed, one transaction: all that it writes is kept under one entry of the journal, or nothing is.
pub(super) mod draft;
mod end;
pub(super) mod inserts;
pub(super) mod merge;
pub(super) mod outside;
pub(super) mod rows;
pub(super) mod series;
pub(super) mod settled;
pub(super) mod together;
pub(super) mod tx;
pub(super) mod unread;
pub(super) mod written;

use crate::domain::deed::{Deed, Ref};
use crate::domain::value::Id;
use crate::lang::unwritten;
use crate::store::file::turns::{Bulk, Turn};
use crate::store::file::unusable::{Unusable, busy, unusable};
use crate::store::{CACHE, Db, Store, keep_pages};
use anyhow::Result;
use tx::{Mode, Tx};

/// So many KiB of the file are kept in memory while much is written: what does not fit is written out and read again.
const BULK_CACHE: i64 = 48_000;

impl Store {
    /// Runs one described transaction: everything in `work` is kept, under one journal entry, or nothing is.
    pub fn write<R>(&mut self, deed: &Deed, work: impl FnOnce(&Tx) -> Result<R>) -> Result<R> {
        self.entry(deed, None, Mode::Each, None, work).map(|(result, _)| result)
    }

    /// The same for an import of many rows: what it makes is kept in the journal as ranges. It may pause for others.
    pub fn write_bulk<R>(&mut self, deed: &Deed, work: impl FnOnce(&Tx) -> Result<R>) -> Result<(R, Id)> {
        self.write_bulk_after(deed, |_| Ok(()), |tx, (), _| work(tx))
    }

    /// The same, where much has to be read first: `read` does, before there is the turn to write, and `work` is told the
    /// records that others wrote since that began.
    pub fn write_bulk_after<B, R>(
        &mut self,
        deed: &Deed,
        read: impl FnOnce(&Db) -> Result<B>,
        work: impl FnOnce(&Tx, B, Vec<Ref>) -> Result<R>,
    ) -> Result<(R, Id)> {
        let alone = self.alone()?;
        self.make_room(BULK_CACHE, "memory")?;
        let end = self.read_before(read).and_then(|(begun, found)| {
            self.entry(deed, None, Mode::Bulk, Some(alone), |tx| work(tx, found, tx.written_since(begun)?))
        });
        self.make_room(CACHE, "default")?;
        end
    }

    /// What was read, and the newest entry as that began.
    fn read_before<B>(&self, read: impl FnOnce(&Db) -> Result<B>) -> Result<(Id, B)> {
        self.db.release()?;
        self.db.refresh()?;
        let begun = self.sql.query_row("SELECT coalesce(max(id), 0) FROM entry", [], |row| row.get(0))?;
        Ok((begun, read(&self.db)?))
    }

    /// How many KiB of the file are kept in memory, and where a statement keeps what it would have to take back: by default
    /// each of its pages is written to a file.
    fn make_room(&self, cache: i64, temp: &str) -> Result<()> {
        self.sql.pragma_update(None, "temp_store", temp)?;
        keep_pages(&self.sql, cache)
    }

    /// Refuses where it was asked for that nothing is written, or where nothing can be as long as the file is open. Room may
    /// be made.
    pub fn may_write(&self) -> Result<()> {
        let why = match self.only_reads {
            true => unwritten::AS_ASKED,
            false if self.is_read_only() && !self.lacks_room => unwritten::READ_ONLY,
            false => return Ok(()),
        };
        Err(Unusable::Busy(why.into()).into())
    }

    pub(in crate::store) fn entry<R>(
        &mut self,
        deed: &Deed,
        undoes: Option<Id>,
        mode: Mode,
        bulk: Option<Bulk>,
        work: impl FnOnce(&Tx) -> Result<R>,
    ) -> Result<(R, Id)> {
        self.may_write()?;
        self.db.release()?;
        self.take_turn()?;
        let (db, turn) = (&self.db, Turn::of(&self.db.sql));
        db.refresh()?;
        let entry = db.begin(deed, undoes, mode, None).map_err(unusable)?;
        let tx = Tx::new(db, deed, entry, mode, bulk);
        let kept = |result| tx.not_overtaken(entry, self.shown).and_then(|()| tx.finish()).map(|()| result);
        let result = work(&tx).and_then(kept).map_err(unusable);
        match &result {
            Ok(_) => db.forget_due(),
            Err(_) => db.forget(),
        }
        let result = match result {
            Ok(result) => result,
            Err(error) => {
                drop(turn);
                let paused = tx.has_paused();
                let alone = tx.alone();
                if let Some(bulk) = &alone {
                    bulk.let_in();
                }
                if paused {
                    self.take_back(entry)?;
                }
                return Err(error);
            }
        };
        turn.commit().map_err(busy)?;
        let written = tx.written.take();
        self.own_writes += 1;
        self.lately.add(self.own_writes, written);
        Ok((result, entry))
    }
}
