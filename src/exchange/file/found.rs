//! What is found out of a file as it is opened: what it is, how it is written, and its rows, where they had to be held for
//! that. By this it is read as often as it must be, and looked at once.
use super::heard::{Ear, Heard, Hears};
use super::held::Held;
use super::magic::{self, Seen};
use super::objects::{self, Whole};
use super::opened::{broken, name_of, opened};
use super::sniff::{self, Look};
use super::source::Source;
use super::table::{Table, TableFault};
use super::text::TextRows;
use super::workbook;
use super::written::{Reading, Written};
use crate::lang::{Sentence, cell};
use std::path::Path;

/// A file as it was found.
#[derive(Clone)]
pub struct Found {
    written: Written,
    notes: Vec<Sentence>,
    form: Form,
}

/// How its rows are had.
#[derive(Clone)]
enum Form {
    /// They are read from the file.
    Text(Look),
    Held(Held),
}

impl Found {
    /// Finds out what a file is and how it is written, where a person did not say that. `hears` hears how many bytes were
    /// read of what must be held, and ends it by a no.
    pub fn of(path: &Path, reading: &Reading, hears: &mut Hears) -> Result<Self, TableFault> {
        let name = name_of(path);
        let mut file = opened(path)?.0;
        let ear = Ear::new(hears);
        let wrong = |said: Sentence| TableFault::new(cell::in_file(&name, &said));
        match magic::seen(&mut file).map_err(|error| broken(&name, &error))? {
            Seen::Book(book) => {
                let sheet = workbook::open(file, book, reading.sheet.as_deref(), &ear).map_err(wrong)?;
                Ok(Self { written: sheet.written, notes: sheet.notes, form: Form::Held(sheet.rows) })
            }
            Seen::Other(said) => Err(wrong(said)),
            Seen::Text => {
                let unread = |error| broken(&name, &error);
                let mut heard = Heard { file: file.try_clone().map_err(unread)?, ear: &ear };
                let look = sniff::look(&mut heard, reading.encoding, reading.manner.separator()).map_err(unread)?;
                let mut look = look.map_err(|refused| {
                    let mut fault = wrong(refused.said);
                    fault.letters = refused.letters;
                    fault
                })?;
                let mut notes = std::mem::take(&mut look.notes);
                let Some(objects) = look.objects else {
                    let written = Written::Text { encoding: look.encoding, delimiter: char::from(look.delimiter) };
                    return Ok(Self { written, notes, form: Form::Text(look) });
                };
                let read = objects::whole(file, (&look, objects), reading, &ear).map_err(|fault| fault.of(&name))?;
                let (form, Whole { rows, notes: of_objects, list, lists }) = read;
                notes.extend(of_objects);
                let written = Written::Objects { form, encoding: look.encoding, list, lists };
                Ok(Self { written, notes, form: Form::Held(rows) })
            }
        }
    }

    /// Its rows under their header, from the first on, as it was said that they are to be read.
    pub fn table(&self, path: &Path, reading: &Reading) -> Result<Table, TableFault> {
        let (file, total) = opened(path)?;
        let (source, first) = match &self.form {
            Form::Text(look) => {
                (Source::Text(Box::new(TextRows::new(file, look, reading.encoding.is_some()))), usize::from(look.named))
            }
            Form::Held(held) => (Source::Held(Box::new(held.rows())), 0),
        };
        Table::begin(
            (name_of(path), total),
            source,
            (self.written.clone(), self.notes.clone()),
            (first, reading.heading),
        )
    }
}
