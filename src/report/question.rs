//! What most reports are: figures over the rows of a kind, told apart by a field or by month. Each figure is given by
//! the filter words that find its rows; the store counts by the very same words.
use super::Query;
use super::figure::{Behind, Cell, Column, Figure, Unit, joined};
use super::figured::{Figured, What};
use super::period::{Period, first_of};
use crate::domain::code::Code;
use crate::domain::field::Head;
use crate::domain::filter::{Filter, equals};
use crate::domain::kind::Kind;
use crate::domain::kinds::{heads_of, shape};
use crate::domain::money::{Currency, Money};
use crate::domain::problem::Problems;
use crate::domain::value::Value;
use crate::domain::world::World;
use crate::lang::report::{MONTH, TOTAL};
use crate::lang::{Lang, Sentence, say};
use crate::store::{By, Db, Measure, Tallied, add, month};
use anyhow::{Context, Result};

/// How many months a trend looks back.
pub const TREND: u32 = 12;

const CURRENCY: Column = Column::new("currency", say("currency", "loại tiền"), Unit::Text).rank(2);

/// Rows of one kind, and what is asked of them.
pub struct Question<'a> {
    /// Where they are.
    pub db: &'a Db,
    /// Their kind.
    pub kind: &'static str,
    /// The day or instant by which a row falls into the period, and into a month.
    pub date: &'static str,
    /// Words that all of them fulfil.
    pub of: &'static str,
    /// What is asked.
    pub query: Query,
}

/// A row, and what it is of.
pub struct Line {
    /// The value of what the rows are told apart by.
    pub of: Vec<Value>,
    /// The filter words of all that it was counted from.
    pub words: String,
    /// What stands in it.
    pub cells: Vec<Cell>,
}

/// What was found.
pub struct Answer {
    /// The columns.
    pub columns: Vec<Column>,
    /// The rows.
    pub rows: Vec<Line>,
    /// All rows together; one a currency where money is summed. None where there is but one row: it is all.
    pub totals: Vec<Line>,
}

impl Answer {
    /// What a column comes to over all rows.
    pub fn whole(&self, key: &str) -> Option<Cell> {
        let at = self.columns.iter().position(|column| column.key == key)?;
        self.totals.first().or(self.rows.first()).map(|line| line.cells[at].clone())
    }

    /// The currency that stands for all: the house's, if anything is in it, else the first in which something is.
    /// Rows that come to nothing, as those without an amount do, are in the house's and say nothing of it.
    pub fn main_currency(&self, house: Currency) -> Option<Currency> {
        let all = || self.totals.iter().chain(&self.rows);
        let full = || all().filter(|line| line.has_money()).filter_map(Line::currency);
        full().find(|currency| *currency == house).or_else(|| full().next()).or_else(|| all().find_map(Line::currency))
    }
}

impl Line {
    /// Whether any of its money is more than nothing.
    fn has_money(&self) -> bool {
        self.cells.iter().any(|cell| matches!(cell.figure, Figure::Money(money) if money.minor != 0))
    }

    /// In which its money is.
    pub fn currency(&self) -> Option<Currency> {
        if let Some(Value::Text(code)) = self.of.last() { Currency::read(code) } else { None }
    }
}

