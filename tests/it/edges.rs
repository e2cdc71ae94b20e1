//! Files that are larger, wider, deeper or closer packed than any table: each is taken or refused in bounded time and
//! memory, with a sentence that names the place and what to do. All are made here.
use super::desk::Desk;
use super::workbook::{texts, xlsx};
use super::{has, store};
use linchpin::cli::exit_code;
use linchpin::lang::Lang;
use linchpin::ui::stage::Stage;
use std::fmt::Write as _;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::PathBuf;

const MB: usize = 1 << 20;

/// A file of a text and then a letter many times.
fn long(desk: &Desk, name: &str, start: &str, letters: usize) -> PathBuf {
    let path = desk.folder.path().join(name);
    let mut file = BufWriter::new(File::create(&path).unwrap());
    file.write_all(start.as_bytes()).unwrap();
    let piece = vec![b'x'; MB];
    (0..letters / MB).for_each(|_| file.write_all(&piece).unwrap());
    file.flush().unwrap();
    path
}

/// What an import of a file is refused with; nothing is in.
#[track_caller]
fn refused(desk: &Desk, kind: &str, path: &std::path::Path) -> String {
    let error = desk.run(&["import", kind, path.to_str().unwrap()]).expect_err("it should be refused");
    assert_eq!(exit_code(&error), 1);
    assert_eq!(desk.list("leads", "").len(), 0);
    format!("{error:#}")
}

#[test]
fn a_line_without_an_end() {
    let desk = Desk::new();
    let rows = long(&desk, "rows.csv", "name,company\nA,B\n", 64 * MB);
    let said = "is longer than 16 MB; each row must stand on a line of its own; the rest of the file was not read";
    assert_eq!(refused(&desk, "leads", &rows), format!("rows.csv, line 3: {said}"));
    let header = long(&desk, "header.csv", "", 64 * MB);
    assert_eq!(refused(&desk, "leads", &header), format!("header.csv, line 1: {said}"));
    let quoted = long(&desk, "quoted.csv", "name,company\n\"A,B\n", 64 * MB);
    let said = "quoted.csv, line 2: a \" opens here and is not closed within 1 lines";
    assert!(refused(&desk, "leads", &quoted).starts_with(said));
    // On the screen it is told where the path was asked for.
    for (lang, said) in [(Lang::En, "is longer than 16 MB"), (Lang::Vi, "dài hơn 16 MB")] {
        let mut stage = Stage::new(super::morning_in(lang), 140, 24).unwrap();
        stage.keys(&format!("1I<c-u><paste:{}><enter>", header.display()));
        has(&stage, said);
    }
}

#[test]
fn a_table_of_ten_thousand_columns() {
    let desk = Desk::new();
    let table = |columns: usize, rows: usize| {
        let mut text = "name,company".to_owned();
        (2..columns).for_each(|n| write!(text, ",c{n}").unwrap());
        for row in 0..rows {
            write!(text, "\nNgười {row},Công ty {row}{}", ",v".repeat(columns - 2)).unwrap();
        }
        text
    };
    let (json, output) = desk.import("leads", &table(10_000, 20), &[]);
    assert_eq!((json["added"].as_u64(), output.code), (Some(20), 0));
    // What is left out is told by its first names.
    let left = output.said.iter().find(|line| line.starts_with("not imported")).unwrap();
    assert!(left.ends_with("c40, c41 and 9958 more"), "{left}");
    let file = desk.file("wider.csv", table(16_385, 1));
    let error = desk.run(&["import", "leads", file.to_str().unwrap()]).unwrap_err();
    let said = "has more than 16384 columns; leave out those that are not needed, then import it";
    assert_eq!(format!("{error:#}"), format!("wider.csv, line 1: {said}"));
    let mut stage = Stage::new(store(), 140, 24).unwrap();
    stage.keys(&format!("1I<c-u><paste:{}><enter>", file.display()));
    has(&stage, "has more than 16384 columns");
}

#[test]
fn a_row_of_more_cells_than_a_table_has_columns() {
    let desk = Desk::new();
    let file = desk.file("commas.csv", format!("name,company\nA,B\nC{}\nD,E\n", ",".repeat(8 * MB)));
    assert!(refused(&desk, "leads", &file).starts_with("commas.csv, line 3: has more than 16384 columns"));
}

