//! Recording what passed with a customer, and what follows from it.
use super::worked::{redial, times};
use super::{About, Act, Action, Role};
use crate::domain::deed::Ref;
use crate::domain::face::Kept;
use crate::domain::field::{Field, Record};
use crate::domain::kind::{Kind, evening};
use crate::domain::kinds::shape;
use crate::domain::lead::Lead;
use crate::domain::problem::{Fault, Problem};
use crate::domain::tag::{COMPLAINT, Tag};
use crate::domain::task::Task;
use crate::domain::touch::{Channel, Outcome, Touch, Touched};
use crate::domain::value::{Choice, Id, Instant, Slot};
use crate::domain::worked::{Work, Worked};
use crate::domain::world::World;
use crate::field;
use crate::lang::{Text, card as said, fault, say};
use crate::store::{Db, Tx};
use anyhow::Result;

/// How a contact ended, and what was said.
#[derive(Clone, Default)]
pub struct Contact {
    pub outcome: Outcome,
    pub next: Option<Instant>,
    pub text: String,
    pub channel: Channel,
    pub inward: bool,
}

#[rustfmt::skip]
impl Record for Contact {
    const FIELDS: &'static [Field<Self>] = &[
        field!(required outcome, Kind::OneOf(outcomes),     "Outcome",        "Kết quả"),
        field!(free     next,    Kind::At,                  "When next",      "Khi nào"),
        field!(free     text,    Kind::Note,                "What was said",  "Nội dung"),
        field!(free     channel, Kind::one_of::<Channel>(), "By",             "Cách"),
        field!(free     inward,  Kind::Flag,                "They came to us", "Khách tìm mình"),
    ];

    fn check(&self, _: &dyn World) -> Vec<Problem> {
        if self.outcome == Outcome::CallBack && self.next.is_none() {
            return vec![Fault::new(fault::MUST_BE_GIVEN).at("next")];
        }
        Vec::new()
    }
}

/// Every way in which a contact that is recorded can end.
fn outcomes() -> Vec<(&'static str, Text)> {
    let ended = Outcome::ALL.iter().filter(|(outcome, ..)| *outcome != Outcome::Open);
    ended.map(|(_, key, text)| (*key, *text)).collect()
}

/// The outcome alone, by its digit.
pub const fn record<T: Touched>() -> Action<T, Contact> {
    Action {
        propose: |db, _, path| Ok(if path == "next" { times(db) } else { Vec::new() }),
        ..Action::new(
            About::new("record", Role::Contact, say("record", "ghi lại"), say("", "")).quick(),
            |_, _| Ok(()),
            keep,
        )
    }
}

/// The whole of it, in a form.
pub const fn log<T: Touched>() -> Action<T, Contact> {
    Action::new(
        About::new("log", Role::Own(&["R"]), say("record in full", "ghi đầy đủ"), say("", "")),
        |_, _| Ok(()),
        keep,
    )
}

/// A call that ended before anyone said how.
#[derive(Clone, Default)]
pub struct Unrecorded {
    pub text: String,
    pub inward: bool,
}

#[rustfmt::skip]
impl Record for Unrecorded {
    const FIELDS: &'static [Field<Self>] = &[
        field!(required text,   Kind::Note, "What was said",   "Nội dung"),
        field!(free     inward, Kind::Flag, "They came to us", "Khách tìm mình"),
    ];
}

/// Keeps what was noted of a call that is still to be recorded: it is due at once.
pub const fn unrecorded<T: Touched>() -> Action<T, Unrecorded> {
    let label = say("call not recorded", "cuộc gọi chưa ghi");
    Action::new(
        About::new("unrecorded", Role::Unasked, label, label),
        |_, _| Ok(()),
        |tx, row, params| {
            let Unrecorded { text, inward } = params.clone();
            keep(tx, row, &Contact { outcome: Outcome::Open, text, inward, ..Contact::default() })
        },
    )
}

fn keep<T: Touched>(tx: &Tx, row: &mut T, params: &Contact) -> Result<()> {
    let Contact { outcome, next, text, channel, inward } = params.clone();
    let next = again(tx, outcome, next);
    let at = Ref { kind: T::KIND, id: row.id() };
    let mut touch = Touch::about(std::iter::once(at.packed()).chain(row.subjects()));
    (touch.channel, touch.outcome, touch.text, touch.inward) = (channel, outcome, text, inward);
    (touch.reach, touch.next) = (row.reach(), next);
    tx.save(&mut touch)?;
    row.touched(outcome, next, &**tx);
    agreed(tx, at, outcome, next)
}

