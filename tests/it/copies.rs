//! Copies of the file, and its health: made and put back at the command line, and what is wrong told and mended.
use super::desk::Desk;
use super::{act, has, has_not, now, store_at};
use linchpin::domain::deed::Ref;
use linchpin::lang::Lang;
use linchpin::store::Unusable;
use linchpin::store::file::copies::{Reason, folder};
use linchpin::store::file::differs::Preview;
use linchpin::store::file::doctor::Health;
use linchpin::ui::stage::Stage;
use rusqlite::Connection;
use std::fs;
use std::path::{Path, PathBuf};

pub fn health(desk: &Desk) -> Health {
    desk.store.doctor(&mut |_, _| ()).unwrap()
}

/// How a copy differs from it.
pub fn differs(desk: &Desk, copy: &Path) -> Preview {
    desk.store.differs(&desk.store.copy_at(copy).unwrap()).unwrap()
}

/// A workspace with a folder of its own.
pub fn desk() -> Desk {
    let mut desk = Desk::new();
    let path = desk.folder.path().join("w.db");
    desk.store.copy_to(&path).unwrap();
    desk.store = store_at(&path, Lang::En);
    for name in ["Nguyễn Thị Đào", "Trần Văn Hùng", "Lê Mai"] {
        act(&mut desk.store, "lead", "add", &[], &[("name", name), ("phone", "0912 120 888")]);
    }
    desk
}

#[test]
fn a_copy_is_told_apart_and_put_back_and_what_was_there_is_kept() {
    let mut desk = desk();
    let copy = desk.store.keep_copy(Reason::Asked, now().naive_local()).unwrap();
    assert!(differs(&desk, &copy).is_same());
    act(&mut desk.store, "lead", "set", &[1], &[("name", "Khác")]);
    act(&mut desk.store, "lead", "add", &[], &[("name", "Mới")]);
    let preview = differs(&desk, &copy);
    let lead = preview.kinds.iter().find(|d| d.kind == "lead").unwrap();
    assert_eq!((lead.here, lead.there, lead.changed), (1, 0, 1));
    let before = desk.store.restore(&copy, now().naive_local()).unwrap();
    assert!(differs(&desk, &copy).is_same());
    assert_eq!(desk.store.get::<linchpin::domain::lead::Lead>(1).unwrap().name, "Nguyễn Thị Đào");
    assert!(health(&desk).is_well());
    desk.store.restore(&before, now().naive_local()).unwrap();
    assert_eq!(desk.store.get::<linchpin::domain::lead::Lead>(1).unwrap().name, "Khác");
}

#[test]
fn what_cannot_be_put_back_is_refused_and_changes_nothing() {
    let mut desk = desk();
    let other = desk.store.path().with_file_name("other.db");
    fs::write(&other, b"not a database at all, however long it is").unwrap();
    assert!(desk.store.restore(&other, now().naive_local()).is_err());
    for lang in ["en", "vi"] {
        let words = ["linchpin", "--db", desk.store.path().to_str().unwrap(), "--lang", lang, "restore"];
        let words = words.iter().copied().chain([other.to_str().unwrap()]).map(std::ffi::OsString::from);
        let told = linchpin::cli::serve(words);
        let said = told.said.join("\n");
        assert!(told.code == 6 && said.contains("other.db: ") && said.contains("backups"), "{said}");
        assert!(!said.contains("linchpin restore"), "it advises what was just done: {said}");
    }
    let empty = desk.store.path().with_file_name("empty.db");
    Connection::open(&empty).unwrap().execute_batch("CREATE TABLE t (a)").unwrap();
    assert!(desk.store.restore(&empty, now().naive_local()).is_err());
    assert!(desk.store.restore(&desk.store.path().with_file_name("none.db"), now().naive_local()).is_err());
    assert!(health(&desk).is_well());
    assert!(fs::read_dir(folder(desk.store.path())).is_err(), "a copy was kept of nothing done");
}

#[test]
fn so_many_copies_of_a_reason_are_kept_and_one_a_day() {
    let desk = desk();
    let day = |n| now().naive_local() + chrono::TimeDelta::days(n);
    for n in 0..16 {
        assert!(desk.store.keep_daily(day(n)).unwrap().is_some());
        assert!(desk.store.keep_daily(day(n)).unwrap().is_none());
    }
    for n in 0..7 {
        desk.store.keep_copy(Reason::Asked, day(n)).unwrap();
    }
    let mut names: Vec<String> = fs::read_dir(folder(desk.store.path()))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    let count = |end: &str| names.iter().filter(|name| name.ends_with(end)).count();
    assert_eq!((names.len(), count("-day.db"), count("-asked.db")), (19, 14, 5));
    assert!(names.iter().any(|name| name.contains("2026-12-09")), "the newest stays: {names:?}");
}

/// Files of a folder that end so.
pub fn names(folder: &Path, end: &str) -> Vec<PathBuf> {
    let all = fs::read_dir(folder).into_iter().flatten().map(|entry| entry.unwrap().path());
    all.filter(|path| path.to_string_lossy().ends_with(end)).collect()
}

