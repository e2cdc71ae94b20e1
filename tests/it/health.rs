//! What no program of ours writes into a file: a value that no field can take, pages that cannot be read, rows that lead
//! nowhere, what is gone. Each is told by name, the rest is looked at all the same, and what follows from it is mended.
use super::copies::{desk, health};
use super::desk::Desk;
use super::{act, has, now, store_at};
use linchpin::domain::deed::Ref;
use linchpin::domain::lead::Lead;
use linchpin::domain::order::Order;
use linchpin::domain::value::Value;
use linchpin::domain::world::World;
use linchpin::lang::Lang;
use linchpin::store::{Store, Unusable};
use linchpin::ui::stage::Stage;
use rusqlite::Connection;
use rusqlite::config::DbConfig;
use std::fs::File;
use std::io::{Seek, SeekFrom, Write};

/// The same with an order of two lines, a task about a lead, a call, and two that are not the same.
pub fn full() -> Desk {
    let mut desk = desk();
    act(&mut desk.store, "account", "add", &[], &[("name", "Gạo Đồng Tháp")]);
    act(&mut desk.store, "product", "add", &[], &[("name", "ST25"), ("price", "2.000.000")]);
    let lines = [
        ("lines.1.product", "ST25"),
        ("lines.1.quantity", "4"),
        ("lines.2.product", "ST25"),
        ("lines.2.quantity", "2"),
    ];
    act(&mut desk.store, "order", "add", &[], &[&[("account", "Gạo")], &lines[..]].concat());
    act(&mut desk.store, "order", "confirm", &[1], &[]);
    act(&mut desk.store, "order", "promise", &[1], &[("day", "28/11/2026")]);
    act(&mut desk.store, "order", "promise", &[1], &[("day", "2/12/2026"), ("reason", "stock")]);
    act(&mut desk.store, "task", "add", &[], &[("subject", "Gửi mẫu"), ("about", "lead #1")]);
    act(&mut desk.store, "lead", "record", &[1], &[("outcome", "reached")]);
    act(&mut desk.store, "lead", "apart", &[1], &[("with", "#2")]);
    desk
}

/// Changes a file as no program of ours could: what guards it is taken away first, and put back.
#[track_caller]
pub fn spoil(store: &Store, how: &str) {
    let sql = Connection::open(store.path()).unwrap();
    sql.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, false).unwrap();
    sql.execute_batch("PRAGMA foreign_keys = off").unwrap();
    let mut guards = sql.prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").unwrap();
    let guards = guards.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
    let guards: Vec<(String, String)> = guards.map(Result::unwrap).collect();
    for (name, _) in &guards {
        sql.execute_batch(&format!("DROP TRIGGER \"{name}\"")).unwrap();
    }
    sql.execute_batch(how).unwrap_or_else(|error| panic!("{how}: {error}"));
    for (_, made) in &guards {
        sql.execute_batch(made).unwrap();
    }
}

pub fn doctor(desk: &Desk, lang: &str, more: &[&str]) -> (u8, String) {
    let told = desk.run_in(lang, "text", &[&["doctor"], more].concat()).unwrap();
    (told.code, format!("{}\n{}", told.out, told.said.join("\n")))
}

