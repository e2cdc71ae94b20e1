//! The rows that were marked. They stay marked while a filter hides them, but acts are done only to those that are shown.
use crate::domain::deed::Ref;
use crate::domain::value::Id;
use crate::lang::{Lang, toast};
use crate::store::{Db, List};
use anyhow::Result;
use std::collections::{BTreeMap, BTreeSet};

/// Marked rows.
#[derive(Default)]
pub struct Marks {
    /// Packed: of ten thousand marks each is looked for in a moment.
    all: BTreeSet<Id>,
    hidden: BTreeSet<Id>,
    /// Where a range began.
    pub anchor: Option<Ref>,
}

/// Up to so many marks are looked for one by one.
const FEW: usize = 50;

impl Marks {
    /// Which of them are shown in a list.
    pub fn read(&mut self, db: &Db, list: &List) -> Result<()> {
        self.hidden.clear();
        if self.all.len() > FEW {
            let shown = packed(&db.every(list)?);
            self.hidden = self.all.difference(&shown).copied().collect();
            return Ok(());
        }
        for at in self.all.iter().filter_map(|at| Ref::unpack(*at)) {
            if db.key_of(list, at)?.is_none() {
                self.hidden.insert(at.packed());
            }
        }
        Ok(())
    }

    /// Whether nothing is marked.
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// Whether a row is.
    pub fn has(&self, at: Ref) -> bool {
        self.all.contains(&at.packed())
    }

    /// Marks it, or no longer.
    pub fn turn(&mut self, at: Ref) {
        if !self.all.remove(&at.packed()) {
            self.all.insert(at.packed());
        }
    }

    /// Marks these too.
    pub fn add(&mut self, more: &[Ref]) {
        self.all.append(&mut packed(more));
    }

    /// Marks nothing.
    pub fn clear(&mut self) {
        *self = Self::default();
    }

    /// These are no longer marked.
    pub fn drop(&mut self, done: &[Ref]) {
        for at in done {
            self.all.remove(&at.packed());
            self.hidden.remove(&at.packed());
        }
    }

    /// The marked rows that are shown, else the one under the cursor.
    fn chosen(&self, cursor: Option<Ref>) -> Vec<Ref> {
        if self.all.is_empty() {
            return cursor.into_iter().collect();
        }
        self.all.difference(&self.hidden).filter_map(|at| Ref::unpack(*at)).collect()
    }

    /// The same by their kinds.
    pub fn by_kind(&self, cursor: Option<Ref>) -> BTreeMap<&'static str, Vec<Id>> {
        let mut kinds = BTreeMap::<_, Vec<Id>>::new();
        for at in self.chosen(cursor) {
            kinds.entry(at.kind).or_default().push(at.id);
        }
        kinds
    }

    /// `2 marked, 1 not shown`; where a range has begun, how it ends.
    pub fn told(&self, lang: Lang) -> String {
        if self.anchor.is_some() {
            return toast::RANGE.to(lang).to_owned();
        }
        if self.all.is_empty() {
            return String::new();
        }
        toast::marked(self.all.len(), self.hidden.len()).to(lang).to_owned()
    }
}

fn packed(all: &[Ref]) -> BTreeSet<Id> {
    all.iter().map(|at| at.packed()).collect()
}
