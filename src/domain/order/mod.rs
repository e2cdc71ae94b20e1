//! An order with its lines: who ordered what, what was promised, what left and arrived, what is paid. How far it has
//! come is worked out from the lines (`state`), what blocks it is named (`check`), and when someone must act (`due`).
mod check;
mod due;
mod goods;
mod line;
mod state;

use super::deed::Ref;
use super::face::{Face, Find, Kept};
use super::field::{Field, Part, Record};
use super::kind::Kind;
use super::money::Currency;
use super::problem::{Fault, Problem, Ready};
use super::tag::{self, Tag};
use super::touch::{Outcome, Touched};
use super::value::{Choice, Id, Instant, Slot};
use super::worked::{self, Work, Worked};
use super::workspace::currency;
use super::world::World;
use crate::field;
use crate::lang::{fault, say};
pub use check::{Check, Credit};
use chrono::NaiveDate;
pub use goods::is_no_goods;
pub use line::{LINES, Line, Slip, Stage};
use state::said;
pub use state::{Billing, State, keyed, out, states, word};

/// An order.
#[derive(Clone, Debug, Default)]
pub struct Order {
    pub id: Id,
    pub number: String,
    pub account: Option<Id>,
    pub contact: Option<Id>,
    /// The customer's own number of it.
    pub po: String,
    /// Incoterms 2020: three letters and the place that they name.
    pub incoterm: String,
    pub place: String,
    pub currency: Currency,
    pub ordered: Option<NaiveDate>,
    /// When the customer wants it: of the lines that say nothing else.
    pub requested: Option<NaiveDate>,
    /// When it is promised to leave: of the lines that say nothing else; once they are confirmed, their last.
    pub promised: Option<NaiveDate>,
    /// What was promised when it was first confirmed.
    pub first_promised: Option<NaiveDate>,
    /// When the last of it left, and arrived.
    pub shipped: Option<NaiveDate>,
    pub delivered: Option<NaiveDate>,
    pub carrier: String,
    /// What shows that it arrived: a signed note's number, a name.
    pub proof: String,
    pub note: String,
    /// What has to be paid beforehand, what is paid, and by when all of it has to be.
    pub deposit: Option<i64>,
    pub paid: Option<i64>,
    pub pay_by: Option<NaiveDate>,
    /// Since when it stands, and why.
    pub held: Option<Instant>,
    pub hold: Option<Id>,
    /// Why what had yet to leave was cancelled.
    pub lost: Option<Id>,
    /// The key of the state of an order that has no lines.
    pub bare: String,
    /// What the file that brought it said, as written there.
    pub imported_state: String,
    pub imported_total: Option<i64>,
    /// Came from an old system and owes nothing.
    pub history: bool,
    pub created: Option<Instant>,
    pub archived: Option<Instant>,
    pub state: State,
    pub billing: Billing,
    /// How many lines have left, of how many: `2/3`.
    pub out: String,
    pub net: Option<i64>,
    pub total: Option<i64>,
    /// The nearest promise of what has yet to leave.
    pub next_promise: Option<NaiveDate>,
    /// Since when, or from when on, that promise is at risk.
    pub risk: Option<Instant>,
    /// How many checks of what it says itself block a draft.
    pub faults: i64,
    pub work: Work,
    pub lines: Vec<Line>,
    pub slips: Vec<Slip>,
    pub tags: Vec<Tag>,
}

