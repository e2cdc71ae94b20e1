//! Appointments that come again by a rule (RFC 5545, 3.8.5): the times ahead of today come in as entries of their own,
//! each known again by the series and when it would be. One that was moved stands in the file instead.
use super::time::{Clocks, Time, local, moved, uid};
use crate::exchange::file::caught::caught;
use calcard::common::timezone::Tz;
use calcard::icalendar::{
    ICalendar, ICalendarComponent as Component, ICalendarEntry as Property, ICalendarProperty as Name,
};
use chrono::{Days, NaiveDate, NaiveDateTime};
use std::collections::HashSet;

/// What says how an entry comes again.
const RULES: [Name; 4] = [Name::Rrule, Name::Rdate, Name::Exrule, Name::Exdate];
/// So far ahead the times of a series come in.
const AHEAD: Days = Days::new(366);
/// So many of one series at most.
const MOST: usize = 400;
/// So many are worked out of one from its beginning on: some 54 years of days.
const WORKED_OUT: usize = 20_000;

/// The last day whose times come in.
pub fn last_day(today: NaiveDate) -> NaiveDate {
    today.checked_add_days(AHEAD).unwrap_or(NaiveDate::MAX)
}

/// Whether an entry comes again.
pub fn repeats(entry: &Component) -> bool {
    RULES[..2].iter().any(|name| entry.has_property(name))
}

/// The series of a calendar.
pub struct Series {
    /// The times of them that other entries say more of.
    moved: HashSet<String>,
    /// Those ahead, as entries.
    pub ahead: Vec<Component>,
}

impl Series {
    pub fn of<'a>(all: impl Iterator<Item = &'a Component> + Clone, today: NaiveDate, clocks: &mut Clocks) -> Self {
        let moved = all.clone().filter_map(|entry| time_of(entry, &Name::RecurrenceId, clocks)).collect();
        let mut series = Self { moved, ahead: Vec::new() };
        for entry in all.filter(|entry| repeats(entry) && !entry.has_property(&Name::RecurrenceId)) {
            for time in times(entry, today) {
                if time_of(&time, &Name::RecurrenceId, clocks).is_none_or(|at| !series.moved.contains(&at)) {
                    series.ahead.push(time);
                }
            }
        }
        series
    }

    /// Whether the first time of a series is where the series says, as that of any other entry is.
    pub fn has_first(&self, entry: &Component, clocks: &mut Clocks) -> bool {
        entry.has_property(&Name::RecurrenceId)
            || !repeats(entry)
            || time_of(entry, &Name::Dtstart, clocks).is_none_or(|at| !self.moved.contains(&at))
    }
}

/// A time of a series, told from those of others.
fn time_of(entry: &Component, name: &Name, clocks: &mut Clocks) -> Option<String> {
    let (at, _) = clocks.time(entry.property(name)?)?;
    let at = if let Time::At(at) = at { at.to_utc().to_rfc3339() } else { at.cell() };
    Some(format!("{}/{at}", uid(entry)))
}

/// The times of an entry from today on, without its first.
fn times(entry: &Component, today: NaiveDate) -> Vec<Component> {
    let Some(begin) = entry.property(&Name::Dtstart) else { return Vec::new() };
    let Some(first) = local(begin) else { return Vec::new() };
    // What is said by another clock would come at another hour.
    let known = |property: &&Property| property.name != Name::Rdate || property.tz_id() == begin.tz_id();
    let alone = Component {
        component_ids: Vec::new(),
        entries: entry.entries.iter().filter(known).cloned().collect(),
        ..entry.clone()
    };
    let worked_out = caught(|| ICalendar { components: vec![alone] }.expand_dates(Tz::Floating, WORKED_OUT));
    let days = today..=last_day(today);
    let starts = worked_out.unwrap_or_default().events.into_iter().map(|event| event.start.naive_local());
    let mut starts: Vec<NaiveDateTime> = starts.filter(|at| days.contains(&at.date()) && *at != first).collect();
    starts.sort_unstable();
    starts.dedup();
    starts.truncate(MOST);
    starts.into_iter().filter_map(|at| time(entry, begin, at - first)).collect()
}

/// The entry as it is so much later.
fn time(entry: &Component, begin: &Property, later: chrono::TimeDelta) -> Option<Component> {
    let mut entries = Vec::with_capacity(entry.entries.len());
    for property in entry.entries.iter().filter(|property| !RULES.contains(&property.name)) {
        entries.push(match property.name {
            Name::Dtstart | Name::Dtend => moved(property, later)?,
            _ => property.clone(),
        });
    }
    entries.push(Property { name: Name::RecurrenceId, ..moved(begin, later)? });
    Some(Component { entries, ..entry.clone() })
}
