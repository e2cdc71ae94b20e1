//! Address cards (vCard 2.1, 3.0, 4.0) as rows of people.
use crate::domain::account::Account;
use crate::domain::face::Kept;
use crate::domain::reach::{Sort, normal};
use crate::exchange::beside::{self, REACHED};
use crate::exchange::file::caught::caught;
use crate::exchange::file::held::Gathered;
use crate::exchange::file::objects::{Whole, may_be_held, unread};
use crate::exchange::file::table::Wrong;
use crate::exchange::file::unpacked::MOST;
use crate::exchange::file::written::Reading;
use crate::exchange::plan::own::is_one;
use crate::lang::{Sentence, book as said, cell};
use calcard::vcard::{VCard, VCardEntry, VCardProperty as Property, VCardValue as Value};
use calcard::{Entry, Parser};
use std::collections::{BTreeMap, HashSet};
use std::io::{BufRead, Read};

/// So many bytes of cards are read at a time, and more where one is longer.
const AT_A_TIME: usize = 1 << 18;

/// Reads all cards of a text.
pub fn open(text: &mut dyn BufRead, reading: &Reading) -> Result<Whole, Wrong> {
    let mut rows = Gathered::default();
    for name in COLUMNS {
        rows.name(name);
    }
    let (mut some, mut strays, mut left) = (Stretch::from(1), 0, BTreeMap::new());
    loop {
        let more = some.take_line(text)?;
        if !more && some.is_open() {
            return Err(Wrong::at(some.begins.last().copied().unwrap_or(1), said::OPEN_CARD.into()));
        }
        if !more || some.is_enough() {
            let text = String::from_utf8_lossy(&some.text);
            let read = caught(|| parsed(&text));
            let (cards, none) = read.ok_or_else(|| Wrong::at(some.first, cell::cannot_be_read("vCard")))?;
            for (n, card) in cards.iter().enumerate() {
                let line = some.begins.get(n).filter(|_| cards.len() == some.begins.len());
                rows.put(line.copied().unwrap_or(some.first + n as u64), cells(card, &reading.country))?;
            }
            strays += none;
            leave_out(&cards, &mut left);
            some = Stretch::from(some.line);
        }
        if !more {
            break;
        }
    }
    let notes = (strays > 0).then(|| said::strays(strays)).into_iter().chain(left_out(left)).collect();
    Ok(Whole { rows: rows.held()?, notes, list: String::new(), lists: Vec::new() })
}

/// Some cards of a text, one after another.
struct Stretch {
    text: Vec<u8>,
    /// The line of the text in which it begins, and the one behind it.
    first: u64,
    line: u64,
    /// Where cards begin, and how many end.
    begins: Vec<u64>,
    ends: usize,
}

impl Stretch {
    fn from(line: u64) -> Self {
        Self { text: Vec::new(), first: line, line, begins: Vec::new(), ends: 0 }
    }

    /// Takes the next line of a text; no at its end.
    fn take_line(&mut self, text: &mut dyn BufRead) -> Result<bool, Wrong> {
        let from = self.text.len();
        text.take(MOST + 1).read_until(b'\n', &mut self.text).map_err(unread)?;
        may_be_held(&self.text)?;
        let line = self.text[from..].trim_ascii();
        if line.eq_ignore_ascii_case(b"BEGIN:VCARD") {
            self.begins.push(self.line);
        }
        self.ends += usize::from(line.eq_ignore_ascii_case(b"END:VCARD"));
        self.line += 1;
        Ok(self.text.len() > from)
    }

    fn is_open(&self) -> bool {
        self.ends < self.begins.len()
    }

