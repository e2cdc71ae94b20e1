//! Who is at an appointment: people of the house, and guests.
use super::face::Kept;
use super::field::{Field, Record};
use super::kind::{Kind, ids, listed};
use super::mail::mailboxes;
use super::person::Person;
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

/// The people of the house who are there.
pub(super) fn staff(all: &[Attendee]) -> Value {
    listed(all.iter().filter_map(|attendee| attendee.person))
}

/// Takes them so; guests stay.
pub(super) fn bring(all: &mut Vec<Attendee>, value: Value) -> Result<(), Fault> {
    let mut text = String::new();
    text.put(value)?;
    let (staff, guests): (Vec<Attendee>, Vec<Attendee>) =
        std::mem::take(all).into_iter().partition(|attendee| attendee.person.is_some());
    for person in ids(&text).map(Some) {
        if !all.iter().any(|attendee| attendee.person == person) {
            let known = staff.iter().find(|attendee| attendee.person == person).cloned();
            all.push(known.unwrap_or_else(|| Attendee { person, ..Attendee::default() }));
        }
    }
    all.extend(guests);
    Ok(())
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

/// A guest under the mailbox of someone of the house is that person, and so is one under the name of someone of the house
/// who is there.
pub(super) fn recognize(all: &mut Vec<Attendee>, world: &dyn World) {
    let mut here: Vec<Id> = all.iter().filter_map(|attendee| attendee.person).collect();
    all.retain_mut(|attendee| {
        let found = match mailboxes(&attendee.name).as_deref() {
            Ok([one]) if attendee.person.is_none() => {
                let is_there = |id: &&Id| world.name(Person::KIND, **id).is_some_and(|name| name == one.name);
                world.person_at(&one.address).or_else(|| here.iter().find(is_there).copied())
            }
            _ => return true,
        };
        let Some(id) = found else { return true };
        (attendee.person, attendee.name) = (Some(id), String::new());
        let new = !here.contains(&id);
        here.push(id);
        new
    });
}
