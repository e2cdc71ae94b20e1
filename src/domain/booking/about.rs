//! Which record a line of words names: an order by its number, a customer, a contact or a lead by words of its name.
use crate::domain::deed::Ref;
use crate::domain::fold::words;
use crate::domain::value::Id;
use crate::domain::world::{Hit, World};

/// So many words of a line are looked at, and so many together.
const LINE: usize = 12;
const NAME: usize = 5;

/// The one that it names, packed; none where several could be meant.
pub(super) fn find(text: &str, world: &dyn World) -> Option<Id> {
    let line: Vec<&str> = text.split_whitespace().take(LINE).collect();
    let numbered = line.iter().filter(|word| is_number(word)).find_map(|word| one("order", word, world));
    numbered.or_else(|| ["account", "contact", "lead"].into_iter().find_map(|kind| named(&line, kind, world)))
}

/// `SO-1019`.
fn is_number(word: &str) -> bool {
    let (letters, digits) = word.trim_matches(|c: char| !c.is_alphanumeric()).split_once('-').unwrap_or_default();
    let all = |text: &str, of: fn(&char) -> bool| !text.is_empty() && text.chars().all(|c| of(&c));
    all(letters, char::is_ascii_alphabetic) && all(digits, char::is_ascii_digit)
}

fn one(kind: &'static str, text: &str, world: &dyn World) -> Option<Id> {
    match world.find(kind, text) {
        Hit::One(id) => Some(Ref { kind, id }.packed()),
        Hit::None | Hit::Many(_) => None,
    }
}

/// The most words together that name one record alone.
fn named(line: &[&str], kind: &'static str, world: &dyn World) -> Option<Id> {
    (1..=line.len().min(NAME)).rev().find_map(|count| {
        let found = line.windows(count).filter_map(|some| meant(some, kind, world));
        let mut found: Vec<Id> = found.collect();
        found.dedup();
        if let [one] = found.as_slice() { Some(*one) } else { None }
    })
}

/// A lookup finds by the first letters of words; a line of words means whole ones. One word in small letters means the
/// first of a company's name, and no person.
fn meant(some: &[&str], kind: &'static str, world: &dyn World) -> Option<Id> {
    let text = some.join(" ");
    let said = words(&text);
    let single = said.len() == 1;
    let small = !text.starts_with(char::is_uppercase);
    if said.is_empty() || single && (text.chars().count() < 3 || small && kind != "account") {
        return None;
    }
    let packed = one(kind, &text, world)?;
    let name = words(&crate::domain::kinds::named(packed, world)?);
    let whole = said.iter().all(|word| name.contains(word));
    (whole && (!single || !small || name.first() == said.first())).then_some(packed)
}
