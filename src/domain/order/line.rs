//! A line of an order: its quantities, each a whole number of the product's units, and its three dates. What was first
//! confirmed never moves; each later promise leaves a slip with its reason.
use super::state::State;
use crate::domain::field::{Field, Record};
use crate::domain::kind::Kind;
use crate::domain::money::{self, Currency, Money};
use crate::domain::problem::Fault;
use crate::domain::value::{Choice, Id, Instant, Slot};
use crate::domain::workspace::currency;
use crate::domain::world::World;
use crate::field;
use crate::lang::{Text, fault, order as said};
use chrono::NaiveDate;

/// How far people have taken a line; how far it has come besides follows from its quantities.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// Nothing is agreed yet.
    #[default]
    Draft,
    /// The customer has our word.
    Confirmed,
    /// It is being made ready.
    Preparing,
    /// There is nothing left to do.
    Closed,
}

#[rustfmt::skip]
impl Choice for Stage {
    const ALL: &'static [(Self, &'static str, Text)] = &[
        (Self::Draft,     "draft",     State::ALL[0].2),
        (Self::Confirmed, "confirmed", State::ALL[1].2),
        (Self::Preparing, "preparing", State::ALL[2].2),
        (Self::Closed,    "closed",    State::ALL[5].2),
    ];
}

/// The table of all lines.
pub const LINES: &str = "order_line";

/// One line.
#[derive(Clone, Debug, Default)]
pub struct Line {
    pub id: Id,
    pub product: Option<Id>,
    /// What was ordered, as written where it names no product that is known.
    pub text: String,
    pub quantity: i64,
    pub unit: String,
    /// Of one unit, in the currency's minor unit.
    pub price: Option<i64>,
    /// In hundredths of a percent.
    pub discount: Option<i64>,
    pub currency: Currency,
    /// When the customer wants it.
    pub requested: Option<NaiveDate>,
    /// When it was first promised to leave.
    pub first_confirmed: Option<NaiveDate>,
    /// When it is promised to leave now.
    pub promised: Option<NaiveDate>,
    /// When it is awaited: before it leaves, the day of the warehouse or carrier; after, its arrival.
    pub expected: Option<NaiveDate>,
    /// Why it was last promised anew.
    pub slip: Option<Id>,
    pub stage: Stage,
    /// Why it stands, where it does.
    pub hold: Option<Id>,
    pub shipped: i64,
    pub delivered: i64,
    pub invoiced: i64,
    pub returned: i64,
    pub cancelled: i64,
    /// When the last of it left, and arrived.
    pub shipped_on: Option<NaiveDate>,
    pub delivered_on: Option<NaiveDate>,
    pub amount: Option<i64>,
    pub state: State,
}

