//! What the keys of actions act on: the row under the cursor, the marked ones, or the row of a part.
use super::pane::Offer;
use crate::act::{Act, Call, Family, Role, family};
use crate::domain::deed::Ref;
use crate::domain::value::Id;
use crate::store::Db;
use anyhow::Result;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Ids of one kind, as they are handed round: there may be a million.
pub type Ids = Arc<Vec<Id>>;

/// The records that actions would act on now.
pub struct Subject {
    pub family: &'static Family,
    pub ids: Ids,
    /// The one under the cursor, by which it is told what is in reach.
    pub at: Option<Id>,
    /// Where the cursor is on a row of one of its parts: the part, and that row's id.
    pub line: Option<(&'static str, Id)>,
    /// The marked rows of other kinds.
    pub also: Vec<(&'static Family, Ids)>,
}

impl Subject {
    /// Of one record.
    pub fn one(at: Ref) -> Option<Self> {
        Some(Self {
            family: family(at.kind)?,
            ids: Arc::new(vec![at.id]),
            at: Some(at.id),
            line: None,
            also: Vec::new(),
        })
    }

    /// What can be done here: on a row of a part what is for such rows, else what is for the whole record.
    pub fn acts(&self) -> impl Iterator<Item = &'static dyn Act> + use<'_> {
        let part = self.line.map(|(part, _)| part);
        let own = self.family.acts().filter(move |act| act.about().part == part);
        // What the part has nothing of its own for is done to the whole record.
        let whole = self.family.acts().filter(move |act| {
            let role = act.about().role;
            part.is_some()
                && act.about().part.is_none()
                && !self.family.acts().any(|a| a.about().part == part && a.about().role == role)
        });
        own.chain(whole).filter(|act| act.about().role != Role::Unasked)
    }

    /// Where a record's form has the row that one stands on: `lines.3.`; nothing where one stands on none.
    pub fn path(&self, db: &Db) -> Result<String> {
        let (Some((key, line)), Some(id)) = (self.line, self.at) else { return Ok(String::new()) };
        let row = db.any(self.family.shape.kind, id)?;
        let part = row.parts().into_iter().find(|part| part.key == key);
        let at = part.and_then(|part| part.rows.place(line));
        Ok(at.map_or_else(String::new, |n| format!("{key}.{}.", n + 1)))
    }

    /// An action of this subject, about to be done.
    pub fn call(&self, name: &str, db: &Db) -> Result<Option<Call>> {
        let Some(act) = self.acts().find(|act| act.about().name == name) else { return Ok(None) };
        let ids = match (act.on_rows(), self.line) {
            (false, _) => Vec::new(),
            (true, Some(_)) => self.at.into_iter().collect(),
            (true, None) => self.ids.to_vec(),
        };
        if act.on_rows() && ids.is_empty() {
            return Ok(None);
        }
        let kind = self.family.shape.kind;
        let call = Call { kind, act, ids, given: Vec::new(), also: Vec::new(), basis: None, born: BTreeMap::new() };
        Ok(Some(match (act.about().part, self.line) {
            (Some(_), Some((_, line))) => call.with("line", line.to_string()),
            (None, None) if act.on_rows() => call.over(self.others(), db)?,
            _ => call,
        }))
    }

    /// The marked rows of other kinds, to be acted on.
    pub fn others(&self) -> Vec<(&'static Family, Vec<Id>)> {
        self.also.iter().map(|(family, ids)| (*family, ids.to_vec())).collect()
    }

    /// One of its actions as hint line, help and palette see it.
    pub fn offer(&self, act: &dyn Act, db: &Db) -> Result<Offer> {
        let about = act.about();
        let row = self.line.filter(|_| about.part.is_some());
        let in_reach = match self.at {
            Some(id) if act.on_rows() => {
                act.refusals(db, &[id])?.is_empty()
                    && row.map_or(Ok(Ok(())), |(_, row)| act.refuses_row(db, id, row))?.is_ok()
            }
            _ => !act.on_rows(),
        };
        Ok(Offer { name: about.name, keys: about.role.keys(), label: about.label, is_act: true, in_reach })
    }
}