#[test]
fn a_workbook_that_unpacks_to_gigabytes() {
    let desk = Desk::new();
    let mut rows = texts(1, &[&["name", "company"], &["A", "B"]]);
    rows.push_str(&" ".repeat(110 * MB));
    let bomb = desk.file("bomb.xlsx", xlsx(false, &[("S", &rows)]));
    assert!(std::fs::metadata(&bomb).unwrap().len() < MB as u64);
    let said = "bomb.xlsx: unpacks to more than can be held; save the sheet as CSV, then import that";
    assert_eq!(refused(&desk, "leads", &bomb), said);
    // One whose directory says less than it is.
    let mut lie = std::fs::read(&bomb).unwrap();
    let size = u32::try_from(rows.len() + xlsx_frame()).unwrap();
    let at: Vec<usize> = (0..lie.len() - 4).filter(|at| lie[*at..at + 4] == size.to_le_bytes()).collect();
    assert!(!at.is_empty());
    for at in at {
        lie[at..at + 4].copy_from_slice(&900_u32.to_le_bytes());
    }
    let lie = desk.file("lie.xlsx", lie);
    assert!(refused(&desk, "leads", &lie).starts_with("lie.xlsx: is a broken workbook"));
}

/// Bytes of a sheet beside its rows.
fn xlsx_frame() -> usize {
    r#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData></sheetData></worksheet>"#
        .len()
}

#[test]
fn a_cell_far_to_the_right_takes_no_memory() {
    let desk = Desk::new();
    let far = r#"<row r="3"><c r="A3" t="inlineStr"><is><t>A</t></is></c><c r="FXSHRX3" t="inlineStr"><is><t>x</t></is></c></row>"#;
    let rows = texts(1, &[&["name", "company"], &["A", "B"]]) + far;
    let file = desk.file("far.xlsx", xlsx(false, &[("S", &rows)]));
    let said = "far.xlsx: has more than 16384 columns; leave out those that are not needed, then import it";
    assert_eq!(refused(&desk, "leads", &file), said);
}

#[test]
fn objects_that_are_deep_wide_or_long() {
    let desk = Desk::new();
    for deep in [
        format!(r#"[{{"name":{}{}}}]"#, "[".repeat(200_000), "]".repeat(200_000)),
        format!(r#"[{{"name":{}1{}}}]"#, r#"{"a":"#.repeat(200_000), "}".repeat(200_000)),
    ] {
        let said = refused(&desk, "leads", &desk.file("deep.json", deep));
        assert!(said.starts_with("deep.json, line 1: is no JSON from here on (recursion limit"), "{said}");
    }
    // Each object with a name of its own would be a square of cells.
    let wide: Vec<String> = (0..30_000).map(|n| format!(r#"{{"name":"A{n}","k{n}":1}}"#)).collect();
    let said = refused(&desk, "leads", &desk.file("wide.json", format!("[{}]", wide.join(",\n"))));
    assert!(said.starts_with("wide.json, line 16384: has more than 16384 columns"), "{said}");
    // One cell that is too large is a row that is rejected; the others are in.
    let note = "y".repeat(50 * MB);
    let long =
        format!("[{{\"name\":\"A\",\"company\":\"B\",\"note\":\"{note}\"}},\n{{\"name\":\"C\",\"company\":\"D\"}}]");
    let rejects = desk.folder.path().join("rejects.csv");
    let file = desk.file("long.json", long);
    let output =
        desk.run(&["import", "leads", file.to_str().unwrap(), "--rejects", rejects.to_str().unwrap()]).unwrap();
    assert_eq!(output.code, 4);
    assert_eq!(desk.names("leads", ""), ["C"]);
    let rejected = std::fs::read_to_string(rejects).unwrap();
    assert!(rejected.contains(&note), "the row is written out whole");
    let said = "the cell in note is larger than 1 MB; shorten it or leave the column out";
    assert!(rejected.replace(&note, "…").contains(said));
}

#[test]
fn a_card_of_many_numbers() {
    let desk = Desk::new();
    let card = |name: &str, numbers: usize| {
        let numbers: String = (0..numbers).fold(String::new(), |text, n| text + &format!("TEL:0903{n:06}\n"));
        format!("BEGIN:VCARD\nVERSION:3.0\nFN:{name}\n{numbers}END:VCARD\n")
    };
    let file = desk.file("many.vcf", card("Bà Tám", 100_000) + &card("Ông Sáu", 2));
    let output = desk.run(&["import", "contacts", file.to_str().unwrap()]).unwrap();
    assert_eq!(output.code, 4);
    assert_eq!(desk.names("contacts", ""), ["Ông Sáu"]);
    let said = "the cell in phone is larger than 1 MB; shorten it or leave the column out";
    assert!(output.said.iter().any(|line| line.ends_with(said)), "{:?}", output.said);
    // As many as a cell takes are taken.
    let file = desk.file("some.vcf", card("Bà Tư", 20_000));
    assert_eq!(desk.run(&["import", "contacts", file.to_str().unwrap()]).unwrap().code, 0);
}
