//! What stands in the file and no field can take: no program of ours wrote it. Which record it is in is told, never a row.
use crate::domain::deed::Ref;
use crate::domain::field::{Edit, Head};
use crate::domain::kind::Kind;
use crate::domain::kinds::shape;
use crate::domain::problem::Fault;
use crate::lang::{Lang, Sentence, fault, health};
use anyhow::Result;
use rusqlite::types::ValueRef;
use std::fmt;

/// A cell that its field cannot take.
#[derive(Clone)]
pub struct Unread {
    /// The record.
    pub at: Ref,
    /// The field of it, or of a row inside it: `lines.12.stage`.
    pub path: String,
    /// That field.
    pub head: &'static Head,
    /// What stands there.
    pub text: String,
    /// Why that is nothing of its kind.
    pub why: Fault,
}

impl Unread {
    /// Whether what is to stand there follows from the rest.
    pub fn is_derived(&self) -> bool {
        self.head.edit == Edit::Derived
    }

    /// Which record it is, and what is wrong.
    pub fn told(&self) -> Sentence {
        let one = shape(self.at.kind).map_or(health::ITS_RECORD, |shape| shape.one);
        let why = Sentence::new(self.why.text(Lang::En), self.why.text(Lang::Vi));
        health::unread(one, self.at.id, self.head.label, &self.text, &why)
    }
}

impl fmt::Debug for Unread {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} #{} {}: {:?}", self.at.kind, self.at.id, self.path, self.text)
    }
}

impl fmt::Display for Unread {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.told().to(Lang::En))
    }
}

impl std::error::Error for Unread {}

/// Hears of each such cell of a record; where that is an error, the record is not read.
pub(super) type Amiss<'a> = &'a mut dyn FnMut(Unread) -> Result<()>;

/// No record is read that has one.
pub(super) fn refused(cell: Unread) -> Result<()> {
    Err(cell.into())
}

/// A cell as it stands.
pub(super) fn shown(cell: ValueRef<'_>) -> String {
    match cell {
        ValueRef::Integer(n) => n.to_string(),
        ValueRef::Text(text) => String::from_utf8_lossy(text).into_owned(),
        _ => String::new(),
    }
}

/// Why a cell is no value of a field.
pub(super) fn unknown(kind: Kind, cell: ValueRef<'_>) -> Fault {
    Fault::new(match kind {
        Kind::Day => fault::not_a_day(&shown(cell)),
        Kind::At => fault::not_a_time(&shown(cell)),
        _ => fault::WRONG_KIND.into(),
    })
}
