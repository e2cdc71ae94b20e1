//! The house that keeps this file: what the five questions of the first start ask, and `:settings` changes.
use super::face::{Face, Find, Kept, Tier};
use super::field::{Field, Record};
use super::fold::fold;
use super::hours::Pattern;
use super::kind::Kind;
use super::money::Currency;
use super::problem::Fault;
use super::value::{Id, Slot};
use super::world::World;
use crate::field;
use crate::lang::fault;

/// The one record of its kind; its number is 1.
#[derive(Clone, Debug, Default)]
pub struct Workspace {
    pub id: Id,
    pub name: String,
    /// ISO 3166-1 alpha-2.
    pub country: String,
    /// IANA name.
    pub zone: String,
    pub currency: Currency,
    /// The weekly pattern, as people write it.
    pub hours: String,
    /// `vi` or `en`: what the program speaks to who says nothing else.
    pub language: String,
}

/// The workspace's number.
pub const ONLY: Id = 1;

#[rustfmt::skip]
impl Record for Workspace {
    const FIELDS: &'static [Field<Self>] = &[
        field!(required name,     Kind::Text,              "Company",       "Công ty"),
        field!(required language, Kind::Checked(language), "Language",      "Ngôn ngữ"),
        field!(required zone,     Kind::Checked(zone),     "Time zone",     "Múi giờ"),
        field!(required currency, Kind::Checked(currency), "Base currency", "Tiền chính"),
        field!(required hours,    Kind::Checked(hours),    "Working hours", "Giờ làm việc"),
        field!(by_action country, Kind::Checked(country),  "Country",       "Nước"),
    ];

    fn id(&self) -> Id { self.id }
    fn set_id(&mut self, id: Id) { self.id = id; }
}

impl Kept for Workspace {
    const KIND: &'static str = "workspace";
    const FOUND: Tier = Tier::Never;
    const RIPPLES: &'static [&'static str] = super::kinds::TIMED;

    fn face(&self, _: &dyn World) -> Face {
        Face::quiet(&self.name, Find::name(&self.name))
    }
}

fn language(text: &str, _: &dyn World) -> Result<String, Fault> {
    match fold(text).as_str() {
        "vi" | "tieng viet" | "vietnamese" => Ok("vi".to_owned()),
        "en" | "english" | "tieng anh" => Ok("en".to_owned()),
        _ => Err(Fault::new(fault::not_a_language(text))),
    }
}

/// An IANA zone, by its name or by its city.
pub(super) fn zone(text: &str, _: &dyn World) -> Result<String, Fault> {
    let wanted = fold(text).replace(' ', "_");
    let found = chrono_tz::TZ_VARIANTS.iter().find(|zone| {
        let name = zone.name().to_lowercase();
        name == wanted || name.rsplit('/').next() == Some(&wanted)
    });
    found.map(|zone| zone.name().to_owned()).ok_or_else(|| Fault::new(fault::not_a_zone(text)))
}

/// An ISO 4217 code.
pub(super) fn currency(text: &str, _: &dyn World) -> Result<String, Fault> {
    let known = Currency::read(&text.to_uppercase());
    known.map(|c| c.code().to_owned()).ok_or_else(|| Fault::new(fault::not_a_currency(text)))
}

/// A weekly pattern, or one person's own.
pub(super) fn hours(text: &str, _: &dyn World) -> Result<String, Fault> {
    Pattern::parse(text).map(|_| text.to_owned())
}

fn country(text: &str, _: &dyn World) -> Result<String, Fault> {
    let code = text.to_uppercase();
    let good = code.len() == 2 && code.bytes().all(|b| b.is_ascii_uppercase());
    if good { Ok(code) } else { Err(Fault::new(fault::not_a_country(text))) }
}
