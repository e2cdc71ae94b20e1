//! Long files of forms that say only at their end what their columns are: each is read piece by piece, and nothing of it
//! is lost where one piece ends and another begins.
use super::desk::Desk;
use super::workbook::{texts, xlsx};
use linchpin::exchange::file::table::Table;
use linchpin::exchange::file::unpacked::is_endless;
use linchpin::exchange::file::written::Reading;
use linchpin::exchange::plan::{Cancelled, look_at};
use linchpin::lang::Lang;
use std::fmt::Write;

/// What a reader could take for an end: brackets, quotes, marks that take back the sense of the next.
const ODD: [&str; 6] = ["a}", "[b", r#"c\"{"#, r"d\\", r#"\\\"]"#, "Đào"];

fn rows(table: Table) -> Vec<(u64, Vec<String>)> {
    table.map(|line| line.unwrap()).map(|line| (line.number, line.cells)).collect()
}

/// Texts that cannot be packed closely.
fn noise(count: usize, long: usize) -> Vec<String> {
    let mut seed = 1_u64;
    let mut letter = || {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        char::from(b'A' + u8::try_from((seed >> 33) % 26).unwrap())
    };
    (0..count).map(|_| (0..long).map(|_| letter()).collect()).collect()
}

#[test]
fn objects_are_whole_wherever_a_piece_of_the_file_ends() {
    let desk = Desk::new();
    let (mut list, mut lines, mut expected) = ("[\n".to_owned(), String::new(), Vec::new());
    for n in 0..3_000_u64 {
        let odd = ODD[usize::try_from(n).unwrap() % ODD.len()];
        let object = format!(r#"{{"name": "{odd}", "n": {n}, "in": {{"x": [1, "{odd}"]}}}}"#);
        writeln!(list, "{object}{}", if n < 2_999 { "," } else { "]" }).unwrap();
        writeln!(lines, "{object}").unwrap();
        let said: String = serde_json::from_str(&format!("\"{odd}\"")).unwrap();
        expected.push((n, vec![said.clone(), n.to_string(), format!("1, {said}")]));
    }
    let below = |line: u64| expected.iter().map(|(n, cells)| (n + line, cells.clone())).collect::<Vec<_>>();
    assert_eq!(rows(Table::open(&desk.file("list.json", &list)).unwrap()), below(2));
    assert_eq!(rows(Table::open(&desk.file("lines.json", &lines)).unwrap()), below(1));
    // What is wrong far down is told by its line, and nothing comes in.
    let cut = list.replace(r#""n": 2900,"#, r#""n": 29x0,"#);
    let fault = Table::open(&desk.file("cut.json", cut)).err().unwrap();
    assert!(fault.text(Lang::En).starts_with("cut.json, line 2902: is no JSON"), "{fault}");
    let open = list.trim_end().trim_end_matches(']');
    let fault = Table::open(&desk.file("open.json", open)).err().unwrap();
    assert!(fault.text(Lang::En).starts_with("open.json, line 3001: is no JSON"), "{fault}");
}

#[test]
fn cards_of_a_long_file_stand_in_their_lines() {
    let desk = Desk::new();
    let long = "x".repeat(900);
    let mut text = String::new();
    for n in 0..1_200 {
        write!(text, "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Người {n}\r\nNOTE:{long}\r\nX-ODD:{n}\r\nEND:VCARD\r\n")
            .unwrap();
    }
    assert!(text.len() > 1 << 20);
    let table = Table::open(&desk.file("all.vcf", &text)).unwrap();
    assert_eq!(
        table.notes.iter().map(|note| note.to(Lang::En)).collect::<Vec<_>>(),
        ["there is no field for: X-ODD (1200)"]
    );
    let name = table.header.iter().position(|name| name == "name").unwrap();
    let found: Vec<_> = rows(table).into_iter().map(|(line, cells)| (line, cells[name].clone())).collect();
    let expected: Vec<_> = (0..1_200).map(|n| (6 * n + 1, format!("Người {n}"))).collect();
    assert_eq!(found, expected);
    let fault = Table::open(&desk.file("open.vcf", text.trim_end().trim_end_matches("END:VCARD"))).err().unwrap();
    assert!(fault.text(Lang::En).starts_with("open.vcf, line 7195: "), "{fault}");
}

#[test]
fn a_long_sheet_keeps_its_rows_and_what_is_merged_over_them() {
    let desk = Desk::new();
    let names: Vec<String> = (0..2_600).map(|n| format!("Khách {n}")).collect();
    let mut text = texts(1, &[&["Company", "Region"], &["First", "Huế"]]);
    for (n, name) in names.iter().enumerate() {
        text.push_str(&texts(n + 3, &[&[name.as_str()]]));
    }
    let merged = r#"<mergeCells><mergeCell ref="B2:B1900"/></mergeCells>"#;
    let table = Table::open(&desk.file("long.xlsx", xlsx(false, &[("S", &(text.clone() + merged))]))).unwrap();
    let found = rows(table);
    assert_eq!(found.len(), names.len() + 1);
    for (at, (number, cells)) in found.iter().enumerate().skip(1) {
        let region = if *number <= 1_900 { "Huế" } else { "" };
        assert_eq!((*number, cells.as_slice()), (at as u64 + 2, &[names[at - 1].clone(), region.to_owned()][..]));
    }
    // A row far above those that were read is no row that could be put in its place.
    let late = text + &texts(1_000, &[&["late"]]);
    let fault = Table::open(&desk.file("late.xlsx", xlsx(false, &[("S", &late)]))).err().unwrap();
    let said = "late.xlsx: has rows that are not in their order; open it in a spreadsheet program and save it, then import that";
    assert_eq!(fault.text(Lang::En), said);
}

/// A cell is held whole, however its sheet is read.
#[test]
fn a_cell_that_no_mark_ends_is_told_before_it_is_read() {
    let cells = |long: usize| format!("<row><c>{}</c><c>b</c></row>", "x".repeat(long)).repeat(3);
    // Over the edges of what is read at a time, too.
    for (long, is) in [(10, false), (99, false), (101, true), (20_000, true)] {
        assert_eq!(is_endless(cells(long).as_bytes(), 101).unwrap(), is, "{long}");
    }
    assert!(!is_endless(cells(9_000).as_bytes(), 9_100).unwrap());
    assert!(is_endless("y".repeat(50_000).as_bytes(), 40_000).unwrap());
}

#[test]
fn what_must_be_held_tells_how_far_it_is_and_can_be_given_up() {
    let desk = Desk::new();
    let notes = noise(200, 20_000);
    let object = |note: &String| format!(r#"{{"name": "An", "note": "{note}"}}"#);
    let list = notes.iter().map(object).collect::<Vec<_>>().join(",\n");
    let cells: Vec<[&str; 2]> = [["name", "note"]].into_iter().chain(notes.iter().map(|n| ["An", n])).collect();
    let cells: Vec<&[&str]> = cells.iter().map(|row| &row[..]).collect();
    let files =
        [desk.file("long.json", format!("[{list}]")), desk.file("long.xlsx", xlsx(false, &[("S", &texts(1, &cells))]))];
    for path in files {
        let mut heard = Vec::new();
        let mut hears = |at: u64, of: u64| {
            heard.push(100 * at / of);
            true
        };
        let looked = look_at(&desk.store, &path, &Reading::default(), &mut hears).unwrap();
        assert_eq!(looked.rows, 200);
        // Half of the way until they are held, the other half until they are seen.
        let held = heard.iter().filter(|part| (1..50).contains(*part)).count();
        assert!(heard.is_sorted() && held > 3 && heard.last() == Some(&100), "{heard:?}");
        let mut heard = 0;
        let mut hears = |_, _| {
            heard += 1;
            heard < 3
        };
        let end = look_at(&desk.store, &path, &Reading::default(), &mut hears).err().unwrap();
        assert!(end.is::<Cancelled>(), "{end}");
        assert_eq!(heard, 3);
    }
}

/// More of them than lie in memory, whoever else reads them, and whatever became of the file.
#[test]
fn rows_that_are_held_are_handed_out_as_often_as_they_are_asked_for() {
    let desk = Desk::new();
    let notes = noise(800, 40_000);
    let objects = notes.iter().enumerate().map(|(n, note)| format!(r#"{{"n": {n}, "note": "{note}"}}"#));
    let path = desk.file("long.json", format!("[{}]", objects.collect::<Vec<_>>().join(",\n")));
    let looked = look_at(&desk.store, &path, &Reading::default(), &mut |_, _| true).unwrap();
    desk.file("long.json", "[]");
    let (one, other) = (looked.table().unwrap(), looked.table().unwrap());
    let mut all = 0;
    for (n, (one, other)) in one.zip(other).enumerate() {
        let one = one.unwrap();
        assert_eq!((one.cell(0), one.cell(1)), (n.to_string().as_str(), notes[n].as_str()));
        assert_eq!(one, other.unwrap());
        all += 1;
    }
    assert_eq!(all, notes.len());
}