impl Question<'_> {
    /// Counts; in the same pass the number of all rows that each of these words find.
    pub fn answer<const N: usize>(&self, figures: &[Figured], beside: [&str; N]) -> Result<(Answer, [i64; N])> {
        let money = figures.iter().any(|figure| matches!(figure.what, What::Sum(..)));
        let mut by = self.by();
        if money {
            by.push(By::Field("currency"));
        }
        let own = by.len() - usize::from(money);
        let (found, beside) = self.tally(&by, figures, beside)?;
        let line = |by: &[By], (of, numbers): &Tallied| self.line(by, of, numbers, figures);
        let mut rows = found.iter().map(|row| line(&by, row)).collect::<Result<Vec<_>>>()?;
        self.sort(&mut rows, own);
        let mut totals = Vec::new();
        if own > 0 && rows.len() > 1 {
            for sum in summed(&found, own) {
                let total = line(&by[own..], &sum)?;
                totals.push(Line { cells: self.under(total.cells, own), ..total });
            }
        }
        let apart = by[..own].iter().map(|by| self.column(*by)).collect::<Result<Vec<_>>>()?;
        let columns = apart.into_iter().chain(figures.iter().map(|figure| figure.column.clone()));
        Ok((Answer { columns: columns.chain(money.then_some(CURRENCY)).collect(), rows, totals }, beside))
    }

    /// The months that a trend is of: the last ones of the period.
    pub fn trending(&self) -> Query {
        let last = self.query.period.till.unwrap_or(self.db.today());
        Query { period: Period::months(last, 1 - TREND.cast_signed(), TREND), by: "month" }
    }

    /// A column in each of the last months; of the money, in one currency. What was answered is not asked again.
    pub fn trend(
        &self,
        answered: &Answer,
        figures: &[Figured],
        key: &str,
        currency: Option<Currency>,
    ) -> Result<Vec<i64>> {
        let question = Question { query: self.trending(), ..*self };
        let asked;
        let answer = if self.query.by == "month" && self.query.period.covers(question.query.period) {
            answered
        } else {
            (asked, []) = question.answer(figures, [])?;
            &asked
        };
        let other = |line: &Line| currency.is_some() && line.currency() != currency;
        let at = answer.columns.iter().position(|column| column.key == key).unwrap_or(0);
        let first = question.query.period.from.map_or(0, month);
        let mut all = vec![0; TREND as usize];
        for line in answer.rows.iter().filter(|line| !other(line)) {
            let (Some(Value::Whole(month)), Some(n)) = (line.of.first(), line.cells[at].figure.number()) else {
                continue;
            };
            if let Some(slot) = usize::try_from(month - first).ok().and_then(|at| all.get_mut(at)) {
                *slot = n;
            }
        }
        // Where there was nothing at all there is no trend.
        Ok(if all.iter().all(|n| *n == 0) { Vec::new() } else { all })
    }

    /// That there are none.
    pub fn none(&self) -> Cell {
        Cell::new(Figure::Count(0), Behind::of(self.kind, &[&self.words()]))
    }

    /// The words of all rows that are asked about.
    pub fn words(&self) -> String {
        joined(&[self.of, &self.query.period.words(self.date)])
    }

    /// Words as a filter of this kind.
    pub fn filter(&self, words: &str) -> Result<Filter> {
        parse(self.db, self.kind, words)
    }

    fn by(&self) -> Vec<By> {
        match self.query.by {
            "total" => Vec::new(),
            "month" => vec![By::Month(self.date)],
            field => vec![By::Field(field)],
        }
    }

    fn tally<const N: usize>(
        &self,
        by: &[By],
        figures: &[Figured],
        beside: [&str; N],
    ) -> Result<(Vec<Tallied>, [i64; N])> {
        let measure = |figure: &Figured| match figure.what {
            What::Count(words) => Some(self.filter(words).map(|filter| Measure { filter, of: None })),
            What::Sum(words, of) => Some(self.filter(words).map(|filter| Measure { filter, of: Some(of) })),
            What::Rate(..) => None,
        };
        let mut measures = figures.iter().filter_map(measure).collect::<Result<Vec<_>>>()?;
        let own = measures.len();
        for words in beside {
            measures.push(Measure { filter: self.filter(words)?, of: None });
        }
        let mut found = self.db.tally(self.kind, by, &self.filter(&self.words())?, &measures)?;
        let beside = std::array::from_fn(|at| found.iter().map(|(_, numbers)| whole(numbers.get(own + at))).sum());
        for (_, numbers) in &mut found {
            numbers.truncate(own);
        }
        Ok((found, beside))
    }

    fn line(&self, by: &[By], of: &[Value], numbers: &[Value], figures: &[Figured]) -> Result<Line> {
        let (own, words) = self.apart(by, of)?;
        let whole_line = |figure| Cell::new(figure, Behind::of(self.kind, &[&words]));
        let money = by.last() == Some(&By::Field("currency"));
        let apart = own.len() - usize::from(money);
        let mut cells: Vec<Cell> = own[..apart].iter().cloned().map(whole_line).collect();
        let mut line = Line { of: of.to_vec(), words: String::new(), cells: Vec::new() };
        let currency = line.currency().unwrap_or_default();
        let counted = figures.iter().filter(|figure| !matches!(figure.what, What::Rate(..)));
        // Of each its key, its number and its words.
        let known: Vec<(&str, i64, &str)> =
            counted.zip(numbers).map(|(figure, n)| (figure.column.key, whole(Some(n)), figure.words())).collect();
        let of = |key: &str| known.iter().find(|count| count.0 == key).map_or((0, ""), |(_, n, words)| (*n, *words));
        for Figured { column, what } in figures {
            let (number, asked) = of(column.key);
            let (figure, asked) = match what {
                What::Count(_) => (Figure::Count(number), asked),
                What::Sum(..) => (Figure::Money(Money { minor: number, currency }), asked),
                What::Rate(part, whole) => {
                    let (part, asked) = of(part);
                    (Figure::rate(part, whole.iter().map(|key| of(key).0).sum()), asked)
                }
            };
            cells.push(Cell::new(figure, Behind::of(self.kind, &[&words, asked])));
        }
        cells.extend(own[apart..].iter().cloned().map(whole_line));
        (line.words, line.cells) = (words, cells);
        Ok(line)
    }

    /// What a row is of: as its first cells say it, and the filter words of all that is in it.
    fn apart(&self, by: &[By], of: &[Value]) -> Result<(Vec<Figure>, String)> {
        let (mut own, mut words) = (Vec::new(), vec![self.of.to_owned()]);
        let mut period = self.query.period.words(self.date);
        for (by, value) in by.iter().zip(of) {
            match (by, month_of(value)) {
                (By::Month(field), Some(first)) => {
                    period = self.query.period.within(first).words(field);
                    own.push(Figure::Month(first));
                }
                (By::Month(field), None) => {
                    words.push(format!("{field}:"));
                    own.push(Figure::None);
                }
                (By::Field(key), _) => {
                    let head = self.head(key)?;
                    words.push(equals(head, value, self.db));
                    own.push(named(self.db, head, value));
                }
            }
        }
        words.push(period);
        Ok((own, joined(&words.iter().map(String::as_str).collect::<Vec<_>>())))
    }

    /// A total stands under what its rows are told apart by, with its name in the first column.
    fn under(&self, cells: Vec<Cell>, own: usize) -> Vec<Cell> {
        let blank = (0..own).map(|n| match n {
            0 => Cell::new(Figure::text("total", TOTAL), Behind::of(self.kind, &[&self.words()])),
            _ => Cell::default(),
        });
        blank.chain(cells).collect()
    }

    /// Months in their order, each by currency; else the greatest first, and what has no name last.
    fn sort(&self, rows: &mut [Line], own: usize) {
        let none = |line: &Line| own > 0 && line.of.first() == Some(&Value::Empty);
        if self.query.by == "month" {
            let currency =
                |line: &Line| if let Some(Value::Text(code)) = line.of.get(1) { code.clone() } else { String::new() };
            rows.sort_by_key(|line| (none(line), whole(line.of.first()), currency(line)));
        } else {
            let number = |line: &Line| line.cells.get(own).and_then(|cell| cell.figure.number()).unwrap_or(0);
            rows.sort_by_key(|line| (none(line), -number(line)));
        }
    }

    fn column(&self, by: By) -> Result<Column> {
        Ok(match by {
            By::Month(_) => Column::new("month", MONTH, Unit::Month),
            By::Field(key) => Column::new(key, self.head(key)?.label, Unit::Text),
        })
    }

    fn head(&self, key: &str) -> Result<&'static Head> {
        let heads = heads_of(self.kind);
        heads.into_iter().find(|head| head.key == key).with_context(|| format!("{} has no {key}", self.kind))
    }
}

