//! Which field a column is brought into by what its cells are, where its name says nothing.
use super::mapping::{Ground, Mapping};
use crate::domain::field::{Edit, Head, Home};
use crate::domain::kind::Kind;
use crate::domain::reach::Sort;
use crate::exchange::column::look::Sample;
use crate::exchange::column::{Column, Holds};
use crate::exchange::file::header::Name;

/// Numbers and mailboxes under a name that nobody knows.
pub fn by_cells(heads: &[&'static Head], columns: &[Column], free: &mut [bool], mapping: &mut Mapping) {
    for (sort, holds) in [(Sort::Phone, Holds::Phones), (Sort::Mail, Holds::Mails)] {
        let Some(head) = heads.iter().position(|head| head.home == Home::Reach(sort)) else { continue };
        let column = (0..columns.len()).find(|at| free[*at] && columns[*at].holds == holds);
        mapping.give(head, column.map(|column| (column, Ground::Cells)), free);
    }
}

/// The name, where no column of a file has one: the first that is of texts.
pub fn name_by_cells(heads: &[&'static Head], columns: &[Column], free: &mut [bool], mapping: &mut Mapping) {
    let Some(head) = heads.iter().position(|head| head.key == "name") else { return };
    let column = (0..columns.len()).find(|at| free[*at] && columns[*at].holds == Holds::Text);
    mapping.give(head, column.map(|column| (column, Ground::Cells)), free);
}

/// Whether what a column holds is plainly of another type than a field.
fn is_other(head: &Head, holds: &Holds) -> bool {
    let nobody = matches!(holds, Holds::Phones | Holds::Mails | Holds::YesNo);
    let dates = matches!(holds, Holds::Dates(_));
    match head.kind {
        Kind::Day | Kind::At => nobody || holds.are_figures(),
        Kind::Money | Kind::Whole | Kind::Percent => nobody || dates,
        // What is called so may be its number.
        Kind::Link(_) | Kind::Code(_) | Kind::OneOf(_) | Kind::Any => {
            dates || holds.are_figures() && !matches!(holds, Holds::Whole { .. })
        }
        Kind::Checked(_) => dates || holds.are_figures(),
        Kind::Text if head.key == "name" => nobody || dates || holds.are_figures(),
        Kind::Text if head.home == Home::Column => {
            dates || matches!(holds, Holds::Money { .. } | Holds::Decimal { .. } | Holds::Percent { .. })
        }
        _ => false,
    }
}

/// Whether the cells of a column may be what a field is of, a number, a day or a mailbox: half of its words, or the first
/// cell where those are many. What only actions set here must be just that.
pub fn may_be(head: &Head, column: &Column, sample: &Sample) -> bool {
    let apart = match (head.kind, &column.holds) {
        (_, holds) if head.edit.by_hand() => is_other(head, holds),
        (Kind::Day | Kind::At, holds) => !matches!(holds, Holds::Dates(_)),
        (Kind::Money, holds) => !matches!(holds, Holds::Money { .. } | Holds::Whole { .. } | Holds::Decimal { .. }),
        (_, holds) => *holds != Holds::Text,
    };
    if apart && head.home != Home::Outside {
        return false;
    }
    let may = |text: &str| match head.home {
        Home::Reach(Sort::Phone) => text.bytes().filter(u8::is_ascii_digit).count() >= FEW,
        Home::Reach(Sort::Mail) => text.contains('@'),
        _ if matches!(head.kind, Kind::Day | Kind::At | Kind::Money | Kind::Whole | Kind::Percent) => {
            text.bytes().any(|byte| byte.is_ascii_digit())
        }
        _ => true,
    };
    match &sample.words {
        Some(words) => words.iter().filter(|(word, _)| may(word)).count() * 2 >= words.len(),
        None => may(&sample.first),
    }
}

/// Digits of the shortest number.
const FEW: usize = 3;

/// What each row must name, and no column is called after: a column of keys that many rows share.
pub fn by_key_of_owner(
    heads: &[&'static Head],
    columns: &[Column],
    names: &[Name],
    free: &mut [bool],
    mapping: &mut Mapping,
) {
    let needed = |head: &&Head| head.edit == Edit::Required && matches!(head.kind, Kind::Link(_));
    let Some(head) = heads.iter().position(needed) else { return };
    let shared = |at: &usize| free[*at] && names[*at].keyed().is_some() && !columns[*at].key && is_full(&columns[*at]);
    let column = (0..columns.len()).find(shared);
    mapping.give(head, column.map(|column| (column, Ground::Key)), free);
}

/// Whether hardly a cell is blank: a row that is cut short is one row.
fn is_full(column: &Column) -> bool {
    column.empty * 10 <= column.cells
}
