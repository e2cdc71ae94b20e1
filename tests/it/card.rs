//! What the call card knows of who calls.
use super::{act, has, morning_in, now, store_in};
use chrono::TimeDelta;
use linchpin::act::{Card, brief, card};
use linchpin::domain::deed::Ref;
use linchpin::domain::task::Task;
use linchpin::lang::Lang;
use linchpin::store::Store;
use linchpin::ui::stage::Stage;

/// Gạo Đồng Tháp with its people, and Lan, who answers for it, away until Thursday.
pub fn house(lang: Lang) -> Store {
    let mut s = morning_in(lang);
    let given: [(&str, &[(&str, &str)]); 4] = [
        (
            "account",
            &[
                ("name", "Gạo Đồng Tháp"),
                ("tier", "A"),
                ("owner", "Lan"),
                ("phone", "0277 387 1234"),
                ("language", "vi"),
                ("prefers", "Zalo sau 15:00"),
            ],
        ),
        (
            "contact",
            &[
                ("name", "Đào Ngọc Nga"),
                ("account", "Gạo Đồng Tháp"),
                ("title", "Purchasing"),
                ("phone", "0903 123 456"),
            ],
        ),
        ("contact", &[("name", "Lê Văn Tám"), ("account", "Gạo Đồng Tháp"), ("phone", "0918 222 333; 0277 387 1234")]),
        ("absence", &[("person", "Lan"), ("from", "2026-11-23"), ("till", "2026-11-26"), ("deputy", "Minh")]),
    ];
    for (kind, given) in given {
        act(&mut s, kind, "add", &[], given);
    }
    act(&mut s, "contact", "record", &[2], &[("outcome", "reached"), ("text", "asked for the papers")]);
    act(&mut s, "contact", "complaint", &[1], &[("subject", "wet bags")]);
    s
}

/// The same with SO-1019 of 12/11: two of its three lines left on 18/11, the third was promised for 20/11.
pub fn with_order(lang: Lang) -> Store {
    let mut s = house(lang);
    let on = |s: &mut Store, day: u32| s.session_mut().now = now() - TimeDelta::days(24 - i64::from(day));
    on(&mut s, 12);
    let mut given =
        vec![("number", "SO-1019"), ("account", "Gạo Đồng Tháp"), ("owner", "Lan"), ("promised", "20/11/2026")];
    for (text, quantity, price) in [
        (["lines.1.text", "ST25 5 kg"], ["lines.1.quantity", "400"], ["lines.1.price", "120000"]),
        (["lines.2.text", "Jasmine 25 kg"], ["lines.2.quantity", "120"], ["lines.2.price", "450000"]),
        (["lines.3.text", "ST25 25 kg"], ["lines.3.quantity", "80"], ["lines.3.price", "600000"]),
    ] {
        given.extend([text, quantity, price].map(|[path, text]| (path, text)));
    }
    act(&mut s, "order", "add", &[], &given);
    act(&mut s, "order", "confirm", &[1], &[]);
    act(&mut s, "order", "prepare", &[1], &[]);
    on(&mut s, 18);
    act(&mut s, "order", "ship", &[1], &[("lines.3.quantity", "0")]);
    on(&mut s, 24);
    s
}

#[test]
fn a_late_line_is_told_with_the_day_that_it_leaves_now() {
    let mut s = with_order(Lang::En);
    let gao = of(&s, "account", 1);
    let order = &gao.rows[0];
    assert_eq!(
        [order.label.to(Lang::En), &order.name, &order.text, &order.due],
        ["orders", "SO-1019", "2/3 · promised 20/11; line 3 left; turn: warehouse · in preparation", "4 d late"]
    );
    assert!(gao.say.starts_with("Dòng 3 của SO-1019 hẹn 20/11 mà chưa đi được"), "{}", gao.say);
    act(&mut s, "account", "set", &[1], &[("language", "English")]);
    act(&mut s, "order", "line-promise", &[1], &[("line", "3"), ("day", "25/11/2026"), ("reason", "carrier")]);
    let said = of(&s, "contact", 1).say;
    assert!(said.starts_with("Line 3 of SO-1019 leaves Wed 25/11; it was promised for 20/11."), "{said}");
    act(&mut s, "order", "ship", &[1], &[]);
    let said = of(&s, "account", 1).say;
    assert!(said.starts_with("Your complaint"), "{said}");
    assert!(said.contains("SO-1019 left Tue 24/11 and is on its way."), "{said}");
}

