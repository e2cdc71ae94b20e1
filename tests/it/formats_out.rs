//! Files that other programs open: spreadsheets of typed cells, read back by another reader; cards and calendars; and
//! tables that come back as the same records.
use super::desk::Desk;
use super::{act, has, has_not, morning_in, store};
use calamine::{Data, DataType, Range, Reader, Xlsx, open_workbook};
use chrono::NaiveDate;
use linchpin::act::setup;
use linchpin::cli::{exit_code, sentence};
use linchpin::domain::deed::Ref;
use linchpin::domain::field::{Head, Home};
use linchpin::domain::kind::Kind;
use linchpin::domain::kinds::shape;
use linchpin::exchange::column::date::DayOrder;
use linchpin::exchange::column::look::look;
use linchpin::exchange::export::{Export, For, Form};
use linchpin::exchange::file::written::Reading;
use linchpin::exchange::plan::looks_like;
use linchpin::lang::Lang;
use linchpin::ui::stage::Stage;
use proptest::prelude::*;
use serde_json::Value as Json;
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
pub fn export(desk: &Desk, kind: &str, name: &str) -> std::path::PathBuf {
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
fn more_rows_than_a_sheet_has_are_sent_to_csv() {
    let store = store();
    let rows = vec![Ref { kind: "lead", id: 1 }; 1_048_576];
    let export = Export {
        db: &store,
        kind: "lead",
        target: None,
        rows: &rows,
        only: &linchpin::domain::filter::Filter::default(),
    };
    let error = export.write(Form::Xlsx, &mut Vec::new(), &mut |_, _| true).expect_err("a row too many");
    for (lang, said) in [
        (Lang::En, "a spreadsheet holds 1,048,575 rows, and these are more; write .csv, which holds them all"),
        (Lang::Vi, "bảng tính chứa được 1.048.575 dòng, mà đây nhiều hơn; hãy ghi ra .csv, chứa được hết"),
    ] {
        assert_eq!(sentence(&error, lang), said);
    }
    // Given up, it leaves nothing.
    let path = store.path().with_extension("xlsx");
    assert_eq!(export.file(For::All, Form::Csv, &path, &mut |_, _| false).unwrap(), None);
    assert!(!path.exists());
}

#[test]
fn a_list_and_a_report_become_spreadsheets_on_the_screen() {
    let folder = tempfile::tempdir().unwrap();
    for (lang, list, about, written) in
        [(Lang::En, "leads", "About", "written to"), (Lang::Vi, "khách mới", "Giới thiệu", "đã ghi")]
    {
        let mut s = Stage::new(morning_in(lang), 80, 24).unwrap();
        s.keys("1<s-tab>x");
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

/// The lines of a file of cards or of a calendar, unfolded; none is too wide and each ends as it must.
#[track_caller]
fn unfolded(path: &Path) -> Vec<String> {
    let text = std::fs::read_to_string(path).unwrap();
    assert!(text.ends_with("\r\n") && !text.replace("\r\n", "").contains(['\r', '\n']));
    for line in text.split("\r\n") {
        assert!(line.len() <= 75, "{line}");
    }
    text.replace("\r\n ", "").split_terminator("\r\n").map(str::to_owned).collect()
}

#[track_caller]
fn has_line(lines: &[String], line: &str) {
    assert!(lines.iter().any(|known| known == line), "no '{line}' in\n{}", lines.join("\n"));
}

#[test]
fn people_and_companies_become_cards() {
    let mut desk = Desk::new();
    let place = [("address", "12 Trần Phú, P.1"), ("city", "Cần Thơ"), ("country", "VN"), ("website", "cholon.vn")];
    let company = [("name", "Chợ Lớn; & Sons"), ("phone", "0296 381 2222"), ("tax_code", "0301234567")];
    act(&mut desk.store, "account", "add", &[], &[company.as_slice(), &place].concat());
    let note = format!("first\nsecond, {}", "đậu ".repeat(40));
    let given = [
        ("name", "Chị Nguyễn Thị Đào"),
        ("account", "Chợ Lớn; & Sons"),
        ("title", "Purchasing"),
        ("phone", "0903 123 456; 123"),
        ("email", "Đào <Dao@ChoLon.vn>; x@y.vn"),
        ("tag", "vip, gạo"),
        ("note", &note),
    ];
    act(&mut desk.store, "contact", "add", &[], &given);
    act(&mut desk.store, "contact", "add", &[], &[("phone", "0912 345 678")]);
    act(&mut desk.store, "lead", "add", &[], &[("name", "Maria José Jensen"), ("company", "Nordlys ApS")]);
    let lines = unfolded(&export(&desk, "contacts", "a.vcf"));
    assert_eq!(lines.iter().filter(|line| *line == "BEGIN:VCARD").count(), 2);
    for line in [
        "VERSION:3.0",
        "FN:Chị Nguyễn Thị Đào",
        "N:Nguyễn;Thị Đào;;Chị;",
        "ORG:Chợ Lớn\\; & Sons",
        "TITLE:Purchasing",
        "TEL;TYPE=CELL,VOICE:+84903123456",
        "TEL;TYPE=WORK,VOICE:123",
        "EMAIL;TYPE=INTERNET:dao@cholon.vn",
        "EMAIL;TYPE=INTERNET:x@y.vn",
        "ADR;TYPE=WORK:;;12 Trần Phú\\, P.1;Cần Thơ;;;VN",
        "URL:cholon.vn",
        "CATEGORIES:vip,gạo",
        &format!("NOTE:first\\nsecond\\, {}", "đậu ".repeat(40).trim_end()),
        "REV:2026-11-24T02:14:00Z",
        "FN:0912 345 678",
    ] {
        has_line(&lines, line);
    }
    let uids: Vec<&String> = lines.iter().filter(|line| line.starts_with("UID:linchpin-")).collect();
    assert!(uids.len() == 2 && uids[0] != uids[1] && uids[0].ends_with("@contact"));
    let lines = unfolded(&export(&desk, "leads", "l.vcf"));
    has_line(&lines, "N:Jensen;Maria José;;;");
    has_line(&lines, "ORG:Nordlys ApS");
    let lines = unfolded(&export(&desk, "accounts", "c.vcf"));
    has_line(&lines, "FN:Chợ Lớn\\; & Sons");
    has_line(&lines, "X-ABSHOWAS:COMPANY");
    let lines = unfolded(&export(&desk, "people", "p.vcf"));
    has_line(&lines, "FN:Lan");
    has_line(&lines, "ORG:Sông Hậu Foods");
    let error = desk.run(&["export", "orders", "-o", "x.vcf"]).expect_err("an order is nobody");
    assert_eq!(
        (exit_code(&error), sentence(&error, Lang::En).as_str()),
        (2, "'x.vcf' ends neither in .csv nor in .json nor in .xlsx nor in .ics")
    );
}

#[test]
fn appointments_and_what_is_due_become_a_calendar() {
    let mut desk = Desk { folder: tempfile::tempdir().unwrap(), store: morning_in(Lang::En) };
    act(&mut desk.store, "person", "set", &[3], &[("email", "minh@songhau.vn")]);
    let given = [
        ("subject", "Demo, rice; two kinds"),
        ("start", "27/11/2026 14:00"),
        ("end", "27/11/2026 15:30"),
        ("place", "Hotel Rex"),
        ("note", "bring samples"),
        ("who.1.person", "Minh"),
        ("who.2.name", "Bà Tám"),
        ("who.3.name", "Kenji <Kenji@Sakura.jp>"),
    ];
    act(&mut desk.store, "appointment", "add", &[], &given);
    let fair = [("subject", "Fair"), ("start", "28/11/2026"), ("end", "29/11/2026"), ("all_day", "yes")];
    let fair = act(&mut desk.store, "appointment", "add", &[], &fair).made[0].id;
    act(&mut desk.store, "appointment", "cancel", &[fair], &[]);
    act(&mut desk.store, "task", "add", &[], &[("subject", "Send the list"), ("due", "25/11/2026 10:00")]);
    let lines = unfolded(&export(&desk, "appointments", "a.ics"));
    assert_eq!((lines[0].as_str(), lines.last().unwrap().as_str()), ("BEGIN:VCALENDAR", "END:VCALENDAR"));
    for line in [
        "VERSION:2.0",
        "SUMMARY:Demo\\, rice\\; two kinds",
        "DTSTAMP:20261124T021400Z",
        "DTSTART:20261127T070000Z",
        "DTEND:20261127T083000Z",
        "STATUS:CONFIRMED",
        "LOCATION:Hotel Rex",
        "ATTENDEE;CN=\"Minh\":mailto:minh@songhau.vn",
        "ATTENDEE;CN=\"Kenji\":mailto:Kenji@sakura.jp",
        "DESCRIPTION:bring samples\\nAlso there: Bà Tám",
        "DTSTART;VALUE=DATE:20261128",
        "DTEND;VALUE=DATE:20261130",
        "STATUS:CANCELLED",
    ] {
        has_line(&lines, line);
    }
    let again = unfolded(&export(&desk, "appointments", "again.ics"));
    assert_eq!(lines, again, "the same, with the same UIDs");
    let tasks = unfolded(&export(&desk, "tasks", "t.ics"));
    for line in ["BEGIN:VTODO", "SUMMARY:Send the list", "DUE:20261125T030000Z", "STATUS:NEEDS-ACTION"] {
        has_line(&tasks, line);
    }
    let leads = unfolded(&export(&desk, "leads", "l.ics"));
    assert_eq!(leads.iter().filter(|line| *line == "BEGIN:VTODO").count(), 7);
    has_line(&leads, "SUMMARY:Trần Văn Quốc (lead)");
    let out = desk.folder.path().join("none.ics");
    let none = ["export", "tasks", "--filter", "nowhere", "-o", out.to_str().unwrap()];
    assert_eq!(exit_code(&desk.run(&none).expect_err("an empty calendar")), 4);
    assert!(!out.exists());
}

#[test]
fn who_has_nothing_due_is_told_to_be_left_out_of_a_calendar() {
    let folder = tempfile::tempdir().unwrap();
    for (lang, told) in [
        (Lang::En, "6 leads written, 1 with nothing due left out: "),
        (Lang::Vi, "đã ghi 6 khách mới, bỏ 1 không có hạn hay giờ hẹn: "),
    ] {
        let mut store = morning_in(lang);
        act(&mut store, "lead", "disqualify", &[1], &[("reason", "competitor")]);
        let mut s = Stage::new(store, 120, 24).unwrap();
        let out = folder.path().join(format!("{}.ics", told.len()));
        s.keys(&format!("1<s-tab>x5<c-u><paste:{}><enter>", out.display()));
        has(&s, told);
        assert_eq!(unfolded(&out).iter().filter(|line| *line == "BEGIN:VTODO").count(), 6);
    }
}

#[test]
fn a_list_of_all_kinds_becomes_a_calendar_on_the_screen() {
    let folder = tempfile::tempdir().unwrap();
    for (lang, way) in [(Lang::En, "ics: entries"), (Lang::Vi, "ics: mục")] {
        let mut s = Stage::new(morning_in(lang), 80, 24).unwrap();
        s.keys("0x");
        has(&s, way);
        has_not(&s, "vcf:");
        let out = folder.path().join(format!("{way}.ics").replace(": ", "-"));
        s.keys(&format!("2<c-u><paste:{}><enter>", out.display()));
        assert!(unfolded(&out).contains(&"BEGIN:VTODO".to_owned()));
        s.keys("1<s-tab>x");
        has(&s, "vcf:");
    }
}

/// What the fields of a kind by hand hold, of all records, in no order.
pub fn by_hand(desk: &Desk, kind: &'static str) -> Vec<String> {
    let rows: Vec<Json> = serde_json::from_str(&desk.run(&["export", kind]).unwrap().out).unwrap();
    let heads = (shape(kind).unwrap().blank)().heads();
    let hand = |row: &Json| -> Json {
        heads
            .iter()
            .filter(|head| head.edit.by_hand())
            .map(|head| (head.key.to_owned(), row[head.key].clone()))
            .collect()
    };
    let mut all: Vec<String> = rows.iter().map(|row| format!("{:#}", hand(row))).collect();
    all.sort();
    all
}

/// The same of the lines of all orders, but for the day that is wanted: what comes from elsewhere was agreed there, and
/// lines that are agreed have it from their order.
pub fn lines_by_hand(desk: &Desk) -> Vec<String> {
    let orders: Vec<Json> = serde_json::from_str(&desk.run(&["export", "orders"]).unwrap().out).unwrap();
    let keys = ["product", "text", "quantity", "unit", "price", "discount", "expected"];
    let line = |line: &Json| format!("{:?}", keys.map(|key| line[key].to_string()));
    let mut all: Vec<String> =
        orders.iter().flat_map(|order| order["lines"].as_array().unwrap().iter().map(line)).collect();
    all.sort();
    all
}

/// What may be typed into a field: by its kind, and by chance; nothing where there is nothing fit to be typed.
fn typed(kind: &str, head: &Head, row: usize, (pick, text): &(u8, String)) -> Option<String> {
    let one_of = |all: &[&str]| all[usize::from(*pick) % all.len()].to_owned();
    if head.key == "name" || head.key == "number" {
        return Some(format!("{} {row}", ["Gạo", "Cá", "Gỗ"][usize::from(*pick) % 3]));
    }
    if (kind, head.key) == ("order", "account") || (kind, head.key) == ("order", "currency") {
        return Some(if head.key == "account" { "Chợ Lớn".to_owned() } else { one_of(&["VND", "USD", "KWD"]) });
    }
    if pick % 4 == 0 {
        return None;
    }
    Some(match (head.key, head.kind, head.home) {
        ("currency", ..) => one_of(&["VND", "USD", "KWD"]),
        ("zone", ..) => one_of(&["Asia/Bangkok", "Europe/Paris"]),
        ("incoterm", ..) => one_of(&["FOB", "CIF"]),
        ("phone", ..) => format!("0903 {row}23 {pick:03}; +84 912 345 {pick:03}"),
        ("email", ..) => format!("a{row}{pick}@b.vn"),
        ("tag", ..) => one_of(&["vip", "gạo; lẻ", "2026"]),
        ("source", ..) => one_of(&["fair", "web", "mail"]),
        (_, _, Home::Column) => match head.kind {
            Kind::Text | Kind::Note => text.clone(),
            Kind::Link("person") => one_of(&["Mai", "Lan", "Minh", "Huy"]),
            Kind::Link("account") if kind == "contact" => "Chợ Lớn".to_owned(),
            Kind::Money => format!("{pick}00"),
            Kind::Day => format!("2026-12-{:02}", pick % 28 + 1),
            Kind::At => format!("2026-12-{:02} 08:{:02}", pick % 28 + 1, pick % 60),
            _ => return None,
        },
        _ => return None,
    })
}

fn house() -> Desk {
    let mut desk = Desk::new();
    act(&mut desk.store, "account", "add", &[], &[("name", "Chợ Lớn")]);
    desk
}

/// A house of its own, whose keys are told from those of the others.
pub fn stranger() -> Desk {
    let session = linchpin::store::Session { lang: Lang::En, now: super::now(), who: 1, sitting: 2 };
    let mut store = linchpin::store::Store::open(&super::path(), session).unwrap();
    let answers = setup::Answers { me: "Mai".into(), ..setup::Answers::proposed("", Lang::En) };
    setup::begin(&mut store, &answers).unwrap();
    for name in ["Lan", "Minh", "Huy"] {
        act(&mut store, "person", "add", &[], &[("name", name)]);
    }
    Desk { folder: tempfile::tempdir().unwrap(), store }
}

/// What is typed by hand in the property tests: two records a kind.
const TYPED: [&str; 4] = ["account", "contact", "lead", "order"];

/// The chances of each field of two records a kind.
fn chances() -> impl Strategy<Value = Vec<Vec<(u8, String)>>> {
    let text = "[=+@'\"a-zđưạ0-9-][a-zđưạ ,;'\"=|0-9-]{0,10}[a-zđ0-9]";
    prop::collection::vec(prop::collection::vec((0_u8..240, text), 40), 8)
}

/// A house in which it was typed.
fn filled(all: &[Vec<(u8, String)>]) -> Desk {
    let mut away = house();
    for (kind, rows) in TYPED.into_iter().zip(all.chunks(2)) {
        let heads = (shape(kind).unwrap().blank)().heads();
        for (row, chance) in rows.iter().enumerate() {
            let by_hand = heads.iter().filter(|head| head.edit.by_hand()).zip(chance);
            let given = by_hand.filter_map(|(head, chance)| Some((head.key, typed(kind, head, row, chance)?)));
            let mut given: Vec<(&str, String)> = given.collect();
            if kind == "order" {
                let (pick, text) = &chance[39];
                given.extend([
                    ("lines.1.text", text.clone()),
                    ("lines.1.quantity", (pick + 1).to_string()),
                    ("lines.1.unit", chance[38].1.clone()),
                    ("lines.1.price", format!("{pick}5")),
                    ("lines.1.discount", format!("{}.5", pick % 90)),
                    ("lines.1.expected", format!("2026-12-{:02}", pick % 28 + 1)),
                ]);
            }
            let given: Vec<(&str, &str)> = given.iter().map(|(key, text)| (*key, text.as_str())).collect();
            act(&mut away.store, kind, "add", &[], &given);
        }
    }
    away
}

#[test]
fn small_percents_and_apostrophes_of_ones_own_come_back_from_every_form() {
    let mut away = house();
    let given = [
        ("number", "SO-1"),
        ("account", "Chợ Lớn"),
        ("note", "'=1+1"),
        ("lines.1.text", "'-gạo"),
        ("lines.1.quantity", "2"),
        ("lines.1.price", "5"),
        ("lines.1.discount", "0.5"),
    ];
    act(&mut away.store, "order", "add", &[], &given);
    for ending in ["csv", "xlsx", "json"] {
        let here = stranger();
        for kind in ["account", "order", "order-lines"] {
            let out = export(&away, kind, &format!("{kind}.{ending}"));
            here.run(&["import", kind, out.to_str().unwrap()]).unwrap();
        }
        let order = here.show("order", "SO-1");
        assert_eq!(order["note"], "'=1+1", "{ending}");
        let line = &order["lines"][0];
        assert_eq!((&line["text"], line["discount"].as_f64()), (&Json::from("'-gạo"), Some(0.5)), "{ending}: {line}");
    }
}

/// In the files of others they say that there is nothing; here somebody wrote them.
#[test]
fn words_for_nothing_come_back_from_every_form() {
    let mut away = house();
    let words = ["null", "NULL", "n/a", "N/A", "-", "--", "none", "nil"];
    for (n, word) in words.into_iter().enumerate() {
        act(&mut away.store, "account", "add", &[], &[("name", word), ("city", words[7 - n]), ("note", word)]);
    }
    // A line of which nobody said yet what is ordered.
    act(
        &mut away.store,
        "order",
        "add",
        &[],
        &[("number", "SO-1"), ("lines.1.text", "\u{200B}"), ("lines.1.quantity", "2")],
    );
    for ending in ["csv", "xlsx", "json"] {
        let here = stranger();
        for kind in ["account", "order", "order-lines"] {
            let out = export(&away, kind, &format!("{kind}.{ending}"));
            assert_eq!(here.run(&["import", kind, out.to_str().unwrap()]).unwrap().code, 0, "{kind} {ending}");
        }
        assert_eq!(by_hand(&away, "account"), by_hand(&here, "account"), "{ending}");
        assert_eq!(lines_by_hand(&away), lines_by_hand(&here), "{ending}");
    }
    let (json, _) = Desk::new().import("accounts", "Name,City\nnull,Huế\nGạo,-\n", &[]);
    assert_eq!((json["added"].as_u64(), json["rejected"].as_u64()), (Some(1), Some(1)), "of others they are nothing");
}

/// Where no other hour stands in the column either, a file of others tells days by it.
#[test]
fn what_is_due_at_midnight_comes_back_from_every_form() {
    for all in [&["25/11/2026 00:00"][..], &["25/11/2026 00:00", "26/11/2026 10:30", "27/11/2026 00:00"]] {
        let mut away = house();
        for (n, due) in all.iter().enumerate() {
            act(&mut away.store, "task", "add", &[], &[("subject", &format!("T{n}")), ("due", due)]);
        }
        for ending in ["csv", "xlsx", "json", "ics"] {
            let here = stranger();
            let out = export(&away, "task", &format!("task.{ending}"));
            assert_eq!(here.run(&["import", "task", out.to_str().unwrap()]).unwrap().code, 0, "{ending}");
            let due =
                |desk: &Desk| -> Vec<Json> { desk.list("tasks", "").iter().map(|row| row["due"].clone()).collect() };
            assert_eq!(due(&away), due(&here), "{ending}");
        }
    }
}

#[test]
fn a_file_of_one_kind_changes_nothing_of_another() {
    let mut desk = desk();
    let given = [("number", "SO-1"), ("lines.1.text", "Gạo"), ("lines.1.quantity", "2")];
    act(&mut desk.store, "order", "add", &[], &given);
    desk.import("contacts", "Name,Phone\nBà Tám,0912 111 111\nÔng Sáu,0912 222 222\n", &[]);
    let all = || ["lead", "order"].map(|kind| desk.run(&["export", kind]).unwrap().out);
    let before = all();
    for ending in ["csv", "xlsx", "json"] {
        for (kind, into, target, said) in [
            ("contacts", "leads", "contact", "key: its id is of a contact, not of leads"),
            ("order-lines", "orders", "order-line", "key: its id is of an order line, not of orders"),
        ] {
            let out = export(&desk, kind, &format!("{kind}.{ending}"));
            let output = desk.run(&["import", into, out.to_str().unwrap()]).unwrap();
            let json: Json = serde_json::from_str(&output.out).unwrap();
            assert_eq!((output.code, &json["read"]), (4, &json["rejected"]), "{kind} {ending}: {json}");
            assert!(output.said.iter().any(|line| line.ends_with(said)), "{ending}: {:?}", output.said);
            assert_eq!(all(), before, "{kind} {ending}");
            let looked = look(&out, &Reading::default(), DayOrder::DayFirst, &mut |_, _| true).unwrap().unwrap();
            assert_eq!(looks_like(&looked, Some("lead")).unwrap().name, target, "{ending}");
            let output = desk.run(&["import", kind, out.to_str().unwrap()]).unwrap();
            let json: Json = serde_json::from_str(&output.out).unwrap();
            assert_eq!((output.code, &json["read"]), (0, &json["skipped"]), "{kind} {ending}: {json}");
        }
    }
}

/// Holidays, absences, lists, policies and messages: here they are the very ones, elsewhere those that say the same.
#[test]
fn what_the_house_goes_by_comes_back_here_and_elsewhere() {
    let mut away = house();
    let mut add = |kind: &str, given: &[(&str, &str)]| {
        act(&mut away.store, kind, "add", &[], given);
    };
    add("holiday", &[("day", "2026-12-24"), ("name", "Giáng sinh"), ("hours", "08:00-12:00")]);
    add("absence", &[("person", "Lan"), ("from", "2026-11-25"), ("till", "2026-11-27"), ("deputy", "Minh")]);
    add("code", &[("list", "source"), ("name", "tiktok"), ("en", "TikTok"), ("vi", "Tóp tóp"), ("rank", "70")]);
    add("policy", &[("area", "limit"), ("name", "late-grace"), ("value", "3"), ("since", "2026-11-01")]);
    act(&mut away.store, "account", "message", &[1], &[("text", "Gọi lại\ncho tôi"), ("to", "Lan")]);
    for ending in ["csv", "xlsx", "json"] {
        let here = stranger();
        act_on_account(&here);
        for kind in ["holiday", "absence", "code", "policy", "message"] {
            let out = export(&away, kind, &format!("{kind}.{ending}"));
            let run = |desk: &Desk| {
                let output = desk.run(&["import", kind, out.to_str().unwrap()]).unwrap();
                assert_eq!(output.code, 0, "{kind} {ending}: {:?}", output.said);
                let json: Json = serde_json::from_str(&output.out).unwrap();
                ["added", "merged"].map(|key| json[key].as_u64().unwrap())
            };
            assert_eq!(run(&away), [0, 0], "{kind} {ending}");
            assert_eq!(run(&here)[0], 1, "{kind} {ending}");
            assert_eq!(by_hand(&away, kind), by_hand(&here, kind), "{kind} {ending}");
            assert_eq!(run(&here), [0, 0], "{kind} {ending}");
            let looked = look(&out, &Reading::default(), DayOrder::DayFirst, &mut |_, _| true).unwrap().unwrap();
            assert_eq!(looks_like(&looked, Some("lead")).unwrap().name, kind);
        }
    }
}

#[test]
fn contacts_made_come_back_with_what_they_are_about() {
    let contact = |desk: &Desk| {
        for words in [&["add", "account", "name=Chợ Lớn"][..], &["add", "contact", "name=Bà Tám", "account=Chợ Lớn"]]
        {
            desk.run(words).unwrap();
        }
    };
    let away = Desk::new();
    contact(&away);
    for text in ["text=5 kg; bags", "text=-"] {
        away.run(&["act", "contact", "1", "log", "outcome=reached", text]).unwrap();
    }
    let told = |desk: &Desk| {
        let rows: Vec<Json> = serde_json::from_str(&desk.run(&["export", "touches"]).unwrap().out).unwrap();
        let keys = ["channel", "outcome", "text", "inward", "reach", "at", "who", "next", "about"];
        let mut all: Vec<String> = rows.iter().map(|row| format!("{:?}", keys.map(|key| row[key].clone()))).collect();
        all.sort();
        all
    };
    assert!(told(&away).iter().all(|row| row.contains("contact Bà Tám; account Chợ Lớn")), "{:?}", told(&away));
    for ending in ["csv", "xlsx", "json"] {
        let here = stranger();
        contact(&here);
        let out = export(&away, "touches", &format!("touches.{ending}"));
        let run = |desk: &Desk| {
            let output = desk.run(&["import", "touches", out.to_str().unwrap()]).unwrap();
            let json: Json = serde_json::from_str(&output.out).unwrap();
            ["read", "added", "merged"].map(|key| json[key].as_u64().unwrap())
        };
        assert_eq!([run(&away), run(&here), run(&here)], [[2, 0, 0], [2, 2, 0], [2, 0, 0]], "{ending}");
        assert_eq!(told(&here), told(&away), "{ending}");
    }
    assert_eq!(away.list("touches", "about:\"account Chợ Lớn\"").len(), 2);
    assert_eq!(away.list("touches", "about:").len(), 0);
}

fn act_on_account(desk: &Desk) {
    desk.run(&["add", "account", "name=Chợ Lớn"]).unwrap();
}

#[test]
fn a_form_is_said_to_come_back_where_it_does() {
    let mut s = Stage::new(morning_in(Lang::En), 100, 30).unwrap();
    s.keys("2x");
    has(&s, "csv: a table that imports again");
    for shape in linchpin::domain::kinds::KINDS.iter().filter(|shape| shape.kind != "workspace") {
        assert!(linchpin::exchange::plan::target::called(shape.kind).is_some(), "{}", shape.kind);
    }
}

#[test]
fn lines_are_asked_for_by_their_own_fields_first() {
    let mut desk = house();
    act(&mut desk.store, "product", "add", &[], &[("name", "ST25"), ("code", "G1")]);
    for (number, quantity, discount) in [("SO-1", "2", "0"), ("SO-2", "30", "5")] {
        let given = [
            ("number", number),
            ("account", "Chợ Lớn"),
            ("lines.1.product", "ST25"),
            ("lines.1.quantity", quantity),
            ("lines.1.price", "5"),
            ("lines.1.discount", discount),
            ("lines.2.text", "Cá"),
            ("lines.2.quantity", "7"),
            ("lines.2.price", "5"),
        ];
        act(&mut desk.store, "order", "add", &[], &given);
    }
    for done in ["confirm", "prepare"] {
        desk.run(&["act", "order", "SO-2", done]).unwrap_or_else(|error| panic!("{done}: {error:#}"));
    }
    for (words, lines) in [
        ("", 4),
        ("product:ST25", 2),
        ("quantity>5", 3),
        ("discount>0", 1),
        ("-product:ST25 number:SO-1", 1),
        ("number:SO-2 quantity>10", 1),
        ("account:\"Chợ Lớn\" text:Cá", 2),
    ] {
        for form in ["csv", "json", "xlsx"] {
            let out = desk.folder.path().join(format!("lines.{form}"));
            let output = desk.run(&["export", "order-lines", "--filter", words, "-o", out.to_str().unwrap()]).unwrap();
            assert_eq!(serde_json::from_str::<Json>(&output.out).unwrap()["count"], lines, "{words} {form}");
        }
    }
    let error = desk.run(&["export", "order-lines", "--filter", "quantity>many"]).expect_err("no number");
    assert_eq!(exit_code(&error), 2);
    // What is brought back knows how many of them were written.
    let out = desk.folder.path().join("edit.csv");
    desk.run(&["export", "order-lines", "--to-edit", "--filter", "quantity>5", "-o", out.to_str().unwrap()]).unwrap();
    let output = desk.run(&["import", "order-lines", out.to_str().unwrap()]).unwrap();
    assert_eq!(serde_json::from_str::<Json>(&output.out).unwrap()["missing"], 0, "{}", output.out);
}

#[test]
fn objects_of_nothing_come_back_as_nothing() {
    let desk = desk();
    for (ending, text) in [("json", "[]"), ("csv", "")] {
        let out = desk.folder.path().join(format!("none.{ending}"));
        desk.run(&["export", "leads", "--filter", "name:zzz", "-o", out.to_str().unwrap()]).unwrap();
        assert!(std::fs::read_to_string(&out).unwrap().starts_with(text));
        let output = desk.run(&["import", "leads", out.to_str().unwrap()]).unwrap();
        assert_eq!(serde_json::from_str::<Json>(&output.out).unwrap()["read"], 0, "{ending}");
    }
    for text in ["{}", "[{}]"] {
        assert!(desk.run(&["import", "leads", desk.file("a.json", text).to_str().unwrap()]).is_err(), "{text}");
    }
}

/// Before keys said of which kind they are, the columns of a table and the objects themselves did.
#[test]
fn a_file_that_was_written_before_keys_said_their_kind_comes_back() {
    let desk = desk();
    desk.import("contacts", "Name,Phone\nBà Tám,0912 111 111\n", &[]);
    let before = desk.list("lead", "");
    for ending in ["csv", "json"] {
        let text = std::fs::read_to_string(export(&desk, "contacts", &format!("a.{ending}"))).unwrap();
        let old = text.replace("@contact", "");
        assert_ne!(old, text);
        assert_eq!(desk.counts("contacts", &old, &[])[..5], [1, 0, 0, 1, 0], "{ending}");
        let (json, output) = desk.import("leads", &old, &[]);
        assert_eq!(json["rejected"], 1, "{ending}: {:?}", output.said);
        assert_eq!(desk.list("lead", ""), before, "{ending}");
    }
    // Of another house it is known by either.
    let (there, text) = (stranger(), std::fs::read_to_string(export(&desk, "contacts", "a.csv")).unwrap());
    assert_eq!(there.counts("contacts", &text.replace("@contact", ""), &[])[1], 1);
    assert_eq!(there.counts("contacts", &text, &[])[1], 0);
}

#[test]
fn an_order_stays_as_far_as_it_was_in_another_house() {
    let (mut away, here) = (house(), house());
    let given = [("account", "Chợ Lớn"), ("lines.1.text", "Gạo"), ("lines.1.quantity", "2"), ("lines.1.price", "5")];
    for number in ["SO-1", "SO-2", "SO-3"] {
        act(&mut away.store, "order", "add", &[], &[&[("number", number)], &given[..]].concat());
    }
    away.run(&["act", "order", "SO-2", "confirm"]).unwrap();
    for done in ["confirm", "prepare", "ship-all"] {
        away.run(&["act", "order", "SO-3", done]).unwrap_or_else(|error| panic!("{done}: {error:#}"));
    }
    act(&mut away.store, "order", "add", &[], &[("number", "SO-4"), ("account", "Chợ Lớn")]);
    for kind in ["orders", "order-lines"] {
        let out = export(&away, kind, &format!("{kind}.csv"));
        here.import(kind, &std::fs::read_to_string(&out).unwrap().replace("linchpin-", "linchpin-x"), &[]);
    }
    for number in ["SO-1", "SO-2", "SO-3", "SO-4"] {
        let state = |desk: &Desk| desk.show("order", number)["state"].clone();
        assert_eq!(state(&away), state(&here), "{number}");
    }
}

/// A house in which records are called alike: accounts, people of the house and products, and what leads to each.
fn alike(names: &[(u8, u8)]) -> Desk {
    let mut desk = Desk::new();
    let name = |pick: u8| ["ABC", "abc", "Xyz"][usize::from(pick) % 3];
    for (n, (account, other)) in names.iter().enumerate() {
        let (n, other) = (n.to_string(), name(*other));
        act(&mut desk.store, "account", "add", &[], &[("name", name(*account)), ("city", &n)]);
        act(&mut desk.store, "person", "add", &[], &[("name", other), ("login", &format!("p{n}"))]);
        act(&mut desk.store, "product", "add", &[], &[("name", other), ("code", &format!("C{n}"))]);
    }
    for (n, (one, other)) in names.iter().enumerate() {
        // People of the house were there before.
        let many = i64::try_from(names.len()).unwrap();
        let to = |pick: &u8, from: i64| format!("#{}", i64::from(*pick) % many + from);
        let people = desk.store.length("person").unwrap() - many;
        let (account, owner, product) = (to(one, 1), to(other, people), to(one, 1));
        let contact = [("name", format!("K{n}")), ("account", account.clone()), ("owner", owner.clone())];
        let order = [
            ("number", format!("SO-{n}")),
            ("account", account),
            ("owner", owner),
            ("lines.1.product", product),
            ("lines.1.quantity", "2".to_owned()),
            ("lines.1.price", "5".to_owned()),
        ];
        for (kind, given) in [("contact", &contact[..]), ("order", &order[..])] {
            let heads = (shape(kind).unwrap().blank)().heads();
            let has = |key: &str| key.contains('.') || heads.iter().any(|head| head.key == key && head.edit.by_hand());
            let given = given.iter().filter(|(key, _)| has(key)).map(|(key, text)| (*key, text.as_str()));
            act(&mut desk.store, kind, "add", &[], &given.collect::<Vec<_>>());
        }
    }
    desk
}

/// To whom and what contacts, orders and their lines lead, told by what no other has.
fn leading(desk: &Desk, kinds: &[&'static str]) -> Vec<String> {
    use linchpin::domain::field::Row;
    use linchpin::domain::value::Value;
    let told = |row: &dyn Row, key: &str, kind: &str, by: &str| match row.value(key) {
        Value::Whole(id) => format!("{:?}", desk.store.any(kind, id).unwrap().value(by)),
        other => format!("{other:?}"),
    };
    let mut all = Vec::new();
    for kind in kinds {
        for id in 1..desk.store.length(kind).unwrap() {
            let row = desk.store.any(kind, id).unwrap();
            let owner = told(&*row, "owner", "person", "login");
            let mut said = format!("{:?} {} {owner}", row.value("name"), told(&*row, "account", "account", "city"));
            for part in row.parts().iter().filter(|part| part.key == "lines") {
                let line = |n: usize| told(part.rows.at(n), "product", "product", "code");
                said += &format!(" {:?} {:?}", row.value("number"), (0..part.rows.len()).map(line).collect::<Vec<_>>());
            }
            all.push(said);
        }
    }
    all.sort();
    all
}

#[test]
fn a_key_tells_which_of_those_that_are_called_alike_is_meant() {
    let away = alike(&[(0, 0), (3, 3), (2, 2)]);
    let out = export(&away, "contact", "contacts.csv");
    let text = std::fs::read_to_string(&out).unwrap();
    let rows: Vec<&str> = text.lines().collect();
    assert!(rows[0].contains(",account,account_key,"), "{text}");
    // A name that is its own stays alone.
    assert!(rows[3].contains(",ABC,linchpin-") && rows[1].contains(",Xyz,,"), "{text}");
    let before = leading(&away, &["contact"]);
    // Here it is the very one, whatever was changed since.
    let mut away = away;
    act(&mut away.store, "contact", "set", &[1], &[("account", "#2")]);
    act(&mut away.store, "account", "set", &[2], &[("name", "ABD")]);
    assert_ne!(leading(&away, &["contact"]), before);
    away.run(&["import", "contacts", out.to_str().unwrap()]).unwrap();
    assert_eq!(leading(&away, &["contact"]), before);
    // Where the records were not brought in, nobody is taken for them because of the name.
    let mut here = stranger();
    act(&mut here.store, "account", "add", &[], &[("name", "ABC")]);
    here.run(&["import", "contacts", out.to_str().unwrap()]).unwrap();
    let contact = here.show("contact", "K0");
    assert_eq!(
        (&contact["account"], &contact["as_written"][0]),
        (&Json::from("ABC"), &Json::from("account")),
        "{contact}"
    );
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_leads_to_records_of_one_name_comes_back_from_every_form(names in prop::collection::vec((0_u8..12, 0_u8..12), 4)) {
        let away = alike(&names);
        for ending in ["csv", "xlsx", "json", "vcf"] {
            let mut here = stranger();
            act(&mut here.store, "account", "add", &[], &[("name", "One before")]);
            act(&mut here.store, "product", "add", &[], &[("name", "One before"), ("code", "X")]);
            for kind in ["person", "account", "product", "contact", "order", "order-lines"] {
                let card = ["person", "account", "contact"].contains(&kind);
                let ending = if ending == "vcf" && !card { "json" } else { ending };
                let out = export(&away, kind, &format!("{kind}.{ending}"));
                let output = here.run(&["import", kind, out.to_str().unwrap()]);
                let output = output.unwrap_or_else(|error| panic!("{kind} {ending}: {error:#}"));
                prop_assert_eq!(output.code, 0, "{} {} {:?} {}", kind, ending, output.said, output.out);
            }
            for kind in ["contact", "order"] {
                prop_assert_eq!(leading(&away, &[kind]), leading(&here, &[kind]), "{} {}", kind, ending);
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 6, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_was_typed_by_hand_goes_out_and_comes_back(all in chances()) {
        let (away, here) = (filled(&all), house());
        for kind in TYPED {
            let out = export(&away, kind, &format!("{kind}.csv"));
            // The keys of a house that is not this one.
            let text = std::fs::read_to_string(&out).unwrap().replace("linchpin-", "linchpin-x");
            let text: String = text.split_inclusive('\n').filter(|row| !row.contains(",Chợ Lớn,") || kind != "account").collect();
            here.import(kind, &text, if kind == "lead" { &["--inbox"] } else { &[] });
            prop_assert_eq!(by_hand(&away, kind), by_hand(&here, kind));
            prop_assert!(by_hand(&here, kind).len() >= 2);
        }
        let out = export(&away, "order-lines", "order-lines.csv");
        here.import("order-lines", &std::fs::read_to_string(&out).unwrap().replace("linchpin-", "linchpin-x"), &[]);
        prop_assert_eq!(lines_by_hand(&away).len(), 2);
        prop_assert_eq!(lines_by_hand(&away), lines_by_hand(&here));
    }

    #[test]
    fn the_same_comes_back_from_a_spreadsheet_and_from_objects(all in chances()) {
        let away = filled(&all);
        for ending in ["xlsx", "json"] {
            let here = stranger();
            for kind in TYPED.into_iter().chain(["order-lines"]) {
                let out = export(&away, kind, &format!("{kind}.{ending}"));
                let words = ["import", kind, out.to_str().unwrap()].into_iter();
                let words: Vec<&str> = words.chain((kind == "lead").then_some("--inbox")).collect();
                here.run(&words).unwrap_or_else(|error| panic!("{kind} {ending}: {error:#}"));
                if kind != "order-lines" {
                    prop_assert_eq!(by_hand(&away, kind), by_hand(&here, kind), "{} {}", kind, ending);
                }
            }
            prop_assert_eq!(lines_by_hand(&away), lines_by_hand(&here), "{}", ending);
        }
    }

    /// The orders and their lines from one file of objects.
    #[test]
    fn orders_come_back_with_their_lines_from_one_file(all in chances()) {
        let (away, here) = (filled(&all), stranger());
        for kind in ["account", "contact"] {
            let out = export(&away, kind, &format!("{kind}.json"));
            here.run(&["import", kind, out.to_str().unwrap()]).unwrap();
        }
        let out = export(&away, "order", "orders.json");
        for added in [2, 0] {
            let output = here.run(&["import", "order", out.to_str().unwrap()]).unwrap();
            let json: Json = serde_json::from_str(&output.out).unwrap();
            for of in [&json, &json["lines"]] {
                prop_assert_eq!((of["read"].as_u64(), of["added"].as_u64()), (Some(2), Some(added)), "{}", of);
            }
            prop_assert_eq!(by_hand(&away, "order"), by_hand(&here, "order"));
            prop_assert_eq!(lines_by_hand(&away), lines_by_hand(&here));
        }
    }

    #[test]
    fn cards_come_back_as_the_same_records(all in chances()) {
        let (away, here) = (filled(&all), stranger());
        for kind in ["account", "contact", "lead"] {
            let out = export(&away, kind, &format!("{kind}.vcf"));
            let take = |desk: &Desk| {
                let words = ["import", kind, out.to_str().unwrap()].into_iter();
                let words: Vec<&str> = words.chain((kind == "lead").then_some("--inbox")).collect();
                let json: Json = serde_json::from_str(&desk.run(&words).unwrap().out).unwrap();
                ["added", "merged", "skipped"].map(|count| json[count].as_u64().unwrap())
            };
            let (told, rows) = (by_hand(&away, kind), by_hand(&away, kind).len() as u64);
            prop_assert_eq!(take(&here), [rows, 0, 0], "{}", kind);
            prop_assert_eq!(&told, &by_hand(&here, kind), "{} {}", kind, std::fs::read_to_string(&out).unwrap());
            for desk in [&away, &here] {
                prop_assert_eq!(take(desk), [0, 0, rows], "{}: {}", kind, std::fs::read_to_string(&out).unwrap());
                prop_assert_eq!(&told, &by_hand(desk, kind));
            }
        }
    }
}
