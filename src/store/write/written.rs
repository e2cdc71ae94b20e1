//! Which records one's own deeds wrote lately, so that what is held of all of a table need not be worked out anew.
use crate::domain::deed::Ref;
use crate::store::{Store, Version};
use std::cell::RefCell;
use std::collections::VecDeque;

/// So many records of one deed are told apart; of more, all may be others.
const MOST: usize = 64;
/// So many deeds are known.
const DEEDS: usize = 32;

/// The records that a deed has written so far; none are told where they are too many.
pub(in crate::store) struct Written(RefCell<Option<Vec<Ref>>>);

impl Default for Written {
    fn default() -> Self {
        Self(RefCell::new(Some(Vec::new())))
    }
}

impl Written {
    /// One more.
    pub fn add(&self, at: Ref) {
        let mut all = self.0.borrow_mut();
        match all.as_mut() {
            Some(known) if known.contains(&at) => {}
            Some(known) if known.len() < MOST => known.push(at),
            _ => *all = None,
        }
    }

    /// So many that nobody counts them.
    pub fn add_many(&self) {
        *self.0.borrow_mut() = None;
    }

    /// What was written, at the end.
    pub fn take(&self) -> Option<Vec<Ref>> {
        self.0.take()
    }
}

/// What each of the last deeds wrote, by their numbers.
#[derive(Default)]
pub(in crate::store) struct Lately(VecDeque<(u64, Vec<Ref>)>);

impl Lately {
    /// A deed that wrote these; none that wrote many.
    pub fn add(&mut self, deed: u64, written: Option<Vec<Ref>>) {
        self.0.extend(written.map(|written| (deed, written)));
        while self.0.len() > DEEDS {
            self.0.pop_front();
        }
    }

    fn of(&self, deed: u64) -> Option<&[Ref]> {
        self.0.iter().find(|(known, _)| *known == deed).map(|(_, written)| written.as_slice())
    }
}

impl Store {
    /// The records that were written from one version to another, if none but one's own few were.
    pub fn written(&self, from: Version, till: Version) -> Option<Vec<Ref>> {
        let (Version(others, first), Version(others_then, last)) = (from, till);
        if others != others_then || first > last || last - first > DEEDS as u64 {
            return None;
        }
        let deeds: Option<Vec<&[Ref]>> = (first + 1..=last).map(|deed| self.lately.of(deed)).collect();
        let mut all = deeds?.concat();
        all.sort_unstable_by_key(|at| at.packed());
        all.dedup();
        Some(all)
    }
}
