//! Rows that are held in memory until they are asked for: a form that cannot be read line by line. Blank cells take no
//! room.
use super::table::{COLUMNS, Line, Wrong};
use super::value::Unsaid;
use crate::domain::guard::literal;
use crate::lang::cell;
use std::collections::HashMap;
use std::vec::IntoIter;

/// The full cells of a row, by their places.
#[derive(Default)]
pub struct Row {
    pub number: u64,
    pub cells: Vec<(usize, String)>,
    /// Cells that hold something and say nothing.
    pub unsaid: Vec<(usize, Unsaid)>,
}

impl Row {
    /// How many cells there are up to the last full one.
    fn wide(&self) -> usize {
        self.cells.iter().map(|(at, _)| at + 1).max().unwrap_or_default()
    }
}

/// Such rows, handed out one after another.
pub struct Held {
    rows: IntoIter<Row>,
    all: usize,
    /// Cells of the widest row.
    pub wide: usize,
}

impl Held {
    pub fn new(rows: Vec<Row>) -> Self {
        let wide = rows.iter().map(Row::wide).max().unwrap_or_default();
        Self { wide, all: rows.len(), rows: rows.into_iter() }
    }

    /// Hands out the next row, at least `wide` cells of it; no at the end.
    pub fn next_into(&mut self, line: &mut Line, wide: usize) -> bool {
        let Some(row) = self.rows.next() else { return false };
        let full = row.wide();
        (line.number, line.unsaid) = (row.number, row.unsaid);
        line.cells.iter_mut().for_each(String::clear);
        line.cells.resize_with(full.max(wide), String::new);
        for (at, text) in row.cells {
            line.cells[at] = text;
        }
        true
    }

    /// Whether it began as a header alone.
    pub fn is_empty(&self) -> bool {
        self.all < 2
    }

    /// How much of `total` was handed out.
    pub fn part_of(&self, total: u64) -> u64 {
        let done = (self.all - self.rows.len()) as u64;
        total.saturating_mul(done) / (self.all as u64).max(1)
    }
}

/// Records by names, made rows under a header of all their names in the order in which they came.
#[derive(Default)]
pub struct Gathered {
    names: Vec<String>,
    places: HashMap<String, usize>,
    rows: Vec<Row>,
}

impl Gathered {
    pub fn put(&mut self, number: u64, cells: Vec<(String, String)>) -> Result<(), Wrong> {
        let cells = cells.into_iter().map(|(name, text)| (self.place(name), literal(text))).collect();
        // Several may stand in one line of the file; a row is told by its number.
        let number = number.max(self.rows.last().map_or(0, |row| row.number) + 1);
        self.rows.push(Row { number, cells, unsaid: Vec::new() });
        if self.names.len() > COLUMNS { Err(Wrong::at(number, cell::too_wide(COLUMNS))) } else { Ok(()) }
    }

    /// Names a column ahead of the rows.
    pub fn name(&mut self, name: &str) {
        self.place(name.to_owned());
    }

    fn place(&mut self, name: String) -> usize {
        let next = self.names.len();
        *self.places.entry(name).or_insert_with_key(|name| {
            self.names.push(name.clone());
            next
        })
    }

    pub fn held(self) -> Held {
        let cells = self.names.into_iter().enumerate().collect();
        Held::new(std::iter::once(Row { number: 1, cells, unsaid: Vec::new() }).chain(self.rows).collect())
    }
}