#[rustfmt::skip]
impl Record for Order {
    const FIELDS: &'static [Field<Self>] = &[
        field!(free      account,   Kind::Link("account"),   "Customer",  "Khách hàng", "Account Name", "Account", "Customer Name", "Company", "Company Name", "Tên khách hàng", "Tên KH", "Tên khách", "Client", "Client Name", "Buyer"),
        field!(free      po,        Kind::Text,              "PO",        "Số PO", "PO Number", "Customer PO", "Purchase Order", "PO No"),
        field!(free      promised,  Kind::Day,               "Promised",  "Hẹn giao", "Promised Date", "Required Date", "Due Date", "Ngày giao dự kiến", "Hạn giao", "Hạn giao hàng", "Ngày hẹn", "Ngày hẹn giao", "Ngày giao hàng dự kiến", "Giao dự kiến", "Expected Delivery", "Estimated Delivery", "Expected Delivery Date", "Promise Date"),
        field!(free      requested, Kind::Day,               "Wanted",    "Khách cần", "Requested Date"),
        field!(free      ordered,   Kind::Day,               "Ordered",   "Ngày đặt", "Order Date", "Order Placed", "Ngày lập", "Invoice Date", "Ngày hoá đơn", "Ngày đặt hàng", "Ngày bán", "Ngày chứng từ", "Ngày đơn hàng", "Ngày lên đơn"),
        field!(free      contact,   Kind::Link("contact"),   "Contact",   "Người liên hệ", "Contact Name"),
        field!(free      currency,  Kind::Checked(currency), "Currency", "Loại tiền"),
        field!(free      incoterm,  Kind::Checked(incoterm), "Incoterm",  "Điều kiện giao"),
        field!(free      place,     Kind::Text,              "Place",     "Nơi giao", "Địa chỉ giao hàng", "Địa chỉ giao", "Địa chỉ nhận hàng", "Delivery Address", "Ship To"),
        field!(money Free deposit,                           "Deposit",   "Đặt cọc"),
        field!(free      pay_by,    Kind::Day,               "Pay by",    "Hạn thanh toán", "Payment Due", "Payment Due Date"),
        field!(free      carrier,   Kind::Text,              "Carrier",   "Hãng vận chuyển", "Đơn vị vận chuyển", "Đối tác giao hàng", "Ship Via"),
        field!(free      proof,     Kind::Text,              "Proof of delivery", "Biên nhận"),
        field!(free      number,    Kind::Text,              "Order",     "Đơn", "Order Number", "SO Number", "SALESORDERID", "Số đơn", "Order No", "Invoice No", "Invoice Number", "Invoice Id", "Số hoá đơn", "Sales Order Number", "Sales Order No", "Mã đơn", "Mã đơn hàng", "Mã ĐH", "Số ĐH", "Số đơn hàng", "Mã hoá đơn", "Số chứng từ"),
        field!(tags,                                         "Tags",      "Thẻ", "Tag"),
        field!(free      note,      Kind::Note,              "Note",      "Ghi chú", "Subject", "Description", "Diễn giải"),
        field!(by_action first_promised, Kind::Day,          "First promise", "Hẹn đầu"),
        field!(by_action shipped,   Kind::Day,               "Shipped",   "Ngày xuất", "Shipped Date", "Ship Date"),
        field!(by_action delivered, Kind::Day,               "Delivered", "Ngày giao", "Delivered Date", "Delivery Date"),
        field!(money ByAction paid,                          "Paid",      "Đã trả", "Amount Paid", "Paid Amount", "Khách đã trả", "Đã thu"),
        field!(by_action held,      Kind::At,                "On hold since", "Giữ từ"),
        field!(by_action hold,      Kind::Code("hold-reason"), "On hold for", "Giữ vì"),
        field!(by_action lost,      Kind::Code("lost-reason"), "Cancelled because", "Huỷ vì"),
        field!(by_action bare,      Kind::one_of::<State>(), "State without lines", "Trạng thái khi không có dòng"),
        field!(by_action imported_state, Kind::Checked(said), "State as imported", "Trạng thái khi nhập", "State", "Status", "Trạng thái", "Order Status", "Tình trạng"),
        field!(money ByAction imported_total,                "Total as imported", "Tổng khi nhập", "Total", "Grand Total", "Tổng", "Tổng tiền", "Tổng cộng", "Thành tiền", "Total Amount", "Total Price", "Order Total", "Order Amount", "Tổng giá trị", "Tổng số tiền", "Tổng thanh toán", "Giá trị đơn hàng", "Khách cần trả"),
        field!(by_action history,   Kind::Flag,              "History",   "Dữ liệu cũ"),
        field!(by_action created,   Kind::At,                "Created",   "Ngày tạo", "Thời gian tạo", "Created Time", "Created At", "Created On", "Created Date", "Create Date", "Date Created", "Ngày giờ tạo"),
        field!(by_action archived,  Kind::At,                "Archived",  "Lưu trữ lúc"),
        field!(settled   state,     Kind::one_of::<State>(), "State",     "Trạng thái"),
        field!(settled   billing,   Kind::one_of::<Billing>(), "Billing", "Thanh toán"),
        field!(settled   out,       Kind::Text,              "Out",       "Xuất"),
        field!(money Derived net,                            "Net",       "Trước thuế"),
        field!(money Derived total,                          "Total",     "Tổng"),
        field!(settled   next_promise, Kind::Day,            "Prom.",     "Hẹn"),
        field!(settled   risk,      Kind::At,                "At risk from", "Có nguy cơ từ"),
        field!(settled   faults,    Kind::Whole,             "Blocked",   "Bị chặn"),
        field!(outside,                                      "Key",       "Mã", "Order Id"),
    ];
    const MORE: &'static [Field<Self>] = worked::Fields::<Self>::ALL;
    const PARTS: &'static [Part<Self>] = &[
        Part { key: "lines", label: say("Lines", "Dòng hàng"), table: LINES, shared: false, grows: true,
               rows: |row| &row.lines, rows_mut: |row| &mut row.lines },
        Part { key: "slips", label: say("Slips", "Lần dời hẹn"), table: "order_slip", shared: false, grows: false,
               rows: |row| &row.slips, rows_mut: |row| &mut row.slips },
        Part { key: "tags", label: say("Tags", "Thẻ"), table: tag::TABLE, shared: true, grows: false,
               rows: |row| &row.tags, rows_mut: |row| &mut row.tags },
    ];

    fn id(&self) -> Id { self.id }
    fn set_id(&mut self, id: Id) { self.id = id; }

    fn check(&self, world: &dyn World) -> Vec<Problem> {
        self.contradictions(world)
    }
}

