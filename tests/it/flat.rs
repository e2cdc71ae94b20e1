//! One file whose rows are the lines of orders, as shops and invoicing programs write it: brought in once for its orders
//! and once for its lines. All fixtures are made here.
use super::desk::Desk;
use linchpin::domain::order::is_no_goods;
use linchpin::lang::Lang;
use serde_json::Value as Json;

const FLAT: &str = "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID\n\
    7001,B12,BLUE BOWL,6,2026-05-04 08:26:00,2.50,88\n\
    7001,POST,POSTAGE,1,2026-05-04 08:26:00,18.00,88\n\
    7001,B12,BLUE BOWL,6,2026-05-04 08:26:00,2.50,88\n\
    C7002,B12,BLUE BOWL,-2,2026-05-05 09:00:00,2.50,88\n\
    7003,B13,?,-40,2026-05-05 09:10:00,0.00,\n\
    7004,B13,RED BOWL,3,2026-05-06 10:00:00,3.00,89\n";

fn said(output: &linchpin::cli::Output, words: &str) -> bool {
    output.said.iter().any(|line| line.contains(words))
}

#[test]
fn a_flat_file_brings_its_orders_and_then_their_lines() {
    let desk = Desk::new();
    let out = desk.folder.path().join("rejects.csv");
    let more = ["--currency", "GBP", "--rejects", out.to_str().unwrap()];
    assert_eq!(desk.counts("orders", FLAT, &more), [6, 3, 0, 2, 1, 3]);
    // What is the line's own is none of the order's.
    let order = desk.show("order", "7001");
    assert_eq!(
        (&order["ordered"], &order["note"], &order["account"]),
        (&"2026-05-04".into(), &serde_json::Value::Null, &"88".into())
    );
    let (json, output) = desk.import("order-lines", FLAT, &more);
    assert_eq!((json["added"].as_u64(), json["rejected"].as_u64(), output.code), (Some(5), Some(1), 4));
    // A code that names no product stays beside the words.
    let order = desk.show("order", "7001");
    assert_eq!(order["lines"][0]["text"], "B12 BLUE BOWL");
    assert_eq!(order["net"]["amount"], "48.00");
    // What is written off, charges, and what stands there twice are told by name.
    let rejected = std::fs::read_to_string(&out).unwrap();
    assert!(rejected.contains("'-40' at no price and of no order is stock written off"), "{rejected}");
    assert!(said(&output, "1 added line names no goods but a charge or a remark: POSTAGE (1)"), "{:?}", output.said);
    assert!(said(&output, "1 row is letter for letter the same as one before"), "{:?}", output.said);
    assert!(said(&output, "lines 4"), "{:?}", output.said);
    assert_eq!((&json["same"], &json["no_goods"]["POSTAGE"]), (&1.into(), &1.into()));
    assert_eq!(desk.counts("order-lines", FLAT, &more), [6, 0, 0, 5, 1, 0]);
    assert_eq!(desk.list("orders", "").len(), 3);
}

/// An invoice of what came back is an order by itself: it takes off what it comes to, on its own day, and nobody has
/// anything to do for it.
#[test]
fn what_came_back_by_an_invoice_of_its_own_is_taken_off() {
    let desk = Desk::new();
    // Not so long ago that it would be history anyway.
    let late = FLAT.replace("2026-05", "2026-11");
    let (json, output) = desk.import("orders", &late, &["--currency", "GBP"]);
    assert_eq!((&json["added"], &json["returns"]), (&3.into(), &1.into()));
    assert!(said(&output, "1 new order is a return, with an invoice of its own"), "{:?}", output.said);
    let (json, output) = desk.import("order-lines", &late, &["--currency", "GBP"]);
    assert_eq!((&json["added"], &json["returns"]), (&5.into(), &1.into()));
    assert!(said(&output, "1 new line is of what came back"), "{:?}", output.said);
    let back = desk.show("order", "C7002");
    assert_eq!((&back["state"], &back["due_at"]), (&"closed".into(), &Json::Null));
    assert_eq!((&back["ordered"], &back["net"]["amount"]), (&"2026-11-05".into(), &"-5.00".into()));
    assert_eq!(back["lines"][0]["quantity"], -2);
    let report: Json = serde_json::from_str(&desk.run(&["report", "orders-by-month"]).unwrap().out).unwrap();
    assert_eq!(report["rows"][0]["net"]["amount"], "52.00");
    assert!(report["notes"].to_string().contains("1 order is a return"), "{report}");
    // It is worked on as any other, and healthy.
    desk.run(&["set", "order", "C7002", "note=broken"]).unwrap();
    assert_eq!(desk.show("order", "C7002")["note"], "broken");
    assert_eq!(desk.run(&["doctor"]).unwrap().code, 0);
    // What is typed here is ordered, and so never less than nothing.
    assert!(desk.run(&["set", "order", "7004", "lines.1.quantity=-3"]).is_err());
}

