//! How a copy differs from the file, before it is put back: each table of both is walked side by side, what differs is
//! counted with the record that it is of, and the first records are told field by field.
use super::copies::readable;
use super::schema::{APART, AS_WRITTEN, OUTSIDE, journalled};
use crate::domain::deed::Ref;
use crate::domain::field::{Head, Row as Fields, Rows};
use crate::domain::kinds::{KINDS, shape};
use crate::domain::value::{Id, Value};
use crate::lang::health;
use crate::store::links::owner_in;
use crate::store::{Change, Db, Session, prepare};
use anyhow::Result;
use rusqlite::types::ValueRef;
use rusqlite::{Row, params};
use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// So many records of each sort are told of a kind.
const SOME: usize = 5;

/// How a copy differs from the file in one kind, what records consist of included.
#[derive(Debug, Default)]
pub struct Differs {
    pub kind: &'static str,
    /// Only in the file, and the first of them.
    pub here: u64,
    pub some_here: Vec<Id>,
    /// Only in the copy.
    pub there: u64,
    pub some_there: Vec<Id>,
    /// In both, and not the same.
    pub changed: u64,
    pub some_changed: Vec<Unlike>,
}

/// A record that is in both.
#[derive(Debug)]
pub struct Unlike {
    pub id: Id,
    /// What differs: before is as it is in the file, after as in the copy.
    pub fields: Vec<Change>,
}

/// How it differs in what is of no record.
#[derive(Debug)]
pub struct Beside {
    pub table: &'static str,
    pub here: u64,
    pub there: u64,
    pub changed: u64,
}

/// All of it.
#[derive(Debug)]
pub struct Preview {
    pub kinds: Vec<Differs>,
    pub beside: Vec<Beside>,
    /// Whether the copy is of a workspace that was begun apart from this one.
    pub is_of_another: bool,
}

/// What is of no record, and what tells its rows.
const BESIDE: [(&str, &[&str]); 4] = [
    ("entry", &["id", "at", "who", "kind", "act", "title"]),
    ("view", &["id", "list", "name", "filter", "sort"]),
    ("draft", &["id", "who", "kind", "act", "ids", "given"]),
    ("mapping", &["shape", "map"]),
];

/// What stands beside a record in a table that none of its parts is, as a text.
const NOTES: [(&str, &str); 3] =
    [(OUTSIDE, "source || ' ' || key"), (AS_WRITTEN, "field || ': ' || text"), (APART, "'#' || (other >> 6)")];

/// On which side a row is.
#[derive(Clone, Copy, PartialEq)]
enum Side {
    Here,
    There,
    Both,
}

impl Preview {
    /// Whether it is a copy of this workspace, and nothing differs.
    pub fn is_same(&self) -> bool {
        self.kinds.is_empty() && self.beside.is_empty() && !self.is_of_another
    }
}

impl Db {
    /// A copy to be looked at beside the file; an error where it cannot be put back.
    pub fn copy_at(&self, from: &Path) -> Result<Self> {
        Self::copy(from, self.session)
    }

    /// The same where there is no file to be looked at beside it.
    pub fn copy(from: &Path, session: Session) -> Result<Self> {
        let mut copy = readable(from)?;
        prepare(&mut copy)?;
        Self::new(copy, from.to_owned(), session)
    }

    /// How a copy differs from the file.
    pub fn differs(&self, copy: &Self) -> Result<Preview> {
        self.hold()?;
        copy.hold()?;
        let told = self.compared(copy);
        copy.release()?;
        self.release()?;
        told
    }

    fn compared(&self, copy: &Self) -> Result<Preview> {
        let mut kinds: BTreeMap<&str, Differs> = BTreeMap::new();
        let mut unlike = BTreeSet::new();
        for (table, columns) in journalled() {
            let own = shape(table).map(|shape| shape.kind);
            let columns: Vec<&str> = std::iter::once("id").chain(columns.iter().map(String::as_str)).collect();
            each_unlike([self, copy], table, &columns, |side, row| {
                let id: Id = row.get(0)?;
                let Some(kind) = own else {
                    let owner = owner_in(table, row.get("parent").ok(), row.get("of_kind").ok()).and_then(Ref::unpack);
                    // What belongs to a record that is on one side alone is told with it.
                    if let Some(at) = owner
                        && self.is_there(at)?
                        && copy.is_there(at)?
                    {
                        unlike.insert(at.packed());
                    }
                    return Ok(());
                };
                let told = kinds.entry(kind).or_insert_with(|| Differs { kind, ..Differs::default() });
                let (count, some) = match side {
                    Side::Here => (&mut told.here, &mut told.some_here),
                    Side::There => (&mut told.there, &mut told.some_there),
                    Side::Both => {
                        unlike.insert(Ref { kind, id }.packed());
                        return Ok(());
                    }
                };
                *count += 1;
                if some.len() < SOME {
                    some.push(id);
                }
                Ok(())
            })?;
        }
        for at in unlike.into_iter().filter_map(Ref::unpack) {
            let told = kinds.entry(at.kind).or_insert_with(|| Differs { kind: at.kind, ..Differs::default() });
            told.changed += 1;
            if told.some_changed.len() < SOME {
                told.some_changed.push(Unlike { id: at.id, fields: self.unlike_in(copy, at)? });
            }
        }
        let kinds = KINDS.iter().filter_map(|shape| kinds.remove(shape.kind)).collect();
        let is_of_another = self.birth()? != copy.birth()?;
        Ok(Preview { kinds, beside: self.beside(copy)?, is_of_another })
    }