#[test]
fn what_no_field_can_take_is_told_by_its_record_and_the_rest_is_looked_at() {
    let desk = full();
    assert!(health(&desk).is_well(), "{:?}", health(&desk));
    spoil(
        &desk.store,
        "UPDATE lead SET state = 'zzz' WHERE id = 2; UPDATE \"order\" SET promised = '2026-99-99' WHERE id = 1;
         UPDATE lead SET created = 9223372036854775807 WHERE id = 3; UPDATE lead SET called = 'someone' WHERE id = 1;
         UPDATE touch SET at = 9223372036854775807; UPDATE order_line SET stage = 'q' WHERE id = 2;",
    );
    let (code, en) = doctor(&desk, "en", &[]);
    for said in [
        "lead #2: state: 'zzz' is none of new, ",
        "order #1: promised: '2026-99-99' is not a day",
        "lead #3: created: '9223372036854775807' is not a time",
        "order #1: stage: 'q' is none of ",
        "lead someone: what it is called is not what follows",
        "keeps what stood there as written: set it then",
    ] {
        assert!(en.contains(said), "{said}: {en}");
    }
    assert_eq!(code, 4, "{en}");
    assert!(en.ends_with("something in this file is not as it should be"), "{en}");
    let (_, vi) = doctor(&desk, "vi", &[]);
    assert!(
        vi.contains("khách mới #2: trạng thái: 'zzz' không có trong mới") && vi.contains("sau đó hãy nhập lại"),
        "{vi}"
    );
    let (code, mended) = doctor(&desk, "en", &["--repair"]);
    assert!(code == 0 && mended.contains("nothing is wrong"), "{mended}");
    let lead = Ref { kind: "lead", id: 2 };
    assert_eq!(desk.store.any("lead", 2).unwrap().value("state"), Value::Text("new".to_owned()));
    assert_eq!(desk.store.in_words(lead, "state").as_deref(), Some("zzz"));
    assert_eq!(desk.store.in_words(Ref { kind: "order", id: 1 }, "lines.2.stage").as_deref(), Some("q"));
    assert_eq!(desk.store.get::<Lead>(1).unwrap().name, "Nguyễn Thị Đào");
}

#[test]
fn what_follows_from_the_lines_is_mended_whatever_stands_there() {
    let mut desk = full();
    let state = desk.store.any("order", 1).unwrap().value("state");
    spoil(&desk.store, "UPDATE \"order\" SET state = 'x' WHERE id = 1; UPDATE order_line SET state = 'y'");
    for (lang, said) in [("en", "order #1: state: 'x' is none of "), ("vi", "đơn #1: trạng thái: 'x' không có trong ")]
    {
        let words =
            ["linchpin", "--db", desk.store.path().to_str().unwrap(), "--as", "Mai", "--lang", lang, "list", "orders"];
        let told = linchpin::cli::serve(words.map(std::ffi::OsString::from));
        assert!(
            told.code == 6 && told.said[0].contains(said) && told.said[0].contains("doctor --repair"),
            "{:?}",
            told.said
        );
    }
    let mut screen = Stage::new(store_at(desk.store.path(), Lang::En), 80, 24).unwrap();
    screen.keys("2<tab><tab><tab><tab><tab>");
    has(&screen, "order #1: state: 'x'");
    drop(screen);
    assert_eq!(health(&desk).stale, [(Ref { kind: "order", id: 1 }, "state")]);
    let (code, told) = doctor(&desk, "en", &["--repair"]);
    assert_eq!(code, 0, "{told}");
    desk.store = store_at(desk.store.path(), Lang::En);
    assert_eq!(desk.store.get::<Order>(1).map(|_| ()).map_err(|error| error.to_string()), Ok(()));
    assert_eq!(desk.store.any("order", 1).unwrap().value("state"), state);
}

/// A page of each is written over, as a failing disk does.
#[test]
fn pages_of_what_follows_from_the_records_are_made_anew() {
    for table in ["lead_due", "change_row", "find_data", "exact_data", "find_key", "found_by"] {
        let mut desk = full();
        let (leads, path) = (desk.names("leads", ""), desk.store.path().to_owned());
        let sql = Connection::open(&path).unwrap();
        sql.execute_batch("PRAGMA wal_checkpoint(TRUNCATE)").unwrap();
        let root: u64 = sql
            .query_row("SELECT rootpage FROM sqlite_schema WHERE name = ?", [table], |row| row.get::<_, i64>(0))
            .map(|root| root.try_into().unwrap())
            .unwrap();
        drop(sql);
        let mut file = File::options().write(true).open(&path).unwrap();
        file.seek(SeekFrom::Start((root - 1) * 4096)).unwrap();
        file.write_all(&[0; 4096]).unwrap();
        let (code, told) = doctor(&desk, "en", &[]);
        assert!(code == 6 && told.contains("doctor --repair") && !told.contains("restore a copy"), "{table}: {told}");
        let (code, told) = doctor(&desk, "en", &["--repair"]);
        assert!(code == 0 && told.contains("nothing is wrong"), "{table}: {told}");
        let (code, told) = doctor(&desk, "en", &[]);
        assert_eq!(code, 0, "{table}: {told}");
        desk.store = store_at(&path, Lang::En);
        assert_eq!(desk.names("leads", ""), leads, "{table}");
        assert!(!desk.store.lookup("mai", 5, Some("lead")).unwrap().is_empty(), "{table}");
        assert_eq!(desk.store.lookup("0912120", 5, Some("lead")).unwrap().len(), 3, "{table}");
        act(&mut desk.store, "lead", "add", &[], &[("name", "Sau"), ("phone", "0912 120 888")]);
        assert!(health(&desk).is_well(), "{table}: {:?}", health(&desk));
    }
}

