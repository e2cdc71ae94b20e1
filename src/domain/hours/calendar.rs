//! Counting by a calendar: whoever keeps it works at the instants at which the clock on the wall of its zone shows a
//! time within the hours of its date. Where clocks are put forward there is less of a range, where they are put back
//! there is more, and nothing else needs to know.
use super::exceptions::Exceptions;
use super::pattern::{Hours, Pattern};
use crate::domain::value::Instant;
use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveTime, Offset, TimeDelta, TimeZone};
use chrono_tz::Tz;
use std::iter;
use std::ops::RangeInclusive;

/// Seconds of a day without a change of clocks.
const DAY: i64 = 24 * 60 * 60;
/// How far anything is looked for or counted: a hundred years.
const HORIZON: TimeDelta = TimeDelta::days(36_525);

#[derive(Clone, Debug, PartialEq)]
pub struct Calendar {
    pub zone: Tz,
    pub pattern: Pattern,
    pub exceptions: Exceptions,
    /// One person's: dates, both included, in which nothing counts. A customer's clock goes on while a rep is away, so
    /// it is given none.
    pub absences: Vec<RangeInclusive<NaiveDate>>,
}

/// A part of one local date in which the zone's offset stays the same, in seconds after 1970 in UTC. Its midnight is
/// where the date would have begun with that offset.
#[derive(Clone, Copy)]
struct Stretch {
    from: i64,
    to: i64,
    day: NaiveDate,
    midnight: i64,
}

impl Calendar {
    pub fn new(zone: Tz, pattern: Pattern) -> Self {
        Self { zone, pattern, exceptions: Exceptions::default(), absences: Vec::new() }
    }

    /// What holds on a date.
    pub fn hours(&self, day: NaiveDate) -> &Hours {
        const NONE: &Hours = &Hours::CLOSED;
        if self.absences.iter().any(|absence| absence.contains(&day)) {
            return NONE;
        }
        self.exceptions.on(day).map_or_else(|| self.pattern.on(day.weekday()), |exception| &exception.hours)
    }

    /// The first instant by which so much working time has passed. It counts from the next opening when nobody works at
    /// the start, and what ends with the day ends at its closing. Less than none counts back, to the last instant from
    /// which so much is left until the start. None where there is not so much within a hundred years.
    pub fn add(&self, start: Instant, working: TimeDelta) -> Option<Instant> {
        if working.abs() > HORIZON {
            return None;
        }
        if working < TimeDelta::zero() {
            return self.back(start, -working);
        }
        if working.is_zero() {
            return Some(start);
        }
        let mut left = working;
        for (from, to) in self.open(start, horizon(start)) {
            if left <= to - from {
                return from.checked_add_signed(left);
            }
            left -= to - from;
        }
        None
    }

    /// The working time from one instant to another, less than none where the other is earlier. Of more than a hundred
    /// years, the first hundred.
    pub fn between(&self, from: Instant, to: Instant) -> TimeDelta {
        if to < from {
            return -self.between(to, from);
        }
        self.open(from, to.min(horizon(from))).map(|(from, to)| to - from).sum()
    }

    pub fn is_open(&self, at: Instant) -> bool {
        at.checked_add_signed(TimeDelta::nanoseconds(1)).is_some_and(|next| self.open(at, next).next().is_some())
    }

    /// The instant itself where it is one of work.
    pub fn next_open(&self, at: Instant) -> Option<Instant> {
        self.open(at, horizon(at)).next().map(|(from, _)| from)
    }

    /// When people work on a date: its opening is the first's start, its closing the last's end.
    pub fn on(&self, day: NaiveDate) -> impl Iterator<Item = (Instant, Instant)> {
        let midnight = day.and_time(NaiveTime::MIN).and_utc();
        // No zone's date begins a day before that of UTC, or ends a day after it.
        let (from, to) = (midnight.checked_sub_days(Days::new(1)), midnight.checked_add_days(Days::new(2)));
        let stretches = self.stretches(from.unwrap_or(midnight), to.unwrap_or(midnight));
        stretches.filter(move |stretch| stretch.day == day).flat_map(|stretch| self.ranges(stretch))
    }

