//! Writing back what a deed changed, column by column, and only where it still is as the deed left it.
use super::left::Shown;
use super::paced::Pace;
use super::pause::of_deed;
use super::spans::{Span, are_of};
use crate::domain::deed::{IMPORT, Ref};
use crate::domain::kinds::shape;
use crate::domain::problem::{Fault, Problems};
use crate::domain::value::Id;
use crate::lang::{Lang, Text, fault, health};
use crate::store::links::{own_links, part_owner};
use crate::store::write::merge::{MERGE, MERGED};
use crate::store::{Db, Told, Tx};
use anyhow::{Error, Result};
use rusqlite::types::Value as Cell;
use rusqlite::{OptionalExtension, params};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// A column of a change, or the whole row where it came or went.
pub(super) struct Image {
    pub(super) table: String,
    pub(super) row: Id,
    pub(super) column: Option<String>,
    pub(super) before: Cell,
    pub(super) after: Cell,
}

impl Image {
    /// The record that went as a whole, packed.
    fn record(&self) -> Option<Id> {
        let shape = shape(&self.table).filter(|_| self.column.is_none() && self.before != Cell::Null)?;
        Some(Ref { kind: shape.kind, id: self.row }.packed())
    }
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
    /// Writes back all that a deed changed, by its first entry; gives the records that an undo had to leave, and of a merge
    /// the fields. Where it is to leave what was changed since, nothing refuses it.
    pub(in crate::store) fn turn_back(
        &self,
        entry: Id,
        leaves: bool,
        pace: &mut Pace,
    ) -> Result<(Vec<Ref>, Vec<Text>)> {
        // What leads to each other goes, and comes back, as one, in whatever order.
        self.sql.execute_batch("PRAGMA defer_foreign_keys = ON")?;
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
        let made = |of: &Image| are_of(&spans, &of.table, of.row);
        let act = self.deed(entry)?.own().act;
        // What two records that were made one have been told since, the one that stayed keeps; what an import brought to a
        // record that was told the same since, that one.
        let (merged, imported) = (act == MERGE, act == IMPORT || leaves);
        let comes: BTreeSet<Id> = images.iter().filter_map(Image::record).collect();
        let later = !self.is_last(entry)?;
        let moved = if later { self.all_moved(entry, &images)? } else { BTreeMap::new() };
        let unmoved = if merged { self.unmoved(entry, &images, &moved)? } else { BTreeSet::new() };
        let (mut stayed, mut fields) = (BTreeSet::new(), Vec::new());
        if later && imported {
            stayed = self.told_since(entry, images.iter().filter(|image| !made(image)), &moved, &comes)?;
            stayed.extend(self.grown_anew(entry, &spans)?);
        }
        // What follows from what is written back takes about as long again.
        pace.expect(2 * images.len());
        for image in &images {
            pace.done(1)?;
            let owner = if stayed.is_empty() { None } else { self.owner_ever(&image.table, image.row)? };
            if made(image) || imported && owner.is_some_and(|owner| stayed.contains(&owner)) {
                continue;
            }
            if later && let Some(refused) = self.leads_back(image)? {
                if !(merged || imported) {
                    return Err(refused);
                }
                stayed.extend(self.owner_ever(&image.table, image.row)?);
                continue;
            }
            let is_unmoved = image.column.is_none() && unmoved.contains(&(image.table.as_str(), image.row));
            let as_left = moved.is_empty() || is_unmoved;
            let since = if as_left { None } else { self.shown_by(image)?.and_then(|shown| moved.get(&shown)) };
            let free = merged && image.column.as_deref().is_none_or(|column| !TOLD_APART.contains(&column));
            if free && (since.is_some() || self.is_other(entry, image, &comes)?) {
                let owner = self.owner_ever(&image.table, image.row)?;
                if let Some(label) = owner.and_then(Ref::unpack).map(|at| self.label(image, at)).transpose()?.flatten()
                    && !fields.contains(&label)
                {
                    fields.push(label);
                }
                stayed.extend(owner);
                continue;
            }
            if let Some(since) = since {
                let owner = self.owner_ever(&image.table, image.row)?.and_then(Ref::unpack);
                return Err(self.refusal(owner, Some(*since))?);
            }
            match self.turn(entry, image, &mut touched) {
                Err(refused) if leaves && (refused.is::<Problems>() || refused.is::<Later>()) => {}
                turned => turned?,
            }
        }
        touched.extend(self.grown_here(&spans)?);
        let kept = self.drop_spans(entry, &spans, &stayed, pace)?;
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
        Ok((self.its_own(entry, &images, &spans, kept)?, fields))
    }

    /// Of the records that an undo left, those that the deed made or changed: what they were merged with since is left
    /// with them, and is none of it.
    fn its_own(&self, entry: Id, images: &[Image], spans: &[Span], mut kept: Vec<Ref>) -> Result<Vec<Ref>> {
        let made = |at: &Ref| spans.iter().any(|(table, lo, hi)| *table == at.kind && (*lo..=*hi).contains(&at.id));
        if spans.is_empty() || kept.iter().all(made) {
            return Ok(kept);
        }
        let mut changed = self.brought_to(entry)?;
        for image in images {
            changed.extend(match shape(&image.table) {
                Some(shape) => Some(Ref { kind: shape.kind, id: image.row }.packed()),
                None => self.owner_then(&image.table, image.row, entry)?,
            });
        }
        kept.retain(|at| made(at) || changed.contains(&at.packed()));
        Ok(kept)
    }

