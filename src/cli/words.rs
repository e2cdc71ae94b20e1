//! What the words of a command line name.
use super::Usage;
use crate::act::{FAMILIES, Family};
use crate::domain::deed::Ref;
use crate::domain::draft::Given;
use crate::domain::kinds::called;
use crate::domain::value::Id;
use crate::domain::world::{Hit, World};
use crate::exchange::plan::target;
use crate::lang::{fault, usage};
use crate::store::{Missing, Store};
use anyhow::Result;

/// A kind by any name that people give it.
pub(super) fn kind(name: &str) -> Result<&'static Family> {
    let shape = called(name);
    let family = shape.and_then(|shape| crate::act::family(shape.kind));
    family.ok_or_else(|| {
        if target::called(name).is_some_and(|target| target.part.is_some()) {
            return Usage(usage::PART_OF_ORDERS.into()).into();
        }
        let known: Vec<&str> = FAMILIES.iter().map(|f| f.shape.kind).collect();
        Usage(usage::no_kind(name, &known)).into()
    })
}

/// A record by its id, or by its number where it has one.
pub(super) fn id(store: &Store, kind: &'static str, text: &str) -> Result<Id> {
    if let Ok(id) = text.trim_start_matches('#').parse::<Id>() {
        let known = store.name(kind, id).map(|_| id);
        // An order of another system may have a number without letters: 21000837.
        let known = known.or(store.numbered(kind, text)?);
        let known = known.ok_or_else(|| Missing(kind.to_owned(), text.to_owned()))?;
        // What was merged is the one that it was merged into.
        return Ok(store.survivor(Ref { kind, id: known })?.id);
    }
    match store.find(kind, text) {
        Hit::One(id) => Ok(id),
        Hit::None => Err(Missing(kind.to_owned(), text.to_owned()).into()),
        Hit::Many(names) => Err(Usage(fault::several(text, &names)).into()),
    }
}

/// `field=value` words.
pub(super) fn given(words: &[String]) -> Result<Given> {
    let pair = |word: &String| word.split_once('=').map(|(key, text)| (key.to_owned(), text.to_owned()));
    words.iter().map(|w| pair(w).ok_or_else(|| Usage(usage::not_a_pair(w)).into())).collect()
}
