//! A record as others read it: a JSON object by field keys, or a line of texts.
use super::shared::{Shared, column};
use crate::domain::deed::Ref;
use crate::domain::field::{Head, Home, Row};
use crate::domain::filter::unread;
use crate::domain::guard::literal;
use crate::domain::kind::Kind;
use crate::domain::kinds::{KeptRow, named};
use crate::domain::value::Value;
use crate::domain::world::World;
use crate::exchange::plan::own::RECORD;
use crate::sheet::Cell;
use crate::store::Db;
use anyhow::Result;
use serde_json::{Map, Number, Value as Json, json};

/// A record's fields by their keys, with its kind, its number, its outside keys and the rows inside it.
pub fn object(db: &Db, at: Ref) -> Result<Map<String, Json>> {
    whole(db, at, None)
}

/// The same to be brought in again: it and the rows inside it are known by their marks, and so is what is called alike.
pub(super) fn marked(db: &Db, at: Ref, shared: &Shared) -> Result<Map<String, Json>> {
    let mut all = Map::from_iter([(RECORD.to_owned(), json!(shared.mark.key(at, None)))]);
    all.extend(whole(db, at, Some(shared))?);
    Ok(all)
}

fn whole(db: &Db, at: Ref, shared: Option<&Shared>) -> Result<Map<String, Json>> {
    let row = db.any(at.kind, at.id)?;
    let mut object = Map::new();
    object.insert("kind".to_owned(), json!(at.kind));
    object.insert("id".to_owned(), json!(at.id));
    let written = db.as_written(at)?;
    for (n, head) in row.heads().into_iter().enumerate().filter(|(_, h)| h.home != Home::Outside) {
        let kept = written.iter().find(|(field, _)| field == head.key);
        let value = kept.map_or_else(|| cell(db, head, &row.get(n)), |(_, text)| json!(text));
        object.insert(head.key.to_owned(), value);
        if let Some(key) = shared.filter(|_| kept.is_none()).and_then(|shared| shared.key(db, head, &row.get(n))) {
            object.insert(column(head), json!(key));
        }
    }
    let keys: Vec<String> = db.outside_keys(at)?.into_iter().map(|(_, key)| key).collect();
    object.insert("key".to_owned(), if keys.is_empty() { Json::Null } else { json!(keys.join("; ")) });
    let is_written = |head: &&Head| written.iter().any(|(field, _)| field == head.key) || unread(&*row, head);
    let fields: Vec<&str> = row.heads().into_iter().filter(is_written).map(|head| head.key).collect();
    if !fields.is_empty() {
        object.insert("as_written".to_owned(), json!(fields));
    }
    for part in row.parts().into_iter().filter(|part| part.grows) {
        let of = |row: &dyn Row| {
            let marked = shared.map(|shared| (RECORD.to_owned(), json!(shared.mark.key(at, Some(row.id())))));
            Json::Object(marked.into_iter().chain(inner(db, row, shared)).collect())
        };
        let rows: Vec<Json> = part.rows.each().map(of).collect();
        object.insert(part.key.to_owned(), Json::Array(rows));
    }
    let (due, turn) = db.urgency(at)?;
    object.insert("due_at".to_owned(), due.as_ref().map_or(Json::Null, |due| json!(db.local(due.at).to_rfc3339())));
    object.insert("turn".to_owned(), turn.and_then(|id| db.name("person", id)).map_or(Json::Null, |name| json!(name)));
    Ok(object)
}

/// A row of a part by its fields; with keys of what is called alike, where it is to be brought in again.
pub(super) fn inner(db: &Db, row: &dyn Row, shared: Option<&Shared>) -> Map<String, Json> {
    let one = |(n, head): (usize, &'static Head)| {
        let value = row.get(n);
        let key = shared.and_then(|shared| shared.key(db, head, &value)).map(|key| (column(head), json!(key)));
        std::iter::once((head.key.to_owned(), cell(db, head, &value))).chain(key)
    };
    row.heads().into_iter().enumerate().flat_map(one).collect()
}

