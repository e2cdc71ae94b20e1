//! What may be sold, and what of it is to be reckoned with.
use super::figured::Figured;
use super::question::Question;
use super::{Area, Asked, Query, Report};
use crate::domain::face::Kept;
use crate::domain::opportunity::Opportunity;
use crate::domain::value::Value;
use crate::domain::world::World;
use crate::lang::report::{MONTH, OWNER, STAGE, deals_without_amount};
use crate::lang::say;
use crate::store::Db;
use anyhow::Result;

pub(super) const ASKED: Asked = Asked {
    name: "pipeline",
    title: say("Pipeline", "Cơ hội đang theo"),
    definition: say(
        "The opportunities that nobody has decided yet, now. Amount: what they come to. Weighted: each times its chance, \
         which is its stage's by policy or what its people think. By month: that in which they are expected to decide. \
         Each currency by itself. What came as history with an import counts, too.",
        "Các cơ hội chưa chốt, lúc này. Giá trị: tổng của chúng. Kỳ vọng: mỗi cơ hội nhân với xác suất, lấy theo giai đoạn \
         hoặc do người phụ trách tự đánh giá. Theo tháng: tháng dự kiến chốt. Mỗi loại tiền tính riêng. \
         Tính cả dữ liệu cũ nhập vào.",
    ),
    area: Area::Sales,
    period: false,
    ticks: false,
    by: &[("stage", STAGE), ("owner", OWNER), ("month", MONTH)],
    shown: "stage",
    run,
};

#[rustfmt::skip]
const FIGURES: &[Figured] = &[
    Figured::count("opportunities", say("deals", "cơ hội"),     ""),
    Figured::sum(  "amount",        say("amount", "giá trị"),   "", "amount"),
    Figured::sum(  "weighted",      say("weighted", "kỳ vọng"), "", "weighted"),
];

fn run(db: &Db, query: Query) -> Result<Report> {
    let question = Question { db, kind: Opportunity::KIND, date: "close", of: "state:open archived:", query };
    let (mut answer, [unknown]) = question.answer(FIGURES, ["amount:"])?;
    if query.by == "stage" {
        let stages: Vec<Value> = db.stages().iter().map(|stage| Value::Whole(stage.id)).collect();
        answer
            .rows
            .sort_by_key(|line| stages.iter().position(|stage| Some(stage) == line.of.first()).unwrap_or(stages.len()));
    }
    let main = answer.main_currency(db.currency());
    let notes = if unknown > 0 { vec![deals_without_amount(unknown)] } else { Vec::new() };
    let report = Report { notes, charted: &["amount", "opportunities"], ..Report::of(answer) };
    let headline = report.of_currency(main, "amount").unwrap_or_else(|| question.none());
    Ok(Report { headline, ..report })
}
