//! The top of a table: titles above the row with the names of its columns, or no such row, where the first is a record
//! itself; and what columns are called that have no name of their own.
use super::header::letters;
use super::table::Line;
use crate::domain::mail::is_address;
use crate::exchange::column::shapes::phone_shaped;
use crate::exchange::plan::called::is_known;
use crate::exchange::run::rejects::marks;
use crate::lang::{Lang, cell};
use std::collections::HashSet;

/// Rows among which the header is looked for, and bytes that they may take.
pub const ROWS: usize = 50;
pub const BYTES: usize = 1 << 20;

/// How wide a row is.
#[derive(Clone, Copy)]
pub struct Wide {
    /// Cells that say something.
    pub full: usize,
    /// All of them.
    pub cells: usize,
}

impl Wide {
    pub fn of<'a>(cells: impl ExactSizeIterator<Item = &'a [u8]>) -> Self {
        Self { cells: cells.len(), full: cells.filter(|cell| !cell.trim_ascii().is_empty()).count() }
    }
}

/// How many rows stand above the header: it is the first row that is more than half as wide as the widest, where the
/// first row of all has but one or two cells and the rows from there on are as long.
fn titles(rows: &[Wide]) -> usize {
    let widest = rows.iter().map(|row| row.full).max().unwrap_or_default();
    let long = |row: &&Wide| row.cells * 2 > widest;
    let Some(first) = rows.iter().find(|row| row.full > 0) else { return 0 };
    // Two cells of a row that has no more may be the names of two columns.
    let title = first.full == 1 || first.full == 2 && long(&first);
    if !title || first.full * 2 >= widest {
        return 0;
    }
    let above = rows.iter().position(|row| row.full * 2 > widest).unwrap_or_default();
    let below = &rows[above..];
    if below.iter().filter(long).count() * 2 > below.len() { above } else { 0 }
}

/// The same of rows that are all at least so long; and where they tell it by their words alone: titles as wide as the
/// table, or a table of two columns. Below a first row that names hardly anything, one that names fields in half of its
/// cells is the header.
pub fn above<'a>(rows: impl Iterator<Item = &'a Line> + Clone, long: usize) -> usize {
    let wide = |line: &Line| {
        let wide = Wide::of(line.cells.iter().map(String::as_bytes));
        Wide { cells: wide.cells.max(long), ..wide }
    };
    let widths: Vec<Wide> = rows.clone().map(wide).collect();
    let named = |line: &Line| {
        let full = || line.cells.iter().filter(|cell| !cell.trim().is_empty());
        (full().count(), full().filter(|cell| is_known(cell)).count())
    };
    let is_header = |line: &Line| matches!(named(line), (full, known) if known > 1 && known * 2 >= full);
    match (titles(&widths), rows.clone().find(|line| !line.is_blank())) {
        (0, Some(first)) if named(first).1 < 2 => rows.take(NEAR).position(is_header).unwrap_or_default(),
        (above, _) => above,
    }
}

/// Rows among which the words of a header are looked for.
const NEAR: usize = 10;

/// What only a record has in a cell.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Told {
    Phone,
    Mail,
}

/// Digits of a number that is nothing else: a day has eight.
const DIGITS: usize = 9;

impl Told {
    fn of(text: &str) -> Option<Self> {
        let text = text.trim();
        let digits = text.bytes().filter(u8::is_ascii_digit).count();
        let phone = digits >= DIGITS && phone_shaped(text) == Some(true);
        if phone { Some(Self::Phone) } else { is_address(text).then_some(Self::Mail) }
    }

    fn is(self, text: &str) -> bool {
        match self {
            Self::Phone => phone_shaped(text.trim()).is_some(),
            Self::Mail => is_address(text.trim()),
        }
    }
}

/// Whether a row is a record and no header: a cell of it is a number or a mailbox, as those below it are.
pub fn is_record<'a>(row: &Line, below: &(impl Iterator<Item = &'a Line> + Clone)) -> bool {
    row.cells.iter().enumerate().any(|(at, text)| {
        Told::of(text).is_some_and(|told| {
            let full = || below.clone().map(|line| line.cell(at)).filter(|text| !text.trim().is_empty());
            full().filter(|text| told.is(text)).count() * 2 >= full().count()
        })
    })
}

/// What each column is called, by the labels that stand in the file: one that has none by its place, if any cell of it is
/// full, and one whose label another had before by the label and how many that makes.
pub fn names<'a>(labels: &'a [String], full: impl Fn(usize) -> bool, lang: Lang) -> Vec<String> {
    // What was rejected stands where it stood before.
    let own = marks(labels);
    let mut taken: HashSet<String> = labels.iter().cloned().collect();
    let mut seen: HashSet<&str> = HashSet::new();
    let name = |(at, label): (usize, &'a String)| match label.as_str() {
        "" if full(at) => cell::column(&letters(at.saturating_sub(own))).to(lang).to_owned(),
        "" => String::new(),
        label if seen.insert(label) => label.to_owned(),
        label => {
            let numbered =
                (2..=2 * labels.len() + 1).map(|n| format!("{label} ({n})")).find(|name| !taken.contains(name));
            let name = numbered.unwrap_or_default();
            taken.insert(name.clone());
            name
        }
    };
    labels.iter().enumerate().map(name).collect()
}
