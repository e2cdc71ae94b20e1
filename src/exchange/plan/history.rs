//! Which rows of an old system come as history and owe no first answer: what is old, and what is past the first state of
//! its kind, unless the day that it is about is still to come.
use super::target::Target;
use crate::domain::field::Row;
use crate::domain::opportunity;
use crate::domain::order;
use crate::domain::value::{Instant, Value};
use crate::domain::world::World;
use chrono::{NaiveTime, TimeDelta};

/// Days after which a row is old, where no policy says.
const DAYS: i64 = 90;

/// The place of the field that says so, where the kind has one.
pub fn field(row: &dyn Row) -> Option<usize> {
    row.place("history")
}

/// Whether a new row is history.
pub fn is_history(target: &Target, row: &dyn Row, world: &dyn World) -> bool {
    !is_ahead(target, row, world) && (is_old(target, row, world) || is_past_first(target, row, world))
}

/// Whether what it is about is still to come, wherever it came from: our word for an order, or what a customer decides.
fn is_ahead(target: &Target, row: &dyn Row, world: &dyn World) -> bool {
    let ahead = |key: &str| matches!(row.value(key), Value::Day(day) if day >= world.today());
    match target.name {
        "order" => {
            let over = order::word(&text(row, "imported_state")).is_some_and(|state| {
                matches!(
                    state,
                    order::State::Shipped | order::State::Delivered | order::State::Closed | order::State::Cancelled
                )
            });
            ahead("promised") && !over && row.value("shipped") == Value::Empty
        }
        "opportunity" => {
            let stage = world.stages().into_iter().find(|stage| Value::Whole(stage.id) == row.value("stage"));
            ahead("close") && stage.is_none_or(|stage| stage.state() == opportunity::State::Open)
        }
        _ => false,
    }
}

fn is_old(target: &Target, row: &dyn Row, world: &dyn World) -> bool {
    let days = world.rule("history-days").unwrap_or(DAYS);
    let Some(bound) = TimeDelta::try_days(days).and_then(|days| world.instant().checked_sub_signed(days)) else {
        return false;
    };
    let since: Option<Instant> = target.since.iter().find_map(|key| match row.value(key) {
        Value::At(at) => Some(at),
        Value::Day(day) => Some(world.at(day, NaiveTime::MIN)),
        _ => None,
    });
    since.is_some_and(|since| since < bound)
}

fn is_past_first(target: &Target, row: &dyn Row, world: &dyn World) -> bool {
    match target.name {
        "lead" => text(row, "state") != "new",
        "opportunity" => match row.value("stage") {
            Value::Whole(stage) => {
                let stages = world.stages();
                let first = stages.iter().find(|stage| stage.state() == opportunity::State::Open);
                first.is_some_and(|first| first.id != stage)
            }
            _ => false,
        },
        "order" => match order::word(&text(row, "imported_state")) {
            Some(state) => state != order::State::Draft,
            None => row.value("imported_state") != Value::Empty || row.value("shipped") != Value::Empty,
        },
        _ => false,
    }
}

fn text(row: &dyn Row, key: &str) -> String {
    if let Value::Text(text) = row.value(key) { text } else { String::new() }
}