#[rustfmt::skip]
impl Record for Line {
    const FIELDS: &'static [Field<Self>] = &[
        field!(free      product,   Kind::Link("product"), "Product",   "Sản phẩm", "Product Name", "Product Code", "SKU", "Stock Code", "Item", "Item Name", "Tên hàng", "Mã hàng", "Mặt hàng", "Hàng hoá", "Tên mặt hàng", "Tên hàng hoá", "Tên sản phẩm", "Tên SP", "Mã SP", "Mã SKU"),
        field!(free      text,      Kind::Text,     "As written",       "Ghi tay", "Description", "Diễn giải"),
        field!(required  quantity,  Kind::Whole,    "Quantity",         "Số lượng", "Qty", "Quantity Ordered", "SL", "Số lượng bán", "Tổng số lượng bán", "SL bán", "Số lượng đặt"),
        field!(free      unit,      Kind::Text,     "Unit",             "Đơn vị", "Đơn vị tính", "ĐVT"),
        field!(money Free price,                    "Price",            "Đơn giá", "Unit Price", "List Price", "Price Each", "Giá", "Giá bán", "Sales Price", "Rate", "Giá ưu đãi", "Giá sau giảm", "Giá sau chiết khấu", "Giá sau khuyến mãi", "Deal Price", "Discounted Price", "Net Price"),
        field!(free      discount,  Kind::Percent,  "Discount",         "Chiết khấu", "Discount %", "CK", "Tỷ lệ CK", "Tỷ lệ chiết khấu", "Giảm giá", "Tỷ lệ giảm giá", "Discount Percent", "Discount Rate"),
        field!(free      requested, Kind::Day,      "Wanted",           "Khách cần"),
        field!(free      expected,  Kind::Day,      "Expected",         "Dự kiến"),
        field!(by_action currency,  Kind::Checked(currency), "Currency", "Loại tiền"),
        field!(by_action first_confirmed, Kind::Day, "First promise",   "Hẹn đầu"),
        field!(by_action promised,  Kind::Day,      "Promise",          "Hẹn"),
        field!(by_action slip,      Kind::Code("slip-reason"), "Slipped because", "Dời vì"),
        field!(by_action stage,     Kind::one_of::<Stage>(),   "Stage", "Bước"),
        field!(by_action hold,      Kind::Code("hold-reason"), "On hold for",     "Giữ vì"),
        field!(by_action shipped,   Kind::Whole,    "Shipped",          "Đã xuất"),
        field!(by_action delivered, Kind::Whole,    "Delivered",        "Đã giao"),
        field!(by_action invoiced,  Kind::Whole,    "Invoiced",         "Đã xuất hoá đơn"),
        field!(by_action returned,  Kind::Whole,    "Returned",         "Trả lại"),
        field!(by_action cancelled, Kind::Whole,    "Cancelled",        "Huỷ"),
        field!(by_action shipped_on,   Kind::Day,   "Left on",          "Ngày xuất"),
        field!(by_action delivered_on, Kind::Day,   "Arrived on",       "Ngày giao"),
        field!(money Derived amount,                "Amount",           "Thành tiền", "Line Total", "Line Amount", "Tổng dòng"),
        field!(settled   state,     Kind::one_of::<State>(),   "State", "Trạng thái"),
    ];

    fn id(&self) -> Id { self.id }
    fn set_id(&mut self, id: Id) { self.id = id; }
}

/// A promise that was moved to a later day.
#[derive(Clone, Debug, Default)]
pub struct Slip {
    pub id: Id,
    /// Which line; the whole order where it has none.
    pub line: Option<Id>,
    pub was: Option<NaiveDate>,
    pub promised: Option<NaiveDate>,
    pub reason: Option<Id>,
    pub at: Option<Instant>,
    pub who: Option<Id>,
}

#[rustfmt::skip]
impl Record for Slip {
    const FIELDS: &'static [Field<Self>] = &[
        field!(by_action line,     Kind::Whole,               "Line",    "Dòng"),
        field!(by_action was,      Kind::Day,                 "Was",     "Hẹn cũ"),
        field!(by_action promised, Kind::Day,                 "Promise", "Hẹn mới"),
        field!(by_action reason,   Kind::Code("slip-reason"), "Because", "Vì"),
        field!(by_action at,       Kind::At,                  "When",    "Lúc"),
        field!(by_action who,      Kind::Link("person"),      "By whom", "Người dời"),
    ];

    fn id(&self) -> Id { self.id }
    fn set_id(&mut self, id: Id) { self.id = id; }
}

impl Line {
    /// Whether it is of what came back, as an invoice of another system has it: less than nothing, and all done.
    pub fn is_return(&self) -> bool {
        self.quantity < 0 && self.stage == Stage::Closed
    }

    /// What is ordered and not cancelled.
    pub fn owed(&self) -> i64 {
        self.quantity.saturating_sub(self.cancelled).max(0)
    }

    /// What is wrong with the price of the line of this number, where it is in another currency than its order.
    pub(super) fn foreign(&self, n: usize, of: Currency) -> Option<Fault> {
        let foreign = self.price.is_some() && self.currency != of;
        foreign.then(|| Fault::new(said::other_currency(n, self.currency.code(), of.code())))
    }

    /// What has yet to leave.
    pub fn left(&self) -> i64 {
        self.owed().saturating_sub(self.shipped).max(0)
    }

    /// Whether something of it has yet to leave.
    pub fn is_open(&self) -> bool {
        self.stands() < State::Shipped
    }