/// Files whose names begin alike, or differ in their end alone, lie in one folder.
#[test]
fn copies_of_another_file_are_neither_counted_nor_let_go() {
    let desk = desk();
    let day = |n| now().naive_local() + chrono::TimeDelta::days(n);
    for name in ["w-hcm.db", "w-2025.db", "w-2026-11-24-080000-asked.db", "w.sqlite"] {
        let path = desk.store.path().with_file_name(name);
        desk.store.copy_to(&path).unwrap();
        let other = store_at(&path, Lang::En);
        for n in 0..5 {
            other.keep_copy(Reason::Asked, day(n)).unwrap();
        }
        assert!(other.keep_daily(day(0)).unwrap().is_some());
    }
    assert!(desk.store.keep_daily(day(0)).unwrap().is_some());
    for n in 0..7 {
        assert!(desk.store.keep_copy(Reason::Asked, day(n)).unwrap().exists());
    }
    assert_eq!(fs::read_dir(folder(desk.store.path())).unwrap().count(), 5 * 6);
}

#[test]
fn the_copy_just_made_stays_where_a_clock_that_was_ahead_made_others() {
    let mut desk = desk();
    let day = |n| now().naive_local() + chrono::TimeDelta::days(n);
    for n in 30..35 {
        desk.store.keep_copy(Reason::Restore, day(n)).unwrap();
    }
    let copy = desk.store.keep_copy(Reason::Asked, day(0)).unwrap();
    let kept = [0, 1, 2].map(|n| desk.store.restore(&copy, day(n)).unwrap());
    assert!(kept.iter().all(|kept| kept.exists()), "{kept:?}");
    assert_eq!(names(&folder(desk.store.path()), "-restore.db").len(), 5);
}

/// What another keeps after the copy was asked for, and before all is overwritten, is in the copy that is kept.
#[test]
fn what_is_saved_while_a_copy_waits_to_be_put_back_is_kept() {
    let mut desk = desk();
    let copy = desk.store.keep_copy(Reason::Asked, now().naive_local()).unwrap();
    let path = desk.store.path().to_owned();
    let other = Connection::open(&path).unwrap();
    other.execute_batch("BEGIN IMMEDIATE; UPDATE lead SET called = 'saved meanwhile' WHERE id = 1").unwrap();
    let (backups, bulk) = (folder(&path), path.with_file_name("w.db-bulk"));
    let saving = std::thread::spawn(move || {
        while !bulk.exists() && names(&backups, "-restore.db").is_empty() {
            std::thread::yield_now();
        }
        other.execute_batch("COMMIT").unwrap();
    });
    let kept = desk.store.restore(&copy, now().naive_local()).unwrap();
    saving.join().unwrap();
    let called = |path: &Path| -> String {
        let sql = Connection::open(path).unwrap();
        sql.query_row("SELECT called FROM lead WHERE id = 1", [], |row| row.get(0)).unwrap()
    };
    assert_eq!([&path, &kept].map(|path| called(path)), ["Nguyễn Thị Đào", "saved meanwhile"]);
}

#[test]
fn a_copy_is_not_put_back_in_the_middle_of_an_import() {
    let mut desk = desk();
    let copy = desk.store.keep_copy(Reason::Asked, now().naive_local()).unwrap();
    let importing = fs::File::create(desk.store.path().with_file_name("w.db-bulk")).unwrap();
    importing.lock().unwrap();
    let error = desk.store.restore(&copy, now().naive_local()).unwrap_err();
    assert!(matches!(Unusable::of(&error), Some(Unusable::Busy(_))), "{error:#}");
    assert_eq!(fs::read_dir(folder(desk.store.path())).unwrap().count(), 1, "a copy was kept of nothing done");
    drop(importing);
    desk.store.restore(&copy, now().naive_local()).unwrap();
}

#[test]
fn no_copy_is_put_back_where_it_was_asked_for_that_nothing_is_written() {
    let desk = desk();
    let copy = desk.store.keep_copy(Reason::Asked, now().naive_local()).unwrap();
    let restore = ["--read-only", "restore", copy.to_str().unwrap(), "--yes"];
    for (lang, said) in [("en", "open it without --read-only"), ("vi", "hãy mở không kèm --read-only")] {
        let told = served(desk.store.path(), lang, &restore);
        assert!(told.code == 5 && told.said[0].ends_with(said), "{} {:?}", told.code, told.said);
    }
    assert_eq!(names(&folder(desk.store.path()), ".db"), [copy]);
}

/// The command line on a file.
pub fn served(path: &Path, lang: &str, more: &[&str]) -> linchpin::cli::Output {
    let globals = ["linchpin", "--db", path.to_str().unwrap(), "--as", "Mai", "--lang", lang];
    linchpin::cli::serve(globals.iter().chain(more).map(std::ffi::OsString::from))
}

/// A file that cannot be used is told to be, and a copy takes its place.
fn is_replaced(path: &Path, copy: &Path, said: [&str; 2], why: [&str; 2]) {
    let before = fs::read(path).unwrap();
    let copy = copy.to_str().unwrap();
    for ((lang, said), why) in ["en", "vi"].into_iter().zip(said).zip(why) {
        for rest in [&["doctor"][..], &["info"], &["list", "leads"], &["add", "lead", "name=x"]] {
            let told = served(path, lang, rest);
            assert!(told.code == 6 && told.said.join("").contains(said), "{rest:?}: {} {:?}", told.code, told.said);
        }
        let told = served(path, lang, &["restore", copy]);
        assert!(told.code == 0 && told.out.contains(why), "{} {:?}", told.out, told.said);
    }
    assert_eq!(fs::read(path).unwrap(), before);
    let done = served(path, "en", &["restore", copy, "--yes"]);
    assert_eq!(done.code, 0, "{:?}", done.said);
    assert_eq!(fs::read(done.out.rsplit("kept in ").next().unwrap()).unwrap(), before);
    let told = served(path, "en", &["doctor"]);
    assert!(told.code == 0 && told.out.contains("nothing is wrong"), "{} {:?}", told.out, told.said);
}