    /// So many working days after a date, or before it where less than none. Of none, the date itself or the first
    /// working day after it.
    pub fn days(&self, from: NaiveDate, count: i32) -> Option<NaiveDate> {
        let step = TimeDelta::days(if count < 0 { -1 } else { 1 });
        let first = if count == 0 { Some(from) } else { from.checked_add_signed(step) };
        let all = iter::successors(first, |day| day.checked_add_signed(step));
        let near = all.take_while(|day| (*day - from).abs() <= HORIZON);
        let nth = usize::try_from(count.unsigned_abs()).ok()?.saturating_sub(1);
        near.filter(|day| !self.hours(*day).is_closed()).nth(nth)
    }

    /// Counts forward from so far back that there is enough, and drops what is too much.
    fn back(&self, start: Instant, working: TimeDelta) -> Option<Instant> {
        let reaches = iter::successors(Some(working * 2 + TimeDelta::days(7)), |reach| Some(*reach * 2));
        let last = iter::once(HORIZON);
        for reach in reaches.take_while(|reach| *reach < HORIZON).chain(last) {
            let from = start.checked_sub_signed(reach)?;
            let there = self.between(from, start);
            if there >= working {
                return self.next_open(self.add(from, there - working)?);
            }
        }
        None
    }

    /// When people work from one instant to another, in order.
    fn open(&self, from: Instant, to: Instant) -> impl Iterator<Item = (Instant, Instant)> {
        let to = if self.is_over(from) { from } else { to };
        let all = self.stretches(from, to).flat_map(|stretch| self.ranges(stretch));
        all.map(move |(opens, closes)| (opens.max(from), closes.min(to))).filter(|(from, to)| from < to)
    }

    /// Whether nothing is open from an instant on, so that there is no need to look a hundred years ahead.
    fn is_over(&self, at: Instant) -> bool {
        let day = at.date_naive().pred_opt().unwrap_or(NaiveDate::MIN);
        self.pattern.is_closed() && self.exceptions.since(day).all(|(_, exception)| exception.hours.is_closed())
    }

    fn ranges(&self, stretch: Stretch) -> impl Iterator<Item = (Instant, Instant)> {
        let Stretch { from, to, day, midnight } = stretch;
        let instant = |seconds| DateTime::from_timestamp(seconds, 0);
        self.hours(day).ranges().iter().filter_map(move |range| {
            let (opens, closes) = range.minutes();
            let (opens, closes) = (midnight + i64::from(opens) * 60, midnight + i64::from(closes) * 60);
            let (opens, closes) = (opens.max(from), closes.min(to));
            if opens < closes { instant(opens).zip(instant(closes)) } else { None }
        })
    }

    /// The dates of the zone from one instant to another, each cut where the offset changes.
    fn stretches(&self, from: Instant, to: Instant) -> impl Iterator<Item = Stretch> {
        let (mut at, end) = (from.timestamp(), to.timestamp().saturating_add(1));
        let mut offset = self.offset(at);
        iter::from_fn(move || {
            let here = offset.filter(|_| at < end)?;
            let date = (at + here).div_euclid(DAY);
            let midnight = date * DAY - here;
            let mut stretch = Stretch { from: at, to: midnight + DAY, day: date_of(date)?, midnight };
            offset = self.offset(stretch.to);
            if offset.is_some_and(|next| next != here) {
                stretch.to = self.change(at, stretch.to, here);
                offset = self.offset(stretch.to);
            }
            at = stretch.to;
            Some(stretch)
        })
    }

    /// The first second of another offset, which is that of `to` while `from` has this one.
    fn change(&self, mut from: i64, mut to: i64, offset: i64) -> i64 {
        while to - from > 1 {
            let middle = from + (to - from) / 2;
            if self.offset(middle) == Some(offset) { from = middle } else { to = middle }
        }
        to
    }

    /// Seconds east of UTC.
    fn offset(&self, at: i64) -> Option<i64> {
        let utc = DateTime::from_timestamp(at, 0)?.naive_utc();
        Some(self.zone.offset_from_utc_datetime(&utc).fix().local_minus_utc().into())
    }
}

fn horizon(at: Instant) -> Instant {
    at.checked_add_signed(HORIZON).unwrap_or(Instant::MAX_UTC)
}

/// A date by its days after 1970-01-01.
fn date_of(days: i64) -> Option<NaiveDate> {
    NaiveDate::from_epoch_days(i32::try_from(days).ok()?)
}
