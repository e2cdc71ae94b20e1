//! What of a file that comes back is not taken in though it says it: what was refused, and what was changed on both sides
//! and stays as it is here. It is written out as the rejected rows of an import are, to be put right and read once more.
use super::{Cell, Difference, Row, State};
use crate::domain::problem::Fault;
use crate::exchange::run::amiss::Amiss;
use crate::exchange::run::rejects::Rejects;
use crate::lang::{Sentence, toast};
use crate::store::Db;
use anyhow::Result;

impl Row {
    /// Whether what a cell says stays out, and not because a person left it out.
    fn leaves(&self, cell: &Cell) -> bool {
        match cell.state {
            State::Refused(_) => true,
            State::Clash(_) => !(self.take && cell.take),
            State::Changed | State::Here(_) => false,
        }
    }
}

impl Difference {
    /// The rows of which something stays out, each whole and once, with the columns and the reasons.
    pub fn left(&self, db: &Db) -> Vec<Amiss> {
        let amiss = |row: &Row, column: String, reason: Fault| Amiss {
            file: 0,
            line: row.line,
            column,
            reason,
            cells: row.as_read.cells.clone(),
            taken: row.taken().next().is_some(),
        };
        let one = |row: &Row| {
            if let Some(fault) = &row.refused {
                return Some(amiss(row, String::new(), fault.clone()));
            }
            let left: Vec<&Cell> = row.cells.iter().filter(|cell| row.leaves(cell)).collect();
            let called = |cell: &&Cell| self.looked.labels.get(cell.column).cloned().unwrap_or_default();
            let columns: Vec<String> = left.iter().map(called).collect();
            let why = |cell: &Cell| {
                let field = if left.len() > 1 { cell.field() } else { Sentence::default() };
                field.then(&cell.why(db))
            };
            let reasons: Vec<Sentence> = left.iter().map(|cell| why(cell)).collect();
            let joined = toast::listed(&reasons, "; ");
            (!left.is_empty()).then(|| amiss(row, columns.join(", "), Fault::new(joined)))
        };
        self.rows.iter().filter_map(one).collect()
    }

    /// Writes them out; whether there were any.
    ///
    /// # Errors
    /// Where that cannot be written.
    pub fn write_left(&self, db: &Db, rejects: &mut Rejects) -> Result<bool> {
        for row in &self.left(db) {
            rejects.put(row)?;
        }
        rejects.flush()
    }
}
