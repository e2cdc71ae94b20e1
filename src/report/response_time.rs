//! How long a lead waits for its first answer, in the house's working time.
use super::figure::{Behind, Cell, Column, Figure, Unit, joined};
use super::figured::Figured;
use super::question::{Answer, Question, TREND};
use super::{Area, Asked, Query, Report};
use crate::domain::clock::Owed;
use crate::domain::face::Kept;
use crate::domain::kinds::no_of;
use crate::domain::lead::Lead;
use crate::domain::value::{Choice, Value};
use crate::domain::world::World;
use crate::lang::report::{MONTH, OWNER, SOURCE};
use crate::lang::say;
use crate::store::{Db, month};
use anyhow::Result;
use chrono::DateTime;
use std::collections::HashMap;

pub(super) const ASKED: Asked = Asked {
    name: "response-time",
    title: say("First answer", "Trả lời lần đầu"),
    definition: say(
        "The leads that were created in the period and were owed a first answer. Time runs from their coming to the \
         first word with them, in the working hours of the house: nights, holidays and the noon break do not count. \
         Within: answered before the policy's clock ran out. Half were answered within the median, nine in ten within \
         p90. Waiting: open, and nobody has answered yet.",
        "Khách mới tạo trong kỳ và cần được trả lời. Thời gian tính từ lúc khách đến tới lần nói chuyện đầu tiên, theo \
         giờ làm việc của công ty: không tính ban đêm, ngày nghỉ và nghỉ trưa. Đúng hạn: trả lời trước khi hết thời hạn \
         theo quy định. Trung vị: một nửa được trả lời trong khoảng đó; p90: chín phần mười. Đang chờ: còn mở, chưa ai \
         trả lời.",
    ),
    area: Area::Leads,
    period: true,
    ticks: false,
    by: &[("owner", OWNER), ("month", MONTH), ("source", SOURCE)],
    shown: "month",
    run,
};

#[rustfmt::skip]
const FIGURES: &[Figured] = &[
    Figured::count("leads",       say("leads", "khách"),          "").rank(2),
    Figured::count("answered",    say("answered", "đã trả lời"),  ANSWERED),
    Figured::count("within",      say("within", "đúng hạn"),      "-answered: kept"),
    Figured::rate( "within_rate", say("%", "%"),                  "within", &["answered"]).rank(1),
    Figured::count("missed",      say("too late", "trễ hạn"),     "-answered: missed").rank(3),
    Figured::count("waiting",     say("waiting", "đang chờ"),     "answered: open"),
];
const ANSWERED: &str = "-answered:";

const MEDIAN: Column = Column::new("median", say("median", "trung vị"), Unit::Minutes);
const P90: Column = Column::new("p90", say("p90", "p90"), Unit::Minutes);

fn run(db: &Db, query: Query) -> Result<Report> {
    let of = "clocks.owed:first-answer";
    let question = Question { db, kind: Lead::KIND, date: "created", of, query };
    let (mut answer, []) = question.answer(FIGURES, [])?;
    let waits = waits(&question)?;
    append(&mut answer, &waits);
    let mut all: Vec<i64> = waits.into_values().flatten().collect();
    all.sort_unstable();
    let headline = Cell::new(median(&all), Behind::of(Lead::KIND, &[&question.words(), ANSWERED]));
    Ok(Report {
        headline,
        spark: trend(&question)?,
        charted: &["median", "within_rate", "answered"],
        ..Report::of(answer)
    })
}

/// The minutes that each waited, in order, by what the rows are told apart by.
fn waits(question: &Question) -> Result<HashMap<Option<i64>, Vec<i64>>> {
    let Question { db, query, .. } = question;
    let own = match query.by {
        "month" => "t.created",
        "source" => "t.source",
        _ => "t.owner",
    };
    let no = no_of(Lead::KIND);
    let sql = format!(
        "SELECT {own}, c.started, c.met FROM lead t JOIN clock c ON c.parent = t.id AND c.of_kind = {no}
           AND c.owed = '{}'
         WHERE t.answered IS NOT NULL AND c.met IS NOT NULL AND c.started IS NOT NULL
           AND (?1 IS NULL OR t.created >= ?1) AND (?2 IS NULL OR t.created < ?2)",
        Owed::FirstAnswer.key()
    );
    let (from, till) = query.period.bounds(*db);
    let bounds = [from, till].map(|at| at.map_or(Value::Empty, Value::At));
    let (hours, mut all) = (db.hours(), HashMap::<_, Vec<i64>>::new());
    db.ask(&sql, &bounds, |cells| {
        let [own, Value::Whole(started), Value::Whole(met)] = cells else { return Ok(()) };
        let of = match own {
            Value::Whole(at) if query.by == "month" => {
                DateTime::from_timestamp_secs(*at).map(|at| month(db.local(at).date_naive()))
            }
            Value::Whole(id) => Some(*id),
            _ => None,
        };
        if let Some((started, met)) = DateTime::from_timestamp_secs(*started).zip(DateTime::from_timestamp_secs(*met)) {
            all.entry(of).or_default().push(hours.between(started, met).num_minutes());
        }
        Ok(())
    })?;
    for minutes in all.values_mut() {
        minutes.sort_unstable();
    }
    Ok(all)
}

fn append(answer: &mut Answer, waits: &HashMap<Option<i64>, Vec<i64>>) {
    answer.columns.extend([MEDIAN, P90]);
    let mut all: Vec<i64> = waits.values().flatten().copied().collect();
    all.sort_unstable();
    let Answer { rows, totals, .. } = answer;
    let parts = rows.iter_mut().map(|line| {
        let of = if let [Value::Whole(n)] = line.of[..] { Some(n) } else { None };
        (waits.get(&of).map_or(&[][..], Vec::as_slice), line)
    });
    for (minutes, line) in parts.chain(totals.iter_mut().map(|line| (all.as_slice(), line))) {
        let words = joined(&[&line.words, ANSWERED]);
        let cell = |figure| Cell::new(figure, Behind::of(Lead::KIND, &[&words]));
        line.cells.extend([cell(median(minutes)), cell(p90(minutes))]);
    }
}

/// The middle of minutes in order; the mean of the two where there is none.
fn median(minutes: &[i64]) -> Figure {
    let half = minutes.len() / 2;
    match minutes.len() {
        0 => Figure::None,
        n if n % 2 == 1 => Figure::Minutes(minutes[half]),
        _ => Figure::Minutes(i64::midpoint(minutes[half - 1], minutes[half])),
    }
}

/// The least that nine in ten do not exceed.
fn p90(minutes: &[i64]) -> Figure {
    let nth = (minutes.len() * 9).div_ceil(10);
    if nth == 0 { Figure::None } else { Figure::Minutes(minutes[nth - 1]) }
}

/// The median of each of the last months.
fn trend(question: &Question) -> Result<Vec<i64>> {
    let months = question.trending();
    let waits = waits(&Question { query: months, ..*question })?;
    let first = months.period.from.map_or(0, month);
    let of = |n| waits.get(&Some(first + n)).and_then(|minutes| median(minutes).number()).unwrap_or(0);
    let all = (0..i64::from(TREND)).map(of);
    Ok(if waits.is_empty() { Vec::new() } else { all.collect() })
}
