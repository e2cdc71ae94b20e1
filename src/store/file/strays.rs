//! What in a file leads to what is not there, what is gone, and numbers that would be given twice.
use super::schema::{APART, AS_WRITTEN, OUTSIDE, journalled};
use crate::domain::deed::Ref;
use crate::domain::field::{Head, Home};
use crate::domain::kind::Kind;
use crate::domain::kinds::{KINDS, numbered};
use crate::domain::order::LINES;
use crate::domain::value::Id;
use crate::store::links::own_links;
use crate::store::{Db, Tx};
use anyhow::Result;
use rusqlite::{OptionalExtension, Row, params};
use std::collections::BTreeSet;

/// A row that leads to what is not there: table, row, column or the kind of what is not there.
pub type Stray = (String, Id, String);

/// Tables beside the records whose rows belong to one each, of any kind.
const BESIDE: [&str; 3] = [OUTSIDE, AS_WRITTEN, APART];

/// Columns that lead to a row by its number alone, which no table of fields says.
const BARE: [(&str, &str, &str); 1] = [("order_slip", "line", LINES)];

/// Tables of the journal whose rows are of an entry, and what each is told by.
const OF_ENTRY: [(&str, &str); 2] = [("change", "min(id)"), ("span", "min(lo)")];

/// What the journal calls a table.
const NUMBER: &str = "(SELECT id FROM name WHERE tbl = ?1 AND col = '')";

/// Every column that leads to a record of any kind, by its table, as a packed link; those without a name belong to one.
fn packed() -> BTreeSet<(&'static str, &'static str)> {
    let mut all: BTreeSet<_> = BESIDE.iter().map(|table| (*table, "")).chain([(APART, "other")]).collect();
    for shape in KINDS {
        let row = (shape.blank)();
        let mut add = |table, heads: Vec<&'static Head>| {
            let any = |head: &&Head| head.home == Home::Column && matches!(head.kind, Kind::Any);
            all.extend(heads.into_iter().filter(any).map(|head| (table, head.key)));
        };
        add(shape.kind, row.heads());
        row.parts().iter().for_each(|part| add(part.table, part.rows.heads()));
        all.extend(row.parts().iter().filter(|part| part.shared).map(|part| (part.table, "")));
    }
    all
}

