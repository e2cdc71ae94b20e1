//! Files of others brought in: what becomes of their rows, and that one undo takes them back.
use super::desk::Desk;
use super::formats_out::stranger;
use super::{act, morning_in};
use linchpin::cli::{exit_code, sentence};
use linchpin::domain::deed::Ref;
use linchpin::domain::lead::{Lead, State};
use linchpin::domain::opportunity::Opportunity;
use linchpin::domain::order::Order;
use linchpin::domain::world::World as _;
use linchpin::exchange::file::written::Reading;
use linchpin::exchange::plan::target::called;
use linchpin::exchange::plan::{Cancelled, Options, Plan, look_at, looks_like};
use linchpin::exchange::run::apply::{Watch, apply};
use linchpin::lang::Lang;
use linchpin::store::Store;
use serde_json::Value as Json;
use std::collections::BTreeSet;
use std::path::Path;

const LEADS: &str = "Lead Id,Full Name,Company,Mobile,Lead Status,Created Time,Lead Owner\n\
                     7,Bà Tám,Chợ Lớn,0903 111 222,Contacted,2026-11-20 10:00,Lan\n\
                     8,Ông Sáu,Chợ Nhỏ,0903 111 333,Not Contacted,2026-11-23 10:00,Huy\n\
                     9,Cô Ba,,0903 111 444,Not Contacted,2026-01-05 10:00,Tư\n";

#[test]
fn rows_are_added_once_and_changed_where_the_file_changes() {
    let desk = Desk::new();
    assert_eq!(desk.counts("leads", LEADS, &["--dry-run"]), [3, 3, 0, 0, 0, 2]);
    assert_eq!(desk.list("leads", ""), Vec::<Json>::new());
    assert_eq!(desk.counts("leads", LEADS, &[]), [3, 3, 0, 0, 0, 2]);
    assert_eq!(desk.counts("leads", LEADS, &[]), [3, 0, 0, 3, 0, 0]);
    // What is past its first state, or old, owes no answer; what the house does not know is kept as it is written.
    assert_eq!(desk.names("leads", "now"), ["Ông Sáu"]);
    let tam = desk.show("lead", "1");
    assert_eq!(
        (&tam["state"], &tam["history"], &tam["owner"], &tam["key"]),
        (&"working".into(), &true.into(), &"Lan".into(), &"7".into())
    );
    assert_eq!(tam["created"], "2026-11-20T10:00:00+07:00");
    let ba = desk.show("lead", "3");
    assert_eq!((&ba["owner"], &ba["as_written"][0]), (&"Tư".into(), &"owner".into()));
    assert_eq!(desk.names("leads", "owner:"), ["Cô Ba"]);
    // A row that changed is merged; only what the file brings is.
    desk.run(&["set", "lead", "1", "note=wants samples", "phone=0903 111 222; 0977 000 111"]).unwrap();
    let changed = LEADS.replace("Contacted,2026-11-20", "Junk Lead,2026-11-20");
    assert_eq!(desk.counts("leads", &changed, &[]), [3, 0, 1, 2, 0, 0]);
    let tam = desk.show("lead", "1");
    assert_eq!((&tam["state"], &tam["note"]), (&"disqualified".into(), &"wants samples".into()));
    assert_eq!(tam["phone"], "0903 111 222; 0977 000 111");
    // Someone whom the house did not know comes later: the next import finds them.
    act(&mut Store::open(desk.store.path(), desk.store.session).unwrap(), "person", "add", &[], &[("name", "Tư")]);
    assert_eq!(desk.counts("leads", &changed, &[]), [3, 0, 1, 2, 0, 0]);
    let ba = desk.show("lead", "3");
    assert_eq!((&ba["owner"], &ba["as_written"]), (&"Tư".into(), &Json::Null));
}

#[test]
fn a_few_rows_cut_short_hide_no_column_and_what_no_column_is_is_named() {
    let desk = Desk::new();
    desk.run(&["import", "orders", desk.file("o.csv", "Order Id,Number\n24000009,SO-1\n").to_str().unwrap()]).unwrap();
    let rows: Vec<String> = (1..=12).map(|n| format!("{n},Pump {n},7,24000009")).collect();
    let text = format!("INVENTORYRELID,Product Name,Quantity,BOOKID\n{}\n13,Cut,7\n", rows.join("\n"));
    assert_eq!(desk.counts("order-lines", &text, &[]), [13, 12, 0, 0, 1, 0]);
    let (_, output) = desk.import("order-lines", "Line Id,Product Name,Quantity\n1,Pump,7\n", &[]);
    assert!(output.said.iter().any(|said| said == "line 2: no column is brought into 'Order'"), "{:?}", output.said);
}

#[test]
fn a_row_without_a_key_is_known_by_all_of_it_and_its_place() {
    let desk = Desk::new();
    let text = "Name,Phone\nBà Tám,0903111222\nBà Tám,0903111222\nÔng Sáu,\n";
    assert_eq!(desk.counts("contacts", text, &[]), [3, 3, 0, 0, 0, 0]);
    assert_eq!(desk.counts("contacts", text, &[]), [3, 0, 0, 3, 0, 0]);
    let third = "Name,Phone\nÔng Sáu,\nBà Tám,0903111222\nBà Tám,0903111222\nBà Tám,0903111222\n";
    assert_eq!(desk.counts("contacts", third, &[]), [4, 1, 0, 3, 0, 0]);
    assert_eq!(desk.show("contact", "1")["key"], Json::Null);
    // A key that a file has twice is one record.
    let twice = "Contact Id,Name\n1,Bà Năm\n1,Bà Năm\n1,Bà Năm Lé\n";
    assert_eq!(desk.counts("contacts", twice, &[]), [3, 1, 1, 1, 0, 0]);
    // Another file of the same shape has keys of its own, unless it is of the same source.
    assert_eq!(desk.counts("contacts", twice, &["--source", "fair"]), [3, 1, 1, 1, 0, 0]);
    let other = "Contact Id,Name,Title\n1,Bà Năm Lé,CEO\n";
    assert_eq!(desk.counts("contacts", other, &["--source", "fair"]), [1, 0, 1, 0, 0, 0]);
}

#[test]
fn old_rows_come_into_the_inbox_where_a_person_wants_them() {
    let desk = Desk::new();
    assert_eq!(desk.counts("leads", LEADS, &["--inbox"]), [3, 3, 0, 0, 0, 0]);
    assert_eq!(desk.names("leads", "now"), ["Cô Ba", "Ông Sáu"]);
}

/// A day that was wrong takes what followed from it along when it is corrected, and brings it back when that is undone.
#[test]
fn a_lead_whose_day_is_corrected_is_answered_from_that_day_on() {
    let desk = Desk::new();
    let file = "Lead Id,Full Name,Created Time\n1,Bà Tám,1970-01-02 10:00\n";
    desk.import("leads", file, &["--inbox"]);
    let id = desk.list("leads", "")[0]["id"].as_i64().unwrap();
    let due = || desk.store.urgency(Ref { kind: "lead", id }).unwrap().0.unwrap().at.to_rfc3339();
    let wrong = due();
    assert!(wrong.starts_with("1970-01-02"), "{wrong}");
    desk.import("leads", &file.replace("1970-01-02", "2026-11-23"), &["--inbox"]);
    assert!(due().starts_with("2026-11-23"), "{}", due());
    desk.run(&["undo"]).unwrap();
    assert_eq!(due(), wrong);
}

#[test]
fn the_day_of_a_lead_without_a_key_is_corrected_by_hand_and_taken_back() {
    let desk = Desk::new();
    desk.import("leads", "Full Name,Created Time\nBà Tám,1970-01-02 10:00\n", &["--inbox"]);
    desk.run(&["set", "lead", "1", "created=23/11/2026 10:00"]).unwrap();
    assert_eq!(desk.show("lead", "1")["created"], "2026-11-23T10:00:00+07:00");
    let due = || desk.store.urgency(Ref { kind: "lead", id: 1 }).unwrap().0.unwrap().at.to_rfc3339();
    assert!(due().starts_with("2026-11-23"), "{}", due());
    assert!(desk.run(&["history", "lead", "1"]).unwrap().out.contains("23/11"));
    // It is of some day, always.
    assert!(desk.run(&["set", "lead", "1", "created="]).is_err());
    desk.run(&["undo"]).unwrap();
    assert!(due().starts_with("1970-01-02"), "{}", due());
}

