//! A week's working hours: several ranges a day, read from and written as what people write.
use crate::domain::problem::Fault;
use crate::domain::read::{minutes, weekday};
use crate::lang::{Lang, Text, hours as said, say, when};
use chrono::Weekday;
use std::fmt;

/// How people write from one to another.
const DASHES: [char; 4] = ['-', '–', '—', '−'];
const CLOSED: Text = say("closed", "nghỉ");
const HOUR: u32 = 60;
const DAY: u32 = 24 * HOUR;

/// A stretch of a day by the clock on the wall, in minutes after midnight. Its end is not in it, and may be 24:00.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Range {
    from: u32,
    to: u32,
}

/// A day's ranges, the earliest first, none over another; a day without any is closed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hours(Vec<Range>);

/// The hours of each day of a week.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pattern([Hours; 7]);

impl Range {
    /// `08–12`, `8-12`, `13:30–17:30`, `8h30-12h`, `8am–5pm`.
    fn parse(piece: &str) -> Result<Self, Fault> {
        let ends = piece.split_once(DASHES).and_then(|(from, to)| Some((minutes(from)?, minutes(to)?)));
        let (from, to) = ends.ok_or_else(|| Fault::new(said::not_hours(piece)))?;
        if from < to { Ok(Self { from, to }) } else { Err(Self { from, to }.backwards(piece)) }
    }

    /// Says what was most likely meant: an afternoon in hours of twelve, a night, or the ends exchanged.
    fn backwards(self, piece: &str) -> Fault {
        let Self { from, to } = self;
        let afternoon = to + DAY / 2;
        if from == to {
            return Fault::new(said::not_hours(piece));
        }
        if to < DAY / 2 && from < afternoon {
            return Fault::new(said::end_first(piece, &Self { from, to: afternoon }.to_string()));
        }
        if to < DAY / 2 && to > 0 {
            let (evening, morning) = (Self { from, to: DAY }, Self { from: 0, to });
            return Fault::new(said::past_midnight(piece, &evening.to_string(), &morning.to_string()));
        }
        Fault::new(said::end_first(piece, &Self { from: to, to: from }.to_string()))
    }

    /// Minutes after midnight at which it begins and ends.
    pub fn minutes(self) -> (u32, u32) {
        (self.from, self.to)
    }
}

impl fmt::Display for Range {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let time = |minutes: u32| match minutes % HOUR {
            0 => format!("{:02}", minutes / HOUR),
            odd => format!("{:02}:{odd:02}", minutes / HOUR),
        };
        write!(f, "{}–{}", time(self.from), time(self.to))
    }
}

impl Hours {
    pub const CLOSED: Self = Self(Vec::new());

    /// A day's ranges, as `08–12 13:30–17:30`, or `closed`.
    pub fn parse(text: &str) -> Result<Self, Fault> {
        let mut hours = Self::CLOSED;
        if is_closed(text) {
            return Ok(hours);
        }
        let pieces = pieces(text);
        if pieces.is_empty() {
            return Err(Fault::new(said::EMPTY));
        }
        for piece in pieces {
            hours.add(&piece, None)?;
        }
        Ok(hours)
    }

    pub fn text(&self, lang: Lang) -> String {
        if self.is_closed() {
            return CLOSED.to(lang).to_owned();
        }
        self.0.iter().map(Range::to_string).collect::<Vec<_>>().join(" ")
    }

    pub fn is_closed(&self) -> bool {
        self.0.is_empty()
    }

    pub fn ranges(&self) -> &[Range] {
        &self.0
    }

    fn add(&mut self, piece: &str, day: Option<Weekday>) -> Result<(), Fault> {
        let range = Range::parse(piece)?;
        if let Some(held) = self.0.iter().find(|held| held.from < range.to && range.from < held.to) {
            return Err(Fault::new(said::overlap(piece, &held.to_string(), day.map(when::name))));
        }
        self.0.push(range);
        self.0.sort_unstable();
        Ok(())
    }
}

impl Default for Pattern {
    /// Mon–Fri 08–12 13–17, Sat 08–12.
    fn default() -> Self {
        let morning = Range { from: 8 * HOUR, to: 12 * HOUR };
        let afternoon = Range { from: 13 * HOUR, to: 17 * HOUR };
        let full = || Hours(vec![morning, afternoon]);
        Self([full(), full(), full(), full(), full(), Hours(vec![morning]), Hours::CLOSED])
    }
}

impl Pattern {
    pub const CLOSED: Self = Self([const { Hours::CLOSED }; 7]);

