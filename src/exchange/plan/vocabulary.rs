//! The words of columns that go into a choice or a list of the house: what each becomes and why, or what a person said
//! that it means.
use super::From;
use super::map::Map;
use super::mapping::SAID;
use super::names::{Meant, Names, words_of};
use super::words;
use crate::domain::draft::no_such;
use crate::domain::field::Head;
use crate::domain::fold::fold;
use crate::domain::kind::Kind;
use crate::domain::order;
use crate::domain::problem::{Fault, Problem, Problems};
use crate::domain::value::Value;
use crate::domain::world::World;
use crate::exchange::column::look::Looked;
use crate::exchange::column::read::plain;
use crate::exchange::run::known::Codes;
use crate::lang::{Text, say, word as told};
use crate::store::Db;
use std::collections::HashMap;

/// Why a word is taken for a choice, where nobody said so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// That is its key, or what it is called in either language.
    Name,
    /// Others call it so.
    Table,
}

impl By {
    /// As the screen says it.
    pub fn text(self) -> Text {
        match self {
            Self::Name => say("its name", "tên gọi"),
            Self::Table => say("our words", "từ quen dùng"),
        }
    }
}

/// A word of a column, with all that are written so but for case and accents.
#[derive(Clone, Debug)]
pub struct Word {
    /// As it stands in the file where it was seen first.
    pub text: String,
    /// In how many rows it stands.
    pub rows: u64,
    /// What it is taken for where nobody says otherwise, and why.
    pub guess: Option<(Meant, By)>,
    /// What a person said that it means.
    pub said: Option<Meant>,
    /// Whether it may come into the list that has no such row yet.
    pub grows: bool,
}

impl Word {
    /// What it becomes: a choice, a new row of a list, or nothing but what is written.
    pub fn means(&self) -> Meant {
        let guess = || self.guess.as_ref().map(|(meant, _)| meant.clone());
        let unknown = if self.grows { Meant::New } else { Meant::Left };
        self.said.clone().or_else(guess).unwrap_or(unknown)
    }

    /// What a list takes in for it, if it does.
    pub fn new_name(&self) -> Option<&str> {
        match &self.said {
            Some(Meant::As(name)) => Some(name),
            Some(Meant::New) => Some(&self.text),
            None if self.guess.is_none() && self.grows => Some(&self.text),
            _ => None,
        }
    }

    /// Whether it is neither known nor decided.
    pub fn is_open(&self) -> bool {
        self.said.is_none() && self.guess.is_none()
    }
}

/// The words of a field.
#[derive(Clone, Debug, Default)]
pub struct Vocabulary {
    /// Those that stand in its columns, the first seen first; none, where they are many.
    pub words: Vec<Word>,
    /// What a person said, by the word folded.
    said: HashMap<String, Meant>,
}

/// The choices that the words of a field stand for. What another system said of an order stays as it said it, and stands
/// for how far the order has come.
pub fn choices(head: &Head) -> Option<Vec<(&'static str, Text)>> {
    match head.kind {
        Kind::OneOf(all) => Some(all()),
        _ if head.key == SAID => Some(order::states()),
        _ => None,
    }
}

/// Whether the words of a field stand for something.
pub fn has_words(head: &Head) -> bool {
    matches!(head.kind, Kind::OneOf(_) | Kind::Code(_)) || head.key == SAID
}

/// Whether a field can take what was said of a word.
fn takes(head: &Head, meant: &Meant, db: &Db) -> bool {
    match (head.kind, meant) {
        (_, Meant::Choice(said)) => choices(head).is_some_and(|all| all.iter().any(|(key, _)| key == said)),
        (Kind::Code(_), Meant::Is(id)) => db.name("code", *id).is_some(),
        (Kind::Code(_), Meant::New | Meant::As(_)) | (_, Meant::Left) => true,
        _ => false,
    }
}

/// What is meant by what a person says of a word: a choice by its key or what it is called, a new row of a list (`+`, or
/// `+NAME` of another name), what is written (`-`).
pub fn meant(head: &Head, to: &str, db: &Db) -> Result<Meant, Fault> {
    if let (Kind::Code(_), Some(new)) = (head.kind, Meant::made(to)) {
        return Ok(new);
    }
    match (head.kind, to) {
        (_, "-") => Ok(Meant::Left),
        _ if head.key == SAID => order::keyed(to).map(|key| Meant::Choice(key.to_owned())),
        _ => match head.kind.read(to, &Value::Empty, db)? {
            Value::Whole(id) => Ok(Meant::Is(id)),
            Value::Text(key) => Ok(Meant::Choice(key)),
            _ => Ok(Meant::Left),
        },
    }
}

/// What a map says of words, if all of it can be.
pub fn said(map: &Map, heads: &[&'static Head], db: &Db) -> Result<Names, Problems> {
    let (mut said, mut wrong) = (Names::default(), Vec::<Problem>::new());
    for (field, word, to) in map.words() {
        let of = words_of(field);
        let head = heads.iter().find(|head| head.key == field);
        let taken = match head {
            None => Err(no_such(field, heads)),
            Some(head) if !has_words(head) => Err(Fault::new(told::no_choice(head.label))),
            Some(head) => meant(head, to, db),
        };
        match taken {
            Ok(meant) => said.put(&of, word, meant),
            Err(fault) => wrong.push(fault.at(format!("{of}.{word}"))),
        }
    }
    Problems::none_or(wrong).map(|()| said)
}

impl Vocabulary {
    /// Of a field of records of a kind.
    pub fn of((kind, head): (&str, &'static Head), from: &[From], looked: &Looked, names: &Names, db: &Db) -> Self {
        if !has_words(head) {
            return Self::default();
        }
        let said = names.words(head.key).filter(|(_, meant)| takes(head, meant, db));
        let said: HashMap<String, Meant> = said.map(|(word, meant)| (fold(word), meant.clone())).collect();
        let codes = Codes::of(db).unwrap_or_default();
        let guess = |text: &str| match head.kind {
            Kind::Code(list) => codes.meant(list, text).map(|(id, by)| (Meant::Is(id), by)),
            _ => words::choice(kind, head, text).map(|(key, by)| (Meant::Choice(key.to_owned()), by)),
        };
        let (mut words, mut places): (Vec<Word>, HashMap<String, usize>) = Default::default();
        for from in from {
            for (text, rows) in looked.samples[from.column].words.iter().flatten() {
                let text = plain(text);
                let folded = fold(&text);
                let place = *places.entry(folded.clone()).or_insert(words.len());
                if let Some(word) = words.get_mut(place) {
                    word.rows += rows;
                    continue;
                }
                let (guess, said) = (guess(&text), said.get(&folded).cloned());
                let grows = from.grows && matches!(head.kind, Kind::Code(_));
                words.push(Word { text, rows: *rows, guess, said, grows });
            }
        }
        Self { words, said }
    }

    /// Those that are neither known nor decided.
    pub fn open(&self) -> impl Iterator<Item = &Word> {
        self.words.iter().filter(|word| word.is_open())
    }

    /// What a person said that a word means.
    pub fn said(&self, text: &str) -> Option<&Meant> {
        if self.said.is_empty() { None } else { self.said.get(&fold(text)) }
    }
}
