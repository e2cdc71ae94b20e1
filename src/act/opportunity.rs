//! What is done to opportunities, and the ground for it.
use super::account::owner_line;
use super::archive::{Archived, Old, archive, restore, wake};
use super::merge::{Apart, Merge};
use super::message::{Leave, message};
use super::touch::{Complaint, Contact, Follow, complaint, follow, log, record};
use super::worked::{Suits, To, Until, assign, later};
use super::{About, Act, Action, Brief, Note, Role};
use crate::domain::field::{Field, Record};
use crate::domain::kind::Kind;
use crate::domain::opportunity::{Opportunity, State};
use crate::domain::problem::{Fault, Problems};
use crate::domain::value::{Choice, Id, Instant, Slot, Value};
use crate::domain::worked::Worked;
use crate::domain::world::World;
use crate::field;
use crate::lang::fault::{ARCHIVED, already};
use crate::lang::{order as said, say, when};
use crate::store::Db;
use anyhow::Result;
use std::marker::PhantomData;

/// What is done to opportunities.
pub static ACTIONS: &[&dyn Act] = &[
    &ADVANCE, &RESTORE, &WIN, &REOPEN, &LOSE, &MOVE, &ASSIGN, &LATER, &RECORD, &LOG, &MESSAGE, &FOLLOW, &COMPLAINT,
    &WAKE, &MERGE, &APART, &ARCHIVE,
];

static ASSIGN: Action<Opportunity, To> = assign();
static LATER: Action<Opportunity, Until> = later();
static RECORD: Action<Opportunity, Contact> = record();
static LOG: Action<Opportunity, Contact> = log();
static MESSAGE: Action<Opportunity, Leave> = message();
static FOLLOW: Action<Opportunity, Follow> = follow();
static COMPLAINT: Action<Opportunity, Complaint> = complaint();
static WAKE: Action<Opportunity, ()> = wake();
static ARCHIVE: Action<Opportunity, ()> = archive();
static RESTORE: Action<Opportunity, ()> = restore();
static MERGE: Merge<Opportunity> = Merge(PhantomData);
static APART: Apart<Opportunity> = Apart(PhantomData);

static ADVANCE: Action<Opportunity, ()> = Action::new(
    About::new("advance", Role::Forward, say("next stage", "giai đoạn kế"), say("next stage", "giai đoạn kế")),
    |row, world| {
        row.open()?;
        row.next_stage(world).map(|_| ()).ok_or_else(|| Fault::new(said::NO_MORE_STAGES))
    },
    |tx, row, ()| {
        if let Some(stage) = row.next_stage(&**tx) {
            row.move_to(stage, &**tx);
        }
        Ok(())
    },
);

/// Moves it to the first stage that has ended so.
fn end(row: &mut Opportunity, state: State, world: &dyn World) -> Result<()> {
    let stage = Opportunity::ending(state, world).ok_or_else(|| Problems::from(Fault::new(said::NO_STAGES)))?;
    row.move_to(stage, world);
    Ok(())
}

static WIN: Action<Opportunity, ()> = Action::new(
    About::new("win", Role::Forward, say("won", "chốt được"), say("won", "chốt được")),
    |row, world| {
        row.open()?;
        // The key for the next good step means the next stage for as long as there is one.
        match row.next_stage(world).and_then(|stage| world.name("code", stage)) {
            None => Ok(()),
            Some(stage) => Err(Fault::new(said::stage_before(&stage))),
        }
    },
    |tx, row, ()| end(row, State::Won, &**tx),
);

static REOPEN: Action<Opportunity, ()> = Action::new(
    About::new("reopen", Role::Forward, say("reopen", "mở lại"), say("open again", "đã mở lại")),
    |row, _| match row.state {
        State::Open => Err(Fault::new(already(State::Open.text()))),
        _ if row.archived.is_some() => Err(Fault::new(ARCHIVED)),
        _ => Ok(()),
    },
    |tx, row, ()| end(row, State::Open, &**tx),
);

