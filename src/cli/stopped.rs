//! A signal that would end a command in the middle of its work: the command stops by itself, and says what came of it.
use super::Output;
use crate::exchange::plan::Cancelled;
use crate::lang::{Lang, usage};
use anyhow::Result;
use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
use signal_hook::flag;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

/// Which signal asked it to stop, if one did.
pub struct Stop(Arc<AtomicUsize>);

impl Stop {
    /// From now on such a signal is noted; the next one ends the program as ever.
    pub fn heed() -> Self {
        let (by, again) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicBool::new(false)));
        for signal in [SIGTERM, SIGINT, SIGHUP] {
            // Where it cannot be noted, it ends the program at once. The first of these finds that none came yet.
            let _ = flag::register_conditional_default(signal, Arc::clone(&again));
            let _ = flag::register(signal, Arc::clone(&again));
            let _ = flag::register_usize(signal, Arc::clone(&by), usize::try_from(signal).unwrap_or(0));
        }
        Self(by)
    }

    /// Whether none came yet.
    pub fn goes_on(&self) -> bool {
        self.0.load(Ordering::Relaxed) == 0
    }

    /// What came of the command: where it was stopped, that is said, with whether a part of it was done before, and the exit
    /// code is that of the signal.
    pub fn or_told(&self, end: Result<Output>, before: bool, lang: Lang) -> Result<Output> {
        match end {
            Err(error) if error.is::<Cancelled>() && !self.goes_on() => {
                let said = if before { usage::STOPPED_BETWEEN } else { usage::STOPPED };
                let code = u8::try_from(128 + self.0.load(Ordering::Relaxed)).unwrap_or(1);
                Ok(Output { code, ..Output::default().saying(said.to(lang)) })
            }
            end => end,
        }
    }
}
