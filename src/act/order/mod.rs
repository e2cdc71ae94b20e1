//! What is done to orders: step by step to the customer, each act handing the turn to who has the next one.
mod brief;
pub mod days;
mod hold;
mod line;
mod money;
mod promise;
mod ship;

use super::archive::{Archived, Old, archive, restore, wake};
use super::message::{Leave, message};
use super::touch::{Complaint, Contact, Follow, complaint, follow, log, record};
use super::worked::{Suits, To, Until, assign, later};
use super::{About, Act, Action, Role};
use crate::domain::face::Kept;
use crate::domain::field::{Field, Record};
use crate::domain::kind::Kind;
use crate::domain::order::{Line, Order, Stage, State};
use crate::domain::problem::{Fault, Problems, Ready};
use crate::domain::value::{Choice, Instant, Slot};
use crate::domain::worked::{Side, Worked};
use crate::domain::world::World;
use crate::field;
use crate::lang::{Lang, Sentence, Text, fault, order as said, say};
pub use brief::brief;

/// What is done to orders.
pub static ACTIONS: &[&dyn Act] = &[
    &CONFIRM,
    &RESTORE,
    &hold::RELEASE,
    &PREPARE,
    &SHIP_ALL,
    &DELIVER,
    &CLOSE,
    &REOPEN,
    &hold::HOLD,
    &hold::DROP,
    &promise::PROMISE,
    &ship::SHIP,
    &hold::CANCEL,
    &line::NEXT,
    &line::HOLD,
    &promise::LINE,
    &line::SHIP,
    &line::CANCEL,
    &line::DELIVER,
    &line::RETURN,
    &money::INVOICE,
    &money::PAY,
    &days::DAYS,
    &HAND,
    &ASSIGN,
    &LATER,
    &RECORD,
    &LOG,
    &MESSAGE,
    &FOLLOW,
    &COMPLAINT,
    &WAKE,
    &ARCHIVE,
];

static ASSIGN: Action<Order, To> = assign();
static LATER: Action<Order, Until> = later();
static RECORD: Action<Order, Contact> = record();
static LOG: Action<Order, Contact> = log();
static MESSAGE: Action<Order, Leave> = message();
static FOLLOW: Action<Order, Follow> = follow();
static COMPLAINT: Action<Order, Complaint> = complaint();
static WAKE: Action<Order, ()> = wake();
static ARCHIVE: Action<Order, ()> = archive();
static RESTORE: Action<Order, ()> = restore();

const WAREHOUSE: Text = say("warehouse", "kho");
const FINANCE: Text = say("finance", "kế toán");
const CARRIER: Text = say("carrier", "hãng vận chuyển");

/// Gives the turn to who has the next move, now that the order has come so far.
fn hand_on(order: &mut Order, world: &dyn World) {
    let (side, of) = match order.stands() {
        State::Confirmed if order.awaits_deposit() => (Side::Department, FINANCE.to(world.lang())),
        State::Confirmed | State::Preparing => (Side::Department, WAREHOUSE.to(world.lang())),
        State::Shipped if order.carrier.is_empty() => (Side::Partner, CARRIER.to(world.lang())),
        State::Shipped => (Side::Partner, order.carrier.as_str()),
        _ => (Side::Us, ""),
    };
    let of = of.to_owned();
    order.work.hand(side, &of, world);
    (order.work.later, order.history) = (None, false);
}

/// Whether it has come just so far.
fn stands_at(order: &Order, state: State) -> Ready {
    order.open()?;
    match order.stands() {
        now if now == state => Ok(()),
        now if now > state => Err(Fault::new(fault::already(now.text()))),
        _ => Err(Fault::new(fault::not_yet(state.text()))),
    }
}

fn not_held(order: &Order) -> Ready {
    if order.held.is_some() { Err(Fault::new(fault::already(State::Held.text()))) } else { Ok(()) }
}

/// Moves an order that has no lines.
fn move_bare(order: &mut Order, state: State) {
    if order.lines.is_empty() {
        state.key().clone_into(&mut order.bare);
    }
}

/// The lines that are at one stage and not held, to be moved on.
fn free_at(order: &mut Order, state: State) -> impl Iterator<Item = &mut Line> {
    order.lines.iter_mut().filter(move |line| line.hold.is_none() && line.stands() == state)
}

/// Whether no check refuses it; all that do are named.
fn confirmable(order: &Order, world: &dyn World) -> Ready {
    let problems = order.blocked(world);
    let all = |lang| problems.iter().map(|p| p.fault.text(lang)).collect::<Vec<_>>().join("; ");
    if problems.is_empty() {
        return Ok(());
    }
    Err(Fault::new(Sentence::new(all(Lang::En), all(Lang::Vi))))
}