#[test]
fn a_file_that_was_cut_to_nothing_is_no_new_one_where_there_are_copies() {
    let desk = desk();
    let path = desk.folder.path().join("cut.db");
    fs::write(&path, "").unwrap();
    for (lang, said) in
        [("en", "this file is empty, and there is no copy"), ("vi", "tệp này trống rỗng, và không có bản sao")]
    {
        for rest in [&["doctor"][..], &["doctor", "--repair"], &["info"], &["backup"], &["undo"]] {
            let told = served(&path, lang, rest);
            assert!(told.code == 6 && told.said.join("").contains(said), "{rest:?}: {} {:?}", told.code, told.said);
            assert_eq!(fs::metadata(&path).unwrap().len(), 0, "{rest:?}");
        }
    }
    assert_eq!(
        served(&path, "en", &["list", "leads"]).code,
        0,
        "an empty file without copies is begun by what needs one"
    );
    let store = store_at(&path, Lang::En);
    let day = |n| now().naive_local() + chrono::TimeDelta::days(n);
    let [_, copy] = [(Reason::Asked, 1), (Reason::Day, 2)].map(|(why, n)| store.keep_copy(why, day(n)).unwrap());
    drop(store);
    fs::write(&path, "").unwrap();
    // What was saved last may stand there: the engine would throw it away.
    let log = path.with_file_name("cut.db-wal");
    fs::write(&log, "a log").unwrap();
    assert_eq!(served(&path, "en", &["--read-only", "today"]).code, 6);
    let newest = format!("linchpin restore {}", copy.display());
    is_replaced(&path, &copy, [&newest, &newest], ["it is empty", "tệp trống rỗng"]);
    let logs = names(&folder(&path), "-damaged.db-wal");
    assert_eq!(logs.iter().map(|log| fs::read_to_string(log).unwrap()).collect::<Vec<_>>(), ["a log"]);
}

#[test]
fn a_file_that_is_none_of_ours_is_told_to_be_and_a_copy_takes_its_place() {
    let desk = desk();
    let copy = desk.folder.path().join("copy.db");
    desk.store.copy_to(&copy).unwrap();
    let path = desk.folder.path().join("other.db");
    let said = ["restore COPY puts a copy", "restore BẢN_SAO để dùng lại"];
    Connection::open(&path).unwrap().execute_batch("CREATE TABLE t (a)").unwrap();
    is_replaced(&path, &copy, said, ["it has no journal", "không có nhật ký"]);
    fs::copy(&copy, &path).unwrap();
    Connection::open(&path).unwrap().pragma_update(None, "user_version", -7).unwrap();
    is_replaced(&path, &copy, said, ["there is no format -7", "không có định dạng -7"]);
    // It says that it is of the first version, and has what only later ones have.
    fs::copy(&copy, &path).unwrap();
    let sql = Connection::open(&path).unwrap();
    sql.execute_batch("PRAGMA journal_mode = wal; PRAGMA user_version = 1").unwrap();
    drop(sql);
    is_replaced(&path, &copy, said, ["SQLite: ", "SQLite: "]);
}

/// Each is broken as no program of ours would; all of it is found, and all that follows from the rest is mended.
#[test]
fn what_is_wrong_is_found_and_what_follows_from_the_rest_is_mended() {
    let mut desk = desk();
    assert!(health(&desk).is_well());
    let sql = Connection::open(desk.store.path()).unwrap();
    sql.execute_batch(
        "UPDATE lead SET called = 'someone else', due_at = 0 WHERE id = 1;
         UPDATE lead SET words = 5 WHERE id = 2;",
    )
    .unwrap();
    let packed = Ref { kind: "lead", id: 3 }.packed();
    let ghost = Ref { kind: "lead", id: 99 }.packed();
    sql.execute("DELETE FROM find WHERE rowid = ?", [packed]).unwrap();
    sql.execute("INSERT INTO find (rowid, t) VALUES (?, 'ghost')", [ghost]).unwrap();
    drop(sql);
    let found = health(&desk);
    let stale: Vec<(i64, &str)> = found.stale.iter().map(|(at, what)| (at.id, *what)).collect();
    assert_eq!(stale, [(1, "called"), (2, "words")]);
    assert_eq!(found.unfound, [Ref { kind: "lead", id: 3 }]);
    assert_eq!(found.ghosts, [ghost]);
    let third =
        |desk: &Desk| desk.store.lookup("mai", 5, None).unwrap().iter().any(|f| f.at == Ref { kind: "lead", id: 3 });
    assert!(!third(&desk));
    desk.store.repair(&found, now().naive_local()).unwrap();
    assert!(health(&desk).is_well());
    assert!(third(&desk));
    assert!(desk.store.lookup("ghost", 5, None).unwrap().is_empty());
}

