//! Days of the demo: working days counted from the one it starts on, whatever day that is.
use crate::domain::hours::Calendar;
use crate::domain::read;
use crate::domain::value::Local;
use anyhow::{Context, Result};
use chrono::{NaiveDate, NaiveTime, TimeDelta};

/// The working days around a start.
pub struct Days {
    now: Local,
    /// Back from the last day on which work has begun, the newest first.
    past: Vec<NaiveDate>,
    /// On from the next on which work has not ended.
    ahead: Vec<NaiveDate>,
}

/// So many working days back and on are told of.
const BACK: usize = 90;
const ON: usize = 30;

impl Days {
    /// Around an instant, in a house's working time.
    pub fn around(now: Local, hours: &Calendar) -> Self {
        let today = now.date_naive();
        let works = |day: &NaiveDate| !hours.hours(*day).is_closed();
        let opened = |day: &NaiveDate| hours.on(*day).next().is_some_and(|(from, _)| from <= now);
        let closes = |day: &NaiveDate| hours.on(*day).last().is_some_and(|(_, to)| to > now);
        let back = (0..400).filter_map(|n| today.checked_sub_signed(TimeDelta::days(n)));
        let on = (0..400).filter_map(|n| today.checked_add_signed(TimeDelta::days(n)));
        Self {
            now,
            past: back.filter(|day| works(day) && opened(day)).take(BACK).collect(),
            ahead: on.filter(|day| works(day) && closes(day)).take(ON).collect(),
        }
    }

    /// The day that is so many working days back from the last.
    pub fn back(&self, days: usize) -> NaiveDate {
        self.past.get(days.min(self.past.len().saturating_sub(1))).copied().unwrap_or(self.now.date_naive())
    }

    /// The day that is so many working days on from the next.
    pub fn on(&self, days: usize) -> NaiveDate {
        self.ahead.get(days.min(self.ahead.len().saturating_sub(1))).copied().unwrap_or(self.now.date_naive())
    }

    /// A past instant; now, if it is not past yet.
    pub fn at(&self, day: NaiveDate, time: NaiveTime) -> Local {
        let zone = self.now.timezone();
        read::at(day, time, &zone).map_or(self.now, |at| at.with_timezone(&zone)).min(self.now)
    }

    /// `p-1 13:20`: an instant that is past.
    pub fn instant(&self, text: &str) -> Result<Local> {
        let (day, time) = text.split_once(' ').with_context(|| format!("a day and a time, not '{text}'"))?;
        let time = NaiveTime::parse_from_str(time, "%H:%M").with_context(|| format!("a time, not '{time}'"))?;
        Ok(self.at(self.day(day)?, time))
    }

    /// `p0`, `p-3`, `d0`, `d+2`.
    pub fn day(&self, text: &str) -> Result<NaiveDate> {
        let count = |rest: &str| rest.parse::<usize>().with_context(|| format!("so many days, not '{text}'"));
        match text.split_at_checked(1) {
            Some(("p", rest)) => Ok(self.back(count(rest.trim_start_matches('-'))?)),
            Some(("d", rest)) => Ok(self.on(count(rest.trim_start_matches('+'))?)),
            _ => anyhow::bail!("a day as p-1 or d+2, not '{text}'"),
        }
    }

    /// A text with its days written out: `{d+2}`, `{d0 14:00}`.
    pub fn write(&self, text: &str) -> Result<String> {
        let Some((before, rest)) = text.split_once('{') else { return Ok(text.to_owned()) };
        let (inside, after) = rest.split_once('}').with_context(|| format!("no end of {{ in '{text}'"))?;
        let said = match inside.split_once(' ') {
            None => self.day(inside)?.format("%d/%m/%Y").to_string(),
            Some((day, time)) => format!("{} {time}", self.day(day)?.format("%d/%m/%Y")),
        };
        Ok(format!("{before}{said}{}", self.write(after)?))
    }
}
