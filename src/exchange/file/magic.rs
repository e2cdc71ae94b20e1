//! What a file is by its first bytes, whatever it is called.
use super::workbook::{self, Book};
use crate::lang::{Sentence, Text, cell};
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};

/// What a file is by its first bytes.
pub enum Seen {
    Text,
    Book(Book),
    /// Neither: why it cannot be read.
    Other(Sentence),
}

/// What is no table, by its first bytes.
const KINDS: [(&[u8], &str); 7] = [
    (b"%PDF", "PDF"),
    (b"SQLite format 3\0", "SQLite"),
    (b"\x89PNG", "PNG"),
    (b"\xFF\xD8\xFF", "JPEG"),
    (b"GIF8", "GIF"),
    (b"\x1F\x8B", "GZIP"),
    (b"Rar!", "RAR"),
];

/// Bytes that tell what a file is.
const MAGIC: u64 = 16;

/// Looks at the beginning of a file.
pub fn seen(file: &mut File) -> io::Result<Seen> {
    let mut start = Vec::new();
    file.by_ref().take(MAGIC).read_to_end(&mut start)?;
    file.seek(SeekFrom::Start(0))?;
    let other = |kind: &str| Seen::Other(cell::not_text(&Sentence::plain(kind)));
    let found = match start.as_slice() {
        [b'P', b'K', 3 | 5, 4 | 6, ..] => workbook::zipped(file).map_or_else(|| other("ZIP"), Seen::Book),
        [0xD0, 0xCF, 0x11, 0xE0, ..] => workbook::compound(file)?.map_or_else(|| other("DOC / MSI"), Seen::Book),
        _ => match KINDS.iter().find(|(magic, _)| start.starts_with(magic)) {
            Some((_, kind)) => other(kind),
            None => match beginning(file)? {
                start if is_script(&start) => other("SQL"),
                start => markup(&start).map_or(Seen::Text, |what| Seen::Other(cell::no_workbook(what))),
            },
        },
    };
    file.seek(SeekFrom::Start(0))?;
    Ok(found)
}

/// So much of a file tells whether it is statements of a database.
const SCRIPT: u64 = 4096;
/// How such begin.
const STATEMENTS: [&str; 10] = [
    "CREATE TABLE ",
    "CREATE DATABASE ",
    "CREATE SCHEMA ",
    "INSERT INTO ",
    "DROP TABLE ",
    "DROP DATABASE ",
    "PRAGMA ",
    "BEGIN TRANSACTION;",
    "START TRANSACTION;",
    "SET ",
];

/// The first letters of a file, as far as they are ASCII.
fn beginning(file: &mut File) -> io::Result<String> {
    let mut start = Vec::new();
    file.seek(SeekFrom::Start(0))?;
    file.by_ref().take(SCRIPT).read_to_end(&mut start)?;
    // Of two bytes a letter one is nothing.
    start.retain(|byte| *byte != 0);
    Ok(String::from_utf8_lossy(&start).trim_start_matches(['\u{FEFF}', char::REPLACEMENT_CHARACTER]).to_owned())
}

/// Which a text is by its first mark that some programs write under the name of a workbook.
fn markup(start: &str) -> Option<Text> {
    let start = start.trim_start().to_ascii_lowercase();
    let page = ["<!doctype html", "<html", "<head", "<body", "<table", "<meta", "<style"];
    match () {
        () if page.iter().any(|mark| start.starts_with(mark)) => Some(cell::WEB_PAGE),
        () if start.starts_with("<?xml") => Some(if start.contains("<html") { cell::WEB_PAGE } else { cell::XML }),
        () => None,
    }
}

/// Whether a text is a script that fills a database: its first line that is no remark is a statement.
fn is_script(start: &str) -> bool {
    let remark = |line: &&str| line.is_empty() || ["--", "/*", "*/", "#"].iter().any(|mark| line.starts_with(mark));
    let first = start.lines().map(str::trim).find(|line| !remark(line));
    first.is_some_and(|line| {
        let begins = |word: &&str| line.get(..word.len()).is_some_and(|head| head.eq_ignore_ascii_case(word));
        // A header may begin with `Set`, too.
        STATEMENTS.iter().find(|word| begins(word)).is_some_and(|word| *word != "SET " || line.contains(" = "))
    })
}
