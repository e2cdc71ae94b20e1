//! Texts of other kinds than tables, and in other letters: every fixture is made here, but for those of
//! `LINCHPIN_REAL_DATA`.
use super::desk::Desk;
use super::formats_out::stranger;
use super::real_data;
use linchpin::exchange::file::encoding::Encoding;
use linchpin::exchange::file::table::Table;
use linchpin::exchange::file::written::{Reading, Written};
use linchpin::lang::Lang;
use serde_json::Value as Json;
use std::path::Path;
use unicode_normalization::UnicodeNormalization;

fn encoding(table: &Table) -> Encoding {
    match table.written {
        Written::Text { encoding, .. } | Written::Objects { encoding, .. } => encoding,
        Written::Book { .. } => panic!("{:?}", table.written),
    }
}

/// A file whose name says nothing.
fn open(desk: &Desk, bytes: &[u8]) -> Table {
    Table::open(&desk.file("some.csv", bytes)).unwrap_or_else(|fault| panic!("{fault}"))
}

fn rows(table: Table) -> Vec<(u64, Vec<String>)> {
    table.map(|line| line.unwrap()).map(|line| (line.number, line.cells)).collect()
}

fn owned(cells: &[&str]) -> Vec<String> {
    cells.iter().map(|cell| (*cell).to_owned()).collect()
}

#[test]
fn two_bytes_a_letter_are_found_without_a_mark() {
    let desk = Desk::new();
    let text = "Tên,Số\nĐào,1\nNguyễn Thị Ễ,2\n";
    for (unit, expected) in [
        (u16::to_le_bytes as fn(u16) -> [u8; 2], Encoding::Utf16Le),
        (u16::to_be_bytes as fn(u16) -> [u8; 2], Encoding::Utf16Be),
    ] {
        let bytes: Vec<u8> = text.encode_utf16().flat_map(unit).collect();
        let table = open(&desk, &bytes);
        assert_eq!((encoding(&table), table.header.join("|")), (expected, "Tên|Số".to_owned()));
        assert_eq!(rows(table), [(2, owned(&["Đào", "1"])), (3, owned(&["Nguyễn Thị Ễ", "2"]))]);
    }
}

#[test]
fn vietnamese_of_windows_is_told_from_western_letters() {
    let desk = Desk::new();
    // Tên,Số / Nguyễn Thị Ước,1: the hook, the tilde, the acute and the dot stand behind their letters.
    let bytes = b"T\xEAn,S\xF4\xEC\nNguy\xEA\xDEn Thi\xF2 \xDD\xF5\xECc,1\n\xD0a\xCC,2\n";
    let table = open(&desk, bytes);
    assert_eq!(encoding(&table), Encoding::Windows1258);
    assert_eq!(
        table.notes[0].to(Lang::En),
        "line 1 is not UTF-8; the file was read as Windows-1258: look at its accents"
    );
    assert_eq!(table.header, ["Tên", "Số"]);
    assert_eq!(rows(table), [(2, owned(&["Nguyễn Thị Ước", "1"])), (3, owned(&["Đà", "2"]))]);
    for western in [&b"nome,n\npu\xF2,1\ncos\xEC,2\nPer\xF2,3\n"[..], b"name,n\n\xDE\xF3r,1\nS\xE3o Jo\xE3o,2\n"] {
        assert_eq!(encoding(&open(&desk, western)), Encoding::Windows1252);
    }
    assert_eq!(Encoding::named("CP1258"), Some(Encoding::Windows1258));
    let path = desk.file("told.csv", b"name\nThu\xF2y\n");
    let told = Reading { encoding: Some(Encoding::Windows1252), ..Reading::default() };
    assert_eq!(rows(Table::open_as(&path, &told).unwrap())[0].1, ["Thuòy"]);
    // A letter whose mark stands over the edge of a piece.
    for shift in 0..3 {
        let text = [b"name\n".to_vec(), vec![b'x'; shift], b"\n".to_vec(), b"H\xF4\xF2i\n".repeat(40_000)].concat();
        let all = rows(open(&desk, &text));
        assert!(all.iter().skip(usize::from(shift > 0)).all(|(_, cells)| cells == &["Hội"]), "{shift}");
    }
}

