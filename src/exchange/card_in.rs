//! Address cards (vCard 2.1, 3.0, 4.0) as rows of people.
use super::caught::caught;
use super::held::Gathered;
use super::table::{Whole, Wrong};
use crate::lang::{book as said, cell};
use calcard::vcard::{VCard, VCardProperty as Property, VCardValue as Value};
use calcard::{Entry, Parser};

/// Reads all cards of a text.
pub(super) fn open(text: &str) -> Result<Whole, Wrong> {
    let numbered = || (1..).zip(text.lines().map(str::trim));
    let is = |line: &str, wanted: &str| line.eq_ignore_ascii_case(wanted);
    let begins: Vec<u64> = numbered().filter(|(_, line)| is(line, "BEGIN:VCARD")).map(|(number, _)| number).collect();
    let ends = numbered().filter(|(_, line)| is(line, "END:VCARD")).count();
    let last = begins.last().copied().unwrap_or(1);
    if ends < begins.len() {
        return Err(Wrong::at(last, said::OPEN_CARD.into()));
    }
    let (cards, strays) = caught(|| parsed(text)).ok_or_else(|| Wrong::at(1, cell::cannot_be_read("vCard")))?;
    let mut rows = Gathered::default();
    for name in COLUMNS {
        rows.name(name);
    }
    for (n, card) in cards.iter().enumerate() {
        let line = if cards.len() == begins.len() { begins[n] } else { n as u64 + 1 };
        rows.put(line, cells(card))?;
    }
    let notes = if strays > 0 { vec![said::strays(strays)] } else { Vec::new() };
    Ok(Whole { rows: rows.held(), notes, list: String::new(), lists: Vec::new() })
}

/// The cards, and how many lines are none of theirs.
fn parsed(text: &str) -> (Vec<VCard>, u64) {
    let (mut parser, mut cards, mut strays) = (Parser::new(text), Vec::new(), 0);
    loop {
        match parser.entry() {
            Entry::VCard(card) => cards.push(card),
            Entry::InvalidLine(line) => strays += u64::from(!line.trim().is_empty()),
            Entry::Eof | Entry::TooManyComponents => return (cards, strays),
            _ => {}
        }
    }
}

/// What a card is made of, as headers name it.
const COLUMNS: [&str; 8] = ["name", "company", "title", "phone", "email", "address", "note", "key"];

fn cells(card: &VCard) -> Vec<(String, String)> {
    let all = |property: &Property| -> Vec<Vec<String>> {
        let entries = card.entries.iter().filter(|entry| entry.name == *property);
        entries.map(|entry| entry.values.iter().map(text).collect()).collect()
    };
    // Lists of values, and those that fell apart at a mark of theirs.
    let whole = |property: &Property, between: &str| -> Vec<String> {
        let joined = all(property).into_iter().map(|values| full(&values).join(between));
        let mut texts: Vec<String> = joined.filter(|text| !text.is_empty()).collect();
        let mut seen = std::collections::HashSet::new();
        texts.retain(|text| seen.insert(text.clone()));
        texts
    };
    let first = |property: &Property| whole(property, ", ").into_iter().next().unwrap_or_default();
    let all_of = |property: &Property, scheme: &str| -> String {
        let texts: Vec<String> = whole(property, "").iter().map(|text| bare(text, scheme)).collect();
        texts.join("; ")
    };
    let name = Some(first(&Property::Fn)).filter(|name| !name.is_empty());
    let name = name.or_else(|| all(&Property::N).first().map(|parts| named(parts)));
    let company =
        all(&Property::Org).into_iter().filter_map(|parts| full(&parts).first().map(|first| (*first).to_owned()));
    let texts = [
        name.unwrap_or_default(),
        company.into_iter().next().unwrap_or_default(),
        first(&Property::Title),
        all_of(&Property::Tel, "tel:"),
        all_of(&Property::Email, "mailto:"),
        first(&Property::Adr),
        whole(&Property::Note, ", ").join("\n"),
        first(&Property::Uid),
    ];
    let pairs = COLUMNS.into_iter().map(str::to_owned).zip(texts);
    pairs.filter(|(_, text)| !text.is_empty()).collect()
}

fn text(value: &Value) -> String {
    match value {
        Value::Component(all) => full(all).join(", "),
        Value::Integer(n) => n.to_string(),
        other => other.as_text().unwrap_or_default().trim().to_owned(),
    }
}

/// An address without its scheme; of a number, its extension as people write it.
fn bare(text: &str, scheme: &str) -> String {
    let Some(rest) = text.get(scheme.len()..).filter(|_| text[..scheme.len()].eq_ignore_ascii_case(scheme)) else {
        return text.to_owned();
    };
    let mut parts = rest.split(';');
    let number = parts.next().unwrap_or_default();
    let extension = parts.find_map(|part| part.strip_prefix("ext="));
    extension.map_or_else(|| number.to_owned(), |extension| format!("{number} ext {extension}"))
}

fn full(all: &[String]) -> Vec<&str> {
    all.iter().map(|text| text.trim()).filter(|text| !text.is_empty()).collect()
}

/// A name by its parts: family, given, further, before, behind.
fn named(parts: &[String]) -> String {
    let order = [3, 1, 2, 0, 4].into_iter().filter_map(|at| parts.get(at)).cloned().collect::<Vec<_>>();
    full(&order).join(" ")
}
