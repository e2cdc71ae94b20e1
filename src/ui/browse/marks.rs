//! The rows that were marked. They stay marked while a filter hides them, but acts are done only to those that are shown.
use super::rows::Rows;
use super::set::{Kinds, Listed, Set};
use crate::domain::deed::Ref;
use crate::lang::{Lang, toast};
use crate::store::{Db, Version};
use anyhow::Result;
use std::sync::Arc;

/// Marked rows.
#[derive(Default)]
pub struct Marks {
    all: Set,
    hidden: Set,
    /// Where a range began, and the rows from there to the cursor: marked as long as it is drawn.
    pub anchor: Option<Ref>,
    drawn: Set,
    drawn_of: Option<Drawn>,
    /// What is to be marked of the whole list once it is held.
    every: Option<Every>,
    /// Whether more is to be told of the marks once the list is held.
    late: bool,
    /// Those that are shown, by their kinds.
    shown: Kinds,
    count: usize,
}

/// Every row of a list.
#[derive(Clone, Copy)]
enum Every {
    Marked,
    /// Those that are marked no longer are.
    TurnedRound,
}

/// What a range was drawn for: the data, what is held of the list, where it began, and the cursor.
pub type Drawn = (Version, u64, Ref, Option<Ref>);

/// Up to so many marks are looked for one by one.
const FEW: usize = 50;

impl Marks {
    /// Whether they are told by the whole list.
    pub fn need_all(&self) -> bool {
        self.anchor.is_some() || self.every.is_some() || self.all.len() > FEW
    }

    /// Whether they cannot be told before the list is held.
    pub fn are_late(&self) -> bool {
        self.late
    }

    /// Which of them are shown in a list, and whether all of it are.
    pub fn read(&mut self, db: &Db, rows: &Rows) -> Result<()> {
        let many = self.every.is_some() || self.all.len() > FEW;
        self.late = many && rows.is_busy();
        if self.late {
            return Ok(());
        }
        if many {
            let listed = rows.every(db)?;
            self.all = match self.every.take() {
                Some(Every::Marked) => self.all.and(&listed.all),
                Some(Every::TurnedRound) => self.all.without(&listed.all).and(&listed.all.without(&self.all)),
                None => std::mem::take(&mut self.all),
            };
            // What is the same is held once, and told at once.
            if self.all == listed.all {
                self.all = listed.all.clone();
            }
            self.hidden = self.all.without(&listed.all);
            self.sum(Some(&listed));
        } else {
            let mut hidden = Vec::new();
            for at in self.all.iter().filter_map(Ref::unpack) {
                if rows.key_of(db, at)?.is_none() {
                    hidden.push(at.packed());
                }
            }
            self.hidden = Set::of(hidden.into_iter());
            self.sum(None);
        }
        Ok(())
    }

    /// The same, where that was put off and can be told now.
    pub fn catch_up(&mut self, db: &Db, rows: &Rows) -> Result<()> {
        if self.every.is_some() || self.late { self.read(db, rows) } else { Ok(()) }
    }

    /// Whether nothing is marked, nor about to be.
    pub fn is_empty(&self) -> bool {
        self.all.is_empty() && self.drawn.is_empty() && self.every.is_none()
    }

    /// Whether the range is drawn for these.
    pub fn is_drawn(&self, of: &Drawn) -> bool {
        self.drawn_of.as_ref() == Some(of)
    }

    /// The rows of the range that is being drawn; none as long as they are not known. It is over where its beginning left
    /// the list.
    pub fn draw(&mut self, range: Option<Set>, of: Drawn) {
        self.late |= range.is_none();
        if let Some(range) = range {
            self.anchor = self.anchor.filter(|_| !range.is_empty());
            (self.drawn, self.drawn_of) = (range, Some(of));
            self.sum(None);
        }
    }

    /// The range stands as it was drawn.
    pub fn close(&mut self) {
        (self.anchor, self.drawn_of) = (None, None);
        self.all = self.all.and(&std::mem::take(&mut self.drawn));
    }

    /// Whether a row is.
    pub fn has(&self, at: Ref) -> bool {
        self.all.has(at.packed()) || self.drawn.has(at.packed())
    }

    /// Marks it, or no longer.
    pub fn turn(&mut self, at: Ref) {
        self.all.turn(at.packed());
        self.sum(None);
    }

    /// Marks every row of the list.
    pub fn add_every(&mut self) {
        self.every = Some(Every::Marked);
    }

    /// Marks those of the list that are not, and no longer those that are.
    pub fn turn_round(&mut self) {
        self.close();
        self.every = Some(Every::TurnedRound);
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
        let done = Set::of(done.iter().map(|at| at.packed()));
        self.all = self.all.without(&done);
        self.hidden = self.hidden.without(&done);
        self.sum(None);
    }

    /// Tells those that are shown by their kinds: asked for after each key, told once a change. What is all of a list is
    /// told already.
    fn sum(&mut self, listed: Option<&Listed>) {
        let shown = self.all.without(&self.hidden).and(&self.drawn);
        self.shown = match listed.filter(|listed| listed.all.is(&shown)) {
            Some(listed) => listed.kinds.clone(),
            None => shown.kinds(),
        };
        self.count = self.all.and(&self.drawn).len();
    }

    /// The marked rows that are shown, by their kinds; else the one under the cursor.
    pub fn by_kind(&self, cursor: Option<Ref>) -> Kinds {
        if self.is_empty() {
            return cursor.map(|at| (at.kind, Arc::new(vec![at.id]))).into_iter().collect();
        }
        self.shown.clone()
    }

    /// How many are marked, where none of them is shown.
    pub fn out_of_sight(&self) -> Option<u64> {
        (self.count > 0 && self.shown.is_empty()).then_some(self.count as u64)
    }

    /// `2 marked, 1 not shown`; while a range is drawn, how it ends; three dots until it can be told.
    pub fn told(&self, lang: Lang) -> String {
        if self.is_empty() {
            return String::new();
        }
        if self.every.is_some() {
            return "…".to_owned();
        }
        let marked = toast::marked(self.count as u64, self.hidden.len() as u64);
        if self.anchor.is_some() { marked.then(&toast::RANGE.into()) } else { marked }.to(lang).to_owned()
    }
}
