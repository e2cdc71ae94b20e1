//! What a customer is told of their orders: which lines are late and when they leave now, what blocks an order, what
//! is on its way.
use crate::domain::code::Code;
use crate::domain::order::{Line, Order, State};
use crate::domain::say::Fact;
use crate::domain::value::Id;
use crate::domain::world::World;
use crate::lang::{Lang, Sentence, reply};
use crate::store::Db;
use chrono::NaiveDate;

/// What is to be said of an order that is open.
pub fn facts(db: &Db, order: &Order) -> Vec<Fact> {
    let number =
        if order.number.is_empty() { db.name("order", order.id).unwrap_or_default() } else { order.number.clone() };
    let whole = Sentence::plain(&number);
    let blocked = |why: Sentence| vec![Fact::Blocked { what: whole.clone(), why }];
    match order.fulfilment() {
        State::Draft => blocked(reply::BEING_CHECKED.into()),
        State::Held => blocked(held(db, order.hold)),
        State::Confirmed if order.awaits_deposit() => blocked(reply::DEPOSIT.into()),
        State::Confirmed | State::Preparing => promised(db.today(), order, &number),
        State::Shipped => {
            let till =
                order.lines.iter().filter(|line| line.delivered < line.shipped).filter_map(|line| line.expected).max();
            order.shipped.map(|left| Fact::OnItsWay { what: whole, left, till }).into_iter().collect()
        }
        State::Delivered | State::Closed | State::Cancelled => Vec::new(),
    }
}

fn held(db: &Db, hold: Option<Id>) -> Sentence {
    let code = hold.and_then(|id| db.get::<Code>(id).ok());
    code.map_or_else(|| reply::ON_HOLD.into(), |code| Sentence::new(code.label(Lang::En), code.label(Lang::Vi)))
}

/// What has yet to leave: late where its day is past or was moved, else on track.
fn promised(today: NaiveDate, order: &Order, number: &str) -> Vec<Fact> {
    let mut facts: Vec<Fact> = Vec::new();
    let open: Vec<(usize, &Line)> = (1..).zip(&order.lines).filter(|(_, line)| line.is_open()).collect();
    let mut late: Vec<(Vec<usize>, NaiveDate, Option<NaiveDate>)> = Vec::new();
    for (n, line) in &open {
        let (Some(was), now) = (line.first_confirmed.or(line.promised).or(order.promised), leaves(line, order, today))
        else {
            continue;
        };
        if now.is_some_and(|now| now <= was) {
            continue;
        }
        match late.iter_mut().find(|(_, day, again)| (*day, *again) == (was, now)) {
            Some((lines, ..)) => lines.push(*n),
            None => late.push((vec![*n], was, now)),
        }
    }
    for (lines, was, now) in late {
        let lines = if lines.len() == order.lines.len() { Vec::new() } else { lines };
        facts.push(Fact::Late { what: reply::lines_of(number, &lines), was, now });
    }
    let bare = order.promised.filter(|_| order.lines.is_empty());
    match (bare, order.first_promised) {
        (Some(day), _) if day < today => facts.push(Fact::Late { what: Sentence::plain(number), was: day, now: None }),
        (Some(day), Some(first)) if first < day => {
            facts.push(Fact::Late { what: Sentence::plain(number), was: first, now: Some(day) });
        }
        _ => {}
    }
    if let Some(by) = order.next_promise.filter(|_| facts.is_empty()) {
        facts.push(Fact::OnTrack { what: Sentence::plain(number), by });
    }
    facts
}

/// The day on which a line leaves as far as anyone knows, from today on.
fn leaves(line: &Line, order: &Order, today: NaiveDate) -> Option<NaiveDate> {
    let promised = line.promised.or(order.promised);
    [line.expected, promised].into_iter().flatten().filter(|day| *day >= today).max()
}
