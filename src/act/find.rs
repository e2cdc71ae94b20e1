//! The lookup as people see it: one row a person, with where they can be reached and what is open with them.
use super::tone::Tone;
use super::who::{is_someone, row_of};
use crate::domain::account::{Account, Contact};
use crate::domain::deed::Ref;
use crate::domain::face::{Kept, Tier};
use crate::domain::kinds::{KeptRow, named, shape};
use crate::domain::lead::Lead;
use crate::domain::person::Person;
use crate::domain::value::Value;
use crate::domain::world::World;
use crate::lang::{card as said, toast, when};
use crate::store::{Db, Found, is_number};
use anyhow::Result;

/// A row of the lookup.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Seen {
    /// Whose row it is.
    pub at: Ref,
    /// The record that the text found.
    pub via: Ref,
    /// How well it matches: 1 is best.
    pub class: u8,
}

/// What a row of the lookup shows.
#[derive(Clone, Debug, Default)]
pub struct Shown {
    pub name: String,
    pub kind: String,
    /// Their company, what they do, how many there are.
    pub detail: String,
    /// The number that was looked for, or the first; the price of what is sold.
    pub reach: String,
    /// What is open with them, in a word or two.
    pub open: String,
    pub tone: Tone,
}

/// Each row may stand for so many records.
const MERGED: usize = 3;
/// More than so many open records are not counted.
const COUNTED: usize = 99;

/// Anyone and anything by a few letters or digits, the best first.
pub fn find(db: &Db, text: &str, limit: usize) -> Result<Vec<Seen>> {
    // Few rows stand for several, so few records more than rows are enough; whose number it is, is told by all of them.
    let few = limit + limit / 4;
    if !is_number(text) {
        let all = db.lookup(text, few, None)?;
        let (count, rows) = (all.len(), rows_of(db, text, all, limit)?);
        if rows.len() == limit || count < few {
            return Ok(rows);
        }
    }
    rows_of(db, text, db.lookup(text, MERGED * limit, None)?, limit)
}

/// The rows in which stand those that a text found.
fn rows_of(db: &Db, text: &str, all: Vec<Found>, limit: usize) -> Result<Vec<Seen>> {
    let by_number = is_number(text);
    let mut rows: Vec<Seen> = Vec::new();
    // Their rows take those who share that number; who was found by a number of their own has a row of their own.
    let companies: Vec<Ref> =
        all.iter().map(|found| found.at).filter(|at| by_number && at.kind == Account::KIND).collect();
    for found in all {
        let shared = match found.at.kind {
            Lead::KIND => db.sharing(found.at)?,
            Contact::KIND if !companies.is_empty() => db.sharing(found.at)?,
            _ => Vec::new(),
        };
        let at = row_of(db, found.at, &shared, &companies)?;
        let has = |at: &Ref| rows.iter().any(|row| row.at == *at);
        let known = has(&at) || (at.kind == Lead::KIND && shared.iter().any(has));
        if !known {
            rows.push(Seen { at, via: found.at, class: found.class });
        }
        if rows.len() == limit {
            break;
        }
    }
    Ok(rows)
}

impl Seen {
    /// What its row shows to who typed this.
    pub fn shown(&self, db: &Db, typed: &str) -> Result<Shown> {
        let (at, lang) = (self.at, db.lang());
        let row = db.glimpse(at)?;
        let (open, tone) = open(db, at, &*row)?;
        let name = |at: Ref| db.name(at.kind, at.id).unwrap_or_default();
        let mut detail = detail(db, at, &*row)?;
        if self.via != at && self.via.kind == Lead::KIND && name(self.via) != name(at) {
            let alias = format!("= {}", name(self.via));
            // Who was looked for by name is told first why it is this row.
            let parts = if is_number(typed) { [detail, alias] } else { [alias, detail] };
            detail = parts.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" · ");
        }
        Ok(Shown {
            name: name(at),
            kind: shape(at.kind).map_or("", |shape| shape.one.to(lang)).to_owned(),
            detail,
            reach: reach(db, &*row, typed),
            open,
            tone,
        })
    }
}

