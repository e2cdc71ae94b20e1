//! A cell of a file beside what was written out: whether it says the same in whatever way a spreadsheet writes it, and
//! what it says where it does not.
use super::Content;
use crate::domain::field::{Head, Home};
use crate::domain::fold::fold;
use crate::domain::kind::Kind;
use crate::domain::money::Currency;
use crate::domain::number::Marks;
use crate::domain::problem::Fault;
use crate::domain::reach::Sort;
use crate::domain::value::{Id, Instant, Value};
use crate::domain::world::World;
use crate::exchange::column::date::{DateStyle, DayOrder};
use crate::exchange::column::read::{How, addresses, plain};
use crate::exchange::column::{Column as Seen, Holds};
use crate::exchange::export::record::Held;
use crate::exchange::file::table::Line;
use crate::exchange::file::value::Unsaid;
use crate::store::Db;
use chrono::Timelike;

/// How the file's amounts of a row are meant: the currency that it names, and the one that it had.
pub type Purse = (Option<Currency>, Currency);

/// What a cell is to what was written out.
#[derive(Debug, PartialEq, Eq)]
pub enum Same {
    Yes,
    /// But for a zero or a plus that a spreadsheet took off.
    Rewritten,
    /// But for letters that the file cannot have: they are `?` there.
    Lost,
    No,
}

/// Why a cell of a row has no value, though something stands in it: an error, a formula that was never calculated.
pub fn unsaid(line: &Line, at: usize) -> Option<Unsaid> {
    let known = line.unsaid.iter().find(|(cell, _)| *cell == at).map(|(_, unsaid)| unsaid.clone());
    known.or_else(|| Unsaid::of_text(&plain(line.cell(at))))
}

/// What a cell of a row says, and why that is no value.
pub fn said(line: &Line, at: usize) -> (String, Option<Unsaid>) {
    let unsaid = unsaid(line, at);
    (unsaid.as_ref().map_or_else(|| plain(line.cell(at)), |unsaid| unsaid.text().to_owned()), unsaid)
}

/// The ways in which a column may be written, the likeliest first.
pub fn ways(head: &Head, seen: &Seen, how: How) -> Vec<How> {
    let style = |order| match &seen.holds {
        Holds::Dates(style) => DateStyle { order, timed: style.timed, said: false },
        _ => DateStyle { order, timed: true, said: false },
    };
    let marks = [Marks::Undecided, Marks::Point, Marks::Comma];
    let mut ways = vec![how];
    match how {
        How::Day(_) => ways.extend([DayOrder::DayFirst, DayOrder::MonthFirst].map(|order| How::Day(style(order)))),
        How::At(_, hour) => {
            ways.extend([DayOrder::DayFirst, DayOrder::MonthFirst].map(|order| How::At(style(order), hour)));
        }
        How::Whole(_) => ways.extend(marks.map(How::Whole)),
        How::Percent(..) => ways.extend(
            marks
                .map(|marks| How::Percent(marks, false))
                .into_iter()
                .chain(marks.map(|marks| How::Percent(marks, true))),
        ),
        How::Money(..) if head.kind.is_number() => ways.extend(marks.map(|marks| How::Money(marks, None))),
        _ => {}
    }
    ways
}

/// Whether a column's way of reading is a matter of the column.
pub fn varies(how: How) -> bool {
    !matches!(how, How::Typed | How::Link(_) | How::Code(_) | How::Choice)
}

/// What a cell says.
pub fn read(head: &Head, how: How, text: &str, (row, usual): Purse, db: &Db) -> Result<Value, Fault> {
    if text.is_empty() {
        return Ok(Value::Empty);
    }
    match head.home {
        Home::Reach(sort) => {
            let all = addresses(text, sort == Sort::Mail, &db.country());
            head.kind.read(&all.join("; "), &Value::Empty, db)
        }
        _ if varies(how) => how.read(head, text, row, usual, db),
        _ => head.kind.read(text, &Value::Empty, db),
    }
}

