//! What calendars and cards have no place for, written beside what they have under names of our own (RFC 5545, 3.8.8.2;
//! RFC 2426, 3.8), so that what comes back is the same record.

use crate::domain::reach::Sort;

/// What the names of such properties begin with.
pub const PREFIX: &str = "X-LINCHPIN-";
/// What was added behind the note, for those who read it elsewhere.
pub const ADDED: &str = "ADDED";
/// A state that calendars do not know.
pub const STATE: &str = "STATE";
/// The fields of an entry that are written so.
pub const FIELDS: [&str; 7] = ["room", "about", "prepare", "zone", "owner", "coordinator", "who"];
/// The fields of addresses: as they were typed they stand beside what is dialled or written to.
pub const REACHED: [(Sort, &str); 2] = [(Sort::Phone, "phone"), (Sort::Mail, "email")];
/// The address of someone who has none.
pub const NOWHERE: &str = "invalid:nomail";

/// The name of such a property.
pub fn name(key: &str) -> String {
    format!("{PREFIX}{}", key.to_ascii_uppercase())
}

/// The reverse, of whatever property.
pub fn key(name: &str) -> Option<String> {
    name.strip_prefix(PREFIX).map(str::to_ascii_lowercase)
}

/// A note without what was added behind it, where that still stands there.
pub fn without(note: &str, added: &str) -> String {
    let rest = note.strip_suffix(added).filter(|_| !added.is_empty());
    rest.map_or(note, |rest| rest.strip_suffix('\n').unwrap_or(rest)).to_owned()
}
