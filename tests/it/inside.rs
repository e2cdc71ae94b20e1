//! Orders with their lines inside them, as shops and other programs answer with: both come in by one command, as one deed.
//! All fixtures are made here.
use super::desk::Desk;
use super::has;
use super::import_screen::Bench;
use linchpin::lang::Lang;
use serde_json::Value as Json;

fn order(number: &str, list: &str) -> String {
    format!(
        r#"{{"number": "{number}", "account": "Chợ Lớn", "{list}": [
            {{"text": "Gạo", "quantity": 5, "price": "10000"}}, {{"text": "Cá", "quantity": 2, "price": "20000"}}]}}"#
    )
}

const KEYS: [&str; 5] = ["read", "added", "merged", "skipped", "rejected"];

fn counts(json: &Json) -> [u64; 5] {
    KEYS.map(|key| json[key].as_u64().unwrap())
}

/// What is counted of orders, of their lines, and what is said.
fn read(desk: &Desk, text: &str, more: &[&str]) -> ([u64; 5], [u64; 5], String) {
    let file = desk.file("o.json", text);
    let words = ["import", "orders", file.to_str().unwrap()];
    let output = desk.run(&words.into_iter().chain(more.iter().copied()).collect::<Vec<_>>()).unwrap();
    let json: Json = serde_json::from_str(&output.out).unwrap();
    assert_eq!(output.code, if counts(&json)[4] + counts(&json["lines"])[4] > 0 { 4 } else { 0 });
    (counts(&json), counts(&json["lines"]), output.said.join("\n"))
}

