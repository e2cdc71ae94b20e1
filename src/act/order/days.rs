//! The days of what left and arrived, put right: a file may have brought them the wrong way round, and nothing else tells
//! them.
use crate::act::{About, Action, Role};
use crate::domain::field::{Field, Record};
use crate::domain::kind::Kind;
use crate::domain::order::{Line, Order, State};
use crate::domain::problem::{Fault, Problem, Problems};
use crate::domain::value::{Choice, Slot};
use crate::domain::world::World;
use crate::field;
use crate::lang::{fault, order as said, say, when};
use chrono::NaiveDate;

/// Its name to scripts.
pub const NAME: &str = "days";

/// When it was ordered, left and arrived; what is not said stays.
#[derive(Clone, Default)]
pub(super) struct Days {
    ordered: Option<NaiveDate>,
    shipped: Option<NaiveDate>,
    delivered: Option<NaiveDate>,
}

#[rustfmt::skip]
impl Record for Days {
    const FIELDS: &'static [Field<Self>] = &[
        field!(free ordered,   Kind::Day, "Ordered",   "Ngày đặt"),
        field!(free shipped,   Kind::Day, "Shipped",   "Ngày xuất"),
        field!(free delivered, Kind::Day, "Delivered", "Ngày giao"),
    ];
}

pub(super) static DAYS: Action<Order, Days> = Action {
    start: |orders, _| match orders {
        [one] => Days { ordered: one.ordered, shipped: one.shipped, delivered: one.delivered },
        _ => Days::default(),
    },
    ..Action::new(
        About::new(NAME, Role::Own(&["D"]), say("put its days right", "sửa các ngày"), say("days:", "các ngày:")),
        |order, _| match (order.shipped, order.delivered) {
            _ if order.archived.is_some() => Err(Fault::new(fault::ARCHIVED)),
            (None, None) => Err(Fault::new(fault::not_yet(State::Shipped.text()))),
            _ => Ok(()),
        },
        |tx, order, days| {
            order.ordered = days.ordered.or(order.ordered);
            let put = [
                put(order, days.shipped, |order| &mut order.shipped, |line| &mut line.shipped_on),
                put(order, days.delivered, |order| &mut order.delivered, |line| &mut line.delivered_on),
            ];
            let states = [("shipped", State::Shipped), ("delivered", State::Delivered)];
            let undone = put.into_iter().zip(states).filter(|(put, _)| !put);
            let undone = undone.map(|(_, (key, state))| Fault::new(fault::not_yet(state.text())).at(key));
            Ok(Problems::none_or(undone.chain(awry(order, &**tx)).collect())?)
        },
    )
};

/// Puts another day in place of that of the order, and of its lines that have that one, or one that cannot be; whether
/// it had any.
fn put(
    order: &mut Order,
    day: Option<NaiveDate>,
    of_order: fn(&mut Order) -> &mut Option<NaiveDate>,
    of_line: fn(&mut Line) -> &mut Option<NaiveDate>,
) -> bool {
    let (was, first) = (*of_order(order), order.ordered);
    if day.is_none() || day == was {
        return true;
    }
    if was.is_none() {
        return false;
    }
    *of_order(order) = day;
    for own in order.lines.iter_mut().map(of_line) {
        if own.is_some() && (*own == was || *own < first || *own > day) {
            *own = day;
        }
    }
    true
}

/// What cannot be true of its days.
fn awry(order: &Order, world: &dyn World) -> Vec<Problem> {
    let (today, mut problems) = (world.today(), Vec::new());
    let days = [("ordered", order.ordered), ("shipped", order.shipped), ("delivered", order.delivered)];
    let days: Vec<(&str, NaiveDate)> = days.into_iter().filter_map(|(key, day)| Some((key, day?))).collect();
    for (n, (key, day)) in days.iter().enumerate() {
        let before = days[..n].iter().find(|(_, before)| before > day);
        let told = before.map(|(key, before)| {
            let before = when::short(*before, today);
            if *key == "ordered" { said::before_ordered(&before) } else { said::before_shipped(&before) }
        });
        let ahead = (*day > today).then(|| said::YET_TO_COME.into());
        problems.extend(told.or(ahead).map(|said| Fault::new(said).at(*key)));
    }
    problems
}
