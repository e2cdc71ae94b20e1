//! What became of the leads that came.
use super::figured::Figured;
use super::question::Question;
use super::{Area, Asked, Query, Report};
use crate::domain::face::Kept;
use crate::domain::lead::Lead;
use crate::lang::report::{COUNTRY, MONTH, OWNER, SOURCE, from_old_system};
use crate::lang::say;
use crate::store::Db;
use anyhow::Result;

pub(super) const ASKED: Asked = Asked {
    name: "lead-funnel",
    title: say("Lead funnel", "Phễu khách mới"),
    definition: say(
        "The leads that were created in the period, as they stand now. In: all of them. Answered: someone has spoken \
         with them. Qualified: qualified now, or a customer already. Customers: converted. Lost: turned down. \
         Duplicates are in, too. Each rate is of all that came in.",
        "Khách mới tạo trong kỳ, theo tình trạng hiện nay. Vào: tất cả. Đã trả lời: đã có người nói chuyện với khách. \
         Đạt: đang ở mức đạt hoặc đã thành khách hàng. Thành khách: đã chuyển thành khách hàng. Loại: đã loại. Bản \
         trùng cũng được tính vào. Mỗi tỷ lệ tính trên tổng số khách vào.",
    ),
    area: Area::Leads,
    period: true,
    ticks: false,
    by: &[("source", SOURCE), ("month", MONTH), ("owner", OWNER), ("country", COUNTRY)],
    shown: "source",
    run,
};

#[rustfmt::skip]
const FIGURES: &[Figured] = &[
    Figured::count("in",             say("in", "vào"),                  ""),
    Figured::count("answered",       say("answered", "đã trả lời"),     "-answered:"),
    Figured::rate( "answered_rate",  say("%", "%"),                     "answered", &["in"]).rank(3),
    Figured::count("qualified",      say("qualified", "đạt"),           "state:qualified,converted"),
    Figured::rate( "qualified_rate", say("%", "%"),                     "qualified", &["in"]).rank(2),
    Figured::count("converted",      say("customers", "thành khách"),   "state:converted"),
    Figured::rate( "converted_rate", say("%", "%"),                     "converted", &["in"]).rank(1),
    Figured::count("lost",           say("lost", "loại"),               "state:disqualified"),
    Figured::rate( "lost_rate",      say("%", "%"),                     "lost", &["in"]).rank(4),
    Figured::count("duplicates",     say("duplicates", "trùng"),        "state:duplicate").rank(5),
];

fn run(db: &Db, query: Query) -> Result<Report> {
    let question = Question { db, kind: Lead::KIND, date: "created", of: "", query };
    let (answer, [old]) = question.answer(FIGURES, ["history:yes answered:"])?;
    let notes = if old > 0 { vec![from_old_system(old)] } else { Vec::new() };
    let headline = answer.whole("in").unwrap_or_else(|| question.none());
    let spark = question.trend(&answer, &FIGURES[..1], "in", None)?;
    Ok(Report { notes, headline, spark, charted: &["in", "converted_rate"], ..Report::of(answer) })
}
