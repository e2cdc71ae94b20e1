//! An appointment in one line of words: `fri 2pm demo Nordlys @ room 2 with Huy for 45m`, `27/11-28/11 hội chợ`. Day,
//! time, length, room and people are taken out of the line, and what is left is what it is about.
mod about;
mod when;

use super::appointment::{Appointment, State, usual};
use super::attendee::Attendee;
use super::fold::fold;
use super::problem::Fault;
use super::read;
use super::value::{Id, Instant};
use super::worked::Work;
use super::world::{Hit, World};
use crate::domain::value::Choice;
use crate::lang::{agenda, fault};
use chrono::{NaiveTime, TimeDelta};
use chrono_tz::Tz;
use when::When;

/// What a line of words says.
#[derive(Clone, Debug, PartialEq)]
pub struct Booking {
    pub subject: String,
    pub start: Instant,
    pub end: Instant,
    pub all_day: bool,
    /// On whose clocks it was said, where they are not ours.
    pub zone: Option<Tz>,
    pub wanted: Wanted,
    /// The customer, contact, lead or order that its subject names, packed.
    pub about: Option<Id>,
    /// Said with a question mark.
    pub tentative: bool,
}

/// Who, where and for how long: all of a line but when and about what.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Wanted {
    pub who: Vec<Attendee>,
    pub room: Option<Id>,
    pub place: String,
    pub length: Option<TimeDelta>,
    /// Of what lasts all day.
    pub days: Option<i64>,
}

/// Words before the people.
const WITH: [&str; 4] = ["with", "w/", "voi", "cung"];
/// Words before a length.
const FOR: [&str; 2] = ["for", "trong"];
/// What stands before a name and is none.
const TITLES: [&str; 16] =
    ["anh", "chi", "em", "co", "chu", "bac", "ong", "ba", "mr", "mrs", "ms", "miss", "dr", "mr.", "mrs.", "ms."];
/// How a room is called: what begins so and is in no list is a mistake, not a place.
const ROOMS: [&str; 2] = ["room", "phong"];

/// Reads a line.
pub fn read(text: &str, world: &dyn World) -> Result<Booking, Fault> {
    let text = text.trim();
    let asked = text.strip_suffix('?');
    let mut words: Vec<&str> = asked.unwrap_or(text).split_whitespace().collect();
    let wanted = wanted_of(&mut words, world)?;
    let when = when::take(&mut words, world)?;
    let (start, end) = span(&when, &wanted, world)?;
    let subject = words.join(" ");
    let subject = subject.trim_matches(|c: char| matches!(c, ',' | ';' | ':' | '-' | '–') || c.is_whitespace());
    if subject.is_empty() {
        return Err(Fault::new(fault::NO_SUBJECT));
    }
    let guests = || wanted.who.iter().filter(|a| a.person.is_none()).find_map(|a| about::find(&a.name, world));
    let about = about::find(subject, world).or_else(guests);
    let (subject, all_day, tentative) = (subject.to_owned(), when.from.is_none(), asked.is_some());
    Ok(Booking { subject, start, end, all_day, zone: when.zone, wanted, about, tentative })
}

/// Whether a line says on which day it is, or cannot be read that far.
pub fn names_a_day(text: &str, world: &dyn World) -> bool {
    let mut words: Vec<&str> = text.split_whitespace().collect();
    wanted_of(&mut words, world).is_err() || when::names_a_day(&words, world.today())
}

/// Reads a line that says no more than whom, where and for how long: whose free time is looked for.
pub fn wanted(text: &str, world: &dyn World) -> Result<Wanted, Fault> {
    let mut words: Vec<&str> = text.split_whitespace().collect();
    let mut wanted = wanted_of(&mut words, world)?;
    if !words.is_empty() {
        people(&words, &mut wanted, world)?;
    }
    Ok(wanted)
}

impl Booking {
    /// As a record, not kept yet. Whoever is named first answers for it, else who books it.
    pub fn appointment(&self, world: &dyn World) -> Appointment {
        let owner = self.wanted.who.iter().find_map(|a| a.person).unwrap_or_else(|| world.me());
        Appointment {
            subject: self.subject.clone(),
            start: Some(self.start),
            end: Some(self.end),
            all_day: self.all_day,
            zone: self.zone.map(|zone| zone.name().to_owned()).unwrap_or_default(),
            room: self.wanted.room,
            place: self.wanted.place.clone(),
            about: self.about,
            state: if self.tentative { State::Tentative } else { State::Confirmed },
            work: Work { owner: Some(owner), ..Work::default() },
            attendees: self.wanted.who.clone(),
            ..Appointment::default()
        }
    }

