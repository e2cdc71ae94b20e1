//! The many ways of writing a date, read from left to right.
use super::date::{Day, Stamp};
use chrono::{FixedOffset, NaiveDate, NaiveTime};

/// The longest text that is looked at as a date.
const LONGEST: usize = 48;
/// Years that a file of sales may hold.
const YEARS: std::ops::RangeInclusive<u32> = 1900..=2199;
/// Two digits from here on are of the last century (POSIX).
const CENTURY: u32 = 69;

#[rustfmt::skip]
const MONTHS: [[&str; 2]; 12] = [
    ["jan", "january"], ["feb", "february"], ["mar", "march"], ["apr", "april"], ["may", "may"], ["jun", "june"],
    ["jul", "july"], ["aug", "august"], ["sep", "september"], ["oct", "october"], ["nov", "november"],
    ["dec", "december"],
];
/// Words that stand in a date and say nothing.
#[rustfmt::skip]
const FILLERS: [&str; 34] = [
    "thứ", "hai", "ba", "tư", "sáu", "bảy", "chủ", "nhật", "ngày", "năm", "lúc", "at", "of", "de", "the", "st", "nd",
    "rd", "th", "mon", "monday", "tue", "tuesday", "wed", "wednesday", "thu", "thur", "thursday", "fri", "friday",
    "sat", "saturday", "sun", "sunday",
];

impl Stamp {
    /// Reads `15 Apr, 2021 00:03:00`, `03-07-2021 01:09`, `10/20/2016`, `2021-04-15T00:03:00+07:00`, `20210415`,
    /// `Apr 15, 2021 2:05 PM`, `ngày 15 tháng 4 năm 2021`, `14:05 15/4/21`.
    pub fn read(text: &str) -> Option<Self> {
        let text = text.trim();
        if text.len() > LONGEST || !text.bytes().any(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let mut scan = Scan { rest: text };
        let before = scan.attempt(Scan::time).filter(|_| scan.gap());
        if before.is_none() {
            scan.rest = text;
        }
        let day = scan.day()?;
        let time = before.or_else(|| scan.attempt(|scan| if scan.before_time() { scan.time() } else { None }));
        let offset = time.and_then(|_| scan.attempt(Scan::offset));
        scan.gap();
        scan.rest.is_empty().then_some(Self { day, time, offset })
    }
}

/// What a part of a date is.
#[derive(Clone, Copy, PartialEq)]
enum Part {
    /// A number and its digits.
    Number(u32, usize),
    Month(u32),
}

struct Scan<'a> {
    rest: &'a str,
}

impl<'a> Scan<'a> {
    /// Runs a reader, and stands where it stood if that finds nothing.
    fn attempt<T>(&mut self, read: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        let before = self.rest;
        let found = read(self);
        if found.is_none() {
            self.rest = before;
        }
        found
    }

    fn next_if(&mut self, wanted: impl FnOnce(char) -> bool) -> Option<char> {
        let c = self.rest.chars().next().filter(|c| wanted(*c))?;
        self.rest = &self.rest[c.len_utf8()..];
        Some(c)
    }

    /// Skips blanks and commas, and tells whether there were any.
    fn gap(&mut self) -> bool {
        let before = self.rest.len();
        while self.next_if(|c| c.is_whitespace() || c == ',').is_some() {}
        self.rest.len() < before
    }

