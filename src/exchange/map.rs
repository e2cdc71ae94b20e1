//! A map that a person wrote: which column goes into which field. Either lines `Header = field`, or the same as TOML.
use super::header::Name;
use super::mapping::place;
use crate::domain::field::Head;
use crate::domain::problem::{Fault, Problem, Problems};
use crate::lang::import as said;

/// What was said of some of the columns.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Map(Vec<(String, Option<String>)>);

/// What is said of a column that is not brought in.
pub const NOWHERE: &str = "-";

impl Map {
    /// Reads one: `#` begins a remark, a header may stand in quotes.
    pub fn read(text: &str) -> Self {
        if let Ok(table) = text.parse::<toml::Table>() {
            let mut all = Vec::new();
            gather(&table, &mut all);
            return Self(all);
        }
        let plain = |part: &str| part.trim().trim_matches('"').to_owned();
        let lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
        Self(lines.filter_map(|line| line.rsplit_once('=')).map(|(from, to)| pair(plain(from), &plain(to))).collect())
    }

    /// As it is read again.
    pub fn write(&self) -> String {
        // In quotes a name that begins as remarks do is none.
        let line = |(from, to): &(String, Option<String>)| format!("\"{from}\" = {}", to.as_deref().unwrap_or(NOWHERE));
        self.0.iter().map(line).collect::<Vec<_>>().join("\n")
    }

    /// What was said of a column: nothing, that it goes nowhere, or a field.
    pub fn of(&self, header: &str) -> Option<Option<&str>> {
        let wanted = Name::new(header).whole;
        let exact = self.0.iter().find(|(from, _)| from == header);
        let found = exact.or_else(|| self.0.iter().find(|(from, _)| Name::new(from).whole == wanted))?;
        Some(found.1.as_deref())
    }

    /// Says something else of a column.
    pub fn put(&mut self, header: &str, field: Option<&str>) {
        self.0.retain(|(from, _)| from != header);
        self.0.push((header.to_owned(), field.map(str::to_owned)));
    }

    /// Takes back what was said of a column.
    pub fn forget(&mut self, header: &str) {
        self.0.retain(|(from, _)| from != header);
    }

    /// Keeps what was said of the columns that there are.
    pub fn keep(&mut self, header: &[String]) {
        let names: Vec<String> = header.iter().map(|text| Name::new(text).whole).collect();
        self.0.retain(|(from, _)| header.contains(from) || names.contains(&Name::new(from).whole));
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What it says that cannot be: a column that no file has, a field that there is not.
    pub fn check(&self, heads: &[&'static Head], headers: &[&[String]]) -> Result<(), Problems> {
        let mut wrong: Vec<Problem> = Vec::new();
        for (from, to) in &self.0 {
            let name = Name::new(from).whole;
            if !headers.iter().any(|header| header.iter().any(|text| text == from || Name::new(text).whole == name)) {
                wrong.push(Fault::new(said::no_such_column(from)).at(""));
            }
            if let Some(field) = to.as_deref().filter(|field| place(heads, field).is_none()) {
                let known: Vec<&str> = heads.iter().map(|head| head.key).collect();
                wrong.push(Fault::new(said::no_such_target(field, &known.join(", "))).at(from.clone()));
            }
        }
        Problems::none_or(wrong)
    }
}

fn gather(table: &toml::Table, into: &mut Vec<(String, Option<String>)>) {
    for (from, to) in table {
        match to {
            toml::Value::String(to) => into.push(pair(from.clone(), to)),
            toml::Value::Table(table) => gather(table, into),
            _ => into.push(pair(from.clone(), &to.to_string())),
        }
    }
}

fn pair(from: String, to: &str) -> (String, Option<String>) {
    let to = Some(to.to_owned()).filter(|to| to != NOWHERE && !to.is_empty());
    (from, to)
}
