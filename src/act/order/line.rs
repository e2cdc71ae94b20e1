//! What is done to one line of an order.
use super::{confirmable, hand_on, not_held};
use crate::act::{About, Action, Role};
use crate::domain::field::{Field, Record};
use crate::domain::kind::Kind;
use crate::domain::order::{Line, Order, Stage, State};
use crate::domain::problem::{Fault, Problems, Ready};
use crate::domain::value::{Choice, Id, Slot};
use crate::domain::worked::Worked;
use crate::domain::world::World;
use crate::field;
use crate::lang::{fault, order as said, say};
use crate::store::Tx;
use anyhow::Result;

/// Which line.
#[derive(Clone, Default)]
pub(super) struct One {
    line: Id,
}

#[rustfmt::skip]
impl Record for One {
    const FIELDS: &'static [Field<Self>] = &[
        field!(required line, Kind::Whole, "Line", "Dòng"),
    ];
}

/// Which line, and how many of it; all that there are, where nothing is said.
#[derive(Clone, Default)]
pub(super) struct Some_ {
    line: Id,
    quantity: Option<i64>,
}

#[rustfmt::skip]
impl Record for Some_ {
    const FIELDS: &'static [Field<Self>] = &[
        field!(required line,     Kind::Whole, "Line",     "Dòng"),
        field!(free     quantity, Kind::Whole, "Quantity", "Số lượng"),
    ];
}

/// Which line, and why it stands.
#[derive(Clone, Default)]
pub(super) struct Stop {
    line: Id,
    reason: Option<Id>,
}

#[rustfmt::skip]
impl Record for Stop {
    const FIELDS: &'static [Field<Self>] = &[
        field!(required line,   Kind::Whole,               "Line",   "Dòng"),
        field!(required reason, Kind::Code("hold-reason"), "Reason", "Lý do"),
    ];
}

/// Does something to a line; what is wrong stands under a field.
pub(super) fn on_line<R>(
    order: &mut Order,
    line: Id,
    at: &str,
    work: impl FnOnce(&mut Line) -> Result<R, Fault>,
) -> Result<R> {
    let Some(line) = order.line_mut(line) else {
        return Err(Problems::from(Fault::new(said::NO_SUCH_LINE).at("line")).into());
    };
    work(line).map_err(|fault| Problems::from(fault.at(at)).into())
}

/// What stands in the way of doing something to a line, before anything is asked.
pub(super) fn of_line(order: &Order, line: Id, check: impl FnOnce(&Line) -> Ready) -> Ready {
    let line = order.lines.iter().find(|known| known.id == line);
    line.map_or_else(|| Err(Fault::new(said::NO_SUCH_LINE)), check)
}

/// Whether there are any of it left for something.
fn some(there: i64) -> Ready {
    if there < 1 { Err(Fault::new(said::NOTHING_LEFT)) } else { Ok(()) }
}

/// Whether it may leave: our word is given, and nobody holds it.
pub(super) fn shippable(line: &Line) -> Ready {
    match line.stage {
        _ if line.hold.is_some() => Err(Fault::new(fault::already(State::Held.text()))),
        Stage::Draft => Err(Fault::new(fault::not_yet(State::Confirmed.text()))),
        _ => Ok(()),
    }
}

fn open(order: &Order, _: &dyn World) -> Ready {
    order.open()?;
    if order.lines.is_empty() { Err(Fault::new(said::NO_LINES)) } else { not_held(order) }
}

