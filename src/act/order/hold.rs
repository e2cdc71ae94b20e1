//! An order that stands, with the reason, until someone releases it.
use super::{hand_on, not_held};
use crate::act::{About, Action, Role};
use crate::domain::field::{Field, Record};
use crate::domain::kind::Kind;
use crate::domain::order::{Order, State};
use crate::domain::problem::Fault;
use crate::domain::value::{Choice, Id, Slot};
use crate::domain::worked::{Side, Worked};
use crate::domain::world::World;
use crate::field;
use crate::lang::{fault, order as said, say};

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
