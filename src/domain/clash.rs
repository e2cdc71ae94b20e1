//! Who and what is booked twice, who is away, and who works at all at that time; and when they are free. Pure: the
//! spans, the people and their time are given.
use super::hours::{Calendar, Hours, Pattern};
use super::person::{Absence, Away, Person};
use super::value::{Choice, Id, Instant};
use super::world::World;
use crate::lang::{Lang, Sentence, agenda};
use chrono::{DurationRound, NaiveDate, TimeDelta};
use std::rc::Rc;

/// A span of time that takes up people and perhaps a room.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Busy {
    /// Which appointment; 0 before it is kept.
    pub id: Id,
    pub title: String,
    pub who: Vec<Id>,
    /// A row of the list of rooms.
    pub room: Option<Id>,
    pub from: Instant,
    pub till: Instant,
    pub all_day: bool,
}

/// Someone of the house and the time they work.
#[derive(Clone, Debug)]
pub struct Staff {
    pub id: Id,
    /// With the house's holidays, without the days on which they are away.
    pub calendar: Rc<Calendar>,
    pub absences: Vec<Absence>,
}

/// What is wrong with a span.
#[derive(Clone, Debug, PartialEq)]
pub enum Why {
    /// Someone is in two places.
    Person(Id),
    /// A room is booked twice.
    Room(Id),
    /// Someone is away.
    Away(Absence),
    /// Someone does not work then: their hours of that day, which may be none.
    Hours(Id, NaiveDate, Hours),
    /// Nobody works on that day.
    Holiday(NaiveDate, Sentence),
}

/// A clash of a span with another, or with the time of its people.
#[derive(Clone, Debug, PartialEq)]
pub struct Clash {
    pub id: Id,
    pub title: String,
    /// The other, where there is one.
    pub with: Option<(Id, String)>,
    pub why: Why,
    /// In which time.
    pub from: Instant,
    pub till: Instant,
}

/// What free time is looked for.
#[derive(Clone, Debug, Default)]
pub struct Search {
    pub who: Vec<Id>,
    pub room: Option<Id>,
    pub length: TimeDelta,
    pub from: Instant,
    /// It is looked for no further; the spans that are given reach so far.
    pub till: Instant,
}

/// Where it may begin.
const STEP: TimeDelta = TimeDelta::minutes(15);

impl Staff {
    /// With the house's holidays, and their own hours where they have them.
    pub fn of(person: &Person, house: &Rc<Calendar>, absences: &[Absence]) -> Self {
        let own = Pattern::parse(&person.hours).ok().filter(|_| !person.hours.is_empty());
        let calendar =
            own.map_or_else(|| Rc::clone(house), |pattern| Rc::new(Calendar { pattern, ..Calendar::clone(house) }));
        let absences = absences.iter().filter(|a| a.person == Some(person.id)).cloned().collect();
        Self { id: person.id, calendar, absences }
    }

    fn away(&self, day: NaiveDate) -> Option<&Absence> {
        self.absences.iter().find(|a| a.from <= Some(day) && Some(day) <= a.till)
    }
}

impl Busy {
    fn meets(&self, other: &Self) -> bool {
        self.from < other.till && other.from < self.till
    }
}

/// All clashes among some spans, those of each in order of its start. Of two that meet both are told.
pub fn clashes(spans: &[Busy], team: &[Staff]) -> Vec<Clash> {
    let mut order: Vec<&Busy> = spans.iter().collect();
    order.sort_by_key(|busy| (busy.from, busy.id));
    let mut all: Vec<(usize, Clash)> = Vec::new();
    let mut on: Vec<usize> = Vec::new();
    for (at, busy) in order.iter().enumerate() {
        on.retain(|before| order[*before].till > busy.from);
        for before in &on {
            all.extend(pair(order[*before], busy).map(|clash| (*before, clash)));
            all.extend(pair(busy, order[*before]).map(|clash| (at, clash)));
        }
        all.extend(time_of(busy, team).map(|clash| (at, clash)));
        on.push(at);
    }
    all.sort_by_key(|(at, _)| *at);
    all.into_iter().map(|(_, clash)| clash).collect()
}

