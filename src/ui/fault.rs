//! What an error says on the screen, in each language.
use crate::domain::problem::{Failure, Problems};
use crate::exchange::file::table::TableFault;
use crate::job::Stopped;
use crate::lang::{Sentence, broken};
use crate::store;
use anyhow::Error;

/// All that it says; of what nobody foresaw, that linchpin broke there.
pub fn in_words(error: &Error) -> Sentence {
    let problems = || error.downcast_ref().map(Problems::sentence);
    let failure = || error.downcast_ref().map(|Failure(said)| said.clone());
    let fault = || error.downcast_ref().map(|fault: &TableFault| fault.sentence().clone());
    problems().or_else(failure).or_else(fault).unwrap_or_else(|| of_work(error, store::told_whole))
}

/// The same where it was said before that something could not be done: the reason alone, for a line is short.
pub fn reason(error: &Error) -> Sentence {
    of_work(error, store::reason)
}

/// A thread that did not live to its end says so.
fn of_work(error: &Error, else_told: fn(&Error) -> Sentence) -> Sentence {
    if error.is::<Stopped>() { broken::STOPPED.into() } else { else_told(error) }
}