fn detail(db: &Db, at: Ref, row: &dyn KeptRow) -> Result<String> {
    if at.kind == Account::KIND {
        let contacts = db.linked(Contact::KIND, "account", at.id, COUNTED)?.len();
        if contacts > 0 {
            return Ok(said::contacts(contacts).to(db.lang()).to_owned());
        }
    }
    if let Value::Whole(about) = row.value("about") {
        return Ok(named(about, db).unwrap_or_default());
    }
    let fields = ["company", "account", "role", "code", "city", "title"];
    Ok(fields.into_iter().map(|key| row.shown(key, db)).find(|text| !text.is_empty()).unwrap_or_default())
}

/// The one of several numbers that was looked for, else the first.
fn reach(db: &Db, row: &dyn KeptRow, typed: &str) -> String {
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    let wanted = digits(typed).trim_start_matches('0').to_owned();
    let phones = row.shown("phone", db);
    let all: Vec<&str> = phones.split("; ").collect();
    let found = all.iter().find(|phone| !wanted.is_empty() && digits(phone).contains(&wanted)).or(all.first());
    let phone = found.map_or_else(String::new, |phone| (*phone).to_owned());
    let others = ["email", "price", "total"].into_iter().map(|key| row.shown(key, db));
    std::iter::once(phone).chain(others).find(|text| !text.is_empty()).unwrap_or_default()
}

/// What is open: of what they buy how many, else when the most urgent is due.
fn open(db: &Db, at: Ref, row: &dyn KeptRow) -> Result<(String, Tone)> {
    let lang = db.lang();
    if at.kind == Person::KIND {
        let away = db.away(at.id, db.today()).and_then(|absence| absence.till);
        let told = away.map(|till| said::away_until(&when::day(till, db.today())));
        return Ok((told.map_or_else(String::new, |told| told.to(lang).to_owned()), Tone::Plain));
    }
    let stock = row.shown("stock", db);
    if !stock.is_empty() {
        return Ok((said::in_stock(&stock).to(lang).to_owned(), Tone::Plain));
    }
    // What leads to a rule of the house, or to a word of its lists, is most of the file.
    if shape(at.kind).is_none_or(|shape| !shape.ripples.is_empty()) {
        return Ok((String::new(), Tone::Plain));
    }
    let mut whose = vec![at];
    if at.kind == Contact::KIND {
        whose.extend(db.sharing(at)?.into_iter().filter(|of| of.kind == Lead::KIND));
    }
    if let (Contact::KIND, Value::Whole(id)) = (at.kind, row.value("account")) {
        whose.push(Ref { kind: Account::KIND, id });
    }
    let (mut all, mut urgent) = (Vec::new(), None);
    for whose in whose {
        let mut waiting = db.waiting(whose, COUNTED)?;
        // A company's other people are not theirs.
        waiting.retain(|of| whose == at || of.kind != Contact::KIND);
        // Of each the first is the earliest.
        if let Some((Some(due), turn)) = waiting.first().map(|of| db.urgency(*of)).transpose()? {
            urgent = urgent.into_iter().chain([(due, turn)]).min_by_key(|(due, _)| due.at);
        }
        waiting.retain(|of| !all.contains(of));
        all.extend(waiting);
    }
    let Some((due, turn)) = urgent else {
        let quiet = if is_someone(at) { said::QUIET.to(lang) } else { "" };
        return Ok((quiet.to_owned(), Tone::Plain));
    };
    let tone = Tone::of(db, &due, turn);
    // What they buy is counted; else the most urgent is told.
    let bought = all.iter().filter_map(|of| shape(of.kind)).find(|shape| shape.found == Tier::What);
    let count = all.iter().filter(|of| Some(of.kind) == bought.map(|shape| shape.kind)).count();
    let told = match (bought, due.why.as_str()) {
        (Some(shape), _) if at.kind != shape.kind && count == 1 => toast::many(1, shape.one),
        (Some(shape), _) if at.kind != shape.kind => toast::many(count as u64, shape.many),
        (_, "next-step") => said::CALLBACK.into(),
        _ => when::due(db.local(due.at), db.now()),
    };
    Ok((told.to(lang).to_owned(), tone))
}
