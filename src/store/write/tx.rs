//! The writing face of the store: saving records, and what has to be worked out with them.
use super::inserts::Inserts;
use super::rows::Beside;
use super::settled::Settled;
use super::written::Written;
use crate::domain::deed::{Deed, Ref};
use crate::domain::face::{Face, Kept};
use crate::domain::field::{Row, Rows};
use crate::domain::kinds::{KeptRow, no_of, shape};
use crate::domain::value::Id;
use crate::domain::world::World;
use crate::store::file::schema::leave;
use crate::store::file::turns::Bulk;
use crate::store::search::indexed::{Digest, Gathered, Sought};
use crate::store::search::spelt::Words;
use crate::store::{Db, Missing};
use anyhow::Result;
use rusqlite::params;
use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Deref;

/// How the journal keeps what is made.
#[derive(Clone, Copy, PartialEq)]
pub enum Mode {
    /// Row by row.
    Each = 1,
    /// As ranges of ids.
    Bulk = 2,
}

/// The writing face; it reads what it has written.
pub struct Tx<'a> {
    pub(in crate::store) db: &'a Db,
    pub(in crate::store) deed: &'a Deed,
    /// The first entry of the deed.
    pub(in crate::store) head: Id,
    /// The one that is written now.
    pub(in crate::store) entry: Cell<Id>,
    pub(in crate::store) mode: Mode,
    pub(in crate::store) bulk: Option<Bulk>,
    made: RefCell<Vec<Ref>>,
    /// The next id of each table used so far, and the first that this deed gave.
    pub(super) ids: RefCell<BTreeMap<&'static str, (Id, Id)>>,
    pub(in crate::store) inserts: RefCell<Inserts<'a>>,
    /// What is to be found differently once all rows are written.
    pub(in crate::store) finds: RefCell<Vec<Sought>>,
    pub(in crate::store) gathered: RefCell<Gathered>,
    /// Records that are called otherwise now.
    pub(super) renamed: RefCell<Vec<Ref>>,
    /// The kinds saved so far on which others lean.
    pub(super) rippling: RefCell<BTreeSet<&'static str>>,
    pub(super) settling: Cell<bool>,
    pub(in crate::store) written: Written,
}

impl Deref for Tx<'_> {
    type Target = Db;

    fn deref(&self) -> &Db {
        self.db
    }
}

impl<'a> Tx<'a> {
    pub(in crate::store) fn new(db: &'a Db, deed: &'a Deed, entry: Id, mode: Mode, bulk: Option<Bulk>) -> Self {
        Self {
            db,
            deed,
            head: entry,
            entry: Cell::new(entry),
            mode,
            bulk,
            made: RefCell::default(),
            ids: RefCell::default(),
            inserts: RefCell::default(),
            finds: RefCell::default(),
            gathered: RefCell::default(),
            renamed: RefCell::default(),
            rippling: RefCell::default(),
            settling: Cell::new(false),
            written: Written::default(),
        }
    }

    /// Ends it; what others wait for is held on.
    pub(in crate::store) fn alone(self) -> Option<Bulk> {
        self.bulk
    }

    /// Says in the journal what was said to the rows, where only doing it told.
    pub fn say(&self, said: &str) -> Result<()> {
        self.sql.prepare_cached("UPDATE entry SET said = ? WHERE id = ?")?.execute(params![said, self.head])?;
        Ok(())
    }

    /// Writes a record, its parts and its face; a new one gets its id.
    pub fn save<T: Kept>(&self, record: &mut T) -> Result<()> {
        self.save_row(record, T::KIND)
    }

    /// The same for a kind known only when the program runs.
    pub fn save_row(&self, row: &mut dyn KeptRow, kind: &'static str) -> Result<()> {
        let mut settled = self.settled(row, kind)?;
        self.save_settled(row, kind, &mut settled)
    }

    /// Works out what follows from the rest of a record about to be saved, and its face; a new one gets its number.
    pub fn settled(&self, row: &mut dyn KeptRow, kind: &'static str) -> Result<Settled> {
        if row.id() == 0 {
            self.give_number(row, kind)?;
        }
        Ok(Settled::of(row, self.db))
    }

    /// Writes a record that is settled, its parts and its face; a new one gets its id.
    pub fn save_settled(&self, row: &mut dyn KeptRow, kind: &'static str, settled: &mut Settled) -> Result<()> {
        let (face, spelt) = (&settled.face, settled.spelt.take());
        let (digest, words) =
            spelt.map_or_else(|| (Digest::of(&face.find), None), |(digest, words)| (digest, Some(words)));
        let new = row.id() == 0;
        if new {
            row.set_id(self.next_id(kind)?);
            if self.mode == Mode::Each {
                self.made.borrow_mut().push(Ref { kind, id: row.id() });
            }
        }
        let stale = new || self.is_stale(Ref { kind, id: row.id() }, face, digest)?;
        if !new {
            self.settle_written(row, kind)?;
        }
        self.write(row, kind, &Beside::Face(face, digest.0), new)?;
        self.save_parts(row, kind, new)?;
        let at = Ref { kind, id: row.id() };
        if stale {
            let words = words.unwrap_or_else(|| Words::of(&face.find, &self.country()));
            self.find_by(at, words, new);
        }
        self.changed(at);
        Ok(())
    }

    fn write(&self, row: &dyn Row, table: &'static str, beside: &Beside, new: bool) -> Result<()> {
        if new {
            self.inserts.borrow_mut().insert(self.db, row, table, beside)
        } else {
            self.db.update(row, table, beside)
        }
    }