#[test]
fn words_that_cannot_be_opened_are_made_anew() {
    for name in ["find", "exact"] {
        let mut desk = desk();
        spoil(&desk.store, &format!("DELETE FROM {name}_config"));
        desk.store = store_at(desk.store.path(), Lang::En);
        let (code, told) = doctor(&desk, "en", &[]);
        assert!(code == 6 && told.contains("doctor --repair"), "{told}");
        let (code, told) = doctor(&desk, "en", &["--repair"]);
        assert!(code == 0 && told.contains("nothing is wrong"), "{told}");
        desk.store = store_at(desk.store.path(), Lang::En);
        assert_eq!(desk.store.lookup("0912120", 5, None).unwrap().len(), 3);
        assert!(!desk.store.lookup("mai", 5, Some("lead")).unwrap().is_empty());
    }
}

/// The first is told; what is not mended by a repair is told again after one.
#[test]
fn what_is_gone_or_leads_nowhere_is_told_by_name() {
    for (spoilt, mended, en, vi) in [
        ("DELETE FROM seq", true, "leads: the next number is taken", "khách mới: số tiếp theo đã có"),
        (
            "CREATE TRIGGER foreign_one AFTER UPDATE ON lead BEGIN SELECT 1; END",
            true,
            "foreign_one is a trigger that linchpin did not make",
            "foreign_one là trigger không do linchpin tạo",
        ),
        ("DELETE FROM entry WHERE id = 7", false, "Change in the journal #", "Thay đổi trong nhật ký #"),
        (
            "INSERT INTO change (entry, tbl, row) VALUES (9999, 1, 1)",
            false,
            ": its entry is not there",
            ": mục nhật ký của nó không còn",
        ),
        (
            "INSERT INTO span VALUES (9999, 1, 1, 2)",
            false,
            "Rows brought in from #1: its entry is not there",
            "Dòng nhập từ #1: mục nhật ký của nó không còn",
        ),
        (
            "UPDATE apart SET other = (999 << 6) | 9",
            false,
            "Not the same #1: its other record is not there",
            "Không trùng #1: bản ghi kia của nó không còn",
        ),
        (
            "UPDATE touch_subject SET subject = (999 << 6) | 9",
            false,
            "#1: its about is not there",
            "#1: về của nó không còn",
        ),
        ("UPDATE task SET about = (1 << 6) | 60", false, "its about is not there", "của nó không còn"),
        (
            "INSERT INTO clock (id, of_kind, parent, owed) VALUES (77, 60, 1, 'first-answer')",
            false,
            "Clocks #77: its record is not there",
            "#77: bản ghi của nó không còn",
        ),
        (
            "UPDATE order_slip SET line = 999",
            false,
            "Slips #1: its line is not there",
            "Lần dời hẹn #1: dòng của nó không còn",
        ),
        (
            "INSERT INTO as_written VALUES (77, 9, 999, 'state', 'x')",
            false,
            "Kept as written #77: its lead is not there",
            "Giữ như đã ghi #77: khách mới của nó không còn",
        ),
        ("DELETE FROM policy", false, "policies: none is left", "quy định: không còn bản ghi nào"),
        ("DELETE FROM workspace", false, "workspaces: none is left", "công ty: không còn bản ghi nào"),
    ] {
        let desk = full();
        spoil(&desk.store, spoilt);
        for (lang, said) in [("en", en), ("vi", vi)] {
            let (code, told) = doctor(&desk, lang, &[]);
            assert!(code == 4 && told.contains(said), "{spoilt}: {code} {told}");
        }
        let (code, told) = doctor(&desk, "en", &["--repair"]);
        assert_eq!(code, if mended { 0 } else { 4 }, "{spoilt}: {told}");
        assert_eq!(told.contains(en), !mended, "{spoilt}: {told}");
    }
}

