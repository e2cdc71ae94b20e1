//! By what a row is known again that has no key: a digest of its cells, and its place among those that are the same.
use crate::domain::digest::Digest;
use crate::store::KEYLESS;
use std::collections::HashMap;

/// How many rows of each digest were met.
pub type Places = HashMap<u64, u32>;

/// The key of a row by its cells, and whether one that is the same was met before.
pub fn keyless<'c>(cells: impl Iterator<Item = &'c String>, places: &mut Places) -> (String, bool) {
    let mut digest = Digest::default();
    cells.for_each(|cell| digest.add(cell));
    let place = places.entry(digest.value()).or_default();
    *place += 1;
    (format!("{KEYLESS}{:016x}.{place}", digest.value()), *place > 1)
}
