//! Reading by SQL: a view of each kind and of each part that is its own, made from the tables of fields, so that names stay
//! though the tables beneath them change. Links are there by name and by number, instants in UTC, amounts in whole units.
use super::only_read;
use crate::domain::field::{Head, Home};
use crate::domain::kind::Kind;
use crate::domain::kinds::{KINDS, Shape};
use crate::domain::money::Currency;
use crate::domain::reach::Sort;
use crate::domain::value::Choice;
use crate::domain::world::World;
use crate::store::{Db, prepare};
use anyhow::Result;
use rusqlite::ErrorCode::{CannotOpen, Unknown};
use rusqlite::Statement;
use rusqlite::functions::FunctionFlags;
use rusqlite::types::ValueRef;
use serde_json::{Map, Value as Json, json};
use std::fmt;

/// A view, and its columns.
#[derive(Clone, Debug)]
pub struct View {
    /// The name of a kind as scripts say it, of many: `leads`; of a part with it: `order_lines`.
    pub name: String,
    pub columns: Vec<String>,
    sql: String,
}

/// What a question is answered with.
pub struct Answer {
    pub columns: Vec<String>,
    pub rows: Vec<Map<String, Json>>,
}

/// What is no question.
#[derive(Debug)]
pub enum NotSql {
    /// It cannot be understood, or answered, and what the engine says of it.
    Misread(String),
    /// It would change what is there.
    Changes,
}

impl fmt::Display for NotSql {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Misread(why) => f.write_str(why),
            Self::Changes => f.write_str("it would change what is there"),
        }
    }
}

impl std::error::Error for NotSql {}

/// What begins so changes something, also where it names a view, which SQLite says in other words each.
const CHANGING: [&str; 7] = ["alter", "create", "delete", "drop", "insert", "replace", "update"];

/// Every view there is.
pub fn views(currency: Currency) -> Vec<View> {
    KINDS.iter().flat_map(|shape| of_kind(shape, currency)).collect()
}

fn of_kind(shape: &Shape, currency: Currency) -> Vec<View> {
    let row = (shape.blank)();
    let name = shape.also.first().map_or(shape.kind, |many| many);
    let mut columns = vec![("id".to_owned(), "t.id".to_owned())];
    columns.extend(row.heads().into_iter().flat_map(|head| of_field(head, shape, &row.heads(), currency)));
    for (key, sql) in [("title", "t.called"), ("due_at", &*at("t.due_at")), ("due_why", "t.due_why")] {
        if !columns.iter().any(|(column, _)| column == key) {
            columns.push((key.to_owned(), sql.to_owned()));
        }
    }
    let mut views = vec![View::new(name, shape.kind, columns)];
    for part in row.parts().into_iter().filter(|part| !part.shared) {
        let heads = part.rows.heads();
        let title = format!("(SELECT called FROM \"{}\" r WHERE r.id = t.parent)", shape.kind);
        let mut columns = vec![
            ("id".to_owned(), "t.id".to_owned()),
            (shape.kind.to_owned(), title),
            (format!("{}_id", shape.kind), "t.parent".to_owned()),
        ];
        columns.extend(heads.iter().flat_map(|head| of_field(head, shape, &heads, currency)));
        views.push(View::new(&format!("{}_{}", shape.kind, part.key), part.table, columns));
    }
    views
}

