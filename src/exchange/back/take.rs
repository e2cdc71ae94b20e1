//! What was chosen of a difference, taken in as one deed that one undo takes back.
use super::bench::of;
use super::put::{NEW, put};
use super::{Cell, Content, Difference, NewWord, Part, Row};
use crate::act::BACK;
use crate::domain::deed::{Deed, Ref, lines};
use crate::domain::kinds::{KeptRow, blank};
use crate::domain::problem::{Fault, Problem, Problems};
use crate::domain::value::{Id, Value};
use crate::exchange::plan::Cancelled;
use crate::exchange::run::known::Codes;
use crate::store::{Store, Tx};
use anyhow::{Context, Result};
use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt;

/// Something here is other than it was when the file was compared: it is to be compared again.
#[derive(Debug)]
pub struct Changed;

impl fmt::Display for Changed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("changed since it was compared")
    }
}

impl std::error::Error for Changed {}

/// What was taken in.
#[derive(Clone, Debug)]
pub struct Taken {
    /// As the journal has it.
    pub deed: Deed,
    /// Its entry.
    pub entry: i64,
}

/// Records after which it is told how far it is.
const STEP: usize = 32;

/// Takes in what is chosen; nothing, where nothing is. `step` hears how many records are done, and ends it by a no.
///
/// # Errors
/// `Changed`, where a cell is other than when it was compared; `Problems`, where a record does not take what was chosen
/// together; nothing is written then.
pub fn take(
    store: &mut Store,
    difference: &Difference,
    step: &mut dyn FnMut(u64, u64) -> bool,
) -> Result<Option<Taken>> {
    let counts = difference.counts();
    let all = counts.rows + counts.added;
    if all == 0 {
        return Ok(None);
    }
    let told = [
        ("as", difference.name().to_owned()),
        ("cells", counts.cells.to_string()),
        ("added", counts.added.to_string()),
    ];
    let deed = Deed {
        kind: difference.kind.to_owned(),
        act: BACK.to_owned(),
        title: difference.looked.name.clone(),
        count: all,
        said: lines(&told.map(|(key, text)| (key.to_owned(), text)).to_vec()),
    };
    store.keep_before_import(difference.looked.bytes)?;
    let mut order: Vec<Ref> = Vec::new();
    let mut rows: HashMap<Ref, Vec<&Row>> = HashMap::new();
    let mut new: Vec<&Row> = Vec::new();
    for row in difference.rows.iter().filter(|row| row.taken().next().is_some()) {
        let Some(at) = row.place.map(|place| place.at).or(row.new.within) else {
            new.push(row);
            continue;
        };
        let known = rows.entry(at).or_default();
        if known.is_empty() {
            order.push(at);
        }
        known.push(row);
    }
    let total = (order.len() + new.len()) as u64;
    let entry = store.write(&deed, |tx| {
        let grown = grown(tx, difference)?;
        let mut steps = |n: usize| {
            if n.is_multiple_of(STEP) && !step(n as u64, total) { Err(Cancelled) } else { Ok(()) }
        };
        for (n, at) in order.iter().enumerate() {
            steps(n)?;
            change(tx, *at, difference, rows.get(at).map(Vec::as_slice).unwrap_or_default(), &grown)?;
        }
        for (n, row) in new.iter().enumerate() {
            steps(order.len() + n)?;
            add(tx, difference, row, &grown)?;
        }
        Ok(tx.entry())
    })?;
    Ok(Some(Taken { deed, entry }))
}

/// The rows of lists that words which were not there became.
type Grown = HashMap<NewWord, Id>;

/// Lists take the words that are taken of the file and that they have not.
fn grown(tx: &Tx, difference: &Difference) -> Result<Grown> {
    let mut grown = Grown::new();
    let mut words = difference.rows.iter().flat_map(Row::taken).filter_map(Cell::new_word).peekable();
    if words.peek().is_none() {
        return Ok(grown);
    }
    let mut codes = Codes::of(tx)?;
    for (list, word) in words {
        let id = match codes.called(list, &word) {
            None => codes.make(tx, list, &word)?,
            known => known,
        };
        grown.extend(id.map(|id| ((list, word), id)));
    }
    Ok(grown)
}

