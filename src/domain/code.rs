//! Lists that people own: sources, lost reasons, slip reasons, hold reasons, industries, stages, rooms. Rows, never an
//! enum.
use super::face::{Face, Find, Kept, Tier};
use super::field::{Field, Record};
use super::kind::Kind;
use super::value::{Choice, Id, Slot};
use super::world::World;
use crate::field;
use crate::lang::{Lang, Text, say};

/// Which list a row is of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum List {
    /// Where a lead came from.
    #[default]
    Source,
    /// Why a lead or an opportunity was lost.
    Lost,
    /// Why a promise slipped.
    Slip,
    /// Why an order is held.
    Hold,
    /// What an account does.
    Industry,
    /// How far an opportunity has come.
    Stage,
    /// What of the house can be booked once at a time.
    Room,
}

#[rustfmt::skip]
impl Choice for List {
    const ALL: &'static [(Self, &'static str, Text)] = &[
        (Self::Source,   "source",      say("source", "nguồn")),
        (Self::Lost,     "lost-reason", say("lost reason", "lý do mất")),
        (Self::Slip,     "slip-reason", say("slip reason", "lý do dời hẹn")),
        (Self::Hold,     "hold-reason", say("hold reason", "lý do giữ")),
        (Self::Industry, "industry",    say("industry", "ngành")),
        (Self::Stage,    "stage",       say("stage", "giai đoạn")),
        (Self::Room,     "room",        say("room", "phòng")),
    ];
}

/// A row of one of the lists.
#[derive(Clone, Debug, Default)]
pub struct Code {
    pub id: Id,
    pub list: List,
    /// What files and scripts call it.
    pub name: String,
    pub en: String,
    pub vi: String,
    pub rank: i64,
    pub retired: bool,
}

#[rustfmt::skip]
impl Record for Code {
    const FIELDS: &'static [Field<Self>] = &[
        field!(required list,    Kind::one_of::<List>(), "List",       "Danh mục"),
        field!(required name,    Kind::Text,             "Code",       "Mã"),
        field!(free     en,      Kind::Text,             "English",    "Tiếng Anh"),
        field!(free     vi,      Kind::Text,             "Vietnamese", "Tiếng Việt"),
        field!(free     rank,    Kind::Whole,            "Order",      "Thứ tự"),
        field!(free     retired, Kind::Flag,             "Retired",    "Thôi dùng"),
    ];

    fn id(&self) -> Id { self.id }
    fn set_id(&mut self, id: Id) { self.id = id; }
}

impl Kept for Code {
    const KIND: &'static str = "code";
    const RIPPLES: &'static [&'static str] = super::kinds::TIMED;
    const FOUND: Tier = Tier::Never;

    fn face(&self, _: &dyn World) -> Face {
        Face::quiet(&self.name, Find::name(&self.name).words([self.en.as_str(), &self.vi]))
    }
}

impl Code {
    /// What a reader of a language calls it.
    pub fn label(&self, lang: Lang) -> &str {
        let said = if lang == Lang::Vi { &self.vi } else { &self.en };
        if said.is_empty() { &self.name } else { said }
    }
}
