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

/// Times that are asked for by a word, as the reader types them.
const TIMES: [(&str, &str); 4] =
    [("now", "bây giờ"), ("today", "hôm nay"), ("tomorrow", "mai"), ("yesterday", "hôm qua")];

/// The same words with conditions, fields and choices as the reader calls them; what is quoted, and one that would ask for
/// something else then, stays as it is.
pub fn worded(text: &str, row: &dyn Row, world: &dyn World) -> String {
    if world.lang() == Lang::En {
        return text.to_owned();
    }
    let said = |word: &str| {
        let said = in_words(word, row, world)?;
        let [now, then] = [&said, word].map(|text| term(split(text).first()?, row, world).ok());
        (now.is_some() && now == then).then_some(said)
    };
    let word = |word: &str| said(word).unwrap_or_else(|| word.to_owned());
    outside(text, ' ').into_iter().map(word).collect::<Vec<_>>().join(" ")
}

/// What a sign outside of quotes parts.
fn outside(text: &str, sign: char) -> Vec<&str> {
    let mut quoted = false;
    let parts = |c: char| {
        quoted ^= c == '"';
        c == sign && !quoted
    };
    text.split(parts).collect()
}

/// A word in the reader's language.
fn in_words(word: &str, row: &dyn Row, world: &dyn World) -> Option<String> {
    let (not, bare) = word.strip_prefix('-').map_or(("", word), |bare| ("-", bare));
    let Some(at) = bare.find([':', '<', '>', '=']) else {
        return Some(format!("{not}{}", condition(bare)?.0.replace(' ', "_")));
    };
    let (name, rest) = bare.split_at(at);
    let (sign, values) = rest.split_at(rest.find(|c| !":<>=".contains(c)).unwrap_or(rest.len()));
    let (head, heads, part) = asked(name, row, world)?;
    let said = |value: &str| {
        if value.contains('"') {
            return value.to_owned();
        }
        let said = match head.kind {
            Kind::OneOf(_) | Kind::Flag => {
                head.kind.read(value, &Value::Empty, world).ok().map(|read| head.kind.show(&read, world))
            }
            kind if kind.is_time() => TIMES.iter().find(|(en, _)| *en == value).map(|(_, said)| (*said).to_owned()),
            _ => None,
        };
        let said = said.unwrap_or_else(|| value.to_owned());
        if said.contains(' ') { format!("\"{said}\"") } else { said }
    };
    let other = find(&heads, values).filter(|_| head.kind.is_time());
    let other = other.map(|(_, other)| typed(other, &heads, world.lang()));
    let values = other.unwrap_or_else(|| outside(values, ',').into_iter().map(said).collect::<Vec<_>>().join(","));
    Some(format!("{not}{part}{}{sign}{values}", typed(head, &heads, world.lang())))
}

/// The field that a name asks for, with those beside it, and what stands before it: the part whose rows have it.
fn asked(name: &str, row: &dyn Row, world: &dyn World) -> Option<(&'static Head, Vec<&'static Head>, String)> {
    let Some((part, field)) = name.split_once('.') else {
        let heads: Vec<&'static Head> = row.heads().into_iter().chain(face::HEADS).collect();
        return Some((find(&heads, name)?.1, heads, String::new()));
    };
    let part = row.parts().into_iter().find(|known| known.key == part)?;
    let heads = part.rows.heads();
    let said = part.label.to(world.lang()).to_lowercase().replace(' ', "_");
    Some((find(&heads, field)?.1, heads, format!("{said}.")))
}