pub(super) static NEXT: Action<Order, One> = Action::new(
    About::new("line-next", Role::Forward, say("next state", "bước kế"), say("next state", "bước kế")).on("lines"),
    open,
    |tx, order, params| {
        let draft = order.lines.iter().any(|line| line.id == params.line && line.stands() == State::Draft);
        if draft {
            confirmable(order, &**tx).map_err(Problems::from)?;
        }
        let today = tx.today();
        on_line(order, params.line, "line", |line| match line.stands() {
            _ if line.hold.is_some() => {
                line.hold = None;
                Ok(())
            }
            State::Draft => {
                line.stage = Stage::Confirmed;
                Ok(())
            }
            State::Confirmed => {
                line.stage = Stage::Preparing;
                Ok(())
            }
            State::Preparing => line.ship(line.left(), today),
            State::Shipped => line.deliver(line.shipped - line.delivered, today),
            State::Delivered => {
                line.stage = Stage::Closed;
                Ok(())
            }
            State::Closed | State::Held | State::Cancelled => Err(Fault::new(said::NOTHING_LEFT)),
        })?;
        hand_on(order, &**tx);
        Ok(())
    },
);

fn holdable(line: &Line) -> Ready {
    if line.is_open() && line.stage != Stage::Draft { Ok(()) } else { Err(Fault::new(said::NOTHING_LEFT)) }
}

pub(super) static HOLD: Action<Order, Stop> = Action {
    ready_row: |order, line| of_line(order, line, holdable),
    ..Action::new(
        About::new("line-hold", Role::Back, say("hold", "giữ"), say("line on hold:", "giữ dòng:")).on("lines"),
        open,
        |_, order, params| {
            on_line(order, params.line, "line", |line| {
                holdable(line)?;
                line.hold = params.reason;
                Ok(())
            })
        },
    )
};

/// Takes so many of a line, all that `there` says where no number is given.
fn take(
    tx: &Tx,
    order: &mut Order,
    params: &Some_,
    there: fn(&Line) -> i64,
    work: impl FnOnce(&mut Line, i64) -> Result<(), Fault>,
) -> Result<()> {
    on_line(order, params.line, "quantity", |line| {
        some(there(line))?;
        let count = params.quantity.unwrap_or_else(|| there(line));
        work(line, count)
    })?;
    hand_on(order, &**tx);
    Ok(())
}

pub(super) static SHIP: Action<Order, Some_> = Action {
    ready_row: |order, line| of_line(order, line, |line| some(line.left()).and_then(|()| shippable(line))),
    ..Action::new(
        About::new("line-ship", Role::Own(&["s"]), say("ship", "xuất hàng"), say("shipped", "đã xuất")).on("lines"),
        open,
        |tx, order, params| {
            let today = tx.today();
            take(tx, order, params, Line::left, |line, count| {
                shippable(line)?;
                line.ship(count, today)
            })
        },
    )
};

fn under_way(line: &Line) -> i64 {
    line.shipped - line.delivered
}

pub(super) static DELIVER: Action<Order, Some_> = Action {
    ready_row: |order, line| of_line(order, line, |line| some(under_way(line))),
    ..Action::new(
        About::new("line-deliver", Role::Quiet, say("delivered", "đã giao"), say("delivered", "đã giao")).on("lines"),
        open,
        |tx, order, params| {
            let today = tx.today();
            take(tx, order, params, under_way, |line, count| line.deliver(count, today))
        },
    )
};

pub(super) static CANCEL: Action<Order, Some_> = Action {
    ready_row: |order, line| of_line(order, line, |line| some(line.left())),
    ..Action::new(
        About::new("line-cancel", Role::Own(&["X"]), say("cancel", "huỷ"), say("cancelled", "đã huỷ")).on("lines"),
        open,
        |tx, order, params| take(tx, order, params, Line::left, Line::cancel),
    )
};

fn with_them(line: &Line) -> i64 {
    line.delivered - line.returned
}

pub(super) static RETURN: Action<Order, Some_> = Action {
    ready_row: |order, line| of_line(order, line, |line| some(with_them(line))),
    ..Action::new(
        About::new("line-return", Role::Quiet, say("returned", "trả lại"), say("returned", "bị trả lại")).on("lines"),
        |order, _| if order.archived.is_none() { Ok(()) } else { Err(Fault::new(fault::ARCHIVED)) },
        |_, order, params| {
            on_line(order, params.line, "quantity", |line| {
                some(with_them(line))?;
                line.give_back(params.quantity.unwrap_or_else(|| with_them(line)))
            })
        },
    )
};
