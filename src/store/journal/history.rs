//! What happened: to one record, or in the whole file.
use super::{Change, Told, deed_of};
use crate::domain::deed::Ref;
use crate::domain::field::{Head, PartOf, Row};
use crate::domain::kind::Kind;
use crate::domain::kinds::shape;
use crate::domain::money::Money;
use crate::domain::sought::Sought;
use crate::domain::value::{Id, Slot, Value};
use crate::domain::world::World;
use crate::lang::{Text, say};
use crate::store::{Db, instant};
use anyhow::{Context, Result};
use rusqlite::{OptionalExtension, params};
use std::collections::BTreeMap;
use std::collections::btree_map::Entry::{Occupied, Vacant};

/// The columns of an entry `e` that `told_of` reads: those of its deed first.
pub(in crate::store) const TOLD: &str = "e.kind, e.act, e.title, e.count, e.said, e.id, e.at, e.who,
    coalesce((SELECT u.undoes IS NULL FROM entry u WHERE u.id = e.undoes), 0), e.undoes";

/// An entry, without what changed.
pub(in crate::store) fn told_of(row: &rusqlite::Row<'_>) -> Result<Told> {
    let (deed, at) = (deed_of(row)?, instant(row.get(6)?)?);
    let (entry, who, undone, undoes) = (row.get(5)?, row.get(7)?, row.get(8)?, row.get(9)?);
    Ok(Told { entry, at, who, undone, undoes, deed, changes: Vec::new() })
}

/// Whether a row of a part is called by it.
fn is_name(head: &Head) -> bool {
    head.edit.by_hand() && matches!(head.kind, Kind::Text | Kind::Link(_))
}

/// Where a field stands, and what it is called; one that is called as its part is told by that alone.
fn under(part: &str, of: Text, label: Text) -> (String, Text) {
    (if label == of { String::new() } else { part.to_owned() }, label)
}

impl Db {
    /// What happened to a record and its parts, newest first, entry by entry and field by field; also to what was merged
    /// into it.
    pub fn history(&self, at: Ref) -> Result<Vec<Told>> {
        let mut told = self.own_history(at)?;
        for merged in self.merged_into(at)? {
            // What happened to it before happened to what it turned out to be, and is told under its name.
            let name = self.name(merged.kind, merged.id).unwrap_or_default();
            for mut other in self.history(merged)? {
                other.changes.iter_mut().for_each(|change| change.part = format!("{name} · {}", change.part));
                match told.entry(other.entry) {
                    Vacant(place) => {
                        place.insert(other);
                    }
                    Occupied(mut known) => known.get_mut().changes.append(&mut other.changes),
                }
            }
        }
        // Of a deed done to several kinds, what was done to this one.
        let of_it = |told: Told| Told { deed: told.deed.of_kind(at.kind), ..told };
        Ok(told.into_values().rev().map(of_it).collect())
    }

    /// The same of the record alone, by entry.
    pub(in crate::store) fn own_history(&self, at: Ref) -> Result<BTreeMap<Id, Told>> {
        let mut told: BTreeMap<Id, Told> = BTreeMap::new();
        let Some(shape) = shape(at.kind) else { return Ok(told) };
        let row = (shape.blank)();
        let imported: Vec<Id> = {
            let sql =
                "SELECT s.entry FROM span s JOIN name n ON n.id = s.tbl AND n.tbl = ?1 WHERE ?2 BETWEEN s.lo AND s.hi";
            let mut found = self.sql.prepare_cached(sql)?;
            found.query_map(params![at.kind, at.id], |r| r.get(0))?.collect::<Result<_, _>>()?
        };
        for entry in imported {
            self.told(&mut told, entry)?;
        }
        self.gather(&mut told, (at.kind, say("", "")), &row.heads(), &[(at.id, String::new())])?;
        let made = self.made(at)?;
        for (n, part) in row.parts().into_iter().enumerate() {
            let (ids, heads) = (self.ever(at, shape.no, &part)?, part.rows.heads());
            let label = part.label.to(self.session.lang);
            let named = |(place, id): (usize, Id)| -> Result<(Id, String)> {
                let name = self.row_name(part.table, &heads, id)?.unwrap_or_else(|| format!("#{}", place + 1));
                Ok((id, format!("{label} {name} ")))
            };
            let rows: Vec<(Id, String)> = ids.into_iter().enumerate().map(named).collect::<Result<_>>()?;
            self.gather(&mut told, (part.table, part.label), &heads, &rows)?;
            let mut blank = (shape.blank)();
            let blank = blank.part_mut(n).grow();
            for (id, part_row) in rows {
                let moves = self.moves_of(part.table, id, at, &made)?;
                self.came_and_went(&mut told, (&part_row, part.label), part.table, blank, id, &moves)?;
            }
        }
        for told in told.values_mut() {
            leave_out_moved(&mut told.changes);
        }
        Ok(told)
    }

