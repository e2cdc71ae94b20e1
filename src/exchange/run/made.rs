//! The record that a row makes where none is known for it.
use super::coming::Coming;
use super::write::{Written, fill, set, unreached, untaken};
use crate::domain::account::Contact;
use crate::domain::face::Kept;
use crate::domain::kinds::KeptRow;
use crate::domain::value::Value;
use crate::domain::world::World;
use crate::exchange::plan::Plan;
use crate::exchange::plan::history;
use crate::store::Settled;
use anyhow::{Context, Result};

/// It, not saved yet.
pub struct Made {
    pub row: Box<dyn KeptRow>,
    pub settled: Settled,
    /// What it could not take.
    pub written: Vec<Written>,
    /// The fields whose numbers or mailboxes are those of nobody.
    pub unreached: Vec<Written>,
    pub is_history: bool,
}

impl Made {
    /// By all that the row says.
    pub fn of(
        plan: &Plan,
        coming: &Coming,
        world: &dyn World,
        settle: impl FnOnce(&mut dyn KeptRow) -> Result<Settled>,
    ) -> Result<Box<Self>> {
        let mut row = plan.target.blank().context("a kind that is not kept")?;
        row.begin(world);
        let mut written = fill(&mut *row, coming, world)?;
        row.imported(world);
        written.extend(untaken(&*row, coming));
        let is_history = old(plan, &mut *row, coming, world)?;
        let mut settled = settle(&mut *row)?;
        // What the record will have in words once it is saved.
        let contact = plan.target.kind == Contact::KIND;
        if let Some(company) = written.iter().find(|text| contact && text.head.key == Contact::COMPANY) {
            let name = match (row.value("archived"), row.value("name")) {
                (Value::Empty, Value::Text(name)) => name,
                _ => String::new(),
            };
            let find = std::mem::take(&mut settled.face.find);
            settled.face.find = find.at_company(&name, &company.text);
        }
        let unreached = unreached(&*row, coming, world);
        Ok(Box::new(Self { row, settled, written, unreached, is_history }))
    }
}

/// What came from an old system owes no first answer, unless the file itself says so or a person wants it.
fn old(plan: &Plan, row: &mut dyn KeptRow, coming: &Coming, world: &dyn World) -> Result<bool> {
    let Some(place) = history::field(row) else { return Ok(false) };
    let told = coming.file.fields.iter().any(|field| field.at == place);
    if !told && !plan.options.inbox && history::is_history(plan.target, row, world) {
        set(row, place, Value::Whole(1))?;
    }
    Ok(row.get(place) != Value::Empty)
}
