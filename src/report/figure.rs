//! What stands in the cells of a report, and the rows that each figure was counted from.
use crate::domain::money::Money;
use crate::lang::number::grouped;
use crate::lang::report::{percent, scaled};
use crate::lang::when::span;
use crate::lang::{Lang, Sentence, Text};
use crate::sheet;
use chrono::{NaiveDate, TimeDelta};
use serde_json::{Value as Json, json};

/// What the figures of a column are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Names and words.
    Text,
    /// A month of a year.
    Month,
    /// A number of rows.
    Count,
    /// Percent, kept as hundredths of one.
    Percent,
    /// Minutes of working time.
    Minutes,
    /// An amount with its currency.
    Money,
}

impl Unit {
    /// What scripts call it.
    pub fn key(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Month => "month",
            Self::Count => "count",
            Self::Percent => "percent",
            Self::Minutes => "minutes",
            Self::Money => "money",
        }
    }

    /// Whether it stands at the right of its column.
    pub fn is_number(self) -> bool {
        !matches!(self, Self::Text | Self::Month)
    }
}

/// A column of a report.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// Its name in json and csv.
    pub key: &'static str,
    /// What people call it.
    pub label: Text,
    /// What it holds.
    pub unit: Unit,
    /// Where there is no room for all, the greatest go first; 0 never goes.
    pub rank: u8,
}

impl Column {
    /// One that is always shown.
    pub const fn new(key: &'static str, label: Text, unit: Unit) -> Self {
        Self { key, label, unit, rank: 0 }
    }

    /// The same, of less weight.
    pub const fn rank(self, rank: u8) -> Self {
        Self { rank, ..self }
    }
}

/// What stands in a cell.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Figure {
    /// Nothing can be said: no name, no rate of nothing.
    #[default]
    None,
    /// A name: what scripts read, and what people do.
    Named {
        /// To scripts.
        key: String,
        /// To people.
        said: Sentence,
    },
    /// The month that begins on a day.
    Month(NaiveDate),
    /// So many.
    Count(i64),
    /// Hundredths of a percent.
    Percent(i64),
    /// Minutes of working time.
    Minutes(i64),
    /// An amount.
    Money(Money),
}

impl Figure {
    /// A name that is the same to everyone.
    pub fn plain(name: &str) -> Self {
        Self::Named { key: name.to_owned(), said: Sentence::plain(name) }
    }

    /// A phrase by its key.
    pub fn text(key: &str, said: Text) -> Self {
        Self::Named { key: key.to_owned(), said: said.into() }
    }

    /// One number in another, half up; nothing of nothing.
    pub fn rate(part: i64, of: i64) -> Self {
        if of == 0 { Self::None } else { Self::Percent((part * 20_000 + of).div_euclid(of * 2)) }
    }

    /// Its number in the least unit: hundredths of a percent, minor units.
    pub fn number(&self) -> Option<i64> {
        match self {
            Self::Count(n) | Self::Percent(n) | Self::Minutes(n) => Some(*n),
            Self::Money(money) => Some(money.minor),
            Self::None | Self::Named { .. } | Self::Month(_) => None,
        }
    }

    /// The same figure with another number.
    pub fn with(&self, number: i64) -> Self {
        match self {
            Self::Count(_) => Self::Count(number),
            Self::Percent(_) => Self::Percent(number),
            Self::Minutes(_) => Self::Minutes(number),
            Self::Money(money) => Self::Money(Money { minor: number, ..*money }),
            other => other.clone(),
        }
    }

    /// In words; what is not there is a dash.
    pub fn said(&self, lang: Lang) -> String {
        match self {
            Self::None => "—".to_owned(),
            Self::Named { said, .. } => said.to(lang).to_owned(),
            Self::Month(first) => first.format("%m/%Y").to_string(),
            Self::Count(n) => grouped(*n, lang),
            Self::Percent(n) => percent(*n, lang),
            Self::Minutes(n) => span(TimeDelta::minutes(*n)).to(lang).to_owned(),
            Self::Money(money) => money.show(),
        }
    }

