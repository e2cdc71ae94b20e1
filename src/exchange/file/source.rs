//! Where the rows of a table come from.
use super::held::Rows;
use super::table::{Line, Wrong};
use super::text::TextRows;

/// A text that is read line by line, or rows that are held.
pub enum Source {
    Text(Box<TextRows>),
    Held(Box<Rows>),
}

impl Source {
    /// Reads the next row; of what is held at least `wide` cells of it.
    pub fn next_into(&mut self, line: &mut Line, wide: usize) -> Result<bool, Wrong> {
        match self {
            Self::Text(text) => text.next_into(line),
            Self::Held(held) => held.next_into(line, wide),
        }
    }

    /// Cells of the widest row, where all are known.
    pub fn wide(&self) -> Option<usize> {
        if let Self::Held(held) = self { Some(held.wide) } else { None }
    }

    /// Bytes taken so far, of `total`.
    pub fn position(&self, total: u64) -> u64 {
        match self {
            Self::Text(text) => text.position(),
            Self::Held(held) => held.part_of(total),
        }
    }
}