    /// How far it has come, by its quantities first.
    pub fn stands(&self) -> State {
        let owed = self.owed();
        match self.stage {
            _ if self.quantity > 0 && owed == 0 => State::Cancelled,
            Stage::Closed if self.delivered >= owed => State::Closed,
            _ if owed > 0 && self.delivered >= owed => State::Delivered,
            _ if owed > 0 && self.shipped >= owed => State::Shipped,
            Stage::Draft if self.shipped == 0 => State::Draft,
            Stage::Confirmed if self.shipped == 0 => State::Confirmed,
            _ => State::Preparing,
        }
    }

    /// What is ordered of it at its price, less its discount, or what came back; too much to be counted is a fault.
    pub(super) fn worth(&self) -> Result<Option<Money>, Fault> {
        let Some(minor) = self.price else { return Ok(None) };
        let price = Money { minor, currency: self.currency };
        let count = if self.is_return() { self.quantity } else { self.owed() };
        money::line(count, price, self.discount.unwrap_or(0)).map(Some)
    }

    /// What it is called: its product, else what was written.
    pub fn called(&self, world: &dyn World) -> String {
        self.product.and_then(|id| world.name("product", id)).unwrap_or_else(|| self.text.clone())
    }

    /// So many leave on a day.
    pub fn ship(&mut self, count: i64, day: NaiveDate) -> Result<(), Fault> {
        within(count, self.left())?;
        self.shipped += count;
        (self.shipped_on, self.stage) = (Some(day), self.stage.max(Stage::Preparing));
        Ok(())
    }

    /// So many of those that left arrive on a day.
    pub fn deliver(&mut self, count: i64, day: NaiveDate) -> Result<(), Fault> {
        within(count, self.shipped - self.delivered)?;
        self.delivered += count;
        self.delivered_on = Some(day);
        Ok(())
    }

    /// So many of those that have yet to leave never will.
    pub fn cancel(&mut self, count: i64) -> Result<(), Fault> {
        within(count, self.left())?;
        self.cancelled += count;
        Ok(())
    }

    /// So many of those that arrived come back.
    pub fn give_back(&mut self, count: i64) -> Result<(), Fault> {
        within(count, self.delivered - self.returned)?;
        self.returned += count;
        Ok(())
    }

    /// So many are put on an invoice.
    pub fn invoice(&mut self, count: i64) -> Result<(), Fault> {
        within(count, self.owed() - self.invoiced)?;
        self.invoiced += count;
        Ok(())
    }

    /// Takes the state of an order of another system, whose lines came without one. Of what came back nothing is left to
    /// do.
    pub(super) fn adopt(&mut self, state: State, shipped: Option<NaiveDate>) {
        if self.id == 0 && self.quantity < 0 {
            self.stage = Stage::Closed;
            return;
        }
        let untouched = self.stage == Stage::Draft && self.shipped == 0 && self.delivered == 0 && self.cancelled == 0;
        if self.id != 0 || !untouched || state == State::Draft {
            return;
        }
        if state == State::Cancelled {
            self.cancelled = self.quantity;
            return;
        }
        self.stage = match state {
            State::Closed => Stage::Closed,
            State::Confirmed | State::Held => Stage::Confirmed,
            _ => Stage::Preparing,
        };
        if matches!(state, State::Shipped | State::Delivered | State::Closed) {
            (self.shipped, self.shipped_on) = (self.quantity, shipped);
        }
        if matches!(state, State::Delivered | State::Closed) {
            self.delivered = self.quantity;
        }
    }

    /// Brings up to date what follows from the rest. A new line without a price has its product's.
    pub(super) fn settle(&mut self, currency: Currency, world: &dyn World) {
        if self.price.is_none() {
            self.currency = currency;
            let product = self.product.filter(|_| self.id == 0).and_then(|id| world.product(id));
            if let Some(product) = product.filter(|product| product.currency == currency) {
                self.price = product.price;
                if self.unit.is_empty() {
                    self.unit = product.unit;
                }
            }
        }
        self.amount = self.worth().ok().flatten().map(|money| money.minor);
        self.state = match self.stands() {
            state if self.hold.is_some() && state < State::Shipped => State::Held,
            state => state,
        };
    }
}

/// Whether one can count so many out of those that are there.
fn within(count: i64, there: i64) -> Result<(), Fault> {
    match count {
        ..1 => Err(Fault::new(fault::AT_LEAST_ONE)),
        _ if count > there => Err(Fault::new(fault::more_than(there))),
        _ => Ok(()),
    }
}
