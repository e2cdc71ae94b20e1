//! A phone, mailbox or handle of a lead, contact, account or person: as it was written, its normal form, and what its
//! owner agreed to. Consent belongs to the address, not to the record.
use super::field::{Field, Record};
use super::kind::Kind;
use super::mail;
use super::phone::{Phone, dash, has_plus_inside};
use super::problem::Fault;
use super::value::{Choice, Id, Slot, Value};
use super::world::World;
use crate::field;
use crate::lang::{Text, fault, say};
use chrono::NaiveDate;

/// What sort of address it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// A telephone number.
    #[default]
    Phone,
    /// A mailbox.
    Mail,
    /// A name in a chat: Zalo, WhatsApp.
    Handle,
}

#[rustfmt::skip]
impl Choice for Sort {
    const ALL: &'static [(Self, &'static str, Text)] = &[
        (Self::Phone,  "phone",  say("phone", "điện thoại")),
        (Self::Mail,   "mail",   say("mail", "e-mail")),
        (Self::Handle, "handle", say("chat", "chat")),
    ];
}

impl Sort {
    /// How a text of this sort is read: several stand with a semicolon between them.
    pub const fn kind(self) -> Kind {
        match self {
            Self::Phone => Kind::Checked(|text, _| each(text, phone)),
            Self::Mail => Kind::Checked(|text, _| each(text, mailbox)),
            Self::Handle => Kind::Text,
        }
    }
}

/// What may be done with an address.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Consent {
    /// Nothing is known.
    #[default]
    Unknown,
    /// They agreed.
    Given,
    /// They do not want to be called or written to.
    Refused,
}

#[rustfmt::skip]
impl Choice for Consent {
    const ALL: &'static [(Self, &'static str, Text)] = &[
        (Self::Unknown, "unknown", say("not asked", "chưa hỏi")),
        (Self::Given,   "given",   say("agreed", "đồng ý")),
        (Self::Refused, "refused", say("do not contact", "không liên hệ")),
    ];
}

/// One address of a record.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reach {
    pub id: Id,
    pub sort: Sort,
    pub raw: String,
    /// E.164 of a phone (with `;ext=`), the mailbox in lower case; empty where it could not be understood.
    pub normal: String,
    pub consent: Consent,
    pub consented: Option<NaiveDate>,
    pub consent_source: String,
}

#[rustfmt::skip]
impl Record for Reach {
    const FIELDS: &'static [Field<Self>] = &[
        field!(free    sort,           Kind::one_of::<Sort>(),    "Sort",         "Loại"),
        field!(free    raw,            Kind::Text,                "As written",   "Như đã ghi"),
        field!(settled normal,         Kind::Text,                "Normal form",  "Dạng chuẩn"),
        field!(free    consent,        Kind::one_of::<Consent>(), "Consent",      "Đồng ý"),
        field!(free    consented,      Kind::Day,                 "Consent day",  "Ngày đồng ý"),
        field!(free    consent_source, Kind::Text,                "Consent source", "Nguồn đồng ý"),
    ];

    fn id(&self) -> Id { self.id }
    fn set_id(&mut self, id: Id) { self.id = id; }
}

/// What a person agreed to is kept in the table of this name, for every kind that can be reached.
pub const TABLE: &str = "reach";

/// Works out the normal forms of all.
pub fn settle(list: &mut [Reach], world: &dyn World) {
    for reach in list {
        reach.normal = normal(reach.sort, &reach.raw, &world.country());
    }
}

/// The normal form of an address as someone in a country (ISO 3166) writes it; empty where it cannot be understood.
pub fn normal(sort: Sort, raw: &str, country: &str) -> String {
    match sort {
        Sort::Phone => Phone::read(raw, country).filter(|p| p.valid).map_or_else(String::new, |p| {
            p.extension.map_or_else(|| p.e164.clone(), |ext| format!("{};ext={ext}", p.e164))
        }),
        Sort::Mail => first_mailbox(raw),
        Sort::Handle => raw.to_lowercase(),
    }
}