#[test]
fn an_order_is_blocked_or_on_track() {
    let mut s = house(Lang::En);
    act(&mut s, "account", "set", &[1], &[("language", "en")]);
    let said = |s: &Store| of(s, "account", 1).say;
    let given = [("number", "SO-7"), ("account", "Gạo Đồng Tháp"), ("promised", "27/11/2026"), ("deposit", "1000000")];
    act(&mut s, "order", "add", &[], &given);
    assert!(said(&s).starts_with("SO-7 waits: we are checking it and confirm today."), "{}", said(&s));
    act(
        &mut s,
        "order",
        "set",
        &[1],
        &[("lines.1.text", "rice"), ("lines.1.quantity", "5"), ("lines.1.price", "900000")],
    );
    act(&mut s, "order", "confirm", &[1], &[]);
    assert!(said(&s).starts_with("SO-7 waits: we have not received the deposit."), "{}", said(&s));
    act(&mut s, "order", "hold", &[1], &[("reason", "quality")]);
    assert!(said(&s).starts_with("SO-7 waits: quality question."), "{}", said(&s));
    act(&mut s, "order", "release", &[1], &[]);
    act(&mut s, "order", "pay", &[1], &[]);
    assert!(said(&s).contains("SO-7 is on track for Fri 27/11."), "{}", said(&s));
}

#[test]
fn what_is_agreed_next_is_an_appointment_too() {
    let mut s = house(Lang::En);
    let given = [("subject", "Tasting"), ("start", "2026-11-24 14:00"), ("about", "contact #1"), ("owner", "Minh")];
    act(&mut s, "appointment", "add", &[], &given);
    assert_eq!(of(&s, "account", 1).next, "Tue 24/11 14:00 Tasting, Minh");
}

fn of(s: &Store, kind: &'static str, id: i64) -> Card {
    card(s, Ref { kind, id }).unwrap()
}

fn rows(card: &Card, lang: Lang) -> Vec<[String; 4]> {
    let row = |row: &linchpin::act::CardRow| {
        [row.label.to(lang).to_owned(), row.name.clone(), row.text.clone(), row.due.clone()]
    };
    card.rows.iter().map(row).collect()
}

#[test]
fn a_contact_is_shown_with_what_is_open_with_them_their_company_and_the_lead_of_their_number() {
    let s = house(Lang::En);
    let nga = of(&s, "contact", 1);
    assert_eq!(
        [&nga.title, &nga.about, &nga.tier, &nga.phone, &nga.there, &nga.prefers],
        ["Đào Ngọc Nga", "Purchasing, Gạo Đồng Tháp", "A", "0903 123 456", "vi · 09:14 there", "Zalo sau 15:00"]
    );
    assert_eq!(nga.owner, "Lan, away until Thu 26/11 → Minh answers");
    assert_eq!(
        rows(&nga, Lang::En),
        [["leads", "Nguyễn Thị Đào", "new · first answer owed", "1 d late"], ["tasks", "wet bags", "", "17:00"],]
    );
    assert!(nga.say.starts_with("Việc anh chị phản ánh"), "in the customer's language: {}", nga.say);
    assert!(nga.say.ends_with("Lan nghỉ đến T5 26/11, Minh trả lời thay ạ."), "{}", nga.say);
    assert_eq!(nga.last, ["09:14 call, Mai: asked for the papers"], "what a colleague of theirs said counts");
}

#[test]
fn a_company_is_shown_with_its_people_who_was_touched_last_first() {
    let s = house(Lang::Vi);
    let gao = of(&s, "account", 1);
    assert_eq!(
        rows(&gao, Lang::Vi),
        [
            ["việc", "wet bags", "", "17:00"],
            ["người", "Lê Văn Tám", "0918 222 333", "24/11"],
            ["người", "Đào Ngọc Nga", "Purchasing · 0903 123 456", ""],
        ]
    );
}

