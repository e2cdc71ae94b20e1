//! Tables as spreadsheets keep them (xlsx): cells, each of its type, under a bold head that stays in sight and filters.
//! What the rows are of is not known here. A sheet of few rows is put together in memory; the rows of a long one go into a
//! file that has no name as they come, and from there into the book.
use crate::domain::money::{Currency, Money};
use crate::domain::value::Instant;
use anyhow::Result;
use chrono::{Datelike, NaiveDate, NaiveDateTime};
use rust_xlsxwriter::{DocProperties, Format, FormatAlign, Workbook, Worksheet};
use std::collections::HashMap;
use std::fmt;
use std::io::Write;
use unicode_width::UnicodeWidthStr;

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Nothing.
    Empty,
    /// A text, and nothing else: neither a formula nor a number, whatever it looks like.
    Text(String),
    /// A whole number.
    Whole(i64),
    /// Hundredths of a percent; the number that stands there is of percents, as all files have it.
    Percent(i64),
    /// An amount; its currency stands behind it.
    Money(Money),
    /// Yes or no.
    Flag(bool),
    /// A day.
    Day(NaiveDate),
    /// A month, by its first day.
    Month(NaiveDate),
    /// A time of a day, as the clock on the wall shows it.
    At(NaiveDateTime),
}

/// What a sheet cannot hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unfit {
    /// A text of so many characters, in the column of this place.
    Long { column: usize, length: usize },
    /// One row more than there can be.
    Rows,
}

impl fmt::Display for Unfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Long { column, length } => write!(f, "a text of {length} characters in column {}", column + 1),
            Self::Rows => write!(f, "more than {MOST_ROWS} rows"),
        }
    }
}

impl std::error::Error for Unfit {}

/// Rows below the head, at most.
pub const MOST_ROWS: usize = 1_048_575;
/// Characters of a cell, at most.
pub const MOST_TEXT: usize = 32_767;
/// How narrow and how wide a column is made, in characters.
const WIDTHS: (usize, usize) = (6, 60);
/// What the arrow of the filter takes of a head.
const ARROW: usize = 3;
/// Of a number so many digits are kept (IEEE 754, in decimal).
const EXACT: u64 = 999_999_999_999_999;
/// Years whose days are numbers in every spreadsheet: 1900 is reckoned in two ways.
const YEARS: std::ops::RangeInclusive<i32> = 1901..=9999;

/// A sheet that is being filled, row by row.
pub struct Sheet {
    kept: Worksheet,
    rows: usize,
    widths: Vec<usize>,
    formats: HashMap<String, Format>,
}

impl Sheet {
    /// An empty one with its head. What a name of a sheet may not have is left out of it.
    pub fn new(name: &str, head: &[&str]) -> Result<Self> {
        Self::headed(Worksheet::new(), name, head)
    }

    fn headed(kept: Worksheet, name: &str, head: &[&str]) -> Result<Self> {
        let mut new = Self::bare(kept, name)?;
        let bold = Format::new().set_bold();
        for (at, text) in head.iter().enumerate() {
            new.kept.write_string_with_format(0, column(at)?, *text, &bold)?;
            new.widen(at, text.width() + ARROW);
        }
        new.kept.set_freeze_panes(1, 0)?;
        Ok(new)
    }

    /// One of names and what is said under each.
    pub fn told(name: &str, lines: &[(&str, &str)]) -> Result<Self> {
        let mut new = Self::bare(Worksheet::new(), name)?;
        let (bold, wrap) = (Format::new().set_bold().set_align(FormatAlign::Top), Format::new());
        let wrap = wrap.set_text_wrap();
        for (row, (name, text)) in lines.iter().enumerate() {
            let row = u32::try_from(row)?;
            new.kept.write_string_with_format(row, 0, *name, &bold)?;
            new.kept.write_string_with_format(row, 1, *text, &wrap)?;
            new.widen(0, name.width() + 2);
            new.widen(1, text.width());
        }
        Ok(new)
    }

    fn bare(mut sheet: Worksheet, name: &str) -> Result<Self> {
        let plain: String = name.chars().filter(|c| !"[]:*?/\\".contains(*c)).take(31).collect();
        sheet.set_name(plain.trim_matches(['\'', ' ']))?;
        Ok(Self { kept: sheet, rows: 0, widths: Vec::new(), formats: HashMap::new() })
    }

    /// Adds a row.
    ///
    /// # Errors
    /// `Unfit`, where a sheet cannot hold it.
    pub fn row(&mut self, cells: impl IntoIterator<Item = Cell>) -> Result<()> {
        if self.rows == MOST_ROWS {
            return Err(Unfit::Rows.into());
        }
        self.rows += 1;
        let row = u32::try_from(self.rows)?;
        for (at, cell) in cells.into_iter().enumerate() {
            self.put(row, at, cell)?;
        }
        Ok(())
    }