impl Kept for Order {
    const KIND: &'static str = "order";
    const OWN: &'static [&'static str] = &["number"];
    const LEANS: &'static [&'static str] = &["account"];
    const OPEN: &'static str = "-state:closed,cancelled history: archived:";
    const WORKS: bool = true;
    const SERIES: &'static str = "SO-";

    fn begin(&mut self, world: &dyn World) {
        self.currency = world.currency();
    }

    /// What another system says nothing of was agreed there; its new lines are as far as the order is.
    fn imported(&mut self, world: &dyn World) {
        if self.id == 0 && word(&self.imported_state) == Some(State::Held) {
            self.held.get_or_insert_with(|| world.instant());
        }
        if self.lines.iter().all(|line| line.id == 0) {
            self.await_days(world);
        }
        if self.bare.is_empty() && self.delivered.is_some() && word(&self.imported_state).is_none() {
            State::Delivered.key().clone_into(&mut self.bare);
        } else if self.bare.is_empty() && self.imported_state.is_empty() {
            State::Confirmed.key().clone_into(&mut self.bare);
        }
        let state = self.bare_state();
        self.lines.iter_mut().for_each(|line| line.adopt(state, self.shipped));
    }

    fn settle(&mut self, world: &dyn World) {
        self.work.settle(world);
        self.created.get_or_insert_with(|| world.instant());
        self.lines.iter_mut().for_each(|line| line.settle(self.currency, world));
        self.agree(world);
        self.keep_dates();
        let counted = !self.lines.is_empty() && self.lines.iter().all(|line| line.currency == self.currency);
        self.net = counted.then(|| self.lines.iter().filter_map(|line| line.amount).fold(0, i64::saturating_add));
        self.total = self.net.or(self.imported_total);
        self.state = self.fulfilment();
        self.billing = self.billed(None);
        let (left, all) = out(&self.lines);
        self.out = if all > 0 { format!("{left}/{all}") } else { String::new() };
        self.next_promise = self.promises().map(|(_, day)| day).min();
        let owes = self.owes();
        self.risk = self.at_risk(world).filter(|_| owes).map(|(at, _)| at);
        let draft = self.state == State::Draft && owes;
        self.faults = if draft { i64::try_from(self.own_faults(world)).unwrap_or(i64::MAX) } else { 0 };
    }

    fn face(&self, world: &dyn World) -> Face {
        let account = self.account.and_then(|id| world.name("account", id)).unwrap_or_default();
        let names = [&self.number].into_iter().filter(|number| !number.is_empty()).cloned().collect();
        let find =
            Find { names, ..Find::default() }.words([account.as_str(), &self.po]).key(&self.number).their_key(&self.po);
        let due = if self.owes() { self.work.due(self.due(world)) } else { None };
        let called = format!("{} {account}", self.number).trim().to_owned();
        Face { called, find, turn: due.as_ref().and(self.work.whose()), due }
    }
}

impl Worked for Order {
    fn open(&self) -> Ready {
        match self.stands() {
            _ if self.archived.is_some() => Err(Fault::new(fault::ARCHIVED)),
            state @ (State::Closed | State::Cancelled) => Err(Fault::new(fault::already(state.text()))),
            _ => Ok(()),
        }
    }

    fn work(&self) -> &Work {
        &self.work
    }

    fn work_mut(&mut self) -> &mut Work {
        &mut self.work
    }
}

impl Touched for Order {
    fn owner(&self) -> Option<Id> {
        self.work.owner
    }

    fn subjects(&self) -> Vec<Id> {
        let account = self.account.map(|id| Ref { kind: "account", id }.packed());
        account.into_iter().chain(self.contact.map(|id| Ref { kind: "contact", id }.packed())).collect()
    }

