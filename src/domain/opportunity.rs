//! An opportunity: what a customer may buy, by when, for how much, and how likely that is. Its stages are a list that
//! people own; a policy of each gives its chance, and 100 % is won, 0 % is lost.
use super::alias::{self, Alias};
use super::deed::Ref;
use super::face::{Due, Face, Find, Kept};
use super::field::{Field, Part, Record};
use super::kind::{Kind, evening};
use super::money::Currency;
use super::problem::{Fault, Problem, Ready};
use super::tag::{self, Tag};
use super::touch::{Outcome, Touched};
use super::value::{Choice, Id, Instant, Slot};
use super::worked::{self, Side, Work, Worked};
use super::workspace::currency;
use super::world::World;
use crate::field;
use crate::lang::{Text, fault, order as said, say};
use chrono::{NaiveDate, NaiveTime};

/// A stage, and what it is worth.
#[derive(Clone, Debug, PartialEq)]
pub struct Stage {
    /// Its row in the list.
    pub id: Id,
    /// The chance in percent, where a policy gives one.
    pub chance: Option<i64>,
}

/// The chance of what is won, in percent; of what is lost it is nothing.
const WON: i64 = 100;

/// How it ended, or that it has not.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum State {
    /// Nobody has decided.
    #[default]
    Open,
    /// They buy.
    Won,
    /// They do not.
    Lost,
}

#[rustfmt::skip]
impl Choice for State {
    const ALL: &'static [(Self, &'static str, Text)] = &[
        (Self::Open, "open", say("open", "đang mở")),
        (Self::Won,  "won",  say("won", "thắng")),
        (Self::Lost, "lost", say("lost", "mất")),
    ];
}

impl Stage {
    /// How what stands at it has ended.
    pub fn state(&self) -> State {
        match self.chance {
            Some(WON..) => State::Won,
            Some(..=0) => State::Lost,
            _ => State::Open,
        }
    }
}

/// What a customer may buy.
#[derive(Clone, Debug, Default)]
pub struct Opportunity {
    pub id: Id,
    pub name: String,
    pub account: Option<Id>,
    pub contact: Option<Id>,
    pub stage: Option<Id>,
    /// Since when it is at that stage.
    pub staged: Option<Instant>,
    pub amount: Option<i64>,
    pub currency: Currency,
    /// By when they will decide.
    pub close: Option<NaiveDate>,
    /// What its people think of its chance, in hundredths of a percent; else it is the stage's.
    pub probability: Option<i64>,
    pub product: Option<Id>,
    pub source: Option<Id>,
    pub next: Option<Instant>,
    pub next_what: String,
    pub note: String,
    pub lost: Option<Id>,
    /// The lead that it came from.
    pub lead: Option<Id>,
    /// Came from an old system and owes nothing.
    pub history: bool,
    pub created: Option<Instant>,
    pub ended: Option<Instant>,
    pub archived: Option<Instant>,
    /// The one that it turned out to be.
    pub merged: Option<Id>,
    pub state: State,
    /// In hundredths of a percent.
    pub chance: i64,
    /// The amount times its chance.
    pub weighted: Option<i64>,
    pub work: Work,
    pub tags: Vec<Tag>,
    pub aliases: Vec<Alias>,
}

