//! The times of a calendar: in UTC, by the clock of a place, by nobody's clock in particular, or whole days (RFC 5545,
//! 3.3.4, 3.3.5). A place is known by its name, else by the table of its hours that the file has.
use calcard::common::PartialDateTime;
use calcard::common::timezone::Tz;
use calcard::icalendar::timezone::TzResolver;
use calcard::icalendar::{
    ICalendar, ICalendarComponent as Component, ICalendarComponentType as Sort, ICalendarEntry as Property,
    ICalendarProperty as Name, ICalendarValue as Value,
};
use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, NaiveDateTime, Offset, TimeDelta, TimeZone, Timelike};
use std::collections::{BTreeSet, HashMap};

/// A time as it stands there.
#[derive(Clone, Debug, PartialEq)]
pub enum Time {
    Day(NaiveDate),
    /// By the clock of a place or of UTC.
    At(DateTime<FixedOffset>),
    /// By the clock of whoever reads it.
    Floating(NaiveDateTime),
    /// What cannot be read.
    Unread(String),
}

impl Time {
    /// As a cell has it.
    pub fn cell(&self) -> String {
        match self {
            Self::Day(day) => day.to_string(),
            Self::At(at) => at.format("%Y-%m-%dT%H:%M:%S%:z").to_string(),
            Self::Floating(at) => at.format("%Y-%m-%dT%H:%M:%S").to_string(),
            Self::Unread(text) => text.clone(),
        }
    }
}

/// The clocks of a calendar.
pub struct Clocks<'a> {
    calendar: &'a ICalendar,
    named: TzResolver<&'a str>,
    /// Since when which offset holds in places that only the file knows.
    tables: HashMap<&'a str, Vec<(NaiveDateTime, FixedOffset)>>,
    /// Names of places that nothing tells of.
    pub unknown: BTreeSet<String>,
}

/// Changes of a clock that are worked out: two a year, for a century.
const CHANGES: usize = 400;

impl<'a> Clocks<'a> {
    pub fn of(calendar: &'a ICalendar) -> Self {
        let mut clocks =
            Self { calendar, named: calendar.build_tz_resolver(), tables: HashMap::new(), unknown: BTreeSet::new() };
        for zone in calendar.timezones() {
            if let Some(name) = text_of(zone, &Name::Tzid).filter(|name| clocks.named.resolve(name).is_none()) {
                clocks.tables.insert(name, clocks.table(zone));
            }
        }
        clocks
    }

    /// The time of a property, and the name of its zone, where all know it.
    pub fn time(&mut self, property: &Property) -> Option<(Time, Option<chrono_tz::Tz>)> {
        let value = property.values.first()?;
        let Value::PartialDateTime(said) = value else {
            return Some((Time::Unread(value.clone().into_text()?.into_owned()), None));
        };
        Some(self.read(said, property.tz_id()))
    }

    fn read(&mut self, said: &PartialDateTime, place: Option<&str>) -> (Time, Option<chrono_tz::Tz>) {
        let Some(found) = said.to_date_time() else {
            return (Time::Unread(said.to_rfc3339().unwrap_or_else(|| "?".to_owned())), None);
        };
        if !said.has_time() {
            return (Time::Day(found.date_time.date()), None);
        }
        let local = found.date_time;
        if let Some(offset) = found.offset {
            return (at(local, offset), None);
        }
        let Some(place) = place.filter(|place| !place.is_empty()) else { return (Time::Floating(local), None) };
        match self.zone(place) {
            Some(Tz::Tz(zone)) => (at(local, offset_of(local, zone)), Some(zone)),
            Some(Tz::Fixed(offset)) => (at(local, offset), None),
            _ => {
                if let Some(offset) = self.by_table(place, local) {
                    return (at(local, offset), None);
                }
                self.unknown.insert(place.to_owned());
                (Time::Floating(local), None)
            }
        }
    }

    /// A zone by its name, or by what stands behind the marks of who made it up: `/x.org/2001/America/New_York`.
    fn zone(&self, place: &str) -> Option<Tz> {
        let own = self.named.resolve(place).filter(|zone| !zone.is_floating());
        own.or_else(|| {
            let mut cuts = place.match_indices('/').map(|(at, _)| &place[at + 1..]);
            cuts.find_map(|rest| rest.parse().ok()).map(Tz::Tz)
        })
    }

    fn by_table(&self, place: &str, local: NaiveDateTime) -> Option<FixedOffset> {
        let table = self.tables.get(place)?;
        let before = table.iter().rev().find(|(since, _)| *since <= local);
        before.or_else(|| table.first()).map(|(_, offset)| *offset)
    }

