//! How far an order has come, worked out from its lines and never from a percentage: it is as far as the least advanced
//! line that is not cancelled.
use super::Order;
use super::line::Line;
use crate::domain::fold::fold;
use crate::domain::problem::Fault;
use crate::domain::value::Choice;
use crate::domain::world::World;
use crate::lang::{Sentence, Text, say};
use crate::lang::{fault, order as told};
use chrono::NaiveDate;

/// How far a line or a whole order has come; one is greater than what comes before it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// Nothing is agreed yet.
    #[default]
    Draft,
    /// The customer has our word.
    Confirmed,
    /// It is being made ready; some of it may have left.
    Preparing,
    /// All of it has left.
    Shipped,
    /// All of it has arrived.
    Delivered,
    /// There is nothing left to do.
    Closed,
    /// It stands until someone releases it.
    Held,
    /// It will not be.
    Cancelled,
}

#[rustfmt::skip]
impl Choice for State {
    const ALL: &'static [(Self, &'static str, Text)] = &[
        (Self::Draft,     "draft",     say("draft", "nháp")),
        (Self::Confirmed, "confirmed", say("confirmed", "đã xác nhận")),
        (Self::Preparing, "preparing", say("in preparation", "đang chuẩn bị")),
        (Self::Shipped,   "shipped",   say("shipped", "đã xuất")),
        (Self::Delivered, "delivered", say("delivered", "đã giao")),
        (Self::Closed,    "closed",    say("closed", "đã đóng")),
        (Self::Held,      "held",      say("on hold", "đang giữ")),
        (Self::Cancelled, "cancelled", say("cancelled", "đã huỷ")),
    ];
}

/// How far it is paid for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Billing {
    /// Nothing is invoiced, or not all.
    #[default]
    Open,
    /// Some of it is paid beforehand.
    Deposit,
    /// All of it is invoiced.
    Invoiced,
    /// All of it is paid.
    Paid,
    /// It should have been paid by now.
    Overdue,
}

#[rustfmt::skip]
impl Choice for Billing {
    const ALL: &'static [(Self, &'static str, Text)] = &[
        (Self::Open,     "open",     say("not invoiced", "chưa xuất hoá đơn")),
        (Self::Deposit,  "deposit",  say("deposit paid", "đã đặt cọc")),
        (Self::Invoiced, "invoiced", say("invoiced", "đã xuất hoá đơn")),
        (Self::Paid,     "paid",     say("paid", "đã thanh toán")),
        (Self::Overdue,  "overdue",  say("payment overdue", "quá hạn thanh toán")),
    ];
}

/// What other systems call the states, without case and accents.
#[rustfmt::skip]
const WORDS: &[(State, &[&str])] = &[
    (State::Draft,     &["created", "new", "open", "pending", "quotation", "quote", "not started", "submitted", "pending payment",
        "awaiting payment", "unconfirmed", "moi", "moi tao", "don moi", "don hang moi", "dat hang", "phieu tam", "bao gia",
        "cho duyet", "cho xac nhan", "chua xac nhan", "chua duyet", "cho xu ly", "chua xu ly", "cho thanh toan"]),
    (State::Confirmed, &["approved", "accepted", "confirmed order", "sales order", "ordered", "unfulfilled", "awaiting fulfillment",
        "da duyet", "xac nhan", "da chot", "da nhan don", "da tiep nhan", "chua thuc hien", "chua giao", "cho giao",
        "cho giao hang", "cho xuat kho"]),
    (State::Preparing, &["in process", "in progress", "processing", "picking", "packing", "packed", "preparing", "in production",
        "ready to ship", "awaiting shipment", "awaiting pickup", "ready for pickup", "partially shipped", "partially delivered",
        "partially fulfilled", "dang xu ly", "dang thuc hien", "chuan bi hang", "dang chuan bi hang", "dang soan hang",
        "dang dong goi", "cho dong goi", "da dong goi", "dong goi", "dang san xuat", "cho lay hang", "dang lay hang",
        "san sang giao", "giao mot phan", "da giao mot phan", "giao hang mot phan"]),
    (State::Shipped,   &["dispatched", "sent", "in transit", "shipping", "delivering", "on the way", "out for delivery", "da gui",
        "da gui hang", "dang giao", "dang giao hang", "dang van chuyen", "van chuyen", "dang chuyen hang", "da chuyen hang",
        "da lay hang", "da xuat kho", "da xuat hang"]),
    (State::Delivered, &["received", "fulfilled", "da nhan", "da nhan hang", "da giao hang", "giao thanh cong", "da giao thanh cong",
        "giao hang thanh cong"]),
    (State::Closed,    &["complete", "completed", "done", "resolved", "finished", "hoan thanh", "da hoan thanh", "hoan tat",
        "da hoan tat", "xong", "thanh cong", "ket thuc"]),
    (State::Held,      &["hold", "held", "on-hold", "disputed", "suspended", "tam giu", "tam dung", "tam ngung", "tam hoan"]),
    (State::Cancelled, &["canceled", "void", "voided", "rejected", "refused", "huy", "da huy", "bi huy", "da bi huy", "huy don",
        "don huy", "da huy don", "huy bo", "tu choi"]),
];

