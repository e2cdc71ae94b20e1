//! How a copy differs from the file, told before it is put back: whose deeds were the last, and record by record.
use super::copies::{differs, health};
use super::desk::Desk;
use super::health::full;
use super::{act, now, store_at};
use linchpin::lang::Lang;
use linchpin::store::file::copies::Reason;
use serde_json::Value as Json;
use std::path::{Path, PathBuf};

fn copied(desk: &Desk) -> PathBuf {
    desk.store.keep_copy(Reason::Asked, now().naive_local()).unwrap()
}

fn told(desk: &Desk, lang: &str, copy: &Path) -> String {
    desk.run_in(lang, "text", &["restore", copy.to_str().unwrap()]).unwrap().out
}

/// What a record consists of is in other tables than its own.
#[test]
fn what_differs_in_any_part_is_told_by_its_record() {
    type Change = (&'static str, fn(&mut Desk), [&'static str; 2]);
    let changes: [Change; 6] = [
        (
            "lead",
            |desk| drop(act(&mut desk.store, "lead", "set", &[3], &[("tags", "vip, mới")])),
            ["    Tags: in the file vip, in the copy —", "Lê Mai (#3)"],
        ),
        (
            "lead",
            |desk| drop(act(&mut desk.store, "lead", "set", &[3], &[("note", "PRECIOUS")])),
            ["    Note: in the file PRECIOUS, in the copy —", "Lê Mai (#3)"],
        ),
        (
            "order",
            |desk| drop(act(&mut desk.store, "order", "set", &[1], &[("lines.1.text", "bao 5 kg")])),
            ["in the file bao 5 kg, in the copy —", "(#1)"],
        ),
        (
            "lead",
            |desk| drop(act(&mut desk.store, "lead", "set", &[3], &[("phone", "0987 654 321")])),
            ["0987 654 321", "Lê Mai (#3)"],
        ),
        (
            "lead",
            |desk| drop(act(&mut desk.store, "lead", "apart", &[3], &[("with", "#2")])),
            ["    Not the same: in the file #2, in the copy —", "Lê Mai (#3)"],
        ),
        (
            "lead",
            |desk| drop(act(&mut desk.store, "lead", "add", &[], &[("name", "Chỉ Có Ở Đây")])),
            ["  only in the file: Chỉ Có Ở Đây (#4)", "1 only in the file"],
        ),
    ];
    for (n, (kind, change, said)) in changes.into_iter().enumerate() {
        let mut desk = full();
        let copy = copied(&desk);
        assert!(differs(&desk, &copy).is_same());
        assert_eq!(told(&desk, "en", &copy).lines().next(), Some("the copy and the file are the same"));
        change(&mut desk);
        let preview = differs(&desk, &copy);
        assert!(preview.kinds.iter().any(|differs| differs.kind == kind), "{n}: {preview:?}");
        let en = told(&desk, "en", &copy);
        assert!(said.iter().all(|said| en.contains(said)), "{n} {said:?}: {en}");
        desk.store.restore(&copy, now().naive_local()).unwrap();
        assert!(differs(&desk, &copy).is_same() && health(&desk).is_well());
    }
}

#[test]
fn whose_deeds_were_the_last_is_told_of_both() {
    let mut desk = full();
    act(&mut desk.store, "lead", "set", &[3], &[("note", "đã gọi")]);
    let copy = copied(&desk);
    act(&mut desk.store, "lead", "set", &[1], &[("note", "sau đó")]);
    for (lang, said) in [
        ("en", ["last in the file: ", "last in the copy: ", "Journal: 1 only in the file"]),
        ("vi", ["lần cuối ở tệp: ", "lần cuối ở bản sao: ", "Nhật ký: 1 chỉ có ở tệp"]),
    ] {
        let text = told(&desk, lang, &copy);
        let line = |said: &str| text.lines().find(|line| line.starts_with(said)).unwrap_or_else(|| panic!("{text}"));
        assert!(line(said[0]).contains("24/11/2026 09:14 Mai: ") && line(said[0]).contains("Đào"), "{text}");
        assert!(line(said[1]).contains("Mai: ") && line(said[1]).contains("Lê Mai"), "{text}");
        assert!(text.contains(said[2]) && !text.contains("another workspace"), "{text}");
    }
    let json = desk.run(&["restore", copy.to_str().unwrap()]).unwrap().out;
    let json: Json = serde_json::from_str(&json).unwrap();
    assert_eq!(json["differs"][0]["records"][0]["changes"][0]["here"], "sau đó");
    assert_eq!((&json["last_there"]["who"], &json["of_another"]), (&"Mai".into(), &false.into()));
}

#[test]
fn a_copy_of_another_workspace_is_told_to_be() {
    let (desk, other) = (full(), full());
    let sql = rusqlite::Connection::open(other.store.path()).unwrap();
    sql.execute_batch("UPDATE entry SET sitting = sitting + 1 WHERE id = 1").unwrap();
    drop(sql);
    let copy = copied(&other);
    assert!(differs(&desk, &copy).is_of_another);
    for (lang, said) in [("en", "this copy is of another workspace"), ("vi", "là của một tệp dữ liệu khác")]
    {
        let text = told(&desk, lang, &copy);
        assert!(text.contains(said), "{text}");
    }
}

/// Of many records the first are told, the others counted.
#[test]
fn of_many_records_the_first_are_told() {
    let mut desk = full();
    let copy = copied(&desk);
    let all: Vec<String> = (0..9).map(|n| format!("Khách {n}")).collect();
    for name in &all {
        act(&mut desk.store, "lead", "add", &[], &[("name", name)]);
    }
    let en = told(&desk, "en", &copy);
    assert!(en.contains("9 only in the file") && en.contains("Khách 4 (#8) … 4 more"), "{en}");
    let there = store_at(&copy, Lang::En);
    assert!(there.differs(&there.copy_at(desk.store.path()).unwrap()).unwrap().kinds[0].there == 9);
}
