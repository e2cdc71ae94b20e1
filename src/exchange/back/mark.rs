//! The first column of a list that is written out to be edited: which record a row is, and the state of the workspace
//! that it was written of.
use crate::domain::deed::Ref;
use crate::domain::kinds::shape;
use crate::domain::value::Id;
use crate::exchange::plan::own::Marked;
use crate::store::{Db, Mark};
use anyhow::Result;

/// What the column is called.
pub const HEAD: &str = "linchpin id";

/// A state of the workspace that a list was written of, and how many rows were written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct AsOf {
    /// The newest deed then.
    pub entry: Id,
    /// By which that deed is known again: a copy that was put back may have another of this number.
    check: u16,
    /// Rows of the list.
    pub rows: u64,
}

impl AsOf {
    /// Of the state that is read now.
    pub fn now(db: &Db, rows: u64) -> Result<Self> {
        let newest = db.newest()?;
        Ok(Self { entry: newest.map_or(0, |mark| mark.entry), check: newest.map_or(0, check), rows })
    }

    /// Whether the workspace has been in that state.
    pub fn was(self, db: &Db) -> Result<bool> {
        Ok(db.deed_at(self.entry)?.map_or(0, check) == self.check)
    }
}

fn check(Mark { entry, at, who }: Mark) -> u16 {
    let mixed = [entry, at.timestamp(), who]
        .iter()
        .fold(0_u64, |mixed, part| (mixed ^ part.cast_unsigned()).wrapping_mul(0x9E37_79B9_7F4A_7C15));
    u16::try_from(mixed >> 48).unwrap_or_default()
}

/// A cell of the column, taken apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Marking {
    /// The key, of whatever workspace.
    pub key: String,
    /// The kind, where it is one.
    pub kind: Option<&'static str>,
    /// When it was written.
    pub as_of: AsOf,
}

/// The cell of a record, or of a row of its part: `linchpin-1a2b3c4d-12@lead@4567-9e3f/20`.
pub fn write(mark: &Marked, at: Ref, part: Option<Id>, as_of: AsOf) -> String {
    let AsOf { entry, check, rows } = as_of;
    format!("{}@{entry}-{check:04x}/{rows}", mark.key(at, part))
}

/// Reads such a cell; nothing, where it is none.
pub fn read(cell: &str) -> Option<Marking> {
    let (key, rest) = cell.trim().split_once('@')?;
    let (kind, rest) = rest.split_once('@')?;
    let (entry, rest) = rest.split_once('-')?;
    let (check, rows) = rest.split_once('/')?;
    let as_of =
        AsOf { entry: entry.parse().ok()?, check: u16::from_str_radix(check, 16).ok()?, rows: rows.parse().ok()? };
    Some(Marking { key: key.to_owned(), kind: shape(kind).map(|shape| shape.kind), as_of })
}

/// The place of the column in a header.
pub fn column(header: &[String]) -> Option<usize> {
    header.iter().position(|name| is_head(name))
}

/// Whether that is what the column is called.
pub fn is_head(name: &str) -> bool {
    name.trim().eq_ignore_ascii_case(HEAD)
}
