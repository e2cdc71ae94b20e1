//! A list written out to be edited in a spreadsheet, and read back: what differs is told cell by cell and taken in as one
//! deed; what changed here meanwhile is not lost.
use super::demo::demo;
use super::desk::Desk;
use super::workbook::{texts, xlsx};
use super::{act, has, has_not, morning_in, now};
use linchpin::cli::{exit_code, sentence};
use linchpin::domain::kinds::KINDS;
use linchpin::lang::Lang;
use linchpin::ui::stage::Stage;
use serde_json::Value as Json;
use std::path::{Path, PathBuf};

/// The desk of a made-up company, where every kind has records.
fn company() -> Desk {
    Desk { folder: tempfile::tempdir().unwrap(), store: demo(now(), Lang::En) }
}

/// Writes a list out to be edited.
#[track_caller]
pub fn out(desk: &Desk, kind: &str, name: &str) -> PathBuf {
    let path = desk.folder.path().join(name);
    let words = ["export", kind, "--to-edit", "-o", path.to_str().unwrap()];
    desk.run(&words).unwrap_or_else(|error| panic!("{kind}: {error:#}"));
    path
}

/// Brings a file back; gives what is printed, what is said, and the exit code.
#[track_caller]
pub fn back(desk: &Desk, kind: &str, path: &Path, more: &[&str]) -> (Json, String, u8) {
    let words: Vec<&str> = ["import", kind, path.to_str().unwrap()].into_iter().chain(more.iter().copied()).collect();
    let output = desk.run(&words).unwrap_or_else(|error| panic!("{words:?}: {error:#}"));
    (serde_json::from_str(&output.out).unwrap(), output.said.join("\n"), output.code)
}

/// Rows and cells to change, conflicts, refused, unknown, new, not in the file, changed here.
fn counts(json: &Json) -> [u64; 8] {
    ["changed_rows", "changed_cells", "conflicts", "refused", "unknown", "new", "missing", "changed_here"]
        .map(|key| json[key].as_u64().unwrap_or_else(|| panic!("{key} in {json}")))
}

#[test]
fn what_was_not_edited_does_not_differ_whatever_it_is() {
    let desk = company();
    let kinds = KINDS.iter().map(|shape| shape.kind).chain(["order-lines"]);
    for kind in kinds {
        for ending in ["csv", "xlsx"] {
            let path = out(&desk, kind, &format!("{kind}.{ending}"));
            let (json, said, code) = back(&desk, kind, &path, &[]);
            assert_eq!((counts(&json), code), ([0; 8], 0), "{kind} {ending}: {json} {said}");
            assert!(json["batch"].is_null(), "{json}");
            if !["workspace"].contains(&kind) {
                assert!(json["rows"].as_u64() > Some(0) || kind == "holiday" || kind == "policy", "{kind}: {json}");
            }
        }
    }
}

/// A table as a spreadsheet has it: its head, and its rows.
pub struct Cells(Vec<Vec<String>>);

impl Cells {
    pub fn of(path: &Path) -> Self {
        let mut rows = csv::ReaderBuilder::new().has_headers(false).from_path(path).unwrap();
        Self(rows.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect())
    }

    #[track_caller]
    fn at(&self, column: &str) -> usize {
        self.0[0].iter().position(|head| head == column).unwrap_or_else(|| panic!("no {column} in {:?}", self.0[0]))
    }

    /// The cell of a column, of the row that has a text anywhere.
    #[track_caller]
    fn cell(&mut self, of: &str, column: &str) -> &mut String {
        let at = self.at(column);
        let row = self.0.iter_mut().find(|row| row.iter().any(|cell| cell == of));
        &mut row.unwrap_or_else(|| panic!("no {of}"))[at]
    }

    pub fn put(&mut self, of: &str, column: &str, text: &str) -> &mut Self {
        text.clone_into(self.cell(of, column));
        self
    }

    pub fn write(&self, path: &Path) {
        let mut file = csv::Writer::from_path(path).unwrap();
        self.0.iter().for_each(|row| file.write_record(row).unwrap());
        file.flush().unwrap();
    }

    fn text(&self, mark: char, end: &str) -> String {
        let cell = |text: &String| {
            if text.contains([mark, '"', '\n']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text.clone() }
        };
        let row = |row: &Vec<String>| row.iter().map(cell).collect::<Vec<_>>().join(&mark.to_string()) + end;
        self.0.iter().map(row).collect()
    }
}

/// The leads of a morning.
fn morning() -> Desk {
    Desk { folder: tempfile::tempdir().unwrap(), store: morning_in(Lang::En) }
}

/// As in every table that comes back, and in rejected rows: what was written in one language is read in the other.
#[test]
fn the_columns_have_the_keys_of_their_fields_in_either_language_and_are_read_by_their_names() {
    let [en, vi] = [Lang::En, Lang::Vi].map(|lang| {
        let desk = Desk { folder: tempfile::tempdir().unwrap(), store: morning_in(lang) };
        let path = out(&desk, "leads", "leads.csv");
        (Cells::of(&path), desk, path)
    });
    assert_eq!(en.0.0[0], vi.0.0[0]);
    for (mut cells, desk, path) in [en, vi] {
        cells.put("Nguyễn Thị Đào", "company", "Gạo Cái Bè").put("Nguyễn Thị Đào", "title", "Trưởng phòng");
        let [company, title] = ["company", "title"].map(|key| cells.at(key));
        "Công ty".clone_into(&mut cells.0[0][company]);
        "Title".clone_into(&mut cells.0[0][title]);
        cells.write(&path);
        assert_eq!(counts(&back(&desk, "leads", &path, &[]).0), [1, 2, 0, 0, 0, 0, 0, 0]);
        let lead = desk.show("lead", "1");
        assert_eq!((&lead["company"], &lead["title"]), (&Json::from("Gạo Cái Bè"), &Json::from("Trưởng phòng")));
    }
}

#[test]
fn edited_cells_are_told_and_taken_in_as_one_deed_that_one_undo_takes_back() {
    let desk = morning();
    let path = out(&desk, "leads", "leads.csv");
    let mut cells = Cells::of(&path);
    assert_eq!(cells.0[0][0], "linchpin id");
    assert!(!cells.0[0].iter().any(|head| head == "score"), "what follows from the rest is not in it");
    cells.put("Nguyễn Thị Đào", "company", "Gạo Cái Bè").put("Nguyễn Thị Đào", "phone", "0903 999 999");
    cells.put("Maria Jensen", "note", "Wants samples,\nin June").put("Trần Văn Quốc", "company", "");
    cells.write(&path);

    let (json, said, code) = back(&desk, "leads", &path, &["--dry-run"]);
    assert_eq!((counts(&json), code), ([3, 4, 0, 0, 0, 0, 0, 0], 0), "{json}");
    assert!(said.contains("Company: Gạo Đồng Tháp → Gạo Cái Bè"), "{said}");
    assert!(said.contains("Company: Phở Bắc Hà → —"), "{said}");
    assert_eq!(desk.show("lead", "1")["company"], "Gạo Đồng Tháp");

    let (json, ..) = back(&desk, "leads", &path, &[]);
    assert!(json["batch"].is_i64(), "{json}");
    let lead = desk.show("lead", "1");
    assert_eq!((&lead["company"], &lead["phone"]), (&Json::from("Gạo Cái Bè"), &Json::from("0903 999 999")));
    assert_eq!(desk.show("lead", "2")["company"], Json::Null);
    assert_eq!(desk.show("lead", "3")["note"], "Wants samples,\nin June");
    let history = desk.run(&["history", "--limit", "1"]).unwrap().out;
    assert!(history.contains("\"act\": \"back\"") && history.contains("leads.csv"), "{history}");
    // Again it changes nothing.
    assert_eq!(counts(&back(&desk, "leads", &path, &[]).0), [0; 8]);
    desk.run(&["undo"]).unwrap();
    assert_eq!(desk.show("lead", "1")["company"], "Gạo Đồng Tháp");
    assert_eq!(desk.show("lead", "2")["company"], "Phở Bắc Hà");
    assert_eq!(desk.show("lead", "3")["note"], Json::Null);
}

