//! In which currency amounts come in that name none, and how they are read where their marks can be read in two ways. Every
//! fixture is made here.
use super::desk::Desk;
use super::import_screen::Bench;
use super::{has, has_not};
use linchpin::domain::order::Order;
use linchpin::domain::value::{Id, Value};
use linchpin::lang::Lang;
use serde_json::Value as Json;

/// Prices of so many đồng that a program gave them decimals.
const FINE: &str = "Mã hàng;Tên hàng;Đơn giá\nA;Gạo A;32.000\nB;Gạo B;9.833,33\nC;Gạo C;1.250.000\n";

fn amount(money: &Json) -> String {
    let text = |key: &str| money[key].as_str().unwrap_or_default().to_owned();
    if money.is_string() { money.to_string() } else { format!("{} {}", text("amount"), text("currency")) }
}

/// The price of a line and its currency.
type Priced = (Option<i64>, &'static str);

/// The prices of the lines of an order, its own currency and its worth.
fn lines(desk: &Desk, id: Id) -> (Vec<Priced>, &'static str, Option<i64>) {
    let order: Order = desk.store.get(id).unwrap();
    let lines = order.lines.iter().map(|line| (line.price, line.currency.code())).collect();
    (lines, order.currency.code(), order.net)
}

#[test]
fn a_currency_that_is_named_holds_whatever_decimals_there_are() {
    let desk = Desk::new();
    let (_, output) = desk.import("products", FINE, &["--currency", "VND"]);
    assert!(!output.said.iter().any(|line| line.contains("read as USD")), "{:?}", output.said);
    let price = |id: &str| amount(&desk.show("product", id)["price"]);
    assert_eq!(["1", "2", "3"].map(price), ["32000 VND", "\"9.833,33\"", "1250000 VND"]);
    let orders = "Số đơn;Tổng tiền\nSO-1;32.000\nSO-2;9.833,33\n";
    desk.import("orders", orders, &["--currency", "VND"]);
    let total = |id: &str| amount(&desk.show("order", id)["imported_total"]);
    assert_eq!(["1", "2"].map(total), ["32000 VND", "\"9.833,33\""]);
}

#[test]
fn a_currency_that_is_named_on_the_screen_holds() {
    for (lang, told, hint) in [
        (Lang::En, "amounts have more decimals than VND; read as USD; $ names another currency", "$ currency"),
        (Lang::Vi, "số tiền có nhiều số lẻ hơn VND; đang đọc là USD; $ để chọn loại khác", "$ loại tiền"),
    ] {
        let mut bench = Bench::new(lang, (80, 24));
        bench.preview("dec.csv", FINE);
        has(&bench.stage, "! USD");
        has(&bench.stage, told);
        has(&bench.stage, hint);
        bench.stage.keys("$VND<enter>");
        has_not(&bench.stage, "! USD");
        has_not(&bench.stage, "! VND");
        has(&bench.stage, if lang == Lang::En { "! 1 doubtful" } else { "! 1 còn ngờ" });
        bench.stage.keys("<c-s>");
        let row = bench.stage.store().any("product", 1).unwrap();
        assert!(matches!(row.value("price"), Value::Money(money) if money.currency.code() == "VND"), "{lang:?}");
    }
}

/// What only looks like a currency, or goes nowhere, does not change how amounts are read.
#[test]
fn only_a_column_of_currencies_says_in_which_amounts_are() {
    let desk = Desk::new();
    desk.import("products", "Product Code,Name,Unit,Price\nA1,Cup,CUP,2.55\nA2,Top,TOP,3.10\n", &[]);
    assert_eq!(["1", "2"].map(|id| amount(&desk.show("product", id)["price"])), ["2.55 USD", "3.10 USD"]);
    let desk = Desk::new();
    let deals = "Opportunity Name,Amount Currency,Amount\na,USD,\"12,000.00\"\nb,VND,\"350,000.00\"\nc,EUR,10.50\n";
    desk.import("opportunities", deals, &[]);
    let of = |id: &str| amount(&desk.show("opportunity", id)["amount"]);
    assert_eq!(["1", "2", "3"].map(of), ["12000.00 USD", "350000 VND", "10.50 EUR"]);
    let desk = Desk::new();
    let map = desk.file("a.map", "Amount Currency = -\n");
    let (_, output) = desk.import("opportunities", deals, &["--map", map.to_str().unwrap()]);
    assert!(output.said.iter().any(|line| line.contains("read as USD")), "{:?}", output.said);
}

/// The cents of one order's lines are not those of another's.
#[test]
fn lines_are_in_the_currency_of_their_order() {
    let desk = Desk::new();
    desk.import("orders", "Số đơn;Loại tiền\nSO1;USD\nSO2;VND\n", &[]);
    desk.import("order-lines", "Số đơn;Tên hàng;SL;Đơn giá\nSO1;Gạo A;2;12,50\nSO2;Gạo B;3;21.500\n", &[]);
    assert_eq!(lines(&desk, 1), (vec![(Some(1250), "USD")], "USD", Some(2500)));
    assert_eq!(lines(&desk, 2), (vec![(Some(21_500), "VND")], "VND", Some(64_500)));
    // Where no order says anything, the column is decided as a whole.
    desk.import("orders", "Số đơn\nSO3\nSO4\n", &[]);
    desk.import("order-lines", "Số đơn;Tên hàng;SL;Đơn giá\nSO3;Gạo A;2;12,50\nSO4;Gạo B;3;21\n", &[]);
    assert_eq!(lines(&desk, 4), (vec![(Some(2100), "USD")], "USD", Some(6300)));
    // An order that says an amount is in the currency of that.
    desk.import("orders", "Số đơn;Tổng tiền\nSO5;64.500\nSO6;\n", &[]);
    desk.import("order-lines", "Số đơn;Tên hàng;SL;Đơn giá\nSO6;Gạo A;2;12,50\nSO5;Gạo B;3;21.500\n", &[]);
    assert_eq!(lines(&desk, 5), (vec![(Some(21_500), "VND")], "VND", Some(64_500)));
    assert_eq!(lines(&desk, 6), (vec![(Some(1250), "USD")], "USD", Some(2500)));
}

#[test]
fn lines_inside_orders_are_in_the_currency_that_the_order_names() {
    let desk = Desk::new();
    let order = |number: &str, code: &str, price: &str| {
        format!(
            r#"{{"Số đơn":"{number}","Loại tiền":"{code}","items":[{{"text":"Gạo","quantity":2,"price":{price}}}]}}"#
        )
    };
    let file = desk.file("o.json", format!("[{},{}]", order("J1", "VND", "15000"), order("J2", "USD", "15.5")));
    desk.run(&["import", "orders", file.to_str().unwrap()]).unwrap();
    assert_eq!(lines(&desk, 1), (vec![(Some(15_000), "VND")], "VND", Some(30_000)));
    assert_eq!(lines(&desk, 2), (vec![(Some(1550), "USD")], "USD", Some(3100)));
    // What does not fit the currency that is named is kept as it is written.
    let file = desk.file("p.json", format!("[{}]", order("J3", "VND", "15.5")));
    desk.run(&["import", "orders", file.to_str().unwrap()]).unwrap();
    assert_eq!(lines(&desk, 3), (vec![(None, "VND")], "VND", Some(0)));
}

/// The cents of a row that names its currency say nothing of one that names none.
#[test]
fn a_row_without_a_currency_is_not_in_that_of_the_others() {
    let desk = Desk::new();
    let text = "Số đơn;Loại tiền;Tổng tiền\nSO1;USD;12,50\nSO2;;1.000.000\nSO3;EUR;7,25\n";
    let (_, output) = desk.import("orders", text, &[]);
    assert!(!output.said.iter().any(|line| line.contains("read as USD")), "{:?}", output.said);
    let total = |id: &str| amount(&desk.show("order", id)["imported_total"]);
    assert_eq!(["1", "2", "3"].map(total), ["12.50 USD", "1000000 VND", "7.25 EUR"]);
}

#[test]
fn numbers_that_can_be_read_in_two_ways_are_marked() {
    for lang in [Lang::En, Lang::Vi] {
        let mut bench = Bench::new(lang, (80, 24));
        bench.preview("goods.csv", "Tên hàng;Giá bán;Loại tiền\nGạo A;1.250;USD\nGạo B;2.750;USD\n");
        has(&bench.stage, "! 1.250 = 1250");
        let told = [" can be read in two ways; read as thousands", " có thể hiểu hai cách; đang đọc là hàng nghìn"];
        has(&bench.stage, told[usize::from(lang == Lang::Vi)]);
        bench.stage.keys("f1");
        has(&bench.stage, if lang == Lang::En { "1.250 = 1.25" } else { "1.250 = 1,25" });
        has_not(&bench.stage, "! 1.250");
        // No amount of đồng has decimals.
        bench.preview("dong.csv", "Tên hàng;Giá bán\nGạo A;32.000\nGạo B;12.500\n");
        has_not(&bench.stage, "! 12.500");
        has_not(&bench.stage, "! 1.250");
    }
}
