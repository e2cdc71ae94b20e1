//! Who and what is booked twice, who is away, and when all are free: as data, without a store beneath the rule.
use super::{act, store_in};
use chrono::{DateTime, TimeDelta};
use linchpin::domain::clash::{self, Busy, Search};
use linchpin::domain::value::Instant;
use linchpin::domain::world::World;
use linchpin::lang::Lang;
use linchpin::store::{House, Store};

fn at(text: &str) -> Instant {
    DateTime::parse_from_rfc3339(&format!("2026-11-{text}:00+07:00")).unwrap().to_utc()
}

/// Someone's time: `1 27T14:00 27T15:00`, people by their numbers, and a room.
fn busy(id: i64, who: &[i64], room: Option<i64>, from: &str, till: &str) -> Busy {
    let title = ["", "Demo", "Stock", "Visit", "Fair"][usize::try_from(id).unwrap()].to_owned();
    let till_at = if till == "24:00" { at(&format!("{}T23:59", &from[..2])) } else { at(till) };
    Busy { id, title, who: who.to_vec(), room, from: at(from), till: till_at, all_day: till == "24:00" }
}

/// Mai 1, Lan 2 (away 25–26, Minh answers), Minh 3 (afternoons only), Huy 4 (travelling on the 30th); a holiday on the 1st.
fn house(lang: Lang) -> Store {
    let mut s = store_in(lang);
    act(&mut s, "absence", "add", &[], &[("person", "Lan"), ("from", "25/11"), ("till", "26/11"), ("deputy", "Minh")]);
    act(&mut s, "absence", "add", &[], &[("person", "Huy"), ("from", "30/11"), ("till", "30/11"), ("reason", "trip")]);
    act(&mut s, "person", "set", &[3], &[("hours", "Mon–Fri 13–18")]);
    act(&mut s, "holiday", "add", &[], &[("day", "28/11"), ("name", "inventory")]);
    s
}

fn room(s: &Store) -> i64 {
    s.codes("room")[1].id
}

fn told(s: &Store, spans: &[Busy]) -> Vec<String> {
    let House { team, .. } = s.house();
    clash::clashes(spans, &team).iter().map(|c| format!("{} {}", c.id, c.told(&**s).to(s.lang()))).collect()
}

#[test]
fn what_clashes_is_told_of_both() {
    let s = house(Lang::En);
    let room = Some(room(&s));
    let case = |spans: &[Busy], expected: &[&str]| assert_eq!(told(&s, spans), expected);
    // The same person.
    case(
        &[busy(1, &[1, 4], None, "27T14:00", "27T15:00"), busy(2, &[4], None, "27T14:30", "27T16:00")],
        &["1 Huy is wanted twice, 14:30–15:00 (Demo, Stock)", "2 Huy is wanted twice, 14:30–15:00 (Stock, Demo)"],
    );
    // The same room, and other people.
    case(
        &[busy(1, &[1], room, "27T14:00", "27T15:00"), busy(2, &[4], room, "27T13:00", "27T16:00")],
        &["2 Room 2 is booked twice, 14:00–15:00 (Stock, Demo)", "1 Room 2 is booked twice, 14:00–15:00 (Demo, Stock)"],
    );
    // Touching is none, nor another room, nor no room at all.
    case(&[busy(1, &[1], room, "27T14:00", "27T15:00"), busy(2, &[1], room, "27T15:00", "27T16:00")], &[]);
    case(&[busy(1, &[1], None, "27T14:00", "27T15:00"), busy(2, &[4], None, "27T14:00", "27T15:00")], &[]);
    // A short one inside a long one that began before another.
    case(
        &[
            busy(1, &[1], None, "27T08:00", "27T16:00"),
            busy(2, &[4], None, "27T09:00", "27T09:30"),
            busy(3, &[1], None, "27T15:00", "27T15:30"),
        ],
        &["1 Mai is wanted twice, 15:00–15:30 (Demo, Visit)", "3 Mai is wanted twice, 15:00–15:30 (Visit, Demo)"],
    );
    // Who is at a fair all day is at no meeting.
    case(
        &[busy(1, &[4], None, "27T14:00", "27T15:00"), busy(4, &[4], None, "27T00:00", "24:00")],
        &["4 Huy is wanted twice, 14:00–15:00 (Fair, Demo)", "1 Huy is wanted twice, 14:00–15:00 (Demo, Fair)"],
    );
}

