//! Clocks that count working time against a promise: first answer now, next answer and resolution when cases come.
use super::field::{Field, Record};
use super::kind::Kind;
use super::value::{Choice, Id, Instant, Slot};
use super::world::World;
use crate::field;
use crate::lang::{Text, say};
use chrono::TimeDelta;

/// What is owed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Owed {
    /// Someone's first answer.
    #[default]
    FirstAnswer,
}

#[rustfmt::skip]
impl Choice for Owed {
    const ALL: &'static [(Self, &'static str, Text)] = &[
        (Self::FirstAnswer, "first-answer", say("first answer", "trả lời đầu")),
    ];
}

/// One clock of a record. It runs from `started`; it stands once it is `met`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Clock {
    pub id: Id,
    pub owed: Owed,
    /// Working minutes that the policy allowed when it was last worked out.
    pub minutes: i64,
    pub started: Option<Instant>,
    pub due: Option<Instant>,
    pub met: Option<Instant>,
}

#[rustfmt::skip]
impl Record for Clock {
    const FIELDS: &'static [Field<Self>] = &[
        field!(by_action owed,    Kind::one_of::<Owed>(), "Owed",    "Phải làm"),
        field!(settled   minutes, Kind::Whole,            "Minutes", "Số phút"),
        field!(by_action started, Kind::At,               "Started", "Bắt đầu"),
        field!(settled   due,     Kind::At,               "Due",     "Hạn"),
        field!(by_action met,     Kind::At,               "Met",     "Xong lúc"),
    ];

    fn id(&self) -> Id { self.id }
    fn set_id(&mut self, id: Id) { self.id = id; }
}

/// Where the clocks of every kind are kept.
pub const TABLE: &str = "clock";

/// Starts a clock; one that runs already, at another instant where that turns out to be the right one.
pub fn start(list: &mut Vec<Clock>, owed: Owed, at: Option<Instant>) {
    match list.iter_mut().find(|c| c.owed == owed) {
        Some(clock) if clock.met.is_none() => clock.started = at,
        Some(_) => {}
        None => list.push(Clock { owed, started: at, ..Clock::default() }),
    }
}

/// Stops a clock, if it runs.
pub fn meet(list: &mut [Clock], owed: Owed, at: Instant) {
    for clock in list.iter_mut().filter(|c| c.owed == owed && c.met.is_none()) {
        clock.met = Some(at);
    }
}

/// Works out when each that runs is due, by the policies and the working time that hold today.
pub fn settle(list: &mut [Clock], world: &dyn World) {
    for clock in list.iter_mut().filter(|c| c.met.is_none()) {
        clock.minutes = world.rule(clock.owed.key()).unwrap_or(0);
        let span = TimeDelta::try_minutes(clock.minutes).unwrap_or_default();
        clock.due = clock.started.and_then(|at| world.hours().add(at, span));
    }
}

/// What is over owes nothing: clocks that were not met stand still.
pub fn rest(list: &mut [Clock]) {
    for clock in list.iter_mut().filter(|c| c.met.is_none()) {
        (clock.minutes, clock.due) = (0, None);
    }
}

/// The nearest that runs.
pub fn nearest(list: &[Clock]) -> Option<&Clock> {
    list.iter().filter(|c| c.met.is_none() && c.due.is_some()).min_by_key(|c| c.due)
}
