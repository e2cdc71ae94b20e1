//! Dates that differ from the week's pattern, and the public holidays that are among them.
use super::pattern::{Hours, Pattern};
use crate::lang::{Sentence, when};
use chrono::{Datelike, NaiveDate};
use serde::Deserialize;
use std::collections::BTreeMap;

/// What holds on one date in place of its weekday's hours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exception {
    pub hours: Hours,
    /// Why: the holiday's name, or what was agreed.
    pub name: Sentence,
}

/// The dates that differ. Of two for one date the later given holds, so a company's own go after its country's.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Exceptions(BTreeMap<NaiveDate, Exception>);

/// A country's public holiday on its date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holiday {
    pub day: NaiveDate,
    pub en: String,
    pub vi: String,
}

/// A country's public holidays, as its file under `assets/holidays` has them.
#[derive(Debug, Default, Deserialize)]
pub struct Holidays {
    /// Whether a holiday on a weekly day off is given back on the next working day.
    in_lieu: bool,
    holiday: Vec<Named>,
}

#[derive(Debug, Deserialize)]
struct Named {
    en: String,
    vi: String,
    days: Vec<NaiveDate>,
}

/// By ISO 3166 code of the country.
const FILES: [(&str, &str); 1] = [("VN", include_str!("../../../assets/holidays/vn.toml"))];

impl Exception {
    pub fn off(name: Sentence) -> Self {
        Self { hours: Hours::CLOSED, name }
    }

    /// Other hours than the weekday's: a worked Saturday, a short day.
    pub fn open(hours: Hours, name: Sentence) -> Self {
        Self { hours, name }
    }
}

impl Exceptions {
    pub fn on(&self, day: NaiveDate) -> Option<&Exception> {
        self.0.get(&day)
    }

    /// By date, from a day on.
    pub fn since(&self, day: NaiveDate) -> impl Iterator<Item = (NaiveDate, &Exception)> {
        self.0.range(day..).map(|(day, exception)| (*day, exception))
    }
}

impl Extend<(NaiveDate, Exception)> for Exceptions {
    fn extend<I: IntoIterator<Item = (NaiveDate, Exception)>>(&mut self, more: I) {
        self.0.extend(more);
    }
}

impl FromIterator<(NaiveDate, Exception)> for Exceptions {
    fn from_iter<I: IntoIterator<Item = (NaiveDate, Exception)>>(all: I) -> Self {
        Self(all.into_iter().collect())
    }
}

impl Holiday {
    pub fn name(&self) -> Sentence {
        Sentence::new(self.en.as_str(), self.vi.as_str())
    }
}

impl Holidays {
    /// Reads a file of holidays.
    pub fn parse(text: &str) -> anyhow::Result<Self> {
        Ok(toml::from_str(text)?)
    }

    /// Those that the program brings for a country (`VN`); none for a country that it does not know.
    pub fn of(country: &str) -> Self {
        let file = FILES.iter().find(|(code, _)| code.eq_ignore_ascii_case(country));
        file.and_then(|(_, text)| Self::parse(text).ok()).unwrap_or_default()
    }

    /// By date.
    pub fn days(&self) -> Vec<Holiday> {
        let of = |named: &Named, day| Holiday { day, en: named.en.clone(), vi: named.vi.clone() };
        let mut days: Vec<_> = self.holiday.iter().flat_map(|n| n.days.iter().map(|day| of(n, *day))).collect();
        days.sort_by_key(|holiday| holiday.day);
        days
    }

    /// The days off that they make for people of a weekly pattern. Where the law says so (Vietnam: Labour Code 2019,
    /// article 111 clause 3), one that falls on a weekly day off is given back on the next working day.
    pub fn observed(&self, week: &Pattern) -> Exceptions {
        let holidays = self.days();
        let mut observed: Exceptions = holidays.iter().map(|h| (h.day, Exception::off(h.name()))).collect();
        let owed = self.in_lieu && !week.is_closed();
        for holiday in holidays.iter().filter(|h| owed && week.on(h.day.weekday()).is_closed()) {
            let works = |day: &NaiveDate| !week.on(day.weekday()).is_closed() && observed.on(*day).is_none();
            if let Some(day) = holiday.day.iter_days().find(works) {
                observed.extend([(day, Exception::off(when::in_lieu(&holiday.en, &holiday.vi)))]);
            }
        }
        observed
    }
}

/// A country's public holidays by date, as the program brings them.
pub fn holidays(country: &str) -> Vec<Holiday> {
    Holidays::of(country).days()
}
