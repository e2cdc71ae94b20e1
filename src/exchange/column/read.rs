//! The cells of a column as values of a field: by how the whole column is written, never by the cell alone.
use super::date::{DateStyle, DayOrder, Moment};
use super::manner::Cells;
use super::shapes::is_blank;
use super::{Column, Holds};
use crate::domain::amount::Amount;
use crate::domain::field::{Edit, Head};
use crate::domain::fold::{clean, fold, in_nfc};
use crate::domain::guard::bare;
use crate::domain::kind::Kind;
use crate::domain::money::{Currency, Money};
use crate::domain::number::{Marks, Number, Written};
use crate::domain::phone;
use crate::domain::problem::Fault;
use crate::domain::read::MORNING;
use crate::domain::value::Value;
use crate::domain::world::World;
use crate::lang::{cell, fault};
use chrono::NaiveTime;
use std::collections::HashSet;

/// How the cells of a field are read.
#[derive(Clone, Copy, Debug)]
pub enum How {
    /// As a person would type it: text, addresses, what is checked.
    Typed,
    Day(DateStyle),
    /// And the hour that a day alone stands for.
    At(DateStyle, NaiveTime),
    Whole(Marks),
    /// Whether all of the column is written as parts of one: `0.05` is 5 %.
    Percent(Marks, bool),
    /// And the currency of cells that name none, where the column was decided.
    Money(Marks, Option<Currency>),
    /// A record of another kind, or of any.
    Link(&'static str),
    /// A row of a list that people own.
    Code(&'static str),
    /// A choice by its key, its label or a word of everyday.
    Choice,
}

impl How {
    /// How a field's column is read; `currency` is that of amounts without a sign, where the column was decided.
    pub fn of(
        head: &Head,
        column: &Column,
        words: Option<&[(String, u64)]>,
        order: DayOrder,
        currency: Option<Currency>,
    ) -> Self {
        let style = match &column.holds {
            Holds::Dates(style) => *style,
            _ => DateStyle { order, timed: true, said: false },
        };
        let marks = column.holds.marks();
        match head.kind {
            Kind::Day => Self::Day(style),
            // What a person plans for a day is for its morning; what happened on it happened from its beginning.
            Kind::At if head.edit == Edit::Free => Self::At(style, MORNING),
            Kind::At => Self::At(style, NaiveTime::MIN),
            Kind::Whole => Self::Whole(marks),
            Kind::Percent => Self::Percent(marks, in_parts(column, words)),
            Kind::Money => Self::Money(marks, currency),
            Kind::Link(kind) => Self::Link(kind),
            Kind::Code(list) => Self::Code(list),
            Kind::OneOf(_) => Self::Choice,
            _ => Self::Typed,
        }
    }

    /// The same, as a person said that the cells are read.
    pub fn said(self, said: Cells) -> Self {
        let style =
            |style: DateStyle| said.order.map_or(style, |order| DateStyle { order, timed: style.timed, said: true });
        let marks = |marks| said.marks.unwrap_or(marks);
        match self {
            Self::Day(of) => Self::Day(style(of)),
            Self::At(of, hour) => Self::At(style(of), hour),
            Self::Whole(of) => Self::Whole(marks(of)),
            Self::Percent(of, parts) => Self::Percent(marks(of), parts),
            Self::Money(of, currency) => Self::Money(marks(of), currency),
            other => other,
        }
    }

    /// The value of a cell; `row` is the currency that the row names, `usual` the one it is in otherwise. Links, lists and
    /// choices are not read here: they ask what is known.
    pub fn read(
        self,
        head: &Head,
        text: &str,
        row: Option<Currency>,
        usual: Currency,
        world: &dyn World,
    ) -> Result<Value, Fault> {
        match self {
            Self::Day(style) => style
                .read(text, &world.now().timezone())
                .map(|moment| match moment {
                    Moment::Day(day) => Value::Day(day),
                    Moment::At(at) => Value::Day(at.date()),
                })
                .ok_or_else(|| style.fault(text)),
            Self::At(style, hour) => {
                let moment = style.read(text, &world.now().timezone());
                let (day, time) = match moment.ok_or_else(|| style.fault(text))? {
                    Moment::Day(day) => (day, hour),
                    Moment::At(at) => (at.date(), at.time()),
                };
                Ok(Value::At(world.at(day, time)))
            }
            Self::Whole(marks) => whole(text, marks).map(Value::Whole),
            Self::Percent(marks, parts) => percent(text, marks, parts).map(Value::Whole),
            Self::Money(marks, currency) => {
                Money::read_as(text, row.or(currency).unwrap_or(usual), marks).map(Value::Money)
            }
            _ => head.kind.read(text, &Value::Empty, world),
        }
    }
}

/// Whether a cell says nothing. What may be a person's name says something: `Na`; in a file of `own` any text does.
pub fn says_nothing(head: &Head, text: &str, own: bool) -> bool {
    match head.kind {
        Kind::Text | Kind::Note if own => text.is_empty(),
        Kind::Text | Kind::Note => {
            is_blank(text) && !text.bytes().any(|byte| byte.is_ascii_alphabetic())
                || ["n/a", "null"].iter().any(|blank| blank.eq_ignore_ascii_case(text))
        }
        _ => is_blank(text),
    }
}

/// Percents of which all are at most one and some are broken are parts of one, unless the column says `%`.
fn in_parts(column: &Column, words: Option<&[(String, u64)]>) -> bool {
    let Holds::Decimal { marks, .. } = &column.holds else { return false };
    let number = |text: &str| Written::read(text).ok()?.number(*marks, 2);
    let small = |text: &str| number(text).is_some_and(|n| n.digits <= 10_i128.pow(n.scale.min(30)));
    words.is_some_and(|words| words.iter().all(|(text, _)| small(text)))
}

/// A number without its sign, and whether it has one.
fn signed(text: &str) -> (&str, bool) {
    let bare = text.trim_start_matches(['-', '−']);
    (bare.trim_start_matches('+').trim(), bare.len() < text.len())
}

/// `120`, `1,200`, `17850.0`: whole, however it is written. A currency beside it is the format of the whole sheet.
fn whole(text: &str, marks: Marks) -> Result<i64, Fault> {
    let wrong = || Fault::new(fault::not_a_number(text));
    let (bare, negative) = signed(text);
    let in_currency = || Amount::scan(bare).ok().filter(|amount| amount.currency.is_some())?.written();
    let written = Written::read(bare).ok().or_else(in_currency);
    let number = written.and_then(|written| written.number(marks, 0)).ok_or_else(wrong)?;
    let Number { digits, scale: 0 } = number.trimmed() else { return Err(wrong()) };
    i64::try_from(if negative { -digits } else { digits }).map_err(|_| Fault::new(cell::too_large(text)))
}

/// Hundredths of a percent. What is finer than that is what a computer makes of `0.15`, or no percentage.
fn percent(text: &str, marks: Marks, parts: bool) -> Result<i64, Fault> {
    let wrong = || Fault::new(fault::not_a_percent(text));
    let (bare, negative) = signed(text);
    let (bare, said) = bare.strip_suffix('%').map_or((bare, false), |bare| (bare.trim_end(), true));
    let number = Written::read(bare).ok().and_then(|written| written.number(marks, 2)).ok_or_else(wrong)?;
    let power = if parts && !said { 4 } else { 2 };
    let hundredths = if number.scale <= power {
        number.digits.checked_mul(10_i128.pow(power - number.scale)).ok_or_else(wrong)?
    } else {
        let by = 10_i128.pow(number.scale - power);
        let near = (number.digits + by / 2) / by;
        if (number.digits - near * by).abs() * 1000 > by {
            return Err(wrong());
        }
        near
    };
    i64::try_from(if negative { -hundredths } else { hundredths }).map_err(|_| wrong())
}

/// A cell as it is looked at: clean, without the apostrophe by which a text is kept from being a formula.
pub fn plain(text: &str) -> String {
    let text = text.trim();
    in_nfc(clean(bare(text), true)).trim().to_owned()
}

/// The addresses of a cell: other programs put several into one with commas, slashes or lines between them, or with
/// blanks and words. `country` (ISO 3166) is where numbers are written without its code.
pub fn addresses(text: &str, mail: bool, country: &str) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    // So Google parts what several stand for.
    for text in text.split(":::") {
        if mail {
            let quoted = text.contains(['"', '<']);
            let pieces: Vec<&str> = if quoted { vec![text] } else { text.split([';', ',', '\n']).collect() };
            all.extend(pieces.into_iter().map(|piece| piece.trim().to_owned()));
        } else {
            text.split([';', '\n']).for_each(|piece| dialled(piece, country, &mut all));
        }
    }
    all.retain(|one| !one.is_empty());
    if all.len() > 1 {
        let mut seen = HashSet::new();
        all.retain(|one| seen.insert(fold(one)));
    }
    all
}

/// The numbers of a text between which nothing says that another begins.
fn dialled(text: &str, country: &str, all: &mut Vec<String>) {
    let digits = |part: &&str| part.bytes().filter(u8::is_ascii_digit).count() >= 7;
    let halves: Vec<&str> = text.split(['/', ',']).collect();
    let halves = if halves.iter().all(digits) { halves } else { vec![text] };
    for half in halves {
        let half = as_dialled(half.trim());
        let several = phone::several(half, country).unwrap_or_else(|| vec![half]);
        all.extend(several.into_iter().map(str::to_owned));
    }
}

/// A number without what programs put around it so that it stays as it is: `p:+84…`, `'0903…`, `="0903…"`.
fn as_dialled(text: &str) -> &str {
    let inner = text.strip_prefix("=\"").and_then(|text| text.strip_suffix('"')).unwrap_or(text);
    let inner = inner.strip_prefix("p:").unwrap_or(inner).trim_start_matches('\'').trim();
    if inner.starts_with(|c: char| c.is_ascii_digit() || c == '+') { inner } else { text }
}
