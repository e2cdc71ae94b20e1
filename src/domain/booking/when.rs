//! The day and the time in a line of words, wherever they stand in it. What is found is taken out of the line.
use crate::domain::fold::fold;
use crate::domain::problem::Fault;
use crate::domain::read;
use crate::domain::workspace::zone;
use crate::domain::world::World;
use crate::lang::fault;
use chrono::{Datelike, NaiveDate, NaiveTime};
use chrono_tz::Tz;
use std::ops::Range;

/// When something is to be.
pub(super) struct When {
    pub first: NaiveDate,
    /// Of one day the same.
    pub last: NaiveDate,
    /// Without a time it lasts all day.
    pub from: Option<NaiveTime>,
    /// Where its end was said as a time; before its start it is of the next day.
    pub till: Option<NaiveTime>,
    /// On whose clocks, where they are not ours.
    pub zone: Option<Tz>,
    /// Whether a day was said at all.
    pub of_a_day: bool,
}

/// Words before a day or a time that say nothing.
const BEFORE: [&str; 7] = ["at", "on", "from", "luc", "vao", "tu", "hom"];
/// Words between the two ends of a range.
const TO: [&str; 4] = ["to", "until", "den", "toi"];
const DASHES: [char; 4] = ['-', '–', '—', '−'];
/// Parts of a day that want an hour beside them; the morning has one of its own.
const PARTS: [&str; 9] = ["sang", "morning", "trua", "chieu", "afternoon", "toi", "evening", "dem", "night"];
/// Days of one word that are also other words: only at the beginning, or beside a time.
const WEAK: [&str; 5] = ["mai", "nay", "mot", "kia", "weekend"];
/// From when, and until when where that is said.
type Times = (NaiveTime, Option<NaiveTime>);
/// Which words of the line, and what they say.
type Found<T> = Option<(Range<usize>, T)>;

/// So many words make the longest day, time or range.
const MOST: usize = 6;

/// Takes day and time out of a line.
pub(super) fn take(words: &mut Vec<&str>, world: &dyn World) -> Result<When, Fault> {
    let today = world.today();
    let day = find_day(words, today);
    let at = day.as_ref().map(|(range, _)| drop_words(words, range.clone()));
    let part = at.and_then(|at| part_beside(words, at));
    let time = find_time(words, at);
    let (mut from, mut till, mut zone) = (None, None, None);
    if let Some((range, (start, end))) = time {
        let here = drop_words(words, range);
        zone = take_zone(words, here, world);
        (from, till) = (Some(start), end);
    } else if let Some(at) = part {
        let word = words.remove(at);
        let morning = matches!(fold(word).as_str(), "sang" | "morning");
        from = Some(if morning { read::MORNING } else { return Err(Fault::new(fault::hour_of(word))) });
    }
    let here = zone.map_or(today, |zone| world.now().with_timezone(&zone).date_naive());
    let (first, last) = day.as_ref().map_or((here, here), |(_, days)| *days);
    if from.is_none() && day.is_none() {
        return Err(Fault::new(fault::NO_DAY_OR_TIME));
    }
    Ok(When { first, last, from, till, zone, of_a_day: day.is_some() })
}

/// Whether there is a day in a line.
pub(super) fn names_a_day(words: &[&str], today: NaiveDate) -> bool {
    find_day(words, today).is_some()
}

/// Whether a day or a time begins at a word, so that a name or a place ends before it.
pub(super) fn begins(words: &[&str], at: usize, today: NaiveDate) -> bool {
    let windows = || (at + 1..=words.len().min(at + MOST)).map(|end| &words[at..end]);
    windows().any(|some| days(some, today).is_some() && !weak(words, at, some.len())) || windows().any(is_time)
}

fn is_time(words: &[&str]) -> bool {
    times(words).is_some_and(|(_, _, plain)| !plain)
}

/// Every run of words, the earliest first, and of those the longest.
fn windows(words: &[&str]) -> impl Iterator<Item = Range<usize>> {
    let all = words.len();
    (0..all).flat_map(move |at| (at + 1..=all.min(at + MOST)).rev().map(move |end| at..end))
}

/// The first day of the line: at its beginning, else beside a time, else anywhere.
fn find_day(words: &[&str], today: NaiveDate) -> Found<(NaiveDate, NaiveDate)> {
    let beside = |range: &Range<usize>| {
        let after = (range.end + 1..=words.len().min(range.end + MOST)).any(|end| is_time(&words[range.end..end]));
        after || (range.start.saturating_sub(MOST)..range.start).any(|from| is_time(&words[from..range.start]))
    };
    let first = |allowed: &dyn Fn(&Range<usize>) -> bool| {
        windows(words).filter(allowed).find_map(|range| Some((range.clone(), days(&words[range], today)?)))
    };
    let sure = |range: &Range<usize>| !weak(words, range.start, range.len());
    first(&|range| range.start == 0).or_else(|| first(&beside)).or_else(|| first(&sure))
}

/// Whether a day is a word that is as likely another, such as the name Mai.
fn weak(words: &[&str], at: usize, count: usize) -> bool {
    let near = |at: Option<&&str>| at.is_some_and(|word| PARTS.contains(&fold(word).as_str()));
    let part = near(at.checked_sub(1).and_then(|at| words.get(at)));
    count == 1 && !part && WEAK.contains(&fold(words[at]).as_str())
}

