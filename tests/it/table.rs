//! Files of rows, as they come.
use linchpin::exchange::file::encoding::Encoding;
use linchpin::exchange::file::table::{Line, Table, TableFault};
use linchpin::exchange::file::written::{Heading, Reading, Written};
use linchpin::lang::Lang;
use proptest::prelude::*;
use std::io::Write;
use std::path::Path;
use tempfile::NamedTempFile;

fn file(bytes: &[u8]) -> NamedTempFile {
    let mut file = tempfile::Builder::new().prefix("rows-").suffix(".csv").tempfile().unwrap();
    file.write_all(bytes).unwrap();
    file
}

fn open(bytes: &[u8]) -> Table {
    Table::open(file(bytes).path()).unwrap_or_else(|fault| panic!("{fault}"))
}

fn written(table: &Table) -> (Encoding, char) {
    let Written::Text { encoding, delimiter } = table.written else { panic!("{:?}", table.written) };
    (encoding, delimiter)
}

fn refused(bytes: &[u8]) -> TableFault {
    let Err(fault) = Table::open(file(bytes).path()) else { panic!("opened") };
    fault
}

/// Each row as its line and its cells.
fn rows(bytes: &[u8]) -> Vec<(u64, Vec<String>)> {
    open(bytes)
        .map(|line| line.unwrap_or_else(|fault| panic!("{fault}")))
        .map(|line| (line.number, line.cells))
        .collect()
}

#[track_caller]
fn reads(bytes: &[u8], expected: &[(u64, &[&str])]) {
    let found = rows(bytes);
    let found: Vec<_> = found.iter().map(|(at, cells)| (*at, cells.iter().map(String::as_str).collect())).collect();
    let expected: Vec<(u64, Vec<&str>)> = expected.iter().map(|(at, cells)| (*at, cells.to_vec())).collect();
    assert_eq!(found, expected);
}

#[test]
fn rows_come_with_their_line_and_their_very_cells() {
    reads(b"a,b\n1,2\n3,4\n", &[(2, &["1", "2"]), (3, &["3", "4"])]);
    reads(b"a,b\n1,2\n3,4", &[(2, &["1", "2"]), (3, &["3", "4"])]);
    reads(b"a,b\r\n1,2\r\n3,4\r\n", &[(2, &["1", "2"]), (3, &["3", "4"])]);
    reads(b"a,b\r\n1,2\r\n3,4", &[(2, &["1", "2"]), (3, &["3", "4"])]);
    reads(b"a,b\r1,2\r3,4\r", &[(2, &["1", "2"]), (3, &["3", "4"])]);
    reads(b"\n\na,b\n\n1,2\n\n\n3,4\n\n", &[(5, &["1", "2"]), (8, &["3", "4"])]);
    reads(b"\r\n,\r\na,b\r\n\r\n1,2\r\n", &[(5, &["1", "2"])]);
    reads(
        b"a,b\n\"one\ntwo\",\"say \"\"x\"\"\"\n 3 ,\"4,5\"\n",
        &[(2, &["one\ntwo", "say \"x\""]), (4, &[" 3 ", "4,5"])],
    );
    reads(b"a,b\r\n\"one\r\ntwo\",\"x\"\r\n3,4\r\n", &[(2, &["one\r\ntwo", "x"]), (4, &["3", "4"])]);
    reads(b"a,b\n\"x\ny\",\"last\nline\"", &[(2, &["x\ny", "last\nline"])]);
    reads(b"a,b\n\"x\ny\",5", &[(2, &["x\ny", "5"])]);
    reads(b"a,b\nx\0y,5\" pipe\n", &[(2, &["x\0y", "5\" pipe"])]);
    reads(b"name\nAn Phat\n\nMinh\n", &[(2, &["An Phat"]), (4, &["Minh"])]);
    reads("tên;số\nĐào;1,5\n".as_bytes(), &[(2, &["Đào", "1,5"])]);
}

