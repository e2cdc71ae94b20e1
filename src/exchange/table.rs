//! Tables of text (CSV, TSV) read line by line, in memory that does not grow with the file. Every cell is handed on
//! exactly as it stands, so that a row which is refused can be written out as it came.
use super::encoding::{Decoder, Encoding};
use super::sniff;
use crate::domain::fold::clean;
use crate::domain::problem::Fault;
use crate::lang::{Lang, Sentence, cell};
use csv::StringRecord;
use std::fmt;
use std::fs::File;
use std::io::{self, ErrorKind};
use std::path::Path;

/// One row of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    /// Where it begins in the file, from 1.
    pub number: u64,
    pub cells: Vec<String>,
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
}

impl TableFault {
    fn new(said: Sentence) -> Self {
        Self { said, missing: false }
    }

    pub fn text(&self, lang: Lang) -> &str {
        self.said.to(lang)
    }
}

impl fmt::Display for TableFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.text(Lang::En))
    }
}

impl std::error::Error for TableFault {}

/// A file of rows under a header.
pub struct Table {
    /// What the columns are called, without the nameless ones at the end.
    pub header: Vec<String>,
    /// The line of the header.
    pub header_line: u64,
    pub delimiter: char,
    pub encoding: Encoding,
    /// What a person should know of how the file was read.
    pub notes: Vec<Sentence>,
    name: String,
    total: u64,
    /// Whether a person named the encoding.
    told: bool,
    reader: csv::Reader<Decoder<File>>,
    record: StringRecord,
    done: bool,
}

impl Table {
    /// Opens a file, finds out how it is written, and reads its header.
    pub fn open(path: &Path) -> Result<Self, TableFault> {
        Self::open_as(path, None)
    }

    /// The same, where a person named the encoding.
    pub fn open_as(path: &Path, encoding: Option<Encoding>) -> Result<Self, TableFault> {
        let name = clean(&path.file_name().unwrap_or(path.as_os_str()).to_string_lossy(), false).into_owned();
        let wrong = |said: &Sentence| TableFault::new(cell::in_file(&name, said));
        let broken = |error: io::Error| TableFault {
            missing: error.kind() == ErrorKind::NotFound,
            ..wrong(&match error.kind() {
                ErrorKind::NotFound => cell::NO_SUCH_FILE.into(),
                ErrorKind::PermissionDenied => cell::NOT_ALLOWED.into(),
                _ => cell::cannot_be_read(&error.to_string()),
            })
        };
        if path.is_dir() {
            return Err(wrong(&cell::A_FOLDER.into()));
        }
        let mut file = File::open(path).map_err(broken)?;
        let total = file.metadata().map_err(broken)?.len();
        let look = sniff::look(&mut file, encoding).map_err(broken)?.map_err(|said| wrong(&said))?;
        let decoder = Decoder::new(file, look.encoding, look.mark, look.mac);
        let mut table = Self {
            header: Vec::new(),
            header_line: 0,
            delimiter: char::from(look.delimiter),
            encoding: look.encoding,
            notes: look.notes,
            reader: sniff::reader(decoder, look.delimiter),
            record: StringRecord::new(),
            name,
            total,
            told: encoding.is_some(),
            done: false,
        };
        table.read_header(look.named)?;
        Ok(table)
    }

    fn read_header(&mut self, named: bool) -> Result<(), TableFault> {
        let mut line = Line::default();
        let mut skip = named;
        while self.next_into(&mut line)? {
            if !std::mem::take(&mut skip) && !line.is_blank() {
                self.header = line.cells.iter().map(|name| clean(name, false).trim().to_owned()).collect();
                self.header.truncate(self.header.iter().rposition(|name| !name.is_empty()).map_or(0, |last| last + 1));
                self.header_line = line.number;
                return Ok(());
            }
        }
        Err(TableFault::new(cell::in_file(&self.name, &cell::NO_ROWS.into())))
    }

    /// Reads the next row into a line, whose room is used again; no at the end of the file. Empty lines are passed over.
    pub fn next_into(&mut self, line: &mut Line) -> Result<bool, TableFault> {
        while !self.done {
            let from = self.reader.position().line();
            self.reader.get_mut().begin_record();
            match self.reader.read_record(&mut self.record) {
                Ok(true) => {}
                Ok(false) => break,
                Err(error) => return Err(self.failed(&error, from)),
            }
            let at_end = self.fill(line);
            let inner = line.cells.last().map_or(0, |last| breaks(std::slice::from_ref(last)));
            if at_end && inner > 0 && self.reader.get_ref().tail != b'"' {
                self.done = true;
                return Err(self.fault(line.number, &cell::quotes_open(inner)));
            }
            if line.cells.len() > 1 || !line.cell(0).is_empty() {
                return Ok(true);
            }
        }
        self.done = true;
        Ok(false)
    }

    /// Copies the record, and tells whether the file ended in it.
    fn fill(&mut self, line: &mut Line) -> bool {
        line.cells.resize_with(self.record.len(), String::new);
        for (cell, text) in line.cells.iter_mut().zip(&self.record) {
            cell.clear();
            cell.push_str(text);
        }
        if let Some(last) = line.cells.last_mut().filter(|last| last.ends_with('\r')) {
            last.pop();
        }
        let (position, decoder) = (self.reader.position(), self.reader.get_ref());
        // Nothing more is asked of the file once a line feed has ended the record.
        let at_end = decoder.ended;
        let ended = u64::from(!at_end);
        line.number = position.line().saturating_sub(breaks(&line.cells) + ended).max(1);
        at_end
    }

    fn failed(&mut self, error: &csv::Error, from: u64) -> TableFault {
        self.done = true;
        if self.reader.get_ref().runaway {
            return self.fault(from, &cell::quotes_open(self.reader.position().line() - from));
        }
        match error.kind() {
            csv::ErrorKind::Utf8 { .. } if self.told => self.fault(from, &cell::NOT_UTF_8.into()),
            csv::ErrorKind::Utf8 { .. } => self.fault(from, &cell::CHANGED.into()),
            _ => self.fault(from, &cell::cannot_be_read(&error.to_string())),
        }
    }

    fn fault(&self, line: u64, said: &Sentence) -> TableFault {
        TableFault::new(cell::at_line(&self.name, line, said))
    }

    /// What is wrong with the shape of a row: cells that no column names, or too few. Nameless cells that are empty
    /// are no matter.
    pub fn misfit(&self, line: &Line) -> Option<Fault> {
        let (named, full) = (self.header.len(), line.cells.iter().rposition(|cell| !cell.is_empty()));
        if full.is_some_and(|last| last >= named) {
            Some(Fault::new(cell::more_cells(line.cells.len(), named)))
        } else if line.cells.len() < named {
            Some(Fault::new(cell::fewer_cells(line.cells.len(), named)))
        } else {
            None
        }
    }

    /// Bytes of the file taken so far, of `total`: how far the reading is.
    pub fn position(&self) -> u64 {
        self.reader.get_ref().taken
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

fn breaks(cells: &[String]) -> u64 {
    cells.iter().map(|cell| cell.bytes().filter(|byte| *byte == b'\n').count() as u64).sum()
}