#[test]
fn orders_come_in_with_their_lines() {
    let desk = Desk::new();
    desk.import("accounts", "Name\nChợ Lớn\n", &[]);
    for (text, numbers) in [
        (order("SO-1", "lines"), vec!["SO-1"]),
        (format!("[{}, {}]", order("SO-2", "items"), order("SO-3", "items")), vec!["SO-2", "SO-3"]),
        (format!(r#"{{"done": true, "orders": [{}]}}"#, order("SO-4", "lineItems")), vec!["SO-4"]),
    ] {
        let all = numbers.len() as u64;
        // What a dry run counts is what comes in.
        let dry = read(&desk, &text, &["--dry-run"]);
        assert_eq!((dry.0, dry.1), ([all, all, 0, 0, 0], [2 * all, 2 * all, 0, 0, 0]), "{text}");
        let (orders, lines, said) = read(&desk, &text, &[]);
        assert_eq!((orders, lines), (dry.0, dry.1), "{text}");
        assert!(said.contains("come with them") && said.contains("quantity → quantity"), "{said}");
        assert!(said.contains(&format!("lines · {} rows: {0} new", 2 * all)), "{said}");
        let (orders, lines, _) = read(&desk, &text, &[]);
        assert_eq!((orders, lines), ([all, 0, 0, all, 0], [2 * all, 0, 0, 2 * all, 0]), "{text}");
        for number in numbers {
            let lines = &desk.show("order", number)["lines"];
            assert_eq!(lines.as_array().unwrap().len(), 2, "{number}");
            assert_eq!((&lines[1]["text"], lines[1]["quantity"].as_i64()), (&"Cá".into(), Some(2)), "{number}");
        }
    }
    // What was written out here is known again here, and a line that was changed is the only one that changes.
    let out = desk.folder.path().join("out.json");
    desk.run(&["export", "orders", "-o", out.to_str().unwrap()]).unwrap();
    let text = std::fs::read_to_string(&out).unwrap();
    let (orders, lines, _) = read(&desk, &text, &[]);
    assert_eq!((orders, lines), ([4, 0, 0, 4, 0], [8, 0, 0, 8, 0]));
    let (orders, lines, _) = read(&desk, &text.replacen("\"Cá\"", "\"Tôm\"", 1), &[]);
    assert_eq!((orders, lines), ([4, 0, 0, 4, 0], [8, 0, 1, 7, 0]));
}

/// An order that its source knows by a key is given its number by the file that has its lines.
#[test]
fn lines_come_to_an_order_that_is_numbered_by_their_own_file() {
    let desk = Desk::new();
    desk.import("accounts", "Name\nChợ Lớn\n", &[]);
    let shop = ["--source", "shop"];
    let first = desk.file("o.json", r#"[{"key": "A1", "account": "Chợ Lớn", "note": "first"}]"#);
    desk.run(&["import", "orders", first.to_str().unwrap(), shop[0], shop[1]]).unwrap();
    let text = order("SO-77", "lines").replacen('{', r#"{"key": "A1", "#, 1);
    let (orders, lines, _) = read(&desk, &format!("[{text}]"), &shop);
    assert_eq!((orders, lines), ([1, 0, 1, 0, 0], [2, 2, 0, 0, 0]));
    assert_eq!(desk.show("order", "SO-77")["lines"].as_array().unwrap().len(), 2);
    let (orders, lines, _) = read(&desk, &format!("[{text}]"), &shop);
    assert_eq!((orders, lines), ([1, 0, 0, 1, 0], [2, 0, 0, 2, 0]));
}

/// What shops call the columns of lines, and where the screen and the command line say that they go.
#[test]
fn a_line_is_what_it_is_called_beside_its_code() {
    let desk = Desk::new();
    let text = r#"[{"id": 70}, {"id": 71, "name": "W-71", "line_items": [
        {"id": 9, "sku": "R5", "title": "ST25 5 kg", "quantity": 10, "price": "185000", "taxable": true},
        {"id": 10, "sku": "R9", "title": "Cá", "quantity": 1, "price": "95000", "taxable": true}]}]"#;
    let (_, lines, said) = read(&desk, text, &[]);
    assert_eq!(lines, [2, 2, 0, 0, 0], "{said}");
    let goes = "sku → product, title → text, quantity → quantity, price → price, taxable → -";
    assert!(said.contains(&format!("the lines inside the orders (line_items) come with them: {goes}")), "{said}");
    assert_eq!(desk.show("order", "71")["lines"][0]["text"], "R5 ST25 5 kg");
}

#[test]
fn one_undo_takes_both_back_and_a_redo_brings_both() {
    let desk = Desk::new();
    let text = format!("[{}, {}]", order("SO-2", "items"), order("SO-3", "items"));
    read(&desk, &text, &[]);
    let before = desk.list("orders", "");
    assert_eq!(before.len(), 2);
    desk.run(&["undo"]).unwrap();
    assert_eq!(desk.list("orders", "").len(), 0);
    desk.run(&["redo"]).unwrap();
    assert_eq!(desk.list("orders", ""), before);
    // Into an order that was here, only its lines come; they are told, and one undo takes them alone.
    desk.import("orders", "Number\nSO-9\n", &[]);
    let (orders, lines, _) = read(&desk, &order("SO-9", "lines"), &[]);
    assert_eq!((orders[1], lines[1]), (0, 2));
    desk.run(&["undo"]).unwrap();
    assert_eq!(desk.show("order", "SO-9")["lines"].as_array().unwrap().len(), 0);
}

#[test]
fn lines_that_cannot_come_stay_out_and_say_so() {
    let desk = Desk::new();
    // Nothing says how much.
    let text = r#"[{"number": "SO-1", "items": [{"text": "Gạo"}]}]"#;
    let file = desk.file("o.json", text);
    let output = desk.run(&["import", "orders", file.to_str().unwrap()]).unwrap();
    let json: Json = serde_json::from_str(&output.out).unwrap();
    assert_eq!((counts(&json)[1], &json["lines"]), (1, &Json::Null));
    let said = output.said.join("\n");
    assert!(
        said.contains("the lines inside the orders (items) stay out: no column is brought into 'Quantity'"),
        "{said}"
    );
    // The records alone were asked for; and what is of no orders has no lines.
    let records = ["import", "orders", file.to_str().unwrap(), "--sheet", "records"];
    let said = desk.run(&records).unwrap().said.join("\n");
    assert!(said.contains("lists of objects were left out: items"), "{said}");
    let file = desk.file("c.json", r#"[{"name": "Chợ Lớn", "items": [{"text": "Gạo", "quantity": 1}]}]"#);
    let said = desk.run(&["import", "accounts", file.to_str().unwrap()]).unwrap().said.join("\n");
    assert!(said.contains("lists of objects were left out: items"), "{said}");
}

#[test]
fn rejects_of_both_are_told_and_written_each_under_its_own_header() {
    let desk = Desk::new();
    let text = r#"[{"number": "SO-1", "items": [{"text": "Gạo", "quantity": 5}, {"text": "Cá"}]},
        {"total": 5, "items": [{"text": "Tôm", "quantity": 1}]}]"#;
    let out = desk.folder.path().join("r.csv");
    let (orders, lines, said) = read(&desk, text, &["--rejects", out.to_str().unwrap()]);
    assert_eq!((orders, lines), ([2, 1, 0, 0, 1], [3, 1, 0, 0, 2]), "{said}");
    let first = std::fs::read_to_string(&out).unwrap();
    let second = std::fs::read_to_string(desk.folder.path().join("r-2.csv")).unwrap();
    assert!(first.starts_with("rejected_line,rejected_column,rejected_because,number,total"), "{first}");
    assert!(second.contains("rejected_because,order,text,quantity\n") && second.contains("must be given"), "{second}");
    assert_eq!((first.lines().count(), second.lines().count()), (2, 3));
}

/// Objects that stand in one line of the file are rows of their own, and a correction is of one of them.
#[test]
fn a_correction_in_a_file_of_one_line_is_of_one_row() {
    let mut bench = Bench::small();
    bench.preview(
        "c.json",
        r#"[{"name": "Chợ Lớn", "phone": "1"}, {"website": "a.example"}, {"website": "b.example"}]"#,
    );
    bench.stage.keys("K2");
    has(&bench.stage, "3 rows: 1 new · 0 changed · 0 known · 2 rejected");
    bench.stage.keys("r");
    has(&bench.stage, "line 2");
    has(&bench.stage, "line 3");
    bench.stage.keys("<enter><c-u>Chợ Nhỏ<enter><c-s>");
    has(&bench.stage, "3 rows: 2 new · 0 changed · 0 known · 1 rejected");
}

#[test]
fn the_screen_counts_and_corrects_both() {
    for (lang, told) in [
        (
            Lang::En,
            [
                "lines · 3 rows: 2 new · 0 changed · 0 known · 1 rejected",
                "  Lines (items) ",
                "2 orders, 3 order lines added",
            ],
        ),
        (
            Lang::Vi,
            [
                "dòng hàng · 3 dòng: 2 mới · 0 đổi · 0 đã có · 1 bị loại",
                "  Dòng hàng (items) ",
                "Đã thêm 2 đơn, 3 dòng hàng",
            ],
        ),
    ] {
        let mut bench = Bench::new(lang, (80, 24));
        bench.stage.keys("2");
        bench.preview(
            "o.json",
            r#"[{"number": "X-1", "items": [{"text": "Gạo", "quantity": 5}, {"text": "Cá"}]},
                {"number": "X-2", "items": [{"text": "Tôm", "quantity": 1}]}]"#,
        );
        has(&bench.stage, told[0]);
        has(&bench.stage, told[1]);
        bench.stage.keys("r<enter><c-u>2<enter><c-s><c-s>");
        has(&bench.stage, told[2]);
        bench.stage.keys("u");
    }
}

