//! References to records of the same kind that stand further down in the file than what names them.
use super::Run;
use super::write::set;
use crate::domain::deed::Ref;
use crate::domain::value::Value;
use anyhow::Result;

impl Run<'_, '_, '_> {
    /// Finds them now that all rows are in.
    pub fn look_further(&mut self) -> Result<()> {
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
        Ok(())
    }
}
