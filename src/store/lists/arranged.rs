//! A list in an order that no index has, or of what a text finds: worked out once over all its rows, then kept in memory
//! as their numbers alone, so that every page of it, either end, any range and their count cost nothing more.
use super::List;
use super::key::Key;
use crate::domain::deed::Ref;
use crate::domain::fold::fold;
use crate::domain::kind::Kind;
use crate::domain::kinds::{Shape, heads_of};
use crate::domain::value::Id;
use crate::store::Db;
use anyhow::Result;
use rusqlite::types::ValueRef;
use rusqlite::{OptionalExtension, params_from_iter};
use std::cmp::{Ordering, Reverse};
use std::collections::HashMap;

/// The rows of one list, packed, in its order.
#[derive(Default)]
pub struct Arranged(pub(in crate::store) Vec<Id>);

/// How many rows a table of `seq` has had: the site that a file is of stands above the number.
pub(in crate::store) const NEXT: &str = "next & ((1 << 40) - 1)";

impl Db {
    /// How many rows a table has had: it has no more.
    pub fn length(&self, table: &str) -> Result<Id> {
        let sql = format!("SELECT {NEXT} FROM seq WHERE tbl = ?");
        Ok(self.sql.prepare_cached(&sql)?.query_row([table], |row| row.get(0)).optional()?.unwrap_or(0))
    }

    /// The same of all tables that are read to put a list in order: where it is by a link, that which it leads to, too.
    pub fn length_of(&self, list: &List) -> Result<Id> {
        let mut all = 0;
        for shape in self.shapes(list)? {
            all += self.length(shape.kind)?;
            if let Some(other) = list.order.field.and_then(|key| link(shape, key)) {
                all += self.length(other)?;
            }
        }
        Ok(all)
    }

    /// Works out the whole order of a list. What has nothing to be ordered by stands last, newest first.
    pub fn arrange(&self, list: &List) -> Result<Arranged> {
        let key = list.order.field.unwrap_or("due_at");
        let mut sorter = Sorter::default();
        for shape in self.shapes(list)? {
            let ranks = self.ranks(shape, key)?;
            for (sql, values) in self.rows_of(list, shape, &format!("t.id, t.\"{key}\"")) {
                let mut found = self.sql.prepare_cached(&sql)?;
                let mut found = found.query(params_from_iter(values))?;
                while let Some(row) = found.next()? {
                    let (at, by) = (Ref { kind: shape.kind, id: row.get(0)? }.packed(), row.get_ref(1)?);
                    match (&ranks, by) {
                        (Some(ranks), ValueRef::Integer(to)) => sorter.number(at, ranks.get(&to).copied()),
                        (None, ValueRef::Integer(n)) => sorter.number(at, Some(n)),
                        (None, ValueRef::Text(text)) => sorter.text(at, std::str::from_utf8(text)?),
                        _ => sorter.number(at, None),
                    }
                }
            }
        }
        Ok(Arranged(sorter.ids(list.order.down)))
    }

    /// Where a field is a link: the place of each record that it may lead to, by what they are called.
    fn ranks(&self, shape: &Shape, key: &str) -> Result<Option<HashMap<Id, i64>>> {
        let Some(other) = link(shape, key) else { return Ok(None) };
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
        let place = |key: &Key| {
            let (packed, was) = (key.at.packed(), key.place().unwrap_or(0));
            let there = self.0.get(was).is_some_and(|at| *at == packed);
            let now = if there { Some(was) } else { self.place(key.at) };
            now.map_or((was.min(self.0.len()), 0), |at| (at, 1))
        };
        let range = match (from.map(place), back) {
            (None, false) => 0..limit.min(self.0.len()),
            (None, true) => self.0.len().saturating_sub(limit)..self.0.len(),
            (Some((at, _)), true) => at.saturating_sub(limit)..at,
            (Some((at, own)), false) => at + own..(at + own).saturating_add(limit).min(self.0.len()),
        };
        range.filter_map(|at| self.key(at)).collect()
    }

    /// Where a record stands, if it is in the list.
    pub fn key_of(&self, at: Ref) -> Option<Key> {
        self.place(at).and_then(|place| self.key(place))
    }

    /// The rows before one, from there to another, and after that, packed.
    pub fn around(&self, first: &Key, last: &Key) -> [&[Id]; 3] {
        let end = last.place().map_or(0, |last| last + 1).min(self.0.len());
        let (till, after) = self.0.split_at(end);
        let (before, from) = till.split_at(first.place().unwrap_or(0).min(end));
        [before, from, after]
    }

    /// How many rows it has.
    pub fn count(&self) -> usize {
        self.0.len()
    }

    /// Every row, packed.
    pub fn all(&self) -> &[Id] {
        &self.0
    }

    fn place(&self, at: Ref) -> Option<usize> {
        let at = at.packed();
        self.0.iter().position(|one| *one == at)
    }

    fn key(&self, place: usize) -> Option<Key> {
        Ref::unpack(self.0[place]).map(|at| Key::placed(at, place))
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
        self.rows.sort_unstable_by(|a, b| alike(texts, a, b).then(placed(a.2).cmp(&placed(b.2))));
    }

    fn ids(mut self, down: bool) -> Vec<Id> {
        self.sort();
        self.rest.sort_unstable_by_key(|at| Reverse(placed(*at)));
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

/// The kind whose records a field leads to.
pub(in crate::store) fn link(shape: &Shape, key: &str) -> Option<&'static str> {
    heads_of(shape.kind).into_iter().find(|head| head.key == key).map(|head| head.kind).and_then(Kind::links)
}

/// The number of its kind, then its id, as in `Key`.
pub(in crate::store) fn placed(at: Id) -> (Id, Id) {
    (at & 63, at >> 6)
}

fn alike(texts: &[u8], a: &(u64, usize, Id), b: &(u64, usize, Id)) -> Ordering {
    let rest = |at: usize| texts.get(at..).unwrap_or_default().iter().take_while(|byte| **byte != 0);
    a.0.cmp(&b.0).then_with(|| rest(a.1).cmp(rest(b.1)))
}
