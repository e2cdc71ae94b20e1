//! A message taken for someone who could not be reached, kept until they have it.
use super::face::{Due, Face, Find, Kept, Tier};
use super::field::{Field, Record};
use super::kind::Kind;
use super::problem::{Fault, Ready};
use super::touch::{Outcome, Touched};
use super::value::{Choice, Id, Instant, Slot};
use super::worked::{self, Side, Work, Worked};
use super::world::World;
use crate::field;
use crate::lang::{Text, fault, say};

/// How far it has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum State {
    /// Nobody has read it.
    #[default]
    Taken,
    /// Whoever answers has read it.
    Acknowledged,
    /// The caller was called back.
    Returned,
}

#[rustfmt::skip]
impl Choice for State {
    const ALL: &'static [(Self, &'static str, Text)] = &[
        (Self::Taken,        "taken",        say("taken", "đã nhận")),
        (Self::Acknowledged, "acknowledged", say("read", "đã đọc")),
        (Self::Returned,     "returned",     say("returned", "đã gọi lại")),
    ];
}

/// What a caller left for someone: the owner of the message is whom it is for.
#[derive(Clone, Debug, Default)]
pub struct Message {
    pub id: Id,
    pub text: String,
    /// Who left it.
    pub caller: String,
    pub reach: String,
    pub about: Option<Id>,
    pub state: State,
    pub taken: Option<Instant>,
    pub work: Work,
}

#[rustfmt::skip]
impl Record for Message {
    const FIELDS: &'static [Field<Self>] = &[
        field!(required  text,   Kind::Note,              "Message", "Lời nhắn"),
        field!(free      caller, Kind::Text,              "From",    "Của ai"),
        field!(free      reach,  Kind::Text,              "Number",  "Số gọi lại"),
        field!(by_action about,  Kind::Any,               "About",   "Về"),
        field!(by_action state,  Kind::one_of::<State>(), "State",   "Trạng thái"),
        field!(by_action taken,  Kind::At,                "Taken",   "Nhận lúc"),
    ];
    const MORE: &'static [Field<Self>] = worked::Fields::<Self>::ALL;

    fn id(&self) -> Id { self.id }
    fn set_id(&mut self, id: Id) { self.id = id; }
}

impl Kept for Message {
    const KIND: &'static str = "message";
    const LEANS: &'static [&'static str] = &["owner"];
    const FOUND: Tier = Tier::About;
    const WORKS: bool = true;

    fn settle(&mut self, world: &dyn World) {
        self.taken.get_or_insert_with(|| world.instant());
        if self.work.since.is_none() {
            self.work.hand(Side::Rep, "", world);
        }
        self.work.settle(world);
    }

    fn face(&self, world: &dyn World) -> Face {
        let owner = self.work.owner.and_then(|id| world.name("person", id)).unwrap_or_default();
        let called = format!("{owner} ← {}", self.caller);
        let find = Find::default().words([self.caller.as_str(), &self.text]);
        let due = self.taken.filter(|_| self.open().is_ok()).map(|at| Due::new(at, "message", self.state.key()));
        let due = self.work.due(due);
        Face { called, find, turn: due.as_ref().and(self.work.whose()), due }
    }
}

impl Worked for Message {
    fn open(&self) -> Ready {
        if self.state == State::Returned { Err(Fault::new(fault::already(self.state.text()))) } else { Ok(()) }
    }

    fn work(&self) -> &Work {
        &self.work
    }

    fn work_mut(&mut self) -> &mut Work {
        &mut self.work
    }
}

impl Touched for Message {
    fn owner(&self) -> Option<Id> {
        self.work.owner
    }

    fn reach(&self) -> String {
        self.reach.clone()
    }

    fn subjects(&self) -> Vec<Id> {
        self.about.into_iter().collect()
    }

    fn touched(&mut self, outcome: Outcome, next: Option<Instant>, world: &dyn World) {
        match outcome {
            Outcome::Reached => self.state = State::Returned,
            _ => self.work.put_off(next, world),
        }
    }
}
