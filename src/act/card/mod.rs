//! The call card: who is calling, what they are waiting for, and what to tell them, composed from facts in one look.
mod facts;
mod orders;
mod rows;

use super::account::owner_line;
use super::brief::moment;
use super::who::kin;
use crate::domain::account::{Account, Contact};
use crate::domain::deed::Ref;
use crate::domain::face::Kept;
use crate::domain::fold::fold;
use crate::domain::lead::Lead;
use crate::domain::person::Person;
use crate::domain::reach::{self, Reach, Sort};
use crate::domain::say::say;
use crate::domain::value::{Choice, Id, Local, Value};
use crate::domain::world::World;
use crate::lang::{Lang, card as said};
use crate::store::Db;
use anyhow::Result;
pub use rows::CardRow;

/// All that is to be known while someone is on the telephone.
#[derive(Clone, Debug)]
pub struct Card {
    /// Who it is.
    pub at: Ref,
    /// What they are called.
    pub title: String,
    /// Their position and company.
    pub about: String,
    /// How much they matter to the house.
    pub tier: String,
    /// Where they are reached.
    pub phone: String,
    /// Their mailbox.
    pub email: String,
    /// Who answers for them: `Lan, away until Thu 26/11 → Minh answers`.
    pub owner: String,
    /// The language that they speak, as it was written.
    pub language: String,
    /// Their language, and the time where they are.
    pub there: String,
    /// How they want it.
    pub prefers: String,
    /// What was noted of them.
    pub known: String,
    /// What is open with them, then, of a company, its people.
    pub rows: Vec<CardRow>,
    /// What passed last, newest first.
    pub last: Vec<String>,
    /// What is agreed next.
    pub next: String,
    /// What to tell them, in their language.
    pub say: String,
}

/// So many touches are told.
const TOUCHES: usize = 3;

/// Who is on the telephone, whatever they are kept as.
#[derive(Default)]
struct Who {
    title: String,
    about: String,
    tier: String,
    owner: Option<Id>,
    language: String,
    zone: String,
    country: String,
    prefers: String,
    known: String,
    reaches: Vec<Reach>,
}

/// The card of a customer, a contact, a lead or a colleague.
pub fn card(db: &Db, at: Ref) -> Result<Card> {
    let who = who(db, at)?;
    let all = kin(db, at)?;
    let open = rows::open(db, at, &all)?;
    let facts = facts::gather(db, who.owner, &open)?;
    let tongue = tongue(&who.language).unwrap_or(db.lang());
    let mut last = Vec::new();
    for passed in db.timeline(&all, TOUCHES)? {
        last.push(moment(db, passed.touch)?);
    }
    let shown = |sort| match reach::shown(&who.reaches, sort) {
        Value::Text(text) => text,
        _ => String::new(),
    };
    let owner = match (at.kind, who.owner) {
        (Person::KIND, _) => presence(db, at.id),
        (_, None) => said::NO_OWNER.to(db.lang()).to_owned(),
        (_, owner) => owner_line(db, owner),
    };
    let refused = reach::refused(&who.reaches, Sort::Phone).then(|| said::DO_NOT_CALL.to(db.lang()));
    let prefers = refused.into_iter().chain([who.prefers.as_str()].into_iter().filter(|text| !text.is_empty()));
    Ok(Card {
        at,
        about: who.about.clone(),
        tier: who.tier.clone(),
        phone: shown(Sort::Phone),
        email: shown(Sort::Mail),
        owner,
        there: there(db, &who),
        prefers: prefers.collect::<Vec<_>>().join(" · "),
        next: rows::next(db, &open)?,
        rows: rows::rows(db, at, open)?,
        last,
        say: if at.kind == Person::KIND { String::new() } else { say(&facts, db.now()).to(tongue).to_owned() },
        title: who.title,
        language: who.language,
        known: who.known,
    })
}

