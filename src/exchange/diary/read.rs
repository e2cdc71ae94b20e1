//! Calendars (iCalendar, RFC 5545) as rows: a list of appointments, and one of what is to be done.
use super::entry::Entries;
use super::series::Series;
use super::time::Clocks;
use crate::exchange::file::caught::caught;
use crate::exchange::file::objects::Whole;
use crate::exchange::file::table::Wrong;
use crate::exchange::file::written::{DIARY, ENTRIES, Reading};
use crate::lang::{book as said, cell};
use calcard::icalendar::{ICalendarComponent as Component, ICalendarComponentType as Sort};
use calcard::{Entry, Parser, icalendar::ICalendar};

/// Reads the entries of one list of a calendar.
pub fn open(text: &str, reading: &Reading) -> Result<Whole, Wrong> {
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
    let is_entry = |target: &str| ENTRIES.iter().any(|(_, of)| *of == target);
    let lacking = reading.wanted.filter(|wanted| !there(wanted) && (is_entry(wanted) || !lists.is_empty()));
    if lists.is_empty() || lacking.is_some() {
        return Err(Wrong::at(1, said::no_entries(lacking, &lists.join(", "))));
    }
    let chosen = reading.choose(DIARY, &lists).map_err(|said| Wrong::at(1, said))?;
    let at = ENTRIES.iter().position(|(list, _)| *list == lists[chosen]).unwrap_or_default();
    let mut entries = Entries::of(at == 1, reading);
    let mut number = 0;
    for calendar in &calendars {
        let mut clocks = Clocks::of(calendar);
        let all = || calendar.components.iter().filter(|component| is(component, &SORTS[at]));
        let mut series = reading.today.filter(|_| at == 0).map(|today| Series::of(all(), today, &mut clocks));
        for entry in all() {
            let line = begun[at].get(number).filter(|_| begun[at].len() == counts[at]);
            number += 1;
            if series.as_ref().is_none_or(|series| series.has_first(entry, &mut clocks)) {
                entries.put(line.copied().unwrap_or(number as u64), entry, calendar, &mut clocks)?;
            }
        }
        // They stand in no line of their own.
        for time in series.iter_mut().flat_map(|series| std::mem::take(&mut series.ahead)) {
            entries.put_time(number as u64, &time, calendar, &mut clocks)?;
        }
        entries.told.unknown.extend(clocks.unknown);
    }
    let Entries { rows, told, .. } = entries;
    let mut notes = told.notes();
    if let Some(other) = (0..2).find(|other| *other != at && counts[*other] > 0) {
        notes.insert(0, said::other_entries(ENTRIES[at].0, counts[other], ENTRIES[other].0));
    }
    Ok(Whole { rows: rows.held()?, notes, list: lists[chosen].clone(), lists })
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
