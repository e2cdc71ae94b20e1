//! What leaves now: of each line so many, by a carrier.
use super::line::shippable;
use super::{hand_on, not_held, stands_at};
use crate::act::{About, Action, Role};
use crate::domain::field::{Field, Part, Record};
use crate::domain::kind::Kind;
use crate::domain::order::{Line, Order, Stage, State};
use crate::domain::problem::{Problem, Problems};
use crate::domain::value::{Id, Slot};
use crate::domain::worked::Worked;
use crate::domain::world::World;
use crate::field;
use crate::lang::say;
use chrono::NaiveDate;

/// How much of each line leaves now, by whom, and when it is to arrive.
#[derive(Clone, Default)]
pub(super) struct Ship {
    carrier: String,
    arrives: Option<NaiveDate>,
    lines: Vec<Load>,
}

#[derive(Clone, Default)]
pub(super) struct Load {
    line: Id,
    product: String,
    quantity: i64,
}

#[rustfmt::skip]
impl Record for Ship {
    const FIELDS: &'static [Field<Self>] = &[
        field!(free carrier, Kind::Text, "Carrier", "Hãng vận chuyển"),
        field!(free arrives, Kind::Day,  "Arrives", "Ngày đến"),
    ];
    const PARTS: &'static [Part<Self>] = &[Part {
        key: "lines", label: say("Lines", "Dòng hàng"), table: "", shared: false, grows: false,
        rows: |ship| &ship.lines, rows_mut: |ship| &mut ship.lines,
    }];
}

#[rustfmt::skip]
impl Record for Load {
    const FIELDS: &'static [Field<Self>] = &[
        field!(by_action product,  Kind::Text,  "Product",  "Sản phẩm"),
        field!(free      quantity, Kind::Whole, "Quantity", "Số lượng"),
    ];
}

pub(super) static SHIP: Action<Order, Ship> = Action {
    start: |orders, world| {
        // Every line, shipped or not, so that `lines.2` means the order's second line whenever it is said.
        let load = |line: &Line| {
            let quantity = if line.hold.is_none() && line.stage != Stage::Draft { line.left() } else { 0 };
            Load { line: line.id, product: line.called(world), quantity }
        };
        let carrier = orders.first().map(|order| order.carrier.clone()).unwrap_or_default();
        Ship { carrier, arrives: None, lines: orders.iter().flat_map(|order| &order.lines).map(load).collect() }
    },
    ..Action::new(
        About::new("ship", Role::Own(&["s"]), say("ship", "xuất hàng"), say("shipped", "đã xuất")),
        |order, _| {
            order.open()?;
            not_held(order)?;
            let firm = |line: &Line| line.stage != Stage::Draft && line.left() > 0;
            if order.lines.iter().any(firm) { Ok(()) } else { stands_at(order, State::Confirmed) }
        },
        |tx, order, params| {
            let mut problems: Vec<Problem> = Vec::new();
            for (n, load) in (1..).zip(&params.lines).filter(|(_, load)| load.quantity != 0) {
                let Some(line) = order.line_mut(load.line) else { continue };
                match shippable(line).and_then(|()| line.ship(load.quantity, tx.today())) {
                    Ok(()) => line.expected = params.arrives.or(line.expected),
                    Err(fault) => problems.push(fault.at(format!("lines.{n}.quantity"))),
                }
            }
            Problems::none_or(problems)?;
            order.carrier.clone_from(&params.carrier);
            hand_on(order, &**tx);
            Ok(())
        },
    )
};
