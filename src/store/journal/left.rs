//! Whether what a deed left is as it left it, and else what was done since.
use super::pause::of_deed;
use super::undo::Image;
use crate::domain::deed::Ref;
use crate::domain::field::{Head, Home};
use crate::domain::kinds::{heads_of, shape};
use crate::domain::value::{Choice, Id};
use crate::domain::{reach, tag};
use crate::lang::Text;
use crate::store::file::schema::{AS_WRITTEN, OUTSIDE};
use crate::store::links::owner_in;
use crate::store::{Db, Later, Told, Tx};
use anyhow::{Error, Result};
use rusqlite::types::Value as Cell;
use rusqlite::{OptionalExtension, params};
use std::collections::{BTreeMap, BTreeSet};

/// The tables whose rows a field shows as one text, and the column by which it knows its own. Such a field is as a deed
/// left it where the same rows are there; the rows of all other parts stand each for itself.
const SHOWN: [(&str, &str); 3] = [(reach::TABLE, "sort"), (tag::TABLE, "''"), (AS_WRITTEN, "field")];

/// The rows of a record that a field of it shows as one text.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Shown {
    table: &'static str,
    own: &'static str,
    parent: Id,
    of_kind: i64,
    text: String,
}

impl Shown {
    /// The record.
    pub(super) fn owner(&self) -> Option<Ref> {
        Ref::unpack((self.parent << 6) | self.of_kind)
    }
}

/// A condition on an entry's number: it is after a deed, and neither of it nor the one that is written now.
fn is_later(column: &str, deed: usize, now: usize) -> String {
    format!("{column} > ?{deed} AND NOT {} AND {column} <> ?{now}", of_deed(column, deed))
}

