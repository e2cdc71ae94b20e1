//! What of a list is on the screen: the rows in view, and the record under the cursor.
use super::sheet::{Cell, Sheet, cells, next};
use crate::act::{Brief, brief};
use crate::domain::deed::Ref;
use crate::domain::field::Row;
use crate::domain::value::Id;
use crate::lang::Sentence;
use crate::store::{Db, Version};
use anyhow::Result;
use std::collections::HashMap;
use std::mem;

/// The rows in view. A row is read once for the data and the minute: where the list scrolls by one, one is read.
#[derive(Default)]
pub struct InView {
    of: (Version, i64),
    pub rows: Vec<(Ref, Vec<Cell>)>,
    /// Letters of the longest number that the house gives to such records.
    pub number: usize,
}

impl InView {
    /// Reads those that were not in view before.
    pub fn read(&mut self, of: (Version, i64), sheet: &Sheet, db: &Db, shown: &[Ref]) -> Result<()> {
        let before = if self.of == of { mem::take(&mut self.rows) } else { Vec::new() };
        if self.of != of {
            self.number = sheet.kind.map_or(Ok(0), |kind| db.longest_number(kind))?;
        }
        let mut before: HashMap<Id, Vec<Cell>> = before.into_iter().map(|(at, row)| (at.packed(), row)).collect();
        let row = |at: &Ref| Ok((*at, before.remove(&at.packed()).map_or_else(|| cells(sheet.columns, db, *at), Ok)?));
        self.rows = shown.iter().map(row).collect::<Result<_>>()?;
        self.of = of;
        Ok(())
    }
}

/// What the decision about the row under the cursor stands on.
#[derive(Default)]
pub struct Page {
    pub brief: Brief,
    /// The part that Enter leads into, and the ids of its rows.
    pub part: Option<(&'static str, Vec<Id>)>,
    /// Where no row is: what is mine to move next, and when.
    pub next: Option<(String, Sentence)>,
}

impl Page {
    /// Reads it.
    pub fn of(sheet: &Sheet, db: &Db, cursor: Option<Ref>) -> Result<Self> {
        let Some(at) = cursor else { return Ok(Self { next: next(sheet, db)?, ..Self::default() }) };
        let row = db.any(at.kind, at.id)?;
        let part = row
            .parts()
            .into_iter()
            .find(|part| part.grows)
            .map(|part| (part.key, part.rows.each().map(Row::id).collect::<Vec<Id>>()));
        Ok(Self { brief: brief(db, at)?, part, next: None })
    }
}
