//! What `sql` and `list` print: row by row, as it is read, and what can be asked.
use super::desk::Desk;
use super::term::{Screening, workbench};
use super::{act, morning_in};
use linchpin::cli::{exit_code, sentence};
use linchpin::lang::Lang;
use std::ffi::OsString;
use std::io::{self, ErrorKind, Write};

/// A reader that wants so many bytes, and no more.
struct Head(usize);

impl Write for Head {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let taken = bytes.len().min(self.0);
        self.0 -= taken;
        if taken == 0 { Err(ErrorKind::BrokenPipe.into()) } else { Ok(taken) }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A command of a morning's file as a process prints it: its exit code, and what went to stdout and to stderr.
fn printed(words: &[&str]) -> (u8, String, String) {
    let store = morning_in(Lang::En);
    let globals = ["linchpin", "--db", store.path().to_str().unwrap(), "--as", "Mai", "--lang", "en"];
    let (mut out, mut said) = (Vec::new(), Vec::new());
    let all = globals.iter().chain(words).map(OsString::from);
    let code = linchpin::cli::print(all, &mut out, &mut said);
    (code, String::from_utf8(out).unwrap(), String::from_utf8(said).unwrap())
}

const ENDLESS: &str = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT x FROM n";

#[test]
fn an_answer_without_end_is_printed_until_its_reader_wants_no_more() {
    let store = morning_in(Lang::En);
    for format in ["text", "csv", "json"] {
        let words = ["linchpin", "--db", store.path().to_str().unwrap(), "--format", format, "sql", ENDLESS];
        let mut said = Vec::new();
        assert_eq!(linchpin::cli::print(words.map(OsString::from), &mut Head(20_000), &mut said), 0, "{format}");
        assert!(said.is_empty());
    }
}

#[test]
fn what_goes_wrong_in_the_middle_of_an_answer_ends_with_its_sentence() {
    let broken = "SELECT json(x) AS x FROM (SELECT '1' AS x UNION ALL SELECT '{')";
    for (format, out) in [("csv", "x\n1\n"), ("json", "[\n  {\n    \"x\": \"1\"\n  }"), ("text", "")] {
        let (code, printed, said) = printed(&["--format", format, "sql", broken]);
        assert_eq!((code, printed.as_str()), (2, out), "{format}");
        assert!(said.starts_with("linchpin: the question was not understood (SQLite: malformed JSON)"), "{said}");
        assert_eq!(said.lines().count(), 1);
    }
}

#[test]
fn rows_are_the_same_document_however_they_are_written() {
    for words in [["list", "leads"], ["sql", "SELECT * FROM leads"]] {
        let (_, json, _) = printed(&[&["--format", "json"], &words[..]].concat());
        let all: Vec<serde_json::Map<String, serde_json::Value>> = serde_json::from_str(&json).unwrap();
        assert_eq!(all.len(), 7);
        assert_eq!(json, serde_json::to_string_pretty(&all).unwrap() + "\n");
        let (_, csv, _) = printed(&[&["--format", "csv"], &words[..]].concat());
        let table = csv::Reader::from_reader(csv.as_bytes()).into_records().collect::<Result<Vec<_>, _>>().unwrap();
        assert_eq!(table.len(), 7);
    }
    let none = ["sql", "SELECT name, phone FROM leads WHERE false"];
    assert_eq!(printed(&[&["--format", "json"], &none[..]].concat()).1, "[]\n");
    assert_eq!(printed(&[&["--format", "csv"], &none[..]].concat()).1, "name,phone\n");
    assert_eq!(printed(&none), (0, String::new(), String::new()));
}

#[test]
fn what_is_wider_than_the_first_rows_is_shown_and_nothing_is_told_as_such() {
    let long = "SELECT CASE WHEN x < 600 THEN 'a' ELSE 'wider than all before' END AS name, NULL AS none, x
                FROM (WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 700) SELECT x FROM n)";
    let (code, out, _) = printed(&["sql", long]);
    let lines: Vec<&str> = out.lines().collect();
    assert_eq!((code, lines.len()), (0, 700));
    assert_eq!((lines[0], lines[699]), ("a  NULL  1", "wider than all before  NULL  700"));
}

