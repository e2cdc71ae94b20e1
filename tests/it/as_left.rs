//! An undo meets what was changed since: in the rows that a field shows as one text no otherwise than in a column.
use super::back::{Cells, back, out};
use super::desk::Desk;
use super::{act, store};
use linchpin::act::{Call, refused};
use linchpin::domain::account::Account;
use linchpin::domain::deed::Ref;
use linchpin::domain::field::Row;
use linchpin::domain::lead::Lead;
use linchpin::domain::problem::Problems;
use linchpin::domain::value::{Id, Value};
use linchpin::lang::{Lang, audit};
use linchpin::store::{Later, Store};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

const DAO: [(&str, &str); 4] =
    [("name", "Đào"), ("phone", "0903 123 456"), ("email", "dao@example.com"), ("tag", "fair, rice")];
const FIELDS: [&str; 3] = ["phone", "email", "tag"];

fn text(row: &dyn Row, field: &str) -> String {
    if let Value::Text(text) = row.value(field) { text } else { String::new() }
}

fn lead(s: &Store, field: &str) -> String {
    text(&s.get::<Lead>(1).unwrap(), field)
}

fn newest(s: &Store) -> Id {
    s.newest().unwrap().unwrap().entry
}

/// The entry of an edit of the lead.
fn set(s: &mut Store, field: &str, to: &str) -> Id {
    act(s, "lead", "set", &[1], &[(field, to)]);
    newest(s)
}

/// Undoes it in vain; gives the deed that stands in the way.
#[track_caller]
fn met(s: &mut Store, entry: Id) -> Id {
    let before: Vec<String> = FIELDS.iter().map(|field| lead(s, field)).collect();
    let later = s.undo_entry(entry).err().unwrap().downcast::<Later>().unwrap();
    assert_eq!(FIELDS.map(|field| lead(s, field)).to_vec(), before);
    assert_eq!(later.name, "Đào");
    later.told.unwrap().entry
}

#[test]
fn a_phone_a_mail_and_a_tag_that_were_changed_since_refuse_an_undo_as_a_company_does() {
    for (field, first, second, third) in [
        ("company", "", "A", "B"),
        ("phone", "0903 123 456", "0911 000 222", "0911 000 333"),
        ("email", "dao@example.com", "dao@rice.vn", "info@rice.vn"),
        ("tag", "fair, rice", "vip", "vip, late"),
        ("tag", "fair, rice", "rice", "rice, vip"),
        ("phone", "0903 123 456", "", "0911 000 333"),
        ("phone", "0903 123 456", "0903 123 456; 0911 000 222", "0911 000 222"),
        ("phone", "0903 123 456", "0903 123 456; 0911 000 222", "0903 123 456; 0911 000 222; 0911 000 333"),
    ] {
        let mut s = store();
        act(&mut s, "lead", "add", &[], &DAO);
        let one = set(&mut s, field, second);
        let two = set(&mut s, field, third);
        assert_eq!(met(&mut s, one), two, "{field}");
        let said = refused(s.undo_entry(one).err().unwrap(), &s, audit::take_back).downcast::<Problems>().unwrap();
        assert!(said.lines(Lang::En)[0].starts_with("Đào: was changed since, by "), "{:?}", said.lines(Lang::En));
        // In their order both come off, and go on again.
        s.undo_entry(two).unwrap();
        let undo = newest(&s);
        assert_eq!(lead(&s, field), second);
        assert_eq!(met(&mut s, two), undo, "twice");
        s.undo_entry(one).unwrap();
        assert_eq!(lead(&s, field), first);
        for done in [second, third] {
            let redo = s.to_redo().unwrap().unwrap().entry;
            s.undo_entry(redo).unwrap();
            assert_eq!(lead(&s, field), done);
        }
    }
}

#[test]
fn phones_mails_and_tags_do_not_stand_in_each_others_way() {
    let mut s = store();
    act(&mut s, "lead", "add", &[], &DAO);
    let one = set(&mut s, "phone", "0911 000 222");
    set(&mut s, "email", "");
    set(&mut s, "tag", "vip");
    s.undo_entry(one).unwrap();
    assert_eq!(FIELDS.map(|field| lead(&s, field)), ["0903 123 456", "", "vip"]);
}

