//! An order that stands, with the reason, until someone releases it; and one of which nothing more will leave.
use super::{hand_on, not_held};
use crate::act::{About, Action, Role};
use crate::domain::field::{Field, Record};
use crate::domain::kind::Kind;
use crate::domain::order::{Order, State};
use crate::domain::problem::{Fault, Problems, Ready};
use crate::domain::value::{Choice, Id, Slot};
use crate::domain::worked::{Side, Worked};
use crate::domain::world::World;
use crate::field;
use crate::lang::{Text, fault, order as said, say};
use crate::store::Tx;
use anyhow::Result;

/// Why an order stands.
#[derive(Clone, Default)]
pub(super) struct Hold {
    reason: Option<Id>,
}

#[rustfmt::skip]
impl Record for Hold {
    const FIELDS: &'static [Field<Self>] = &[
        field!(required reason, Kind::Code("hold-reason"), "Reason", "Lý do"),
    ];
}

pub(super) static HOLD: Action<Order, Hold> = Action::new(
    About::new("hold", Role::Back, say("hold", "giữ"), say("on hold:", "giữ:")),
    |order, _| {
        order.open()?;
        not_held(order)?;
        match order.stands() {
            State::Draft => Err(Fault::new(fault::not_yet(State::Confirmed.text()))),
            State::Confirmed | State::Preparing => Ok(()),
            state => Err(Fault::new(fault::already(state.text()))),
        }
    },
    |tx, order, params| {
        (order.held, order.hold) = (Some(tx.instant()), params.reason);
        order.work.hand(Side::Us, "", &**tx);
        Ok(())
    },
);

pub(super) static RELEASE: Action<Order, ()> = Action::new(
    About::new("release", Role::Forward, say("release", "thôi giữ"), say("released", "thôi giữ")),
    |order, _| {
        order.open()?;
        if order.held.is_some() { Ok(()) } else { Err(Fault::new(said::NOT_ON_HOLD)) }
    },
    |tx, order, ()| {
        (order.held, order.hold) = (None, None);
        hand_on(order, &**tx);
        Ok(())
    },
);

/// Why nothing more of it will leave.
#[derive(Clone, Default)]
pub(super) struct Cancel {
    reason: Option<Id>,
}

#[rustfmt::skip]
impl Record for Cancel {
    const FIELDS: &'static [Field<Self>] = &[
        field!(required reason, Kind::Code("lost-reason"), "Reason", "Lý do"),
    ];
}

const CANCELLED: Text = say("cancelled:", "huỷ:");

/// What is not confirmed yet, or held, is turned down by the key for that; whatever has yet to leave, by its own.
pub(super) static DROP: Action<Order, Cancel> = Action::new(
    About::new("drop", Role::Back, say("cancel", "huỷ"), CANCELLED),
    |order, _| {
        order.open()?;
        let firm = order.held.is_none() && order.stands() != State::Draft;
        if firm { Err(Fault::new(said::NOT_ON_HOLD)) } else { cancellable(order) }
    },
    cancel,
);

pub(super) static CANCEL: Action<Order, Cancel> = Action::new(
    About::new("cancel", Role::Own(&["X"]), say("cancel the rest", "huỷ phần còn lại"), CANCELLED),
    |order, _| cancellable(order),
    cancel,
);

fn cancellable(order: &Order) -> Ready {
    order.open()?;
    let state = order.stands();
    if state < State::Shipped { Ok(()) } else { Err(Fault::new(fault::already(state.text()))) }
}

fn cancel(tx: &Tx, order: &mut Order, params: &Cancel) -> Result<()> {
    for line in order.lines.iter_mut().filter(|line| line.left() > 0) {
        line.cancel(line.left()).map_err(Problems::from)?;
    }
    if order.lines.iter().all(|line| line.shipped == 0) {
        State::Cancelled.key().clone_into(&mut order.bare);
    }
    (order.held, order.hold, order.lost) = (None, None, params.reason);
    hand_on(order, &**tx);
    Ok(())
}
