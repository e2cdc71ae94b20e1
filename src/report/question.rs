//! What most reports are: figures over the rows of a kind, told apart by a field or by month. Each figure is given by
//! the filter words that find its rows; the store counts by the very same words.
use super::Query;
use super::figure::{Behind, Cell, Column, Figure, Unit, joined};
use super::period::{Period, first_of};
use crate::domain::code::Code;
use crate::domain::field::Head;
use crate::domain::filter::{Filter, equals};
use crate::domain::kind::Kind;
use crate::domain::kinds::shape;
use crate::domain::money::{Currency, Money};
use crate::domain::problem::Problems;
use crate::domain::value::Value;
use crate::domain::world::World;
use crate::lang::report::{MONTH, TOTAL};
use crate::lang::{Sentence, Text, say};
use crate::store::{By, Db, Measure, month};
use anyhow::{Context, Result};

/// How many months a trend looks back.
pub const TREND: u32 = 12;

/// A column that is counted, summed, or worked out from two others.
pub struct Figured {
    /// What it is called.
    pub column: Column,
    what: What,
}

enum What {
    Count(&'static str),
    Sum(&'static str, &'static str),
    Rate(&'static str, &'static str),
}

impl Figured {
    /// The number of the rows that these words find.
    pub const fn count(key: &'static str, label: Text, words: &'static str) -> Self {
        Self { column: Column::new(key, label, Unit::Count), what: What::Count(words) }
    }

    /// The sum of a field over them.
    pub const fn sum(key: &'static str, label: Text, words: &'static str, of: &'static str) -> Self {
        Self { column: Column::new(key, label, Unit::Money), what: What::Sum(words, of) }
    }

    /// One count in another, by their keys.
    pub const fn rate(key: &'static str, label: Text, part: &'static str, of: &'static str) -> Self {
        Self { column: Column::new(key, label, Unit::Percent), what: What::Rate(part, of) }
    }

    /// The same, of less weight.
    pub const fn rank(self, rank: u8) -> Self {
        Self { column: self.column.rank(rank), ..self }
    }
}

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
    /// All rows together; one a currency where money is summed; none where there is but one row.
    pub totals: Vec<Line>,
}

