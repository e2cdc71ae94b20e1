//! A typed value of a workbook or an object as the text of a cell.
use crate::domain::problem::Fault;
use crate::lang::book as said;
use calamine::{Data, ExcelDateTime};
use chrono::{NaiveDateTime, Timelike};
use serde::{Deserialize, Serialize};

/// What a cell of a workbook shows.
#[derive(Debug, PartialEq, Eq)]
pub enum Shown {
    Blank,
    Text(String),
    Unsaid(Unsaid),
}

/// What stands in a cell that has no value, and yet is not blank.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Unsaid {
    /// An error, as `#N/A` is.
    Error(String),
    /// A formula, where it is known, that was never calculated.
    Uncounted(String),
}

impl Unsaid {
    /// An error that was written into a text, as who saves a sheet as CSV does.
    pub fn of_text(text: &str) -> Option<Self> {
        let numbered = text.strip_prefix("Err:").is_some_and(|n| n.len() == 3 && n.bytes().all(|b| b.is_ascii_digit()));
        (numbered || ERRORS.contains(&text)).then(|| Self::Error(text.to_owned()))
    }

    /// As people see it.
    pub fn text(&self) -> &str {
        let (Self::Error(text) | Self::Uncounted(text)) = self;
        text
    }

    /// Why it says nothing.
    pub fn fault(&self) -> Fault {
        match self {
            Self::Error(text) => Fault::new(said::is_error(text)),
            Self::Uncounted(_) => Fault::new(said::NEVER_CALCULATED),
        }
    }
}

/// What spreadsheets write where a formula comes to nothing.
const ERRORS: [&str; 15] = [
    "#N/A",
    "#REF!",
    "#VALUE!",
    "#DIV/0!",
    "#NAME?",
    "#NULL!",
    "#NUM!",
    "#SPILL!",
    "#CALC!",
    "#FIELD!",
    "#BLOCKED!",
    "#CONNECT!",
    "#UNKNOWN!",
    "#BUSY!",
    "#GETTING_DATA",
];

/// A value as the text of its cell: dates by ISO 8601, numbers without marks but a point.
pub fn shown(data: &Data) -> Shown {
    let text = match data {
        Data::Empty => return Shown::Blank,
        Data::Error(error) => return Shown::Unsaid(Unsaid::Error(error.to_string())),
        Data::Int(n) => n.to_string(),
        Data::Float(n) => number(*n),
        Data::String(text) => text.clone(),
        Data::Bool(yes) => yes.to_string(),
        Data::DateTime(at) => instant(at),
        Data::DateTimeIso(text) => iso(text),
        Data::DurationIso(text) => duration(text).unwrap_or_else(|| text.clone()),
    };
    if text.is_empty() { Shown::Blank } else { Shown::Text(text) }
}

/// Digits that a number is exact to.
const EXACT: usize = 15;

/// A number as people read it: to fifteen digits, whole ones without decimals.
pub fn number(n: f64) -> String {
    let rounded: f64 = format!("{n:.*e}", EXACT - 1).parse().unwrap_or(n);
    let text = if rounded == 0.0 { "0".to_owned() } else { rounded.to_string() };
    unmistakable(text)
}

/// A point before three digits could be one of thousands: a further zero says that it divides decimals.
fn unmistakable(mut text: String) -> String {
    if text.split_once('.').is_some_and(|(_, decimals)| decimals.len() == 3) {
        text.push('0');
    }
    text
}

/// The largest day of a spreadsheet, at the end of the year 9999.
const LAST_DAY: f64 = 2_958_466.0;
const DAY: f64 = 86_400.0;

fn instant(at: &ExcelDateTime) -> String {
    let days = at.as_f64();
    if !(0.0..LAST_DAY).contains(&days) {
        return number(days);
    }
    if at.is_duration() || days < 1.0 {
        #[allow(clippy::cast_possible_truncation)]
        let seconds = (days * DAY).round() as i64;
        return clock(seconds);
    }
    at.as_datetime().map_or_else(|| number(days), day_and_time)
}

/// Hours may be more than a day has.
fn clock(seconds: i64) -> String {
    format!("{:02}:{:02}:{:02}", seconds / 3_600, seconds / 60 % 60, seconds % 60)
}

/// To the second; midnight is the day alone.
fn day_and_time(at: NaiveDateTime) -> String {
    let at = at + chrono::Duration::milliseconds(500);
    let day = at.format("%Y-%m-%d");
    if at.num_seconds_from_midnight() == 0 { day.to_string() } else { format!("{day}T{}", at.format("%H:%M:%S")) }
}

fn iso(text: &str) -> String {
    let at = text.parse::<NaiveDateTime>().or_else(|_| NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M"));
    at.map_or_else(|_| text.to_owned(), day_and_time)
}

/// `PT09H14M00S` as a clock shows it.
fn duration(text: &str) -> Option<String> {
    let (mut seconds, mut digits) = (0_i64, String::new());
    for c in text.strip_prefix("PT")?.chars() {
        let unit = match c {
            '0'..='9' | '.' => {
                digits.push(c);
                continue;
            }
            'H' => 3_600,
            'M' => 60,
            'S' => 1,
            _ => return None,
        };
        let whole: i64 = digits.split('.').next()?.parse().ok()?;
        seconds = seconds.checked_add(whole.checked_mul(unit)?)?;
        digits.clear();
    }
    Some(clock(seconds))
}
