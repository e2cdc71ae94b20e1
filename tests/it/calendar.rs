//! The calendar on the screen: keys as text in, the screen as text out.
use super::{act, store_in};
use linchpin::lang::Lang;
use linchpin::store::Store;
use linchpin::ui::stage::Stage;

fn book(s: &mut Store, text: &str) -> i64 {
    act(s, "appointment", "book", &[], &[("text", text)]).made[0].id
}

/// A week in which a room is booked twice, Lan is away, and a call is due.
fn house(lang: Lang) -> Store {
    let mut s = store_in(lang);
    let vi = lang == Lang::Vi;
    act(&mut s, "account", "add", &[], &[("name", "Thuỷ sản An Giang")]);
    act(&mut s, "account", "add", &[], &[("name", "Nordlys Foods ApS"), ("zone", "Oslo")]);
    act(&mut s, "absence", "add", &[], &[("person", "Lan"), ("from", "24/11"), ("till", "25/11"), ("deputy", "Minh")]);
    book(&mut s, "26/11-27/11 hội chợ @ SECC with Huy");
    book(&mut s, "today 9:00-10:30 Call Đào about SO-1019 with Minh");
    book(&mut s, "today 14:00-16:00 Weekly stock @ room 2 with me");
    book(&mut s, "today 13:00-15:00 Demo Sakura @ room 2 with Huy");
    book(&mut s, "25/11 9:00-13:00 Visit An Giang with Minh");
    book(&mut s, "25/11 14:00 Demo Nordlys @ room 3 with Huy");
    book(&mut s, "27/11 13:00 Weekly review?");
    let cancelled = book(&mut s, "28/11 9:00 Stocktaking");
    act(&mut s, "appointment", "cancel", &[cancelled], &[]);
    let subject = if vi { "Chứng từ SO-1042" } else { "Papers SO-1042" };
    act(&mut s, "task", "add", &[], &[("subject", subject), ("due", "today 16:00")]);
    s
}

fn stage_in(lang: Lang, width: u16, height: u16) -> Stage {
    let mut stage = Stage::new(house(lang), width, height).unwrap();
    stage.open_on("calendar");
    stage
}

#[test]
fn show() {
    let mut s = stage_in(Lang::En, 120, 30);
    println!("{}\n", s.screen());
    s.keys("j");
    println!("{}\n", s.screen());
    s.keys("jj=");
    println!("{}\n", s.screen());
    s.keys("<esc><tab>");
    println!("{}\n", s.screen());
    s.keys("<tab>");
    println!("{}\n", s.screen());
    let mut s = stage_in(Lang::Vi, 80, 24);
    println!("{}\n", s.screen());
    s.keys("n").keys("t6 14h demo Nordlys @ phòng 2 với Huy 45 phút");
    println!("{}\n", s.screen());
    s.keys("<enter>");
    println!("{}\n", s.screen());
    s.keys("F");
    println!("{}\n", s.screen());
}
