//! Days on which orders of another system are to leave and to arrive, before their lines come in and after, and what is left
//! once the lines are taken back. Every fixture is made here.
use super::desk::Desk;
use linchpin::domain::order::{Order, State};
use linchpin::domain::value::Id;
use serde_json::Value as Json;

/// The morning is that of 24/11/2026.
const ORDERS: &str = "Số đơn;Khách hàng;Ngày đặt;Ngày giao;Trạng thái\n\
                      D1;Chợ Lớn;20/11/2026;05/12/2026;Mới\n\
                      D2;Chợ Lớn;20/11/2026;22/11/2026;Đã xác nhận\n\
                      D3;Chợ Lớn;20/11/2026;23/11/2026;Đang giao\n\
                      D4;Chợ Lớn;20/11/2026;23/11/2026;Đã giao\n";
const LINES: &str = "Số đơn;Tên hàng;SL;Đơn giá\nD1;Gạo;2;10.000\nD2;Gạo;2;10.000\nD3;Gạo;2;10.000\nD4;Gạo;2;10.000\n";

/// What is promised, when it left and arrived, and how far it has come.
fn days(desk: &Desk, id: Id) -> ([String; 3], State) {
    let order: Order = desk.store.get(id).unwrap();
    let day = |day: Option<chrono::NaiveDate>| day.map_or_else(String::new, |day| day.format("%d/%m").to_string());
    ([order.promised, order.shipped, order.delivered].map(day), order.state)
}

#[track_caller]
fn is(desk: &Desk, id: Id, wanted: [&str; 3], state: State) {
    assert_eq!(days(desk, id), (wanted.map(str::to_owned), state), "order {id}");
}

fn is_well(desk: &Desk) -> bool {
    desk.run(&["doctor"]).unwrap().out.contains("\"well\":true")
}

fn last_import(desk: &Desk) -> String {
    let told: Vec<Json> = serde_json::from_str(&desk.run(&["history"]).unwrap().out).unwrap();
    let last = told.iter().find(|told| told["act"] == "import" && told["undoes"].is_null()).unwrap();
    last["entry"].to_string()
}

#[test]
fn the_day_of_a_delivery_that_is_to_come_is_the_promise() {
    let desk = Desk::new();
    let (_, output) = desk.import("orders", ORDERS, &[]);
    assert!(output.said.iter().any(|said| said.starts_with("3 orders are not delivered yet")), "{output:?}");
    for lines in [false, true] {
        if lines {
            desk.import("order-lines", LINES, &[]);
        }
        is(&desk, 1, ["05/12", "", ""], State::Draft);
        is(&desk, 2, ["22/11", "", ""], State::Confirmed);
        is(&desk, 3, ["23/11", "", ""], State::Shipped);
        is(&desk, 4, ["", "", "23/11"], State::Delivered);
    }
    assert!(is_well(&desk));
    // What is said of one that is delivered by now is taken.
    let desk = Desk::new();
    desk.import("orders", ORDERS, &[]);
    desk.import("orders", &ORDERS.replace("23/11/2026;Đang giao", "24/11/2026;Đã giao"), &[]);
    is(&desk, 3, ["23/11", "", "24/11"], State::Delivered);
}

#[test]
fn of_an_order_whose_state_is_not_said_the_day_tells() {
    let desk = Desk::new();
    desk.import(
        "orders",
        "Số đơn;Ngày xuất;Ngày giao\nE1;;20/11/2026\nE2;;30/11/2026\nE3;28/11/2026;30/11/2026\n",
        &[],
    );
    let lines = "Số đơn;Tên hàng;SL;Đơn giá\nE1;Gạo;2;10.000\nE2;Gạo;2;10.000\nE3;Gạo;2;10.000\n";
    for more in ["", lines] {
        if !more.is_empty() {
            desk.import("order-lines", more, &[]);
        }
        is(&desk, 1, ["", "", "20/11"], State::Delivered);
        is(&desk, 2, ["30/11", "", ""], State::Confirmed);
        is(&desk, 3, ["28/11", "", ""], State::Confirmed);
    }
    // A second day has no place in an order that has not left: it is kept as it is written.
    assert_eq!(desk.show("order", "3")["delivered"], "30/11/2026");
}

#[test]
fn a_day_that_does_not_fit_the_lines_is_kept_as_it_is_written() {
    let desk = Desk::new();
    desk.import("orders", ORDERS, &[]);
    desk.import("order-lines", LINES, &[]);
    desk.import("orders", &ORDERS.replace("22/11/2026;Đã xác nhận", "24/11/2026;Đã giao"), &[]);
    is(&desk, 2, ["22/11", "", ""], State::Confirmed);
    assert_eq!(desk.show("order", "2")["delivered"], "24/11/2026");
    assert!(is_well(&desk));
}

#[test]
fn a_cancelled_order_keeps_its_days() {
    let desk = Desk::new();
    desk.import("orders", "Số đơn;Ngày xuất;Trạng thái\nF1;20/11/2026;Đã huỷ\n", &[]);
    desk.import("order-lines", "Số đơn;Tên hàng;SL;Đơn giá\nF1;Gạo;2;10.000\n", &[]);
    is(&desk, 1, ["", "20/11", ""], State::Cancelled);
}

/// What follows from lines that an undo takes away is worked out anew.
#[test]
fn lines_that_are_taken_back_leave_nothing_behind() {
    let desk = Desk::new();
    desk.import("orders", ORDERS, &[]);
    desk.import("order-lines", LINES, &[]);
    let out = |desk: &Desk| desk.show("order", "4")["out"].clone();
    assert_eq!(out(&desk), "1/1");
    desk.run(&["undo", "--entry", &last_import(&desk)]).unwrap();
    assert_ne!(out(&desk), "1/1");
    assert!(is_well(&desk));
    desk.run(&["redo"]).unwrap();
    assert_eq!(out(&desk), "1/1");
    assert!(is_well(&desk));
}

/// A number that an import added to a person who was here finds nobody once it is taken back.
#[test]
fn a_number_that_is_taken_back_finds_nobody() {
    let desk = Desk::new();
    desk.import("leads", "Lead Id,Full Name\n7,Bà Tám\n", &[]);
    desk.import("leads", "Lead Id,Full Name,Mobile\n7,Bà Tám,0903 111 222\n", &[]);
    assert_eq!(desk.names("leads", "0903111222"), ["Bà Tám"]);
    desk.run(&["undo", "--entry", &last_import(&desk)]).unwrap();
    assert!(desk.names("leads", "0903111222").is_empty());
    assert!(is_well(&desk));
}