/// The state that a word of another system means.
pub fn word(text: &str) -> Option<State> {
    let folded = fold(text.trim());
    let own = State::ALL.iter().find(|(_, key, said)| *key == folded || said.both().iter().any(|s| fold(s) == folded));
    own.map(|(state, ..)| *state)
        .or_else(|| WORDS.iter().find(|(_, words)| words.contains(&folded.as_str())).map(|(state, _)| *state))
}

/// What another system said of how far an order has come, where its word is known.
pub fn said(text: &str, _: &dyn World) -> Result<String, Fault> {
    keyed(text).map(|_| text.to_owned())
}

/// The key of the state that a word of another system means.
pub fn keyed(text: &str) -> Result<&'static str, Fault> {
    let state = word(text).ok_or_else(|| Fault::new(fault::none_of(text, &states())))?;
    Ok(State::ALL.iter().find(|(known, ..)| *known == state).map_or("", |(_, key, _)| key))
}

/// How far an order can have come, each with its key.
pub fn states() -> Vec<(&'static str, Text)> {
    State::ALL.iter().map(|(_, key, text)| (*key, *text)).collect()
}

/// The state of the least advanced line that is not cancelled; nothing where there are no lines.
pub fn least(lines: &[Line]) -> Option<State> {
    let all = lines.iter().map(Line::stands);
    let least = all.clone().filter(|state| *state != State::Cancelled).min();
    least.or_else(|| all.min())
}

/// How many lines have left in full, of how many that are not cancelled and no returns.
pub fn out(lines: &[Line]) -> (usize, usize) {
    let owed = || lines.iter().filter(|line| line.stands() != State::Cancelled && !line.is_return());
    (owed().filter(|line| line.quantity > 0 && line.left() == 0).count(), owed().count())
}

impl Order {
    /// How far it has come, holds aside.
    pub fn stands(&self) -> State {
        if self.bare == State::Cancelled.key() && self.lines.iter().all(|line| line.shipped == 0) {
            return State::Cancelled;
        }
        least(&self.lines).unwrap_or_else(|| self.bare_state())
    }

    /// How far it has come: on hold, where it is held and something has yet to leave.
    pub fn fulfilment(&self) -> State {
        match self.stands() {
            state if self.held.is_some() && state < State::Shipped => State::Held,
            state => state,
        }
    }

    /// The state of an order without lines: what was done to it here, else what the file that brought it said.
    pub(super) fn bare_state(&self) -> State {
        let unknown = if self.imported_state.is_empty() { State::Draft } else { State::Confirmed };
        let said = State::of(&self.bare).or_else(|| word(&self.imported_state)).unwrap_or(unknown);
        match said {
            _ if self.shipped.is_some() && said < State::Shipped => State::Shipped,
            State::Held => State::Confirmed,
            said => said,
        }
    }

    /// The state and how far: `in preparation, 2 of 3 shipped`.
    pub fn told(&self) -> Sentence {
        let state = self.fulfilment();
        let (left, all) = out(&self.lines);
        let open = matches!(state, State::Confirmed | State::Preparing | State::Held);
        let state = Sentence::from(state.text());
        match self.lines.as_slice() {
            [line] if open && line.shipped > 0 => told::so_far(&state, line.shipped, line.owed()),
            _ if open && left > 0 => told::so_far(&state, left, all),
            _ => state,
        }
    }

    /// How far it is paid for. Overdue it can only be on a day, so it is not where none is given.
    pub fn billed(&self, on: Option<NaiveDate>) -> Billing {
        let total = self.total.unwrap_or(0);
        let owed = || self.lines.iter().filter(|line| line.owed() > 0);
        if total > 0 && self.paid.unwrap_or(0) >= total {
            Billing::Paid
        } else if on.is_some() && self.pay_by.is_some() && self.pay_by < on && self.stands() != State::Cancelled {
            Billing::Overdue
        } else if owed().next().is_some() && owed().all(|line| line.invoiced >= line.owed()) {
            Billing::Invoiced
        } else if self.paid.unwrap_or(0) > 0 {
            Billing::Deposit
        } else {
            Billing::Open
        }
    }

    /// Whether a deposit was asked and has not come.
    pub fn awaits_deposit(&self) -> bool {
        self.deposit.unwrap_or(0) > self.paid.unwrap_or(0)
    }

    /// Whether its promise is past and something has yet to leave. A promise that was moved is late no more.
    pub fn is_late(&self, today: NaiveDate) -> bool {
        self.next_promise.is_some_and(|day| day < today)
    }
}
