//! A record about to be saved, with all that follows from it. It may be worked out where nothing is written.
use super::Db;
use super::indexed::{Digest, Words};
use crate::domain::face::Face;
use crate::domain::kinds::KeptRow;
use crate::domain::world::World;

/// What a list knows of a record, and what finds it.
pub struct Settled {
    /// What a list knows.
    pub face: Face,
    pub(super) digest: Digest,
    /// None, where they are worked out only if they are not there already.
    pub(super) words: Option<Words>,
}

impl Settled {
    /// Brings up to date what of the record follows from the rest.
    pub(super) fn of(row: &mut dyn KeptRow, db: &Db) -> Self {
        row.settle(db);
        let face = row.face(db);
        Self { digest: Digest::of(&face.find), face, words: None }
    }

    /// The same of a new one of a kind that has no numbers: nothing of it is left to be worked out when it is saved.
    pub fn ahead(row: &mut dyn KeptRow, db: &Db) -> Self {
        let settled = Self::of(row, db);
        Self { words: Some(Words::of(&settled.face.find, &db.country())), ..settled }
    }
}
