//! What a command prints: records for scripts on stdout, what is said to a person on stderr.
use super::rows::{Columns, Rows, csv_line};
use super::{Env, Format, exit_code, sentence};
use crate::domain::kinds::shape;
use crate::domain::value::Choice;
use crate::lang::{Lang, unwritten};
use crate::report::Area;
use crate::store::{Unusable, reason};
use anyhow::Result;
use serde_json::{Map, Value as Json};
use std::io::{self, BufWriter, ErrorKind, Write};

/// What was printed.
#[derive(Debug, Default, PartialEq)]
pub struct Output {
    /// For stdout.
    pub out: String,
    /// For stderr, a line each.
    pub said: Vec<String>,
    /// The exit code, where the command was done.
    pub code: u8,
    /// What is written to stdout in place of `out`, as it is read.
    pub rows: Rows,
}

impl Output {
    /// A text for stdout.
    pub fn text(text: impl Into<String>) -> Self {
        Self { out: text.into(), ..Self::default() }
    }

    /// Rows for stdout that are never held all at once.
    pub fn rows(write: impl FnOnce(&Env, &mut dyn Write) -> Result<()> + 'static) -> Self {
        Self { rows: Rows::new(write), ..Self::default() }
    }

    /// Something said to a person besides.
    pub fn saying(mut self, line: impl Into<String>) -> Self {
        self.said.push(line.into());
        self
    }

    /// The same with its rows as a text.
    pub fn held(self) -> Result<Self> {
        let Some(rows) = self.rows.take() else { return Ok(self) };
        let mut out = Vec::new();
        rows(&mut out)?;
        Ok(Self { out: String::from_utf8(out)?.trim_end().to_owned(), ..self })
    }

    /// Writes it for its readers; gives the exit code. A reader that wants no more (`head`) is no failure; where there is
    /// no room for it, it is cut off.
    pub fn print(&self, out: &mut dyn Write, said: &mut dyn Write, lang: Lang) -> u8 {
        let mut say = |line: &str| {
            // Whoever shut it hears nothing.
            let _ = writeln!(said, "linchpin: {line}");
        };
        self.said.iter().for_each(|line| say(line));
        let written = match self.rows.take() {
            Some(rows) => {
                let mut out = BufWriter::new(out);
                rows(&mut out).and_then(|()| Ok(out.flush()?))
            }
            None if self.out.is_empty() => return self.code,
            None => writeln!(out, "{}", self.out).and_then(|()| out.flush()).map_err(anyhow::Error::from),
        };
        let Err(error) = written else { return self.code };
        match error.downcast::<io::Error>() {
            Ok(error) if error.kind() == ErrorKind::BrokenPipe => self.code,
            Ok(error) => {
                let fault = Unusable::from(error).into();
                say(unwritten::cut_off(&reason(&fault)).to(lang));
                exit_code(&fault)
            }
            Err(error) => {
                say(&sentence(&error, lang));
                exit_code(&error)
            }
        }
    }
}

/// Records by some of their fields, in a format.
pub fn records(format: Format, columns: &[&str], rows: &[Map<String, Json>], lang: Lang) -> Result<Output> {
    Ok(Output::text(match format {
        Format::Json => serde_json::to_string_pretty(rows)?,
        Format::Csv => csv_of(columns, rows)?,
        Format::Text => table(columns, rows, lang),
    }))
}

/// One document for scripts: an object, or an array of them that are alike.
pub fn document(format: Format, value: &Json) -> Result<Output> {
    if format == Format::Json {
        return Ok(Output::text(serde_json::to_string(value)?));
    }
    let rows: Vec<Map<String, Json>> = match value {
        Json::Array(all) => all.iter().filter_map(|row| row.as_object().cloned()).collect(),
        one => one.as_object().cloned().into_iter().collect(),
    };
    let columns: Vec<&str> = rows.first().into_iter().flat_map(Map::keys).map(String::as_str).collect();
    Ok(Output::text(csv_of(&columns, &rows)?))
}

pub(super) fn shown(value: Option<&Json>) -> String {
    match value {
        None | Some(Json::Null) => String::new(),
        Some(Json::String(text)) => text.clone(),
        Some(Json::Object(money)) if money.contains_key("amount") => {
            let part = |key: &str| money.get(key).and_then(Json::as_str).unwrap_or_default();
            format!("{} {}", part("amount"), part("currency"))
        }
        Some(other) => other.to_string(),
    }
}

fn csv_of(columns: &[&str], rows: &[Map<String, Json>]) -> Result<String> {
    let mut text = csv_line(columns)?;
    for row in rows {
        text += &csv_line(columns.iter().map(|key| shown(row.get(*key))))?;
    }
    Ok(text.trim_end().to_owned())
}

/// The same to a person: what has a name to scripts is a word in English, and is called by its own in another language.
pub fn called<'a>(column: &str, text: &'a str, lang: Lang) -> &'a str {
    match (lang, column) {
        (Lang::Vi, "kind") => shape(text).map_or(text, |shape| shape.one.to(lang)),
        (Lang::Vi, "area") => Area::of(text).map_or(text, |area| area.text().to(lang)),
        _ => text,
    }
}

fn table(columns: &[&str], rows: &[Map<String, Json>], lang: Lang) -> String {
    let cell = |row: &Map<String, Json>, key: &str| called(key, &shown(row.get(key)), lang).replace('\n', " ");
    in_columns(&rows.iter().map(|row| columns.iter().map(|key| cell(row, key)).collect()).collect::<Vec<_>>())
}

/// Columns as wide as what they hold, up to a bound.
pub fn in_columns(rows: &[Vec<String>]) -> String {
    Columns::of(rows).lines(rows)
}
