//! The journal of the whole file by pages, and what one entry of it was done to.
use super::history::{TOLD, told_of};
use super::pause::of_deed;
use crate::domain::deed::Ref;
use crate::domain::kinds::shape;
use crate::domain::sought::Sought;
use crate::domain::value::Id;
use crate::store::links::owner_in;
use crate::store::{Db, Told, Turned, unpack};
use anyhow::Result;
use rusqlite::params_from_iter;
use rusqlite::types::Value as Cell;
use std::collections::BTreeMap;

impl Db {
    /// What was done that is asked for, whatever its words, the newest first, and of that so many before an entry;
    /// without what changed.
    pub fn audit(&self, sought: &Sought, before: Option<Id>, limit: usize) -> Result<Vec<Told>> {
        let (mut asked, mut values): (Vec<String>, Vec<Cell>) = (Vec::new(), Vec::new());
        let mut ask = |sql: &str, value: Cell| {
            asked.push(sql.to_owned());
            values.push(value);
        };
        if let Some(before) = before {
            ask("e.id < ?", Cell::Integer(before));
        }
        if let Some(from) = sought.from {
            ask("e.at >= ?", Cell::Integer(from.timestamp()));
        }
        if let Some(till) = sought.till {
            ask("e.at < ?", Cell::Integer(till.timestamp()));
        }
        if !sought.who.is_empty() {
            ask("e.who IN (SELECT value FROM json_each(?))", Cell::Text(serde_json::to_string(&sought.who)?));
        }
        if !sought.kinds.is_empty() {
            let of = "EXISTS (SELECT 1 FROM json_each(?) k WHERE e.kind = k.value
                      OR instr(e.said, '&=kind=' || k.value || '\\n') > 0)";
            ask(of, Cell::Text(serde_json::to_string(&sought.kinds)?));
        }
        if !sought.acts.is_empty() {
            ask("e.act IN (SELECT value FROM json_each(?))", Cell::Text(serde_json::to_string(&sought.acts)?));
        }
        // The parts of a deed that paused are told with the first of them.
        asked.push("e.part_of IS NULL".to_owned());
        let asked = asked.join(" AND ");
        let sql = format!("SELECT {TOLD} FROM entry e WHERE {asked} ORDER BY e.id DESC LIMIT {limit}");
        let mut found = self.sql.prepare_cached(&sql)?;
        found.query_and_then(params_from_iter(values), told_of)?.collect()
    }

    /// A deed by the number of its entry.
    pub fn entry_of(&self, entry: Id) -> Result<Turned> {
        self.turned(entry)
    }

    /// One entry, without what changed.
    pub fn audit_one(&self, entry: Id) -> Result<Option<Told>> {
        let mut told = BTreeMap::new();
        self.told(&mut told, entry)?;
        Ok(told.into_values().next())
    }

    /// The records that an entry changed, so many of them in the order in which it did, and how many there are.
    pub fn touched(&self, entry: Id, limit: usize) -> Result<(Vec<Ref>, usize)> {
        let rows: Vec<(String, Id, Option<Id>, Option<i64>)> = {
            let of = of_deed("c.entry", 1);
            let sql = format!(
                "SELECT t.tbl, c.row, max(CASE WHEN c.col IS NULL THEN json_extract(c.before, '$.parent') END),
                 max(CASE WHEN c.col IS NULL THEN json_extract(c.before, '$.of_kind') END)
                 FROM change c JOIN name t ON t.id = c.tbl WHERE {of} GROUP BY c.tbl, c.row ORDER BY min(c.id)"
            );
            let mut found = self.sql.prepare_cached(&sql)?;
            let row = |r: &rusqlite::Row<'_>| Ok((r.get(0)?, r.get(1)?, r.get(2)?, r.get(3)?));
            found.query_map([entry], row)?.collect::<Result<_, _>>()?
        };
        let mut known = std::collections::HashSet::new();
        let mut all: Vec<Ref> = Vec::new();
        for (table, row, parent, kind) in rows {
            let packed = match self.owner_of(&table, row)? {
                Some(packed) => Some(packed),
                None => owner_in(&table, parent, kind),
            };
            if let Some(packed) = packed.filter(|packed| known.insert(*packed)) {
                all.push(unpack(packed)?);
            }
        }
        for packed in self.brought_to(entry)?.into_iter().filter(|packed| known.insert(*packed)).collect::<Vec<_>>() {
            all.push(unpack(packed)?);
        }
        let mut count = all.len();
        all.truncate(limit);
        for (table, lo, hi) in self.spans(entry)? {
            let Some(shape) = shape(&table) else { continue };
            let own = Ref { kind: shape.kind, id: 0 };
            let doubled = known.iter().filter_map(|at| Ref::unpack(*at)).filter(|at| at.kind == own.kind);
            count +=
                usize::try_from(hi - lo + 1)?.saturating_sub(doubled.filter(|at| (lo..=hi).contains(&at.id)).count());
            // Those that are gone since are told, too.
            let new = (lo..=hi).map(|id| Ref { id, ..own }).filter(|at| !known.contains(&at.packed()));
            all.extend(new.take(limit.saturating_sub(all.len())));
        }
        Ok((all, count))
    }

    /// What an entry changed of a record itself; nothing of one that it made with many others.
    pub fn changed_by(&self, entry: Id, at: Ref) -> Result<Option<Told>> {
        let sql = "SELECT id FROM entry WHERE id = ?1 OR part_of = ?1";
        let parts: Vec<Id> = {
            let mut found = self.sql.prepare_cached(sql)?;
            found.query_map([entry], |row| row.get(0))?.collect::<Result<_, _>>()?
        };
        let of_it = self.own_history(at)?.into_values().filter(|told| parts.contains(&told.entry));
        Ok(of_it.reduce(|mut all, next| {
            all.changes.extend(next.changes);
            all
        }))
    }
}
