//! People and companies as cards that telephones and mail programs take (vCard 3.0, RFC 2426).
use crate::domain::account::{Account, Contact};
use crate::domain::deed::Ref;
use crate::domain::face::Kept;
use crate::domain::field::{Head, Home};
use crate::domain::fold::fold;
use crate::domain::lead::Lead;
use crate::domain::person::Person;
use crate::domain::phone::Phone;
use crate::domain::reach::{Consent, Reach, Sort};
use crate::domain::tag::Tag;
use crate::domain::value::Choice;
use crate::domain::workspace::{ONLY, Workspace};
use crate::domain::world::World;
use crate::exchange::beside::{self, REACHED};
use crate::exchange::export::record::{Held, held};
use crate::exchange::export::shared::Shared;
use crate::exchange::folded::{line, line_of, text};
use crate::exchange::plan::called::brought;
use crate::lang::export as said;
use crate::store::Db;
use anyhow::Result;
use std::io::Write;

/// The kinds that can stand on one.
pub const KINDS: [&str; 4] = [Contact::KIND, Lead::KIND, Account::KIND, Person::KIND];

/// What stands on a card, from whatever kind.
#[derive(Default)]
struct Card {
    name: String,
    /// The company, then what of it.
    company: String,
    department: String,
    title: String,
    /// Street, city, country.
    address: [String; 3],
    website: String,
    note: String,
    reaches: Vec<Reach>,
    tags: Vec<Tag>,
}

/// Writes the card of a record, which every one has.
pub fn write(db: &Db, shared: &Shared, at: Ref, to: &mut dyn Write) -> Result<bool> {
    let card = Card::of(db, at)?;
    line(to, "BEGIN", "VCARD")?;
    line(to, "VERSION", "3.0")?;
    line(to, "PRODID", "-//linchpin//linchpin//EN")?;
    line(to, "UID", &shared.mark.key(at, None))?;
    card.who(db, at, to)?;
    for reach in &card.reaches {
        way(db, reach, to)?;
    }
    let [street, city, country] = card.address.each_ref().map(|part| text(part));
    if card.address.iter().any(|part| !part.is_empty()) {
        line(to, "ADR;TYPE=WORK", &format!(";;{street};{city};;;{country}"))?;
    }
    line_of(to, "URL", &card.website)?;
    let tags: Vec<String> = card.tags.iter().map(|tag| text(&tag.tag)).collect();
    if !tags.is_empty() {
        line(to, "CATEGORIES", &tags.join(","))?;
    }
    line_of(to, "NOTE", &card.notes(db))?;
    for (head, held) in held(db, at)?.iter().filter(|(head, _)| brought(head)) {
        if is_beside(at.kind, head) {
            line_of(to, &beside::name(head.key), &held.text(db))?;
        }
        if let Held::Field(_, value) = held {
            // Which of several that are called so.
            let key = shared.key(db, head, value).unwrap_or_default();
            line_of(to, &beside::name(&format!("{}-key", head.key)), &key)?;
        }
    }
    if let Some(changed) = db.changed_at(at)? {
        line(to, "REV", &changed.format("%Y-%m-%dT%H:%M:%SZ").to_string())?;
    }
    line(to, "END", "VCARD")?;
    Ok(true)
}

/// The fields that a card has a place for; a contact's company is its account.
const CARRIED: [&str; 8] = ["name", "company", "title", "address", "city", "country", "website", "note"];

/// Whether a field has no place on a card.
fn is_beside(kind: &str, head: &Head) -> bool {
    let company = kind == Contact::KIND && head.key == Contact::COMPANY;
    head.home == Home::Column && brought(head) && !company && !CARRIED.contains(&head.key)
}

/// A record as the texts that its card gives back, in the order of its fields.
pub fn texts(db: &Db, at: Ref) -> Result<Vec<String>> {
    let notes = Card::of(db, at)?.notes(db);
    let all = held(db, at)?;
    Ok(all.iter().map(|(head, held)| if head.key == "note" { notes.clone() } else { held.text(db) }).collect())
}

impl Card {
    /// That of a record, with what is kept as it was written.
    fn of(db: &Db, at: Ref) -> Result<Self> {
        let mut card = Self::of_fields(db, at)?;
        for (field, raw) in db.as_written(at)? {
            let sort = REACHED.into_iter().find(|(_, key)| *key == field);
            card.reaches.extend(sort.map(|(sort, _)| Reach { sort, raw, ..Reach::default() }));
        }
        Ok(card)
    }

    fn of_fields(db: &Db, at: Ref) -> Result<Self> {
        Ok(match at.kind {
            Account::KIND => Self::of_account(db.get(at.id)?),
            Lead::KIND => {
                let lead: Lead = db.get(at.id)?;
                Self {
                    name: lead.name,
                    company: lead.company,
                    title: lead.title,
                    address: [String::new(), lead.city, lead.country],
                    website: lead.website,
                    note: lead.note,
                    reaches: lead.reaches,
                    tags: lead.tags,
                    ..Self::default()
                }
            }
            Person::KIND => {
                let person: Person = db.get(at.id)?;
                let company = db.name(Workspace::KIND, ONLY).unwrap_or_default();
                let title = person.role.text().to(db.lang()).to_owned();
                let (department, reaches) = (person.department, person.reaches);
                Self { name: person.name, company, department, title, reaches, ..Self::default() }
            }
            _ => {
                let contact: Contact = db.get(at.id)?;
                let company = contact.company(db);
                let account = contact.account.map(|id| db.get::<Account>(id)).transpose()?;
                let account = account.map(Self::of_account).unwrap_or_default();
                Self {
                    name: contact.name,
                    company,
                    title: contact.title,
                    note: contact.note,
                    reaches: contact.reaches,
                    tags: contact.tags,
                    ..account
                }
            }
        })
    }

