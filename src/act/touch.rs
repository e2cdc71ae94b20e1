//! Recording what passed with a customer, and what follows from it.
use super::worked::{redial, times};
use super::{About, Action, Role};
use crate::domain::deed::Ref;
use crate::domain::field::{Field, Record};
use crate::domain::kind::{Kind, evening};
use crate::domain::problem::{Fault, Problem};
use crate::domain::tag::Tag;
use crate::domain::task::Task;
use crate::domain::touch::{Channel, Outcome, Touch, Touched};
use crate::domain::value::{Id, Instant, Slot};
use crate::domain::worked::Work;
use crate::domain::world::World;
use crate::field;
use crate::lang::{fault, say};
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
        field!(required outcome, Kind::one_of::<Outcome>(), "Outcome",        "Kết quả"),
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

fn keep<T: Touched>(tx: &Tx, row: &mut T, params: &Contact) -> Result<()> {
    let Contact { outcome, next, text, channel, inward } = params.clone();
    let next = next.or_else(|| matches!(outcome, Outcome::NoAnswer | Outcome::Busy).then(|| redial(&**tx)).flatten());
    let at = Ref { kind: T::KIND, id: row.id() };
    let mut touch = Touch::about(std::iter::once(at.packed()).chain(row.subjects()));
    (touch.channel, touch.outcome, touch.text, touch.inward) = (channel, outcome, text, inward);
    (touch.reach, touch.next) = (row.reach(), next);
    tx.save(&mut touch)?;
    row.touched(outcome, next, &**tx);
    Ok(())
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
            task(tx, row, &follow, &["complaint"])
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
