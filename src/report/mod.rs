//! Reports: one question a file, answered with plain data. Every figure knows the rows that it was counted from, by
//! filter words that any list takes; what it means stands beside it. Nothing here draws.
mod data_quality;
mod figure;
mod figured;
mod lead_funnel;
mod on_time;
mod orders_by_month;
mod period;
mod pipeline;
mod print;
mod question;
mod response_time;
mod workload;
mod write;

use crate::domain::money::Currency;
use crate::domain::problem::{Fault, Problems};
use crate::domain::value::Choice;
use crate::lang::report::not_by;
use crate::lang::{Sentence, Text, say};
use crate::store::Db;
use anyhow::Result;
pub use data_quality::MEND;
pub use figure::{Behind, Cell, Column, Figure, Unit};
pub use period::{PERIODS, Period};
pub use print::{Grid, text};
use question::{Answer, Line};
pub use write::{Form, csv, document, json};

/// What a report is about, by which a screen groups them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Area {
    /// What may be sold.
    Sales,
    /// What is to be delivered.
    Orders,
    /// Who may buy.
    Leads,
    /// Who does it.
    Team,
    /// How true the records are.
    Data,
}

#[rustfmt::skip]
impl Choice for Area {
    const ALL: &'static [(Self, &'static str, Text)] = &[
        (Self::Sales,  "sales",  say("Sales", "Bán hàng")),
        (Self::Orders, "orders", say("Orders", "Đơn")),
        (Self::Leads,  "leads",  say("Leads", "Khách mới")),
        (Self::Team,   "team",   say("Team", "Nhóm")),
        (Self::Data,   "data",   say("Data", "Dữ liệu")),
    ];
}

/// By what the rows of a report can be told apart: a field, `month` or `total`, and what people call it.
pub type ByWhat = (&'static str, Text);

/// A report that can be asked for.
pub struct Asked {
    /// Its name to scripts.
    pub name: &'static str,
    /// What it is called.
    pub title: Text,
    /// What its figures mean.
    pub definition: Text,
    /// What it is about.
    pub area: Area,
    /// Whether it is of a period; else of now.
    pub period: bool,
    /// Whether the clock alone changes it: what was due is late.
    pub ticks: bool,
    /// By what its rows can be told apart; the first is how they are unless something else is asked.
    pub by: &'static [ByWhat],
    /// How a screen shows it at first, where that is otherwise.
    pub shown: &'static str,
    run: fn(&Db, Query) -> Result<Report>,
}

#[rustfmt::skip]
/// All of them, as they are listed.
pub static REPORTS: &[Asked] = &[
    orders_by_month::ASKED,
    on_time::ASKED,
    lead_funnel::ASKED,
    response_time::ASKED,
    pipeline::ASKED,
    workload::ASKED,
    data_quality::ASKED,
];

/// A report by its name.
pub fn named(name: &str) -> Option<&'static Asked> {
    REPORTS.iter().find(|report| report.name == name)
}

/// What a report is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Query {
    /// Of which days.
    pub period: Period,
    /// By what its rows are told apart.
    pub by: &'static str,
}

/// What a report found.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// Its name to scripts.
    pub name: &'static str,
    /// What it is called.
    pub title: Text,
    /// What its figures mean.
    pub definition: Text,
    /// Of which days it is; none where it is of now.
    pub period: Option<Period>,
    /// The columns.
    pub columns: Vec<Column>,
    /// The rows, as wide as the columns.
    pub rows: Vec<Vec<Cell>>,
    /// What all rows come to; not among them, so that who adds them up counts nothing twice.
    pub totals: Vec<Vec<Cell>>,
    /// What must be known to read it rightly.
    pub notes: Vec<Sentence>,
    /// The one figure that stands for it.
    pub headline: Cell,
    /// That figure, or the count behind it, in each of the last months.
    pub spark: Vec<i64>,
    /// The columns that are worth a chart, the best first.
    pub charted: &'static [&'static str],
}

