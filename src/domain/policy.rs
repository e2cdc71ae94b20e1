//! How the house decides: clocks, scores, limits. Rows with a date from which they hold; never constants in code.
use super::face::{Face, Find, Kept, Tier};
use super::field::{Field, Record};
use super::filter::Filter;
use super::kind::Kind;
use super::lead::Lead;
use super::problem::Fault;
use super::value::{Choice, Id, Slot};
use super::world::World;
use crate::field;
use crate::lang::{Lang, Text, say};
use chrono::NaiveDate;

/// What a policy is about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Area {
    /// Points for a lead that fulfils a condition.
    #[default]
    Score,
    /// Working minutes until something is owed.
    Clock,
    /// A bound that acts keep to.
    Limit,
    /// The weight of an order's check: 2 refuses, 1 is said, 0 is none.
    Check,
    /// The chance of a stage in percent: 100 is won, 0 is lost.
    Stage,
}

#[rustfmt::skip]
impl Choice for Area {
    const ALL: &'static [(Self, &'static str, Text)] = &[
        (Self::Score, "score", say("score", "chấm điểm")),
        (Self::Clock, "clock", say("clock", "thời hạn")),
        (Self::Limit, "limit", say("limit", "giới hạn")),
        (Self::Check, "check", say("order check", "kiểm tra đơn")),
        (Self::Stage, "stage", say("chance of a stage", "xác suất giai đoạn")),
    ];
}

/// One rule.
#[derive(Clone, Debug, Default)]
pub struct Policy {
    pub id: Id,
    pub area: Area,
    /// What code asks for it by: `first-answer`.
    pub name: String,
    /// Filter words that a lead must fulfil.
    pub condition: String,
    pub value: i64,
    pub en: String,
    pub vi: String,
    pub since: Option<NaiveDate>,
    pub retired: bool,
    pub version: i64,
    pub approved: Option<Id>,
}

#[rustfmt::skip]
impl Record for Policy {
    const FIELDS: &'static [Field<Self>] = &[
        field!(required  area,      Kind::one_of::<Area>(),   "About",      "Về việc"),
        field!(required  name,      Kind::Text,               "Policy",     "Quy định"),
        field!(free      condition, Kind::Checked(condition), "Condition",  "Điều kiện"),
        field!(required  value,     Kind::Whole,              "Value",      "Giá trị", "Points", "Điểm"),
        field!(free      en,        Kind::Text,               "Label en", "Nhãn en", "Label", "Label (en)", "Nhãn (en)"),
        field!(free      vi,        Kind::Text,               "Label vi", "Nhãn vi", "Label (vi)", "Nhãn (vi)"),
        field!(free      since,     Kind::Day,                "Holds from", "Áp dụng từ"),
        field!(free      retired,   Kind::Flag,               "Retired",    "Thôi dùng"),
        field!(by_action version,   Kind::Whole,              "Version",    "Phiên bản"),
        field!(by_action approved,  Kind::Link("person"),     "Approved by", "Người duyệt"),
    ];

    fn id(&self) -> Id { self.id }
    fn set_id(&mut self, id: Id) { self.id = id; }
}

impl Kept for Policy {
    const KIND: &'static str = "policy";
    const FOUND: Tier = Tier::Never;
    const RIPPLES: &'static [&'static str] = super::kinds::TIMED;

    fn face(&self, _: &dyn World) -> Face {
        Face::quiet(&self.name, Find::name(&self.name).words([self.en.as_str(), &self.vi]))
    }

    fn edited(&mut self, world: &dyn World) {
        self.version += 1;
        self.approved = Some(world.me());
    }
}

impl Policy {
    /// What a reader of a language calls it.
    pub fn label(&self, lang: Lang) -> &str {
        let said = if lang == Lang::Vi { &self.vi } else { &self.en };
        if said.is_empty() { &self.name } else { said }
    }

    /// Whether the house goes by it on a day.
    pub fn holds_on(&self, day: NaiveDate) -> bool {
        !self.retired && self.since.is_none_or(|since| since <= day)
    }
}

fn condition(text: &str, world: &dyn World) -> Result<String, Fault> {
    Filter::parse(text, &Lead::default(), world).map(|_| text.to_owned()).map_err(|problem| problem.fault)
}

/// A scoring rule, ready to be asked of many leads.
pub struct ScoreRule {
    /// The policy's number, by which a score says what it is made of.
    pub id: Id,
    /// How often the policy was changed before.
    pub version: i64,
    /// What a lead must fulfil.
    pub condition: Filter,
    /// What it then gets.
    pub points: i64,
}
