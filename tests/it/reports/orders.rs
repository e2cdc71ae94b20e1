//! What was ordered, what came when it was promised, and what may yet be sold.
use super::super::orders::house;
use super::super::{act, at};
use super::{ask, lines, sums};
use insta::assert_snapshot;
use linchpin::domain::deed::Deed;
use linchpin::domain::money::Currency;
use linchpin::domain::order::{Line, Order, Stage};
use linchpin::lang::Lang;
use linchpin::report::{self, Figure, Period};
use linchpin::store::Store;
use serde_json::json;

fn day(text: &str) -> Option<chrono::NaiveDate> {
    (!text.is_empty()).then(|| text.parse().unwrap())
}

/// An order as a file would bring it: ordered, first promise, left, arrived.
fn dated(number: &str, currency: Currency, [ordered, first, shipped, delivered]: [&str; 4]) -> Order {
    let (ordered, first_promised) = (day(ordered), day(first));
    let (shipped, delivered) = (day(shipped), day(delivered));
    let promised = first_promised;
    Order {
        number: number.to_owned(),
        currency,
        ordered,
        promised,
        first_promised,
        shipped,
        delivered,
        ..Order::default()
    }
}

/// What was ordered, shipped, delivered and cancelled, at a price of 100.
fn line(order: &Order, [quantity, shipped, delivered, cancelled]: [i64; 4]) -> Line {
    Line {
        text: "ST25".to_owned(),
        price: Some(100),
        currency: order.currency,
        stage: Stage::Preparing,
        first_confirmed: order.first_promised,
        promised: order.promised,
        shipped_on: order.shipped,
        delivered_on: order.delivered,
        quantity,
        shipped,
        delivered,
        cancelled,
        ..Line::default()
    }
}

pub(super) fn orders() -> Store {
    let (vnd, usd) = (Currency::VND, Currency::USD);
    let mut s = house();
    // Half past eleven in the evening of the last of October, which is the same day in UTC only by its date there.
    at(&mut s, "2026-10-31 23:30");
    let given =
        [("account", "gao dong"), ("promised", "3/11/2026"), ("lines.1.product", "ST25-5"), ("lines.1.quantity", "10")];
    act(&mut s, "order", "add", &[], &given);
    act(&mut s, "order", "confirm", &[1], &[]);
    // And half past twelve in the night after it, which is October there.
    at(&mut s, "2026-11-01 00:30");
    act(&mut s, "order", "add", &[], &given);
    act(&mut s, "order", "confirm", &[2], &[]);
    at(&mut s, "2026-11-24 09:14");
    let with = |mut order: Order, counts: &[[i64; 4]]| {
        order.lines = counts.iter().map(|counts| line(&order, *counts)).collect();
        order
    };
    let kept =
        with(dated("A", usd, ["2026-10-05", "2026-10-20", "2026-10-18", "2026-10-20"]), &[[5, 5, 5, 0], [3, 3, 3, 0]]);
    let short = with(dated("B", usd, ["2026-11-05", "2026-11-10", "2026-11-09", "2026-11-10"]), &[[5, 4, 4, 1]]);
    let late = with(dated("C", vnd, ["2026-11-05", "2026-11-10", "2026-11-10", "2026-11-12"]), &[[5, 5, 5, 0]]);
    let mut moved = with(dated("D", vnd, ["2026-11-06", "2026-11-20", "", ""]), &[[5, 1, 0, 0]]);
    (moved.promised, moved.lines[0].promised) = (day("2026-12-01"), day("2026-12-01"));
    let ahead = with(dated("E", vnd, ["2026-11-06", "2026-12-05", "", ""]), &[[7, 0, 0, 0]]);
    let off = with(dated("F", vnd, ["2026-11-07", "2026-11-09", "", ""]), &[[9, 0, 0, 9]]);
    let bare = |number, dates, state: &str, total| Order {
        imported_state: state.to_owned(),
        imported_total: total,
        ..dated(number, vnd, dates)
    };
    let left = bare("G", ["2026-10-01", "2026-10-10", "2026-10-10", ""], "shipped", Some(1_000_000));
    let done = bare("H", ["2026-09-01", "2026-09-10", "", ""], "closed", None);
    let draft = Order { number: "I".to_owned(), ..Order::default() };
    s.write(&Deed::default(), |tx| {
        [kept, short, late, moved, ahead, off, left, done, draft]
            .into_iter()
            .try_for_each(|mut order| tx.save(&mut order))
    })
    .unwrap();
    s
}