#[test]
fn real_provinces_are_the_same_in_every_encoding() {
    let Some(folder) = real_data() else { return };
    let folder = folder.join("csv/vietnamese-encodings");
    let names = |path: &Path| -> Vec<Vec<String>> {
        let table = Table::open(path).unwrap();
        assert_eq!(table.header.len(), 4, "{}", path.display());
        rows(table).into_iter().map(|(_, cells)| cells.iter().map(|cell| cell.nfc().collect()).collect()).collect()
    };
    let mut files: Vec<_> = std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|ending| ending == "csv"));
    assert_eq!(files.len(), 7);
    let usual = names(&folder.join("tinh-thanh-comma-utf8-nobom.csv"));
    assert_eq!((usual.len(), usual[0][1].as_str()), (63, "Hà Nội"));
    for path in files {
        assert_eq!(names(&path), usual, "{}", path.display());
        if !path.to_string_lossy().contains("nfd") {
            let raw: Vec<_> = rows(Table::open(&path).unwrap()).into_iter().map(|(_, cells)| cells).collect();
            assert_eq!(raw, usual, "{}", path.display());
        }
    }
}

#[test]
fn objects_are_rows_under_all_their_names() {
    let desk = Desk::new();
    let list = r#"[
      {"Name": "Bà Tám", "Phone": "0903111222", "tags": ["a", "b"], "at": {"city": "Huế", "x": null}},
      {"Name": "Ông \"Sáu\"", "n": 1.125, "yes": true,
       "price": {"amount": "1250000", "currency": "VND"}, "lines": [{"a": 1}]}
    ]"#;
    let expected = [
        (2, owned(&["Bà Tám", "0903111222", "a, b", "Huế", "", "", "", ""])),
        (3, owned(&["Ông \"Sáu\"", "", "", "", "", "1.1250", "true", "1250000 VND"])),
    ];
    let table = open(&desk, list.as_bytes());
    assert_eq!(table.written.told().to(Lang::En), "JSON · UTF-8");
    assert_eq!(table.header, ["Name", "Phone", "tags", "at.city", "at.x", "n", "yes", "price"]);
    assert!(table.notes.is_empty());
    assert_eq!(rows(table), expected);
    // One a line; a list within an answer; records by their keys.
    let lines = "{\"name\":\"A\"}\n{\"name\":\"B\",\"n\":7}\n";
    assert_eq!(rows(open(&desk, lines.as_bytes())), [(1, owned(&["A", ""])), (2, owned(&["B", "7"]))]);
    let within = r#"{"done": true, "records": [{"name": "A"}, {"name": "B"}]}"#;
    assert_eq!(rows(open(&desk, within.as_bytes())), [(1, owned(&["A"])), (2, owned(&["B"]))]);
    let keyed = r#"{"01": {"name": "A"}, "02": {"name": "B", "key": "x"}}"#;
    assert_eq!(rows(open(&desk, keyed.as_bytes())), [(1, owned(&["A", "01"])), (2, owned(&["B", "x"]))]);
    // Each row stands in the line of the file in which it begins, however deep.
    let deep = "{\n\"meta\": {\"n\": [1, {}]},\n\"data\": {\"total\": 2, \"leads\": [\n{\"name\":\n\"A\"},\n\n{\"name\": \"B\"}\n]}}";
    assert_eq!(rows(open(&desk, deep.as_bytes())), [(4, owned(&["A"])), (7, owned(&["B"]))]);
    let alone = "{\"d\":\n{\"results\":\n[{\"name\": \"A\"}]}}";
    assert_eq!(rows(open(&desk, alone.as_bytes())), [(3, owned(&["A"]))]);
    let keyed = "{\n\"01\": {\"name\": \"A\"},\n\n\"02\":\n{\"name\": \"B\"}}";
    assert_eq!(rows(open(&desk, keyed.as_bytes())), [(2, owned(&["A", "01"])), (4, owned(&["B", "02"]))]);
    assert_eq!(rows(open(&desk, b"[]")), []);
    for (text, said) in [
        ("[{\"name\": \"A\"},\n{\"name\": ", "some.csv, line 2: is no JSON from here on"),
        ("[{\"name\": \"A\"}\n{\"name\": \"B\"}]", "some.csv, line 2: is no JSON from here on"),
        ("[{\"name\": \"A\"}] x", "some.csv, line 1: is no JSON from here on"),
        ("{\"name\": \"A\"}\n[1]\n", "some.csv, line 2: has no list of objects"),
        ("{}", "some.csv: is empty"),
    ] {
        let fault = Table::open(&desk.file("some.csv", text)).err().unwrap();
        assert!(fault.text(Lang::En).starts_with(said), "{fault}");
    }
}

