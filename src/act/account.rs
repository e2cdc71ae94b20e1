//! What is done to customers and their contacts, and what is known of them.
use super::archive::{Archived, archive, restore};
use super::merge::{Apart, Merge};
use super::message::{Leave, message};
use super::touch::{Complaint, Contact as Spoken, Follow, Unrecorded, complaint, follow, log, record, unrecorded};
use super::{Act, Action, Brief, Note};
use crate::domain::account::{Account, Contact};
use crate::domain::deed::Ref;
use crate::domain::face::Kept;
use crate::domain::value::{Id, Instant};
use crate::domain::world::World;
use crate::lang::{say, when};
use crate::store::{Db, Likely};
use anyhow::Result;
use std::marker::PhantomData;

/// What is done to customers.
pub static ACCOUNT: &[&dyn Act] = &[
    &A_RECORD,
    &A_LOG,
    &A_UNRECORDED,
    &A_MESSAGE,
    &A_FOLLOW,
    &A_COMPLAINT,
    &A_MERGE,
    &A_APART,
    &A_ARCHIVE,
    &A_RESTORE,
];
/// What is done to contacts.
pub static CONTACT: &[&dyn Act] = &[
    &C_RECORD,
    &C_LOG,
    &C_UNRECORDED,
    &C_MESSAGE,
    &C_FOLLOW,
    &C_COMPLAINT,
    &C_MERGE,
    &C_APART,
    &C_ARCHIVE,
    &C_RESTORE,
];

static A_RECORD: Action<Account, Spoken> = record();
static A_LOG: Action<Account, Spoken> = log();
static A_UNRECORDED: Action<Account, Unrecorded> = unrecorded();
static A_MESSAGE: Action<Account, Leave> = message();
static A_FOLLOW: Action<Account, Follow> = follow();
static A_COMPLAINT: Action<Account, Complaint> = complaint();
static A_ARCHIVE: Action<Account, ()> = archive();
static A_RESTORE: Action<Account, ()> = restore();
static C_RECORD: Action<Contact, Spoken> = record();
static C_LOG: Action<Contact, Spoken> = log();
static C_UNRECORDED: Action<Contact, Unrecorded> = unrecorded();
static C_MESSAGE: Action<Contact, Leave> = message();
static C_FOLLOW: Action<Contact, Follow> = follow();
static C_COMPLAINT: Action<Contact, Complaint> = complaint();
static C_ARCHIVE: Action<Contact, ()> = archive();
static C_RESTORE: Action<Contact, ()> = restore();
static A_MERGE: Merge<Account> = Merge(PhantomData);
static A_APART: Apart<Account> = Apart(PhantomData);
static C_MERGE: Merge<Contact> = Merge(PhantomData);
static C_APART: Apart<Contact> = Apart(PhantomData);

/// Who owns it, and who answers for them today: `Lan, away until Thu 26/11 → Minh answers`.
pub fn owner_line(db: &Db, owner: Option<Id>) -> String {
    let Some(owner) = owner else { return String::new() };
    let name = |id| db.name("person", id).unwrap_or_default();
    let Some(absence) = db.away(owner, db.today()) else { return name(owner) };
    let till = absence.till.map(|day| when::weekday(day).to(db.lang()).to_owned()).unwrap_or_default();
    let deputy = db.answers(owner, db.today());
    let away = say("away until", "nghỉ đến").to(db.lang());
    let answers = say("answers", "trả lời thay").to(db.lang());
    if deputy == owner {
        format!("{}, {away} {till}", name(owner))
    } else {
        format!("{}, {away} {till} → {} {answers}", name(owner), name(deputy))
    }
}

/// What is known of a customer.
pub fn account(db: &Db, id: Id) -> Result<Brief> {
    let account: Account = db.get(id)?;
    let contacts = db.linked("contact", "account", id, 4)?;
    let names: Vec<String> = contacts.iter().filter_map(|at| db.name(at.kind, at.id)).collect();
    let place: Vec<&str> =
        [&account.city, &account.country].into_iter().filter(|s| !s.is_empty()).map(String::as_str).collect();
    let mut notes = likely_notes(db, account.archived.is_none(), || likely_firm(db, &account))?;
    notes.extend([
        Note::new(say("Owner", "Phụ trách"), owner_line(db, account.owner)),
        Note::new(say("Prefers", "Ưa"), &account.prefers),
        Note { lines: names, ..Note::new(say("Contacts", "Liên hệ"), "") },
        Note::new(say("Note", "Ghi chú"), &account.note),
    ]);
    Ok(Brief {
        title: account.name.clone(),
        about: place.join(", "),
        state: account.tier.clone(),
        aside: crate::domain::reach::title(&account.reaches),
        notes,
    })
}

/// What is known of a contact.
pub fn contact(db: &Db, id: Id) -> Result<Brief> {
    let contact: Contact = db.get(id)?;
    let company = contact.account.and_then(|id| db.name("account", id)).unwrap_or_default();
    let about: Vec<&str> =
        [&contact.title, &company].into_iter().filter(|s| !s.is_empty()).map(String::as_str).collect();
    let mut notes = likely_notes(db, contact.archived.is_none(), || likely(db, &contact))?;
    notes.push(Note::new(say("Owner", "Phụ trách"), owner_line(db, contact.owner)));
    notes.push(Note::new(say("Prefers", "Ưa"), &contact.prefers));
    notes.push(Note::new(say("Note", "Ghi chú"), &contact.note));
    Ok(Brief {
        title: contact.name.clone(),
        about: about.join(" · "),
        aside: crate::domain::reach::title(&contact.reaches),
        notes,
        ..Brief::default()
    })
}

/// Who is likely the same as a contact. The lead that one was is no duplicate of it.
pub fn likely(db: &Db, contact: &Contact) -> Result<Vec<Likely>> {
    let company = contact.company(db);
    let but = (contact.id != 0).then_some(Ref { kind: Contact::KIND, id: contact.id });
    let found = db.likely(&contact.reaches, &contact.name, &company, but)?;
    Ok(found.into_iter().filter(|likely| but.is_none() || likely.at.kind == Contact::KIND).collect())
}

/// Who is likely the same as a customer.
pub fn likely_firm(db: &Db, account: &Account) -> Result<Vec<Likely>> {
    db.likely_firm(account, (account.id != 0).then_some(Ref { kind: Account::KIND, id: account.id }))
}

/// The first of them, as a decision stands on them; nobody where it is archived.
pub fn likely_notes(db: &Db, open: bool, likely: impl FnOnce() -> Result<Vec<Likely>>) -> Result<Vec<Note>> {
    let likely = if open { likely()? } else { Vec::new() };
    Ok(likely.iter().take(2).map(|likely| Note::likely(db, likely)).collect())
}

macro_rules! archived {
    ($($kind:ty),*) => {$(
        impl Archived for $kind {
            fn archived(&self) -> Option<Instant> {
                self.archived
            }

            fn archived_mut(&mut self) -> &mut Option<Instant> {
                &mut self.archived
            }
        }
    )*};
}

archived!(Account, Contact);
