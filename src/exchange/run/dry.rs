//! A dry run: it writes as the other does, so that its counts are those of the deed, and keeps nothing.
use super::apply::{Watch, run};
use super::tally::Outcome;
use crate::exchange::plan::Plan;
use crate::store::Store;
use anyhow::Result;
use std::fmt;

/// A dry run that tells each row that could not be taken, in a copy: one that gives way begins anew, and would tell some
/// twice.
pub fn told(store: &Store, plan: &Plan, watch: &mut Watch) -> Result<Outcome> {
    store.in_a_copy(|copy| run(copy, plan, Some(Dry::InACopy), watch))
}

/// A run that keeps nothing.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Dry {
    /// To whoever waits to write.
    GivesWay,
    /// Nobody waits for that.
    InACopy,
}

impl Dry {
    /// Whether a run, dry or not, pauses for those who wait to write.
    pub fn pauses(dry: Option<Self>, waited_for: bool) -> Result<bool> {
        match dry {
            Some(Self::GivesWay) if waited_for => Err(GivenWay.into()),
            Some(_) => Ok(false),
            None => Ok(waited_for),
        }
    }
}

/// How the transaction of a dry run is left.
#[derive(Debug)]
pub struct NotKept(pub Outcome);

impl fmt::Display for NotKept {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not kept")
    }
}

impl std::error::Error for NotKept {}

/// A dry run is given up where another waits to write: it cannot pause, for it keeps nothing.
#[derive(Debug)]
pub struct GivenWay;

impl fmt::Display for GivenWay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("given way")
    }
}

impl std::error::Error for GivenWay {}