/// Keys, marks and the row of each record that names its own are no record: they follow from all of them.
#[test]
fn what_tells_twins_and_finds_numbers_is_compared_with_the_records_and_written_anew() {
    for spoil in [
        "DELETE FROM alike",
        "DELETE FROM find_key",
        "DELETE FROM found_by",
        "DELETE FROM alike WHERE packed = (SELECT packed FROM alike LIMIT 1)",
        "UPDATE alike SET many = 0",
        "UPDATE alike SET many = 1",
        "UPDATE find_key SET key = 'x' || key WHERE packed = (SELECT packed FROM find_key LIMIT 1)",
        "UPDATE found_by SET marks = '[1]' WHERE packed = (SELECT packed FROM found_by LIMIT 1)",
        "INSERT INTO alike VALUES (7, 9999, 0)",
    ] {
        let mut desk = desk();
        let twins = desk.names("leads", "likely");
        assert_eq!(twins.len(), 3);
        act(&mut desk.store, "lead", "add", &[], &[("name", "Bà Tư"), ("phone", "0903 000 111"), ("email", "tu@a.vn")]);
        assert_eq!(health(&desk).amiss, [] as [&str; 0]);
        Connection::open(desk.store.path()).unwrap().execute_batch(spoil).unwrap();
        let found = health(&desk);
        assert!(!found.is_well() && found.is_mendable() && !found.amiss.is_empty(), "{spoil}: {found:?}");
        let output = desk.run(&["doctor"]).unwrap();
        assert_eq!(output.code, 4, "{spoil}: {}", output.out);
        desk.store.repair(&found, now().naive_local()).unwrap();
        assert!(health(&desk).is_well(), "{spoil}: {:?}", health(&desk));
        assert_eq!(desk.names("leads", "likely"), twins, "{spoil}");
        desk.import("leads", "Full Name,Mobile\nLê Mai,0912 120 888\n", &["--on-duplicate", "skip"]);
        assert_eq!(desk.names("leads", "").len(), 4, "{spoil}");
    }
}

/// What keeps the journal, and what finds quickly, is compared with how this program makes it.
#[test]
fn triggers_and_indexes_that_are_gone_are_told_and_made_anew() {
    let mut desk = desk();
    let path = desk.store.path().to_owned();
    Connection::open(&path)
        .unwrap()
        .execute_batch(
            "DROP TRIGGER lead_u_name; DROP TRIGGER contact_i; DROP INDEX lead_later;
             DROP INDEX reach_parent; CREATE INDEX reach_parent ON reach (sort);",
        )
        .unwrap();
    desk.store = store_at(&path, Lang::En);
    let found = health(&desk);
    assert_eq!(found.unmade, ["contact_i", "lead_later", "lead_u_name", "reach_parent"]);
    assert!(!found.is_well() && found.is_mendable());
    for (lang, said) in [
        ("en", ["lead_u_name is not as linchpin makes it: the journal may lack changes", "lead_later is not as"]),
        ("vi", ["lead_u_name không như linchpin tạo ra: nhật ký có thể thiếu", "lead_later không như linchpin"]),
    ] {
        let words = ["linchpin", "--db", path.to_str().unwrap(), "--lang", lang, "--format", "text", "doctor"];
        let told = linchpin::cli::serve(words.map(std::ffi::OsString::from));
        assert_eq!(told.code, 4);
        assert!(said.iter().all(|said| told.out.contains(said)), "{}", told.out);
    }
    desk.store.repair(&found, now().naive_local()).unwrap();
    assert!(health(&desk).is_well());
    act(&mut desk.store, "lead", "set", &[1], &[("name", "Khác")]);
    desk.run(&["undo"]).unwrap();
    desk.store = store_at(&path, Lang::En);
    assert_eq!(desk.store.get::<linchpin::domain::lead::Lead>(1).unwrap().name, "Nguyễn Thị Đào");
}

