//! What is done to appointments, and the ground for it.
use super::account::owner_line;
use super::archive::{Archived, archive, restore};
use super::book::Book;
use super::clash::{clashes, remedies, times};
use super::message::{Leave, message};
use super::touch::{Contact, Follow, follow, log, record};
use super::worked::{Suits, To, Until, assign, later};
use super::{About, Act, Action, Brief, Note, Role};
use crate::domain::appointment::{Appointment, State};
use crate::domain::attendee::Attendee;
use crate::domain::field::{Field, Record};
use crate::domain::kind::Kind;
use crate::domain::kinds::named;
use crate::domain::problem::{Fault, Problems};
use crate::domain::read;
use crate::domain::value::{Choice, Id, Instant, Slot, Value};
use crate::domain::worked::Worked;
use crate::domain::world::{Hit, World};
use crate::field;
use crate::lang::{Sentence, agenda, fault, say};
use crate::store::Db;
use anyhow::Result;
use chrono::TimeDelta;

/// What is done to appointments.
pub static ACTIONS: &[&dyn Act] = &[
    &CONFIRM, &PREPARED, &DONE, &REOPEN, &RESTORE, &CANCEL, &ASSIGN, &LATER, &RECORD, &LOG, &MESSAGE, &MOVE, &LONGER,
    &SHORTER, &REARRANGE, &FOLLOW, &ARCHIVE, &Book,
];

static ASSIGN: Action<Appointment, To> = assign();
static LATER: Action<Appointment, Until> = later();
static RECORD: Action<Appointment, Contact> = record();
static LOG: Action<Appointment, Contact> = log();
static MESSAGE: Action<Appointment, Leave> = message();
static FOLLOW: Action<Appointment, Follow> = follow();
static ARCHIVE: Action<Appointment, ()> = archive();
static RESTORE: Action<Appointment, ()> = restore();

static CONFIRM: Action<Appointment, ()> = Action::new(
    About::new("confirm", Role::Forward, say("confirm", "chốt hẹn"), say("confirmed", "đã chốt")),
    |appointment, world| {
        appointment.open()?;
        match appointment.state {
            State::Tentative if appointment.start > Some(world.instant()) => Ok(()),
            State::Tentative => Err(Fault::new(fault::HAS_BEGUN)),
            state => Err(Fault::new(fault::already(state.text()))),
        }
    },
    |_, appointment, ()| {
        appointment.state = State::Confirmed;
        appointment.sequence += 1;
        Ok(())
    },
);

static PREPARED: Action<Appointment, ()> = Action::new(
    About::new("prepared", Role::Forward, say("prepared", "chuẩn bị xong"), say("prepared", "đã chuẩn bị xong")),
    |appointment, world| {
        appointment.open()?;
        match appointment.start {
            Some(start) if start <= world.instant() => Err(Fault::new(fault::HAS_BEGUN)),
            _ if appointment.state == State::Tentative => Err(Fault::new(fault::not_yet(State::Confirmed.text()))),
            _ if appointment.prepared.is_some() => Err(Fault::new(fault::IS_PREPARED)),
            _ => Ok(()),
        }
    },
    |tx, appointment, ()| {
        (appointment.prepared, appointment.work.later) = (Some(tx.instant()), None);
        Ok(())
    },
);

static DONE: Action<Appointment, ()> = Action::new(
    About::new("done", Role::Forward, say("held", "đã diễn ra"), say("held", "đã diễn ra")),
    |appointment, world| {
        appointment.open()?;
        match appointment.start {
            Some(start) if start > world.instant() => Err(Fault::new(agenda::begins_only(world.local(start)))),
            _ => Ok(()),
        }
    },
    |tx, appointment, ()| {
        (appointment.state, appointment.ended) = (State::Held, Some(tx.instant()));
        Ok(())
    },
);

static REOPEN: Action<Appointment, ()> = Action::new(
    About::new("reopen", Role::Forward, say("reopen", "mở lại"), say("open again", "đã mở lại")),
    |appointment, _| match appointment.state {
        State::Held | State::Cancelled if appointment.archived.is_none() => Ok(()),
        State::Held | State::Cancelled => Err(Fault::new(fault::ARCHIVED)),
        _ => Err(Fault::new(fault::not_yet(State::Held.text()))),
    },
    |_, appointment, ()| {
        (appointment.state, appointment.ended) = (State::Confirmed, None);
        appointment.sequence += 1;
        Ok(())
    },
);

static CANCEL: Action<Appointment, ()> = Action::new(
    About::new("cancel", Role::Back, say("cancel", "huỷ hẹn"), say("cancelled", "đã huỷ")),
    |appointment, _| appointment.open(),
    |tx, appointment, ()| {
        (appointment.state, appointment.ended) = (State::Cancelled, Some(tx.instant()));
        appointment.sequence += 1;
        Ok(())
    },
);

/// To which time.
#[derive(Clone, Default)]
pub struct Move {
    pub to: Option<Instant>,
}

#[rustfmt::skip]
impl Record for Move {
    const FIELDS: &'static [Field<Self>] = &[
        field!(required to, Kind::At, "To", "Sang lúc"),
    ];
}