/// Whether a cell says what was written out; `name` is what the record of a link was called then.
pub fn same(
    head: &'static Head,
    how: How,
    text: &str,
    base: &Content,
    purse: Purse,
    name: impl FnOnce(Id) -> Option<String>,
    db: &Db,
) -> Same {
    if let Some(written) = &base.written {
        return if plain(written) == text { Same::Yes } else { shortened(text, written) };
    }
    let shown = Held::Field(head, base.value.clone()).text(db);
    if plain(&shown) == text {
        return Same::Yes;
    }
    match (&base.value, head.kind) {
        // A clock of a spreadsheet knows no zone, and midnight is the day alone.
        (Value::At(at), _) => {
            let local = db.local(*at).naive_local();
            let day = local.date().to_string();
            let at = local.format("%Y-%m-%dT%H:%M:%S").to_string();
            if text == at || (text == day && local.num_seconds_from_midnight() == 0) {
                return Same::Yes;
            }
        }
        (Value::Whole(id), Kind::Link(_) | Kind::Code(_) | Kind::Any) => {
            if name(*id).is_some_and(|name| plain(&name) == text) {
                return Same::Yes;
            }
            // What else it says is another record.
            return if has_lost(text, &plain(&shown)) { Same::Lost } else { Same::No };
        }
        _ => {}
    }
    if [&shown, &head.kind.show(&base.value, db)].iter().any(|shown| has_lost(text, &plain(shown))) {
        return Same::Lost;
    }
    match read(head, how, text, purse, db) {
        Ok(value) if value == base.value => Same::Yes,
        // A clock of a spreadsheet may show no seconds.
        Ok(Value::At(at)) if to_the_minute(&base.value) == Some(at) => Same::Yes,
        _ if matches!(head.kind, Kind::Text | Kind::Checked(_)) && !text.is_empty() => shortened(text, &shown),
        _ => Same::No,
    }
}

fn to_the_minute(value: &Value) -> Option<Instant> {
    let Value::At(at) = value else { return None };
    at.with_second(0)
}

/// Whether a text is what was written out but for letters that its encoding has not: `Nguy?n Th? Dào`.
fn has_lost(text: &str, was: &str) -> bool {
    let mut was = was.chars();
    let alike = text.chars().all(|c| {
        was.next().is_some_and(|was| {
            c == was || (!was.is_ascii() && (c == '?' || fold(&was.to_string()) == c.to_lowercase().to_string()))
        })
    });
    alike && was.next().is_none() && text.contains('?')
}

/// Whether a text is what a spreadsheet leaves of a number that is none: `0901 234 567` to `901234567`, `8.49E+10`.
fn shortened(text: &str, was: &str) -> Same {
    let number = |c: char| c.is_ascii_digit() || matches!(c, '+' | '-' | ' ' | '.' | '(' | ')');
    let digits: String = was.chars().filter(char::is_ascii_digit).collect();
    let bare = digits.trim_start_matches('0');
    if bare.is_empty() || !was.chars().all(number) {
        return Same::No;
    }
    if text == bare || text.strip_suffix(".0") == Some(bare) {
        return Same::Rewritten;
    }
    let Some((head, power)) =
        text.to_uppercase().split_once("E+").map(|(head, power)| (head.to_owned(), power.to_owned()))
    else {
        return Same::No;
    };
    let lead: String = head.chars().filter(char::is_ascii_digit).collect();
    let lead = lead.trim_end_matches('0');
    // Rounded, its last digit may be one more.
    let known = lead.get(..lead.len().saturating_sub(1)).unwrap_or_default();
    let fits =
        power.parse::<usize>().is_ok_and(|power| power + 1 == bare.len()) && bare.starts_with(known) && lead.len() > 2;
    if fits { Same::Rewritten } else { Same::No }
}