/// Whatever of it is found by is made of the rows, which are whole.
#[test]
fn indexes_and_words_that_are_damaged_are_made_anew_from_the_rows() {
    for spoil in [
        // Entries that the index lacks: it is shown as empty to who fills it.
        "CREATE TEMP TABLE kept AS SELECT * FROM sqlite_schema WHERE name = 'lead_due';
         PRAGMA writable_schema = on;
         UPDATE sqlite_schema SET sql = replace(sql, 'WHERE due_at IS NOT NULL', 'WHERE due_at < 0') WHERE name = 'lead_due';
         PRAGMA writable_schema = reset; REINDEX lead_due; PRAGMA writable_schema = on;
         UPDATE sqlite_schema SET sql = (SELECT sql FROM kept) WHERE name = 'lead_due'; PRAGMA writable_schema = reset;",
        "UPDATE find_data SET block = x'' WHERE id > 10",
        "UPDATE exact_data SET block = zeroblob(length(block)) WHERE id > 10",
        "DELETE FROM find_data WHERE id > 10",
        "DELETE FROM exact_data",
        "DELETE FROM find_data; DELETE FROM exact_data",
    ] {
        let desk = desk();
        let path = desk.store.path().to_owned();
        let (leads, third) = (desk.names("leads", ""), Ref { kind: "lead", id: 3 });
        assert!(desk.store.lookup("mai", 5, None).unwrap().iter().any(|found| found.at == third));
        let sql = Connection::open(&path).unwrap();
        sql.set_db_config(rusqlite::config::DbConfig::SQLITE_DBCONFIG_DEFENSIVE, false).unwrap();
        sql.execute_batch(spoil).unwrap();
        drop(sql);
        let words = |more: &[&str]| {
            let globals = ["linchpin", "--db", path.to_str().unwrap(), "--as", "Mai", "--lang", "en"];
            linchpin::cli::serve(globals.iter().chain(more).map(std::ffi::OsString::from))
        };
        let told = words(&["doctor"]);
        assert_eq!(told.code, 6, "{spoil}: {}", told.out);
        assert!(told.out.contains("doctor --repair"), "{spoil}: {}", told.out);
        assert!(!told.out.contains("restore a copy"), "{spoil}: {}", told.out);
        let told = words(&["doctor", "--repair"]);
        assert_eq!(told.code, 0, "{spoil}: {} {:?}", told.out, told.said);
        assert!(told.out.contains("-repair.db") && told.out.contains("nothing is wrong"), "{spoil}: {}", told.out);
        let again = words(&["doctor"]);
        assert!(again.code == 0 && again.out.contains("nothing is wrong"), "{spoil}: {}", again.out);
        let after = Desk { folder: tempfile::tempdir().unwrap(), store: store_at(&path, Lang::En) };
        assert_eq!(after.names("leads", ""), leads, "{spoil}");
        assert!(after.store.lookup("mai", 5, None).unwrap().iter().any(|found| found.at == third), "{spoil}");
        assert_eq!(after.store.lookup("0912120", 5, None).unwrap().len(), 3, "{spoil}");
    }
}

/// The file guards itself against it; so the guards are taken away first.
#[test]
fn what_leads_nowhere_is_found_and_told() {
    let desk = desk();
    let sql = Connection::open(desk.store.path()).unwrap();
    let guards: Vec<String> = sql
        .prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger'")
        .unwrap()
        .query_map([], |row| row.get(0))
        .unwrap()
        .map(Result::unwrap)
        .collect();
    sql.execute_batch("PRAGMA foreign_keys = off").unwrap();
    for guard in guards {
        sql.execute_batch(&format!("DROP TRIGGER \"{guard}\"")).unwrap();
    }
    let reach: i64 = sql.query_row("SELECT id FROM reach WHERE parent = 2", [], |row| row.get(0)).unwrap();
    sql.execute_batch("DELETE FROM lead WHERE id = 2; UPDATE lead SET owner = 77 WHERE id = 3").unwrap();
    drop(sql);
    let astray = health(&desk).astray;
    let has = |table: &str, id: i64| astray.iter().any(|(of, row, _)| of == table && *row == id);
    assert!(has("reach", reach) && has("lead", 3), "{astray:?}");
    let output = desk.run(&["doctor"]).unwrap();
    assert_eq!(output.code, 4);
    assert!(output.out.contains("\"well\":false"), "{}", output.out);
    for (lang, said) in [
        (
            "en",
            [format!("Reached at #{reach}: its lead is not there"), "lead Lê Mai: its owner is not there".to_owned()],
        ),
        (
            "vi",
            [
                format!("Liên lạc #{reach}: khách mới của nó không còn"),
                "khách mới Lê Mai: phụ trách của nó không còn".to_owned(),
            ],
        ),
    ] {
        let told = desk.run_in(lang, "text", &["doctor"]).unwrap().out;
        assert!(said.iter().all(|said| told.contains(said)), "{told}");
    }
}

#[test]
fn what_does_not_follow_from_the_rest_is_told_in_the_readers_words() {
    let desk = desk();
    Connection::open(desk.store.path())
        .unwrap()
        .execute_batch(
            "UPDATE lead SET called = 'someone else' WHERE id = 1; UPDATE lead SET score = 7 WHERE id = 2;
             UPDATE lead SET due_why = NULL, due_at = 0 WHERE id = 3; UPDATE product SET words = 5; UPDATE code SET words = 5 WHERE id = 1;",
        )
        .unwrap();
    for (lang, said) in [
        (
            "en",
            [
                "someone else: what it is called is not",
                "Hùng: score is not",
                "Mai: due is not",
                ": what it is found by is not",
            ],
        ),
        (
            "vi",
            [
                "someone else: tên gọi không khớp",
                "Hùng: điểm không khớp",
                "Mai: hạn không khớp",
                ": từ để tra cứu không khớp",
            ],
        ),
    ] {
        let told = desk.run_in(lang, "text", &["doctor"]).unwrap().out;
        assert!(said.iter().all(|said| told.contains(said)), "{told}");
    }
}

#[test]
fn a_record_without_letters_or_digits_has_nothing_that_could_find_it() {
    let mut desk = desk();
    act(&mut desk.store, "lead", "add", &[], &[("name", "***")]);
    act(&mut desk.store, "lead", "add", &[], &[("company", "🙂"), ("phone", "0903 111 222")]);
    act(&mut desk.store, "product", "add", &[], &[("name", "###")]);
    desk.import("lead", "name,source\nLê Mai,???\n", &[]);
    assert_eq!(health(&desk).unfound, []);
    let output = desk.run(&["doctor"]).unwrap();
    assert_eq!(output.code, 0, "{}", output.out);
    // One that has words and is not found by them still is.
    Connection::open(desk.store.path())
        .unwrap()
        .execute("DELETE FROM find WHERE rowid IN (SELECT rowid FROM find LIMIT 1)", [])
        .unwrap();
    assert_eq!(health(&desk).unfound.len(), 1);
}

