//! What of a list is on the screen: the rows in view, and the record under the cursor.
use super::sheet::{Cell, Sheet, cells, next};
use crate::act::{Brief, brief};
use crate::domain::deed::Ref;
use crate::domain::value::Id;
use crate::lang::Sentence;
use crate::store::Db;
use anyhow::Result;

/// The rows in view, and what the decision about the one under the cursor stands on.
#[derive(Default)]
pub struct Page {
    pub rows: Vec<(Ref, Vec<Cell>)>,
    pub brief: Brief,
    /// The part that Enter leads into, and the ids of its rows.
    pub part: Option<(&'static str, Vec<Id>)>,
    /// Where no row is: what is mine to move next, and when.
    pub next: Option<(String, Sentence)>,
}

impl Page {
    /// Reads it.
    pub fn of(sheet: &Sheet, db: &Db, shown: Vec<Ref>, cursor: Option<Ref>) -> Result<Self> {
        let rows = shown.into_iter().map(|at| Ok((at, cells(sheet, db, at)?))).collect::<Result<_>>()?;
        let Some(at) = cursor else { return Ok(Self { rows, next: next(sheet, db)?, ..Self::default() }) };
        let row = db.any(at.kind, at.id)?;
        let part = row
            .parts()
            .into_iter()
            .find(|part| part.grows)
            .map(|part| (part.key, (0..part.rows.len()).map(|n| part.rows.at(n).id()).collect::<Vec<Id>>()));
        Ok(Self { rows, brief: brief(db, at)?, part, next: None })
    }
}
