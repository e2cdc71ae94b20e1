//! A row of a file that comes back without an id: it is new, and added on demand; once.
use super::bench::Bench;
use super::cell::{read, text};
use super::compare::refused;
use super::judge::purse;
use super::put::grow;
use super::settle::settle_new;
use super::{Cell, Content, Difference, New, Row, State};
use crate::domain::deed::Ref;
use crate::domain::digest::Digest;
use crate::domain::kinds::shape;
use crate::domain::problem::Fault;
use crate::domain::value::Value;
use crate::domain::world::{Hit, World};
use crate::exchange::export::record::called;
use crate::exchange::file::table::Line;
use crate::lang::{back as said, import};
use crate::store::KEYLESS;
use anyhow::{Context, Result};

impl Bench<'_> {
    /// A row without an id: a new record, or a new row of the part of one; nothing, where it was added before.
    pub fn fresh(&mut self, difference: &Difference, line: &Line, take: bool) -> Result<Option<Row>> {
        let key = self.key(line);
        if self.was_added(difference, &key)? {
            return Ok(None);
        }
        let mut new = New { within: None, key };
        let mut record = match difference.part {
            None => shape(difference.kind).map(|shape| (shape.blank)()).context("a kind that is not kept")?,
            Some(_) => match self.order(difference, line)? {
                Ok(at) => {
                    new.within = Some(at);
                    self.db.any(at.kind, at.id)?
                }
                Err(fault) => return Ok(Some(refused(line, None, fault, false))),
            },
        };
        let purse = purse(difference, line, &|key| record.value(key), self.db);
        let order = new.within.map(|at| called(self.db, &*record, at));
        let grown = difference.part.and_then(|part| grow(&mut *record, part));
        let blank = |at: usize| match grown {
            Some((part, n)) => record.parts()[part].rows.at(n).get(at),
            None => record.get(at),
        };
        let mut cells = Vec::new();
        let mut name = String::new();
        for column in &difference.columns {
            let said = text(line.cell(column.cell));
            let Some(at) = column.at.filter(|_| column.head.edit.by_hand() && !said.is_empty()) else { continue };
            let value = read(column.head, column.how, &said, purse, self.db);
            if name.is_empty() {
                name.clone_from(&said);
            }
            let (state, value, after) = match value {
                Ok(value) => {
                    let shown = column.head.kind.show(&value, self.db);
                    (State::Changed, Some(value), shown)
                }
                Err(fault) => (State::Refused(fault), None, said),
            };
            let now = Content { value: blank(at), written: None };
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
        let (texts, line) = (line.cells.clone(), line.number);
        let mut row =
            Row { line, place: None, name, cells, refused: None, unknown: false, take: true, texts, entry: 0, new };
        settle_new(self.db, difference, &mut row)?;
        row.take &= take;
        Ok(Some(row))
    }

    /// By what a row without an id is known again: a digest of it, and its place among those that are the same.
    fn key(&mut self, line: &Line) -> String {
        let mut digest = Digest::default();
        line.cells.iter().for_each(|cell| digest.add(cell));
        let place = self.places.entry(digest.value()).or_default();
        *place += 1;
        format!("{KEYLESS}{:016x}.{place}", digest.value())
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
        Ok(rows.is_some_and(|rows| (0..rows.len()).any(|n| rows.at(n).id() == line)))
    }

    /// The order that a line without an id names.
    fn order(&self, difference: &Difference, line: &Line) -> Result<Result<Ref, Fault>> {
        let column = difference.columns.iter().find(|column| column.at.is_none());
        let name = column.map(|column| text(line.cell(column.cell))).filter(|name| !name.is_empty());
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
