//! What stands in the way of an appointment, and what is proposed instead.
use super::Proposal;
use crate::domain::appointment::Appointment;
use crate::domain::clash::{self, Busy, Clash, Search};
use crate::domain::draft::{Given, fill};
use crate::domain::face::Kept;
use crate::domain::kind::Kind;
use crate::domain::person::{Absence, Person};
use crate::domain::value::{Id, Instant, Value};
use crate::domain::world::World;
use crate::lang::{Sentence, agenda, say};
use crate::store::{Db, House};
use anyhow::Result;
use chrono::{NaiveTime, TimeDelta};

/// So many times are proposed, and so far ahead is looked for them.
const TIMES: usize = 4;
const WEEK: i64 = 7;
const AHEAD: i64 = 61;

/// The time that an appointment takes up, kept or not.
pub fn busy(appointment: &Appointment, world: &dyn World) -> Option<Busy> {
    let (from, till) = appointment.start.zip(appointment.end)?;
    Some(Busy {
        id: appointment.id,
        title: appointment.face(world).called,
        who: appointment.people(),
        room: appointment.room,
        from,
        till,
        all_day: appointment.all_day,
    })
}

/// What stands in the way of an appointment, kept or not; nothing of one that is past.
pub fn clashes(db: &Db, appointment: &Appointment) -> Result<Vec<Clash>> {
    let Some(busy) = busy(appointment, db).filter(|busy| busy.till > db.instant()) else { return Ok(Vec::new()) };
    Ok(clash::of(&busy, &db.busy(busy.from, busy.till)?, &db.house().team))
}

/// The next times at which all that is wanted is free, from an instant on; `but` is the appointment that is to move.
/// A week is looked through first, which is mostly enough.
pub fn free(db: &Db, wanted: &Search, but: Id, count: usize) -> Result<Vec<Instant>> {
    let House { calendar, team } = db.house();
    let mut found = Vec::new();
    for days in [WEEK, AHEAD] {
        let wanted = Search { till: wanted.from + TimeDelta::days(days), ..wanted.clone() };
        let mut spans = db.busy(wanted.from, wanted.till)?;
        spans.retain(|busy| but == 0 || busy.id != but);
        found = clash::free(&wanted, &spans, &team, &calendar, count);
        if found.len() == count {
            break;
        }
    }
    Ok(found)
}

/// What an appointment would need at another time.
fn search(busy: &Busy, from: Instant) -> Search {
    Search { who: busy.who.clone(), room: busy.room, length: busy.till - busy.from, from, till: from }
}

/// The same time tomorrow, and the next at which all are free.
pub(super) fn times(db: &Db, appointment: &Appointment) -> Result<Vec<Proposal>> {
    let Some(busy) = busy(appointment, db) else { return Ok(Vec::new()) };
    let mut list = Vec::new();
    let mut seen = vec![busy.from];
    let next = busy.from.checked_add_signed(TimeDelta::days(1)).filter(|at| *at > db.instant());
    if let Some(at) = next {
        let there = Busy { from: at, till: at + (busy.till - busy.from), ..busy.clone() };
        let met = clash::of(&there, &db.busy(there.from, there.till)?, &db.house().team);
        let same = Sentence::from(say("same time, a day later", "cùng giờ, hôm sau"));
        let why = met.first().map_or(same.clone(), |clash| same.then(&Sentence::plain("·")).then(&clash.told(db)));
        list.push(Proposal::new(shown(at, db), why));
        seen.push(at);
    }
    for at in free(db, &search(&busy, db.instant().max(busy.from)), busy.id, TIMES)? {
        if !seen.contains(&at) {
            list.push(Proposal::new(shown(at, db), all_free(db, &busy, at)));
        }
    }
    Ok(list)
}

fn shown(at: Instant, db: &Db) -> String {
    Kind::At.show(&Value::At(at), db)
}

/// Who and what is free then.
fn all_free(db: &Db, busy: &Busy, at: Instant) -> Sentence {
    let who = busy.who.iter().filter_map(|id| db.name("person", *id));
    let room = busy.room.and_then(|id| db.name("code", id));
    let all = who.chain(room).collect::<Vec<_>>().join(", ");
    agenda::free_then(&all, db.local(at), db.local(at + (busy.till - busy.from)), db.now())
}

/// What would end a clash: another room at the same time, if only the room is taken; the next free times.
pub fn remedies(db: &Db, appointment: &Appointment) -> Result<Vec<Proposal>> {
    let Some(busy) = busy(appointment, db) else { return Ok(Vec::new()) };
    let spans = db.busy(busy.from, busy.till)?;
    let met = clash::of(&busy, &spans, &db.house().team);
    let room = !met.is_empty() && met.iter().all(|clash| matches!(clash.why, clash::Why::Room(_)));
    let mut list = Vec::new();
    if room {
        let rooms: Vec<Id> = db.codes("room").iter().map(|code| code.id).collect();
        for id in clash::free_rooms(&rooms, busy.from, busy.till, &spans) {
            let why = agenda::free_then("", db.local(busy.from), db.local(busy.till), db.now());
            list.push(Proposal::new(db.name("code", id).unwrap_or_default(), why));
        }
    }
    let from = db.instant().max(busy.from);
    for at in free(db, &search(&busy, from), busy.id, TIMES)? {
        if at != busy.from || met.is_empty() {
            list.push(Proposal::new(shown(at, db), all_free(db, &busy, at)));
        }
    }
    Ok(list)
}

/// What someone who will be away is booked for then.
pub(super) fn absent(db: &Db, given: &Given) -> Result<Vec<Sentence>> {
    let mut absence = Absence::default();
    // What is missing still is no matter here.
    let _ = fill(&mut absence, given, db);
    let Absence { person: Some(person), from: Some(from), till: Some(till), .. } = absence else {
        return Ok(Vec::new());
    };
    let next = till.succ_opt().unwrap_or(till);
    let spans = db.busy(db.at(from, NaiveTime::MIN), db.at(next, NaiveTime::MIN))?;
    let titles: Vec<String> = spans.into_iter().filter(|b| b.who.contains(&person)).map(|b| b.title).collect();
    let who = db.name(Person::KIND, person).unwrap_or_default();
    Ok(if titles.is_empty() { Vec::new() } else { vec![agenda::is_booked(&who, &titles)] })
}