/// Why it is lost.
#[derive(Clone, Default)]
struct Lose {
    reason: Option<Id>,
}

#[rustfmt::skip]
impl Record for Lose {
    const FIELDS: &'static [Field<Self>] = &[
        field!(required reason, Kind::Code("lost-reason"), "Reason", "Lý do"),
    ];
}

static LOSE: Action<Opportunity, Lose> = Action::new(
    About::new("lose", Role::Back, say("lost", "mất"), say("lost:", "mất:")),
    |row, _| row.open(),
    |tx, row, params| {
        end(row, State::Lost, &**tx)?;
        row.lost = params.reason;
        Ok(())
    },
);

/// To which stage.
#[derive(Clone, Default)]
struct Move {
    stage: Option<Id>,
}

#[rustfmt::skip]
impl Record for Move {
    const FIELDS: &'static [Field<Self>] = &[
        field!(required stage, Kind::Code("stage"), "Stage", "Giai đoạn"),
    ];
}

static MOVE: Action<Opportunity, Move> = Action::new(
    About::new("move", Role::Quiet, say("to another stage", "sang giai đoạn khác"), say("at stage", "ở giai đoạn")),
    |row, _| if row.archived.is_none() { Ok(()) } else { Err(Fault::new(ARCHIVED)) },
    |tx, row, params| {
        if let Some(stage) = params.stage {
            row.move_to(stage, &**tx);
        }
        Ok(())
    },
);

/// What the decision about an opportunity stands on.
pub fn brief(db: &Db, id: Id) -> Result<Brief> {
    let row: Opportunity = db.get(id)?;
    let name = |kind: &str, id: Option<Id>| id.and_then(|id| db.name(kind, id)).unwrap_or_default();
    let about = [name("account", row.account), name("contact", row.contact), name("product", row.product)];
    let about: Vec<String> = about.into_iter().filter(|part| !part.is_empty()).collect();
    let money = |minor| Kind::Money.show(&Value::money(minor, row.currency), db);
    let chance = Kind::Percent.show(&row.chance.value(), db);
    let worth = row.weighted.map(|_| format!("{chance} · {}", money(row.weighted))).unwrap_or(chance);
    let close = row.close.map(|day| when::day(day, db.today()).to(db.lang()).to_owned()).unwrap_or_default();
    let stage = name("code", row.stage);
    let mut notes = vec![Note::new(say("Chance", "Xác suất"), worth)];
    if row.open().is_ok() {
        notes.push(Note::new(say("Decides", "Chốt"), close));
        notes.extend(next(db, &row));
    }
    notes.extend([
        Note::new(say("Lost", "Mất vì"), name("code", row.lost)),
        Note::new(say("Owner", "Phụ trách"), owner_line(db, row.work.owner)),
        Note::new(say("Source", "Nguồn"), name("code", row.source)),
        Note::new(say("From lead", "Từ khách mới"), name("lead", row.lead)),
        Note::new(say("Note", "Ghi chú"), &row.note),
    ]);
    Ok(Brief {
        title: if row.name.is_empty() { name("account", row.account) } else { row.name.clone() },
        about: about.join(" · "),
        state: if stage.is_empty() { row.state.text().to(db.lang()).to_owned() } else { stage },
        aside: money(row.amount),
        notes,
    })
}

/// The stage that is next, or the end.
fn next(db: &Db, row: &Opportunity) -> Option<Note> {
    let stage = row.next_stage(db).or_else(|| Opportunity::ending(State::Won, db))?;
    let name = db.name("code", stage)?;
    Some(Note { key: "+".to_owned(), ..Note::new(say("Propose", "Đề xuất"), format!("→ {name}")) })
}

impl Suits for Opportunity {}

impl Archived for Opportunity {
    fn archived(&self) -> Option<Instant> {
        self.archived
    }

    fn archived_mut(&mut self) -> &mut Option<Instant> {
        &mut self.archived
    }
}

impl Old for Opportunity {
    fn history(&self) -> bool {
        self.history
    }

    fn history_mut(&mut self) -> &mut bool {
        &mut self.history
    }
}