/// The clashes of one span, kept or not, with others.
pub fn of(busy: &Busy, spans: &[Busy], team: &[Staff]) -> Vec<Clash> {
    let others = spans.iter().filter(|other| other.id != busy.id || busy.id == 0);
    let met = others.filter(|other| busy.meets(other)).flat_map(|other| pair(busy, other));
    met.chain(time_of(busy, team)).collect()
}

/// What two that meet both take up.
fn pair<'a>(busy: &'a Busy, other: &'a Busy) -> impl Iterator<Item = Clash> + use<'a> {
    let (from, till) = (busy.from.max(other.from), busy.till.min(other.till));
    let room = busy.room.filter(|room| other.room == Some(*room)).map(Why::Room);
    let who = busy.who.iter().filter(|id| other.who.contains(id)).map(|id| Why::Person(*id));
    let with = Some((other.id, other.title.clone()));
    room.into_iter().chain(who).map(move |why| Clash {
        id: busy.id,
        title: busy.title.clone(),
        with: with.clone(),
        why,
        from,
        till,
    })
}

/// What speaks against a span in the time of its people.
fn time_of<'a>(busy: &'a Busy, team: &'a [Staff]) -> impl Iterator<Item = Clash> + use<'a> {
    let mut holiday = false;
    let why = busy.who.iter().filter_map(|id| team.iter().find(|staff| staff.id == *id)).filter_map(move |staff| {
        let why = against(busy, staff)?;
        // A holiday is told once, not of each.
        let again = matches!(why, Why::Holiday(..)) && std::mem::replace(&mut holiday, true);
        (!again).then_some(why)
    });
    why.map(|why| {
        let (from, till) = (busy.from, busy.till);
        Clash { id: busy.id, title: busy.title.clone(), with: None, why, from, till }
    })
}

fn against(busy: &Busy, staff: &Staff) -> Option<Why> {
    let zone = staff.calendar.zone;
    let last = busy.till - TimeDelta::seconds(1);
    let (first, last) = (busy.from.with_timezone(&zone).date_naive(), last.with_timezone(&zone).date_naive());
    let away = first.iter_days().take_while(|day| *day <= last).find_map(|day| staff.away(day));
    // Whoever travels meets customers where they are, but in no room of the house.
    if let Some(absence) = away.filter(|a| a.reason != Away::Trip || busy.room.is_some()) {
        return Some(Why::Away(absence.clone()));
    }
    if busy.all_day || away.is_some() {
        return None;
    }
    // A meeting may run over lunch; it begins after the day's opening and ends before its closing.
    let within = |day: NaiveDate, from: Instant, till: Instant| {
        let open: Vec<_> = staff.calendar.on(day).collect();
        let (opens, closes) = Option::zip(open.first(), open.last()).map_or((till, from), |(a, z)| (a.0, z.1));
        opens <= from && till <= closes
    };
    let bad = if first == last {
        (!within(first, busy.from, busy.till)).then_some(first)
    } else {
        let end = busy.till - TimeDelta::seconds(1);
        (!within(first, busy.from, busy.from)).then_some(first).or((!within(last, end, end)).then_some(last))
    };
    let day = bad?;
    let exception = staff.calendar.exceptions.on(day).filter(|exception| exception.hours.is_closed());
    let own = || Why::Hours(staff.id, day, staff.calendar.hours(day).clone());
    Some(exception.map_or_else(own, |exception| Why::Holiday(day, exception.name.clone())))
}

