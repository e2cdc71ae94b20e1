//! Times of the day and lengths of time as people type them, in either language.
use super::plain;
use chrono::{NaiveTime, TimeDelta};

const HOURS: &[&str] = &["h", "hr", "hrs", "hour", "hours", "g", "gio", "tieng"];
const MINUTES: &[&str] = &["m", "min", "mins", "minute", "minutes", "p", "ph", "phut"];
/// The words that say which half of the day an hour is of; `sa` and `ch` are what Vietnamese Windows writes.
pub(super) const PARTS: [&str; 9] = ["am", "sa", "sang", "trua", "pm", "ch", "chieu", "toi", "dem"];
const DAY: u32 = 24 * 60;

/// `14:00`, `14h`, `14h30`, `9`, `9:30`, `2pm`, `2:30 pm`, `2 giờ chiều`, `2 giờ rưỡi chiều`, `8h tối`.
pub fn time(text: &str) -> Option<NaiveTime> {
    let minutes = minutes(text)?;
    NaiveTime::from_hms_opt(minutes / 60, minutes % 60, 0)
}

/// The same in minutes after midnight, and 24:00 too, which ends a day.
pub(in crate::domain) fn minutes(text: &str) -> Option<u32> {
    let text = plain(text);
    if matches!(text.as_str(), "noon" | "trua") {
        return Some(DAY / 2);
    }
    let (hour, minute, part) = clock(&text)?;
    let minutes = of_the_day(hour, part)? * 60 + minute;
    (minute < 60 && minutes <= DAY).then_some(minutes)
}

/// The hour and minute that a text begins with, and what is left of it.
fn clock(text: &str) -> Option<(u32, u32, &str)> {
    let (hour, rest) = number(text, 2)?;
    let rest = rest.trim_start();
    if let Some(rest) = rest.strip_prefix(':') {
        let (minute, rest) = two_digits(rest)?;
        return Some((hour, minute, rest.trim_start()));
    }
    let Some(rest) = ["gio", "h", "g"].iter().find_map(|unit| rest.strip_prefix(unit)) else {
        return Some((hour, 0, rest));
    };
    let rest = rest.trim_start();
    if let Some(rest) = rest.strip_prefix("ruoi") {
        return Some((hour, 30, rest.trim_start()));
    }
    let Some((minute, rest)) = two_digits(rest) else { return Some((hour, 0, rest)) };
    let rest = rest.trim_start();
    Some((hour, minute, rest.strip_prefix("phut").or_else(|| rest.strip_prefix("ph")).unwrap_or(rest).trim_start()))
}

/// The hour of twenty-four that an hour is in a part of the day.
fn of_the_day(hour: u32, part: &str) -> Option<u32> {
    match (part, hour) {
        ("", 0..=24)
        | ("am" | "sa" | "sang", 0..=11)
        | ("pm" | "ch" | "chieu", 12..=23)
        | ("trua", 10..=13)
        | ("toi", 17..=23)
        | ("dem", 0..=4 | 21..=23) => Some(hour),
        ("pm" | "ch", 1..=11) | ("chieu", 1..=7) | ("trua", 1..=2) | ("toi", 5..=11) | ("dem", 9..=11) => {
            Some(hour + 12)
        }
        ("am" | "sa", 12) => Some(0),
        _ => None,
    }
}

/// A length of time: `90m`, `2h`, `1h30`, `1 h 30 m`, `2 giờ`, `45 phút`, `1 tiếng rưỡi`.
pub fn span(text: &str) -> Option<TimeDelta> {
    let text = plain(text);
    let (count, rest) = number(&text, 6)?;
    let (unit, rest) = word(rest);
    if MINUTES.contains(&unit) && rest.is_empty() {
        return TimeDelta::try_minutes(count.into());
    }
    let minute = match rest {
        "" => 0,
        "ruoi" => 30,
        _ => {
            let (minute, rest) = number(rest, 2)?;
            let (unit, rest) = word(rest);
            (rest.is_empty() && (unit.is_empty() || MINUTES.contains(&unit)) && minute < 60).then_some(minute)?
        }
    };
    HOURS.contains(&unit).then(|| TimeDelta::try_minutes(i64::from(count) * 60 + i64::from(minute)))?
}

/// The number that a text begins with, of so many digits at most, and the rest.
pub(super) fn number(text: &str, most: usize) -> Option<(u32, &str)> {
    let (digits, rest) = text.split_at(text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len()));
    (digits.len() <= most).then(|| Some((digits.parse().ok()?, rest)))?
}

fn two_digits(text: &str) -> Option<(u32, &str)> {
    number(text, 2).filter(|(_, rest)| text.len() - rest.len() == 2)
}

/// The letters that a text begins with, and the rest, without the spaces about them.
fn word(text: &str) -> (&str, &str) {
    let text = text.trim_start();
    let (word, rest) = text.split_at(text.find(|c: char| !c.is_alphabetic()).unwrap_or(text.len()));
    (word, rest.trim_start())
}