/// The same cells, with what new words became.
fn with_words<'c>(cells: &[&'c Cell], grown: &Grown) -> Vec<Cow<'c, Cell>> {
    let one = |cell: &'c Cell| match cell.new_word().and_then(|word| grown.get(&word)) {
        Some(id) => Cow::Owned(Cell { value: Some(Value::Whole(*id)), ..cell.clone() }),
        None => Cow::Borrowed(cell),
    };
    cells.iter().map(|cell| one(cell)).collect()
}

/// Changes one record by the rows of the file that are of it.
fn change(tx: &Tx, at: Ref, difference: &Difference, rows: &[&Row], grown: &Grown) -> Result<()> {
    let mut record = tx.any(at.kind, at.id)?;
    let written = tx.as_written(at)?;
    let mut emptied = Vec::new();
    for row in rows {
        let cells: Vec<&Cell> = row.taken().collect();
        let line = row.place.map_or(Some(NEW), |place| place.part);
        let part = difference.part.zip(line);
        for cell in cells.iter().filter(|_| row.place.is_some()) {
            let text = || written.iter().find(|(field, _)| field == cell.head.key).map(|(_, text)| text.clone());
            let now = Content { value: value(&*record, part, cell.at)?, written: text().filter(|_| part.is_none()) };
            if now != cell.now {
                return Err(Changed.into());
            }
            if now.written.is_some() {
                emptied.push(cell.head.key);
            }
        }
        let cells = with_words(&cells, grown);
        let cells: Vec<&Cell> = cells.iter().map(|cell| &**cell).collect();
        refuse(put(&mut *record, part, &cells, false, &**tx), &row.name)?;
    }
    // What was written there is gone, whatever came in its place.
    emptied.into_iter().try_for_each(|field| tx.forget_written(at, field))?;
    record.edited(&**tx);
    tx.save_row(&mut *record, at.kind)?;
    let added: Vec<&str> = rows.iter().filter(|row| row.place.is_none()).map(|row| row.new.key.as_str()).collect();
    if let Some(part) = record.parts().iter().find(|part| Some(part.key) == difference.part) {
        let first = part.rows.len().saturating_sub(added.len());
        for (n, key) in (first..part.rows.len()).zip(added) {
            know(tx, at, Some(part.rows.at(n).id()), (&difference.source, key))?;
        }
    }
    Ok(())
}

/// Keeps by what an added row is known when the file comes once more.
fn know(tx: &Tx, at: Ref, part: Option<Id>, (source, key): (&str, &str)) -> Result<()> {
    if tx.outside(at.kind, source, key)?.is_some() {
        return Ok(());
    }
    tx.keep_outside(at, part, source, key, 0)
}

fn add(tx: &Tx, difference: &Difference, row: &Row, grown: &Grown) -> Result<()> {
    let kind = difference.kind;
    let mut record = blank(kind).context("a kind that is not kept")?;
    record.begin(&**tx);
    let cells: Vec<&Cell> = row.taken().collect();
    let cells = with_words(&cells, grown);
    let cells: Vec<&Cell> = cells.iter().map(|cell| &**cell).collect();
    refuse(put(&mut *record, None, &cells, true, &**tx), &row.name)?;
    record.edited(&**tx);
    tx.save_row(&mut *record, kind)?;
    know(tx, Ref { kind, id: record.id() }, None, (&difference.source, &row.new.key))
}

fn refuse(problems: Vec<(String, Fault)>, name: &str) -> Result<()> {
    let named = |(key, fault): (String, Fault)| -> Problem {
        let place = [name, &key].iter().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>().join(" ");
        fault.at(place)
    };
    Ok(Problems::none_or(problems.into_iter().map(named).collect())?)
}

fn value(record: &dyn KeptRow, part: Option<Part>, at: usize) -> Result<Value> {
    Ok(of(record, part).ok_or(Changed)?(at))
}
