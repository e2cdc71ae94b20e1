//! What passed between the house and a customer: the timeline. A call that was taken and not recorded is one without an
//! outcome, which is due at once.
use super::face::{Due, Face, Find, Kept, Tier};
use super::field::{Field, Part, Record};
use super::kind::{Kind, packed, together};
use super::problem::Fault;
use super::reach::{self, Reach};
use super::value::{Choice, Id, Instant, Slot, Value};
use super::world::World;
use crate::field;
use crate::lang::{Text, say};

/// By which way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Channel {
    /// Telephone.
    #[default]
    Call,
    /// E-mail.
    Mail,
    /// Zalo, WhatsApp and the like.
    Chat,
    /// Round a table.
    Meeting,
    /// At the customer's.
    Visit,
    /// At a trade show.
    Fair,
    /// Nobody spoke; something was noted.
    Note,
}

#[rustfmt::skip]
impl Choice for Channel {
    const ALL: &'static [(Self, &'static str, Text)] = &[
        (Self::Call,    "call",    say("call", "gọi")),
        (Self::Mail,    "mail",    say("mail", "thư")),
        (Self::Chat,    "chat",    say("chat", "chat")),
        (Self::Meeting, "meeting", say("meeting", "họp")),
        (Self::Visit,   "visit",   say("visit", "thăm")),
        (Self::Fair,    "fair",    say("fair", "hội chợ")),
        (Self::Note,    "note",    say("note", "ghi chú")),
    ];
}

/// How it ended.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Outcome {
    /// They were spoken with.
    #[default]
    Reached,
    /// Nobody answered.
    NoAnswer,
    /// The line was busy.
    Busy,
    /// They asked for another time.
    CallBack,
    /// The number is not theirs.
    WrongNumber,
    /// It is not recorded yet.
    Open,
}

#[rustfmt::skip]
impl Choice for Outcome {
    const ALL: &'static [(Self, &'static str, Text)] = &[
        (Self::Reached,     "reached",      say("reached", "gặp được")),
        (Self::NoAnswer,    "no-answer",    say("no answer", "không nghe máy")),
        (Self::Busy,        "busy",         say("busy", "máy bận")),
        (Self::CallBack,    "call-back",    say("call back", "hẹn gọi lại")),
        (Self::WrongNumber, "wrong-number", say("wrong number", "sai số")),
        (Self::Open,        "open",         say("not recorded", "chưa ghi")),
    ];
}

/// One contact.
#[derive(Clone, Debug, Default)]
pub struct Touch {
    pub id: Id,
    pub channel: Channel,
    pub outcome: Outcome,
    /// Whether they came to us.
    pub inward: bool,
    pub at: Option<Instant>,
    pub who: Option<Id>,
    pub reach: String,
    pub text: String,
    pub next: Option<Instant>,
    pub subjects: Vec<Subject>,
}

/// A record that a touch is about.
#[derive(Clone, Debug, Default)]
pub struct Subject {
    pub id: Id,
    pub subject: Option<Id>,
}

#[rustfmt::skip]
impl Record for Touch {
    const FIELDS: &'static [Field<Self>] = &[
        field!(free      channel, Kind::one_of::<Channel>(), "By",      "Cách"),
        field!(free      outcome, Kind::one_of::<Outcome>(), "Outcome", "Kết quả"),
        field!(free      text,    Kind::Note,                "What was said", "Nội dung"),
        field!(free      inward,  Kind::Flag,                "They came to us", "Khách tìm mình"),
        field!(free      reach,   Kind::Text,                "With",    "Qua số"),
        field!(free      at,      Kind::At,                  "When",    "Lúc"),
        field!(by_action who,     Kind::Link("person"),      "By whom", "Người ghi"),
        field!(by_action next,    Kind::At,                  "Next",    "Bước kế"),
        field!(@field ByAction, about, Kind::Several, Subjects, |row| together(row.subjects.iter().filter_map(|s| s.subject)), |_| None, |row, value| row.turn_to(value),
                                                             "About",   "Về"),
    ];
    const PARTS: &'static [Part<Self>] = &[Part {
        key: "subjects", label: say("About", "Về"), table: "touch_subject", shared: false, grows: false,
        rows: |row| &row.subjects, rows_mut: |row| &mut row.subjects,
    }];

    fn id(&self) -> Id { self.id }
    fn set_id(&mut self, id: Id) { self.id = id; }
}

#[rustfmt::skip]
impl Record for Subject {
    const FIELDS: &'static [Field<Self>] = &[
        field!(by_action subject, Kind::Any, "About", "Về"),
    ];

    fn id(&self) -> Id { self.id }
    fn set_id(&mut self, id: Id) { self.id = id; }
}

impl Kept for Touch {
    const KIND: &'static str = "touch";
    const LEANS: &'static [&'static str] = &["subjects.subject"];
    const FOUND: Tier = Tier::About;
    const WORKS: bool = true;

    fn settle(&mut self, world: &dyn World) {
        self.at.get_or_insert_with(|| world.instant());
        self.who.get_or_insert_with(|| world.me());
    }

    fn face(&self, world: &dyn World) -> Face {
        let about = self.subjects.first().and_then(|s| super::kinds::named(s.subject?, world)).unwrap_or_default();
        let due = self.at.filter(|_| self.outcome == Outcome::Open).map(|at| Due::new(at, "not-recorded", ""));
        let turn = due.as_ref().and(self.who);
        Face { called: about, find: Find::default(), due, turn }
    }
}

impl Touch {
    /// About some records.
    pub fn about(subjects: impl IntoIterator<Item = Id>) -> Self {
        let subjects = subjects.into_iter().map(|packed| Subject { id: 0, subject: Some(packed) }).collect();
        Self { subjects, ..Self::default() }
    }

    /// Is about other records, as `Kind::Several` has them.
    fn turn_to(&mut self, value: Value) -> Result<(), Fault> {
        let mut all = String::new();
        all.put(value)?;
        let before = std::mem::take(&mut self.subjects);
        let known = |packed: Id| before.iter().find(|known| known.subject == Some(packed)).cloned();
        let new = |packed: Id| Subject { id: 0, subject: Some(packed) };
        self.subjects = packed(&all).map(|packed| known(packed).unwrap_or_else(|| new(packed))).collect();
        Ok(())
    }
}

/// A record that someone can be spoken with about, or that is someone.
pub trait Touched: Kept {
    /// Who answers for it.
    fn owner(&self) -> Option<Id>;

    /// Its numbers and mailboxes.
    fn reaches(&self) -> &[Reach] {
        &[]
    }

    /// The number or mailbox by which it was reached.
    fn reach(&self) -> String {
        reach::title(self.reaches())
    }

    /// What a touch of it is also about: a contact's company.
    fn subjects(&self) -> Vec<Id> {
        Vec::new()
    }

    /// Hears how it ended, and what was agreed.
    fn touched(&mut self, _: Outcome, _: Option<Instant>, _: &dyn World) {}
}