    /// The same where there is little room: a long amount by its thousands of millions.
    pub fn short(&self, lang: Lang) -> String {
        let said = self.said(lang);
        let Self::Money(money) = self else { return said };
        let decimal = money.decimal();
        let whole = decimal.split('.').next().and_then(|whole| whole.parse().ok()).unwrap_or(0);
        let Some(scaled) = scaled(whole, lang) else { return said };
        let digit = |c: char| c.is_ascii_digit();
        let before = said.find(digit).map_or("", |at| said[..at].trim_start_matches('-'));
        let after = said.rfind(digit).map_or("", |at| &said[at + 1..]);
        format!("{}{before}{scaled}{after}", if whole < 0 { "-" } else { "" })
    }

    /// As scripts read it: an amount is an object, percent has two decimals, a month is `2026-11`.
    pub fn json(&self) -> Json {
        match self {
            Self::None => Json::Null,
            Self::Named { key, .. } => json!(key),
            Self::Month(_) => json!(self.csv()),
            Self::Count(n) | Self::Minutes(n) => json!(n),
            Self::Percent(_) => self.csv().parse::<serde_json::Number>().map_or(Json::Null, Json::Number),
            Self::Money(money) => json!({ "amount": money.decimal(), "currency": money.currency.code() }),
        }
    }

    /// As a cell of a spreadsheet.
    pub fn cell(&self, lang: Lang) -> sheet::Cell {
        match self {
            Self::None => sheet::Cell::Empty,
            Self::Named { said, .. } => sheet::Cell::Text(said.to(lang).to_owned()),
            Self::Month(first) => sheet::Cell::Month(*first),
            Self::Count(n) | Self::Minutes(n) => sheet::Cell::Whole(*n),
            Self::Percent(n) => sheet::Cell::Percent(*n),
            Self::Money(money) => sheet::Cell::Money(*money),
        }
    }

    /// As a cell of csv: an amount is its decimal, the currency stands in a column of its own.
    pub fn csv(&self) -> String {
        match self {
            Self::None => String::new(),
            Self::Named { key, .. } => key.clone(),
            Self::Month(first) => first.format("%Y-%m").to_string(),
            Self::Count(n) | Self::Minutes(n) => n.to_string(),
            Self::Percent(n) => {
                let (sign, n) = (if *n < 0 { "-" } else { "" }, n.unsigned_abs());
                format!("{sign}{}.{:02}", n / 100, n % 100)
            }
            Self::Money(money) => money.decimal(),
        }
    }
}

/// The rows that a figure was counted from, as any list can be asked for them.
#[derive(Clone, Debug, PartialEq)]
pub struct Behind {
    /// Their kind; none: all that can have something due.
    pub kind: Option<&'static str>,
    /// Filter words.
    pub filter: String,
}

impl Behind {
    /// Rows of a kind that fulfil all of these.
    pub fn of(kind: &'static str, words: &[&str]) -> Self {
        Self { kind: Some(kind), filter: joined(words) }
    }

    /// Rows of every kind.
    pub fn any(words: &[&str]) -> Self {
        Self { kind: None, filter: joined(words) }
    }
}

/// Filter words in a row, without the empty ones.
pub fn joined(words: &[&str]) -> String {
    words.iter().filter(|word| !word.is_empty()).copied().collect::<Vec<_>>().join(" ")
}

/// A figure and its rows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Cell {
    /// What stands there.
    pub figure: Figure,
    /// What it was counted from.
    pub behind: Option<Behind>,
}

impl Cell {
    /// A figure with its rows.
    pub fn new(figure: Figure, behind: Behind) -> Self {
        Self { figure, behind: Some(behind) }
    }
}

impl From<Figure> for Cell {
    fn from(figure: Figure) -> Self {
        Self { figure, behind: None }
    }
}
