//! An entry of a calendar as a row: what it is called, when it is, who is there. What a record has no field for goes into
//! its note, or is told.
use super::series::{last_day, repeats};
use super::time::{Clocks, Time, after, midnight, text_of, uid};
use super::who::guests;
use crate::exchange::beside::{ADDED, FIELDS, PREFIX, STATE, name, without};
use crate::exchange::file::held::Gathered;
use crate::exchange::file::table::Wrong;
use crate::exchange::file::written::Reading;
use crate::lang::{Lang, Sentence, book as said};
use calcard::icalendar::{
    ICalendar, ICalendarComponent as Component, ICalendarEntry as Property, ICalendarProperty as Name,
    ICalendarValue as Value,
};
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};

/// What the entries of each list are made of, as headers name it: the same for every file, so that the next one is known
/// by it.
const COLUMNS: [&[&str]; 2] = [
    &[
        "key",
        "uid",
        "subject",
        "start",
        "end",
        "all_day",
        "place",
        "guests",
        "note",
        "tag",
        "state",
        "created",
        "sequence",
        "room",
        "about",
        "prepare",
        "zone",
        "owner",
        "coordinator",
        "who",
    ],
    &["key", "subject", "due", "note", "tag", "state", "created", "ended", "about", "owner", "coordinator"],
];

/// Properties that a record has no field for, and that are kept in its note.
const NOTED: [Name; 14] = [
    Name::Rrule,
    Name::Exrule,
    Name::Rdate,
    Name::Exdate,
    Name::Priority,
    Name::PercentComplete,
    Name::Url,
    Name::Comment,
    Name::Contact,
    Name::Resources,
    Name::RelatedTo,
    Name::Geo,
    Name::Conference,
    Name::Attach,
];
/// Those that are read, and those that say nothing of the entry but how other programs keep and show it.
const READ: [Name; 20] = [
    Name::Uid,
    Name::RecurrenceId,
    Name::Summary,
    Name::Description,
    Name::Location,
    Name::Dtstart,
    Name::Dtend,
    Name::Due,
    Name::Duration,
    Name::Completed,
    Name::Attendee,
    Name::Organizer,
    Name::Categories,
    Name::Status,
    Name::Created,
    Name::Sequence,
    Name::Dtstamp,
    Name::LastModified,
    Name::Class,
    Name::Transp,
];

/// What a person should know of how the entries were read.
#[derive(Default)]
pub struct Told {
    repeats: u64,
    /// How many times of those that repeat come in besides the first, and until when.
    times: u64,
    until: Option<NaiveDate>,
    untitled: u64,
    pub unknown: BTreeSet<String>,
    left: BTreeMap<String, u64>,
}

impl Told {
    pub fn notes(self) -> Vec<Sentence> {
        let mut notes = Vec::new();
        match self.until {
            Some(until) if self.repeats > 0 => notes.push(said::times(self.repeats, self.times, until)),
            None if self.repeats > 0 => notes.push(said::repeats(self.repeats)),
            _ => {}
        }
        if self.untitled > 0 {
            notes.push(said::untitled(self.untitled));
        }
        if !self.unknown.is_empty() {
            notes.push(said::unknown_zones(&self.unknown.into_iter().collect::<Vec<_>>().join(", ")));
        }
        if !self.left.is_empty() {
            let left: Vec<String> = self.left.into_iter().map(|(name, count)| format!("{name} ({count})")).collect();
            notes.push(said::left_out(&left.join(", ")));
        }
        notes
    }
}

/// Entries of a calendar as rows.
pub struct Entries {
    pub rows: Gathered,
    /// Whether they are to be done, not to be at.
    todo: bool,
    lang: Lang,
    pub told: Told,
}

impl Entries {
    /// Of one list, under its columns.
    pub fn of(todo: bool, reading: &Reading) -> Self {
        let until = reading.today.filter(|_| !todo).map(last_day);
        let told = Told { until, ..Told::default() };
        let mut entries = Self { rows: Gathered::default(), todo, lang: reading.lang, told };
        entries.columns().iter().for_each(|column| entries.rows.name(column));
        entries
    }

