//! The keys that linchpin writes into its own exports: a file that comes back names the very records.
use super::target::Target;
use crate::domain::deed::Ref;
use crate::domain::kinds::shape;
use crate::domain::problem::Fault;
use crate::domain::value::Id;
use crate::lang::{Sentence, back as said, import};
use crate::store::Db;
use anyhow::Result;

/// The name in objects under which such a key is written, since `key` is there what others know the record by.
pub const RECORD: &str = "record";
/// What all such keys begin with.
const PREFIX: &str = "linchpin-";

/// Whether a text looks like such a key, of whatever workspace.
pub fn is_one(text: &str) -> bool {
    text.starts_with(PREFIX)
}

/// The kind that such a key says, and whether it is of a row of a part; nothing, where it was written before keys said it.
pub fn kind_of(text: &str) -> Option<(&str, bool)> {
    let (key, kind) = text.split_once('@').filter(|(key, _)| is_one(key))?;
    Some((kind, key.contains('.')))
}

/// A key as it was written before keys said their kind.
pub fn bare(text: &str) -> Option<&str> {
    kind_of(text).and(text.split('@').next())
}

/// The mark of this workspace, by which its keys are told from another's.
#[derive(Clone)]
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

    /// The key of a record, or of a row of its part, among the records of all kinds and of all workspaces.
    pub fn key(&self, Ref { kind, id }: Ref, part: Option<Id>) -> String {
        let part = part.map_or_else(String::new, |part| format!(".{part}"));
        format!("{}{id}{part}@{kind}", self.0)
    }

    /// What a key stands for among the rows of a target, if it was written here. One that says no kind is of the target
    /// where the columns of its file are `like` it.
    ///
    /// # Errors
    /// What else it stands for here.
    pub fn row(&self, key: &str, target: &Target, like: bool) -> Result<Option<Which>, Fault> {
        let Some((which, kind)) = self.read(key) else { return Ok(None) };
        let part = which.1.is_some();
        if part == target.part.is_some() && kind.map_or(like, |kind| kind == target.kind) {
            return Ok(Some(which));
        }
        let Some(one) =
            kind.map(|kind| if part { Some(import::ORDER_LINE) } else { shape(kind).map(|shape| shape.one) })
        else {
            return Err(Fault::new(Sentence::from(said::NO_KIND)));
        };
        one.map_or(Ok(None), |one| Err(Fault::new(said::of_kind(one, target.many()))))
    }

    /// What a key stands for among the records of a kind, if it was written here.
    pub fn record(&self, key: &str, kind: &str) -> Option<Which> {
        let (which, of) = self.read(key)?;
        of.is_none_or(|of| of == kind).then_some(which)
    }

    /// What a key that was written here stands for, and the kind that it says.
    fn read<'a>(&self, key: &'a str) -> Option<(Which, Option<&'a str>)> {
        let rest = key.strip_prefix(&self.0)?;
        let (which, kind) = rest.split_once('@').map_or((rest, None), |(which, kind)| (which, Some(kind)));
        let which = match which.split_once('.') {
            None => (which.parse().ok()?, None),
            Some((id, part)) => (id.parse().ok()?, Some(part.parse().ok()?)),
        };
        Some((which, kind))
    }
}