/// What is due says when by itself: a file in which nobody worked for weeks is as well as it was.
#[test]
fn a_file_stays_well_while_time_passes() {
    let mut store = super::demo::demo(now(), Lang::En);
    for days in [0, 3, 40, 400] {
        store.session_mut().now = now() + chrono::TimeDelta::days(days);
        let health = store.doctor(&mut |_, _| ()).unwrap();
        assert!(health.is_well(), "after {days} days: {:?}", health.stale);
    }
}

/// Another who is in the middle of a save is not overtaken, and not waited for without an end.
#[test]
fn a_copy_is_not_put_back_while_another_writes() {
    let mut desk = desk();
    let copy = desk.store.keep_copy(Reason::Asked, now().naive_local()).unwrap();
    act(&mut desk.store, "lead", "set", &[1], &[("name", "Khác")]);
    let other = Connection::open(desk.store.path()).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    desk.store.hurry(true).unwrap();
    let error = desk.store.restore(&copy, now().naive_local()).unwrap_err();
    assert!(matches!(Unusable::of(&error), Some(Unusable::Busy(_))), "{error:#}");
    other.execute_batch("ROLLBACK").unwrap();
    assert_eq!(desk.store.get::<linchpin::domain::lead::Lead>(1).unwrap().name, "Khác");
    desk.store.restore(&copy, now().naive_local()).unwrap();
    assert_eq!(desk.store.get::<linchpin::domain::lead::Lead>(1).unwrap().name, "Nguyễn Thị Đào");
}

#[test]
fn a_copy_is_kept_before_a_large_file_comes_in_and_before_no_other() {
    let desk = desk();
    let kept = || names(&folder(desk.store.path()), "-import.db").len();
    let rows = |from: usize, count: usize| -> String {
        let rows: Vec<String> = (from..from + count).map(|n| format!("Tên {n},Công ty {n}")).collect();
        format!("name,company\n{}\n", rows.join("\n"))
    };
    let (small, large) = (desk.file("small.csv", rows(0, 20)), desk.file("large.csv", rows(100, 4_000)));
    let (small, large) = (small.to_str().unwrap(), large.to_str().unwrap());
    assert!(fs::metadata(large).unwrap().len() * 10 > fs::metadata(desk.store.path()).unwrap().len());
    desk.run(&["import", "lead", small]).unwrap();
    desk.run(&["import", "lead", large, "--dry-run"]).unwrap();
    assert_eq!(kept(), 0);
    desk.run(&["import", "lead", large]).unwrap();
    assert_eq!(kept(), 1);
}

/// The same records in a file of the first version, without the index of words.
pub fn first_version(of: &Path, path: &Path) {
    let sql = Connection::open(path).unwrap();
    sql.execute_batch(include_str!("../../assets/migrations/0001.sql")).unwrap();
    sql.execute("ATTACH ? AS later", [of.to_str().unwrap()]).unwrap();
    let mut found = sql.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").unwrap();
    let tables: Vec<String> = found.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    let words = |table: &str| table.starts_with("exact") || (table.starts_with("find") && table != "find_key");
    for table in tables.iter().filter(|table| !words(table)) {
        let columns = "SELECT group_concat('\"' || name || '\"', ', ') FROM pragma_table_info(?, 'main')";
        let columns: String = sql.query_row(columns, [table], |row| row.get(0)).unwrap();
        let all = format!("INSERT INTO main.\"{table}\" ({columns}) SELECT {columns} FROM later.\"{table}\"");
        sql.execute(&all, []).unwrap();
    }
    sql.pragma_update(None, "user_version", 1).unwrap();
}

#[test]
fn a_file_of_an_earlier_version_is_made_new_and_kept_as_it_was() {
    let mut desk = desk();
    let (old, copy) = (desk.folder.path().join("first.db"), desk.folder.path().join("copy.db"));
    first_version(desk.store.path(), &old);
    fs::copy(&old, &copy).unwrap();
    let mut store = store_at(&old, Lang::En);
    let kept = names(&folder(&old), "first-2026-11-24-091400-version.db");
    assert_eq!(store.kept_as_it_was(), kept.first().map(PathBuf::as_path));
    let format: i64 =
        Connection::open(&kept[0]).unwrap().query_row("PRAGMA user_version", [], |row| row.get(0)).unwrap();
    assert_eq!(format, 1);
    assert_eq!(store.get::<linchpin::domain::lead::Lead>(2).unwrap().name, "Trần Văn Hùng");
    let health = store.doctor(&mut |_, _| ()).unwrap();
    store.repair(&health, now().naive_local()).unwrap();
    act(&mut store, "lead", "merge", &[1], &[("with", "2")]);
    assert!(store.doctor(&mut |_, _| ()).unwrap().is_well());
    // A copy of that version is told apart from the file, and put back.
    act(&mut desk.store, "lead", "set", &[3], &[("name", "Khác")]);
    let lead = |desk: &Desk| differs(desk, &copy).kinds.into_iter().find(|d| d.kind == "lead");
    let told = lead(&desk).unwrap();
    assert_eq!((told.here, told.changed), (0, 1));
    desk.store.restore(&copy, now().naive_local()).unwrap();
    assert!(lead(&desk).is_none());
    act(&mut desk.store, "lead", "merge", &[1], &[("with", "2")]);
    assert_eq!(desk.store.get::<linchpin::domain::lead::Lead>(3).unwrap().name, "Lê Mai");
}