#[test]
fn the_delimiter_is_what_divides_most_rows_alike() {
    for (bytes, delimiter, header) in [
        (&b"a,b,c\n1,2,3\n"[..], ',', &["a", "b", "c"][..]),
        (b"a\tb\n1,5\t2,5\n3,5\t4,5\n", '\t', &["a", "b"]),
        (b"a;b\n1,5;2,5\n3,5;4,5\n", ';', &["a", "b"]),
        (b"a|b|c\n1|2|3\n", '|', &["a", "b", "c"]),
        (b"name,note\nx,\"a;b;c\"\ny,\"d;e;f\"\n", ',', &["name", "note"]),
        (b"name;note\nx;a, b\ny;c\n", ';', &["name", "note"]),
        (b"address\n1 Main St, Hue\n2 Main St, Hue\n", ',', &["address"]),
        (b"only\n", ',', &["only"]),
        (b"sep=;\r\na,x;b\r\n1;2\r\n", ';', &["a,x", "b"]),
        (b"a,b,,,\n1,2,,,\n", ',', &["a", "b"]),
        (b" a , \"b\nc\",\t\n", ',', &["a", "\"b"]),
    ] {
        let table = open(bytes);
        assert_eq!(
            (written(&table).1, &table.header[..]),
            (delimiter, &header.iter().map(|h| (*h).to_owned()).collect::<Vec<_>>()[..])
        );
    }
    assert_eq!(open(b"\n\n,,\na,b,c\n1,2,3\n").header_line, 4);
}

#[test]
fn letters_are_read_in_what_they_are_written_in() {
    let text = "tên,số\nĐào 東 👨,1\nỄ,2\n";
    let wide = |little: bool| -> Vec<u8> {
        let units = std::iter::once(0xFEFF).chain(text.encode_utf16());
        units.flat_map(|unit: u16| if little { unit.to_le_bytes() } else { unit.to_be_bytes() }).collect()
    };
    let marked = [b"\xEF\xBB\xBF", text.as_bytes()].concat();
    for (bytes, encoding) in [
        (text.as_bytes().to_vec(), Encoding::Utf8),
        (marked, Encoding::Utf8Bom),
        (wide(true), Encoding::Utf16Le),
        (wide(false), Encoding::Utf16Be),
    ] {
        let table = open(&bytes);
        assert_eq!((written(&table).0, table.header[0].as_str(), table.notes.len()), (encoding, "tên", 0));
        reads(&bytes, &[(2, &["Đào 東 👨", "1"]), (3, &["Ễ", "2"])]);
    }
    let table = open(b"name,n\nx,1\nCaf\xE9 \x80,2\n");
    assert_eq!(written(&table).0, Encoding::Windows1252);
    assert_eq!(
        table.notes[0].to(Lang::En),
        "line 3 is not UTF-8; the file was read as Windows-1252: look at its accents"
    );
    reads(b"name,n\nx,1\nCaf\xE9 \x80,2\n", &[(2, &["x", "1"]), (3, &["Café €", "2"])]);
    let mut cut = wide(true);
    cut.push(0x41);
    assert_eq!(rows(&cut).len(), 2);
}

#[test]
fn a_letter_over_the_edge_of_a_piece_is_whole() {
    for shift in 0..5 {
        let mut text = format!("name,n\n{}", "x".repeat(shift));
        while text.len() < 200_000 {
            text.push_str("Nguyễn Thị Đào 👨,1\n");
        }
        let table = open(text.as_bytes());
        assert_eq!(written(&table).0, Encoding::Utf8);
        assert!(table.skip(1).all(|line| line.unwrap().cells == ["Nguyễn Thị Đào 👨", "1"]));
        let wide: Vec<u8> = std::iter::once(0xFEFF).chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
        assert!(open(&wide).skip(1).all(|line| line.unwrap().cells == ["Nguyễn Thị Đào 👨", "1"]));
    }
}

