//! Two records that are one, as the file has them: all that leads to one is turned to the other. And two that look like
//! one and are not.
use crate::domain::deed::Ref;
use crate::domain::kinds::{KINDS, no_of};
use crate::domain::value::{Id, Value};
use crate::store::file::schema::{APART, AS_WRITTEN, OUTSIDE};
use crate::store::links::{Link, links};
use crate::store::{Db, Tx, unpack};
use anyhow::Result;
use rusqlite::{OptionalExtension, params};
use std::collections::{BTreeSet, HashMap};
use std::sync::LazyLock;

/// How a merge is called in the journal: what was changed since stays where that is taken back.
pub const MERGE: &str = "merge";

/// The column that leads to the record that one was merged into.
pub const MERGED: &str = "merged";

/// Whether records of a kind can turn out to be one: it is asked for every row of a lookup.
fn merges(kind: &str) -> bool {
    static KNOWN: LazyLock<Vec<&'static str>> =
        LazyLock::new(|| KINDS.iter().filter(|shape| shape.has(MERGED)).map(|shape| shape.kind).collect());
    KNOWN.contains(&kind)
}

impl Db {
    /// The record that one was merged into; itself, where it was not.
    pub fn survivor(&self, at: Ref) -> Result<Ref> {
        if !merges(at.kind) {
            return Ok(at);
        }
        let sql = format!("SELECT {MERGED} FROM \"{}\" WHERE id = ? AND {MERGED} <> id", at.kind);
        let mut now = at;
        // What it was merged into may have been merged in its turn; nothing leads in a circle.
        for _ in 0..u8::MAX {
            let next: Option<Id> = self.sql.prepare_cached(&sql)?.query_row([now.id], |row| row.get(0)).optional()?;
            let Some(id) = next else { break };
            now.id = id;
        }
        Ok(now)
    }

    /// The records that were merged into one.
    pub fn merged_into(&self, at: Ref) -> Result<Vec<Ref>> {
        if !merges(at.kind) {
            return Ok(Vec::new());
        }
        let sql = format!("SELECT id FROM \"{}\" WHERE {MERGED} = ? ORDER BY id", at.kind);
        let mut found = self.sql.prepare_cached(&sql)?;
        let found = found.query_map([at.id], |row| row.get(0))?;
        found.map(|id| Ok(Ref { kind: at.kind, id: id? })).collect()
    }

    /// Every record of a kind that was merged, with the one that it was merged into.
    pub fn merges(&self, kind: &str) -> Result<HashMap<Id, Id>> {
        if !merges(kind) {
            return Ok(HashMap::new());
        }
        let sql = format!("SELECT id, {MERGED} FROM \"{kind}\" WHERE {MERGED} IS NOT NULL");
        let mut found = self.sql.prepare(&sql)?;
        Ok(found.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<Result<_, _>>()?)
    }

    /// Whether someone said that two are not the same.
    pub fn is_apart(&self, one: Ref, other: Ref) -> Result<bool> {
        let sql = "SELECT 1 FROM apart WHERE parent = ? AND of_kind = ? AND other = ?";
        Ok(self.sql.prepare_cached(sql)?.exists(params![one.id, no_of(one.kind), other.packed()])?)
    }
}

