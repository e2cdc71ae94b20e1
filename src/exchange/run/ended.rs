//! How an opportunity ended, where a file says it beside the stage at which it was by then.
use super::coming::Coming;
use super::write::{Written, set};
use crate::domain::field::Row;
use crate::domain::opportunity::{Opportunity, State};
use crate::domain::problem::Fault;
use crate::domain::value::{Id, Slot, Value};
use crate::domain::world::World;
use crate::exchange::plan::stages::STATE;
use crate::exchange::plan::words::STAGES;
use crate::lang::order;
use anyhow::Result;

/// The stage and the state of a record.
pub type Stood = [Value; 2];

/// Those that it has, where the file brings the state.
pub fn stood(row: &(impl Row + ?Sized), coming: &Coming) -> Option<Stood> {
    let brings = coming.file.fields.iter().any(|field| field.head.key == STATE);
    brings.then(|| [row.value(STAGES), row.value(STATE)])
}

/// Puts it at a stage at which all is over so as the row says, where the row brings another stage or end than it had; what
/// the row said, where no stage is.
pub fn end(row: &mut dyn Row, coming: &Coming, before: Option<&Stood>, world: &dyn World) -> Result<Option<Written>> {
    let now = stood(row, coming);
    let Some(before) = before.filter(|_| now.as_ref() != before && coming.value(STATE) != Value::Empty) else {
        return Ok(None);
    };
    let (mut state, place) = (State::Open, row.place(STAGES));
    let Some(place) = place.filter(|_| state.put(row.value(STATE)).is_ok()) else { return Ok(None) };
    let is_so = |stage: &Value| Opportunity::ended_at(id(stage), world) == state;
    if state == State::Open || is_so(&row.get(place)) {
        return Ok(None);
    }
    let stage = Some(before[0].clone()).filter(is_so).or_else(|| Opportunity::ending(state, world).map(Value::Whole));
    if let Some(stage) = stage {
        set(row, place, stage)?;
        return Ok(None);
    }
    let field = coming.file.fields.iter().find(|field| field.head.key == STATE);
    Ok(field.map(|field| Written::cell(coming, field, |_| Fault::new(order::NO_STAGES))))
}

fn id(stage: &Value) -> Option<Id> {
    if let Value::Whole(id) = stage { Some(*id) } else { None }
}
