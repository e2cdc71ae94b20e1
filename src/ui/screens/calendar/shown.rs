//! What stands in the days in view, in words.
use crate::domain::appointment::State;
use crate::domain::clash::{self, Busy, Clash};
use crate::domain::deed::Ref;
use crate::domain::face::Kept;
use crate::domain::person::Absence;
use crate::domain::value::{Choice, Id, Instant, Local};
use crate::domain::world::World;
use crate::lang::agenda as said;
use crate::store::{Agenda, Db, Item};
use crate::ui::widgets::week::Mark;
use anyhow::Result;
use chrono::{Datelike, NaiveDate, Timelike};
use std::collections::HashSet;
use std::ops::Range;

/// The days in view and what is in them.
#[derive(Default)]
pub struct Shown {
    pub first: NaiveDate,
    pub last: NaiveDate,
    pub entries: Vec<Entry>,
    /// Where the cursor can stand: each item on each of its days, in their order.
    pub stops: Vec<(NaiveDate, Ref)>,
    pub clashes: usize,
    /// Whether more is due than is shown.
    pub more: bool,
    /// The minutes between which people work on any of the days.
    pub open: Range<u32>,
    /// The days on which nobody works.
    pub off: Vec<NaiveDate>,
}

/// One thing in the days.
#[derive(Clone)]
pub struct Entry {
    /// Which record; none of a day off.
    pub at: Option<Ref>,
    pub days: (NaiveDate, NaiveDate),
    pub all_day: bool,
    /// Minutes of its first and of its last day.
    pub from: u32,
    pub till: u32,
    /// `14:00–15:30`, or `16:00` of what is due.
    pub clock: String,
    pub title: String,
    /// Where and who, on whose clocks, why.
    pub more: Vec<String>,
    pub mark: Mark,
}

/// The minute of its day.
pub fn minute(at: Local) -> u32 {
    at.hour() * 60 + at.minute()
}

/// The clashes between two instants.
pub fn clashes(db: &Db, from: Instant, to: Instant) -> Result<Vec<Clash>> {
    Ok(clash::clashes(&db.busy(from, to)?, &db.house().team))
}

/// How many they are: what two have is told of both, and is one.
pub fn count(clashes: &[Clash]) -> usize {
    clashes.iter().filter(|clash| clash.with.as_ref().is_none_or(|(other, _)| clash.id < *other)).count()
}

/// Reads them.
pub fn read(db: &Db, first: NaiveDate, last: NaiveDate) -> Result<Shown> {
    let Agenda { items, absences, exceptions, more } = db.agenda(first, last)?;
    let busy: Vec<Busy> = items.iter().filter_map(Item::busy).collect();
    let house = db.house();
    let mut met = clash::clashes(&busy, &house.team);
    met.retain(|clash| clash.till > db.instant());
    let clashing: HashSet<Id> = met.iter().map(|clash| clash.id).collect();
    let mine = db.mine();
    let mut entries: Vec<Entry> = exceptions
        .into_iter()
        .map(|(day, exception)| off(day, exception.name.to(db.lang())))
        .chain(absences.iter().filter_map(|absence| away(absence, db)))
        .chain(items.iter().map(|item| {
            let wrong = item.state.is_some() && clashing.contains(&item.at.id);
            entry(item, wrong, &mine, db)
        }))
        .collect();
    entries.sort_by_key(|entry| (!entry.all_day, entry.days.0, entry.from));
    let days = first.iter_days().take_while(|day| *day <= last);
    let of = |day: NaiveDate| entries.iter().filter(move |e| e.days.0 <= day && day <= e.days.1);
    let stops = days.clone().flat_map(|day| of(day).filter_map(move |e| Some((day, e.at?)))).collect();
    let hours: Vec<(NaiveDate, Range<u32>)> = days.map(|day| (day, worked(db, day))).collect();
    let off = hours.iter().filter(|(_, hours)| hours.is_empty()).map(|(day, _)| *day).collect();
    let worked = || hours.iter().map(|(_, hours)| hours).filter(|hours| !hours.is_empty());
    let open = worked().map(|h| h.start).min().unwrap_or(8 * 60)..worked().map(|h| h.end).max().unwrap_or(17 * 60);
    let clashes = count(&met);
    Ok(Shown { first, last, entries, stops, clashes, more, open, off })
}

/// From the day's opening to its closing; nothing of a day off.
fn worked(db: &Db, day: NaiveDate) -> Range<u32> {
    let calendar = db.hours();
    let hours = calendar.hours(day).ranges();
    let minutes = |range: &crate::domain::hours::Range| range.minutes();
    let ends = hours.first().zip(hours.last()).map(|(a, z)| minutes(a).0..minutes(z).1);
    ends.unwrap_or(0..0)
}

fn off(day: NaiveDate, name: &str) -> Entry {
    bar(None, (day, day), name.to_owned(), Mark::Plain)
}

