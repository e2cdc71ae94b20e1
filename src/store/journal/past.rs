//! A record as it was as of an entry of the journal: what stands there now, with all that came after taken back. It is
//! asked when a file comes back that was written out then.
use crate::domain::deed::Ref;
use crate::domain::field::{Head, Home, Row};
use crate::domain::kind::Kind;
use crate::domain::kinds::{KeptRow, no_of, shape};
use crate::domain::value::{Id, Instant, Value};
use crate::store::file::schema::AS_WRITTEN;
use crate::store::write::rows;
use crate::store::{Db, instant};
use anyhow::Result;
use rusqlite::types::{Value as Cell, ValueRef};
use rusqlite::{OptionalExtension, params};
use std::collections::{BTreeMap, HashSet};

/// A record as it was.
pub struct Past {
    /// The record with its parts.
    pub row: Box<dyn KeptRow>,
    /// What its fields could not take, by field.
    pub written: Vec<(String, String)>,
}

/// A deed of the journal: its number, when it was, whose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Its number.
    pub entry: Id,
    /// When.
    pub at: Instant,
    /// The person.
    pub who: Id,
}

/// What became of a row of a table after an entry.
#[derive(Default)]
pub(super) struct Since {
    /// What each changed column held before.
    before: BTreeMap<String, Cell>,
    /// What first became of the row as a whole.
    first: Whole,
}

/// What became of a whole row.
#[derive(Default)]
pub(super) enum Whole {
    #[default]
    Stayed,
    Came,
    /// With all its cells.
    Went(serde_json::Map<String, serde_json::Value>),
}

impl Since {
    /// Whether the row was there at the entry.
    fn was_there(&self) -> bool {
        !matches!(self.first, Whole::Came)
    }

    /// The whole number that a column held at the entry, where that is not what it holds now.
    pub(super) fn whole(&self, column: &str) -> Option<Id> {
        match (self.before.get(column), &self.first) {
            (Some(Cell::Integer(n)), _) => Some(*n),
            (None, Whole::Went(cells)) => cells.get(column)?.as_i64(),
            _ => None,
        }
    }

    /// What a column held at the entry, where that is not what it holds now.
    fn then(&self, head: &Head) -> Result<Option<Value>> {
        if let Some(cell) = self.before.get(head.key) {
            return rows::value(head.kind, cell.into()).map(Some);
        }
        let Whole::Went(cells) = &self.first else { return Ok(None) };
        let value = match cells.get(head.key) {
            Some(serde_json::Value::String(text)) => rows::value(head.kind, ValueRef::Text(text.as_bytes()))?,
            Some(serde_json::Value::Number(n)) => {
                rows::value(head.kind, n.as_i64().map_or(ValueRef::Null, ValueRef::Integer))?
            }
            _ => Value::Empty,
        };
        Ok(Some(value))
    }
}

/// A row without its type where it is kept: its table, and which of the parents it may belong to.
#[derive(Clone, Copy)]
struct Inner<'a> {
    table: &'a str,
    parent: Id,
    of_kind: Option<i64>,
}

impl Db {
    /// The newest deed of the file.
    pub fn newest(&self) -> Result<Option<Mark>> {
        let newest = "SELECT id, at, who FROM entry ORDER BY id DESC LIMIT 1";
        self.marked(newest, params![])
    }

    /// A deed by its number.
    pub fn deed_at(&self, entry: Id) -> Result<Option<Mark>> {
        self.marked("SELECT id, at, who FROM entry WHERE id = ?", params![entry])
    }

