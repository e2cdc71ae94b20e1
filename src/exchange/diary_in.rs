//! Calendars (iCalendar, RFC 5545) as rows: a list of appointments, and one of what is to be done. What a record has no
//! field for goes into its note, or is told.
use super::caught::caught;
use super::diary_own::{ADDED, FIELDS, NOWHERE, PREFIX, STATE, name, without};
use super::diary_time::{Clocks, Time, after, midnight, text_of};
use super::held::Gathered;
use super::own::is_one;
use super::table::{Whole, Wrong};
use super::written::{DIARY, ENTRIES, Reading};
use crate::lang::{Sentence, book as said, cell};
use calcard::icalendar::{
    ICalendarComponent as Component, ICalendarComponentType as Sort, ICalendarEntry as Property,
    ICalendarParameterName as Parameter, ICalendarProperty as Name, ICalendarValue as Value,
};
use calcard::{Entry, Parser, icalendar::ICalendar};
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
/// Those that say how an entry comes again.
const REPEATS: [Name; 2] = [Name::Rrule, Name::Rdate];
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

/// Reads the entries of one list of a calendar.
pub(super) fn open(text: &str, reading: &Reading) -> Result<Whole, Wrong> {
    let begun = ENTRIES.map(|(list, _)| lines(text, "BEGIN", list));
    for ((list, _), begun) in ENTRIES.iter().zip(&begun) {
        if lines(text, "END", list).len() < begun.len() {
            return Err(Wrong::at(begun.last().copied().unwrap_or(1), said::open_entry(list)));
        }
    }
    let calendars = caught(|| parsed(text)).ok_or_else(|| Wrong::at(1, cell::cannot_be_read(DIARY)))?;
    let of = |sort: &Sort| calendars.iter().flat_map(|calendar| &calendar.components).filter(|c| is(c, sort)).count();
    let counts = SORTS.each_ref().map(of);
    let lists: Vec<String> =
        ENTRIES.iter().zip(counts).filter(|(_, count)| *count > 0).map(|((list, _), _)| (*list).to_owned()).collect();
    let there =
        |target: &str| ENTRIES.iter().any(|(list, of)| *of == target && lists.iter().any(|known| known == list));
    let lacking = reading.wanted.filter(|wanted| ENTRIES.iter().any(|(_, of)| of == wanted) && !there(wanted));
    if lists.is_empty() || lacking.is_some() {
        return Err(Wrong::at(1, said::no_entries(lacking, &lists.join(", "))));
    }
    let chosen = reading.choose(DIARY, &lists).map_err(|said| Wrong::at(1, said))?;
    let at = ENTRIES.iter().position(|(list, _)| *list == lists[chosen]).unwrap_or_default();
    let mut entries = Entries { rows: Gathered::default(), todo: at == 1, told: Told::default() };
    for column in COLUMNS[at] {
        entries.rows.name(column);
    }
    let mut number = 0;
    for calendar in &calendars {
        let mut clocks = Clocks::of(calendar);
        for entry in calendar.components.iter().filter(|component| is(component, &SORTS[at])) {
            let line = begun[at].get(number).filter(|_| begun[at].len() == counts[at]);
            number += 1;
            entries.put(line.copied().unwrap_or(number as u64), entry, calendar, &mut clocks)?;
        }
        entries.told.unknown.extend(clocks.unknown);
    }
    let Entries { rows, told, .. } = entries;
    let mut notes = told.notes();
    if let Some(other) = (0..2).find(|other| *other != at && counts[*other] > 0) {
        notes.insert(0, said::other_entries(ENTRIES[at].0, counts[other], ENTRIES[other].0));
    }
    Ok(Whole { rows: rows.held(), notes, list: lists[chosen].clone(), lists })
}

const SORTS: [Sort; 2] = [Sort::VEvent, Sort::VTodo];

fn is(component: &Component, sort: &Sort) -> bool {
    component.component_type == *sort
}

/// The lines at which entries of a list begin, or end.
fn lines(text: &str, mark: &str, list: &str) -> Vec<u64> {
    let is = |line: &str| {
        line.split_once(':').is_some_and(|(a, b)| mark.eq_ignore_ascii_case(a) && list.eq_ignore_ascii_case(b))
    };
    (1..).zip(text.lines()).filter(|(_, line)| is(line.trim())).map(|(number, _)| number).collect()
}

fn parsed(text: &str) -> Vec<ICalendar> {
    let (mut parser, mut all) = (Parser::new(text), Vec::new());
    loop {
        match parser.entry() {
            Entry::ICalendar(calendar) => all.push(calendar),
            Entry::Eof | Entry::TooManyComponents => return all,
            _ => {}
        }
    }
}

