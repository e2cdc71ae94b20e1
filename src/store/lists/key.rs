//! The place of a row in a list.
use crate::domain::deed::Ref;
use crate::domain::kinds::no_of;

/// The place of a row in a list: what its order is by, and which row it is.
#[derive(Clone, Debug, PartialEq)]
pub struct Key {
    /// Which row.
    pub at: Ref,
    /// Whether it has nothing to be ordered by, and stands after all that have.
    pub(in crate::store) rest: bool,
    pub(in crate::store) by: By,
}

/// What tells its place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::store) enum By {
    /// When it is due, in seconds; 0 where it never is.
    Due(i64),
    /// How many stand before it in an order that is kept in memory.
    Place(usize),
}

impl Key {
    /// Of a row in an order that is kept in memory: how many stand before it.
    pub(in crate::store) fn placed(at: Ref, place: usize) -> Self {
        Self { at, rest: false, by: By::Place(place) }
    }

    /// How many stand before it, in such an order.
    pub(in crate::store) fn place(&self) -> Option<usize> {
        if let By::Place(place) = self.by { Some(place) } else { None }
    }

    /// When it is due, in seconds; 0 where that does not tell its place.
    pub(in crate::store) fn due(&self) -> i64 {
        if let By::Due(due) = self.by { due } else { 0 }
    }

    /// Whether it stands before another of the same list.
    pub fn is_before(&self, other: &Self) -> bool {
        if let (By::Place(one), By::Place(other)) = (self.by, other.by) {
            return one < other;
        }
        let by = |key: &Self| (key.due(), no_of(key.at.kind), key.at.id);
        match (self.rest, other.rest) {
            (true, true) => self.at.id > other.at.id,
            (false, false) => by(self) < by(other),
            (rest, _) => !rest,
        }
    }
}
