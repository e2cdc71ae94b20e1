//! Workbooks: one sheet of one is a table. Its rows keep their numbers, its values are written as texts that cannot be
//! read in two ways.
use super::caught::caught;
use super::cells::Cells;
use super::heard::{Ear, Heard};
use super::held::Held;
use super::ods;
use super::sign::Signs;
use super::top;
use super::unpacked;
use super::value::{self, Shown, Unsaid};
use super::written::Written;
use crate::lang::{Sentence, book as said, cell};
use calamine::{
    Data, Ods, OdsError, Reader, Sheet, SheetType, SheetVisible, Xls, XlsError, Xlsb, Xlsx, XlsxFormulaMetadata,
};
use std::fs::File;
use std::io::{self, BufReader, Read, Seek};
use zip::ZipArchive;

/// Forms of workbooks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Book {
    Xlsx,
    Xlsb,
    Ods,
    Xls,
    /// One of the newer forms behind a password.
    Locked,
}

impl Book {
    fn name(self) -> &'static str {
        match self {
            Self::Xlsx | Self::Locked => "XLSX",
            Self::Xlsb => "XLSB",
            Self::Ods => "ODS",
            Self::Xls => "XLS",
        }
    }
}

/// A sheet that was chosen.
pub struct Chosen {
    pub rows: Held,
    pub written: Written,
    pub notes: Vec<Sentence>,
}

/// Which workbook a zip file is, by what lies in it; a broken one may be any.
pub fn zipped(file: &mut File) -> Option<Book> {
    let Ok(zip) = ZipArchive::new(BufReader::new(&*file)) else { return Some(Book::Xlsx) };
    let names: Vec<String> =
        zip.file_names().flatten().map(|name| name.replace('\\', "/").to_ascii_lowercase()).collect();
    let has = |wanted: &str| names.iter().any(|name| name == wanted);
    if has("xl/workbook.bin") {
        Some(Book::Xlsb)
    } else if has("xl/workbook.xml") || names.iter().any(|name| name.starts_with("xl/worksheets/")) {
        Some(Book::Xlsx)
    } else {
        (has("content.xml") && has("meta-inf/manifest.xml")).then_some(Book::Ods)
    }
}

/// Which workbook a compound file is, by the names of its streams.
pub fn compound(file: &mut File) -> io::Result<Option<Book>> {
    let mut bytes = Vec::new();
    file.take(unpacked::MOST).read_to_end(&mut bytes)?;
    let has = |name: &str| {
        let wide: Vec<u8> = name.encode_utf16().chain([0]).flat_map(u16::to_le_bytes).collect();
        bytes.windows(wide.len()).any(|window| window == wide)
    };
    Ok(if has("EncryptedPackage") { Some(Book::Locked) } else { (has("Workbook") || has("Book")).then_some(Book::Xls) })
}

/// Opens a workbook and reads a sheet: the one of that name, else the first that has rows.
pub fn open(mut file: File, book: Book, named: Option<&str>, ear: &Ear) -> Result<Chosen, Sentence> {
    let unread = |error: io::Error| cell::cannot_be_read(&error.to_string());
    if matches!(book, Book::Xlsx | Book::Xlsb | Book::Ods) {
        let packed = file.metadata().map_err(unread)?.len();
        unpacked::bounded(&mut Heard { file: file.try_clone().map_err(unread)?, ear }, packed)?;
    }
    if book == Book::Ods && !ods::fits(&mut file) {
        return Err(said::TOO_LARGE.into());
    }
    file.rewind().map_err(unread)?;
    let again = file.try_clone().map_err(unread)?;
    let file = BufReader::new(Heard { file, ear });
    if book != Book::Xlsx {
        ear.begin();
    }
    let read = caught(|| match book {
        Book::Locked => Err(said::LOCKED.into()),
        Book::Xlsx => Xlsx::new(file).map_err(broken).and_then(|mut book| {
            let read = |book: &mut Xlsx<_>, sheet: &str, rows: u32| xlsx(book, sheet, rows, ear);
            choose(&mut book, Book::Xlsx, named, &read)
        }),
        Book::Xlsb => Xlsb::new(file).map_err(broken).and_then(|mut book| choose(&mut book, Book::Xlsb, named, &xlsb)),
        Book::Ods => match Ods::new(file) {
            Err(OdsError::Password) => Err(said::LOCKED.into()),
            Err(OdsError::CellLimitExceeded { .. }) => Err(said::TOO_LARGE.into()),
            other => other.map_err(broken).and_then(|mut book| {
                let read = |book: &mut Ods<_>, sheet: &str, rows: u32| {
                    let signs = again.try_clone().map_err(broken).and_then(|mut file| ods::signs(&mut file, sheet))?;
                    dense((book, sheet, rows), Cells::default(), &signs)
                };
                choose(&mut book, Book::Ods, named, &read)
            }),
        },
        Book::Xls => match Xls::new(file) {
            Err(XlsError::Password) => Err(said::LOCKED.into()),
            other => other.map_err(broken).and_then(|mut book| choose(&mut book, Book::Xls, named, &xls)),
        },
    });
    read.unwrap_or_else(|| Err(said::broken("?")))
}

pub(super) fn broken(error: impl std::fmt::Display) -> Sentence {
    said::broken(&error.to_string())
}

/// Reads a sheet, or so many of its first rows.
type Sheets<'a, B> = &'a dyn Fn(&mut B, &str, u32) -> Result<Cells, Sentence>;
const ALL: u32 = u32::MAX;