#[test]
fn a_copy_that_cannot_be_kept_is_told_on_the_screen_at_once() {
    for (lang, said) in [(Lang::En, "no copy of today could be kept:"), (Lang::Vi, "hôm nay chưa giữ được bản sao:")]
    {
        let (good, bad) = (desk(), desk());
        let backups = folder(good.store.path());
        let mut s = Stage::new(store_at(good.store.path(), lang), 100, 24).unwrap();
        s.keep_daily();
        has_not(&s, said);
        assert_eq!(fs::read_dir(&backups).unwrap().count(), 1);
        fs::write(folder(bad.store.path()), "where the copies should go").unwrap();
        let mut s = Stage::new(store_at(bad.store.path(), lang), 100, 24).unwrap();
        s.keep_daily();
        has(&s, said);
        s.keys("j");
        has_not(&s, said);
    }
}

#[test]
fn what_is_left_of_copies_that_came_to_no_end_is_taken_away_by_the_next() {
    let desk = desk();
    let folder = folder(desk.store.path());
    fs::create_dir_all(&folder).unwrap();
    let part = |name: &str, minutes: u64| {
        let file = fs::File::create(folder.join(name)).unwrap();
        file.set_modified(std::time::SystemTime::now() - std::time::Duration::from_secs(60 * minutes)).unwrap();
    };
    part("w-2026-11-23-080000-day.part", 90);
    part("w-2026-11-23-080000-day.part-journal", 90);
    part("w-2026-11-24-080000-day.part", 1);
    part("other-2026-11-23-080000-day.part", 90);
    desk.store.keep_copy(Reason::Asked, now().naive_local()).unwrap();
    let mut left: Vec<String> =
        fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    left.sort();
    let ends: Vec<&str> = left.iter().filter(|name| name.contains(".part")).map(String::as_str).collect();
    assert_eq!(ends, ["other-2026-11-23-080000-day.part", "w-2026-11-24-080000-day.part"]);
}

/// Pages of a file are written over, as a failing disk does.
pub fn spoil(file: &Path, from: u64) {
    use std::io::{Seek, SeekFrom, Write};
    let mut file = std::fs::File::options().write(true).open(file).unwrap();
    file.seek(SeekFrom::Start(from)).unwrap();
    file.write_all(&[0xde; 8192]).unwrap();
}

#[test]
fn a_damaged_file_is_told_to_be_and_kept_as_it_is_where_a_copy_takes_its_place() {
    // In the middle, where it can be opened still, and at its beginning.
    for from in [4096 * 40, 0] {
        let desk = desk();
        let path = desk.store.path().to_owned();
        let copy = desk.folder.path().join("copy.db");
        desk.run(&["backup", copy.to_str().unwrap()]).unwrap();
        let leads = desk.names("leads", "");
        Connection::open(&path).unwrap().execute_batch("PRAGMA wal_checkpoint(TRUNCATE)").unwrap();
        spoil(&path, from);
        let spoilt = std::fs::read(&path).unwrap();
        let words = |more: &[&str]| {
            let globals = ["linchpin", "--db", path.to_str().unwrap(), "--as", "Mai", "--lang", "en"];
            linchpin::cli::serve(globals.iter().chain(more).map(std::ffi::OsString::from))
        };
        let doctor = words(&["doctor"]);
        assert_eq!(doctor.code, 6, "{}", doctor.out);
        assert!(doctor.said[0].contains("linchpin restore COPY puts a copy of it in its place"), "{:?}", doctor.said);
        let restore = ["restore", copy.to_str().unwrap()];
        let told = words(&restore);
        assert!(
            told.code == 0
                && told.out.starts_with("the file is damaged or no linchpin workspace (SQLite: ")
                && told.out.contains("--yes"),
            "{}",
            told.out
        );
        assert_eq!(std::fs::read(&path).unwrap(), spoilt);
        let done = words(&[&restore[..], &["--yes"]].concat());
        assert_eq!(done.code, 0, "{:?}", done.said);
        let kept = done.out.rsplit("kept in ").next().unwrap().trim();
        assert!(kept.ends_with("-damaged.db"), "{kept}");
        assert_eq!(std::fs::read(kept).unwrap(), spoilt);
        let again = words(&["doctor"]);
        assert!(again.code == 0 && again.out.contains("nothing is wrong"), "{}", again.out);
        let after = Desk { folder: tempfile::tempdir().unwrap(), store: super::store_at(&path, Lang::En) };
        assert_eq!(after.names("leads", ""), leads);
    }
}

