//! Texts that hold records by their names, read whole.
use super::encoding::Decoder;
use super::held::Held;
use super::json;
use super::sniff::{self, Look, Objects};
use super::table::Wrong;
use super::unpacked;
use super::written::{CARDS, DIARY, JSON, Reading};
use crate::exchange::{card, diary};
use crate::lang::{Sentence, book, cell};
use std::fs::File;
use std::io::Read;

/// Records of a text by their names.
pub struct Whole {
    pub rows: Held,
    pub notes: Vec<Sentence>,
    /// The list that was read, and all that there are, where there are several.
    pub list: String,
    pub lists: Vec<String>,
}

/// The records of a text, and what the form is called.
pub fn whole(file: File, look: &Look, objects: Objects, reading: &Reading) -> Result<(&'static str, Whole), Wrong> {
    let (mut text, mut bytes) = (Vec::new(), Vec::new());
    let read = if look.folded {
        let mut file = file.take(unpacked::MOST);
        file.read_to_end(&mut bytes).and_then(|_| {
            bytes = sniff::unfolded(&bytes);
            Decoder::whole(bytes.as_slice(), look.encoding, look.mark).read_to_end(&mut text)
        })
    } else {
        Decoder::whole(file, look.encoding, look.mark).take(unpacked::MOST + 1).read_to_end(&mut text)
    };
    read.map_err(|error| Wrong::at(1, cell::cannot_be_read(&error.to_string())))?;
    if text.len() as u64 > unpacked::MOST {
        return Err(Wrong::at(1, book::TOO_LARGE.into()));
    }
    match objects {
        Objects::Json => Ok((JSON, json::open(&text, reading)?)),
        Objects::Cards => Ok((CARDS, card::read::open(&String::from_utf8_lossy(&text), reading)?)),
        Objects::Diary => Ok((DIARY, diary::read::open(&String::from_utf8_lossy(&text), reading)?)),
    }
}