fn xlsx<R: Read + Seek>(book: &mut Xlsx<R>, sheet: &str, rows: u32, ear: &Ear) -> Result<Cells, Sentence> {
    let mut cells = Cells::merged(book.merge_cells_by_sheet_name(sheet).unwrap_or_default());
    let signs = Signs::of(book, sheet)?;
    let mut reader = book.worksheet_cells_reader(sheet).map_err(broken)?;
    // All before that only walks through it.
    ear.begin();
    while let Some(found) = reader.next_cell_with_formula_metadata().map_err(broken)? {
        if found.pos.0 >= rows {
            break;
        }
        let data = Data::from(found.value);
        let shown = match found.formula.filter(|_| data == Data::Empty) {
            Some(formula) => Shown::Unsaid(Unsaid::Uncounted(formula_of(formula))),
            None => signs.shown(found.pos, &data),
        };
        cells.put(found.pos, shown)?;
    }
    cells.ended()
}

/// A formula as people see it; one that repeats another's is not written there.
fn formula_of(formula: XlsxFormulaMetadata) -> String {
    match formula {
        XlsxFormulaMetadata::Normal { formula } | XlsxFormulaMetadata::Shared { formula, .. } => format!("={formula}"),
        _ => "=…".to_owned(),
    }
}

fn xls<R: Read + Seek>(book: &mut Xls<R>, sheet: &str, rows: u32) -> Result<Cells, Sentence> {
    let cells = Cells::merged(book.merge_cells_by_sheet_name(sheet).unwrap_or_default());
    dense((book, sheet, rows), cells, &Signs::default())
}

fn xlsb<R: Read + Seek>(book: &mut Xlsb<R>, sheet: &str, rows: u32) -> Result<Cells, Sentence> {
    let mut reader = book.worksheet_cells_reader(sheet).map_err(broken)?;
    let mut cells = Cells::default();
    while let Some(found) = reader.next_cell().map_err(broken)?.filter(|found| found.get_position().0 < rows) {
        cells.put(found.get_position(), value::shown(&found.get_value().clone().into()))?;
    }
    cells.ended()
}

/// Of forms that are read whole.
fn dense<R: Read + Seek, B: Reader<R>>(
    (book, sheet, rows): (&mut B, &str, u32),
    mut cells: Cells,
    signs: &Signs,
) -> Result<Cells, Sentence>
where
    B::Error: std::fmt::Display,
{
    let range = book.worksheet_range(sheet).map_err(broken)?;
    let (top, left) = range.start().unwrap_or_default();
    let at = |n: usize, from: u32| u32::try_from(n).unwrap_or(u32::MAX).saturating_add(from);
    for (row, column, data) in range.used_cells().filter(|(row, ..)| at(*row, top) < rows) {
        let at = (at(row, top), at(column, left));
        cells.put(at, signs.shown(at, data))?;
    }
    cells.ended()
}

fn choose<R: Read + Seek, B: Reader<R>>(
    book: &mut B,
    form: Book,
    named: Option<&str>,
    read: Sheets<'_, B>,
) -> Result<Chosen, Sentence> {
    let is_table = |sheet: &&Sheet| matches!(sheet.typ, SheetType::WorkSheet);
    let sheets: Vec<Sheet> = book.sheets_metadata().iter().filter(is_table).cloned().collect();
    let names: Vec<String> = sheets.iter().map(|sheet| sheet.name.clone()).collect();
    let (name, cells) = match named {
        Some(named) => {
            let like = |name: &&String| name.trim().to_lowercase() == named.trim().to_lowercase();
            let exact = names.iter().find(|name| *name == named).or_else(|| names.iter().find(like));
            let name = exact.ok_or_else(|| said::no_sheet(named, &names.join(", ")))?;
            (name.clone(), read(book, name, ALL)?)
        }
        None => match of_ours(book, &names, read) {
            Some(name) => (name.clone(), read(book, name, ALL)?),
            None => first_with_rows(book, &sheets, read)?,
        },
    };
    let mut notes = Vec::new();
    let others: Vec<&str> = names.iter().filter(|other| **other != name).map(String::as_str).collect();
    if named.is_none() && !others.is_empty() {
        notes.push(said::other_sheets(&name, &others.join(", ")));
    }
    // Of a list that comes back each of them is refused.
    if !cells.are_ours {
        notes.extend(cells.errors.told(said::errors));
        notes.extend(cells.uncounted.told(said::uncounted));
    }
    if cells.merged > 0 {
        notes.push(said::merged(cells.merged));
    }
    Ok(Chosen { rows: cells.held()?, written: Written::Book { form: form.name(), sheet: name, sheets: names }, notes })
}

/// Of several sheets the first that was written out to be edited: others may have been put before it since.
fn of_ours<'a, B>(book: &mut B, names: &'a [String], read: Sheets<'_, B>) -> Option<&'a String> {
    let rows = u32::try_from(top::ROWS).unwrap_or(ALL);
    // What cannot be read is told where it is chosen.
    names.iter().filter(|_| names.len() > 1).find(|name| read(book, name, rows).is_ok_and(|cells| cells.are_ours))
}

/// The first sheet with rows under a header, hidden ones last; else the first that has any.
fn first_with_rows<B>(book: &mut B, sheets: &[Sheet], read: Sheets<'_, B>) -> Result<(String, Cells), Sentence> {
    let (shown, hidden): (Vec<_>, Vec<_>) = sheets.iter().partition(|sheet| sheet.visible == SheetVisible::Visible);
    let (mut only_header, mut errors) = (None, None);
    for sheet in shown.into_iter().chain(hidden) {
        let cells = read(book, &sheet.name, ALL)?;
        errors = errors.or(cells.errors.told(said::only_errors));
        match cells.count() {
            0 => {}
            1 => only_header = only_header.or(Some((sheet.name.clone(), cells))),
            _ => return Ok((sheet.name.clone(), cells)),
        }
    }
    only_header.ok_or_else(|| errors.unwrap_or_else(|| said::NO_ROWS.into()))
}
