//! Rows that are held until they are asked for, as often as they are, of a form that does not say at its beginning what
//! its columns are. There may be a million of them: they are held packed, blank cells take no room, and what is more than
//! a little lies in a file that has no name and goes with the program.
use super::table::{COLUMNS, Line, Wrong};
use super::value::Unsaid;
use crate::domain::guard::literal;
use crate::lang::{Sentence, book, cell};
use flate2::Compression;
use flate2::bufread::DeflateDecoder;
use flate2::write::DeflateEncoder;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::fmt;
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom, Write};
use std::sync::{Arc, Mutex, PoisonError};
use tempfile::{SpooledTempFile, spooled_tempfile};

/// Bytes that rows may take, packed.
const PACKED: u64 = 1 << 30;
/// Bytes of them that lie in memory.
const AT_HAND: usize = 16 << 20;

/// The full cells of a row, by their places.
#[derive(Clone, Default, Serialize, Deserialize)]
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

/// Rows that are put aside one after another.
pub struct Holding {
    packed: DeflateEncoder<SpooledTempFile>,
    pub count: usize,
    wide: usize,
}

impl Default for Holding {
    fn default() -> Self {
        Self { packed: DeflateEncoder::new(spooled_tempfile(AT_HAND), Compression::fast()), count: 0, wide: 0 }
    }
}

impl Holding {
    /// Puts a row aside, where all of them take no more than can be held.
    pub fn put(&mut self, row: &Row) -> Result<(), Sentence> {
        let unread = |error: &dyn fmt::Display| cell::cannot_be_read(&error.to_string());
        serde_json::to_writer(&mut self.packed, row).map_err(|error| unread(&error))?;
        self.packed.write_all(b"\n").map_err(|error| unread(&error))?;
        self.count += 1;
        self.wide = self.wide.max(row.wide());
        if self.packed.total_out() > PACKED { Err(book::TOO_LARGE.into()) } else { Ok(()) }
    }

    /// All of them, to be handed out.
    pub fn held(self) -> Result<Held, Sentence> {
        let packed = self.packed.finish().map_err(|error| cell::cannot_be_read(&error.to_string()))?;
        Ok(Held { first: None, packed: Arc::new(Mutex::new(packed)), count: self.count, wide: self.wide })
    }
}

/// Such rows, to be handed out as often as they are asked for.
#[derive(Clone)]
pub struct Held {
    /// The names of the columns, where they were known only at the end.
    first: Option<Row>,
    packed: Arc<Mutex<SpooledTempFile>>,
    count: usize,
    /// Cells of the widest row.
    wide: usize,
}

impl Held {
    /// The same below the names of their columns.
    fn under(self, names: Row) -> Self {
        Self { wide: self.wide.max(names.wide()), count: self.count + 1, first: Some(names), ..self }
    }

    /// Hands them out, from the first on.
    pub fn rows(&self) -> Rows {
        let packed = Packed { of: Arc::clone(&self.packed), at: 0 };
        let unpacked = BufReader::new(DeflateDecoder::new(BufReader::new(packed)));
        let (first, all) = (self.first.clone(), self.count);
        Rows { first, unpacked, line: Vec::new(), left: all, all, wide: self.wide }
    }
}

/// What they are packed in, read from its beginning beside others who do.
struct Packed {
    of: Arc<Mutex<SpooledTempFile>>,
    at: u64,
}

impl Read for Packed {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let mut of = self.of.lock().unwrap_or_else(PoisonError::into_inner);
        of.seek(SeekFrom::Start(self.at))?;
        let read = of.read(into)?;
        self.at += read as u64;
        Ok(read)
    }
}

/// Held rows, handed out one after another.
pub struct Rows {
    first: Option<Row>,
    unpacked: BufReader<DeflateDecoder<BufReader<Packed>>>,
    line: Vec<u8>,
    left: usize,
    all: usize,
    /// Cells of the widest row.
    pub wide: usize,
}

impl Rows {
    /// Hands out the next row, at least `wide` cells of it; no at the end.
    pub fn next_into(&mut self, line: &mut Line, wide: usize) -> Result<bool, Wrong> {
        let Some(row) =
            self.next().map_err(|error| Wrong::at(line.number, cell::cannot_be_read(&error.to_string())))?
        else {
            return Ok(false);
        };
        self.left -= 1;
        let full = row.wide();
        (line.number, line.unsaid) = (row.number, row.unsaid);
        line.cells.iter_mut().for_each(String::clear);
        line.cells.resize_with(full.max(wide), String::new);
        for (at, text) in row.cells {
            line.cells[at] = text;
        }
        Ok(true)
    }

    fn next(&mut self) -> io::Result<Option<Row>> {
        if let Some(names) = self.first.take() {
            return Ok(Some(names));
        }
        self.line.clear();
        self.unpacked.read_until(b'\n', &mut self.line)?;
        Ok(if self.line.is_empty() { None } else { Some(serde_json::from_slice(&self.line)?) })
    }

    /// Whether it began as a header alone.
    pub fn is_empty(&self) -> bool {
        self.all < 2
    }

    /// How much of `total` was handed out.
    pub fn part_of(&self, total: u64) -> u64 {
        let done = (self.all - self.left) as u64;
        total.saturating_mul(done) / (self.all as u64).max(1)
    }
}

/// Records by names, made rows under a header of all their names in the order in which they came.
#[derive(Default)]
pub struct Gathered {
    names: Vec<String>,
    places: HashMap<String, usize>,
    rows: Holding,
    last: u64,
}

impl Gathered {
    pub fn put(&mut self, number: u64, cells: Vec<(String, String)>) -> Result<(), Wrong> {
        let cells = cells.into_iter().map(|(name, text)| (self.place(name), literal(text))).collect();
        // Several may stand in one line of the file; a row is told by its number.
        self.last = number.max(self.last + 1);
        let row = Row { number: self.last, cells, unsaid: Vec::new() };
        self.rows.put(&row).map_err(|said| Wrong::at(self.last, said))?;
        if self.names.len() > COLUMNS { Err(Wrong::at(self.last, cell::too_wide(COLUMNS))) } else { Ok(()) }
    }

    pub fn is_empty(&self) -> bool {
        self.rows.count == 0
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

    pub fn held(self) -> Result<Held, Wrong> {
        let cells = self.names.into_iter().enumerate().collect();
        let held = self.rows.held().map_err(|said| Wrong::at(1, said))?;
        Ok(held.under(Row { number: 1, cells, unsaid: Vec::new() }))
    }
}
