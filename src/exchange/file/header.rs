//! What a header says: its words, whatever their case, accents and blanks, and whether it names a key.
use crate::domain::fold::fold;

/// A header, or a name that headers may have, taken apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// Folded, without anything between the words.
    pub whole: String,
    /// Folded, each by itself: `PhoneNumber`, `phone_number` and `Phone Number` have two.
    pub words: Vec<String>,
    /// Whether it is written `Mã`, not `Ma`.
    marked: bool,
    /// Whether it has capitals alone: BOOKID.
    loud: bool,
}

/// Words at the end of a header that say that a key stands there.
const TAILS: [&str; 8] = ["id", "code", "number", "no", "key", "nr", "ma", "so"];
/// Those that only a key has, for headers written without any blank: `LEADID`.
const GLUED: [&str; 2] = ["id", "code"];

impl Name {
    /// Takes it apart.
    pub fn new(text: &str) -> Self {
        let words: Vec<String> = parted(text).iter().map(|word| fold(word)).filter(|word| !word.is_empty()).collect();
        let first = text.split(|c: char| !c.is_alphanumeric()).find(|word| !word.is_empty());
        let loud = text.chars().any(char::is_uppercase) && !text.chars().any(char::is_lowercase);
        Self { whole: words.concat(), words, loud, marked: first.is_some_and(|word| word.to_lowercase() == "mã") }
    }

    /// Whether it begins with all the words of another; what follows is given.
    pub fn rest<'a>(&'a self, other: &Self) -> Option<&'a [String]> {
        (!other.words.is_empty()).then(|| self.words.strip_prefix(other.words.as_slice())).flatten()
    }

    /// The one word that stands before or behind all the words of another.
    pub fn beside(&self, other: &Self) -> Option<&str> {
        let (first, last) = (self.words.first()?, self.words.last()?);
        let count = other.words.len();
        match self.words.len() == count + 1 && count > 0 {
            true if self.words[..count] == other.words[..] => Some(last),
            true if self.words[1..] == other.words[..] => Some(first),
            _ => None,
        }
    }

    /// Whether it is another's name with `Id`, `Code` or the like behind it, or `Mã` before it.
    pub fn is_key_of(&self, other: &Self) -> bool {
        let tail = |rest: &[String]| matches!(rest, [word] if TAILS.contains(&word.as_str()));
        let glued = || GLUED.iter().any(|tail| self.whole.strip_suffix(tail) == Some(other.whole.as_str()));
        let after = || self.marked && self.words.get(1..) == Some(other.words.as_slice());
        self.rest(other).is_some_and(tail) || glued() || after()
    }

    /// How surely it names a key: `Lead Id` before `Lead Code`; nothing for what names none.
    pub fn keyed(&self) -> Option<u8> {
        let last = self.words.last()?;
        match last.as_str() {
            "id" | "key" => Some(3),
            "code" | "number" | "no" | "nr" => Some(2),
            _ if self.marked || (last == "ma" && self.words.len() > 1) => Some(2),
            // Nothing says where its words end: CUSTOMERID is a key, PAID is none.
            glued if self.words.len() == 1 && GLUED_KEYS.iter().any(|key| glued == format!("{key}id")) => Some(3),
            glued if self.words.len() == 1 && self.loud && glued.ends_with("id") => Some(1),
            _ => None,
        }
    }
}

/// What is numbered by systems that write its name and `id` as one word.
const GLUED_KEYS: [&str; 21] = [
    "lead",
    "account",
    "contact",
    "customer",
    "client",
    "company",
    "organization",
    "user",
    "employee",
    "staff",
    "person",
    "product",
    "item",
    "order",
    "salesorder",
    "deal",
    "opportunity",
    "task",
    "record",
    "line",
    "row",
];

/// Cut where letters and digits end, and between a small letter and a capital.
fn parted(text: &str) -> Vec<String> {
    let mut all = vec![String::new()];
    let mut before = ' ';
    for c in text.chars() {
        let turns = (before.is_lowercase() && c.is_uppercase())
            || (before.is_alphabetic() && c.is_numeric())
            || (before.is_numeric() && c.is_alphabetic());
        // A mark that stands by itself belongs to the letter before it.
        let mark = ('\u{300}'..='\u{36F}').contains(&c);
        if turns || !(c.is_alphanumeric() || mark) {
            all.push(String::new());
        }
        if let Some(word) = all.last_mut().filter(|_| c.is_alphanumeric() || mark) {
            word.push(c);
        }
        before = if mark { before } else { c };
    }
    all
}

/// What spreadsheets call a column by its place: `A`, `AB`.
pub fn letters(at: usize) -> String {
    let (mut letters, mut rest) = (Vec::new(), at + 1);
    while rest > 0 {
        letters.push(char::from(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ"[(rest - 1) % 26]));
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().collect()
}