    fn take(&mut self, wanted: impl Fn(char) -> bool) -> &'a str {
        let end = self.rest.find(|c| !wanted(c)).unwrap_or(self.rest.len());
        let (taken, rest) = self.rest.split_at(end);
        self.rest = rest;
        taken
    }

    fn number(&mut self) -> Option<(u32, usize)> {
        let digits = self.take(|c| c.is_ascii_digit());
        Some((digits.parse().ok()?, digits.len()))
    }

    fn day(&mut self) -> Option<Day> {
        if let Some((compact, 8)) = self.attempt(|scan| scan.number().filter(|(_, len)| *len == 8)) {
            return sure(compact / 10_000, compact / 100 % 100, compact % 100).map(Day::Sure);
        }
        let (first, _) = self.part(false)?;
        let (second, mark) = self.part(true)?;
        let (third, next) = self.part(true)?;
        let marked = matches!(mark, Some('-' | '/' | '.')) && mark == next;
        let named = |year, month, day| sure(full(year)?, month, number(day)?).map(Day::Sure);
        match (first, second, third) {
            (year @ Part::Number(_, 4), Part::Month(month), day)
            | (day, Part::Month(month), year)
            | (Part::Month(month), day, year) => named(year, month, day),
            (year @ Part::Number(_, 4), Part::Number(month, 1..=2), day) if marked => named(year, month, day),
            (Part::Number(first, 1..=2), Part::Number(second, 1..=2), year) if marked => {
                // Two dots and two digits are a version or an address sooner than a date.
                let year = full(year).filter(|_| mark != Some('.') || matches!(year, Part::Number(_, 4)))?;
                open(first, second, year)
            }
            _ => None,
        }
    }

    /// A number or a month, after what divides it from the one before; fillers are passed over.
    fn part(&mut self, divided: bool) -> Option<(Part, Option<char>)> {
        let mut mark = None;
        let mut month = false;
        loop {
            self.gap();
            if divided && mark.is_none() {
                mark = self.next_if(|c| matches!(c, '-' | '/' | '.'));
                self.gap();
            }
            if self.rest.starts_with(|c: char| c.is_ascii_digit()) {
                let (value, len) = self.number()?;
                return Some((if month { Part::Month(value) } else { Part::Number(value, len) }, mark));
            }
            let word = self.take(char::is_alphabetic).to_lowercase();
            self.next_if(|c| c == '.');
            if let Some(at) = month_named(&word) {
                return Some((Part::Month(at), mark));
            }
            match word.as_str() {
                "tháng" | "thg" => month = true,
                "" => return None,
                filler if FILLERS.contains(&filler) => {}
                _ => return None,
            }
        }
    }

    /// Passes what stands between a date and its time.
    fn before_time(&mut self) -> bool {
        let gap = self.gap();
        let word = self.take(char::is_alphabetic);
        let passed = word.eq_ignore_ascii_case("t") || (gap && (word.is_empty() || FILLERS.contains(&word)));
        self.gap();
        passed
    }

    fn time(&mut self) -> Option<NaiveTime> {
        let (mut hour, 1..=2) = self.number()? else { return None };
        let mark = self.next_if(|c| matches!(c, ':' | 'h' | 'H'))?;
        let (minute, second) = match self.attempt(Self::number) {
            None if mark != ':' => (0, 0),
            None => return None,
            Some((minute, _)) => {
                let second = self.attempt(|scan| scan.next_if(|c| c == ':').and_then(|_| scan.number()));
                (minute, second.map_or(0, |(second, _)| second))
            }
        };
        // A fraction of a second is dropped.
        self.attempt(|scan| scan.next_if(|c| c == '.').and_then(|_| scan.number_of_any_length()));
        let half = self.attempt(|scan| {
            scan.gap();
            let word = scan.take(|c| c.is_alphabetic() || c == '.').to_lowercase();
            match word.replace('.', "").as_str() {
                "am" | "sa" => Some(0),
                "pm" | "ch" => Some(12),
                _ => None,
            }
        });
        if let Some(half) = half.filter(|_| hour <= 12) {
            hour = hour % 12 + half;
        }
        NaiveTime::from_hms_opt(hour, minute, second)
    }

    fn number_of_any_length(&mut self) -> Option<()> {
        (!self.take(|c| c.is_ascii_digit()).is_empty()).then_some(())
    }

    fn offset(&mut self) -> Option<FixedOffset> {
        self.gap();
        let name = self.take(|c| c.is_ascii_alphabetic());
        if !["", "Z", "z", "UTC", "GMT"].contains(&name) {
            return None;
        }
        let Some(sign) = self.next_if(|c| matches!(c, '+' | '-' | '−')) else {
            return if name.is_empty() { None } else { FixedOffset::east_opt(0) };
        };
        let (value, len) = self.number()?;
        let (hours, minutes) = match len {
            1 | 2 => {
                let minutes = self.attempt(|scan| scan.next_if(|c| c == ':').and_then(|_| scan.number()));
                (value, minutes.map_or(0, |(minutes, _)| minutes))
            }
            4 => (value / 100, value % 100),
            _ => return None,
        };
        let seconds = i32::try_from(hours * 3600 + minutes * 60).ok()?;
        FixedOffset::east_opt(if sign == '+' { seconds } else { -seconds })
    }
}

fn month_named(word: &str) -> Option<u32> {
    let word = if word == "sept" { "sep" } else { word };
    let at = MONTHS.iter().position(|names| names.contains(&word))?;
    u32::try_from(at + 1).ok()
}

fn number(part: Part) -> Option<u32> {
    match part {
        Part::Number(value, 1..=2) => Some(value),
        _ => None,
    }
}

/// A year of four digits, or of two.
fn full(part: Part) -> Option<u32> {
    match part {
        Part::Number(year, 4) => Some(year),
        Part::Number(year, 2) => Some(year + if year < CENTURY { 2000 } else { 1900 }),
        _ => None,
    }
}

fn sure(year: u32, month: u32, day: u32) -> Option<NaiveDate> {
    let year = Some(year).filter(|year| YEARS.contains(year))?;
    NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)
}

fn open(first: u32, second: u32, year: u32) -> Option<Day> {
    let day_first = sure(year, second, first);
    let month_first = sure(year, first, second);
    day_first.or(month_first)?;
    Some(Day::Open { first, second, year: i32::try_from(year).ok()? })
}
