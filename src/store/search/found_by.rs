//! The keys and marks of each record, a row a record: those of one are found by it, each alone lies where it is looked for.
use super::indexed::Sought;
use super::spelt::keys_and_marks;
use crate::domain::deed::Ref;
use crate::domain::digest::Digest;
use crate::domain::face::Find;
use crate::domain::value::Id;
use crate::store::Db;
use anyhow::Result;
use rusqlite::{Row, params};
use serde_json::json;
use std::fmt::Write;

/// Of the record `?1` its keys or its marks, by the column that has them.
fn own(column: &str) -> String {
    format!("SELECT value FROM json_each((SELECT {column} FROM found_by WHERE packed = ?1))")
}

/// Keys and marks as they stand in a row of a record.
pub(in crate::store) struct Listed {
    keys: String,
    marks: String,
}

impl Listed {
    /// Nothing where a record has neither.
    pub fn of(keys: &[String], marks: &[i64]) -> Option<Self> {
        if keys.is_empty() && marks.is_empty() {
            return None;
        }
        let keys = if keys.is_empty() { "[]".to_owned() } else { json!(keys).to_string() };
        Some(Self { keys, marks: numbers(marks) })
    }
}

/// Marks as they stand in a row: `[1,2]`.
pub(super) fn numbers(all: &[i64]) -> String {
    let mut out = String::from("[");
    for (at, number) in all.iter().enumerate() {
        let between = if at == 0 { "" } else { "," };
        let _ = write!(out, "{between}{number}");
    }
    out.push(']');
    out
}

/// A sum over rows, in whatever order they come.
#[derive(Clone, Copy, Default, PartialEq)]
pub(super) struct Sum(u64);

impl Sum {
    pub(super) fn add(&mut self, packed: Id, row: impl FnOnce(&mut Digest)) {
        let mut digest = Digest::default();
        digest.number(packed);
        row(&mut digest);
        self.0 = self.0.wrapping_add(digest.value());
    }
}

/// What the tables of keys and marks hold, or would: to sum a table up takes one walk along it, where to look for each of
/// its rows would take one each.
#[derive(Clone, Copy, Default)]
pub(in crate::store) struct Sums {
    keys: Sum,
    marks: Sum,
    own: Sum,
}

impl Sums {
    /// A record that is found by this.
    pub fn add(&mut self, at: Ref, find: &Find) {
        let (packed, (keys, marks)) = (at.packed(), keys_and_marks(find));
        for key in &keys {
            self.keys.add(packed, |row| row.add(key));
        }
        for mark in &marks {
            self.marks.add(packed, |row| row.number(*mark));
        }
        if let Some(Listed { keys, marks }) = Listed::of(&keys, &marks) {
            self.own.add(packed, |row| [keys, marks].iter().for_each(|text| row.add(text)));
        }
    }
}

impl Db {
    /// The tables of keys and marks that do not hold what was summed up.
    pub(in crate::store) fn amiss(&self, sums: &Sums) -> Result<Vec<&'static str>> {
        let mut kept = Sums::default();
        self.each_kept("find_key", |packed, row| {
            let key = row.get_ref("key")?.as_str()?;
            kept.keys.add(packed, |sum| sum.add(key));
            Ok(())
        })?;
        self.each_kept("alike", |packed, row| {
            let mark = row.get("mark")?;
            kept.marks.add(packed, |sum| sum.number(mark));
            Ok(())
        })?;
        self.each_kept("found_by", |packed, row| {
            let (keys, marks) = (row.get_ref("keys")?.as_str()?, row.get_ref("marks")?.as_str()?);
            kept.own.add(packed, |sum| [keys, marks].iter().for_each(|text| sum.add(text)));
            Ok(())
        })?;
        let many =
            "SELECT 1 FROM alike GROUP BY mark HAVING sum(many) <> CASE count(*) WHEN 1 THEN 0 ELSE count(*) END";
        let differ = [
            ("find_key", kept.keys != sums.keys),
            ("alike", kept.marks != sums.marks || self.sql.prepare(many)?.exists([])?),
            ("found_by", kept.own != sums.own),
        ];
        Ok(differ.into_iter().filter_map(|(table, differs)| differs.then_some(table)).collect())
    }

    fn each_kept(&self, table: &str, mut each: impl FnMut(Id, &Row) -> Result<()>) -> Result<()> {
        let mut found = self.sql.prepare(&format!("SELECT * FROM {table}"))?;
        let mut rows = found.query([])?;
        while let Some(row) = rows.next()? {
            each(row.get("packed")?, row)?;
        }
        Ok(())
    }

    /// Keeps which keys and marks records have; they are written apart.
    pub(in crate::store) fn keep_found_by(&self, all: &[Sought]) -> Result<()> {
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
    pub(in crate::store) fn drop_found_by(&self, packed: Id) -> Result<Vec<i64>> {
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
    pub(in crate::store) fn drop_all_found_by(&self, packed: &str, lo: Id, hi: Id) -> Result<()> {
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