#[test]
fn a_lead_is_told_in_the_language_it_names_else_in_the_readers() {
    let mut s = morning_in(Lang::Vi);
    assert_eq!(of(&s, "lead", 2).say, "Bên em đã nhận yêu cầu, trước 10:05 hôm nay sẽ trả lời ạ.");
    act(&mut s, "lead", "set", &[2], &[("language", "English")]);
    assert_eq!(of(&s, "lead", 2).say, "We have your request; you have an answer today by 10:05.");
    assert_eq!(of(&s, "lead", 2).owner, "chưa giao ai");
    act(&mut s, "lead", "record", &[2], &[("outcome", "call back"), ("next", "14:00")]);
    let quoc = of(&s, "lead", 2);
    assert_eq!(quoc.say, "We were going to call you today at 14:00.");
    assert_eq!(quoc.next, "T3 24/11 14:00 bước kế, Mai");
}

#[test]
fn a_colleague_is_shown_with_where_they_are_and_what_waits_for_them() {
    let mut s = house(Lang::En);
    act(&mut s, "lead", "message", &[2], &[("text", "wants the price"), ("to", "Lan")]);
    let lan = of(&s, "person", 2);
    assert_eq!([&lan.owner, &lan.say], ["Lan, away until Thu 26/11 → Minh answers", ""]);
    assert_eq!(rows(&lan, Lang::En), [["messages", "Lan ← Trần Văn Quốc", "wants the price", "now"]]);
    assert_eq!(of(&s, "person", 3).owner, "here today");
    assert!(of(&s, "lead", 2).say.contains("Minh has your message"));
}

#[test]
fn a_time_agreed_with_a_contact_is_a_task() {
    let mut s = house(Lang::En);
    let made = act(
        &mut s,
        "contact",
        "record",
        &[2],
        &[("outcome", "call back"), ("next", "2026-11-25 10:00"), ("text", "price of ST25")],
    )
    .made;
    assert_eq!(made.iter().map(|at| at.kind).collect::<Vec<_>>(), ["touch", "task"]);
    let task: linchpin::domain::task::Task = s.get(made[1].id).unwrap();
    assert_eq!(task.subject, "Call Lê Văn Tám back");
    assert_eq!(of(&s, "contact", 2).next, "Wed 25/11 10:00 Call Lê Văn Tám back, Mai");
}

#[test]
fn a_call_not_recorded_is_due_at_once_until_it_is() {
    let mut s = store_in(Lang::En);
    act(&mut s, "lead", "add", &[], &[("name", "Bà Tám"), ("phone", "0903 111 222")]);
    let given = [("text", "asks a price"), ("inward", "yes")];
    let touch = act(&mut s, "lead", "unrecorded", &[1], &given).made[0];
    assert_eq!(s.urgency(touch).unwrap().1, Some(1));
    assert_eq!(
        rows(&of(&s, "lead", 1), Lang::En),
        [
            ["leads", "Bà Tám", "new · first answer owed", "11:14"],
            ["calls", "call not recorded", "asks a price", "now"],
        ]
    );
    act(&mut s, "touch", "record", &[touch.id], &[("outcome", "reached"), ("text", "5 kg bags")]);
    assert_eq!(s.urgency(touch).unwrap().0, None);
    let kept: linchpin::domain::touch::Touch = s.get(touch.id).unwrap();
    assert_eq!(kept.text, "asks a price\n5 kg bags");
    let lead: linchpin::domain::lead::Lead = s.get(1).unwrap();
    assert!(lead.answered.is_some(), "the first answer is given with it");
}

#[test]
fn that_a_task_is_a_complaint_is_told_and_typed_in_either_language() {
    for (lang, tag) in [(Lang::En, "complaint"), (Lang::Vi, "khiếu nại")] {
        let s = house(lang);
        let brief = brief(&s, Ref { kind: "task", id: 1 }).unwrap();
        assert!(brief.notes.iter().any(|note| note.lines == [tag]), "{tag}");
        let mut s = Stage::new(s, 80, 24).unwrap();
        for typed in ["complaint", "khiếu nại", "KHIEU NAI"] {
            has(s.keys(&format!("gk/tags:\"{typed}\"")), "wet bags");
            s.keys("<esc><esc>");
        }
        act(s.store(), "task", "set", &[1], &[("tags", "Khiếu nại, gấp")]);
        let task: Task = s.store().get(1).unwrap();
        assert_eq!(task.tags.iter().map(|tag| tag.tag.as_str()).collect::<Vec<_>>(), ["complaint", "gấp"]);
    }
}
