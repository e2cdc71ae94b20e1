//! Finding anyone and anything by a few letters or digits. Three structures: words with their prefixes (`find`), whole
//! names and numbers (`exact`), and the beginnings of mailboxes and document numbers (`find_key`).
//!
//! Ranking, exact and bounded: class by class, newest first within one, until the page is full. By words, those who are
//! someone come before what they buy, and that before what is to be done about it: one person has many orders and tasks.
mod finding;
pub(super) mod found_by;
pub(super) mod import;
pub(super) mod indexed;
pub(super) mod kin;
pub(super) mod likely;
pub(super) mod marked;
pub(super) mod pieces;
pub(super) mod spelt;
pub(super) mod vocabulary;

use self::finding::Finding;
use crate::domain::deed::Ref;
use crate::domain::digits::digits_typed;
use crate::domain::fold::{accented_words, fold, has_accents, words};
use crate::domain::kinds::{KINDS, shape};
use crate::domain::phone::{BEGINNINGS, ENDING};
use crate::domain::value::Id;
use crate::store::Db;
use anyhow::Result;

/// A record that a text finds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Found {
    /// Which.
    pub at: Ref,
    /// How well it matches: 1 is best.
    pub class: u8,
}

/// The two structures of words.
pub(in crate::store) const WORDS: [&str; 2] = ["find", "exact"];
/// How the tables are called in which each of them is kept: as it is, with this at the end.
pub(in crate::store) const SHADOWS: [&str; 4] = ["_data", "_idx", "_docsize", "_config"];
/// The tables of keys and marks.
pub(in crate::store) const DERIVED: [&str; 3] = ["find_key", "alike", "found_by"];

/// What has a file know that what is written into `exact` has the parts of numbers: those that earlier versions made do
/// not, or not all, until they are repaired. It is found by nothing that is typed, and of no kind.
pub(in crate::store) const HAS_PARTS: &str = "INSERT INTO exact (rowid, t) VALUES (0, '-')";
/// The record that it is of.
const NOBODY: Id = 0;
/// What such words begin with.
const PARTS: [char; 2] = ['+', '-'];

/// A token as a query takes it.
fn quoted(token: &str, prefix: bool) -> String {
    format!("\"{}\"{}", token.replace('"', ""), if prefix { "*" } else { "" })
}

/// A name as one token: `nguyenvanhung`.
fn joined(words: &[String]) -> String {
    words.concat()
}

impl Db {
    /// Anyone and anything by words of a name in any order, by the beginning of a mailbox or a document's number, or by
    /// digits of a telephone number; the best first.
    pub fn lookup(&self, text: &str, limit: usize, kind: Option<&'static str>) -> Result<Vec<Found>> {
        let kind = kind.and_then(shape);
        Finding::new(self, limit, kind).list(text.trim())
    }

    /// Whether the parts of numbers are words of the index.
    pub(in crate::store) fn has_parts(&self) -> Result<bool> {
        Ok(self.sql.prepare_cached("SELECT 1 FROM exact WHERE exact MATCH '\"-\"'")?.exists([])?)
    }