#[test]
fn what_is_yes_or_no_is_told_by_its_word() {
    let desk = company();
    let path = out(&desk, "products", "products.csv");
    let mut cells = Cells::of(&path);
    let (active, name) = (cells.at("active"), cells.at("name"));
    assert!(cells.0[1..].iter().all(|row| row[active] == "yes"), "{:?}", cells.0);
    let first = cells.0[1][name].clone();
    cells.put(&first, "active", "no").write(&path);
    let (json, said, _) = back(&desk, "products", &path, &[]);
    assert_eq!(counts(&json)[..2], [1, 1]);
    assert!(said.contains("Sold: yes → no"), "{said}");
    let path = out(&desk, "products", "again.csv");
    assert_eq!(*Cells::of(&path).cell(&first, "active"), "no");
    // Files that were written before have a blank there.
    let mut cells = Cells::of(&path);
    cells.put(&first, "active", "").write(&path);
    assert_eq!(counts(&back(&desk, "products", &path, &[]).0), [0; 8]);
}

#[test]
fn what_changed_here_meanwhile_stays_unless_the_file_is_said_to_count() {
    let mut desk = morning();
    let path = out(&desk, "leads", "leads.csv");
    act(&mut desk.store, "lead", "set", &[1], &[("company", "Gạo Sa Đéc"), ("note", "rang twice")]);
    act(&mut desk.store, "lead", "set", &[2], &[("company", "Phở 24")]);
    act(&mut desk.store, "lead", "set", &[4], &[("tag", "vip"), ("phone", "0987 000 000")]);
    let mut cells = Cells::of(&path);
    // Both sides, the same on both sides, one that nobody touched here.
    cells.put("Nguyễn Thị Đào", "company", "Gạo Cái Bè").put("Trần Văn Quốc", "company", "Phở 24");
    cells.put("Maria Jensen", "company", "Nordlys");
    cells.write(&path);
    let (json, said, code) = back(&desk, "leads", &path, &["--dry-run"]);
    // Here alone: the note of the first, tag and phone of the fourth.
    assert_eq!((counts(&json), code), ([1, 1, 1, 0, 0, 0, 0, 3], 0), "{json} {said}");
    assert!(said.contains("Gạo Sa Đéc → Gạo Cái Bè (was Gạo Đồng Tháp; here Mai, 09:14; as here)"), "{said}");
    back(&desk, "leads", &path, &[]);
    let lead = desk.show("lead", "1");
    assert_eq!((&lead["company"], &lead["note"]), (&Json::from("Gạo Sa Đéc"), &Json::from("rang twice")));
    assert_eq!(desk.show("lead", "3")["company"], "Nordlys");
    let (json, ..) = back(&desk, "leads", &path, &["--conflicts", "file"]);
    assert_eq!(counts(&json)[..3], [1, 1, 1], "{json}");
    let lead = desk.show("lead", "1");
    assert_eq!((&lead["company"], &lead["note"]), (&Json::from("Gạo Cái Bè"), &Json::from("rang twice")));
    let lead = desk.show("lead", "4");
    assert_eq!((&lead["tag"], &lead["phone"]), (&Json::from("vip"), &Json::from("0987 000 000")));
}

#[test]
fn what_cannot_be_taken_is_refused_by_name_and_the_rest_goes_in() {
    let mut desk = morning();
    act(&mut desk.store, "account", "add", &[], &[("name", "An Phát")]);
    let path = out(&desk, "leads", "leads.csv");
    let account = Cells::of(&out(&desk, "accounts", "accounts.csv")).0[1][0].clone();
    act(&mut desk.store, "lead", "archive", &[5], &[]);
    let mut cells = Cells::of(&path);
    let stranger = cells.0[1][0].replacen('-', "-f", 1);
    cells.put("Nguyễn Thị Đào", "phone", "no").put("Nguyễn Thị Đào", "company", "Gạo Cái Bè");
    cells.put("Trần Văn Quốc", "state", "won").put("Maria Jensen", "owner", "Nobody");
    cells.put("Lê Thị Hà", "note", "rang");
    let twice = cells.0.iter().find(|row| row.iter().any(|cell| cell == "Đặng Quốc Huy")).unwrap().clone();
    cells.0.push(twice);
    cells.put("Phạm Đức Duy", "linchpin id", &account).put("Ōta Kenji", "linchpin id", &stranger);
    let gone = cells.0[1][0].replacen("-1@", "-777@", 1);
    let mut row = cells.0[1].clone();
    row[0] = gone;
    cells.0.push(row);
    cells.write(&path);
    let (json, said, code) = back(&desk, "leads", &path, &[]);
    // A cell each of three rows and both of the doubled; put away, of another kind, a stranger's, gone.
    assert_eq!((counts(&json), code), ([1, 1, 0, 5, 4, 0, 1, 0], 4), "{json}\n{said}");
    for told in [
        "lines 5, 9 have the same id; leave one of them",
        "Lê Thị Hà: it was archived since",
        "An Phát: its id is of a customer, not of leads",
        "its id is of another workspace",
        "it is no longer here",
        "won ! is changed by an action of its record, not by hand",
        "nothing here is called 'Nobody'",
    ] {
        assert!(said.contains(told), "{told} in\n{said}");
    }
    assert_eq!(desk.show("lead", "1")["company"], "Gạo Cái Bè");
    assert_eq!(desk.show("lead", "1")["phone"], "0903 123 456");
}

#[test]
fn a_file_of_another_workspace_or_of_a_state_that_is_no_more_is_refused_whole() {
    let (desk, other) = (morning(), morning());
    let path = out(&other, "leads", "leads.csv");
    let foreign = std::fs::read_to_string(&path).unwrap().replace("linchpin-", "linchpin-1");
    std::fs::write(&path, foreign).unwrap();
    let error = desk.run(&["import", "leads", path.to_str().unwrap()]).unwrap_err();
    assert_eq!(exit_code(&error), 4);
    assert!(sentence(&error, Lang::Vi).contains("bỏ cột 'linchpin id'"), "{}", sentence(&error, Lang::Vi));
    let path = out(&desk, "leads", "mine.csv");
    let mut cells = Cells::of(&path);
    for row in &mut cells.0[1..] {
        let (before, after) = row[0].rsplit_once('@').unwrap();
        row[0] = format!("{before}@{}", after.replacen(|c: char| c.is_ascii_digit(), "9999", 1));
    }
    cells.write(&path);
    let (json, said, code) = back(&desk, "leads", &path, &[]);
    assert_eq!((counts(&json)[4], code), (7, 4), "{json}");
    assert!(said.contains("write the list out anew"), "{said}");
    let error = desk.run(&["import", "leads", path.to_str().unwrap(), "--map", "x"]).unwrap_err();
    assert!([2, 3].contains(&exit_code(&error)));
}

/// Not row by row.
#[test]
fn a_file_of_another_list_is_refused_whole() {
    let desk = morning();
    let path = out(&desk, "leads", "a.xlsx");
    let error = desk.run(&["import", "contacts", path.to_str().unwrap()]).expect_err("a list of leads");
    let said = "its ids are of leads, not of contacts: import it as leads";
    assert_eq!((exit_code(&error), sentence(&error, Lang::En).as_str()), (4, said));
}

