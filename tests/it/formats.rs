//! Files that other programs open: spreadsheets of typed cells, read back by another reader.
use super::desk::Desk;
use super::{has, has_not, morning_in, store};
use calamine::{Data, DataType, Range, Reader, Xlsx, open_workbook};
use chrono::NaiveDate;
use linchpin::cli::{exit_code, sentence};
use linchpin::lang::Lang;
use linchpin::ui::stage::Stage;
use std::io::Read;
use std::path::Path;

fn book(path: &Path) -> Xlsx<std::io::BufReader<std::fs::File>> {
    open_workbook(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The first sheet, and its name.
fn first(path: &Path) -> (String, Range<Data>) {
    let mut book = book(path);
    let name = book.sheet_names()[0].clone();
    let range = book.worksheet_range(&name).unwrap();
    (name, range)
}

/// A cell by the name of its column, of a row below the head.
#[track_caller]
fn cell<'a>(range: &'a Range<Data>, row: usize, column: &str) -> &'a Data {
    let at = range.headers().unwrap().iter().position(|head| head == column);
    &range[(row + 1, at.unwrap_or_else(|| panic!("no column {column}")))]
}

fn text(data: &Data) -> &str {
    match data {
        Data::String(text) => text,
        other => panic!("{other:?} is no text"),
    }
}

fn part(path: &Path, name: &str) -> String {
    let mut zip = zip::ZipArchive::new(std::fs::File::open(path).unwrap()).unwrap();
    let mut xml = String::new();
    zip.by_name(name).unwrap().read_to_string(&mut xml).unwrap();
    xml
}

fn desk() -> Desk {
    Desk { folder: tempfile::tempdir().unwrap(), store: morning_in(Lang::En) }
}

#[track_caller]
fn export(desk: &Desk, kind: &str, name: &str) -> std::path::PathBuf {
    let out = desk.folder.path().join(name);
    desk.run(&["export", kind, "-o", out.to_str().unwrap()]).unwrap_or_else(|error| panic!("{kind}: {error:#}"));
    out
}

#[test]
fn a_spreadsheet_has_the_columns_of_the_table_and_cells_of_their_types() {
    let desk = desk();
    desk.import(
        "leads",
        "Lead Id,Name,Phone,Note,Created,Next step\n0017,=1+1,0903 123 456,-5,2026-05-04,2026-12-01 08:30\n",
        &[],
    );
    let (sheet, csv) = (export(&desk, "leads", "a.xlsx"), export(&desk, "leads", "a.csv"));
    let (name, range) = first(&sheet);
    assert_eq!(name, "leads");
    let mut reader = csv::Reader::from_path(&csv).unwrap();
    let heads: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
    assert_eq!(range.headers().unwrap(), heads);
    assert_eq!((heads[0].as_str(), range.height()), ("key", 9));
    let keys: Vec<String> = reader.records().map(|row| row.unwrap()[0].to_owned()).collect();
    let row = (0..8).find(|row| text(cell(&range, *row, "name")) == "=1+1").unwrap();
    assert_eq!((0..8).map(|row| text(cell(&range, row, "key"))).collect::<Vec<_>>(), keys);
    assert_eq!(text(cell(&range, row, "phone")), "0903 123 456");
    assert_eq!(text(cell(&range, row, "note")), "-5");
    assert_eq!(*cell(&range, row, "history"), Data::Bool(true));
    assert_eq!(*cell(&range, row, "answered"), Data::Empty);
    assert!(cell(&range, row, "score").is_float() || cell(&range, row, "score").is_empty());
    let day = |y, m, d, h, n| NaiveDate::from_ymd_opt(y, m, d).unwrap().and_hms_opt(h, n, 0).unwrap();
    let at = |column| cell(&range, row, column).as_datetime().unwrap();
    assert!(cell(&range, row, "next").is_datetime());
    assert_eq!((at("next"), at("created").date()), (day(2026, 12, 1, 8, 30), day(2026, 5, 4, 0, 0).date()));
    let xml = part(&sheet, "xl/worksheets/sheet1.xml");
    assert!(xml.contains("ySplit=\"1\"") && xml.contains("state=\"frozen\""), "the head stays");
    assert!(xml.contains("<autoFilter ref=\"A1:"));
    assert!(!xml.contains("<f>"), "no cell is a formula");
}

