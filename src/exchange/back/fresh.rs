//! A row of a file that comes back without an id: it is new, and added on demand; once.
use super::bench::Bench;
use super::cell::{read, said as said_in};
use super::compare::refused;
use super::judge::purse;
use super::settle::settle_new;
use super::{Cell, Content, Difference, New, Row, State};
use crate::act::family;
use crate::domain::deed::Ref;
use crate::domain::kinds::{blank, shape};
use crate::domain::problem::Fault;
use crate::domain::value::Value;
use crate::domain::world::{Hit, World};
use crate::exchange::column::read::plain;
use crate::exchange::export::record::called;
use crate::exchange::file::table::Line;
use crate::exchange::run::keyless::keyless;
use crate::exchange::run::rejects::marks;
use crate::lang::{Sentence, back as said, fault, import};
use anyhow::{Context, Result};

impl Bench<'_> {
    /// A row without an id: a new record, or a new row of the part of one; nothing, where it was added before.
    pub fn fresh(&mut self, difference: &Difference, line: &Line, take: bool) -> Result<Option<Row>> {
        // What was told of it stands before its own cells.
        let own = line.cells.iter().skip(marks(&difference.looked.header));
        let (key, _) = keyless(own, &mut self.places);
        if self.was_added(difference, &key)? {
            return Ok(None);
        }
        let mut new = New { within: None, key };
        let mut record = match difference.part {
            None => blank(difference.kind).context("a kind that is not kept")?,
            Some(_) => match self.order(difference, line)? {
                Ok(at) => {
                    new.within = Some(at);
                    self.db.any(at.kind, at.id)?
                }
                Err(fault) => return Ok(Some(refused(line, None, fault, false))),
            },
        };
        if difference.part.is_none() {
            record.begin(self.db);
        }
        let purse = purse(difference, line, &|key| record.value(key), self.db);
        let order = new.within.map(|at| called(self.db, &*record, at));
        let grown = difference.part.and_then(|part| record.grow(part));
        let here = |at: usize| match grown {
            Some((part, n)) => record.parts()[part].rows.at(n).get(at),
            None => record.get(at),
        };
        let mut cells = Vec::new();
        let mut name = String::new();
        for column in &difference.columns {
            let (said, unsaid) = said_in(line, column.cell);
            let Some(at) = column.at.filter(|_| !said.is_empty()) else { continue };
            let value = match unsaid {
                Some(unsaid) => Err(unsaid.fault()),
                None => read(column.head, column.how, &said, purse, self.db),
            };
            let own = !column.head.edit.by_hand();
            if own && value.as_ref().is_ok_and(|value| *value == here(at)) {
                continue;
            }
            let value = if own { Err(Fault::new(fault::ONLY_BY_ACTION)) } else { value };
            if name.is_empty() {
                name.clone_from(&said);
            }
            let (state, value, after) = match value {
                Ok(value) => {
                    let shown = column.head.kind.show(&value, self.db);
                    (State::Changed, Some(value), shown)
                }
                Err(_) if !own && self.is_new_word(column.head, &said) => (State::Changed, None, said),
                Err(fault) => (State::Refused(fault), None, said),
            };
            let now = Content { value: here(at), written: None };
            let (then, before, take) = (String::new(), String::new(), state == State::Changed);
            cells.push(Cell {
                at,
                head: column.head,
                column: column.cell,
                then,
                before,
                after,
                state,
                take,
                now,
                value,
            });
        }
        let name = order.into_iter().chain([name]).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ");
        let mut row = Row { new, ..Row::of(line, None, name, cells) };
        settle_new(self.db, difference, &mut row)?;
        row.likely = self.likely(difference, &row)?;
        row.take &= take;
        Ok(Some(row))
    }

    /// Who a new record is likely the same as.
    fn likely(&self, difference: &Difference, row: &Row) -> Result<Vec<Sentence>> {
        let family = family(difference.kind).filter(|_| row.new.within.is_none() && row.refused.is_none());
        let given = row.taken().map(|cell| (cell.head.key.to_owned(), cell.after.clone())).collect();
        family.map_or_else(|| Ok(Vec::new()), |family| (family.warn)(self.db, &given))
    }

    /// Whether the file was here before, and added the row.
    fn was_added(&self, difference: &Difference, key: &str) -> Result<bool> {
        let known = self.db.outside(difference.kind, &difference.source, key)?;
        let Some(known) = known.filter(|known| self.db.name(difference.kind, known.id).is_some()) else {
            return Ok(false);
        };
        let Some((line, part)) = known.part.zip(difference.part) else { return Ok(true) };
        let record = self.db.any(difference.kind, known.id)?;
        let parts = record.parts();
        let rows = parts.iter().find(|of| of.key == part).map(|of| of.rows);
        Ok(rows.is_some_and(|rows| rows.place(line).is_some()))
    }

    /// The order that a line without an id names.
    fn order(&self, difference: &Difference, line: &Line) -> Result<Result<Ref, Fault>> {
        let column = difference.columns.iter().find(|column| column.at.is_none());
        let name = column.map(|column| plain(line.cell(column.cell))).filter(|name| !name.is_empty());
        let Some(name) = name else { return Ok(Err(Fault::new(said::NEW_LINES))) };
        let kind = difference.kind;
        if let Hit::One(id) = self.db.find(kind, &name) {
            let at = Ref { kind, id };
            let record = self.db.any(kind, id)?;
            if called(self.db, &*record, at) == name {
                let put_away = record.value("archived") != Value::Empty;
                return Ok(if put_away { Err(Fault::new(said::ARCHIVED_SINCE)) } else { Ok(at) });
            }
        }
        let one = shape(kind).map(|shape| shape.one).unwrap_or_default();
        Ok(Err(Fault::new(import::no_such(one, &name))))
    }
}
