//! What the call card knows of who calls.
use super::{act, morning_in, store_in};
use linchpin::act::{Card, card};
use linchpin::domain::deed::Ref;
use linchpin::lang::Lang;
use linchpin::store::Store;

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
            ["contacts made", "call not recorded", "asks a price", "now"],
        ]
    );
    act(&mut s, "touch", "record", &[touch.id], &[("outcome", "reached"), ("text", "5 kg bags")]);
    assert_eq!(s.urgency(touch).unwrap().0, None);
    let kept: linchpin::domain::touch::Touch = s.get(touch.id).unwrap();
    assert_eq!(kept.text, "asks a price\n5 kg bags");
    let lead: linchpin::domain::lead::Lead = s.get(1).unwrap();
    assert!(lead.answered.is_some(), "the first answer is given with it");
}
