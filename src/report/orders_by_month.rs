//! What was ordered, month by month.
use super::figured::Figured;
use super::question::Question;
use super::{Area, Asked, Query, Report};
use crate::domain::face::Kept;
use crate::domain::order::Order;
use crate::domain::world::World;
use crate::lang::report::{MONTH, OWNER, orders_without_amount, returns, without_lines};
use crate::lang::say;
use crate::store::Db;
use anyhow::Result;

pub(super) const ASKED: Asked = Asked {
    name: "orders-by-month",
    title: say("Orders by month", "Đơn hàng theo tháng"),
    definition: say(
        "The orders of the period by the day on which they were ordered, cancelled ones aside. Net: what their lines come \
         to less discounts, what was cancelled of them aside; a return with an invoice of its own is taken off on its day. \
         Each currency by itself: nothing is converted.",
        "Đơn đặt trong kỳ, theo ngày đặt, không kể đơn đã huỷ. Giá trị: tổng các dòng hàng sau chiết khấu, không kể phần \
         đã huỷ; hàng trả lại có hoá đơn riêng được trừ vào ngày của hoá đơn đó. Mỗi loại tiền tính riêng, không quy đổi.",
    ),
    area: Area::Sales,
    period: true,
    ticks: false,
    by: &[("month", MONTH), ("owner", OWNER)],
    shown: "month",
    run,
};

#[rustfmt::skip]
const FIGURES: &[Figured] = &[
    Figured::count("orders", say("orders", "đơn"),   ""),
    Figured::sum(  "net",    say("net", "giá trị"),  "", "total"),
];

fn run(db: &Db, query: Query) -> Result<Report> {
    let question = Question { db, kind: Order::KIND, date: "ordered", of: "-state:cancelled -ordered:", query };
    let (answer, [bare, unknown, back]) = question.answer(FIGURES, ["net: -total:", "total:", "total<0"])?;
    let main = answer.main_currency(db.currency());
    let spark = if main.is_some() { question.trend(&answer, FIGURES, "net", main)? } else { Vec::new() };
    let bare = (bare > 0).then(|| without_lines(bare));
    let unknown = (unknown > 0).then(|| orders_without_amount(unknown));
    let back = (back > 0).then(|| returns(back));
    let notes = bare.into_iter().chain(unknown).chain(back).collect();
    let report = Report { notes, spark, charted: &["net", "orders"], ..Report::of(answer) };
    let headline = report.of_currency(main, "net").unwrap_or_else(|| question.none());
    Ok(Report { headline, ..report })
}
