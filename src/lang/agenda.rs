//! Appointments, clashes and free time in words.
use super::{Sentence, Text, when};
use chrono::{DateTime, NaiveDate, TimeZone};
use std::fmt::Display;

/// From when until when: `Fri 27/11 14:00–14:45`, `Fri 27/11–Sat 28/11`.
pub fn span<Z: TimeZone<Offset: Copy + Display>>(
    from: DateTime<Z>,
    till: DateTime<Z>,
    all_day: bool,
    now: DateTime<Z>,
) -> Sentence {
    let day = |day: NaiveDate| when::day(day, now.date_naive());
    let (first, last) = (from.date_naive(), till.date_naive());
    let (clock, end) = (from.format("%H:%M"), till.format("%H:%M"));
    let (a, z) = (day(first), day(last));
    match (all_day, first == last) {
        (true, true) => Sentence::new(format!("{} all day", a.en), format!("{} cả ngày", a.vi)),
        (true, false) => Sentence::new(format!("{}–{}", a.en, z.en), format!("{}–{}", a.vi, z.vi)),
        (false, true) => Sentence::new(format!("{} {clock}–{end}", a.en), format!("{} {clock}–{end}", a.vi)),
        (false, false) => {
            Sentence::new(format!("{} {clock}–{} {end}", a.en, z.en), format!("{} {clock}–{} {end}", a.vi, z.vi))
        }
    }
}

/// The time on another zone's clocks: `07:00 in Oslo`.
pub fn there(at: DateTime<chrono_tz::Tz>) -> Sentence {
    let zone = at.timezone();
    let city = zone.name().rsplit('/').next().unwrap_or_default().replace('_', " ");
    let time = at.format("%H:%M");
    Sentence::new(format!("{time} in {city}"), format!("{time} ở {city}"))
}

/// A room taken by two: `Room 2 is booked twice, 14:00–16:00 (Demo Sakura, Weekly stock)`.
pub fn booked_twice<Z: TimeZone<Offset: Copy + Display>>(
    room: &str,
    from: DateTime<Z>,
    till: DateTime<Z>,
    one: &str,
    other: &str,
) -> Sentence {
    let (from, till) = (from.format("%H:%M"), till.format("%H:%M"));
    Sentence::new(
        format!("{room} is booked twice, {from}–{till} ({one}, {other})"),
        format!("{room} bị đặt trùng {from}–{till} ({one}, {other})"),
    )
}

/// Someone wanted at two places.
pub fn in_two_places<Z: TimeZone<Offset: Copy + Display>>(
    who: &str,
    from: DateTime<Z>,
    till: DateTime<Z>,
    one: &str,
    other: &str,
) -> Sentence {
    let (from, till) = (from.format("%H:%M"), till.format("%H:%M"));
    Sentence::new(
        format!("{who} is wanted twice, {from}–{till} ({one}, {other})"),
        format!("{who} bị trùng lịch {from}–{till} ({one}, {other})"),
    )
}

/// Someone away: `Lan is on leave until Thu 26/11; Minh answers`.
pub fn away(who: &str, reason: Text, till: Option<NaiveDate>, deputy: Option<&str>) -> Sentence {
    let [en, vi] = reason.both();
    let until = till.map(when::weekday).unwrap_or_default();
    let (answers_en, answers_vi) =
        deputy.map_or_else(Default::default, |name| (format!("; {name} answers"), format!("; {name} trả lời thay")));
    Sentence::new(
        format!("{who} is {en} until {}{answers_en}", until.en),
        format!("{who} {vi} đến {}{answers_vi}", until.vi),
    )
}

/// Outside someone's hours: `Fri 27/11 is outside Huy's hours, 08–12 13–17`.
pub fn out_of_hours(who: &str, day: NaiveDate, hours: &str) -> Sentence {
    let day = when::weekday(day);
    if hours.is_empty() {
        return Sentence::new(format!("{who} does not work on {}", day.en), format!("{who} không làm việc {}", day.vi));
    }
    Sentence::new(
        format!("outside {who}'s hours on {}: {hours}", day.en),
        format!("ngoài giờ làm của {who} {}: {hours}", day.vi),
    )
}

/// Nobody works on that day.
pub fn is_a_holiday(day: NaiveDate, name: &Sentence) -> Sentence {
    let day = when::weekday(day);
    Sentence::new(format!("{} is a holiday: {}", day.en, name.en), format!("{} là ngày nghỉ: {}", day.vi, name.vi))
}

/// It has not begun yet.
pub fn begins_only<Z: TimeZone<Offset: Copy + Display>>(at: DateTime<Z>) -> Sentence {
    let at = when::clock(at);
    Sentence::new(format!("begins only {}", at.en), format!("{} mới bắt đầu", at.vi))
}

/// Who and what is free then: `Huy, Room 2 free Fri 27/11 16:00–17:00`.
pub fn free_then<Z: TimeZone<Offset: Copy + Display>>(
    who: &str,
    from: DateTime<Z>,
    till: DateTime<Z>,
    now: DateTime<Z>,
) -> Sentence {
    let span = span(from, till, false, now);
    let (en, vi) = (format!("free {}", span.en), format!("rảnh {}", span.vi));
    Sentence::plain(who).then(&Sentence::new(en, vi))
}

/// What would end a clash.
pub fn proposes(what: &str) -> Sentence {
    Sentence::new(format!("{what} would do"), format!("có thể chuyển sang {what}"))
}
