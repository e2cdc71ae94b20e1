//! A map that a person wrote: which column goes into which field. Either lines `Header = field`, or the same as TOML.
//! What lies in a list inside the records is named after it: `items.sku`. What a word of a choice means is said of its
//! field: `words.state.Contacted = working`, or in TOML in a table `[words.state]`.
use super::called::place;
use crate::domain::draft::no_such;
use crate::domain::field::Head;
use crate::domain::problem::{Fault, Problem, Problems};
use crate::exchange::file::header::Name;
use crate::lang::{cell, import as said};

/// What was said of some of the columns.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Map(Vec<Entry>);

/// What was said of one.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Entry {
    /// The table of TOML that it stood in, if any: a list inside the records, an object, or whatever it may be called.
    table: String,
    from: String,
    to: Option<String>,
}

/// What is said of a column that is not brought in.
pub const NOWHERE: &str = "-";
/// Stands before the field of which words are.
const WORDS: &str = "words.";
/// Stands between a list inside the records and one of its columns.
const DOT: char = '.';

impl Entry {
    fn new(table: &str, from: &str, to: &str) -> Self {
        let to = Some(to.to_owned()).filter(|to| to != NOWHERE && !to.is_empty());
        Self { table: table.to_owned(), from: from.to_owned(), to }
    }

    /// The column as it is told to a person.
    fn name(&self) -> String {
        if self.table.is_empty() { self.from.clone() } else { inside(&self.table, &self.from) }
    }

    /// Whether it is of a column, letter for letter or not.
    fn is_of(&self, header: &str, exact: bool) -> bool {
        // What is called by its place is so in either language.
        let whole = |name: &str| Name::new(cell::column_letters(name).unwrap_or(name)).whole;
        let same = |name: &str| if exact { name == header } else { whole(name) == whole(header) };
        same(&self.from) || !self.table.is_empty() && same(&self.name())
    }

    /// The field and its word, where it is of such.
    fn word(&self) -> Option<(&str, &str)> {
        if self.table.is_empty() {
            self.from.strip_prefix(WORDS)?.split_once(DOT)
        } else {
            Some((self.table.strip_prefix(WORDS)?, &self.from))
        }
    }

    /// The column of a list inside the records that it is of.
    fn inside(&self, list: &str) -> Option<&str> {
        let same = |name: &str| Name::new(name).whole == Name::new(list).whole;
        if self.table.is_empty() {
            self.from.split_once(DOT).filter(|(before, _)| same(before)).map(|(_, column)| column)
        } else {
            Some(self.from.as_str()).filter(|_| same(&self.table))
        }
    }
}

/// What a column of a list inside the records is called: `items.sku`.
pub fn inside(list: &str, column: &str) -> String {
    format!("{list}{DOT}{column}")
}

impl Map {
    /// Reads one: `#` begins a remark, a header may stand in quotes.
    pub fn read(text: &str) -> Self {
        if let Ok(table) = text.parse::<toml::Table>() {
            let mut all = Vec::new();
            gather("", &table, &mut all);
            return Self(all);
        }
        let plain = |part: &str| part.trim().trim_matches('"').to_owned();
        let lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
        let said = lines.filter_map(|line| line.rsplit_once('='));
        Self(said.map(|(from, to)| Entry::new("", &plain(from), &plain(to))).collect())
    }

    /// The first line of such a text that says nothing of any column: where, and what stands there.
    pub fn unread(text: &str) -> Option<(u64, &str)> {
        if text.parse::<toml::Table>().is_ok() {
            return None;
        }
        let mut lines = (1..).zip(text.lines().map(str::trim));
        lines.find(|(_, line)| !line.is_empty() && !line.starts_with('#') && !line.contains('='))
    }

    /// As it is read again.
    pub fn write(&self) -> String {
        // In quotes a name that begins as remarks do is none.
        let line = |entry: &Entry| format!("\"{}\" = {}", entry.name(), entry.to.as_deref().unwrap_or(NOWHERE));
        self.0.iter().map(line).collect::<Vec<_>>().join("\n")
    }