    fn beside(&self, copy: &Self) -> Result<Vec<Beside>> {
        let mut all = Vec::new();
        for (table, columns) in BESIDE {
            let mut told = Beside { table, here: 0, there: 0, changed: 0 };
            each_unlike([self, copy], table, columns, |side, _| {
                *match side {
                    Side::Here => &mut told.here,
                    Side::There => &mut told.there,
                    Side::Both => &mut told.changed,
                } += 1;
                Ok(())
            })?;
            if told.here + told.there + told.changed > 0 {
                all.push(told);
            }
        }
        Ok(all)
    }

    /// What of a record differs.
    fn unlike_in(&self, copy: &Self, at: Ref) -> Result<Vec<Change>> {
        let ((here, _), (there, _)) = (self.readable(at.kind, at.id)?, copy.readable(at.kind, at.id)?);
        let mut all = Vec::new();
        fields([self, copy], "", [&*here, &*there], &mut all);
        for (part, other) in here.parts().into_iter().zip(there.parts()) {
            let [one, two] = [by_id(part.rows), by_id(other.rows)];
            let ids: BTreeSet<&Id> = one.keys().chain(two.keys()).collect();
            for id in ids {
                if let (Some(a), Some(b)) = (one.get(id), two.get(id)) {
                    let name = format!("{} {} ", part.label.to(self.session.lang), said(*a, self));
                    fields([self, copy], &name, [*a, *b], &mut all);
                    continue;
                }
                let before = one.get(id).map_or(String::new(), |row| said(*row, self));
                let after = two.get(id).map_or(String::new(), |row| said(*row, copy));
                all.push(Change { part: String::new(), label: part.label, before, after });
            }
        }
        for (table, text) in NOTES {
            let [before, after] = [self, copy].map(|db| db.notes(table, text, at));
            let (before, after) = (before?, after?);
            if before != after {
                let label = health::TABLES.iter().find(|(name, _)| *name == table).map(|(_, label)| *label);
                all.push(Change { part: String::new(), label: label.unwrap_or_default(), before, after });
            }
        }
        Ok(all)
    }

    fn notes(&self, table: &str, text: &str, at: Ref) -> Result<String> {
        let sql =
            format!("SELECT coalesce(group_concat({text}, ', '), '') FROM {table} WHERE parent = ? AND of_kind = ?");
        Ok(self.sql.query_row(&sql, params![at.id, at.packed() & 63], |row| row.get(0))?)
    }
}

fn by_id(rows: &dyn Rows) -> BTreeMap<Id, &dyn Fields> {
    rows.each().map(|row| (row.id(), row)).collect()
}

/// Adds the fields in which two rows differ that do not follow from the rest.
fn fields(dbs: [&Db; 2], part: &str, [here, there]: [&dyn Fields; 2], into: &mut Vec<Change>) {
    for (n, head) in here.heads().into_iter().enumerate().filter(|(_, head)| head.journalled()) {
        let values = [here.get(n), there.get(n)];
        if values[0] != values[1] {
            let [before, after] = [shown(head, &values[0], dbs[0]), shown(head, &values[1], dbs[1])];
            into.push(Change { part: part.to_owned(), label: head.label, before, after });
        }
    }
}

fn shown(head: &Head, value: &Value, db: &Db) -> String {
    head.kind.show(value, db)
}

/// What a row of a part says.
fn said(row: &dyn Fields, db: &Db) -> String {
    let heads = row.heads().into_iter().enumerate().filter(|(_, head)| head.edit.by_hand());
    let words = heads.map(|(n, head)| shown(head, &row.get(n), db)).filter(|text| !text.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

/// Every row of a table that is on one side alone, or on both and not the same there; the first of the columns tells
/// which it is.
fn each_unlike(
    dbs: [&Db; 2],
    table: &str,
    columns: &[&str],
    mut each: impl FnMut(Side, &Row) -> Result<()>,
) -> Result<()> {
    let names: Vec<String> = columns.iter().map(|name| format!("\"{name}\"")).collect();
    let sql = format!("SELECT {} FROM \"{table}\" ORDER BY \"{}\"", names.join(", "), columns[0]);
    let (mut here, mut there) = (dbs[0].sql.prepare(&sql)?, dbs[1].sql.prepare(&sql)?);
    let (mut here, mut there) = (here.query([])?, there.query([])?);
    let (mut one, mut other) = (here.next()?, there.next()?);
    loop {
        let order = match (one, other) {
            (None, None) => return Ok(()),
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (Some(one), Some(other)) => compared(one.get_ref(0)?, other.get_ref(0)?),
        };
        match (order, one, other) {
            (Ordering::Less, Some(row), _) => each(Side::Here, row)?,
            (Ordering::Greater, _, Some(row)) => each(Side::There, row)?,
            (Ordering::Equal, Some(row), Some(other)) => {
                for n in 1..columns.len() {
                    if row.get_ref(n)? != other.get_ref(n)? {
                        each(Side::Both, row)?;
                        break;
                    }
                }
            }
            _ => {}
        }
        if order != Ordering::Greater {
            one = here.next()?;
        }
        if order != Ordering::Less {
            other = there.next()?;
        }
    }
}

/// In which order two keys stand: numbers as numbers, texts as the file sorts them.
fn compared(one: ValueRef, other: ValueRef) -> Ordering {
    match (one, other) {
        (ValueRef::Integer(one), ValueRef::Integer(other)) => one.cmp(&other),
        (ValueRef::Text(one), ValueRef::Text(other)) => one.cmp(other),
        (ValueRef::Integer(_), _) => Ordering::Less,
        _ => Ordering::Greater,
    }
}