/// Shops that call things as nobody else does.
fn odd(number: &str) -> String {
    format!(
        r#"[{{"number": "{number}", "account": "Chợ Lớn", "currency": "VND", "incoterm": "FOB", "items": [
            {{"what": "Gạo", "how many": 5, "each": "10000"}}, {{"what": "Cá", "how many": 2, "each": "20000"}}]}}]"#
    )
}

/// The text, quantity and price of each line of an order.
fn lines(desk: &Desk, number: &str) -> Vec<String> {
    let order = desk.show("order", number);
    let line = |line: &Json| format!("{} {} {}", line["text"], line["quantity"], line["price"]["amount"]);
    order["lines"].as_array().unwrap().iter().map(line).collect()
}

#[test]
fn a_map_says_what_the_columns_of_lines_do_not() {
    for (n, map) in [
        "items.what = text\nitems.how many = quantity\nitems.each = price\n",
        "[items]\nwhat = \"text\"\n\"how many\" = \"quantity\"\neach = \"price\"\n",
        "items.what = \"text\"\nitems.each = \"price\"\n\"ITEMS.How_many\" = \"quantity\"\n",
    ]
    .iter()
    .enumerate()
    {
        let desk = Desk::new();
        let number = format!("SO-{n}");
        let file = desk.file("o.json", odd(&number));
        let dry = desk.run(&["import", "orders", file.to_str().unwrap(), "--dry-run"]).unwrap();
        let orders: Json = serde_json::from_str(&dry.out).unwrap();
        assert_eq!(orders["lines"], Json::Null);
        let map = desk.file("map", map);
        let (_, counts, said) = read(&desk, &odd(&number), &["--map", map.to_str().unwrap()]);
        assert_eq!(counts, [2, 2, 0, 0, 0], "{said}");
        assert!(said.contains("what → text, how many → quantity, each → price"), "{said}");
        assert_eq!(lines(&desk, &number), ["\"Gạo\" 5 \"10000\"", "\"Cá\" 2 \"20000\""]);
    }
    // What cannot be is said under the name that it was given.
    let desk = Desk::new();
    let file = desk.file("o.json", odd("SO-1"));
    let map = desk.file("map", "items.nix = text\nitems.what = weight\nnumber = number\n");
    let words = ["import", "orders", file.to_str().unwrap(), "--map", map.to_str().unwrap()];
    let said = format!("{:#}", desk.run(&words).unwrap_err());
    assert!(said.contains("the file has no column 'items.nix'; items.what: there is no field 'weight'"), "{said}");
    // What has no lines has no columns of such.
    let words = ["import", "accounts", file.to_str().unwrap(), "--map", map.to_str().unwrap()];
    let said = format!("{:#}", desk.run(&words).unwrap_err());
    assert!(said.contains("the file has no column 'items.nix'"), "{said}");
}

