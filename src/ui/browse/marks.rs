//! The rows that were marked. They stay marked while a filter hides them, but acts are done only to those that are shown.
use super::rows::Rows;
use crate::domain::deed::Ref;
use crate::domain::value::Id;
use crate::lang::{Lang, toast};
use crate::store::Db;
use anyhow::Result;
use std::collections::BTreeMap;

/// Marked rows.
#[derive(Default)]
pub struct Marks {
    all: Set,
    hidden: Set,
    /// Where a range began, and the rows from there to the cursor: marked as long as it is drawn.
    pub anchor: Option<Ref>,
    drawn: Set,
    /// Whether all rows of the list are to be marked once it is held.
    every: bool,
    /// Whether more is to be told of the marks once the list is held.
    late: bool,
    /// Those that are shown, by their kinds.
    shown: BTreeMap<&'static str, Vec<Id>>,
    count: usize,
}

/// Up to so many marks are looked for one by one.
const FEW: usize = 50;

impl Marks {
    /// Whether they are told by the whole list.
    pub fn need_all(&self) -> bool {
        self.anchor.is_some() || self.every || self.all.0.len() > FEW
    }

    /// Whether they cannot be told before the list is held.
    pub fn are_late(&self) -> bool {
        self.late
    }

    /// Which of them are shown in a list, and whether all of it are.
    pub fn read(&mut self, db: &Db, rows: &Rows) -> Result<()> {
        let many = self.every || self.all.0.len() > FEW;
        self.late = many && rows.is_busy();
        if self.late {
            return Ok(());
        }
        if many {
            let listed = Set::of(&rows.every(db)?);
            if std::mem::take(&mut self.every) {
                self.all.add(&listed);
            }
            self.hidden = Set(self.all.0.iter().copied().filter(|at| !listed.has(*at)).collect());
        } else {
            let mut hidden = Vec::new();
            for at in self.all.0.iter().filter_map(|at| Ref::unpack(*at)) {
                if rows.key_of(db, at)?.is_none() {
                    hidden.push(at.packed());
                }
            }
            self.hidden = Set(hidden);
        }
        self.sum();
        Ok(())
    }

    /// The same, where that was put off and can be told now.
    pub fn catch_up(&mut self, db: &Db, rows: &Rows) -> Result<()> {
        if self.every || self.late { self.read(db, rows) } else { Ok(()) }
    }

    /// Whether nothing is marked, nor about to be.
    pub fn is_empty(&self) -> bool {
        self.all.0.is_empty() && self.drawn.0.is_empty() && !self.every
    }

    /// The rows of the range that is being drawn; none as long as they are not known.
    pub fn draw(&mut self, range: Option<&[Ref]>) {
        self.late |= range.is_none();
        if let Some(range) = range {
            self.drawn = Set::of(range);
            self.sum();
        }
    }

    /// The range stands as it was drawn.
    pub fn close(&mut self) {
        self.anchor = None;
        self.all.add(&std::mem::take(&mut self.drawn));
    }

    /// Whether a row is.
    pub fn has(&self, at: Ref) -> bool {
        self.all.has(at.packed()) || self.drawn.has(at.packed())
    }

    /// Marks it, or no longer.
    pub fn turn(&mut self, at: Ref) {
        self.all.turn(at.packed());
        self.sum();
    }

    /// Marks every row of the list.
    pub fn add_every(&mut self) {
        self.every = true;
    }

    /// Marks nothing.
    pub fn clear(&mut self) {
        *self = Self::default();
    }

    /// These are no longer marked. What was done to a range ends it.
    pub fn drop(&mut self, done: &[Ref]) {
        if done.iter().any(|at| self.drawn.has(at.packed())) {
            self.close();
        }
        let done = Set::of(done);
        self.all.0.retain(|at| !done.has(*at));
        self.hidden.0.retain(|at| !done.has(*at));
        self.sum();
    }

    /// Tells those that are shown by their kinds: asked for after each key, told once a change.
    fn sum(&mut self) {
        self.shown.clear();
        let marked = self.all.0.iter().filter(|at| !self.hidden.has(**at));
        let drawn = self.drawn.0.iter().filter(|at| !self.all.has(**at) || self.hidden.has(**at));
        for at in marked.chain(drawn).filter_map(|at| Ref::unpack(*at)) {
            self.shown.entry(at.kind).or_default().push(at.id);
        }
        self.shown.values_mut().for_each(|ids| ids.sort_unstable());
        self.count = self.all.0.len() + self.drawn.0.iter().filter(|at| !self.all.has(**at)).count();
    }

    /// The marked rows that are shown, by their kinds; else the one under the cursor.
    pub fn by_kind(&self, cursor: Option<Ref>) -> BTreeMap<&'static str, Vec<Id>> {
        if self.is_empty() {
            return cursor.map(|at| (at.kind, vec![at.id])).into_iter().collect();
        }
        self.shown.clone()
    }

    /// `2 marked, 1 not shown`; while a range is drawn, how it ends; three dots until it can be told.
    pub fn told(&self, lang: Lang) -> String {
        if self.is_empty() {
            return String::new();
        }
        if self.every {
            return "…".to_owned();
        }
        let marked = toast::marked(self.count as u64, self.hidden.0.len() as u64);
        if self.anchor.is_some() { marked.then(&toast::RANGE.into()) } else { marked }.to(lang).to_owned()
    }
}

/// Records, packed and in order: among a hundred thousand each is looked for in a moment.
#[derive(Default)]
struct Set(Vec<Id>);

impl Set {
    fn of(all: &[Ref]) -> Self {
        let mut all: Vec<Id> = all.iter().map(|at| at.packed()).collect();
        all.sort_unstable();
        all.dedup();
        Self(all)
    }

    fn has(&self, id: Id) -> bool {
        self.0.binary_search(&id).is_ok()
    }

    fn turn(&mut self, id: Id) {
        match self.0.binary_search(&id) {
            Ok(at) => drop(self.0.remove(at)),
            Err(at) => self.0.insert(at, id),
        }
    }

    fn add(&mut self, more: &Self) {
        self.0.extend(&more.0);
        self.0.sort_unstable();
        self.0.dedup();
    }
}