#[test]
fn an_export_to_json_comes_back_as_the_same_records() {
    let desk = Desk::new();
    let leads = "Lead Id,Full Name,Company,Mobile,Lead Status,Created Time\n\
                 7,Bà Tám,Chợ Lớn,0903 111 222,Contacted,2026-11-20 10:00\n\
                 8,Ông Sáu,Chợ Nhỏ,0903 111 333,Not Contacted,2026-11-23 10:00\n";
    desk.counts("leads", leads, &[]);
    let path = desk.folder.path().join("out.json");
    desk.run(&["export", "leads", "-o", path.to_str().unwrap()]).unwrap();
    let text = std::fs::read_to_string(&path).unwrap();
    assert_eq!(desk.counts("leads", &text, &[]), [2, 0, 0, 2, 0, 0]);
    let changed = text.replace("Chợ Nhỏ", "Chợ Mới");
    assert_eq!(desk.counts("leads", &changed, &[]), [2, 0, 1, 1, 0, 0]);
    assert_eq!(desk.names("leads", "").len(), 2);
}

#[test]
fn address_cards_are_people() {
    let desk = Desk::new();
    let cards = "BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Nguy=E1=BB=85n;=C4=90=C3=A0o;;;\r\n\
                 TEL;CELL;PREF:0903 111 222\r\nTEL;WORK:028 3822 1111\r\nURL:http://dao.vn/a\\,b\r\nCATEGORIES:vip,gạo\r\nNOTE;ENCODING=QUOTED-PRINTABLE:one =\r\ntwo\r\nEND:VCARD\r\n\
                 BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ông Sáu\r\nN:Sáu;Ông;;;\r\nORG:Chợ Nhỏ;Kho\r\nTITLE:Giám đốc\r\n\
                 item1.EMAIL;TYPE=INTERNET:sau@cho.vn\r\nEMAIL:sau2@cho.vn\r\nADR:;;12 Lê Lợi;Huế;;;VN\r\nBDAY:1970-01-01\r\nEND:VCARD\r\n\
                 BEGIN:VCARD\r\nVERSION:4.0\r\nUID:u-3\r\nFN:Cô Ba\r\nTEL;VALUE=uri:tel:+84-28-3822-2222;ext=102\r\nEND:VCARD\r\n";
    let table = open(&desk, cards.as_bytes());
    assert_eq!(
        table.header.join(" "),
        "name company title phone email address city country website tag note key",
        "whatever a file has"
    );
    let told: Vec<(u64, String)> = rows(table).into_iter().map(|(line, cells)| (line, cells.join("|"))).collect();
    assert_eq!(
        told,
        [
            (1, "Đào Nguyễn|||0903 111 222; 028 3822 1111|||||http://dao.vn/a,b|vip, gạo|one two|".to_owned()),
            (11, "Ông Sáu|Chợ Nhỏ|Giám đốc||sau@cho.vn; sau2@cho.vn|12 Lê Lợi|Huế|VN||||".to_owned()),
            (22, "Cô Ba|||+84-28-3822-2222 ext 102||||||||u-3".to_owned()),
        ]
    );
    let (_, output) = desk.import("contacts", cards, &["--dry-run"]);
    for told in ["not imported: address, city, country, website", "there is no field for: BDAY (1)"] {
        assert!(output.said.iter().any(|line| line.ends_with(told)), "{told}: {:?}", output.said);
    }
    assert_eq!(desk.counts("leads", cards, &[])[..2], [3, 3]);
    assert_eq!(desk.counts("leads", cards, &[])[..4], [3, 0, 0, 3]);
    assert_eq!(desk.counts("contacts", cards, &[])[..2], [3, 3]);
    let cut = cards.strip_suffix("END:VCARD\r\n").unwrap();
    let fault = Table::open(&desk.file("cut.vcf", cut)).err().unwrap();
    assert!(fault.text(Lang::En).starts_with("cut.vcf, line 22: begins a card that is not closed"), "{fault}");
}

