//! Tables that are gone, links that lead nowhere or in a circle, a day that is due for nothing: told in a sentence, with what
//! mends it.
use super::copies::{health, served};
use super::health::{doctor, full, spoil};
use super::store_at;
use linchpin::domain::deed::Ref;
use linchpin::lang::Lang;
use rusqlite::Connection;

#[test]
fn a_table_that_follows_from_the_records_is_made_anew_where_it_is_gone() {
    for table in ["find", "exact", "find_key", "alike", "found_by"] {
        let desk = full();
        spoil(&desk.store, &format!("DROP TABLE {table}"));
        assert_eq!(health(&desk).broken, [table]);
        for (lang, said) in [("en", "doctor --repair makes it anew"), ("vi", "doctor --repair để tạo lại")] {
            let told = served(desk.store.path(), lang, &["set", "lead", "3", "name=Lê Mai An"]);
            assert!(told.code == 6 && told.said[0].contains(said), "{table}: {} {:?}", told.code, told.said);
        }
        let (code, en) = doctor(&desk, "en", &[]);
        assert!(code == 6 && en.contains("--repair"), "{table}: {code} {en}");
        let (code, en) = doctor(&desk, "en", &["--repair"]);
        assert!(code == 0 && en.contains("nothing is wrong"), "{table}: {code} {en}");
        let found = store_at(desk.store.path(), Lang::En).lookup("0912120888", 9, Some("lead")).unwrap();
        assert_eq!(found.len(), 3, "{table}");
    }
}

#[test]
fn a_table_of_records_that_is_gone_is_damage_and_a_copy_takes_its_place() {
    for table in ["touch", "order_line", "tag", "person", "seq"] {
        let desk = full();
        let copy = desk.folder.path().join("copy.db");
        desk.store.copy_to(&copy).unwrap();
        let sql = Connection::open(desk.store.path()).unwrap();
        sql.execute_batch(&format!("PRAGMA foreign_keys = off; DROP TABLE {table}")).unwrap();
        drop(sql);
        let path = desk.store.path();
        for (lang, said) in [("en", format!("its table {table} is gone")), ("vi", format!("đã mất bảng {table}"))]
        {
            for rest in [&["doctor"][..], &["doctor", "--repair"], &["today"], &["set", "lead", "3", "note=x"]] {
                let told = served(path, lang, rest);
                assert!(told.code == 6 && told.said.join("").contains(&said), "{rest:?} {} {:?}", told.code, told.said);
            }
        }
        let told = served(path, "en", &["restore", copy.to_str().unwrap(), "--yes"]);
        assert_eq!(told.code, 0, "{:?}", told.said);
        assert_eq!(served(path, "en", &["doctor"]).code, 0);
    }
}

#[test]
fn what_cannot_be_saved_since_it_leads_nowhere_says_so() {
    let desk = full();
    spoil(&desk.store, "UPDATE lead SET owner = 9999, source = 9998 WHERE id = 3");
    let set = |lang: &str, said: &[&str]| served(desk.store.path(), lang, &[&["set", "lead", "3"], said].concat());
    for (lang, said) in [("en", "leads to what is not there"), ("vi", "dẫn tới chỗ không còn")] {
        let told = set(lang, &["owner=me"]);
        assert!(told.code == 6 && told.said[0].contains(said), "{} {:?}", told.code, told.said);
    }
    let (_, en) = doctor(&desk, "en", &[]);
    for field in ["owner", "source"] {
        let said = format!("its {field} is not there; linchpin set lead 3 {field}=… names another");
        assert!(en.contains(&said), "{said}: {en}");
    }
    assert!(!en.contains("copy that is well"), "{en}");
    let (_, vi) = doctor(&desk, "vi", &[]);
    assert!(vi.contains("linchpin set lead 3 owner=… để chọn lại"), "{vi}");
    let told = set("en", &["owner=me", "source="]);
    assert_eq!(told.code, 0, "{:?}", told.said);
    assert!(health(&desk).is_well(), "{:?}", health(&desk));
    // What no one can set is in a copy alone.
    spoil(&desk.store, "UPDATE touch SET who = 9999");
    let (_, en) = doctor(&desk, "en", &[]);
    assert!(en.contains("the newest copy that is well"), "{en}");
}

#[test]
fn records_that_lead_to_themselves_are_told() {
    let mut desk = full();
    for name in ["Một", "Hai"] {
        super::act(&mut desk.store, "account", "add", &[], &[("name", name)]);
    }
    spoil(
        &desk.store,
        "UPDATE account SET parent = 3 WHERE id = 2; UPDATE account SET parent = 2 WHERE id = 3;
        UPDATE account SET parent = 3 WHERE id = 1",
    );
    let at = |id| (Ref { kind: "account", id }, "parent");
    assert_eq!(health(&desk).circles, [at(2), at(3)]);
    let (code, en) = doctor(&desk, "en", &[]);
    let said = ["customer Một: by its ", " it is a part of itself; linchpin set account 2 parent=… names another"];
    assert!(code == 4 && said.iter().all(|said| en.contains(said)), "{en}");
    let (_, vi) = doctor(&desk, "vi", &[]);
    assert!(vi.contains("thì nó thuộc về chính nó; linchpin set account 2 parent=… để chọn lại"), "{vi}");
}

#[test]
fn a_day_that_is_due_for_nothing_does_not_follow_from_the_rest() {
    let desk = full();
    let due = Ref { kind: "lead", id: 3 };
    for how in ["due_at = 12345, due_why = NULL", "due_at = NULL, due_why = 'x'"] {
        spoil(&desk.store, &format!("UPDATE lead SET {how} WHERE id = 3"));
        assert_eq!(health(&desk).stale, [(due, "due_at")], "{how}");
        let (code, en) = doctor(&desk, "en", &["--repair"]);
        assert!(code == 0 && en.contains("nothing is wrong"), "{how}: {en}");
    }
}

/// One damaged letter in what says how a table is made: its records look whole, and none can be saved.
#[test]
fn a_column_that_is_gone_is_told() {
    for (table, column) in [("lead", "campaign"), ("order_line", "requested")] {
        let desk = full();
        let sql = Connection::open(desk.store.path()).unwrap();
        sql.set_db_config(rusqlite::config::DbConfig::SQLITE_DBCONFIG_DEFENSIVE, false).unwrap();
        let spoil = format!(
            "PRAGMA writable_schema = on;
             UPDATE sqlite_schema SET sql = replace(sql, '{column}', '{column}x') WHERE name = '{table}' AND type = 'table';
             PRAGMA writable_schema = reset;"
        );
        sql.execute_batch(&spoil).unwrap();
        drop(sql);
        for more in [&[][..], &["--repair"]] {
            let (code, said) = doctor(&desk, "en", more);
            assert!(code == 6 && said.contains(&format!("no such column: {table}.{column}")), "{code} {said}");
        }
    }
}
