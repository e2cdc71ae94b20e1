//! The days that a report is of: the workspace's own, never those of UTC.
use crate::domain::value::Instant;
use crate::domain::world::World;
use crate::lang::report::days;
use crate::lang::{Sentence, Text, say};
use chrono::{Datelike, Months, NaiveDate, NaiveTime};

/// Days from the first to the last, both included; without one, as far as there are any.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Period {
    /// The first.
    pub from: Option<NaiveDate>,
    /// The last.
    pub till: Option<NaiveDate>,
}

/// A period by its name.
pub struct Named {
    /// To scripts.
    pub name: &'static str,
    /// To people.
    pub said: Text,
    /// Which days it is, on a day.
    pub of: fn(NaiveDate) -> Period,
}

const fn named(name: &'static str, said: Text, of: fn(NaiveDate) -> Period) -> Named {
    Named { name, said, of }
}

#[rustfmt::skip]
/// Periods as they are offered.
pub static PERIODS: &[Named] = &[
    named("month",      say("this month", "tháng này"),       |day| Period::months(day, 0, 1)),
    named("last-month", say("last month", "tháng trước"),     |day| Period::months(day, -1, 1)),
    named("quarter",    say("this quarter", "quý này"),       |day| Period::months(day, -(month0(day) % 3), 3)),
    named("year",       say("this year", "năm nay"),          |day| Period::months(day, -month0(day), 12)),
    named("last-year",  say("last year", "năm ngoái"),        |day| Period::months(day, -month0(day) - 12, 12)),
    named("12-months",  say("12 months", "12 tháng"),         |day| Period::months(day, -11, 12)),
    named("all",        say("all time", "từ trước đến nay"),  |_| Period::default()),
];

fn month0(day: NaiveDate) -> i32 {
    day.month0().cast_signed()
}

impl Period {
    /// So many whole months, the first of them `ahead` of that of a day.
    pub fn months(of: NaiveDate, ahead: i32, count: u32) -> Self {
        let first = of.with_day(1).and_then(|first| moved(first, ahead));
        let till =
            first.and_then(|first| first.checked_add_months(Months::new(count))).and_then(|next| next.pred_opt());
        Self { from: first, till }
    }

    /// Whether all days of another are in it.
    pub fn covers(self, other: Self) -> bool {
        let ends = self.till.is_none_or(|till| other.till.is_some_and(|other| other <= till));
        self.from <= other.from && ends
    }

    /// The days of it that are in the month of a day.
    pub fn within(self, month: NaiveDate) -> Self {
        let whole = Self::months(month, 0, 1);
        let till = [self.till, whole.till].into_iter().flatten().min();
        Self { from: self.from.max(whole.from), till }
    }

    /// The first instant, and the first after it.
    pub fn bounds(self, world: &dyn World) -> (Option<Instant>, Option<Instant>) {
        let midnight = |day| world.at(day, NaiveTime::MIN);
        (self.from.map(midnight), self.till.and_then(|day| day.succ_opt()).map(midnight))
    }

    /// The filter words of the rows whose field falls into it.
    pub fn words(self, field: &str) -> String {
        let from = self.from.map(|day| format!("{field}>={}", typed(day)));
        let till = self.till.and_then(|day| day.succ_opt()).map(|day| format!("{field}<{}", typed(day)));
        [from, till].into_iter().flatten().collect::<Vec<_>>().join(" ")
    }

    /// In words.
    pub fn said(self) -> Sentence {
        days(self.from, self.till)
    }
}

fn moved(first: NaiveDate, months: i32) -> Option<NaiveDate> {
    let by = Months::new(months.unsigned_abs());
    if months < 0 { first.checked_sub_months(by) } else { first.checked_add_months(by) }
}

/// A day as people type it.
pub fn typed(day: NaiveDate) -> String {
    day.format("%-d/%-m/%Y").to_string()
}

/// The first day of a month counted as `store::month` does.
pub fn first_of(month: i64) -> Option<NaiveDate> {
    let year = i32::try_from(month.div_euclid(12)).ok()?;
    NaiveDate::from_ymd_opt(year, u32::try_from(month.rem_euclid(12)).ok()? + 1, 1)
}

/// The first days of the months that lie between two.
pub fn between(after: NaiveDate, before: NaiveDate) -> Vec<NaiveDate> {
    let next = |month: &NaiveDate| month.checked_add_months(Months::new(1));
    std::iter::successors(next(&after), next).take_while(|month| *month < before).collect()
}
