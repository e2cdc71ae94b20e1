//! Long work that tells how far it is, and ends where nobody waits for it any more.
use anyhow::Result;
use std::fmt;

/// The work was ended by who waited for it; nothing was written.
#[derive(Debug)]
pub struct Cancelled;

impl fmt::Display for Cancelled {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("cancelled; nothing was written")
    }
}

impl std::error::Error for Cancelled {}

/// Hears how far work is, and of how much; false where it is to end.
pub type Step<'a> = &'a mut dyn FnMut(usize, usize) -> bool;

/// So much is done between two steps that are told.
const BETWEEN: usize = 256;

/// How far work is, of all that it has to do.
pub(in crate::store) struct Pace<'a> {
    step: Step<'a>,
    told: usize,
    at: usize,
    of: usize,
}

impl<'a> Pace<'a> {
    pub fn new(step: Step<'a>) -> Self {
        Self { step, told: 0, at: 0, of: 0 }
    }

    /// There is so much more to do.
    pub fn expect(&mut self, more: usize) {
        self.of += more;
    }

    /// So much more is done; `Cancelled`, where nobody waits for the rest.
    pub fn done(&mut self, more: usize) -> Result<()> {
        self.at += more;
        if self.at < self.told + BETWEEN {
            return Ok(());
        }
        self.told = self.at;
        if (self.step)(self.at.min(self.of), self.of) { Ok(()) } else { Err(Cancelled.into()) }
    }
}
