//! What is read of the workspace to compare rows with, kept while it is needed: records as they are and as they were.
use super::{Content, Difference, NewWord, Part, Place};
use crate::domain::deed::Ref;
use crate::domain::field::Head;
use crate::domain::fold::fold;
use crate::domain::kind::Kind;
use crate::domain::kinds::KeptRow;
use crate::domain::value::{Id, Value};
use crate::domain::world::World;
use crate::exchange::export::record::called;
use crate::exchange::run::keyless::Places;
use crate::lang::{Text, back as said};
use crate::store::{Db, Missing, Past};
use anyhow::{Context, Result};
use std::collections::{HashMap, HashSet};

/// What is asked of a record for each cell of its row.
pub(super) struct Loaded {
    pub place: Place,
    pub entry: Id,
    pub now: Box<dyn KeptRow>,
    pub written: Vec<(String, String)>,
    /// Nothing, where it is as it was.
    pub past: Option<Past>,
    /// Why nothing of it can be taken: it is gone, or was put away. What is now is what was then, where it is gone.
    pub lost: Option<Text>,
}

/// Why a row cannot be compared.
pub(super) enum Unknown {
    Gone,
    Kind(&'static str),
}

/// Where rows are compared: what is read of the workspace is kept while it is needed.
pub(super) struct Bench<'a> {
    pub db: &'a Db,
    /// The oldest state that any row is of.
    oldest: Id,
    /// Of each kind the records that may be other than they were.
    touched: HashMap<&'static str, HashSet<Id>>,
    /// What records were called then.
    names: HashMap<(Ref, Id), Option<String>>,
    pub loaded: Option<Loaded>,
    pub rewritten: u64,
    /// How many rows without an id were met, by their digests.
    pub places: Places,
    /// Words that are made new in their lists.
    words: Vec<NewWord>,
}

/// The fields of the rows of a part.
pub(super) fn heads_of_part(row: &dyn KeptRow, part: &str) -> Vec<&'static Head> {
    row.parts().into_iter().find(|known| known.key == part).map(|part| part.rows.heads()).unwrap_or_default()
}

/// The record itself, or the row of its part.
pub(super) fn of<'a>(row: &'a dyn KeptRow, part: Option<Part>) -> Option<Box<dyn Fn(usize) -> Value + 'a>> {
    let Some((part, id)) = part else { return Some(Box::new(|at| row.get(at))) };
    let rows = row.parts().into_iter().find(|known| known.key == part)?.rows;
    let n = rows.place(id)?;
    Some(Box::new(move |at| rows.at(n).get(at)))
}

impl<'a> Bench<'a> {
    pub fn new(db: &'a Db, difference: &Difference, oldest: Id) -> Result<Self> {
        let mut bench = Self {
            db,
            oldest,
            touched: HashMap::new(),
            names: HashMap::new(),
            loaded: None,
            rewritten: 0,
            places: Places::new(),
            words: difference.words.clone(),
        };
        bench.is_touched(Ref { kind: difference.kind, id: 0 })?;
        Ok(bench)
    }

    /// Whether a list is to have a word.
    pub fn is_new_word(&self, head: &Head, said: &str) -> bool {
        let of = |list: &str| matches!(head.kind, Kind::Code(of) if of == list);
        self.words.iter().any(|(list, word)| of(list) && fold(word) == fold(said))
    }

    fn is_touched(&mut self, at: Ref) -> Result<bool> {
        if !self.touched.contains_key(at.kind) {
            self.touched.insert(at.kind, self.db.touched_since(at.kind, self.oldest)?);
        }
        Ok(self.touched.get(at.kind).is_some_and(|ids| ids.contains(&at.id)))
    }

