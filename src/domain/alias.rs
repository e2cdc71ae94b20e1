//! What else a record is called, and found by: the name of one that was merged into it.
use super::field::{Field, Record};
use super::fold::fold;
use super::kind::Kind;
use super::value::{Id, Slot};
use crate::field;

/// One other name of a record, or the number of a document of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Alias {
    pub id: Id,
    pub name: String,
}

#[rustfmt::skip]
impl Record for Alias {
    const FIELDS: &'static [Field<Self>] = &[
        field!(free name, Kind::Text, "Name", "Tên"),
    ];

    fn id(&self) -> Id { self.id }
    fn set_id(&mut self, id: Id) { self.id = id; }
}

/// Where the other names of every kind are kept.
pub const TABLE: &str = "alias";

/// Adds a name, unless it is among them, accents and case aside.
pub fn add(list: &mut Vec<Alias>, name: &str) {
    if !name.is_empty() && !list.iter().any(|known| fold(&known.name) == fold(name)) {
        list.push(Alias { id: 0, name: name.to_owned() });
    }
}
