//! Lists of objects as rows: a JSON array of them, one a line, or such a list inside an object, as programs answer with.
use super::header::Name;
use super::held::Gathered;
use super::json_pieces::Pieces;
use super::json_place::lines_of;
use super::objects::{Text, Whole};
use super::table::Wrong;
use super::value;
use super::written::{JSON, Reading, holds};
use crate::exchange::plan::own::{RECORD, is_one, kind_of};
use crate::lang::book as said;
use serde_json::{Map, Value as Json};
use std::collections::BTreeSet;

/// Of a record that was written here, what its row is not made of.
const DERIVED: [&str; 6] = ["kind", "id", "key", "as_written", "due_at", "turn"];

/// Reads all objects of a text, or those of the lists inside them.
pub fn open(text: &Text, reading: &Reading) -> Result<Whole, Wrong> {
    let mut records = Records::default();
    let mut only = None;
    {
        let mut text = text.reader()?;
        let mut pieces = Pieces::of(&mut *text)?;
        while let Some((line, object)) = pieces.next()? {
            if !pieces.list && line == 1 && records.is_empty() && pieces.is_at_end()? {
                only = Some(all_of(object, &pieces.held)?);
                break;
            }
            records.take(line, object);
        }
    }
    only.iter().flatten().for_each(|(_, object)| records.see(object));
    let all: Vec<String> = if records.lists.is_empty() {
        Vec::new()
    } else {
        std::iter::once(RECORDS.to_owned()).chain(records.lists.iter().cloned()).collect()
    };
    let chosen = if all.is_empty() { 0 } else { reading.choose(JSON, &all).map_err(|said| Wrong::at(1, said))? };
    let list = all.get(chosen).cloned().unwrap_or_default();
    if chosen > 0 {
        let rows = if let Some(objects) = only {
            inside(objects.into_iter().map(Ok), &list)?
        } else {
            let mut text = text.reader()?;
            let mut pieces = Pieces::of(&mut *text)?;
            inside(std::iter::from_fn(|| pieces.next().transpose()), &list)?
        };
        return Ok(Whole { rows: rows.gathered.held()?, notes: Vec::new(), list, lists: all });
    }
    only.into_iter().flatten().for_each(|(line, object)| records.put(line, object));
    let Records { rows, lists, amiss } = records;
    if let Some(amiss) = amiss {
        return Err(amiss);
    }
    // Lines of an order come in after it, unless the records alone were asked for.
    let (lines, other): (Vec<&String>, Vec<&String>) =
        lists.iter().chain(&rows.lists).partition(|list| holds(JSON, list).is_some());
    let left = if reading.sheet.is_some() { [other, lines].concat() } else { other };
    let names = left.iter().map(|name| name.as_str()).collect::<Vec<_>>().join(", ");
    let notes = if left.is_empty() { Vec::new() } else { vec![said::inner_lists(&names)] };
    Ok(Whole { rows: rows.gathered.held()?, notes, list, lists: all })
}

/// The objects of a file as its rows, and the lists inside them.
#[derive(Default)]
struct Records {
    rows: Rows,
    /// Names of those lists, in the order in which they come.
    lists: Vec<String>,
    /// What keeps the objects from being rows: it is no matter where a list inside them is read.
    amiss: Option<Wrong>,
}

impl Records {
    fn is_empty(&self) -> bool {
        self.rows.gathered.is_empty() && self.amiss.is_none()
    }

    fn take(&mut self, line: u64, object: Json) {
        self.see(&object);
        self.put(line, object);
    }

    fn see(&mut self, object: &Json) {
        for (name, value) in object.as_object().into_iter().flatten() {
            let is_new = is_list(value) && !is_staff(object, name) && !self.lists.contains(name);
            self.lists.extend(is_new.then(|| name.clone()));
        }
    }

    fn put(&mut self, line: u64, object: Json) {
        if self.amiss.is_none() {
            self.amiss = self.rows.put(line, object).err();
        }
    }
}

/// The rows of a list inside each object.
fn inside(objects: impl Iterator<Item = Result<(u64, Json), Wrong>>, list: &str) -> Result<Rows, Wrong> {
    let mut rows = Rows::default();
    for next in objects {
        let (line, object) = next?;
        rows.put_inner(line, object, list)?;
    }
    Ok(rows)
}

/// The objects that the one of a file stands for, each with the line in which it begins.
fn all_of(object: Json, text: &[u8]) -> Result<Vec<(u64, Json)>, Wrong> {
    let mut path = Vec::new();
    Ok(match whole(object, &mut path)? {
        One::List(all) => {
            let mut lines = lines_of(text, &path).unwrap_or_default().into_iter();
            all.into_iter().map(|object| (lines.next().unwrap_or(1), object)).collect()
        }
        One::Record(object) => vec![(1, object)],
    })
}

/// What the objects of the file are called, beside the lists inside them.
const RECORDS: &str = "records";

/// Whether a list is of the people of the house who are at an appointment of ours.
fn is_staff(object: &Json, name: &str) -> bool {
    name == WHO && object.get(RECORD).and_then(Json::as_str).is_some_and(is_one)
}

