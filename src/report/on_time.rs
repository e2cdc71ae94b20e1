//! Whether what was promised came when it was promised, and all of it.
use super::figure::{Cell, Figure};
use super::figured::Figured;
use super::question::Question;
use super::{Area, Asked, Query, Report};
use crate::domain::face::Kept;
use crate::domain::order::Order;
use crate::lang::report::{MONTH, OWNER, TOTAL, without_dates, without_delivery};
use crate::lang::say;
use crate::store::Db;
use anyhow::Result;

pub(super) const ASKED: Asked = Asked {
    name: "on-time",
    title: say("On time in full", "Giao đúng hạn, đủ"),
    definition: say(
        "The orders whose first promise falls into the period, drafts and cancelled ones aside. On time: delivered on or \
         before the FIRST promise; a promise that was moved does not help. Late: after it. In full: all that was ordered \
         has left or arrived, and none of it was cancelled. Open late: the first promise is past and not all of it has \
         left. OTIF: on time and in full, of those on time, late and open late.",
        "Các đơn có lần hẹn giao ĐẦU TIÊN rơi vào kỳ, không kể đơn nháp và đơn đã huỷ. Đúng hạn: giao vào hoặc trước lần \
         hẹn đầu; dời hẹn không giúp được gì. Trễ: giao sau đó. Đủ hàng: đã xuất hoặc giao hết số đặt, không huỷ phần \
         nào. Quá hạn chưa giao: đã qua lần hẹn đầu mà chưa xuất hết. OTIF: vừa đúng hạn vừa đủ, trên tổng số đơn đúng \
         hạn, trễ và quá hạn chưa giao.",
    ),
    area: Area::Orders,
    period: true,
    ticks: false,
    by: &[("total", TOTAL), ("month", MONTH), ("owner", OWNER)],
    shown: "month",
    run,
};

const OF: &str = "-state:draft,cancelled -first_promised:";

#[rustfmt::skip]
const FIGURES: &[Figured] = &[
    Figured::count("orders",    say("orders", "đơn"),                       ""),
    Figured::count("on_time",   say("on time", "đúng hạn"),                 "kept"),
    Figured::count("in_full",   say("in full", "đủ hàng"),                  "state:shipped,delivered,closed -lines.cancelled>0"),
    Figured::count("otif",      say("both", "cả hai"),                      "kept state:shipped,delivered,closed -lines.cancelled>0").rank(1),
    Figured::rate( "otif_rate", say("OTIF", "OTIF"),                        "otif", &["on_time", "late", "open_late"]),
    Figured::count("late",      say("late", "trễ"),                         "missed"),
    Figured::count("open_late", say("open late", "quá hạn chưa giao"),      "state:confirmed,preparing,held first_promised<today"),
];

fn run(db: &Db, query: Query) -> Result<Report> {
    let question = Question { db, kind: Order::KIND, date: "first_promised", of: OF, query };
    let beside = ["-shipped: delivered:", "state:shipped,delivered,closed shipped: delivered:"];
    let (answer, [unseen, undated]) = question.answer(FIGURES, beside)?;
    let headline = answer.whole("otif_rate").unwrap_or_else(|| Cell::from(Figure::None));
    let unseen = (unseen > 0).then(|| without_delivery(unseen));
    let notes = unseen.into_iter().chain((undated > 0).then(|| without_dates(undated))).collect();
    let spark = question.trend(&answer, FIGURES, "otif_rate", None)?;
    Ok(Report { headline, notes, spark, charted: &["otif_rate", "orders"], ..Report::of(answer) })
}