#[test]
fn in_a_terminal_the_columns_have_their_names() {
    let Some(screen) = Screening::new("in_a_terminal_the_columns_have_their_names") else { return };
    let terminal = std::fs::File::options().write(true).open(&screen.name).unwrap();
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_linchpin"));
    command.args(workbench()).args(["sql", "SELECT name, company FROM leads WHERE id = 1"]).stdout(terminal);
    assert!(command.status().unwrap().success());
    screen.until("name            company");
}

#[test]
fn a_table_beneath_the_views_is_refused_and_the_view_named() {
    let desk = Desk::new();
    for (question, en, vi) in [
        (
            "SELECT * FROM lead",
            "lead is a table of the program's own, which may change; the view leads has it",
            "hãy hỏi bảng leads",
        ),
        ("SELECT count(*) FROM \"order\"", "the view orders has it", "hãy hỏi bảng orders"),
        ("SELECT amount FROM order_line", "the view order_lines has it", "hãy hỏi bảng order_lines"),
        (
            "WITH a AS (SELECT at FROM entry) SELECT * FROM a",
            "entry is a table of the program's own",
            "entry là bảng riêng",
        ),
    ] {
        for (lang, told) in [("en", en), ("vi", vi)] {
            let error = desk.run_in(lang, "text", &["sql", question]).expect_err(question);
            let said = sentence(&error, if lang == "vi" { Lang::Vi } else { Lang::En });
            assert_eq!(exit_code(&error), 2, "{question}");
            assert!(said.contains(told), "{said}");
        }
    }
    for question in [
        "SELECT count(*) FROM leads",
        "SELECT count(*) AS n FROM orders, leads",
        "SELECT 1",
        "WITH lead AS (SELECT 1 AS x) SELECT x FROM lead",
    ] {
        desk.run_in("en", "text", &["sql", question]).unwrap();
    }
}

#[test]
fn each_column_is_told_with_its_type_and_what_it_means() {
    let desk = Desk::new();
    let out = |lang, format, words: &[&str]| desk.run_in(lang, format, words).unwrap().out;
    let views: Vec<serde_json::Value> = serde_json::from_str(&out("en", "json", &["sql"])).unwrap();
    for view in &views {
        let (names, about) = (view["columns"].as_array().unwrap(), view["about"].as_array().unwrap());
        assert_eq!(names.len(), about.len());
        for (name, about) in names.iter().zip(about) {
            assert_eq!(name, &about["name"]);
            assert!(["text", "integer", "real"].contains(&about["type"].as_str().unwrap()), "{about}");
            assert!(!about["means"].as_str().unwrap().is_empty(), "{} {about}", view["view"]);
        }
    }
    let text = out("en", "text", &["sql"]);
    let page = out("en", "text", &["man", "sql"]);
    for told in [
        "Created: an instant in UTC",
        "in the smallest unit of its currency",
        "why it is due",
        "the rules that gave points",
        "Owner: its id in people",
    ] {
        assert!(text.contains(told), "{told}: {text}");
        assert!(page.contains(told), "{told}: {page}");
    }
    assert!(text.contains("\nleads\n") && page.contains(".SS leads"));
    assert!(out("vi", "text", &["sql"]).contains("thời điểm theo UTC"));
    assert!(out("vi", "text", &["man", "sql"]).contains("CÁC BẢNG"));
    assert!(!out("en", "text", &["man", "list"]).contains("VIEWS"));
}

#[test]
fn the_type_that_is_told_is_the_type_that_stands_there() {
    let mut store = morning_in(Lang::En);
    act(&mut store, "order", "add", &[], &[("number", "SO-9"), ("lines.1.text", "ST25"), ("lines.1.quantity", "2")]);
    let file = store.path().to_owned();
    let told = |question: &str| {
        let words = ["linchpin", "--db", file.to_str().unwrap(), "--format", "json", "sql", question];
        let out = linchpin::cli::run(words.map(OsString::from)).unwrap().out;
        serde_json::from_str::<Vec<serde_json::Value>>(&out).unwrap()
    };
    let views = linchpin::store::file::views::views(linchpin::domain::money::Currency::default());
    for view in views {
        for column in &view.columns {
            let sorts = format!("SELECT DISTINCT typeof(\"{}\") AS sort FROM {}", column.name, view.name);
            for row in told(&sorts) {
                let sort = row["sort"].as_str().unwrap();
                assert!(sort == "null" || sort == column.sort, "{}.{} is {sort}", view.name, column.name);
            }
        }
    }
}