static CONFIRM: Action<Order, ()> = Action::new(
    About::new("confirm", Role::Forward, say("confirm", "xác nhận"), say("confirmed", "đã xác nhận")),
    |order, world| {
        not_held(order)?;
        stands_at(order, State::Draft)?;
        confirmable(order, world)
    },
    |tx, order, ()| {
        free_at(order, State::Draft).for_each(|line| line.stage = Stage::Confirmed);
        move_bare(order, State::Confirmed);
        order.ordered.get_or_insert(tx.today());
        hand_on(order, &**tx);
        Ok(())
    },
);

static PREPARE: Action<Order, ()> = Action::new(
    About::new("prepare", Role::Forward, say("prepare", "cho chuẩn bị"), say("in preparation", "đang chuẩn bị")),
    |order, _| {
        not_held(order)?;
        stands_at(order, State::Confirmed)
    },
    |tx, order, ()| {
        free_at(order, State::Confirmed).for_each(|line| line.stage = Stage::Preparing);
        move_bare(order, State::Preparing);
        hand_on(order, &**tx);
        Ok(())
    },
);

static SHIP_ALL: Action<Order, ()> = Action::new(
    About::new("ship-all", Role::Forward, say("ship all", "xuất hết"), say("all shipped", "đã xuất hết")),
    |order, _| {
        not_held(order)?;
        stands_at(order, State::Preparing)
    },
    |tx, order, ()| {
        for line in free_at(order, State::Preparing) {
            line.ship(line.left(), tx.today()).map_err(Problems::from)?;
        }
        move_bare(order, State::Shipped);
        if order.lines.is_empty() {
            order.shipped = Some(tx.today());
        }
        hand_on(order, &**tx);
        Ok(())
    },
);

static DELIVER: Action<Order, ()> = Action::new(
    About::new("deliver", Role::Forward, say("delivered", "đã giao"), say("delivered", "đã giao")),
    |order, _| stands_at(order, State::Shipped),
    |tx, order, ()| {
        for line in order.lines.iter_mut().filter(|line| line.delivered < line.shipped) {
            line.deliver(line.shipped - line.delivered, tx.today()).map_err(Problems::from)?;
        }
        move_bare(order, State::Delivered);
        if order.lines.is_empty() {
            order.delivered = Some(tx.today());
        }
        hand_on(order, &**tx);
        Ok(())
    },
);

static CLOSE: Action<Order, ()> = Action::new(
    About::new("close", Role::Forward, say("close", "đóng đơn"), say("closed", "đã đóng")),
    |order, _| stands_at(order, State::Delivered),
    |tx, order, ()| {
        if order.is_owing() {
            return Err(Problems::from(Fault::new(said::NOT_PAID).at(order.face(&**tx).called)).into());
        }
        free_at(order, State::Delivered).for_each(|line| line.stage = Stage::Closed);
        move_bare(order, State::Closed);
        hand_on(order, &**tx);
        Ok(())
    },
);

static REOPEN: Action<Order, ()> = Action::new(
    About::new("reopen", Role::Forward, say("reopen", "mở lại"), say("open again", "đã mở lại")),
    |order, _| match order.stands() {
        State::Closed | State::Cancelled if order.archived.is_none() => Ok(()),
        _ => Err(Fault::new(fault::not_yet(State::Closed.text()))),
    },
    |tx, order, ()| {
        if order.stands() == State::Closed {
            move_bare(order, State::Delivered);
            order.lines.iter_mut().filter(|l| l.stage == Stage::Closed).for_each(|l| l.stage = Stage::Preparing);
        } else {
            order.bare.clear();
            order.lost = None;
            move_bare(order, State::Draft);
            order.lines.iter_mut().for_each(|line| line.cancelled = 0);
        }
        hand_on(order, &**tx);
        Ok(())
    },
);

/// On which side the next move lies, and with whom there.
#[derive(Clone, Default)]
struct Hand {
    side: Side,
    of: String,
}

#[rustfmt::skip]
impl Record for Hand {
    const FIELDS: &'static [Field<Self>] = &[
        field!(required side, Kind::one_of::<Side>(), "Turn of", "Lượt của"),
        field!(free     of,   Kind::Text,             "Whose",   "Cụ thể"),
    ];
}

static HAND: Action<Order, Hand> = Action::new(
    About::new("hand", Role::Quiet, say("give the turn to", "chuyển lượt cho"), say("turn of", "đến lượt")).quick(),
    |order, _| order.open(),
    |tx, order, params| {
        order.work.hand(params.side, &params.of, &**tx);
        Ok(())
    },
);

impl Suits for Order {}

impl Archived for Order {
    fn archived(&self) -> Option<Instant> {
        self.archived
    }

    fn archived_mut(&mut self) -> &mut Option<Instant> {
        &mut self.archived
    }
}

impl Old for Order {
    fn history_mut(&mut self) -> &mut bool {
        &mut self.history
    }

    fn history(&self) -> bool {
        self.history
    }
}
