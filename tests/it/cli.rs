//! The command line: what it prints, and with which code it ends.
use super::card::with_order;
use super::desk::Desk;
use super::{act, morning_in, path};
use linchpin::cli::{Output, exit_code, run};
use linchpin::lang::Lang;
use std::ffi::OsString;
use std::io::{self, ErrorKind, Write};
use std::path::Path;
use std::process::{Command, Stdio};

fn words(file: &Path, rest: &[&str]) -> Vec<OsString> {
    let globals = [
        "linchpin",
        "--db",
        file.to_str().unwrap(),
        "--as",
        "Mai",
        "--lang",
        "en",
        "--now",
        "2026-11-24T09:14:00+07:00",
    ];
    globals.iter().chain(rest).map(OsString::from).collect()
}

#[track_caller]
fn done(file: &Path, rest: &[&str]) -> Output {
    run(words(file, rest)).unwrap_or_else(|error| panic!("{rest:?}: {error:#}"))
}

/// The exit code of what fails, and its sentence.
#[track_caller]
fn fails(file: &Path, rest: &[&str]) -> (u8, String) {
    let error = run(words(file, rest)).expect_err("it should fail");
    (exit_code(&error), format!("{error:#}"))
}

fn morning() -> std::path::PathBuf {
    morning_in(Lang::En).path().to_owned()
}

