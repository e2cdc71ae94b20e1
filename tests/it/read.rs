//! Days, times and spans as people type them, and back.
use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, TimeZone};
use chrono_tz::{Asia, Australia, Europe, Tz};
use linchpin::domain::read;
use linchpin::lang::{Lang, when};
use proptest::prelude::*;

/// A Tuesday.
fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 24).unwrap()
}

fn now() -> DateTime<Tz> {
    Asia::Ho_Chi_Minh.with_ymd_and_hms(2026, 11, 24, 9, 14, 0).unwrap()
}

fn morning() -> NaiveTime {
    NaiveTime::from_hms_opt(8, 0, 0).unwrap()
}

fn day(text: &str) -> String {
    read::day(text, today()).map(|day| day.to_string()).unwrap_or_default()
}

fn time(text: &str) -> String {
    read::time(text).map(|time| time.format("%H:%M").to_string()).unwrap_or_default()
}

fn instant(text: &str) -> String {
    let found = read::instant(text, now(), morning());
    let local = |at: DateTime<_>| at.with_timezone(&now().timezone()).format("%Y-%m-%d %H:%M").to_string();
    found.map(local).unwrap_or_default()
}

#[test]
fn days() {
    #[rustfmt::skip]
    let cases: &[(&str, &[&str])] = &[
        ("2026-11-24", &["today", "TODAY", " nay ", "hôm nay", "Hôm  Nay", "hom nay", "+0", "+0d"]),
        ("2026-11-25", &["tomorrow", "mai", "ngày mai", "ngay mai", "+1d", "+1", "wed", "t4", "thứ tư", "25/11"]),
        ("2026-11-26", &["mốt", "ngày kia", "ngày mốt", "day after tomorrow", "thu", "t5", "thứ 5", "thứ năm"]),
        ("2026-11-23", &["yesterday", "hôm qua", "-1d", "thứ 2 tuần này", "this mon"]),
        ("2026-11-22", &["hôm kia", "-2d", "-2", "-2 ngày"]),
        ("2026-12-08", &["+2w", "+14d", "+2 tuần", "+2 weeks"]),
        ("2026-12-24", &["+1m", "+1 tháng", "24/12"]),
        ("2026-10-24", &["-1m"]),
        ("2026-11-27", &["fri", "friday", "Fri", "t6", "T6", "thứ 6", "thu 6", "thứ sáu", "thu sau", "eow", "this fri",
                         "27/11", "27/11/26", "27/11/2026", "27-11-2026", "27.11.2026", "2026-11-27", "27-11", "27.11",
                         "ngày 27/11", "2026/11/27", " 27 / 11 "]),
        ("2026-11-28", &["sat", "thứ bảy", "t7", "cuối tuần", "weekend"]),
        ("2026-11-29", &["cn", "CN", "chủ nhật", "chu nhat", "sun", "sunday"]),
        ("2026-11-30", &["mon", "t2", "thứ hai", "eom", "cuối tháng", "cuoi thang", "next mon", "thứ 2 tuần sau",
                         "thu 2 tuan sau", "T2 tuần tới", "tuần sau", "next week"]),
        ("2026-12-01", &["tue", "t3", "thứ ba", "next tue", "next month", "tháng sau"]), // a week from today
        ("2026-12-06", &["next sun", "cn tuần sau"]),
        ("2026-11-20", &["last fri", "thứ 6 tuần trước"]),
        ("2026-05-24", &["24/5"]), // six months past is this year's
        ("2027-05-23", &["23/5"]), // more is next year's
        ("2027-01-05", &["5/1", "05/01"]),
        ("1985-03-02", &["2/3/85", "02-03-1985"]),
        ("2068-03-02", &["2/3/68"]),
        ("2028-02-29", &["29/2/28", "29/2/2028"]),
        ("", &["", "31/2", "31/02/2027", "29/2", "0/1", "1/0", "32/1", "1/13", "27/11/202", "27/11/20266", "27/11/", "/",
               "-", "+", "+d", "+3x", "+9999999d", "+999999999999999999999d", "-999999w", "2026-13-01", "0026-01-01", "9",
               "27", "9:30", "t8", "t1", "thứ", "thứ 8", "thai", "next", "tuần này", "last week", "maybe", "ngày"]),
    ];
    for (expected, texts) in cases {
        for text in *texts {
            assert_eq!(day(text), *expected, "'{text}'");
        }
    }
}

