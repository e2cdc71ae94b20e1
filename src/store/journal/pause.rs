//! A bulk deed that pauses for those who wait to write. What is written between two pauses is an entry of its own, part of
//! the first; they are taken back as one. A deed that was cut off is taken back by whoever opens the file next.
use super::paced::Pace;
use crate::domain::deed::{Deed, Ref};
use crate::domain::value::Id;
use crate::store::file::turns::Bulk;
use crate::store::file::unusable::busy;
use crate::store::write::tx::Mode;
use crate::store::{Store, Tx};
use anyhow::Result;
use rusqlite::{OptionalExtension, params};
use std::collections::BTreeSet;
use std::time::Duration;

/// So many records at most are to be found differently at a time, so that none who waits waits for their words.
const WORDS: usize = 2_000;

/// The entries of a deed, as a condition on theirs: the first and those that are part of it.
pub(in crate::store) fn of_deed(column: &str, n: usize) -> String {
    format!("{column} IN (SELECT id FROM entry WHERE id = ?{n} OR part_of = ?{n})")
}

impl Tx<'_> {
    /// Whether another waits to write.
    pub fn is_waited_for(&self) -> Result<bool> {
        self.index_enough()?;
        Ok(self.bulk.as_ref().is_some_and(Bulk::is_waited_for))
    }

    /// Has records found differently as soon as enough of them are to be.
    pub(in crate::store) fn index_enough(&self) -> Result<()> {
        if self.finds.borrow().len() >= WORDS { self.index_found() } else { Ok(()) }
    }

    /// Keeps what was written so far, lets those write who wait, and goes on in another part of the deed. Gives the records
    /// that they wrote.
    pub fn pause(&self) -> Result<Vec<Ref>> {
        let Some(bulk) = &self.bulk else { return Ok(Vec::new()) };
        let before = self.entry.get();
        self.sql.prepare_cached("INSERT OR IGNORE INTO under_way VALUES (?)")?.execute([self.head])?;
        self.close()?;
        self.sql.prepare_cached("COMMIT")?.execute([])?;
        bulk.let_in();
        self.gathered.borrow_mut().among_others();
        self.sql.prepare_cached("BEGIN IMMEDIATE")?.execute([]).map_err(busy)?;
        self.refresh()?;
        self.entry.set(self.begin(self.deed, None, Mode::Bulk, Some(self.head))?);
        self.written_between(before, self.entry.get())
    }

    /// The records that others wrote between an entry and this one.
    pub(in crate::store) fn written_since(&self, begun: Id) -> Result<Vec<Ref>> {
        self.written_between(begun, self.entry.get())
    }

    /// The records that were written, or whose parts were, by the entries between two.
    fn written_between(&self, before: Id, after: Id) -> Result<Vec<Ref>> {
        let sql =
            "SELECT DISTINCT n.tbl, c.row FROM change c JOIN name n ON n.id = c.tbl WHERE c.entry > ? AND c.entry < ?";
        let mut found = self.sql.prepare_cached(sql)?;
        let rows = found.query_map([before, after], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let rows: Vec<(String, Id)> = rows.collect::<Result<_, _>>()?;
        let mut all = BTreeSet::new();
        for (table, row) in rows {
            all.extend(self.owner_of(&table, row)?.and_then(Ref::unpack));
        }
        Ok(all.into_iter().collect())
    }

    /// Whether it has paused.
    pub(in crate::store) fn has_paused(&self) -> bool {
        self.entry.get() != self.head
    }

    /// Nothing is left of a deed to be taken back.
    pub(in crate::store) fn is_whole(&self, head: Id) -> Result<()> {
        self.sql.prepare_cached("DELETE FROM under_way WHERE entry = ?")?.execute([head])?;
        Ok(())
    }
}

impl Store {
    /// The deed that an entry is part of.
    pub(in crate::store) fn head_of(&self, entry: Id) -> Result<Id> {
        let sql = "SELECT coalesce(part_of, id) FROM entry WHERE id = ?";
        Ok(self.sql.prepare_cached(sql)?.query_row([entry], |row| row.get(0)).optional()?.unwrap_or(entry))
    }

    /// Takes back what was kept of a deed that came to no end; what others have changed since stays.
    pub(in crate::store) fn take_back(&mut self, head: Id) -> Result<Vec<Ref>> {
        let deed: Deed = self.deed(head)?;
        let work = |tx: &Tx| {
            let (kept, _) = tx.turn_back(head, true, &mut Pace::new(&mut |_, _| true))?;
            tx.is_whole(head).map(|()| kept)
        };
        Ok(self.entry(&deed, Some(head), Mode::Each, None, work)?.0)
    }

    /// Takes back what was cut off: the program that did it is no more.
    pub(in crate::store) fn mend(&mut self) -> Result<()> {
        let cut: Vec<Id> = {
            let mut found = self.sql.prepare_cached("SELECT entry FROM under_way")?;
            found.query_map(params![], |row| row.get(0))?.collect::<Result<_, _>>()?
        };
        if cut.is_empty() {
            return Ok(());
        }
        let Some(_alone) = Bulk::begin(self.path(), Duration::ZERO)? else { return Ok(()) };
        cut.into_iter().try_for_each(|head| self.take_back(head).map(|_| ()))
    }
}
