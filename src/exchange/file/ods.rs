//! What calamine does not tell of a sheet of ODS: how much its cells would take, and the currency that one names beside
//! its number.
use super::sign::Signs;
use super::unpacked::HELD;
use crate::domain::money::Currency;
use crate::lang::{Sentence, book as said};
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use std::fs::File;
use std::io::{BufReader, Seek};
use zip::ZipArchive;

/// Bytes that a cell takes beside its text.
const CELL: u64 = 32;

/// Whether the cells of all sheets can be held: a row, a cell and a blank each say how often they stand there. What
/// else is wrong with the file is told by who reads it.
pub fn fits(file: &mut File) -> bool {
    let mut size = Size::default();
    let mut fits = true;
    let _ = walk(file, |event| {
        size.take(event);
        fits = size.all() <= HELD as u64;
        Ok(fits)
    });
    fits
}

/// What the cells up to here take.
#[derive(Default)]
struct Size {
    /// The sheets before.
    before: u64,
    text: u64,
    rows: u64,
    wide: u64,
    row: Row,
}

/// The row that is read.
#[derive(Default)]
struct Row {
    times: u64,
    /// Rows above that hold nothing: they take room once one below holds something.
    blank: u64,
    at: u64,
    columns: u64,
    cell: u64,
    text: u64,
    wide: u64,
}

impl Row {
    /// The end of a cell.
    fn put(&mut self) {
        let next = self.at.saturating_add(self.columns);
        if self.cell > 0 {
            self.text = self.text.saturating_add(self.cell.saturating_mul(self.columns));
            self.wide = next;
        }
        (self.at, self.cell) = (next, 0);
    }
}

impl Size {
    fn take(&mut self, event: &Event) {
        let row = &mut self.row;
        match event {
            Event::Start(tag) => match tag.name().as_ref() {
                "table:table-row" => {
                    *row = Row { times: number(tag, ROWS), blank: row.blank, ..Row::default() };
                }
                "text:s" => row.cell = row.cell.saturating_add(number(tag, "text:c")),
                name if name.ends_with("table-cell") => {
                    row.columns = number(tag, COLUMNS);
                    let says =
                        attribute(tag, "office:value-type").is_some() || attribute(tag, "table:formula").is_some();
                    row.cell = if says { tag.len() as u64 } else { 0 };
                }
                _ => {}
            },
            Event::Text(text) if !text.trim_ascii().is_empty() => row.cell = row.cell.saturating_add(text.len() as u64),
            Event::CData(text) => row.cell = row.cell.saturating_add(text.len() as u64),
            Event::End(tag) => match tag.name().as_ref() {
                name if name.ends_with("table-cell") => row.put(),
                "table:table-row" => self.put(),
                "table:table" => *self = Self { before: self.all(), ..Self::default() },
                _ => {}
            },
            _ => {}
        }
    }

    /// The end of a row.
    fn put(&mut self) {
        let row = std::mem::take(&mut self.row);
        if row.wide == 0 {
            self.row.blank = row.blank.saturating_add(row.times);
            return;
        }
        self.rows = self.rows.saturating_add(row.blank).saturating_add(row.times);
        self.wide = self.wide.max(row.wide);
        self.text = self.text.saturating_add(row.text.saturating_mul(row.times));
    }

    fn all(&self) -> u64 {
        let held = self.rows.saturating_mul(self.wide).saturating_mul(CELL).saturating_add(self.text);
        self.before.saturating_add(held).saturating_add(self.row.cell)
    }
}

const ROWS: &str = "table:number-rows-repeated";
const COLUMNS: &str = "table:number-columns-repeated";

/// The currencies of a sheet's cells (ODF 1.2, 19.369).
pub fn signs(file: &mut File, sheet: &str) -> Result<Signs, Sentence> {
    let (mut signs, mut inside) = (Signs::default(), false);
    let (mut row, mut rows, mut column) = (0_u32, 1_u32, 0_u32);
    walk(file, |event| {
        match event {
            Event::Start(tag) if tag.name().as_ref() == "table:table" => {
                inside = attribute(tag, "table:name").as_deref() == Some(sheet);
                row = 0;
            }
            Event::Start(tag) if inside && tag.name().as_ref() == "table:table-row" => {
                (rows, column) = (short(tag, ROWS), 0);
            }
            Event::Start(tag) if inside && tag.name().as_ref().ends_with("table-cell") => {
                let columns = short(tag, COLUMNS);
                if let Some(currency) = attribute(tag, "office:currency").and_then(|code| Currency::read(&code)) {
                    if !signs.takes(u64::from(rows) * u64::from(columns)) {
                        return Err(said::TOO_LARGE.into());
                    }
                    let at = |n: u32, from: u32| from.saturating_add(n);
                    let cells =
                        (0..rows).flat_map(|down| (0..columns).map(move |right| (at(down, row), at(right, column))));
                    cells.for_each(|cell| signs.put(cell, currency));
                }
                column = column.saturating_add(columns);
            }
            Event::End(tag) if inside && tag.name().as_ref() == "table:table-row" => row = row.saturating_add(rows),
            Event::End(tag) if inside && tag.name().as_ref() == "table:table" => return Ok(false),
            _ => {}
        }
        Ok(true)
    })?;
    Ok(signs)
}

/// Hands out what the sheets are made of, until it is enough.
fn walk(file: &mut File, mut take: impl FnMut(&Event) -> Result<bool, Sentence>) -> Result<(), Sentence> {
    let broken = |error: &dyn std::fmt::Display| said::broken(&error.to_string());
    file.rewind().map_err(|error| broken(&error))?;
    let mut zip = ZipArchive::new(BufReader::new(&*file)).map_err(|error| broken(&error))?;
    let content = zip.by_name("content.xml").map_err(|error| broken(&error))?;
    let mut reader = Reader::from_reader(BufReader::new(content));
    let config = reader.config_mut();
    // What calamine passes over is no reason to refuse it here.
    (config.expand_empty_elements, config.check_end_names, config.check_comments) = (true, false, false);
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        let event = reader.read_event_into(&mut buffer).map_err(|error| broken(&error))?;
        if matches!(event, Event::Eof) || !take(&event)? {
            return Ok(());
        }
    }
}

/// An attribute of a tag.
fn attribute(tag: &BytesStart, name: &str) -> Option<String> {
    let found = tag.try_get_attribute(name).ok()??;
    found.normalized_value(XmlVersion::Explicit1_0).ok().map(std::borrow::Cow::into_owned)
}

/// The same, as far as a sheet goes.
fn short(tag: &BytesStart, name: &str) -> u32 {
    u32::try_from(number(tag, name)).unwrap_or(u32::MAX)
}

/// How often something stands there.
fn number(tag: &BytesStart, name: &str) -> u64 {
    attribute(tag, name).and_then(|text| text.parse().ok()).unwrap_or(1)
}
