//! Writing back what a deed changed, column by column, and only where it still is as the deed left it.
use super::paced::Pace;
use super::pause::of_deed;
use crate::domain::deed::Ref;
use crate::domain::kinds::{numbered, shape};
use crate::domain::problem::{Fault, Problems};
use crate::domain::value::Id;
use crate::lang::{Lang, fault};
use crate::store::links::part_owner;
use crate::store::write::merge::{MERGE, MERGED};
use crate::store::{Db, Told, Tx};
use anyhow::Result;
use rusqlite::types::Value as Cell;
use rusqlite::{OptionalExtension, params};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// A column of a change, or the whole row where it came or went.
struct Image {
    table: String,
    row: Id,
    column: Option<String>,
    before: Cell,
    after: Cell,
}

/// An undo was refused: a record is not as the deed left it.
#[derive(Debug)]
pub struct Later {
    /// The record.
    pub name: String,
    /// What was done to it since.
    pub told: Option<Told>,
}

impl fmt::Display for Later {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.name, fault::CHANGED.to(Lang::En))
    }
}

impl std::error::Error for Later {}

/// By these a record is told to be another: where they are not as a merge left them, it cannot be taken back.
const TOLD_APART: [&str; 2] = [MERGED, "archived"];

impl Tx<'_> {
    /// Writes back all that a deed changed, by its first entry; gives what an import's undo had to leave. Where it is to
    /// leave what was changed since, nothing refuses it.
    pub(in crate::store) fn turn_back(&self, entry: Id, leaves: bool, pace: &mut Pace) -> Result<Vec<Ref>> {
        let images: Vec<Image> = {
            let mut found = self.sql.prepare_cached(&format!(
                "SELECT t.tbl, c.row, n.col, c.before, c.after FROM change c JOIN name t ON t.id = c.tbl
                 LEFT JOIN name n ON n.id = c.col WHERE {} ORDER BY c.id DESC",
                of_deed("c.entry", 1)
            ))?;
            let image = |r: &rusqlite::Row<'_>| {
                Ok(Image { table: r.get(0)?, row: r.get(1)?, column: r.get(2)?, before: r.get(3)?, after: r.get(4)? })
            };
            found.query_map([entry], image)?.collect::<Result<_, _>>()?
        };
        let (mut touched, spans) = (BTreeSet::new(), self.spans(entry)?);
        // What an import made and changed again, as a file that has a row twice does, goes or stays as a whole.
        let made = |of: &Image| spans.iter().any(|(table, lo, hi)| *table == of.table && (*lo..=*hi).contains(&of.row));
        // What two records that were made one have been told since, the one that stayed keeps.
        let merged = self.deed(entry)?.own().act == MERGE;
        let mut stayed = BTreeSet::new();
        // What follows from what is written back takes about as long again.
        pace.expect(2 * images.len());
        for image in &images {
            pace.done(1)?;
            if made(image) {
                continue;
            }
            let free = merged && image.column.as_deref().is_none_or(|column| !TOLD_APART.contains(&column));
            if free && self.is_other(entry, image)? {
                stayed.extend(self.owner_of(&image.table, image.row)?);
                continue;
            }
            match self.turn(entry, image, &mut touched) {
                Err(refused) if leaves && (refused.is::<Problems>() || refused.is::<Later>()) => {}
                turned => turned?,
            }
        }
        let mut kept = self.drop_spans(entry, &spans, pace)?;
        kept.extend(stayed.into_iter().filter_map(Ref::unpack));
        let share = images.len() / touched.len().max(1);
        for packed in touched {
            pace.done(share)?;
            self.index_enough()?;
            let Some(at) = Ref::unpack(packed) else { continue };
            if self.is_there(at)? {
                self.settle(at)?;
                self.changed(at);
            } else {
                self.lost(at);
            }
        }
        Ok(kept)
    }

    /// Whether what an entry left there is something else by now, or has nothing to be in any more.
    fn is_other(&self, entry: Id, image: &Image) -> Result<bool> {
        let Image { table, row, column, before, after } = image;
        Ok(match (column, before) {
            (Some(column), _) => {
                let sql = format!("SELECT \"{column}\" FROM \"{table}\" WHERE id = ?");
                let now: Option<Cell> = self.sql.prepare_cached(&sql)?.query_row([row], |r| r.get(0)).optional()?;
                now.as_ref() != Some(after)
            }
            (None, Cell::Text(whole)) => {
                let cells: serde_json::Map<String, serde_json::Value> = serde_json::from_str(whole)?;
                let owner = match (part_owner(table), cells.get("of_kind").and_then(serde_json::Value::as_i64)) {
                    (Some(owner), _) => Some(owner),
                    (None, no) => no.and_then(numbered).map(|shape| shape.kind),
                };
                let parent = cells.get("parent").and_then(serde_json::Value::as_i64);
                match (owner, parent) {
                    (Some(kind), Some(id)) => !self.is_there(Ref { kind, id })?,
                    _ => false,
                }
            }
            (None, _) => self.changed_since(entry, table, *row)?,
        })
    }

    fn turn(&self, entry: Id, image: &Image, touched: &mut BTreeSet<Id>) -> Result<()> {
        let Image { table, row, column, before, after } = image;
        if let Some(column) = column {
            let sql = format!("SELECT \"{column}\" FROM \"{table}\" WHERE id = ?");
            let now: Option<Cell> = self.sql.prepare_cached(&sql)?.query_row([row], |r| r.get(0)).optional()?;
            if now.as_ref() != Some(after) {
                return self.later(entry, table, *row);
            }
            let sql = format!("UPDATE \"{table}\" SET \"{column}\" = ? WHERE id = ?");
            self.sql.prepare_cached(&sql)?.execute(params![before, row])?;
            touched.extend(self.owner_of(table, *row)?);
        } else if let Cell::Text(whole) = before {
            let cells: serde_json::Map<String, serde_json::Value> = serde_json::from_str(whole)?;
            let names: Vec<String> = cells.keys().map(|key| format!("\"{key}\"")).collect();
            let values: Vec<String> = cells.keys().map(|key| format!("json_extract(?1, '$.{key}')")).collect();
            let sql = format!("INSERT INTO \"{table}\" ({}) VALUES ({})", names.join(", "), values.join(", "));
            self.sql.prepare_cached(&sql)?.execute([whole])?;
            touched.extend(self.owner_of(table, *row)?);
        } else {
            touched.extend(self.owner_of(table, *row)?);
            if self.changed_since(entry, table, *row)? {
                return self.later(entry, table, *row);
            }
            if let Some(shape) = shape(table)
                && let Some(user) = self.used_by(Ref { kind: shape.kind, id: *row })?
            {
                let name = self.called(user)?;
                return Err(
                    Problems::from(Fault::new(fault::used_since(&name)).at(self.called_row(table, *row)?)).into()
                );
            }
            self.sql.prepare_cached(&format!("DELETE FROM \"{table}\" WHERE id = ?"))?.execute([row])?;
        }
        Ok(())
    }

    /// Whether a row that an entry made is other than it was then.
    pub(in crate::store) fn changed_since(&self, entry: Id, table: &str, row: Id) -> Result<bool> {
        let mut found = self.sql.prepare_cached(&format!(
            "SELECT n.col, c.before FROM change c JOIN name t ON t.id = c.tbl AND t.tbl = ?1 AND t.col = ''
             LEFT JOIN name n ON n.id = c.col
             WHERE c.row = ?2 AND c.entry > ?3 AND NOT {} AND c.entry <> ?4 ORDER BY c.id",
            of_deed("c.entry", 3)
        ))?;
        let mut first: BTreeMap<String, Cell> = BTreeMap::new();
        let mut rows = found.query(params![table, row, entry, self.entry.get()])?;
        while let Some(cells) = rows.next()? {
            if let Some(column) = cells.get::<_, Option<String>>(0)? {
                first.entry(column).or_insert(cells.get(1)?);
            }
        }
        for (column, was) in first {
            let sql = format!("SELECT \"{column}\" FROM \"{table}\" WHERE id = ?");
            let now: Option<Cell> = self.sql.prepare_cached(&sql)?.query_row([row], |r| r.get(0)).optional()?;
            if now != Some(was) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// The refusal that names what was done to a row after the deed that is to be undone.
    fn later(&self, entry: Id, table: &str, row: Id) -> Result<()> {
        let sql = format!(
            "SELECT c.entry FROM change c JOIN name t ON t.id = c.tbl AND t.tbl = ?1 AND t.col = ''
             WHERE c.row = ?2 AND c.entry > ?3 AND NOT {} AND c.entry <> ?4 ORDER BY c.id DESC LIMIT 1",
            of_deed("c.entry", 3)
        );
        let found: Option<Id> = self
            .sql
            .prepare_cached(&sql)?
            .query_row(params![table, row, entry, self.entry.get()], |r| r.get(0))
            .optional()?;
        let at = self.owner_of(table, row)?.and_then(Ref::unpack);
        let told = found.map(|later| self.audit_one(later)).transpose()?.flatten();
        let of_it = |told: Told| Told { deed: told.deed.of_kind(at.map_or("", |at| at.kind)), ..told };
        Err(Later { name: self.called_row(table, row)?, told: told.map(of_it) }.into())
    }

    pub(in crate::store) fn called(&self, at: Ref) -> Result<String> {
        let sql = format!("SELECT called FROM \"{}\" WHERE id = ?", at.kind);
        Ok(self.sql.prepare_cached(&sql)?.query_row([at.id], |r| r.get(0)).optional()?.unwrap_or_default())
    }

    fn called_row(&self, table: &str, row: Id) -> Result<String> {
        self.owner_of(table, row)?.and_then(Ref::unpack).map_or(Ok(String::new()), |at| self.called(at))
    }

    fn is_there(&self, at: Ref) -> Result<bool> {
        let sql = format!("SELECT 1 FROM \"{}\" WHERE id = ?", at.kind);
        Ok(self.sql.prepare_cached(&sql)?.query_row([at.id], |_| Ok(())).optional()?.is_some())
    }
}

impl Db {
    /// The kept record that a row is, or is a part of.
    pub(in crate::store) fn owner_of(&self, table: &str, row: Id) -> Result<Option<Id>> {
        if let Some(shape) = shape(table) {
            return Ok(Some(Ref { kind: shape.kind, id: row }.packed()));
        }
        if let Some(owner) = part_owner(table) {
            let sql = format!("SELECT parent FROM \"{table}\" WHERE id = ?");
            let parent: Option<Id> = self.sql.prepare_cached(&sql)?.query_row([row], |r| r.get(0)).optional()?;
            return Ok(parent.map(|id| Ref { kind: owner, id }.packed()));
        }
        let sql = format!("SELECT parent, of_kind FROM \"{table}\" WHERE id = ?");
        let found = self.sql.prepare_cached(&sql)?.query_row([row], |r| Ok((r.get::<_, Id>(0)?, r.get::<_, i64>(1)?)));
        Ok(found.optional()?.map(|(id, no)| (id << 6) | no))
    }
}