#[test]
fn a_row_whose_cells_slipped_is_refused_and_a_file_without_ids_says_what_to_do() {
    let desk = morning();
    let path = out(&desk, "leads", "leads.csv");
    let mut cells = Cells::of(&path);
    let wide = cells.0[0].len();
    cells.put("Maria Jensen", "company", "Nordlys");
    cells.0[3].insert(2, "Foods".to_owned());
    cells.0[3].resize(wide + 1, String::new());
    "x".clone_into(&mut cells.0[3][wide]);
    std::fs::write(&path, cells.text(',', "\n")).unwrap();
    let (json, said, code) = back(&desk, "leads", &path, &[]);
    assert_eq!((counts(&json)[..4].to_vec(), code), (vec![0, 0, 0, 1], 4), "{json} {said}");
    let mut cells = Cells::of(&out(&desk, "leads", "leads.csv"));
    cells.0[1..].iter_mut().for_each(|row| row[0].clear());
    cells.write(&path);
    assert_eq!(counts(&back(&desk, "leads", &path, &["--dry-run"]).0)[5], 7);
    let mut s = Stage::new(morning_in(Lang::Vi), 80, 24).unwrap();
    s.keys(&read(&path));
    has(&s, "không dòng nào có mã");
}

#[test]
fn rows_that_are_gone_stay_and_rows_without_an_id_are_added_on_demand() {
    let desk = morning();
    let path = out(&desk, "leads", "leads.csv");
    let mut cells = Cells::of(&path);
    cells.0.remove(7);
    cells.0.remove(2);
    let mut row = vec![String::new(); cells.0[0].len()];
    for (column, text) in [("name", "Bà Tám"), ("phone", "0903 111 222"), ("owner", "Lan")] {
        text.clone_into(&mut row[cells.at(column)]);
    }
    cells.0.push(row);
    cells.write(&path);
    let (json, said, code) = back(&desk, "leads", &path, &[]);
    assert_eq!((counts(&json), code), ([0, 0, 0, 0, 0, 1, 2, 0], 0), "{json}");
    assert!(said.contains("1 new, not added · not in the file: 2, kept"), "{said}");
    assert_eq!(desk.list("lead", "").len(), 7);
    let (json, ..) = back(&desk, "leads", &path, &["--new"]);
    assert_eq!(json["added"], 1, "{json}");
    assert_eq!(desk.names("lead", "tám"), ["Bà Tám"]);
    // Once more it adds nothing.
    let (json, ..) = back(&desk, "leads", &path, &["--new"]);
    assert_eq!((counts(&json), &json["batch"]), ([0, 0, 0, 0, 0, 0, 2, 0], &Json::Null), "{json}");
    desk.run(&["undo"]).unwrap();
    assert_eq!(desk.list("lead", "").len(), 7);
}

#[test]
fn columns_that_were_taken_out_are_not_touched_and_columns_of_ones_own_are_told() {
    let desk = morning();
    let path = out(&desk, "leads", "leads.csv");
    let mut cells = Cells::of(&path);
    let (name, id) = (cells.at("name"), cells.at("linchpin id"));
    // The name before the id, and a column of one's own.
    cells.0 = cells.0.iter().map(|row| vec![row[name].clone(), row[id].clone(), "my sum".to_owned()]).collect();
    cells.0.swap(2, 5);
    cells.put("Lê Thị Hà", "name", "Lê Thị Hà");
    cells.0[0][0] = "Lead".to_owned();
    cells.0[3][0] = "Maria Jensen-Ota".to_owned();
    cells.write(&path);
    let (json, said, code) = back(&desk, "leads", &path, &[]);
    assert_eq!((counts(&json), code), ([1, 1, 0, 0, 0, 0, 0, 0], 0), "{json} {said}");
    assert!(said.contains("not compared: my sum"), "{said}");
    assert_eq!(desk.show("lead", "3")["name"], "Maria Jensen-Ota");
    assert_eq!(desk.show("lead", "3")["company"], "Nordlys Foods ApS");
}

/// Orders with amounts, days and percents, and a line each.
fn orders() -> Desk {
    let mut desk = Desk::new();
    act(&mut desk.store, "account", "add", &[], &[("name", "Chợ Lớn"), ("phone", "0283 855 1234")]);
    for (number, currency, deposit) in [("00017", "VND", "1500000"), ("SO-2", "USD", "1250.50"), ("SO-3", "USD", "3")] {
        let given = [
            ("account", "Chợ Lớn"),
            ("number", number),
            ("currency", currency),
            ("deposit", deposit),
            ("requested", "2026-12-05"),
            ("lines.1.text", "Gạo"),
            ("lines.1.quantity", "1200"),
            ("lines.1.price", "1500"),
            ("lines.1.discount", "2.5"),
        ];
        let known: Vec<_> = (linchpin::domain::kinds::shape("order").unwrap().blank)().heads();
        let has = |key: &str| key.contains('.') || known.iter().any(|head| head.key == key && head.edit.by_hand());
        let given: Vec<_> = given.into_iter().filter(|(key, _)| has(key)).collect();
        act(&mut desk.store, "order", "add", &[], &given);
    }
    desk
}

#[test]
fn another_programs_ways_of_writing_are_no_difference() {
    let desk = orders();
    let lines = out(&desk, "order-lines", "lines.csv");
    let mut cells = Cells::of(&lines);
    for n in 1..cells.0.len() {
        for (column, ways) in [
            ("price", ["1.500,00", "1500", "1,500.00"]),
            ("discount", ["2,50 %", "2.5%", "2,5"]),
            ("quantity", ["1200", "1200.0", "1200"]),
        ] {
            let at = cells.at(column);
            ways[n - 1].clone_into(&mut cells.0[n][at]);
        }
    }
    for (mark, end, bom) in [(';', "\r\n", "\u{feff}"), ('\t', "\n", ""), (',', "\r", "")] {
        std::fs::write(&lines, format!("{bom}{}", cells.text(mark, end))).unwrap();
        let (json, said, code) = back(&desk, "order-lines", &lines, &["--dry-run"]);
        assert_eq!((counts(&json), code), ([0; 8], 0), "{mark}: {json} {said}");
    }
    // Days month first, as the country of the computer has them; a number that lost its zeros; letters taken apart.
    let path = out(&desk, "orders", "orders.csv");
    let mut cells = Cells::of(&path);
    let (number, account) = (cells.at("number"), cells.at("account"));
    let requested = cells.0[0].iter().position(|head| head == "requested");
    for row in &mut cells.0[1..] {
        row[number] = row[number].trim_start_matches('0').to_owned();
        row[account] = "Cho\u{323}\u{31b} Lo\u{31b}\u{301}n".to_owned();
        if let Some(at) = requested {
            "12/5/2026".clone_into(&mut row[at]);
        }
    }
    cells.write(&path);
    let (json, said, code) = back(&desk, "orders", &path, &["--dry-run"]);
    assert_eq!((counts(&json), code), ([0; 8], 0), "{json} {said}");
    assert!(said.contains("1 cell lost a zero or a plus"), "{said}");
}

