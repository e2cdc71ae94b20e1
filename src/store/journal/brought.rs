//! What an import brought to records that were here before it: its rows are kept as ranges of ids, whatever they are in.
use super::pause::of_deed;
use super::spans::{Span, are_of};
use crate::domain::deed::{Ref, given};
use crate::domain::face::Kept;
use crate::domain::kinds::shape;
use crate::domain::order::Order;
use crate::domain::value::Id;
use crate::store::Db;
use crate::store::links::{owner_in, part_owner};
use anyhow::Result;
use rusqlite::{OptionalExtension, params};
use std::collections::BTreeSet;
use std::fmt::Write;

impl Db {
    /// The rows that a bulk deed made: of a table one range for all that its parts made one after the other.
    pub(in crate::store) fn spans(&self, entry: Id) -> Result<Vec<Span>> {
        let of = of_deed("s.entry", 1);
        let sql = format!(
            "SELECT n.tbl, s.lo, s.hi FROM span s JOIN name n ON n.id = s.tbl WHERE {of} ORDER BY s.entry, s.tbl, s.lo"
        );
        let mut found = self.sql.prepare_cached(&sql)?;
        let mut rows = found.query([entry])?;
        let mut all: Vec<Span> = Vec::new();
        while let Some(row) = rows.next()? {
            let (table, lo, hi): Span = (row.get(0)?, row.get(1)?, row.get(2)?);
            match all.iter_mut().find(|(known, _, last)| *known == table && *last + 1 == lo) {
                Some((.., last)) => *last = hi,
                None => all.push((table, lo, hi)),
            }
        }
        Ok(all)
    }

    /// The records, packed, that a bulk deed did not make and into which it brought rows of their parts; by what each row
    /// was in then, for a merge may have moved it, and it may be gone.
    pub(super) fn brought_to(&self, entry: Id) -> Result<BTreeSet<Id>> {
        let (spans, mut all) = (self.spans(entry)?, BTreeSet::new());
        if spans.is_empty() || self.made_all(entry)? {
            return Ok(all);
        }
        let made = |at: Ref| are_of(&spans, at.kind, at.id);
        for (table, lo, hi) in spans.iter().filter(|(table, ..)| is_part(table)) {
            for row in self.rows_elsewhere(table, (*lo, *hi), &spans)? {
                let then = self.owner_then(table, row, entry)?;
                all.extend(then.filter(|packed| Ref::unpack(*packed).is_some_and(|at| !made(at))));
            }
        }
        Ok(all)
    }

    /// Whether all that an import wrote is in records that it made: of a million rows their parts need not be looked at.
    fn made_all(&self, entry: Id) -> Result<bool> {
        let deed = self.deed(entry)?;
        let said = given(&deed.said);
        let told = |key: &str| said.iter().find(|(known, _)| known == key).map(|(_, text)| text.as_str());
        // An order that is here as it is in the file may have got a line.
        Ok(deed.kind != Order::KIND && told("merged") == Some("0"))
    }

    /// The rows between two ids of a part that are not in records which the same deed made, or were not when they went.
    fn rows_elsewhere(&self, table: &str, (lo, hi): (Id, Id), spans: &[Span]) -> Result<Vec<Id>> {
        let owner = part_owner(table);
        let (mut here, mut gone) = (String::new(), String::new());
        for (made, first, last) in spans {
            let Some(shape) = shape(made).filter(|shape| owner.is_none_or(|owner| owner == shape.kind)) else {
                continue;
            };
            let of_kind =
                |column: &str| if owner.is_none() { format!(" AND {column} = {}", shape.no) } else { String::new() };
            let then = of_kind("json_extract(before, '$.of_kind')");
            write!(here, " AND NOT (parent BETWEEN {first} AND {last}{})", of_kind("of_kind"))?;
            write!(gone, " AND NOT (json_extract(before, '$.parent') BETWEEN {first} AND {last}{then})")?;
        }
        let sql = format!(
            "SELECT id FROM \"{table}\" WHERE id BETWEEN ?2 AND ?3{here} UNION
             SELECT row FROM change WHERE tbl = (SELECT id FROM name WHERE tbl = ?1 AND col = '')
             AND row BETWEEN ?2 AND ?3 AND col IS NULL AND before IS NOT NULL{gone}"
        );
        let mut found = self.sql.prepare(&sql)?;
        Ok(found.query_map(params![table, lo, hi], |r| r.get(0))?.collect::<Result<_, _>>()?)
    }

    /// What a row of a part was in as of an entry, packed.
    pub(super) fn owner_then(&self, table: &str, row: Id, entry: Id) -> Result<Option<Id>> {
        let since = self.since(table, row, entry)?;
        let ever = self.owner_ever(table, row)?;
        let parent = since.whole("parent").or(ever.map(|packed| packed >> 6));
        Ok(owner_in(table, parent, since.whole("of_kind").or(ever.map(|packed| packed & 63))))
    }

    /// The bulk deeds that brought a row of a part into a record, each with the last change of the row before that was.
    pub(super) fn brought_by(&self, table: &str, row: Id, at: Ref) -> Result<Vec<(Id, Id)>> {
        let sql = "SELECT s.entry FROM span s JOIN name n ON n.id = s.tbl AND n.tbl = ?1 AND n.col = ''
                   WHERE ?2 BETWEEN s.lo AND s.hi";
        let entries: Vec<Id> = {
            let mut found = self.sql.prepare_cached(sql)?;
            found.query_map(params![table, row], |r| r.get(0))?.collect::<Result<_, _>>()?
        };
        let mut all = Vec::new();
        for entry in entries {
            if self.owner_then(table, row, entry)? == Some(at.packed()) {
                all.push((self.change_before(table, row, entry)?, entry));
            }
        }
        Ok(all)
    }

    /// A number of a change after which the next of a row is the first of those that an entry or a later one made of it.
    pub(super) fn change_before(&self, table: &str, row: Id, entry: Id) -> Result<Id> {
        let sql = "SELECT min(id) - 1 FROM change WHERE tbl = (SELECT id FROM name WHERE tbl = ?1 AND col = '')
                   AND row = ?2 AND entry >= ?3";
        let found: Option<Id> = self.sql.prepare_cached(sql)?.query_row(params![table, row, entry], |r| r.get(0))?;
        Ok(found.unwrap_or(Id::MAX))
    }

    /// What a record that is gone was called when it went; nothing, where it is there or never was.
    pub fn was_called(&self, at: Ref) -> Result<Option<String>> {
        let went = "SELECT entry FROM change WHERE tbl = (SELECT id FROM name WHERE tbl = ?1 AND col = '') AND row = ?2
                    AND col IS NULL AND before IS NOT NULL ORDER BY id DESC LIMIT 1";
        let went: Option<Id> =
            self.sql.prepare_cached(went)?.query_row(params![at.kind, at.id], |r| r.get(0)).optional()?;
        let Some(went) = went.filter(|_| self.has(at.kind, at.id).is_ok_and(|there| !there)) else { return Ok(None) };
        Ok(self.as_of(at, None, went - 1)?.map(|mut past| {
            past.row.settle(self);
            past.row.face(self).called
        }))
    }
}

/// Whether a table holds rows that the history of a record tells of.
fn is_part(table: &str) -> bool {
    part_owner(table).is_some() || [crate::domain::reach::TABLE, crate::domain::tag::TABLE].contains(&table)
}