#[test]
fn orders_are_summed_by_the_months_of_the_house_and_by_currency() {
    let s = orders();
    let report = ask(&s, "orders-by-month", Period::default(), None);
    assert_snapshot!(lines(&report, Lang::En, 80).trim_end(), @r#"
    Orders by month · all time

    month    orders          net  currency
    09/2026       1          0 ₫  VND
    10/2026       1        $8.00  USD
    10/2026       2  2.200.000 ₫  VND
    11/2026       1        $4.00  USD
    11/2026       4  1.201.700 ₫  VND
    total         2       $12.00  USD
    total         7  3.401.700 ₫  VND

    The orders of the period by the day on which they were ordered, cancelled ones
    aside. Net: what their lines come to less discounts, what was cancelled of them
    aside; a return with an invoice of its own is taken off on its day. Each
    currency by itself: nothing is converted.

    1 order has no lines: the total that came with the order is counted, taxes and
    all.

    1 order has no amount.
    "#);
    let keys: Vec<&str> = report.columns.iter().map(|column| column.key).collect();
    assert_eq!(keys, ["month", "orders", "net", "currency"]);
    for by in ["month", "owner"] {
        for period in [Period::default(), Period { from: day("2026-10-15"), till: day("2026-10-31") }] {
            let report = ask(&s, "orders-by-month", period, Some(by));
            sums(&s, &report, |key| {
                if matches!(key, "net" | "") { "coalesce(sum(total), 0)" } else { "count(*)" }.to_owned()
            });
        }
    }
    let json = report::json(&report, Lang::En);
    let october =
        json!({ "month": "2026-10", "orders": 1, "net": { "amount": "8.00", "currency": "USD" }, "currency": "USD" });
    assert_eq!(json["rows"][1], october);
    assert_eq!(json["columns"][2], json!({ "key": "net", "label": "net", "unit": "money" }));
    assert_eq!(json["notes"].as_array().unwrap().len(), 2);
}

#[test]
fn on_time_is_by_the_first_promise_and_a_moved_one_does_not_help() {
    let s = orders();
    let total = ask(&s, "on-time", Period::default(), None);
    assert_snapshot!(lines(&total, Lang::En, 100).trim_end(), @r#"
    On time in full · all time

    orders  on time  in full  both  OTIF  late  open late
         9        3        4     2  29 %     1          3

    The orders whose first promise falls into the period, drafts and cancelled ones aside. On time:
    delivered on or before the FIRST promise; a promise that was moved does not help. Late: after it. In
    full: all that was ordered has left or arrived, and none of it was cancelled. Open late: the first
    promise is past and not all of it has left. OTIF: on time and in full, of those on time, late and
    open late.

    1 order has no day of delivery: the day of shipping counts.

    1 order is done, with neither a day of shipping nor one of delivery: neither on time nor late.
    "#);
    let count = |key: &str| total.rows[0][total.column(key).unwrap()].figure.number().unwrap();
    assert_eq!(["orders", "on_time", "in_full", "late", "open_late"].map(count), [9, 3, 4, 1, 3]);
    assert_eq!(count("otif_rate"), 2_857);
    for (by, _) in report::named("on-time").unwrap().by {
        sums(&s, &ask(&s, "on-time", Period::default(), Some(by)), |_| "count(*)".to_owned());
    }
    let months = ask(&s, "on-time", Period::default(), Some("month"));
    assert_eq!(months.spark.len(), 12);
    assert_eq!(months.headline.figure, Figure::Percent(2_857));
}

#[test]
fn the_pipeline_is_in_the_order_of_its_stages() {
    let mut s = house();
    let deal = |s: &mut Store, name: &str, given: &[(&str, &str)]| {
        let given: Vec<_> = [("name", name)].into_iter().chain(given.iter().copied()).collect();
        act(s, "opportunity", "add", &[], &given).made[0].id
    };
    let one = deal(&mut s, "Tết", &[("amount", "400000000"), ("close", "15/12/2026"), ("owner", "Lan")]);
    deal(&mut s, "Xuất khẩu", &[("amount", "$12,000"), ("close", "31/12/2026"), ("owner", "Minh")]);
    deal(&mut s, "Thử", &[("probability", "90"), ("amount", "1000000")]);
    deal(&mut s, "Chưa rõ", &[]);
    act(&mut s, "opportunity", "advance", &[one], &[]);
    let report = ask(&s, "pipeline", Period::default(), None);
    assert_snapshot!(lines(&report, Lang::Vi, 80).trim_end(), @r#"
    Cơ hội đang theo

    Giai đoạn          cơ hội        giá trị        kỳ vọng  loại tiền
    tìm hiểu                2    1.000.000 ₫      900.000 ₫  VND
    tìm hiểu                1     $12,000.00      $1,200.00  USD
    thẩm định nhu cầu       1  400.000.000 ₫  100.000.000 ₫  VND
    tổng                    1     $12,000.00      $1,200.00  USD
    tổng                    3  401.000.000 ₫  100.900.000 ₫  VND

    Các cơ hội chưa chốt, lúc này. Giá trị: tổng của chúng. Kỳ vọng: mỗi cơ hội nhân
    với xác suất, lấy theo giai đoạn hoặc do người phụ trách tự đánh giá. Theo
    tháng: tháng dự kiến chốt. Mỗi loại tiền tính riêng. Tính cả dữ liệu cũ nhập
    vào.

    1 cơ hội chưa có giá trị.
    "#);
    for by in ["stage", "owner", "month"] {
        let report = ask(&s, "pipeline", Period::default(), Some(by));
        sums(&s, &report, |key| match key {
            "amount" | "" => "coalesce(sum(amount), 0)".to_owned(),
            "weighted" => "coalesce(sum(weighted), 0)".to_owned(),
            _ => "count(*)".to_owned(),
        });
    }
}

#[test]
fn what_has_no_amount_does_not_name_the_currency_that_stands_for_all() {
    let mut s = house();
    for given in [&[("name", "Chưa rõ")][..], &[("name", "Xuất khẩu"), ("amount", "$12,000")]] {
        act(&mut s, "opportunity", "add", &[], given);
    }
    let headline = ask(&s, "pipeline", Period::default(), None).headline.figure;
    assert_eq!(headline.said(Lang::En), "$12,000.00");
}
