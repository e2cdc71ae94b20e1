//! In which currency the amounts of a column are that name none.
use super::Options;
use super::mapping::Mapping;
use crate::domain::field::Head;
use crate::domain::money::Currency;
use crate::domain::world::World;
use crate::exchange::column::look::Looked;
use crate::exchange::column::{Column, Holds};
use crate::lang::{Sentence, import as said};

/// Whether each row names its currency in a column of its own.
pub fn each_names_its_own(looked: &Looked, mapping: &Mapping, heads: &[&'static Head]) -> bool {
    let taken = mapping.fields.iter().find(|taken| heads[taken.head].key == "currency");
    let column = taken.and_then(|taken| taken.columns.first()).map(|(at, _)| &looked.columns[*at]);
    column.is_some_and(|column| column.empty == 0)
}

/// The currency of a column's cells that name none, where it is decided by the column; the row's, the one asked for
/// or the workspace's otherwise.
pub fn of_column(
    column: &Column,
    header: &str,
    world: &dyn World,
    options: &Options,
    notes: &mut Vec<Sentence>,
) -> Option<Currency> {
    let usual = options.currency.unwrap_or_else(|| world.currency());
    let (decimals, signed) = match &column.holds {
        Holds::Money { decimals, currency, .. } => (*decimals, *currency),
        Holds::Decimal { decimals, .. } => (*decimals, None),
        _ => (0, None),
    };
    if let Some(signed) = signed.filter(|_| options.currency.is_none()) {
        return Some(signed);
    }
    if decimals <= usual.digits() || signed.is_some() || column.named {
        return options.currency;
    }
    notes.push(said::of_column(header, &said::in_dollars(usual.code())));
    Some(Currency::USD)
}
