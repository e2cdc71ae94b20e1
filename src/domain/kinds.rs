//! Every kind of record that is kept: the one list by which storage, search and links know them. What can be done to
//! them stands in `act::family`.
use super::account::{Account, Contact};
use super::appointment::Appointment;
use super::code::Code;
use super::deed::Ref;
use super::face::{Face, Kept, Tier};
use super::field::{Head, Row};
use super::fold::fold;
use super::holiday::Holiday;
use super::kind::Kind;
use super::lead::Lead;
use super::likely::Alike;
use super::message::Message;
use super::opportunity::Opportunity;
use super::order::Order;
use super::person::{Absence, Person};
use super::policy::Policy;
use super::product::Product;
use super::task::Task;
use super::touch::Touch;
use super::value::Id;
use super::workspace::Workspace;
use super::world::World;
use crate::lang::{Sentence, Text, say, toast};

/// A kept record without its type.
pub trait KeptRow: Row + Send {
    /// See `Kept::settle`.
    fn settle(&mut self, world: &dyn World);
    /// See `Kept::face`.
    fn face(&self, world: &dyn World) -> Face;
    /// See `Kept::begin`.
    fn begin(&mut self, world: &dyn World);
    /// See `Kept::imported`.
    fn imported(&mut self, world: &dyn World);
    /// See `Kept::edited`.
    fn edited(&mut self, world: &dyn World);
}

impl<T: Kept> KeptRow for T {
    fn settle(&mut self, world: &dyn World) {
        Kept::settle(self, world);
    }

    fn face(&self, world: &dyn World) -> Face {
        Kept::face(self, world)
    }

    fn begin(&mut self, world: &dyn World) {
        Kept::begin(self, world);
    }

    fn imported(&mut self, world: &dyn World) {
        Kept::imported(self, world);
    }

    fn edited(&mut self, world: &dyn World) {
        Kept::edited(self, world);
    }
}

/// A kind of record.
pub struct Shape {
    /// Its table, and its name to scripts.
    pub kind: &'static str,
    /// Its number in links and in the search index: never changed, never given again, below 64.
    pub no: i64,
    /// What people call one of it.
    pub one: Text,
    /// What people call many.
    pub many: Text,
    /// Other names of everyday.
    pub also: &'static [&'static str],
    /// A new one.
    pub blank: fn() -> Box<dyn KeptRow>,
    /// See `Kept::RIPPLES`.
    pub ripples: &'static [&'static str],
    /// See `Kept::OPEN`.
    pub open: &'static str,
    /// See `Kept::ALIKE`.
    pub alike: Option<Alike>,
    /// See `Kept::LEANS`.
    pub leans: &'static [&'static str],
    /// Whether it can have something due.
    pub works: bool,
    /// See `Kept::SERIES`.
    pub series: &'static str,
    /// In which turn a lookup of anyone and anything finds it.
    pub found: Tier,
}

impl Shape {
    /// Number, then its name for one and for many, then in Vietnamese, which has one for both.
    const fn of<T: Kept>(
        no: i64,
        one: &'static str,
        many: &'static str,
        vi: &'static str,
        also: &'static [&'static str],
    ) -> Self {
        let (one, many) = (say(one, vi), say(many, vi));
        Self {
            kind: T::KIND,
            no,
            one,
            many,
            also,
            blank: || Box::new(T::default()),
            ripples: T::RIPPLES,
            open: T::OPEN,
            alike: T::ALIKE,
            leans: T::LEANS,
            works: T::WORKS,
            series: T::SERIES,
            found: T::FOUND,
        }
    }

    /// So many of it: `1 lead`, `2 leads`.
    pub fn count(&self, count: u64) -> Sentence {
        toast::many(count, if count == 1 { self.one } else { self.many })
    }

    /// Whether it has a stored field of this name.
    pub fn has(&self, key: &str) -> bool {
        (self.blank)().heads().iter().any(|head| head.key == key)
    }
}

