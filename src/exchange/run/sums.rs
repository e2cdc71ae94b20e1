//! The row at the end of a table that adds it up: it is none of what the table lists.
use crate::domain::amount::Amount;
use crate::domain::fold::fold;
use crate::domain::problem::Fault;
use crate::exchange::file::down::SUMS;
use crate::exchange::file::table::Line;
use crate::exchange::plan::File;
use crate::lang::cell;

/// Below it a file may have so many rows with names and dates.
const BELOW: u64 = 4;

/// Why a row, below which so many are left, is no record: all it says beside figures is a word for a total, in a table
/// whose rows say more. What a person corrected is what they say.
pub fn is_sum(file: &File, line: &Line, left: u64) -> Option<(String, Fault)> {
    if file.own || left > BELOW || line.before.is_some() {
        return None;
    }
    let figure = |text: &str| Amount::scan(text.trim_end_matches('%')).is_ok();
    let mut words = line.cells.iter().enumerate().map(|(at, text)| (at, text.trim()));
    let mut words = words.by_ref().filter(|(_, text)| !text.is_empty() && !figure(text));
    let (at, word) =
        words.next().filter(|(_, word)| SUMS.contains(&fold(word.trim_end_matches([':', '.'])).as_str()))?;
    if words.next().is_some() {
        return None;
    }
    let columns = file.looked.columns.iter().enumerate();
    let says_more = columns
        .filter(|(n, column)| *n != at && !column.holds.are_figures() && line.cell(*n).trim().is_empty())
        .any(|(_, column)| column.empty * 2 < column.cells);
    let name = file.looked.column_name(at);
    says_more.then(|| (name, Fault::new(cell::total_of_rows(word))))
}
