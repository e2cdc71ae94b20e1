//! How much a zip file unpacks to: looked at before anything is, so that a small file cannot fill the memory.
use crate::lang::{Sentence, book as said};
use std::io::{self, BufRead, BufReader, Read, Seek};
use zip::ZipArchive;

/// Bytes that may be held of what a file unpacks to.
pub const MOST: u64 = 512 << 20;
/// Bytes that the sheets may unpack to that are read piece by piece: a million rows of many columns.
const SHEETS: u64 = 3 << 30;
/// Bytes that one of their cells may take: a spreadsheet program writes 32,767 letters at most.
const CELL: usize = 16 << 20;
/// In which folder of a workbook they lie.
const FOLDER: &str = "xl/worksheets/";
/// Bytes that the cells of a row, or of some rows, may take.
pub const HELD: usize = 1 << 30;
/// Bytes up to which it may have been packed as closely as it was.
const CLOSE: u64 = 100 << 20;
/// How many times larger than itself it may become beyond that.
const RATIO: u64 = 200;

/// Refuses a file of so many bytes that would unpack to too much. What is larger than its directory says is not read on.
pub fn bounded(file: &mut (impl Read + Seek), packed: u64) -> Result<(), Sentence> {
    let broken = |error: &dyn std::fmt::Display| said::broken(&error.to_string());
    file.rewind().map_err(|error| broken(&error))?;
    let mut zip = ZipArchive::new(BufReader::new(file)).map_err(|error| broken(&error))?;
    let (mut unpacked, mut sheets) = (0_u64, 0_u64);
    for at in 0..zip.len() {
        let entry = zip.by_index_raw(at).map_err(|error| broken(&error))?;
        if entry.encrypted() {
            return Err(said::LOCKED.into());
        }
        let is_sheet = entry.name().is_ok_and(|name| name.to_ascii_lowercase().starts_with(FOLDER));
        let of = if is_sheet { &mut sheets } else { &mut unpacked };
        *of = of.saturating_add(entry.size());
    }
    let all = unpacked.saturating_add(sheets);
    let close = all > CLOSE && all / packed.max(1) > RATIO;
    if close || unpacked > MOST || sheets > SHEETS {
        return Err(said::TOO_LARGE.into());
    }
    for at in (0..zip.len()).filter(|_| sheets > MOST) {
        let entry = zip.by_index(at).map_err(|error| broken(&error))?;
        if is_endless(entry, CELL).map_err(|error| broken(&error))? {
            return Err(said::TOO_LARGE.into());
        }
    }
    Ok(())
}

/// Whether something in a sheet goes on for so many bytes that no mark ends it: a cell is held whole.
pub fn is_endless(sheet: impl Read, most: usize) -> io::Result<bool> {
    let (mut sheet, mut long) = (BufReader::new(sheet), 0);
    loop {
        let some = sheet.fill_buf()?;
        if some.is_empty() {
            return Ok(false);
        }
        let mut ended = some.split(|byte| *byte == b'<');
        long += ended.next().map_or(0, <[u8]>::len);
        for next in ended {
            if long > most {
                return Ok(true);
            }
            long = next.len();
        }
        if long > most {
            return Ok(true);
        }
        let read = some.len();
        sheet.consume(read);
    }
}
