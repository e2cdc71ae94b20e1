//! All that stands in a calendar between two days: appointments, what is due and mine to move, absences, days off.
use crate::domain::account::Account;
use crate::domain::appointment::{Appointment, State};
use crate::domain::attendee::Attendee;
use crate::domain::clash::{Busy, Staff};
use crate::domain::deed::Ref;
use crate::domain::face::{Due, Kept};
use crate::domain::hours::{Calendar, Exception};
use crate::domain::kinds::{KINDS, Shape, shape};
use crate::domain::person::Absence;
use crate::domain::value::{Choice, Id, Instant};
use crate::domain::world::World;
use crate::store::{Db, instant};
use anyhow::Result;
use chrono::{NaiveDate, NaiveTime};
use rusqlite::params;
use std::collections::HashMap;
use std::rc::Rc;

/// What stands in a calendar.
#[derive(Clone, Debug, Default)]
pub struct Agenda {
    /// By their start.
    pub items: Vec<Item>,
    pub absences: Vec<Absence>,
    /// The days that differ from the week's pattern.
    pub exceptions: Vec<(NaiveDate, Exception)>,
    /// Whether more is due than is told: see `MOST`.
    pub more: bool,
}

/// An appointment, or something due.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    pub at: Ref,
    pub title: String,
    pub from: Instant,
    /// Of what is due the same as `from`.
    pub till: Instant,
    pub all_day: bool,
    /// How far an appointment has come; none of what is due.
    pub state: Option<State>,
    /// The people of the house whom it takes up.
    pub who: Vec<Id>,
    pub guests: Vec<String>,
    pub owner: Option<Id>,
    pub room: Option<Id>,
    pub place: String,
    /// IANA name of the zone on whose clocks it was agreed.
    pub zone: String,
    /// That of the customer it is about.
    pub theirs: String,
    pub about: Option<Id>,
    /// When someone must act on it, and why.
    pub due: Option<Due>,
    pub turn: Option<Id>,
}

/// The people of the house and when they work.
#[derive(Clone, Debug)]
pub struct House {
    pub calendar: Rc<Calendar>,
    pub team: Vec<Staff>,
}

/// No more of a kind is told to be due between two days.
pub const MOST: usize = 500;

const COLUMNS: &str = "a.id, a.called, a.start, a.\"end\", a.all_day, a.state, a.owner, a.coordinator, a.room, a.place,
    a.zone, a.about, a.due_at, a.due_why, a.turn,
    (SELECT c.zone FROM account c WHERE c.id = a.about >> 6 AND a.about & 63 = ?3)";
/// What lasts no longer than a day is found by its start, the rest by an index of its own.
const BETWEEN: &str = "a.archived IS NULL AND (a.start >= ?1 - 86400 AND a.start < ?2 AND a.\"end\" > ?1)";
const LONG: &str = "a.archived IS NULL AND a.\"end\" - a.start > 86400 AND a.\"end\" > ?1 AND a.start < ?1 - 86400";

impl Item {
    /// The time that it takes up, while it is to take place.
    pub fn busy(&self) -> Option<Busy> {
        matches!(self.state?, State::Confirmed | State::Tentative).then(|| Busy {
            id: self.at.id,
            title: self.title.clone(),
            who: self.who.clone(),
            room: self.room,
            from: self.from,
            till: self.till,
            all_day: self.all_day,
        })
    }

    /// Whether it stands open: an appointment to come, or something due.
    pub fn is_open(&self) -> bool {
        matches!(self.state, None | Some(State::Confirmed | State::Tentative))
    }
}

impl Db {
    /// What stands in the calendar from one day to another, both included.
    pub fn agenda(&self, first: NaiveDate, last: NaiveDate) -> Result<Agenda> {
        let next = last.succ_opt().unwrap_or(last);
        let (from, to) = (self.at(first, NaiveTime::MIN), self.at(next, NaiveTime::MIN));
        let mut items = self.appointments(from, to)?;
        let mut more = false;
        for shape in KINDS.iter().filter(|shape| shape.works && shape.kind != Appointment::KIND) {
            let due = self.due_between(shape, from, to)?;
            more |= due.len() > MOST;
            items.extend(due.into_iter().take(MOST));
        }
        items.sort_by_key(|item| (item.from, item.at));
        let absences =
            self.absences().iter().filter(|a| a.from <= Some(last) && Some(first) <= a.till).cloned().collect();
        let calendar = self.hours();
        let exceptions = calendar.exceptions.since(first).take_while(|(day, _)| *day <= last);
        let exceptions = exceptions.map(|(day, exception)| (day, exception.clone())).collect();
        Ok(Agenda { items, absences, exceptions, more })
    }

    /// The time that appointments take up between two instants.
    pub fn busy(&self, from: Instant, to: Instant) -> Result<Vec<Busy>> {
        Ok(self.appointments(from, to)?.iter().filter_map(Item::busy).collect())
    }

