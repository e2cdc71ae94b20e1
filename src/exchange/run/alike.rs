//! What the house goes by, known again without a key: a holiday by its day, a list entry by its list and code.
use super::Run;
use super::coming::Coming;
use crate::domain::field::Row;
use crate::domain::filter::Filter;
use crate::domain::fold::fold;
use crate::domain::value::{Id, Value};
use crate::exchange::plan::target::Target;
use crate::store::{Db, List, Order};
use anyhow::Result;
use std::collections::HashMap;

/// The records of a kind by what tells one from all others.
pub struct Alike {
    keys: &'static [&'static str],
    known: HashMap<Vec<Value>, Id>,
}

impl Alike {
    /// Those that are here; nothing of a kind that is known by its keys alone.
    pub fn of(db: &Db, target: &Target) -> Result<Option<Self>> {
        let Some(keys) = target.alike.filter(|keys| !keys.is_empty()) else { return Ok(None) };
        let mut alike = Self { keys, known: HashMap::new() };
        let filter = Filter::default();
        for at in db.every(&List { kind: Some(target.kind), filter: &filter, order: Order::default() })? {
            alike.add(at.id, &*db.any(at.kind, at.id)?);
        }
        Ok(Some(alike))
    }

    /// One more is here.
    pub fn add(&mut self, id: Id, row: &dyn Row) {
        self.known.entry(self.keys.iter().map(|key| told(&row.value(key))).collect()).or_insert(id);
    }

    /// The one that a row tells of.
    pub fn find(&self, coming: &Coming) -> Option<Id> {
        self.known.get(&self.keys.iter().map(|key| told(&coming.value(key))).collect::<Vec<_>>()).copied()
    }
}

impl Run<'_, '_, '_> {
    /// A new record is here: what the house goes by, or one of its people.
    pub fn is_of_the_house(&mut self, id: Id, row: &dyn Row) {
        if let Some(alike) = &mut self.alike {
            alike.add(id, row);
        }
        if let Some(staff) = &mut self.staff {
            self.outcome.namesakes += u64::from(staff.add(id, row));
        }
        self.is_seen(id);
    }
}

/// A value by which one is told from others: a text whatever its case and accents.
fn told(value: &Value) -> Value {
    if let Value::Text(text) = value { Value::Text(fold(text)) } else { value.clone() }
}