    fn put(&mut self, row: u32, at: usize, cell: Cell) -> Result<()> {
        let col = column(at)?;
        let shown = match cell {
            Cell::Empty => 0,
            Cell::Flag(yes) => {
                self.kept.write_boolean(row, col, yes)?;
                5
            }
            Cell::Text(text) => {
                let length = text.encode_utf16().count();
                if length > MOST_TEXT {
                    return Err(Unfit::Long { column: at, length }.into());
                }
                let shown = text.lines().map(UnicodeWidthStr::width).max().unwrap_or(0);
                self.kept.write_string(row, col, text)?;
                shown
            }
            Cell::Whole(n) if exact(n) => {
                self.kept.write_number(row, col, float(n))?;
                n.to_string().len()
            }
            Cell::Percent(n) if exact(n) => {
                let format = self.format("0.00\" %\"");
                self.kept.write_number_with_format(row, col, float(n) / 100.0, &format)?;
                n.to_string().len() + 3
            }
            Cell::Money(money) if exact(money.minor) => {
                let format = self.format(&of_currency(money.currency));
                let scale = 10_f64.powi(i32::try_from(money.currency.digits())?);
                self.kept.write_number_with_format(row, col, float(money.minor) / scale, &format)?;
                let digits = money.decimal().len();
                digits + digits / 3 + 4
            }
            Cell::Day(day) if YEARS.contains(&day.year()) => self.date(row, col, day.and_time(<_>::default()), DAY)?,
            Cell::Month(day) if YEARS.contains(&day.year()) => {
                self.date(row, col, day.and_time(<_>::default()), MONTH)?
            }
            Cell::At(at) if YEARS.contains(&at.year()) => self.date(row, col, at, AT)?,
            // What a number would not hold to its last digit is written as a text.
            other => {
                let text = other.to_string();
                let shown = text.width();
                self.kept.write_string(row, col, text)?;
                shown
            }
        };
        self.widen(at, shown + 1);
        Ok(())
    }

    fn date(&mut self, row: u32, col: u16, at: NaiveDateTime, shape: &str) -> Result<usize> {
        let format = self.format(shape);
        self.kept.write_datetime_with_format(row, col, at, &format)?;
        Ok(shape.len())
    }

    fn format(&mut self, shape: &str) -> Format {
        let new = || Format::new().set_num_format(shape);
        self.formats.entry(shape.to_owned()).or_insert_with(new).clone()
    }

    fn widen(&mut self, at: usize, to: usize) {
        if self.widths.len() <= at {
            self.widths.resize(at + 1, 0);
        }
        self.widths[at] = self.widths[at].max(to);
    }

    fn done(mut self) -> Result<Worksheet> {
        let (least, most) = WIDTHS;
        for (at, wide) in self.widths.iter().enumerate() {
            let wide = u32::try_from((*wide).clamp(least, most))?;
            self.kept.set_column_width(column(at)?, wide)?;
        }
        if self.rows > 0 {
            let last = column(self.widths.len().saturating_sub(1))?;
            self.kept.autofilter(0, 0, u32::try_from(self.rows)?, last)?;
        }
        Ok(self.kept)
    }
}

const DAY: &str = "dd/mm/yyyy";
const MONTH: &str = "mm/yyyy";
const AT: &str = "dd/mm/yyyy hh:mm";

/// A file of sheets.
pub struct Book(Workbook);

impl Book {
    /// An empty one, made now.
    pub fn new(now: Instant) -> Self {
        let mut book = Workbook::new();
        book.set_properties(&DocProperties::new().set_creation_datetime(&now));
        Self(book)
    }

    /// A sheet of many rows, to be written with this book. It panics where there is no room for them.
    pub fn long(&mut self, name: &str, head: &[&str]) -> Result<Sheet> {
        Sheet::headed(self.0.new_worksheet_with_constant_memory()?, name, head)
    }

    /// Writes it with its sheets. It panics where there is no room for it.
    pub fn write(mut self, sheets: Vec<Sheet>, to: impl Write + Send) -> Result<()> {
        for sheet in sheets {
            self.0.push_worksheet(sheet.done()?);
        }
        Ok(self.0.save_to_writer(to)?)
    }
}

/// The bytes of a file of sheets of few rows, made now.
pub fn book(sheets: Vec<Sheet>, now: Instant) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    Book::new(now).write(sheets, &mut bytes)?;
    Ok(bytes)
}

impl fmt::Display for Cell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => Ok(()),
            Self::Text(text) => f.write_str(text),
            Self::Whole(n) => write!(f, "{n}"),
            Self::Percent(n) => write!(f, "{}.{:02}", n / 100, n.unsigned_abs() % 100),
            Self::Money(money) => write!(f, "{} {}", money.decimal(), money.currency.code()),
            Self::Flag(yes) => write!(f, "{yes}"),
            Self::Day(day) => write!(f, "{day}"),
            Self::Month(day) => write!(f, "{}", day.format("%Y-%m")),
            Self::At(at) => write!(f, "{}", at.format("%Y-%m-%d %H:%M:%S")),
        }
    }
}

/// `#,##0.00 "USD"`: its decimals, and its code as a text behind them.
fn of_currency(currency: Currency) -> String {
    let digits = currency.digits() as usize;
    let point = if digits == 0 { "" } else { "." };
    format!("#,##0{point}{} \"{}\"", "0".repeat(digits), currency.code())
}

fn exact(n: i64) -> bool {
    n.unsigned_abs() <= EXACT
}

#[allow(clippy::cast_precision_loss)] // only what is exact comes here
fn float(n: i64) -> f64 {
    n as f64
}

fn column(at: usize) -> Result<u16> {
    Ok(u16::try_from(at)?)
}
