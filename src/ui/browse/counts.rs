//! How many rows the views of a list have, and how many a filter leaves.
use super::super::fresh::Fresh;
use crate::store::{MANY, Version};
use anyhow::Result;

/// Counted once for the data and the minute that they are of.
#[derive(Default)]
pub struct Counts {
    views: Fresh<(Version, i64), Vec<usize>>,
    left: Fresh<(Version, i64, String, Option<usize>), usize>,
}

impl Counts {
    /// Counts the rows of each view, by its words.
    pub fn read<'a>(
        &mut self,
        now: (Version, i64),
        views: impl Iterator<Item = &'a str>,
        count: impl Fn(&str) -> Result<usize>,
    ) -> Result<()> {
        self.views.read(now, || views.map(count).collect())?;
        Ok(())
    }

    /// Counts what words leave, unless that is known.
    pub fn read_left(
        &mut self,
        (version, minute): (Version, i64),
        words: &str,
        known: Option<usize>,
        count: impl Fn(&str) -> Result<usize>,
    ) -> Result<()> {
        let known = known.map(|known| known.min(MANY + 1));
        let left = || known.map_or_else(|| count(words), Ok);
        self.left.read((version, minute, words.to_owned(), known), left)?;
        Ok(())
    }

    /// Of a view, by its place.
    pub fn of(&self, view: usize) -> usize {
        self.views.get(view).copied().unwrap_or(0)
    }

    /// Of the view in front with the filter.
    pub fn left(&self) -> usize {
        *self.left
    }
}
