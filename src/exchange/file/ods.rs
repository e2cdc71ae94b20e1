//! What calamine does not tell of a sheet of ODS: the currency that a cell names beside its number.
use super::sign::Signs;
use crate::domain::money::Currency;
use crate::lang::{Sentence, book as said};
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use std::fs::File;
use std::io::{BufReader, Seek};
use zip::ZipArchive;

/// The currencies of a sheet's cells (ODF 1.2, 19.369).
pub fn signs(file: &mut File, sheet: &str) -> Result<Signs, Sentence> {
    let broken = |error: &dyn std::fmt::Display| said::broken(&error.to_string());
    file.rewind().map_err(|error| broken(&error))?;
    let mut zip = ZipArchive::new(BufReader::new(&*file)).map_err(|error| broken(&error))?;
    let content = zip.by_name("content.xml").map_err(|error| broken(&error))?;
    let mut reader = Reader::from_reader(BufReader::new(content));
    let config = reader.config_mut();
    // What calamine passes over is no reason to refuse it here.
    (config.expand_empty_elements, config.check_end_names, config.check_comments) = (true, false, false);
    let (mut signs, mut buffer, mut inside) = (Signs::default(), Vec::new(), false);
    let (mut row, mut rows, mut column) = (0_u32, 1_u32, 0_u32);
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer).map_err(|error| broken(&error))? {
            Event::Start(tag) if tag.name().as_ref() == "table:table" => {
                inside = attribute(&tag, "table:name").as_deref() == Some(sheet);
                row = 0;
            }
            Event::Start(tag) if inside && tag.name().as_ref() == "table:table-row" => {
                (rows, column) = (number(&tag, "table:number-rows-repeated"), 0);
            }
            Event::Start(tag) if inside && tag.name().as_ref().ends_with("table-cell") => {
                let columns = number(&tag, "table:number-columns-repeated");
                if let Some(currency) = attribute(&tag, "office:currency").and_then(|code| Currency::read(&code)) {
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
            Event::End(tag) if inside && tag.name().as_ref() == "table:table" => return Ok(signs),
            Event::Eof => return Ok(signs),
            _ => {}
        }
    }
}

/// An attribute of a tag.
fn attribute(tag: &BytesStart, name: &str) -> Option<String> {
    let found = tag.try_get_attribute(name).ok()??;
    found.normalized_value(XmlVersion::Explicit1_0).ok().map(std::borrow::Cow::into_owned)
}

/// How often a row or a cell stands there.
fn number(tag: &BytesStart, name: &str) -> u32 {
    attribute(tag, name).and_then(|text| text.parse().ok()).unwrap_or(1)
}
