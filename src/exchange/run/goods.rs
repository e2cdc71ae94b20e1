//! What is sold, known again by its code, however often a file has it. A list of products may have one name for every
//! colour; in lines of orders it is what tells where nothing has a code.
use super::Run;
use super::coming::Coming;
use crate::domain::face::Kept;
use crate::domain::field::Row;
use crate::domain::fold::in_nfc;
use crate::domain::product::Product;
use crate::domain::value::{Id, Value};
use crate::store::Db;
use anyhow::Result;
use std::collections::{HashMap, HashSet};

/// By what it is known, and in which field that stands.
pub type Known = (&'static str, String);

/// The goods of the house while a file of such is brought in.
#[derive(Default)]
pub struct Goods {
    known: HashMap<Known, Id>,
    /// Those of which a row was met.
    met: HashSet<Id>,
}

/// What tells one from another: marks do, capitals do not.
pub fn told(field: &'static str, text: &str) -> Known {
    (field, in_nfc(text.trim().into()).to_lowercase())
}

impl Goods {
    pub fn of(db: &Db) -> Result<Self> {
        let mut goods = Self::default();
        let merged = db.merges(Product::KIND)?;
        for field in ["code", "name"] {
            db.each_text(Product::KIND, field, |id, text| {
                goods.known.entry(told(field, text)).or_insert(merged.get(&id).copied().unwrap_or(id));
            })?;
        }
        Ok(goods)
    }

    /// One more is here, or was saved by another.
    pub fn add(&mut self, id: Id, row: &dyn Row) {
        for field in ["code", "name"] {
            if let Value::Text(text) = row.value(field) {
                self.known.entry(told(field, &text)).or_insert(id);
            }
        }
    }

    /// The one that a row is of.
    fn find(&self, coming: &Coming) -> Option<Id> {
        let said = |key: &'static str| match coming.value(key) {
            Value::Text(text) => Some(told(key, &text)),
            _ => None,
        };
        let by = said("code").or_else(|| said("name").filter(|_| coming.file.goods))?;
        let id = *self.known.get(&by)?;
        // What the file knows by other keys is something else.
        let other = coming.said.keyed && self.met.contains(&id) && told("code", &coming.said.key) != by;
        (!other).then_some(id)
    }
}

impl Run<'_, '_, '_> {
    /// The one of what is sold that a row is of, whatever its key.
    pub fn sold(&self, coming: &Coming) -> Option<Id> {
        self.goods.as_ref()?.find(coming)
    }

    /// Whether a row only says more of something that is sold: a row before was of it, or it is a line of an order, in which
    /// it may be called and sold otherwise.
    pub fn says_more(&mut self, coming: &Coming, id: Id) -> bool {
        self.goods.as_mut().is_some_and(|goods| !goods.met.insert(id) || coming.file.goods)
    }

    /// Whether a row of it was met before.
    pub fn is_met(&self, id: Id) -> bool {
        self.goods.as_ref().is_some_and(|goods| goods.met.contains(&id))
    }

    /// A record was made of a row.
    pub fn is_sold(&mut self, id: Id, row: &dyn Row) {
        if let Some(goods) = &mut self.goods {
            goods.met.insert(id);
            goods.add(id, row);
        }
    }
}
