//! A list in an order that no index has, or of what a text finds: worked out once over all its rows, then kept in memory
//! as their ids alone, so that every page of it, either end, any range and their number cost nothing more.
use super::Db;
use super::key::Key;
use super::lists::List;
use crate::domain::deed::Ref;
use crate::domain::fold::fold;
use crate::domain::kind::Kind;
use crate::domain::kinds::{Shape, shape};
use crate::domain::value::Id;
use anyhow::Result;
use rusqlite::types::ValueRef;
use rusqlite::{OptionalExtension, params_from_iter};
use std::cmp::Ordering;
use std::collections::HashMap;

/// The rows of one list, in its order.
#[derive(Default)]
pub struct Arranged {
    kind: &'static str,
    ids: Vec<Id>,
}

impl Db {
    /// How many rows a table has had: it has no more.
    pub fn length(&self, table: &str) -> Result<Id> {
        // The site that a file is of stands above the number.
        let sql = "SELECT next & ((1 << 40) - 1) FROM seq WHERE tbl = ?";
        Ok(self.sql.prepare_cached(sql)?.query_row([table], |row| row.get(0)).optional()?.unwrap_or(0))
    }

    /// Works out the whole order of a list of one kind. What has nothing to be ordered by stands last, newest first.
    pub fn arrange(&self, list: &List) -> Result<Arranged> {
        let Some(shape) = list.kind.and_then(shape) else { return Ok(Arranged::default()) };
        let key = list.order.field.unwrap_or("due_at");
        let ranks = self.ranks(shape, key)?;
        let condition = self.condition(list.filter, shape);
        let sql = format!("SELECT t.id, t.\"{key}\" FROM \"{}\" t WHERE ({})", shape.kind, condition.sql);
        let mut found = self.sql.prepare_cached(&sql)?;
        let mut found = found.query(params_from_iter(condition.values))?;
        let mut sorter = Sorter::default();
        while let Some(row) = found.next()? {
            let (id, by) = (row.get(0)?, row.get_ref(1)?);
            match (&ranks, by) {
                (Some(ranks), ValueRef::Integer(to)) => sorter.number(id, ranks.get(&to).copied()),
                (None, ValueRef::Integer(n)) => sorter.number(id, Some(n)),
                (None, ValueRef::Text(text)) => sorter.text(id, std::str::from_utf8(text)?),
                _ => sorter.number(id, None),
            }
        }
        Ok(Arranged { kind: shape.kind, ids: sorter.ids(list.order.down) })
    }

    /// Where a field is a link: the place of each record that it may lead to, by what they are called.
    fn ranks(&self, shape: &Shape, key: &str) -> Result<Option<HashMap<Id, i64>>> {
        let kind = (shape.blank)().heads().into_iter().find(|head| head.key == key).map(|head| head.kind);
        let Some(other) = kind.and_then(Kind::links) else { return Ok(None) };
        let mut found = self.sql.prepare_cached(&format!("SELECT id, called FROM \"{other}\""))?;
        let mut found = found.query([])?;
        let mut sorter = Sorter::default();
        while let Some(row) = found.next()? {
            sorter.text(row.get(0)?, row.get_ref(1)?.as_str()?);
        }
        Ok(Some(sorter.ranks()))
    }
}

impl Arranged {
    /// Up to `limit` rows after a key (before it, if `back`), in the order of the list either way. A row that is no
    /// longer there is looked for where it was, if it was in such an order.
    pub fn page(&self, from: Option<&Key>, back: bool, limit: usize) -> Vec<Key> {
        let place =
            |key: &Key| self.place(key.at).map_or((key.place().unwrap_or(0).min(self.ids.len()), 0), |at| (at, 1));
        let range = match (from.map(place), back) {
            (None, false) => 0..limit.min(self.ids.len()),
            (None, true) => self.ids.len().saturating_sub(limit)..self.ids.len(),
            (Some((at, _)), true) => at.saturating_sub(limit)..at,
            (Some((at, own)), false) => at + own..(at + own).saturating_add(limit).min(self.ids.len()),
        };
        range.map(|at| self.key(at)).collect()
    }

    /// Where a record stands, if it is in the list.
    pub fn key_of(&self, at: Ref) -> Option<Key> {
        self.place(at).map(|place| self.key(place))
    }

    /// Every row from one to another.
    pub fn between(&self, first: &Key, last: &Key) -> Vec<Ref> {
        let (first, last) = (first.place().unwrap_or(0), last.place().unwrap_or(0));
        self.ids.get(first..=last).unwrap_or_default().iter().map(|id| Ref { kind: self.kind, id: *id }).collect()
    }

    /// How many rows it has.
    pub fn count(&self) -> usize {
        self.ids.len()
    }

    /// Every row.
    pub fn all(&self) -> impl Iterator<Item = Ref> + '_ {
        self.ids.iter().map(|id| Ref { kind: self.kind, id: *id })
    }

    fn place(&self, at: Ref) -> Option<usize> {
        self.ids.iter().position(|id| *id == at.id).filter(|_| at.kind == self.kind)
    }

    fn key(&self, place: usize) -> Key {
        Key::placed(Ref { kind: self.kind, id: self.ids[place] }, place)
    }
}

/// Rows with what they are to be ordered by: its first bytes as a number, and where the rest of them stands.
#[derive(Default)]
struct Sorter {
    rows: Vec<(u64, usize, Id)>,
    /// Folded texts from their ninth byte on, each with a zero behind it.
    texts: Vec<u8>,
    /// What has nothing to be ordered by.
    rest: Vec<Id>,
}

/// Bytes of a text that are compared as a number.
const FIRST: usize = 8;

impl Sorter {
    fn number(&mut self, id: Id, by: Option<i64>) {
        match by {
            Some(n) => self.rows.push((n.cast_unsigned() ^ (1 << 63), 0, id)),
            None => self.rest.push(id),
        }
    }

    fn text(&mut self, id: Id, text: &str) {
        let folded = fold(text);
        let mut first = [0; FIRST];
        first.iter_mut().zip(folded.bytes()).for_each(|(to, byte)| *to = byte);
        self.rows.push((u64::from_be_bytes(first), self.texts.len(), id));
        self.texts.extend(folded.bytes().skip(FIRST).chain([0]));
    }

    fn sort(&mut self) {
        let texts = &self.texts;
        self.rows.sort_unstable_by(|a, b| alike(texts, a, b).then(a.2.cmp(&b.2)));
    }

    fn ids(mut self, down: bool) -> Vec<Id> {
        self.sort();
        self.rest.sort_unstable_by(|a, b| b.cmp(a));
        let mut ids: Vec<Id> = self.rows.into_iter().map(|(_, _, id)| id).collect();
        if down {
            ids.reverse();
        }
        ids.append(&mut self.rest);
        ids
    }

    /// The place of each; those that are alike have one.
    fn ranks(mut self) -> HashMap<Id, i64> {
        self.sort();
        let mut rank = 0;
        let later = |(n, row): (usize, &(u64, usize, Id))| {
            let before = n.checked_sub(1).map(|n| &self.rows[n]);
            rank += i64::from(before.is_some_and(|before| alike(&self.texts, before, row).is_ne()));
            (row.2, rank)
        };
        self.rows.iter().enumerate().map(later).collect()
    }
}

fn alike(texts: &[u8], a: &(u64, usize, Id), b: &(u64, usize, Id)) -> Ordering {
    let rest = |at: usize| texts.get(at..).unwrap_or_default().iter().take_while(|byte| **byte != 0);
    a.0.cmp(&b.0).then_with(|| rest(a.1).cmp(rest(b.1)))
}