    /// Why a link of a record to another of its kind is not put back that would lead it to itself by now.
    fn leads_back(&self, image: &Image) -> Result<Option<Error>> {
        let (Some(column), Cell::Integer(to)) = (&image.column, &image.before) else { return Ok(None) };
        let own = own_links().iter().find(|(kind, key)| *kind == image.table && key == column);
        let Some((kind, key)) = own else { return Ok(None) };
        let [at, to] = [image.row, *to].map(|id| Ref { kind, id });
        if !self.is_on_the_way(to, key, at.id)? {
            return Ok(None);
        }
        let said = health::is_part_of(&self.called(to)?, &self.called(at)?);
        Ok(Some(Problems::from(Fault::new(said)).into()))
    }

    /// The field of which a row that came or went is shown as a part of one text.
    fn shown_by(&self, image: &Image) -> Result<Option<Shown>> {
        if image.column.is_some() { Ok(None) } else { self.shown(&image.table, image.row) }
    }

    /// The fields shown as one text of which a deed changed rows, and that are other than it left them: by which deed.
    fn all_moved(&self, entry: Id, images: &[Image]) -> Result<BTreeMap<Shown, Id>> {
        let mut shown = BTreeSet::new();
        for image in images {
            shown.extend(self.shown_by(image)?);
        }
        let mut moved = BTreeMap::new();
        for shown in shown {
            if let Some(later) = self.moved(entry, &shown)? {
                moved.insert(shown, later);
            }
        }
        Ok(moved)
    }

    /// The records of which something is other than a deed left it at its end, of what it changed of them.
    fn told_since<'i>(
        &self,
        entry: Id,
        images: impl Iterator<Item = &'i Image>,
        moved: &BTreeMap<Shown, Id>,
        comes: &BTreeSet<Id>,
    ) -> Result<BTreeSet<Id>> {
        let mut told: BTreeSet<Id> = moved.keys().filter_map(Shown::owner).map(Ref::packed).collect();
        let (mut cells, mut rows) = (BTreeSet::new(), BTreeSet::new());
        for image in images {
            let row = (image.table.as_str(), image.row);
            let is_last = match &image.column {
                _ if rows.contains(&row) => false,
                Some(column) => cells.insert((row, column.as_str())),
                None => rows.insert(row),
            };
            if is_last && self.is_other(entry, image, comes)? {
                told.extend(self.owner_ever(row.0, row.1)?);
            }
        }
        Ok(told)
    }

    fn turn(&self, entry: Id, image: &Image, touched: &mut BTreeSet<Id>) -> Result<()> {
        let Image { table, row, column, before, after } = image;
        if let Some(column) = column {
            if self.now(table, *row, column)?.as_ref() != Some(after) {
                return Err(self.later(entry, table, *row)?);
            }
            let sql = format!("UPDATE \"{table}\" SET \"{column}\" = ? WHERE id = ?");
            self.sql.prepare_cached(&sql)?.execute(params![before, row])?;
            touched.extend(self.owner_of(table, *row)?);
        } else if let Cell::Text(whole) = before {
            if self.has(table, *row)? {
                return Err(self.later(entry, table, *row)?);
            }
            let cells: serde_json::Map<String, serde_json::Value> = serde_json::from_str(whole)?;
            let names: Vec<String> = cells.keys().map(|key| format!("\"{key}\"")).collect();
            let values: Vec<String> = cells.keys().map(|key| format!("json_extract(?1, '$.{key}')")).collect();
            let sql = format!("INSERT INTO \"{table}\" ({}) VALUES ({})", names.join(", "), values.join(", "));
            self.sql.prepare_cached(&sql)?.execute([whole])?;
            touched.extend(self.owner_of(table, *row)?);
        } else {
            touched.extend(self.owner_of(table, *row)?);
            if self.is_changed(entry, table, *row)? {
                return Err(self.later(entry, table, *row)?);
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

    pub(in crate::store) fn called(&self, at: Ref) -> Result<String> {
        let sql = format!("SELECT called FROM \"{}\" WHERE id = ?", at.kind);
        Ok(self.sql.prepare_cached(&sql)?.query_row([at.id], |r| r.get(0)).optional()?.unwrap_or_default())
    }

    fn called_row(&self, table: &str, row: Id) -> Result<String> {
        self.owner_of(table, row)?.and_then(Ref::unpack).map_or(Ok(String::new()), |at| self.called(at))
    }
}

impl Db {
    /// Whether a record is there.
    pub fn is_there(&self, at: Ref) -> Result<bool> {
        Ok(self.sql.prepare_cached(&format!("SELECT 1 FROM \"{}\" WHERE id = ?", at.kind))?.exists([at.id])?)
    }

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
