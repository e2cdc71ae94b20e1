//! As which a file was seen: where it is another by now, what was found in it holds no more.
use super::table::TableFault;
use crate::lang::{cell, preview};
use crate::store::identity;
use std::fs;
use std::path::Path;
use std::time::SystemTime;

/// The state of a file; none of what is no file and is read but once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen(Option<State>);

#[derive(Clone, Debug, PartialEq, Eq)]
struct State {
    bytes: u64,
    written: Option<SystemTime>,
    which: Option<(u64, u64)>,
}

impl Seen {
    /// As it is now.
    pub fn of(path: &Path) -> Self {
        let file = fs::metadata(path).ok().filter(fs::Metadata::is_file);
        Self(file.map(|file| State { bytes: file.len(), written: file.modified().ok(), which: identity(path) }))
    }

    /// Whether it is not that any more.
    pub fn is_past(&self, path: &Path) -> bool {
        *self != Self::of(path)
    }

    /// Refuses what was found in it, where it is not that any more.
    pub fn holds(&self, path: &Path, name: &str) -> Result<(), TableFault> {
        if self.is_past(path) { Err(TableFault::new(cell::in_file(name, &preview::CHANGED.into()))) } else { Ok(()) }
    }
}
