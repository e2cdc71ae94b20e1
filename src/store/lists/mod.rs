//! Pages and counts of any list. A page is read from a key onwards, never from a position, so that its cost does not
//! grow with the list; what is due comes first, then the rest, newest first. A list in any other order is `Arranged`.
pub(super) mod agenda;
pub(super) mod arranged;
pub(super) mod figures;
pub(super) mod filter;
pub(super) mod key;
pub(super) mod rearranged;
pub(super) mod spread;
pub(super) mod timeline;
pub(super) mod views;

use crate::domain::deed::Ref;
use crate::domain::face::Due;
use crate::domain::field::Head;
use crate::domain::filter::Filter;
use crate::domain::kinds::{KINDS, Shape, no_of, numbered, shape};
use crate::domain::value::{Id, Value};
use crate::store::write::rows;
use crate::store::{Db, Missing, instant};
use anyhow::Result;
use filter::Condition;
use key::{By, Key};
use rusqlite::types::Value as Cell;
use rusqlite::{OptionalExtension, params_from_iter};
use std::rc::Rc;

/// What a list is of, and in which order.
#[derive(Clone)]
pub struct List<'a> {
    /// One kind, or all that have something due.
    pub kind: Option<&'static str>,
    /// Which of them.
    pub filter: &'a Filter,
    /// In which order.
    pub order: Order,
}

/// The order of a list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Order {
    /// The field; none: by what is due first.
    pub field: Option<&'static str>,
    /// From the greatest down.
    pub down: bool,
}

/// Past so many a count says no more than that there are more.
pub const MANY: usize = 10_000;

/// The same of what a tab counts, at every key.
pub const BADGE: usize = 999;

/// As many rows as anyone has.
pub const ALL: usize = 1 << 31;

