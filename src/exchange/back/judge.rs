//! One row of a file that comes back: each of its cells beside what was written out and what is here now.
use super::bench::{Bench, Loaded, Unknown, base_of, of};
use super::cell::{Purse, Same, read, said as said_in, same};
use super::compare::refused;
use super::settle::{settle, without_what_stands};
use super::{Cell, Column, Content, Difference, Part, Place, Row, State};
use crate::domain::field::Edit;
use crate::domain::kinds::{blank, shape};
use crate::domain::money::Currency;
use crate::domain::problem::Fault;
use crate::domain::value::{Id, Slot, Value};
use crate::domain::world::World;
use crate::exchange::column::read::plain;
use crate::exchange::export::record::{called, told};
use crate::exchange::file::table::Line;
use crate::exchange::file::value::Unsaid;
use crate::lang::{Text, back as said, fault};
use crate::store::Db;
use anyhow::{Context, Result};

impl Bench<'_> {
    /// Whether a cell of a row says what was written out, read in the way of a column.
    pub fn is_same(
        &mut self,
        difference: &Difference,
        line: &Line,
        place: Place,
        entry: Id,
        column: Column,
    ) -> Result<bool> {
        let (Ok(loaded), Some(at)) = (self.load(difference, place, entry)?, column.at) else { return Ok(false) };
        let part = difference.part.zip(place.part);
        let said = plain(line.cell(column.cell));
        let purse = purse(difference, line, &|key| base_of(&loaded, part, key), self.db);
        let same = !said.is_empty()
            && of(loaded.base(), part).is_some_and(|get| {
                let base = Content { value: get(at), written: None };
                base.value != Value::Empty
                    && same(column.head, column.how, &said, &base, purse, |_| None, self.db) == Same::Yes
            });
        self.loaded = Some(loaded);
        Ok(same)
    }

    /// A row, where anything of it differs.
    pub fn row(
        &mut self,
        difference: &Difference,
        line: &Line,
        place: Place,
        entry: Id,
        file_first: bool,
    ) -> Result<Option<Row>> {
        let loaded = match self.load(difference, place, entry)? {
            Ok(loaded) => loaded,
            Err(Unknown::Gone) => return Ok(Some(refused(line, Some((self.db, place)), Fault::new(said::GONE), true))),
            Err(Unknown::Kind(kind)) => {
                let one = |kind: &str| shape(kind).map_or(Text::default(), |shape| shape.one);
                let many = shape(difference.kind).map_or(Text::default(), |shape| shape.many);
                return Ok(Some(refused(
                    line,
                    Some((self.db, place)),
                    Fault::new(said::of_kind(one(kind), many)),
                    true,
                )));
            }
        };
        let part = difference.part.zip(place.part);
        let purse = purse(difference, line, &|key| base_of(&loaded, part, key), self.db);
        if let Some(lost) = loaded.lost {
            // A row that was not edited asks nothing of its record.
            let cells = self.cells(difference, line, &loaded, purse, None, file_first)?;
            let edited = cells.iter().any(|cell| !matches!(cell.state, State::Here(_)));
            self.loaded = Some(loaded);
            return Ok(edited.then(|| refused(line, Some((self.db, place)), Fault::new(lost), true)));
        }
        let mut row = self.judged(difference, line, &loaded, purse, None, file_first)?;
        let refused = row.as_ref().and_then(|row| row.cells.iter().find(|cell| is_refused_currency(cell)).cloned());
        if refused.is_some() && purse.0.is_some_and(|named| named != purse.1) {
            // The amounts beside it are meant in the currency that they had: else they would be changed to it.
            row = self.judged(difference, line, &loaded, (None, purse.1), refused.as_ref(), file_first)?;
        }
        self.loaded = Some(loaded);
        Ok(row)
    }

    /// The cells of a row that differ, as its record would take them; that of the currency, where it is `refused`, as it is.
    fn judged(
        &mut self,
        difference: &Difference,
        line: &Line,
        loaded: &Loaded,
        purse: Purse,
        refused: Option<&Cell>,
        file_first: bool,
    ) -> Result<Option<Row>> {
        let place = loaded.place;
        let part = difference.part.zip(place.part);
        let mut cells = self.cells(difference, line, loaded, purse, refused, file_first)?;
        without_what_stands(self.db, place, part, &mut cells)?;
        if cells.is_empty() {
            return Ok(None);
        }
        let name = self.called(loaded, part);
        let mut row = Row { entry: loaded.entry, ..Row::of(line, Some(place), name, cells) };
        settle(self.db, &mut row, part)?;
        Ok(Some(row))
    }

    /// The cells of a row that say something else than is here.
    fn cells(
        &mut self,
        difference: &Difference,
        line: &Line,
        loaded: &Loaded,
        purse: Purse,
        refused: Option<&Cell>,
        file_first: bool,
    ) -> Result<Vec<Cell>> {
        let part = difference.part.zip(loaded.place.part);
        let mut cells = Vec::new();
        for column in &difference.columns {
            // Cells that the row does not reach to were not touched.
            if line.cells.len() <= column.cell {
                continue;
            }
            if let Some(refused) = refused.filter(|refused| refused.column == column.cell) {
                cells.push(refused.clone());
                continue;
            }
            cells.extend(self.cell(loaded, part, *column, line, purse, file_first)?);
        }
        Ok(cells)
    }

    /// The cell that names the order which a line is in: the line stays there.
    fn of_order(&self, loaded: &Loaded, column: Column, after: String, unsaid: Option<Unsaid>) -> Option<Cell> {
        let name = called(self.db, &*loaded.now, loaded.place.at);
        let was = called(self.db, loaded.base(), loaded.place.at);
        if [&name, &was].iter().any(|name| plain(name) == after) {
            return None;
        }
        let fault = unsaid.map_or_else(|| Fault::new(said::STAYS_IN_ITS_ORDER), |unsaid| unsaid.fault());
        Some(Cell {
            at: 0,
            head: column.head,
            column: column.cell,
            then: name.clone(),
            before: name,
            after,
            state: State::Refused(fault),
            take: false,
            now: Content { value: Value::Empty, written: None },
            value: None,
        })
    }

    /// A cell that says something else than is here.
    fn cell(
        &mut self,
        loaded: &Loaded,
        part: Option<Part>,
        column: Column,
        line: &Line,
        purse: Purse,
        file_first: bool,
    ) -> Result<Option<Cell>> {
        let (db, head) = (self.db, column.head);
        let (said, unsaid) = said_in(line, column.cell);
        let Some(at) = column.at else { return Ok(self.of_order(loaded, column, said, unsaid)) };
        let (now, base) = loaded.contents(part, (at, head));
        let entry = loaded.entry;
        let then = match base.value {
            Value::Whole(id) => self.name_then(head, id, entry)?,
            _ => None,
        };
        let table = part.and_then(|(key, id)| {
            let parts = loaded.now.parts();
            parts.iter().find(|known| known.key == key).map(|known| (known.table, id))
        });
        let here = || db.last_change(loaded.place.at, table, head, entry);
        let shown = |content: &Content| content.written.clone().unwrap_or_else(|| told(head, &content.value, db));
        let cell = |state: State, value: Option<Value>, after: String| Cell {
            at,
            head,
            column: column.cell,
            then: shown(&base),
            before: shown(&now),
            after,
            take: matches!(state, State::Changed) || (file_first && matches!(state, State::Clash(_))),
            state,
            now: now.clone(),
            value,
        };
        match same(head, column.how, &said, &base, purse, |_| then, db) {
            Same::No => {}
            Same::Lost => return Ok(Some(cell(State::Refused(Fault::new(said::LOST_LETTERS)), None, said.clone()))),
            same => {
                self.rewritten += u64::from(same == Same::Rewritten);
                let differs = now != base && head.edit.by_hand();
                return Ok(if differs { Some(cell(State::Here(here()?), None, shown(&base))) } else { None });
            }
        }
        let refused = |fault: Fault| Ok(Some(cell(State::Refused(fault), None, said.clone())));
        if let Some(unsaid) = unsaid {
            return refused(unsaid.fault());
        }
        let value = match read(head, column.how, &said, purse, db) {
            Ok(value) => value,
            Err(_) if !head.edit.by_hand() => return refused(Fault::new(fault::ONLY_BY_ACTION)),
            Err(_) if self.is_new_word(head, &said) => {
                let state = if now == base { State::Changed } else { State::Clash(here()?) };
                return Ok(Some(cell(state, None, said.clone())));
            }
            Err(fault) => return refused(fault),
        };
        let value = taken(loaded, part, at, value)?;
        let meant = Content { value: value.clone(), written: None };
        if meant == now {
            return Ok(None);
        }
        if meant == base {
            let differs = now != base && head.edit.by_hand();
            return Ok(if differs { Some(cell(State::Here(here()?), None, shown(&base))) } else { None });
        }
        if !head.edit.by_hand() {
            return refused(Fault::new(fault::ONLY_BY_ACTION));
        }
        if value == Value::Empty && head.edit == Edit::Required {
            return refused(Fault::new(fault::MUST_BE_GIVEN));
        }
        let state = if now == base { State::Changed } else { State::Clash(here()?) };
        Ok(Some(cell(state, Some(value), shown(&meant))))
    }
}

fn is_refused_currency(cell: &Cell) -> bool {
    cell.head.key == "currency" && matches!(cell.state, State::Refused(_))
}

/// The currency that a row of the file names, and the one that its record had.
pub(super) fn purse(difference: &Difference, line: &Line, base: &dyn Fn(&str) -> Value, db: &Db) -> Purse {
    let mut usual = db.currency();
    let had = base("currency");
    if had != Value::Empty {
        // What is no currency leaves the house's.
        let _ = usual.put(had);
    }
    let column = difference.columns.iter().find(|column| column.head.key == "currency");
    let named = column.and_then(|column| Currency::read(&plain(line.cell(column.cell))));
    (named, usual)
}

/// A value as its field holds it: addresses and tags without doubles, a choice that is emptied as its first.
fn taken(loaded: &Loaded, part: Option<Part>, at: usize, value: Value) -> Result<Value> {
    if part.is_some() || matches!(value, Value::Money(_)) {
        return Ok(value);
    }
    let mut blank = blank(loaded.place.at.kind).context("a kind that is not kept")?;
    Ok(if blank.set(at, value.clone()).is_ok() { blank.get(at) } else { value })
}
