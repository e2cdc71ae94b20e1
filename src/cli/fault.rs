//! How a command fails: what is said of it in the reader's language, and its exit code.
use super::Output;
use crate::domain::problem::Problems;
use crate::exchange::file::table::TableFault;
use crate::lang::{Lang, Sentence};
use crate::store::{Missing, Unread, Unusable};
use crate::ui::fault::in_words;
use std::fmt;

/// The words were not understood.
#[derive(Debug)]
pub struct Usage(pub Sentence);

impl fmt::Display for Usage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.to(Lang::En))
    }
}

impl std::error::Error for Usage {}

/// The exit code of an error, as scripts count on.
pub fn exit_code(error: &anyhow::Error) -> u8 {
    match error {
        e if e.is::<clap::Error>() => 0,
        e if e.is::<Usage>() => 2,
        e if e.is::<Missing>() => 3,
        e if e.is::<Problems>() => 4,
        e if e.is::<Unread>() => 6,
        e if e.downcast_ref().is_some_and(|fault: &TableFault| fault.missing) => 3,
        e => match Unusable::of(e) {
            Some(Unusable::Misnamed(_)) => 2,
            Some(Unusable::NoFile | Unusable::NoFolder) => 3,
            Some(Unusable::Busy(_)) => 5,
            Some(
                Unusable::Newer(_)
                | Unusable::Damaged(_)
                | Unusable::Emptied(_)
                | Unusable::NoCopy(_)
                | Unusable::Unfollowed
                | Unusable::Unindexed(_)
                | Unusable::Astray,
            ) => 6,
            None => 1,
        },
    }
}

/// What a failure says, in one sentence.
pub fn sentence(error: &anyhow::Error, lang: Lang) -> String {
    match error.downcast_ref() {
        Some(Usage(said)) => said.to(lang).to_owned(),
        None => in_words(error).to(lang).to_owned(),
    }
}

/// A command that failed, as it is printed.
pub fn failed(error: &anyhow::Error, lang: Lang) -> Output {
    let code = exit_code(error);
    match error.downcast_ref::<clap::Error>() {
        // What was asked for, the help or the version; words that were not understood are `Usage`.
        Some(asked) => Output::text(asked.render().to_string().trim_end()),
        None => Output { said: vec![sentence(error, lang)], code, ..Output::default() },
    }
}

/// What was said wrong on the command line itself: nothing was asked of a record yet.
pub fn misused(error: anyhow::Error) -> anyhow::Error {
    match error.downcast::<Problems>() {
        Ok(all) => Usage(all.sentence()).into(),
        Err(error) => error,
    }
}