impl Db {
    /// The kinds of which something is due, now or later: the others need not be asked for it.
    fn due_kinds(&self) -> Result<Rc<Vec<&'static Shape>>> {
        let any = |shape: &Shape| -> Result<bool> {
            let sql = format!("SELECT EXISTS (SELECT 1 FROM \"{}\" WHERE due_at IS NOT NULL)", shape.kind);
            Ok(self.sql.prepare_cached(&sql)?.query_row([], |row| row.get(0))?)
        };
        if let Some(due) = &self.known.borrow().due {
            return Ok(due.clone());
        }
        let works = KINDS.iter().filter(|shape| shape.works);
        let due: Vec<_> = works.map(|shape| Ok(any(shape)?.then_some(shape))).collect::<Result<_>>()?;
        let due: Rc<Vec<_>> = Rc::new(due.into_iter().flatten().collect());
        self.known.borrow_mut().due = Some(due.clone());
        Ok(due)
    }

    pub(in crate::store) fn shapes(&self, list: &List) -> Result<Vec<&'static Shape>> {
        match list.kind {
            Some(kind) => Ok(shape(kind).into_iter().collect()),
            None => Ok(self.due_kinds()?.to_vec()),
        }
    }

    /// Up to `limit` rows after a key (before it, if `back`), in the order of the list either way.
    pub fn page(&self, list: &List, from: Option<&Key>, back: bool, limit: usize) -> Result<Vec<Key>> {
        if list.order.field.is_some() {
            return Ok(self.arrange(list)?.page(from, back, limit));
        }
        let shapes = self.shapes(list)?;
        if shapes.is_empty() {
            return Ok(Vec::new());
        }
        let of = |shape| self.conditions(list.filter, shape).into_iter().map(move |condition| (shape, condition));
        let conditions: Vec<_> = shapes.into_iter().flat_map(of).collect();
        let mut keys: Vec<Key> = Vec::new();
        // Segment by segment: what has something to be ordered by, then the rest.
        for rest in if back { [true, false] } else { [false, true] } {
            let skip = match from {
                Some(key) if back => rest && !key.rest,
                Some(key) => !rest && key.rest,
                None => false,
            };
            let none = rest && (list.kind.is_none() || conditions.iter().all(|(_, c)| c.due));
            if skip || none || keys.len() >= limit {
                continue;
            }
            let from = from.filter(|key| key.rest == rest);
            let more = self.segment(&conditions, rest, from, back, limit - keys.len())?;
            keys.extend(more);
        }
        if back {
            keys.reverse();
        }
        Ok(keys)
    }

    /// What is due, along its index; or the rest, newest first.
    fn segment(
        &self,
        conditions: &[(&'static Shape, Condition)],
        rest: bool,
        from: Option<&Key>,
        back: bool,
        limit: usize,
    ) -> Result<Vec<Key>> {
        let (mut parts, mut values) = (Vec::new(), Vec::new());
        let down = back != rest;
        let (sign, way) = if down { ("<", "DESC") } else { (">", "ASC") };
        let (by, not) = if rest { ("0", "") } else { ("t.due_at", "NOT") };
        for (shape, condition) in conditions {
            let mut sql = format!(
                "SELECT {by} AS by, {} AS k, t.id AS id FROM \"{}\" t WHERE t.due_at IS {not} NULL AND ({})",
                shape.no, shape.kind, condition.sql
            );
            values.extend(condition.values.iter().cloned());
            if let Some(key) = from {
                let no = no_of(key.at.kind);
                if rest {
                    sql += &format!(" AND t.id {sign} ?");
                    values.push(Cell::Integer(key.at.id));
                } else {
                    let same = match shape.no.cmp(&no) {
                        std::cmp::Ordering::Equal => format!("t.id {sign} ?"),
                        less if less.is_lt() == down => "1 OR ?".to_owned(),
                        _ => "0 AND ?".to_owned(),
                    };
                    sql += &format!(" AND {by} {sign}= ? AND (({same}) OR {by} {sign} ?)");
                    values.extend([key.due(), key.at.id, key.due()].map(Cell::Integer));
                }
            }
            // A constant in the order would have every row sorted.
            let order = if rest { String::new() } else { format!("by {way},") };
            parts.push(format!("SELECT * FROM ({sql} ORDER BY {order} id {way} LIMIT {limit})"));
        }
        let sql = if parts.len() == 1 {
            parts.remove(0)
        } else {
            let all = parts.join(" UNION ALL ");
            format!("SELECT * FROM ({all}) ORDER BY by {way}, k {way}, id {way} LIMIT {limit}")
        };
        let mut found = self.sql.prepare_cached(&sql)?;
        self.timed(|| {
            let mut found = found.query(params_from_iter(values))?;
            let mut keys = Vec::new();
            while let Some(row) = found.next()? {
                let kind = numbered(row.get(1)?).map_or("", |shape| shape.kind);
                keys.push(Key { at: Ref { kind, id: row.get(2)? }, rest, by: By::Due(row.get(0)?) });
            }
            Ok(keys)
        })
    }

    /// The statements that read something of each row `t` of a list that is of a kind.
    pub(in crate::store) fn rows_of<'a>(
        &'a self,
        list: &List,
        shape: &'a Shape,
        what: &'a str,
    ) -> impl Iterator<Item = (String, Vec<Cell>)> + 'a {
        let due = if list.kind.is_none() { "AND t.due_at IS NOT NULL" } else { "" };
        let part = move |condition: Condition| {
            (format!("SELECT {what} FROM \"{}\" t WHERE ({}) {due}", shape.kind, condition.sql), condition.values)
        };
        self.conditions(list.filter, shape).into_iter().map(part)
    }

    /// Every row of a list, in no order.
    pub fn every(&self, list: &List) -> Result<Vec<Ref>> {
        let mut all = Vec::new();
        for shape in self.shapes(list)? {
            for (sql, values) in self.rows_of(list, shape, "t.id") {
                let mut found = self.sql.prepare_cached(&sql)?;
                let found = found.query_map(params_from_iter(values), |row| row.get(0))?;
                for id in found {
                    all.push(Ref { kind: shape.kind, id: id? });
                }
            }
        }
        Ok(all)
    }

    /// Where a record stands in a list, if it is in it.
    pub fn key_of(&self, list: &List, at: Ref) -> Result<Option<Key>> {
        if list.kind.is_some_and(|kind| kind != at.kind) {
            return Ok(None);
        }
        if list.order.field.is_some() {
            return Ok(self.arrange(list)?.key_of(at));
        }
        let Some(shape) = shape(at.kind) else { return Ok(None) };
        let condition = self.condition_of_one(list.filter, shape);
        let sql = format!("SELECT t.due_at FROM \"{}\" t WHERE t.id = ? AND ({})", at.kind, condition.sql);
        let values = std::iter::once(Cell::Integer(at.id)).chain(condition.values);
        let due: Option<Option<i64>> =
            self.sql.prepare_cached(&sql)?.query_row(params_from_iter(values), |row| row.get(0)).optional()?;
        let key = due.map(|due| Key { at, rest: due.is_none(), by: By::Due(due.unwrap_or(0)) });
        Ok(key.filter(|key| !key.rest || list.kind.is_some()))
    }

    /// How many there are, up to one more than a bound.
    pub fn count(&self, list: &List, most: usize) -> Result<usize> {
        let mut left = most + 1;
        for shape in self.shapes(list)? {
            for (sql, mut values) in self.rows_of(list, shape, "1") {
                if left == 0 {
                    return Ok(most + 1);
                }
                let sql = format!("SELECT count(*) FROM ({sql} LIMIT ?)");
                values.push(Cell::Integer(i64::try_from(left)?));
                let mut found = self.sql.prepare_cached(&sql)?;
                let count = || Ok(found.query_row(params_from_iter(values), |row| row.get::<_, i64>(0))?);
                left -= usize::try_from(self.timed(count)?)?;
            }
        }
        Ok(most + 1 - left)
    }

    /// When someone must act on a record, why, and the person whose turn it is.
    pub fn urgency(&self, at: Ref) -> Result<(Option<Due>, Option<Id>)> {
        let sql = format!("SELECT due_at, due_why, turn FROM \"{}\" WHERE id = ?", at.kind);
        let found = self
            .sql
            .prepare_cached(&sql)?
            .query_row([at.id], |r| Ok((Option::zip(r.get::<_, Option<i64>>(0)?, r.get(1)?), r.get(2)?)));
        let (due, turn) = found.optional()?.ok_or_else(|| Missing(at.kind.to_owned(), at.id.to_string()))?;
        let due = due.map(|(seconds, why)| Ok::<_, anyhow::Error>(Due { at: instant(seconds)?, why }));
        Ok((due.transpose()?, turn))
    }

    /// How many open records of a kind each of the house's people owns, by person.
    pub fn loads(&self, kind: &str) -> Result<Vec<(Id, i64)>> {
        let sql = format!(
            "SELECT p.id, (SELECT count(*) FROM \"{kind}\" t WHERE t.owner = p.id AND t.due_at IS NOT NULL)
             FROM person p WHERE p.left IS NULL AND p.role = 'rep' ORDER BY 2, 1"
        );
        let mut found = self.sql.prepare_cached(&sql)?;
        Ok(found.query_map([], |r| Ok((r.get(0)?, r.get(1)?)))?.collect::<Result<_, _>>()?)
    }

    /// What the rows of a small kind are called, in the order of their making.
    pub fn titles(&self, kind: &str, limit: usize) -> Result<Vec<(Id, String)>> {
        let sql = format!("SELECT id, called FROM \"{kind}\" ORDER BY id DESC LIMIT {limit}");
        let mut found = self.sql.prepare_cached(&sql)?;
        Ok(found.query_map([], |r| Ok((r.get(0)?, r.get(1)?)))?.collect::<Result<_, _>>()?)
    }

    /// The different values that a column holds, most frequent first: what a filter is typed ahead with.
    pub fn values(&self, kind: &str, head: &Head, limit: usize) -> Result<Vec<Value>> {
        let key = head.key;
        let sql = format!(
            "SELECT \"{key}\" FROM (SELECT \"{key}\" FROM \"{kind}\" WHERE \"{key}\" IS NOT NULL LIMIT {MANY})
             GROUP BY 1 ORDER BY count(*) DESC LIMIT {limit}"
        );
        let mut found = self.sql.prepare_cached(&sql)?;
        let mut found = found.query([])?;
        let mut all = Vec::new();
        while let Some(row) = found.next()? {
            all.push(rows::value(head.kind, row.get_ref(0)?)?);
        }
        Ok(all)
    }

    /// Records of a kind whose link of this name leads to one, newest first.
    pub fn linked(&self, kind: &'static str, field: &str, to: Id, limit: usize) -> Result<Vec<Ref>> {
        let sql = format!(
            "SELECT id FROM \"{kind}\" WHERE \"{field}\" = ? ORDER BY due_at IS NULL, due_at, id DESC LIMIT {limit}"
        );
        let mut found = self.sql.prepare_cached(&sql)?;
        let found = found.query_map([to], |r| r.get(0))?;
        found.map(|id| Ok(Ref { kind, id: id? })).collect()
    }
}