    /// When it is to be, as it is understood: `Fri 27/11 14:00–14:45`.
    pub fn when(&self, world: &dyn World) -> String {
        let (from, till) = (world.local(self.start), world.local(self.end));
        agenda::span(from, till, self.all_day, world.now()).to(world.lang()).to_owned()
    }

    /// All of it as it is understood: `Fri 27/11 14:00–14:45 · demo Nordlys · Room 2 · Huy · Nordlys Foods ApS`.
    pub fn told(&self, world: &dyn World) -> String {
        let there = self.zone.map(|zone| agenda::there(self.start.with_timezone(&zone)).to(world.lang()).to_owned());
        let about = self.about.and_then(|packed| super::kinds::named(packed, world));
        let when = self.when(world) + &there.map(|there| format!(" ({there})")).unwrap_or_default();
        let all = [when, self.subject.clone(), self.wanted.told(world), about.unwrap_or_default()];
        let mut told = all.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" · ");
        if self.tentative {
            told = format!("{told} · {}", Choice::text(State::Tentative).to(world.lang()));
        }
        told
    }
}

impl Wanted {
    /// The people of the house among them.
    pub fn people(&self) -> Vec<Id> {
        self.who.iter().filter_map(|a| a.person).collect()
    }

    /// Where and who: `Room 2 · Huy, Ms Jensen`.
    pub fn told(&self, world: &dyn World) -> String {
        let name = |a: &Attendee| a.person.and_then(|id| world.name("person", id)).unwrap_or_else(|| a.name.clone());
        let who = self.who.iter().map(name).collect::<Vec<_>>().join(", ");
        let room = self.room.and_then(|id| world.name("code", id)).unwrap_or_default();
        [room, self.place.clone(), who].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" · ")
    }
}

/// From when until when.
fn span(when: &When, wanted: &Wanted, world: &dyn World) -> Result<(Instant, Instant), Fault> {
    let zone = when.zone.unwrap_or_else(|| world.now().timezone());
    let at = |day, time| read::at(day, time, &zone).ok_or_else(|| Fault::new(fault::NO_DAY_OR_TIME));
    let Some(from) = when.from else {
        const LAST: NaiveTime = NaiveTime::from_hms_opt(23, 59, 0).unwrap();
        if wanted.length.is_some() {
            return Err(Fault::new(fault::NO_HOUR));
        }
        let days = wanted.days.unwrap_or(1).max(when::count(when.first, when.last));
        let last = when.first.checked_add_signed(TimeDelta::days(days - 1)).unwrap_or(when.last);
        return Ok((at(when.first, NaiveTime::MIN)?, at(last, LAST)?));
    };
    let start = at(when.first, from)?;
    if !when.of_a_day && start < world.instant() {
        let (shown, later) = (from.format("%H:%M").to_string(), from.overflowing_add_signed(TimeDelta::hours(12)));
        let later = Some(later).filter(|(at, over)| *over == 0 && *at > world.now().time());
        return Err(Fault::new(fault::today_is_past(&shown, later.map(|(at, _)| at.format("%H:%M").to_string()))));
    }
    let end = match (when.till, wanted.length) {
        (Some(_), Some(_)) => return Err(Fault::new(fault::TWO_ENDS)),
        (Some(till), None) => {
            let next = if till <= from && when.last == when.first { when.last.succ_opt() } else { Some(when.last) };
            at(next.unwrap_or(when.last), till)?
        }
        (None, length) => start + length.unwrap_or_else(|| usual(world)),
    };
    Ok((start, end))
}

/// Takes place, people and length out of a line.
fn wanted_of(words: &mut Vec<&str>, world: &dyn World) -> Result<Wanted, Fault> {
    let mut wanted = Wanted::default();
    let mut rest: Vec<&str> = Vec::new();
    let mut at = 0;
    while at < words.len() {
        if let Some(count) = length(words, at, &mut wanted) {
            at += count;
        } else if words[at].starts_with('@') || WITH.contains(&fold(words[at]).as_str()) {
            let end = clause_end(words, at, world);
            let mut clause = words[at..end].to_vec();
            if let Some(first) = clause[0].strip_prefix('@') {
                clause[0] = first;
                clause.retain(|word| !word.is_empty());
                rest.extend(place(&clause, &mut wanted, world)?);
            } else if end > at + 1 {
                rest.extend(people(&clause[1..], &mut wanted, world)?);
            } else {
                rest.push(words[at]);
            }
            at = end;
        } else {
            rest.push(words[at]);
            at += 1;
        }
    }
    *words = rest;
    Ok(wanted)
}