fn away(absence: &Absence, db: &Db) -> Option<Entry> {
    let name = |id: Id| db.name("person", id);
    let who = absence.person.and_then(name).unwrap_or_default();
    let deputy = absence.deputy.and_then(name);
    let told = said::is_away(&who, absence.reason.text(), deputy.as_deref());
    let at = Ref { kind: Absence::KIND, id: absence.id };
    Some(bar(Some(at), (absence.from?, absence.till?), told.to(db.lang()).to_owned(), Mark::Plain))
}

fn bar(at: Option<Ref>, days: (NaiveDate, NaiveDate), title: String, mark: Mark) -> Entry {
    Entry { at, days, all_day: true, from: 0, till: 0, clock: String::new(), title, more: Vec::new(), mark }
}

fn entry(item: &Item, wrong: bool, mine: &[Id], db: &Db) -> Entry {
    let (from, till) = (db.local(item.from), db.local(item.till));
    let days = (from.date_naive(), till.date_naive());
    let mark = mark(item, wrong, mine, db);
    if item.all_day {
        return Entry { more: about(item, db), ..bar(Some(item.at), days, item.title.clone(), mark) };
    }
    // What ends at midnight is not of the day that begins then.
    let midnight = minute(till) == 0 && days.1 > days.0;
    let days = if midnight { (days.0, days.1.pred_opt().unwrap_or(days.1)) } else { days };
    let clock = match item.state {
        Some(_) => format!("{}–{}", from.format("%H:%M"), till.format("%H:%M")),
        None => from.format("%H:%M").to_string(),
    };
    let till = if midnight { 24 * 60 } else { minute(till) };
    let title = if item.state.is_some() { item.title.clone() } else { format!("· {}", item.title) };
    Entry {
        at: Some(item.at),
        days,
        all_day: false,
        from: minute(from),
        till,
        clock,
        title,
        more: about(item, db),
        mark,
    }
}

fn mark(item: &Item, wrong: bool, mine: &[Id], db: &Db) -> Mark {
    let mine = item.turn.is_some_and(|turn| mine.contains(&turn));
    let due = item.due.as_ref().map(|due| due.at).filter(|_| item.is_open());
    match (item.state, due) {
        (Some(State::Cancelled), _) => Mark::Gone,
        (Some(State::Held), _) => Mark::Done,
        _ if wrong => Mark::Wrong,
        (_, Some(due)) if due < db.instant() && (mine || item.state.is_none()) => Mark::Wrong,
        (_, Some(due)) if due < db.tonight() && mine => Mark::Soon,
        (Some(State::Tentative), _) => Mark::Maybe,
        _ => Mark::Plain,
    }
}

/// Where, who, on whose clocks; why it is due.
fn about(item: &Item, db: &Db) -> Vec<String> {
    let lang = db.lang();
    if item.state.is_none() {
        return item.due.iter().map(|due| due.reason(db.now()).to(lang).to_owned()).collect();
    }
    let names = item.who.iter().filter_map(|id| db.name("person", *id)).chain(item.guests.iter().cloned());
    let who = names.collect::<Vec<_>>().join(", ");
    let room = item.room.and_then(|id| db.name("code", id)).unwrap_or_default();
    let here = db.now().timezone();
    let elsewhere = [&item.zone, &item.theirs].into_iter().find_map(|zone| {
        let zone: chrono_tz::Tz = zone.parse().ok()?;
        let other = item.from.with_timezone(&zone).naive_local() != item.from.with_timezone(&here).naive_local();
        other.then(|| said::there(item.from.with_timezone(&zone)).to(lang).to_owned())
    });
    let elsewhere = elsewhere.filter(|_| !item.all_day).unwrap_or_default();
    [elsewhere, room, item.place.clone(), who].into_iter().filter(|text| !text.is_empty()).collect()
}

impl Shown {
    /// An entry by its record.
    pub fn entry(&self, at: Ref) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.at == Some(at))
    }

    /// The minute at which a record begins on a day; none of what lasts all day.
    pub fn minute_of(&self, at: Ref, day: NaiveDate) -> Option<u32> {
        let entry = self.entry(at).filter(|entry| !entry.all_day)?;
        Some(if entry.days.0 == day { entry.from } else { 0 })
    }

    /// How far a record is from a minute; what lasts all day is farther than any other.
    pub fn distance(&self, at: Ref, day: NaiveDate, minute: u32) -> u32 {
        self.minute_of(at, day).map_or(u32::MAX, |from| from.abs_diff(minute))
    }

    /// The days in view.
    pub fn days(&self) -> impl Iterator<Item = NaiveDate> + use<> {
        let last = self.last;
        self.first.iter_days().take_while(move |day| *day <= last)
    }

    /// The place of a day among them.
    pub fn place(&self, day: NaiveDate) -> usize {
        usize::try_from(day.num_days_from_ce() - self.first.num_days_from_ce()).unwrap_or(0)
    }
}
