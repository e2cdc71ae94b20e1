//! When someone must act on an order, and why: the earliest of what blocks it, a promise at risk, the promise itself,
//! news of its arrival, its payment. All of it follows from the order's facts and the house's policies, never from now.
use super::{Order, State};
use crate::domain::face::Due;
use crate::domain::kind::evening;
use crate::domain::read::MORNING;
use crate::domain::value::Instant;
use crate::domain::world::World;
use crate::lang::Lang;
use crate::lang::when::short;
use chrono::{NaiveDate, TimeDelta};

impl Order {
    /// The nearest of all that is waited for.
    pub(super) fn due(&self, world: &dyn World) -> Option<Due> {
        let all: Vec<Option<Due>> = match self.fulfilment() {
            State::Draft => vec![self.to_confirm(world), self.promise(world)],
            State::Held => vec![self.on_hold(world), self.promise(world)],
            State::Confirmed | State::Preparing => {
                // It is not made ready before its deposit has come: that is what is waited for.
                let deposit = self.deposit_due(world);
                let risk = if deposit.is_some() { None } else { self.risk(world) };
                vec![self.promise(world), risk, self.unpromised(world), deposit]
            }
            State::Shipped => vec![self.arrival(world), self.payment(world)],
            State::Delivered if self.is_owing() => vec![self.payment(world)],
            State::Delivered => vec![self.close(world)],
            State::Closed | State::Cancelled => Vec::new(),
        };
        all.into_iter().flatten().min_by_key(|due| due.at)
    }

    /// A draft is confirmed within the policy's working time; one that cannot be, is looked at now.
    fn to_confirm(&self, world: &dyn World) -> Option<Due> {
        let since = self.work.since.or(self.created)?;
        if self.faults > 0 {
            return Some(Due::new(since, "checks", self.faults));
        }
        let minutes = TimeDelta::try_minutes(world.rule("order-confirm")?)?;
        Some(Due::new(world.hours().add(since, minutes)?, "to-confirm", ""))
    }

    fn on_hold(&self, world: &dyn World) -> Option<Due> {
        let since = world.local(self.held?).date_naive();
        Some(Due::new(evening(after("hold-days", since, world)?, world), "held", self.held_for(world)))
    }

    /// Why, in both languages: `deposit unpaid|chưa đặt cọc`.
    fn held_for(&self, world: &dyn World) -> String {
        let label = self.hold.and_then(|id| world.label(id));
        label.map_or_else(String::new, |label| format!("{}|{}", label.to(Lang::En), label.to(Lang::Vi)))
    }

    /// What has yet to leave on the nearest promise: `3;carrier`, line 3, the carrier's turn; no line where all of it.
    fn promise(&self, world: &dyn World) -> Option<Due> {
        let day = self.promises().map(|(_, day)| day).min()?;
        let left = if self.lines.iter().any(|line| line.shipped > 0) { self.numbers(day) } else { String::new() };
        Some(Due::new(evening(day, world), "promise", self.whose(&left)))
    }

    fn whose(&self, left: &str) -> String {
        if self.work.turn_of.is_empty() { left.to_owned() } else { format!("{left};{}", self.work.turn_of) }
    }

    fn numbers(&self, day: NaiveDate) -> String {
        let on = self.promises().filter(|(_, promised)| *promised == day && !self.lines.is_empty());
        on.map(|(at, _)| (at + 1).to_string()).collect::<Vec<_>>().join(" ")
    }

    /// From when on a promise is at risk, and the promise: what is not in preparation so many working days before, by
    /// the policy, and what is held, since it is.
    pub fn at_risk(&self, world: &dyn World) -> Option<(Instant, NaiveDate)> {
        let day = self.unprepared()?;
        if self.fulfilment() == State::Held {
            return Some((self.held?, day));
        }
        let days = i32::try_from(world.rule("risk-days")?).ok()?;
        let from = world.hours().days(day, -days)?;
        Some((world.at(from, MORNING), day))
    }

    /// The nearest promise of what has yet to leave and is not being made ready.
    fn unprepared(&self) -> Option<NaiveDate> {
        let held = self.held.is_some();
        let idle = |at: usize| {
            self.lines.get(at).map_or(self.stands() == State::Confirmed, |line| {
                line.hold.is_some() || line.stands() == State::Confirmed
            })
        };
        self.promises().filter(|(at, _)| held || idle(*at)).map(|(_, day)| day).min()
    }

    fn risk(&self, world: &dyn World) -> Option<Due> {
        let (at, day) = self.at_risk(world)?;
        Some(Due::new(at, "risk", short(day, world.local(at).date_naive())))
    }

    /// Our word without a date.
    fn unpromised(&self, world: &dyn World) -> Option<Due> {
        if self.promises().next().is_some() {
            return None;
        }
        let since = self.work.since.or(self.created)?;
        let minutes = TimeDelta::try_minutes(world.rule("order-confirm")?)?;
        Some(Due::new(world.hours().add(since, minutes)?, "no-promise", ""))
    }

    fn deposit_due(&self, world: &dyn World) -> Option<Due> {
        let day = self.pay_by.filter(|_| self.awaits_deposit())?;
        Some(Due::new(evening(day, world), "deposit", self.whose("")))
    }

    /// News of what left: on the day it is expected, else after the policy's days on the way.
    fn arrival(&self, world: &dyn World) -> Option<Due> {
        let left = self.shipped?;
        let under_way = self.lines.iter().filter(|line| line.delivered < line.shipped);
        let expected = under_way.filter_map(|line| line.expected).max().filter(|day| *day >= left);
        let day = expected.or_else(|| after("transit-days", left, world))?;
        Some(Due::new(evening(day, world), "arrival", short(left, day)))
    }

    /// Whether it has a day to be paid by, and is not paid.
    pub fn is_owing(&self) -> bool {
        self.pay_by.is_some() && self.total.unwrap_or(0) > self.paid.unwrap_or(0)
    }

    fn payment(&self, world: &dyn World) -> Option<Due> {
        let day = self.pay_by.filter(|_| self.is_owing())?;
        Some(Due::new(evening(day, world), "payment", ""))
    }

    fn close(&self, world: &dyn World) -> Option<Due> {
        let since = self.delivered.or(self.shipped)?;
        Some(Due::new(evening(after("close-days", since, world)?, world), "to-close", ""))
    }
}

/// So many working days after another as a policy says.
fn after(policy: &str, day: NaiveDate, world: &dyn World) -> Option<NaiveDate> {
    world.hours().days(day, i32::try_from(world.rule(policy)?).ok()?)
}
