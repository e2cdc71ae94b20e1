//! What the rows of a file can become: records of a kind, or the rows of a part of one; and what each must have.
use crate::domain::field::{Edit, Head, Home};
use crate::domain::filter::Filter;
use crate::domain::kind::Kind;
use crate::domain::kinds::{self, KeptRow, Shape};
use crate::domain::problem::Problems;
use crate::domain::world::World;
use crate::lang::{Sentence, Text, import, say};
use anyhow::{Context, Result};

/// What the rows of a file become.
pub struct Target {
    /// Its name to scripts: `lead`, `order-line`.
    pub name: &'static str,
    /// The kept kind.
    pub kind: &'static str,
    /// The part of it whose rows they are, and the field that names the record which they are in.
    pub part: Option<(&'static str, &'static Head)>,
    /// Of each of these lists a row must have one field.
    pub core: &'static [&'static [&'static str]],
    /// Since when a row waits, by the first of these that it has.
    pub since: &'static [&'static str],
    /// Of what the house itself goes by, the fields that tell one from all others. Others have no files of that: a file shows
    /// by its keys that it is of such, or it is said.
    pub alike: Option<&'static [&'static str]>,
}

impl Target {
    const fn of(kind: &'static str, core: &'static [&'static [&'static str]], since: &'static [&'static str]) -> Self {
        Self { name: kind, kind, part: None, core, since, alike: None }
    }

    const fn of_house(
        kind: &'static str,
        core: &'static [&'static [&'static str]],
        alike: &'static [&'static str],
    ) -> Self {
        Self { alike: Some(alike), ..Self::of(kind, core, &[]) }
    }

    /// The kind's shape.
    pub fn shape(&self) -> Option<&'static Shape> {
        kinds::shape(self.kind)
    }

    /// What its records have as lines.
    pub fn lines(&self) -> Option<&'static Target> {
        targets().find(|other| other.part.is_some() && other.kind == self.name)
    }

    /// A new record of the kind.
    pub fn blank(&self) -> Option<Box<dyn KeptRow>> {
        self.shape().map(|shape| (shape.blank)())
    }

    /// Whether a row may be someone who is here already under another key.
    pub fn looks_for_twins(&self) -> bool {
        self.part.is_none() && self.shape().is_some_and(|shape| shape.alike.is_some())
    }

    /// Filter words over the rows of its part: what is asked of their records, by a view first, and what of the rows.
    ///
    /// # Errors
    /// A word that cannot be understood.
    pub fn filters(&self, view: &str, words: &str, world: &dyn World) -> Result<[Filter; 2]> {
        let (Some(of), Some((part, _))) = (self.blank(), self.part) else { return Ok(Default::default()) };
        let mut grown = (self.shape().context("a kind that is kept")?.blank)();
        let (at, n) = grown.grow(part).context("a part that is kept")?;
        let [mut outer, inner] =
            Filter::parse_inside(words, &*of, grown.parts()[at].rows.at(n), world).map_err(Problems::from)?;
        outer.terms.extend(Filter::parse(view, &*of, world).map_err(Problems::from)?.terms);
        Ok([outer, inner])
    }

    /// What people call many of them.
    pub fn many(&self) -> Text {
        self.shape().filter(|_| self.part.is_none()).map_or(import::ORDER_LINES, |shape| shape.many)
    }

    /// So many of them: `1 lead`, `2 leads`.
    pub fn count(&self, rows: u64) -> Sentence {
        let shape = self.shape().filter(|_| self.part.is_none());
        shape.map_or_else(|| import::order_lines(rows), |shape| shape.count(rows))
    }

    /// The fields of a row, in their order.
    pub fn heads(&self) -> Vec<&'static Head> {
        let Some(blank) = self.blank() else { return Vec::new() };
        let Some((key, of)) = self.part else {
            let heads = blank.heads();
            let keyed = heads.iter().any(|head| head.home == Home::Outside);
            return heads.into_iter().chain((!keyed).then_some(&KEY)).collect();
        };
        let part = blank.parts().into_iter().find(|part| part.key == key).map(|part| part.rows.heads());
        std::iter::once(of).chain(part.unwrap_or_default()).chain([&LINE_KEY]).collect()
    }
}

/// The order that a line is in.
static ORDER: Head = Head {
    key: "order",
    label: say("Order", "Đơn"),
    kind: Kind::Link("order"),
    edit: Edit::Required,
    home: Home::Nowhere,
    also: &[
        "Order Number",
        "Sales Order",
        "SO Number",
        "Order No",
        "Số đơn",
        "Số đơn hàng",
        "Mã ĐH",
        "Số ĐH",
        "Đơn hàng",
        "Mã hoá đơn",
        "Invoice No",
        "Invoice Number",
        "Số hoá đơn",
    ],
};

/// Of kinds that only linchpin's own files have keys of.
static KEY: Head = Head {
    key: "key",
    label: say("Key", "Mã"),
    kind: Kind::Text,
    edit: Edit::ByAction,
    home: Home::Outside,
    also: &[],
};

static LINE_KEY: Head = Head {
    key: "key",
    label: say("Key", "Mã"),
    kind: Kind::Text,
    edit: Edit::ByAction,
    home: Home::Outside,
    also: &["Line Id", "Order Line Id", "Mã dòng", "Inventory Rel Id"],
};

/// All of them, in the order in which a house is best filled: what others name comes before them.
pub static TARGETS: &[Target] = &[
    Target::of("person", &[&["name"]], &[]),
    Target::of("account", &[&["name"]], &[]),
    Target::of("contact", &[&["name", "phone", "email"]], &[]),
    Target::of("product", &[&["name", "code"]], &[]),
    Target::of("lead", &[&["name", "company", "phone", "email", "key"]], &["created"]),
    Target::of("opportunity", &[&["name", "key"]], &["created"]),
    Target::of("order", &[&["number", "key"]], &["ordered", "created"]),
    Target {
        name: "order-line",
        kind: "order",
        part: Some(("lines", &ORDER)),
        core: &[&["order"], &["product", "text"], &["quantity"]],
        since: &[],
        alike: None,
    },
    Target::of("task", &[&["subject"]], &[]),
    Target::of("appointment", &[&["subject"], &["start"]], &[]),
    Target::of_house("code", &[&["list"], &["name"]], &["list", "name"]),
    Target::of_house("policy", &[&["area"], &["name"], &["value"]], &["area", "name", "since"]),
    Target::of_house("holiday", &[&["day"], &["name"]], &["day"]),
    Target::of_house("absence", &[&["person"], &["from"], &["till"]], &["person", "from", "till"]),
    // Two calls may be the same, letter for letter.
    Target::of_house("touch", &[&["text", "about", "at"]], &[]),
    Target::of_house("message", &[&["text"]], &["text", "caller", "taken"]),
];

/// What can be brought in now.
pub fn targets() -> impl Iterator<Item = &'static Target> {
    TARGETS.iter().filter(|target| target.shape().is_some())
}

/// One by any name that people or scripts give it.
pub fn called(name: &str) -> Option<&'static Target> {
    let plain = name.to_lowercase().replace(['_', ' '], "-");
    if ["order-line", "order-lines", "lines"].contains(&plain.as_str()) {
        return targets().find(|target| target.part.is_some());
    }
    let shape = kinds::called(name)?;
    targets().find(|target| target.name == shape.kind)
}
