//! What is sold, known again by its code, however often a file has it. A list of products may have one name for every
//! colour; in lines of orders it is what tells where nothing has a code.
use super::Run;
use super::coming::Coming;
use crate::domain::face::Kept;
use crate::domain::field::Row;
use crate::domain::fold::in_nfc;
use crate::domain::problem::Fault;
use crate::domain::product::Product;
use crate::domain::value::{Id, Value};
use crate::exchange::file::table::Line;
use crate::exchange::plan::File;
use crate::lang::cell;
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

/// Whether a text numbers a group, where goods have figures: `II`, `A.`
fn is_numeral(text: &str) -> bool {
    let bare = text.trim_end_matches(['.', ')', ':', '/']);
    let roman = !bare.is_empty() && bare.chars().all(|c| "IVX".contains(c));
    roman || text.len() == 2 && bare.len() == 1 && bare.starts_with(|c: char| c.is_ascii_uppercase())
}

/// Whether what stands in a row and nothing else is the title of a group: numbered, or in capitals alone where a row has
/// more to say.
fn is_group(cells: &[&str], fields: usize) -> bool {
    let letters = |text: &str| text.contains(char::is_alphabetic);
    let loud = |text: &str| letters(text) && text.to_uppercase() == text && !text.contains(char::is_numeric);
    match cells {
        [text] => {
            let numbered = text.split_once(' ').is_some_and(|(first, rest)| is_numeral(first) && letters(rest));
            numbered || fields > 2 && loud(text)
        }
        [first, text] => is_numeral(first) && letters(text),
        _ => false,
    }
}

impl Run<'_, '_, '_> {
    /// Why a row of a list of prices is nothing that is sold: it is the title of those below it.
    pub fn is_title(&self, file: &File, line: &Line) -> Option<(String, Fault)> {
        self.goods.as_ref().filter(|_| !file.own && file.fields.len() > 1)?;
        let blank = |text: &str| text.trim().is_empty();
        let price = file.fields.iter().find(|field| field.head.key == "price")?;
        let free = price.from.iter().all(|from| blank(line.cell(from.column)));
        let full: Vec<&str> = line.cells.iter().map(|cell| cell.trim()).filter(|cell| !cell.is_empty()).collect();
        let at =
            line.cells.iter().position(|cell| !blank(cell)).filter(|_| free && is_group(&full, file.fields.len()))?;
        let column = file.looked.column_name(at);
        Some((column, Fault::new(cell::title_of_group(&full.join(" ")))))
    }

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