#[test]
fn one_at_a_company_that_is_not_here_is_one() {
    let desk = Desk::new();
    let card = |tel: &str, org: &str| format!("BEGIN:VCARD\nVERSION:3.0\nFN:Ana Lima\n{tel}{org}END:VCARD\n");
    let cards = [
        card("TEL:(905) 555-1234\n", "ORG:Lima Ltd\n"),
        card("TEL:905-555-9999\nTEL:+84 903 111 222\n", "ORG:LIMA LTD\n"),
        card("TEL:0903.111.222\n", ""),
        card("TEL:905-555-0000\n", "ORG:Other Ltd\n"),
    ];
    for (more, counts) in
        [(&["--on-duplicate", "merge"][..], [4, 2, 1, 1, 0]), (&["--on-duplicate", "skip"][..], [4, 3, 0, 1, 0])]
    {
        let desk = Desk::new();
        assert_eq!(desk.counts("contacts", &cards.concat(), more)[..5], counts, "{more:?}");
    }
    // In several files; a number in another notation is no other number.
    for card in [&cards[0], &cards[1], &cards[2], &card("TEL:905 555 1234\n", "ORG:Lima Ltd\n")] {
        desk.counts("contacts", card, &["--on-duplicate", "merge"]);
    }
    let contacts = desk.list("contacts", "");
    assert_eq!(contacts.len(), 1);
    assert_eq!(contacts[0]["phone"], "(905) 555-1234; 905-555-9999; +84 903 111 222");
    // A company that the first of them did not name.
    let desk = Desk::new();
    for at in [2, 1] {
        desk.counts("contacts", &cards[at], &["--on-duplicate", "merge"]);
    }
    let contacts = desk.list("contacts", "account:?");
    assert_eq!((contacts.len(), &contacts[0]["account"]), (1, &"LIMA LTD".into()));
}

#[test]
fn letters_and_their_marks_are_kept_as_keyboards_write_them() {
    let desk = Desk::new();
    let apart: String = "Nguyễn Thị Ước".nfd().collect();
    desk.counts("leads", &format!("Name,Company\n{apart},{apart}\n"), &[]);
    desk.run(&["add", "lead", &format!("name={apart}"), "company=\u{200B} Chợ"]).unwrap();
    assert_eq!(desk.names("leads", ""), ["Nguyễn Thị Ước"; 2]);
    assert_eq!(desk.show("lead", "1")["company"], "Nguyễn Thị Ước");
    assert_eq!(desk.show("lead", "2")["company"], "Chợ");
}

#[test]
fn statements_of_a_database_are_no_rows() {
    let desk = Desk::new();
    for text in [
        "-- a dump\n\nSET names = 'UTF8';\nCREATE TABLE a (b);\n",
        "\u{FEFF}insert into a values ('b', 1);\n",
        "/* x */\nPRAGMA y=off;\n",
    ] {
        let fault = Table::open(&desk.file("a.csv", text)).err().unwrap();
        assert_eq!(
            fault.text(Lang::En),
            "a.csv: is SQL, not a table (CSV, TSV, XLSX, XLS, ODS, JSON, vCard or iCalendar)"
        );
    }
    for header in ["Set of bowls,Price", "# of sets,Price", "-- name --,Price", "Create table,Price"] {
        assert_eq!(open(&desk, format!("{header}\nA,1\nB,2\n").as_bytes()).header.len(), 2, "{header}");
    }
}

/// Programs on the web write such under the name of a workbook.
#[test]
fn pages_and_xml_are_no_tables() {
    let desk = Desk::new();
    let (page, xml) = ("a web page", "XML");
    let wide: Vec<u8> = "\u{FEFF}<html><table>".encode_utf16().flat_map(u16::to_le_bytes).collect();
    for (text, what) in [
        ("<html><body><table><tr><td>Name</td></tr></table></body></html>".as_bytes(), page),
        ("\u{FEFF}\n <!DOCTYPE html>\n<html></html>".as_bytes(), page),
        (b"<?xml version='1.0'?>\n<html xmlns='x'></html>", page),
        (b"<table border=1><tr><td>a,b</td></tr></table>", page),
        (&wide, page),
        (b"<?xml version='1.0'?>\n<Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet'/>", xml),
    ] {
        let fault = Table::open(&desk.file("a.xls", text)).err().unwrap();
        let told = format!("a.xls: is {what}, not a workbook; open it in a spreadsheet program and save it as XLSX");
        assert_eq!(fault.text(Lang::En), told);
    }
    assert_eq!(open(&desk, b"<5 kg,Price\nA,1\nB,2\n").header.len(), 2);
}