#[test]
fn rows_of_another_length_are_told_and_not_dropped() {
    let mut table = open(b"a,b,c,,\n1,2,3,,\n1,2\n1,2,3,4\n1,2,3,,,6\n1,2,3,,\n,,\n");
    let mut line = Line::default();
    let mut told = Vec::new();
    while table.next_into(&mut line).unwrap() {
        told.push((line.number, table.misfit(&line).map(|fault| fault.text(Lang::En).to_owned())));
        assert_eq!(line.cell(99), "");
    }
    assert_eq!(
        told,
        [
            (2, None),
            (3, Some("has only 2 cells where the header names 3 columns".to_owned())),
            // The fourth column is there, though it has no name.
            (4, None),
            (5, Some("has 6 cells where the header names 5 columns".to_owned())),
            (6, None),
            (7, None),
        ]
    );
    assert!(line.is_blank());
}

#[track_caller]
fn begins(bytes: &[u8], heading: Option<Heading>, header: &[&str], first: u64, note: &str) {
    let reading = Reading { heading, ..Reading::default() };
    let mut table = Table::open_as(file(bytes).path(), &reading).unwrap_or_else(|fault| panic!("{fault}"));
    let notes: Vec<&str> = table.notes.iter().map(|note| note.to(Lang::En)).collect();
    assert_eq!(
        (&table.header[..], notes.join("|")),
        (&header.iter().map(|h| (*h).to_owned()).collect::<Vec<_>>()[..], note.to_owned())
    );
    assert_eq!(table.next().unwrap().unwrap().number, first);
}

#[test]
fn titles_above_the_header_are_passed_over() {
    let passed = "the names of the columns are in row 4; 2 rows above passed over";
    let header = ["Họ tên", "Điện thoại", "Email", "Công ty"];
    for text in [
        "Báo cáo khách hàng tháng 11,,,\nNgười lập: Mai,,,\n,,,\nHọ tên,Điện thoại,Email,Công ty\nA,0903111222,,X\n",
        "Báo cáo\t\t\t\nNgười lập: Mai\t\t\t\n\t\t\t\nHọ tên\tĐiện thoại\tEmail\tCông ty\nA\t0903111222\t\tX\n",
        "Báo cáo khách hàng, tháng 11\nNgười lập: Mai\n\nHọ tên;Điện thoại;Email;Công ty\nA;0903111222;;X\nB;;;Y\n",
    ] {
        begins(text.as_bytes(), None, &header, 5, passed);
    }
    // A table of two columns, and a title with a comma in it, are told by the names of the columns.
    let passed = "the names of the columns are in row 2; 1 row above passed over";
    for text in [
        "Báo cáo\nHọ tên;SĐT\nA;0903111222\nB;0903111333\n",
        "Báo cáo, tháng 10\nHọ tên;SĐT\nA;0903111222\n",
        "Báo cáo khách hàng, tháng 10\nHọ tên,SĐT\nA,0903111222\n",
        "Khách hàng\nHọ tên\tSĐT\nA\t0903111222\n",
    ] {
        begins(text.as_bytes(), None, &["Họ tên", "SĐT"], 3, passed);
    }
    let header = ["Họ tên", "SĐT", "Email", "Công ty"];
    let text = "Báo cáo khách hàng, tháng 10\nHọ tên,SĐT,Email,Công ty\nA,0903111222,,X\n";
    begins(text.as_bytes(), None, &header, 3, passed);
    begins(b"remark\nfirst; then second\nfirst; then third\n", None, &["remark"], 2, "");
    // One or two names of columns are no titles because a few rows have more cells.
    begins(b"name,phone\na,1\nb,2\nc,3\nd,4,5,6,7\ne,5\n", None, &["name", "phone"], 2, "");
    begins(b"name\na\nb, c, d\ne\n", None, &["name"], 2, "");
    begins(b"name,note\n\"a, b\",\"c\nd\"\n", None, &["name", "note"], 2, "");
}

