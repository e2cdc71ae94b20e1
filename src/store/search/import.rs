//! What an import asks of the whole file at once: what is known here, by which keys and names. It is read in one go, for
//! to ask for each row would take longer than to write it.
use crate::domain::kinds::no_of;
use crate::domain::value::Id;
use crate::store::Db;
use anyhow::Result;
use rusqlite::{OptionalExtension, params};

/// What a source is known by a key for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Outside {
    /// The record.
    pub id: Id,
    /// The row of its part, where the key is that one's.
    pub part: Option<Id>,
    /// Of what the source last said of it.
    pub digest: i64,
}

impl Db {
    /// Every key by which a source knows records of a kind.
    pub fn each_key_of(&self, kind: &str, source: &str, mut each: impl FnMut(&str)) -> Result<()> {
        let sql = "SELECT key FROM outside WHERE of_kind = ? AND source = ?";
        let mut found = self.sql.prepare_cached(sql)?;
        let mut rows = found.query(params![no_of(kind), source])?;
        while let Some(row) = rows.next()? {
            each(row.get_ref(0)?.as_str()?);
        }
        Ok(())
    }

    /// Every key by which any source knows records of a kind: the source, the key, the record.
    pub fn each_key(&self, kind: &str, mut each: impl FnMut(&str, &str, Id)) -> Result<()> {
        let sql = "SELECT source, key, parent FROM outside WHERE of_kind = ? AND part IS NULL";
        let mut found = self.sql.prepare_cached(sql)?;
        let mut rows = found.query([no_of(kind)])?;
        while let Some(row) = rows.next()? {
            each(row.get_ref(0)?.as_str()?, row.get_ref(1)?.as_str()?, row.get(2)?);
        }
        Ok(())
    }

    /// What the records of a kind have in a column of text.
    pub fn each_text(&self, kind: &str, column: &str, mut each: impl FnMut(Id, &str)) -> Result<()> {
        let sql = format!("SELECT id, \"{column}\" FROM \"{kind}\" WHERE \"{column}\" IS NOT NULL");
        let mut found = self.sql.prepare(&sql)?;
        let mut rows = found.query([])?;
        while let Some(row) = rows.next()? {
            each(row.get(0)?, row.get_ref(1)?.as_str()?);
        }
        Ok(())
    }

    /// What tells this workspace from all others: when its first deed was done, to the nanosecond.
    pub fn birth(&self) -> Result<i64> {
        Ok(self.sql.query_row("SELECT coalesce(min(sitting), 0) FROM entry WHERE id = 1", [], |row| row.get(0))?)
    }

    /// How the columns of a shape of file were last brought in, a line each.
    pub fn mapping(&self, shape: &str) -> Result<Option<String>> {
        let sql = "SELECT map FROM mapping WHERE shape = ?";
        Ok(self.sql.prepare_cached(sql)?.query_row([shape], |row| row.get(0)).optional()?)
    }

    /// Keeps that for the next file of this shape. It is outside the journal, as a view is.
    pub fn keep_mapping(&self, shape: &str, map: &str) -> Result<()> {
        let sql = "INSERT INTO mapping VALUES (?, ?) ON CONFLICT DO UPDATE SET map = excluded.map";
        self.sql.prepare_cached(sql)?.execute([shape, map])?;
        Ok(())
    }
}
