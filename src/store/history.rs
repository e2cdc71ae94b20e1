//! What happened: to one record, or in the whole file.
use super::Db;
use super::journal::{Change, Told};
use crate::domain::deed::Ref;
use crate::domain::field::Head;
use crate::domain::kinds::shape;
use crate::domain::value::Id;
use anyhow::{Context, Result};
use rusqlite::params;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry::Vacant;

impl Db {
    /// What happened to a record and its parts, newest first, entry by entry and field by field.
    pub fn history(&self, at: Ref) -> Result<Vec<Told>> {
        let Some(shape) = shape(at.kind) else { return Ok(Vec::new()) };
        let row = (shape.blank)();
        let mut told: BTreeMap<Id, Told> = BTreeMap::new();
        let imported: Vec<Id> = {
            let sql =
                "SELECT s.entry FROM span s JOIN name n ON n.id = s.tbl AND n.tbl = ?1 WHERE ?2 BETWEEN s.lo AND s.hi";
            let mut found = self.sql.prepare_cached(sql)?;
            found.query_map(params![at.kind, at.id], |r| r.get(0))?.collect::<Result<_, _>>()?
        };
        for entry in imported {
            self.told(&mut told, entry)?;
        }
        self.gather(&mut told, "", at.kind, &row.heads(), &[at.id])?;
        for part in row.parts() {
            let kind = if part.shared { format!(" AND of_kind = {}", shape.no) } else { String::new() };
            let sql = format!("SELECT id FROM \"{}\" WHERE parent = ?{kind}", part.table);
            let ids: Vec<Id> = {
                let mut found = self.sql.prepare_cached(&sql)?;
                found.query_map([at.id], |r| r.get(0))?.collect::<Result<_, _>>()?
            };
            self.gather(&mut told, part.label.to(self.session.lang), part.table, &part.rows.heads(), &ids)?;
        }
        Ok(told.into_values().rev().collect())
    }

    fn told<'a>(&self, told: &'a mut BTreeMap<Id, Told>, entry: Id) -> Result<&'a mut Told> {
        if let Vacant(place) = told.entry(entry) {
            let sql = "SELECT e.at, e.who, coalesce((SELECT u.undoes IS NULL FROM entry u WHERE u.id = e.undoes), 0)
                       FROM entry e WHERE e.id = ?";
            let (at, who, undone) = self
                .sql
                .prepare_cached(sql)?
                .query_row([entry], |r| Ok((r.get::<_, i64>(0)?, r.get(1)?, r.get(2)?)))?;
            let (at, deed) = (super::instant(at)?, self.deed(entry)?);
            place.insert(Told { entry, at, who, undone, deed, changes: Vec::new() });
        }
        told.get_mut(&entry).context("an entry that was just read")
    }

    fn gather(
        &self,
        told: &mut BTreeMap<Id, Told>,
        part: &str,
        table: &str,
        heads: &[&'static Head],
        ids: &[Id],
    ) -> Result<()> {
        let sql = "SELECT c.entry, n.col, c.before, c.after FROM change c
                   JOIN name t ON t.id = c.tbl AND t.tbl = ?1 AND t.col = '' LEFT JOIN name n ON n.id = c.col
                   WHERE c.row = ?2 ORDER BY c.id";
        for id in ids {
            let mut found = self.sql.prepare_cached(sql)?;
            let mut found = found.query(params![table, id])?;
            while let Some(cells) = found.next()? {
                let told = self.told(told, cells.get(0)?)?;
                let column: Option<String> = cells.get(1)?;
                let Some(head) = column.and_then(|c| heads.iter().find(|h| h.key == c)) else { continue };
                let shown = |cell: rusqlite::types::ValueRef<'_>| -> Result<String> {
                    Ok(head.kind.show(&super::rows::value(head.kind, cell)?, self))
                };
                let (before, after) = (shown(cells.get_ref(2)?)?, shown(cells.get_ref(3)?)?);
                let part = if part.is_empty() { String::new() } else { format!("{part} #{id} ") };
                told.changes.push(Change { part, label: head.label, before, after });
            }
        }
        Ok(())
    }

    /// What was done in this file, newest first.
    pub fn entries(&self, limit: usize) -> Result<Vec<Told>> {
        let ids: Vec<Id> = {
            let mut found = self.sql.prepare_cached("SELECT id FROM entry ORDER BY id DESC LIMIT ?")?;
            found.query_map([i64::try_from(limit)?], |r| r.get(0))?.collect::<Result<_, _>>()?
        };
        let mut told = BTreeMap::new();
        for id in ids {
            self.told(&mut told, id)?;
        }
        Ok(told.into_values().rev().collect())
    }
}