impl Tx<'_> {
    /// Turns all that leads to one record to another of its kind, in every kind and part: links, the keys by which others
    /// know it, what could not be understood of what the other does not say, and what it is said not to be.
    pub fn turn_to(&self, from: Ref, to: Ref) -> Result<()> {
        let mut touched: BTreeSet<Ref> = BTreeSet::new();
        for link in links(from.kind) {
            self.turn_link(&link, from, to, &mut touched)?;
        }
        let sql = format!("UPDATE {OUTSIDE} SET parent = ? WHERE parent = ? AND of_kind = ?");
        self.sql.prepare_cached(&sql)?.execute(params![to.id, from.id, no_of(from.kind)])?;
        self.turn_written(from, to)?;
        self.turn_apart(from, to)?;
        for at in touched.into_iter().filter(|at| *at != from && *at != to) {
            self.settle(at)?;
            self.changed(at);
        }
        Ok(())
    }

    fn turn_link(&self, link: &Link, from: Ref, to: Ref, touched: &mut BTreeSet<Ref>) -> Result<()> {
        let (table, column, holder) = (link.table, link.column, link.holder());
        let [was, is] = [from, to].map(|at| if link.any { at.packed() } else { at.id });
        let rows: Vec<(Id, Id)> = {
            let sql = format!("SELECT id, {holder} FROM \"{table}\" WHERE \"{column}\" = ?");
            let mut found = self.sql.prepare_cached(&sql)?;
            found.query_map([was], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<Result<_, _>>()?
        };
        // A row that says nothing else is not there twice.
        let twice = format!("SELECT 1 FROM \"{table}\" WHERE {holder} = ? AND \"{column}\" = ?");
        for (row, id) in rows {
            let at = Ref { kind: link.kind, id };
            if at == to && !link.part {
                // It does not lead to itself.
                let sql = format!("UPDATE \"{table}\" SET \"{column}\" = NULL WHERE id = ?");
                self.sql.prepare_cached(&sql)?.execute([row])?;
            } else if link.alone && self.sql.prepare_cached(&twice)?.exists([id, is])? {
                self.sql.prepare_cached(&format!("DELETE FROM \"{table}\" WHERE id = ?"))?.execute([row])?;
            } else {
                let sql = format!("UPDATE \"{table}\" SET \"{column}\" = ? WHERE id = ?");
                self.sql.prepare_cached(&sql)?.execute([is, row])?;
            }
            touched.insert(at);
        }
        Ok(())
    }

    /// What could not be understood goes with it where the other says nothing there.
    fn turn_written(&self, from: Ref, to: Ref) -> Result<()> {
        let (written, known, row) = (self.as_written(from)?, self.as_written(to)?, self.any(to.kind, to.id)?);
        let mut moved = false;
        for (field, _) in written {
            if row.value(&field) == Value::Empty && !known.iter().any(|(own, _)| *own == field) {
                let sql = format!("UPDATE {AS_WRITTEN} SET parent = ? WHERE parent = ? AND of_kind = ? AND field = ?");
                self.sql.prepare_cached(&sql)?.execute(params![to.id, from.id, no_of(from.kind), field])?;
                moved = true;
            }
        }
        if moved { self.settle(to) } else { Ok(()) }
    }

    fn turn_apart(&self, from: Ref, to: Ref) -> Result<()> {
        let others: Vec<Id> = {
            let mut found = self.sql.prepare_cached("SELECT other FROM apart WHERE parent = ? AND of_kind = ?")?;
            found.query_map(params![from.id, no_of(from.kind)], |row| row.get(0))?.collect::<Result<_, _>>()?
        };
        for other in others {
            let other = unpack(other)?;
            if other != to {
                self.set_apart(to, other)?;
            }
        }
        Ok(())
    }

    /// Keeps that two are not the same, though they look like it.
    pub fn set_apart(&self, one: Ref, other: Ref) -> Result<()> {
        for (at, other) in [(one, other), (other, one)] {
            if !self.is_apart(at, other)? {
                let id = self.next_id(APART)?;
                let sql = format!("INSERT INTO {APART} (id, of_kind, parent, other) VALUES (?, ?, ?, ?)");
                self.sql.prepare_cached(&sql)?.execute(params![id, no_of(at.kind), at.id, other.packed()])?;
            }
        }
        Ok(())
    }

    /// Drops what is said of records that go, which are not what they look like: all of a kind between two ids that a
    /// query gives.
    pub(in crate::store) fn drop_apart(&self, packed: &str, lo: Id, hi: Id) -> Result<()> {
        if self.sql.prepare_cached("SELECT 1 FROM apart LIMIT 1")?.exists([])? {
            let sql = format!("DELETE FROM {APART} WHERE other IN ({packed}) OR (parent << 6) | of_kind IN ({packed})");
            self.sql.execute(&sql, params![lo, hi])?;
        }
        Ok(())
    }
}