    pub fn load(&mut self, difference: &Difference, place: Place, entry: Id) -> Result<Result<Loaded, Unknown>> {
        if self.loaded.as_ref().is_some_and(|loaded| loaded.place == place && loaded.entry == entry) {
            return self.loaded.take().map(Ok).context("what was just looked at");
        }
        let Place { at, part } = place;
        if at.kind != difference.kind || part.is_some() != difference.part.is_some() {
            return Ok(Err(Unknown::Kind(at.kind)));
        }
        let now = match self.db.any(at.kind, at.id) {
            Ok(now) => Some(now),
            Err(error) if error.is::<Missing>() => None,
            Err(error) => return Err(error),
        };
        let past = if now.is_none() || self.is_touched(at)? { Some(self.past(at, entry)?) } else { None };
        let Some(past) = past.map_or(Some(None), |past| past.map(Some)) else { return Ok(Err(Unknown::Gone)) };
        let key = difference.part.zip(part);
        let mut loaded = match (now.filter(|now| of(&**now, key).is_some()), past) {
            (Some(now), past) => {
                let written = if part.is_some() { Vec::new() } else { self.db.as_written(at)? };
                Loaded { place, entry, now, written, past, lost: None }
            }
            (None, Some(Past { row: now, written, .. })) => {
                Loaded { place, entry, now, written, past: None, lost: Some(said::GONE) }
            }
            (None, None) => return Ok(Err(Unknown::Gone)),
        };
        if of(loaded.base(), key).is_none() {
            return Ok(Err(Unknown::Gone));
        }
        if loaded.now.value("archived") != Value::Empty && loaded.base().value("archived") == Value::Empty {
            loaded.lost = Some(said::ARCHIVED_SINCE);
        }
        Ok(Ok(loaded))
    }

    /// A record as it was; nothing, where it was not there.
    fn past(&self, at: Ref, entry: Id) -> Result<Option<Past>> {
        match self.db.past(at, entry) {
            Err(error) if error.is::<Missing>() => Ok(None),
            past => past,
        }
    }

    /// What a record was called when its row was written out.
    pub fn name_then(&mut self, head: &Head, id: Id, entry: Id) -> Result<Option<String>> {
        let Some(at) = Ref::led_to(head.kind, id) else { return Ok(None) };
        if !self.is_touched(at)? {
            return Ok(None);
        }
        if !self.names.contains_key(&(at, entry)) {
            let past = self.past(at, entry)?;
            self.names.insert((at, entry), past.map(|past| past.row.face(self.db).called));
        }
        let name = self.names.get(&(at, entry)).cloned().flatten();
        Ok(if matches!(head.kind, Kind::Any) { name.map(|name| format!("{} {name}", at.kind)) } else { name })
    }

    pub fn called(&self, loaded: &Loaded, part: Option<Part>) -> String {
        let name = called(self.db, &*loaded.now, loaded.place.at);
        let Some((part, id)) = part else {
            return self.db.name(loaded.place.at.kind, loaded.place.at.id).unwrap_or(name);
        };
        let parts = loaded.now.parts();
        let line = parts.iter().find(|known| known.key == part).and_then(|part| {
            let line = part.rows.each().find(|line| line.id() == id)?;
            let heads = line.heads();
            let shown = |(at, head): (usize, &&'static Head)| head.kind.show(&line.get(at), self.db);
            heads.iter().enumerate().map(shown).find(|text| !text.is_empty())
        });
        line.map_or_else(|| name.clone(), |line| format!("{name} · {line}"))
    }
}

impl Loaded {
    /// What a field holds now, and what it held then.
    pub fn contents(&self, part: Option<Part>, (at, head): (usize, &Head)) -> (Content, Content) {
        let content = |row: &dyn KeptRow, kept: &[(String, String)]| {
            let written = kept.iter().find(|(field, _)| field == head.key).map(|(_, text)| text.clone());
            let value = of(row, part).map_or(Value::Empty, |get| get(at));
            Content { value, written: written.filter(|_| part.is_none()) }
        };
        let now = content(&*self.now, &self.written);
        let then = self.past.as_ref().map_or_else(|| now.clone(), |past| content(&*past.row, &past.written));
        (now, then)
    }

    pub fn base(&self) -> &dyn KeptRow {
        self.past.as_ref().map_or(&*self.now, |past| &*past.row)
    }
}

pub(super) fn base_of(loaded: &Loaded, part: Option<Part>, key: &str) -> Value {
    let base = loaded.base();
    let heads = part.map_or_else(|| base.heads(), |(part, _)| heads_of_part(base, part));
    let at = heads.iter().position(|head| head.key == key);
    at.and_then(|at| of(base, part).map(|get| get(at))).unwrap_or(Value::Empty)
}
