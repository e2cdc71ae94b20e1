//! What the journal tells of an import: what it brought to records that were here, what it made and took along when it was
//! taken back, and which deed took back which.
use super::desk::Desk;
use super::{act, has, store};
use linchpin::domain::deed::Ref;
use linchpin::lang::Lang;
use linchpin::store::Store;
use linchpin::ui::stage::Stage;
use serde_json::{Value as Json, json};

const ZED: &str = "Contact Id,name,phone,email\nC1,Zed,0901111222,z@z.vn\n";

fn json(desk: &Desk, words: &[&str]) -> Json {
    serde_json::from_str(&desk.run(words).unwrap().out).unwrap()
}

fn text(desk: &Desk, words: &[&str]) -> Vec<String> {
    let out = desk.run_in("en", "text", words).unwrap().out;
    out.lines().map(|line| line.trim().to_owned()).collect()
}

/// The number of the newest entry.
fn newest(desk: &Desk) -> String {
    json(desk, &["history", "--limit", "1"])[0]["entry"].to_string()
}

fn entry(desk: &Desk, entry: &str) -> Json {
    json(desk, &["history", "--entry", entry])
}

#[test]
fn phones_and_mailboxes_that_an_import_brought_to_one_who_was_here_are_told() {
    let desk = Desk::new();
    desk.import("contacts", ZED, &[]);
    let first = newest(&desk);
    assert_eq!(text(&desk, &["history", "--entry", &first])[1..], ["contact Zed"], "what came with it is no change");
    desk.import("contacts", &ZED.replace("1222", "1333").replace("z@z", "zz@z"), &[]);
    let second = newest(&desk);
    let cells = ["Reached at phone: — → 0901111333", "Reached at mail: — → zz@z.vn"];
    assert_eq!(text(&desk, &["history", "--entry", &second])[1..], [&["contact Zed"], &cells[..]].concat());
    let told = text(&desk, &["history", "contact", "1"]);
    assert!(told[0].ends_with("1 contact → imported from contacts.csv"), "{told:?}");
    assert_eq!(told[1..3], cells);
    let one = entry(&desk, &second);
    assert_eq!((&one["touched"], &one["records"][0]["changes"][0]["after"]), (&json!(1), &json!("0901111333")));
    // Gone again, it is told all the same.
    desk.run(&["undo"]).unwrap();
    assert_eq!(text(&desk, &["history", "--entry", &second])[1..], [&["contact Zed"], &cells[..]].concat());
    assert_eq!(entry(&desk, &newest(&desk))["records"][0]["changes"][0]["before"], "0901111333");
}

#[test]
fn a_number_alone_that_comes_in_names_who_it_came_to() {
    let mut s = desk_with_card();
    s.keys("gH<enter>");
    has(&s, "contact Zed");
    has(&s, "Reached at phone: — → 0901111333");
    has(&s, "1 record");
}

/// A card of somebody who is here, with one more number.
fn desk_with_card() -> Stage {
    let desk = Desk::new();
    let card =
        |more: &str| format!("BEGIN:VCARD\r\nVERSION:3.0\r\nUID:u1\r\nFN:Zed\r\nTEL:0901111222\r\n{more}END:VCARD\r\n");
    for more in ["", "TEL:0901111333\r\n"] {
        let file = desk.file("z.vcf", card(more));
        desk.run(&["import", "vcf", file.to_str().unwrap()]).unwrap();
    }
    let store = Store::open(desk.store.path(), desk.store.session).unwrap();
    Stage::new(store, 80, 24).unwrap()
}

#[test]
fn a_line_that_came_into_an_order_is_told_by_the_order() {
    let desk = Desk::new();
    desk.import("orders", "number,state\nSO-7,confirmed\n", &[]);
    desk.import("order-lines", "order,product,quantity,price\nSO-7,Nếp,3,1000\n", &[]);
    let told = text(&desk, &["history", "--entry", &newest(&desk)]);
    assert_eq!(told[1], "order SO-7", "{told:?}");
    assert!(told.iter().any(|line| line.ends_with("Nếp")), "{told:?}");
    assert!(told.iter().any(|line| line.contains("Quantity") && line.ends_with("— → 3")), "{told:?}");
    assert!(text(&desk, &["history", "order", "SO-7"]).contains(&told[2]), "{told:?}");
}

