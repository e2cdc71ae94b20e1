//! A record about to be saved, with all that follows from it. It may be worked out where nothing is written.
use crate::domain::face::Face;
use crate::domain::kinds::KeptRow;
use crate::domain::world::World;
use crate::store::Db;
use crate::store::search::indexed::Digest;
use crate::store::search::spelt::Words;

/// What a list knows of a record, and what finds it.
pub struct Settled {
    /// What a list knows.
    pub face: Face,
    /// The words that find it, where they are wanted in any case, and a digest of what they are of.
    pub(in crate::store) spelt: Option<(Digest, Words)>,
}

impl Settled {
    /// Brings up to date what of the record follows from the rest.
    pub fn of(row: &mut dyn KeptRow, db: &Db) -> Self {
        row.settle(db);
        Self { face: row.face(db), spelt: None }
    }

    /// Works out the words, too: the face is not changed any more.
    pub fn spell(&mut self, db: &Db) {
        self.spelt = Some((Digest::of(&self.face.find), Words::of(&self.face.find, &db.country())));
    }
}
