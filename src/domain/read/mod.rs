//! Days, times and spans as people type them, in either language. Nothing here reads a clock.
mod day;
mod time;

use super::value::Instant;
use chrono::{DateTime, MappedLocalTime, NaiveDate, NaiveTime, Offset, TimeDelta, TimeZone};
pub use day::day;
pub(in crate::domain) use day::weekday;
pub(in crate::domain) use time::minutes;
pub use time::{span, time};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The hour at which work begins, for a day without a time.
pub const MORNING: NaiveTime = NaiveTime::from_hms_opt(8, 0, 0).unwrap();
/// The hour by which a day's promise is to be kept.
pub const EVENING: NaiveTime = NaiveTime::from_hms_opt(17, 0, 0).unwrap();

/// Words between a day and its time that say nothing.
const BETWEEN: [&str; 4] = ["at", "on", "luc", "vao"];

/// `now`, `+2h`, `+30m`, a time of today (even if it is past), a day (which means its morning), or both in either
/// order: `fri 9:30`, `9h thứ 2 tuần sau`, `chiều mai 2h`, `sáng mai`. Also an exact RFC 3339 instant.
pub fn instant<Z: TimeZone<Offset: Copy>>(text: &str, now: DateTime<Z>, morning: NaiveTime) -> Option<Instant> {
    if let Ok(exact) = DateTime::parse_from_rfc3339(text.trim()) {
        return Some(exact.to_utc());
    }
    let text = plain(text);
    if matches!(text.as_str(), "now" | "bay gio") {
        return Some(now.to_utc());
    }
    if let Some(ahead) = ahead(&text) {
        return now.to_utc().checked_add_signed(ahead);
    }
    let today = now.date_naive();
    let alone = text.strip_prefix("sang ").or_else(|| text.strip_suffix(" morning")).unwrap_or(&text);
    let (day, time) = match (time(&text), day(alone, today)) {
        (Some(time), _) => (today, time),
        (None, Some(day)) => (day, morning),
        (None, None) => both(&text, today)?,
    };
    at(day, time, &now.timezone())
}

/// A span from now, either way: `+2h`, `+1h30`, `-45m`.
pub fn ahead(text: &str) -> Option<TimeDelta> {
    let text = text.trim();
    let length = span(text.strip_prefix(['+', '-'])?)?;
    Some(if text.starts_with('-') { -length } else { length })
}

/// A day and a time on the clocks of a zone, as an instant. A time that the clocks show twice is the first of the two,
/// and one that they leap over is read by the offset before the leap, so 02:30 is 03:30 (RFC 5545, 3.3.5).
pub fn at<Z: TimeZone>(day: NaiveDate, time: NaiveTime, zone: &Z) -> Option<Instant> {
    let local = day.and_time(time);
    match zone.from_local_datetime(&local) {
        MappedLocalTime::Single(at) | MappedLocalTime::Ambiguous(at, _) => Some(at.to_utc()),
        MappedLocalTime::None => {
            let before = zone.offset_from_local_datetime(&local.checked_sub_signed(TimeDelta::days(1))?).latest()?;
            Some(local.checked_sub_offset(before.fix())?.and_utc())
        }
    }
}

/// A day and a time in either order. The part of the day may stand by itself in front: `chiều thứ 6 3h`.
fn both(text: &str, today: NaiveDate) -> Option<(NaiveDate, NaiveTime)> {
    let words = text.split([' ', ',']).filter(|word| !word.is_empty() && !BETWEEN.contains(word));
    let mut words: Vec<&str> = words.collect();
    let part = words.first().copied().filter(|word| time::PARTS.contains(word));
    words.drain(..usize::from(part.is_some()));
    let day_of = |some: &[&str]| day(&some.join(" "), today);
    let time_of = |some: &[&str]| time(&[&some.join(" "), part.unwrap_or_default()].join(" "));
    (1..words.len()).find_map(|at| {
        let (first, second) = words.split_at(at);
        day_of(first).zip(time_of(second)).or_else(|| day_of(second).zip(time_of(first)))
    })
}

/// Lower case, without marks, and with one space where there are some. Only `thứ` keeps its marks where it has any, for
/// `thu` is also a Thursday.
fn plain(text: &str) -> String {
    let words = text.split_whitespace().map(|word| {
        let letters = word.nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase);
        let plain: String = letters.map(|c| if c == 'đ' { 'd' } else { c }).collect();
        if plain == "thu" && !word.is_ascii() { "thứ".to_owned() } else { plain }
    });
    words.collect::<Vec<_>>().join(" ")
}