static MOVE: Action<Appointment, Move> = Action {
    propose: |db, appointment, _| times(db, appointment),
    ..Action::new(
        About::new("move", Role::Own(&["M"]), say("move", "dời lịch"), say("moved to", "dời sang")),
        |appointment, _| appointment.open(),
        |tx, appointment, params| match params.to {
            Some(to) if to <= tx.instant() => Err(Problems::from(Fault::new(fault::IS_PAST).at("to")).into()),
            Some(to) => {
                appointment.move_to(to, &**tx);
                Ok(())
            }
            None => Ok(()),
        },
    )
};

/// By how much `>` and `<` change the length.
const STEP: TimeDelta = TimeDelta::minutes(15);

static LONGER: Action<Appointment, ()> = Action::new(
    About::new("longer", Role::Own(&[">"]), say("longer", "dài thêm"), say("15 minutes longer", "dài thêm 15 phút")),
    |appointment, _| appointment.open().and_then(|()| appointment.clone().stretch(STEP)),
    |_, appointment, ()| Ok(appointment.stretch(STEP).map_err(Problems::from)?),
);

static SHORTER: Action<Appointment, ()> = Action::new(
    About::new(
        "shorter",
        Role::Own(&["<lt>"]),
        say("shorter", "ngắn lại"),
        say("15 minutes shorter", "ngắn lại 15 phút"),
    ),
    |appointment, _| appointment.open().and_then(|()| appointment.clone().stretch(-STEP)),
    |_, appointment, ()| Ok(appointment.stretch(-STEP).map_err(Problems::from)?),
);

/// Another room, or another time.
#[derive(Clone, Default)]
pub struct Rearrange {
    pub to: String,
}

#[rustfmt::skip]
impl Record for Rearrange {
    const FIELDS: &'static [Field<Self>] = &[
        field!(required to, Kind::Checked(room_or_time), "Room or time", "Phòng hoặc giờ"),
    ];
}

static REARRANGE: Action<Appointment, Rearrange> = Action {
    propose: |db, appointment, _| remedies(db, appointment),
    ..Action::new(
        About::new("rearrange", Role::Same, say("clash", "gỡ trùng"), say("to", "sang")).quick(),
        |appointment, _| appointment.open(),
        |tx, appointment, params| {
            if let Hit::One(room) = tx.code("room", &params.to) {
                appointment.room = Some(room);
                appointment.sequence += 1;
                return Ok(());
            }
            match read::instant(&params.to, tx.now(), read::MORNING) {
                Some(to) => appointment.move_to(to, &**tx),
                None => return Err(Problems::from(Fault::new(fault::not_a_time(&params.to)).at("to")).into()),
            }
            Ok(())
        },
    )
};

fn room_or_time(text: &str, world: &dyn World) -> Result<String, Fault> {
    if let Hit::One(room) = world.code("room", text) {
        return Ok(world.name("code", room).unwrap_or_default());
    }
    Kind::At.read(text, &Value::Empty, world).map(|at| Kind::At.show(&at, world))
}

impl Suits for Appointment {}

impl Archived for Appointment {
    fn archived(&self) -> Option<Instant> {
        self.archived
    }

    fn archived_mut(&mut self) -> &mut Option<Instant> {
        &mut self.archived
    }
}

/// When, where, with whom, and what stands in its way.
pub fn brief(db: &Db, id: Id) -> Result<Brief> {
    let appointment: Appointment = db.get(id)?;
    let lang = db.lang();
    let (from, till) = appointment.start.zip(appointment.end).unwrap_or_default();
    let when = agenda::span(db.local(from), db.local(till), appointment.all_day, db.now());
    let zone = appointment.tz(db);
    let there = (zone != db.now().timezone() && !appointment.all_day).then(|| agenda::there(from.with_timezone(&zone)));
    let when = there.map_or(when.clone(), |there| when.then(&Sentence::plain("·")).then(&there));
    let room = appointment.room.and_then(|id| db.name("code", id)).unwrap_or_default();
    let place: Vec<&str> =
        [&room, &appointment.place].into_iter().filter(|s| !s.is_empty()).map(String::as_str).collect();
    let name = |a: &Attendee| a.person.and_then(|id| db.name("person", id)).unwrap_or_else(|| a.name.clone());
    let who: Vec<String> = appointment.attendees.iter().map(name).collect();
    let mut notes = vec![
        Note::new(say("When", "Lúc"), when.to(lang)),
        Note::new(say("Where", "Ở đâu"), place.join(", ")),
        Note::new(say("Who", "Thành phần"), who.join(", ")),
    ];
    if appointment.open().is_ok() {
        let met: Vec<String> =
            clashes(db, &appointment)?.iter().map(|clash| clash.told(db).to(lang).to_owned()).collect();
        if !met.is_empty() {
            let first = remedies(db, &appointment)?.into_iter().next();
            let key = if first.is_some() { "= 1" } else { "=" }.to_owned();
            let proposed = first.map(|first| agenda::proposes(&first.text).to(lang).to_owned());
            let lines = met.into_iter().chain(proposed).collect();
            notes.push(Note { lines, key, ..Note::new(say("Clash", "Trùng"), "") });
        }
    }
    notes.push(Note::new(say("Owner", "Phụ trách"), owner_line(db, appointment.work.owner)));
    notes.push(Note::new(say("Note", "Ghi chú"), &appointment.note));
    Ok(Brief {
        title: appointment.subject.clone(),
        about: appointment.about.and_then(|packed| named(packed, db)).unwrap_or_default(),
        state: appointment.state.text().to(lang).to_owned(),
        notes,
        ..Brief::default()
    })
}