#[test]
fn lists_that_never_end_are_broken_objects() {
    let desk = Desk::new();
    for text in ["[".repeat(200_000), "[".to_owned(), "[[{".to_owned()] {
        let fault = Table::open(&desk.file("a.json", text)).err().unwrap();
        assert!(fault.text(Lang::En).starts_with("a.json, line 1: is no JSON"), "{fault}");
    }
    assert_eq!(open(&desk, b"[[Notes]],Price\nA,1\nB,2\n").header.len(), 2);
}

#[test]
fn real_cards_of_many_programs_come_in() {
    let Some(folder) = real_data() else { return };
    let mut files: Vec<_> = std::fs::read_dir(folder.join("vcard/ez-vcard/io/text"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "vcf"))
        .collect();
    files.sort();
    let desk = Desk::new();
    for path in &files {
        let text = std::fs::read(path).unwrap();
        let text = String::from_utf8_lossy(&text);
        let cards = text.lines().filter(|line| line.trim().eq_ignore_ascii_case("BEGIN:VCARD")).count() as u64;
        let output = desk.run(&["import", "contacts", path.to_str().unwrap(), "--dry-run"]).unwrap();
        let json: serde_json::Value = serde_json::from_str(&output.out).unwrap();
        assert_eq!((json["read"].as_u64(), json["rejected"].as_u64()), (Some(cards), Some(0)), "{}", path.display());
    }
    assert!(files.len() >= 11);
    let gmail = files.iter().find(|path| path.ends_with("gmail-list.vcf")).unwrap();
    assert_eq!(rows(Table::open(gmail).unwrap())[0].1[0], "Arnold Smith");
}

#[test]
fn anything_that_begins_like_a_form_is_read_or_refused() {
    let desk = Desk::new();
    for start in [&b"{\""[..], b"[{", b"BEGIN:VCARD\n", b"PK\x03\x04", b"\xD0\xCF\x11\xE0W\0o\0r\0k\0b\0o\0o\0k\0\0\0"]
    {
        for seed in 0..60_u32 {
            let noise = (0..seed * 7).map(|n| n.wrapping_mul(2_654_435_761).wrapping_add(seed * 97).to_be_bytes()[1]);
            let bytes: Vec<u8> = start.iter().copied().chain(noise).collect();
            if let Ok(table) = Table::open(&desk.file("any.bin", bytes)) {
                table.take_while(Result::is_ok).for_each(drop);
            }
        }
    }
}

/// A reader of others that panics is one file that cannot be read.
#[test]
fn a_reader_that_stumbles_is_caught() {
    use linchpin::exchange::file::caught::{caught, is_caught};
    assert_eq!(caught(|| 1), Some(1));
    assert!(caught(is_caught).unwrap() && !is_caught());
    assert_eq!(caught(|| -> u8 { std::panic::resume_unwind(Box::new("stumbled")) }), None);
    assert!(!is_caught());
}

/// A prompt that is typed into asks at every step whether a file can be opened: a large one is not read for that.
#[test]
fn what_must_be_read_whole_is_only_glanced_at() {
    let desk = Desk::new();
    let path = desk.file("cut.json", "[{\"name\": \"Đào\"}, {\"name\": ");
    assert!(Table::glance(&path).is_ok());
    assert!(Table::open(&path).is_err());
    assert!(Table::glance(&desk.file("empty.csv", "")).is_err());
}

#[test]
fn cards_look_like_contacts_whatever_they_say() {
    use linchpin::exchange::column::date::DayOrder;
    use linchpin::exchange::column::look::look;
    use linchpin::exchange::plan::looks_like;
    let desk = Desk::new();
    let card = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Đào\r\nADR:;;1 Lê Lợi;Huế;;;\r\nTEL:0912345678\r\nEND:VCARD\r\n";
    let looked = look(&desk.file("anything", card), &Reading::default(), DayOrder::DayFirst, &mut |_, _| true);
    assert_eq!(looks_like(&looked.unwrap().unwrap(), None).unwrap().name, "contact");
}

