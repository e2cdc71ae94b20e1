//! The record that a row makes where none is known for it.
use super::coming::Coming;
use super::history;
use super::known::{COMPANY, named_at};
use super::plan::{Plan, Twice};
use super::write::{Written, fill, set};
use crate::domain::kinds::KeptRow;
use crate::domain::value::Value;
use crate::domain::world::World;
use crate::store::Settled;
use anyhow::{Context, Result};

/// It, not saved yet.
pub(super) struct Made {
    pub row: Box<dyn KeptRow>,
    pub settled: Settled,
    /// What it could not take.
    pub written: Vec<Written>,
    /// What someone is told by whose company is none that is here.
    pub in_words: Option<i64>,
    pub is_history: bool,
}

impl Made {
    /// By all that the row says.
    pub fn of(
        plan: &Plan,
        coming: &Coming,
        world: &dyn World,
        settle: impl FnOnce(&mut dyn KeptRow) -> Result<Settled>,
    ) -> Result<Self> {
        let mut row = plan.target.blank().context("a kind that is not kept")?;
        row.begin(world);
        let written = fill(&mut *row, coming, world)?;
        let is_history = old(plan, &mut *row, coming, world)?;
        row.imported(world);
        let settled = settle(&mut *row)?;
        // Where the company is none that is here, it is what it is called that tells.
        let asked = plan.target.looks_for_twins() && plan.options.twice != Twice::Add;
        let in_words = if asked { company_in_words(&*row, &written) } else { None };
        Ok(Self { row, settled, written, in_words, is_history })
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

fn company_in_words(row: &dyn KeptRow, written: &[Written]) -> Option<i64> {
    let company = written.iter().find(|text| text.head.key == COMPANY)?;
    let Value::Text(name) = row.value("name") else { return None };
    named_at(&name, &company.text)
}