    fn save_parts(&self, row: &mut dyn KeptRow, kind: &'static str, new: bool) -> Result<()> {
        let (id, no) = (row.id(), no_of(kind));
        let parts: Vec<(&'static str, bool)> = row.parts().iter().map(|p| (p.table, p.shared)).collect();
        for (at, (table, shared)) in parts.into_iter().enumerate() {
            let rows = row.part_mut(at);
            let beside = Beside::Parent(id, shared.then_some(no));
            if !new {
                self.drop_parts(rows, table, id, shared.then_some(no))?;
            }
            for n in 0..rows.len() {
                let part = rows.at_mut(n);
                let new = part.id() == 0;
                if new {
                    part.set_id(self.next_id(table)?);
                }
                self.write(part, table, &beside, new)?;
            }
        }
        Ok(())
    }

    /// Removes the parts that the record no longer has.
    fn drop_parts(&self, rows: &dyn Rows, table: &str, parent: Id, of_kind: Option<i64>) -> Result<()> {
        let stay: Vec<Id> = (0..rows.len()).map(|n| rows.at(n).id()).collect();
        let shared = if of_kind.is_some() { "AND of_kind = ?2" } else { "AND ?2 IS NULL" };
        let sql = format!("SELECT id FROM \"{table}\" WHERE parent = ?1 {shared}");
        let kept: Vec<Id> = {
            let mut found = self.sql.prepare_cached(&sql)?;
            found.query_map(params![parent, of_kind], |r| r.get(0))?.collect::<Result<_, _>>()?
        };
        for gone in kept.into_iter().filter(|id| !stay.contains(id)) {
            self.sql.prepare_cached(&format!("DELETE FROM \"{table}\" WHERE id = ?"))?.execute([gone])?;
        }
        Ok(())
    }

    /// Whether a record is found by other words than before; notes it where it is also called otherwise.
    fn is_stale(&self, at: Ref, face: &Face, digest: Digest) -> Result<bool> {
        let sql = format!("SELECT coalesce(words, 0), called FROM \"{}\" WHERE id = ?", at.kind);
        let found = self.sql.prepare_cached(&sql)?.query_row([at.id], |row| Ok((row.get(0)?, row.get(1)?)));
        let (words, called): (i64, String) = found.map_err(|_| Missing(at.kind.to_owned(), at.id.to_string()))?;
        if called != face.called {
            self.renamed.borrow_mut().push(at);
        }
        Ok(words != digest.0)
    }

    /// The next id of a table; an id once given is never given again.
    pub(in crate::store) fn next_id(&self, table: &'static str) -> Result<Id> {
        let mut ids = self.ids.borrow_mut();
        if let Some((next, _)) = ids.get_mut(table) {
            *next += 1;
            return Ok(*next - 1);
        }
        let sql = "INSERT INTO seq VALUES (?1, (SELECT coalesce(max(site), 0) << 40 FROM workspace) + 1)
                   ON CONFLICT DO UPDATE SET next = next RETURNING next";
        let next: Id = self.sql.prepare_cached(sql)?.query_row([table], |row| row.get(0))?;
        ids.insert(table, (next + 1, next));
        if self.mode == Mode::Bulk {
            leave(&self.sql, table)?;
        }
        Ok(next)
    }

    /// What the deed was done to is called otherwise now than when it began.
    pub fn retitle(&self, title: &str) -> Result<()> {
        let sql = "UPDATE entry SET title = ?1 WHERE id = ?2 AND title <> ?1";
        self.sql.prepare_cached(sql)?.execute(params![title, self.head])?;
        Ok(())
    }

    /// Tells what was done, where that is known only at its end: an import's counts.
    pub fn tell(&self, count: u64, said: &str) -> Result<()> {
        let sql = "UPDATE entry SET count = ?, said = ? WHERE id = ?";
        self.sql.prepare_cached(sql)?.execute(params![i64::try_from(count)?, said, self.head])?;
        Ok(())
    }

    /// The number of the deed.
    pub fn entry(&self) -> Id {
        self.head
    }

    /// The records made so far; a bulk deed keeps ranges of ids alone.
    pub fn made(&self) -> Vec<Ref> {
        self.made.borrow().clone()
    }

    /// A record was written, by whatever way: what leans on its kind will be worked out anew.
    pub(in crate::store) fn changed(&self, at: Ref) {
        self.written.add(at);
        self.changed_kind(at.kind);
    }

    /// Many records of a kind were written.
    pub(in crate::store) fn changed_many(&self, kind: &'static str) {
        self.written.add_many();
        self.changed_kind(kind);
    }

    fn changed_kind(&self, kind: &'static str) {
        self.db.forget_kind(kind);
        if shape(kind).is_some_and(|shape| !shape.ripples.is_empty()) && !self.settling.get() {
            self.rippling.borrow_mut().insert(kind);
        }
    }

    /// Works out anew what follows from the rest of a record, whatever stands there, and finds it by that.
    pub(in crate::store) fn settle(&self, at: Ref) -> Result<()> {
        self.written.add(at);
        let (mut row, unread) = self.db.readable(at.kind, at.id)?;
        if let Some(cell) = unread.into_iter().find(|cell| !cell.is_derived()) {
            return Err(cell.into());
        }
        row.settle(self.db);
        let face = row.face(self.db);
        let digest = Digest::of(&face.find);
        let stale = self.is_stale(at, &face, digest)?;
        self.db.put_settled(&*row, at.kind, &Beside::Face(&face, digest.0))?;
        for part in row.parts() {
            let beside = Beside::Parent(at.id, part.shared.then_some(no_of(at.kind)));
            for n in 0..part.rows.len() {
                self.db.put_settled(part.rows.at(n), part.table, &beside)?;
            }
        }
        if stale {
            self.find_by(at, Words::of(&face.find, &self.country()), false);
        }
        Ok(())
    }
}