#[test]
fn amounts_are_numbers_with_the_decimals_of_their_currency() {
    let desk = Desk::new();
    desk.import("accounts", "Name,Tax Code,Credit Limit\nChợ Lớn,0301234567,5000000\n", &[]);
    desk.import("products", "Name,Price\nST25,\"25,50\"\n", &["--currency", "eur"]);
    desk.import("orders", "Order Number,Account,Order Date\n000123,Chợ Lớn,2026-11-02\n", &[]);
    desk.import("order-lines", "Order,Product,Quantity,Discount\n000123,ST25,7,2.5%\n", &[]);
    let accounts = export(&desk, "accounts", "accounts.xlsx");
    let (_, range) = first(&accounts);
    assert_eq!(text(cell(&range, 0, "tax_code")), "0301234567");
    assert_eq!(*cell(&range, 0, "credit"), Data::Float(5_000_000.0));
    let products = export(&desk, "products", "products.xlsx");
    assert_eq!(*cell(&first(&products).1, 0, "price"), Data::Float(25.5));
    assert!(part(&accounts, "xl/styles.xml").contains("#,##0 &quot;VND&quot;"));
    assert!(part(&products, "xl/styles.xml").contains("#,##0.00 &quot;EUR&quot;"));
    let (_, orders) = first(&export(&desk, "orders", "orders.xlsx"));
    assert_eq!(text(cell(&orders, 0, "number")), "000123");
    let ordered = cell(&orders, 0, "ordered");
    assert_eq!(ordered.as_datetime().unwrap().to_string(), "2026-11-02 00:00:00");
    let (name, lines) = first(&export(&desk, "order-lines", "lines.xlsx"));
    assert_eq!((name.as_str(), lines.height()), ("order lines", 2));
    assert_eq!(text(cell(&lines, 0, "order")), "000123");
    assert_eq!(*cell(&lines, 0, "quantity"), Data::Float(7.0));
    assert_eq!(*cell(&lines, 0, "discount"), Data::Float(2.5));
}

#[test]
fn what_a_sheet_cannot_hold_is_said_and_nothing_is_written() {
    let desk = Desk::new();
    let note = "x".repeat(40_000);
    desk.import("contacts", &format!("Name,Note\nBà Tám,{note}\n"), &[]);
    let out = desk.folder.path().join("a.xlsx");
    std::fs::write(&out, "what was there").unwrap();
    let error = desk.run(&["export", "contacts", "-o", out.to_str().unwrap()]).expect_err("a note that long");
    let said = "note of Bà Tám has 40,000 characters, a cell of a spreadsheet holds 32,767; write .csv instead";
    assert_eq!((exit_code(&error), sentence(&error, Lang::En).as_str()), (4, said));
    assert_eq!(std::fs::read_to_string(&out).unwrap(), "what was there");
    assert_eq!(std::fs::read_dir(desk.folder.path()).unwrap().count(), 2);
    let error = desk.run(&["export", "contacts", "-o", "x.docx"]).expect_err("no such form");
    assert_eq!(exit_code(&error), 2);
    assert!(sentence(&error, Lang::En).contains("nor in .xlsx"));
}

#[test]
fn a_list_and_a_report_become_spreadsheets_on_the_screen() {
    let folder = tempfile::tempdir().unwrap();
    for (lang, list, about, written) in
        [(Lang::En, "leads", "About", "written to"), (Lang::Vi, "khách mới", "Giới thiệu", "đã ghi")]
    {
        let mut s = Stage::new(morning_in(lang), 80, 24).unwrap();
        s.keys("1<s-tab>Slead<enter>x");
        has(&s, if lang == Lang::En { "xlsx: a spreadsheet" } else { "xlsx: bảng tính" });
        s.keys("3");
        has(&s, "-2026-11-24.xlsx");
        let out = folder.path().join(format!("{about}.xlsx"));
        s.keys(&format!("<c-u><paste:{}><enter>", out.display()));
        has(&s, written);
        let (name, range) = first(&out);
        assert_eq!((name.as_str(), range.height()), (list, 8));
        s.keys("0x");
        has_not(&s, "xlsx:");
    }
    let file = store().path().to_owned();
    for lang in ["en", "vi"] {
        let out = folder.path().join(format!("{lang}.xlsx"));
        let words = ["linchpin", "--db", file.to_str().unwrap(), "--as", "Mai", "--lang", lang];
        let now = ["--now", "2026-11-24T09:14:00+07:00", "report", "workload", "-o", out.to_str().unwrap()];
        linchpin::cli::run(words.iter().chain(&now).map(std::ffi::OsString::from)).unwrap();
        let mut book = book(&out);
        let names = book.sheet_names().clone();
        assert_eq!(names.len(), 2);
        assert_eq!(names[1], if lang == "en" { "About" } else { "Giới thiệu" });
        let told = book.worksheet_range(&names[1]).unwrap();
        assert_eq!(told[(0, 1)].to_string(), names[0]);
        let rows = book.worksheet_range(&names[0]).unwrap();
        assert!(rows.height() > 1 && rows.rows().nth(1).unwrap().iter().any(Data::is_float), "{rows:?}");
    }
}