#[test]
fn what_only_looks_writes_nothing() {
    let desk = desk();
    let copy = desk.folder.path().join("copy.db");
    desk.store.copy_to(&copy).unwrap();
    let (copy, path) = (copy.to_str().unwrap(), desk.folder.path().join("nosuch.db"));
    for (lang, said) in [("en", "there is no such file"), ("vi", "không có tệp này")] {
        let told = served(&path, lang, &["restore", copy]);
        assert!(told.code == 0 && told.out.contains(said) && told.out.contains("--yes"), "{told:?}");
        let told = served(&path, lang, &["info"]);
        assert!(told.code == 3 && told.out.contains("nosuch.db") && told.said.join("").contains(said), "{told:?}");
        assert!(!path.exists(), "{lang}");
    }
    assert_eq!(served(&path, "en", &["restore", "other.db"]).code, 3);
    assert!(!path.exists());
    assert_eq!(served(&path, "en", &["restore", copy, "--yes"]).code, 0);
    assert_eq!(served(&path, "en", &["list", "leads", "--format", "csv"]).out.lines().count(), 4);
}

/// A file with a damaged page of leads, and beside it copies: the newest is damaged itself, the one before reads well.
fn broken() -> (Desk, [PathBuf; 2]) {
    let desk = desk();
    let day = |n| now().naive_local() + chrono::TimeDelta::days(n);
    let copies = [1, 2].map(|n| desk.store.keep_copy(Reason::Day, day(n)).unwrap());
    Connection::open(desk.store.path()).unwrap().execute_batch("PRAGMA wal_checkpoint(TRUNCATE)").unwrap();
    for path in [desk.store.path(), &copies[1]] {
        let root: u64 = Connection::open(path)
            .unwrap()
            .query_row("SELECT rootpage FROM sqlite_schema WHERE name = 'lead'", [], |row| row.get::<_, i64>(0))
            .map(|root| root.try_into().unwrap())
            .unwrap();
        spoil(path, (root - 1) * 4096);
    }
    (desk, copies)
}

#[test]
fn a_file_that_cannot_be_repaired_names_the_newest_copy_that_is_well() {
    let (desk, [well, bad]) = broken();
    let path = desk.store.path().to_owned();
    for (lang, said, never) in
        [("en", "the newest copy that is well", "0 records"), ("vi", "bản sao lành mới nhất", "0 bản ghi")]
    {
        let told = served(&path, lang, &["doctor"]);
        assert_eq!(told.code, 6, "{told:?}");
        let command = format!("linchpin --db {} restore {}", path.display(), well.display());
        assert!(told.out.contains(&command) && told.out.contains(said), "{}", told.out);
        assert!(!told.out.contains(never), "{}", told.out);
    }
    // Where it cannot be opened at all, too; for a script that is no document.
    let whole = fs::read(&path).unwrap();
    spoil(&path, 0);
    let told = served(&path, "en", &["doctor"]);
    assert!(told.code == 6 && told.out.contains(well.to_str().unwrap()) && told.said.len() == 1, "{told:?}");
    let told = served(&path, "en", &["doctor", "--format", "json"]);
    assert!(told.code == 6 && told.out.is_empty(), "{told:?}");
    fs::write(&path, whole).unwrap();
    fs::remove_file(&well).unwrap();
    let told = served(&path, "en", &["doctor"]);
    assert!(told.out.contains("no copy of it in") && !told.out.contains(bad.to_str().unwrap()), "{}", told.out);
}

#[test]
fn that_a_file_is_damaged_stays_on_the_screen() {
    for (lang, said, then) in
        [(Lang::En, "This file is damaged", "linchpin doctor"), (Lang::Vi, "Tệp này bị hỏng", "linchpin doctor")]
    {
        let (desk, [_, newest]) = broken();
        let mut s = Stage::new(store_at(desk.store.path(), lang), 80, 24).unwrap();
        let name = newest.file_name().unwrap().to_str().unwrap();
        s.keys("1");
        for key in ["j", "2", "1", "<f2>", "<esc>", "zz"] {
            s.keys(key);
            let screen = s.screen();
            for part in [said, then, name] {
                assert!(screen.contains(part), "{key}: no '{part}' in\n{screen}");
            }
            assert_eq!(screen.matches(said).count(), 1, "{screen}");
        }
    }
}

#[test]
fn a_copy_that_lacks_a_table_is_not_named_as_well() {
    let desk = desk();
    let day = |n| now().naive_local() + chrono::TimeDelta::days(n);
    let well = desk.store.keep_copy(Reason::Day, day(1)).unwrap();
    let bad = desk.store.keep_copy(Reason::Day, day(2)).unwrap();
    Connection::open(&bad).unwrap().execute_batch("DROP TABLE alike").unwrap();
    let path = desk.store.path().to_owned();
    drop(desk.store);
    let whole = fs::read(&path).unwrap();
    for cut in [0, whole.len() * 7 / 10] {
        let mut spoilt = whole[..whole.len().min(cut.max(4096))].to_vec();
        if cut == 0 {
            spoilt[..16].fill(0);
        }
        fs::write(&path, &spoilt).unwrap();
        for end in ["-wal", "-shm"] {
            let _ = fs::remove_file(format!("{}{end}", path.display()));
        }
        for lang in ["en", "vi"] {
            let told = served(&path, lang, &["doctor"]);
            assert!(told.code == 6 && told.out.contains(well.to_str().unwrap()), "{told:?}");
            assert!(!told.out.contains(bad.to_str().unwrap()), "{}", told.out);
        }
    }
    fs::remove_file(&well).unwrap();
    let told = served(&path, "en", &["doctor"]);
    assert!(told.out.contains("no copy of it in"), "{}", told.out);
}