    /// The people of the house and when they work.
    pub fn house(&self) -> House {
        let (calendar, absences) = (self.hours(), self.absences());
        let people = self.people();
        let team = people.iter().filter(|p| !p.left).map(|p| Staff::of(p, &calendar, &absences)).collect();
        House { calendar, team }
    }

    /// The appointments that take up any time between two instants, cancelled ones too, by their start.
    pub fn appointments(&self, from: Instant, to: Instant) -> Result<Vec<Item>> {
        let mut who = self.attendees(from, to)?;
        let sql = format!(
            "SELECT {COLUMNS} FROM appointment a WHERE {BETWEEN}
             UNION ALL SELECT {COLUMNS} FROM appointment a WHERE {LONG} ORDER BY 3, 1"
        );
        let mut found = self.sql.prepare_cached(&sql)?;
        let accounts = shape(Account::KIND).map(|shape| shape.no);
        let mut found = found.query(params![from.timestamp(), to.timestamp(), accounts])?;
        let mut items = Vec::new();
        while let Some(row) = found.next()? {
            let id: Id = row.get(0)?;
            let state = row.get_ref(5)?.as_str()?;
            let due: Option<(i64, String)> = Option::zip(row.get(12)?, row.get(13)?);
            let mut kept = Appointment { all_day: row.get::<_, Option<i64>>(4)?.is_some(), ..Appointment::default() };
            (kept.work.owner, kept.work.coordinator) = (row.get(6)?, row.get(7)?);
            kept.attendees = who.remove(&id).unwrap_or_default();
            items.push(Item {
                at: Ref { kind: Appointment::KIND, id },
                title: row.get(1)?,
                from: instant(row.get(2)?)?,
                till: instant(row.get(3)?)?,
                all_day: kept.all_day,
                state: State::of(state),
                who: kept.people(),
                owner: kept.work.owner,
                room: row.get(8)?,
                place: row.get::<_, Option<String>>(9)?.unwrap_or_default(),
                zone: row.get(10)?,
                theirs: row.get::<_, Option<String>>(15)?.unwrap_or_default(),
                about: row.get(11)?,
                due: due.map(|(at, why)| Ok::<_, anyhow::Error>(Due { at: instant(at)?, why })).transpose()?,
                turn: row.get(14)?,
                guests: kept.attendees.into_iter().filter(|a| a.person.is_none()).map(|a| a.name).collect(),
            });
        }
        Ok(items)
    }

    fn attendees(&self, from: Instant, to: Instant) -> Result<HashMap<Id, Vec<Attendee>>> {
        let of =
            "SELECT w.parent, w.id, w.person, w.name FROM appointment a JOIN appointment_attendee w ON w.parent = a.id";
        let sql = format!("{of} WHERE {BETWEEN} UNION ALL {of} WHERE {LONG} ORDER BY 2");
        let mut found = self.sql.prepare_cached(&sql)?;
        let mut found = found.query(params![from.timestamp(), to.timestamp()])?;
        let mut all: HashMap<Id, Vec<Attendee>> = HashMap::new();
        while let Some(row) = found.next()? {
            let name = row.get::<_, Option<String>>(3)?.unwrap_or_default();
            all.entry(row.get(0)?).or_default().push(Attendee { id: row.get(1)?, person: row.get(2)?, name });
        }
        Ok(all)
    }

    /// What of a kind is due between two instants and mine to move, or mine to see after while it is nobody's here: a
    /// carrier's, a customer's.
    fn due_between(&self, shape: &Shape, from: Instant, to: Instant) -> Result<Vec<Item>> {
        let mine = self.mine().iter().map(Id::to_string).collect::<Vec<_>>().join(", ");
        let of = format!(
            "SELECT id, called, due_at, due_why, turn FROM \"{}\" WHERE due_at >= ?1 AND due_at < ?2 AND due_at IS NOT NULL",
            shape.kind
        );
        let after = format!("UNION ALL {of} AND turn IS NULL AND coordinator IN ({mine})");
        let after = if shape.has("coordinator") { after } else { String::new() };
        let sql = format!("{of} AND turn IN ({mine}) {after} ORDER BY 3, 1 LIMIT {}", MOST + 1);
        let mut found = self.sql.prepare_cached(&sql)?;
        let mut found = found.query(params![from.timestamp(), to.timestamp()])?;
        let mut items = Vec::new();
        while let Some(row) = found.next()? {
            let at = instant(row.get(2)?)?;
            items.push(Item {
                at: Ref { kind: shape.kind, id: row.get(0)? },
                title: row.get(1)?,
                from: at,
                till: at,
                all_day: false,
                state: None,
                who: Vec::new(),
                guests: Vec::new(),
                owner: None,
                room: None,
                place: String::new(),
                zone: String::new(),
                theirs: String::new(),
                about: None,
                due: Some(Due { at, why: row.get(3)? }),
                turn: row.get(4)?,
            });
        }
        Ok(items)
    }
}