#[rustfmt::skip]
impl Record for Opportunity {
    const FIELDS: &'static [Field<Self>] = &[
        field!(free      name,      Kind::Text,            "Opportunity", "Cơ hội", "Name", "Potential Name", "Deal Name", "Deal", "Opportunity Name", "Tên cơ hội", "Deal Title", "Title"),
        field!(free      account,   Kind::Link("account"), "Customer",    "Khách hàng", "Account", "Account Name", "Organization", "Associated Company", "Company", "Company Name", "Tên KH", "Tên khách hàng", "Công ty", "Tên công ty", "Cty"),
        field!(free      contact,   Kind::Link("contact"), "Contact",     "Người liên hệ", "Contact Name", "Contact Person"),
        field!(money Free amount,                          "Amount",      "Giá trị", "Close Value", "Value", "Deal Value", "Deal Amount", "Doanh số", "Giá trị cơ hội", "Số tiền"),
        field!(free      currency,  Kind::Checked(currency), "Currency", "Loại tiền"),
        field!(free      close,     Kind::Day,             "Decides by",  "Ngày chốt", "Closing Date", "Close Date", "Expected Close", "Expected Close Date", "Ngày dự kiến chốt", "Ngày chốt dự kiến", "Ngày dự kiến"),
        field!(free      probability, Kind::Percent,       "Own chance",  "Tự đánh giá", "Probability"),
        field!(free      product,   Kind::Link("product"), "Product",     "Sản phẩm", "Product Name"),
        field!(free      source,    Kind::Code("source"),  "Source",      "Nguồn", "Lead Source"),
        field!(free      next,      Kind::At,              "Next step",   "Bước kế"),
        field!(free      next_what, Kind::Text,            "What next",   "Việc kế"),
        field!(tags,                                       "Tags",        "Thẻ", "Tag"),
        field!(free      note,      Kind::Note,            "Note",        "Ghi chú", "Description", "Notes", "Mô tả"),
        field!(by_action stage,     Kind::Code("stage"),   "Stage",       "Giai đoạn", "Deal Stage", "Sales Stage", "Status", "Trạng thái", "Opportunity Stage", "Giai đoạn bán hàng"),
        field!(by_action staged,    Kind::At,              "At stage since", "Ở giai đoạn từ"),
        field!(by_action lost,      Kind::Code("lost-reason"), "Lost because", "Mất vì", "Lost Reason", "Lý do mất", "Closed Lost Reason", "Reason For Loss", "Loss Reason", "Lý do thất bại"),
        field!(by_action lead,      Kind::Link("lead"),    "From lead",   "Từ khách mới"),
        field!(by_action history,   Kind::Flag,            "History",     "Dữ liệu cũ"),
        field!(by_action created,   Kind::At,              "Created",     "Ngày tạo", "Engage Date", "Created Time", "Created At", "Created On", "Created Date", "Create Date", "Deal Created", "Thời gian tạo"),
        field!(by_action ended,     Kind::At,              "Decided",     "Chốt lúc", "Won Time", "Lost Time", "Deal Closed On", "Won Date", "Lost Date", "Closed Date", "Ngày thắng", "Ngày thua"),
        field!(by_action archived,  Kind::At,              "Archived",    "Lưu trữ lúc"),
        field!(by_action merged,   Kind::Link("opportunity"),   "Merged into",  "Gộp vào"),
        field!(by_action state,     Kind::one_of::<State>(), "State",     "Trạng thái", "Status", "Deal Status", "Opportunity Status"),
        field!(settled   chance,    Kind::Percent,         "Chance",      "Xác suất"),
        field!(money Derived weighted,                     "Weighted",    "Kỳ vọng"),
        field!(outside,                                    "Key",         "Mã", "Opportunity Id", "Deal Id"),
    ];
    const MORE: &'static [Field<Self>] = worked::Fields::<Self>::ALL;
    const PARTS: &'static [Part<Self>] = &[
        Part { key: "tags", label: say("Tags", "Thẻ"), table: tag::TABLE, shared: true, grows: false,
               rows: |row| &row.tags, rows_mut: |row| &mut row.tags },
        Part { key: "aliases", label: say("Also called", "Còn gọi"), table: alias::TABLE, shared: true, grows: false,
               rows: |row| &row.aliases, rows_mut: |row| &mut row.aliases },
    ];

    fn id(&self) -> Id { self.id }
    fn set_id(&mut self, id: Id) { self.id = id; }

    fn check(&self, _: &dyn World) -> Vec<Problem> {
        let mut problems = Vec::new();
        if self.name.is_empty() && self.account.is_none() {
            problems.push(Fault::new(fault::MUST_BE_GIVEN).at("name"));
        }
        if self.probability.is_some_and(|own| !(0..=WON * 100).contains(&own)) {
            problems.push(Fault::new(said::BETWEEN_NONE_AND_ALL).at("probability"));
        }
        problems
    }
}

impl Kept for Opportunity {
    const KIND: &'static str = "opportunity";
    const OWN: &'static [&'static str] = &["name"];
    const WORKS: bool = true;
    const LEANS: &'static [&'static str] = &["account"];
    const OPEN: &'static str = "state:open history: archived:";

    fn begin(&mut self, world: &dyn World) {
        self.currency = world.currency();
    }

    /// One that a person makes begins at the first stage.
    fn edited(&mut self, world: &dyn World) {
        if self.stage.is_none() {
            self.stage = world.stages().iter().find(|stage| stage.state() == State::Open).map(|stage| stage.id);
        }
    }

    /// What another system says is won or lost was so by the day on which it closed.
    fn imported(&mut self, world: &dyn World) {
        self.state = self.state_of_stage(world);
        if self.state == State::Open {
            // What was open again has not ended, though a file may keep when it had.
            self.ended = None;
        } else if self.ended.is_none() {
            self.ended = self.close.map(|day| world.at(day, NaiveTime::MIN).min(world.instant()));
        }
    }

    fn settle(&mut self, world: &dyn World) {
        self.created.get_or_insert_with(|| world.instant());
        self.staged = self.staged.or(self.created);
        if self.work.since.is_none() {
            self.work.hand(Side::Rep, "", world);
        }
        self.work.settle(world);
        if self.id == 0 {
            self.state = self.state_of_stage(world);
        }
        // How it ended was decided by the policy of that day, and stays.
        self.chance = match self.state {
            State::Open => self.probability.unwrap_or_else(|| self.chance_of_stage(world)),
            State::Won => WON * 100,
            State::Lost => 0,
        };
        let weighted = |amount: i64| i128::from(amount) * i128::from(self.chance) / i128::from(WON * 100);
        self.weighted = self.amount.and_then(|amount| i64::try_from(weighted(amount)).ok());
    }

    fn face(&self, world: &dyn World) -> Face {
        let account = self.account.and_then(|id| world.name("account", id)).unwrap_or_default();
        let called = if self.name.is_empty() { account.clone() } else { self.name.clone() };
        let due = if self.open().is_ok() && !self.history { self.work.due(self.due(world)) } else { None };
        let find = Find::name(&self.name).words([account.as_str()]).aliases(&self.aliases).unless(self.merged);
        Face { called, find, turn: due.as_ref().and(self.work.whose()), due }
    }
}

