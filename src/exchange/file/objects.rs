//! Texts that hold records by their names.
use super::encoding::Decoder;
use super::heard::{Ear, Heard};
use super::held::Held;
use super::json;
use super::sniff::{self, Look, Objects};
use super::table::Wrong;
use super::unpacked::MOST;
use super::written::{CARDS, DIARY, JSON, Reading};
use crate::exchange::{card, diary};
use crate::lang::{Sentence, book, cell};
use std::fs::File;
use std::io::{self, BufRead, BufReader, Cursor, Read, Seek};

/// Records of a text by their names.
pub struct Whole {
    pub rows: Held,
    pub notes: Vec<Sentence>,
    /// The list that was read, and all that there are, where there are several.
    pub list: String,
    pub lists: Vec<String>,
}

/// A text that is read from its beginning, as UTF-8, as often as it is asked for.
pub struct Text<'s, 'a> {
    file: File,
    look: &'s Look,
    ear: &'s Ear<'a>,
}

impl Text<'_, '_> {
    /// Reads it piece by piece.
    pub fn reader(&self) -> Result<Box<dyn BufRead + '_>, Wrong> {
        let opened = || -> io::Result<Box<dyn BufRead + '_>> {
            let mut file = self.file.try_clone()?;
            file.rewind()?;
            let (encoding, mark) = (self.look.encoding, self.look.mark);
            if !self.look.folded {
                self.ear.begin();
                let file = Heard { file, ear: self.ear };
                return Ok(Box::new(BufReader::new(Decoder::whole(file, encoding, mark))));
            }
            let mut bytes = Vec::new();
            file.take(MOST).read_to_end(&mut bytes)?;
            let unfolded = Cursor::new(sniff::unfolded(&bytes));
            Ok(Box::new(BufReader::new(Decoder::whole(unfolded, encoding, mark))))
        };
        opened().map_err(unread)
    }

    /// All of it.
    fn whole(&self) -> Result<String, Wrong> {
        let mut text = Vec::new();
        self.reader()?.take(MOST + 1).read_to_end(&mut text).map_err(unread)?;
        may_be_held(&text)?;
        Ok(String::from_utf8_lossy(&text).into_owned())
    }
}

/// Refuses what is too long to be held.
pub fn may_be_held(text: &[u8]) -> Result<(), Wrong> {
    if text.len() as u64 > MOST { Err(Wrong::at(1, book::TOO_LARGE.into())) } else { Ok(()) }
}

/// Why a text is not read on.
#[expect(clippy::needless_pass_by_value, reason = "what an error is mapped by takes it")]
pub fn unread(error: io::Error) -> Wrong {
    Wrong::at(1, cell::cannot_be_read(&error.to_string()))
}

/// The records of a text, and what the form is called.
pub fn whole(
    file: File,
    (look, objects): (&Look, Objects),
    reading: &Reading,
    ear: &Ear,
) -> Result<(&'static str, Whole), Wrong> {
    let text = Text { file, look, ear };
    match objects {
        Objects::Json => Ok((JSON, json::open(&text, reading)?)),
        Objects::Cards => Ok((CARDS, card::read::open(&mut text.reader()?, reading)?)),
        Objects::Diary => Ok((DIARY, diary::read::open(&text.whole()?, reading)?)),
    }
}
