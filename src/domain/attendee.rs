//! Who is at an appointment: people of the house, and guests.
use super::field::{Field, Record};
use super::kind::Kind;
use super::mail::mailboxes;
use super::problem::Fault;
use super::value::{Id, Slot, Value};
use super::world::World;
use crate::field;

/// One who is there: someone of the house, or a name.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Attendee {
    pub id: Id,
    pub person: Option<Id>,
    pub name: String,
}

#[rustfmt::skip]
impl Record for Attendee {
    const FIELDS: &'static [Field<Self>] = &[
        field!(free person, Kind::Link("person"), "Of the house", "Người của mình"),
        field!(free name,   Kind::Text,           "Guest",        "Khách"),
    ];

    fn id(&self) -> Id { self.id }
    fn set_id(&mut self, id: Id) { self.id = id; }
}

/// Those who are there and are not of the house, as one text.
pub(super) fn guests(all: &[Attendee]) -> Value {
    let names = all.iter().filter(|attendee| attendee.person.is_none());
    names.map(|attendee| attendee.name.replace(';', ",")).collect::<Vec<_>>().join("; ").value()
}

/// Takes them as such a text has them; who is of the house stays.
pub(super) fn invite(all: &mut Vec<Attendee>, value: Value) -> Result<(), Fault> {
    let mut text = String::new();
    text.put(value)?;
    let (mut people, guests): (Vec<Attendee>, Vec<Attendee>) =
        std::mem::take(all).into_iter().partition(|attendee| attendee.person.is_some());
    let mut names: Vec<&str> = Vec::new();
    for name in text.split(';').map(str::trim).filter(|name| !name.is_empty()) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let known = |name: &str| guests.iter().find(|guest| guest.name.replace(';', ",") == name).cloned();
    let guest = |name: &str| known(name).unwrap_or_else(|| Attendee { name: name.to_owned(), ..Attendee::default() });
    people.extend(names.into_iter().map(guest));
    *all = people;
    Ok(())
}

/// A guest under the mailbox of someone of the house is that person.
pub(super) fn recognize(all: &mut Vec<Attendee>, world: &dyn World) {
    let mut here: Vec<Id> = all.iter().filter_map(|attendee| attendee.person).collect();
    all.retain_mut(|attendee| {
        let found = match mailboxes(&attendee.name).as_deref() {
            Ok([one]) if attendee.person.is_none() => world.person_at(&one.address),
            _ => return true,
        };
        let Some(id) = found else { return true };
        (attendee.person, attendee.name) = (Some(id), String::new());
        let new = !here.contains(&id);
        here.push(id);
        new
    });
}