/// The figures of a column as a chart takes them.
#[derive(Clone, Debug, PartialEq)]
pub struct Series {
    /// What it is called.
    pub label: Text,
    /// A figure of its unit, to put numbers into words with.
    pub like: Figure,
    /// What each point is of, and its number; none where nothing can be said.
    pub points: Vec<(Figure, Option<i64>)>,
}

impl Asked {
    /// Answers. `by` is one of its own, or none; a report of now takes no notice of the period.
    pub fn ask(&self, db: &Db, period: Period, by: Option<&str>) -> Result<Report> {
        let by = match by {
            None => self.by.first().map_or("", |(by, _)| by),
            Some(word) => self.by.iter().map(|(by, _)| *by).find(|by| *by == word).ok_or_else(|| {
                let known = self.by.iter().map(|(by, _)| *by).collect::<Vec<_>>().join(", ");
                Problems::from(Fault::new(not_by(word, &known)).at("by"))
            })?,
        };
        let period = if self.period { period } else { Period::default() };
        let report = (self.run)(db, Query { period, by })?;
        let (name, title, definition) = (self.name, self.title, self.definition);
        Ok(Report { name, title, definition, period: self.period.then_some(period), ..report })
    }
}

impl Report {
    fn of(answer: Answer) -> Self {
        let cells = |lines: Vec<Line>| lines.into_iter().map(|line| line.cells).collect();
        Self { columns: answer.columns, rows: cells(answer.rows), totals: cells(answer.totals), ..Self::default() }
    }

    /// By what a row is told apart from all others, those of the totals behind: what it has and is no number.
    pub fn names(&self, row: usize) -> Option<Vec<Figure>> {
        let cells = self.rows.iter().chain(&self.totals).nth(row)?;
        let names = self.columns.iter().zip(cells).filter(|(column, _)| !column.unit.is_number());
        Some(names.map(|(_, cell)| cell.figure.clone()).collect())
    }

    /// The place of the row that is told apart by these.
    pub fn row_of(&self, names: &[Figure]) -> Option<usize> {
        (0..self.rows.len() + self.totals.len()).find(|row| self.names(*row).is_some_and(|known| known == names))
    }

    /// The place of a column.
    pub fn column(&self, key: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.key == key)
    }

    /// What a column comes to in one currency: of the totals, or of the one row that is all.
    fn of_currency(&self, currency: Option<Currency>, key: &str) -> Option<Cell> {
        let (at, all) = (self.column(key)?, if self.totals.is_empty() { &self.rows } else { &self.totals });
        let cells = all.iter().map(|row| &row[at]);
        let same = |cell: &&Cell| matches!(cell.figure, Figure::Money(money) if Some(money.currency) == currency);
        cells.filter(same).max_by_key(|cell| cell.figure.number()).cloned()
    }

    /// A column as a chart takes it, in the currency of the headline. A month in which nothing was is there, too.
    pub fn series(&self, key: &str) -> Option<Series> {
        let at = self.column(key)?;
        let main = if let Figure::Money(money) = self.headline.figure { Some(money.currency) } else { None };
        let same = |figure: &&Figure| match figure {
            Figure::Money(money) => main.is_none_or(|main| money.currency == main),
            _ => true,
        };
        let known = |figure: &&Figure| figure.number().is_some();
        let like = self.rows.iter().map(|row| &row[at].figure).filter(same).find(known)?.clone();
        let mut points: Vec<(Figure, Option<i64>)> = Vec::new();
        for row in self.rows.iter().filter(|row| same(&&row[at].figure)) {
            let of = row[0].figure.clone();
            if let (Figure::Month(month), Some((Figure::Month(last), _))) = (&of, points.last()) {
                let missing = period::between(*last, *month);
                let none = matches!(like, Figure::Count(_) | Figure::Money(_)).then_some(0);
                points.extend(missing.into_iter().map(|month| (Figure::Month(month), none)));
            }
            points.push((of, row[at].figure.number()));
        }
        Some(Series { label: self.columns[at].label, like, points })
    }
}