#[test]
fn days_at_the_edges_of_months_and_years() {
    let on = |today: &str, text: &str| read::day(text, today.parse().unwrap()).map(|day| day.to_string());
    let is = |day: &str| Some(day.to_owned());
    assert_eq!(on("2026-11-30", "eom"), is("2026-11-30"));
    assert_eq!(on("2028-02-10", "cuối tháng"), is("2028-02-29"));
    assert_eq!(on("2026-12-31", "eom"), is("2026-12-31"));
    assert_eq!(on("2027-01-31", "+1m"), is("2027-02-28"));
    assert_eq!(on("2026-11-27", "fri"), is("2026-12-04"));
    assert_eq!(on("2026-11-27", "eow"), is("2026-11-27"));
    assert_eq!(on("2026-11-29", "next mon"), is("2026-11-30"));
    assert_eq!(on("2026-11-29", "cuối tuần"), is("2026-12-05"));
    assert_eq!(on("2027-11-24", "29/2"), is("2028-02-29"));
    assert_eq!(on("2027-01-24", "29/2"), None);
    assert_eq!(on("2026-01-10", "28/12"), is("2026-12-28"));
    assert_eq!(on("9999-12-31", "mai"), None);
}

#[test]
fn times() {
    #[rustfmt::skip]
    let cases: &[(&str, &[&str])] = &[
        ("14:00", &["14:00", "14h", "14H", "14h00", "2pm", "2 PM", "2:00pm", "2 giờ chiều", "2h chiều", "2 gio chieu",
                    "14 giờ", "2h CH", "14h chiều", "14"]),
        ("14:30", &["14:30", "14h30", "14g30", "14 h 30", "2:30pm", "2:30 pm", "2h30 chiều", "2 giờ 30 chiều",
                    "2 giờ rưỡi chiều", "2 giờ 30 phút chiều", "2h30ph chiều"]),
        ("09:00", &["9", "09", "9h", "9:00", "9am", "9 giờ sáng", "9h SA", "9 sáng"]),
        ("09:30", &["9:30", "9h30", "9:30 am"]),
        ("19:00", &["7h tối", "7 giờ tối", "7pm", "19h tối"]),
        ("12:00", &["noon", "trưa", "12pm", "12h trưa", "12"]),
        ("13:00", &["1h trưa", "1pm"]),
        ("23:00", &["11h đêm", "11 dem"]),
        ("00:00", &["0h", "12am", "00:00", "0"]),
        ("", &["", "24", "24:00", "25:00", "9:5", "9:60", "9:300", "14:00:00", "2:30xm", "h", ":30", "13am", "12 sáng",
               "2 tối", "9h 5", "999999999", "9 9", "-9", "chiều", "9hai"]),
    ];
    for (expected, texts) in cases {
        for text in *texts {
            assert_eq!(time(text), *expected, "'{text}'");
        }
    }
}

