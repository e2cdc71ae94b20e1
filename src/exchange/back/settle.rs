//! Whether the record of a row would take what was chosen of it; and a cell that a person puts right.
use super::bench::{Bench, of};
use super::put::{NEW, put};
use super::{Cell, Difference, NewWord, Part, Place, Row, State};
use crate::domain::fold::fold;
use crate::domain::kind::Kind;
use crate::domain::kinds::blank;
use crate::domain::problem::{Fault, Problems};
use crate::store::Db;
use anyhow::{Context, Result};

/// Takes out of a row what its record would not take, with its sentence.
pub(super) fn settle(db: &Db, row: &mut Row, part: Option<Part>) -> Result<()> {
    let Some(Place { at, .. }) = row.place else { return Ok(()) };
    loop {
        let mut record = db.any(at.kind, at.id)?;
        if !refuse(row, put(&mut *record, part, &chosen(row), false, db)) {
            return Ok(());
        }
    }
}

/// Leaves out the cells whose record stands as they would have it: what was taken in once may stand there otherwise, as
/// the record's own rules have it. A whole day begins at midnight, whatever hour the file says.
pub(super) fn without_what_stands(
    db: &Db,
    Place { at, .. }: Place,
    part: Option<Part>,
    cells: &mut Vec<Cell>,
) -> Result<()> {
    let meant: Vec<&Cell> = cells.iter().filter(|cell| cell.can()).collect();
    if meant.is_empty() {
        return Ok(());
    }
    let mut record = db.any(at.kind, at.id)?;
    if !put(&mut *record, part, &meant, false, db).is_empty() {
        return Ok(());
    }
    record.edited(db);
    record.settle(db);
    let Some(get) = of(&*record, part) else { return Ok(()) };
    cells.retain(|cell| {
        !cell.can() || cell.value.is_none() || cell.now.written.is_some() || get(cell.at) != cell.now.value
    });
    Ok(())
}

pub(super) fn settle_new(db: &Db, difference: &Difference, row: &mut Row) -> Result<()> {
    let problems = if let Some(at) = row.new.within {
        let mut record = db.any(at.kind, at.id)?;
        put(&mut *record, difference.part.map(|part| (part, NEW)), &chosen(row), true, db)
    } else {
        let mut record = blank(difference.kind).context("a kind that is not kept")?;
        record.begin(db);
        put(&mut *record, None, &chosen(row), true, db)
    };
    refuse(row, problems);
    Ok(())
}

/// The cells that would be taken.
fn chosen(row: &Row) -> Vec<&Cell> {
    row.cells.iter().filter(|cell| cell.take && cell.can()).collect()
}

/// Puts each fault under its cell, else under the row; whether cells are left to be tried without it.
fn refuse(row: &mut Row, problems: Vec<(String, Fault)>) -> bool {
    let (mut again, mut whole) = (false, None);
    for (key, fault) in problems {
        match row.cells.iter_mut().find(|cell| cell.head.key == key && cell.take && cell.can()) {
            Some(cell) => {
                (cell.state, cell.take, again) = (State::Refused(fault), false, true);
            }
            None => whole = whole.or(Some((key, fault))),
        }
    }
    if again {
        return true;
    }
    if let Some((key, fault)) = whole {
        let at = if key.is_empty() { fault } else { Fault::new(Problems(vec![fault.at(key)]).sentence()) };
        (row.refused, row.take) = (Some(at), false);
    }
    false
}

/// Puts a text into a cell of the file in place of what stands there, and looks at its row again.
///
/// # Errors
/// Where the workspace cannot be read.
pub fn correct(db: &Db, difference: &mut Difference, row: usize, column: usize, text: &str) -> Result<()> {
    let Some(old) = difference.rows.get(row).cloned() else { return Ok(()) };
    let mut line = old.as_read.clone();
    line.unsaid.retain(|(at, _)| *at != column);
    if let Some(cell) = line.cells.get_mut(column) {
        text.clone_into(cell);
    }
    let mut bench = Bench::new(db, difference, old.entry)?;
    let again = match old.place {
        Some(place) => bench.row(difference, &line, place, old.entry, false)?,
        None => bench.fresh(difference, &line, old.take)?,
    };
    let Some(mut again) = again else {
        difference.rows.remove(row);
        return Ok(());
    };
    for cell in again.cells.iter_mut().filter(|cell| cell.can() && cell.column != column) {
        if let Some(known) = old.cells.iter().find(|known| known.column == cell.column && known.can()) {
            cell.take = known.take;
        }
    }
    // What was just typed is meant.
    again.cells.iter_mut().filter(|cell| cell.can() && cell.column == column).for_each(|cell| cell.take = true);
    difference.rows[row] = again;
    Ok(())
}

/// Has a list take a word: the cells that were refused for it are taken, wherever they stand.
///
/// # Errors
/// Where the workspace cannot be read.
pub fn make_new(db: &Db, difference: &mut Difference, (list, word): NewWord) -> Result<()> {
    let is = |cell: &Cell| {
        matches!(cell.head.kind, Kind::Code(of) if of == list)
            && matches!(cell.state, State::Refused(_))
            && fold(&cell.after) == fold(&word)
    };
    difference.words.push((list, word.clone()));
    for row in 0..difference.rows.len() {
        let meant = difference.rows[row].cells.iter().find(|cell| is(cell));
        if let Some((column, text)) = meant.map(|cell| (cell.column, cell.after.clone())) {
            correct(db, difference, row, column, &text)?;
        }
    }
    Ok(())
}

impl Difference {
    /// Chooses what was chosen of an older comparison of the same file.
    pub fn choose_as(&mut self, before: &Self) {
        for row in &mut self.rows {
            let Some(old) = before.rows.iter().find(|old| old.line == row.line) else { continue };
            row.take = old.take && row.refused.is_none();
            for cell in row.cells.iter_mut().filter(|cell| cell.can()) {
                // What was changed here meanwhile is chosen anew.
                let alike = |known: &&Cell| {
                    known.can() && matches!(known.state, State::Clash(_)) == matches!(cell.state, State::Clash(_))
                };
                if let Some(known) = old.cells.iter().find(|known| known.column == cell.column).filter(alike) {
                    cell.take = known.take;
                }
            }
        }
    }
}