#[test]
fn a_record_is_not_taken_away_under_a_phone_or_tag_that_it_was_given_since() {
    for given in [("phone", "0911 000 222"), ("tag", "vip"), ("phone", "")] {
        let mut s = store();
        act(&mut s, "lead", "add", &[], &[("name", "Đào"), ("phone", "0903 123 456")]);
        let made = newest(&s);
        let since = set(&mut s, given.0, given.1);
        assert_eq!(met(&mut s, made), since);
        s.undo_entry(since).unwrap();
        s.undo_entry(made).unwrap();
    }
}

#[test]
fn an_import_that_is_taken_back_leaves_who_was_given_a_phone_or_tag_since() {
    let desk = Desk::new();
    desk.import("leads", "Last Name,Phone\nÔng Sáu,0903 111 111\nBà Tám,0903 222 222\nCô Tư,0903 333 333\n", &[]);
    let imported = desk.list("leads", "Cô Tư")[0]["id"].to_string();
    desk.run(&["set", "lead", &imported, "phone=0911 000 222"]).unwrap();
    let other = desk.list("leads", "Bà Tám")[0]["id"].to_string();
    desk.run(&["set", "lead", &other, "tag=vip"]).unwrap();
    let told = desk.run(&["undo", "--entry", &import(&desk).to_string()]).unwrap();
    assert_eq!(told.said[1..], ["(2 kept, changed or used since: Bà Tám, Cô Tư)"]);
    let kept = desk.show("lead", &imported);
    assert_eq!((&kept["phone"], desk.list("leads", "").len()), (&"0911 000 222".into(), 2));
}

/// The newest import.
fn import(desk: &Desk) -> i64 {
    let told: Vec<serde_json::Value> = serde_json::from_str(&desk.run(&["history"]).unwrap().out).unwrap();
    told.iter().find(|told| told["act"] == "import").unwrap()["entry"].as_i64().unwrap()
}

/// What it brought to a lead that was here goes or stays as a whole.
#[test]
fn an_import_that_is_taken_back_leaves_a_merged_lead_that_was_told_the_same_since() {
    for (since, kept) in [
        ("phone=0911 000 222", Some(["Chợ Mới", "0911 000 222"])),
        ("phone=0911 000 222; 0903 222 222", Some(["Chợ Mới", "0911 000 222; 0903 222 222"])),
        ("company=Chợ Xa", Some(["Chợ Xa", "0903 222 222; 0903 111 111"])),
        ("note=mine", None),
    ] {
        let desk = Desk::new();
        let file = "Lead Id,Last Name,Company,Phone\nK1,Ông Sáu,Chợ Nhỏ,0903 111 111\nK2,Bà Tám,Chợ Nhỏ,0903 555 555\n";
        desk.import("leads", file, &[]);
        let text = file.replace("Chợ Nhỏ", "Chợ Mới").replace("111 111", "222 222") + "K3,Cô Tư,X,0903 444 444\n";
        let counts = desk.counts("leads", &text, &[]);
        assert_eq!(counts[..3], [3, 1, 2], "{counts:?}");
        let id = desk.list("leads", "Ông Sáu")[0]["id"].to_string();
        assert_eq!(desk.show("lead", &id)["phone"], "0903 222 222; 0903 111 111");
        desk.run(&["set", "lead", &id, since]).unwrap();
        let told = desk.run(&["undo", "--entry", &import(&desk).to_string()]).unwrap();
        let named = ["(1 kept, changed or used since: Ông Sáu)".to_owned()];
        assert_eq!(told.said[1..], named[usize::from(kept.is_none())..]);
        let lead = desk.show("lead", &id);
        let want = kept.unwrap_or(["Chợ Nhỏ", "0903 111 111"]);
        assert_eq!([&lead["company"], &lead["phone"]], want, "{since}");
        assert_eq!(desk.show("lead", &desk.list("leads", "Bà Tám")[0]["id"].to_string())["company"], "Chợ Nhỏ");
        assert_eq!(desk.names("leads", "Cô Tư"), Vec::<String>::new());
    }
}

#[test]
fn a_list_that_came_back_is_not_undone_under_a_later_phone() {
    let desk = Desk::new();
    desk.import("leads", "Last Name,Phone\nÔng Sáu,0903 111 111\n", &[]);
    let path = out(&desk, "leads", "leads.csv");
    let mut cells = Cells::of(&path);
    cells.put("Ông Sáu", "phone", "0903 222 222");
    cells.write(&path);
    let entry = back(&desk, "leads", &path, &[]).0["batch"].as_i64().unwrap();
    desk.run(&["set", "lead", "1", "phone=0903 333 333"]).unwrap();
    let error = desk.run(&["undo", "--entry", &entry.to_string()]).unwrap_err();
    assert!(error.is::<Problems>(), "{error:#}");
    assert_eq!(desk.show("lead", "1")["phone"], "0903 333 333");
}

