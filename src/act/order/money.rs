//! What is invoiced and paid of an order.
use super::hand_on;
use crate::act::{About, Action, Role};
use crate::domain::field::{Field, Record};
use crate::domain::kind::Kind;
use crate::domain::money::Currency;
use crate::domain::order::{Billing, Order, State};
use crate::domain::problem::{Fault, Problems, Ready};
use crate::domain::value::{Choice, Slot};
use crate::field;
use crate::lang::{fault, order as said, say};
use chrono::NaiveDate;

/// By when it is to be paid.
#[derive(Clone, Default)]
pub(super) struct Invoice {
    pay_by: Option<NaiveDate>,
}

#[rustfmt::skip]
impl Record for Invoice {
    const FIELDS: &'static [Field<Self>] = &[
        field!(free pay_by, Kind::Day, "Pay by", "Hạn thanh toán"),
    ];
}

fn firm(order: &Order) -> Ready {
    match order.stands() {
        _ if order.archived.is_some() => Err(Fault::new(fault::ARCHIVED)),
        State::Draft => Err(Fault::new(fault::not_yet(State::Confirmed.text()))),
        State::Cancelled => Err(Fault::new(fault::already(State::Cancelled.text()))),
        _ => Ok(()),
    }
}

pub(super) static INVOICE: Action<Order, Invoice> = Action {
    start: |orders, _| Invoice { pay_by: orders.first().and_then(|order| order.pay_by) },
    ..Action::new(
        About::new(
            "invoice",
            Role::Quiet,
            say("invoice", "xuất hoá đơn"),
            say("invoiced, pay by", "đã xuất hoá đơn, hạn"),
        ),
        |order, _| {
            firm(order)?;
            let left = order.lines.iter().any(|line| line.invoiced < line.owed());
            if left { Ok(()) } else { Err(Fault::new(said::NOTHING_LEFT)) }
        },
        |_, order, params| {
            for line in order.lines.iter_mut().filter(|line| line.invoiced < line.owed()) {
                line.invoice(line.owed() - line.invoiced).map_err(Problems::from)?;
            }
            order.pay_by = params.pay_by;
            Ok(())
        },
    )
};

/// How much came in; all that is owed, where nothing is said.
#[derive(Clone, Default)]
pub(super) struct Pay {
    amount: Option<i64>,
    currency: Currency,
}

#[rustfmt::skip]
impl Record for Pay {
    const FIELDS: &'static [Field<Self>] = &[
        field!(money Free amount, "Amount", "Số tiền"),
    ];
}

/// What is next to be paid: the deposit, then the rest.
fn owed(order: &Order) -> i64 {
    let asked = if order.awaits_deposit() { order.deposit } else { order.total };
    asked.unwrap_or(0).saturating_sub(order.paid.unwrap_or(0))
}

pub(super) static PAY: Action<Order, Pay> = Action {
    start: |orders, world| {
        let [order] = orders else { return Pay { amount: None, currency: world.currency() } };
        Pay { amount: Some(owed(order)).filter(|left| *left > 0), currency: order.currency }
    },
    ..Action::new(
        About::new("pay", Role::Quiet, say("payment came", "nhận thanh toán"), say("paid", "đã trả")),
        |order, _| {
            firm(order)?;
            if order.billed(None) == Billing::Paid { Err(Fault::new(said::ALL_PAID)) } else { Ok(()) }
        },
        |tx, order, params| {
            let amount = params.amount.unwrap_or_else(|| owed(order));
            let wrong = match amount {
                ..1 => Some(Fault::new(fault::AT_LEAST_ONE)),
                _ if params.amount.is_some() && params.currency != order.currency => {
                    let (own, of) = (params.currency.code(), order.currency.code());
                    Some(Fault::new(said::paid_in(own, of)))
                }
                _ => None,
            };
            if let Some(fault) = wrong {
                return Err(Problems::from(fault.at("amount")).into());
            }
            let waited = order.awaits_deposit();
            order.paid = Some(order.paid.unwrap_or(0).saturating_add(amount));
            // The deposit was what it waited for: now it can be made ready.
            if waited && !order.awaits_deposit() && order.stands() == State::Confirmed {
                hand_on(order, &**tx);
            }
            Ok(())
        },
    )
};
