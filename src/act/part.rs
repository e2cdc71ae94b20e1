//! What one key does to the rows of one of several kinds.
use super::{Act, Family, Joint, Role, family};
use crate::domain::draft::{Entry, Given};
use crate::domain::problem::{Fault, Problem};
use crate::domain::value::Id;
use crate::domain::world::World;
use crate::lang::{Sentence, fault};
use crate::store::Db;
use anyhow::Result;

/// What one key does to the rows of one of several kinds.
#[derive(Clone)]
pub struct Part {
    /// The kind.
    pub kind: &'static str,
    /// What plays the same part there, if anything does.
    pub act: Option<&'static dyn Act>,
    /// The rows.
    pub ids: Vec<Id>,
}

impl Part {
    /// Why it cannot be done to its rows, each by its kind and name; `asked` is what the one who asks does.
    pub(super) fn refusals(&self, asked: &[Entry], db: &Db) -> Result<Vec<Problem>> {
        let Some(act) = self.act else { return Ok(Vec::new()) };
        let known = |entry: &Entry| asked.iter().any(|e| e.path == entry.path && e.head.kind.is_as(entry.head.kind));
        let other = act.entries(db, &self.ids)?.into_iter().find(|entry| !known(entry));
        if let Some(entry) = other {
            let said = fault::asks_other(act.about().label, entry.head.label, self.ids.len());
            return Ok(vec![Fault::new(said).at(self.named(db))]);
        }
        let problems = act.refusals(db, &self.ids)?;
        Ok(problems.into_iter().map(|p| p.fault.at(self.called(&p.field, db))).collect())
    }

    pub(super) fn joint(&self) -> Option<&'static dyn Joint> {
        self.act.and_then(|act| act.joint())
    }

    /// A row as it is named among rows of other kinds: `task send papers`.
    pub(super) fn called(&self, name: &str, db: &Db) -> String {
        let kind = family(self.kind).map_or("", |family| family.shape.one.to(db.lang()));
        format!("{kind} {name}")
    }

    /// One row by its kind and name, more by their count.
    pub(super) fn named(&self, db: &Db) -> String {
        match self.ids.as_slice() {
            [id] => self.called(&db.name(self.kind, *id).unwrap_or_default(), db),
            _ => self.count().to(db.lang()).to_owned(),
        }
    }

    pub(super) fn count(&self) -> Sentence {
        family(self.kind).map_or_else(Sentence::default, |family| family.shape.count(self.ids.len() as u64))
    }

    /// Of what is said, that which it asks: of a lead turned down and a task cancelled only one has a reason.
    pub(super) fn told(&self, given: &Given, db: &Db) -> Result<Given> {
        let asked = self.act.map_or(Ok(Vec::new()), |act| act.entries(db, &self.ids))?;
        Ok(given.iter().filter(|(path, _)| asked.iter().any(|entry| entry.path == *path)).cloned().collect())
    }

    /// As a draft keeps it: `task message 3 4`.
    pub(super) fn written(&self) -> Option<String> {
        let ids = self.ids.iter().map(Id::to_string).collect::<Vec<_>>().join(" ");
        self.act.map(|act| format!("{} {} {ids}", self.kind, act.about().name))
    }

    pub(super) fn read(text: &str) -> Option<Self> {
        let mut words = text.split(' ');
        let family = family(words.next()?)?;
        let act = Some(family.act(words.next()?)?);
        Some(Self { kind: family.shape.kind, act, ids: words.filter_map(|id| id.parse().ok()).collect() })
    }
}

/// What plays the same part in another family: of several what can be done to all these rows, or to the first, as by the
/// key. What has no key is found by its name.
pub(super) fn alike(act: &dyn Act, family: &Family, ids: &[Id], db: &Db) -> Result<Option<&'static dyn Act>> {
    let about = act.about();
    let is_like = |other: &&'static dyn Act| {
        let other = other.about();
        other.role == about.role && other.part.is_none() && (about.role != Role::Quiet || other.name == about.name)
    };
    let like: Vec<_> = family.acts().filter(is_like).collect();
    for rows in [ids, &ids[..ids.len().min(1)]] {
        for act in &like {
            if act.refusals(db, rows)?.is_empty() {
                return Ok(Some(*act));
            }
        }
    }
    Ok(like.first().copied())
}
