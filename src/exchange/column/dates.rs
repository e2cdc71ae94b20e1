//! The dates of a column: which number is the day, as far as the cells tell.
use super::date::{DateStyle, Day, DayOrder, Stamp};
use super::shapes::is_digits;
use crate::lang::{Sentence, cell};
use chrono::NaiveTime;

/// The order of cells that do not tell it.
#[derive(Clone, Copy)]
pub struct Order {
    pub first: DayOrder,
    /// Whether it is that of the file's other columns.
    pub from_file: bool,
    /// Whether a person said so: then it is asked of no cell.
    pub said: bool,
}

#[derive(Default)]
pub struct Dates {
    pub read: u64,
    /// Eight digits and nothing else, which may be a number as well.
    pub compact: u64,
    /// Those with an hour other than midnight.
    timed: u64,
    /// Those with a number above 12 in the first place, and in the second.
    day_first: u64,
    month_first: u64,
    /// Dates whose day and month could be either way round.
    pub open: u64,
}

impl Dates {
    /// Counts a cell, and tells whether it is a date.
    pub fn see(&mut self, text: &str) -> bool {
        let Some(stamp) = Stamp::read(text) else { return false };
        self.read += 1;
        self.compact += u64::from(is_digits(text));
        self.timed += u64::from(stamp.time.is_some_and(|time| time != NaiveTime::MIN));
        if let Day::Open { first, second, .. } = stamp.day {
            self.day_first += u64::from(first > 12);
            self.month_first += u64::from(second > 12);
            self.open += u64::from(first <= 12 && second <= 12 && first != second);
        }
        true
    }

    /// The order that the cells themselves tell; where they contradict each other, that of the most.
    pub fn told(&self) -> Option<DayOrder> {
        match (self.day_first, self.month_first) {
            (0, 0) => None,
            (day, month) if day >= month => Some(DayOrder::DayFirst),
            _ => Some(DayOrder::MonthFirst),
        }
    }

    /// Those that cannot be read in an order.
    pub fn against(&self, order: DayOrder) -> u64 {
        if order == DayOrder::DayFirst { self.month_first } else { self.day_first }
    }

    /// How the column's cells are read, with what a person should know of it.
    pub fn style(&self, ground: Order, notes: &mut Vec<Sentence>) -> DateStyle {
        if ground.said {
            return DateStyle { order: ground.first, timed: self.timed > 0, said: true };
        }
        let order = self.told().unwrap_or(ground.first);
        let against = self.day_first.min(self.month_first);
        let day_first = order == DayOrder::DayFirst;
        if against > 0 {
            notes.push(cell::mixed_dates(against, self.read, day_first));
        } else if self.told().is_some() {
            notes.extend((self.open > 0).then(|| cell::told_dates(self.open, self.read, day_first)));
        } else if self.open > 0 && ground.from_file {
            notes.push(cell::dates_follow(self.open, day_first));
        } else if self.open > 0 {
            notes.push(cell::open_dates(self.open, self.read, day_first));
        }
        DateStyle { order, timed: self.timed > 0, said: false }
    }
}
