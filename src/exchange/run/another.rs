//! Whether a row is of the record that a guessed key has it be: a wrong guess would write one over another.
use super::Run;
use super::coming::Coming;
use crate::domain::deed::Ref;
use crate::domain::fold::fold;
use crate::domain::problem::Fault;
use crate::domain::reach::{Sort, normal};
use crate::domain::value::{Id, Value};
use crate::domain::world::World;
use crate::exchange::plan::mapping::Ground;
use crate::lang::key;
use anyhow::Result;

/// By which people know a record again.
const NAMES: [&str; 4] = ["name", "number", "code", "subject"];
const ADDRESSES: [(&str, Sort); 2] = [("phone", Sort::Phone), ("email", Sort::Mail)];

impl Run<'_, '_, '_> {
    /// Why a row is not taken for the record that has its key, where that is guessed: it has another name or address, and
    /// none of its own.
    pub fn is_another(&self, coming: &Coming, id: Id) -> Result<Option<(String, Fault)>> {
        let Some((at, Ground::Perhaps)) = coming.file.mapping.key else { return Ok(None) };
        let kind = self.plan.target.kind;
        let known = self.tx.glimpse(Ref { kind, id })?;
        let country = self.tx.country();
        let names = NAMES.iter().map(|key| (*key, None));
        let (mut differs, mut same) = (false, false);
        for (field, sort) in names.chain(ADDRESSES.iter().map(|(key, sort)| (*key, Some(*sort)))) {
            let (Value::Text(theirs), Value::Text(ours)) = (coming.value(field), known.value(field)) else { continue };
            let read = |text: &str| sort.map_or_else(|| fold(text), |sort| normal(sort, text.trim(), &country));
            let shared = theirs.split(';').any(|theirs| ours.split(';').any(|ours| read(theirs) == read(ours)));
            (differs, same) = (differs || !shared, same || shared);
        }
        let header = || coming.file.looked.column_name(at);
        let called = || self.tx.name(kind, id).unwrap_or_default();
        Ok((differs && !same).then(|| (header(), Fault::new(key::of_another(&called())))))
    }
}
