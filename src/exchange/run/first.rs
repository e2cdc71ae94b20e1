//! The first rows of a file as they will be saved: what was read of each, and what becomes of it.
use super::Run;
use super::coming::Coming;
use super::row::Got;
use super::tally::{Counts, Outcome};
use crate::domain::deed::Ref;
use crate::domain::field::Head;
use crate::domain::kind::Kind;
use crate::domain::value::{Id, Value};
use crate::domain::world::World;
use crate::exchange::export::record::told;
use crate::exchange::file::table::Line;
use crate::lang::Text;
use anyhow::Result;

impl Outcome {
    /// Whether a row is the last of the first ones so far.
    pub fn shows(&self, line: &Line) -> bool {
        self.first.last().is_some_and(|first| first.line == line.number)
    }
}

/// So many are shown.
const SHOWN: usize = 12;

/// What becomes of a row.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Fate {
    /// It is added.
    New,
    /// It changes what is here.
    Changed,
    /// It is here already, or left out as likely so.
    Known,
    /// It cannot be taken.
    #[default]
    Rejected,
}

impl Fate {
    /// By what was counted before and after it.
    fn of(before: Counts, after: Counts) -> Self {
        if after.added > before.added {
            Self::New
        } else if after.merged > before.merged {
            Self::Changed
        } else if after.skipped > before.skipped {
            Self::Known
        } else {
            Self::Rejected
        }
    }
}

/// One of the first rows.
#[derive(Clone, Debug)]
pub struct First {
    pub line: u64,
    pub fate: Fate,
    pub said: Vec<Said>,
}

/// What it says of a field.
#[derive(Clone, Debug)]
pub struct Said {
    pub label: Text,
    pub text: String,
    /// Whether it was not understood, and stays as it is written.
    pub as_written: bool,
}

impl Said {
    fn written(head: &Head, text: &str) -> Self {
        Self { label: head.label, text: text.to_owned(), as_written: true }
    }

    /// A number is shown as it is written.
    fn read(head: &Head, value: &Value, world: &dyn World) -> Self {
        let text = match value {
            Value::Text(text) if !matches!(head.kind, Kind::OneOf(_)) => text.clone(),
            value => told(head, value, world),
        };
        Self { label: head.label, text, as_written: false }
    }
}

impl Run<'_, '_, '_> {
    /// Notes what was read of a row, while it is one of the first.
    pub fn note(&mut self, coming: &Coming) {
        if self.outcome.first.len() >= SHOWN {
            return;
        }
        let said = coming.file.fields.iter().zip(&coming.said.got).filter_map(|(field, got)| match got {
            Got::Blank => None,
            Got::Unread { text, .. } => Some(Said::written(field.head, text)),
            Got::Value(value) => Some(Said::read(field.head, value, &**self.tx)),
        });
        let first = First { line: coming.line.number, fate: Fate::default(), said: said.collect() };
        self.outcome.first.push(first);
    }

    /// What is known for a row is shown as it is saved, whatever the row says.
    pub fn note_saved(&mut self, coming: &Coming, id: Id) -> Result<()> {
        if !self.outcome.shows(coming.line) {
            return Ok(());
        }
        let at = Ref { kind: self.plan.target.kind, id };
        let (row, written) = (self.tx.any(at.kind, id)?, self.tx.as_written(at)?);
        let said = coming.file.fields.iter().filter_map(|field| {
            let text = written.iter().find(|(key, _)| key == field.head.key).map(|(_, text)| text);
            match (text, row.get(field.at)) {
                (Some(text), _) => Some(Said::written(field.head, text)),
                (None, Value::Empty) if !matches!(field.head.kind, Kind::Flag) => None,
                (None, value) => Some(Said::read(field.head, &value, &**self.tx)),
            }
        });
        let said = said.collect();
        if let Some(first) = self.outcome.first.last_mut() {
            first.said = said;
        }
        Ok(())
    }

    /// What became of it.
    pub fn tell_fate(&mut self, line: u64, before: Counts) {
        let fate = Fate::of(before, self.outcome.counts);
        if let Some(first) = self.outcome.first.last_mut().filter(|first| first.line == line) {
            first.fate = fate;
        }
    }
}
