//! Lists of objects as rows: a JSON array of them, one a line, or such a list inside an object, as programs answer with.
use super::held::{Gathered, Held};
use super::own::{RECORD, is_one};
use super::sniff::count_of;
use super::table::Wrong;
use super::value;
use crate::lang::{Sentence, book as said};
use serde_json::{Deserializer, Map, Value as Json};
use std::collections::BTreeSet;

/// Of a record that was written here, what its row is not made of.
const DERIVED: [&str; 6] = ["kind", "id", "key", "as_written", "due_at", "turn"];

/// Reads all objects of a text.
pub(super) fn open(text: &[u8]) -> Result<(Held, Vec<Sentence>), Wrong> {
    let mut rows = Rows::default();
    let mut at = Place { text, at: 0, line: 1 };
    let mut only = None;
    at.blanks();
    let list = at.eat(b'[');
    while at.left() && !(list && at.eat(b']')) {
        let line = at.line;
        let object = at.value()?;
        at.blanks();
        if list && !at.eat(b',') && at.text.get(at.at) != Some(&b']') {
            return Err(Wrong::at(at.line, said::not_json("EOF")));
        }
        at.blanks();
        if !list && line == 1 && !at.left() {
            only = Some(object);
            break;
        }
        rows.put(line, object)?;
    }
    at.blanks();
    if at.left() {
        return Err(Wrong::at(at.line, said::not_json("]")));
    }
    if let Some(object) = only {
        rows.inner(object)?;
    }
    let notes = if rows.lists.is_empty() {
        Vec::new()
    } else {
        vec![said::inner_lists(&rows.lists.iter().map(String::as_str).collect::<Vec<_>>().join(", "))]
    };
    Ok((rows.gathered.held(), notes))
}

/// How far a text was read.
struct Place<'a> {
    text: &'a [u8],
    at: usize,
    line: u64,
}

impl Place<'_> {
    fn left(&self) -> bool {
        self.at < self.text.len()
    }

    fn to(&mut self, at: usize) {
        self.line += count_of(b'\n', &self.text[self.at..at]);
        self.at = at;
    }

    fn blanks(&mut self) {
        let blanks = self.text[self.at..].iter().take_while(|byte| byte.is_ascii_whitespace()).count();
        self.to(self.at + blanks);
    }

    fn eat(&mut self, sign: u8) -> bool {
        let there = self.text.get(self.at) == Some(&sign);
        self.at += usize::from(there);
        if there {
            self.blanks();
        }
        there
    }

    fn value(&mut self) -> Result<Json, Wrong> {
        let mut values = Deserializer::from_slice(&self.text[self.at..]).into_iter::<Json>();
        match values.next() {
            Some(Ok(value)) => {
                let read = values.byte_offset();
                self.to(self.at + read);
                Ok(value)
            }
            Some(Err(error)) => {
                let why = error.to_string();
                let why = why.split(" at line ").next().unwrap_or_default();
                Err(Wrong::at(self.line + (error.line() as u64).saturating_sub(1), said::not_json(why)))
            }
            None => Err(Wrong::at(self.line, said::not_json("EOF"))),
        }
    }
}

#[derive(Default)]
struct Rows {
    gathered: Gathered,
    /// Names of lists that are no cell.
    lists: BTreeSet<String>,
}

impl Rows {
    fn put(&mut self, line: u64, value: Json) -> Result<(), Wrong> {
        let Json::Object(mut object) = value else { return Err(Wrong::at(line, said::NO_OBJECTS.into())) };
        if let Some(Json::String(mark)) = object.get(RECORD)
            && is_one(mark)
        {
            let mark = Json::String(mark.clone());
            object.retain(|name, _| name != RECORD && !DERIVED.contains(&name.as_str()));
            object.insert("key".to_owned(), mark);
        }
        let mut cells = Vec::new();
        self.flatten("", object, &mut cells);
        self.gathered.put(line, cells)
    }

    /// The one object of a file: the list that it holds, or else itself.
    fn inner(&mut self, value: Json) -> Result<(), Wrong> {
        let Json::Object(mut object) = value else { return Err(Wrong::at(1, said::NO_OBJECTS.into())) };
        let objects =
            |json: &Json| matches!(json, Json::Array(all) if !all.is_empty() && all.iter().all(Json::is_object));
        let mut lists = object.iter().filter(|(_, json)| objects(json)).map(|(name, _)| name.clone());
        match (lists.next(), lists.next()) {
            (Some(name), None) => {
                let Some(Json::Array(all)) = object.remove(&name) else { return Ok(()) };
                (1..).zip(all).try_for_each(|(number, object)| self.put(number, object))
            }
            // Records by their keys.
            _ if object.len() > 1 && object.values().all(Json::is_object) => {
                (1..).zip(object).try_for_each(|(number, (key, mut record))| {
                    if let Json::Object(record) = &mut record {
                        record.entry("key").or_insert(Json::String(key));
                    }
                    self.put(number, record)
                })
            }
            _ => self.put(1, Json::Object(object)),
        }
    }

    /// The cells of an object; what lies inside another is named with a dot.
    fn flatten(&mut self, before: &str, object: Map<String, Json>, cells: &mut Vec<(String, String)>) {
        for (name, value) in object {
            let name = if before.is_empty() { name } else { format!("{before}.{name}") };
            match value {
                Json::Object(inner) => match amount(&inner) {
                    Some(amount) => cells.push((name, amount)),
                    None => self.flatten(&name, inner, cells),
                },
                Json::Array(all) if all.iter().any(|one| one.is_object() || one.is_array()) => {
                    self.lists.insert(name);
                }
                Json::Array(all) => {
                    let all: Vec<String> = all.iter().map(plain).filter(|text| !text.is_empty()).collect();
                    cells.push((name, all.join(", ")));
                }
                value => cells.push((name, plain(&value))),
            }
        }
    }
}

/// An amount with its currency, as it is written out here.
fn amount(object: &Map<String, Json>) -> Option<String> {
    let (amount, currency) = (object.get("amount")?, object.get("currency")?.as_str()?);
    (object.len() == 2).then(|| format!("{} {currency}", plain(amount)))
}

fn plain(value: &Json) -> String {
    match value {
        Json::String(text) => text.clone(),
        Json::Bool(yes) => yes.to_string(),
        Json::Number(n) if n.is_i64() || n.is_u64() => n.to_string(),
        Json::Number(n) => n.as_f64().map_or_else(|| n.to_string(), value::number),
        _ => String::new(),
    }
}