#[test]
fn instants() {
    #[rustfmt::skip]
    let cases: &[(&str, &[&str])] = &[
        ("2026-11-24 09:14", &["now", "bây giờ", "2026-11-24T02:14:00Z", "2026-11-24T09:14:00+07:00"]),
        ("2026-11-24 11:14", &["+2h", "+2 giờ", "+2 tiếng", "+120m"]),
        ("2026-11-24 09:44", &["+30m", "+30 phút"]),
        ("2026-11-24 10:44", &["+1h30"]),
        ("2026-11-24 08:29", &["-45m"]),
        ("2026-11-24 14:00", &["14:00", "14h", "2 giờ chiều", "2h chiều nay", "hôm nay 14h", "today at 2pm"]),
        ("2026-11-24 08:00", &["8", "8:00", "8 giờ sáng", "today", "nay"]), // past, and today still
        ("2026-11-27 08:00", &["fri", "t6", "27/11", "+3d", "sáng thứ 6", "sang t6", "fri morning"]),
        ("2026-11-25 08:00", &["mai", "sáng mai", "tomorrow morning"]),
        ("2026-11-27 09:30", &["fri 9:30", "9:30 fri", "t6 9h30", "9h30 thứ 6", "thứ 6 9:30", "thứ sáu lúc 9h30",
                               "27/11 9:30", "27/11/2026 09:30", "9:30 27/11", "2026-11-27 09:30", "Fri, 9:30",
                               "9h30 sáng thứ 6", "sáng thứ 6 9h30", "9 giờ 30 ngày 27/11", "fri at 9:30 am"]),
        ("2026-11-26 09:00", &["thu 9", "9 thu", "thu 9am", "ngày kia 9h", "9h ngày kia"]),
        ("2026-11-25 14:00", &["2h chiều mai", "2 giờ chiều mai", "chiều mai 2h", "mai 14h", "mai 2 giờ chiều",
                               "chiều mai lúc 2 giờ"]),
        ("2026-11-30 09:00", &["9h thứ 2 tuần sau", "thứ 2 tuần sau 9h", "next mon 9:00", "thu 2 9"]),
        ("", &["", "soon", "31/2", "fri 25:00", "fri fri", "thứ 9", "thứ", "9 9", "chiều mai", "+2x", "9:30 9:30", "fri 9:30 9"]),
    ];
    for (expected, texts) in cases {
        for text in *texts {
            assert_eq!(instant(text), *expected, "'{text}'");
        }
    }
}

#[test]
fn a_time_that_clocks_leap_over_or_show_twice() {
    let on = |zone: Tz, date: &str, text: &str| {
        let day: NaiveDate = date.parse().unwrap();
        let now = zone.from_local_datetime(&day.and_hms_opt(12, 0, 0).unwrap()).unwrap();
        let at = read::instant(text, now, morning()).unwrap().with_timezone(&zone);
        at.format("%H:%M %z").to_string()
    };
    assert_eq!(on(Europe::Berlin, "2026-03-29", "2:30"), "03:30 +0200");
    assert_eq!(on(Europe::Berlin, "2026-10-25", "2:30"), "02:30 +0200");
    assert_eq!(on(Australia::Sydney, "2026-10-04", "2:30"), "03:30 +1100");
    assert_eq!(on(Australia::Sydney, "2026-04-05", "2:30"), "02:30 +1100");
    assert_eq!(on(Australia::Lord_Howe, "2026-10-04", "2:15"), "02:45 +1100");
    assert_eq!(on(Australia::Lord_Howe, "2026-04-05", "1:45"), "01:45 +1100");
    // Eight in the morning is eight on the wall, before and after.
    assert_eq!(on(Europe::Berlin, "2026-03-28", "mai"), "08:00 +0200");
    assert_eq!(on(Europe::Berlin, "2026-03-28", "today"), "08:00 +0100");
}

#[test]
fn spans() {
    #[rustfmt::skip]
    let cases: &[(i64, &[&str])] = &[
        (90, &["90m", "1h30", "1h30m", "1 h 30 m", "1 giờ 30 phút", "1 giờ rưỡi", "1 tiếng rưỡi", "90 phút", "1g30"]),
        (120, &["2h", "2 giờ", "2 gio", "2 tiếng", "2 hours", "120 min"]),
        (45, &["45 phút", "45 ph", "45p", "45m", "0h45"]),
        (0, &["0m"]),
        (26 * 60, &["26h"]),
    ];
    for (minutes, texts) in cases {
        for text in *texts {
            assert_eq!(read::span(text), Some(TimeDelta::minutes(*minutes)), "'{text}'");
        }
    }
    for text in ["", "90", "1h90", "h", "1x", "1h30x", "30m1h", "1h 30m 5", "-2h", "9999999h", "giờ"] {
        assert_eq!(read::span(text), None, "'{text}'");
    }
    assert_eq!(read::ahead("-1h30"), Some(TimeDelta::minutes(-90)));
    assert_eq!(read::ahead("+3d"), None);
}