impl Db {
    /// Every row that leads to what is not there.
    pub(super) fn strays(&self) -> Result<Vec<Stray>> {
        let mut all = self.dangling()?;
        let kinds = KINDS
            .iter()
            .map(|to| format!("WHEN {} THEN EXISTS (SELECT 1 FROM \"{}\" t WHERE t.id = packed >> 6)", to.no, to.kind));
        let is_there = format!("CASE packed & 63 {} ELSE 0 END", kinds.collect::<Vec<_>>().join(" "));
        for (table, column) in packed() {
            let link = if column.is_empty() { "(parent << 6) | of_kind".to_owned() } else { format!("\"{column}\"") };
            let sql = format!(
                "SELECT id, packed & 63 FROM (SELECT id, {link} AS packed FROM \"{table}\") WHERE packed IS NOT NULL AND NOT {is_there}"
            );
            let of = |no| numbered(no).map_or("of_kind", |shape| shape.kind);
            let told = |no| if column.is_empty() { of(no) } else { column };
            all.extend(self.each(&sql, |row| Ok((table.to_owned(), row.get(0)?, told(row.get(1)?).to_owned())))?);
        }
        for (table, column, to) in BARE {
            // What was taken away by a deed may still be told of.
            let sql = format!(
                "SELECT id FROM \"{table}\" p WHERE p.\"{column}\" NOT IN (SELECT id FROM \"{to}\") AND NOT EXISTS
                 (SELECT 1 FROM change c WHERE c.row = p.\"{column}\" AND c.col IS NULL AND c.tbl = {})",
                NUMBER.replace("?1", &format!("'{to}'"))
            );
            all.extend(self.each(&sql, |row| Ok((table.to_owned(), row.get(0)?, column.to_owned())))?);
        }
        for (table, row) in OF_ENTRY {
            let sql = format!("SELECT {row} FROM {table} GROUP BY entry HAVING entry NOT IN (SELECT id FROM entry)");
            all.extend(self.each(&sql, |row| Ok((table.to_owned(), row.get(0)?, "entry".to_owned())))?);
        }
        Ok(all)
    }

    fn each<T>(&self, sql: &str, told: impl FnMut(&Row) -> rusqlite::Result<T>) -> Result<Vec<T>> {
        let mut found = self.sql.prepare(sql)?;
        Ok(found.query_map([], told)?.collect::<Result<_, _>>()?)
    }

    /// Rows whose parent, by a key of the database's own, is not there.
    fn dangling(&self) -> Result<Vec<Stray>> {
        let sql = "SELECT c.\"table\", coalesce(c.rowid, 0), iif(k.\"from\" = 'parent', c.parent, k.\"from\")
                   FROM pragma_foreign_key_check c, pragma_foreign_key_list(c.\"table\") k WHERE k.id = c.fkid";
        self.each(sql, |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
    }

    /// Every record that leads to itself by way of others of its kind: a customer is no part of its own parts.
    pub(super) fn circles(&self) -> Result<Vec<(Ref, &'static str)>> {
        let mut all = Vec::new();
        for (kind, key) in own_links() {
            let sql = format!(
                "WITH RECURSIVE up (id, at) AS (SELECT id, \"{key}\" FROM \"{kind}\" WHERE \"{key}\" IS NOT NULL
                 UNION SELECT up.id, t.\"{key}\" FROM up JOIN \"{kind}\" t ON t.id = up.at WHERE t.\"{key}\" IS NOT NULL)
                 SELECT id FROM up WHERE at = id ORDER BY id"
            );
            all.extend(self.each(&sql, |row| Ok((Ref { kind, id: row.get(0)? }, *key)))?);
        }
        Ok(all)
    }

    /// Kinds of which no record is left, though by the journal some were made and did not go.
    pub(super) fn gone(&self) -> Result<Vec<&'static str>> {
        let mut gone = Vec::new();
        for shape in KINDS {
            let sql = format!(
                "SELECT NOT EXISTS (SELECT 1 FROM \"{}\") AND coalesce(
                 (SELECT sum(iif(before IS NULL, 1, -1)) FROM change WHERE tbl = {NUMBER} AND col IS NULL), 0) > 0",
                shape.kind
            );
            if self.sql.query_row(&sql, [shape.kind], |row| row.get(0))? {
                gone.push(shape.kind);
            }
        }
        Ok(gone)
    }

    /// Tables whose next number was given before, each with the first that was not.
    pub(super) fn counters(&self) -> Result<Vec<(&'static str, Id)>> {
        let mut all = Vec::new();
        for table in journalled().into_keys() {
            let last = format!(
                "SELECT max(n) FROM (SELECT max(id) AS n FROM \"{table}\" UNION ALL
                 SELECT max(row) FROM change WHERE tbl = {NUMBER} UNION ALL SELECT max(hi) FROM span WHERE tbl = {NUMBER})"
            );
            let last: Option<Id> = self.sql.query_row(&last, [table], |row| row.get(0))?;
            let next = "SELECT next FROM seq WHERE tbl = ?";
            let next: Option<Id> = self.sql.query_row(next, [table], |row| row.get(0)).optional()?;
            all.extend(last.filter(|last| next.is_none_or(|next| next <= *last)).map(|last| (table, last + 1)));
        }
        Ok(all)
    }
}

impl Tx<'_> {
    /// Counts on after the numbers that were given.
    pub(super) fn count_on(&self, counters: &[(&'static str, Id)]) -> Result<()> {
        let sql = "INSERT INTO seq VALUES (?1, ?2) ON CONFLICT DO UPDATE SET next = max(next, excluded.next)";
        for (table, next) in counters {
            self.sql.prepare_cached(sql)?.execute(params![table, next])?;
        }
        Ok(())
    }
}