impl Tx<'_> {
    /// What the field of a record is called that holds a column or shows a row.
    pub(super) fn label(&self, image: &Image, at: Ref) -> Result<Option<Text>> {
        let shown = if image.column.is_none() { self.shown(&image.table, image.row)? } else { None };
        let is = |head: &Head| match (&image.column, &shown, head.home) {
            (Some(column), ..) => image.table == at.kind && head.key == column,
            (_, Some(shown), Home::Reach(sort)) => shown.table == reach::TABLE && shown.text == sort.key(),
            (_, Some(shown), Home::Tags) => shown.table == tag::TABLE,
            _ => false,
        };
        let heads = heads_of(at.kind);
        Ok(heads.into_iter().find(|head| is(head)).map(|head| head.label))
    }

    /// Whether anything was done after a deed.
    pub(super) fn is_last(&self, entry: Id) -> Result<bool> {
        let sql = format!("SELECT 1 FROM entry WHERE {}", is_later("id", 1, 2));
        Ok(!self.sql.prepare_cached(&sql)?.exists([entry, self.entry.get()])?)
    }

    /// The field that shows a row, here or gone, as a part of one text.
    pub(super) fn shown(&self, table: &str, row: Id) -> Result<Option<Shown>> {
        let Some((table, own)) = SHOWN.into_iter().find(|(known, _)| *known == table) else { return Ok(None) };
        let then = match own {
            "''" => own.to_owned(),
            own => format!("json_extract(before, '$.{own}')"),
        };
        let sql = format!(
            "SELECT parent, of_kind, {own} FROM \"{table}\" WHERE id = ?2 UNION ALL SELECT * FROM (
             SELECT json_extract(before, '$.parent'), json_extract(before, '$.of_kind'), {then} FROM change
             WHERE tbl = (SELECT id FROM name WHERE tbl = ?1 AND col = '') AND row = ?2
             AND col IS NULL AND before IS NOT NULL ORDER BY id DESC LIMIT 1)"
        );
        let shown =
            |r: &rusqlite::Row<'_>| Ok(Shown { table, own, parent: r.get(0)?, of_kind: r.get(1)?, text: r.get(2)? });
        Ok(self.sql.prepare_cached(&sql)?.query_row(params![table, row], shown).optional()?)
    }

    /// The last deed by which what a field shows is other than an earlier one left it. It is asked before anything is
    /// written back.
    pub(super) fn moved(&self, entry: Id, shown: &Shown) -> Result<Option<Id>> {
        let Shown { table, own, parent, of_kind, text } = shown;
        let then = if *own == "''" { (*own).to_owned() } else { format!("json_extract(c.before, '$.{own}')") };
        let sql = format!(
            "SELECT id, 1 FROM \"{table}\" WHERE parent = ?2 AND of_kind = ?3 AND {own} = ?4 UNION
             SELECT c.row, EXISTS (SELECT 1 FROM \"{table}\" WHERE id = c.row) FROM change c
             WHERE c.tbl = (SELECT id FROM name WHERE tbl = ?1 AND col = '') AND c.col IS NULL AND c.before IS NOT NULL
             AND json_extract(c.before, '$.parent') = ?2 AND json_extract(c.before, '$.of_kind') = ?3
             AND {then} = ?4 AND c.entry > ?5"
        );
        let rows: Vec<(Id, bool)> = {
            let mut found = self.sql.prepare_cached(&sql)?;
            let found =
                found.query_map(params![table, parent, of_kind, text, entry], |r| Ok((r.get(0)?, r.get(1)?)))?;
            found.collect::<Result<_, _>>()?
        };
        let mut last = None;
        for (row, is_here) in rows {
            // What came first was not there, what went first was.
            let moves = self.moves(entry, table, row)?.filter(|(came, _)| *came == is_here);
            last = last.max(moves.map(|(_, entry)| entry));
        }
        Ok(last)
    }

    /// Of fields that are other than a merge left them, the rows of which it is taken back all the same: what it brought and
    /// nobody changed goes, and what that stood in the place of comes back.
    pub(super) fn unmoved(
        &self,
        entry: Id,
        images: &[Image],
        moved: &BTreeMap<Shown, Id>,
    ) -> Result<BTreeSet<(&'static str, Id)>> {
        let (mut goes, mut went) = (BTreeSet::new(), Vec::new());
        for image in images.iter().filter(|image| !moved.is_empty() && image.column.is_none()) {
            let shown = self.shown(&image.table, image.row)?.filter(|shown| moved.contains_key(shown));
            let Some(shown) = shown.filter(|shown| shown.table != AS_WRITTEN) else { continue };
            if let Cell::Text(whole) = &image.before {
                went.push((shown, image.row, whole));
            } else if !self.is_changed(entry, shown.table, image.row)? {
                goes.insert((shown.table, image.row));
            }
        }
        let mut unmoved = goes.clone();
        for (Shown { table, own, parent, of_kind, text }, row, whole) in went {
            let says = if table == tag::TABLE { "tag" } else { "raw" };
            let sql = format!(
                "SELECT id FROM \"{table}\" WHERE parent = ?1 AND of_kind = ?2 AND {own} = ?3
                 AND {says} = json_extract(?4, '$.{says}')"
            );
            let mut found = self.sql.prepare_cached(&sql)?;
            let stands: Option<Id> = found.query_row(params![parent, of_kind, text, whole], |r| r.get(0)).optional()?;
            if stands.is_some_and(|stands| goes.contains(&(table, stands))) {
                unmoved.insert((table, row));
            }
        }
        Ok(unmoved)
    }

    /// Whether a row came, before it may have gone again, or went first, after a deed; and by which deed it did last.
    fn moves(&self, entry: Id, table: &str, row: Id) -> Result<Option<(bool, Id)>> {
        let sql = format!(
            "SELECT c.before IS NULL, c.entry, c.id FROM change c WHERE c.tbl = (SELECT id FROM name WHERE tbl = ?1 AND col = '')
             AND c.row = ?2 AND c.col IS NULL AND {} UNION ALL
             SELECT 1, s.entry, 0 FROM span s WHERE s.tbl = (SELECT id FROM name WHERE tbl = ?1 AND col = '')
             AND ?2 BETWEEN s.lo AND s.hi AND {} ORDER BY 2, 3",
            is_later("c.entry", 3, 4),
            is_later("s.entry", 3, 4)
        );
        let mut found = self.sql.prepare_cached(&sql)?;
        let mut found = found.query(params![table, row, entry, self.entry.get()])?;
        let mut moves = None;
        while let Some(cells) = found.next()? {
            let (came, entry) = (cells.get(0)?, cells.get(1)?);
            moves = Some((moves.map_or(came, |(first, _)| first), entry));
        }
        Ok(moves)
    }

    /// The last deed that gave a part to a record which an earlier one made.
    fn grown(&self, entry: Id, at: Ref) -> Result<Option<Id>> {
        let mut last = None;
        for (table, of_kind) in inside(at.kind) {
            let rows: Vec<Id> = {
                let mut found =
                    self.sql.prepare_cached(&format!("SELECT id FROM \"{table}\" WHERE parent = ?1{of_kind}"))?;
                found.query_map([at.id], |r| r.get(0))?.collect::<Result<_, _>>()?
            };
            for row in rows {
                let came = self.moves(entry, table, row)?.filter(|(came, _)| *came);
                last = last.max(came.map(|(_, entry)| entry));
            }
        }
        Ok(last)
    }

    /// Those of the records between two ids, made by a bulk deed, that were given a part since.
    pub(super) fn grown_between(&self, entry: Id, kind: &str, lo: Id, hi: Id) -> Result<Vec<Id>> {
        let mut grown = Vec::new();
        for (table, of_kind) in inside(kind) {
            let sql = format!(
                "SELECT DISTINCT parent FROM \"{table}\" p WHERE parent BETWEEN ?2 AND ?3{of_kind} AND NOT EXISTS (
                 SELECT 1 FROM span s WHERE {} AND s.tbl = (SELECT id FROM name WHERE tbl = ?1 AND col = '')
                 AND p.id BETWEEN s.lo AND s.hi)",
                of_deed("s.entry", 4)
            );
            let mut found = self.sql.prepare_cached(&sql)?;
            let found = found.query_map(params![table, lo, hi, entry], |r| r.get(0))?;
            grown.extend(found.collect::<Result<Vec<Id>, _>>()?);
        }
        Ok(grown)
    }

    /// Whether what an entry left there is something else by now, or has nothing to be in any more, nor by what comes back
    /// with it.
    pub(super) fn is_other(&self, entry: Id, image: &Image, comes: &BTreeSet<Id>) -> Result<bool> {
        let Image { table, row, column, before, after } = image;
        Ok(match (column, before) {
            (Some(column), _) => self.now(table, *row, column)?.as_ref() != Some(after),
            (None, Cell::Text(_)) => {
                let owner = self.owner_ever(table, *row)?.filter(|owner| !comes.contains(owner)).and_then(Ref::unpack);
                self.has(table, *row)? || owner.map_or(Ok(false), |owner| self.is_there(owner).map(|there| !there))?
            }
            (None, _) => self.is_changed(entry, table, *row)?,
        })
    }

    /// Whether a row that an entry made is other than it was then, is gone, or has parts that it did not have.
    pub(super) fn is_changed(&self, entry: Id, table: &str, row: Id) -> Result<bool> {
        let own = shape(table).map(|shape| Ref { kind: shape.kind, id: row });
        Ok(self.changed_since(entry, table, row)? || own.map_or(Ok(None), |at| self.grown(entry, at))?.is_some())
    }

    /// Whether a row that an entry made is other than it was then, or is gone.
    pub(super) fn changed_since(&self, entry: Id, table: &str, row: Id) -> Result<bool> {
        if !self.has(table, row)? {
            return Ok(true);
        }
        let mut found = self.sql.prepare_cached(&format!(
            "SELECT n.col, c.before FROM change c JOIN name t ON t.id = c.tbl AND t.tbl = ?1 AND t.col = ''
             LEFT JOIN name n ON n.id = c.col WHERE c.row = ?2 AND {} ORDER BY c.id",
            is_later("c.entry", 3, 4)
        ))?;
        let mut first: BTreeMap<String, Cell> = BTreeMap::new();
        let mut rows = found.query(params![table, row, entry, self.entry.get()])?;
        while let Some(cells) = rows.next()? {
            if let Some(column) = cells.get::<_, Option<String>>(0)? {
                first.entry(column).or_insert(cells.get(1)?);
            }
        }
        for (column, was) in first {
            if self.now(table, row, &column)? != Some(was) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// The refusal that names what was done to a row after the deed that is to be undone.
    pub(super) fn later(&self, entry: Id, table: &str, row: Id) -> Result<Error> {
        let sql = format!(
            "SELECT max(c.entry) FROM change c JOIN name t ON t.id = c.tbl AND t.tbl = ?1 AND t.col = ''
             WHERE c.row = ?2 AND {}",
            is_later("c.entry", 3, 4)
        );
        let own: Option<Id> =
            self.sql.prepare_cached(&sql)?.query_row(params![table, row, entry, self.entry.get()], |r| r.get(0))?;
        let at = self.owner_ever(table, row)?.and_then(Ref::unpack);
        let grown = at.filter(|at| at.kind == table).map_or(Ok(None), |at| self.grown(entry, at))?;
        self.refusal(at, own.max(grown))
    }

    /// The refusal that names what was done to a record by a later deed.
    pub(super) fn refusal(&self, at: Option<Ref>, later: Option<Id>) -> Result<Error> {
        let told = later.map(|later| self.audit_one(later)).transpose()?.flatten();
        let of_it = |told: Told| Told { deed: told.deed.of_kind(at.map_or("", |at| at.kind)), ..told };
        let name = at.map_or(Ok(String::new()), |at| self.called(at))?;
        Ok(Later { name, told: told.map(of_it) }.into())
    }
}

impl Db {
    /// What a column of a row holds; nothing, where the row is not there.
    pub(super) fn now(&self, table: &str, row: Id, column: &str) -> Result<Option<Cell>> {
        let sql = format!("SELECT \"{column}\" FROM \"{table}\" WHERE id = ?");
        Ok(self.sql.prepare_cached(&sql)?.query_row([row], |r| r.get(0)).optional()?)
    }

    /// Whether a table has a row.
    pub(super) fn has(&self, table: &str, row: Id) -> Result<bool> {
        Ok(self.sql.prepare_cached(&format!("SELECT 1 FROM \"{table}\" WHERE id = ?"))?.exists([row])?)
    }

    /// The kept record that a row is, or is a part of; or was, where it went.
    pub(in crate::store) fn owner_ever(&self, table: &str, row: Id) -> Result<Option<Id>> {
        if let Some(owner) = self.owner_of(table, row)? {
            return Ok(Some(owner));
        }
        let sql = "SELECT json_extract(before, '$.parent'), json_extract(before, '$.of_kind') FROM change
                   WHERE tbl = (SELECT id FROM name WHERE tbl = ?1 AND col = '') AND row = ?2
                   AND col IS NULL AND before IS NOT NULL ORDER BY id DESC LIMIT 1";
        let found = self.sql.prepare_cached(sql)?.query_row(params![table, row], |r| Ok((r.get(0)?, r.get(1)?)));
        Ok(found.optional()?.and_then(|(parent, no)| owner_in(table, parent, no)))
    }
}

/// The tables of what is in the records of a kind, each with the condition that tells its rows from those of others.
fn inside(kind: &str) -> Vec<(&'static str, String)> {
    let Some(shape) = shape(kind) else { return Vec::new() };
    let row = (shape.blank)();
    let parts: Vec<_> = row.parts().iter().map(|part| (part.table, part.shared)).collect();
    let all = parts.into_iter().chain([(OUTSIDE, true), (AS_WRITTEN, true)]);
    all.map(|(table, shared)| (table, if shared { format!(" AND of_kind = {}", shape.no) } else { String::new() }))
        .collect()
}