#[test]
fn dates_as_serials_and_numbers_as_floats_are_no_difference_and_edits_among_them_are() {
    let desk = orders();
    let book = out(&desk, "order-lines", "lines.xlsx");
    assert_eq!(counts(&back(&desk, "order-lines", &book, &[]).0), [0; 8]);
    let cells = Cells::of(&out(&desk, "order-lines", "lines.csv"));
    let keys = ["linchpin id", "order", "quantity", "price", "discount", "requested"];
    let places = keys.map(|key| cells.at(key));
    let mut rows = texts(1, &[&keys]);
    for (n, row) in cells.0.iter().enumerate().skip(1) {
        let [id, order, ..] = places.map(|at| row[at].clone());
        let r = n + 1;
        // 46361 is 5 December 2026.
        let day = if row[places[5]].is_empty() { String::new() } else { "<c s=\"1\"><v>46361</v></c>".to_owned() };
        let quantity = if n == 2 { "1300" } else { "1200.0000000000002" };
        rows += &format!(
            "<row r=\"{r}\"><c t=\"inlineStr\"><is><t>{id}</t></is></c><c t=\"inlineStr\"><is><t>{order}</t></is></c>\
             <c><v>{quantity}</v></c><c><v>1500</v></c><c><v>2.5</v></c>{day}</row>"
        );
    }
    let path = desk.file("edited.xlsx", xlsx(false, &[("Lines", &rows)]));
    let (json, said, code) = back(&desk, "order-lines", &path, &[]);
    assert_eq!((counts(&json), code), ([1, 1, 0, 0, 0, 0, 0, 0], 0), "{json} {said}");
    assert!(said.contains("Quantity: 1200 → 1300"), "{said}");
    assert_eq!(desk.show("order", "SO-2")["lines"][0]["quantity"], 1300);
    let mut cells = cells;
    cells.put("SO-3", "order", "SO-2");
    let path = desk.folder.path().join("moved.csv");
    cells.write(&path);
    let (json, said, code) = back(&desk, "order-lines", &path, &[]);
    assert_eq!((counts(&json)[3], code), (1, 4), "{json}");
    assert!(said.contains("a line stays in its order"), "{said}");
}

/// The workbench of a morning, and a list of it written out by its keys.
fn bench(lang: Lang) -> (Stage, tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("leads.csv");
    let mut stage = Stage::new(morning_in(lang), 80, 24).unwrap();
    stage.keys("1x");
    has(&stage, if lang == Lang::En { "to edit and bring back" } else { "để sửa rồi đưa lại" });
    stage.keys(&format!("7<c-u><paste:{}><enter>", path.display()));
    (stage, folder, path)
}

fn read(path: &Path) -> String {
    format!("I<c-u><paste:{}><enter>", path.display())
}