/// Rows put together by what is left of what tells them apart.
fn summed(rows: &[Tallied], own: usize) -> Vec<Tallied> {
    let mut sums: Vec<Tallied> = Vec::new();
    for (of, numbers) in rows {
        match sums.iter_mut().find(|(known, _)| *known == of[own..]) {
            Some((_, sum)) => sum.iter_mut().zip(numbers).for_each(add),
            None => sums.push((of[own..].to_vec(), numbers.clone())),
        }
    }
    sums.sort_by_key(|(of, _)| if let Some(Value::Text(code)) = of.first() { code.clone() } else { String::new() });
    sums
}

/// Filter words of a kind.
pub fn parse(db: &Db, kind: &str, words: &str) -> Result<Filter> {
    let blank = (shape(kind).with_context(|| format!("no kind {kind}"))?.blank)();
    Ok(Filter::parse(words, &*blank, db).map_err(Problems::from)?)
}

/// A counted number.
pub fn whole(value: Option<&Value>) -> i64 {
    if let Some(Value::Whole(n)) = value { *n } else { 0 }
}

fn month_of(value: &Value) -> Option<chrono::NaiveDate> {
    if let Value::Whole(n) = value { first_of(*n) } else { None }
}

/// What a value is called, to scripts and to people.
pub fn named(db: &Db, head: &Head, value: &Value) -> Figure {
    match (head.kind, value) {
        (_, Value::Empty) => Figure::None,
        (Kind::Code(_), Value::Whole(id)) => match db.get::<Code>(*id) {
            Ok(code) => {
                let [en, vi] = [Lang::En, Lang::Vi].map(|lang| code.label(lang).to_owned());
                Figure::Named { key: code.name, said: Sentence::new(en, vi) }
            }
            Err(_) => Figure::plain(&format!("#{id}")),
        },
        (Kind::OneOf(all), Value::Text(key)) => match all().into_iter().find(|(known, _)| known == key) {
            Some((key, said)) => Figure::text(key, said),
            None => Figure::plain(key),
        },
        (kind, value) => Figure::plain(&kind.show(value, db)),
    }
}