    fn marked(&self, sql: &str, with: &[&dyn rusqlite::ToSql]) -> Result<Option<Mark>> {
        let found = self.sql.prepare_cached(sql)?.query_row(with, |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?)));
        let found: Option<(Id, i64, Id)> = found.optional()?;
        found.map(|(entry, at, who)| Ok(Mark { entry, at: instant(at)?, who })).transpose()
    }

    /// The records of a kind that something was done to after an entry, or to their parts: these at least.
    pub fn touched_since(&self, kind: &str, entry: Id) -> Result<HashSet<Id>> {
        let Some(shape) = shape(kind) else { return Ok(HashSet::new()) };
        let mut touched = HashSet::new();
        let own = "SELECT row FROM change WHERE entry > ?2 AND tbl = (SELECT id FROM name WHERE tbl = ?1 AND col = '')";
        self.ids_into(own, kind, entry, &mut touched)?;
        let blank = (shape.blank)();
        let parts = blank.parts();
        for table in parts.iter().map(|part| part.table).chain([AS_WRITTEN]) {
            let changed = format!(
                "SELECT coalesce((SELECT parent FROM \"{table}\" WHERE id = c.row),
                    (SELECT json_extract(g.before, '$.parent') FROM change g WHERE g.tbl = c.tbl AND g.row = c.row
                     AND g.col IS NULL AND g.before IS NOT NULL ORDER BY g.id DESC LIMIT 1))
                 FROM change c WHERE c.entry > ?2 AND c.tbl = (SELECT id FROM name WHERE tbl = ?1 AND col = '')"
            );
            self.ids_into(&changed, table, entry, &mut touched)?;
            let brought = format!(
                "SELECT t.parent FROM span s JOIN \"{table}\" t ON t.id BETWEEN s.lo AND s.hi
                 WHERE s.entry > ?2 AND s.tbl = (SELECT id FROM name WHERE tbl = ?1 AND col = '')"
            );
            self.ids_into(&brought, table, entry, &mut touched)?;
        }
        Ok(touched)
    }

    fn ids_into(&self, sql: &str, table: &str, entry: Id, into: &mut HashSet<Id>) -> Result<()> {
        let mut found = self.sql.prepare_cached(sql)?;
        let mut found = found.query(params![table, entry])?;
        while let Some(row) = found.next()? {
            into.extend(row.get::<_, Option<Id>>(0)?);
        }
        Ok(())
    }

    /// A record as it was as of an entry; nothing, where it was not there.
    ///
    /// # Errors
    /// `Missing`, where it is not there now.
    pub fn past(&self, at: Ref, entry: Id) -> Result<Option<Past>> {
        let now = self.any(at.kind, at.id)?;
        self.as_of(at, Some(&*now), entry)
    }

    /// The same, of one that is not there now where `now` is none.
    pub(in crate::store) fn as_of(&self, at: Ref, now: Option<&dyn KeptRow>, entry: Id) -> Result<Option<Past>> {
        let since = self.since(at.kind, at.id, entry)?;
        let was_there = since.was_there() && (now.is_some() || matches!(since.first, Whole::Went(_)));
        let Some(shape) = shape(at.kind).filter(|_| was_there) else { return Ok(None) };
        let (mut row, blank) = ((shape.blank)(), (shape.blank)());
        row.set_id(at.id);
        pour(&mut *row, now.map(|now| now as &dyn Row), &since)?;
        for (n, part) in now.unwrap_or(&*blank).parts().into_iter().enumerate() {
            let inner = Inner { table: part.table, parent: at.id, of_kind: part.shared.then_some(shape.no) };
            let here: BTreeMap<Id, &dyn Row> = part.rows.each().map(|row| (row.id(), row)).collect();
            let into = row.part_mut(n);
            for id in self.ever_since(inner, here.keys().copied(), entry)? {
                let since = self.since(inner.table, id, entry)?;
                if since.was_there() {
                    let line = into.grow();
                    line.set_id(id);
                    pour(line, here.get(&id).copied(), &since)?;
                }
            }
        }
        Ok(Some(Past { row, written: self.written_then(at, shape.no, entry)? }))
    }

    /// What the fields of a record could not take as of an entry.
    fn written_then(&self, at: Ref, no: i64, entry: Id) -> Result<Vec<(String, String)>> {
        let inner = Inner { table: AS_WRITTEN, parent: at.id, of_kind: Some(no) };
        let here: BTreeMap<Id, (String, String)> = {
            let mut found =
                self.sql.prepare_cached("SELECT id, field, text FROM as_written WHERE parent = ? AND of_kind = ?")?;
            found
                .query_map(params![at.id, no], |r| Ok((r.get(0)?, (r.get(1)?, r.get(2)?))))?
                .collect::<Result<_, _>>()?
        };
        let mut all = Vec::new();
        for id in self.ever_since(inner, here.keys().copied(), entry)? {
            let since = self.since(AS_WRITTEN, id, entry)?;
            let then = |column: &str, now: Option<&String>| {
                let before = since
                    .before
                    .get(column)
                    .map(|cell| if let Cell::Text(text) = cell { text.clone() } else { String::new() });
                let went = || match &since.first {
                    Whole::Went(cells) => cells.get(column)?.as_str().map(str::to_owned),
                    _ => None,
                };
                before.or_else(went).or_else(|| now.cloned())
            };
            let now = here.get(&id);
            let pair = then("field", now.map(|(field, _)| field)).zip(then("text", now.map(|(_, text)| text)));
            all.extend(pair.filter(|_| since.was_there()));
        }
        Ok(all)
    }

    /// The rows of a part that are there, and those that went after an entry, in their order.
    fn ever_since(&self, inner: Inner, here: impl Iterator<Item = Id>, entry: Id) -> Result<Vec<Id>> {
        let sql = "SELECT row FROM change WHERE tbl = (SELECT id FROM name WHERE tbl = ?1 AND col = '') AND col IS NULL
                   AND before IS NOT NULL AND json_extract(before, '$.parent') = ?2 AND entry > ?3
                   AND (?4 IS NULL OR json_extract(before, '$.of_kind') = ?4)";
        let mut ids: Vec<Id> = here.collect();
        let mut found = self.sql.prepare_cached(sql)?;
        let mut found = found.query(params![inner.table, inner.parent, entry, inner.of_kind])?;
        while let Some(row) = found.next()? {
            ids.push(row.get(0)?);
        }
        ids.sort_unstable();
        ids.dedup();
        Ok(ids)
    }

    /// What became of a row after an entry.
    pub(super) fn since(&self, table: &str, row: Id, entry: Id) -> Result<Since> {
        let sql = "SELECT n.col, c.col IS NULL, c.before FROM change c LEFT JOIN name n ON n.id = c.col
                   WHERE c.tbl = (SELECT id FROM name WHERE tbl = ?1 AND col = '') AND c.row = ?2 AND c.entry > ?3 ORDER BY c.id";
        let mut since = Since::default();
        let mut found = self.sql.prepare_cached(sql)?;
        let mut found = found.query(params![table, row, entry])?;
        while let Some(cells) = found.next()? {
            if !matches!(since.first, Whole::Stayed) {
                break;
            }
            match (cells.get::<_, Option<String>>(0)?, cells.get::<_, bool>(1)?, cells.get::<_, Cell>(2)?) {
                (Some(column), _, before) => {
                    since.before.entry(column).or_insert(before);
                }
                (None, true, Cell::Text(whole)) => since.first = Whole::Went(serde_json::from_str(&whole)?),
                (None, true, _) => since.first = Whole::Came,
                _ => {}
            }
        }
        if matches!(since.first, Whole::Stayed) {
            let sql = "SELECT 1 FROM span WHERE tbl = (SELECT id FROM name WHERE tbl = ?1 AND col = '') AND entry > ?3
                       AND ?2 BETWEEN lo AND hi";
            if self.sql.prepare_cached(sql)?.exists(params![table, row, entry])? {
                since.first = Whole::Came;
            }
        }
        Ok(since)
    }

    /// The last deed after an entry that changed a field of a record, or of a row of its part.
    pub fn last_change(&self, at: Ref, part: Option<(&str, Id)>, head: &Head, entry: Id) -> Result<Option<Mark>> {
        let no = no_of(at.kind);
        let (table, row) = part.unwrap_or((at.kind, at.id));
        let column = "SELECT e.id, e.at, e.who FROM change c JOIN entry e ON e.id = c.entry
             WHERE c.tbl = (SELECT id FROM name WHERE tbl = ?1 AND col = '') AND c.row = ?2 AND c.entry > ?3
             AND c.col = (SELECT id FROM name WHERE tbl = ?1 AND col = ?4) ORDER BY c.id DESC LIMIT 1";
        let of_part = "SELECT e.id, e.at, e.who FROM change c JOIN entry e ON e.id = c.entry
             WHERE c.tbl = (SELECT id FROM name WHERE tbl = ?1 AND col = '') AND c.entry > ?2 AND c.row IN (
                SELECT id FROM \"TABLE\" WHERE parent = ?3 AND of_kind = ?4 UNION ALL
                SELECT row FROM change WHERE tbl = (SELECT id FROM name WHERE tbl = ?1 AND col = '') AND col IS NULL
                AND before IS NOT NULL AND json_extract(before, '$.parent') = ?3) ORDER BY c.id DESC LIMIT 1";
        let several = |table: &str| self.marked(&of_part.replace("TABLE", table), params![table, entry, at.id, no]);
        let own = match head.home {
            Home::Reach(_) => several(crate::domain::reach::TABLE)?,
            Home::Tags => several(crate::domain::tag::TABLE)?,
            _ => self.marked(column, params![table, row, entry, head.key])?,
        };
        if own.is_some() || part.is_some() { Ok(own) } else { several(AS_WRITTEN) }
    }
}

/// Fills a blank row by what it held then: the columns that changed since as they were before, the others as they are.
fn pour(into: &mut dyn Row, now: Option<&dyn Row>, since: &Since) -> Result<()> {
    for (at, head) in into.heads().into_iter().enumerate().filter(|(_, head)| head.home == Home::Column) {
        let value = match since.then(head)? {
            Some(value) => Some(value),
            // An amount brings no currency of its own: that is another column.
            None => now.map(|now| match (head.kind, now.get(at)) {
                (Kind::Money, Value::Money(money)) => Value::Whole(money.minor),
                (_, value) => value,
            }),
        };
        if let Some(value) = value {
            // What the field takes no more is left blank.
            let _ = into.set(at, value);
        }
    }
    Ok(())
}