#[test]
fn of_a_script_the_deed_that_was_taken_back_is_marked_and_each_names_the_other() {
    let desk = Desk::new();
    desk.run(&["add", "lead", "name=Đào"]).unwrap();
    desk.run(&["set", "lead", "1", "title=Buyer"]).unwrap();
    let set: i64 = newest(&desk).parse().unwrap();
    desk.run(&["undo"]).unwrap();
    let told = json(&desk, &["history", "--limit", "2"]);
    let links = |n: usize| [&told[n]["undone"], &told[n]["undoes"], &told[n]["undone_by"]].map(Json::clone);
    assert_eq!(links(0), [json!(false), json!(set), Json::Null]);
    assert_eq!(links(1), [json!(true), Json::Null, json!(set + 1)]);
    assert_eq!(told[0]["changes"], Json::Null, "of which cells, is not asked");
    let lines = text(&desk, &["history", "--limit", "2"]);
    assert!(
        lines[0].ends_with("Undone: Đào → Title Buyer") && lines[1].ends_with("→ Title Buyer (undone since)"),
        "{lines:?}"
    );
    desk.run(&["redo"]).unwrap();
    let told = json(&desk, &["history", "--limit", "3"]);
    assert_eq!((&told[0]["undoes"], &told[2]["undone"]), (&json!(set + 1), &json!(false)));
    // What took it back a second time is of the deed again.
    desk.run(&["undo", "--entry", &(set + 2).to_string()]).unwrap();
    assert_eq!(json(&desk, &["history", "--limit", "4"])[3]["undone"], true);
}

#[test]
fn so_many_rows_of_a_record_are_told_as_are_asked_for() {
    let desk = Desk::new();
    desk.run(&["add", "lead", "name=Đào"]).unwrap();
    for n in 0..60 {
        desk.run(&["set", "lead", "1", &format!("title=T{n}")]).unwrap();
    }
    assert_eq!(json(&desk, &["history", "lead", "1", "--limit", "3"]).as_array().unwrap().len(), 3);
    assert_eq!(json(&desk, &["history", "lead", "1"]).as_array().unwrap().len(), 61);
}

#[test]
fn what_is_undone_already_is_told_so() {
    let desk = Desk::new();
    desk.run(&["add", "lead", "name=Đào"]).unwrap();
    desk.run(&["set", "lead", "1", "title=Buyer"]).unwrap();
    let set = newest(&desk);
    desk.run(&["undo", "--entry", &set]).unwrap();
    let error = desk.run(&["undo", "--entry", &set]).unwrap_err();
    let problems = error.downcast::<linchpin::domain::problem::Problems>().unwrap();
    assert_eq!(problems.lines(Lang::En), ["is undone already"]);
    assert_eq!(problems.lines(Lang::Vi), ["đã được hoàn tác rồi"]);
}

#[test]
fn what_an_import_made_is_named_when_it_is_gone_again() {
    let desk = Desk::new();
    desk.import("contacts", "name,phone\nSato,0901000001\nTanaka,0901000002\n", &[]);
    let made = newest(&desk);
    desk.run(&["undo"]).unwrap();
    let gone = ["contact Sato (is no longer there)", "contact Tanaka (is no longer there)"];
    assert_eq!(text(&desk, &["history", "--entry", &made])[1..], gone);
    let went = "Reached at phone: 0901000001 → —";
    assert_eq!(text(&desk, &["history", "--entry", &newest(&desk)])[1..4], [gone[0], went, gone[1]]);
    let told = text(&desk, &["history", "contact", "1"]);
    assert!(told[0].contains("Undone: ") && told[1] == went && told[2].ends_with("(undone since)"), "{told:?}");
    assert!(desk.run(&["history", "contact", "9"]).is_err());
    let store = Store::open(desk.store.path(), desk.store.session).unwrap();
    let mut s = Stage::new(store, 80, 24).unwrap();
    s.keys("gH<enter>");
    has(&s, "contact Sato (is no longer there)");
}

#[test]
fn an_undo_names_of_what_it_left_only_what_the_import_made_or_changed() {
    let desk = Desk::new();
    desk.run(&["add", "contact", "name=Sato Yumi"]).unwrap();
    desk.import("contacts", "name,phone\nSato Y2,0901000001\nKeep One,0901000002\nUntouched,0901000003\n", &[]);
    let made = newest(&desk);
    desk.run(&["act", "contact", "1", "merge", "with=#2"]).unwrap();
    desk.run(&["set", "contact", "3", "title=Buyer"]).unwrap();
    let told = desk.run(&["undo", "--entry", &made]).unwrap();
    assert_eq!(told.said[1..], ["(2 kept, changed or used since: Sato Y2, Keep One)"]);
    let turned: Json = serde_json::from_str(&told.out).unwrap();
    assert_eq!(turned[0]["kept"].as_array().unwrap().len(), 2);
    assert_eq!(desk.show("contact", "1")["phone"], "0901000001", "what was merged stays as it was");
}

#[test]
fn what_is_gone_is_called_as_it_was_when_it_went() {
    let mut s = store();
    act(&mut s, "lead", "add", &[], &[("phone", "0903 123 456")]);
    let at = Ref { kind: "lead", id: 1 };
    let called = s.entries(1).unwrap()[0].deed.title.clone();
    assert_eq!(s.was_called(at).unwrap(), None, "it is there");
    let made = s.entries(1).unwrap()[0].entry;
    s.undo_entry(made).unwrap();
    assert_eq!(s.was_called(at).unwrap(), Some(called));
    assert_eq!(s.was_called(Ref { id: 2, ..at }).unwrap(), None);
}