/// What a person should know of how the entries were read.
#[derive(Default)]
struct Told {
    repeats: u64,
    unknown: BTreeSet<String>,
    left: BTreeMap<String, u64>,
}

impl Told {
    fn notes(self) -> Vec<Sentence> {
        let mut notes = Vec::new();
        if self.repeats > 0 {
            notes.push(said::repeats(self.repeats));
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

struct Entries {
    rows: Gathered,
    /// Whether they are to be done, not to be at.
    todo: bool,
    told: Told,
}

impl Entries {
    fn put(&mut self, line: u64, entry: &Component, calendar: &ICalendar, clocks: &mut Clocks) -> Result<(), Wrong> {
        let own = |key: &str| text_of(entry, &Name::Other(name(key))).unwrap_or_default();
        let mut cells: Vec<(String, String)> = Vec::new();
        let mut put = |column: &str, text: String| cells.push((column.to_owned(), text));
        let uid = text_of(entry, &Name::Uid).unwrap_or_default().trim();
        let moved = entry.property(&Name::RecurrenceId).and_then(|at| clocks.time(at)).map(|(at, _)| at.cell());
        put("key", moved.as_ref().map_or_else(|| key(uid), |moved| format!("{uid}/{moved}")));
        if moved.is_none() {
            put("uid", uid.to_owned());
        }
        let description = text_of(entry, &Name::Description).unwrap_or_default().replace("\r\n", "\n");
        let place = text_of(entry, &Name::Location).unwrap_or_default();
        let mut notes = vec![without(description.trim_end(), own(ADDED))];
        let summary = text_of(entry, &Name::Summary).unwrap_or_default();
        let first = description.lines().find(|line| !line.trim().is_empty()).unwrap_or(place);
        put("subject", (if summary.trim().is_empty() { first } else { summary }).to_owned());
        let begin = self.times(entry, own("zone"), clocks, &mut put, &mut notes);
        let place = place.strip_prefix(own("room")).map_or(place, |rest| rest.strip_prefix(", ").unwrap_or(rest));
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
        let status = text_of(entry, &Name::Status).unwrap_or_default().to_lowercase();
        let done = status.is_empty() && self.todo && entry.has_property(&Name::Completed);
        let status = if done { "completed".to_owned() } else { status };
        put(
            "state",
            Some(own(STATE)).filter(|own| !own.is_empty() && status != "cancelled").map_or(status, str::to_owned),
        );
        put("sequence", number(entry, &Name::Sequence));
        for key in FIELDS.iter().filter(|key| **key != "zone") {
            put(key, own(key).to_owned());
        }
        notes.extend(entry.entries.iter().filter(|property| NOTED.contains(&property.name)).filter_map(noted));
        put("note", notes.into_iter().filter(|note| !note.trim().is_empty()).collect::<Vec<_>>().join("\n"));
        let columns = COLUMNS[usize::from(self.todo)];
        cells.retain(|(column, text)| columns.contains(&column.as_str()) && !text.trim().is_empty());
        self.told.repeats += u64::from(REPEATS.iter().any(|name| entry.has_property(name)));
        self.leave(entry, calendar);
        self.rows.put(line, cells)
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

/// By what an entry is known again: the key that a record of ours was given, else what all calendars know it by.
fn key(uid: &str) -> String {
    let own = uid.split_once('@').filter(|(own, kind)| is_one(own) && *kind == ENTRIES[1].1);
    own.map_or(uid, |(own, _)| own).to_owned()
}

/// Who is there, each by name and mailbox; `all`: who called it, too.
fn guests(entry: &Component, all: bool) -> String {
    let called = entry.properties(&Name::Organizer).filter(|_| all);
    let mut mailboxes = BTreeSet::new();
    let there = called.chain(entry.properties(&Name::Attendee)).filter_map(|who| {
        let name = who.parameter(&Parameter::Cn).and_then(|name| name.as_text()).unwrap_or_default();
        let name = name.replace(['<', '>', ';', '"'], " ").trim().to_owned();
        let address = who.calendar_address().unwrap_or_default().trim();
        let known = !address.is_empty() && !address.eq_ignore_ascii_case(NOWHERE);
        if known && !mailboxes.insert(address.to_lowercase()) {
            return None;
        }
        Some(match (known, name.is_empty() || name.eq_ignore_ascii_case(address)) {
            (false, _) => name,
            (true, true) => address.to_owned(),
            (true, false) if name.contains(',') => format!("\"{name}\" <{address}>"),
            (true, false) => format!("{name} <{address}>"),
        })
    });
    there.filter(|who| !who.is_empty()).collect::<Vec<_>>().join("; ")
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
