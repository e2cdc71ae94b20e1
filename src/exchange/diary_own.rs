//! What a calendar has no place for, written beside what it has under names of our own (RFC 5545, 3.8.8.2), so that an
//! entry that comes back is the same record.

/// What the names of such properties begin with.
pub(super) const PREFIX: &str = "X-LINCHPIN-";
/// What was added behind the note, for those who read it elsewhere.
pub(super) const ADDED: &str = "ADDED";
/// A state that calendars do not know.
pub(super) const STATE: &str = "STATE";
/// The fields that are written so.
pub(super) const FIELDS: [&str; 6] = ["room", "about", "prepare", "zone", "owner", "coordinator"];
/// The address of someone who has none.
pub(super) const NOWHERE: &str = "invalid:nomail";

/// The name of such a property.
pub(super) fn name(key: &str) -> String {
    format!("{PREFIX}{}", key.to_ascii_uppercase())
}

/// A note without what was added behind it, where that still stands there.
pub(super) fn without(note: &str, added: &str) -> String {
    let rest = note.strip_suffix(added).filter(|_| !added.is_empty());
    rest.map_or(note, |rest| rest.strip_suffix('\n').unwrap_or(rest)).to_owned()
}