#[test]
fn numbers_are_counted_on_where_it_is_not_known_how_far_they_were_given() {
    let mut desk = full();
    spoil(&desk.store, "DELETE FROM seq");
    desk.store.repair(&health(&desk), now().naive_local()).unwrap();
    assert_eq!(act(&mut desk.store, "lead", "add", &[], &[("name", "Sau")]).made[0].id, 4);
    assert!(health(&desk).is_well());
}

/// An edit that no trigger has noted is no edit that changes nothing.
#[test]
fn an_edit_that_the_journal_would_not_keep_is_refused() {
    let desk = desk();
    Connection::open(desk.store.path()).unwrap().execute_batch("DROP TRIGGER lead_u_note").unwrap();
    for (lang, said) in [("en", "the triggers that keep the journal"), ("vi", "các trigger ghi nhật ký")] {
        let error = desk.run_in(lang, "text", &["set", "lead", "3", "note=zz"]).unwrap_err();
        assert!(matches!(Unusable::of(&error), Some(Unusable::Unfollowed)), "{error:#}");
        let told = linchpin::cli::sentence(&error, if lang == "vi" { Lang::Vi } else { Lang::En });
        assert!(told.contains(said) && told.contains("doctor --repair"), "{told}");
    }
    assert_eq!(doctor(&desk, "en", &["--repair"]).0, 0);
    desk.run(&["set", "lead", "3", "note=zz"]).unwrap();
    assert_eq!(desk.store.get::<Lead>(3).unwrap().note, "zz");
}

/// Each is a way in which the lookup no longer finds what it should, or finds what it should not.
#[test]
fn what_the_lookup_knows_is_compared_with_the_records_word_by_word() {
    let of_three = (3 << 6) | 9;
    for (how, amiss) in [
        (format!("DELETE FROM exact WHERE rowid = {of_three}"), vec!["exact"]),
        (format!("INSERT OR REPLACE INTO exact (rowid, t) VALUES ({of_three}, 'p123')"), vec!["exact"]),
        (format!("INSERT OR REPLACE INTO find (rowid, t) VALUES ({of_three}, 'wrong words')"), vec!["find"]),
        (format!("INSERT INTO exact (rowid, t) VALUES ({}, 'q0912120889')", (999_999 << 6) | 9), vec!["exact"]),
        ("DELETE FROM exact_docsize WHERE id > 0".to_owned(), vec!["exact"]),
        ("DELETE FROM find_idx".to_owned(), vec!["find"]),
        ("DELETE FROM exact_idx".to_owned(), vec!["exact"]),
        ("INSERT INTO exact (exact) VALUES ('delete-all')".to_owned(), vec!["exact"]),
    ] {
        let desk = full();
        assert!(health(&desk).is_well(), "{:?}", health(&desk));
        spoil(&desk.store, &how);
        let found = health(&desk);
        assert!(found.amiss == amiss && found.slow == 0, "{how}: {found:?}");
        let (code, en) = doctor(&desk, "en", &[]);
        assert!(code == 4 && en.contains(&format!("({}): not what follows from the records", amiss[0])), "{how}: {en}");
        let (_, vi) = doctor(&desk, "vi", &[]);
        assert!(vi.contains("mà tra cứu biết"), "{vi}");
        let (code, en) = doctor(&desk, "en", &["--repair"]);
        assert!(code == 0 && en.contains("nothing is wrong"), "{how}: {en}");
        for text in ["0912120888", "Lê Mai", "le mai"] {
            let found = store_at(desk.store.path(), Lang::En).lookup(text, 9, Some("lead")).unwrap();
            assert!(found.iter().any(|found| found.at == Ref { kind: "lead", id: 3 }), "{how}: {text}");
        }
    }
}

#[test]
fn a_lookup_passes_over_what_is_not_there() {
    let desk = full();
    let ghost = (999_999 << 6) | 9;
    spoil(&desk.store, &format!("INSERT INTO exact (rowid, t) VALUES ({ghost}, 'q0912120888 p8880212190')"));
    let told = desk.run_in("en", "text", &["find", "0912120888"]).unwrap();
    assert!(told.code == 0 && told.out.contains("0912 120 888"), "{}", told.out);
}
