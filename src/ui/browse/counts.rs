//! How many rows the views of a list have, and how many a filter leaves.
use super::super::cx::Cx;
use super::super::fresh::Later;
use super::Browse;
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
    fn read<'a>(
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

    /// Counts what words leave, unless that is known. Without words nothing is counted, nor waited for any more.
    fn read_left(
        &mut self,
        (version, minute): (Version, i64),
        left: Option<(Option<&'static str>, &str)>,
        known: Option<usize>,
        cx: &Cx,
    ) -> Result<()> {
        let Some((kind, words)) = left else {
            self.left = Later::default();
            return Ok(());
        };
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

    /// Of a view, by its place, where it was counted.
    pub fn of(&self, view: usize) -> Option<usize> {
        self.views.get()?.get(view).copied()
    }

    /// Whether they are being counted.
    pub fn is_busy(&self) -> bool {
        self.views.is_busy() || self.left.is_busy()
    }
}

impl Browse {
    /// How many views there are, the saved ones included.
    pub(super) fn views(&self) -> usize {
        self.sheet.views.len() + self.saved.len()
    }

    /// How many rows each view has, and how many of the one in front the filter leaves; that is known with its rows.
    pub(super) fn count(&mut self, cx: &Cx, version: Version, minute: i64) -> Result<()> {
        let (kind, now) = (self.sheet.kind, (version, minute));
        let (sheet, saved) = (self.sheet.views.iter().map(|view| view.filter), &self.saved);
        let all = sheet.chain(saved.iter().map(|view| view.filter.as_str()));
        self.counts.read(now, kind, all, cx)?;
        if self.rows.is_pending() {
            return Ok(());
        }
        let words = self.words();
        // Without a filter it is what the view has.
        let left = (!self.filter.is_empty()).then_some((kind, words.as_str()));
        self.counts.read_left(now, left, self.rows.known(), cx)
    }

    /// How many rows the view in front has with its filter, where they were counted.
    pub(super) fn left(&self) -> Option<usize> {
        if self.filter.is_empty() { self.counts.of(self.view) } else { self.counts.left.get().copied() }
    }
}