    /// `Mon–Fri 08–12 13–17, Sat 08–12`, `T2–T6 8-12, 13h30-17h30, T7 8-12, CN nghỉ`. Days not named are closed; a
    /// comma between is as good as a space, so `Mon, Wed 8–12` is both days.
    pub fn parse(text: &str) -> Result<Self, Fault> {
        let mut week = Self::CLOSED;
        if is_closed(text) {
            return Ok(week);
        }
        let (mut days, mut waiting) = (Vec::new(), None);
        for piece in pieces(text) {
            if let Some(more) = days_of(&piece) {
                if waiting.is_none() {
                    days.clear();
                }
                for day in more {
                    if !days.contains(&day) {
                        days.push(day);
                    }
                }
                waiting = Some(piece);
                continue;
            }
            let closed = is_closed(&piece);
            if !closed && !piece.starts_with(|c: char| c.is_ascii_digit()) {
                return Err(Fault::new(said::not_a_weekday(&piece)));
            }
            if days.is_empty() {
                return Err(Fault::new(said::of_no_day(&piece)));
            }
            for day in &days {
                let hours = &mut week.0[day.num_days_from_monday() as usize];
                if closed { *hours = Hours::CLOSED } else { hours.add(&piece, Some(*day))? }
            }
            waiting = None;
        }
        match waiting {
            Some(piece) => Err(Fault::new(said::day_of_no_hours(&piece))),
            None if days.is_empty() => Err(Fault::new(said::EMPTY)),
            None => Ok(week),
        }
    }

    /// As `parse` reads it: days that follow each other with the same hours are one run.
    pub fn text(&self, lang: Lang) -> String {
        let mut runs: Vec<(usize, usize)> = Vec::new();
        for (day, hours) in self.0.iter().enumerate().filter(|(_, hours)| !hours.is_closed()) {
            match runs.last_mut() {
                Some((_, last)) if *last + 1 == day && self.0[*last] == *hours => *last = day,
                _ => runs.push((day, day)),
            }
        }
        let name = |day: usize| when::DAYS[day].to(lang);
        let runs = runs.into_iter().map(|(first, last)| {
            let hours = self.0[first].text(lang);
            if first == last {
                format!("{} {hours}", name(first))
            } else {
                format!("{}–{} {hours}", name(first), name(last))
            }
        });
        let text = runs.collect::<Vec<_>>().join(", ");
        if text.is_empty() { CLOSED.to(lang).to_owned() } else { text }
    }

    pub fn on(&self, day: Weekday) -> &Hours {
        &self.0[day.num_days_from_monday() as usize]
    }

    pub fn is_closed(&self) -> bool {
        self.0.iter().all(Hours::is_closed)
    }
}

fn is_closed(text: &str) -> bool {
    CLOSED.is(text.trim()) || matches!(text.trim().to_lowercase().as_str(), "off" | "nghi")
}

/// The days that `Mon`, `Mon–Fri`, `thứ 2 – thứ 6` or `T2–6` names; they may run over Sunday.
fn days_of(piece: &str) -> Option<Vec<Weekday>> {
    let Some((first, last)) = piece.split_once(DASHES) else { return Some(vec![weekday(piece)?]) };
    let by_number = first.ends_with(|c: char| c.is_ascii_digit());
    let mut day = weekday(first)?;
    let last = weekday(last).or_else(|| weekday(&format!("t{last}")).filter(|_| by_number))?;
    let mut days = vec![day];
    while day != last {
        day = day.succ();
        days.push(day);
    }
    Some(days)
}

/// The days and ranges of a text as they were typed, one a piece, whatever spaces stand about a dash or in `thứ 2`.
fn pieces(text: &str) -> Vec<String> {
    let words = text.split(|c: char| c.is_whitespace() || matches!(c, ',' | ';')).map(|word| word.trim_matches(':'));
    let words = words.filter(|word| !matches!(*word, "" | "&" | "and" | "và"));
    let mut text = words.collect::<Vec<_>>().join(" ");
    for dash in DASHES {
        text = text.replace(&format!(" {dash}"), &dash.to_string()).replace(&format!("{dash} "), &dash.to_string());
    }
    let mut pieces: Vec<String> = Vec::new();
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        match pieces.pop() {
            Some(piece) if is_one_day(&piece, word) => pieces.push(format!("{piece} {word}")),
            before => pieces.extend(before.into_iter().chain([word.to_owned()])),
        }
    }
    pieces
}

/// Whether `thứ` or `chủ` before a word makes one day with it. `thu 2` without its accent does too, but not where the
/// word is a range of hours: `Thu 7–12` is a Thursday.
fn is_one_day(piece: &str, word: &str) -> bool {
    let tail = piece.rsplit(DASHES).next().unwrap_or(piece);
    let (head, rest) = word.split_once(DASHES).unwrap_or((word, ""));
    let is_hours = rest.starts_with(|c: char| c.is_ascii_digit());
    weekday(&format!("{tail} {head}")).is_some() && !(is_hours && weekday(tail).is_some())
}
