//! In which currency the amounts of a column are that name none.
use super::Options;
use super::mapping::Mapping;
use crate::domain::field::Head;
use crate::domain::money::Currency;
use crate::domain::world::World;
use crate::exchange::column::look::Looked;
use crate::exchange::column::{Column, Holds};

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
    match &column.holds {
        Holds::Money { currency: Some(signed), .. } if own.is_none() => (Some(*signed), false),
        _ if column.named || column.unnamed <= world.currency().digits() => (None, false),
        _ => (Some(Currency::USD), true),
    }
}
