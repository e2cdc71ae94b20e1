//! A file as rows under a header, whatever it is: a text of cells, a sheet of a workbook, a list of objects. What it is,
//! its first bytes say, not its name.
use super::down::Down;
use super::found::Found;
use super::magic::{self, Seen};
use super::opened::{broken, name_of, opened};
use super::sniff;
use super::source::Source;
use super::top;
use super::written::{Heading, JSON, Reading, Written};
use crate::domain::fold::clean;
use crate::domain::problem::Fault;
use crate::lang::{Lang, Sentence, cell};
use std::collections::VecDeque;
use std::fmt;
use std::path::Path;

/// Columns that a table may have, as many as a sheet of a spreadsheet.
pub const COLUMNS: usize = 1 << 14;
/// Bytes that a cell may take.
const CELL: usize = 1 << 20;

/// One row of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    /// Where it begins in the file, from 1.
    pub number: u64,
    pub cells: Vec<String>,
    /// What stands in the file, where the cells were corrected.
    pub before: Option<Vec<String>>,
    /// Cells that hold something and say nothing, blank among the cells.
    pub unsaid: Vec<(usize, super::value::Unsaid)>,
}

impl Line {
    /// A cell, or nothing where the row is too short.
    pub fn cell(&self, at: usize) -> &str {
        self.cells.get(at).map_or("", String::as_str)
    }

    pub fn is_blank(&self) -> bool {
        self.cells.iter().all(|cell| cell.trim().is_empty())
    }
}

/// Why a file, or what is left of it, cannot be read as a table; it names the file and the line.
#[derive(Clone, Debug)]
pub struct TableFault {
    said: Sentence,
    /// Whether there is no such file at all.
    pub missing: bool,
    /// Whether a person has to say in which letters it is written.
    pub letters: bool,
}

impl TableFault {
    pub fn new(said: Sentence) -> Self {
        Self { said, missing: false, letters: false }
    }

    /// In a language.
    pub fn text(&self, lang: Lang) -> &str {
        self.said.to(lang)
    }

    /// In every language.
    pub fn sentence(&self) -> &Sentence {
        &self.said
    }
}

impl fmt::Display for TableFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.text(Lang::En))
    }
}

impl std::error::Error for TableFault {}

/// What is wrong at a line.
pub struct Wrong {
    line: u64,
    said: Sentence,
}

impl Wrong {
    pub fn at(line: u64, said: Sentence) -> Self {
        Self { line, said }
    }

    pub(super) fn of(self, file: &str) -> TableFault {
        TableFault::new(cell::at_line(file, self.line, &self.said))
    }
}

/// A file of rows under a header.
pub struct Table {
    /// What the columns are called, without the nameless ones at the end.
    pub header: Vec<String>,
    /// How many columns there are, with those.
    pub wide: usize,
    /// The line of the header; none where no row is one.
    pub header_line: u64,
    /// The first rows as they stand, the header and what is above it among them.
    pub top: Vec<Line>,
    pub written: Written,
    /// What a person should know of how the file was read.
    pub notes: Vec<Sentence>,
    name: String,
    total: u64,
    source: Source,
    /// Rows that were read while the header was looked for.
    ahead: VecDeque<Result<Line, Wrong>>,
    /// What its rows say below the one where it stands.
    pub down: Option<Down>,
}

/// Nameless columns at the end that are looked at.
const NAMELESS: usize = 100;
/// First rows that are kept to be shown.
const TOP: usize = 12;

impl Table {
    /// Opens a file, finds out how it is written, and reads its header.
    pub fn open(path: &Path) -> Result<Self, TableFault> {
        Self::open_as(path, &Reading::default())
    }

    /// The same, as a person said that it is to be read.
    pub fn open_as(path: &Path, reading: &Reading) -> Result<Self, TableFault> {
        Found::of(path, reading, &mut |_| true)?.table(path, reading)
    }

    /// Rows of which the first ones only say how they are written, under the header where it is said to be.
    pub(super) fn begin(
        (name, total): (String, u64),
        source: Source,
        (written, notes): (Written, Vec<Sentence>),
        (first, heading): (usize, Option<Heading>),
    ) -> Result<Self, TableFault> {
        let (header, top, ahead) = (Vec::new(), Vec::new(), VecDeque::new());
        let (wide, header_line, down) = (0, 0, None);
        let mut table = Self { header, wide, header_line, top, written, notes, name, total, source, ahead, down };
        table.read_ahead(first);
        let named = match heading {
            // The names of objects are their own.
            _ if matches!(table.written, Written::Objects { .. }) => true,
            Some(Heading::Line(line)) => table.pass_to(line)?,
            Some(Heading::Nowhere) => false,
            Some(Heading::Found) | None => table.find_header(),
        };
        if named {
            table.read_header()?;
        } else {
            table.name_nothing();
        }
        Ok(table)
    }

    /// Whether it can be opened, as far as its beginning tells: what must be read whole is not.
    pub fn glance(path: &Path) -> Result<(), TableFault> {
        let (mut file, _) = opened(path)?;
        let unread = |error| broken(&name_of(path), &error);
        let whole = match magic::seen(&mut file).map_err(unread)? {
            Seen::Book(_) => true,
            Seen::Text => sniff::look(&mut file, None, None).map_err(unread)?.is_ok_and(|look| look.objects.is_some()),
            Seen::Other(_) => false,
        };
        if whole { Ok(()) } else { Self::open(path).map(|_| ()) }
    }