#[test]
fn a_list_goes_out_and_comes_back_by_keys() {
    let (mut s, _folder, path) = bench(Lang::En);
    act(s.store(), "lead", "set", &[1], &[("company", "Gạo Sa Đéc")]);
    act(s.store(), "lead", "set", &[6], &[("note", "rang")]);
    let mut cells = Cells::of(&path);
    cells.put("Nguyễn Thị Đào", "company", "Gạo Cái Bè").put("Nguyễn Thị Đào", "phone", "0903 999 999");
    cells.put("Trần Văn Quốc", "phone", "no").put("Maria Jensen", "company", "Nordlys");
    let mut row = vec![String::new(); cells.0[0].len()];
    let name = cells.at("name");
    "Bà Tám".clone_into(&mut row[name]);
    cells.0.push(row);
    cells.write(&path);
    s.keys(&read(&path));
    insta::assert_snapshot!(s.screen(), @r#"
     0·7  1 Leads 7  2  3  4  5                                Mai  Tue 24/11 09:14
     ‹Now 7›  Mine 7  Unassigned 7  Asleep 0  All 7                        by due ↑
    ┌ Back from a spreadsheet ────────────────────────────────────────────── 1 / 9 ┐
    │ leads.csv · UTF-8 · comma · 8 leads                                          │
    │ 2 rows to change, 2 cells · 1 changed on both sides, 0 taken from the file · │
    │ 1 refused · 1 new, not added · 1 changed here meanwhile, kept                │
    │                                                                              │
    │ ▌ [x] Nguyễn Thị Đào                                                  line 2 │
    │         Company          Gạo Sa Đéc → Gạo Cái Bè (was Gạo Đồng Tháp; here M… │
    │       x Phone            0903 123 456 → 0903 999 999                         │
    │   [ ] Trần Văn Quốc                                                   line 3 │
    │       ! Phone            0912 345 678 → no ! 'no' is no telephone number; 0… │
    │   [x] Maria Jensen                                                    line 4 │
    │       x Company          Nordlys Foods ApS → Nordlys                         │
    │   [ ] Bà Tám (new)                                                    line 9 │
    │         Lead             — → Bà Tám                                          │
    │ ─ line 2 ─────────────────────────────────────────────────────────────────── │
    │   Nguyễn Thị Đào                                                             │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    └ Enter choose · Ctrl-s take in · Tab next to look at ───────────── Esc cancel ┘

     enter choose  ^s take in  j down  space in, out  tab next to look at  ? more
    "#);
    // The one refused is put right, the conflict is taken from the file, a row is left out, the new one comes in.
    s.keys("<tab>");
    for told in ["─ Company · here Mai, 09:14 · as here", "file  Gạo Cái Bè", "here  Gạo Sa Đéc", "was   Gạo Đồng Tháp"]
    {
        has(&s, told);
    }
    s.keys("<space>");
    has(&s, "x Company          Gạo Sa Đéc → Gạo Cái Bè (was Gạo Đồng Tháp; here M…");
    s.keys("<tab><enter><c-u>0912 000 111<enter>");
    has(&s, "0912 345 678 → 0912 000 111");
    s.keys("jj");
    has(&s, "Maria Jensen");
    s.keys("<space>a");
    has(&s, "1 new to add");
    s.keys("m");
    has(&s, "Phạm Đức Duy");
    s.keys("<c-s>");
    has(&s, "3 leads → 3 cells, 1 new from leads.csv. u undoes");
    has_not(&s, "Back from a spreadsheet");
    let db = s.store();
    let field = |id: i64, key: &str| db.any("lead", id).unwrap().value(key);
    let text = |text: &str| linchpin::domain::value::Value::Text(text.to_owned());
    assert_eq!(field(1, "company"), text("Gạo Cái Bè"));
    assert_eq!(field(2, "phone"), text("0912 000 111"));
    assert_eq!(field(3, "company"), text("Nordlys Foods ApS"));
    assert_eq!(field(6, "note"), text("rang"));
    assert_eq!(field(8, "name"), text("Bà Tám"));
    s.keys("u");
    assert_eq!(s.store().any("lead", 1).unwrap().value("company"), text("Gạo Sa Đéc"));
}

#[test]
fn a_burst_of_keys_takes_in_what_was_edited_and_nothing_is_said_of_what_was_not() {
    for lang in [Lang::En, Lang::Vi] {
        let (mut s, _folder, path) = bench(lang);
        let mut cells = Cells::of(&path);
        s.keys(&read(&path));
        has(&s, if lang == Lang::En { "no cell differs" } else { "không ô nào khác" });
        s.keys("<c-s>");
        has(&s, if lang == Lang::En { "there is nothing to do" } else { "không có gì phải làm" });
        s.keys("<esc>");
        cells.put("Maria Jensen", "company", "Nordlys");
        cells.write(&path);
        s.burst(&format!("{}<c-s>", read(&path)));
        has(
            &s,
            if lang == Lang::En {
                "1 lead → 1 cell from leads.csv"
            } else {
                "1 khách mới → 1 ô theo leads.csv"
            },
        );
        // What was changed in between is compared again, and nothing is written of it.
        let (mut s, _folder, path) = bench(lang);
        let mut cells = Cells::of(&path);
        cells.put("Maria Jensen", "company", "Nordlys ApS");
        cells.write(&path);
        s.keys(&read(&path));
        act(s.store(), "lead", "set", &[3], &[("company", "Jensen")]);
        s.keys("<c-s>");
        has(&s, if lang == Lang::En { "it was compared again" } else { "đã so lại" });
        s.keys("c<c-s>");
        let company = s.store().any("lead", 3).unwrap().value("company");
        assert_eq!(company, linchpin::domain::value::Value::Text("Nordlys ApS".to_owned()));
    }
}

/// A word that a list has not is one of its words, or a new one: as the import has it.
#[test]
fn a_word_that_its_list_has_not_is_chosen_from_the_list_or_made_new_in_it() {
    for (lang, new) in [(Lang::En, "1 new in the list: Mạng xã hội"), (Lang::Vi, "1 thêm vào danh sách: Mạng xã hội")]
    {
        let (mut s, _folder, path) = bench(lang);
        let mut cells = Cells::of(&path);
        cells.put("Maria Jensen", "source", "mạng xã hội").put("Trần Văn Quốc", "source", "Mạng xã hội");
        cells.put("Nguyễn Thị Đào", "source", "logistics").write(&path);
        s.keys(&read(&path));
        let lists = s.store().codes("source").len();
        let word = s.store().codes("source")[0].label(lang).to_owned();
        // Its word is that of the next, too.
        s.keys("jjj<enter>");
        has(&s, new);
        s.keys("1");
        assert_eq!(s.store().codes("source").len(), lists);
        s.keys("gj<enter>");
        has(&s, &format!("2 {word}"));
        s.keys("2<c-s>");
        let source = |s: &mut Stage, id: i64| {
            let row = s.store().any("lead", id).unwrap();
            let head = row.heads().into_iter().find(|head| head.key == "source").unwrap();
            head.kind.show(&row.value("source"), &**s.store())
        };
        assert_eq!(
            [1, 2, 3].map(|id| source(&mut s, id).to_lowercase()),
            [word.to_lowercase(), "mạng xã hội".to_owned(), "mạng xã hội".to_owned()]
        );
        assert_eq!(s.store().codes("source").len(), lists + 1);
        s.keys("u");
        assert_eq!(s.store().codes("source").len(), lists);
    }
}

/// Who edits the file reads its words in one language; the words of either are read.
#[test]
fn choices_are_written_in_the_language_of_who_edits_them_and_read_in_either() {
    let (mut s, _folder, path) = bench(Lang::Vi);
    let mut cells = Cells::of(&path);
    let states: Vec<String> = {
        let at = cells.at("state");
        cells.0.iter().skip(1).map(|row| row[at].clone()).collect()
    };
    assert!(states.iter().all(|state| !["new", "working"].contains(&state.as_str())), "{states:?}");
    s.keys(&read(&path));
    has(&s, "không ô nào khác");
    s.keys("<esc>");
    let at = cells.at("state");
    for row in cells.0.iter_mut().skip(1) {
        "new".clone_into(&mut row[at]);
    }
    cells.put("Maria Jensen", "company", "Nordlys").write(&path);
    s.keys(&read(&path));
    has(&s, "Nordlys");
    has_not(&s, "bị từ chối");
}

/// What a person did not leave out, and does not stand in the file of this house by now, is told and kept.
#[test]
fn what_stays_out_is_counted_and_written_beside_the_file_to_be_put_right() {
    for (lang, told, why) in [
        (Lang::En, "2 leads → 2 cells from leads.csv · 2 refused, 1 as here: leads.rejects.csv. u", "here Mai"),
        (Lang::Vi, "2 khách mới → 2 ô theo leads.csv · 2 bị từ chối, 1 giữ ở đây:", "ở đây Mai"),
    ] {
        let (mut s, _folder, path) = bench(lang);
        act(s.store(), "lead", "set", &[1], &[("company", "Gạo Sa Đéc")]);
        let mut cells = Cells::of(&path);
        cells.put("Nguyễn Thị Đào", "company", "Gạo Cái Bè").put("Nguyễn Thị Đào", "phone", "no");
        cells.put("Trần Văn Quốc", "phone", "none").put("Trần Văn Quốc", "company", "Q");
        cells.put("Maria Jensen", "company", "Nordlys").write(&path);
        s.keys(&read(&path)).keys("<c-s>");
        has(&s, told);
        let rejects = path.with_file_name("leads.rejects.csv");
        let left = Cells::of(&rejects);
        assert_eq!(left.0[0][..4], ["rejected_line", "rejected_column", "rejected_because", "linchpin id"]);
        let of = |n: usize| left.0[n][..3].join(" | ");
        assert!(of(1).starts_with("2 | company, phone | ") && of(1).contains(why), "{}", of(1));
        assert!(of(2).starts_with("3 | phone | 'none' ") && left.0.len() == 3, "{}", of(2));
        // Put right there, it comes back as any such file does.
        let mut cells = Cells::of(&rejects);
        cells.put("none", "phone", "0912 000 111").write(&rejects);
        s.keys(&read(&rejects));
        has_not(&s, "rejected_line");
        has(&s, "0912 345 678 → 0912 000 111");
        s.keys("<c-s>");
        let phone = s.store().any("lead", 2).unwrap().value("phone");
        assert_eq!(phone, linchpin::domain::value::Value::Text("0912 000 111".to_owned()));
    }
}

#[test]
fn what_stays_out_is_written_by_the_command_line_too() {
    let desk = morning();
    let path = out(&desk, "leads", "leads.csv");
    let mut cells = Cells::of(&path);
    cells.put("Nguyễn Thị Đào", "phone", "no").put("Maria Jensen", "company", "Nordlys").write(&path);
    let rejects = desk.folder.path().join("left.csv");
    let (_, _, code) = back(&desk, "leads", &path, &["--rejects", rejects.to_str().unwrap()]);
    let left = Cells::of(&rejects);
    assert_eq!((code, left.0.len(), left.0[1][1].as_str()), (4, 2, "phone"));
}

/// Only Ctrl-s writes, as in the preview of an import.
#[test]
fn enter_chooses_for_what_it_stands_on_and_writes_nothing() {
    for (lang, file, here) in [(Lang::En, "1 file: Nordlys", "2 here: "), (Lang::Vi, "1 tệp: Nordlys", "2 ở đây: ")]
    {
        let (mut s, _folder, path) = bench(lang);
        let mut cells = Cells::of(&path);
        cells.put("Maria Jensen", "company", "Nordlys").put("Trần Văn Quốc", "company", "Q").write(&path);
        s.keys(&read(&path)).keys("<enter>");
        has(&s, "[ ] Trần Văn Quốc");
        s.keys("jj<enter>");
        has(&s, "[ ] Maria Jensen");
        s.keys("<enter>j<enter>");
        has(&s, file);
        has(&s, here);
        s.keys("2");
        has_not(&s, "x Co");
        s.keys("<enter>1");
        has(&s, "[x] Maria Jensen");
        let company = |s: &mut Stage, id| s.store().any("lead", id).unwrap().value("company");
        assert_ne!(company(&mut s, 3), linchpin::domain::value::Value::Text("Nordlys".to_owned()));
        s.keys("<c-s>");
        assert_eq!(company(&mut s, 3), linchpin::domain::value::Value::Text("Nordlys".to_owned()));
        assert_ne!(company(&mut s, 2), linchpin::domain::value::Value::Text("Q".to_owned()));
    }
}

#[test]
fn of_new_rows_those_that_are_added_and_those_that_are_not_are_counted() {
    for (lang, both, one) in [
        (Lang::En, "2 new to add", "1 new to add · 1 new, not added"),
        (Lang::Vi, "thêm 2 dòng mới", "thêm 1 dòng mới · 1 dòng mới, chưa thêm"),
    ] {
        let (mut s, _folder, path) = bench(lang);
        let mut cells = Cells::of(&path);
        for name in ["Bà Tám", "Bà Chín"] {
            let mut row = vec![String::new(); cells.0[0].len()];
            name.clone_into(&mut row[cells.at("name")]);
            cells.0.push(row);
        }
        cells.write(&path);
        s.keys(&read(&path)).keys("aj");
        has(&s, both);
        s.keys("gG<space>");
        has(&s, one);
    }
}

#[test]
fn what_was_chosen_or_corrected_is_dropped_by_a_second_key_only() {
    for (lang, told) in [
        (Lang::En, "what you chose and corrected is not taken in"),
        (Lang::Vi, "những gì đã chọn và sửa chưa được nhận"),
    ] {
        let (mut s, _folder, path) = bench(lang);
        let mut cells = Cells::of(&path);
        cells.put("Maria Jensen", "company", "Nordlys").put("Trần Văn Quốc", "phone", "no");
        cells.write(&path);
        s.keys(&read(&path)).keys("jm<esc>");
        has_not(&s, " leads.csv");
        for decided in ["jj<space>", "<tab>e<c-u>0912 000 111<enter>"] {
            s.keys(&read(&path)).keys(decided).keys("<esc>");
            has(&s, told);
            has(&s, " leads.csv");
            s.keys("<esc>");
            has_not(&s, " leads.csv");
        }
    }
}

#[test]
fn letters_that_a_file_lost_are_refused_and_seconds_that_it_does_not_show_are_no_difference() {
    let desk = morning();
    let path = out(&desk, "leads", "leads.csv");
    assert!(std::fs::read(&path).unwrap().starts_with(b"\xef\xbb\xbf"), "Excel needs the mark");
    let mut cells = Cells::of(&path);
    let [name, created] = ["name", "created"].map(|column| cells.at(column));
    for row in &mut cells.0[1..] {
        row[name] = row[name].chars().map(|c| if c > '\u{ff}' { '?' } else { c }).collect();
        row[created] = row[created][..16].replace('T', " ");
    }
    cells.write(&path);
    let (json, said, code) = back(&desk, "leads", &path, &[]);
    assert_eq!((counts(&json)[..4].to_vec(), code), (vec![0, 0, 0, 6], 4), "{json} {said}");
    assert!(said.contains("save the file as xlsx"), "{said}");
}

#[test]
fn real_lists_go_out_and_come_back_without_a_difference() {
    let Some(data) = super::real_data().map(|data| data.join("crm/zoho")) else { return };
    let desk = Desk::new();
    for (kind, name) in [
        ("people", "Users"),
        ("accounts", "Accounts"),
        ("products", "Products"),
        ("leads", "Leads"),
        ("orders", "Sales_Orders"),
    ] {
        let file = data.join(format!("{name}.csv"));
        desk.run(&["import", kind, file.to_str().unwrap()]).unwrap();
        for ending in ["csv", "xlsx"] {
            let path = out(&desk, kind, &format!("{kind}.{ending}"));
            let (json, said, code) = back(&desk, kind, &path, &[]);
            assert_eq!((counts(&json), code), ([0; 8], 0), "{kind} {ending}: {json} {said}");
            assert!(json["rows"].as_u64() > Some(5), "{json}");
        }
    }
}

/// All that a record and its parts hold, but for what follows from the rest.
fn held(row: &dyn linchpin::domain::kinds::KeptRow) -> String {
    use linchpin::domain::field::{Edit, Home, Row};
    let own = |row: &dyn Row| -> Vec<String> {
        let heads = row.heads().into_iter().enumerate();
        let kept = heads.filter(|(_, head)| head.home != Home::Nowhere && head.edit != Edit::Derived);
        kept.map(|(at, head)| format!("{}={:?}", head.key, row.get(at))).collect()
    };
    let parts = row.parts();
    let rows = parts.iter().flat_map(|part| (0..part.rows.len()).map(|n| format!("{:?}", own(part.rows.at(n)))));
    format!("{:?} {:?}", own(row), rows.collect::<Vec<_>>())
}

type Given = &'static [(&'static str, &'static str)];

#[test]
fn a_record_is_known_as_it_was_at_any_entry_whatever_was_done_and_taken_back_since() {
    let mut desk = orders();
    let s = &mut desk.store;
    act(s, "lead", "add", &[], &[("name", "Bà Tám"), ("phone", "0903 111 222; 0904 222 333"), ("tag", "a, b")]);
    let mut states = Vec::new();
    let kinds = ["account", "lead", "order", "person"];
    let deeds: [(&str, &str, i64, Given); 9] = [
        ("lead", "set", 1, &[("phone", "0904 222 333; 0905 333 444"), ("tag", "b, c")]),
        (
            "order",
            "set",
            2,
            &[
                ("currency", "VND"),
                ("deposit", "5"),
                ("lines.1.quantity", "7"),
                ("lines.1.price", "35.000 ₫"),
                ("lines.2.text", "Cá"),
                ("lines.2.quantity", "2"),
            ],
        ),
        ("lead", "set", 1, &[("phone", ""), ("note", "x"), ("email", "a@b.vn")]),
        ("", "undo", 0, &[]),
        ("account", "set", 1, &[("name", "Chợ Mới"), ("phone", "0283 855 9999")]),
        ("", "undo", 0, &[]),
        ("", "redo", 0, &[]),
        ("order", "set", 2, &[("lines.1.price", "9"), ("note", "y")]),
        ("lead", "set", 1, &[("tag", ""), ("phone", "0904 222 333")]),
    ];
    for (kind, name, id, given) in deeds {
        let mut now = Vec::new();
        for kind in kinds {
            for id in 1..s.length(kind).unwrap() {
                now.push((kind, id, held(&*s.any(kind, id).unwrap())));
            }
        }
        states.push((s.newest().unwrap().unwrap().entry, now));
        match name {
            "undo" => drop(s.undo_entry(s.to_undo().unwrap().unwrap().entry).unwrap()),
            "redo" => drop(s.undo_entry(s.to_redo().unwrap().unwrap().entry).unwrap()),
            _ => drop(act(s, kind, name, &[id], given)),
        }
        for (entry, then) in &states {
            for (kind, id, held_then) in then {
                let at = linchpin::domain::deed::Ref { kind, id: *id };
                let past = s.past(at, *entry).unwrap().unwrap();
                assert_eq!(&held(&*past.row), held_then, "{kind} {id} as of {entry} after {name}");
                let differs = held(&*s.any(kind, *id).unwrap()) != *held_then;
                assert!(!differs || s.touched_since(kind, *entry).unwrap().contains(id), "{kind} {id} since {entry}");
            }
        }
    }
}

/// What a person would put into a cell in place of what stands there.
fn edited(kind: &str, head: &linchpin::domain::field::Head, cell: &str, row: usize) -> Option<String> {
    use linchpin::domain::field::Home;
    use linchpin::domain::kind::Kind;
    let day = 1 + row % 27;
    Some(match (head.home, head.kind) {
        (_, _)
            if !head.edit.by_hand()
                || [("workspace", "zone"), ("person", "name"), ("person", "left")].contains(&(kind, head.key)) =>
        {
            return None;
        }
        (Home::Reach(linchpin::domain::reach::Sort::Phone), _) => format!("0903 {row:03} 999; 028 3822 1{row:03}"),
        (Home::Reach(_), _) => format!("X{row} <New{row}@Example.VN>"),
        (Home::Tags, _) => "vip, gạo; #VIP".to_owned(),
        (_, Kind::Day) => format!("2026-12-{day:02}"),
        (_, Kind::At) => format!("2026-12-{day:02} {}", if head.key == "end" { "23:00:30" } else { "08:15:20" }),
        (_, Kind::Money) => format!("{}", 1_000 + row),
        (_, Kind::Whole) => "7".to_owned(),
        (_, Kind::Percent) => "12.5".to_owned(),
        (_, Kind::Flag) => if cell == "true" { "false" } else { "true" }.to_owned(),
        (_, Kind::Text | Kind::Note) if !["number", "login", "series"].contains(&head.key) => {
            format!("{cell} và {row}")
        }
        (_, Kind::Link("person")) => if cell == "Lan" { "Minh" } else { "Lan" }.to_owned(),
        _ => return None,
    })
}

/// Of every kind any cell, edited by itself or with all of its row, and brought in twice.
#[test]
fn a_file_that_was_taken_in_differs_no_more() {
    let mut wrong = Vec::new();
    for alone in [true, false] {
        let desk = company();
        for kind in KINDS.iter().map(|shape| shape.kind).chain(["order-lines"]).filter(|kind| *kind != "policy") {
            let heads = linchpin::exchange::plan::target::called(kind)
                .map(linchpin::exchange::plan::target::Target::heads)
                .or_else(|| linchpin::domain::kinds::shape(kind).map(|shape| (shape.blank)().heads()))
                .unwrap();
            let path = out(&desk, kind, "once.csv");
            let mut cells = Cells::of(&path);
            let keys = cells.0[0].clone();
            for row in 1..cells.0.len().min(40) {
                let column = 1 + (row * 7) % (keys.len() - 1);
                for at in (column..keys.len()).chain(1..column) {
                    let Some(head) = heads.iter().find(|head| head.key == keys[at]) else { continue };
                    if let Some(text) = edited(kind, head, &cells.0[row][at], row) {
                        cells.0[row][at] = text;
                        if alone {
                            break;
                        }
                    }
                }
            }
            cells.write(&path);
            let (first, said, _) = back(&desk, kind, &path, &[]);
            assert!(first["changed_cells"].as_u64() > Some(0) || cells.0.len() < 2 || !alone, "{kind}: {first} {said}");
            let (second, again, _) = back(&desk, kind, &path, &[]);
            let [rows, edits, clashes, ..] = counts(&second);
            if (rows, edits, clashes) != (0, 0, 0) || !second["batch"].is_null() {
                wrong.push(format!("{kind} {alone}\n{first}\n{said}\n{second}\n{again}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

/// What the refused currency would have made of the amounts beside it is not taken in its place.
#[test]
fn a_currency_that_is_refused_leaves_the_amounts_of_its_row_in_the_one_that_they_had() {
    for (kind, amount, edited) in [("order-lines", "price", "1600"), ("orders", "deposit", "1600000")] {
        let desk = orders();
        let before = desk.show("order", "00017");
        let path = out(&desk, kind, "edited.csv");
        let mut cells = Cells::of(&path);
        cells.put("00017", "currency", "USD");
        cells.write(&path);
        let (json, said, _) = back(&desk, kind, &path, &["--dry-run"]);
        assert_eq!(counts(&json), [0, 0, 0, 1, 0, 0, 0, 0], "{kind}: {json} {said}");
        assert!(said.contains("Currency") && !said.contains('$'), "{kind}: {said}");
        cells.put("00017", amount, edited);
        cells.write(&path);
        let (json, said, _) = back(&desk, kind, &path, &[]);
        assert_eq!(counts(&json), [1, 1, 0, 1, 0, 0, 0, 0], "{kind}: {json} {said}");
        let order = desk.show("order", "00017");
        assert_eq!((&order["currency"], order["total"].is_null()), (&before["currency"], false), "{kind}");
        let now = if kind == "orders" { &order[amount] } else { &order["lines"][0][amount] };
        assert_eq!((&now["currency"], now["amount"].to_string().contains("16")), (&"VND".into(), true), "{now}");
    }
}

#[test]
fn lines_without_an_id_are_added_to_the_order_that_they_name_once() {
    let desk = orders();
    let path = out(&desk, "order-lines", "lines.csv");
    let mut cells = Cells::of(&path);
    let number = cells.0[1][cells.at("order")].clone();
    let before = desk.show("order", &number);
    let (at, blank) = (cells.0.len(), vec![String::new(); cells.0[0].len()]);
    for (n, order) in [(0, number.as_str()), (1, number.as_str()), (2, "SO-nowhere"), (3, "")] {
        let mut row = blank.clone();
        for (column, text) in
            [("order", order), ("text", ["Cá", "Cá", "Gỗ", "Tre"][n]), ("quantity", "7"), ("price", "25")]
        {
            text.clone_into(&mut row[cells.at(column)]);
        }
        cells.0.push(row);
    }
    assert_eq!(cells.0.len(), at + 4);
    cells.write(&path);
    let (json, said, _) = back(&desk, "order-lines", &path, &[]);
    assert_eq!((counts(&json), &json["batch"]), ([0, 0, 0, 2, 0, 2, 0, 0], &Json::Null), "{json} {said}");
    assert!(
        said.contains("no order here is called 'SO-nowhere'") && said.contains("write the number of its order"),
        "{said}"
    );
    let (json, ..) = back(&desk, "order-lines", &path, &["--new"]);
    assert_eq!(json["added"], 2, "{json}");
    let order = desk.show("order", &number);
    let lines = order["lines"].as_array().unwrap();
    assert_eq!(lines.len(), before["lines"].as_array().unwrap().len() + 2);
    let last = &lines[lines.len() - 1];
    assert_eq!((&last["text"], &last["quantity"]), (&Json::from("Cá"), &Json::from(7)));
    assert_eq!(last["price"]["currency"], before["lines"][0]["price"]["currency"], "{last}");
    let (json, said, _) = back(&desk, "order-lines", &path, &["--new"]);
    assert_eq!((counts(&json), &json["batch"]), ([0, 0, 0, 2, 0, 0, 0, 0], &Json::Null), "{json} {said}");
    desk.run(&["undo"]).unwrap();
    assert_eq!(desk.show("order", &number)["lines"], before["lines"]);
    assert_eq!(back(&desk, "order-lines", &path, &["--new"]).0["added"], 2);
}

/// A workbook of some columns of a list that was written out as CSV, each cell as the XML says that stands in it.
fn book(cells: &Cells, keys: &[&str], cell: impl Fn(usize, &str, &str) -> String) -> String {
    let places: Vec<usize> = keys.iter().map(|key| cells.at(key)).collect();
    let mut rows = texts(1, &[keys]);
    for (n, row) in cells.0.iter().enumerate().skip(1) {
        let all: String = keys.iter().zip(&places).map(|(key, at)| cell(n, key, &row[*at])).collect();
        rows += &format!("<row r=\"{}\">{all}</row>", n + 1);
    }
    rows
}

fn inline(text: &str) -> String {
    format!("<c t=\"inlineStr\"><is><t>{text}</t></is></c>")
}

/// Nothing is erased by a formula that came to nothing.
#[test]
fn a_cell_with_an_error_or_a_formula_never_calculated_is_refused_and_the_rest_goes_in() {
    let desk = orders();
    let cells = Cells::of(&out(&desk, "order-lines", "lines.csv"));
    let keys = ["linchpin id", "order", "text", "quantity", "price"];
    let rows = book(&cells, &keys, |n, key, text| match (n, key) {
        (1, "price") => "<c t=\"e\"><v>#N/A</v></c>".to_owned(),
        (1, "quantity") => "<c><v>1300</v></c>".to_owned(),
        (2, "price") => "<c><f>D3*2</f></c>".to_owned(),
        (2, "text") => "<c t=\"e\"><v>#REF!</v></c>".to_owned(),
        (3, "linchpin id") => "<c><f>A2</f></c>".to_owned(),
        _ => inline(text),
    });
    let path = desk.file("edited.xlsx", xlsx(false, &[("Lines", &rows)]));
    let (json, said, code) = back(&desk, "order-lines", &path, &["--new"]);
    assert_eq!((counts(&json), code), ([1, 1, 0, 3, 1, 0, 1, 0], 4), "{json} {said}");
    for told in
        ["#N/A is an error of the spreadsheet", "→ =D3*2 ! its formula was never calculated", "#REF! is an error"]
    {
        assert!(said.contains(told), "{told} in\n{said}");
    }
    assert!(!said.contains("read as blank"), "{said}");
    let line = &desk.show("order", "00017")["lines"][0];
    assert_eq!((&line["quantity"], line["price"].is_null()), (&Json::from(1300), false), "{line}");
    // Saved as text the errors are words.
    let desk = morning();
    let path = out(&desk, "leads", "leads.csv");
    let mut cells = Cells::of(&path);
    cells.put("Maria Jensen", "company", "#N/A").put("Trần Văn Quốc", "note", "Err:502");
    cells.write(&path);
    let (json, said, code) = back(&desk, "leads", &path, &[]);
    assert_eq!((counts(&json), code), ([0, 0, 0, 2, 0, 0, 0, 0], 4), "{json} {said}");
    assert_eq!(desk.show("lead", "3")["company"], "Nordlys Foods ApS");
}

#[test]
fn a_sheet_that_was_put_before_ours_is_not_taken_for_it() {
    let desk = morning();
    let mut cells = Cells::of(&out(&desk, "leads", "leads.csv"));
    cells.put("Maria Jensen", "company", "Nordlys");
    let keys = ["linchpin id", "name", "company"];
    let rows = book(&cells, &keys, |_, _, text| inline(text));
    let sums = texts(1, &[&["month", "leads"], &["November", "7"], &["December", "9"]]);
    let path = desk.file("edited.xlsx", xlsx(false, &[("Sums", &sums), ("Leads", &rows)]));
    let (json, said, code) = back(&desk, "leads", &path, &[]);
    assert_eq!((counts(&json), code), ([1, 1, 0, 0, 0, 0, 0, 0], 0), "{json} {said}");
    assert!(said.contains("sheet Leads is read; there are also: Sums"), "{said}");
}

/// Nothing was asked of its record.
#[test]
fn a_row_that_was_not_edited_is_no_refusal_whatever_became_of_its_record() {
    let mut desk = orders();
    act(&mut desk.store, "lead", "add", &[], &[("name", "Bà Tám")]);
    act(&mut desk.store, "lead", "add", &[], &[("name", "Bà Chín")]);
    act(&mut desk.store, "order", "set", &[1], &[("lines.2.text", "Cá"), ("lines.2.quantity", "5")]);
    let lines = out(&desk, "order-lines", "lines.csv");
    desk.run(&["undo"]).unwrap();
    let leads = out(&desk, "leads", "leads.csv");
    act(&mut desk.store, "lead", "archive", &[1], &[]);
    let mut cells = Cells::of(&leads);
    cells.put("Bà Chín", "note", "rang").write(&leads);
    let (json, said, code) = back(&desk, "leads", &leads, &[]);
    assert_eq!((counts(&json), code), ([1, 1, 0, 0, 0, 0, 0, 0], 0), "{json} {said}");
    cells.put("Bà Tám", "note", "rang").write(&leads);
    let (json, said, code) = back(&desk, "leads", &leads, &[]);
    assert_eq!((counts(&json)[4], code), (1, 4), "{json} {said}");
    assert!(said.contains("it was archived since"), "{said}");
    let (json, said, code) = back(&desk, "order-lines", &lines, &[]);
    assert_eq!((counts(&json), code), ([0; 8], 0), "{json} {said}");
    let mut cells = Cells::of(&lines);
    cells.put("Cá", "quantity", "6").write(&lines);
    let (json, said, code) = back(&desk, "order-lines", &lines, &[]);
    assert_eq!((counts(&json)[4], code), (1, 4), "{json} {said}");
    assert!(said.contains("it is no longer here"), "{said}");
}

#[test]
fn what_a_new_row_cannot_be_given_is_told_and_who_is_likely_here_already() {
    let desk = morning();
    let path = out(&desk, "leads", "leads.csv");
    let mut cells = Cells::of(&path);
    let blank = vec![String::new(); cells.0[0].len()];
    for given in [
        [("name", "Bà Tám"), ("state", "working"), ("created", "2026-10-01"), ("owner", "Lan")],
        [("name", "Chị Đào"), ("state", "new"), ("phone", "0903 123 456"), ("owner", "")],
    ] {
        let mut row = blank.clone();
        for (column, text) in given {
            text.clone_into(&mut row[cells.at(column)]);
        }
        cells.0.push(row);
    }
    cells.write(&path);
    let (json, said, code) = back(&desk, "leads", &path, &["--dry-run", "--new"]);
    assert_eq!((counts(&json), &json["added"], code), ([0, 0, 0, 1, 0, 2, 0, 0], &Json::from(2), 4), "{json} {said}");
    assert!(said.contains("State: — → working ! is changed by an action of its record, not by hand"), "{said}");
    assert!(said.contains("Created: — → 01/10/2026"), "{said}");
    assert!(said.contains("Likely known already: lead Nguyễn Thị Đào"), "{said}");
    let (mut s, _folder, path) = bench(Lang::Vi);
    cells.0[1..].iter_mut().for_each(|row| row[0] = String::new());
    let mut mine = Cells::of(&path);
    mine.0.extend(cells.0.iter().skip(8).cloned());
    mine.write(&path);
    s.keys(&read(&path)).keys("<tab>");
    has(&s, "! Có thể đã có");
}

/// As long as a note is, and however narrow the screen.
#[test]
fn all_of_what_is_under_the_cursor_is_read_at_the_foot() {
    let (mut s, _folder, path) = bench(Lang::En);
    let words = |word: &str| (0..60).map(|n| format!("{word}{n}")).collect::<Vec<_>>().join(" ");
    act(s.store(), "lead", "set", &[1], &[("note", &words("here"))]);
    let mut cells = Cells::of(&path);
    cells.put("Nguyễn Thị Đào", "note", &words("file")).put("Maria Jensen", "note", "one\ntwo\nthree");
    cells.put("Trần Văn Quốc", "phone", "no").write(&path);
    s.keys(&read(&path)).keys("<tab>");
    for told in ["─ Note · here Mai, 09:14 · as here", "file  file0 file1", "J K read on · "] {
        has(&s, told);
    }
    let mut all = s.screen();
    for _ in 0..30 {
        s.keys("J");
        all += &s.screen();
    }
    for told in ["file59", "here0", "here59", "was   —"] {
        assert!(all.contains(told), "{told}\n{all}");
    }
    s.keys("<tab>");
    has(&s, "why   'no' is no telephone number; 0");
    // Lines stay lines, whether it is edited or not.
    s.keys("Ge<c-s>");
    has_not(&s, "what you chose");
    s.keys("G");
    for line in ["file  one", "      two", "      three"] {
        has(&s, line);
    }
    s.keys("e!<c-s>c<c-s>");
    let note = |s: &mut Stage, id: i64| s.store().any("lead", id).unwrap().value("note");
    let text = |text: String| linchpin::domain::value::Value::Text(text);
    assert_eq!(note(&mut s, 3), text("one\ntwo\nthree!".to_owned()));
    assert_eq!(note(&mut s, 1), text(words("file")));
}

#[test]
fn how_the_file_was_read_is_told_above_its_rows() {
    let (mut s, _folder, path) = bench(Lang::Vi);
    let mut cells = Cells::of(&path);
    cells.0.iter_mut().for_each(|row| row.push("x".to_owned()));
    "my sum".clone_into(cells.0[0].last_mut().unwrap());
    cells.put("Maria Jensen", "company", "Nordlys").write(&path);
    s.keys(&read(&path));
    has(&s, "không so: my sum");
}