/// A day, or one day to another.
fn days(words: &[&str], today: NaiveDate) -> Option<(NaiveDate, NaiveDate)> {
    let text = words.join(" ");
    // `sát`, `món` and `một` without their marks are days.
    if words.len() == 1 && !text.is_ascii() && !text.contains(DASHES) && text.to_lowercase() != "mốt" {
        return None;
    }
    if let Some(day) = read::day(&text, today) {
        return Some((day, day));
    }
    ends(words).find_map(|(first, last)| {
        let last = read::day(&last, today)?;
        let of_month = || last.with_day(first.parse().ok()?);
        let first = read::day(&first, today).or_else(of_month)?;
        (first <= last).then_some((first, last))
    })
}

/// The two sides of each dash, and of each word that means one.
fn ends(words: &[&str]) -> impl Iterator<Item = (String, String)> {
    let text = words.join(" ");
    let dashes: Vec<(String, String)> = text
        .match_indices(DASHES)
        .map(|(at, dash)| (text[..at].trim().to_owned(), text[at + dash.len()..].trim().to_owned()))
        .collect();
    let to = words.iter().enumerate().filter(|(_, word)| TO.contains(&fold(word).as_str()));
    let words: Vec<_> = to.map(|(at, _)| (words[..at].join(" "), words[at + 1..].join(" "))).collect();
    dashes.into_iter().chain(words)
}

/// The time of the line: beside its day, else anywhere. Digits alone count only beside a day, and as a range.
fn find_time(words: &[&str], day: Option<usize>) -> Found<Times> {
    let beside = |range: &Range<usize>| day.is_some_and(|day| range.start == day || range.end == day);
    let found = |range: Range<usize>, beside: bool| {
        let (from, till, plain) = times(&words[range.clone()])?;
        (beside || !plain).then_some((range, (from, till)))
    };
    let across = day.and_then(|day| part_across(words, day));
    let near = || windows(words).filter(beside).find_map(|range| found(range, true));
    across.or_else(near).or_else(|| windows(words).find_map(|range| found(range, false)))
}

/// A part of the day before the day and its hour behind it: `chiều [thứ 6] 3h`.
fn part_across(words: &[&str], day: usize) -> Found<Times> {
    let part = day.checked_sub(1).filter(|at| PARTS.contains(&fold(words[*at]).as_str()))?;
    (day + 1..=words.len().min(day + MOST)).rev().find_map(|end| {
        let time = [&words[day..end], &words[part..day]].concat();
        let (from, till, plain) = times(&time)?;
        (!plain).then_some((part..end, (from, till)))
    })
}

/// A time or a range of times, and whether it could be any other numbers.
fn times(words: &[&str]) -> Option<(NaiveTime, Option<NaiveTime>, bool)> {
    let skip = usize::from(words.len() > 1 && BEFORE.contains(&fold(words[0]).as_str()));
    let words = &words[skip..];
    let text = words.join(" ");
    if matches!(fold(&text).as_str(), "noon" | "trua") {
        return Some((read::time(&text)?, None, true));
    }
    if !text.starts_with(is_digit) {
        return None;
    }
    let sure = |text: &str| text.contains(|c: char| c == ':' || c.is_alphabetic());
    // `14h 20 khách` is not 14:20, `9 giờ 30` is 9:30.
    let tail = words.len() > 1 && is_number(words[words.len() - 1]) && words[words.len() - 2].starts_with(is_digit);
    if let Some(time) = read::time(&text).filter(|_| sure(&text) && !tail) {
        return Some((time, None, false));
    }
    ends(words).find_map(|(from, till)| {
        let end = read::time(&till)?;
        let part = till.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
        let none = matches!(fold(part).as_str(), "" | "h" | "g" | "gio");
        let shared = read::time(&format!("{from} {part}")).filter(|from| !none && *from < end);
        let start = shared.or_else(|| read::time(&from))?;
        Some((start, Some(end), !sure(&from) && !sure(&till)))
    })
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit()
}

fn is_number(word: &str) -> bool {
    word.chars().all(is_digit)
}

/// A part of the day by itself beside where the day stood.
fn part_beside(words: &[&str], day: usize) -> Option<usize> {
    let near = day.checked_sub(1).into_iter().chain([day]);
    near.into_iter().find(|at| words.get(*at).is_some_and(|word| PARTS.contains(&fold(word).as_str())))
}

/// Takes out `giờ Oslo` or `Oslo time`, if it stands there.
fn take_zone(words: &mut Vec<&str>, at: usize, world: &dyn World) -> Option<Tz> {
    let is = |at: usize, word: &str| words.get(at).is_some_and(|said| fold(said) == word);
    let begins = is(at, "gio");
    let found = (1..=3).rev().find_map(|count| {
        let city = if begins { at + 1..at + 1 + count } else { at..at + count };
        let all = if begins { at..city.end } else { at..city.end + 1 };
        let named = words.get(city.clone())?.join(" ");
        let zone = if begins || is(city.end, "time") { zone(&named, world).ok()?.parse().ok()? } else { return None };
        Some((all, zone))
    });
    let (all, zone) = found?;
    words.drain(all);
    Some(zone)
}

/// Takes some words out, with those before them that say nothing then; gives where they stood.
fn drop_words(words: &mut Vec<&str>, range: Range<usize>) -> usize {
    let mut start = range.start;
    while start > 0 && BEFORE.contains(&fold(words[start - 1]).as_str()) {
        start -= 1;
    }
    words.drain(start..range.end);
    start
}

/// How many days from one to another, both counted.
pub(super) fn count(first: NaiveDate, last: NaiveDate) -> i64 {
    i64::from(last.num_days_from_ce() - first.num_days_from_ce()) + 1
}
