//! One file whose rows are the lines of orders, as shops and invoicing programs write it: brought in once for its orders
//! and once for its lines. All fixtures are made here.
use super::desk::Desk;
use linchpin::domain::order::is_no_goods;
use linchpin::lang::Lang;

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
    assert_eq!(desk.counts("orders", FLAT, &more), [6, 2, 0, 2, 2, 2]);
    // What is the line's own is none of the order's.
    let order = desk.show("order", "7001");
    assert_eq!(
        (&order["ordered"], &order["note"], &order["account"]),
        (&"2026-05-04".into(), &serde_json::Value::Null, &"88".into())
    );
    let (json, output) = desk.import("order-lines", FLAT, &more);
    assert_eq!((json["added"].as_u64(), json["rejected"].as_u64(), output.code), (Some(4), Some(2), 4));
    // A code that names no product stays beside the words.
    let order = desk.show("order", "7001");
    assert_eq!(order["lines"][0]["text"], "B12 BLUE BOWL");
    assert_eq!(order["net"]["amount"], "48.00");
    // What came back, charges, and what stands there twice are told by name.
    let rejected = std::fs::read_to_string(&out).unwrap();
    assert!(rejected.contains("'-2' is a return or a write-off") && rejected.contains("'-40' is a return"));
    assert!(said(&output, "1 added line names no goods but a charge or a remark: POSTAGE (1)"), "{:?}", output.said);
    assert!(said(&output, "1 row is letter for letter the same as one before"), "{:?}", output.said);
    assert!(said(&output, "lines 4"), "{:?}", output.said);
    assert_eq!((&json["same"], &json["no_goods"]["POSTAGE"]), (&1.into(), &1.into()));
    assert_eq!(desk.counts("order-lines", FLAT, &more), [6, 0, 0, 4, 2, 0]);
    assert_eq!(desk.list("orders", "").len(), 2);
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
    for (lang, said) in [(Lang::En, "is a return"), (Lang::Vi, "là hàng trả lại")] {
        assert!(linchpin::lang::import::a_return("-2").to(lang).contains(said));
    }
}