impl Clash {
    /// In a sentence.
    pub fn told(&self, world: &dyn World) -> Sentence {
        let name = |kind: &str, id: Id| world.name(kind, id).unwrap_or_else(|| format!("#{id}"));
        let other = self.with.as_ref().map(|(_, title)| title.as_str()).unwrap_or_default();
        let (from, till) = (world.local(self.from), world.local(self.till));
        match &self.why {
            Why::Room(id) => agenda::booked_twice(&name("code", *id), from, till, &self.title, other),
            Why::Person(id) => agenda::in_two_places(&name("person", *id), from, till, &self.title, other),
            Why::Away(absence) => {
                let who = absence.person.map(|id| name("person", id)).unwrap_or_default();
                let deputy = absence.deputy.map(|id| name("person", id));
                agenda::away(&who, absence.reason.text(), absence.till, deputy.as_deref())
            }
            Why::Hours(id, day, hours) => agenda::out_of_hours(&name("person", *id), *day, &self::hours(hours)),
            Why::Holiday(day, holiday) => agenda::is_a_holiday(*day, holiday),
        }
    }
}

/// Hours in figures, which are the same in every language; none of a day off.
fn hours(hours: &Hours) -> String {
    if hours.is_closed() { String::new() } else { hours.text(Lang::En) }
}

/// The next times at which all of them and the room are free for so long, the earliest first.
pub fn free(wanted: &Search, spans: &[Busy], team: &[Staff], house: &Calendar, count: usize) -> Vec<Instant> {
    let people: Vec<&Staff> = team.iter().filter(|staff| wanted.who.contains(&staff.id)).collect();
    let takes = |busy: &&Busy| {
        busy.who.iter().any(|id| wanted.who.contains(id)) || wanted.room.is_some() && busy.room == wanted.room
    };
    let taken: Vec<&Busy> = spans.iter().filter(takes).collect();
    let day = |at: Instant| at.with_timezone(&house.zone).date_naive();
    let mut found = Vec::new();
    for day in day(wanted.from).iter_days().take_while(|of| *of <= day(wanted.till)) {
        for (opens, closes) in open(day, &people, house, wanted.length) {
            let mut at = round_up(opens.max(wanted.from));
            while at + wanted.length <= closes.min(wanted.till) {
                let till = at + wanted.length;
                let next = taken.iter().filter(|busy| busy.from < till && at < busy.till).map(|busy| busy.till).max();
                if next.is_none() {
                    found.push(at);
                }
                at = round_up(next.unwrap_or(till));
                if found.len() == count {
                    return found;
                }
            }
        }
    }
    found
}

/// When all of them work on a day; over lunch too where no stretch between is long enough.
fn open(day: NaiveDate, people: &[&Staff], house: &Calendar, length: TimeDelta) -> Vec<(Instant, Instant)> {
    if people.iter().any(|staff| staff.away(day).is_some()) {
        return Vec::new();
    }
    let of = |calendar: &Calendar| -> Vec<(Instant, Instant)> {
        let all: Vec<_> = calendar.on(day).collect();
        let long = all.iter().any(|(from, till)| *till - *from >= length);
        match (all.first(), all.last()) {
            (Some(first), Some(last)) if !long => vec![(first.0, last.1)],
            _ => all,
        }
    };
    let mut each = people.iter().map(|staff| of(&staff.calendar));
    let Some(first) = each.next() else { return of(house) };
    each.fold(first, |all, next| {
        let both = all.iter().flat_map(|a| next.iter().map(|b| (a.0.max(b.0), a.1.min(b.1))));
        both.filter(|(from, till)| from < till).collect()
    })
}

/// The next quarter of an hour, or the instant itself where it is one.
fn round_up(at: Instant) -> Instant {
    at.duration_round_up(STEP).unwrap_or(at)
}

/// The rooms among some that nothing takes up in a time.
pub fn free_rooms(rooms: &[Id], from: Instant, till: Instant, spans: &[Busy]) -> Vec<Id> {
    let taken = |room: &Id| spans.iter().any(|b| b.room == Some(*room) && b.from < till && from < b.till);
    rooms.iter().filter(|room| !taken(room)).copied().collect()
}