#[test]
fn rejected_rows_are_written_over_nothing_but_such() {
    let desk = Desk::new();
    let file = desk.file("people.csv", "Name,Phone\nBà Tám,\n,12\n");
    let other = desk.file("other.csv", "what,else\n");
    let old = desk.file("old.csv", "rejected_line,rejected_column,rejected_because,Name\n2,,,\n");
    let import = |from: &Path, to: &Path| {
        let words = ["import", "contacts", from.to_str().unwrap(), "--rejects", to.to_str().unwrap()];
        desk.run(&words).map(|output| output.code)
    };
    let whole = |path: &Path| std::fs::read(path).unwrap();
    let workspace = desk.store.path().to_owned();
    for (from, to) in [(&file, &file), (&file, &other), (&old, &old), (&file, &workspace)] {
        let before = whole(to);
        let error = import(from, to).unwrap_err();
        assert_eq!(exit_code(&error), 2);
        assert_eq!(error.to_string(), format!("{} is there already; name another file", to.display()));
        assert_eq!(whole(to), before, "{}", to.display());
    }
    assert!(desk.list("contacts", "").is_empty());
    // An older one of the same name is not taken for this one, and what was left empty is as good as nothing.
    let blank = desk.file("blank.csv", "");
    for to in [old, blank] {
        assert_eq!(import(&file, &to).unwrap(), 4);
        let text = String::from_utf8(whole(&to)).unwrap();
        assert!(text.starts_with("rejected_line,rejected_column,rejected_because,Name,Phone\n3,"), "{text}");
    }
}

#[test]
fn a_row_that_lacks_its_core_is_written_out_whole() {
    let desk = Desk::new();
    let out = desk.folder.path().join("out.csv");
    let text = "Name,Phone,Notes\nBà Tám,,a\n,\"\",\"no, nothing\"\n,12,\n,,,\nÔng Sáu,1,2,3\nCô Ba\n";
    assert_eq!(desk.counts("contacts", text, &["--rejects", out.to_str().unwrap()]), [5, 1, 0, 0, 4, 0]);
    // What is rejected of the rejected rows stands there as in the file that they came from.
    let (again, once) = (desk.folder.path().join("again.csv"), std::fs::read_to_string(&out).unwrap());
    desk.counts("contacts", &once, &["--rejects", again.to_str().unwrap()]);
    let twice = std::fs::read_to_string(&again).unwrap();
    assert_eq!((twice.lines().next(), twice.lines().count()), (once.lines().next(), once.lines().count()), "{twice}");
    assert_eq!(
        std::fs::read_to_string(&out).unwrap(),
        "rejected_line,rejected_column,rejected_because,Name,Phone,Notes\n\
         3,Name,\"none of name, phone, e-mail is given\",,,\"no, nothing\"\n\
         4,Phone,'12' is no telephone number; 0903 123 456 or +47 900 11 222 would do,,12,\n\
         6,,has 4 cells where the header names 3 columns,Ông Sáu,1,2,3\n\
         7,,has only 1 cell where the header names 3 columns,Cô Ba\n"
    );
    // Mended, it is the same file: the row that was in is known.
    let mended = std::fs::read_to_string(&out).unwrap().replace(",,12,", ",Bà Năm,12,");
    let mended: String =
        mended.lines().filter(|line| !line.starts_with(['3', '6', '7'])).map(|l| l.to_owned() + "\n").collect();
    assert_eq!(desk.counts("contacts", &mended, &[]), [1, 1, 0, 0, 0, 0]);
    assert_eq!(desk.show("contact", "2")["phone"], "12");
    let (_, output) = desk.import("contacts", text, &["--dry-run"]);
    assert!(
        output.said.iter().any(|line| line == "line 3, Name: none of name, phone, e-mail is given"),
        "{:?}",
        output.said
    );
}

#[test]
fn what_cannot_be_imported_at_all_has_its_exit_code() {
    let desk = Desk::new();
    let fails = |words: &[&str]| {
        let error = desk.run(words).expect_err("it should fail");
        (exit_code(&error), format!("{error:#}"))
    };
    let odd = desk.file("odd.csv", "Colour,Size\nred,5\n");
    let map = desk.file("map.txt", "Colour = name\nShape = phone\nSize = weight\n");
    let odd = odd.to_str().unwrap();
    assert_eq!(fails(&["import", "dragons", odd]).0, 2);
    assert_eq!(fails(&["import", "leads", "nowhere.csv"]).0, 3);
    assert_eq!(fails(&["import", "leads", odd, "--currency", "shells"]).0, 2);
    let (code, said) = fails(&["import", "leads", odd]);
    assert_eq!(code, 1);
    assert!(said.starts_with("odd.csv: no column is name, company, phone, e-mail, key, and leads need one"), "{said}");
    let (code, said) = fails(&["import", "leads", odd, "--map", map.to_str().unwrap()]);
    assert_eq!(code, 4);
    assert!(said.contains("the file has no column 'Shape'; Size: there is no field 'weight'"), "{said}");
    let broken = desk.file("broken.csv", "Name,Note\nBà Tám,\"never closed\nÔng Sáu,x\n");
    assert_eq!(fails(&["import", "leads", broken.to_str().unwrap()]).0, 1);
    assert_eq!(desk.list("leads", "").len(), 0);
}

#[test]
fn a_map_says_what_headers_do_not() {
    let desk = Desk::new();
    let text = "Wer,Wo,Tel.\nBà Tám,Chợ Lớn,0903111222\n";
    for map in [
        "# the old system\nWer = name\nWo = Company\nTel. = -\n",
        "Wer = \"name\"\n\"Tel.\" = \"-\"\nWo = \"company\"\n",
    ] {
        let desk = Desk::new();
        let map = desk.file("map", map);
        assert_eq!(desk.counts("leads", text, &["--map", map.to_str().unwrap()]), [1, 1, 0, 0, 0, 0]);
        let lead = desk.show("lead", "1");
        assert_eq!(
            (&lead["name"], &lead["company"], &lead["phone"]),
            (&"Bà Tám".into(), &"Chợ Lớn".into(), &Json::Null)
        );
    }
    let both = desk.file("both", "Wer = name\nTel. = key");
    assert_eq!(desk.counts("leads", text, &["--map", both.to_str().unwrap()]), [1, 1, 0, 0, 0, 0]);
    assert_eq!(desk.show("lead", "1")["key"], "0903111222");
}

#[test]
fn titles_are_passed_over_and_the_header_can_be_said() {
    let desk = Desk::new();
    let titled = "Báo cáo khách hàng tháng 11,,,\nNgười lập: Mai,,,\n,,,\nHọ tên,Điện thoại,Email,Công ty\nBà Tám,0903111222,,Chợ Lớn\n";
    let (json, output) = desk.import("leads", titled, &[]);
    assert_eq!(
        (json["added"].as_u64(), &*output.said[0]),
        (Some(1), "the names of the columns are in row 4; 2 rows above passed over")
    );
    // The same rows under a header that was found or said are the same.
    assert_eq!(desk.counts("leads", titled, &["--header", "4"])[..4], [1, 0, 0, 1]);
    let file = desk.file("a.csv", titled);
    let error = desk.run(&["import", "leads", file.to_str().unwrap(), "--header", "top"]).expect_err("no line");
    assert_eq!(
        (exit_code(&error), format!("{error:#}")),
        (2, "no header line 'top'; the number of a line, none or guess".to_owned())
    );
}