    /// What was said of a column: nothing, that it goes nowhere, or a field.
    pub fn of(&self, header: &str) -> Option<Option<&str>> {
        self.0.iter().find(|entry| entry.is_of(header, true)).map(|entry| entry.to.as_deref())
    }

    /// The same of the columns of a file, each by its very name: what is said of one letter for letter is said of no other.
    pub fn on(&self, header: &[String]) -> Self {
        let free = |entry: &&Entry| !header.iter().any(|name| entry.is_of(name, true));
        let of = |name: &String| {
            let nearly = || self.0.iter().filter(free).find(|entry| entry.is_of(name, false));
            let entry = self.0.iter().find(|entry| entry.is_of(name, true)).or_else(nearly)?;
            Some(Entry { table: String::new(), from: name.clone(), to: entry.to.clone() })
        };
        Self(header.iter().filter(|name| !name.is_empty()).filter_map(of).collect())
    }

    /// Says something else of a column.
    pub fn put(&mut self, header: &str, field: Option<&str>) {
        self.forget(header);
        self.0.push(Entry::new("", header, field.unwrap_or(NOWHERE)));
    }

    /// Takes back what was said of a column.
    pub fn forget(&mut self, header: &str) {
        self.0.retain(|entry| entry.name() != header);
    }

    /// What was said of words: the field, the word, what it means.
    pub fn words(&self) -> impl Iterator<Item = (&str, &str, &str)> {
        self.0.iter().filter_map(|entry| {
            let (field, word) = entry.word()?;
            Some((field, word, entry.to.as_deref().unwrap_or(NOWHERE)))
        })
    }

    /// What was said of the records' own columns, and what of those of the lists inside them.
    pub fn apart(&self, lists: &[&str]) -> (Self, Self) {
        let (mut own, mut inner) = (Self::default(), Self::default());
        for entry in self.0.iter().filter(|entry| entry.word().is_none()) {
            match lists.iter().find_map(|list| entry.inside(list)) {
                Some(column) => {
                    inner.0.push(Entry { table: String::new(), from: column.to_owned(), to: entry.to.clone() });
                }
                None => own.0.push(entry.clone()),
            }
        }
        (own, inner)
    }

    /// The same of both.
    pub fn with(mut self, list: &str, inner: &Self) -> Self {
        for entry in &inner.0 {
            self.put(&inside(list, &entry.from), entry.to.as_deref());
        }
        self
    }

    /// Keeps what was said of the columns that there are.
    pub fn keep(&mut self, header: &[String]) {
        self.0.retain(|entry| header.iter().any(|name| entry.is_of(name, false)));
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What it says that cannot be: a column that no file has, a field that there is not. `list` is that of which the
    /// columns are, where they lie inside the records.
    pub fn check(&self, heads: &[&'static Head], headers: &[&[String]], list: Option<&str>) -> Result<(), Problems> {
        let mut wrong: Vec<Problem> = Vec::new();
        for entry in &self.0 {
            let name = list.map_or_else(|| entry.name(), |list| inside(list, &entry.from));
            if !headers.iter().any(|header| header.iter().any(|column| entry.is_of(column, false))) {
                wrong.push(Fault::new(said::no_such_column(&name)).at(""));
            }
            if let Some(field) = entry.to.as_deref().filter(|field| place(heads, field).is_none()) {
                wrong.push(no_such(field, heads).at(name));
            }
        }
        Problems::none_or(wrong)
    }
}

fn gather(within: &str, table: &toml::Table, into: &mut Vec<Entry>) {
    for (from, to) in table {
        match to {
            toml::Value::String(to) => into.push(Entry::new(within, from, to)),
            toml::Value::Table(table) if within.is_empty() => gather(from, table, into),
            toml::Value::Table(table) => gather(&inside(within, from), table, into),
            _ => into.push(Entry::new(within, from, &to.to_string())),
        }
    }
}
