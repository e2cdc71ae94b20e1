//! Workbooks brought in: every one is put together here, but for those of `LINCHPIN_REAL_DATA`.
use super::desk::Desk;
use super::real_data;
use linchpin::domain::money::Currency;
use linchpin::exchange::column::date::DayOrder;
use linchpin::exchange::column::look::look;
use linchpin::exchange::file::sign::of_format;
use linchpin::exchange::file::table::Table;
use linchpin::exchange::file::written::{Reading, Written};
use linchpin::lang::Lang;
use std::fmt::Write as _;
use std::io::{Cursor, Write};
use std::path::Path;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// A zip file of files with texts.
fn zipped(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        let stored = *name == "mimetype";
        let method = if stored { CompressionMethod::Stored } else { CompressionMethod::Deflated };
        zip.start_file(*name, SimpleFileOptions::default().compression_method(method)).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// A workbook of sheets by name, each the XML of its rows. Style 1 is a date, 2 a date with a time, 3 a time, 4 hours
/// beyond a day, 5 dollars, 6 đồng.
pub fn xlsx(old_mac: bool, sheets: &[(&str, &str)]) -> Vec<u8> {
    let (mut list, mut links, mut parts) = (String::new(), String::new(), Vec::new());
    for (n, (name, rows)) in sheets.iter().enumerate() {
        let (name, hidden) = name.strip_prefix('-').map_or((*name, ""), |name| (name, r#" state="hidden""#));
        write!(list, r#"<sheet name="{name}" sheetId="{0}" r:id="r{0}"{hidden}/>"#, n + 1).unwrap();
        write!(links, r#"<Relationship Id="r{0}" Type="{OFFICE}/worksheet" Target="worksheets/{0}.xml"/>"#, n + 1)
            .unwrap();
        let (rows, merged) = rows.split_once("<mergeCells>").unwrap_or((rows, ""));
        let merged = if merged.is_empty() { String::new() } else { format!("<mergeCells>{merged}") };
        let sheet = format!(r#"<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData>{merged}</worksheet>"#);
        parts.push((format!("xl/worksheets/{}.xml", n + 1), sheet));
    }
    write!(links, r#"<Relationship Id="s" Type="{OFFICE}/styles" Target="styles.xml"/>"#).unwrap();
    let date = if old_mac { r#"<workbookPr date1904="1"/>"# } else { "" };
    let styles = format!(
        r##"<styleSheet xmlns="{MAIN}"><numFmts><numFmt numFmtId="164" formatCode="[h]:mm:ss"/>
           <numFmt numFmtId="165" formatCode="[$$-409]#,##0.00"/><numFmt numFmtId="166" formatCode="#,##0\ [$₫-42A]"/></numFmts><cellXfs>
           <xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="22"/><xf numFmtId="21"/><xf numFmtId="164"/><xf numFmtId="165"/>
           <xf numFmtId="166"/></cellXfs></styleSheet>"##
    );
    let book = format!(r#"<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">{date}<sheets>{list}</sheets></workbook>"#);
    let package = "http://schemas.openxmlformats.org/package/2006/relationships";
    let links = format!(r#"<Relationships xmlns="{package}">{links}</Relationships>"#);
    let root = format!(
        r#"<Relationships xmlns="{package}"><Relationship Id="b" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>"#
    );
    let mut files = vec![
        ("_rels/.rels", root.as_bytes()),
        ("xl/workbook.xml", book.as_bytes()),
        ("xl/_rels/workbook.xml.rels", links.as_bytes()),
        ("xl/styles.xml", styles.as_bytes()),
    ];
    files.extend(parts.iter().map(|(name, sheet)| (name.as_str(), sheet.as_bytes())));
    zipped(&files)
}

/// Rows whose cells are texts, from a row on.
pub fn texts(from: usize, rows: &[&[&str]]) -> String {
    let cell = |(at, row): (usize, usize), text: &str| {
        let column = char::from(b'A' + u8::try_from(at).unwrap());
        format!(r#"<c r="{column}{row}" t="inlineStr"><is><t>{text}</t></is></c>"#)
    };
    let row = |n: usize, cells: &[&str]| {
        let cells: String = cells.iter().enumerate().map(|(at, text)| cell((at, from + n), text)).collect();
        format!(r#"<row r="{}">{cells}</row>"#, from + n)
    };
    rows.iter().enumerate().map(|(n, cells)| row(n, cells)).collect()
}

fn ods(rows: &str) -> Vec<u8> {
    let content = format!(
        r#"<office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x"><office:body><office:spreadsheet>
           <table:table table:name="Khách">{rows}</table:table></office:spreadsheet></office:body></office:document-content>"#
    );
    zipped(&[
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        ("META-INF/manifest.xml", b"<manifest:manifest xmlns:manifest=\"m\"/>"),
        ("content.xml", content.as_bytes()),
    ])
}

fn open(desk: &Desk, bytes: &[u8], sheet: Option<&str>) -> Result<Table, String> {
    // What a file is, its name does not say.
    let path = desk.file("book.csv", bytes);
    let reading = Reading { sheet: sheet.map(str::to_owned), ..Reading::default() };
    Table::open_as(&path, &reading).map_err(|fault| fault.text(Lang::En).to_owned())
}

fn rows(table: Table) -> Vec<(u64, Vec<String>)> {
    table.map(|line| line.unwrap()).map(|line| (line.number, line.cells)).collect()
}

fn notes(table: &Table) -> Vec<&str> {
    table.notes.iter().map(|note| note.to(Lang::En)).collect()
}

#[test]
fn values_are_texts_that_cannot_be_read_in_two_ways() {
    let header = texts(1, &[&["name", "n", "day", "at", "time", "hours", "yes"]]);
    let values = r#"<row r="3"><c r="A3" t="inlineStr"><is><t>Đào &amp; con</t></is></c><c r="B3"><v>84903111222</v></c>
        <c r="C3" s="1"><v>46350</v></c><c r="D3" s="2"><v>46350.384722222225</v></c><c r="E3" s="3"><v>0.384722222222222</v></c>
        <c r="F3" s="4"><v>1.5</v></c><c r="G3" t="b"><v>1</v></c></row>
        <row r="5"><c r="B5"><v>0.30000000000000004</v></c><c r="C5" s="1"><v>59</v></c><c r="D5" s="2"><v>46350</v></c>
        <c r="F5" t="e"><v>#N/A</v></c><c r="G5" t="b"><v>0</v></c></row>
        <row r="6"><c r="A6"><v>1250.125</v></c><c r="B6"><v>-12.5</v></c><c r="C6" t="d"><v>2026-11-24T09:14:00.000</v></c></row>"#;
    let desk = Desk::new();
    let table = open(&desk, &xlsx(false, &[("Leads", &format!("{header}{values}"))]), None).unwrap();
    assert_eq!(table.written.told().to(Lang::En), "XLSX, sheet Leads");
    assert_eq!(notes(&table), ["1 cell holds an error and was read as blank, first F5"]);
    let row = |cells: &[&str]| cells.iter().map(|cell| (*cell).to_owned()).collect::<Vec<_>>();
    assert_eq!(
        rows(table),
        [
            (
                3,
                row(&["Đào & con", "84903111222", "2026-11-24", "2026-11-24T09:14:00", "09:14:00", "36:00:00", "true"])
            ),
            (5, row(&["", "0.3", "1900-02-28", "2026-11-24", "", "", "false"])),
            (6, row(&["1250.1250", "-12.5", "2026-11-24T09:14:00", "", "", "", ""])),
        ]
    );
    let day = r#"<row r="2"><c r="A2" s="1"><v>44888</v></c></row>"#;
    let table = open(&desk, &xlsx(true, &[("Leads", &(texts(1, &[&["day"]]) + day))]), None).unwrap();
    assert_eq!(rows(table), [(2, row(&["2026-11-24"]))]);
}

/// The sign of an amount stands in the format of its cell.
#[test]
fn amounts_are_in_the_currency_that_their_format_shows() {
    let header = texts(1, &[&["Order Number", "Customer", "Total", "Deposit"]]);
    let row = |n: usize, style: u8, total: &str| {
        format!(
            r#"<row r="{n}"><c r="A{n}" t="inlineStr"><is><t>U{n}</t></is></c><c r="B{n}" t="inlineStr"><is><t>A</t></is></c>
               <c r="C{n}" s="{style}"><v>{total}</v></c><c r="D{n}" s="{style}"/></row>"#
        )
    };
    let totals = |rows: &[(u8, &str)]| {
        let desk = Desk::new();
        let all: String = rows.iter().enumerate().map(|(n, (style, total))| row(n + 2, *style, total)).collect();
        let path = desk.file("orders.xlsx", xlsx(false, &[("Orders", &(header.clone() + &all))]));
        desk.run(&["import", "orders", path.to_str().unwrap()]).unwrap();
        let total = |row: &serde_json::Value| {
            let text = |key: &str| row["total"][key].as_str().unwrap_or_default().to_owned();
            format!("{} {}", text("amount"), text("currency"))
        };
        let mut all: Vec<String> = desk.list("orders", "").iter().map(total).collect();
        all.sort();
        all
    };
    assert_eq!(totals(&[(5, "1250"), (5, "9000"), (6, "2000000")]), ["1250.00 USD", "2000000 VND", "9000.00 USD"]);
    // Decimals of another cell do not make it dollars.
    assert_eq!(totals(&[(6, "1250000"), (5, "8.5")]), ["1250000 VND", "8.50 USD"]);
    assert_eq!(totals(&[(0, "1250000")]), ["1250000 VND"]);
}

#[test]
fn amounts_of_an_opendocument_sheet_are_in_the_currency_that_they_name() {
    let cell = |more: &str| format!("<table:table-cell {more}/>");
    let text = |text: &str| {
        format!(r#"<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>"#)
    };
    let money = |value: &str, code: &str| {
        cell(&format!(r#"office:value-type="currency" office:currency="{code}" office:value="{value}""#))
    };
    let rows_of = format!(
        r#"<table:table-row>{}{}{}</table:table-row><table:table-row table:number-rows-repeated="2">{}</table:table-row>
           <table:table-row>{}{}{}</table:table-row><table:table-row>{}{}{}</table:table-row>"#,
        text("Name"),
        text("Note"),
        text("Price"),
        cell(r#"table:number-columns-repeated="3""#),
        text("A"),
        cell(""),
        money("1250", "USD"),
        text("B"),
        cell(""),
        cell(r#"office:value-type="float" office:value="2000000""#),
    );
    let desk = Desk::new();
    let table = open(&desk, &ods(&rows_of), None).unwrap();
    let cells: Vec<String> = rows(table).into_iter().map(|(_, cells)| cells.join("|")).collect();
    assert_eq!(cells, ["A||1250 USD", "B||2000000"]);
}

#[test]
fn a_currency_is_read_from_the_format_of_a_number() {
    for (format, code) in [
        ("[$$-409]#,##0.00", "USD"),
        ("[$$-en-US]#,##0.00;[Red]-[$$-en-US]#,##0.00", "USD"),
        ("[$$-C09]#,##0.00", "AUD"),
        ("[$$-1004]#,##0.00", "SGD"),
        ("[$¥-804]#,##0.00", "CNY"),
        ("[$¥-411]#,##0", "JPY"),
        ("#,##0\\ [$₫-42A]", "VND"),
        ("#,##0\"đ\"", "VND"),
        ("#,##0 \"VNĐ\"", "VND"),
        ("\"$\"#,##0.00_);(\"$\"#,##0.00)", "USD"),
        ("_-* #,##0.00\\ [$€-2]_-;-* #,##0.00\\ [$€-2]_-", "EUR"),
        ("$#,##0", "USD"),
        ("#,##0.00 \"USD\"", "USD"),
        ("[$CHF] #,##0.00", "CHF"),
    ] {
        assert_eq!(of_format(format).map(Currency::code), Some(code), "{format}");
    }
    // The room of a sign, the language of a date, units.
    for format in [
        "General",
        "#,##0",
        "_-* #,##0\\ _₫_-;\\-* #,##0\\ _₫_-;_-* \"-\"??\\ _₫_-;_-@_-",
        "[$-409]d mmm yyyy",
        "dd/mm/yyyy",
        "0\"d\"",
        "0 \"kg\"",
        "0 \"cup\"",
        "0%",
        "@",
    ] {
        assert!(of_format(format).is_none(), "{format}");
    }
}

/// A quantity that has the format of the amounts beside it is a number all the same.
#[test]
fn a_number_that_is_no_amount_is_read_whatever_its_format() {
    let desk = Desk::new();
    desk.import("orders", "Order Number\nSO-1\n", &[]);
    let header = texts(1, &[&["Order", "Product", "Quantity", "Price"]]);
    let row = r#"<row r="2"><c r="A2" t="inlineStr"><is><t>SO-1</t></is></c><c r="B2" t="inlineStr"><is><t>Gạo</t></is></c>
        <c r="C2" s="6"><v>1200</v></c><c r="D2" s="6"><v>18000</v></c></row>"#;
    let path = desk.file("lines.xlsx", xlsx(false, &[("Lines", &(header + row))]));
    assert_eq!(desk.run(&["import", "order-lines", path.to_str().unwrap()]).unwrap().code, 0);
    let line = desk.show("order", "1")["lines"][0].clone();
    assert_eq!((&line["quantity"], &line["price"]["amount"]), (&1200.into(), &"18000".into()), "{line}");
}

/// What a program wrote as a formula and never worked out is blank, and is said to be.
#[test]
fn formulas_that_were_never_calculated_are_told() {
    let header = texts(1, &[&["name", "n", "gross", "said"]]);
    let row = |n: usize, value: &str| {
        format!(
            r#"<row r="{n}"><c r="A{n}" t="inlineStr"><is><t>Gạo</t></is></c><c r="B{n}"><v>2</v></c>
               <c r="C{n}"><f>B{n}*1.1</f>{value}</c><c r="D{n}" t="str"><f>""</f><v></v></c></row>"#
        )
    };
    let told = |rows: &str| {
        let desk = Desk::new();
        let table = open(&desk, &xlsx(false, &[("Kho", &format!("{header}{rows}"))]), None).unwrap();
        notes(&table).into_iter().map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(told(&row(2, "<v>2.2</v>")), [""; 0]);
    let blank = "was read as blank, first C2; open the file in a spreadsheet and save it";
    assert_eq!(told(&row(2, "<v></v>")), [format!("1 cell holds a formula never calculated, and {blank}")]);
    let two = format!("{}{}", row(2, ""), row(3, "<v/>"));
    let blank = blank.replace("was", "were");
    assert_eq!(told(&two), [format!("2 cells hold formulas never calculated, and {blank}")]);
}

#[test]
fn the_first_sheet_with_rows_is_taken_or_the_one_that_is_named() {
    let desk = Desk::new();
    let leads = texts(1, &[&["name", "phone"], &["Bà Tám", "0903111222"]]);
    let old = texts(1, &[&["name"], &["Ông Sáu"]]);
    let book = xlsx(false, &[("-Lists", &old), ("Cover", &texts(2, &[&["Report"]])), ("Leads", &leads), ("Old", &old)]);
    let table = open(&desk, &book, None).unwrap();
    assert_eq!(notes(&table), ["sheet Leads is read; there are also: Lists, Cover, Old"]);
    let table = open(&desk, &book, Some("old")).unwrap();
    assert!(matches!(&table.written, Written::Book { sheet, sheets, .. } if sheet == "Old" && sheets.len() == 4));
    assert_eq!(rows(table)[0].1, ["Ông Sáu"]);
    let path = desk.file("leads.xlsx", &book);
    let path = path.to_str().unwrap();
    let fault = desk.run(&["import", "leads", path, "--sheet", "New"]).err().unwrap().to_string();
    assert_eq!(fault, "leads.xlsx: has no sheet 'New'; it has Lists, Cover, Leads, Old");
    desk.run(&["import", "leads", path]).unwrap();
    desk.run(&["import", "leads", path, "--sheet", "Old"]).unwrap();
    assert_eq!(desk.names("leads", ""), ["Bà Tám", "Ông Sáu"]);
}

#[test]
fn titles_above_a_table_are_passed_over_and_rows_keep_their_numbers() {
    let desk = Desk::new();
    let header: &[&str] = &["Name", "Company", "Phone", "Created"];
    let sheet = texts(2, &[&["Leads of November"]])
        + &texts(4, &[header, &["Bà Tám", "Chợ Lớn", "0903111222", "24/11/2026"], &["", "", "", "24/11/2026"]]);
    let book = xlsx(false, &[("Leads", &sheet)]);
    let table = open(&desk, &book, None).unwrap();
    assert_eq!((table.header_line, &table.header[..]), (4, &header.map_all()[..]));
    assert_eq!(notes(&table), ["the names of the columns are in row 4; 1 row above passed over"]);
    // What is rejected is written out whole, and named by its row in the sheet.
    let (path, rejects) = (desk.file("leads.xlsx", &book), desk.folder.path().join("out.csv"));
    let words = ["import", "leads", path.to_str().unwrap(), "--rejects", rejects.to_str().unwrap()];
    assert_eq!(desk.run(&words).unwrap().code, 4);
    let out = std::fs::read_to_string(rejects).unwrap();
    assert_eq!(
        out.lines().next().unwrap(),
        "rejected_line,rejected_column,rejected_because,Name,Company,Phone,Created"
    );
    let last = out.lines().nth(1).unwrap();
    assert!(last.starts_with("6,") && last.ends_with(",,,24/11/2026"), "{last}");
}

#[test]
fn merged_cells_say_in_each_row_what_the_first_says() {
    let desk = Desk::new();
    let rows_of = texts(
        1,
        &[
            &["Orders of November"],
            &["Order", "Product", "Qty"],
            &["DH1", "a", "1"],
            &["", "b", "2"],
            &["DH2", "c", "3"],
        ],
    );
    let rows_of = rows_of.replace(r#"<c r="A4" t="inlineStr"><is><t></t></is></c>"#, "");
    let merged =
        r#"<mergeCells><mergeCell ref="A1:C1"/><mergeCell ref="A3:A4"/><mergeCell ref="A5:A1048576"/></mergeCells>"#;
    let table = open(&desk, &xlsx(false, &[("Lines", &(rows_of + merged))]), None).unwrap();
    let told = [
        "1 merged cell was filled with what stands in the first of them",
        "the names of the columns are in row 2; 1 row above passed over",
    ];
    assert_eq!(notes(&table), told);
    let cells: Vec<String> = rows(table).into_iter().map(|(_, cells)| cells.join(" ")).collect();
    assert_eq!(cells, ["DH1 a 1", "DH1 b 2", "DH2 c 3"]);
}

#[test]
fn a_sheet_of_errors_alone_says_so() {
    let desk = Desk::new();
    let errors = r#"<row r="2"><c r="B2" t="e"><v>#N/A</v></c></row>"#;
    let fault = open(&desk, &xlsx(false, &[("Bad", errors)]), None).err().unwrap();
    assert!(fault.ends_with("has no sheet with anything but errors: 1 cell holds an error, first B2"), "{fault}");
}

trait Owned {
    fn map_all(&self) -> Vec<String>;
}

impl Owned for &[&str] {
    fn map_all(&self) -> Vec<String> {
        self.iter().map(|text| (*text).to_owned()).collect()
    }
}

#[test]
fn an_opendocument_sheet_is_read() {
    let rows_of =
        r#"<table:table-row><table:table-cell office:value-type="string"><text:p>Tên</text:p></table:table-cell>
        <table:table-cell office:value-type="string"><text:p>Ngày</text:p></table:table-cell>
        <table:table-cell office:value-type="string"><text:p>Số</text:p></table:table-cell></table:table-row>
        <table:table-row table:number-rows-repeated="2"><table:table-cell/></table:table-row>
        <table:table-row><table:table-cell office:value-type="string"><text:p>Đào</text:p></table:table-cell>
        <table:table-cell office:value-type="date" office:date-value="2026-11-24"/>
        <table:table-cell office:value-type="float" office:value="1250000"/></table:table-row>"#
            .lines()
            .map(str::trim)
            .collect::<String>();
    let desk = Desk::new();
    let table = open(&desk, &ods(&rows_of), None).unwrap();
    assert_eq!(table.written.told().to(Lang::Vi), "ODS, trang tính Khách");
    assert_eq!(rows(table), [(4, ["Đào", "2026-11-24", "1250000"].map(str::to_owned).to_vec())]);
}

#[test]
fn what_cannot_be_read_is_told_in_a_sentence() {
    let desk = Desk::new();
    let wide = |name: &str| name.encode_utf16().flat_map(u16::to_le_bytes).chain([0, 0]).collect::<Vec<u8>>();
    let compound = |name: &str| [b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec(), vec![0; 600], wide(name)].concat();
    let whole = xlsx(false, &[("Leads", &texts(1, &[&["name"], &["Bà Tám"]]))]);
    let zeros = vec![b' '; 150 << 20];
    let bomb = zipped(&[("xl/workbook.xml", b"<workbook/>"), ("xl/worksheets/1.xml", &zeros)]);
    // The directory says less than there is.
    let mut liar = bomb.clone();
    let real = u32::try_from(zeros.len()).unwrap().to_le_bytes();
    let mut from = 0;
    while let Some(at) = liar[from..].windows(4).position(|window| window == real) {
        liar[from + at..from + at + 4].copy_from_slice(&1_000_u32.to_le_bytes());
        from += at + 4;
    }
    for (bytes, said) in [
        (compound("EncryptedPackage"), "is protected by a password"),
        (compound("Workbook"), "is a broken workbook"),
        (compound("WordDocument"), "is DOC / MSI, not a table"),
        (whole[..whole.len() / 2].to_vec(), "is a broken workbook"),
        (xlsx(false, &[("Leads", "")]), "has no sheet with rows"),
        (xlsx(false, &[("Leads", "<row r=\"1\"><c r=\"A1\"")]), "is a broken workbook"),
        (zipped(&[("readme.txt", b"hello")]), "is ZIP, not a table"),
        (bomb, "unpacks to more than can be held"),
        (liar, "is a broken workbook"),
    ] {
        let fault = open(&desk, &bytes, None).err().unwrap();
        assert!(fault.contains(said), "{fault}");
    }
}

#[test]
fn what_ods_says_stands_there_often_is_not_held() {
    let says = |text: &str| format!(r#"office:value-type="string"><text:p>{text}</text:p></table:table-cell>"#);
    let head = format!("<table:table-row><table:table-cell {}</table:table-row>", says("name"));
    let long = "x".repeat(10_000);
    let desk = Desk::new();
    for row in [
        format!("<table:table-row><table:table-cell {}", says(r#"a<text:s text:c="999999999999"/>b"#)),
        format!("<table:table-row><table:table-cell {}", says(&r#"<text:s text:c="400000000"/>"#.repeat(3))),
        format!(r#"<table:table-row table:number-rows-repeated="300000"><table:table-cell {}"#, says(&long)),
        format!(
            r#"<table:table-row table:number-rows-repeated="6000"><table:table-cell table:number-columns-repeated="16000" {}"#,
            says("x")
        ),
        format!(
            r#"<table:table-row table:number-rows-repeated="6000"><table:table-cell table:number-columns-repeated="16000"/><table:table-cell {}"#,
            says("x")
        ),
    ] {
        let fault = open(&desk, &ods(&format!("{head}{row}</table:table-row>")), None).err().unwrap();
        assert!(fault.contains("unpacks to more than can be held"), "{fault}");
    }
    // What stands below all rows and holds nothing takes nothing.
    let row = |text: &str| format!("<table:table-row><table:table-cell {}</table:table-row>", says(text));
    let blank = r#"<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>"#;
    let all = head + &row(r#"Bà<text:s text:c="2"/>Tám"#) + blank;
    let table = open(&desk, &ods(&all), None).unwrap();
    assert_eq!(rows(table), [(2, vec!["Bà  Tám".to_owned()])]);
}

#[test]
fn a_cell_far_out_takes_no_room() {
    let far = r#"<row r="2"><c r="A2"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>"#;
    let desk = Desk::new();
    let mut table = open(&desk, &xlsx(false, &[("Far", &(texts(1, &[&["name"]]) + far))]), None).unwrap();
    let far = table.nth(1).unwrap().unwrap();
    assert_eq!((far.number, far.cells.len()), (1_048_576, 16_384));
    assert!(table.misfit(&far).is_some());
}

/// What a workbook of the folder says: its header and its rows, or why it cannot be read.
fn looked(path: &Path) -> Result<Vec<Vec<String>>, String> {
    let said = |fault: linchpin::exchange::file::table::TableFault| fault.text(Lang::En).to_owned();
    look(path, &Reading::default(), DayOrder::DayFirst, &mut |_, _| true).map_err(said)?;
    let table = Table::open(path).map_err(said)?;
    let header = table.header.clone();
    Ok(std::iter::once(header).chain(rows(table).into_iter().map(|(_, cells)| cells)).collect())
}

#[test]
fn real_workbooks_are_read_or_refused() {
    let Some(folder) = real_data() else { return };
    let folder = folder.join("xlsx/calamine");
    let mut books: Vec<_> = std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    books.retain(|path| path.extension().is_some_and(|ending| ending == "xlsx"));
    assert_eq!(books.len(), 22);
    for path in books {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        match looked(&path) {
            Ok(rows) => println!("{name}: {} rows of {:?}", rows.len() - 1, rows[0]),
            Err(said) => {
                println!("{said}");
                assert!(["empty_sheet.xlsx", "errors.xlsx", "picture.xlsx"].contains(&&*name), "{said}");
                assert!(said.contains("has no sheet with"), "{said}");
            }
        }
    }
    // The first two days are 44197 and 44198 in the system from 1900, 42735 and 42736 in the one from 1904.
    for name in ["date.xlsx", "date_1904.xlsx"] {
        let rows = looked(&folder.join(name)).unwrap();
        assert_eq!((&*rows[0][0], &*rows[1][0]), ("2021-01-01", "2021-01-02"), "{name}");
    }
    let iso = looked(&folder.join("date_iso.xlsx")).unwrap();
    let first: Vec<&str> = iso.iter().take(3).map(|row| row[0].as_str()).collect();
    assert_eq!(first, ["2021-01-01", "2021-01-01T10:10:10", "10:10:10"]);
}

/// The tables that others try their readers on: each is read to its end, or refused with a sentence in both languages.
#[test]
fn real_tables_of_others_are_read_or_refused() {
    let Some(folder) = real_data() else { return };
    let mut all = 0;
    for set in ["csv/csvkit", "csv/messytables"] {
        let mut files: Vec<_> =
            std::fs::read_dir(folder.join(set)).unwrap().map(|entry| entry.unwrap().path()).collect();
        files.sort();
        for path in files.iter().filter(|path| path.is_file()) {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            all += 1;
            match Table::open(path) {
                Ok(mut table) => {
                    let mut line = linchpin::exchange::file::table::Line::default();
                    loop {
                        match table.next_into(&mut line) {
                            Ok(true) => {}
                            Ok(false) => break,
                            Err(fault) => {
                                println!("{name}: {}", fault.text(Lang::En));
                                break;
                            }
                        }
                    }
                }
                Err(fault) => {
                    println!("{}", fault.text(Lang::En));
                    assert_ne!(fault.text(Lang::En), fault.text(Lang::Vi), "{name}");
                    assert!(fault.text(Lang::En).starts_with(&name), "{name}");
                }
            }
        }
    }
    assert!(all >= 90, "{all}");
    // What a spreadsheet of the older form holds is what its twin of the newer one does.
    for name in ["dummy", "test"] {
        let [old, new] = ["xls", "xlsx"].map(|ending| looked(&folder.join(format!("csv/csvkit/{name}.{ending}"))));
        assert_eq!(old.unwrap(), new.unwrap(), "{name}");
    }
}

#[test]
fn a_workbook_whose_first_sheet_is_something_else_names_the_option_that_takes_another() {
    let desk = Desk::new();
    let notes = texts(1, &[&["remark", "by"], &["call them", "Lan"]]);
    let list = texts(1, &[&["Name", "Phone"], &["Bà Tám", "0903 111 222"]]);
    let book = |sheets: &[(&str, &str)]| desk.file("book.xlsx", xlsx(false, sheets)).display().to_string();
    let path = book(&[("Notes", &notes), ("Leads", &list)]);
    let error = desk.run(&["import", "leads", &path]).unwrap_err().to_string();
    assert!(error.contains("(--sheet NAME says which sheet, --map FILE which column)"), "{error}");
    let path = book(&[("Notes", &notes)]);
    let error = desk.run(&["import", "leads", &path]).unwrap_err().to_string();
    assert!(error.contains("(--map FILE says which)"), "{error}");
}
