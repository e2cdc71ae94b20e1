//! The rows that were marked. They stay marked while a filter hides them, but acts are done only to those that are shown.
use super::rows::Rows;
use crate::domain::deed::Ref;
use crate::domain::value::Id;
use crate::lang::{Lang, toast};
use crate::store::Db;
use anyhow::Result;
use std::collections::{BTreeMap, BTreeSet};

/// Marked rows.
#[derive(Default)]
pub struct Marks {
    /// Packed: of ten thousand marks each is looked for in a moment.
    all: BTreeSet<Id>,
    hidden: BTreeSet<Id>,
    /// Where a range began, and the rows from there to the cursor: marked as long as it is drawn.
    pub anchor: Option<Ref>,
    drawn: BTreeSet<Id>,
    /// Those that are shown, by their kinds.
    shown: BTreeMap<&'static str, Vec<Id>>,
}

/// Up to so many marks are looked for one by one.
const FEW: usize = 50;

impl Marks {
    /// Which of them are shown in a list.
    pub fn read(&mut self, db: &Db, rows: &Rows) -> Result<()> {
        self.hidden.clear();
        if self.all.len() > FEW {
            let shown = packed(&rows.every(db)?);
            self.hidden = self.all.difference(&shown).copied().collect();
            self.sum();
            return Ok(());
        }
        for at in self.all.iter().filter_map(|at| Ref::unpack(*at)) {
            if rows.key_of(db, at)?.is_none() {
                self.hidden.insert(at.packed());
            }
        }
        self.sum();
        Ok(())
    }

    /// Whether nothing is marked.
    pub fn is_empty(&self) -> bool {
        self.all.is_empty() && self.drawn.is_empty()
    }

    /// The rows of the range that is being drawn.
    pub fn draw(&mut self, range: &[Ref]) {
        self.drawn = packed(range);
        self.sum();
    }

    /// The range stands as it was drawn.
    pub fn close(&mut self) {
        self.anchor = None;
        self.all.append(&mut self.drawn);
    }

    /// Whether a row is.
    pub fn has(&self, at: Ref) -> bool {
        self.all.contains(&at.packed()) || self.drawn.contains(&at.packed())
    }

    /// Marks it, or no longer.
    pub fn turn(&mut self, at: Ref) {
        if !self.all.remove(&at.packed()) {
            self.all.insert(at.packed());
        }
        self.sum();
    }

    /// Marks these too.
    pub fn add(&mut self, more: &[Ref]) {
        self.all.append(&mut packed(more));
        self.sum();
    }

    /// Marks nothing.
    pub fn clear(&mut self) {
        *self = Self::default();
    }

    /// These are no longer marked. What was done to a range ends it.
    pub fn drop(&mut self, done: &[Ref]) {
        if done.iter().any(|at| self.drawn.contains(&at.packed())) {
            self.close();
        }
        for at in done {
            self.all.remove(&at.packed());
            self.hidden.remove(&at.packed());
        }
        self.sum();
    }

    /// Tells those that are shown by their kinds: asked for after each key, told once a change.
    fn sum(&mut self) {
        self.shown.clear();
        let marked = self.all.iter().filter(|at| !self.hidden.contains(at));
        let drawn = self.drawn.iter().filter(|at| !self.all.contains(at) || self.hidden.contains(at));
        for at in marked.chain(drawn).filter_map(|at| Ref::unpack(*at)) {
            self.shown.entry(at.kind).or_default().push(at.id);
        }
        self.shown.values_mut().for_each(|ids| ids.sort_unstable());
    }

    /// The marked rows that are shown, by their kinds; else the one under the cursor.
    pub fn by_kind(&self, cursor: Option<Ref>) -> BTreeMap<&'static str, Vec<Id>> {
        if self.is_empty() {
            return cursor.map(|at| (at.kind, vec![at.id])).into_iter().collect();
        }
        self.shown.clone()
    }

    /// `2 marked, 1 not shown`; while a range is drawn, how it ends.
    pub fn told(&self, lang: Lang) -> String {
        if self.is_empty() {
            return String::new();
        }
        let marked = toast::marked(self.all.union(&self.drawn).count(), self.hidden.len());
        if self.anchor.is_some() { marked.then(&toast::RANGE.into()) } else { marked }.to(lang).to_owned()
    }
}

fn packed(all: &[Ref]) -> BTreeSet<Id> {
    all.iter().map(|at| at.packed()).collect()
}
