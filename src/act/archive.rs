//! Out of every list without being lost: archived, and brought back; from history into the inbox.
use super::{About, Action, Role};
use crate::domain::face::Kept;
use crate::domain::field::Row;
use crate::domain::problem::{Fault, Problem, Problems, Ready};
use crate::domain::value::{Instant, Value};
use crate::domain::worked::Worked;
use crate::domain::world::World;
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
            *row.archived_mut() = Some(tx.instant());
            Ok(())
        },
    )
}

/// Brings it back.
pub const fn restore<T: Archived>() -> Action<T, ()> {
    Action::new(
        About::new("restore", Role::Forward, say("restore", "khôi phục"), say("restored", "đã khôi phục")),
        |row, _| match row.archived() {
            None => Err(Fault::new(fault::NOT_ARCHIVED)),
            Some(_) if row.value("merged") != Value::Empty => Err(Fault::new(fault::MERGED)),
            Some(_) => Ok(()),
        },
        |tx, row, ()| {
            let before = row.check(&**tx);
            *row.archived_mut() = None;
            // What it was called by may be another's by now.
            let new = |problem: &Problem| !before.contains(problem);
            Ok(Problems::none_or(row.check(&**tx).into_iter().filter(new).collect())?)
        },
    )
}

/// A record that may have come from an old system and then owes nothing.
pub trait Old: Worked {
    /// Whether it did.
    fn history(&self) -> bool;
    /// Whether it did.
    fn history_mut(&mut self) -> &mut bool;
}

/// From history into the inbox.
pub const fn wake<T: Old>() -> Action<T, ()> {
    Action::new(
        About::new(
            "wake",
            Role::Quiet,
            say("into the inbox", "đưa vào hộp việc"),
            say("into the inbox", "vào hộp việc"),
        ),
        |row, _| {
            row.open()?;
            if row.history() { Ok(()) } else { Err(Fault::new(fault::NOT_HISTORY)) }
        },
        |tx, row, ()| {
            *row.history_mut() = false;
            row.work_mut().since = Some(tx.instant());
            Ok(())
        },
    )
}

fn here<T: Archived>(row: &T) -> Ready {
    if row.archived().is_none() { Ok(()) } else { Err(Fault::new(fault::ARCHIVED)) }
}
