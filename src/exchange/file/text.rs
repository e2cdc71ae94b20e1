//! Rows of a text whose cells are divided by a mark (CSV, TSV), read line by line in memory that does not grow with the
//! file. Every cell is handed on exactly as it stands, so that a row which is refused can be written out as it came.
use super::encoding::{Decoder, RECORD};
use super::sniff::{self, Look};
use super::table::{COLUMNS, Line, Wrong};
use crate::lang::cell;
use csv::StringRecord;
use std::fs::File;

/// A text on its way.
pub struct TextRows {
    /// Whether a person named the encoding.
    told: bool,
    reader: csv::Reader<Decoder<File>>,
    record: StringRecord,
    done: bool,
}

impl TextRows {
    pub fn new(file: File, look: &Look, told: bool) -> Self {
        let decoder = Decoder::new(file, look.encoding, look.mark, look.mac);
        Self { told, reader: sniff::reader(decoder, look.delimiter), record: StringRecord::new(), done: false }
    }

    /// Reads the next row; no at the end. Empty lines are passed over.
    pub fn next_into(&mut self, line: &mut Line) -> Result<bool, Wrong> {
        while !self.done {
            let from = self.reader.position().line();
            self.reader.get_mut().begin_record();
            match self.reader.read_record(&mut self.record) {
                Ok(true) => {}
                Ok(false) => break,
                Err(error) => return Err(self.failed(&error, from)),
            }
            if self.record.len() > COLUMNS {
                self.done = true;
                return Err(Wrong::at(from, cell::too_wide(COLUMNS)));
            }
            let at_end = self.fill(line);
            let inner = line.cells.last().map_or(0, |last| breaks(std::slice::from_ref(last)));
            if at_end && inner > 0 && self.reader.get_ref().tail != b'"' {
                self.done = true;
                return Err(Wrong::at(line.number, cell::quotes_open(inner)));
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

    fn failed(&mut self, error: &csv::Error, from: u64) -> Wrong {
        self.done = true;
        if self.reader.get_ref().runaway {
            // Only a quote has a record go on over the end of a line.
            let lines = self.reader.position().line().saturating_sub(from);
            let said = if lines == 0 { cell::long_line(RECORD >> 20) } else { cell::quotes_open(lines) };
            return Wrong::at(from, said);
        }
        match error.kind() {
            csv::ErrorKind::Utf8 { .. } if self.told => Wrong::at(from, cell::NOT_UTF_8.into()),
            csv::ErrorKind::Utf8 { .. } => Wrong::at(from, cell::CHANGED.into()),
            _ => Wrong::at(from, cell::cannot_be_read(&error.to_string())),
        }
    }

    /// Bytes taken so far.
    pub fn position(&self) -> u64 {
        self.reader.get_ref().taken
    }
}

fn breaks(cells: &[String]) -> u64 {
    cells.iter().map(|cell| cell.bytes().filter(|byte| *byte == b'\n').count() as u64).sum()
}