#[test]
fn records_are_added_changed_shown_and_taken_back() {
    let file = morning();
    let added = done(&file, &["--format", "json", "add", "lead", "name=Bà Tám", "phone=0903 123 456"]);
    assert_eq!(added.out, r#"{"kind":"lead","id":8}"#);
    assert_eq!(added.said, ["Likely known already: lead Nguyễn Thị Đào (same phone)"]);
    assert_eq!(done(&file, &["act", "lead", "8", "assign", "to=lan"]).out, "Bà Tám → Lan");
    assert_eq!(
        done(&file, &["set", "leads", "8", "company=Chợ Lớn", "next=fri"]).out,
        "Bà Tám → Company Chợ Lớn · Next step 27/11/2026 08:00"
    );
    let shown: serde_json::Value =
        serde_json::from_str(&done(&file, &["--format", "json", "show", "lead", "8"]).out).unwrap();
    assert_eq!(shown["owner"], "Lan");
    assert_eq!(shown["next"], "2026-11-27T08:00:00+07:00");
    assert_eq!(shown["state"], "new");
    assert_eq!(done(&file, &["undo", "2"]).out.lines().count(), 2);
    assert_eq!(done(&file, &["redo"]).out, "Bà Tám → Lan");
    let history = done(&file, &["history", "lead", "8"]).out;
    assert!(history.lines().next().unwrap().ends_with("Mai: Bà Tám → Lan"), "{history}");
    assert!(history.contains("Owner: — → Lan"), "{history}");
}

#[test]
fn the_lookup_and_the_lists_print_what_scripts_count_on() {
    let file = morning();
    let found: serde_json::Value =
        serde_json::from_str(&done(&file, &["--format", "json", "find", "84903"]).out).unwrap();
    assert_eq!(found[0]["title"], "Nguyễn Thị Đào");
    assert_eq!(found[0]["phone"], "0903 123 456");
    assert_eq!(done(&file, &["--format", "json", "find", "zzzz"]).out, "[]");
    let rows: serde_json::Value = serde_json::from_str(
        &done(&file, &["--format", "json", "list", "leads", "--filter", "source:fair", "--sort", "name-"]).out,
    )
    .unwrap();
    let names: Vec<&str> = rows.as_array().unwrap().iter().map(|row| row["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["Phạm Đức Duy", "Ōta Kenji", "Nguyễn Thị Đào"]);
    let now: serde_json::Value = serde_json::from_str(&done(&file, &["--format", "json", "today"]).out).unwrap();
    let leads = now.as_array().unwrap().iter().find(|screen| screen["kind"] == "lead").unwrap();
    assert_eq!(leads["badge"], 7);
    assert_eq!(done(&file, &["list", "lead", "--view", "Now", "--limit", "2"]).out.lines().count(), 2);
}

#[test]
fn each_failure_has_its_code_and_one_sentence() {
    let file = morning();
    assert_eq!(fails(&file, &["show", "lead", "99"]), (3, "no lead 99".to_owned()));
    assert_eq!(fails(&file, &["show", "nothing", "1"]).0, 2);
    assert_eq!(fails(&file, &["act", "lead", "1", "fly"]).0, 2);
    assert_eq!(fails(&file, &["act", "lead", "1", "disqualify"]), (4, "reason: must be given".to_owned()));
    assert_eq!(fails(&file, &["list", "leads", "--filter", "owner:nobody"]).0, 2);
    assert_eq!(fails(&file, &["frobnicate"]).0, 2);
    assert_eq!(fails(&file, &["--read-only", "add", "lead", "name=x"]).0, 5);
    let nobody =
        run(["linchpin", "--db", file.to_str().unwrap(), "--as", "Xyz", "info"].map(OsString::from)).unwrap_err();
    assert_eq!(exit_code(&nobody), 3);
}

#[test]
fn nothing_is_written_through_a_workbench_that_only_reads() {
    let file = morning();
    let played = done(&file, &["--read-only", "play", "--keys", "1n"]).out;
    assert!(played.contains("the file cannot be written now"), "{played}");
    assert!(!played.contains("Tab next"), "nothing is filled in: {played}");
    assert_eq!(done(&file, &["list", "lead"]).out.lines().count(), 7);
}

#[test]
fn damage_that_is_met_while_reading_is_told_as_damage() {
    let file = morning();
    let mut bytes = std::fs::read(&file).unwrap();
    bytes[2 * 4096..].fill(0xff);
    std::fs::write(&file, bytes).unwrap();
    let (code, said) = fails(&file, &["list", "lead"]);
    assert_eq!(code, 6, "{said}");
}

#[test]
fn a_newer_a_damaged_and_a_foreign_file_are_told_apart_from_a_good_one() {
    let file = morning();
    rusqlite::Connection::open(&file).unwrap().pragma_update(None, "user_version", 99).unwrap();
    let (code, said) = fails(&file, &["today"]);
    assert_eq!(code, 6);
    assert!(said.contains("newer linchpin"), "{said}");
    let text = path();
    std::fs::write(&text, "name,phone\nĐào,0903\n".repeat(100)).unwrap();
    assert_eq!(fails(&text, &["today"]).0, 6);
    let other = path();
    rusqlite::Connection::open(&other).unwrap().execute_batch("CREATE TABLE t (x); PRAGMA user_version = 1;").unwrap();
    assert_eq!(fails(&other, &["today"]).0, 6);
}

/// Whatever number such a program gives to the form of its files, and whatever it calls its tables.
#[test]
fn the_database_of_another_program_is_refused_and_left_as_it_is() {
    for (version, tables) in [
        (0, "CREATE TABLE album (id INTEGER PRIMARY KEY, title TEXT); INSERT INTO album VALUES (1, 'Hạ trắng')"),
        (0, "CREATE VIEW entry AS SELECT 1 AS id"),
        (3, "CREATE TABLE entry (id INTEGER PRIMARY KEY, title TEXT)"),
        (70, "CREATE TABLE album (id INTEGER PRIMARY KEY, title TEXT)"),
    ] {
        let other = path();
        let sql = rusqlite::Connection::open(&other).unwrap();
        sql.execute_batch(tables).unwrap();
        sql.pragma_update(None, "user_version", version).unwrap();
        drop(sql);
        let before = std::fs::read(&other).unwrap();
        for words in [&["find", "abc"][..], &["--read-only", "find", "abc"], &["add", "lead", "name=Bà Tư"]] {
            let (code, said) = fails(&other, words);
            assert_eq!(code, 6, "{version} {words:?}: {said}");
            assert!(said.contains("damaged or no linchpin workspace"), "{version} {words:?}: {said}");
        }
        let mine = morning();
        let (code, said) = fails(&mine, &["restore", other.to_str().unwrap(), "--yes"]);
        assert_eq!(code, 6, "{version}: {said}");
        assert!(said.contains("no copy of a linchpin workspace"), "{version}: {said}");
        assert_eq!(done(&mine, &["list", "lead"]).out.lines().count(), 7);
        assert!(std::fs::read(&other).unwrap() == before, "{version}: it was written into");
    }
}

#[test]
fn a_new_file_is_its_owners_alone() {
    use std::os::unix::fs::PermissionsExt;
    let file = morning();
    assert_eq!(std::fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
}

#[test]
fn play_draws_the_workbench_and_says_what_keys_cost() {
    let file = morning();
    let played = done(&file, &["play", "--size", "80x24", "--screen", "leads", "--keys", "jj", "--timings"]).out;
    assert!(played.contains("▌ in 56 m     • Maria Jensen"), "{played}");
    let last: serde_json::Value = serde_json::from_str(played.lines().last().unwrap()).unwrap();
    assert_eq!(last["keys"], 2);
    assert!(last["p99_us"].as_u64() >= last["p50_us"].as_u64());
    assert_eq!(done(&file, &["play", "--size", "80x24", "--keys", "jj", "--every"]).out.matches("0 Today").count(), 2);
    // Keys that come at once are one frame, for which each has waited.
    let burst = done(&file, &["play", "--size", "80x24", "--keys", "1jj", "--burst", "--every", "--timings"]).out;
    assert_eq!(burst.matches("Tue 24/11 09:14").count(), 1, "{burst}");
    let last: serde_json::Value = serde_json::from_str(burst.lines().last().unwrap()).unwrap();
    assert_eq!((&last["keys"], &last["p50_us"]), (&3.into(), &last["max_us"]));
    let (code, said) = fails(&file, &["play", "--keys", "1<nope>"]);
    assert!(code == 2 && said.contains("'<nope>' is no key"), "{code} {said}");
}

#[test]
fn reports_are_asked_for_by_name() {
    let file = morning();
    let listed = done(&file, &["reports"]).out;
    assert!(listed.contains("orders-by-month"), "{listed}");
    let funnel: serde_json::Value =
        serde_json::from_str(&done(&file, &["--format", "json", "report", "lead-funnel", "--by", "month"]).out)
            .unwrap();
    assert_eq!(funnel["name"], "lead-funnel");
    let came_in: i64 = funnel["rows"].as_array().unwrap().iter().map(|row| row["in"].as_i64().unwrap()).sum();
    assert_eq!(came_in, 7, "{funnel}");
    let before = done(&file, &["--format", "csv", "report", "lead-funnel", "--to", "1/1/2020"]).out;
    assert_eq!(before.lines().count(), 1, "{before}");
    let out = path().with_extension("csv");
    done(&file, &["report", "lead-funnel", "-o", out.to_str().unwrap()]);
    assert!(std::fs::read_to_string(&out).unwrap().starts_with("source,in,"));
    assert_eq!(fails(&file, &["report", "wishes"]).0, 3);
    assert_eq!(fails(&file, &["report", "lead-funnel", "--from", "soon"]).0, 2);
    assert_eq!(fails(&file, &["report", "lead-funnel", "-o", "f.docx"]).0, 2);
}

#[test]
fn the_card_of_who_calls_is_printed_by_number_name_or_order() {
    let file = with_order(Lang::En).path().to_owned();
    let card = |words: &[&str]| {
        let words: Vec<&str> = ["--format", "json", "call"].iter().chain(words).copied().collect();
        serde_json::from_str::<serde_json::Value>(&done(&file, &words).out).unwrap()
    };
    for words in [&["0277", "387"][..], &["+84 277 387 1234"], &["so-1019"], &["1019"]] {
        let card = card(words);
        assert_eq!(
            (card["kind"].as_str(), card["title"].as_str()),
            (Some("account"), Some("Gạo Đồng Tháp")),
            "{words:?}"
        );
        assert_eq!(card["open"][0]["name"], "SO-1019");
        assert_eq!(card["owner"], "Lan, away until Thu 26/11 → Minh answers");
    }
    assert_eq!(card(&["nga"])["about"], "Purchasing, Gạo Đồng Tháp");
    let told = done(&file, &["call", "nga"]).out;
    assert!(
        told.starts_with("Đào Ngọc Nga · Purchasing, Gạo Đồng Tháp · A · 0903 123 456\nOwner:\n  Lan, away"),
        "{told}"
    );
    // Where several may be meant the others are named.
    assert_eq!(done(&file, &["call", "nga"]).said, [""; 0]);
    let thi = done(&file, &["call", "thi"]).said.concat();
    assert!(thi.starts_with("'thi' may be "), "{thi}");
    assert!(thi.contains(" (lead · ") && thi.ends_with("; more letters tell them apart"), "{thi}");
    let (code, said) = fails(&file, &["call", "0999888777"]);
    assert_eq!((code, said.as_str()), (3, "no caller 0999888777"));
    let found: serde_json::Value =
        serde_json::from_str(&done(&file, &["--format", "json", "find", "nguyen thi dao"]).out).unwrap();
    assert_eq!((found[0]["kind"].as_str(), found[0]["title"].as_str()), (Some("contact"), Some("Đào Ngọc Nga")));
    assert_eq!(found.as_array().unwrap().len(), 1, "one row a person");
}

/// One document and nothing else, whatever was asked.
#[test]
fn what_is_done_is_one_document_to_a_script() {
    let file = morning();
    let doc = |rest: &[&str]| {
        let words: Vec<&str> = ["--format", "json"].iter().chain(rest).copied().collect();
        let out = done(&file, &words).out;
        serde_json::from_str::<serde_json::Value>(&out).unwrap_or_else(|error| panic!("{rest:?}: {error}: '{out}'"))
    };
    let set = doc(&["set", "lead", "1", "company=Chợ Lớn"]);
    assert_eq!(set, serde_json::json!({"kind":"lead","ids":[1],"act":"set","made":[]}));
    let moved = doc(&["act", "leads", "2,3", "assign", "to=lan"]);
    assert_eq!(moved, serde_json::json!({"kind":"lead","ids":[2,3],"act":"assign","made":[]}));
    let undone = doc(&["undo", "2"]);
    assert_eq!(undone.as_array().unwrap().len(), 2);
    assert_eq!(
        (&undone[0]["act"], &undone[0]["count"], &undone[1]["title"]),
        (&"assign".into(), &2.into(), &"Nguyễn Thị Đào".into())
    );
    assert_eq!(doc(&["redo"])[0]["act"], "set");
    assert_eq!(doc(&["undo", "--entry", &undone[1]["entry"].to_string()])[0]["kept"], serde_json::json!([]));
    let blank = tempfile(&file, "blank.db");
    done(&blank, &["add", "lead", "name=An"]);
    for (format, nothing) in [("json", "[]"), ("csv", "entry,kind,act,title,count,kept")] {
        let output = done(&blank, &["--format", format, "redo"]);
        assert_eq!((output.out.as_str(), output.said.len()), (nothing, 1));
    }
    let list = tempfile(&file, "list.json");
    let list = list.to_str().unwrap();
    assert_eq!(doc(&["export", "leads", "-o", list]), serde_json::json!({"kind":"lead","count":7,"file":list}));
    assert_eq!(doc(&["report", "pipeline", "-o", list]), serde_json::json!({"name":"pipeline","file":list}));
}

fn tempfile(beside: &Path, name: &str) -> std::path::PathBuf {
    beside.with_file_name(format!("{}-{name}", beside.file_stem().unwrap().to_string_lossy()))
}

#[test]
fn what_is_wrong_on_the_line_itself_is_wrong_usage_in_one_sentence() {
    let file = morning();
    for rest in [
        &["report", "lead-funnel", "--by", "weather"][..],
        &["report", "lead-funnel", "--from", "someday"],
        &["list", "leads", "--filter", "weather:fine"],
        &["export", "orders", "--filter", "weather:fine"],
        &["import", "leads"],
        &["fly"],
    ] {
        let error = run(words(&file, rest)).expect_err("it should fail");
        let said = linchpin::cli::sentence(&error, Lang::En);
        assert_eq!((exit_code(&error), said.lines().count()), (2, 1), "{rest:?}: {said}");
        assert!(!said.starts_with("error") && !said.contains("Usage:"), "{said}");
    }
}

#[test]
fn what_copies_examines_or_takes_back_begins_no_file_where_none_is_and_what_asks_says_so() {
    let none = tempfile(&morning(), "nowhere/none.db");
    let served = |lang, rest: &[&str]| {
        let globals = ["linchpin", "--db", none.to_str().unwrap(), "--lang", lang];
        linchpin::cli::serve(globals.iter().chain(rest).map(OsString::from))
    };
    let refused = ["undo", "redo", "doctor", "doctor --repair", "backup", "info", "--read-only info", "--read-only"];
    for rest in refused.map(|words| words.split(' ').collect::<Vec<_>>()) {
        let rest = rest.as_slice();
        for (lang, remedy) in [("en", "--db FILE names another"), ("vi", "--db TỆP để chọn tệp khác")] {
            let Output { said, code, .. } = served(lang, rest);
            let said = said.join("\n");
            assert!(code == 3 && said.contains("none.db") && said.contains(remedy), "{rest:?}: {code} {said}");
        }
        assert!(!none.parent().unwrap().exists(), "{rest:?} made a folder");
    }
    for asks in ["list leads", "find an", "today", "export leads", "reports", "history", "sql"] {
        let asks: Vec<&str> = asks.split(' ').collect();
        for (lang, told) in [("en", "none.db: there was no such file"), ("vi", "none.db: chưa có tệp này")] {
            let Output { said, code, .. } = served(lang, &asks);
            assert!(code == 0 && said[0].contains(told), "{asks:?}: {said:?}");
            assert!(served(lang, &asks).said.iter().all(|said| !said.contains(told)));
            std::fs::remove_dir_all(none.parent().unwrap()).unwrap();
        }
    }
    assert!(served("en", &["add", "lead", "name=Bà Tám"]).said.is_empty());
}

#[test]
fn a_failure_is_said_in_the_readers_language() {
    let file = morning();
    let served = |rest: &[&str]| {
        let all = [&["linchpin", "--db", file.to_str().unwrap(), "--as", "Mai", "--lang", "vi"], rest].concat();
        let Output { said, code, .. } = linchpin::cli::serve(all.into_iter().map(OsString::from));
        (code, said.join("\n"))
    };
    for (rest, code, said) in [
        (&["report", "nope"][..], 3, "không có báo cáo nope; linchpin reports kể ra các báo cáo"),
        (&["undo", "--entry", "9999"], 3, "không có việc đã làm số 9999; linchpin history kể ra"),
        (&["list", "leads", "--sort", "nope"], 2, "không có mục 'nope' để sắp xếp; có các mục name, company"),
        (&["set", "person", "1", "role=xx"], 4, "'xx' không có trong "),
        (&["call", ""], 2, "call cần số điện thoại hoặc tên"),
        (&["--read-only", "set", "lead", "1", "name=x"], 5, "chỉ đọc được; hãy mở không kèm --read-only"),
        (&["show", "lead", "99"], 3, "không có khách mới 99"),
        (&["list", "leads", "--view", "Nope"], 2, "khách mới không có cách xem 'Nope'"),
        (&["act", "lead", "1", "disqualify"], 4, "phải có"),
        (&["undo", "0"], 2, "số việc từ 1 trở lên, không phải 0"),
        (&["redo", "0"], 2, "số việc từ 1 trở lên, không phải 0"),
        (&["show", "nothing", "1"], 2, "không có loại 'nothing'"),
        (&["--read-only", "add", "lead", "name=x"], 5, "bây giờ chưa ghi được vào tệp"),
    ] {
        let (got, told) = served(rest);
        assert!(got == code && told.contains(said), "{rest:?}: {got} {told}");
    }
    assert_eq!(linchpin::cli::serve(["linchpin", "--help"].map(OsString::from)).code, 0);
}

/// What prints goes: so many bytes are taken, then no more.
struct Pipe {
    room: usize,
    end: ErrorKind,
}

impl Write for Pipe {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let taken = bytes.len().min(self.room);
        self.room -= taken;
        if taken == 0 { Err(self.end.into()) } else { Ok(taken) }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn what_is_cut_off_while_it_is_printed_fails_but_a_reader_that_wants_no_more_is_none() {
    let output = Output { code: 4, ..Output::text("id,name\n1,Nguyễn Thị Đào").saying("1 row") };
    let printed = |room, end, lang| {
        let mut told = Vec::new();
        let code = output.print(&mut Pipe { room, end }, &mut told, lang);
        (code, String::from_utf8(told).unwrap())
    };
    let said = "linchpin: 1 row\n";
    assert_eq!(printed(99, ErrorKind::Other, Lang::En), (4, said.to_owned()));
    assert_eq!(printed(9, ErrorKind::BrokenPipe, Lang::En), (4, said.to_owned()));
    let full = "linchpin: what is printed is cut off: the disk is full; make room, then try again\n";
    assert_eq!(printed(9, ErrorKind::StorageFull, Lang::En), (5, format!("{said}{full}")));
    let (code, told) = printed(0, ErrorKind::QuotaExceeded, Lang::Vi);
    assert!(code == 5 && told.ends_with("phần in ra bị cắt ngang: đĩa đã đầy; hãy dọn bớt rồi thử lại\n"), "{told}");
    assert_eq!(output.print(&mut Vec::new(), &mut Pipe { room: 0, end: ErrorKind::BrokenPipe }, Lang::En), 4);
}

/// What comes in by a pipe is a file, and standard output is one to write to.
/// It would be put by until the disk is full.
#[cfg(unix)]
#[test]
fn a_device_without_an_end_is_not_put_by() {
    let error = Desk::new().run(&["import", "leads", "/dev/zero"]).unwrap_err();
    println!("{error:#}");
    assert!(error.to_string().contains("zero"), "{error:#}");
}

#[test]
fn what_is_piped_in_or_out_is_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let file = morning();
    let piped = |rest: &[&str], input: &str| {
        let mut run = Command::new(env!("CARGO_BIN_EXE_linchpin"))
            .args(words(&file, rest).iter().skip(1))
            .current_dir(folder.path())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        run.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
        let end = run.wait_with_output().unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        assert_eq!(end.status.code(), Some(0), "{rest:?}: {}", text(end.stderr));
        text(end.stdout)
    };
    for (n, name) in ["-", "/dev/stdin"].iter().enumerate() {
        let out = piped(&["--format", "json", "import", "leads", name], &format!("name,phone\nP{n},090377788{n}\n"));
        let json: serde_json::Value = serde_json::from_str(&out).unwrap();
        assert_eq!(json["added"], 1, "{name}: {json}");
    }
    for name in ["-", "/dev/stdout"] {
        let out = piped(&["--format", "text", "export", "leads", "--filter", "name:P1", "-o", name], "");
        assert!(out.starts_with("key,") && out.contains("0903777881"), "{out}");
    }
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
}

/// What was wrong, and what would be accepted.
#[test]
fn words_that_are_not_understood_are_told_in_both_languages() {
    for (rest, en, vi) in [
        (&["lits"][..], "no command 'lits'; there is list", "không có lệnh 'lits'; có list"),
        (
            &["list", "x", "--veiw", "a"],
            "no option '--veiw' here; there is --view",
            "không có tuỳ chọn '--veiw'; có --view",
        ),
        (&["redo", "--zzz"], "'--zzz' here; there is --db, --lang, --now,", "'--zzz'; có --db, --lang, --now,"),
        (
            &["act", "lead"],
            "missing ID, ACTION; it is linchpin act [OPTIONS] <KIND>",
            "thiếu MÃ, VIỆC; cách viết: linchpin act [TUỲ CHỌN] <LOẠI>",
        ),
        (
            &["show", "lead", "1", "2"],
            "'2' is one word too many; it is linchpin show",
            "thừa '2'; cách viết: linchpin show",
        ),
        (&["info", "--as"], "--as needs a value: --as NAME", "--as còn thiếu giá trị: --as TÊN"),
        (
            &["info", "--format", "xml"],
            "--format is text, json or csv, not 'xml'",
            "--format là text, json hoặc csv, không phải 'xml'",
        ),
        (&["info", "--format"], "--format is text, json or csv", "--format là text, json hoặc csv"),
        (&["undo", "x"], "COUNT is a whole number, as 3, not 'x'", "SỐ là số nguyên, như 3, không phải 'x'"),
        (
            &["info", "--read-only=yes"],
            "--read-only takes no value, 'yes' is too much",
            "--read-only không kèm giá trị, thừa 'yes'",
        ),
        (
            &["export", "leads", "--view", "a", "--filter", "b"],
            "--view and --filter do not go together",
            "--view và --filter không dùng cùng nhau",
        ),
        (&["list", "leads", "--limit", "1", "--limit", "2"], "--limit is given twice", "--limit ghi hai lần"),
        (
            &["import", "contacts", ""],
            "FILES is empty; the name of a file would do",
            "TỆP còn để trống; hãy ghi tên tệp",
        ),
        (&["backup", ""], "FILE is empty; the name of a file", "TỆP còn để trống"),
        (&["info", "--db", ""], "--db needs a value: --db FILE", "--db còn thiếu giá trị: --db TỆP"),
    ] {
        for (lang, said) in [(&["--lang", "en"][..], en), (&["--lang=vi"], vi)] {
            let all = [&["linchpin"], lang, rest].concat();
            let output = linchpin::cli::serve(all.iter().map(OsString::from));
            let told = output.said.join("\n");
            assert!(output.code == 2 && told.contains(said) && !told.contains('\n'), "{all:?}: {} {told}", output.code);
        }
    }
}

/// One who never says `--lang` has it from their workspace.
#[test]
fn words_that_are_not_understood_are_told_in_the_language_of_the_workspace() {
    let file = morning_in(Lang::Vi).path().to_owned();
    let all = ["linchpin", "--db", file.to_str().unwrap(), "fly"];
    let said = linchpin::cli::serve(all.iter().map(OsString::from)).said.join("\n");
    assert!(said.starts_with("không có lệnh 'fly'"), "{said}");
}

/// The commands and arguments that a help tells, each with all that is said of it.
fn entries(help: &str) -> Vec<(String, String)> {
    let mut all: Vec<(String, String)> = Vec::new();
    for line in help.lines().skip_while(|line| !line.ends_with(':')) {
        let told = line.trim_start();
        let depth = line.len() - told.len();
        let named = told.starts_with(['-', '<', '[']) && depth <= 6 || depth == 2;
        match all.last_mut() {
            _ if named => {
                let (name, text) = told.split_once("  ").unwrap_or((told, ""));
                all.push((name.to_owned(), text.trim().to_owned()));
            }
            Some((_, text)) if depth > 0 => format!("{text} {told}").trim().clone_into(text),
            _ => {}
        }
    }
    all
}

/// What stands for values in a help: `<FILE>`, `[QUERY]`.
fn values(help: &str) -> Vec<String> {
    let named = help.split(['<', '[']).skip(1).filter_map(|rest| rest.split(['>', ']']).next());
    named.filter(|name| name.chars().all(|c| c.is_uppercase() || c == '_')).map(str::to_owned).collect()
}

#[test]
fn the_help_tells_of_every_command_and_argument_in_both_languages() {
    let help = |lang: &str, of: &[&str]| {
        let all = [&["linchpin", "--lang", lang], of, &["--help"]].concat();
        let Output { out, code, .. } = linchpin::cli::serve(all.iter().map(OsString::from));
        assert_eq!(code, 0);
        out
    };
    let ours = "ăâđêôơưáàảãạấầẩẫậắằẳẵặéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ";
    let commands: Vec<String> = entries(&help("en", &[])).into_iter().map(|(name, _)| name).collect();
    let commands: Vec<&str> = commands.iter().map(String::as_str).filter(|name| !name.starts_with('-')).collect();
    assert!(commands.contains(&"play") && commands.len() > 15, "{commands:?}");
    for of in std::iter::once(&[][..]).chain(commands.iter().map(std::slice::from_ref)) {
        let (en, vi) = (help("en", of), help("vi", of));
        let (told, ours_told) = (entries(&en), entries(&vi));
        assert_eq!(told.len(), ours_told.len(), "{vi}");
        for (name, text) in &told {
            assert!(text.starts_with(char::is_alphabetic), "{of:?} {name}: '{text}'");
        }
        for (name, text) in &ours_told {
            assert!(text.to_lowercase().contains(|c| ours.contains(c)), "{of:?} {name}: '{text}'");
        }
        let first = vi.lines().next().unwrap();
        assert!(first.contains(|c| ours.contains(c)), "{first}");
        for (named, value) in values(&en).into_iter().zip(values(&vi)) {
            assert_ne!(named, value, "{of:?}\n{vi}");
        }
        for english in
            ["Usage", "OPTIONS", "Options", "Arguments", "Commands", "default", "possible", "Print", "<KIND>"]
        {
            assert!(!vi.contains(english), "{of:?}: {english}\n{vi}");
        }
    }
}

#[test]
fn a_list_in_words_has_the_columns_of_its_screen_and_the_views_that_were_saved() {
    let file = morning();
    let first = |rest: &[&str]| done(&file, rest).out.lines().next().unwrap_or_default().to_owned();
    done(&file, &["add", "order", "number=SO-7"]);
    assert!(first(&["list", "orders"]).starts_with("1  SO-7"), "{}", first(&["list", "orders"]));
    assert!(first(&["today"]).starts_with("1 d late"), "{}", first(&["today"]));
    done(&file, &["play", "--keys", "1<esc>/phở<enter>wPhở thôi<enter>"]);
    let rows = done(&file, &["list", "leads", "--view", "pho thoi"]).out;
    assert!(rows.lines().count() == 1 && rows.contains("Phở Bắc Hà"), "{rows}");
    assert_eq!(
        done(&file, &["list", "leads", "--view", "can lam"]).out,
        done(&file, &["list", "leads", "--view", "Now"]).out
    );
    let (_, none) = fails(&file, &["list", "leads", "--view", "Bogus"]);
    assert_eq!(none, "no view 'Bogus' of leads; there are Now, Mine, Unassigned, Asleep, All, Phở thôi");
}

#[test]
fn completions_and_the_manual_know_every_command_and_need_no_file() {
    let out = |words: &[&str]| {
        let words = ["linchpin", "--db", "/nowhere/at/all.db"].iter().chain(words).map(|word| (*word).into());
        linchpin::cli::run(words).unwrap().out
    };
    for shell in ["bash", "zsh", "fish"] {
        let script = out(&["completions", shell]);
        for word in ["import", "doctor", "dry-run", "completions"] {
            assert!(script.contains(word), "{shell}: {word}");
        }
    }
    let (en, vi) = (out(&["--lang", "en", "man"]), out(&["--lang", "vi", "man"]));
    assert!(en.contains("Bring in files of other systems") && en.contains("linchpin doctor"));
    assert!(vi.contains("Nhập tệp của hệ thống khác"));
    assert!(en.contains(".SH \"DESCRIPTION\"") && vi.contains(".SH \"MÔ TẢ\"") && !vi.contains("DESCRIPTION"));
}

/// What bash proposes for the last of some words; nothing where there is no bash.
fn proposed(script: &str, folder: &Path, words: &[&str]) -> Option<Vec<String>> {
    let quoted: Vec<String> = words.iter().map(|word| format!("'{word}'")).collect();
    let ask = format!(
        "{script}\nCOMP_WORDS=({}); COMP_CWORD={}; _linchpin; echo \"${{COMPREPLY[@]}}\"",
        quoted.join(" "),
        words.len() - 1
    );
    let output = std::process::Command::new("bash").arg("-c").arg(ask).current_dir(folder).output().ok()?;
    assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{words:?}");
    Some(String::from_utf8(output.stdout).unwrap().split_whitespace().map(str::to_owned).collect())
}

#[test]
fn bash_completes_each_word_by_where_it_stands() {
    let script = run(["linchpin", "completions", "bash"].map(OsString::from)).unwrap().out;
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("leads.csv"), "").unwrap();
    #[rustfmt::skip]
    let cases: [(&[&str], &[&str]); 51] = [
        (&["linchpin", "im"],                                    &["import"]),
        (&["linchpin", "--lang", ""],                            &["vi", "en"]),
        (&["linchpin", "--db", "import", "im"],                  &["import"]),
        (&["linchpin", "--db", "=", "a.db", "do"],               &["doctor"]),
        (&["linchpin", "--format", "=", "j"],                    &["json"]),
        (&["linchpin", "--format", "="],                         &["text", "json", "csv"]),
        (&["linchpin", "list", "le"],                            &["leads"]),
        (&["linchpin", "list", "--format", "json", "le"],        &["leads"]),
        (&["linchpin", "list", "leads", "--vi"],                 &["--view"]),
        (&["linchpin", "list", "leads", "--view", "M"],          &["Mine"]),
        (&["linchpin", "list", "leads", "--sort", "comp"],       &["company", "company-"]),
        (&["linchpin", "import", "order-"],                      &["order-lines"]),
        (&["linchpin", "import", "ic"],                          &["ics"]),
        (&["linchpin", "set", "lead", "3", "no"],                &["note="]),
        (&["linchpin", "set", "lead", "3", "note", "="],         &[]),
        (&["linchpin", "set", "lead", "3", "note", "=", "no"],   &[]),
        (&["linchpin", "add", "--format", "json", "leads", "comp"], &["company="]),
        (&["linchpin", "act", "lead", "12", "assign", ""],       &["to="]),
        (&["linchpin", "act", "order", "12", "disq"],            &[]),
        (&["linchpin", "play", "--screen", "rep"],               &["reports"]),
        (&["linchpin", "man", "impo"],                           &["import"]),
        // A path is completed by bash itself.
        (&["linchpin", "import", "leads", "le"],                 &[]),
        (&["linchpin", "import", "leads", "a.csv", ""],          &[]),
        (&["linchpin", "import", "leads", "--map", "le"],        &[]),
        (&["linchpin", "import", "leads", "--on-duplicate", "m"], &["merge"]),
        (&["linchpin", "import", "leads", "--encoding", "utf-16b"], &["utf-16be"]),
        (&["linchpin", "import", "leads", "--separator", "s"],   &["semicolon"]),
        (&["linchpin", "import", "leads", "--decimals", ""],     &["point", "comma"]),
        (&["linchpin", "import", "leads", "a.csv", "--conflicts", ""], &["ours", "file"]),
        (&["linchpin", "report", "pi"],                          &["pipeline"]),
        (&["linchpin", "find", "x", "--kind", "cont"],           &["contacts"]),
        (&["linchpin", "act", "lead", "12", "disq"],             &["disqualify"]),
        (&["linchpin", "bench", ""],                             &["phones"]),
        (&["linchpin", "completions", "fi"],                     &["fish"]),
        (&["linchpin", "undo", "--e"],                           &["--entry"]),
        (&["linchpin", "info", ""],                              &[]),
        // Inside a quote that is open nothing is escaped; whether a letter is large does not count.
        (&["linchpin", "list", "orders", "--view", "\"At"],      &["At", "risk"]),
        (&["linchpin", "list", "orders", "--view", "At"],        &["At\\", "risk"]),
        (&["linchpin", "list", "orders", "--view", "At\\ r"],   &["At\\", "risk"]),
        (&["linchpin", "list", "leads", "--view", "m"],          &["Mine"]),
        (&["linchpin", "act", "lead", "3", "record", "outcome", "=", "re"], &["reached"]),
        (&["linchpin", "set", "order", "3", "currency", "=", "us"], &["USD"]),
        (&["linchpin", "report", "lead-funnel", "--by", "so"],   &["source"]),
        (&["linchpin", "play", "--screen", "Rep"],               &["reports"]),
        (&["linchpin", "replace", "leads", "comp"],              &["company"]),
        (&["linchpin", "replace", "leads", "company", "x"],      &[]),
        (&["linchpin", "act", "lead", "3", "merge", ""],         &["with=", "take="]),
        (&["linchpin", "set", "lead", "3", "source", "=", "fa"], &["fair"]),
        (&["linchpin", "add", "lead", "name", "=", "x", "source", "="], &["web", "call", "mail", "fair", "referral", "partner"]),
        (&["linchpin", "act", "lead", "3", "disqualify", "reason", "=", "No"], &["no-budget", "not-our-product"]),
        (&["linchpin", "set", "lead", "3", "note", "=", "x"],    &[]),
    ];
    for (words, wanted) in cases {
        let Some(found) = proposed(&script, folder.path(), words) else {
            return println!("skipped: no bash");
        };
        assert_eq!(found, wanted, "{words:?}");
    }
}

#[test]
fn zsh_and_fish_know_kinds_reports_and_actions_and_take_paths_only_where_they_are_meant() {
    let of = |shell: &str| run(["linchpin", "completions", shell].map(OsString::from)).unwrap().out;
    let (zsh, fish) = (of("zsh"), of("fish"));
    for word in ["leads", "order-lines", "pipeline", "disqualify", "windows-1258"] {
        assert!(zsh.contains(word) && fish.contains(word), "{word}");
    }
    assert!(!zsh.contains(":_default"), "a text is completed by file names");
    assert!(zsh.contains("'--db=[The workspace file]:FILE:_files'"), "{zsh}");
}

/// What fish proposes for the last word of a line; nothing where there is no fish.
fn fished(script: &str, folder: &Path, line: &str) -> Option<Vec<String>> {
    let ask = format!("{script}\ncomplete --do-complete '{line}'");
    let mut fish = std::process::Command::new("fish");
    let output = fish.args(["--no-config", "-c", &ask]).current_dir(folder).env("HOME", folder).output().ok()?;
    assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{line}");
    let said = String::from_utf8(output.stdout).unwrap();
    Some(said.lines().filter_map(|line| line.split('\t').next()).map(str::to_owned).collect())
}

#[test]
fn fish_completes_each_word_by_where_it_stands() {
    let script = run(["linchpin", "completions", "fish"].map(OsString::from)).unwrap().out;
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("leads.csv"), "").unwrap();
    #[rustfmt::skip]
    let cases: [(&str, &[&str]); 23] = [
        ("linchpin im",                             &["import"]),
        ("linchpin --format ",                      &["csv", "json", "text"]),
        ("linchpin --db x --lang ",                 &["en", "vi"]),
        ("linchpin list --format json lead",        &["leads"]),
        ("linchpin list leads --view M",            &["Mine"]),
        ("linchpin list leads --sort comp",         &["company", "company-"]),
        ("linchpin import ic",                      &["ics"]),
        ("linchpin set lead 3 no",                  &["note="]),
        ("linchpin add --format json leads comp",   &["company="]),
        ("linchpin act lead 12 assign ",            &["to="]),
        ("linchpin act order 12 disq",              &[]),
        ("linchpin play --screen rep",              &["reports"]),
        ("linchpin man impo",                       &["import"]),
        ("linchpin list leads ",                    &[]),
        ("linchpin import order-",                  &["order-lines"]),
        ("linchpin import leads le",                &["leads.csv"]),
        ("linchpin import leads a.csv le",          &["leads.csv"]),
        ("linchpin import leads a.csv --as le",     &[]),
        ("linchpin import leads --on-duplicate m",  &["merge"]),
        ("linchpin act lead 12 disq",               &["disqualify"]),
        ("linchpin report --format csv pi",         &["pipeline"]),
        ("linchpin completions fi",                 &["fish"]),
        ("linchpin info ",                          &[]),
    ];
    for (line, wanted) in cases {
        let Some(mut found) = fished(&script, folder.path(), line) else {
            return println!("skipped: no fish");
        };
        found.sort_unstable();
        assert_eq!(found, wanted, "{line}");
    }
}

#[test]
fn what_is_read_of_numbers_is_held_against_known_answers() {
    let file = morning();
    let answers = tempfile(&file, "answers.csv");
    std::fs::write(
        &answers,
        "region,national,e164\nVN,0912 345 678,+84912345678\nVN,12,+8412\nVN,abc,\nVN,0903 111 222,\n",
    )
    .unwrap();
    let output = done(&file, &["--format", "json", "bench", "phones", answers.to_str().unwrap()]);
    assert_eq!(output.out, r#"{"cases":4,"agree":2}"#);
    let others = ["line 3: 12 in VN is +8412, read as —", "line 5: 0903 111 222 in VN is —, read as +84903111222"];
    assert_eq!(output.said, others);
    let (code, said) = fails(&file, &["bench", "phones", file.to_str().unwrap()]);
    assert_eq!(code, 1, "{said}");
    std::fs::write(&answers, "national,e164\n0912 345 678,+84912345678\n").unwrap();
    let (code, said) = fails(&file, &["bench", "phones", answers.to_str().unwrap()]);
    assert!(code == 1 && said.ends_with("answers.csv has no column 'region'"), "{code} {said}");
}

#[test]
fn sql_reads_views_of_every_kind_and_writes_nothing() {
    let file = morning();
    let json = |rest: &[&str]| -> serde_json::Value {
        serde_json::from_str(&done(&file, &[&["--format", "json"], rest].concat()).out).unwrap()
    };
    let rows = json(&["sql", "SELECT name, owner, phone, created FROM leads WHERE company = 'Phở Bắc Hà'"]);
    assert_eq!(rows[0]["phone"], "0912 345 678");
    assert_eq!(rows[0]["created"], "2026-11-24T01:05:00Z");
    // Each view can be read, with every column that it is said to have.
    for view in json(&["sql"]).as_array().unwrap() {
        let columns: Vec<String> =
            view["columns"].as_array().unwrap().iter().map(|c| format!("\"{}\"", c.as_str().unwrap())).collect();
        let question = format!("SELECT {} FROM {} LIMIT 1", columns.join(", "), view["view"].as_str().unwrap());
        json(&["sql", &question]);
    }
    for question in [
        "DELETE FROM leads",
        "UPDATE lead SET name = 'x'",
        "DROP VIEW leads",
        "CREATE TABLE t (a)",
        "VACUUM INTO 'elsewhere.db'",
        "PRAGMA journal_mode = delete",
        "DELETE FROM lead RETURNING id",
    ] {
        let (code, said) = fails(&file, &["sql", question]);
        assert_eq!(
            (code, said.contains("linchpin sql only reads; linchpin add, set")),
            (2, true),
            "{question}: {said}"
        );
    }
    assert!(!Path::new("elsewhere.db").exists());
    assert_eq!(json(&["sql", "PRAGMA journal_mode"])[0]["journal_mode"], "wal");
    let rows = json(&["sql", "SELECT count(*) AS n, sum(name = 'x') AS x FROM leads"]);
    assert_eq!((rows[0]["n"].as_i64(), rows[0]["x"].as_i64()), (Some(7), Some(0)));
    // Two columns of one name stay two.
    assert_eq!(json(&["sql", "SELECT 1 a, 2 a, 3 a"]), serde_json::json!([{ "a": 1, "a_2": 2, "a_3": 3 }]));
    assert_eq!(done(&file, &["--format", "csv", "sql", "SELECT 1 a, 2 a"]).out, "a,a_2\n1,2");
    for question in ["SELEC 1", "SELECT json('{')", "ATTACH '/no/such/folder/a.db' AS a"] {
        let (code, said) = fails(&file, &["sql", question]);
        assert_eq!(code, 2, "{said}");
        assert!(said.contains("linchpin sql tells the views"), "{said}");
    }
}

#[test]
fn an_edit_that_says_what_stands_there_is_no_deed() {
    let file = morning();
    done(&file, &["set", "lead", "1", "note=hot"]);
    let said = "Nothing to change: that stands there already";
    assert_eq!(done(&file, &["set", "lead", "1", "note=hot"]).out, said);
    let told = done(&file, &["--format", "json", "set", "lead", "1", "note=hot"]);
    assert_eq!(
        (told.out.as_str(), told.said),
        (r#"{"kind":"lead","ids":[1],"act":"set","made":[]}"#, vec![said.to_owned()])
    );
    done(&file, &["undo"]);
    assert_eq!(done(&file, &["list", "leads", "--filter", "note:hot"]).out, "");
    let (code, said) = fails(&file, &["set", "lead", "1"]);
    assert!(code == 2 && said.contains("GIVEN") | said.contains("field=value"), "{said}");
}

#[test]
fn words_that_begin_with_a_dash_are_values_where_a_filter_keys_or_a_text_are_asked_for() {
    let file = morning();
    let ids = |filter: &str| done(&file, &["list", "leads", "--filter", filter]).out.lines().count();
    assert_eq!((ids("pho"), ids("-pho")), (1, 6));
    done(&file, &["export", "leads", "--filter", "-pho"]);
    done(&file, &["play", "--keys", "-"]);
    done(&file, &["replace", "leads", "company", "-", "–", "--dry-run"]);
}

#[test]
fn who_says_me_is_who_it_is_anyway() {
    let file = morning();
    let people = || done(&file, &["list", "people"]).out;
    let before = people();
    for me in ["me", "tôi"] {
        run(["linchpin", "--db", file.to_str().unwrap(), "--as", me, "today"].map(OsString::from)).unwrap();
    }
    assert_eq!(people(), before);
}

#[test]
fn replace_counts_in_a_dry_run_writes_in_one_deed_and_tells_what_was_refused() {
    let file = morning();
    let dry = done(&file, &["replace", "leads", "company", "pho", "Bún", "--dry-run"]);
    assert_eq!(dry.out, "Trần Văn Quốc: Phở Bắc Hà → Bún Bắc Hà\n1 row changes");
    let before = done(&file, &["list", "leads", "--format", "csv"]).out;
    let told = done(&file, &["--format", "json", "replace", "leads", "Công ty", "phở", "Bún"]).out;
    let told: serde_json::Value = serde_json::from_str(&told).unwrap();
    assert_eq!((&told["changed"], &told["refused"], &told["field"]), (&1.into(), &0.into(), &"company".into()));
    let entry = told["entry"].to_string();
    assert!(done(&file, &["history", "--limit", "1"]).out.starts_with(&format!("{entry:>5}  ")));
    done(&file, &["undo", "--entry", &entry]);
    assert_eq!(done(&file, &["list", "leads", "--format", "csv"]).out, before);
    let refused = done(&file, &["replace", "leads", "source", "web", "nosuch", "--filter", "company:pho"]);
    assert_eq!(refused.code, 4);
    assert_eq!(refused.out, "0 rows change, 1 refused");
    assert!(refused.said[0].starts_with("Trần Văn Quốc: nosuch: "), "{:?}", refused.said);
    assert_eq!(fails(&file, &["replace", "leads", "state", "new", "old"]).0, 2);
    assert_eq!(fails(&file, &["replace", "leads", "nosuch", "a", "b"]).0, 2);
    let none = done(&file, &["replace", "leads", "created", "2026-11", "2026-12"]).said;
    assert!(none[0].starts_with("nothing reads so; a cell is looked through as the list shows it"), "{none:?}");
    assert_eq!(done(&file, &["replace", "leads", "title", "", "Buyer", "--filter", "source:web"]).out, "2 rows change");
}

#[test]
fn history_is_asked_by_person_day_and_kind_and_one_entry_with_its_cells() {
    let file = morning();
    done(&file, &["set", "lead", "1,2", "title=Buyer"]);
    let told = done(&file, &["history", "--by", "mai", "--on", "today", "--kind", "leads", "--limit", "1"]).out;
    assert!(told.ends_with("2 leads → Title Buyer"), "{told}");
    let none = done(&file, &["history", "--by", "lan"]);
    assert_eq!((none.out.as_str(), none.said), ("", vec!["Nothing was done that this asks for".to_owned()]));
    assert_eq!(done(&file, &["history", "--kind", "order"]).out, "");
    let one = done(&file, &["--format", "json", "history", "--filter", "act:set", "--limit", "1"]).out;
    let entry = serde_json::from_str::<serde_json::Value>(&one).unwrap()[0]["entry"].to_string();
    let told = done(&file, &["history", "--entry", &entry]).out;
    assert_eq!(
        told.lines().skip(1).map(str::trim).collect::<Vec<_>>(),
        ["lead Nguyễn Thị Đào", "Title: — → Buyer", "lead Trần Văn Quốc", "Title: — → Buyer"]
    );
    let told = done(&file, &["--format", "json", "history", "--entry", &entry]).out;
    let told: serde_json::Value = serde_json::from_str(&told).unwrap();
    assert_eq!(told["touched"], 2);
    assert_eq!(told["records"][1]["changes"][0]["after"], "Buyer");
    assert_eq!(done(&file, &["history", "lead", "1", "--by", "lan"]).out, "");
    assert_eq!(done(&file, &["history", "--by", "1", "--limit", "1"]).out.lines().count(), 1);
    assert_eq!(fails(&file, &["history", "--by", "Nobody"]).0, 3);
    assert_eq!(fails(&file, &["history", "--filter", "by:Nobody"]).0, 2);
    assert_eq!(fails(&file, &["history", "--kind", "xx"]).0, 2);
    assert_eq!(fails(&file, &["history", "--on", "someday"]).0, 2);
    assert_eq!(fails(&file, &["history", "--entry", "9999"]).0, 3);
    done(&file, &["set", "lead", "3", "note=one\ntwo"]);
    let told = done(&file, &["history", "lead", "3", "--limit", "1"]).out;
    assert!(told.ends_with("Note: — → one ⏎ two") && told.lines().count() == 2, "a row is a line: {told}");
}

#[test]
fn what_is_archived_is_left_out_of_lists_and_said_to_be() {
    let file = morning();
    done(&file, &["act", "lead", "7", "archive"]);
    let rows = |words: &[&str]| {
        let listed = done(&file, &[&["--format", "json", "list", "leads"], words].concat());
        (serde_json::from_str::<Vec<serde_json::Value>>(&listed.out).unwrap().len(), listed.said)
    };
    let told = "1 archived is left out; --filter -archived: shows what is";
    assert_eq!(rows(&[]), (6, vec![told.to_owned()]));
    assert_eq!(rows(&["--filter", "source:web"]), (2, Vec::new()));
    assert_eq!(rows(&["--filter", "-archived:"]), (1, Vec::new()));
    assert_eq!(rows(&["--view", "All"]), (7, Vec::new()));
    let away = done(&file, &["list", "leads", "--filter", "-archived:"]).out;
    assert!(away.ends_with("(archived)"), "{away}");
    let exported = done(&file, &["export", "leads"]);
    assert_eq!((exported.out.lines().count(), exported.said), (7, vec![told.to_owned()]));
    assert_eq!(done(&file, &["export", "leads", "--filter", "-archived:"]).out.lines().count(), 2);
}

#[test]
fn a_text_is_replaced_where_it_is_archived_only_if_that_is_asked_for() {
    let file = morning();
    done(&file, &["act", "lead", "7", "archive"]);
    done(&file, &["act", "lead", "2", "archive"]);
    let dry = |words: &[&str]| {
        let told = done(&file, &[&["replace", "leads"], words, &["--dry-run"]].concat());
        (told.out.lines().last().unwrap_or_default().to_owned(), told.said.join("; "))
    };
    let source = ["source", "web", "mail"];
    let told = "1 archived is left out; --filter -archived: shows what is";
    assert_eq!(dry(&source), ("1 row changes".to_owned(), told.replace("1 archived is", "2 archived are")));
    assert_eq!(dry(&[&source[..], &["--filter", "source:web"]].concat()).1, told);
    assert_eq!(dry(&[&source[..], &["--filter", "-archived:"]].concat()), ("1 row changes".into(), String::new()));
    assert_eq!(dry(&[&source[..], &["--view", "All"]].concat()), ("2 rows change".into(), String::new()));
    done(&file, &["replace", "leads", "source", "web", "mail"]);
    assert_eq!(done(&file, &["list", "leads", "--filter", "source:web -archived:"]).out.lines().count(), 1);
}

#[test]
fn kinds_and_areas_are_words_to_a_person_and_names_to_a_script() {
    let mut desk = Desk::new();
    act(&mut desk.store, "lead", "add", &[], &[("name", "Bà Tám")]);
    for (words, word, name) in [
        (&["today"][..], " khách mới ", ",lead,"),
        (&["find", "tam"], "khách mới ", "lead,"),
        (&["reports"], " Bán hàng ", ",sales,"),
    ] {
        let out = |lang, format| format!("{}\n", desk.run_in(lang, format, words).unwrap().out);
        assert!(out("vi", "text").contains(word), "{}", out("vi", "text"));
        assert!(out("vi", "csv").contains(name), "{}", out("vi", "csv"));
        assert!(out("en", "text").contains(name.trim_matches(',')), "{}", out("en", "text"));
    }
}

#[test]
fn a_list_in_words_says_choices_amounts_and_days_as_the_screen_does() {
    let mut desk = Desk::new();
    act(&mut desk.store, "product", "add", &[], &[("code", "G-1"), ("name", "Gạo"), ("price", "97900")]);
    act(&mut desk.store, "task", "add", &[], &[("subject", "Gọi lại"), ("due", "27/11")]);
    act(&mut desk.store, "account", "add", &[], &[("name", "Nordlys")]);
    let given = [("name", "Gạo thơm"), ("account", "Nordlys"), ("amount", "$1250")];
    act(&mut desk.store, "opportunity", "add", &[], &given);
    act(&mut desk.store, "account", "log", &[1], &[("channel", "note"), ("text", "hẹn gửi mẫu")]);
    for (kind, word, raw) in [
        ("people", "điều phối", "coordinator"),
        ("tasks", "đang mở", "open"),
        ("products", "97.900 ₫", "97900 VND"),
        ("opportunities", "$1,250.00", "1250.00 USD"),
        ("touches", "ghi chú", "note"),
        ("workspace", "VND", "Sông Hậu"),
    ] {
        let told = desk.run_in("vi", "text", &["list", kind]).unwrap().out;
        assert!(told.contains(word), "{kind}: {told}");
        assert!(kind == "workspace" || !told.contains(raw), "{kind}: {told}");
        let table = desk.run_in("vi", "csv", &["list", kind]).unwrap().out;
        assert!(table.contains(raw), "{kind}: {table}");
    }
    let tasks = desk.run_in("en", "text", &["list", "tasks"]).unwrap().out;
    assert!(tasks.contains("Fri 27/11") && !tasks.contains("2026-11-27T"), "{tasks}");
}

#[test]
fn every_path_is_told_also_of_a_file_that_cannot_be_used() {
    let file = morning();
    let told = |lang: &str, format: &str| {
        let globals = ["linchpin", "--db", file.to_str().unwrap(), "--lang", lang, "--format", format, "info"];
        linchpin::cli::serve(globals.map(OsString::from))
    };
    let copies = file.with_file_name("backups").display().to_string();
    let well: serde_json::Value = serde_json::from_str(&told("en", "json").out).unwrap();
    assert_eq!((&well["well"], &well["records"]["lead"]), (&true.into(), &7.into()));
    assert_eq!((well["backups"].as_str(), well["file"].as_str()), (Some(&*copies), file.to_str()));
    let (en, vi) = (told("en", "text").out, told("vi", "text").out);
    assert!(en.contains("7 leads") && en.contains("its pages are whole"), "{en}");
    for word in ["phiên bản", "kích thước", "bản sao", "7 khách mới", "các trang của tệp còn nguyên", &copies]
    {
        assert!(vi.contains(word), "{word}: {vi}");
    }
    assert!(told("en", "csv").out.starts_with("version,sqlite,file,bytes,backups,"));
    rusqlite::Connection::open(&file).unwrap().pragma_update(None, "user_version", 99).unwrap();
    let newer = told("vi", "text");
    assert_eq!((newer.code, newer.said.len()), (6, 1));
    assert!(newer.said[0].contains("bản linchpin mới hơn") && newer.out.contains(&copies), "{newer:?}");
    let mut bytes = std::fs::read(&file).unwrap();
    bytes[2 * 4096..].fill(0xff);
    std::fs::write(&file, bytes).unwrap();
    let damaged = told("en", "json");
    assert_eq!(damaged.code, 6, "{damaged:?}");
    let damaged: serde_json::Value = serde_json::from_str(&damaged.out).unwrap();
    assert_eq!((damaged["well"].as_bool(), damaged["backups"].as_str()), (Some(false), Some(&*copies)));
}

/// Asks a zsh in a terminal of its own what becomes of a line.
const ASK_ZSH: &str = r"
zmodload zsh/zpty
zpty asked 'HOME=$PWD TERM=dumb zsh -f -i'
zpty -w asked 'source ./setup'
zpty -r asked said '*ready>*'
zpty -w -n asked $'\x14'
zpty -r asked said '*<<*>>*'
print -r -- ${${said##*<<}%%>>*}
zpty -d asked";

const ZSH_SETUP: &str = r#"
autoload -U compinit; compinit -u -d ./dump; source ./script; RPROMPT=; PROMPT='rea''dy>'
asked() { BUFFER="$LINE"; CURSOR=$#BUFFER; zle complete-word; print -r -- "<<$BUFFER>>" }
zle -N asked; bindkey '^T' asked"#;

/// The line as zsh completes it; nothing where there is no zsh.
fn zshed(folder: &Path, line: &str) -> Option<String> {
    let mut zsh = std::process::Command::new("zsh");
    let output = zsh.args(["-f", "-c", ASK_ZSH]).current_dir(folder).env("LINE", line).output().ok()?;
    assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{line}");
    Some(String::from_utf8(output.stdout).unwrap().trim_end().to_owned())
}

#[test]
fn zsh_completes_options_at_every_place() {
    let folder = tempfile::tempdir().unwrap();
    let script = run(["linchpin", "completions", "zsh"].map(OsString::from)).unwrap().out;
    for (name, text) in [("script", &*script), ("setup", ZSH_SETUP), ("leads.csv", "")] {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    for (line, wanted) in [
        ("linchpin im", "linchpin import"),
        ("linchpin import leads le", "linchpin import leads leads.csv"),
        ("linchpin import leads leads.csv --dry", "linchpin import leads leads.csv --dry-run"),
        ("linchpin act lead 1 assign to=Lan --form", "linchpin act lead 1 assign to=Lan --format="),
        ("linchpin show lead --form", "linchpin show lead --format="),
        ("linchpin call 0903 --a", "linchpin call 0903 --as="),
        ("linchpin call le", "linchpin call le"),
        ("linchpin set lead 3 no", "linchpin set lead 3 note="),
        ("linchpin add --format json leads comp", "linchpin add --format json leads company="),
        ("linchpin act lead 12 disq", "linchpin act lead 12 disqualify"),
        ("linchpin act order 12 disq", "linchpin act order 12 disq"),
        ("linchpin act lead 12 assign t", "linchpin act lead 12 assign to="),
        ("linchpin list leads --view Mi", "linchpin list leads --view Mine"),
        ("linchpin play --screen rep", "linchpin play --screen reports"),
        ("linchpin man impo", "linchpin man import"),
        ("linchpin import ic", "linchpin import ics"),
    ] {
        let Some(found) = zshed(folder.path(), line) else { return println!("skipped: no zsh") };
        assert_eq!(found, wanted);
    }
}

#[test]
fn the_words_of_an_option_are_told_in_the_readers_language() {
    let script = |lang: &str| run(["linchpin", "--lang", lang, "completions", "zsh"].map(OsString::from)).unwrap().out;
    let (en, vi) = (script("en"), script("vi"));
    for (english, vietnamese) in [("With a header", "Có dòng đầu"), ("Telephone numbers", "Số điện thoại: cột raw")]
    {
        let vietnamese = vietnamese.replace(':', "\\:");
        assert!(en.contains(english) && vi.contains(&vietnamese) && !vi.contains(english), "{english}: {vi}");
    }
}

#[test]
fn the_manual_has_every_option_and_names_no_page_that_is_not_there() {
    let page = |lang: &str, of: &[&str]| {
        let all = [&["linchpin", "--lang", lang, "man"], of].concat();
        run(all.into_iter().map(OsString::from)).unwrap().out
    };
    let whole = page("en", &[]);
    assert!(!whole.contains("(1)") && whole.contains("\nlinchpin import\nBring in files"), "{whole}");
    assert!(whole.contains("\\-\\-rejects") && whole.contains("Where rows that could not be taken"), "{whole}");
    let (en, vi) = (page("en", &["import"]), page("vi", &["import"]));
    assert!(en.contains(".TH linchpin-import 1") && vi.contains(".SH \"TÓM TẮT\""), "{en}\n{vi}");
    for page in [&en, &vi] {
        assert!(page.contains("\\-\\-rejects") && !page.contains("\\-\\-limit"), "{page}");
    }
    let misread = run(["linchpin", "man", "imprt"].map(OsString::from)).unwrap_err();
    assert_eq!(exit_code(&misread), 2);
    assert!(linchpin::cli::sentence(&misread, Lang::Vi).contains("không có lệnh 'imprt'; có demo, list"));
}

#[test]
fn what_sql_does_not_understand_is_told_in_the_readers_language() {
    let desk = Desk::new();
    let said = |lang: &str, question: &str| {
        let error = desk.run_in(lang, "text", &["sql", question]).expect_err(question);
        assert_eq!(exit_code(&error), 2, "{question}");
        linchpin::cli::sentence(&error, if lang == "vi" { Lang::Vi } else { Lang::En })
    };
    for (question, en, vi) in [
        ("SELECT 1; SELECT 2", "understood: one question at a time;", "không hiểu câu hỏi: mỗi lần chỉ hỏi một câu;"),
        ("", "it is empty;", "câu hỏi trống;"),
        ("SELECT nope FROM leads", "there is no column nope;", "không có cột nope;"),
        ("SELECT * FROM nope", "there is no view nope;", "không có bảng nope;"),
        ("SELECT nope(1)", "there is no function nope;", "không có hàm nope;"),
        ("SELEC 1", "a mistake at \"SELEC\";", "viết sai ở chỗ \"SELEC\";"),
        ("SELECT 1 +", "its end is missing;", "câu chưa viết hết;"),
        ("SELECT load_extension('x')", "not allowed here;", "không được phép làm vậy;"),
        ("ATTACH 'x.db' AS a", "this file cannot be opened: x.db;", "không mở được tệp x.db;"),
        (
            "SELECT json('{')",
            "not understood (SQLite: malformed JSON);",
            "không hiểu câu hỏi (SQLite: malformed JSON);",
        ),
    ] {
        assert!(said("en", question).contains(en), "{}", said("en", question));
        assert!(said("vi", question).contains(vi), "{}", said("vi", question));
        assert!(said("vi", question).ends_with("linchpin sql kể ra các bảng và cột"));
    }
    let bytes = desk.run_in("vi", "csv", &["sql", "SELECT x'01ff' AS bytes"]).unwrap().out;
    assert_eq!(bytes, "bytes\nX'01FF'");
}

#[test]
fn what_scripts_ask_for_is_a_document_or_a_table_whatever_the_command() {
    let desk = Desk::new();
    let out = |format: &str, words: &[&str]| desk.run_in("vi", format, words).unwrap().out;
    let json = |words: &[&str]| serde_json::from_str::<serde_json::Value>(&out("json", words)).unwrap();
    let answers = desk.file("answers.csv", "region,raw,e164\nVN,0912 345 678,+84912345678\n");
    let bench = ["bench", "phones", answers.to_str().unwrap()];
    let made = ["generate", "--leads", "2", "--accounts", "1", "--orders", "1"];
    let none = out("csv", &["history", "--kind", "order"]);
    assert_eq!(none, "entry,at,who,kind,act,title,count,also,undone,changes,undoes,undone_by");
    assert!(out("csv", &["history"]).starts_with(&format!("{none}\n")));
    assert_eq!(json(&["history"])[0].as_object().unwrap().keys().cloned().collect::<Vec<_>>().join(","), none);
    assert!(out("csv", &["sql"]).starts_with("view,columns\nworkspace,"), "{}", out("csv", &["sql"]));
    assert_eq!(out("csv", &bench), "cases,agree\n1,1");
    let wanted = serde_json::json!({"leads":2,"accounts":1,"contacts":1,"orders":1,"lines":3,"seed":1});
    assert_eq!(json(&made), wanted);
    let who = out("json", &["list", "contacts"]);
    let who: serde_json::Value = serde_json::from_str(&who).unwrap();
    assert!(out("csv", &["call", who[0]["phone"].as_str().unwrap()]).starts_with("kind,id,title,about,"));
}

#[test]
fn what_is_told_to_do_fits_what_was_done() {
    let file = morning();
    for (words, code, said) in [
        (
            &["history", "leads"][..],
            2,
            "history lead ID tells of one, by its number or name; history --kind lead of all",
        ),
        (&["history", "nokind"], 2, "no kind 'nokind'; there are "),
        (&["list", "leads", "--filter", "nope:1"], 2, "there is no field 'nope'; there are name, company, "),
        (&["list", "orders", "--filter", "lines.nope:1"], 2, "no field 'lines.nope'; there are product, "),
        (&["set", "lead", "1", "nope=1"], 4, "there is no field 'nope'; there are name, company, "),
        (&["replace", "leads", "nope", "a", "b"], 2, "there is no field 'nope'; there are name, company, "),
    ] {
        let (got, told) = fails(&file, words);
        assert!(got == code && told.contains(said), "{words:?}: {got} {told}");
    }
    done(&file, &["act", "lead", "1", "archive"]);
    let (code, told) = fails(&file, &["act", "lead", "1", "archive"]);
    assert!(code == 4 && told.ends_with("is archived; restore brings it back"), "{code} {told}");
}

#[test]
fn what_is_a_part_of_records_is_told_to_be() {
    let file = morning();
    for (lang, said) in [("en", "order-lines are parts of orders"), ("vi", "order-lines là phần của đơn hàng")]
    {
        for rest in [&["list", "order-lines"][..], &["show", "lines", "1"], &["set", "order-line", "1", "quantity=2"]] {
            let mut words = words(&file, rest);
            words[6] = lang.into();
            let told = linchpin::cli::serve(words);
            let told = (told.code, told.said.join(""));
            assert!(told.0 == 2 && told.1.contains(said) && told.1.contains("linchpin export order-lines"), "{told:?}");
        }
    }
}

#[test]
fn the_made_up_company_goes_into_a_file_that_is_named_and_not_there() {
    let (there, new) = (morning(), path());
    let run = |file: &Path| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_linchpin"));
        let command = command.args(words(file, &["demo"]).iter().skip(1)).stdin(Stdio::null());
        command.output().unwrap()
    };
    let before = std::fs::read(&there).unwrap();
    let refused = run(&there);
    let said = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert!(refused.status.code() == Some(2) && said.contains("is there already"), "{said}");
    assert_eq!(std::fs::read(&there).unwrap(), before);
    // Without a terminal it opens no workbench.
    run(&new);
    assert!(done(&new, &["list", "leads"]).out.lines().count() > 5);
}

#[test]
fn a_deed_to_which_nothing_was_said_is_told_by_what_was_asked() {
    let file = with_order(Lang::En).path().to_owned();
    assert!(done(&file, &["act", "account", "1", "log"]).out.contains("→ record in full"));
    let told = done(&file, &["history"]).out;
    assert!(told.contains("→ record in full"), "{told}");
}