    /// The entries that made a record: what its parts were then is no change.
    fn made(&self, at: Ref) -> Result<Vec<Id>> {
        let sql = "WITH t AS (SELECT id FROM name WHERE tbl = ?1 AND col = '')
                   SELECT entry FROM change WHERE tbl = (SELECT id FROM t) AND row = ?2 AND col IS NULL AND before IS NULL
                   UNION SELECT e.id FROM span s JOIN entry m ON m.id = s.entry
                   JOIN entry e ON e.id = coalesce(m.part_of, m.id) OR e.part_of = coalesce(m.part_of, m.id)
                   WHERE s.tbl = (SELECT id FROM t) AND ?2 BETWEEN s.lo AND s.hi";
        let mut found = self.sql.prepare_cached(sql)?;
        Ok(found.query_map(params![at.kind, at.id], |r| r.get(0))?.collect::<Result<_, _>>()?)
    }

    /// When a row of a part came, and when it went, but with its record: the change before, the entry, and whether it came.
    fn moves_of(&self, table: &str, row: Id, at: Ref, made: &[Id]) -> Result<Vec<(Id, Id, bool)>> {
        let sql = "SELECT id - (before IS NOT NULL), entry, before IS NULL FROM change
                   WHERE tbl = (SELECT id FROM name WHERE tbl = ?1 AND col = '') AND row = ?2 AND col IS NULL ORDER BY id";
        let mut moves: Vec<(Id, Id, bool)> = {
            let mut found = self.sql.prepare_cached(sql)?;
            found
                .query_map(params![table, row], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?)))?
                .collect::<Result<_, _>>()?
        };
        moves.extend(self.brought_by(table, row, at)?.into_iter().map(|(before, entry)| (before, entry, true)));
        moves.retain(|(_, entry, _)| !made.contains(entry));
        Ok(moves)
    }

    /// The rows that a part has, and those that it had.
    fn ever(&self, at: Ref, kind_no: i64, part: &PartOf) -> Result<Vec<Id>> {
        let kind = |of: &str| if part.shared { format!(" AND {of} = {kind_no}") } else { String::new() };
        let (here, gone) = (kind("of_kind"), kind("json_extract(before, '$.of_kind')"));
        let sql = format!(
            "SELECT id FROM \"{}\" WHERE parent = ?1{here} UNION
             SELECT row FROM change WHERE tbl = (SELECT id FROM name WHERE tbl = ?2 AND col = '') AND col IS NULL
             AND before IS NOT NULL AND json_extract(before, '$.parent') = ?1{gone} ORDER BY 1",
            part.table
        );
        let mut found = self.sql.prepare_cached(&sql)?;
        Ok(found.query_map(params![at.id, part.table], |r| r.get(0))?.collect::<Result<_, _>>()?)
    }

    /// What a row of a part is called: the first that it says in words, now or when it went.
    fn row_name(&self, table: &str, heads: &[&'static Head], id: Id) -> Result<Option<String>> {
        let went =
            "SELECT id - 1 FROM change WHERE tbl = (SELECT id FROM name WHERE tbl = ?1 AND col = '') AND row = ?2
                    AND col IS NULL AND before IS NOT NULL ORDER BY id DESC LIMIT 1";
        let here = format!("SELECT 1 FROM \"{table}\" WHERE id = ?");
        let here = self.sql.prepare_cached(&here)?.exists([id])?;
        let mut went = self.sql.prepare_cached(went)?;
        let went: Option<Id> = went.query_row(params![table, id], |row| row.get(0)).optional()?;
        let until = went.filter(|_| !here).unwrap_or(Id::MAX);
        for head in heads.iter().filter(|head| is_name(head)) {
            let name = head.kind.show(&self.then(table, id, head, until)?, self);
            if !name.is_empty() {
                return Ok(Some(name));
            }
        }
        Ok(None)
    }

    /// What a row of a part had when it came, and when it went, besides what a blank one has. What names it is told first,
    /// with what sort of row it is: `Reached at mail: q@x.vn → —`.
    fn came_and_went(
        &self,
        told: &mut BTreeMap<Id, Told>,
        (part, of): (&str, Text),
        table: &str,
        blank: &dyn Row,
        id: Id,
        moves: &[(Id, Id, bool)],
    ) -> Result<()> {
        for (change, entry, came) in moves.iter().copied() {
            let heads = blank.heads();
            let (mut sort, mut names) = (None, false);
            for (n, head) in heads.iter().copied().enumerate().filter(|(_, head)| head.edit.by_hand()) {
                let value = self.then(table, id, head, change)?;
                if n == 0 && matches!(head.kind, Kind::OneOf(_)) {
                    sort = Some(head.kind.show(&value, self));
                    continue;
                }
                if value == Value::Empty || value == blank.get(n) {
                    continue;
                }
                let shown = head.kind.show(&self.in_currency(value, head, &heads, (table, id), entry, came)?, self);
                let (before, after) = if came { (String::new(), shown) } else { (shown, String::new()) };
                let first = !names && is_name(head);
                names |= first;
                let (part, label) = match &sort {
                    Some(sort) if first => (format!("{} {sort}", of.to(self.session.lang)), say("", "")),
                    _ => under(part, of, head.label),
                };
                self.told(told, entry)?.changes.push(Change { part, label, before, after });
            }
        }
        Ok(())
    }

    /// The value of a row's column after a change: what the next one found there, else what stands there.
    fn then(&self, table: &str, row: Id, head: &Head, change: Id) -> Result<Value> {
        let next = format!(
            "SELECT CASE WHEN c.col IS NULL THEN json_extract(c.before, '$.{}') ELSE c.before END FROM change c
             WHERE c.tbl = (SELECT id FROM name WHERE tbl = ?1 AND col = '') AND c.row = ?2 AND c.id > ?3
             AND (c.col IS NULL AND c.before IS NOT NULL OR c.col = (SELECT id FROM name WHERE tbl = ?1 AND col = ?4))
             ORDER BY c.id LIMIT 1",
            head.key
        );
        let read = |r: &rusqlite::Row<'_>| Ok(crate::store::write::rows::value(head.kind, r.get_ref(0)?));
        let mut next = self.sql.prepare_cached(&next)?;
        let found = next.query_row(params![table, row, change, head.key], read).optional()?;
        let found = if found.is_some() {
            found
        } else {
            let now = format!("SELECT \"{}\" FROM \"{table}\" WHERE id = ?", head.key);
            self.sql.prepare_cached(&now)?.query_row([row], read).optional()?
        };
        Ok(found.transpose()?.unwrap_or(Value::Empty))
    }

    pub(in crate::store) fn told<'a>(&self, told: &'a mut BTreeMap<Id, Told>, entry: Id) -> Result<&'a mut Told> {
        if let Vacant(place) = told.entry(entry) {
            let sql = format!("SELECT {TOLD} FROM entry e WHERE e.id = ?");
            place.insert(self.sql.prepare_cached(&sql)?.query_row([entry], |row| Ok(told_of(row)))??);
        }
        told.get_mut(&entry).context("an entry that was just read")
    }

    fn gather(
        &self,
        told: &mut BTreeMap<Id, Told>,
        (table, of): (&str, Text),
        heads: &[&'static Head],
        rows: &[(Id, String)],
    ) -> Result<()> {
        let sql = "SELECT c.entry, n.col, c.before, c.after FROM change c
                   JOIN name t ON t.id = c.tbl AND t.tbl = ?1 AND t.col = '' LEFT JOIN name n ON n.id = c.col
                   WHERE c.row = ?2 ORDER BY c.id";
        for (id, part) in rows {
            let mut found = self.sql.prepare_cached(sql)?;
            let mut found = found.query(params![table, id])?;
            while let Some(cells) = found.next()? {
                let told = self.told(told, cells.get(0)?)?;
                let column: Option<String> = cells.get(1)?;
                let Some(head) = column.and_then(|c| heads.iter().find(|h| h.key == c)) else { continue };
                let entry: Id = told.entry;
                let shown = |cell: rusqlite::types::ValueRef<'_>, since: bool| -> Result<String> {
                    let value = crate::store::write::rows::value(head.kind, cell)?;
                    Ok(head.kind.show(&self.in_currency(value, head, heads, (table, *id), entry, since)?, self))
                };
                let (before, after) = (shown(cells.get_ref(2)?, false)?, shown(cells.get_ref(3)?, true)?);
                let (part, label) = under(part, of, head.label);
                told.changes.push(Change { part, label, before, after });
            }
        }
        Ok(())
    }

    /// An amount in the currency that its row had before an entry, or since.
    fn in_currency(
        &self,
        value: Value,
        head: &Head,
        heads: &[&'static Head],
        (table, row): (&str, Id),
        entry: Id,
        since: bool,
    ) -> Result<Value> {
        let (Kind::Money, Value::Whole(minor)) = (head.kind, &value) else { return Ok(value) };
        let mut currency = self.currency();
        if let Some(code) = heads.iter().find(|head| head.key == "currency") {
            let bound = if since { "max(id)" } else { "min(id) - 1" };
            let sql = format!("SELECT {bound} FROM change WHERE entry = ?");
            let change: Option<Id> = self.sql.prepare_cached(&sql)?.query_row([entry], |r| r.get(0))?;
            // A bulk deed may have made rows and changed none.
            let change = change.map_or_else(|| self.change_before(table, row, entry), Ok)?;
            // What is no currency any more leaves the house's.
            let _ = currency.put(self.then(table, row, code, change)?);
        }
        Ok(Value::Money(Money { minor: *minor, currency }))
    }

    /// What was done in this file, newest first.
    pub fn entries(&self, limit: usize) -> Result<Vec<Told>> {
        self.audit(&Sought::default(), None, limit)
    }
}

/// What a deed took out and put in again, in another place of its list, is no change.
fn leave_out_moved(changes: &mut Vec<Change>) {
    let mut at = 0;
    while let Some(of) = changes.get(at) {
        let is_back = |other: &Change| {
            let cell = (&other.part, other.label, &other.after, &other.before);
            cell == (&of.part, of.label, &of.before, &of.after) && of.before.is_empty() != of.after.is_empty()
        };
        if let Some(back) = changes.iter().skip(at + 1).position(is_back) {
            changes.remove(at + 1 + back);
            changes.remove(at);
        } else {
            at += 1;
        }
    }
}