/// When to try again, where they did not say.
fn again(tx: &Tx, outcome: Outcome, next: Option<Instant>) -> Option<Instant> {
    next.or_else(|| matches!(outcome, Outcome::NoAnswer | Outcome::Busy).then(|| redial(&**tx)).flatten())
}

/// A time agreed with someone whose record can have nothing due is a task.
fn agreed(tx: &Tx, at: Ref, outcome: Outcome, next: Option<Instant>) -> Result<()> {
    let works = shape(at.kind).is_none_or(|shape| shape.works);
    if outcome == Outcome::CallBack && !works {
        let name = tx.name(at.kind, at.id).unwrap_or_default();
        let subject = said::call_back(&name).to(tx.lang()).to_owned();
        tx.save(&mut Task { subject, due: next, about: Some(at.packed()), ..Task::default() })?;
    }
    Ok(())
}

/// What is done to a contact that was made: one that was not recorded is, by its outcome.
pub static ACTIONS: &[&dyn Act] = &[&RECORD];

static RECORD: Action<Touch, Contact> = Action {
    propose: |db, _, path| Ok(if path == "next" { times(db) } else { Vec::new() }),
    ..Action::new(
        About::new("record", Role::Contact, say("record", "ghi lại"), say("", "")).quick(),
        |touch, _| match touch.outcome {
            Outcome::Open => Ok(()),
            outcome => Err(Fault::new(fault::already(outcome.text()))),
        },
        settle,
    )
};

fn settle(tx: &Tx, touch: &mut Touch, params: &Contact) -> Result<()> {
    touch.outcome = params.outcome;
    touch.next = again(tx, params.outcome, params.next);
    if !params.text.is_empty() {
        let texts = [touch.text.as_str(), &params.text].into_iter().filter(|text| !text.is_empty());
        touch.text = texts.collect::<Vec<_>>().join("\n");
    }
    let about: Vec<Ref> = touch.subjects.iter().filter_map(|subject| Ref::unpack(subject.subject?)).collect();
    for at in about.iter().filter(|at| at.kind == Lead::KIND) {
        let mut lead: Lead = tx.get(at.id)?;
        if lead.open().is_ok() {
            lead.touched(params.outcome, touch.next, &**tx);
            tx.save(&mut lead)?;
        }
    }
    about.first().map_or(Ok(()), |at| agreed(tx, *at, params.outcome, touch.next))
}

/// Something to do about a record, by a time.
#[derive(Clone, Default)]
pub struct Follow {
    pub subject: String,
    pub due: Option<Instant>,
    pub owner: Option<Id>,
}

#[rustfmt::skip]
impl Record for Follow {
    const FIELDS: &'static [Field<Self>] = &[
        field!(required subject, Kind::Text,           "What",  "Việc"),
        field!(required due,     Kind::At,             "By",    "Hạn"),
        field!(free     owner,   Kind::Link("person"), "Owner", "Phụ trách"),
    ];
}

/// A follow-up: a task about the record.
pub const fn follow<T: Touched>() -> Action<T, Follow> {
    Action {
        propose: |db: &Db, _, _| Ok(times(db)),
        ..Action::new(
            About::new("follow", Role::Own(&["f"]), say("follow up", "hẹn việc"), say("follow-up:", "hẹn việc:")),
            |_, _| Ok(()),
            |tx, row, params| task(tx, row, params, &[]),
        )
    }
}

/// A complaint, for as long as there are no cases: a task that says so, owed today.
pub const fn complaint<T: Touched>() -> Action<T, Complaint> {
    Action::new(
        About::new("complaint", Role::Own(&["!"]), say("complaint", "khiếu nại"), say("complaint:", "khiếu nại:")),
        |_, _| Ok(()),
        |tx, row, params| {
            let due = Some(evening(tx.today(), &**tx));
            let follow = Follow { subject: params.subject.clone(), due, owner: row.owner() };
            task(tx, row, &follow, &[COMPLAINT])
        },
    )
}

/// What is complained of.
#[derive(Clone, Default)]
pub struct Complaint {
    pub subject: String,
}

#[rustfmt::skip]
impl Record for Complaint {
    const FIELDS: &'static [Field<Self>] = &[
        field!(required subject, Kind::Text, "What is wrong", "Khách phàn nàn gì"),
    ];
}

fn task<T: Touched>(tx: &Tx, row: &T, params: &Follow, tags: &[&str]) -> Result<()> {
    let Follow { subject, due, owner } = params.clone();
    let about = Some(Ref { kind: T::KIND, id: row.id() }.packed());
    let work = Work { owner, ..Work::default() };
    let tags = tags.iter().map(|tag| Tag { id: 0, tag: (*tag).to_owned() }).collect();
    tx.save(&mut Task { subject, due, about, work, tags, ..Task::default() })
}