#[test]
fn a_first_row_that_is_a_record_names_no_columns() {
    let said = "no row names the columns, row 1 is a record itself: they are called by their places";
    for text in [
        "Nguyễn Văn X\t0903 777 222\tx@a.vn\tCông ty X\nTrần Thị Y\t0903 777 333\t\tCông ty Y\n",
        "Nguyễn Văn X,x@a.vn\n",
        "x@a.vn\ny@a.vn\n",
        "Bà Tám;+84 28 3822 1111\nÔng Sáu;\nCô Ba;84903111444\n",
    ] {
        begins(text.as_bytes(), None, &[], 1, said);
    }
    begins(b"name,2011-2012,2012-2013\na,1,2\n", None, &["name", "2011-2012", "2012-2013"], 2, "");
    begins(b"name,2019-01-01,01.02.2019\na,1,2\n", None, &["name", "2019-01-01", "01.02.2019"], 2, "");
    begins(b"Phone,0903111222\nMail,x@a.vn\nFirm,A\n", None, &["Phone", "0903111222"], 2, "");
    let first = "Nguyễn Văn X,0903 777 222\nTrần Thị Y,0903 777 333\n";
    begins(first.as_bytes(), Some(Heading::Line(1)), &["Nguyễn Văn X", "0903 777 222"], 2, "");
    let titled = "Khách tháng 11\n\nX,0903 777 222,x@a.vn\nY,0903 777 333,\n";
    begins(titled.as_bytes(), None, &[], 3, &said.replace("row 1", "row 3"));
}

#[test]
fn letters_that_are_none_of_those_that_are_found_out_are_refused() {
    for (name, text) in [
        ("windows-1251", "Имя,Город\nИванов Пётр,Москва\n"),
        ("big5", "名稱,電話,地址\n台南市文化局,1,台南市中西區\n"),
        ("gbk", "姓名,城市\n王小明,北京\n"),
        ("shift-jis", "名前,住所\nヤマダ タロウ,とうきょう\n"),
        ("euc-kr", "이름,도시\n김철수,서울\n"),
    ] {
        let encoding = Encoding::named(name).unwrap();
        let bytes =
            encoding_rs::Encoding::for_label(name.replace("shift-", "shift_").as_bytes()).unwrap().encode(text).0;
        let fault = refused(&bytes);
        assert!(fault.text(Lang::En).contains("line 1 is neither UTF-8 nor Windows-1252"), "{name}: {fault}");
        assert!(fault.text(Lang::Vi).contains("dòng 1 không phải UTF-8"), "{name}");
        let reading = Reading { encoding: Some(encoding), ..Reading::default() };
        let table = Table::open_as(file(&bytes).path(), &reading).unwrap_or_else(|fault| panic!("{fault}"));
        assert_eq!(written(&table).0, encoding);
        let read =
            [table.header.join(","), table.map(|line| line.unwrap().cells.join(",")).collect::<Vec<_>>().join("\n")];
        assert_eq!(read.join("\n") + "\n", text, "{name}");
    }
    // A letter over the edge of a piece is whole.
    let long = "x,".to_owned() + &"名".repeat(100_000) + ",b\na,b,c\n";
    let bytes = encoding_rs::BIG5.encode(&long).0;
    let reading = Reading { encoding: Some(Encoding::Big5), ..Reading::default() };
    assert!(Table::open_as(file(&bytes).path(), &reading).unwrap().header[1].chars().all(|letter| letter == '名'));
    // A text of ABC, as Vietnam wrote before Unicode.
    refused(b"T\xAAn,\xD0i\xD6n tho\xB9i\nC\xABng ty TNHH \xAEi\xD6n l\xB9nh,1\n");
    for western in [
        "Müller & Söhne,Françoise\nSão João da Conceição,Þórður Ægisson\n",
        "l’été “x” – né…,n° 5 m² 20 °C\n€ 5 •,«Crème brûlée» À bientôt\n",
        "———,•••\ncafé,1ª Nº2\n",
    ] {
        let bytes = encoding_rs::WINDOWS_1252.encode(western).0;
        assert_eq!(written(&open(&bytes)).0, Encoding::Windows1252, "{western}");
    }
    // A few that were mangled before hide no file.
    let mangled =
        [b"name,n\n".to_vec(), b"some words of a long file,1\n".repeat(300), b"George\x89\xDB\xAAs,2\n".to_vec()];
    assert_eq!(written(&open(&mangled.concat())).0, Encoding::Windows1252);
}

