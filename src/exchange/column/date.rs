//! Dates as the cells of files hold them. A cell alone may not tell the day from the month (`03-07-2021`); the column
//! it stands in tells which `DateStyle` reads it.
use crate::domain::problem::Fault;
use crate::lang::cell;
use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, TimeZone};

/// Which number of `03/07/2021` is the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayOrder {
    DayFirst,
    MonthFirst,
}

impl DayOrder {
    /// The order of a country (ISO 3166), where nothing else tells it.
    pub fn of(country: &str) -> Self {
        if country == "US" { Self::MonthFirst } else { Self::DayFirst }
    }
}

/// The day of a cell, as far as the cell tells it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Day {
    Sure(NaiveDate),
    /// Two numbers of which either can be the day by its place.
    Open {
        first: u32,
        second: u32,
        year: i32,
    },
}

impl Day {
    /// The day by an order. A number above 12 can only be the day, wherever it stands; by an order that was `said` it is
    /// no day where that says the month.
    pub fn by(self, order: DayOrder, said: bool) -> Option<NaiveDate> {
        match self {
            Self::Sure(day) => Some(day),
            Self::Open { first, second, year } => {
                let (day, month) = match order {
                    DayOrder::DayFirst if second <= 12 || said => (first, second),
                    DayOrder::MonthFirst if first > 12 && !said => (first, second),
                    _ => (second, first),
                };
                NaiveDate::from_ymd_opt(year, month, day)
            }
        }
    }
}

/// A cell taken apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stamp {
    pub day: Day,
    pub time: Option<NaiveTime>,
    pub offset: Option<FixedOffset>,
}

/// What a cell says: a day, or a day and an hour in the zone that was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moment {
    Day(NaiveDate),
    At(NaiveDateTime),
}

/// How the cells of one column are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DateStyle {
    pub order: DayOrder,
    /// Whether any cell has an hour other than midnight; if none has, they are days.
    pub timed: bool,
    /// Whether a person said the order: no cell is read in another.
    pub said: bool,
}

impl DateStyle {
    /// Why a cell cannot be read, with dates as its column is read, which would do in its place.
    pub fn fault(self, text: &str) -> Fault {
        Fault::new(cell::not_a_date(text, self.order == DayOrder::DayFirst))
    }

    /// Reads a cell. A time with an offset of its own is moved to `zone`; any other is meant there.
    pub fn read<Z: TimeZone>(self, text: &str, zone: &Z) -> Option<Moment> {
        let Stamp { day, time, offset } = Stamp::read(text)?;
        let day = day.by(self.order, self.said)?;
        let Some(time) = time.filter(|_| self.timed) else { return Some(Moment::Day(day)) };
        let here = day.and_time(time);
        let moved = |offset: FixedOffset| -> Option<DateTime<Z>> {
            Some(offset.from_local_datetime(&here).single()?.with_timezone(zone))
        };
        Some(Moment::At(match offset {
            Some(offset) => moved(offset)?.naive_local(),
            None => here,
        }))
    }
}
