//! What is done to products, and what is known of them.
use super::archive::{Archived, archive, restore};
use super::merge::{Apart, Merge};
use super::{Act, Action, Brief, Note};
use crate::domain::kind::Kind;
use crate::domain::product::Product;
use crate::domain::value::{Id, Instant, Value};
use crate::domain::world::World;
use crate::lang::{order as said, say};
use crate::store::Db;
use anyhow::Result;
use std::marker::PhantomData;

/// What is done to products.
pub static ACTIONS: &[&dyn Act] = &[&MERGE, &APART, &ARCHIVE, &RESTORE];

static ARCHIVE: Action<Product, ()> = archive();
static RESTORE: Action<Product, ()> = restore();
static MERGE: Merge<Product> = Merge(PhantomData);
static APART: Apart<Product> = Apart(PhantomData);

/// What is known of a product: its price, its stock, and how much of that is spoken for.
pub fn brief(db: &Db, id: Id) -> Result<Brief> {
    let product: Product = db.get(id)?;
    let (left, orders) = db.to_ship(id)?;
    let unit = |count: i64| format!("{count} {}", product.unit).trim().to_owned();
    let stock = product.stock.map(unit).unwrap_or_default();
    let to_ship = if orders > 0 { said::to_ship(&unit(left), orders).to(db.lang()).to_owned() } else { String::new() };
    let tags: Vec<&str> = product.tags.iter().map(|t| t.tag.as_str()).collect();
    let state = if product.active { say("sold", "đang bán") } else { say("no longer sold", "ngừng bán") };
    Ok(Brief {
        title: if product.name.is_empty() { product.code.clone() } else { product.name.clone() },
        about: if product.name.is_empty() { String::new() } else { product.code.clone() },
        state: state.to(db.lang()).to_owned(),
        aside: Kind::Money.show(&Value::money(product.price, product.currency), db),
        notes: vec![
            Note::new(say("Stock", "Tồn kho"), stock),
            Note::new(say("To ship", "Chờ xuất"), to_ship),
            Note::new(say("Unit", "Đơn vị"), &product.unit),
            Note::new(say("Tags", "Thẻ"), tags.join(", ")),
            Note::new(say("Note", "Ghi chú"), &product.note),
        ],
    })
}

impl Archived for Product {
    fn archived(&self) -> Option<Instant> {
        self.archived
    }

    fn archived_mut(&mut self) -> &mut Option<Instant> {
        &mut self.archived
    }
}
