//! Rows that are held in memory until they are asked for: a form that cannot be read line by line. Blank cells take no
//! room.
use super::table::Line;
use std::vec::IntoIter;

/// The full cells of a row, by their places.
#[derive(Default)]
pub(super) struct Row {
    pub number: u64,
    pub cells: Vec<(usize, String)>,
}

/// Such rows, handed out one after another.
pub(super) struct Held {
    rows: IntoIter<Row>,
    all: usize,
}

impl Held {
    pub fn new(rows: Vec<Row>) -> Self {
        Self { all: rows.len(), rows: rows.into_iter() }
    }

    /// Hands out the next row, at least `wide` cells of it; no at the end.
    pub fn next_into(&mut self, line: &mut Line, wide: usize) -> bool {
        let Some(row) = self.rows.next() else { return false };
        let full = row.cells.iter().map(|(at, _)| at + 1).max().unwrap_or_default();
        line.number = row.number;
        line.cells.iter_mut().for_each(String::clear);
        line.cells.resize_with(full.max(wide), String::new);
        for (at, text) in row.cells {
            line.cells[at] = text;
        }
        true
    }

    /// How much of `total` was handed out.
    pub fn part_of(&self, total: u64) -> u64 {
        let done = (self.all - self.rows.len()) as u64;
        total.saturating_mul(done) / (self.all as u64).max(1)
    }
}