    fn of_account(account: Account) -> Self {
        Self {
            company: account.name,
            address: [account.address, account.city, account.country],
            website: account.website,
            note: account.note,
            reaches: account.reaches,
            tags: account.tags,
            ..Self::default()
        }
    }

    /// Name, company and title. A company alone is shown by its own name; who has neither, by a number.
    fn who(&self, db: &Db, at: Ref, to: &mut dyn Write) -> Result<()> {
        let called = || db.name(at.kind, at.id).filter(|name| !name.is_empty()).unwrap_or_else(|| mark_of(at));
        let full = [&self.name, &self.company].into_iter().find(|name| !name.is_empty()).cloned();
        line(to, "FN", &text(&full.unwrap_or_else(called)))?;
        let [family, given, prefix] = parted(&self.name).map(|part| text(&part));
        line(to, "N", &format!("{family};{given};;{prefix};"))?;
        if !self.company.is_empty() {
            let of = [&self.company, &self.department].into_iter().filter(|part| !part.is_empty());
            line(to, "ORG", &of.map(|part| text(part)).collect::<Vec<_>>().join(";"))?;
            if self.name.is_empty() {
                line(to, "X-ABSHOWAS", "COMPANY")?;
            }
        }
        line_of(to, "TITLE", &self.title)?;
        Ok(())
    }

    /// The note, and who does not want to be called or written to, and where.
    fn notes(&self, db: &Db) -> String {
        let refused = self.reaches.iter().filter(|reach| reach.consent == Consent::Refused);
        let refused = refused.map(|reach| format!("{}: {}", reach.raw, Consent::Refused.text().to(db.lang())));
        let chats = self.reaches.iter().filter(|reach| reach.sort == Sort::Handle);
        let chats = chats.map(|reach| format!("{}: {}", said::CHAT.to(db.lang()), reach.raw));
        let note = Some(self.note.clone()).filter(|note| !note.is_empty());
        note.into_iter().chain(refused).chain(chats).collect::<Vec<_>>().join("\n")
    }
}

fn mark_of(at: Ref) -> String {
    format!("#{}", at.id)
}

/// A number as any telephone dials it, where that is known, else as it was written; a mailbox without the name around it.
/// How it was typed stands beside it.
fn way(db: &Db, reach: &Reach, to: &mut dyn Write) -> Result<()> {
    let known = !reach.normal.is_empty() && !reach.normal.contains(';');
    let value = if known { &reach.normal } else { &reach.raw };
    match reach.sort {
        Sort::Phone => {
            let mobile = Phone::read(&reach.raw, &db.country()).is_some_and(|phone| phone.valid && phone.mobile);
            line_of(to, if mobile { "TEL;TYPE=CELL,VOICE" } else { "TEL;TYPE=WORK,VOICE" }, value)?;
        }
        Sort::Mail => line_of(to, "EMAIL;TYPE=INTERNET", value)?,
        Sort::Handle => {}
    }
    let other = REACHED.iter().find(|(sort, _)| *sort == reach.sort && *value != reach.raw);
    other.map_or(Ok(()), |(_, key)| Ok(line_of(to, &beside::name(key), &reach.raw)?))
}

/// How people address someone before the name.
const PREFIXES: [&str; 12] = ["anh", "chị", "ông", "bà", "cô", "chú", "bác", "mr", "mrs", "ms", "dr", "ts"];

/// Of Vietnamese families the most common, folded: nine people of ten are of one of them.
const FAMILIES: [&str; 24] = [
    "nguyen", "tran", "le", "pham", "hoang", "huynh", "phan", "vu", "vo", "dang", "bui", "do", "ho", "ngo", "duong",
    "ly", "dinh", "trinh", "dao", "truong", "doan", "luong", "phung", "lam",
];

/// Family, given names and how someone is addressed: a Vietnamese name begins with the family, others end with it.
fn parted(name: &str) -> [String; 3] {
    let mut words: Vec<&str> = name.split_whitespace().collect();
    let is_prefix = |word: &&str| PREFIXES.contains(&word.to_lowercase().trim_end_matches('.'));
    let prefix = if words.len() > 1 && is_prefix(&words[0]) { words.remove(0) } else { "" };
    let (family, given) = match words.as_slice() {
        [first, rest @ ..] if !rest.is_empty() && is_vietnamese(name, first) => (*first, rest.join(" ")),
        [rest @ .., last] if !rest.is_empty() => (*last, rest.join(" ")),
        alone => ("", alone.concat()),
    };
    [family.to_owned(), given, prefix.to_owned()]
}

/// By its first word, or by letters that no other language has.
fn is_vietnamese(name: &str, first: &str) -> bool {
    let own = |letter: char| "ơưƠƯ".contains(letter) || ('\u{1ea0}'..='\u{1ef9}').contains(&letter);
    FAMILIES.contains(&fold(first).as_str()) || name.chars().any(own)
}
