//! What became of a record that is not there any more: which deed took it away, and what it held until then.
use super::Told;
use super::history::{TOLD, told_of};
use super::past::Past;
use crate::domain::deed::Ref;
use crate::domain::value::Id;
use crate::store::Db;
use anyhow::Result;
use rusqlite::{OptionalExtension, params};
use std::collections::BTreeMap;

/// The last entry that took a row away as a whole, by itself or with all that an import made.
const TAKEN: &str = "
    WITH t AS (SELECT id FROM name WHERE tbl = ?1 AND col = '')
    SELECT max(id) FROM (
        SELECT entry AS id FROM change WHERE tbl = (SELECT id FROM t) AND row = ?2 AND col IS NULL AND before IS NOT NULL
        UNION ALL
        SELECT u.id FROM span s JOIN entry e ON e.id = s.entry JOIN entry u ON u.undoes IN (e.id, e.part_of)
        WHERE s.tbl = (SELECT id FROM t) AND ?2 BETWEEN s.lo AND s.hi)";

/// The first entry that each of these rows came with, by itself or with all that an import made.
const CAME: &str = "
    WITH t AS (SELECT id FROM name WHERE tbl = ?1 AND col = ''), w AS (SELECT value AS id FROM json_each(?2))
    SELECT c.row, c.entry, e.at, e.sitting FROM (
        SELECT row, min(entry) AS entry FROM (
            SELECT row, entry FROM change
            WHERE tbl = (SELECT id FROM t) AND row IN (SELECT id FROM w) AND col IS NULL AND before IS NULL
            UNION ALL
            SELECT w.id, s.entry FROM span s JOIN w ON w.id BETWEEN s.lo AND s.hi WHERE s.tbl = (SELECT id FROM t))
        GROUP BY row) c
    JOIN entry e ON e.id = c.entry";

impl Db {
    /// By what records of a kind are told from others of their number: the deed that each came with. Of those that the
    /// journal does not know to have come there is none.
    pub fn births(&self, kind: &str, ids: &[Id]) -> Result<BTreeMap<Id, Id>> {
        let mut found = self.sql.prepare_cached(CAME)?;
        let births = found.query_map(params![kind, serde_json::to_string(ids)?], |r| {
            let (entry, at, sitting) = (r.get::<_, i64>(1)?, r.get::<_, i64>(2)?, r.get::<_, i64>(3)?);
            Ok((r.get(0)?, sealed(at, sitting).wrapping_mul(31).wrapping_add(entry)))
        })?;
        Ok(births.collect::<rusqlite::Result<_>>()?)
    }

    /// The deed that took a record away; nothing, where the journal knows of none.
    pub fn taken_by(&self, at: Ref) -> Result<Option<Told>> {
        let taken: Option<Id> = self.sql.prepare_cached(TAKEN)?.query_row(params![at.kind, at.id], |r| r.get(0))?;
        let Some(entry) = taken else { return Ok(None) };
        let mut found = self.sql.prepare_cached(&format!("SELECT {TOLD} FROM entry e WHERE e.id = ?"))?;
        let mut found = found.query([entry])?;
        found.next()?.map(told_of).transpose()
    }

    /// What a record that was taken away held as of an entry; where it was not there then, what it held last. Nothing,
    /// where the journal did not keep it: what a file brought in goes without that.
    pub fn past_of_gone(&self, at: Ref, entry: Id) -> Result<Option<Past>> {
        let then = self.as_of(at, None, entry)?;
        match self.taken_by(at)?.filter(|_| then.is_none()) {
            Some(taken) => self.as_of(at, None, taken.entry - 1),
            None => Ok(then),
        }
    }

    /// What an entry is known by: its number may be another's, once a copy was put in the place of the file. Nothing, where
    /// there is none of that number.
    pub fn seal(&self, entry: Id) -> Result<Option<Id>> {
        let sql = "SELECT at, sitting FROM entry WHERE id = ?";
        let found =
            self.sql.prepare_cached(sql)?.query_row([entry], |r| Ok((r.get::<_, i64>(0)?, r.get::<_, i64>(1)?)));
        Ok(found.optional()?.map(|(at, sitting)| sealed(at, sitting)))
    }
}

/// An entry by when and where it was made.
fn sealed(at: i64, sitting: i64) -> Id {
    at.wrapping_mul(31).wrapping_add(sitting)
}
