//! The keys that linchpin writes into its own exports: a file that comes back names the very records.
use crate::domain::deed::Ref;
use crate::domain::value::Id;
use crate::store::Db;
use anyhow::Result;

/// The name in objects under which such a key is written, since `key` is there what others know the record by.
pub(super) const RECORD: &str = "record";
/// What all such keys begin with.
const PREFIX: &str = "linchpin-";

/// Whether a text looks like such a key, of whatever workspace.
pub(super) fn is_one(text: &str) -> bool {
    text.starts_with(PREFIX)
}

/// The mark of this workspace, by which its keys are told from another's.
pub struct Marked(String);

/// Something that is written out: a record, or a row of its part.
pub type Which = (Id, Option<Id>);

impl Marked {
    /// Of the workspace of a file.
    pub fn of(db: &Db) -> Result<Self> {
        // Fibonacci hashing: the instants of two workspaces begin with the same digits.
        let mixed = db.birth()?.cast_unsigned().wrapping_mul(0x9E37_79B9_7F4A_7C15);
        Ok(Self(format!("{PREFIX}{:08x}-", mixed >> 32)))
    }

    /// The key of a record, or of a row of its part.
    pub fn key(&self, (id, part): Which) -> String {
        part.map_or_else(|| format!("{}{id}", self.0), |part| format!("{}{id}.{part}", self.0))
    }

    /// What a record is called among the records of all kinds and of all workspaces.
    pub fn uid(&self, at: Ref) -> String {
        format!("{}@{}", self.key((at.id, None)), at.kind)
    }

    /// What a key stands for among the records of a kind, if it was written here, on a card with the kind behind it.
    pub fn record(&self, key: &str, kind: &str) -> Option<Which> {
        let rest = key.strip_prefix(&self.0)?;
        let rest = match rest.split_once('@') {
            Some((rest, of)) => Some(rest).filter(|_| of == kind)?,
            None => rest,
        };
        match rest.split_once('.') {
            None => Some((rest.parse().ok()?, None)),
            Some((id, part)) => Some((id.parse().ok()?, Some(part.parse().ok()?))),
        }
    }
}