/// All of one sort as a field shows them: `0903 123 456; 0261 090 312`.
pub fn shown(list: &[Reach], sort: Sort) -> Value {
    let all: Vec<&str> = list.iter().filter(|r| r.sort == sort).map(|r| r.raw.as_str()).collect();
    all.join("; ").value()
}

/// Takes them as a field was typed. What stays as it was written keeps its consent.
pub fn put(list: &mut Vec<Reach>, sort: Sort, value: Value) -> Result<(), Fault> {
    let text = match value {
        Value::Empty => String::new(),
        Value::Text(text) => text,
        _ => return Err(Fault::new(fault::WRONG_KIND)),
    };
    let mut before: Vec<Reach> = Vec::new();
    list.retain(|r| {
        r.sort != sort || {
            before.push(r.clone());
            false
        }
    });
    for raw in text.split(';').map(str::trim).filter(|raw| !raw.is_empty()) {
        let known = before.iter().position(|r| r.raw == raw);
        let fresh = || Reach { sort, raw: raw.to_owned(), ..Reach::default() };
        list.push(known.map_or_else(fresh, |at| before.remove(at)));
    }
    // They are kept in the order of their ids: what stands behind a new one, or one that came later, is written anew.
    let (mut last, mut anew) = (0, false);
    for reach in list.iter_mut().filter(|reach| reach.sort == sort) {
        anew |= reach.id <= last;
        last = reach.id;
        if anew {
            reach.id = 0;
        }
    }
    Ok(())
}

/// Why one of the addresses of a field is none, though it is kept as it was written; `country` as for `normal`.
pub fn amiss(sort: Sort, text: &str, country: &str) -> Option<Fault> {
    let is_none = |raw: &&str| !raw.is_empty() && normal(sort, raw, country).is_empty();
    let raw = text.split(';').map(str::trim).find(is_none)?;
    match sort {
        Sort::Phone => Some(Fault::new(fault::not_a_phone(raw))),
        Sort::Mail => mailbox(raw).err(),
        Sort::Handle => None,
    }
}

/// Whether both are one address.
pub fn same(one: &Reach, other: &Reach) -> bool {
    one.sort == other.sort && (one.raw == other.raw || !other.normal.is_empty() && one.normal == other.normal)
}

/// What stands for the name of who has none: a number before a mailbox.
pub fn title(list: &[Reach]) -> String {
    let phone = list.iter().find(|reach| reach.sort == Sort::Phone);
    phone.or(list.first()).map_or_else(String::new, |reach| reach.raw.clone())
}

/// Whether its owner does not want to be called or written to there.
pub fn refused(list: &[Reach], sort: Sort) -> bool {
    list.iter().any(|r| r.sort == sort && r.consent == Consent::Refused)
}

fn each(text: &str, check: fn(&str) -> Result<&str, Fault>) -> Result<String, Fault> {
    let all = text.split([';', '\n']).map(str::trim).filter(|one| !one.is_empty());
    Ok(all.map(check).collect::<Result<Vec<&str>, Fault>>()?.join("; "))
}

/// A number of few digits may be one of the house; a number of letters, or in pieces, is none. A dash after which nothing
/// came is left out.
fn phone(text: &str) -> Result<&str, Fault> {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    if is_power(text) {
        return Err(Fault::new(fault::shortened_phone(text)));
    }
    if digits < 3 || has_plus_inside(text) {
        return Err(Fault::new(fault::not_a_phone(text)));
    }
    Ok(text.trim_end_matches(|c: char| c.is_whitespace() || dash(c)))
}

/// Whether a spreadsheet wrote a long number so that it fits its column: `9.01235E+08`. Its last digits are lost.
fn is_power(text: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    text.split_once(['e', 'E']).is_some_and(|(number, power)| {
        let (whole, rest) = number.split_once(['.', ',']).unwrap_or((number, "0"));
        digits(whole) && digits(rest) && digits(power.strip_prefix('+').unwrap_or(power))
    })
}

fn mailbox(text: &str) -> Result<&str, Fault> {
    mail::mailboxes(text).map(|_| text)
}

fn first_mailbox(text: &str) -> String {
    mail::mailboxes(text).ok().and_then(|all| all.first().map(mail::Mailbox::key)).unwrap_or_default()
}
