//! What people and companies of made-up houses are called.
use crate::lang::Lang;
use anyhow::Result;
use serde::Deserialize;

const NAMES: &str = include_str!("../../assets/demo/names.toml");

/// Lists of names.
#[derive(Deserialize)]
pub struct Names {
    pub family: Vec<String>,
    pub middle: Vec<String>,
    pub given: Vec<String>,
    pub trade: Vec<String>,
    pub place: Vec<Place>,
    pub abroad: Vec<Abroad>,
    pub note: Vec<Said>,
    pub crowd: Crowd,
}

/// A province.
#[derive(Deserialize)]
pub struct Place {
    pub name: String,
    pub city: String,
    pub code: String,
}

/// A customer in another country.
#[derive(Deserialize)]
pub struct Abroad {
    pub name: String,
    pub city: String,
    pub country: Said,
    pub zone: String,
    pub phone: String,
}

/// What a house writes in its own language.
#[derive(Deserialize)]
pub struct Said {
    pub en: String,
    pub vi: String,
}

impl Said {
    pub fn to(&self, lang: Lang) -> &str {
        if lang == Lang::Vi { &self.vi } else { &self.en }
    }
}

/// What is drawn by chance.
#[derive(Deserialize)]
pub struct Crowd {
    pub form: Vec<String>,
    pub firm: Vec<String>,
    pub ending: Vec<String>,
    pub given_abroad: Vec<String>,
    pub family_abroad: Vec<String>,
    pub mail: Vec<String>,
    pub item: Vec<String>,
    pub pack: Vec<String>,
}

impl Names {
    /// Reads them.
    pub fn read() -> Result<Self> {
        Ok(toml::from_str(NAMES)?)
    }

    /// A person's name; no two of a hundred are the same.
    pub fn person(&self, n: usize) -> String {
        let part = |list: &[String], n: usize| list[n % list.len()].clone();
        format!(
            "{} {} {}",
            part(&self.family, n * 5 + 2),
            part(&self.middle, n * 3 + n / 7),
            part(&self.given, n * 11 + n / 3)
        )
    }

    /// A company's name, and where it is.
    pub fn company(&self, n: usize) -> (String, &Place) {
        let place = &self.place[n % self.place.len()];
        (format!("{} {}", self.trade[(n / self.place.len() + n) % self.trade.len()], place.name), place)
    }
}
