//! The columns of a report as it declares them: by the filter words that find what each is counted from.
use super::figure::{Column, Unit};
use crate::lang::Text;

/// A column that is counted, summed, or worked out from two others.
pub struct Figured {
    /// What it is called.
    pub column: Column,
    /// How it is had.
    pub(super) what: What,
}

/// How a column is had from the rows.
pub(super) enum What {
    /// The number of the rows that these words find.
    Count(&'static str),
    /// The sum of a field over them.
    Sum(&'static str, &'static str),
    /// One count in the sum of others.
    Rate(&'static str, &'static [&'static str]),
}

impl Figured {
    /// The number of the rows that these words find.
    pub const fn count(key: &'static str, label: Text, words: &'static str) -> Self {
        Self { column: Column::new(key, label, Unit::Count), what: What::Count(words) }
    }

    /// The sum of a field over them.
    pub const fn sum(key: &'static str, label: Text, words: &'static str, of: &'static str) -> Self {
        Self { column: Column::new(key, label, Unit::Money), what: What::Sum(words, of) }
    }

    /// One count in the sum of others, by their keys.
    pub const fn rate(key: &'static str, label: Text, part: &'static str, of: &'static [&'static str]) -> Self {
        Self { column: Column::new(key, label, Unit::Percent), what: What::Rate(part, of) }
    }

    /// The same, of less weight.
    pub const fn rank(self, rank: u8) -> Self {
        Self { column: self.column.rank(rank), ..self }
    }

    /// Which rows it is of.
    pub(super) fn words(&self) -> &'static str {
        match self.what {
            What::Count(words) | What::Sum(words, _) => words,
            What::Rate(..) => "",
        }
    }
}