/// Puts the names of those people in the place of their list.
fn call_staff(object: &mut Json) {
    let ours = is_staff(object, WHO);
    let Some(who) = object.get_mut(WHO).filter(|who| ours && who.is_array()) else { return };
    let person = |one: &Json| Some(one.get("person")?.as_str()?.to_owned());
    let names: Vec<String> = who.as_array().into_iter().flatten().filter_map(person).collect();
    *who = Json::String(names.join("; "));
}

/// Who is at an appointment.
const WHO: &str = "who";

fn is_list(value: &Json) -> bool {
    matches!(value, Json::Array(all) if !all.is_empty() && all.iter().all(Json::is_object))
}

/// The one object of a file.
enum One {
    /// A list of records that it holds.
    List(Vec<Json>),
    /// Itself.
    Record(Json),
}

/// What the rows of a list say what they are of in.
const ORDER: &str = "order";

/// What an object is known by: its number, else its key, else whatever is called so.
fn named(object: &Map<String, Json>) -> Option<String> {
    let text = |name: &str| object.get(name).map(plain).filter(|text| !text.is_empty());
    let is = |name: &&String| {
        let name = Name::new(name);
        name.keyed().is_some() || NAMES.contains(&name.whole.as_str())
    };
    let keyed = || object.keys().filter(is).find_map(|name| text(name));
    text("number").or_else(|| text("key")).or_else(keyed).or_else(|| text(RECORD))
}

/// What numbers of orders are called without saying that they are numbers.
const NAMES: [&str; 5] = ["order", "salesorder", "so", "don", "sodon"];

/// What programs call the object that has their answer in it.
const ENVELOPES: [&str; 5] = ["data", "result", "response", "payload", "body"];

/// The one object of a file: the list that it holds, also in an envelope, or else itself; `path` comes to lead there.
fn whole(value: Json, path: &mut Vec<String>) -> Result<One, Wrong> {
    let Json::Object(mut object) = value else { return Err(Wrong::at(1, said::NO_OBJECTS.into())) };
    let mut lists = object.iter().filter(|(_, json)| is_list(json)).map(|(name, _)| name.clone());
    match (lists.next(), lists.next(), envelope(&object)) {
        // An order of which all lines are here is no answer that holds a list.
        (Some(name), ..) if holds(JSON, &name).is_some() && named(&object).is_some() => {}
        (Some(name), None, _) => {
            let Some(Json::Array(all)) = object.remove(&name) else { return Ok(One::List(Vec::new())) };
            path.push(name);
            return Ok(One::List(all));
        }
        (None, _, Some(name)) => {
            let inner = object.remove(&name).unwrap_or_default();
            path.push(name);
            return whole(inner, path);
        }
        // Records by their keys.
        _ if object.len() > 1 && object.values().all(Json::is_object) => {
            let keyed = object.into_iter().map(|(key, mut record)| {
                if let Json::Object(record) = &mut record {
                    record.entry("key").or_insert(Json::String(key));
                }
                record
            });
            return Ok(One::List(keyed.collect()));
        }
        _ => {}
    }
    Ok(One::Record(Json::Object(object)))
}

/// The member of an object that has the list in it which it holds.
fn envelope(object: &Map<String, Json>) -> Option<String> {
    let alone = object.len() == 1;
    let is = |(name, value): &(&String, &Json)| (alone || ENVELOPES.contains(&name.as_str())) && has_list(value);
    object.iter().find(is).map(|(name, _)| name.clone())
}

fn has_list(value: &Json) -> bool {
    value.as_object().is_some_and(|object| object.values().any(|inner| is_list(inner) || has_list(inner)))
}

#[derive(Default)]
struct Rows {
    gathered: Gathered,
    /// Names of lists that are no cell, and no list of rows either.
    lists: BTreeSet<String>,
}

impl Rows {
    fn put(&mut self, line: u64, mut value: Json) -> Result<(), Wrong> {
        call_staff(&mut value);
        let Json::Object(mut object) = value else { return Err(Wrong::at(line, said::NO_OBJECTS.into())) };
        if let Some(Json::String(mark)) = object.get(RECORD)
            && is_one(mark)
        {
            // Before keys said their kind, the object alone did.
            let kind = object.get("kind").and_then(Json::as_str).filter(|_| kind_of(mark).is_none());
            let mark = Json::String(kind.map_or_else(|| mark.clone(), |kind| format!("{mark}@{kind}")));
            object.retain(|name, _| name != RECORD && !DERIVED.contains(&name.as_str()));
            object.insert("key".to_owned(), mark);
        }
        let mut cells = Vec::new();
        self.flatten("", object, &mut cells);
        self.gathered.put(line, cells)
    }

    /// The rows of a list inside an object, each under what that is known by.
    fn put_inner(&mut self, line: u64, value: Json, list: &str) -> Result<(), Wrong> {
        let Json::Object(mut object) = value else { return Err(Wrong::at(line, said::NO_OBJECTS.into())) };
        let Some(inner) = object.remove(list).filter(is_list) else { return Ok(()) };
        let of = named(&object).unwrap_or_default();
        let Json::Array(all) = inner else { return Ok(()) };
        for row in all {
            let Json::Object(row) = row else { continue };
            let mut whole = Map::from_iter([(ORDER.to_owned(), Json::String(of.clone()))]);
            whole.extend(row.into_iter().filter(|(name, _)| name != ORDER));
            self.put(line, Json::Object(whole))?;
        }
        Ok(())
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
                value if is_list(&value) && before.is_empty() => {}
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
