//! Days as people type them, in either language.
use super::plain;
use super::time::number;
use chrono::{Datelike, Days, Months, NaiveDate, TimeDelta, Weekday};
use std::ops::RangeInclusive;

/// What falls outside is a slip of the finger.
const YEARS: RangeInclusive<i32> = 1900..=9999;
/// A day and month this long past are next year's.
const PAST: Months = Months::new(6);

/// `today`, `mai`, `+3d`, `-2w`, `+1m`, `fri`, `t6`, `next mon`, `thứ 2 tuần sau`, `eom`, `cuối tuần`, `27/11`,
/// `27/11/26`, `27.11.2026`, `2026-11-27`. Accents and case may be left out; a day that no calendar has is None.
pub fn day(text: &str, today: NaiveDate) -> Option<NaiveDate> {
    let text = plain(text);
    let text = text.strip_prefix("ngay ").unwrap_or(&text);
    let found = named(text, today).or_else(|| counted(text, today)).or_else(|| of_a_week(text, today));
    found.or_else(|| written(text, today)).filter(|day| YEARS.contains(&day.year()))
}

/// A day of the week: `fri`, `Friday`, `t6`, `thứ 6`, `thứ sáu`, `cn`, `chủ nhật`.
pub(in crate::domain) fn weekday(text: &str) -> Option<Weekday> {
    let text = plain(text);
    match text.as_str() {
        "cn" | "chu nhat" => return Some(Weekday::Sun),
        "tues" => return Some(Weekday::Tue),
        "thur" | "thurs" => return Some(Weekday::Thu),
        _ => {}
    }
    let word = text.strip_prefix("thu").or_else(|| text.strip_prefix("thứ")).map(str::trim_start);
    match word.or_else(|| text.strip_prefix('t').filter(|number| number.len() == 1)) {
        Some("2" | "hai") => Some(Weekday::Mon),
        Some("3" | "ba") => Some(Weekday::Tue),
        Some("4" | "tu") => Some(Weekday::Wed),
        Some("5" | "nam") => Some(Weekday::Thu),
        Some("6" | "sau") => Some(Weekday::Fri),
        Some("7" | "bay") => Some(Weekday::Sat),
        _ => text.parse().ok(),
    }
}

fn named(text: &str, today: NaiveDate) -> Option<NaiveDate> {
    let ahead = match text {
        "today" | "nay" | "hom nay" => 0,
        "tomorrow" | "mai" => 1,
        "mot" | "kia" | "day after tomorrow" => 2,
        "yesterday" | "hom qua" => -1,
        "hom kia" => -2,
        // What is promised by the end of the week is to be had while people work; `cuối tuần` is the weekend itself.
        "eow" | "end of week" => to(Weekday::Fri, today),
        "cuoi tuan" | "weekend" => to(Weekday::Sat, today),
        "eom" | "end of month" | "cuoi thang" => {
            return today.with_day(1)?.checked_add_months(Months::new(1))?.pred_opt();
        }
        "next month" | "thang sau" | "thang toi" => return today.with_day(1)?.checked_add_months(Months::new(1)),
        _ => return None,
    };
    today.checked_add_signed(TimeDelta::days(ahead))
}

/// How many days from today on a day of the week is, which may be today.
fn to(weekday: Weekday, today: NaiveDate) -> i64 {
    weekday.days_since(today.weekday()).into()
}

/// `+3`, `+3d`, `-2 tuần`, `+1m`.
fn counted(text: &str, today: NaiveDate) -> Option<NaiveDate> {
    let ahead = text.starts_with('+');
    let (count, unit) = number(text.strip_prefix(['+', '-'])?, 6)?;
    let days = match unit.trim_start() {
        "" | "d" | "day" | "days" | "ngay" => Days::new(count.into()),
        "w" | "week" | "weeks" | "tuan" => Days::new(u64::from(count) * 7),
        "m" | "month" | "months" | "thang" if ahead => return today.checked_add_months(Months::new(count)),
        "m" | "month" | "months" | "thang" => return today.checked_sub_months(Months::new(count)),
        _ => return None,
    };
    if ahead { today.checked_add_days(days) } else { today.checked_sub_days(days) }
}

/// The next such day after today, or that of a named week, which begins on Monday.
fn of_a_week(text: &str, today: NaiveDate) -> Option<NaiveDate> {
    let before = [("next ", 1), ("this ", 0), ("last ", -1)];
    let after = [("tuan sau", 1), ("tuan toi", 1), ("tuan nay", 0), ("tuan truoc", -1)];
    let said = before.iter().find_map(|(word, week)| Some((text.strip_prefix(word)?, *week)));
    let said = said.or_else(|| after.iter().find_map(|(word, week)| Some((text.strip_suffix(word)?, *week))));
    let ahead = match said {
        None => to(weekday(text)?, today.succ_opt()?) + 1,
        Some((name, week)) => {
            let weekday = match name {
                "" | "week" if week == 1 => Weekday::Mon,
                _ => weekday(name)?,
            };
            let into = |day: Weekday| i64::from(day.num_days_from_monday());
            week * 7 + into(weekday) - into(today.weekday())
        }
    };
    today.checked_add_signed(TimeDelta::days(ahead))
}

/// `27/11`, `27-11-26`, `27.11.2026`, `2026-11-27`.
fn written(text: &str, today: NaiveDate) -> Option<NaiveDate> {
    let parts: Vec<&str> = text.split(text.chars().find(|c| "/-.".contains(*c))?).map(str::trim).collect();
    match parts[..] {
        [year, month, day] if year.len() == 4 => date(whole(year, 4)?, whole(month, 2)?, whole(day, 2)?),
        [day, month, year] => date(full(year)?, whole(month, 2)?, whole(day, 2)?),
        [day, month] => near(whole(day, 2)?, whole(month, 2)?, today),
        _ => None,
    }
}

/// A day and month of this year, or of the next if they are long past.
fn near(day: u32, month: u32, today: NaiveDate) -> Option<NaiveDate> {
    let year = u32::try_from(today.year()).ok()?;
    // 29 February is judged by the day before it where this year has none.
    let here = date(year, month, day).or_else(|| date(year, month, day.min(28)))?;
    if here < today.checked_sub_months(PAST)? { date(year + 1, month, day) } else { date(year, month, day) }
}

/// A year of two digits is 1969 to 2068, as POSIX `%y` has it.
fn full(year: &str) -> Option<u32> {
    match (year.len(), whole(year, 4)?) {
        (2, year @ 69..) => Some(1900 + year),
        (2, year) => Some(2000 + year),
        (4, year) => Some(year),
        _ => None,
    }
}

fn date(year: u32, month: u32, day: u32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)
}

/// A number with nothing after it.
fn whole(text: &str, most: usize) -> Option<u32> {
    number(text, most).filter(|(_, rest)| rest.is_empty()).map(|(number, _)| number)
}