    /// Nothing leaves the house by a call: where another one is agreed, it is put off until then.
    fn touched(&mut self, outcome: Outcome, next: Option<Instant>, world: &dyn World) {
        if next.is_some() && !matches!(outcome, Outcome::WrongNumber | Outcome::Open) {
            (self.work.later, self.work.later_by) = (next, Some(world.me()));
        }
    }
}

impl Order {
    /// Whether anything is waited for.
    fn owes(&self) -> bool {
        self.archived.is_none() && !self.history
    }

    /// A new order whose lines are all in one other currency is in that one.
    fn agreed(&self, world: &dyn World) -> Currency {
        let mut priced = self.lines.iter().filter(|line| line.price.is_some()).map(|line| line.currency);
        let unsaid = self.id == 0 && self.currency == world.currency() && self.deposit.is_none();
        let first = priced.next().filter(|_| unsaid && self.imported_total.is_none());
        first.filter(|first| priced.all(|currency| currency == *first)).unwrap_or(self.currency)
    }

    fn agree(&mut self, world: &dyn World) {
        let agreed = self.agreed(world);
        if agreed != self.currency {
            self.currency = agreed;
            let unpriced = self.lines.iter_mut().filter(|line| line.price.is_none());
            unpriced.for_each(|line| line.currency = agreed);
        }
    }

    /// A day on which an order without lines of its own is to leave or to arrive is its promise: one that is yet to come,
    /// and that of the delivery of what is not called delivered.
    fn await_days(&mut self, world: &dyn World) {
        let said = State::of(&self.bare).or_else(|| word(&self.imported_state));
        let over = |from: State| said.is_some_and(|said| said >= from && said != State::Held);
        let (ahead, unsaid) = (|day: &NaiveDate| *day > world.today(), said.is_none());
        let leaves = self.shipped.take_if(|day| ahead(day) && !over(State::Shipped));
        let arrives = self.delivered.take_if(|day| (ahead(day) || !unsaid) && !over(State::Delivered));
        self.promised = self.promised.or(leaves).or(arrives);
    }

    /// The dates that lines have from the order, and those that the order has from its lines.
    fn keep_dates(&mut self) {
        for line in self.lines.iter_mut().filter(|line| line.stage != Stage::Draft) {
            line.requested = line.requested.or(self.requested);
            line.promised = line.promised.or(self.promised);
            line.first_confirmed = line.first_confirmed.or(line.promised);
        }
        let stands = self.stands();
        if !self.lines.is_empty() {
            let owed = || self.lines.iter().filter(|line| line.stage != Stage::Draft && line.owed() > 0);
            let last = |day: fn(&Line) -> Option<NaiveDate>| owed().filter_map(day).max();
            let (promised, shipped, delivered) =
                (last(|line| line.promised), last(|line| line.shipped_on), last(|line| line.delivered_on));
            self.promised = promised.or(self.promised);
            // What was cancelled is not what was not done yet.
            let is = |state| (state..=State::Closed).contains(&stands) || stands == State::Cancelled;
            self.shipped = if is(State::Shipped) { shipped.or(self.shipped) } else { None };
            self.delivered = if is(State::Delivered) { delivered.or(self.delivered) } else { None };
        }
        if !matches!(stands, State::Draft | State::Cancelled) {
            self.first_promised = self.first_promised.or(self.promised);
        }
    }

    /// What our word is given for and has yet to leave, by its place among the lines, and when it is promised; an order
    /// without lines is one.
    pub(super) fn promises(&self) -> impl Iterator<Item = (usize, NaiveDate)> + '_ {
        let firm = State::Confirmed..State::Shipped;
        let open = self.lines.iter().enumerate().filter(|(_, line)| firm.contains(&line.stands()));
        let lines = open.filter_map(|(at, line)| Some((at, line.promised.or(self.promised)?)));
        let bare = self.promised.filter(|_| self.lines.is_empty() && firm.contains(&self.stands()));
        lines.chain(bare.map(|day| (0, day))).collect::<Vec<_>>().into_iter()
    }

    /// A line by its number in its table.
    pub fn line_mut(&mut self, line: Id) -> Option<&mut Line> {
        self.lines.iter_mut().find(|l| l.id == line)
    }
}

/// The eleven rules of Incoterms 2020 (ICC publication 723).
const INCOTERMS: [&str; 11] = ["EXW", "FCA", "CPT", "CIP", "DAP", "DPU", "DDP", "FAS", "FOB", "CFR", "CIF"];

fn incoterm(text: &str, _: &dyn World) -> Result<String, Fault> {
    let code = text.trim().to_uppercase();
    if INCOTERMS.contains(&code.as_str()) { Ok(code) } else { Err(Fault::new(fault::not_an_incoterm(text))) }
}
