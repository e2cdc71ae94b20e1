//! By which names a field goes in the headers of files: its key, its labels, and what other systems call it.
use super::target::{Target, targets};
use crate::domain::field::{Edit, Head};
use crate::exchange::file::header::Name;
use std::collections::HashSet;
use std::sync::LazyLock;

/// Whether files can bring a field.
pub fn brought(head: &Head) -> bool {
    head.edit != Edit::Derived
}

/// All names of a field.
pub(super) fn names_of(head: &'static Head) -> impl Iterator<Item = &'static str> {
    std::iter::once(head.key).chain(head.label.both()).chain(head.also.iter().copied())
}

/// Whether a field goes by a name.
pub fn is_called(head: &'static Head, name: &Name) -> bool {
    names_of(head).any(|said| Name::new(said).whole == name.whole)
}

/// What any field of any record goes by.
static NAMES: LazyLock<HashSet<String>> = LazyLock::new(|| {
    let heads = targets().flat_map(Target::heads).filter(|head| brought(head));
    heads.flat_map(names_of).map(|said| Name::new(said).whole).collect()
});

/// Whether any field of any record goes by a name.
pub fn is_known(name: &str) -> bool {
    NAMES.contains(&Name::new(name).whole)
}

/// A field by its key or one of its labels.
pub fn place(heads: &[&'static Head], name: &str) -> Option<usize> {
    let wanted = Name::new(name);
    let own = heads.iter().position(|head| head.key == name);
    let labelled = || heads.iter().position(|head| is_called(head, &wanted));
    own.or_else(labelled).filter(|at| brought(heads[*at]))
}