#[test]
fn a_merge_that_is_taken_back_leaves_the_phone_that_was_told_since() {
    let mut s = store();
    for (name, phone, tag) in [("An Phát", "0277 387 1234", "rice"), ("An Phat Co.", "0277 387 5678", "fair")] {
        act(&mut s, "account", "add", &[], &[("name", name), ("phone", phone), ("tag", tag)]);
    }
    act(&mut s, "account", "merge", &[1], &[("with", "#2"), ("take", "phone")]);
    let merge = newest(&s);
    act(&mut s, "account", "set", &[1], &[("phone", "0909 111 222")]);
    let kept = s.undo_entry(merge).unwrap().kept;
    assert_eq!(kept, [Ref { kind: "account", id: 1 }]);
    let [one, two] = [1, 2].map(|id| s.get::<Account>(id).unwrap());
    assert_eq!([text(&one, "phone"), text(&one, "tag")], ["0909 111 222", "rice"]);
    assert_eq!(
        ([text(&two, "phone"), text(&two, "tag")], two.archived),
        (["0277 387 5678", "fair"].map(Into::into), None)
    );
}

/// An edit of some of the fields, or the undo of some entry so far.
#[derive(Clone, Debug)]
enum Step {
    Set(Vec<(usize, usize)>),
    Undo(usize),
}

const TEXTS: [[&str; 5]; 3] = [
    ["", "0903 111 111", "0903 222 222", "0903 111 111; 0903 222 222", "0903 333 333; 0903 444 444"],
    ["", "a@rice.vn", "b@rice.vn", "a@rice.vn; b@rice.vn", "c@rice.vn"],
    ["", "fair", "rice", "fair, rice", "rice, vip"],
];

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![
        prop::collection::vec((0..3_usize, 0..5_usize), 1..3).prop_map(Step::Set),
        (0..12_usize).prop_map(Step::Undo),
        (0..2_usize).prop_map(Step::Undo),
    ];
    prop::collection::vec(step, 1..14)
}

/// What the fields show, whatever the order in which they list it.
fn state(s: &Store) -> [BTreeSet<String>; 3] {
    FIELDS.map(|field| lead(s, field).split([';', ',']).map(|one| one.trim().to_owned()).collect())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, ..ProptestConfig::default() })]

    /// In whatever order deeds are undone: each field is as the undone deed found it, or nothing is changed.
    #[test]
    fn no_undo_makes_a_value_that_no_one_put_there(steps in steps()) {
        let mut s = store();
        act(&mut s, "lead", "add", &[], &DAO);
        let first = newest(&s);
        // What stood there before each entry, and after it.
        let mut deeds: BTreeMap<Id, [[BTreeSet<String>; 3]; 2]> = BTreeMap::new();
        for step in steps {
            let (before, last) = (state(&s), newest(&s));
            match step {
                Step::Set(texts) => {
                    let given = texts.into_iter().map(|(field, text)| (FIELDS[field], TEXTS[field][text]));
                    let call = Call::new("lead", "set", vec![1]).unwrap();
                    let _ = given.fold(call, |call, (field, text)| call.with(field, text)).perform(&mut s);
                }
                Step::Undo(back) => {
                    let entry = last.saturating_sub(Id::try_from(back).unwrap());
                    if entry <= first {
                        continue;
                    }
                    let done = s.undo_entry(entry);
                    let (now, [was, left]) = (state(&s), &deeds[&entry]);
                    for field in 0..FIELDS.len() {
                        let want = if done.is_err() || was[field] == left[field] { &before } else { was };
                        prop_assert_eq!(&now[field], &want[field]);
                        prop_assert!(done.is_err() || was[field] == left[field] || before[field] == left[field]);
                    }
                    prop_assert!(done.is_ok() || entry < last, "the newest deed can be undone");
                    prop_assert!(done.map_or_else(|error| error.is::<Later>(), |_| true));
                }
            }
            if newest(&s) > last {
                deeds.insert(newest(&s), [before, state(&s)]);
            }
        }
    }
}