#[rustfmt::skip]
/// All of them.
pub static KINDS: &[Shape] = &[
    Shape::of::<Workspace>  (1,  "workspace",   "workspaces",    "công ty",        &[]),
    Shape::of::<Person>     (2,  "person",      "people",        "nhân viên",      &["people", "persons", "staff", "user", "users"]),
    Shape::of::<Absence>    (3,  "absence",     "absences",      "nghỉ",           &["absences"]),
    Shape::of::<Holiday>    (4,  "holiday",     "holidays",      "ngày lễ",        &["holidays"]),
    Shape::of::<Code>       (5,  "list entry",  "list entries",  "mục danh mục",   &["codes"]),
    Shape::of::<Policy>     (6,  "policy",      "policies",      "quy định",       &["policies"]),
    Shape::of::<Account>    (7,  "customer",    "customers",     "khách hàng",     &["accounts", "customer", "customers", "company", "companies"]),
    Shape::of::<Contact>    (8,  "contact",     "contacts",      "liên hệ",        &["contacts"]),
    Shape::of::<Lead>       (9,  "lead",        "leads",         "khách mới",      &["leads"]),
    Shape::of::<Touch>      (10, "contact made", "contacts made", "lần liên hệ",   &["touches"]),
    Shape::of::<Message>    (11, "message",     "messages",      "lời nhắn",       &["messages"]),
    Shape::of::<Task>       (12, "task",        "tasks",         "việc",           &["tasks"]),
    Shape::of::<Product>    (13, "product",     "products",      "sản phẩm",       &["products", "item", "items"]),
    Shape::of::<Order>      (14, "order",       "orders",        "đơn",            &["orders", "đơn hàng"]),
    Shape::of::<Opportunity>(15, "opportunity", "opportunities", "cơ hội",         &["opportunities", "deal", "deals"]),
    Shape::of::<Appointment>(16, "appointment", "appointments",  "lịch hẹn",       &["appointments", "event", "events", "meeting", "meetings"]),
];

/// The kinds whose clocks, scores and due instants lean on policies and on working time.
pub const TIMED: &[&str] = &["lead", "order", "opportunity", "appointment"];

pub const BITS: u32 = 6;

/// A kind by the name that its table has.
pub fn shape(kind: &str) -> Option<&'static Shape> {
    KINDS.iter().find(|shape| shape.kind == kind)
}

/// A new record of a kind.
pub fn blank(kind: &str) -> Option<Box<dyn KeptRow>> {
    shape(kind).map(|shape| (shape.blank)())
}

/// The fields of a kind; none of one that is not known here.
pub fn heads_of(kind: &str) -> Vec<&'static Head> {
    blank(kind).map_or_else(Vec::new, |row| row.heads())
}

/// The number of a kind; 0 of one that is not known here.
pub fn no_of(kind: &str) -> i64 {
    shape(kind).map_or(0, |shape| shape.no)
}

/// A kind by any name that people or scripts give it, accents and case aside.
pub fn called(name: &str) -> Option<&'static Shape> {
    let name = fold(name);
    let known = |shape: &&Shape| {
        let said = [shape.one.both(), shape.many.both()];
        said.as_flattened().iter().chain(shape.also).any(|other| fold(other) == name)
    };
    shape(&name).or_else(|| KINDS.iter().find(known))
}

/// The kinds that a text may begin with, and what follows: the longest of their names first, for `contact made 5 kg` begins
/// with two.
pub fn led_by(text: &str) -> impl Iterator<Item = (&'static Shape, &str)> {
    let blanks: Vec<usize> = text.match_indices(' ').take(LONGEST).map(|(at, _)| at).collect();
    blanks.into_iter().rev().filter_map(|at| Some((called(&text[..at])?, text[at..].trim())))
}

/// Words of a kind's name.
const LONGEST: usize = 3;

/// A kind by its number.
pub fn numbered(no: i64) -> Option<&'static Shape> {
    KINDS.iter().find(|shape| shape.no == no)
}

impl Ref {
    /// Kind and number in one whole: how a link to a record of any kind is kept, and a search row numbered.
    pub fn packed(self) -> Id {
        (self.id << BITS) | no_of(self.kind)
    }

    /// The reverse; nothing for a kind that is not known here.
    pub fn unpack(packed: Id) -> Option<Self> {
        let shape = numbered(packed & ((1 << BITS) - 1))?;
        Some(Self { kind: shape.kind, id: packed >> BITS })
    }

    /// The record that a field leads to by what it holds; nothing where it is no link.
    pub fn led_to(field: Kind, id: Id) -> Option<Self> {
        match field {
            Kind::Link(kind) => shape(kind).map(|shape| Self { kind: shape.kind, id }),
            Kind::Code(_) => Some(Self { kind: Code::KIND, id }),
            Kind::Any => Self::unpack(id),
            _ => None,
        }
    }
}

/// What the record of a packed link is called.
pub fn named(packed: Id, world: &dyn World) -> Option<String> {
    let at = Ref::unpack(packed)?;
    world.name(at.kind, at.id)
}