/// The columns that a field is: what it says, and beside a link its number, beside an amount its minor units.
fn of_field(head: &Head, shape: &Shape, heads: &[&'static Head], house: Currency) -> Vec<(String, String)> {
    let (key, raw) = (head.key.to_owned(), format!("t.\"{}\"", head.key));
    let no = shape.no;
    match (head.home, head.kind) {
        (Home::Reach(sort), _) => {
            vec![(key, gathered("reach", "raw", no, &format!(" AND sort = '{}'", Sort::key(sort))))]
        }
        (Home::Tags, _) => vec![(key, gathered("tag", "tag", no, ""))],
        (Home::Column, Kind::At) => vec![(key, at(&raw))],
        (Home::Column, Kind::Percent) => vec![(key, format!("{raw} / 100.0"))],
        (Home::Column, Kind::Link(to)) => linked(&key, &raw, to),
        (Home::Column, Kind::Code(_)) => linked(&key, &raw, "code"),
        (Home::Column, Kind::Any) => {
            let kinds: Vec<String> = KINDS.iter().map(|to| format!("WHEN {} THEN '{}'", to.no, to.kind)).collect();
            let kinds = kinds.join(" ");
            vec![
                (format!("{key}_kind"), format!("CASE {raw} & 63 {kinds} END")),
                (format!("{key}_id"), format!("{raw} >> 6")),
            ]
        }
        (Home::Column, Kind::Money) => {
            let own = heads.iter().any(|head| head.key == "currency");
            let code =
                if own { format!("coalesce(t.currency, '{}')", house.code()) } else { format!("'{}'", house.code()) };
            vec![(key.clone(), format!("in_units({raw}, {code})")), (format!("{key}_minor"), raw)]
        }
        (Home::Column, _) => vec![(key, raw)],
        (Home::Staff | Home::Guests | Home::Subjects | Home::Outside | Home::Nowhere, _) => Vec::new(),
    }
}

fn linked(key: &str, raw: &str, to: &str) -> Vec<(String, String)> {
    let name = format!("(SELECT called FROM \"{to}\" r WHERE r.id = {raw})");
    vec![(key.to_owned(), name), (format!("{key}_id"), raw.to_owned())]
}

fn at(raw: &str) -> String {
    format!("strftime('%Y-%m-%dT%H:%M:%SZ', {raw}, 'unixepoch')")
}

fn gathered(table: &str, column: &str, no: i64, which: &str) -> String {
    format!("(SELECT group_concat({column}, ', ') FROM {table} p WHERE p.parent = t.id AND p.of_kind = {no}{which})")
}

impl View {
    fn new(name: &str, table: &str, columns: Vec<(String, String)>) -> Self {
        let name = name.replace('-', "_");
        let all: Vec<String> = columns.iter().map(|(key, sql)| format!("{sql} AS \"{key}\"")).collect();
        let sql = format!("CREATE TEMP VIEW \"{name}\" AS SELECT {} FROM main.\"{table}\" t", all.join(", "));
        Self { name, columns: columns.into_iter().map(|(key, _)| key).collect(), sql }
    }
}

impl Db {
    /// Answers a question, on a connection that cannot write; `NotSql` where it is none.
    pub fn by_sql(&self, question: &str) -> Result<Answer> {
        let mut sql = only_read::open(&self.path)?;
        prepare(&mut sql)?;
        let flags = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC;
        sql.create_scalar_function("in_units", 2, flags, |of| {
            let (minor, code): (Option<i64>, String) = (of.get(0)?, of.get(1)?);
            let digits = Currency::read(&code).map_or(0, Currency::digits);
            #[allow(clippy::cast_precision_loss)]
            Ok(minor.map(|minor| minor as f64 / 10_f64.powi(i32::try_from(digits).unwrap_or(0))))
        })?;
        for view in views(self.currency()) {
            sql.execute_batch(&view.sql)?;
        }
        sql.pragma_update(None, "query_only", true)?;
        let mut asked = sql.prepare(question).map_err(|error| {
            let first = question.split_whitespace().next().unwrap_or_default().to_lowercase();
            if CHANGING.contains(&&*first) { NotSql::Changes } else { NotSql::Misread(said(error)) }
        })?;
        let columns = each_its_own(asked.column_names().collect());
        // What has an answer may yet only tell what is set.
        if !asked.readonly() && columns.is_empty() {
            return Err(NotSql::Changes.into());
        }
        let rows = answered(&mut asked, &columns).map_err(|error| match error.sqlite_error_code() {
            _ if !asked.readonly() => NotSql::Changes.into(),
            Some(CannotOpen | Unknown) => NotSql::Misread(said(error)).into(),
            _ => anyhow::Error::from(error),
        })?;
        Ok(Answer { columns, rows })
    }
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

fn answered(asked: &mut Statement, columns: &[String]) -> rusqlite::Result<Vec<Map<String, Json>>> {
    let mut found = asked.query([])?;
    let mut rows = Vec::new();
    while let Some(row) = found.next()? {
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
        rows.push(cells);
    }
    Ok(rows)
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