/// Where a place or a list of people ends: before the next of them, a length, a day or a time.
fn clause_end(words: &[&str], at: usize, world: &dyn World) -> usize {
    let today = world.today();
    let mut end = at + 1;
    while end < words.len() {
        let word = words[end];
        let first = end == at + 1 || words[end - 1].ends_with(',');
        let next = word.starts_with('@')
            || WITH.contains(&fold(word).as_str())
            || length(words, end, &mut Wanted::default()).is_some()
            || (!first && when::begins(words, end, today));
        if next {
            break;
        }
        end += 1;
    }
    end
}

/// A length at a word: with `for` before it any, without it one that cannot be a time. Gives how many words it is.
fn length(words: &[&str], at: usize, wanted: &mut Wanted) -> Option<usize> {
    let said = usize::from(FOR.contains(&fold(words[at]).as_str()));
    let start = at + said;
    let before = at.checked_sub(1).map(|at| fold(words[at])).unwrap_or_default();
    (start + 1..=words.len().min(start + 4)).rev().find_map(|end| {
        let text = words[start..end].join(" ");
        let text = text.trim_end_matches([',', '\'']).to_owned() + if text.ends_with('\'') { "m" } else { "" };
        let folded = fold(&text);
        if let Some(days) = days(&folded) {
            wanted.days = Some(days);
            return Some(end - at);
        }
        let span = read::span(&text).filter(|span| *span > TimeDelta::zero())?;
        // `14h 30 phút` is a time, and so is `2h`.
        let clock = before.ends_with("gio") || before.ends_with('h') && before.len() < 4;
        let minutes = ["m", "p", "ph", "phut", "min", "mins", "minute", "minutes"];
        let unit = folded.trim_start_matches(|c: char| !c.is_alphabetic());
        let sure = minutes.contains(&unit) && !clock || folded.contains("tieng") || unit.starts_with("hour");
        (said == 1 || sure).then(|| wanted.length = Some(span))?;
        Some(end - at)
    })
}

/// `3 days`, `3 ngày`.
fn days(text: &str) -> Option<i64> {
    let (count, unit) = text.split_once(' ')?;
    let days = count.parse().ok().filter(|days| (1..=366).contains(days))?;
    matches!(unit, "day" | "days" | "ngay").then_some(days)
}

/// A room of the house, or a place; gives the words after a room.
fn place<'a>(clause: &[&'a str], wanted: &mut Wanted, world: &dyn World) -> Result<Vec<&'a str>, Fault> {
    for count in (1..=clause.len()).rev() {
        let named = clause[..count].join(" ");
        if let Hit::One(room) = world.code("room", named.trim_end_matches(',')) {
            wanted.room = Some(room);
            return Ok(clause[count..].to_vec());
        }
    }
    let text = clause.join(" ");
    match clause.first() {
        None => Err(Fault::new(fault::NO_PLACE)),
        Some(first) if ROOMS.contains(&fold(first).as_str()) => Err(Fault::new(fault::no_such_room(&text))),
        Some(_) => {
            text.trim_end_matches(',').clone_into(&mut wanted.place);
            Ok(Vec::new())
        }
    }
}

/// People of the house and guests; gives the words after the last of them.
fn people<'a>(words: &[&'a str], wanted: &mut Wanted, world: &dyn World) -> Result<Vec<&'a str>, Fault> {
    let between = |word: &str| matches!(fold(word).as_str(), "and" | "va" | "&" | "+" | ",");
    let mut names: Vec<Vec<&'a str>> = vec![Vec::new()];
    for word in words {
        let last = names.len() - 1;
        if between(word) {
            names.push(Vec::new());
            continue;
        }
        names[last].push(word);
        if word.ends_with([',', ';']) {
            names.push(Vec::new());
        }
    }
    let mut rest = Vec::new();
    for name in names.into_iter().filter(|name| !name.is_empty()) {
        rest.extend(person(&name, wanted, world)?);
    }
    Ok(rest)
}

fn person<'a>(name: &[&'a str], wanted: &mut Wanted, world: &dyn World) -> Result<Vec<&'a str>, Fault> {
    let clean = |words: &[&str]| words.join(" ").trim_matches([',', ';', '.']).to_owned();
    let title = usize::from(name.len() > 1 && TITLES.contains(&fold(name[0]).as_str()));
    for end in (title + 1..=name.len()).rev() {
        let text = clean(&name[title..end]);
        match world.find("person", &text) {
            Hit::One(id) => {
                if !wanted.who.iter().any(|a| a.person == Some(id)) {
                    wanted.who.push(Attendee { person: Some(id), ..Attendee::default() });
                }
                return Ok(name[end..].to_vec());
            }
            Hit::Many(names) => return Err(Fault::new(fault::several(&text, &names))),
            Hit::None => {}
        }
    }
    wanted.who.push(Attendee { name: clean(name), ..Attendee::default() });
    Ok(Vec::new())
}