    fn is_enough(&self) -> bool {
        self.text.len() >= AT_A_TIME && !self.is_open()
    }
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

/// What any card is made of, as headers name it. What was written beside that under names of our own stands behind it.
const COLUMNS: [&str; 12] =
    ["name", "company", "title", "phone", "email", "address", "city", "country", "website", "tag", "note", "key"];

/// Properties that are read, and those that say nothing of whom a card is of.
const READ: [&str; 20] = [
    "FN",
    "N",
    "ORG",
    "TITLE",
    "TEL",
    "EMAIL",
    "ADR",
    "URL",
    "CATEGORIES",
    "NOTE",
    "UID",
    "BEGIN",
    "END",
    "VERSION",
    "PRODID",
    "REV",
    "KIND",
    "X-ABLABEL",
    "X-ABADR",
    "X-ABSHOWAS",
];

/// Counts what else stands on cards.
fn leave_out(cards: &[VCard], left: &mut BTreeMap<String, u64>) {
    for entry in cards.iter().flat_map(|card| &card.entries) {
        let name = entry.name.as_str().to_ascii_uppercase();
        if !READ.contains(&name.as_str()) && beside::key(&name).is_none() {
            *left.entry(name).or_default() += 1;
        }
    }
}

fn left_out(left: BTreeMap<String, u64>) -> Option<Sentence> {
    let left: Vec<String> = left.into_iter().map(|(name, count)| format!("{name} ({count})")).collect();
    (!left.is_empty()).then(|| said::left_out(&left.join(", ")))
}

/// A card by columns, in a country.
fn cells(card: &VCard, country: &str) -> Vec<(String, String)> {
    let card = Card(card);
    let [name, company] = card.who();
    let [address, city, nation] = place(&card.all(&Property::Adr).into_iter().next().unwrap_or_default());
    let tags = card.all(&Property::Categories).concat();
    let texts = [
        name,
        company,
        card.first(&Property::Title),
        card.reached(&Property::Tel, "tel:", REACHED[0], country),
        card.reached(&Property::Email, "mailto:", REACHED[1], country),
        address,
        city,
        nation,
        card.whole(&Property::Url, ", ").join(", "),
        full(&tags).into_iter().map(|tag| tag.replace(',', " ")).collect::<Vec<_>>().join(", "),
        card.whole(&Property::Note, ", ").join("\n"),
        card.first(&Property::Uid),
    ];
    let own = card.own().into_iter().filter(|(key, _)| REACHED.iter().all(|(_, reached)| reached != key));
    let pairs = COLUMNS.into_iter().map(str::to_owned).zip(texts).chain(own);
    pairs.filter(|(_, text)| !text.is_empty()).collect()
}

/// What stands on a card.
struct Card<'a>(&'a VCard);

impl Card<'_> {
    /// The values of each property of a name.
    fn all(&self, property: &Property) -> Vec<Vec<String>> {
        let entries = self.0.entries.iter().filter(|entry| entry.name == *property);
        entries.map(|entry| entry.values.iter().map(text).collect()).collect()
    }

    /// Lists of values, and those that fell apart at a mark of theirs.
    fn whole(&self, property: &Property, between: &str) -> Vec<String> {
        let joined = self.all(property).into_iter().map(|values| full(&values).join(between));
        let mut texts: Vec<String> = joined.filter(|text| !text.is_empty()).collect();
        let mut seen = HashSet::new();
        texts.retain(|text| seen.insert(text.clone()));
        texts
    }

    fn first(&self, property: &Property) -> String {
        self.whole(property, ", ").into_iter().next().unwrap_or_default()
    }

    /// Name and company. Whom we wrote out without a name is shown by something else, and so is a company.
    fn who(&self) -> [String; 2] {
        let parts = self.all(&Property::N).into_iter().next().unwrap_or_default();
        let name = Some(self.first(&Property::Fn)).filter(|name| !name.is_empty()).unwrap_or_else(|| named(&parts));
        let company = self.all(&Property::Org).iter().find_map(|of| full(of).first().map(|first| (*first).to_owned()));
        let company = company.unwrap_or_default();
        match self.first(&Property::Uid).split_once('@').filter(|(own, _)| is_one(own)) {
            Some((_, Account::KIND)) => [name, String::new()],
            Some(_) if full(&parts).is_empty() => [String::new(), company],
            _ => [name, company],
        }
    }

    /// All addresses of a sort, as they were typed here where that is known.
    fn reached(&self, property: &Property, scheme: &str, (sort, key): (Sort, &str), country: &str) -> String {
        let typed = self.own().into_iter().filter(|(of, _)| of == key);
        let typed: Vec<(String, String)> = typed.map(|(_, raw)| (normal(sort, &raw, country), raw)).collect();
        let one = |text: &String| {
            let text = bare(text, scheme);
            if typed.is_empty() {
                return text;
            }
            let normal = normal(sort, &text, country);
            let raw = typed.iter().find(|(known, _)| !known.is_empty() && *known == normal);
            raw.map_or(text, |(_, raw)| raw.clone())
        };
        self.whole(property, "").iter().map(one).collect::<Vec<_>>().join("; ")
    }

    /// What was written under names of our own, by the keys of its fields.
    fn own(&self) -> Vec<(String, String)> {
        let one = |entry: &VCardEntry| Some((beside::key(entry.name.as_str())?, text(entry.values.first()?)));
        self.0.entries.iter().filter_map(one).collect()
    }
}

/// Street, city and country by the parts of an address: box, further, street, city, region, code, country.
fn place(parts: &[String]) -> [String; 3] {
    let part = |at: usize| parts.get(at).map(|text| text.trim()).unwrap_or_default();
    let (city, region) = if part(3).is_empty() { (part(4), "") } else { (part(3), part(4)) };
    let street = [part(0), part(1), part(2), region, part(5)].into_iter().filter(|part| !part.is_empty());
    [street.collect::<Vec<_>>().join(", "), city.to_owned(), part(6).to_owned()]
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