impl Question<'_> {
    /// Counts.
    pub fn answer(&self, figures: &[Figured]) -> Result<Answer> {
        let money = figures.iter().any(|figure| matches!(figure.what, What::Sum(..)));
        let mut by = self.by();
        if money {
            by.push(By::Field("currency"));
        }
        let mut rows = self.lines(&by, figures)?;
        self.sort(&mut rows, by.len());
        let apart = usize::from(money);
        let totals =
            if by.len() > apart && rows.len() > 1 { self.lines(&by[by.len() - apart..], figures)? } else { Vec::new() };
        let totals = totals.into_iter().map(|line| Line { cells: self.under(line.cells, by.len() - apart), ..line });
        let own = by.iter().map(|by| self.column(*by)).collect::<Result<Vec<_>>>()?;
        let columns = own.into_iter().chain(figures.iter().map(|figure| figure.column.clone())).collect();
        Ok(Answer { columns, rows, totals: totals.collect() })
    }

    /// The months that a trend is of: the last ones of the period.
    pub fn trending(&self) -> Query {
        let last = self.query.period.till.unwrap_or(self.db.today());
        Query { period: Period::months(last, 1 - TREND.cast_signed(), TREND), by: "month" }
    }

    /// How many there were, or what they came to, in each of the last months.
    pub fn trend(&self, words: &str, of: Option<&'static str>) -> Result<Vec<i64>> {
        let period = self.trending().period;
        let within = self.filter(&joined(&[self.of, &period.words(self.date)]))?;
        let measure = Measure { filter: self.filter(words)?, of };
        let found = self.db.tally(self.kind, &[By::Month(self.date)], &within, &[measure])?;
        let first = period.from.map_or(0, month);
        let mut all = vec![0; TREND as usize];
        for (of, figures) in found {
            if let ([Value::Whole(at)], [Value::Whole(n)]) = (of.as_slice(), figures.as_slice())
                && let Some(slot) = usize::try_from(at - first).ok().and_then(|at| all.get_mut(at))
            {
                *slot = *n;
            }
        }
        Ok(all)
    }

    /// The number of all rows that these words find.
    pub fn count(&self, words: &str) -> Result<i64> {
        let measure = Measure { filter: self.filter(words)?, of: None };
        let found = self.db.tally(self.kind, &[], &self.filter(&self.words())?, &[measure])?;
        Ok(whole(found.first().and_then(|(_, figures)| figures.first())))
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

    fn lines(&self, by: &[By], figures: &[Figured]) -> Result<Vec<Line>> {
        let measure = |figure: &Figured| match figure.what {
            What::Count(words) => Some(self.filter(words).map(|filter| Measure { filter, of: None })),
            What::Sum(words, of) => Some(self.filter(words).map(|filter| Measure { filter, of: Some(of) })),
            What::Rate(..) => None,
        };
        let measures = figures.iter().filter_map(measure).collect::<Result<Vec<_>>>()?;
        let found = self.db.tally(self.kind, by, &self.filter(&self.words())?, &measures)?;
        // Without anything to tell rows apart, nothing at all is still one row.
        found.into_iter().map(|(of, numbers)| self.line(by, of, &numbers, figures)).collect()
    }

    fn line(&self, by: &[By], of: Vec<Value>, numbers: &[Value], figures: &[Figured]) -> Result<Line> {
        let (own, words) = self.apart(by, &of)?;
        let currency = match (by.last(), of.last()) {
            (Some(By::Field("currency")), Some(Value::Text(code))) => Currency::read(code).unwrap_or_default(),
            _ => Currency::default(),
        };
        let mut cells: Vec<Cell> =
            own.into_iter().map(|figure| Cell::new(figure, Behind::of(self.kind, &[&words]))).collect();
        let mut numbers = numbers.iter().map(|n| whole(Some(n)));
        // Of each count so far its key, its number and its words.
        let mut known: Vec<(&str, i64, &str)> = Vec::new();
        for Figured { column, what } in figures {
            let (figure, asked) = match *what {
                What::Count(asked) => {
                    let count = numbers.next().unwrap_or(0);
                    known.push((column.key, count, asked));
                    (Figure::Count(count), asked)
                }
                What::Sum(asked, _) => (Figure::Money(Money { minor: numbers.next().unwrap_or(0), currency }), asked),
                What::Rate(part, of) => {
                    let count =
                        |key| known.iter().find(|count| count.0 == key).map_or((0, ""), |count| (count.1, count.2));
                    let ((part, asked), (of, _)) = (count(part), count(of));
                    (Figure::rate(part, of), asked)
                }
            };
            cells.push(Cell::new(figure, Behind::of(self.kind, &[&words, asked])));
        }
        Ok(Line { of, words, cells })
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

    /// Months in their order; else the greatest first, and what has no name last.
    fn sort(&self, rows: &mut [Line], own: usize) {
        let none = |line: &Line| line.of.first() == Some(&Value::Empty);
        if self.query.by == "month" {
            rows.sort_by_key(none);
        } else {
            let number = |line: &Line| line.cells.get(own).and_then(|cell| cell.figure.number()).unwrap_or(0);
            rows.sort_by_key(|line| (none(line), -number(line)));
        }
    }

    fn column(&self, by: By) -> Result<Column> {
        Ok(match by {
            By::Month(_) => Column::new("month", MONTH, Unit::Month),
            By::Field("currency") => Column::new("currency", say("currency", "loại tiền"), Unit::Text).rank(2),
            By::Field(key) => Column::new(key, self.head(key)?.label, Unit::Text),
        })
    }

    fn head(&self, key: &str) -> Result<&'static Head> {
        let heads = shape(self.kind).map(|shape| (shape.blank)().heads()).unwrap_or_default();
        heads.into_iter().find(|head| head.key == key).with_context(|| format!("{} has no {key}", self.kind))
    }
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
                let [en, vi] = [crate::lang::Lang::En, crate::lang::Lang::Vi].map(|lang| code.label(lang).to_owned());
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
