//! What is typed for a record that another took away meanwhile can be saved as a new one.
use super::Call;
use crate::domain::deed::Ref;
use crate::domain::draft::{Entry, entries};
use crate::domain::field::Row;
use crate::domain::value::{Id, Value};
use crate::domain::world::World;
use crate::store::Db;
use anyhow::Result;
use std::collections::BTreeMap;

impl Call {
    /// Those of its records that are not there, or are others of the same number: of a file that a copy replaced.
    pub fn gone(&self, db: &Db) -> Result<Vec<Ref>> {
        let ids: Vec<Id> = self.born.keys().copied().collect();
        let here = if ids.is_empty() { BTreeMap::new() } else { db.births(self.kind, &ids)? };
        let mut gone = Vec::new();
        for id in &self.ids {
            let at = Ref { kind: self.kind, id: *id };
            let born = |all: &BTreeMap<Id, Id>| all.get(id).copied();
            if !db.is_there(at)? || born(&self.born).is_some_and(|then| born(&here) != Some(then)) {
                gone.push(at);
            }
        }
        Ok(gone)
    }

    /// The form of a new record that says all that these entries show of one that is gone; nothing, where none can be made
    /// of that kind.
    pub fn anew(&self, shown: Vec<Entry>, db: &Db) -> Result<Option<(Self, Vec<Entry>)>> {
        let Some(call) = Self::new(self.kind, "add", Vec::new()) else { return Ok(None) };
        let begun = call.act.entries(db, &[])?;
        let as_new = |entry: Entry| {
            let blank = begun.iter().find(|blank| blank.path == entry.path);
            let (value, was) = blank.map_or((Value::Empty, String::new()), |b| (b.value.clone(), b.was.clone()));
            Entry { value, was, various: 0, emptied: false, problem: None, ..entry }
        };
        Ok(Some((call, shown.into_iter().map(as_new).collect())))
    }

    /// What its form showed of a record that is gone, with what was said over it.
    pub fn shown_of_gone(&self, at: Ref, db: &Db) -> Result<Vec<Entry>> {
        let rows = self.basis.map_or(Id::MAX, |basis| basis.rows);
        // What is there under that number is another.
        let past = if db.is_there(at)? { None } else { db.past_of_gone(at, rows)? };
        let mut shown = match (past, Self::new(self.kind, "add", Vec::new())) {
            (Some(past), _) => entries(&*past.row as &dyn Row, db),
            (None, Some(add)) => add.act.entries(db, &[])?,
            (None, None) => Vec::new(),
        };
        for (path, text) in &self.given {
            shown.iter_mut().filter(|entry| entry.path == *path).for_each(|entry| entry.text.clone_from(text));
        }
        Ok(shown)
    }
}

/// What a record is called; where it is gone, what it was.
pub fn name(db: &Db, at: Ref) -> Option<String> {
    let was = || Some(db.past_of_gone(at, Id::MAX).ok()??.row.face(db).called);
    db.name(at.kind, at.id).or_else(was)
}
