//! A new promise for what has yet to leave: first the day, then, where it is a later one, why. What was promised first
//! stays as it is; each move to a later day leaves a slip with its reason.
use super::line::{of_line, on_line};
use crate::act::{About, Action, Proposal, Role};
use crate::domain::field::{Field, Record};
use crate::domain::kind::Kind;
use crate::domain::order::{Line, Order, Slip, Stage, State};
use crate::domain::problem::{Fault, Problems, Ready};
use crate::domain::value::{Choice, Id, Slot, Value};
use crate::domain::worked::Worked;
use crate::domain::world::World;
use crate::field;
use crate::lang::{Sentence, Text, fault, order as said, say, when};
use crate::store::{Db, Tx};
use anyhow::Result;
use chrono::NaiveDate;

/// By when, and why not by the day before.
#[derive(Clone, Default)]
pub(super) struct Promise {
    day: Option<NaiveDate>,
    reason: Option<Id>,
}

#[rustfmt::skip]
impl Record for Promise {
    const FIELDS: &'static [Field<Self>] = &[
        field!(required day,    Kind::Day,                 "New promise", "Hẹn mới"),
        field!(free     reason, Kind::Code("slip-reason"), "Because",     "Vì"),
    ];
}

/// The same of one line.
#[derive(Clone, Default)]
pub(super) struct PromiseOf {
    line: Id,
    day: Option<NaiveDate>,
    reason: Option<Id>,
}

#[rustfmt::skip]
impl Record for PromiseOf {
    const FIELDS: &'static [Field<Self>] = &[
        field!(required line,   Kind::Whole,               "Line",        "Dòng"),
        field!(required day,    Kind::Day,                 "New promise", "Hẹn mới"),
        field!(free     reason, Kind::Code("slip-reason"), "Because",     "Vì"),
    ];
}

const DONE: Text = say("promised for", "hẹn lại");

pub(super) static PROMISE: Action<Order, Promise> = Action {
    propose: |db, order, path| Ok(if path == "day" { days(db, order) } else { Vec::new() }),
    ..Action::new(
        About::new("promise", Role::Own(&["p"]), say("new promise", "hẹn lại"), DONE).quick(),
        |order, _| open(order),
        |tx, order, params| {
            let open: Vec<Id> =
                order.lines.iter().filter(|l| l.is_open() && l.stage != Stage::Draft).map(|l| l.id).collect();
            let header = order.promised;
            for line in &open {
                move_line(tx, order, *line, header, params)?;
            }
            if open.is_empty() {
                let firm = order.stands() != State::Draft;
                let slip = slip(tx, None, header.filter(|_| firm), params)?;
                order.promised = params.day;
                order.slips.extend(slip);
            }
            moved(tx, order);
            Ok(())
        },
    )
};

pub(super) static LINE: Action<Order, PromiseOf> = Action {
    propose: |db, order, path| Ok(if path == "day" { days(db, order) } else { Vec::new() }),
    ready_row: |order, line| of_line(order, line, still_open),
    ..Action::new(
        About::new("line-promise", Role::Own(&["p"]), say("new promise", "hẹn lại"), DONE).quick().on("lines"),
        |order, _| open(order),
        |tx, order, params| {
            let header = order.promised;
            let asked = Promise { day: params.day, reason: params.reason };
            move_line(tx, order, params.line, header, &asked)?;
            moved(tx, order);
            Ok(())
        },
    )
};

fn open(order: &Order) -> Ready {
    order.open()?;
    match order.stands() {
        state if state < State::Shipped => Ok(()),
        state => Err(Fault::new(fault::already(Choice::text(state)))),
    }
}

/// The whole of it waits for the same people, from now on.
fn moved(tx: &Tx, order: &mut Order) {
    (order.work.since, order.work.later, order.history) = (Some(tx.instant()), None, false);
}

fn still_open(line: &Line) -> Ready {
    if line.is_open() { Ok(()) } else { Err(Fault::new(said::NOTHING_LEFT)) }
}

fn move_line(tx: &Tx, order: &mut Order, line: Id, header: Option<NaiveDate>, params: &Promise) -> Result<()> {
    let was = on_line(order, line, "line", |line: &mut Line| {
        still_open(line)?;
        Ok(line.promised.or(header).filter(|_| line.stage != Stage::Draft))
    })?;
    let slip = slip(tx, Some(line), was, params)?;
    on_line(order, line, "line", |line| {
        line.promised = params.day;
        line.slip = slip.as_ref().map_or(line.slip, |slip| slip.reason);
        Ok(())
    })?;
    order.slips.extend(slip);
    Ok(())
}

/// What a move to a later day leaves; an earlier one needs no reason.
fn slip(tx: &Tx, line: Option<Id>, was: Option<NaiveDate>, params: &Promise) -> Result<Option<Slip>> {
    if params.day < Some(tx.today()) {
        return Err(Problems::from(Fault::new(fault::IS_PAST).at("day")).into());
    }
    if was.is_none() || params.day <= was {
        return Ok(None);
    }
    if params.reason.is_none() {
        return Err(Problems::from(Fault::new(fault::MUST_BE_GIVEN).at("reason")).into());
    }
    let (at, who) = (Some(tx.instant()), Some(tx.me()));
    Ok(Some(Slip { id: 0, line, was, promised: params.day, reason: params.reason, at, who }))
}

/// So many working days on, each a day to be offered.
const AHEAD: [i32; 5] = [1, 2, 3, 5, 10];

/// The day that the warehouse or the carrier named, then working days to come.
fn days(db: &Db, order: &Order) -> Vec<Proposal> {
    let open = || order.lines.iter().filter(|line| line.is_open());
    let (today, current) = (db.today(), open().filter_map(|line| line.promised).min().or(order.promised));
    let from = current.filter(|day| *day > today).unwrap_or(today);
    let named = open().filter_map(|line| line.expected).filter(|day| *day > from).min();
    let mut list: Vec<(NaiveDate, Sentence)> = Vec::new();
    if let Some(day) = named {
        let by = if order.carrier.is_empty() { &order.work.turn_of } else { &order.carrier };
        list.push((day, Sentence::from(say("expected", "dự kiến")).then(&Sentence::plain(by))));
    }
    for day in AHEAD.iter().filter_map(|ahead| db.hours().days(from, *ahead)) {
        if !list.iter().any(|(known, _)| *known == day) {
            list.push((day, Sentence::default()));
        }
    }
    let one = |(day, why)| Proposal::new(Kind::Day.show(&Value::Day(day), db), why).said(when::dated(day, today));
    list.into_iter().map(one).collect()
}
