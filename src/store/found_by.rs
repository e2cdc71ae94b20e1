//! The keys and marks of each record, a row a record: those of one are found by it, each alone lies where it is looked for.
use super::Db;
use super::indexed::Sought;
use crate::domain::deed::Ref;
use crate::domain::value::Id;
use anyhow::Result;
use rusqlite::params;
use serde_json::json;

/// Of the record `?1` its keys or its marks, by the column that has them.
fn own(column: &str) -> String {
    format!("SELECT value FROM json_each((SELECT {column} FROM found_by WHERE packed = ?1))")
}

/// Keys and marks as they stand in a row of a record.
pub(super) struct Listed {
    keys: String,
    marks: String,
}

impl Listed {
    /// Nothing where a record has neither.
    pub fn of(keys: &[String], marks: &[i64]) -> Option<Self> {
        if keys.is_empty() && marks.is_empty() {
            return None;
        }
        Some(Self { keys: json!(keys).to_string(), marks: json!(marks).to_string() })
    }
}

impl Db {
    /// Keeps which keys and marks records have; they are written apart.
    pub(super) fn keep_found_by(&self, all: &[Sought]) -> Result<()> {
        let mut insert = self.sql.prepare_cached("INSERT INTO found_by VALUES (?, ?, ?)")?;
        for Sought { at, words, .. } in all {
            if let Some(Listed { keys, marks }) = &words.listed {
                insert.execute(params![at.packed(), keys, marks])?;
            }
        }
        Ok(())
    }

    /// The marks of a record.
    pub fn marks_of(&self, at: Ref) -> Result<Vec<i64>> {
        let mut found = self.sql.prepare_cached(&own("marks"))?;
        Ok(found.query_map([at.packed()], |row| row.get(0))?.collect::<Result<_, _>>()?)
    }

    /// Drops the keys and marks of a record. Gives the marks that others have, too.
    pub(super) fn drop_found_by(&self, packed: Id) -> Result<Vec<i64>> {
        let keys = format!("DELETE FROM find_key WHERE packed = ?1 AND key IN ({})", own("keys"));
        self.sql.prepare_cached(&keys)?.execute([packed])?;
        let marks = format!(
            "DELETE FROM alike WHERE packed = ?1 AND mark IN ({}) RETURNING CASE many WHEN 1 THEN mark END",
            own("marks")
        );
        let shared: Vec<Option<i64>> = {
            let mut gone = self.sql.prepare_cached(&marks)?;
            gone.query_map([packed], |row| row.get(0))?.collect::<Result<_, _>>()?
        };
        self.sql.prepare_cached("DELETE FROM found_by WHERE packed = ?")?.execute([packed])?;
        Ok(shared.into_iter().flatten().collect())
    }

    /// The same of all the records that a query between two ids gives.
    pub(super) fn drop_all_found_by(&self, packed: &str, lo: Id, hi: Id) -> Result<()> {
        for (table, own, column) in [("find_key", "key", "keys"), ("alike", "mark", "marks")] {
            let gone = format!(
                "DELETE FROM {table} WHERE ({own}, packed) IN
                 (SELECT own.value, f.packed FROM found_by f, json_each(f.{column}) own WHERE f.packed IN ({packed}))"
            );
            self.sql.execute(&gone, params![lo, hi])?;
        }
        self.sql.execute(&format!("DELETE FROM found_by WHERE packed IN ({packed})"), params![lo, hi])?;
        Ok(())
    }
}
