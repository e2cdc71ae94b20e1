//! Days that differ from the weekly pattern: a holiday, a swapped working Saturday, a short day.
use super::face::{Face, Find, Kept, Tier};
use super::field::{Field, Record};
use super::hours::{Exception, Hours};
use super::kind::Kind;
use super::problem::Fault;
use super::value::{Id, Slot};
use super::world::World;
use crate::field;
use crate::lang::Sentence;
use chrono::NaiveDate;

/// One day of the workspace's calendar that differs.
#[derive(Clone, Debug, Default)]
pub struct Holiday {
    pub id: Id,
    pub day: Option<NaiveDate>,
    pub name: String,
    /// The hours that are worked all the same; empty: none.
    pub hours: String,
}

#[rustfmt::skip]
impl Record for Holiday {
    const FIELDS: &'static [Field<Self>] = &[
        field!(required day,   Kind::Day,             "Day",   "Ngày"),
        field!(required name,  Kind::Text,            "Name",  "Tên"),
        field!(free     hours, Kind::Checked(ranges), "Hours", "Giờ làm"),
    ];

    fn id(&self) -> Id { self.id }
    fn set_id(&mut self, id: Id) { self.id = id; }
}

impl Kept for Holiday {
    const KIND: &'static str = "holiday";
    const FOUND: Tier = Tier::Never;
    const RIPPLES: &'static [&'static str] = super::kinds::TIMED;

    fn face(&self, _: &dyn World) -> Face {
        Face::quiet(&self.name, Find::name(&self.name))
    }
}

impl Holiday {
    /// What holds on that day in the place of its weekday's hours.
    pub fn exception(&self) -> Option<(NaiveDate, Exception)> {
        let name = Sentence::plain(&self.name);
        let other = Hours::parse(&self.hours).ok().filter(|_| !self.hours.is_empty());
        Some((
            self.day?,
            other.map_or_else(|| Exception::off(name.clone()), |hours| Exception::open(hours, name.clone())),
        ))
    }
}

fn ranges(text: &str, _: &dyn World) -> Result<String, Fault> {
    Hours::parse(text).map(|_| text.to_owned())
}
