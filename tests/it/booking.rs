//! Appointments in one line of words, in either language: the line, and what is understood of it.
use super::{act, now, store_in};
use linchpin::domain::booking;
use linchpin::lang::Lang;
use linchpin::store::Store;

/// The house with its people, a customer on either side of the world, and a contact.
fn house(lang: Lang) -> Store {
    let mut s = store_in(lang);
    for name in ["Nordlys Foods ApS", "Thuỷ sản An Giang", "Gạo Đồng Tháp", "Phở Bắc Hà", "Phở Bắc Ninh"]
    {
        act(&mut s, "account", "add", &[], &[("name", name)]);
    }
    act(&mut s, "contact", "add", &[], &[("name", "Nguyễn Thị Đào")]);
    act(&mut s, "person", "add", &[], &[("name", "Huyền")]);
    s
}

fn told(s: &Store, text: &str) -> String {
    match booking::read(text, &**s) {
        Ok(booking) => booking.told(&**s),
        Err(fault) => format!("! {}", fault.text(s.session.lang)),
    }
}

#[track_caller]
fn check(lang: Lang, cases: &[(&str, &str)]) {
    let s = house(lang);
    let wrong: Vec<String> = cases
        .iter()
        .filter_map(|(text, expected)| {
            let told = told(&s, text);
            (told != *expected).then(|| format!("{text}\n   is  {told}\n  not  {expected}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_line_in_english() {
    #[rustfmt::skip]
    check(Lang::En, &[
        ("fri 2pm demo Nordlys @ room 2 with Huy for 45m", "Fri 27/11 14:00–14:45 · demo Nordlys · Room 2 · Huy · Nordlys Foods ApS"),
        ("demo nordlys fri 2pm for 45m @room 2 with huy", "Fri 27/11 14:00–14:45 · demo nordlys · Room 2 · Huy · Nordlys Foods ApS"),
        ("@ room 2 with Huy, Lan and Ms Jensen fri 14:00 demo", "Fri 27/11 14:00–15:00 · demo · Room 2 · Huy, Lan, Ms Jensen"),
        ("with Huy demo Nordlys tomorrow 9:30-11", "Wed 25/11 09:30–11:00 · demo Nordlys · Huy · Nordlys Foods ApS"),
        ("27/11 9:30-11:00 visit An Giang", "Fri 27/11 09:30–11:00 · visit An Giang · Thuỷ sản An Giang"),
        ("27/11-28/11 trade fair with Lan", "Fri 27/11–Sat 28/11 · trade fair · Lan"),
        ("27-28/11 trade fair", "Fri 27/11–Sat 28/11 · trade fair"),
        ("fri to sat stocktaking", "Fri 27/11–Sat 28/11 · stocktaking"),
        ("5/12 stocktaking for 2 days", "05/12–06/12 · stocktaking"),
        ("fri weekly review", "Fri 27/11 all day · weekly review"),
        ("2-4pm stock with me", "Tue 24/11 14:00–16:00 · stock · Mai"),
        ("11-1pm fri lunch", "Fri 27/11 11:00–13:00 · lunch"),
        ("fri from 9 to 11am stock", "Fri 27/11 09:00–11:00 · stock"),
        ("fri at noon lunch with Lan", "Fri 27/11 12:00–13:00 · lunch · Lan"),
        ("fri 22:00-1:00 loading", "Fri 27/11 22:00–Sat 28/11 01:00 · loading"),
        ("call Đào about 3 samples next mon 9:00 for 15 min", "Mon 30/11 09:00–09:15 · call Đào about 3 samples · Nguyễn Thị Đào"),
        ("fri 2pm demo Nordlys @ Cát Lái with Huy", "Fri 27/11 14:00–15:00 · demo Nordlys · Cát Lái · Huy · Nordlys Foods ApS"),
        ("fri 2pm demo?", "Fri 27/11 14:00–15:00 · demo · tentative"),
        ("fri 9am Oslo time demo Nordlys", "Fri 27/11 15:00–16:00 (09:00 in Oslo) · demo Nordlys · Nordlys Foods ApS"),
        ("quotation for Nordlys fri 10:00", "Fri 27/11 10:00–11:00 · quotation for Nordlys · Nordlys Foods ApS"),
        ("fri morning stock", "Fri 27/11 08:00–09:00 · stock"),
        ("Phở Bắc fri 10:00", "Fri 27/11 10:00–11:00 · Phở Bắc"),
        ("call Mai fri 10:00", "Fri 27/11 10:00–11:00 · call Mai"),
        ("demo Nordlys", "! has no day or time; fri 2pm demo Nordlys or 27/11 9:30-11:00 visit would do"),
        ("", "! has no day or time; fri 2pm demo Nordlys or 27/11 9:30-11:00 visit would do"),
        ("fri 2pm", "! does not say what it is; fri 2pm demo Nordlys would do"),
        ("8:00 call Lan", "! 08:00 today is past; 20:00 or tomorrow 08:00 would do"),
        ("today 8:00 call Lan", "Tue 24/11 08:00–09:00 · call Lan"),
        ("fri afternoon demo", "! 'afternoon' has no hour; afternoon 2h or 14:00 would do"),
        ("fri demo for 45m", "! has a length and no hour; fri 2pm for 45m would do"),
        ("fri 2pm-3pm demo for 45m", "! says both when it ends and how long it lasts; one of them would do"),
        ("fri 2pm demo @ room 7", "! 'room 7' is in no list of rooms; a room that is, or a place that is no room, would do"),
        ("fri 2pm demo @", "! names no place after @; @ room 2 would do"),
        ("fri 2pm demo with hu", "! 'hu' may be Huy, Huyền; more letters tell them apart"),
    ]);
}

#[test]
fn a_line_in_vietnamese() {
    #[rustfmt::skip]
    check(Lang::Vi, &[
        ("t6 14h demo Nordlys @ phòng 2 với Huy 45 phút", "T6 27/11 14:00–14:45 · demo Nordlys · Phòng 2 · Huy · Nordlys Foods ApS"),
        ("t6 14h demo Nordlys @ phòng 2 với Huy 45'", "T6 27/11 14:00–14:45 · demo Nordlys · Phòng 2 · Huy · Nordlys Foods ApS"),
        ("27/11 9:30-11:00 thăm An Giang", "T6 27/11 09:30–11:00 · thăm An Giang · Thuỷ sản An Giang"),
        ("27/11-28/11 hội chợ", "T6 27/11–T7 28/11 · hội chợ"),
        ("t6 đến t7 kiểm kho", "T6 27/11–T7 28/11 · kiểm kho"),
        ("27/11 hội chợ trong 3 ngày với Lan, Minh", "T6 27/11–CN 29/11 · hội chợ · Lan, Minh"),
        ("chiều thứ 6 3h họp kho", "T6 27/11 15:00–16:00 · họp kho"),
        ("thứ 6 tuần sau lúc 9 giờ 30 gọi chị Đào", "04/12 09:30–10:30 · gọi chị Đào · Nguyễn Thị Đào"),
        ("mai 9h họp với Mai và anh Minh trong 1 tiếng rưỡi", "T4 25/11 09:00–10:30 · họp · Mai, Minh"),
        ("sáng mai họp giao ban", "T4 25/11 08:00–09:00 · họp giao ban"),
        ("khảo sát kho t6 9h", "T6 27/11 09:00–10:00 · khảo sát kho"),
        ("họp với một khách mới t6 9h", "T6 27/11 09:00–10:00 · họp · một khách mới"),
        ("t6 từ 8h đến 10h30 họp kho", "T6 27/11 08:00–10:30 · họp kho"),
        ("t6 2h-4h chiều họp kho", "T6 27/11 14:00–16:00 · họp kho"),
        ("t6 9-11 họp kho", "T6 27/11 09:00–11:00 · họp kho"),
        ("t6 14h 20 khách tham quan", "T6 27/11 14:00–15:00 · 20 khách tham quan"),
        ("t6 9h giờ Oslo demo Nordlys", "T6 27/11 15:00–16:00 (09:00 ở Oslo) · demo Nordlys · Nordlys Foods ApS"),
        ("gặp Gạo Đồng Tháp 10h với chị Lan", "T3 24/11 10:00–11:00 · gặp Gạo Đồng Tháp · Lan · Gạo Đồng Tháp"),
        ("họp với Phở Bắc Hà 10h", "T3 24/11 10:00–11:00 · họp · Phở Bắc Hà · Phở Bắc Hà"),
        ("t6 14h demo?", "T6 27/11 14:00–15:00 · demo · tạm hẹn"),
        ("demo Nordlys", "! chưa có ngày giờ; có thể gõ t6 14h demo Nordlys hay 27/11 9:30-11:00 thăm khách"),
        ("t6 14h", "! chưa nói là việc gì; có thể gõ t6 14h demo Nordlys"),
        ("chiều mai họp", "! 'chiều' chưa có giờ; có thể gõ 2h chiều hay 14:00"),
        ("8h gọi Lan", "! 08:00 hôm nay đã qua; có thể gõ 20:00 hay mai 08:00"),
        ("t6 họp 45 phút", "! có độ dài mà chưa có giờ; có thể gõ t6 14h trong 45 phút"),
        ("t6 14h họp @ phòng họp lớn", "! 'phòng họp lớn' không có trong danh mục phòng; gõ phòng đã có, hoặc nơi khác không phải phòng"),
        ("t6 14h demo với hu", "! 'hu' có thể là Huy, Huyền; gõ thêm chữ để phân biệt"),
    ]);
}

#[test]
fn whose_free_time_is_asked_for() {
    let s = house(Lang::Vi);
    let told = |text: &str| {
        let wanted = booking::wanted(text, &*s).unwrap();
        format!("{} {}", wanted.told(&*s), wanted.length.map_or(0, |length| length.num_minutes()))
    };
    assert_eq!(told("Huy, lan 45m @ phòng 2"), "Phòng 2 · Huy, Lan 45");
    assert_eq!(told("với Minh trong 2h"), "Minh 120");
    assert_eq!(told(""), " 0");
}

#[test]
fn a_booking_becomes_a_record_of_who_is_named_first() {
    let s = house(Lang::En);
    let appointment = booking::read("fri 9am Oslo time demo Nordlys with Huy", &*s).unwrap().appointment(&*s);
    assert_eq!((appointment.work.owner, appointment.people()), (Some(4), vec![4]));
    assert_eq!(
        (appointment.zone.as_str(), appointment.start),
        ("Europe/Oslo", Some(now().to_utc() + chrono::TimeDelta::minutes(3 * 24 * 60 + 346)))
    );
    assert_eq!(booking::read("fri 9am stock", &*s).unwrap().appointment(&*s).people(), [1]);
}

/// Words of a line, in any order and broken anywhere.
const WORDS: [&str; 40] = [
    "fri",
    "t6",
    "thứ",
    "6",
    "tuần",
    "sau",
    "2pm",
    "14h",
    "14h30",
    "9:30-11:00",
    "9-11",
    "-",
    "–",
    "27/11",
    "28/11",
    "27/11-28/11",
    "@",
    "@room",
    "room",
    "2",
    "phòng",
    "with",
    "với",
    "Huy,",
    "và",
    "for",
    "trong",
    "45m",
    "45",
    "phút",
    "45'",
    "3",
    "ngày",
    "chiều",
    "mai",
    "giờ",
    "Oslo",
    "time",
    "Nordlys",
    "?",
];

#[test]
fn no_line_panics_and_what_is_read_ends_after_it_begins() {
    use proptest::prelude::*;
    let s = house(Lang::En);
    let line = proptest::collection::vec(proptest::sample::select(WORDS.to_vec()), 0..9);
    let mut runner = proptest::test_runner::TestRunner::new(ProptestConfig {
        failure_persistence: None,
        ..ProptestConfig::with_cases(400)
    });
    let result = runner.run(&line, |words| {
        let text = words.join(" ");
        if let Ok(booking) = booking::read(&text, &*s) {
            prop_assert!(booking.start < booking.end, "{text}");
            prop_assert!(!booking.told(&*s).is_empty(), "{text}");
        }
        let _ = booking::wanted(&text, &*s);
        Ok(())
    });
    result.unwrap();
}
