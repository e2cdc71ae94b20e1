//! Out of every list without being lost: archived, and brought back.
use super::{About, Action, Role};
use crate::domain::face::Kept;
use crate::domain::problem::{Fault, Ready};
use crate::domain::value::Instant;
use crate::lang::{fault, say};

/// A record that can be put away.
pub trait Archived: Kept {
    /// Since when it is.
    fn archived_mut(&mut self) -> &mut Option<Instant>;
    /// Since when it is.
    fn archived(&self) -> Option<Instant>;
}

/// Puts it away.
pub const fn archive<T: Archived>() -> Action<T, ()> {
    Action::new(
        About::new("archive", Role::Archive, say("archive", "lưu trữ"), say("archived", "đã lưu trữ")),
        |row, _| here(row),
        |tx, row, ()| {
            use crate::domain::world::World;
            *row.archived_mut() = Some(tx.instant());
            Ok(())
        },
    )
}

/// Brings it back.
pub const fn restore<T: Archived>() -> Action<T, ()> {
    Action::new(
        About::new("restore", Role::Forward, say("restore", "khôi phục"), say("restored", "đã khôi phục")),
        |row, _| if row.archived().is_some() { Ok(()) } else { Err(Fault::new(fault::NOT_ARCHIVED)) },
        |_, row, ()| {
            *row.archived_mut() = None;
            Ok(())
        },
    )
}

fn here<T: Archived>(row: &T) -> Ready {
    if row.archived().is_none() { Ok(()) } else { Err(Fault::new(fault::ARCHIVED)) }
}