    fn columns(&self) -> &'static [&'static str] {
        COLUMNS[usize::from(self.todo)]
    }

    /// Takes an entry as a row.
    pub fn put(
        &mut self,
        line: u64,
        entry: &Component,
        calendar: &ICalendar,
        clocks: &mut Clocks,
    ) -> Result<(), Wrong> {
        let own = |key: &str| own(entry, key);
        let mut cells: Vec<(String, String)> = Vec::new();
        let mut put = |column: &str, text: String| cells.push((column.to_owned(), text));
        let uid = uid(entry);
        let moved = entry.property(&Name::RecurrenceId).and_then(|at| clocks.time(at)).map(|(at, _)| at.cell());
        put("key", moved.as_ref().map_or_else(|| uid.to_owned(), |moved| format!("{uid}/{moved}")));
        if moved.is_none() {
            put("uid", uid.to_owned());
        }
        put("subject", self.title(entry));
        let description = text_of(entry, &Name::Description).unwrap_or_default().replace("\r\n", "\n");
        let mut notes = vec![without(description.trim_end(), own(ADDED))];
        let begin = self.times(entry, own("zone"), clocks, &mut put, &mut notes);
        let place = place(entry);
        let guests = guests(entry, own("zone").is_empty());
        if self.todo {
            notes.extend(begin.map(|begin| format!("DTSTART: {}", begin.cell())));
            notes.extend(Some(place).filter(|place| !place.is_empty()).map(|place| format!("LOCATION: {place}")));
            notes.extend(Some(guests).filter(|all| !all.is_empty()).map(|all| format!("ATTENDEE: {all}")));
        } else {
            put("place", place.to_owned());
            put("guests", guests);
        }
        let tags = entry.properties(&Name::Categories).flat_map(|property| &property.values);
        put("tag", tags.filter_map(Value::as_text).map(|tag| tag.replace(',', " ")).collect::<Vec<_>>().join(", "));
        put("state", self.state(entry));
        put("sequence", number(entry, &Name::Sequence));
        for key in FIELDS.iter().filter(|key| **key != "zone") {
            put(key, own(key).to_owned());
        }
        notes.extend(entry.entries.iter().filter(|property| NOTED.contains(&property.name)).filter_map(noted));
        put("note", notes.into_iter().filter(|note| !note.trim().is_empty()).collect::<Vec<_>>().join("\n"));
        let columns = self.columns();
        cells.retain(|(column, text)| columns.contains(&column.as_str()) && !text.trim().is_empty());
        self.told.repeats += u64::from(repeats(entry));
        self.leave(entry, calendar);
        self.rows.put(line, cells)
    }

    /// Takes one more time of an entry that was taken, of which all else was told.
    pub fn put_time(
        &mut self,
        line: u64,
        time: &Component,
        calendar: &ICalendar,
        clocks: &mut Clocks,
    ) -> Result<(), Wrong> {
        let (left, untitled) = (self.told.left.clone(), self.told.untitled);
        self.put(line, time, calendar, clocks)?;
        (self.told.left, self.told.untitled) = (left, untitled);
        self.told.times += 1;
        Ok(())
    }

    /// What it is called; without a title by its first words, its place, or who called it.
    fn title(&mut self, entry: &Component) -> String {
        let said = |text: &&str| !text.trim().is_empty();
        if let Some(summary) = text_of(entry, &Name::Summary).filter(said) {
            return summary.to_owned();
        }
        self.told.untitled += 1;
        let first = text_of(entry, &Name::Description).and_then(|text| text.lines().find(said));
        let first = first.or_else(|| text_of(entry, &Name::Location).filter(said)).map(str::to_owned);
        let guests = || guests(entry, true).split(';').next().filter(said).map(str::to_owned);
        first.or_else(guests).unwrap_or_else(|| said::UNTITLED.to(self.lang).to_owned())
    }

    fn state(&self, entry: &Component) -> String {
        let status = text_of(entry, &Name::Status).unwrap_or_default().to_lowercase();
        let done = status.is_empty() && self.todo && entry.has_property(&Name::Completed);
        let status = if done { "completed".to_owned() } else { status };
        let own = Some(own(entry, STATE)).filter(|own| !own.is_empty() && status != "cancelled");
        own.map_or(status, str::to_owned)
    }

    /// When it is; gives its beginning.
    fn times(
        &self,
        entry: &Component,
        own_zone: &str,
        clocks: &mut Clocks,
        put: &mut impl FnMut(&str, String),
        notes: &mut Vec<String>,
    ) -> Option<Time> {
        let mut time = |name: Name| entry.property(&name).and_then(|property| clocks.time(property));
        let (begin, zone) = time(Name::Dtstart).unzip();
        let zone = zone.flatten();
        let end = time(if self.todo { Name::Due } else { Name::Dtend }).map(|(end, _)| end);
        let long = entry.property(&Name::Duration);
        let lasting = || after(begin.as_ref()?, zone, long?);
        let end = end.or_else(lasting);
        for (column, name) in [("created", Name::Created), ("ended", Name::Completed)] {
            if let Some((at, _)) = time(name) {
                put(column, at.cell());
            }
        }
        if self.todo {
            put("due", end.map(|end| end.cell()).unwrap_or_default());
            return begin;
        }
        if end.is_none() {
            notes.extend(long.and_then(noted));
        }
        let known: Option<chrono_tz::Tz> = own_zone.parse().ok().or(zone.filter(|zone| *zone != chrono_tz::UTC));
        put("zone", known.map(|zone| zone.name().to_owned()).unwrap_or_default());
        let in_zone = |time: Time| match (time, known) {
            (Time::Day(day), Some(zone)) => midnight(day, zone),
            (time, _) => time,
        };
        // A day is the last one where the next is said not to be of it.
        let last = |begin: &Time, end: Time| match (begin, end) {
            (Time::Day(first), Time::Day(next)) => Time::Day(next.pred_opt().unwrap_or(next).max(*first)),
            (_, end) => end,
        };
        if let Some(begin) = &begin {
            put("all_day", matches!(begin, Time::Day(_)).to_string());
            put("start", in_zone(begin.clone()).cell());
            let same = matches!(begin, Time::Day(_)).then(|| begin.clone());
            put("end", end.map(|end| last(begin, end)).or(same).map(|end| in_zone(end).cell()).unwrap_or_default());
        }
        begin
    }

    /// Counts what is neither read nor noted: what other programs added, and what lies inside.
    fn leave(&mut self, entry: &Component, calendar: &ICalendar) {
        let mut left = |name: &str| *self.told.left.entry(name.to_owned()).or_default() += 1;
        let taken = |name: &Name| READ.contains(name) || NOTED.contains(name) || name.as_str().starts_with(PREFIX);
        for property in entry.entries.iter().filter(|property| !taken(&property.name)) {
            left(property.name.as_str());
        }
        for inside in entry.component_ids.iter().filter_map(|id| calendar.component_by_id(*id)) {
            left(inside.component_type.as_str());
        }
    }
}