impl Worked for Opportunity {
    fn open(&self) -> Ready {
        match self.state {
            _ if self.archived.is_some() => Err(Fault::new(fault::ARCHIVED)),
            State::Open => Ok(()),
            state => Err(Fault::new(fault::already(state.text()))),
        }
    }

    fn work(&self) -> &Work {
        &self.work
    }

    fn work_mut(&mut self) -> &mut Work {
        &mut self.work
    }
}

impl Opportunity {
    fn at_stage(&self, world: &dyn World) -> Option<Stage> {
        world.stages().into_iter().find(|stage| Some(stage.id) == self.stage)
    }

    fn state_of_stage(&self, world: &dyn World) -> State {
        Self::ended_at(self.stage, world)
    }

    fn chance_of_stage(&self, world: &dyn World) -> i64 {
        self.at_stage(world).and_then(|stage| stage.chance).unwrap_or(0).clamp(0, WON) * 100
    }

    /// The open stage after its own; the first, where it is at none.
    pub fn next_stage(&self, world: &dyn World) -> Option<Id> {
        let open: Vec<Id> = world.stages().iter().filter(|s| s.state() == State::Open).map(|s| s.id).collect();
        let next = open.iter().position(|id| Some(*id) == self.stage).map_or(0, |at| at + 1);
        open.get(next).copied()
    }

    /// How what stands at a stage has ended.
    pub fn ended_at(stage: Option<Id>, world: &dyn World) -> State {
        world.stages().iter().find(|known| Some(known.id) == stage).map_or(State::Open, Stage::state)
    }

    /// The first stage that is so ended.
    pub fn ending(state: State, world: &dyn World) -> Option<Id> {
        world.stages().iter().find(|stage| stage.state() == state).map(|stage| stage.id)
    }

    /// Moves it. What its people thought of its chance was of the stage before.
    pub fn move_to(&mut self, stage: Id, world: &dyn World) {
        let now = world.instant();
        (self.stage, self.staged, self.probability) = (Some(stage), Some(now), None);
        (self.work.since, self.history) = (Some(now), false);
        self.state = self.state_of_stage(world);
        self.ended = (self.state != State::Open).then_some(now);
        if self.state != State::Lost {
            self.lost = None;
        }
    }

    fn due(&self, world: &dyn World) -> Option<Due> {
        let next = self.next.map(|at| Due::new(at, "next-step", &self.next_what));
        let close = self.close.map(|day| Due::new(evening(day, world), "close-date", ""));
        let stalled = if next.is_some() { None } else { self.stalled(world) };
        [next, close, stalled].into_iter().flatten().min_by_key(|due| due.at)
    }

    /// Where nothing is agreed, it stalls so many working days after its last move as the policy says.
    fn stalled(&self, world: &dyn World) -> Option<Due> {
        let days = world.rule("opportunity-stall-days")?;
        let since = self.work.since.max(self.staged)?;
        let day = world.hours().days(world.local(since).date_naive(), i32::try_from(days).ok()?)?;
        Some(Due::new(evening(day, world), "stalled", days))
    }
}

impl Touched for Opportunity {
    fn owner(&self) -> Option<Id> {
        self.work.owner
    }

    fn subjects(&self) -> Vec<Id> {
        let account = self.account.map(|id| Ref { kind: "account", id }.packed());
        account.into_iter().chain(self.contact.map(|id| Ref { kind: "contact", id }.packed())).collect()
    }

    fn touched(&mut self, outcome: Outcome, next: Option<Instant>, world: &dyn World) {
        match outcome {
            Outcome::Reached | Outcome::CallBack => {
                (self.next, self.work.later, self.work.since) = (next, None, Some(world.instant()));
            }
            Outcome::NoAnswer | Outcome::Busy => {
                (self.work.later, self.work.later_by) = (next, Some(world.me()));
            }
            Outcome::WrongNumber | Outcome::Open => {}
        }
    }
}
