//! Appointments, clashes and free time in words.
use super::{Sentence, Text, say, when};
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
    Sentence::plain(&format!("→ {what}"))
}

pub const NO_CLASH: Text = say("Nothing stands in its way", "Không vướng gì cả");
pub const NO_FREE_TIME: Text = say("not free in the next two months", "hai tháng tới không có giờ nào rảnh");

/// A week by its number (ISO 8601): `Week 48`.
pub fn week(number: u32) -> Sentence {
    Sentence::new(format!("Week {number}"), format!("Tuần {number}"))
}

/// How many clashes there are.
pub fn clash_count(count: usize) -> Sentence {
    Sentence::new(format!("clashes {count}"), format!("trùng {count}"))
}

/// More is due than is shown.
pub fn more_due(most: usize) -> Sentence {
    Sentence::new(format!("{most}+ due"), format!("hơn {most} hạn"))
}

/// An empty day is an answer.
pub fn nothing_on(day: NaiveDate) -> Sentence {
    let day = when::weekday(day);
    Sentence::new(
        format!("Nothing on {}.  n new · F free time · h l other days", day.en),
        format!("{} trống.  n đặt lịch · F tìm giờ rảnh · h l ngày khác", day.vi),
    )
}

/// Someone away, as short as a column wants it: `Lan: on leave → Minh`.
pub fn is_away(who: &str, reason: Text, deputy: Option<&str>) -> Sentence {
    let [en, vi] = reason.both();
    let to = deputy.map(|name| format!(" → {name}")).unwrap_or_default();
    Sentence::new(format!("{who}: {en}{to}"), format!("{who}: {vi}{to}"))
}

/// What a line of words will be read as.
pub fn for_example() -> Sentence {
    Sentence::new("fri 2pm demo Nordlys @ room 2 with Huy for 45m", "t6 14h demo Nordlys @ phòng 2 với Huy 45 phút")
}

/// Whose clock it is: `Ho Chi Minh +07`.
pub fn zone(now: DateTime<chrono_tz::Tz>) -> String {
    let zone = now.timezone();
    let city = zone.name().rsplit('/').next().unwrap_or_default().replace('_', " ");
    let offset = now.format("%:z").to_string();
    format!("{city} {}", offset.strip_suffix(":00").unwrap_or(&offset))
}

/// Someone about to be away is booked then: `Lan is booked then: Demo, Stock`.
pub fn is_booked(who: &str, titles: &[String]) -> Sentence {
    let all = titles.join(", ");
    Sentence::new(format!("{who} is booked then: {all}"), format!("{who} có {} lịch hẹn lúc đó: {all}", titles.len()))
}