#[test]
fn what_came_back_beside_what_was_sold_is_taken_off_there() {
    let desk = Desk::new();
    let mixed = "Order Number,Product,Quantity,Unit Price,Status\n8,Bowl,6,2.50,Confirmed\n8,Plate,-1,2.00,Confirmed\n";
    desk.import("orders", mixed, &["--currency", "GBP"]);
    assert_eq!(desk.counts("order-lines", mixed, &["--currency", "GBP"]), [2, 2, 0, 0, 0, 0]);
    let order = desk.show("order", "8");
    assert_eq!((&order["state"], &order["out"]), (&"confirmed".into(), &"0/1".into()));
    assert_eq!((&order["net"]["amount"], &order["lines"][1]["state"]), (&"13.00".into(), &"closed".into()));
}

/// What was taken off in money is no percentage: it is left out, and said to be.
#[test]
fn a_discount_in_money_is_not_read_as_a_share() {
    for (lang, told) in [
        ("en", "Chiết khấu: an amount, no percentage: not taken as the discount"),
        ("vi", "Chiết khấu: là số tiền, không phải phần trăm: không nhập làm chiết khấu"),
    ] {
        let desk = Desk::new();
        let text = "Số đơn,Mã hàng,SL,Đơn giá,Chiết khấu\n1,A,2,100.000,20.000\n1,B,1,50.000,0\n";
        desk.import("orders", text, &[]);
        let file = desk.file("lines.csv", text);
        let output = desk.run_in(lang, "json", &["import", "order-lines", file.to_str().unwrap()]).unwrap();
        assert!(output.said.iter().any(|line| line == told), "{:?}", output.said);
        assert_eq!(desk.show("order", "1")["net"]["amount"], "250000");
    }
}

/// An order of a shop has the day on which it was made there, and is counted in its month.
#[test]
fn the_day_on_which_an_order_was_made_is_its_day_where_no_other_is() {
    let shop =
        r#"{"orders":[{"id":55,"order_number":"A","created_at":"2026-10-20T09:58:00+07:00","total_price":"530000"}]}"#;
    for (name, text) in [
        ("a.csv", "Mã đơn hàng,Ngày tạo,Tổng tiền\nA,20/10/2026 10:00,530000\n"),
        ("b.csv", "Mã hóa đơn,Thời gian tạo,Tổng cộng\nA,20/10/2026 14:03,530000\n"),
        ("c.csv", "Order No,Created at,Total\nA,2026-10-20 09:58:00 +0700,530000\n"),
        ("d.json", shop),
    ] {
        let desk = Desk::new();
        let file = desk.file(name, text);
        desk.run(&["import", "orders", file.to_str().unwrap()]).unwrap();
        assert_eq!(desk.show("order", "1")["ordered"], "2026-10-20", "{name}");
        let report: Json = serde_json::from_str(&desk.run(&["report", "orders-by-month"]).unwrap().out).unwrap();
        assert_eq!(report["rows"][0]["orders"], 1, "{report}");
    }
}

/// Lines before their orders: what is to be done stands beside each.
#[test]
fn lines_without_their_orders_say_what_comes_first() {
    for (lang, said) in [
        ("en", "no order here is called '7001' (import the orders first; this very file, where it has them)"),
        ("vi", "ở đây không có đơn '7001' (nhập đơn trước; bằng chính tệp này, nếu có trong đó)"),
    ] {
        let desk = Desk::new();
        let file = desk.file("lines.csv", FLAT);
        let output = desk.run_in(lang, "json", &["import", "order-lines", file.to_str().unwrap()]).unwrap();
        assert!(output.said.iter().any(|line| line.contains(said)), "{:?}", output.said);
    }
}

#[test]
fn a_product_that_is_called_so_is_goods() {
    let desk = Desk::new();
    desk.import("products", "Name,Code\nPOSTAGE,POST\nBLUE BOWL,B12\n", &[]);
    desk.import("orders", FLAT, &[]);
    let (json, _) = desk.import("order-lines", FLAT, &["--currency", "GBP"]);
    assert_eq!(json["no_goods"], serde_json::json!({}));
    let line = &desk.show("order", "7001")["lines"][0];
    assert_eq!((&line["product"], &line["text"]), (&"BLUE BOWL".into(), &"BLUE BOWL".into()));
}

#[test]
fn what_was_said_of_a_column_goes_before_that() {
    let desk = Desk::new();
    let map = desk.file("a.map", "Description = note\nQuantity = -\n");
    let counts = desk.counts("orders", FLAT, &["--map", map.to_str().unwrap()]);
    assert_eq!(counts[4], 0, "nobody asked how much");
    assert_eq!(desk.show("order", "7004")["note"], "RED BOWL");
}

#[test]
fn charges_and_remarks_are_told_from_goods() {
    for text in [
        "POSTAGE",
        "Manual",
        "?",
        "??",
        "-",
        "damages",
        "samples/damages",
        "mouldy, thrown away.",
        "Bank Charges",
        "reverse 21/5/10 adjustment",
        "Phí vận chuyển",
        "chiết khấu",
        "Found",
    ] {
        assert!(is_no_goods(text), "{text}");
    }
    for text in
        ["WHITE METAL LANTERN", "Post box red", "Gạo ST25", "22139", "Thùng phi", "Sample spoon", "Gift Voucher £30"]
    {
        assert!(!is_no_goods(text), "{text}");
    }
}

