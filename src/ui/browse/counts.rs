//! How many rows the views of a list have, and how many a filter leaves.
use super::super::cx::Cx;
use super::super::fresh::Later;
use super::sheet::blank;
use crate::domain::filter::Filter;
use crate::store::{Db, List, MANY, Order, Version};
use anyhow::Result;

/// Counted once for the data and the minute that they are of; until then they are those of before.
#[derive(Default)]
pub struct Counts {
    views: Later<(Version, i64), Vec<usize>>,
    left: Later<(Version, i64, String), usize>,
}

/// How many rows of a list fulfil some words, up to one more than a bound.
pub fn count(kind: Option<&'static str>, words: &str, most: usize, db: &Db) -> Result<usize> {
    let filter = Filter::parse(words, &*blank(kind), db).unwrap_or_default();
    db.count(&List { kind, filter: &filter, order: Order::default() }, most)
}

impl Counts {
    /// Counts the rows of each view, by its words.
    pub fn read<'a>(
        &mut self,
        now: (Version, i64),
        kind: Option<&'static str>,
        views: impl Iterator<Item = &'a str>,
        cx: &Cx,
    ) -> Result<()> {
        self.views.read(now, cx, || {
            let views: Vec<String> = views.map(str::to_owned).collect();
            move |db: &Db| views.iter().map(|words| count(kind, words, MANY, db)).collect()
        })
    }

    /// Counts what words leave, unless that is known.
    pub fn read_left(
        &mut self,
        (version, minute): (Version, i64),
        (kind, words): (Option<&'static str>, &str),
        known: Option<usize>,
        cx: &Cx,
    ) -> Result<()> {
        let key = (version, minute, words.to_owned());
        if let Some(known) = known {
            self.left.set(key, known.min(MANY + 1));
            return Ok(());
        }
        self.left.read(key, cx, || {
            let words = words.to_owned();
            move |db: &Db| count(kind, &words, MANY, db)
        })
    }

    /// Nothing is left to be counted, and what is being counted is waited for no more.
    pub fn forget_left(&mut self) {
        self.left = Later::default();
    }

    /// Of a view, by its place, where it was counted.
    pub fn of(&self, view: usize) -> Option<usize> {
        self.views.get()?.get(view).copied()
    }

    /// Of the view in front with the filter.
    pub fn left(&self) -> Option<usize> {
        self.left.get().copied()
    }

    /// Whether they are being counted.
    pub fn is_busy(&self) -> bool {
        self.views.is_busy() || self.left.is_busy()
    }
}