/// What stands in a column of a file: a text, or a field with its value.
pub enum Held {
    Text(String),
    Field(&'static Head, Value),
}

impl Held {
    /// As a table of texts has it.
    pub fn text(&self, db: &Db) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Field(head, value) => plain(db, head, value),
        }
    }

    /// As a spreadsheet has it: an instant by the clock of the workspace.
    pub fn cell(&self, db: &Db) -> Cell {
        match self {
            Self::Text(text) => Cell::Text(literal(text.clone())),
            Self::Field(head, value) => match (head.kind, value) {
                (Kind::Flag, value) => Cell::Flag(matches!(value, Value::Whole(n) if *n != 0)),
                (_, Value::Empty) => Cell::Empty,
                (Kind::Percent, Value::Whole(n)) => Cell::Percent(*n),
                (Kind::Whole, Value::Whole(n)) => Cell::Whole(*n),
                (_, Value::Money(money)) => Cell::Money(*money),
                (_, Value::Day(day)) => Cell::Day(*day),
                (_, Value::At(at)) => Cell::At(db.local(*at).naive_local()),
                (_, value) => Cell::Text(literal(plain(db, head, value))),
            },
        }
    }
}

/// The fields of a row of a part.
pub fn inner_held(row: &dyn Row) -> Vec<(&'static Head, Held)> {
    row.heads().into_iter().enumerate().map(|(n, head)| (head, Held::Field(head, row.get(n)))).collect()
}

/// What others name a record by: its number, where it has one.
pub fn called(db: &Db, row: &dyn Row, at: Ref) -> String {
    match row.value("number") {
        Value::Text(number) => number,
        _ => db.name(at.kind, at.id).unwrap_or_default(),
    }
}

/// A value as JSON: an amount with its currency, an instant by RFC 3339, a link by its name, a choice by its key.
pub fn cell(db: &Db, head: &Head, value: &Value) -> Json {
    match (head.kind, value) {
        (_, Value::Empty) if matches!(head.kind, Kind::Flag) => json!(false),
        (_, Value::Empty) => Json::Null,
        (Kind::Flag, Value::Whole(n)) => json!(*n != 0),
        (Kind::Link(_) | Kind::Links(_) | Kind::Code(_) | Kind::Several, value) => json!(head.kind.write(value, db)),
        (Kind::Any, Value::Whole(packed)) => {
            named(*packed, db).map_or(Json::Null, |_| json!(head.kind.write(value, db)))
        }
        // Of percents, as all files have it.
        (Kind::Percent, value) => {
            let shown = head.kind.show(value, db);
            shown.trim_end_matches(['%', ' ']).parse::<Number>().map_or(Json::Null, Json::Number)
        }
        (_, Value::Money(money)) => json!({ "amount": money.decimal(), "currency": money.currency.code() }),
        (_, Value::Day(day)) => json!(day.to_string()),
        (_, Value::At(at)) => json!(db.local(*at).to_rfc3339()),
        (_, Value::Whole(n)) => json!(n),
        (_, Value::Text(text)) => json!(text),
    }
}

/// The fields that a file of a kind has, in their order.
pub fn columns(row: &dyn KeptRow) -> Vec<&'static Head> {
    row.heads().into_iter().filter(|head| head.home != Home::Outside).collect()
}

/// A record by those fields; what one of them could not take is the text that was written.
pub fn held(db: &Db, at: Ref) -> Result<Vec<(&'static Head, Held)>> {
    let row = db.any(at.kind, at.id)?;
    let written = db.as_written(at)?;
    let held = |(n, head): (usize, &'static Head)| {
        let kept = written.iter().find(|(field, _)| field == head.key);
        (head, kept.map_or_else(|| Held::Field(head, row.get(n)), |(_, text)| Held::Text(text.clone())))
    };
    Ok(row.heads().into_iter().enumerate().filter(|(_, h)| h.home != Home::Outside).map(held).collect())
}

/// The same as texts: what is read again gives the same record.
pub fn texts(db: &Db, at: Ref) -> Result<Vec<String>> {
    Ok(held(db, at)?.iter().map(|(_, held)| held.text(db)).collect())
}

/// A value in words beside another: what is yes or no is no where nothing stands.
pub fn told(head: &Head, value: &Value, world: &dyn World) -> String {
    let no = matches!((head.kind, value), (Kind::Flag, Value::Empty));
    head.kind.show(if no { &Value::Whole(0) } else { value }, world)
}

/// A value as a file has it: days and instants by ISO 8601, amounts with their code, choices by their key.
fn plain(db: &Db, head: &Head, value: &Value) -> String {
    match (head.kind, value) {
        (Kind::Flag, value) => told(head, value, db),
        (_, Value::Empty) => String::new(),
        (Kind::OneOf(_) | Kind::Score, Value::Text(text)) => text.clone(),
        (_, Value::Money(money)) => format!("{} {}", money.decimal(), money.currency.code()),
        (_, Value::Day(day)) => day.to_string(),
        (_, Value::At(at)) => db.local(*at).to_rfc3339(),
        _ => head.kind.write(value, db),
    }
}
