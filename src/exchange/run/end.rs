//! What is left to do once all rows are in.
use super::Run;
use super::amiss::Amiss;
use super::write::set;
use crate::domain::deed::Ref;
use crate::domain::problem::Fault;
use crate::domain::value::Value;
use crate::lang::fault;
use anyhow::Result;

impl Run<'_, '_, '_> {
    /// References that stood before what they name.
    pub fn end(&mut self) -> Result<()> {
        let kind = self.plan.target.kind;
        for (id, text, told) in std::mem::take(&mut self.ahead) {
            let found = self.links.get(kind).and_then(|links| links.find(&text.text, false));
            let led_back = match found {
                Some(found) if found == id => Some(Fault::new(fault::ITSELF)),
                Some(found) => {
                    let mut row = self.tx.any(kind, id)?;
                    set(&mut *row, text.at, Value::Whole(found))?;
                    let problems = row.check(&**self.tx);
                    let Some(problem) = problems.into_iter().find(|problem| problem.field == text.head.key) else {
                        self.tx.save_row(&mut *row, kind)?;
                        continue;
                    };
                    Some(problem.fault)
                }
                None => None,
            };
            let told = told.map(|told| Amiss { reason: led_back.unwrap_or_else(|| told.reason.clone()), ..told });
            self.tx.keep_written(Ref { kind, id }, text.head.key, &text.text)?;
            self.flag_told(&text, told);
        }
        self.outcome.in_order();
        self.outcome.made = self.unknown.made();
        [self.outcome.near, self.outcome.strange] = std::mem::take(&mut self.unknown).end(&self.links, self.tx);
        Ok(())
    }
}
