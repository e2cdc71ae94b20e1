//! The keys by which other systems know a record, and what they said that no field could take.
use super::{Db, unpack};
use crate::domain::deed::Ref;
use crate::domain::kinds::shape;
use crate::domain::value::Id;
use anyhow::Result;
use rusqlite::{OptionalExtension, params};

impl Db {
    /// The record of a kind that a source knows by a key, and the digest of what it last said of it.
    pub fn outside(&self, kind: &'static str, source: &str, key: &str) -> Result<Option<(Id, i64)>> {
        let no = shape(kind).map_or(0, |shape| shape.no);
        let sql = "SELECT parent, digest FROM outside WHERE of_kind = ? AND source = ? AND key = ?";
        let found = self.sql.prepare_cached(sql)?.query_row(params![no, source, key], |r| Ok((r.get(0)?, r.get(1)?)));
        Ok(found.optional()?)
    }

    /// The record of a kind that any source knows by a key; nothing where several do.
    pub fn known_as(&self, kind: &'static str, key: &str) -> Result<Option<Id>> {
        let no = shape(kind).map_or(0, |shape| shape.no);
        let mut found =
            self.sql.prepare_cached("SELECT DISTINCT parent FROM outside WHERE of_kind = ? AND key = ? LIMIT 2")?;
        let ids: Vec<Id> = found.query_map(params![no, key], |row| row.get(0))?.collect::<Result<_, _>>()?;
        Ok(if let [id] = ids.as_slice() { Some(*id) } else { None })
    }

    /// The keys of a record, each with its source.
    pub fn outside_keys(&self, at: Ref) -> Result<Vec<(String, String)>> {
        let no = shape(at.kind).map_or(0, |shape| shape.no);
        let sql = "SELECT source, key FROM outside WHERE parent = ? AND of_kind = ? ORDER BY id";
        let mut found = self.sql.prepare_cached(sql)?;
        Ok(found.query_map(params![at.id, no], |r| Ok((r.get(0)?, r.get(1)?)))?.collect::<Result<_, _>>()?)
    }

    /// The fields of a record whose text could not be understood, and that text.
    pub fn as_written(&self, at: Ref) -> Result<Vec<(String, String)>> {
        let no = shape(at.kind).map_or(0, |shape| shape.no);
        let sql = "SELECT field, text FROM as_written WHERE parent = ? AND of_kind = ? ORDER BY id";
        let mut found = self.sql.prepare_cached(sql)?;
        Ok(found.query_map(params![at.id, no], |r| Ok((r.get(0)?, r.get(1)?)))?.collect::<Result<_, _>>()?)
    }

    /// The records with a field that could not be understood, by kind and field, with how many there are of each text.
    pub fn flagged(&self) -> Result<Vec<(&'static str, String, i64)>> {
        let sql = "SELECT of_kind, field, count(*) FROM as_written GROUP BY 1, 2 ORDER BY 3 DESC";
        let mut found = self.sql.prepare_cached(sql)?;
        let found = found.query_map([], |r| Ok((r.get::<_, i64>(0)?, r.get(1)?, r.get(2)?)))?;
        found
            .map(|row| {
                let (no, field, count) = row?;
                Ok((unpack(no)?.kind, field, count))
            })
            .collect()
    }
}