#[test]
fn the_time_of_its_people_speaks_against_it() {
    let s = house(Lang::En);
    let room = Some(room(&s));
    let case = |span: Busy, expected: &[&str]| assert_eq!(told(&s, &[span]), expected);
    case(busy(1, &[2], None, "26T14:00", "26T15:00"), &["1 Lan is on leave until Thu 26/11; Minh answers"]);
    case(busy(1, &[2], None, "27T14:00", "27T15:00"), &[]);
    case(busy(1, &[3], None, "27T11:00", "27T14:00"), &["1 outside Minh's hours on Fri 27/11: 13–18"]);
    case(busy(1, &[3], None, "27T17:00", "27T18:00"), &[]);
    case(busy(1, &[1], None, "27T11:00", "27T14:00"), &[]); // over lunch
    case(busy(1, &[1], None, "27T16:30", "27T17:30"), &["1 outside Mai's hours on Fri 27/11: 08–12 13–17"]);
    case(
        busy(1, &[1, 4], None, "29T09:00", "29T10:00"),
        &["1 Mai does not work on Sun 29/11", "1 Huy does not work on Sun 29/11"],
    );
    case(busy(1, &[1, 4], None, "28T09:00", "28T10:00"), &["1 Sat 28/11 is a holiday: inventory"]);
    // Who travels visits customers, but is in no room of the house.
    case(busy(3, &[4], None, "30T14:00", "30T15:00"), &[]);
    case(busy(1, &[4], room, "30T14:00", "30T15:00"), &["1 Huy is travelling until Mon 30/11"]);
    // All day asks for no hours; who is away is away.
    case(busy(4, &[1, 2], None, "28T00:00", "24:00"), &[]);
    case(
        busy(4, &[2], None, "26T00:00", "24:00"),
        &["1 Lan is on leave until Thu 26/11; Minh answers"]
            .map(|t| t.replacen('1', "4", 1))
            .each_ref()
            .map(String::as_str),
    );
}

#[test]
fn it_is_told_in_vietnamese() {
    let s = house(Lang::Vi);
    let room = Some(room(&s));
    let spans = [busy(1, &[4], room, "27T14:00", "27T15:00"), busy(2, &[4, 2], room, "27T14:30", "27T15:00")];
    assert_eq!(
        told(&s, &spans)[..2],
        ["1 Phòng 2 bị đặt trùng 14:30–15:00 (Demo, Stock)", "1 Huy bị trùng lịch 14:30–15:00 (Demo, Stock)"]
    );
    let case = |span: Busy, expected: &str| assert_eq!(told(&s, &[span]), [expected]);
    case(busy(1, &[2], None, "26T14:00", "26T15:00"), "1 Lan nghỉ phép đến T5 26/11; Minh trả lời thay");
    case(busy(1, &[3], None, "27T11:00", "27T14:00"), "1 ngoài giờ làm của Minh T6 27/11: 13–18");
    case(busy(1, &[1], None, "29T09:00", "29T10:00"), "1 Mai không làm việc CN 29/11");
    case(busy(1, &[1], None, "28T09:00", "28T10:00"), "1 T7 28/11 là ngày nghỉ: inventory");
}

#[test]
fn free_time_is_found_by_everyones_hours() {
    let s = house(Lang::En);
    let room = Some(room(&s));
    let House { calendar, team } = s.house();
    let spans = [busy(1, &[1], None, "24T09:00", "24T11:00"), busy(2, &[4], room, "27T14:00", "27T15:00")];
    let find = |who: &[i64], room: Option<i64>, minutes: i64, from: &str| -> Vec<String> {
        let (length, from) = (TimeDelta::minutes(minutes), at(from));
        let wanted = Search { who: who.to_vec(), room, length, from, till: from + TimeDelta::days(30) };
        let found = clash::free(&wanted, &spans, &team, &calendar, 3);
        found.iter().map(|at| s.local(*at).format("%d %H:%M").to_string()).collect()
    };
    // From the next quarter of an hour, after what is booked, not over lunch.
    assert_eq!(find(&[1], None, 60, "24T09:14"), ["24 11:00", "24 13:00", "24 14:00"]);
    assert_eq!(find(&[4], None, 60, "24T09:14"), ["24 09:15", "24 10:15", "24 13:00"]);
    // Minh works afternoons, Lan is away until the 26th.
    assert_eq!(find(&[3, 2], None, 120, "24T16:00"), ["27 13:00", "27 15:00", "30 13:00"]);
    // The room, with nobody named: by the house's hours.
    assert_eq!(find(&[], room, 120, "27T13:00"), ["27 15:00", "30 08:00", "30 10:00"]);
    // Longer than any stretch of the day: over lunch.
    assert_eq!(find(&[1], None, 8 * 60, "25T08:00"), ["25 08:00", "26 08:00", "27 08:00"]);
    // Never.
    assert!(find(&[1], None, 20 * 60, "25T08:00").is_empty());
}

#[test]
fn a_free_room_is_one_that_nothing_takes_up() {
    let spans = [busy(1, &[], Some(1), "27T14:00", "27T15:00"), busy(2, &[], Some(2), "27T15:00", "27T16:00")];
    assert_eq!(clash::free_rooms(&[1, 2, 3], at("27T14:30"), at("27T15:00"), &spans), [2, 3]);
}
