//! A list that was written out, edited in a spreadsheet, and comes back: what is different row by row and cell by cell,
//! beside what changed here meanwhile; and the deed that takes it in.
mod bench;
mod cell;
mod compare;
mod fresh;
mod judge;
mod left;
pub mod mark;
mod put;
mod settle;
mod take;
mod tell;

use crate::domain::deed::Ref;
use crate::domain::field::Head;
use crate::domain::kind::Kind;
use crate::domain::problem::Fault;
use crate::domain::value::{Id, Value};
use crate::exchange::column::look::Looked;
use crate::exchange::column::read::How;
use crate::exchange::file::table::Line;
use crate::lang::Sentence;
use crate::store::Mark;
use serde_json::{Value as Json, json};

pub use compare::{Asked, compare};
pub use settle::{correct, make_new};
pub use take::{Changed, Taken, take};

/// What a field holds: a value, or a text that it could not take.
#[derive(Clone, Debug, PartialEq)]
pub struct Content {
    /// The value.
    pub value: Value,
    /// The text that stands in its place.
    pub written: Option<String>,
}

/// How a cell of the file differs.
#[derive(Clone, Debug, PartialEq)]
pub enum State {
    /// The file says something else than was written out.
    Changed,
    /// And it was changed here, too, by the deed that is named.
    Clash(Option<Mark>),
    /// It was changed here alone.
    Here(Option<Mark>),
    /// Its field does not take it.
    Refused(Fault),
}

/// A cell that differs.
#[derive(Clone)]
pub struct Cell {
    /// The place of its field among those of the row, and the field.
    pub at: usize,
    pub head: &'static Head,
    /// Its column in the file.
    pub column: usize,
    /// As it was written out, as it is now, as the file has it, in words.
    pub then: String,
    pub before: String,
    pub after: String,
    pub state: State,
    /// Whether it is to be taken in.
    pub take: bool,
    now: Content,
    /// Nothing of what is refused, and of a word that its list does not have yet.
    value: Option<Value>,
}

/// Which record a row is, or which row of its part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Place {
    pub at: Ref,
    pub part: Option<Id>,
}

/// A row of a part: the part's key, and the row's number.
type Part = (&'static str, Id);

/// A row of the file that differs.
#[derive(Clone)]
pub struct Row {
    /// Where it begins in the file, from 1.
    pub line: u64,
    /// Nothing, where it is new.
    pub place: Option<Place>,
    /// What it is called.
    pub name: String,
    pub cells: Vec<Cell>,
    /// Why nothing of it can be taken.
    pub refused: Option<Fault>,
    /// Whether its record is not known here: gone, put away, of another kind or workspace.
    pub unknown: bool,
    /// What is here already and likely the same, of a new one.
    pub likely: Vec<Sentence>,
    /// Whether it is to be taken in.
    pub take: bool,
    /// As it stands in the file.
    as_read: Line,
    entry: Id,
    new: New,
}

/// What a row without an id is added by.
#[derive(Clone, Default)]
struct New {
    /// The record that a new row of a part is of.
    within: Option<Ref>,
    /// By which it is known again when the file comes once more.
    key: String,
}

/// A column that is compared.
#[derive(Clone, Copy)]
struct Column {
    /// Its place in the file.
    cell: usize,
    /// The place of its field, and the field; of the record that a part's row is in there is no place.
    at: Option<usize>,
    head: &'static Head,
    how: How,
}

/// What is different.
#[derive(Clone)]
pub struct Difference {
    pub kind: &'static str,
    /// The part of the records whose rows they are.
    pub part: Option<&'static str>,
    pub looked: Looked,
    /// Rows that differ, in the order of the file.
    pub rows: Vec<Row>,
    /// Rows of the file.
    pub read: u64,
    /// Rows that were written out and are not in the file.
    pub missing: u64,
    /// Cells that only a spreadsheet changed: `0901` to `901`.
    pub rewritten: u64,
    /// Under which name the rows that it added are known again.
    source: String,
    /// What a person should know of how the file was read.
    pub notes: Vec<Sentence>,
    columns: Vec<Column>,
    /// Words that are made new in their lists as it is taken in.
    words: Vec<NewWord>,
}

/// A word that a list is to have: the list, and the word.
pub type NewWord = (&'static str, String);

/// What is different, counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Rows and cells that are to be taken in.
    pub rows: u64,
    pub cells: u64,
    /// Cells changed on both sides, and those of them that are to be taken from the file.
    pub clashes: u64,
    pub clashes_taken: u64,
    /// Cells and rows that cannot be taken.
    pub refused: u64,
    /// Rows whose record is not known here.
    pub unknown: u64,
    /// Rows without an id, and those of them that are to be added.
    pub new: u64,
    pub added: u64,
    /// Cells changed here alone.
    pub here: u64,
}

impl Cell {
    /// The word that its list is to have for it.
    fn new_word(&self) -> Option<NewWord> {
        match self.head.kind {
            Kind::Code(list) if self.can() && self.value.is_none() => Some((list, self.after.clone())),
            _ => None,
        }
    }

    /// Whether the file says something that could be taken.
    pub fn can(&self) -> bool {
        matches!(self.state, State::Changed | State::Clash(_))
    }
}

impl Row {
    /// A row of the file that is to be taken in.
    fn of(line: &Line, place: Option<Place>, name: String, cells: Vec<Cell>) -> Self {
        Self {
            line: line.number,
            place,
            name,
            cells,
            refused: None,
            unknown: false,
            likely: Vec::new(),
            take: true,
            as_read: line.clone(),
            entry: 0,
            new: New::default(),
        }
    }

    /// The cells that are to be taken in.
    pub fn taken(&self) -> impl Iterator<Item = &Cell> {
        self.cells.iter().filter(|cell| self.take && self.refused.is_none() && cell.take && cell.can())
    }

    /// Whether nothing but what changed here stands in it.
    pub fn is_here_alone(&self) -> bool {
        self.refused.is_none()
            && self.place.is_some()
            && self.cells.iter().all(|cell| matches!(cell.state, State::Here(_)))
    }
}

impl Difference {
    /// Counts it as it is chosen now.
    pub fn counts(&self) -> Counts {
        let mut counts = Counts::default();
        let one = |is: bool| u64::from(is);
        for row in &self.rows {
            counts.unknown += one(row.unknown);
            counts.refused += one(row.refused.is_some() && !row.unknown);
            let taken = row.taken().count() as u64;
            if row.place.is_none() && row.refused.is_none() {
                counts.new += 1;
                counts.added += one(taken > 0);
            } else {
                counts.rows += one(taken > 0);
                counts.cells += taken;
            }
            for cell in &row.cells {
                let clash = matches!(cell.state, State::Clash(_));
                counts.clashes += one(clash);
                counts.clashes_taken += one(clash && row.take && cell.take);
                counts.refused += one(matches!(cell.state, State::Refused(_)) && row.refused.is_none());
                counts.here += one(matches!(cell.state, State::Here(_)));
            }
        }
        counts
    }

    /// The kind of its rows to scripts: `lead`, `order-line`.
    pub fn name(&self) -> &'static str {
        if self.part.is_some() { "order-line" } else { self.kind }
    }

    /// The same for scripts.
    pub fn json(&self) -> Json {
        let counts = self.counts();
        json!({
            "kind": self.name(), "rows": self.read, "changed_rows": counts.rows, "changed_cells": counts.cells,
            "conflicts": counts.clashes, "refused": counts.refused, "unknown": counts.unknown, "new": counts.new,
            "added": counts.added, "missing": self.missing, "changed_here": counts.here,
        })
    }
}