    /// The ids of a kind that are found by a text, as a condition on `t.id`: what a filter's free words ask.
    pub(in crate::store) fn matching(kind_no: i64, text: &str, country: &str) -> (String, Vec<String>) {
        let digits = text.chars().filter(char::is_ascii_digit).count();
        if digits > 2 && is_number(text) {
            let (mut parts, mut values) = (Vec::new(), Vec::new());
            if let Some(typed) = digits_typed(text, country) {
                let starts = typed.starts.iter().map(|digits| beginning(digits, false));
                let ends = typed.ends.iter().map(|digits| ending(digits, false));
                parts.push("SELECT rowid FROM exact WHERE exact MATCH ?".to_owned());
                values.push(starts.chain(ends).collect::<Vec<_>>().join(" OR "));
            }
            for series in series() {
                parts.push("SELECT packed FROM find_key WHERE key >= ? AND key < ?".to_owned());
                values.extend(range(&fold(&format!("{series}{text}"))));
            }
            // A number may be a word of a name: Phở 24, Công ty 319.
            if let Some(words) = asked(text).and_then(|asked| asked.into_iter().next()) {
                parts.push("SELECT rowid FROM find WHERE find MATCH ?".to_owned());
                values.push(words);
            }
            let all = parts.join(" UNION ");
            return (format!("t.id IN (SELECT rowid >> 6 FROM ({all}) WHERE rowid & 63 = {kind_no})"), values);
        }
        let Some(values) = asked(text) else { return ("1".to_owned(), Vec::new()) };
        let condition = format!(
            "t.id IN (SELECT rowid >> 6 FROM find WHERE find MATCH ? AND rowid & 63 = {kind_no}
             UNION ALL SELECT packed >> 6 FROM find_key WHERE key >= ? AND key < ? AND packed & 63 = {kind_no})"
        );
        (condition, values)
    }

    /// The same of one row: whether the text finds it.
    pub(in crate::store) fn matches(kind_no: i64, text: &str, country: &str) -> (String, Vec<String>) {
        if is_number(text) {
            return Self::matching(kind_no, text, country);
        }
        let Some(values) = asked(text) else { return ("1".to_owned(), Vec::new()) };
        let at = format!("((t.id << 6) | {kind_no})");
        let condition = format!(
            "EXISTS (SELECT 1 FROM find WHERE find MATCH ? AND rowid = {at})
             OR EXISTS (SELECT 1 FROM json_each((SELECT keys FROM found_by WHERE packed = {at}))
               WHERE value >= ? AND value < ?)"
        );
        (condition, values)
    }
}

/// What is asked of the words, and the bounds of the keys that begin so; nothing of a text without words.
fn asked(text: &str) -> Option<Vec<String>> {
    let mut all = if has_accents(text) { accented_words(text) } else { words(text) };
    let last = all.pop()?;
    let words = all.iter().map(|word| quoted(word, false)).chain([quoted(&last, true)]);
    let [from, to] = range(&fold(text));
    Some(vec![words.collect::<Vec<_>>().join(" AND "), from, to])
}

/// The bounds of all keys that begin so.
fn range(key: &str) -> [String; 2] {
    [key.to_owned(), format!("{key}\u{10ffff}")]
}

/// What asks for the numbers that begin so; `written`: their parts are words.
fn beginning(digits: &str, written: bool) -> String {
    let word = |digits: &str| quoted(&format!("+{digits}"), false);
    match digits.len() {
        1 if written => ('0'..='9').map(|next| word(&format!("{digits}{next}"))).collect::<Vec<_>>().join(" OR "),
        many if written && BEGINNINGS.contains(&many) => word(digits),
        _ => quoted(&format!("q{digits}"), true),
    }
}

/// What asks for the numbers that end so.
fn ending(digits: &str, written: bool) -> String {
    if written && digits.len() == ENDING {
        return quoted(&format!("-{digits}"), false);
    }
    quoted(&format!("p{}", digits.chars().rev().collect::<String>()), true)
}

/// Whether a text is looked for among numbers, not among words.
pub fn is_number(text: &str) -> bool {
    text.chars().any(|c| c.is_ascii_digit()) && !text.chars().any(char::is_alphabetic)
}

/// What stands before a document's number, which is typed without it, too: 1019 for SO-1019.
fn series() -> impl Iterator<Item = &'static str> {
    std::iter::once("").chain(KINDS.iter().map(|shape| shape.series).filter(|series| !series.is_empty()))
}

/// Whether a text is the beginning of a document's number: SO-10.
fn is_document(text: &str) -> bool {
    let text = fold(text);
    let mut digits = series().filter(|series| !series.is_empty()).filter_map(|series| text.strip_prefix(&fold(series)));
    digits.any(|digits| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()))
}