/// What was written of it under a name of our own.
pub fn own<'a>(entry: &'a Component, key: &str) -> &'a str {
    text_of(entry, &Name::Other(name(key))).unwrap_or_default()
}

/// Where it is, besides its room.
fn place(entry: &Component) -> &str {
    let place = text_of(entry, &Name::Location).unwrap_or_default();
    place.strip_prefix(own(entry, "room")).map_or(place, |rest| rest.strip_prefix(", ").unwrap_or(rest))
}

fn number(entry: &Component, name: &Name) -> String {
    let number = entry.property(name).and_then(|property| property.values.first()).and_then(Value::as_integer);
    number.filter(|n| *n > 0).map(|n| n.to_string()).unwrap_or_default()
}

/// A property as a line of a note; nothing for a priority that is none, or for what is no text.
fn noted(property: &Property) -> Option<String> {
    let text = |value: &Value| match value {
        Value::Binary(_) => None,
        other => other.clone().into_text().map(std::borrow::Cow::into_owned),
    };
    let all: Vec<String> = property.values.iter().filter_map(text).collect();
    let said = all.join(", ");
    let nothing = said.trim().is_empty() || (property.name == Name::Priority && said == "0");
    (!nothing).then(|| format!("{}: {said}", property.name.as_str()))
}
