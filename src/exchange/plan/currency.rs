//! In which column the rows name their currency, and in which the amounts of a column are that name none.
use super::Options;
use super::mapping::{Ground, Mapping};
use crate::domain::field::Head;
use crate::domain::money::Currency;
use crate::domain::world::World;
use crate::exchange::column::look::{Looked, Sample};
use crate::exchange::column::{Column, Holds};
use crate::exchange::file::header::Name;

/// Words of a header that say that currencies stand under it, and what does without blanks.
const WORDS: [&str; 3] = ["currency", "currencies", "ccy"];
const GLUED: [&str; 5] = ["tiente", "loaitien", "nguyente", "ngoaite", "dongtien"];

/// Whether currencies may stand under a header. Any three capitals may be one (CUP, TOP, ALL): a unit is none.
pub fn may_stand_under(name: &Name) -> bool {
    name.words.iter().any(|word| WORDS.contains(&word.as_str())) || GLUED.iter().any(|glued| name.whole.contains(glued))
}

/// Of ten rows, as many must name one.
const MOST: u64 = 9;

fn are_currencies(sample: &Sample) -> bool {
    let Some(words) = &sample.words else { return false };
    let (all, known) = words.iter().fold((0, 0), |(all, known), (word, rows)| {
        (all + rows, known + if Currency::read(word).is_some() { *rows } else { 0 })
    });
    all > 0 && known * 10 >= all * MOST
}

/// The column of currencies, whatever it is called beside that: `Amount Currency`, `Currency of Value`.
pub fn by_cells(heads: &[&'static Head], samples: &[Sample], names: &[Name], free: &mut [bool], mapping: &mut Mapping) {
    let Some(head) = heads.iter().position(|head| head.key == "currency") else { return };
    let column = (0..names.len()).find(|at| free[*at] && may_stand_under(&names[*at]) && are_currencies(&samples[*at]));
    mapping.give(head, column.map(|column| (column, Ground::Cells)), free);
}

/// The column in which rows name their currency, where any does.
pub fn own<'a>(looked: &'a Looked, mapping: &Mapping, heads: &[&'static Head]) -> Option<&'a Column> {
    let taken = mapping.fields.iter().find(|taken| heads[taken.head].key == "currency")?;
    let (at, _) = taken.columns.first()?;
    Some(&looked.columns[*at]).filter(|column| column.empty < column.cells)
}

/// The currency of a column's cells that name none, where it is decided by the column, and whether only their decimals
/// tell it; the row's, the one asked for or the workspace's otherwise. Rows may name their `own`.
pub fn of_column(
    column: &Column,
    own: Option<&Column>,
    world: &dyn World,
    options: &Options,
) -> (Option<Currency>, bool) {
    // What a person named holds, however many decimals there are.
    if options.currency.is_some() || own.is_some_and(|own| own.empty == 0) {
        return (options.currency, false);
    }
    // What is named in a column that goes nowhere is not read.
    let unnamed = if own.is_some() { column.unnamed } else { column.holds.decimals() };
    match &column.holds {
        Holds::Money { currency: Some(signed), .. } if own.is_none() => (Some(*signed), false),
        _ if column.named || unnamed <= world.currency().digits() => (None, false),
        _ => (Some(Currency::USD), true),
    }
}