#[test]
fn states_of_orders_that_nobody_knows_are_told_and_kept_as_they_are_written() {
    let desk = Desk::new();
    let text = "Số đơn,Trạng thái đơn,Ngày đặt\n1,Chờ xác nhận,20/11/2026\n2,Đang vận chuyển,20/11/2026\n\
                3,Trả hàng,20/11/2026\n4,Đã hủy,20/11/2026\n5,Đang chuẩn bị hàng,20/11/2026\n";
    let (json, output) = desk.import("orders", text, &[]);
    assert_eq!(json["added"], 5);
    assert!(
        output.said.iter().any(|said| said.contains("'Trả hàng' is none of draft, confirmed")),
        "{:?}",
        output.said
    );
    let of = |id: &str| {
        let order = desk.show("order", id);
        format!("{} {} {}", order["state"], order["history"] == true, order["as_written"])
    };
    assert_eq!(of("1"), r#""draft" false null"#);
    assert_eq!(of("2"), r#""shipped" true null"#);
    assert_eq!(of("3"), r#""confirmed" false ["imported_state"]"#);
    assert_eq!(of("4"), r#""cancelled" true null"#);
    assert_eq!(of("5"), r#""preparing" true null"#);
    // A word that nobody knows changes nothing of what an order is.
    let later = text.replace("1,Chờ xác nhận", "1,Xác nhận").replace("2,Đang vận chuyển", "2,Trả hàng");
    desk.import("orders", &later, &[]);
    assert!(of("1").starts_with(r#""confirmed""#), "{}", of("1"));
    assert_eq!(of("2"), r#""shipped" true ["imported_state"]"#);
}

#[test]
fn a_number_of_an_order_that_stands_once_is_that_of_its_lines() {
    let desk = Desk::new();
    let text =
        "Số đơn,Khách hàng,Sản phẩm,Số lượng\nDH1,An,Gạo,2\n,,Muối,3\nDH2,Bà,Gạo,4\n , ,Đường,1\n,,Tổng cộng,10\n";
    let (json, output) = desk.import("orders", text, &[]);
    assert_eq!((&json["added"], &json["rejected"]), (&2.into(), &1.into()));
    let told = "Số đơn: where it is blank beside goods, that of the row above is meant";
    assert!(output.said.iter().any(|said| said == told), "{:?}", output.said);
    assert_eq!(desk.counts("order-lines", text, &[]), [5, 4, 0, 0, 1, 0]);
    let lines = |id: &str| {
        desk.show("order", id)["lines"].as_array().unwrap().iter().map(|l| l["text"].clone()).collect::<Vec<_>>()
    };
    assert_eq!(lines("DH1"), ["Gạo", "Muối"]);
    assert_eq!(lines("DH2"), ["Gạo", "Đường"]);
    assert_eq!(desk.counts("order-lines", text, &[]), [5, 0, 0, 4, 1, 0]);
}

#[test]
fn titles_of_groups_are_nothing_that_is_sold() {
    let desk = Desk::new();
    let list = "Mã hàng,Tên hàng,ĐVT,Đơn giá\nI. Gạo,,,\nG1,ST25,kg,30000\nII,Gia vị,,\nM1,Muối,gói,Liên hệ\n,ĐƯỜNG,,\nD1,Đường,kg,\n";
    let (json, output) = desk.import("products", list, &[]);
    assert_eq!((&json["added"], &json["rejected"]), (&3.into(), &3.into()));
    let told = |words: &str| assert!(output.said.iter().any(|said| said.contains(words)), "{words}: {:?}", output.said);
    told("'I. Gạo' is the title of the rows below it");
    told("'II Gia vị' is the title of the rows below it");
    told("'Liên hệ' is not an amount");
    // Where a list has no prices, a name alone is all that there is.
    assert_eq!(desk.counts("products", "Name,Unit\nI. Rice,\n", &[]), [1, 1, 0, 0, 0, 0]);
}

#[test]
fn a_day_and_its_hour_may_stand_in_two_columns() {
    let desk = Desk::new();
    let text = "Subject,Start Date,Start Time,End Date,End Time,All day event\n\
                Tasting,24/11/2026,9:30:00 AM,24/11/2026,11:00:00 AM,False\n";
    assert_eq!(desk.counts("appointments", text, &[])[..2], [1, 1]);
    let met = desk.show("appointment", "1");
    assert_eq!(
        (&met["start"], &met["end"]),
        (&"2026-11-24T09:30:00+07:00".into(), &"2026-11-24T11:00:00+07:00".into())
    );
    let text = "Nội dung;Tiêu đề;Ngày;Giờ bắt đầu;Giờ kết thúc\nx;Nếm thử;25/11/2026;14h;15h30\n";
    assert_eq!(desk.counts("appointments", text, &[])[..2], [1, 1]);
    let met = desk.show("appointment", "2");
    assert_eq!(
        (&met["start"], &met["end"]),
        (&"2026-11-25T14:00:00+07:00".into(), &"2026-11-25T15:30:00+07:00".into())
    );
}

#[test]
fn rows_without_a_header_lose_none() {
    let desk = Desk::new();
    let none = "Ông Sáu,0903 111 333\nCô Ba,0903 111 444\n";
    assert_eq!(desk.counts("leads", none, &[])[..2], [2, 2]);
    assert_eq!(desk.names("leads", "sau"), ["Ông Sáu"]);
    let map = desk.file("map", "column B = name\ncolumn A = note\n");
    let said = ["--header", "none", "--map", map.to_str().unwrap()];
    assert_eq!(desk.counts("leads", "Name,Note\nAnna,x\n", &said)[..2], [2, 2]);
    assert_eq!(desk.names("leads", "anna note:anna").len() + desk.names("leads", "x").len(), 1);
    // A title above them makes them no narrower.
    let map = desk.file("map", "column A = name\ncolumn B = note\n");
    let said = ["--header", "none", "--map", map.to_str().unwrap()];
    for text in ["Old list\nBerta;y\nCarla;z\n", "Old list\nBerta,y\nCarla,z\n"] {
        desk.counts("leads", text, &said);
    }
    assert_eq!(desk.names("leads", "berta note:y").len(), 1);
}

#[test]
fn columns_without_a_name_and_with_the_same_are_told_apart() {
    let desk = Desk::new();
    let text = "Name,,Name,Phone,\nAnna,hidden,second,0903111222,more\n";
    let (json, output) = desk.import("leads", text, &[]);
    assert_eq!(json["added"], 1);
    assert!(output.said.contains(&"not imported: column B, Name (2), column E".to_owned()), "{:?}", output.said);
    let map = desk.file("map", "Name 2 = note\ncột E = company\n");
    assert_eq!(desk.counts("leads", text, &["--map", map.to_str().unwrap()])[..3], [1, 0, 1]);
    let lead = desk.show("lead", "1");
    assert_eq!([&lead["name"], &lead["note"], &lead["company"]], ["Anna", "second", "more"]);
    // What cannot be taken is written out under the labels that it stood under, and so it comes back.
    let rejects = desk.folder.path().join("rejects.csv");
    let bad = "Name,,Name,Phone,\n,,,,x\n";
    desk.import("leads", bad, &["--rejects", rejects.to_str().unwrap()]);
    let told = std::fs::read_to_string(&rejects).unwrap();
    assert!(told.starts_with("rejected_line,rejected_column,rejected_because,Name,,Name,Phone,\n"), "{told}");
    let counts = desk.counts("leads", &told.replace(",,,,x", ",Anna,hidden,second,0903111222,more"), &[]);
    assert_eq!(counts[..2], [1, 0], "{told}");
}

#[test]
fn amounts_are_in_the_currency_of_cell_row_request_or_house() {
    let desk = Desk::new();
    let amount = |id: &str| {
        let shown = desk.show("product", id);
        format!(
            "{} {}",
            shown["price"]["amount"].as_str().unwrap_or("-"),
            shown["price"]["currency"].as_str().unwrap_or("-")
        )
    };
    let text = "Name,Price,Currency\nA,$5,EUR\nB,\"1,200\",EUR\nC,1.200,\nD,1200 ₫,\nE,12 apples,\n";
    assert_eq!(desk.counts("products", text, &[]), [5, 5, 0, 0, 0, 0]);
    assert_eq!(["1", "2", "3", "4"].map(amount), ["5.00 USD", "1200.00 EUR", "1200 VND", "1200 VND"]);
    assert_eq!(desk.show("product", "5")["price"], "12 apples");
    assert_eq!(desk.counts("products", "Name,Price\nF,70\n", &["--currency", "jpy"]), [1, 1, 0, 0, 0, 0]);
    assert_eq!(amount("6"), "70 JPY");
    // Cents in a house of đồng: the column is decided as a whole, and said to be.
    let (_, output) = desk.import("products", "Name,Price\nG,70\nH,8.5\n", &[]);
    assert!(output.said.iter().any(|line| line.starts_with("Price: amounts have more decimals than VND; read as USD")));
    assert_eq!(["7", "8"].map(amount), ["70.00 USD", "8.50 USD"]);
    // Where each row, or each amount, names its own, nothing is left to be said.
    for text in ["Name,Price,Currency\nI,8.5,USD\nJ,9.25,EUR\n", "Name,Price\nK,8.5 USD\nL,9.25 EUR\n"] {
        let (_, output) = desk.import("products", text, &[]);
        assert!(!output.said.iter().any(|line| line.contains("decimals")), "{:?}", output.said);
    }
    assert_eq!(["9", "10", "11", "12"].map(amount), ["8.50 USD", "9.25 EUR", "8.50 USD", "9.25 EUR"]);
}

/// Nothing is read as dollars where each row names its currency, by a sign or in a column of its own.
#[test]
fn amounts_that_name_their_currency_are_in_that() {
    let desk = Desk::new();
    let told = |kind: &str, text: &str| {
        let (_, output) = desk.import(kind, text, &[]);
        output.said.iter().any(|line| line.contains("read as USD"))
    };
    desk.import("orders", "Order Number\nSO-1\nSO-2\n", &[]);
    assert!(!told("products", "Name,Price\nA,5.25 USD\nB,7.50 EUR\nC,120000\n"));
    assert!(!told("products", "Name,Price,Currency\nD,5.25,EUR\nE,7,USD\n"));
    assert!(!told("order-lines", "Order,Product,Quantity,Price\nSO-1,A,1,5.25 USD\nSO-2,B,2,7.50 EUR\n"));
    let prices = ["A", "B", "C", "D", "E"].map(|name| {
        let price = desk.list("products", &format!("name:{name}"))[0]["price"].clone();
        format!("{} {}", price["amount"].as_str().unwrap(), price["currency"].as_str().unwrap())
    });
    assert_eq!(prices, ["5.25 USD", "7.50 EUR", "120000 VND", "5.25 EUR", "7.00 USD"]);
    assert!(told("products", "Name,Price\nF,8.5\nG,7.50 EUR\nH,3.5 USD\n"), "one of them names none");
    assert!(told("products", "Name,Price,Currency\nI,8.5,\nJ,7.50,EUR\n"), "one of them names none");
}

#[test]
fn a_column_tells_how_its_dates_and_numbers_are_written() {
    let desk = Desk::new();
    let created = |n: usize| desk.show("lead", &n.to_string())["created"].as_str().unwrap_or_default()[..10].to_owned();
    desk.import("leads", "Name,Created\nA,03/07/2026\nB,13/07/2026\n", &[]);
    desk.import("leads", "Name,Created On\nC,03/07/2026\nD,07/13/2026\n", &[]);
    desk.import("leads", "Name,Ngày tạo\nE,03/07/2026\nF,15 Apr 2026\n", &[]);
    assert_eq!([1, 3, 5, 6].map(created), ["2026-07-03", "2026-03-07", "2026-07-03", "2026-04-15"]);
    desk.import("products", "Name,In Stock\nA,1.200\nB,1.200.000\n", &[]);
    desk.import("products", "Name,Stock\nC,17850.0\nD,\"1,200\"\nE,half\n", &[]);
    let stock = |n: usize| desk.show("product", &n.to_string())["stock"].clone();
    assert_eq!([1, 3, 4].map(stock), [Json::from(1200), Json::from(17850), Json::from(1200)]);
    assert_eq!(stock(5), "half");
}

#[test]
fn states_lists_and_addresses_are_read_as_others_write_them() {
    let desk = Desk::new();
    let text = "First Name,Last Name,Phone 1,Work Phone,Email 1,Email 2,Status,Source,Industry\n\
                Tám,Nguyễn,0903 111 222,(028) 3822 1111 x12,a@x.vn,b@x.vn,Hot,Zalo OA,Rice\n\
                Sáu,,call me,0903 111 333 / 0903 111 444,no mail,,Won't say,zalo oa,\n";
    assert_eq!(desk.counts("leads", text, &[]), [2, 2, 0, 0, 0, 1]);
    let (tam, sau) = (desk.show("lead", "1"), desk.show("lead", "2"));
    assert_eq!(
        (&tam["name"], &tam["state"], &tam["source"]),
        (&"Tám Nguyễn".into(), &"qualified".into(), &"Zalo OA".into())
    );
    assert_eq!((&tam["phone"], &tam["email"]), (&"0903 111 222; (028) 3822 1111 x12".into(), &"a@x.vn; b@x.vn".into()));
    assert_eq!((&sau["name"], &sau["state"], &sau["source"]), (&"Sáu".into(), &"Won't say".into(), &"Zalo OA".into()));
    assert_eq!((&sau["phone"], &sau["email"]), (&"call me; 0903 111 333; 0903 111 444".into(), &"no mail".into()));
    assert_eq!(sau["as_written"], Json::from(vec!["phone", "email", "state"]));
    let grown = desk.list("codes", "list:source name:zalo-oa");
    assert_eq!((grown.len(), &grown[0]["vi"]), (1, &"Zalo OA".into()));
    // A word that was not understood stays beside the state until the state is changed.
    desk.run(&["set", "lead", "2", "note=x"]).unwrap();
    assert_eq!(desk.show("lead", "2")["state"], "Won't say");
    desk.run(&["act", "lead", "2", "disqualify", "reason=spam"]).unwrap();
    assert_eq!(desk.show("lead", "2")["state"], "disqualified");
}

#[test]
fn a_second_number_of_a_cell_is_found_and_what_programs_put_around_one_is_taken_off() {
    let desk = Desk::new();
    let text = "Name,Phone,Email\nA,0903123461 - 0903123462,\nB,0903 456 789 ::: 0903 456 780,a@x.vn ::: b@x.vn\n\
                C,p:+84903777888,\nD,'0913777888,\nE,\"=\"\"0914777888\"\"\",\nF,9.01235E+08,\n";
    assert_eq!(desk.counts("leads", text, &[])[..2], [6, 6]);
    let phone = |id: &str| desk.show("lead", id)["phone"].as_str().unwrap().to_owned();
    assert_eq!(
        ["1", "2", "3", "4", "5", "6"].map(phone),
        [
            "0903123461; 0903123462",
            "0903 456 789; 0903 456 780",
            "+84903777888",
            "0913777888",
            "0914777888",
            "9.01235E+08"
        ]
    );
    assert_eq!(desk.show("lead", "2")["email"], "a@x.vn; b@x.vn");
    assert_eq!(desk.show("lead", "6")["as_written"], Json::from(vec!["phone"]));
    for (number, id) in [("0903123462", 1), ("0903456780", 2)] {
        let found: Json = serde_json::from_str(&desk.run(&["find", number]).unwrap().out).unwrap();
        assert_eq!(found[0]["id"], id, "{found}");
    }
    // Somebody who has the second of two numbers is likely the same.
    assert_eq!(desk.counts("leads", "Name,Phone\nG,0903123462\n", &["--on-duplicate", "skip"]), [1, 0, 0, 1, 0, 0]);
    let fault = desk.run(&["set", "lead", "3", "phone=9.01235E+08"]).err().unwrap();
    assert!(sentence(&fault, Lang::Vi).contains("bị bảng tính rút gọn"), "{fault:#}");
}

#[test]
fn no_is_a_word_and_takes_back_what_was_yes() {
    let desk = Desk::new();
    let text = "Code,Name,Active,Price\nA1,a,0,1\nA2,b,Yes,1\nA3,c,No,1\nA4,d,Không,1\nA5,e,,1\n";
    assert_eq!(desk.counts("products", text, &[])[..2], [5, 5]);
    let active = |desk: &Desk| ["1", "2", "3", "4", "5"].map(|id| desk.show("product", id)["active"] == true);
    assert_eq!(active(&desk), [false, true, false, false, true]);
    // What is blank says nothing of what is here; what says no does.
    let text = text.replace("A2,b,Yes", "A2,b,No").replace("A1,a,0", "A1,a,");
    assert_eq!(desk.counts("products", &text, &[])[..3], [5, 0, 1]);
    assert_eq!(active(&desk), [false, false, false, false, true]);
    // It goes out as it is, and comes in as it was.
    for name in ["products.csv", "products.xlsx", "products.json"] {
        let path = desk.folder.path().join(name);
        let path = path.to_str().unwrap();
        desk.run(&["export", "products", "-o", path]).unwrap();
        let other = stranger();
        other.run(&["import", "products", path]).unwrap();
        let mut all: Vec<(String, bool)> = other
            .list("products", "")
            .iter()
            .map(|row| (row["code"].as_str().unwrap().to_owned(), row["active"] == true))
            .collect();
        all.sort();
        assert_eq!(all.iter().map(|(_, active)| *active).collect::<Vec<_>>(), active(&desk), "{name}");
    }
}

#[test]
fn a_whole_day_that_ends_at_midnight_by_the_clock_ends_the_day_before() {
    let header = "\"Subject\",\"Start Date\",\"Start Time\",\"End Date\",\"End Time\",\"All day event\"";
    let end = |rows: &str, id: &str| {
        let desk = Desk::new();
        desk.import("appointments", &format!("{header}\n{rows}"), &[]);
        desk.show("appointment", id)["end"].as_str().unwrap().to_owned()
    };
    let off = "Day off,24/12/2026,00:00:00,25/12/2026,00:00:00,True\n";
    assert_eq!(end(off, "1"), "2026-12-24T23:59:00+07:00");
    let night = format!("{off}Night,24/12/2026,22:00:00,25/12/2026,00:00:00,False\n");
    assert_eq!(end(&night, "1"), "2026-12-24T23:59:00+07:00");
    assert_eq!(end(&night, "2"), "2026-12-25T00:00:00+07:00");
    // A day alone is the last one, and one that begins and ends at the same midnight is that day.
    assert_eq!(end("Fair,24/12/2026,,25/12/2026,,True\n", "1"), "2026-12-25T23:59:00+07:00");
    assert_eq!(end("Fair,24/12/2026,00:00,24/12/2026,00:00,True\n", "1"), "2026-12-24T23:59:00+07:00");
}

#[test]
fn the_row_that_adds_up_a_table_is_no_record() {
    let desk = Desk::new();
    let header = "STT;Mã khách hàng;Tên khách hàng;Địa chỉ;Mã số thuế;Điện thoại;Công nợ;Hạn mức nợ";
    let rows = "1;KH01;Công ty An;Hà Nội;0101234567;0903111222;400.000;20.000.000\n\
                2;KH02;Công ty Bình;Huế;0101234568;0903111333;500.000;30.000.000\n";
    let total = ";;Tổng cộng;;;;900.000;50.000.000\n";
    let (json, output) = desk.import("accounts", &format!("{header}\n{rows}{total}"), &[]);
    assert_eq!((&json["added"], &json["rejected"], output.code), (&2.into(), &1.into(), 4), "{json}");
    let told = "line 4, Tên khách hàng: 'Tổng cộng' is the total of the rows above it, no record of its own";
    assert!(output.said.iter().any(|line| line == told), "{:?}", output.said);
    // Of a table that says no more of anyone, and with something of its own, it is one; so it is where it is sent again.
    for text in [
        format!("{header}\n{rows};KH03;Tổng cộng;;;;900.000;50.000.000\n"),
        "Name;Debt\nAn;1\nTotal;2\n".to_owned(),
        format!("{header}\n{total}"),
        format!("{header}\n{total}{}", rows.repeat(3)),
    ] {
        let (json, _) = Desk::new().import("accounts", &text, &[]);
        assert_eq!(json["rejected"], 0, "{text}");
    }
}

#[test]
fn who_is_likely_here_is_added_left_out_or_filled() {
    let text = "Name,Company,Phone,Title\nĐào N.,Gạo Đồng Tháp,+84 903 123 456,Buyer\nPham Thi Moi,,0911 000 111,\n";
    for (how, counts, leads) in
        [("add", [2, 2, 0, 0, 0, 0], 9), ("skip", [2, 1, 0, 1, 0, 0], 8), ("merge", [2, 1, 1, 0, 0, 0], 8)]
    {
        let desk = Desk { folder: tempfile::tempdir().unwrap(), store: morning_in(Lang::En) };
        assert_eq!(desk.counts("leads", text, &["--on-duplicate", how]), counts, "{how}");
        assert_eq!(desk.list("leads", "").len(), leads, "{how}");
        let dao = desk.show("lead", "1");
        let title = if how == "merge" { Json::from("Buyer") } else { Json::Null };
        assert_eq!((&dao["name"], &dao["title"]), (&"Nguyễn Thị Đào".into(), &title), "{how}");
    }
}

#[test]
fn a_day_that_no_hand_changes_is_mended_by_the_corrected_file() {
    let desk = Desk::new();
    let file = |year: &str| {
        let rows = format!("1,Bà Tám,0903 111 222,{year}-11-20 10:00\n2,Ông Sáu,0903 111 333,2026-11-20 10:00\n");
        format!("ID,Full Name,Mobile,Created Time\n{rows}")
    };
    desk.import("leads", &file("2036"), &[]);
    assert_eq!(desk.list("leads", "created>=tomorrow").len(), 1);
    desk.import("leads", &file("2026"), &[]);
    assert_eq!(desk.list("leads", "created>=tomorrow").len(), 0);
    assert_eq!(desk.list("leads", "").len(), 2);
}

#[test]
fn one_undo_takes_an_import_back_and_leaves_what_was_touched_since() {
    let desk = Desk::new();
    desk.import("leads", LEADS, &[]);
    desk.import("leads", &LEADS.replace("Ông Sáu", "Ông Sáu Lúa").replace("Chợ Nhỏ", "Chợ Mới\n10,Cô Tư,X"), &[]);
    let mut store = Store::open(desk.store.path(), desk.store.session).unwrap();
    assert_eq!(desk.run(&["history"]).unwrap().out.matches("\"act\": \"import\"").count(), 2);
    act(&mut store, "lead", "set", &[1], &[("note", "mine")]);
    assert_eq!(desk.list("leads", "").len(), 4);
    let undone = desk.run(&["undo", "--entry", &last_import(&desk).to_string()]).unwrap();
    assert_eq!(undone.code, 0);
    assert_eq!(desk.names("leads", "Sáu"), ["Ông Sáu"]);
    let undone = desk.run(&["undo", "--entry", &first_import(&desk).to_string()]).unwrap();
    assert_eq!(desk.names("leads", ""), ["Bà Tám"], "{undone:?}");
}

/// The words that an import brought in go with it, but for those that what stays still has.
#[test]
fn an_import_that_is_taken_back_takes_what_it_named_along() {
    const ACCOUNTS: &str =
        "Account Name,Industry,Parent\nCơm Việt,Nhà bếp,\nBún Ta,Quán nhỏ,Cơm Việt\nPhở Ta,Xe đẩy,\n";
    let desk = Desk::new();
    let codes = desk.list("code", "").len();
    assert_eq!(desk.counts("accounts", ACCOUNTS, &[]), [3, 3, 0, 0, 0, 0]);
    assert_eq!(desk.list("code", "").len(), codes + 3);
    let undo = || desk.run(&["undo", "--entry", &last_import(&desk).to_string()]).unwrap();
    undo();
    assert_eq!(desk.names("accounts", ""), Vec::<String>::new());
    assert_eq!(desk.list("code", "").len(), codes);

    assert_eq!(desk.counts("accounts", ACCOUNTS, &[]), [3, 3, 0, 0, 0, 0]);
    let bun = desk.list("accounts", "Bún")[0]["id"].to_string();
    desk.run(&["set", "account", &bun, "note=gọi trước 10 giờ"]).unwrap();
    let told = undo().said;
    assert_eq!(told[1..], ["(4 kept, changed or used since: Cơm Việt, Bún Ta, Nhà bếp …)"]);
    let kept = desk.list("accounts", "Bún");
    assert_eq!((&kept[0]["industry"], &kept[0]["parent"]), (&"Quán nhỏ".into(), &"Cơm Việt".into()));
    let mut names = desk.names("accounts", "");
    names.sort();
    assert_eq!(names, ["Bún Ta", "Cơm Việt"]);
    // Cơm Việt stays for Bún Ta, and its trade for both.
    assert_eq!(desk.list("code", "").len(), codes + 2);
}

fn imports(desk: &Desk) -> Vec<i64> {
    let told: Vec<Json> = serde_json::from_str(&desk.run(&["history"]).unwrap().out).unwrap();
    told.iter()
        .filter(|t| t["act"] == "import" && t["undoes"].is_null())
        .map(|t| t["entry"].as_i64().unwrap())
        .collect()
}

fn last_import(desk: &Desk) -> i64 {
    imports(desk)[0]
}

fn first_import(desk: &Desk) -> i64 {
    *imports(desk).last().unwrap()
}

#[test]
fn what_a_file_would_bring_is_told_where_nothing_can_be_written() {
    let desk = Desk::new();
    let leads = "name,phone,note\nBà Tám,0903 123 456,\n,,a note of nobody\n";
    let (here, _) = desk.import("leads", leads, &["--dry-run"]);
    let (read_only, output) = desk.import("leads", leads, &["--dry-run", "--read-only"]);
    assert_eq!((read_only, output.code), (here, 4));
    let file = desk.file("leads.csv", leads);
    let error = desk.run(&["--read-only", "import", "leads", file.to_str().unwrap()]).unwrap_err();
    assert_eq!(linchpin::cli::exit_code(&error), 5);
    assert!(desk.list("leads", "").is_empty());
}

#[test]
fn a_deal_that_is_still_to_be_decided_is_no_history() {
    let desk = Desk::new();
    let deals = "Deal Name,Stage,Amount,Created Time,Closing Date\n\
                 Running,negotiation,1000,2026-11-20,2026-12-20\n\
                 Begun long ago,prospecting,1000,2026-01-05,2026-11-24\n\
                 Day gone by,negotiation,1000,2026-11-02,2026-11-20\n\
                 Decided,won,1000,2026-11-02,2026-12-20\n";
    assert_eq!(desk.counts("opportunities", deals, &[])[5], 2);
    let open = desk.run(&["list", "opportunities", "--view", "Open"]).unwrap().out;
    assert!(open.contains("Running") && open.contains("Begun long ago"), "{open}");
    assert!(!open.contains("Day gone by") && !open.contains("Decided"), "{open}");
    let deal = desk.show("opportunity", "1");
    assert_eq!((&deal["history"], deal["due_at"].is_string()), (&false.into(), true), "{deal}");
}

const ORDERS: &str = "Order Number,Account Name,Order Date,Required Date,Shipped Date,Status\n\
                      A-1,Chợ Lớn,2026-01-05,2026-01-20,2026-01-18,\n\
                      A-2,Chợ Nhỏ,2026-11-20,2026-12-01,,Approved\n";
const LINES: &str = "Order Number,Product Name,Quantity,Unit Price,Discount\n\
                     A-1,ST25,12,10.50,0.05\n\
                     A-1,Lúa mới,3,2.00,0\n\
                     A-2,ST25,5,10.50,0.15\n\
                     A-9,ST25,5,10.50,0\n\
                     A-2,ST25,,10.50,0\n";

#[test]
fn orders_come_first_and_their_lines_after() {
    let desk = Desk::new();
    desk.import("accounts", "Name\nChợ Lớn\n", &[]);
    desk.import("products", "Name\nST25\n", &[]);
    assert_eq!(desk.counts("orders", ORDERS, &[]), [2, 2, 0, 0, 0, 1]);
    assert_eq!(desk.counts("orders", ORDERS, &[]), [2, 0, 0, 2, 0, 0]);
    // A promise for a day to come is owed, wherever it came from.
    let open = desk.show("order", "A-2");
    assert_eq!(
        (&open["state"], &open["account"], &open["history"]),
        (&"confirmed".into(), &"Chợ Nhỏ".into(), &false.into())
    );
    assert_eq!(desk.counts("order-lines", LINES, &[]), [5, 3, 0, 0, 2, 0]);
    assert_eq!(desk.counts("order-lines", LINES, &[]), [5, 0, 0, 3, 2, 0]);
    let order: Order = desk.store.get(1).unwrap();
    let line =
        |n: usize| (order.lines[n].quantity, order.lines[n].price, order.lines[n].discount, order.lines[n].amount);
    assert_eq!([line(0), line(1)], [(12, Some(1050), Some(500), Some(11_970)), (3, Some(200), Some(0), Some(600))]);
    assert_eq!((order.currency.code(), order.net, order.lines[1].text.as_str()), ("USD", Some(12_570), "Lúa mới"));
    let shown = desk.show("order", "1");
    assert_eq!((&shown["state"], &shown["out"]), (&"shipped".into(), &"2/2".into()));
    assert_eq!(desk.show("order", "2")["state"], "confirmed");
    // What a line says anew is written into that line.
    let changed = LINES.replace("Order Number", "Line Id,Order Number").replace("\nA-", "\nx,A-");
    let keyed: String =
        changed.lines().enumerate().map(|(n, line)| line.replacen("x,", &format!("{n},"), 1) + "\n").collect();
    assert_eq!(desk.counts("order-lines", &keyed, &[])[1], 3);
    assert_eq!(desk.counts("order-lines", &keyed.replace("A-2,ST25,5", "A-2,ST25,7"), &[]), [5, 0, 1, 2, 2, 0]);
    let order: Order = desk.store.get(2).unwrap();
    assert_eq!(order.lines.iter().map(|l| l.quantity).collect::<Vec<_>>(), [5, 7]);
}

#[test]
fn opportunities_end_where_their_words_say_so() {
    let desk = Desk::new();
    let text = "Deal Name,Deal Stage,Amount,Closing Date,Probability\n\
                A,Closed Won,\"$1,200.00\",2026-03-01,100\nB,Thất bại,$5,2026-03-02,\nC,Khảo sát,$7,2026-12-01,250\n";
    assert_eq!(desk.counts("opportunities", text, &[]), [3, 3, 0, 0, 0, 2]);
    let state = |n: usize| desk.show("opportunity", &n.to_string())["state"].clone();
    assert_eq!([1, 2, 3].map(state), ["won", "lost", "open"]);
    let won: Opportunity = desk.store.get(1).unwrap();
    assert_eq!(won.ended.unwrap().to_rfc3339(), "2026-02-28T17:00:00+00:00");
    // A stage that the list has not stands before those at which all is over.
    let stages: Vec<String> = desk.store.codes("stage").into_iter().map(|code| code.name).collect();
    assert_eq!(&stages[stages.len() - 3..], ["khao-sat", "won", "lost"]);
    assert_eq!(desk.show("opportunity", "3")["probability"], "250");
}

/// As Pipedrive writes deals: the stage at which each was last, and beside it how it ended.
#[test]
fn deals_that_are_won_or_lost_come_in_as_ended_ones() {
    let desk = Desk::new();
    let head = "Deal - ID,Deal - Title,Deal - Stage,Deal - Status,Deal - Won time,Deal - Lost time,Deal - Lost reason,\
                Deal - Expected close date\n";
    let rows = "1,A,Negotiation,Won,2026-03-05 14:30:00,,,2027-01-15\n\
                2,B,Negotiation,Lost,,2026-04-06 09:00:00,Too dear,\n\
                3,C,Negotiation,Open,,,,2026-12-01\n4,D,Proposal sent,Won,,,,2026-02-01\n";
    let text = format!("{head}{rows}");
    let (json, output) = desk.import("opportunities", &text, &[]);
    assert_eq!((json["added"].as_u64(), json["history"].as_u64()), (Some(4), Some(3)), "{json} {:?}", output.said);
    let told = |n: usize| {
        let deal = desk.show("opportunity", &n.to_string());
        ["state", "stage", "lost"].map(|key| deal[key].as_str().unwrap_or_default().to_owned())
    };
    assert_eq!(told(1), ["won", "closed won", ""]);
    assert_eq!(told(2), ["lost", "closed lost", "Too dear"]);
    assert_eq!(told(3), ["open", "negotiation", ""]);
    assert_eq!(told(4), ["won", "closed won", ""]);
    let ended = |n| {
        let deal: Opportunity = desk.store.get(n).unwrap();
        deal.ended.map(|at| desk.store.local(at).format("%Y-%m-%d %H:%M").to_string())
    };
    let days = [Some("2026-03-05 14:30"), Some("2026-04-06 09:00"), None, Some("2026-02-01 00:00")];
    assert_eq!([1, 2, 3, 4].map(ended), days.map(|day| day.map(str::to_owned)));
    assert!(desk.store.flagged().unwrap().is_empty());
    assert!(desk.store.codes("stage").iter().all(|code| !["Open", "Won time"].contains(&code.en.as_str())));
    // The same again changes nothing; what is decided since is, and what is open again has not ended.
    assert_eq!(desk.counts("opportunities", &text, &[])[1..4], [0, 0, 4]);
    let later = text
        .replace("2,B,Negotiation,Lost", "2,B,Negotiation,Open")
        .replace("3,C,Negotiation,Open,,", "3,C,Negotiation,Won,2026-11-20 10:00:00,");
    let later = later.replace("1,A,Negotiation", "1,A name,Negotiation");
    assert_eq!(desk.counts("opportunities", &later, &[])[1..4], [0, 3, 1]);
    assert_eq!(
        [told(1), told(2), told(3)].map(|[state, stage, _]| (state, stage)),
        [
            ("won".to_owned(), "closed won".to_owned()),
            ("open".to_owned(), "negotiation".to_owned()),
            ("won".to_owned(), "closed won".to_owned()),
        ]
    );
    assert_eq!([2, 3].map(ended), [None, Some("2026-11-20 10:00".to_owned())]);
}

#[test]
fn how_a_deal_ended_is_understood_in_the_words_of_others() {
    for (head, cells) in [
        ("Deal Stage", ["closedwon", "closedlost", "appointmentscheduled"]),
        ("Deal Stage", ["Closed Won", "Closed Lost", "Qualified To Buy"]),
        ("Stage", ["Closed Won", "Closed-Lost to Competition", "Needs Analysis"]),
        ("Stage", ["Closed Won", "Closed Lost to Competition", "Needs Analysis"]),
        ("Status", ["Won", "Lost", "Open"]),
        ("Deal - Status", ["Won", "Lost", "Open"]),
        ("Trạng thái", ["Thắng", "Thất bại", "Đang theo dõi"]),
        ("Trạng thái", ["Đã chốt", "Thua", "Báo giá"]),
        ("Tình trạng cơ hội,Giai đoạn,Trạng thái", ["x,Báo giá,Thắng", "y,Báo giá,Thua", "z,Báo giá,Mở"]),
    ] {
        let desk = Desk::new();
        let [won, lost, open] = cells;
        let text =
            format!("Deal Name,Close Date,{head}\nA,2026-03-01,{won}\nB,2026-03-02,{lost}\nC,2027-03-03,{open}\n");
        let (json, _) = desk.import("opportunities", &text, &[]);
        let state = |n: usize| desk.show("opportunity", &n.to_string())["state"].clone();
        assert_eq!([1, 2, 3].map(state), ["won", "lost", "open"], "{head} {cells:?} {json}");
        assert_eq!(desk.list("opportunities", "-ended:").len(), 2, "{head} {cells:?}");
        assert!(desk.store.codes("stage").iter().all(|code| !["Open", "Mở"].contains(&code.en.as_str())), "{head}");
    }
}

#[test]
fn what_names_a_record_further_down_finds_it() {
    let desk = Desk::new();
    let text = "Name,Parent Account\nChi nhánh,Tổng công ty\nTổng công ty,\nLẻ,Không có\n";
    assert_eq!(desk.counts("accounts", text, &[]), [3, 3, 0, 0, 0, 0]);
    assert_eq!(desk.show("account", "1")["parent"], "Tổng công ty");
    assert_eq!(desk.show("account", "3")["parent"], "Không có");
    assert_eq!(desk.list("accounts", "parent:").len(), 2);
}

/// Programs that keep keys as numbers write them with decimals.
#[test]
fn a_key_with_a_zero_behind_its_point_is_the_key() {
    let desk = Desk::new();
    desk.import("accounts", "Customer ID,Name\n17850,Chợ Lớn\n13047,An Phát\n", &["--source", "shop"]);
    let rows = "Order Number,Customer ID,Order Date\n536365.0,17850.0,2026-11-02\n536366.0,99999.0,2026-11-02\n";
    desk.import("orders", rows, &["--source", "shop"]);
    let orders = desk.list("orders", "");
    let account = |number: &str| orders.iter().find(|row| row["number"] == number).unwrap()["account"].clone();
    assert_eq!([account("536365.0"), account("536366.0")], [Json::from("Chợ Lớn"), Json::from("99999.0")]);
    desk.import("orders", "Order Number,Account\n77,An Phát\n", &[]);
    let lines = "Order Number,Product,Quantity\n77.0,Gạo,2\n";
    assert_eq!(desk.counts("order-lines", lines, &[])[..2], [1, 1]);
}

/// Who comes in under a name that somebody has is flagged, and each is named by number from then on, where none of them
/// logs in so.
#[test]
fn namesakes_among_people_are_told_and_told_apart() {
    let desk = Desk::new();
    desk.run(&["set", "person", "1", "login=mai1"]).unwrap();
    let (json, output) = desk.import("people", "Name,Login\nMai,mai2\nHồng,hong\n", &[]);
    assert_eq!(json["added"], 2);
    let said = "1 is likely somebody of the house already, of the same name: who is meant is said by number from now on, as #1";
    assert!(output.said.iter().any(|line| line == said), "{:?}", output.said);
    let error = desk.run(&["list", "leads"]).expect_err("two of them are called Mai");
    let ids: Vec<i64> = serde_json::from_str::<Vec<Json>>(&desk_as(&desk, "#1", &["list", "people"]))
        .unwrap()
        .iter()
        .filter(|row| row["name"] == "Mai")
        .map(|row| row["id"].as_i64().unwrap())
        .collect();
    assert_eq!((exit_code(&error), ids.len()), (2, 2));
    for id in &ids {
        assert!(sentence(&error, Lang::En).contains(&format!("Mai (#{id})")), "{}", sentence(&error, Lang::En));
        desk_as(&desk, &format!("#{id}"), &["list", "leads"]);
    }
    assert!(sentence(&error, Lang::En).contains("the number says which: #"), "{}", sentence(&error, Lang::En));
    assert!(sentence(&error, Lang::Vi).contains("gõ số để chỉ rõ: #"));
}

/// Whoever is here stays one person, and stays in, however often people come in; what an import said of them is taken
/// back with it.
#[test]
fn people_are_known_again_without_a_key() {
    let desk = Desk::new();
    desk.run(&["set", "person", "1", "email=mai@x.vn", "phone=0903 111 222"]).unwrap();
    let before = desk.run(&["export", "people"]).unwrap().out;
    let file = "Key,Name,Role,Department,Email,Login,Languages\n\
                linchpin-0badcafe-1@person,Mai,manager,Sales,mai.tran@x.vn,Mai,\n\
                linchpin-0badcafe-2@person,LAN,rep,,lan@x.vn,lan,Deutsch\n\
                linchpin-0badcafe-3@person,Lân,rep,,,,\n";
    assert_eq!(desk.counts("people", file, &["--dry-run"]), [3, 1, 2, 0, 0, 0]);
    assert_eq!(desk.counts("people", file, &["--on-duplicate", "skip"]), [3, 1, 0, 2, 0, 0]);
    desk.run(&["undo"]).unwrap();
    assert_eq!(desk.run(&["export", "people"]).unwrap().out, before);
    assert_eq!(desk.counts("people", file, &["--on-duplicate", "merge"]), [3, 1, 2, 0, 0, 0]);
    let mai = desk.show("person", "1");
    assert_eq!([&mai["role"], &mai["department"], &mai["email"]], ["coordinator", "Sales", "mai@x.vn; mai.tran@x.vn"]);
    desk.run(&["undo"]).unwrap();
    assert_eq!(desk.counts("people", file, &[]), [3, 1, 2, 0, 0, 0]);
    assert_eq!(desk.counts("people", file, &[]), [3, 0, 0, 3, 0, 0]);
    let (mai, lan) = (desk.show("person", "1"), desk.show("person", "2"));
    assert_eq!([&mai["role"], &mai["email"], &mai["phone"]], ["manager", "mai.tran@x.vn; mai@x.vn", "0903 111 222"]);
    assert_eq!([&lan["name"], &lan["login"], &lan["languages"]], ["LAN", "lan", "Deutsch"]);
    desk.run(&["undo"]).unwrap();
    assert_eq!(desk.run(&["export", "people"]).unwrap().out, before);
}

/// A login tells two of one name apart; without one a mailbox does, but not two rows of one file, nor who has left.
#[test]
fn who_of_the_house_is_meant_is_told_by_login_then_name_and_mailbox() {
    let desk = Desk::new();
    desk.run(&["set", "person", "2", "email=sales@x.vn"]).unwrap();
    desk.run(&["set", "person", "3", "left=yes"]).unwrap();
    let file = "Name,Email,Login\nTrần Mai,SALES@x.vn,\nHồng,sales@x.vn,\nMinh,,\nMai,,mai2\n";
    let (json, output) = desk.import("people", file, &[]);
    assert_eq!([&json["added"], &json["merged"]], [3, 1]);
    assert!(output.said.iter().any(|line| line.starts_with("1 is likely somebody of the house")), "{:?}", output.said);
    assert_eq!(desk.show("person", "2")["name"], "Trần Mai");
    // Two are called Mai: the one who logs in so is.
    assert!(desk.run(&["undo"]).unwrap().out.contains("import"));
}

fn desk_as(desk: &Desk, who: &str, words: &[&str]) -> String {
    let db = desk.store.path().display().to_string();
    let globals = ["linchpin", "--db", &db, "--as", who, "--lang", "en", "--format", "json"];
    linchpin::cli::run(globals.iter().chain(words).map(std::ffi::OsString::from)).unwrap().out
}

#[test]
fn several_files_are_one_deed() {
    let desk = Desk::new();
    let (a, b) = (desk.file("a.csv", "Name\nA\n"), desk.file("b.csv", "Name,Phone\nB,0903111222\n,\n"));
    let output = desk.run(&["import", "contacts", a.to_str().unwrap(), b.to_str().unwrap()]).unwrap();
    let json: Json = serde_json::from_str(&output.out).unwrap();
    assert_eq!(
        (json["kind"].as_str(), json["read"].as_u64(), json["added"].as_u64()),
        (Some("contact"), Some(2), Some(2))
    );
    desk.run(&["undo"]).unwrap();
    assert_eq!(desk.list("contacts", "").len(), 0);
}

#[test]
fn what_is_cancelled_leaves_nothing() {
    let mut desk = Desk::new();
    let rows: Vec<String> = (0..2_000).map(|n| format!("Người {n},0903 {n:06}\n")).collect();
    let file = desk.file("many.csv", format!("Name,Phone\n{}", rows.concat()));
    let plan = Plan::new(&desk.store, called("leads").unwrap(), &[file], Options::default(), &mut |_, _| true).unwrap();
    let mut steps = 0;
    let mut watch = Watch {
        step: &mut |at, of| {
            steps += 1;
            assert!(at <= of);
            steps < 4
        },
        reject: &mut |_| Ok(()),
    };
    let error = apply(&mut desk.store, &plan, false, &mut watch).err().unwrap();
    assert!(error.is::<Cancelled>());
    assert_eq!(desk.list("leads", "").len(), 0);
    let mut watch = Watch { step: &mut |_, _| true, reject: &mut |_| Ok(()) };
    let outcome = apply(&mut desk.store, &plan, false, &mut watch).unwrap();
    assert_eq!(
        (outcome.counts.added, desk.store.urgency(Ref { kind: "lead", id: 2_000 }).unwrap().0.is_some()),
        (2_000, true)
    );
    let lead: Lead = desk.store.get(2_000).unwrap();
    assert_eq!((lead.name.as_str(), lead.state), ("Người 1999", State::New));
    assert!(desk.store.lookup("nguoi 1999", 5, None).unwrap().iter().any(|found| found.at.id == 2_000));
}

#[test]
fn what_is_written_out_comes_back_as_the_same_records() {
    let desk = Desk { folder: tempfile::tempdir().unwrap(), store: morning_in(Lang::En) };
    desk.import("accounts", "Name,Tags,Credit Limit\nChợ Lớn,\"vip, gạo\",5000000\nChợ Lớn,,\n", &[]);
    desk.import("products", "Name,Price\nST25,\"25,50\"\n", &["--currency", "eur"]);
    desk.import("orders", ORDERS, &[]);
    desk.import("order-lines", LINES, &[]);
    desk.import("opportunities", "Deal Name,Stage,Amount\nA,Khảo sát,$5\n", &[]);
    desk.import("leads", LEADS, &["--inbox"]);
    let evil = "=1+1,+cmd|x,-2+3,@SUM(A1),''=x,-5,+84 903 123 456";
    let names: String = evil.split(',').map(|name| name.to_owned() + ",say hi\n").collect();
    desk.import("contacts", &format!("Name,Note\n{names}"), &[]);
    for kind in
        ["people", "accounts", "contacts", "products", "leads", "opportunities", "orders", "order-lines", "tasks"]
    {
        let out = desk.folder.path().join(format!("{kind}-out.csv"));
        desk.run(&["export", kind, "-o", out.to_str().unwrap()]).unwrap();
        let text = std::fs::read_to_string(&out).unwrap();
        let rows = csv::Reader::from_reader(text.as_bytes()).records().count() as u64;
        assert_eq!(desk.counts(kind, &text, &[]), [rows, 0, 0, rows, 0, 0], "{kind}\n{text}");
        assert!(kind == "tasks" || rows > 0, "{kind}");
        if kind == "contacts" {
            assert!(
                text.contains(",'=1+1,")
                    && text.contains(",''=x,")
                    && text.contains(",-5,")
                    && text.contains(",+84 903 123 456,")
            );
            assert!(!text.contains(",+cmd") && !text.contains(",-2+3") && !text.contains(",@SUM"), "{text}");
            let changed = text.replace("say hi", "say more");
            assert_eq!(desk.counts(kind, &changed, &[]), [rows, 0, 7, rows - 7, 0, 0]);
        }
    }
    let shown: Vec<Json> =
        serde_json::from_str(&desk.run(&["export", "leads", "--filter", "owner:lan"]).unwrap().out).unwrap();
    assert!(shown.iter().all(|row| row["owner"] == "Lan") && !shown.is_empty());
    let error = desk.run(&["export", "leads", "-o", "x.docx"]).expect_err("no such form");
    assert_eq!(exit_code(&error), 2);
}

/// The first is the one that is called.
#[test]
fn numbers_stand_in_the_order_of_the_file_and_none_that_is_here_is_lost() {
    let mut desk = Desk::new();
    let file = |phones: &str| format!("Contact Id,Contact Name,Phone,Note\nc1,Bà Tám,{phones},{phones}\n");
    desk.import("contacts", &file("0903 111 111"), &[]);
    act(&mut desk.store, "contact", "set", &[1], &[("phone", "0903 111 111; 0903 222 222")]);
    for (brought, stand) in [
        ("0903 333 333", "0903 333 333; 0903 111 111; 0903 222 222"),
        ("0903 222 222; +84 903 111 111", "0903 222 222; 0903 111 111; 0903 333 333"),
        ("0903 222 222", "0903 222 222; 0903 111 111; 0903 333 333"),
    ] {
        desk.import("contacts", &file(brought), &[]);
        assert_eq!(desk.show("contact", "1")["phone"], stand, "{brought}");
    }
}

#[test]
fn an_export_of_another_house_is_brought_in_once() {
    let mut away = Desk::new();
    away.store.session_mut().sitting = 7;
    let here = Desk::new();
    let out = away.folder.path().join("out.csv");
    away.import("leads", LEADS, &[]);
    away.run(&["export", "leads", "-o", out.to_str().unwrap()]).unwrap();
    let text = std::fs::read_to_string(&out).unwrap().replace("linchpin-", "linchpin-x");
    assert_eq!(here.counts("leads", &text, &[])[..4], [3, 3, 0, 0]);
    assert_eq!(here.counts("leads", &text, &[])[..4], [3, 0, 0, 3]);
}

#[test]
fn the_columns_of_the_same_file_are_told_on_the_side() {
    let desk = Desk::new();
    let (_, output) = desk.import("leads", LEADS, &[]);
    assert_eq!(output.said[0], "Lead Id → key (its name)");
    assert!(output.said.contains(&"Lead Owner → owner (its name)".to_owned()));
    assert!(output.said.iter().any(|line| line.starts_with("1 cell of owner was not understood")), "{:?}", output.said);
    assert_eq!(output.said.last().unwrap(), "3 rows: 3 new · 0 changed · 0 known · 0 rejected");
}

#[test]
fn what_is_said_of_a_file_in_vietnamese_calls_fields_as_screens_do() {
    let desk = Desk::new();
    let odd = desk.file("odd.csv", "Colour,Size\nred,5\n");
    let error = desk.run_in("vi", "text", &["import", "leads", odd.to_str().unwrap()]).expect_err("nothing to name");
    let said = sentence(&error, Lang::Vi);
    assert!(said.contains("không có cột nào là tên, công ty, điện thoại, e-mail, mã, mà khách mới phải có"), "{said}");
    let people = desk.file("people.csv", "Contact Name,Account Name\nBà Tám,Nowhere\n,Nowhere\n");
    let output = desk.run_in("vi", "text", &["import", "contacts", people.to_str().unwrap()]).unwrap();
    let said = |text: &str| output.said.iter().any(|line| line.contains(text));
    assert!(said("1 ô công ty chưa hiểu được, giữ như đã ghi: lọc công_ty:? để xem"), "{:?}", output.said);
    assert!(said("không có tên, điện thoại, e-mail nào"), "{:?}", output.said);
    assert_eq!(desk.names("contacts", "\"công ty:?\""), ["Bà Tám"]);
}

#[test]
fn what_is_no_json_is_told_in_the_language_of_who_reads() {
    let desk = Desk::new();
    for (text, en, vi) in [
        ("[{\"name\": ", "(it ends in the middle)", "(tệp hết giữa chừng)"),
        ("[{\"name\": \"A\"}\n{\"name\": \"B\"}]", "(a , or the ] is missing)", "(thiếu dấu , hoặc ])"),
        ("[{\"name\": \"A\"}] x", "(there is more after its end)", "(còn chữ sau chỗ kết thúc)"),
        ("[{\"name\": nobody}]", "(expected ident)", "(viết sai cú pháp)"),
    ] {
        let file = desk.file("some.json", text);
        let error = desk.run(&["import", "leads", file.to_str().unwrap()]).expect_err(text);
        for (lang, wanted) in [(Lang::En, en), (Lang::Vi, vi)] {
            let said = sentence(&error, lang);
            assert!(said.contains(wanted), "{said}");
        }
    }
}

/// A row may name a record twice: by a key and by what it is called. Where these are of two, neither is taken.
#[test]
fn a_key_that_the_name_beside_it_belies_is_told() {
    let desk = Desk::new();
    desk.import("accounts", "id,name\n1,Alpha Foods\n2,Beta Ltd\n", &[]);
    let contacts =
        "id,name,company_id,company\n10,An,1,Beta Ltd\n11,Ba,1,Alpha Food Company\n12,Cy,2,Gamma\n13,Di,2,\n";
    let (json, output) = desk.import("contacts", contacts, &[]);
    assert_eq!(json["added"], 4);
    let doubtful = || desk.names("contacts", "account:?").into_iter().collect::<BTreeSet<_>>();
    assert_eq!(doubtful(), ["An", "Cy"].map(str::to_owned).into());
    assert_eq!(desk.show("contact", "Ba")["account"], "Alpha Foods");
    assert!(
        output.said.iter().any(|said| said.contains("the key 1 is Alpha Foods's here, and the row says 'Beta Ltd'"))
    );
    // Of the very source that gave the key another name is a newer one; the name of somebody else is not.
    let said = |kind, text| desk.import(kind, text, &["--source", "crm"]).1.said.join("\n");
    said("accounts", "id,name\n5,Old Name\n6,Delta\n");
    let told = said("contacts", "id,name,company_id,company\n20,Ed,5,Brand New\n21,Fay,5,Delta\n");
    assert_eq!(desk.show("contact", "Ed")["account"], "Old Name");
    assert!(told.contains("the key 5 is Old Name's here"), "{told}");
    assert_eq!(doubtful(), ["An", "Cy", "Fay"].map(str::to_owned).into());
}

#[test]
fn a_line_of_a_map_that_says_nothing_is_told_before_anything_is_read() {
    let desk = Desk::new();
    let (leads, map) =
        (desk.file("l.csv", "Name,Colour\nAn,red\n"), desk.file("m.txt", "# mine\nColour = note\nName: name\n"));
    let words = ["import", "leads", leads.to_str().unwrap(), "--map", map.to_str().unwrap()];
    let error = desk.run(&words).err().unwrap().to_string();
    assert!(error.starts_with("m.txt, line 3: 'Name: name' says nothing of a column"), "{error}");
    assert!(desk.list("leads", "").is_empty());
}

#[test]
fn rows_with_somebodys_name_are_no_companies_for_the_company_beside_it() {
    let desk = Desk::new();
    let kind = |text: &str| {
        let looked = look_at(&desk.store, &desk.file("f.csv", text), &Reading::default(), &mut |_, _| true).unwrap();
        looks_like(&looked, None).map(|target| target.name)
    };
    assert_eq!(kind("full_name,phone_number,email,company_name\nAnn,0903123456,a@x.vn,Acme Ltd\n"), Some("lead"));
    assert_eq!(kind("Họ và tên,Điện thoại,Email,Cty\nAn,0903123456,a@x.vn,Gạo Việt\n"), Some("lead"));
    assert_eq!(kind("Company Name,Phone,Email\nAcme Ltd,0903123456,a@x.vn\n"), Some("account"));
}

#[test]
fn goods_whose_packages_hold_a_quantity_are_known_by_their_key() {
    let desk = Desk::new();
    let text = "ProductID,ProductName,SupplierID,QuantityPerUnit,UnitPrice\n\
                1,Rice,1,10 boxes x 20 bags,18\n2,Rice,1,24 - 12 oz bottles,19\n3,Tofu,2,48 - 6 oz jars,10\n";
    let (json, output) = desk.import("products", text, &["--source", "shop"]);
    assert_eq!(json["added"], 3, "{:?}", output.said);
    let lines = "OrderID,ProductID,UnitPrice,Quantity\nA1,2,19,5\nA1,3,10,1\n";
    desk.import("orders", "OrderID,OrderDate\nA1,2026-11-02\n", &["--source", "shop"]);
    let (json, output) = desk.import("order-lines", lines, &["--source", "shop"]);
    assert_eq!(json["added"], 2);
    assert!(!output.said.join("\n").contains("were not understood"), "{:?}", output.said);
}

#[test]
fn the_lines_of_invoices_make_orders_by_the_id_of_their_invoice() {
    let desk = Desk::new();
    let text = "InvoiceId,InvoiceDate,InvoiceLineId,Description,UnitPrice,Quantity,Customer\n\
                1,2021-01-01,1,Song A,0.99,1,Leo\n1,2021-01-01,2,Song B,0.99,2,Leo\n2,2021-01-02,3,Song A,0.99,1,Ana\n";
    assert_eq!(desk.import("orders", text, &[]).0["added"], 2);
    let (lines, output) = desk.import("order-lines", text, &[]);
    assert_eq!(lines["added"], 3, "{:?}", output.said);
}