#[test]
fn the_columns_of_lines_are_changed_on_the_screen_and_kept() {
    for (lang, told) in [
        (
            Lang::En,
            [
                "  Lines (items)",
                "(items) stay out: ",
                "▌ how many         not imported",
                "how many: import as",
                "▌ how many         quantity        as you said     5",
                "lines · 2 rows: 2 new",
                "  how many         quantity        as last time",
            ],
        ),
        (
            Lang::Vi,
            [
                "  Dòng hàng (items)",
                "(items) không được nhập: ",
                "▌ how many         không nhập",
                "how many: nhập làm",
                "▌ how many         số lượng        bạn chọn        5",
                "dòng hàng · 2 dòng: 2 mới",
                "  how many         số lượng        như lần trước",
            ],
        ),
    ] {
        let mut bench = Bench::new(lang, (80, 24));
        bench.stage.keys("2");
        bench.preview("o.json", &odd("X-1"));
        told[..2].iter().for_each(|told| has(&bench.stage, told));
        let to = |stage: &linchpin::ui::stage::Stage, text: &str| stage.screen().contains(text);
        let go = |bench: &mut Bench, column: &str| {
            bench.stage.keys("g");
            for _ in 0..12 {
                if to(&bench.stage, &format!("▌ {column} ")) {
                    return;
                }
                bench.stage.keys("j");
            }
            panic!("no {column} in\n{}", bench.stage.screen());
        };
        go(&mut bench, "what");
        bench.stage.keys("<enter>text<enter>");
        go(&mut bench, "how many");
        has(&bench.stage, told[2]);
        bench.stage.keys("<enter>");
        has(&bench.stage, told[3]);
        bench.stage.keys("quantity<enter>");
        has(&bench.stage, told[4]);
        has(&bench.stage, told[5]);
        assert!(!to(&bench.stage, told[1]));
        go(&mut bench, "each");
        bench.stage.keys("<enter>price<enter><c-s>");
        assert!(to(&bench.stage, "2 order lines added") || to(&bench.stage, "2 dòng hàng"), "{}", bench.stage.screen());
        bench.stage.keys("<esc>");
        // Another file of that shape; what was said of the lines stays when something is said of an order's column.
        bench.preview("p.json", &odd("X-2"));
        has(&bench.stage, told[6]);
        has(&bench.stage, told[5]);
        go(&mut bench, "account");
        bench.stage.keys("<enter>1");
        has(&bench.stage, told[6]);
        has(&bench.stage, told[5]);
        // And when it is another of theirs, or none of them comes any more.
        go(&mut bench, "each");
        bench.stage.keys("<enter>1");
        has(&bench.stage, told[6]);
        go(&mut bench, "how many");
        bench.stage.keys("<enter>1");
        has(&bench.stage, told[1]);
    }
}

/// Where the list is longer than the screen, what is below is counted and whose columns they are is said above.
#[test]
fn the_columns_of_lines_are_told_from_others_wherever_one_is() {
    let columns = |name: &str| (1..16).map(|n| format!(r#""{name} {n}": "x""#)).collect::<Vec<_>>().join(", ");
    let text = format!(
        r#"[{{"number": "X-1", {}, "items": [{{"text": "Gạo", "quantity": 5, {}}}]}}]"#,
        columns("outer"),
        columns("inner")
    );
    for (lang, told) in [(Lang::En, ["↓ ", " more"]), (Lang::Vi, ["↓ ", " cột nữa"])] {
        let mut bench = Bench::new(lang, (80, 24));
        bench.stage.keys("2");
        bench.preview("o.json", &text);
        let below = |bench: &Bench| {
            let screen = bench.stage.screen();
            let rows = screen.lines().filter(|line| line.contains(" outer ") || line.contains(" inner ")).count();
            let rows = rows + usize::from(screen.contains(" text ")) + usize::from(screen.contains(" quantity "));
            let rows = rows + usize::from(screen.contains(" number "));
            (rows, screen.contains(&format!("{}{}{}", told[0], 33 - rows, told[1])))
        };
        assert!(below(&bench).1, "{}", bench.stage.screen());
        bench.stage.keys("G");
        has(&bench.stage, ["│   Lines (items) ", "│   Dòng hàng (item…"][usize::from(lang == Lang::Vi)]);
        has(&bench.stage, "▌ inner 15 ");
    }
}
