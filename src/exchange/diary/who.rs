//! Who is at an entry of a calendar.
use super::entry::own;
use crate::exchange::beside::NOWHERE;
use calcard::icalendar::{
    ICalendarComponent as Component, ICalendarParameterName as Parameter, ICalendarProperty as Name,
};
use std::collections::BTreeSet;

/// Who is there, each by name and mailbox; `all`: who called it, too. Who is of the house where it was written and has no
/// mailbox is no guest.
pub fn guests(entry: &Component, all: bool) -> String {
    let mut staff: Vec<&str> = own(entry, "who").split("; ").collect();
    let called = entry.properties(&Name::Organizer).filter(|_| all);
    let mut mailboxes = BTreeSet::new();
    let there = called.chain(entry.properties(&Name::Attendee)).filter_map(|who| {
        let name = who.parameter(&Parameter::Cn).and_then(|name| name.as_text()).unwrap_or_default();
        let name = name.replace(['<', '>', ';', '"'], " ").trim().to_owned();
        let address = who.calendar_address().unwrap_or_default().trim();
        let known = !address.is_empty() && !address.eq_ignore_ascii_case(NOWHERE);
        if known && !mailboxes.insert(address.to_lowercase()) {
            return None;
        }
        if let Some(at) = staff.iter().position(|one| !known && *one == name) {
            staff.remove(at);
            return None;
        }
        Some(match (known, name.is_empty() || name.eq_ignore_ascii_case(address)) {
            (false, _) => name,
            (true, true) => address.to_owned(),
            (true, false) if name.contains(',') => format!("\"{name}\" <{address}>"),
            (true, false) => format!("{name} <{address}>"),
        })
    });
    there.filter(|who| !who.is_empty()).collect::<Vec<_>>().join("; ")
}
