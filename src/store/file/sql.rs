//! Reading by SQL: questions of the views, answered row by row on a connection that cannot write.
use super::only_read;
use super::views::{View, views};
use crate::domain::money::Currency;
use crate::domain::world::World;
use crate::store::{Db, prepare};
use anyhow::Result;
use rusqlite::ErrorCode::{CannotOpen, Unknown};
use rusqlite::functions::FunctionFlags;
use rusqlite::types::ValueRef;
use rusqlite::{CachedStatement, Connection, Row};
use serde_json::{Map, Value as Json, json};
use std::fmt;

/// A question that was understood, on a connection of its own.
pub struct Asked {
    sql: Connection,
    question: String,
    /// What each row of its answer has.
    pub columns: Vec<String>,
}

/// What is no question.
#[derive(Debug)]
pub enum NotSql {
    /// It cannot be understood, or answered, and what the engine says of it.
    Misread(String),
    /// It would change what is there.
    Changes,
    /// It asks a table beneath the views: the view that has the same, where one has, and the table.
    Beneath(Option<String>, String),
}

impl fmt::Display for NotSql {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Misread(why) => f.write_str(why),
            Self::Changes => f.write_str("it would change what is there"),
            Self::Beneath(_, table) => write!(f, "{table} is no view"),
        }
    }
}

impl std::error::Error for NotSql {}

/// What begins so changes something, also where it names a view, which SQLite says in other words each.
const CHANGING: [&str; 7] = ["alter", "create", "delete", "drop", "insert", "replace", "update"];

impl Db {
    /// Takes a question, on a connection that cannot write; `NotSql` where it is none.
    pub fn by_sql(&self, question: &str) -> Result<Asked> {
        let mut sql = only_read::open(&self.path)?;
        prepare(&mut sql)?;
        answer_in_units(&sql)?;
        let views = views(self.currency());
        for view in &views {
            sql.execute_batch(&view.sql())?;
        }
        sql.pragma_update(None, "query_only", true)?;
        let mut asked = Asked { sql, question: question.to_owned(), columns: Vec::new() };
        let (columns, reads) = {
            let statement = asked.statement()?;
            (each_its_own(statement.column_names().collect()), statement.readonly())
        };
        if reads && let Some(table) = beneath(question, &views)? {
            return Err(NotSql::Beneath(view_of(&table), table).into());
        }
        // What has an answer may yet only tell what is set.
        if !reads && columns.is_empty() {
            return Err(NotSql::Changes.into());
        }
        asked.columns = columns;
        Ok(asked)
    }
}

impl Asked {
    fn statement(&self) -> Result<CachedStatement<'_>> {
        self.sql.prepare_cached(&self.question).map_err(|error| {
            let first = self.question.split_whitespace().next().unwrap_or_default().to_lowercase();
            if CHANGING.contains(&&*first) { NotSql::Changes } else { NotSql::Misread(said(error)) }.into()
        })
    }

    /// Hands on each row of the answer as it is found; `NotSql` where there is none after all.
    pub fn each(&self, mut row: impl FnMut(Map<String, Json>) -> Result<()>) -> Result<()> {
        let mut asked = self.statement()?;
        let reads = asked.readonly();
        let told = |error: rusqlite::Error| match error.sqlite_error_code() {
            _ if !reads => NotSql::Changes.into(),
            Some(CannotOpen | Unknown) => NotSql::Misread(said(error)).into(),
            _ => anyhow::Error::from(error),
        };
        let mut found = asked.query([]).map_err(told)?;
        while let Some(cells) = found.next().map_err(told)? {
            row(cells_of(cells, &self.columns)?)?;
        }
        Ok(())
    }
}

/// The table beneath the views that a question names itself, if it does: the tables change as the program does. Where there
/// is nothing but what the views have, it cannot be understood.
fn beneath(question: &str, views: &[View]) -> Result<Option<String>> {
    let mut alone = Connection::open_in_memory()?;
    prepare(&mut alone)?;
    answer_in_units(&alone)?;
    for view in views {
        let columns: Vec<String> = view.columns.iter().map(|column| format!("\"{}\"", column.name)).collect();
        alone.execute_batch(&format!("CREATE TEMP TABLE \"{}\" ({})", view.name, columns.join(", ")))?;
    }
    let Err(error) = alone.prepare(question) else { return Ok(None) };
    let said = said(error);
    let table = said.strip_prefix("no such table: ").map(|table| table.strip_prefix("main.").unwrap_or(table));
    Ok(table.map(str::to_owned))
}

fn answer_in_units(sql: &Connection) -> Result<()> {
    let flags = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC;
    Ok(sql.create_scalar_function("in_units", 2, flags, |of| {
        let (minor, code): (Option<i64>, String) = (of.get(0)?, of.get(1)?);
        let digits = Currency::read(&code).map_or(0, Currency::digits);
        #[allow(clippy::cast_precision_loss)]
        Ok(minor.map(|minor| minor as f64 / 10_f64.powi(i32::try_from(digits).unwrap_or(0))))
    })?)
}

/// The view over a table, where there is one.
fn view_of(table: &str) -> Option<String> {
    let all = views(Currency::default());
    all.into_iter().find(|view| view.table == table).map(|view| view.name)
}

/// The names of columns; where two have the same, the later ones are numbered.
fn each_its_own(names: Vec<&str>) -> Vec<String> {
    let mut own: Vec<String> = Vec::with_capacity(names.len());
    for name in names {
        let numbered = (2..).map(|n| format!("{name}_{n}"));
        let free = std::iter::once(name.to_owned()).chain(numbered).find(|name| !own.contains(name));
        own.extend(free);
    }
    own
}

fn cells_of(row: &Row<'_>, columns: &[String]) -> rusqlite::Result<Map<String, Json>> {
    let mut cells = Map::new();
    for (at, column) in columns.iter().enumerate() {
        let cell = match row.get_ref(at)? {
            ValueRef::Null => Json::Null,
            ValueRef::Integer(n) => json!(n),
            ValueRef::Real(n) => json!(n),
            ValueRef::Text(text) => json!(String::from_utf8_lossy(text)),
            ValueRef::Blob(bytes) => json!(literal(bytes)),
        };
        cells.insert(column.clone(), cell);
    }
    Ok(cells)
}

/// Bytes as a question would have them.
fn literal(bytes: &[u8]) -> String {
    let hex: Vec<String> = bytes.iter().map(|byte| format!("{byte:02X}")).collect();
    format!("X'{}'", hex.concat())
}

/// What the engine says of a question, without the question itself.
fn said(error: rusqlite::Error) -> String {
    match error {
        rusqlite::Error::SqlInputError { msg, .. } => msg,
        error => error.to_string(),
    }
}
