//! Filter words as a reader calls what they ask for: conditions, fields and choices in their own language.
use super::draft::{find, typed};
use super::face;
use super::field::{Head, Row};
use super::filter::{Word, split, term};
use super::fold::fold;
use super::kind::Kind;
use super::value::Value;
use super::world::World;
use crate::lang::Lang;

const WORDS: [(&str, &str, Word); 9] = [
    ("now", "cần làm", Word::Now),
    ("covered", "làm thay", Word::Covered),
    ("others", "người khác", Word::Others),
    ("late", "trễ", Word::Late),
    ("open", "đang mở", Word::Open),
    ("asleep", "đang ngủ", Word::Asleep),
    ("kept", "đúng hẹn", Word::Kept),
    ("missed", "lỡ hẹn", Word::Missed),
    ("likely", "có thể trùng", Word::Likely),
];

/// A word of a condition, in either language, with or without its marks and blanks.
pub(super) fn condition(word: &str) -> Option<(&'static str, Word)> {
    let folded = fold(&word.replace('_', " "));
    let known = WORDS.iter().find(|(en, vi, _)| *en == word || fold(vi) == folded);
    known.map(|(_, vi, condition)| (*vi, *condition))
}

/// The same words with conditions, fields and choices as the reader calls them; one that would ask for something else then
/// stays as it is.
pub fn worded(text: &str, row: &dyn Row, world: &dyn World) -> String {
    let said = |word: &str| {
        let said = in_words(word, row, world)?;
        let [now, then] = [&said, word].map(|text| term(split(text).first()?, row, world).ok());
        (now.is_some() && now == then).then_some(said)
    };
    let stays = world.lang() == Lang::En || text.contains('"');
    let word = |word: &str| said(word).filter(|_| !stays).unwrap_or_else(|| word.to_owned());
    text.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

/// A word without quotes in the reader's language.
fn in_words(word: &str, row: &dyn Row, world: &dyn World) -> Option<String> {
    let (not, bare) = word.strip_prefix('-').map_or(("", word), |bare| ("-", bare));
    let Some(at) = bare.find([':', '<', '>', '=']) else {
        return Some(format!("{not}{}", condition(bare)?.0.replace(' ', "_")));
    };
    let heads: Vec<&'static Head> = row.heads().into_iter().chain(face::HEADS).collect();
    let head = find(&heads, &bare[..at])?.1;
    let (sign, values) = bare[at..].split_at(bare[at..].find(|c| !":<>=".contains(c)).unwrap_or(bare.len() - at));
    let said = |value: &str| {
        let read = head
            .kind
            .read(value, &Value::Empty, world)
            .ok()
            .filter(|_| matches!(head.kind, Kind::OneOf(_) | Kind::Flag));
        let said = read.map_or_else(|| value.to_owned(), |read| head.kind.show(&read, world));
        if said.contains(' ') { format!("\"{said}\"") } else { said }
    };
    let other =
        find(&heads, values).filter(|_| head.kind.is_time()).map(|(_, other)| typed(other, &heads, world.lang()));
    let values = other.unwrap_or_else(|| values.split(',').map(said).collect::<Vec<_>>().join(","));
    Some(format!("{not}{}{sign}{values}", typed(head, &heads, world.lang())))
}