#[test]
fn the_row_of_names_can_be_said() {
    let text = b"Group,A,,\nname,phone,mail,firm\nA,0903111222,,X\n";
    let passed = "the names of the columns are in row 2; 1 row above passed over";
    begins(text, None, &["name", "phone", "mail", "firm"], 3, passed);
    begins(text, Some(Heading::Line(1)), &["Group", "A"], 2, "");
    begins(text, Some(Heading::Line(2)), &["name", "phone", "mail", "firm"], 3, "");
    begins(text, Some(Heading::Nowhere), &[], 1, "");
    let long = "x,y,z\n".repeat(80) + "name,phone,mail\nA,B,C\n";
    begins(long.as_bytes(), Some(Heading::Line(81)), &["name", "phone", "mail"], 82, "");
    let reading = Reading { heading: Some(Heading::Line(4)), ..Reading::default() };
    let Err(fault) = Table::open_as(file(text).path(), &reading) else { panic!() };
    assert!(fault.text(Lang::En).ends_with("has no row from line 4 on to name the columns"), "{fault}");
    assert_eq!(
        ["3", "none", "0", "-1", "x"].map(Heading::named),
        [Some(Heading::Line(3)), Some(Heading::Nowhere), None, None, None]
    );
}

#[test]
fn what_is_no_table_is_refused_in_both_languages() {
    for (bytes, en, vi) in [
        (&b""[..], "is empty", "trống"),
        (b"\n\n \n,,\n", "is empty", "trống"),
        (b"\xEF\xBB\xBF", "is empty", "trống"),
        (b"\xFF\xFE", "is empty", "trống"),
        (b"sep=;\n", "is empty", "trống"),
        (b"PK\x03\x04xxxx", "is a broken workbook", "là bảng tính bị hỏng"),
        (b"%PDF-1.7\n", "is PDF", "là PDF"),
        (b"a\0\x01b\0\x02c\0\n\0", "is a binary file", "là tệp nhị phân"),
    ] {
        let fault = refused(bytes);
        assert!(fault.text(Lang::En).contains(en), "{fault}");
        assert!(fault.text(Lang::Vi).contains(vi), "{}", fault.text(Lang::Vi));
        assert!(fault.text(Lang::Vi).starts_with("rows-") && !fault.missing);
    }
    let Err(fault) = Table::open(Path::new("/nowhere/leads.csv")) else { panic!() };
    assert!(fault.missing && fault.text(Lang::Vi) == "leads.csv: không có tệp này");
    let Err(fault) = Table::open(&std::env::temp_dir()) else { panic!() };
    assert!(fault.text(Lang::En).ends_with("is a folder, not a file"));
}

#[test]
fn a_quote_that_is_never_closed_is_told_with_its_line() {
    let mut lines = open(b"a,b\n1,2\n3,\"open\n5,6\n7,8\n").collect::<Vec<_>>();
    let fault = lines.pop().unwrap().unwrap_err();
    assert!(fault.to_string().contains(", line 3: a \" opens here and is not closed within 3 lines"), "{fault}");
    assert_eq!(lines.len(), 1);

    // It is not read to the end of a huge file.
    let mut bytes = b"a,b\n1,2\n3,\"open\n".to_vec();
    bytes.extend(b"5,6,some more of the row\n".repeat(1_000_000));
    let mut table = open(&bytes);
    assert!(table.next().unwrap().is_ok());
    let fault = table.next().unwrap().unwrap_err();
    assert!(fault.to_string().contains(", line 3: a \" opens here"), "{fault}");
    assert!(table.position() < table.total() && table.next().is_none());
}