    /// Reads the rows among which the header is, but for the first ones that only say how it is written.
    fn read_ahead(&mut self, skip: usize) {
        let mut bytes = 0;
        while self.ahead.len() < top::ROWS + skip && bytes < top::BYTES {
            let mut line = Line::default();
            match self.source.next_into(&mut line, 0) {
                Ok(true) => bytes += line.cells.iter().map(String::len).sum::<usize>(),
                Ok(false) => break,
                Err(wrong) => {
                    self.ahead.push_back(Err(wrong));
                    break;
                }
            }
            self.ahead.push_back(Ok(line));
        }
        self.ahead.drain(..skip.min(self.ahead.len()));
        self.top = self.ahead.iter().flatten().take(TOP).cloned().collect();
    }

    /// Passes over all that stands before a line.
    fn pass_to(&mut self, from: u64) -> Result<bool, TableFault> {
        let mut line = Line::default();
        while self.next_into(&mut line)? {
            if line.number >= from && !line.is_blank() {
                self.ahead.push_front(Ok(line));
                return Ok(true);
            }
        }
        Err(TableFault::new(cell::in_file(&self.name, &cell::no_line(from))))
    }

    /// Passes over titles, and tells whether the row below them has the names of the columns.
    fn find_header(&mut self) -> bool {
        // The rows of a sheet are all as long as it.
        let long = self.source.wide().unwrap_or_default();
        let above = top::above(self.ahead.iter().flatten(), long);
        let passed = self.ahead.drain(..above).flatten().filter(|line| !line.is_blank()).count();
        let mut lines = self.ahead.iter().flatten().filter(|line| !line.is_blank());
        let Some(first) = lines.next() else { return true };
        let named = !top::is_record(first, &lines);
        if !named {
            self.notes.push(cell::no_header(first.number));
        } else if passed > 0 {
            self.notes.push(cell::titles(passed, first.number));
        }
        named
    }

    fn read_header(&mut self) -> Result<(), TableFault> {
        let mut line = Line::default();
        while self.next_into(&mut line)? {
            if !line.is_blank() {
                self.header = line.cells.iter().map(|name| clean(name, false).trim().to_owned()).collect();
                self.header.truncate(self.header.iter().rposition(|name| !name.is_empty()).map_or(0, |last| last + 1));
                self.header_line = line.number;
                let wide = self.source.wide().unwrap_or(line.cells.len());
                self.wide = wide.clamp(self.header.len(), self.header.len() + NAMELESS);
                return Ok(());
            }
        }
        // A list of no objects has no names of columns either.
        let of_nothing = matches!(&self.source, Source::Held(held) if held.is_empty()) && self.written.is(JSON);
        if of_nothing { Ok(()) } else { Err(TableFault::new(cell::in_file(&self.name, &cell::NO_ROWS.into()))) }
    }

    /// No row has the names of the columns: there are as many as the widest of the first rows has cells.
    fn name_nothing(&mut self) {
        self.wide = self.ahead.iter().flatten().map(|line| line.cells.len()).max().unwrap_or_default();
    }

    /// Reads the next row into a line, whose room is used again; no at the end of the file. Empty lines are passed over.
    pub fn next_into(&mut self, line: &mut Line) -> Result<bool, TableFault> {
        let more = match self.ahead.pop_front() {
            Some(Ok(next)) => {
                *line = next;
                Ok(true)
            }
            Some(Err(wrong)) => Err(wrong),
            None => self.source.next_into(line, self.header.len()),
        };
        if self.source.wide().is_some() && line.cells.len() < self.header.len() {
            line.cells.resize_with(self.header.len(), String::new);
        }
        self.down.iter_mut().for_each(|down| down.fill(line));
        more.map_err(|wrong| wrong.of(&self.name))
    }

    /// What is wrong with the shape of a row: cells of no column, too few, or one that is too large. Nameless cells
    /// that are empty are no matter.
    pub fn misfit(&self, line: &Line) -> Option<Fault> {
        let (named, full) = (self.header.len(), line.cells.iter().rposition(|cell| !cell.is_empty()));
        if full.is_some_and(|last| last >= self.wide) {
            Some(Fault::new(cell::more_cells(line.cells.len(), self.wide)))
        } else if line.cells.len() < named {
            Some(Fault::new(cell::fewer_cells(line.cells.len(), named)))
        } else {
            let large = line.cells.iter().position(|cell| cell.len() > CELL)?;
            Some(Fault::new(cell::long_cell(
                self.header.get(large).filter(|name| !name.is_empty()).map_or("?", String::as_str),
                CELL >> 20,
            )))
        }
    }

    /// Bytes of the file taken so far, of `total`: how far the reading is.
    pub fn position(&self) -> u64 {
        self.source.position(self.total)
    }

    pub fn total(&self) -> u64 {
        self.total
    }
}

impl Iterator for Table {
    type Item = Result<Line, TableFault>;

    fn next(&mut self) -> Option<Self::Item> {
        let mut line = Line::default();
        self.next_into(&mut line).map(|more| more.then_some(line)).transpose()
    }
}