#[test]
fn both_languages_say_what_a_return_is() {
    for (lang, said) in [(Lang::En, "2 new orders are returns"), (Lang::Vi, "2 đơn mới là hàng trả lại")] {
        assert!(linchpin::lang::import::returns(2).to(lang).contains(said));
    }
}

/// The goods of such a file are one each, and so are those of a list that has one twice.
#[test]
fn what_is_ordered_again_and_again_is_one_product() {
    let desk = Desk::new();
    // Named by what the lines call it; what comes back or costs nothing is of goods, too.
    assert_eq!(desk.counts("products", FLAT, &["--currency", "GBP"]), [6, 3, 0, 3, 0, 0]);
    let of = |code: &str| desk.list("products", &format!("code:{code}")).remove(0);
    let bowl = of("B12");
    assert_eq!(
        (&bowl["name"], &bowl["price"]["amount"], &bowl["stock"]),
        (&"BLUE BOWL".into(), &"2.50".into(), &serde_json::Value::Null)
    );
    assert_eq!(desk.counts("products", FLAT, &["--currency", "GBP"]), [6, 0, 0, 6, 0, 0]);
    // Its orders and their lines find them.
    desk.import("orders", FLAT, &[]);
    desk.import("order-lines", FLAT, &["--currency", "GBP"]);
    assert_eq!(desk.show("order", "7004")["lines"][0]["product"], "?");
    // A line says what something was sold at, not what it is sold at; what nobody knew yet it tells.
    desk.run(&["set", "product", "1", "price=3.20 GBP", "name=Bowl"]).unwrap();
    desk.import("products", "Name,Code\n,B99\n", &[]);
    let more = "Invoice No,Stock Code,Description,Quantity,Unit Price\n9,B12,DAMAGED,1,0.10\n9,B99,PLATE,1,2.00\n9,B99,PLATE,2,1.00\n";
    assert_eq!(desk.counts("products", more, &["--currency", "GBP"]), [3, 0, 1, 2, 0, 0]);
    assert_eq!((&of("B12")["name"], &of("B12")["price"]["amount"]), (&"Bowl".into(), &"3.20".into()));
    assert_eq!((&of("B99")["name"], &of("B99")["price"]["amount"]), (&"PLATE".into(), &"2.00".into()));
    // Without a code the name is what tells them, whatever the lines are known by.
    let named = "Line Id,Order,Product Name,Quantity,List Price\n1,8,A/C valve,7,2.00\n2,8,Pop C2,1,3.00\n3,9,A/C Valve,2,2.50\n";
    assert_eq!(desk.counts("products", named, &["--currency", "GBP"]), [3, 2, 0, 1, 0, 0]);
    assert_eq!(desk.counts("products", named, &["--currency", "GBP"]), [3, 0, 0, 3, 0, 0]);
    assert_eq!(desk.list("products", "A/C")[0]["key"], serde_json::Value::Null);
}

#[test]
fn a_list_of_products_knows_them_by_code() {
    let desk = Desk::new();
    // The code of one is given twice: the first row counts, what it leaves blank the second fills.
    let list =
        "Code,Name,Price,Unit\nR5,ST25,100000,\nR5,ST25 5 kg,110000,bag\nR6,ST25,90000,bag\n,Cá,50000,\n,Cá,55000,kg\n";
    assert_eq!(desk.counts("products", list, &[]), [5, 4, 1, 0, 0, 0]);
    let of = |filter: &str| desk.list("products", filter).remove(0);
    let rice = of("code:R5");
    assert_eq!(
        (&rice["name"], &rice["price"]["amount"], &rice["unit"]),
        (&"ST25".into(), &"100000".into(), &"bag".into())
    );
    assert_eq!(desk.counts("products", list, &[]), [5, 0, 0, 5, 0, 0]);
    // The list of another program meets them, and changes what it says otherwise.
    let other = "SKU,Product Name,List Price\nR5,ST25,120000\nR7,New,1000\n";
    let (json, output) = desk.import("products", other, &[]);
    assert_eq!((&json["added"], &json["merged"]), (&1.into(), &1.into()));
    assert!(said(&output, "1 here already under the same number, code, login or name"), "{:?}", output.said);
    assert_eq!(of("code:R5")["price"]["amount"], "120000");
    // Marks tell one word from another.
    let oil = "Order,Product Name,Quantity\n1,Dầu,1\n1,Đậu,2\n2,dầu,1\n";
    assert_eq!(Desk::new().counts("products", oil, &[]), [3, 2, 0, 1, 0, 0]);
    // Rows that a program tells apart by its own keys stay apart, under the same name and even the same code.
    let desk = Desk::new();
    let keyed = "Product Id,Product Name,Product Code\n1,ST25,R5\n2,ST25,R5\n3,ST25,R6\n";
    assert_eq!(desk.counts("products", keyed, &[]), [3, 3, 0, 0, 0, 0]);
}