#[test]
fn how_far_the_reading_is_can_be_seen() {
    let bytes = b"a,b\n".iter().copied().chain(b"1,2\n".repeat(100_000)).collect::<Vec<_>>();
    let mut table = open(&bytes);
    assert_eq!(table.total(), bytes.len() as u64);
    let early = table.position();
    assert!(early < table.total());
    assert_eq!(table.by_ref().count(), 100_000);
    assert_eq!(table.position(), table.total());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    /// What the csv writer writes is read back, whatever the cells hold, with the line each row begins on.
    #[test]
    fn what_is_written_is_read(cells in prop::collection::vec(prop::collection::vec("[a-z,;\"\n é]{0,6}", 3), 1..8)) {
        let mut writer = csv::WriterBuilder::new().quote_style(csv::QuoteStyle::Always).from_writer(Vec::new());
        // Names of columns: a row of words that are some would be the header itself.
        writer.write_record(["name", "phone", "note"]).unwrap();
        let mut expected = Vec::new();
        let mut at = 2;
        for row in &cells {
            writer.write_record(row).unwrap();
            expected.push((at, row.clone()));
            at += 1 + row.iter().map(|cell| cell.matches('\n').count() as u64).sum::<u64>();
        }
        let bytes = writer.into_inner().unwrap();
        let table = open(&bytes);
        if written(&table).1 == ',' {
            prop_assert_eq!(rows(&bytes), expected);
        }
    }

    #[test]
    fn any_bytes_are_a_table_or_a_fault(bytes in prop::collection::vec(any::<u8>(), 0..200), text in "[a,;\"\r\n\t ]{0,60}") {
        for bytes in [&bytes[..], text.as_bytes()] {
            if let Ok(table) = Table::open(file(bytes).path()) {
                let mut last = table.header_line;
                for line in table.map_while(Result::ok) {
                    prop_assert!(line.number > last, "{} after {}", line.number, last);
                    last = line.number;
                }
            }
        }
    }
}

/// Every file of others that is at hand is a table with all its rows, or says why not.
#[test]
fn files_of_others_are_read_whole() {
    let Some(folder) = super::real_data() else { return };
    let mut files = Vec::new();
    let mut folders = vec![folder.join("crm"), folder.join("csv"), folder.join("dedupe"), folder.join("rates")];
    while let Some(at) = folders.pop() {
        for path in std::fs::read_dir(at).unwrap().map(|entry| entry.unwrap().path()) {
            match path.extension().and_then(|end| end.to_str()) {
                _ if path.is_dir() => folders.push(path),
                Some("csv" | "tsv" | "psv" | "ssv" | "xls" | "xlsx" | "sqlite") => files.push(path),
                _ => {}
            }
        }
    }
    files.sort();
    let (mut ragged, mut read) = (0, 0);
    for path in &files {
        match Table::open(path) {
            Err(fault) => println!("refused: {fault}"),
            Ok(mut table) => {
                let mut line = Line::default();
                loop {
                    match table.next_into(&mut line) {
                        Ok(true) => {
                            read += 1;
                            ragged += u64::from(table.misfit(&line).is_some());
                        }
                        Ok(false) => break,
                        Err(fault) => {
                            println!("stopped: {fault}");
                            break;
                        }
                    }
                }
                for note in &table.notes {
                    println!("{}: {}", path.display(), note.to(Lang::En));
                }
            }
        }
    }
    println!("{} files, {read} rows, {ragged} of another length", files.len());
    for (name, rows) in [("Leads", 3900), ("Accounts", 2229), ("Sales_Orders", 2061), ("Sales_Order_Line_Items", 6138)]
    {
        let table = Table::open(&folder.join(format!("crm/zoho/{name}.csv"))).unwrap();
        assert!(table.header.iter().all(|name| !name.is_empty()));
        assert_eq!(table.count(), rows, "{name}");
    }
}
