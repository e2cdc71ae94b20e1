//! What was read of the kinds that are small and asked on every key: it is kept as long as nobody changes it.
use crate::domain::code::Code;
use crate::domain::face::Kept;
use crate::domain::holiday::Holiday;
use crate::domain::hours::Calendar;
use crate::domain::kinds::Shape;
use crate::domain::person::{Absence, Person};
use crate::domain::policy::{Policy, ScoreRule};
use crate::domain::workspace::Workspace;
use crate::store::Db;
use anyhow::Result;
use chrono::NaiveDate;
use std::rc::Rc;

/// What was read of the small kinds.
#[derive(Default)]
pub struct Known {
    pub(super) version: Option<i64>,
    pub(super) people: Option<Rc<Vec<Person>>>,
    pub(super) absences: Option<Rc<Vec<Absence>>>,
    pub(super) codes: Option<Rc<Vec<Code>>>,
    pub(super) policies: Option<Rc<Vec<Policy>>>,
    pub(super) scores: Option<(NaiveDate, Rc<[ScoreRule]>)>,
    pub(super) hours: Option<Rc<Calendar>>,
    pub(super) workspace: Option<Rc<Workspace>>,
    pub(super) due: Option<Rc<Vec<&'static Shape>>>,
}

impl Db {
    /// Forgets what another process may have changed.
    pub(super) fn refresh(&self) -> Result<()> {
        let version = self.data_version()?;
        let mut known = self.known.borrow_mut();
        if known.version != Some(version) {
            *known = Known { version: Some(version), ..Known::default() };
        }
        Ok(())
    }

    /// Forgets all: what was written was taken back.
    pub(super) fn forget(&self) {
        *self.known.borrow_mut() = Known::default();
    }

    /// Forgets what may follow from any write.
    pub(super) fn forget_due(&self) {
        self.known.borrow_mut().due = None;
    }

    /// Forgets what leans on a kind that was written.
    pub(super) fn forget_kind(&self, kind: &str) {
        let mut known = self.known.borrow_mut();
        match kind {
            Person::KIND => (known.people, known.scores) = (None, None),
            Absence::KIND => known.absences = None,
            Code::KIND => (known.codes, known.scores) = (None, None),
            Policy::KIND => (known.policies, known.scores) = (None, None),
            Holiday::KIND => known.hours = None,
            Workspace::KIND => (known.workspace, known.hours) = (None, None),
            _ => {}
        }
    }

    /// What is kept in a place, else what is read now.
    pub(super) fn kept<V>(&self, slot: fn(&mut Known) -> &mut Option<V>, read: impl FnOnce() -> Result<V>) -> Option<V>
    where
        V: Clone,
    {
        if let Some(value) = slot(&mut self.known.borrow_mut()) {
            return Some(value.clone());
        }
        let value = read().ok()?;
        *slot(&mut self.known.borrow_mut()) = Some(value.clone());
        Some(value)
    }
}
