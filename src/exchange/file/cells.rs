//! The full cells of a sheet as they are read. Its rows come in their order, or nearly: those that cannot grow any more are
//! put aside.
use super::header::letters;
use super::held::{Held, Holding, Row};
use super::table::COLUMNS;
use super::top;
use super::unpacked::HELD;
use super::value::{Shown, Unsaid};
use crate::exchange::back::mark;
use crate::lang::{Sentence, book as said, cell};
use calamine::Dimensions;
use std::collections::BTreeMap;

/// So many rows may still grow, and fewer where they are long.
const ROWS: usize = 1_000;
/// Bytes that those may take.
const BYTES: usize = 16 << 20;

/// The cells of a sheet.
#[derive(Default)]
pub struct Cells {
    /// Rows that may still grow.
    rows: BTreeMap<u32, Row>,
    /// Bytes that they take.
    size: usize,
    /// The first row that is not put aside.
    from: u32,
    held: Holding,
    spread: Spread,
    /// Whether it is a list that was written out to be edited.
    pub are_ours: bool,
    pub errors: Odd,
    /// Of formulas without what they come to: who wrote them did not calculate.
    pub uncounted: Odd,
    /// Cells that say what one above says that is merged with them.
    pub merged: u64,
}

/// Where the first of some cells stands, and how many they are.
#[derive(Default)]
pub struct Odd(Option<(u32, u32, u64)>);

impl Odd {
    fn put(&mut self, (row, column): (u32, u32)) {
        self.0.get_or_insert((row, column, 0)).2 += 1;
    }

    pub fn told(&self, told: fn(u64, &str) -> Sentence) -> Option<Sentence> {
        self.0.map(|(row, column, count)| told(count, &place(row, column)))
    }
}

impl Cells {
    /// Of a sheet in which these cells are merged.
    pub fn merged(all: Vec<Dimensions>) -> Self {
        Self { spread: Spread::of(all), ..Self::default() }
    }

    pub fn put(&mut self, (row, column): (u32, u32), shown: Shown) -> Result<(), Sentence> {
        if matches!(shown, Shown::Blank) {
            return Ok(());
        }
        if row < self.from {
            return Err(said::UNORDERED.into());
        }
        let of = self.rows.entry(row).or_insert_with(|| Row { number: u64::from(row) + 1, ..Row::default() });
        match shown {
            Shown::Blank => {}
            Shown::Unsaid(unsaid) => {
                match unsaid {
                    Unsaid::Error(_) => self.errors.put((row, column)),
                    Unsaid::Uncounted(_) => self.uncounted.put((row, column)),
                }
                self.size += unsaid.text().len() + size_of::<(usize, Unsaid)>();
                of.unsaid.push((column as usize, unsaid));
            }
            Shown::Text(_) if column as usize >= COLUMNS => return Err(cell::too_wide(COLUMNS)),
            Shown::Text(text) => {
                self.size += text.len() + size_of::<(usize, String)>();
                of.cells.push((column as usize, text));
            }
        }
        if self.size > HELD {
            return Err(said::TOO_LARGE.into());
        }
        while self.rows.len() > ROWS || (self.size > BYTES && self.rows.len() > 1) {
            self.put_aside()?;
        }
        Ok(())
    }

    /// Puts the first row aside, where something is written in it.
    fn put_aside(&mut self) -> Result<(), Sentence> {
        let Some((number, mut row)) = self.rows.pop_first() else { return Ok(()) };
        self.from = number + 1;
        self.size -= row.cells.iter().map(|(_, text)| text.len() + size_of::<(usize, String)>()).sum::<usize>();
        self.size -=
            row.unsaid.iter().map(|(_, unsaid)| unsaid.text().len() + size_of::<(usize, Unsaid)>()).sum::<usize>();
        if row.cells.is_empty() {
            return Ok(());
        }
        self.merged += self.spread.fill(number, &mut row.cells);
        self.are_ours |= self.held.count < top::ROWS && row.cells.iter().any(|(_, text)| mark::is_head(text));
        self.held.put(&row)
    }

    /// The same, and no more comes.
    pub fn ended(mut self) -> Result<Self, Sentence> {
        while !self.rows.is_empty() {
            self.put_aside()?;
        }
        Ok(self)
    }

    /// How many rows there are.
    pub fn count(&self) -> usize {
        self.held.count
    }

    pub fn held(self) -> Result<Held, Sentence> {
        self.held.held()
    }
}

/// Cells that are merged over several rows say in each of them what the first one says.
#[derive(Default)]
struct Spread {
    /// Those further down, the last first.
    coming: Vec<Dimensions>,
    /// Those that go on here: to which row, in which column, and what they say.
    open: Vec<(u32, usize, String)>,
}

impl Spread {
    fn of(mut all: Vec<Dimensions>) -> Self {
        all.retain(|merged| merged.end.0 > merged.start.0);
        all.sort_by_key(|merged| std::cmp::Reverse(merged.start.0));
        Self { coming: all, open: Vec::new() }
    }

    /// Fills a row; gives how many cells of it.
    fn fill(&mut self, row: u32, cells: &mut Vec<(usize, String)>) -> u64 {
        self.open.retain(|(last, ..)| *last >= row);
        cells.extend(self.open.iter().map(|(_, column, text)| (*column, text.clone())));
        let filled = self.open.len() as u64;
        while let Some(next) = self.coming.pop_if(|next| next.start.0 <= row) {
            let column = next.start.1 as usize;
            let text = cells.iter().find(|(at, _)| *at == column && next.start.0 == row).map(|(_, text)| text.clone());
            self.open.extend(text.map(|text| (next.end.0, column, text)));
        }
        filled
    }
}

/// A cell as people call it: `C7`.
fn place(row: u32, column: u32) -> String {
    format!("{}{}", letters(column as usize), u64::from(row) + 1)
}
