//! Messages for who could not be reached: taken, read, answered.
use super::account::owner_line;
use super::touch::{Complaint, Contact, Follow, complaint, follow, record};
use super::worked::{Suits, To, Until, assign, later};
use super::{About, Act, Action, Brief, Note, Proposal, Role};
use crate::domain::deed::Ref;
use crate::domain::field::{Field, Record};
use crate::domain::kind::Kind;
use crate::domain::kinds::named;
use crate::domain::message::{Message, State};
use crate::domain::problem::Fault;
use crate::domain::touch::Touched;
use crate::domain::value::{Choice, Id, Slot, Value};
use crate::domain::worked::{Side, Work, Worked};
use crate::domain::world::World;
use crate::field;
use crate::lang::{Sentence, card as said, fault, say};
use crate::store::Db;
use anyhow::Result;

/// What is left, and for whom.
#[derive(Clone, Default)]
pub struct Leave {
    pub text: String,
    pub to: Option<Id>,
}

#[rustfmt::skip]
impl Record for Leave {
    const FIELDS: &'static [Field<Self>] = &[
        field!(required text, Kind::Note,           "Message", "Lời nhắn"),
        field!(required to,   Kind::Link("person"), "For",     "Cho ai"),
    ];
}

/// A message from who a record stands for, to its owner unless another is named.
pub const fn message<T: Touched>() -> Action<T, Leave> {
    Action {
        start: |rows, _| Leave { to: rows.first().and_then(Touched::owner), ..Leave::default() },
        propose: |db, row, path| Ok(if path == "to" { receivers(db, row) } else { Vec::new() }),
        ..Action::new(
            About::new("message", Role::Message, say("message", "nhắn"), say("message:", "nhắn:")),
            |_, _| Ok(()),
            |tx, row, params| {
                let mut message = Message {
                    text: params.text.clone(),
                    caller: row.face(&**tx).called,
                    reach: row.reach(),
                    about: Some(Ref { kind: T::KIND, id: row.id() }.packed()),
                    work: Work { owner: params.to, ..Work::default() },
                    ..Message::default()
                };
                message.work.hand(Side::Rep, "", &**tx);
                tx.save(&mut message)
            },
        )
    }
}

/// Its owner first: who is away is told on return, and who answers for them hears of it now.
fn receivers<T: Touched>(db: &Db, row: &T) -> Vec<Proposal> {
    let of_theirs = || row.subjects().into_iter().find_map(|packed| owner_of(db, Ref::unpack(packed)?));
    let Some(owner) = row.owner().or_else(of_theirs) else { return Vec::new() };
    let deputy = db.answers(owner, db.today());
    let name = |id| db.name("person", id).unwrap_or_default();
    let mut all = vec![Proposal::new(name(owner), Sentence::plain(&owner_line(db, Some(owner))))];
    if deputy != owner {
        all.push(Proposal::new(name(deputy), said::for_whom(&name(owner))));
    }
    all
}

/// Who answers for a record, of whatever kind: for a contact's company.
fn owner_of(db: &Db, at: Ref) -> Option<Id> {
    match db.any(at.kind, at.id).ok()?.value("owner") {
        Value::Whole(id) => Some(id),
        _ => None,
    }
}

/// What is done to messages.
pub static ACTIONS: &[&dyn Act] = &[&READ, &RETURNED, &ASSIGN, &LATER, &RECORD, &FOLLOW, &COMPLAINT];

static ASSIGN: Action<Message, To> = assign();
static LATER: Action<Message, Until> = later();
static RECORD: Action<Message, Contact> = record();
static FOLLOW: Action<Message, Follow> = follow();
static COMPLAINT: Action<Message, Complaint> = complaint();

static READ: Action<Message, ()> = Action::new(
    About::new("acknowledge", Role::Forward, say("read", "đã đọc"), say("read", "đã đọc")),
    |message, _| match message.state {
        State::Taken => Ok(()),
        state => Err(Fault::new(fault::already(state.text()))),
    },
    |_, message, ()| {
        message.state = State::Acknowledged;
        Ok(())
    },
);

static RETURNED: Action<Message, ()> = Action::new(
    About::new("return", Role::Back, say("called back", "đã gọi lại"), say("called back", "đã gọi lại")),
    |message, _| message.open(),
    |_, message, ()| {
        message.state = State::Returned;
        Ok(())
    },
);

/// Who wants what of whom, and who answers for them today.
pub fn brief(db: &Db, id: Id) -> Result<Brief> {
    let message: Message = db.get(id)?;
    let owner = message.work.owner;
    let name = |id: Option<Id>| id.and_then(|id| db.name("person", id)).unwrap_or_default();
    let answers = owner.map(|id| db.answers(id, db.today())).filter(|id| Some(*id) != owner);
    let for_whom = match answers {
        Some(deputy) => format!("{} → {}", name(owner), name(Some(deputy))),
        None => name(owner),
    };
    let about = message.about.and_then(|packed| named(packed, db)).unwrap_or_default();
    Ok(Brief {
        title: message.caller.clone(),
        state: message.state.text().to(db.lang()).to_owned(),
        aside: message.reach.clone(),
        notes: vec![
            Note::new(say("Message", "Lời nhắn"), &message.text),
            Note::new(say("For", "Cho"), for_whom),
            Note::new(say("About", "Về"), about),
        ],
        ..Brief::default()
    })
}

impl Suits for Message {}