#[test]
fn spans_in_words() {
    let said = |minutes: i64| when::span(TimeDelta::minutes(minutes));
    assert_eq!((said(130).to(Lang::En), said(130).to(Lang::Vi)), ("2 h 10 m", "2 giờ 10 ph"));
    assert_eq!((said(120).to(Lang::En), said(120).to(Lang::Vi)), ("2 h", "2 giờ"));
    assert_eq!((said(5).to(Lang::En), said(0).to(Lang::Vi)), ("5 m", "0 ph"));
    assert_eq!((said(-61).to(Lang::En), said(1570).to(Lang::En)), ("-1 h 1 m", "26 h 10 m"));
}

#[test]
fn instants_in_words() {
    let at = |text: &str| read::instant(text, now(), morning()).unwrap().with_timezone(&now().timezone());
    #[rustfmt::skip]
    let cases = [
        ("now", "now", "bây giờ"), ("-10m", "10 m late", "trễ 10 ph"), ("-2h", "2 h late", "trễ 2 giờ"),
        ("-2d", "2 d late", "trễ 2 ngày"), ("+20m", "in 20 m", "20 ph nữa"), ("14:00", "14:00", "14:00"),
        ("mai", "tomorrow", "ngày mai"), ("fri", "Fri 27/11", "T6 27/11"), ("18/12", "18/12", "18/12"),
        ("18/11/2027", "18/11/2027", "18/11/2027"),
    ];
    for (text, en, vi) in cases {
        let said = when::due(at(text), now());
        assert_eq!((said.to(Lang::En), said.to(Lang::Vi)), (en, vi), "{text}");
    }
    assert_eq!(when::clock(now()).to(Lang::Vi), "T3 24/11 09:14");
    assert_eq!(when::stamp(at("mai 9h"), now()), "25/11 09:00");
    assert_eq!(when::stamp(at("8"), now()), "08:00");
    let today = now().date_naive();
    let far = |days| when::dated(today + TimeDelta::days(days), today);
    assert_eq!(
        [far(1), far(30), far(40)].each_ref().map(|day| day.to(Lang::En)),
        ["Wed 25/11", "Thu 24/12", "Sun 03/01/2027"]
    );
    assert_eq!(far(1).to(Lang::Vi), "T4 25/11");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn nothing_typed_panics(
        text in ".{0,24}",
        like in "([+-]?[0-9]{1,12}|[hdwm:/.,-]|t[2-7]|thứ|giờ|chiều|tuần sau|next|cuối tháng|mai|fri|[ẤđĐ🙂 ]){0,6}",
        days in -3_000_000i64..3_000_000,
    ) {
        let today = NaiveDate::from_ymd_opt(1970, 1, 1).unwrap().checked_add_signed(TimeDelta::days(days)).unwrap();
        for text in [text, like] {
            let _ = (read::day(&text, today), read::time(&text), read::span(&text));
            for zone in [Asia::Ho_Chi_Minh, Australia::Lord_Howe] {
                let now = zone.from_utc_datetime(&today.and_hms_opt(3, 0, 0).unwrap());
                let _ = read::instant(&text, now, morning());
            }
        }
    }

    #[test]
    fn a_day_is_what_it_prints(days in 0i64..36_500) {
        let day = NaiveDate::from_ymd_opt(1970, 1, 1).unwrap() + TimeDelta::days(days);
        for form in ["%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y-%m-%d"] {
            prop_assert_eq!(read::day(&day.format(form).to_string(), today()), Some(day));
        }
        let shown = format!("{} 17:45", day.format("%d/%m/%Y"));
        let at = read::instant(&shown, now(), morning()).unwrap().with_timezone(&now().timezone());
        prop_assert_eq!(at.format("%d/%m/%Y %H:%M").to_string(), shown);
    }

    #[test]
    fn a_time_is_what_it_prints(minutes in 0u32..1440) {
        let time = NaiveTime::from_hms_opt(minutes / 60, minutes % 60, 0).unwrap();
        for form in ["%H:%M", "%Hh%M", "%I:%M %p"] {
            prop_assert_eq!(read::time(&time.format(form).to_string()), Some(time));
        }
    }

    #[test]
    fn a_span_is_what_it_prints(minutes in 0i64..100_000) {
        let span = TimeDelta::minutes(minutes);
        for lang in [Lang::En, Lang::Vi] {
            prop_assert_eq!(read::span(when::span(span).to(lang)), Some(span));
        }
    }
}