/// A card that was written out here is of the very record, whatever else it cannot hold; of another kind it is another.
#[test]
fn cards_that_were_written_out_here_are_known_again() {
    let desk = Desk::new();
    desk.import("accounts", "Name,Phone\nChợ Lớn,028 3822 1111\n", &[]);
    for kind in ["contacts", "leads"] {
        let rows = "Name,Company,Title,Phone,Email,Note\n\
            Bà Tám,Chợ Lớn,Giám đốc,0903 111 222; 028 3822 1111 ext 12,tam@cho.vn,\"one\ntwo\"\nÔng Sáu,Chợ Nhỏ,,(415) 555-0000,,\n";
        desk.counts(kind, rows, &[]);
    }
    for kind in ["contacts", "leads", "accounts"] {
        let out = desk.folder.path().join(format!("{kind}.vcf"));
        desk.run(&["export", kind, "-o", out.to_str().unwrap()]).unwrap();
        let cards = std::fs::read_to_string(&out).unwrap();
        let rows = desk.list(kind, "").len() as u64;
        let before = desk.list(kind, "");
        let (json, output) = desk.import(kind, &cards, &[]);
        assert_eq!(
            ["added", "merged", "skipped"].map(|key| json[key].as_u64().unwrap()),
            [0, 0, rows],
            "{kind} {:?}",
            output.said
        );
        assert_eq!(desk.list(kind, ""), before, "{kind}");
        // A number that was added there comes back.
        let more = cards.replace(
            "TEL;TYPE=WORK,VOICE:+842838221111\r\n",
            "TEL;TYPE=WORK,VOICE:+842838221111\r\nTEL:+84912000111\r\n",
        );
        let changed = u64::from(more != cards);
        assert_eq!(desk.counts(kind, &more, &[])[..4], [rows, 0, changed, rows - changed], "{kind}");
    }
    let leads = std::fs::read_to_string(desk.folder.path().join("leads.vcf")).unwrap();
    assert_eq!(desk.counts("contacts", &leads, &["--dry-run"])[1], 2, "a lead is no contact");
}

/// What a card has no place for stands beside it; what stands where a name is wanting is none.
#[test]
fn a_card_gives_back_who_has_no_name_and_what_cards_have_no_place_for() {
    use linchpin::domain::{lead::Lead, reach::Consent};
    let mut desk = Desk::new();
    desk.import("accounts", "Name,City,Country,Tier,Phone,Owner\nGạo,Huế,VN,A,zzz,Ghost\n", &[]);
    let leads = "Lead Id,Name,Company,Phone,Source,Status,Note\n\
        L-1,,,,fair,,\nL-2,,Gạo,0903 111 222,web,Working,first\nL-3,,,,,,second\n";
    desk.import("leads", leads, &[]);
    desk.import("contacts", "Phone,Company,Language\n(028) 3822 1111,Nowhere Ltd,vi\n", &[]);
    let deed = linchpin::domain::deed::Deed { kind: "lead".into(), act: "set".into(), ..Default::default() };
    let refuse = |tx: &linchpin::store::Tx| {
        let mut lead: Lead = tx.get(2)?;
        lead.reaches[0].consent = Consent::Refused;
        tx.save(&mut lead)
    };
    desk.store.write(&deed, refuse).unwrap();
    let here = stranger();
    for kind in ["accounts", "leads", "contacts", "people"] {
        let out = desk.folder.path().join(format!("{kind}.vcf"));
        desk.run(&["export", kind, "-o", out.to_str().unwrap()]).unwrap();
        let cards = std::fs::read_to_string(&out).unwrap();
        let rows = desk.list(kind, "").len() as u64;
        assert_eq!(desk.counts(kind, &cards, &[])[..4], [rows, 0, 0, rows], "{kind} {cards}");
        if kind == "people" {
            continue;
        }
        here.import(kind, &cards, &[]);
        let told = |desk: &Desk| -> Vec<String> {
            let keys = ["name", "company", "account", "phone", "city", "country", "tier", "owner", "source", "state"];
            let more = ["language", "created", "as_written"];
            let row = |row: &Json| format!("{:?}", keys.iter().chain(&more).map(|key| &row[*key]).collect::<Vec<_>>());
            let mut all: Vec<String> = desk.list(kind, "").iter().map(row).collect();
            all.sort();
            all
        };
        assert_eq!(told(&desk), told(&here), "{kind} {cards}");
    }
    // Who does not want to be called is told where nobody knows it.
    let notes = |desk: &Desk| desk.list("leads", "").iter().map(|lead| lead["note"].to_string()).collect::<String>();
    assert!(!notes(&desk).contains("do not contact") && notes(&here).contains("0903 111 222: do not contact"));
}
