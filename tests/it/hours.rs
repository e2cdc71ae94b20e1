//! Working time: patterns as people write them, and counting by a calendar against a slow count of minutes.
use chrono::{DateTime, Datelike, NaiveDate, TimeDelta, TimeZone, Timelike, Utc};
use chrono_tz::{America, Asia, Australia, Europe, Pacific, Tz};
use linchpin::domain::hours::{Calendar, Exception, Exceptions, Holidays, Hours, Pattern, holidays};
use linchpin::domain::value::Instant;
use linchpin::lang::{Lang, Sentence};
use proptest::prelude::*;

const VN: Tz = Asia::Ho_Chi_Minh;

fn week(text: &str) -> Pattern {
    Pattern::parse(text).unwrap_or_else(|fault| panic!("{text}: {}", fault.text(Lang::En)))
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn at(zone: Tz, text: &str) -> Instant {
    DateTime::parse_from_str(&format!("{text} +0000"), "%Y-%m-%d %H:%M %z")
        .map(|local| zone.from_local_datetime(&local.naive_utc()).earliest().unwrap().to_utc())
        .unwrap()
}

fn local(zone: Tz, at: Instant) -> String {
    at.with_timezone(&zone).format("%Y-%m-%d %H:%M").to_string()
}

fn named(text: &str) -> Sentence {
    Sentence::plain(text)
}

/// A lunch each day, a holiday on Monday 30/11, and a worked Saturday 5/12 for it.
fn office() -> Calendar {
    let mut calendar = Calendar::new(VN, week("Mon–Fri 08–12 13–17"));
    calendar.exceptions = Exceptions::from_iter([
        (day("2026-11-30"), Exception::off(named("inventory"))),
        (day("2026-12-05"), Exception::open(Hours::parse("08–12 13–17").unwrap(), named("for 30/11"))),
        (day("2026-12-24"), Exception::open(Hours::parse("8–12").unwrap(), named("short day"))),
    ]);
    calendar
}

#[test]
fn a_pattern_is_read_as_people_write_it() {
    let default = Pattern::default();
    #[rustfmt::skip]
    let same = [
        "Mon–Fri 08–12 13–17, Sat 08–12",
        "T2–T6 8–12 13–17, T7 8-12",
        "t2-t6 8h-12h 13h00-17h, t7 08:00-12:00, cn nghỉ",
        "thứ 2 – thứ 6 8-12, 13-17; thứ bảy 8-12",
        "Thứ Hai - thứ sáu: 8 - 12 và 13 - 17\nThứ 7: 8 - 12\nChủ nhật: nghỉ",
        "thứ 2-6 8-12 13-17, thứ 7 8-12",
        "T2-6 8-12 13-17 T7 8-12",
        "Monday–Friday 8am–12pm & 1pm–5pm, Saturday 8am–noon",
        "Mon Tue Wed, Thu, Fri 13–17 8–12, Sat 8–12",
        "Mon–Sat 8–12, Mon–Fri 13–17",
        "thu 2-thu 6 8-12 13-17, thu 7 8-12",
        "Mon–Sun 8–12, Mon–Fri 13–17, Sun closed",
    ];
    for text in same {
        assert_eq!(week(text), default, "{text}");
    }
    let thursday = week("Thu 7-12");
    assert_eq!(week("thu 7 – 12"), thursday);
    assert_eq!(thursday.text(Lang::Vi), "T5 07–12");
    assert_eq!(week("Sat–Mon 22:15–24").text(Lang::En), "Mon 22:15–24, Sat–Sun 22:15–24");
    assert_eq!(week("CN-T5 8h30–17h").text(Lang::En), "Mon–Thu 08:30–17, Sun 08:30–17");
    assert_eq!(default.text(Lang::En), "Mon–Fri 08–12 13–17, Sat 08–12");
    assert_eq!(default.text(Lang::Vi), "T2–T6 08–12 13–17, T7 08–12");
    assert_eq!(week("nghỉ").text(Lang::En), "closed");
    assert_eq!(Hours::parse("13:30-17:30 8-12").unwrap().text(Lang::En), "08–12 13:30–17:30");
    assert_eq!(Hours::parse("8–12 12–17").unwrap().text(Lang::En), "08–12 12–17"); // a change of shift
    assert!(Hours::parse("off").unwrap().is_closed());
}

#[test]
fn what_is_wrong_in_a_pattern_is_named_with_what_would_do() {
    #[rustfmt::skip]
    let wrong = [
        ("",                   "has no hours; Mon–Fri 08–12 13–17 would do"),
        ("Mon–Fry 8–12",       "'Mon–Fry' is not a day of the week; Mon, Mon–Fri or T2–T6 would do"),
        ("Mon 8–12, T9 8-12",  "'T9' is not a day of the week; Mon, Mon–Fri or T2–T6 would do"),
        ("Mon 8",              "'8' is not a range of hours; 08–12 or 13:30–17:30 would do"),
        ("Mon 8–25",           "'8–25' is not a range of hours; 08–12 or 13:30–17:30 would do"),
        ("Mon 8:70–9",         "'8:70–9' is not a range of hours; 08–12 or 13:30–17:30 would do"),
        ("Mon 8–12–13",        "'8–12–13' is not a range of hours; 08–12 or 13:30–17:30 would do"),
        ("Mon 8–8",            "'8–8' is not a range of hours; 08–12 or 13:30–17:30 would do"),
        ("Mon 17–13",          "'17–13' does not end after it begins; 13–17 would do"),
        ("Mon 9–5",            "'9–5' does not end after it begins; 09–17 would do"),
        ("Mon 22–6",           "'22–6' runs past midnight; 22–24 on that day and 00–06 on the next would do"),
        ("Mon–Fri 8–12 11–14", "'11–14' overlaps 08–12 on Mon; one must end before the next begins, as 08–12 13–17"),
        ("Mon–Fri 8–12, Fri 8–11", "'8–11' overlaps 08–12 on Fri; one must end before the next begins, as 08–12 13–17"),
        ("8–12",               "'8–12' has no day before it; Mon–Fri 8–12 would do"),
        ("Mon 8–12, Sat",      "'Sat' has no hours; Sat 08–12 or Sat closed would do"),
    ];
    for (text, said) in wrong {
        assert_eq!(Pattern::parse(text).unwrap_err().text(Lang::En), said, "{text}");
    }
    let fault = Pattern::parse("T2–T6 8–12 11–14").unwrap_err();
    assert_eq!(
        fault.text(Lang::Vi),
        "'11–14' trùng với 08–12 T2; khoảng trước phải hết rồi mới đến khoảng sau, như 08–12 13–17"
    );
    assert!(Hours::parse("8–12 11–13").is_err());
}

#[test]
fn lunch_holiday_and_swapped_saturday() {
    #[rustfmt::skip]
    let cases = [
        // start, working minutes, end
        ("2026-11-27 11:00",  60, "2026-11-27 12:00"), // what ends at closing ends there
        ("2026-11-27 11:00",  61, "2026-11-27 13:01"), // over lunch
        ("2026-11-27 12:30",  30, "2026-11-27 13:30"), // from within lunch
        ("2026-11-27 16:00", 120, "2026-12-01 09:00"), // over a weekend and a holiday
        ("2026-11-28 10:00",  60, "2026-12-01 09:00"), // on a day off
        ("2026-11-30 16:00",  60, "2026-12-01 09:00"), // on a holiday
        ("2026-12-04 16:30",  60, "2026-12-05 08:30"), // into a worked Saturday
        ("2026-12-05 16:00", 120, "2026-12-07 09:00"), // and out of it
        ("2026-12-24 11:00", 120, "2026-12-25 09:00"), // a short day
        ("2026-11-27 17:00",   0, "2026-11-27 17:00"),
    ];
    let calendar = office();
    for (start, minutes, end) in cases {
        let (from, working) = (at(VN, start), TimeDelta::minutes(minutes));
        let to = calendar.add(from, working).unwrap();
        assert_eq!(local(VN, to), end, "{start} + {minutes}");
        assert_eq!(calendar.between(from, to), working, "{start} to {end}");
        assert_eq!(calendar.between(to, from), -working, "{end} to {start}");
    }
}

#[test]
fn sunday_afternoon_resumes_on_monday_morning() {
    let calendar = Calendar::new(VN, Pattern::default());
    let sunday = at(VN, "2026-11-29 16:00");
    assert_eq!(calendar.next_open(sunday), Some(at(VN, "2026-11-30 08:00")));
    assert_eq!(calendar.add(sunday, TimeDelta::hours(2)), Some(at(VN, "2026-11-30 10:00")));
    assert!(!calendar.is_open(sunday));
    assert!(calendar.is_open(at(VN, "2026-11-30 08:00")));
    assert!(!calendar.is_open(at(VN, "2026-11-30 12:00")));
    assert_eq!(calendar.next_open(at(VN, "2026-11-30 12:00")), Some(at(VN, "2026-11-30 13:00")));
    assert_eq!(calendar.next_open(at(VN, "2026-11-30 13:10")), Some(at(VN, "2026-11-30 13:10")));
}

#[test]
fn less_than_none_counts_back() {
    let calendar = office();
    #[rustfmt::skip]
    let cases = [
        ("2026-11-27 14:00",  -60, "2026-11-27 13:00"),
        ("2026-11-27 14:00",  -90, "2026-11-27 11:30"),
        ("2026-12-01 09:00", -120, "2026-11-27 16:00"),
        ("2026-11-29 10:00",  -60, "2026-11-27 16:00"),
        ("2026-12-07 08:00", -480, "2026-12-05 08:00"),
    ];
    for (start, minutes, end) in cases {
        let found = calendar.add(at(VN, start), TimeDelta::minutes(minutes)).unwrap();
        assert_eq!(local(VN, found), end, "{start} {minutes}");
    }
}

#[test]
fn a_person_s_absence_counts_only_where_it_is_given() {
    let mut calendar = office();
    let start = at(VN, "2026-12-01 16:00");
    assert_eq!(calendar.add(start, TimeDelta::hours(2)), Some(at(VN, "2026-12-02 09:00")));
    calendar.absences = vec![day("2026-12-02")..=day("2026-12-04")];
    assert_eq!(calendar.add(start, TimeDelta::hours(2)), Some(at(VN, "2026-12-05 09:00")));
    assert_eq!(calendar.days(day("2026-12-01"), 1), Some(day("2026-12-05")));
    assert_eq!(calendar.on(day("2026-12-03")).count(), 0);
}

#[test]
fn working_days() {
    let calendar = office();
    #[rustfmt::skip]
    let cases = [
        ("2026-11-27",  0, "2026-11-27"), ("2026-11-28", 0, "2026-12-01"), ("2026-11-27", 1, "2026-12-01"),
        ("2026-11-27",  5, "2026-12-05"), ("2026-11-27", 6, "2026-12-07"), ("2026-12-01", -1, "2026-11-27"),
        ("2026-12-07", -2, "2026-12-04"),
    ];
    for (from, count, to) in cases {
        assert_eq!(calendar.days(day(from), count), Some(day(to)), "{from} {count}");
    }
}

#[test]
fn a_day_s_opening_and_closing() {
    let calendar = office();
    let hours: Vec<_> = calendar.on(day("2026-11-27")).map(|(a, b)| (local(VN, a), local(VN, b))).collect();
    let of = |a: &str, b: &str| (format!("2026-11-27 {a}"), format!("2026-11-27 {b}"));
    assert_eq!(hours, [of("08:00", "12:00"), of("13:00", "17:00")]);
    assert_eq!(calendar.on(day("2026-11-30")).count(), 0);
}

#[test]
fn the_same_hours_elsewhere() {
    // 10:00 in Vietnam is 04:00 in Berlin in winter and 05:00 in summer.
    let berlin = Calendar::new(Europe::Berlin, week("Mon–Fri 09–17"));
    let (winter, summer) = (at(VN, "2026-03-27 10:00"), at(VN, "2026-03-30 10:00"));
    assert_eq!(local(VN, berlin.next_open(winter).unwrap()), "2026-03-27 15:00");
    assert_eq!(local(VN, berlin.next_open(summer).unwrap()), "2026-03-30 14:00");
    assert_eq!(berlin.add(winter, TimeDelta::hours(9)), Some(at(Europe::Berlin, "2026-03-30 10:00")));
}

#[test]
fn nights_in_which_clocks_change() {
    let night = "Mon–Sun 00–06";
    #[rustfmt::skip]
    let cases = [
        (Europe::Berlin,       "2026-03-29", 5 * 60), // 02:00 → 03:00
        (Europe::Berlin,       "2026-10-25", 7 * 60), // 03:00 → 02:00
        (Australia::Sydney,    "2026-10-04", 5 * 60),
        (Australia::Sydney,    "2026-04-05", 7 * 60),
        (Australia::Lord_Howe, "2026-10-04", 5 * 60 + 30), // by half an hour
        (Australia::Lord_Howe, "2026-04-05", 6 * 60 + 30),
        (America::Havana,      "2026-03-08", 5 * 60), // 00:00 → 01:00: a date without a midnight
        (America::Havana,      "2026-11-01", 7 * 60), // 01:00 → 00:00: midnight twice
        (Pacific::Apia,        "2011-12-30", 0),      // a date left out
        (VN,                   "2026-03-29", 6 * 60),
    ];
    for (zone, date, minutes) in cases {
        let calendar = Calendar::new(zone, week(night));
        let spans = calendar.on(day(date)).map(|(from, to)| to - from);
        assert_eq!(spans.sum::<TimeDelta>(), TimeDelta::minutes(minutes), "{zone} {date}");
        let around = |days: i64| (day(date) + TimeDelta::days(days)).and_hms_opt(12, 0, 0).unwrap();
        let noon = |days| zone.from_local_datetime(&around(days)).unwrap().to_utc();
        let (before, after) = (noon(-1), noon(1));
        let expected = TimeDelta::minutes(minutes + 6 * 60);
        assert_eq!(calendar.between(before, after), expected, "{zone} {date}");
    }
    // A range that lies in the hour left out has nothing in it; one in the hour shown twice has it twice.
    let calendar = Calendar::new(Europe::Berlin, week("Sun 02–03"));
    assert_eq!(calendar.on(day("2026-03-29")).count(), 0);
    let twice: Vec<_> = calendar.on(day("2026-10-25")).collect();
    assert_eq!(twice.iter().map(|(from, to)| *to - *from).sum::<TimeDelta>(), TimeDelta::hours(2));
}

#[test]
fn what_never_opens_is_none_and_soon_said() {
    let start = at(VN, "2026-11-27 11:00");
    let mut closed = Calendar::new(VN, Pattern::CLOSED);
    let mut away = Calendar::new(VN, Pattern::default());
    away.absences = vec![NaiveDate::MIN..=NaiveDate::MAX];
    for calendar in [&closed, &away] {
        assert_eq!(calendar.add(start, TimeDelta::minutes(1)), None);
        assert_eq!(calendar.add(start, TimeDelta::minutes(-1)), None);
        assert_eq!(calendar.next_open(start), None);
        assert_eq!(calendar.days(day("2026-11-27"), 1), None);
        assert_eq!(calendar.days(day("2026-11-27"), i32::MIN), None);
        assert_eq!(calendar.between(Instant::MIN_UTC, Instant::MAX_UTC), TimeDelta::zero());
    }
    let once = Exception::open(Hours::parse("8–9").unwrap(), named("once"));
    closed.exceptions = Exceptions::from_iter([(day("2027-06-01"), once)]);
    assert_eq!(closed.add(start, TimeDelta::hours(1)), Some(at(VN, "2027-06-01 09:00")));
    assert_eq!(closed.add(start, TimeDelta::minutes(61)), None);
}

#[test]
fn the_ends_of_time_do_not_panic() {
    for zone in [VN, Europe::Berlin, Pacific::Apia, Tz::UTC] {
        let calendar = Calendar::new(zone, week("Mon–Sun 00–24"));
        for at in [Instant::MIN_UTC, Instant::MAX_UTC, DateTime::UNIX_EPOCH] {
            for working in [TimeDelta::MIN, TimeDelta::MAX, TimeDelta::minutes(-1), TimeDelta::minutes(1)] {
                let _ = calendar.add(at, working);
            }
            let _ = (calendar.is_open(at), calendar.next_open(at), calendar.between(at, Instant::MAX_UTC));
        }
        for day in [NaiveDate::MIN, NaiveDate::MAX] {
            let _ = (calendar.on(day).count(), calendar.days(day, 5), calendar.days(day, -5));
        }
    }
}

#[test]
fn vietnam_s_holidays() {
    let all = holidays("vn");
    #[rustfmt::skip]
    let tet = ["2024-02-10", "2025-01-29", "2026-02-17", "2027-02-06", "2028-01-26", "2029-02-13", "2030-02-02"];
    #[rustfmt::skip]
    let kings = ["2024-04-18", "2025-04-07", "2026-04-26", "2027-04-16", "2028-04-04", "2029-04-23", "2030-04-12"];
    for (n, year) in (2024..=2030).enumerate() {
        let days: Vec<_> = all.iter().filter(|h| h.day.year() == year).collect();
        assert_eq!(days.len(), 11, "article 112 gives eleven days, in {year} too");
        assert!(days.iter().any(|h| h.day == day(tet[n]) && h.en == "Lunar New Year" && h.vi == "Tết Nguyên đán"));
        assert!(days.iter().any(|h| h.day == day(kings[n]) && h.vi == "Giỗ Tổ Hùng Vương"));
        let run: Vec<_> = days.iter().filter(|h| h.en == "Lunar New Year").map(|h| h.day).collect();
        assert!(run.windows(2).all(|pair| pair[0].succ_opt() == Some(pair[1])), "one run: {run:?}");
        let national: Vec<_> = days.iter().filter(|h| h.en == "National Day").map(|h| h.day).collect();
        assert!(national.contains(&NaiveDate::from_ymd_opt(year, 9, 2).unwrap()), "{national:?}");
        assert!(national.windows(2).all(|pair| pair[0].succ_opt() == Some(pair[1])), "{national:?}");
    }
    assert!(all.windows(2).all(|pair| pair[0].day < pair[1].day));
    assert!(holidays("xx").is_empty());
}

#[test]
fn a_holiday_on_a_day_off_is_given_back() {
    let of = |pattern: &str| {
        let mut calendar = Calendar::new(VN, week(pattern));
        calendar.exceptions = Holidays::of("VN").observed(&calendar.pattern);
        calendar
    };
    let office = of("Mon–Fri 08–12 13–17");
    // Hùng Kings 2026 is a Sunday; Tết 2024 has a Saturday and a Sunday in it: off from 8 to 14 February.
    let monday = office.exceptions.on(day("2026-04-27")).unwrap();
    assert_eq!(monday.name.to(Lang::En), "Hùng Kings' Festival, in lieu");
    assert_eq!(monday.name.to(Lang::Vi), "Nghỉ bù Giỗ Tổ Hùng Vương");
    assert_eq!(office.days(day("2024-02-07"), 1), Some(day("2024-02-15")));
    assert_eq!(office.days(day("2026-02-13"), 1), Some(day("2026-02-23")));
    // Those who work on Saturdays are owed the Sunday alone.
    let shop = of("Mon–Sat 08–17");
    assert_eq!(shop.days(day("2024-02-07"), 1), Some(day("2024-02-14")));
    assert_eq!(of("closed").exceptions.on(day("2026-04-27")), None);
    let start = at(VN, "2026-02-13 16:00");
    assert_eq!(office.add(start, TimeDelta::hours(2)), Some(at(VN, "2026-02-23 09:00")));
}

// Against a slow reference.

type Ranges = Vec<(u32, u32)>;

/// Whether someone works in the minute that begins at an instant, told by the clock on the wall alone.
fn works(zone: Tz, week: &[Ranges; 7], differs: &[(NaiveDate, Ranges)], at: Instant) -> bool {
    let local = at.with_timezone(&zone);
    let (date, minute) = (local.date_naive(), local.hour() * 60 + local.minute());
    let other = differs.iter().find(|(day, _)| *day == date).map(|(_, ranges)| ranges);
    let ranges = other.unwrap_or(&week[date.weekday().num_days_from_monday() as usize]);
    ranges.iter().any(|(from, to)| (*from..*to).contains(&minute))
}

/// Up to three ranges of a day by the minute, none over another.
fn ranges() -> impl Strategy<Value = Ranges> {
    proptest::collection::btree_set(0..=1440u32, 0..=6).prop_map(|ends| {
        let ends: Vec<_> = ends.into_iter().collect();
        ends.chunks_exact(2).map(|pair| (pair[0], pair[1])).collect()
    })
}

fn written(ranges: &Ranges) -> String {
    let time = |m: u32| format!("{:02}:{:02}", m / 60, m % 60);
    let all = ranges.iter().map(|(from, to)| format!("{}-{}", time(*from), time(*to)));
    let text = all.collect::<Vec<_>>().join(" ");
    if text.is_empty() { "closed".to_owned() } else { text }
}

fn pattern_of(week: &[Ranges; 7]) -> Pattern {
    let names = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
    let days = names.iter().zip(week).map(|(name, ranges)| format!("{name} {}", written(ranges)));
    Pattern::parse(&days.collect::<Vec<_>>().join(", ")).unwrap()
}

fn zones() -> impl Strategy<Value = Tz> {
    let all = [VN, Europe::Berlin, Australia::Sydney, Australia::Lord_Howe, America::Havana, America::St_Johns];
    proptest::sample::select(all.to_vec())
}

/// Near the changes of clocks of 2026, north and south, and any time of the year.
fn starts() -> impl Strategy<Value = Instant> {
    let near = proptest::sample::select(vec!["2026-03-07", "2026-03-28", "2026-04-04", "2026-10-03", "2026-10-24"]);
    let minutes = |days: std::ops::Range<i64>| days.start * 1440..days.end * 1440;
    let begin =
        |date: &str, minute: i64| day(date).and_hms_opt(0, 0, 0).unwrap().and_utc() + TimeDelta::minutes(minute);
    prop_oneof![
        (near, minutes(-1..3)).prop_map(move |(date, minute)| begin(date, minute)),
        minutes(0..365).prop_map(move |minute| begin("2026-01-01", minute)),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn a_pattern_is_what_it_prints(week in proptest::array::uniform7(ranges())) {
        let pattern = pattern_of(&week);
        for lang in [Lang::En, Lang::Vi] {
            prop_assert_eq!(&Pattern::parse(&pattern.text(lang)).unwrap(), &pattern);
        }
    }

    #[test]
    fn no_text_panics_a_pattern(text in ".{0,40}", like in "(T[2-8]|thứ|chủ nhật|Mon|Sun|[0-9:hđ–-]{1,5}|[ ,;–-]){0,12}") {
        for text in [text, like] {
            let _ = (Pattern::parse(&text), Hours::parse(&text));
        }
    }

    #[test]
    fn counting_agrees_with_minute_by_minute(
        zone in zones(), start in starts(), week in proptest::array::uniform7(ranges()),
        other in ranges(), shift in 0i64..6, length in 0i64..8 * 1440,
    ) {
        let date = start.with_timezone(&zone).date_naive() + TimeDelta::days(shift);
        let mut calendar = Calendar::new(zone, pattern_of(&week));
        let hours = Hours::parse(&written(&other)).unwrap();
        calendar.exceptions = Exceptions::from_iter([(date, Exception::open(hours, named("other")))]);
        let differs = [(date, other)];
        let open = |minute: i64| works(zone, &week, &differs, start + TimeDelta::minutes(minute));
        let (mut counted, mut first) = (0, None);
        for minute in 0..length {
            if open(minute) {
                counted += 1;
                first = first.or(Some(start + TimeDelta::minutes(minute)));
            }
            // At the end of the nth open minute so many minutes have passed, and not before.
            if minute % 97 == 0 && open(minute) {
                let end = start + TimeDelta::minutes(minute + 1);
                prop_assert_eq!(calendar.add(start, TimeDelta::minutes(counted)), Some(end));
                prop_assert_eq!(calendar.add(end, TimeDelta::minutes(-1)), Some(end - TimeDelta::minutes(1)));
            }
            if minute % 31 == 0 {
                prop_assert_eq!(calendar.is_open(start + TimeDelta::minutes(minute)), open(minute));
            }
        }
        let end = start + TimeDelta::minutes(length);
        prop_assert_eq!(calendar.between(start, end), TimeDelta::minutes(counted));
        prop_assert_eq!(calendar.between(end, start), TimeDelta::minutes(-counted));
        if let Some(first) = first {
            prop_assert_eq!(calendar.next_open(start), Some(first));
        }
    }

    #[test]
    fn what_was_added_is_between(
        zone in zones(), start in starts(), nanos in 0i64..60_000_000_000, week in proptest::array::uniform7(ranges()),
        seconds in -40i64 * 86_400..40 * 86_400, odd in 0i64..1_000_000_000,
    ) {
        let (start, working) = (start + TimeDelta::nanoseconds(nanos), TimeDelta::seconds(seconds) + TimeDelta::nanoseconds(odd));
        let calendar = Calendar::new(zone, pattern_of(&week));
        if let Some(end) = calendar.add(start, working) {
            prop_assert_eq!(calendar.between(start, end), working);
        } else {
            let weekly = week.iter().flatten().map(|(from, to)| i64::from(to - from)).sum::<i64>();
            prop_assert!(weekly * 52 * 99 < 40 * 1440, "{} minutes a week are enough in a hundred years", weekly);
        }
    }
}

#[test]
fn utc_is_a_zone_too() {
    let calendar = Calendar::new(Tz::UTC, week("Mon–Sun 00–24"));
    let start = Utc.with_ymd_and_hms(2026, 11, 27, 23, 30, 0).unwrap();
    assert_eq!(calendar.add(start, TimeDelta::hours(48)), Some(start + TimeDelta::hours(48)));
}