    /// The changes of a zone's clock, the oldest first.
    fn table(&self, zone: &Component) -> Vec<(NaiveDateTime, FixedOffset)> {
        let mut all = Vec::new();
        for id in &zone.component_ids {
            let Some(part) = self.calendar.component_by_id(*id) else { continue };
            let Some(offset) = part.property(&Name::Tzoffsetto).and_then(offset) else { continue };
            let alone = Component { component_type: Sort::VEvent, component_ids: Vec::new(), ..part.clone() };
            let changes = ICalendar { components: vec![alone] }.expand_dates(Tz::Floating, CHANGES);
            all.extend(changes.events.into_iter().map(|event| (event.start.naive_local(), offset)));
        }
        all.sort_by_key(|(since, _)| *since);
        all
    }
}

/// How long after its beginning something ends: whole days by the calendar, the rest by the clock.
pub fn after(begin: &Time, zone: Option<chrono_tz::Tz>, property: &Property) -> Option<Time> {
    let Some(Value::Duration(long)) = property.values.first() else { return None };
    let sign = if long.neg { -1 } else { 1 };
    let days = TimeDelta::try_days(sign * (i64::from(long.weeks) * 7 + i64::from(long.days)))?;
    let clock = i64::from(long.hours) * 3600 + i64::from(long.minutes) * 60 + i64::from(long.seconds);
    let clock = TimeDelta::try_seconds(sign * clock)?;
    Some(match begin {
        Time::Day(day) => Time::Day(day.checked_add_signed(days)?.checked_add_signed(clock)?),
        Time::Floating(from) => Time::Floating(from.checked_add_signed(days)?.checked_add_signed(clock)?),
        Time::At(from) => {
            let local = from.naive_local().checked_add_signed(days)?;
            let offset = zone.map_or(*from.offset(), |zone| offset_of(local, zone));
            Time::At(offset.from_local_datetime(&local).single()?.checked_add_signed(clock)?)
        }
        Time::Unread(_) => return None,
    })
}

/// The first or the last minute of a day in a zone, which is an hour of its own in another.
pub fn midnight(day: NaiveDate, zone: chrono_tz::Tz) -> Time {
    let local = day.and_time(chrono::NaiveTime::MIN);
    at(local, offset_of(local, zone))
}

fn at(local: NaiveDateTime, offset: FixedOffset) -> Time {
    offset.from_local_datetime(&local).single().map_or(Time::Floating(local), Time::At)
}

/// The offset at a time of the wall clock; at one that a change of it leaves out, that of the hour before.
fn offset_of(local: NaiveDateTime, zone: chrono_tz::Tz) -> FixedOffset {
    let at = |local: NaiveDateTime| zone.offset_from_local_datetime(&local).earliest();
    let before = || local.checked_sub_signed(TimeDelta::hours(1)).and_then(at);
    at(local).or_else(before).map_or_else(|| zone.offset_from_utc_datetime(&local).fix(), |offset| offset.fix())
}

fn offset(property: &Property) -> Option<FixedOffset> {
    let Some(Value::PartialDateTime(said)) = property.values.first() else { return None };
    let seconds = i32::from(said.tz_hour?) * 3600 + i32::from(said.tz_minute.unwrap_or(0)) * 60;
    FixedOffset::east_opt(if said.tz_minus { -seconds } else { seconds })
}

/// The time of a property as its own clock shows it.
pub fn local(property: &Property) -> Option<NaiveDateTime> {
    let Some(Value::PartialDateTime(said)) = property.values.first() else { return None };
    said.to_date_time().map(|found| found.date_time)
}

/// A property so much later by its own clock.
pub fn moved(property: &Property, later: TimeDelta) -> Option<Property> {
    let at = local(property)?.checked_add_signed(later)?;
    let mut property = property.clone();
    let Some(Value::PartialDateTime(said)) = property.values.first_mut() else { return None };
    let small = |n: u32| u8::try_from(n).ok();
    (said.year, said.month, said.day) = (u16::try_from(at.year()).ok(), small(at.month()), small(at.day()));
    if said.has_time() {
        (said.hour, said.minute, said.second) = (small(at.hour()), small(at.minute()), small(at.second()));
    }
    Some(property)
}

/// By what all calendars know an entry.
pub fn uid(entry: &Component) -> &str {
    text_of(entry, &Name::Uid).unwrap_or_default().trim()
}

/// The text of a property.
pub fn text_of<'a>(of: &'a Component, name: &Name) -> Option<&'a str> {
    of.property(name).and_then(|property| property.values.first()).and_then(Value::as_text)
}
