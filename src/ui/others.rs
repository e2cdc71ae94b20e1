//! What others did to the rows that something is done to, as it is told beside what came of it.
use super::cx::Cx;
use crate::act::{Call, known_as, whither};
use crate::domain::deed::Ref;
use crate::domain::kinds::shape;
use crate::domain::problem::{Fault, Problem, Problems};
use crate::domain::value::{Id, Value};
use crate::lang::{Sentence, fault, toast};
use crate::store::{Mark, Missing, Told};
use anyhow::Result;

/// So many deeds of others are told that something met.
const OTHERS: usize = 3;

impl Cx {
    /// Why something cannot be done; where another program did something to its row since one knew it, whose deed that was
    /// and what.
    pub fn with_others(&self, call: &Call, mut why: Problems, known: Id) -> Result<Problems> {
        for at in call.refusing(&self.store)? {
            let theirs = self.store.done_by_others(at, known)?;
            if !theirs.is_empty() {
                why.0.extend(theirs.iter().take(OTHERS).map(|told| self.deed_of(told)));
                break;
            }
        }
        Ok(why)
    }

    /// `Lan 09:20: archived`.
    fn deed_of(&self, told: &Told) -> Problem {
        let whose = self.whose(Mark { entry: told.entry, at: told.at, who: told.who });
        let deed = whither(&told.deed, &self.store);
        Fault::new(if told.undone { toast::undone(&deed) } else { deed }).at(whose)
    }

    /// The records of a form that something was done to since it was filled in.
    pub(super) fn touched_by_others(&self, call: &Call) -> Result<Vec<Ref>> {
        let Some(basis) = call.basis.filter(|_| call.fills_in()) else { return Ok(Vec::new()) };
        if self.store.newest()?.is_none_or(|newest| newest.entry <= basis.rows) {
            return Ok(Vec::new());
        }
        let touched = self.store.touched_since(call.kind, basis.rows)?;
        Ok(call.ids.iter().filter(|id| touched.contains(id)).map(|id| Ref { kind: call.kind, id: *id }).collect())
    }

    /// By which deed a record was taken away, where one is known.
    pub(super) fn taken_away(&self, at: Ref) -> Result<Option<Sentence>> {
        let told = self.store.taken_by(at)?;
        Ok(told.map(|told| Problems(vec![self.deed_of(&told)]).sentence()))
    }

    /// The same of a record that something was asked of and is not there, by what it was called.
    pub(super) fn told_gone(&self, error: &anyhow::Error) -> Option<Sentence> {
        let Missing(kind, id) = error.downcast_ref()?;
        let at = Ref { kind: shape(kind)?.kind, id: id.parse().ok()? };
        let theirs = self.taken_away(at).ok()??;
        Some(fault::taken_away(&known_as(&self.store, at)?, &theirs))
    }

    /// Whether a copy was put in the place of the file since what is on the screen was read from it.
    pub(super) fn is_exchanged(&self) -> Result<bool> {
        Ok(self.seal.is_some() && self.store.seal(self.shown)? != self.seal)
    }

    /// Who put a record of a form away since it was filled in.
    pub(super) fn put_away(&self, call: &Call, theirs: &[Ref]) -> Result<Option<Sentence>> {
        let since = call.basis.map_or(0, |basis| basis.rows);
        for at in theirs {
            let row = self.store.any(at.kind, at.id)?;
            let archived = row.heads().into_iter().find(|head| head.key == "archived");
            let Some(head) = archived.filter(|head| row.value(head.key) != Value::Empty) else { continue };
            let put_away = |told: &&Told| told.changes.iter().any(|change| change.label == head.label);
            if let Some(deed) = self.store.done_by_others(*at, since)?.iter().rev().find(put_away) {
                return Ok(Some(Problems(vec![self.deed_of(deed)]).sentence()));
            }
        }
        Ok(None)
    }
}