fn who(db: &Db, at: Ref) -> Result<Who> {
    Ok(match at.kind {
        Contact::KIND => of_contact(db, db.get(at.id)?)?,
        Lead::KIND => of_lead(db, db.get(at.id)?),
        Account::KIND => of_account(db.get(at.id)?),
        Person::KIND => of_colleague(db, db.get(at.id)?),
        _ => Who { title: db.name(at.kind, at.id).unwrap_or_default(), ..Who::default() },
    })
}

/// The first of some texts that says something.
fn first<const N: usize>(texts: [String; N]) -> String {
    texts.into_iter().find(|text| !text.is_empty()).unwrap_or_default()
}

fn joined<const N: usize>(texts: [&str; N]) -> String {
    texts.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(", ")
}

fn of_account(account: Account) -> Who {
    Who {
        about: joined([&account.city, &account.country]),
        title: account.name,
        tier: account.tier,
        owner: account.owner,
        language: account.language,
        zone: account.zone,
        country: account.country,
        prefers: account.prefers,
        known: account.note,
        reaches: account.reaches,
    }
}

/// What a contact does not say for themselves, their company does.
fn of_contact(db: &Db, contact: Contact) -> Result<Who> {
    let account = contact.account.map(|id| db.get::<Account>(id)).transpose()?.unwrap_or_default();
    Ok(Who {
        about: joined([&contact.title, &account.name]),
        title: contact.face(db).called,
        tier: account.tier,
        owner: contact.owner.or(account.owner),
        language: first([contact.language, account.language]),
        zone: account.zone,
        country: account.country,
        prefers: first([contact.prefers, account.prefers]),
        known: first([contact.note, account.note]),
        reaches: contact.reaches,
    })
}

fn of_lead(db: &Db, lead: Lead) -> Who {
    Who {
        about: joined([&lead.title, &lead.company]),
        title: lead.face(db).called,
        owner: lead.work.owner,
        language: lead.language,
        country: lead.country,
        known: lead.note,
        reaches: lead.reaches,
        ..Who::default()
    }
}

fn of_colleague(db: &Db, person: Person) -> Who {
    let role = person.role.text().to(db.lang());
    Who {
        about: joined([role, &person.department]),
        title: person.name,
        owner: Some(person.id),
        known: joined([&person.languages, &person.territories]),
        reaches: person.reaches,
        ..Who::default()
    }
}

/// Whether a colleague is here, and who answers for them.
fn presence(db: &Db, id: Id) -> String {
    if db.away(id, db.today()).is_some() { owner_line(db, Some(id)) } else { said::HERE.to(db.lang()).to_owned() }
}

/// A language that the program speaks.
fn tongue(language: &str) -> Option<Lang> {
    match fold(language).as_str() {
        "vi" | "vietnamese" | "tieng viet" | "viet" => Some(Lang::Vi),
        "en" | "english" | "tieng anh" | "anh" => Some(Lang::En),
        _ => None,
    }
}

/// Names of the country that the house is in, besides its code.
const VIETNAM: [&str; 2] = ["vietnam", "viet nam"];

/// `vi · 09:14 there`. Of a place that names no zone the time is known where it is our own country.
fn there(db: &Db, who: &Who) -> String {
    let country = fold(&who.country);
    let home = db.country();
    let ours = country.is_empty() || country == fold(&home) || (home == "VN" && VIETNAM.contains(&country.as_str()));
    let zone: Option<chrono_tz::Tz> = who.zone.parse().ok();
    let local: Option<Local> = zone.map(|zone| db.now().with_timezone(&zone)).or_else(|| ours.then(|| db.now()));
    let language = match tongue(&who.language) {
        Some(Lang::Vi) => "vi".to_owned(),
        Some(Lang::En) => "en".to_owned(),
        None => who.language.clone(),
    };
    let time = local.map(|at| said::time_there(&at.format("%H:%M").to_string()).to(db.lang()).to_owned());
    [Some(language), time].into_iter().flatten().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" · ")
}
