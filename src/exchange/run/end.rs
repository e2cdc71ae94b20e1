//! What is left to do once all rows are in.
use super::Run;
use super::write::set;
use crate::domain::deed::Ref;
use crate::domain::value::Value;
use anyhow::Result;

impl Run<'_, '_, '_> {
    /// References that stood before what they name.
    pub fn end(&mut self) -> Result<()> {
        let kind = self.plan.target.kind;
        for (id, text, told) in std::mem::take(&mut self.ahead) {
            let links = self.links.get(kind);
            let found = links.and_then(|links| links.find(&text.text, false)).filter(|found| *found != id);
            if let Some(found) = found {
                let mut row = self.tx.any(kind, id)?;
                set(&mut *row, text.at, Value::Whole(found))?;
                self.tx.save_row(&mut *row, kind)?;
            } else {
                self.tx.keep_written(Ref { kind, id }, text.head.key, &text.text)?;
                self.flag_told(text.head, told);
            }
        }
        self.outcome.in_order();
        self.outcome.made = self.unknown.made();
        self.outcome.near = std::mem::take(&mut self.unknown).end(&self.links, self.tx);
        Ok(())
    }
}
