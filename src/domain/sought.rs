//! What of the journal is asked for, typed as a list's filter is: `who:lan kind:lead on:yesterday words of a title`.
use super::filter::split;
use super::fold::{fold, words};
use super::kinds;
use super::problem::{Fault, Problem};
use super::read;
use super::value::{Id, Instant};
use super::world::{Hit, World};
use crate::lang::audit::{NO_SUCH_WORD, no_act, no_kind};
use crate::lang::fault;
use chrono::{Days, NaiveDate, NaiveTime};

/// All of these hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sought {
    /// Done by one of these; by anyone where there is none.
    pub who: Vec<Id>,
    /// Done to records of one of these kinds.
    pub kinds: Vec<&'static str>,
    /// Done from this instant on.
    pub from: Option<Instant>,
    /// Done before this one.
    pub till: Option<Instant>,
    /// Called one of these in the journal: `assign`.
    pub acts: Vec<String>,
    /// Folded words, each somewhere in what is told of it, in who did it, or in what it was done to.
    pub words: Vec<String>,
}

/// What a word asks for.
#[derive(Clone, Copy)]
enum Of {
    Who,
    Kind,
    On,
    From,
    Till,
    Act,
}

/// In either language, folded.
const KEYS: [(&str, Of); 15] = [
    ("who", Of::Who),
    ("by", Of::Who),
    ("ai", Of::Who),
    ("kind", Of::Kind),
    ("loai", Of::Kind),
    ("on", Of::On),
    ("ngay", Of::On),
    ("from", Of::From),
    ("tu", Of::From),
    ("till", Of::Till),
    ("to", Of::Till),
    ("den", Of::Till),
    ("act", Of::Act),
    ("what", Of::Act),
    ("viec", Of::Act),
];

const WEEK: Days = Days::new(7);

impl Sought {
    /// Reads the words. `acts` gives the names of the actions that a text calls.
    pub fn parse(text: &str, acts: impl Fn(&str) -> Vec<String>, world: &dyn World) -> Result<Self, Problem> {
        let mut sought = Self::default();
        for word in split(text) {
            if let Some((key, value)) = word.split_once(':') {
                sought.take(key, value, &acts, world).map_err(|fault| fault.at(""))?;
            } else {
                sought.words.extend(words(&word));
            }
        }
        Ok(sought)
    }

    /// Whether a deed of this person, done then, is asked for; what else is asked is the store's to tell.
    pub fn is_of(&self, who: Id, at: Instant) -> bool {
        (self.who.is_empty() || self.who.contains(&who))
            && self.from.is_none_or(|from| at >= from)
            && self.till.is_none_or(|till| at < till)
    }

    fn take(
        &mut self,
        key: &str,
        value: &str,
        acts: &impl Fn(&str) -> Vec<String>,
        world: &dyn World,
    ) -> Result<(), Fault> {
        // A blank would end the word.
        let (folded, value) = (fold(key), value.replace('_', " "));
        let of = KEYS.iter().find(|(known, _)| *known == folded).map(|(_, of)| *of);
        let day = |text: &str| past(text, world.today()).ok_or_else(|| Fault::new(fault::not_a_day(text)));
        match of.ok_or_else(|| Fault::new(NO_SUCH_WORD))? {
            Of::On => {
                let day = day(&value)?;
                (self.from, self.till) = (Some(start(day, world)), Some(end(day, world)));
            }
            Of::From => self.from = Some(start(day(&value)?, world)),
            Of::Till => self.till = Some(end(day(&value)?, world)),
            Of::Who => {
                for name in value.split(',') {
                    self.who.push(person(name, world)?);
                }
            }
            Of::Kind => {
                for name in value.split(',') {
                    let known = kinds::called(name).ok_or_else(|| Fault::new(no_kind(name)))?;
                    self.kinds.push(known.kind);
                }
            }
            Of::Act => {
                for name in value.split(',') {
                    let named = acts(name);
                    if named.is_empty() {
                        return Err(Fault::new(no_act(name)));
                    }
                    self.acts.extend(named);
                }
            }
        }
        Ok(())
    }
}

/// A day as it is typed of what was done: a day of the week is the latest, which may be today.
fn past(text: &str, today: NaiveDate) -> Option<NaiveDate> {
    let day = read::day(text, today)?;
    if day > today && read::weekday(text).is_some() { day.checked_sub_days(WEEK) } else { Some(day) }
}

fn person(name: &str, world: &dyn World) -> Result<Id, Fault> {
    match world.find("person", name) {
        Hit::One(id) => Ok(id),
        Hit::None => Err(Fault::new(fault::not_known(name))),
        Hit::Many(names) => Err(Fault::new(fault::several(name, &names))),
    }
}

fn start(day: NaiveDate, world: &dyn World) -> Instant {
    world.at(day, NaiveTime::MIN)
}

fn end(day: NaiveDate, world: &dyn World) -> Instant {
    start(day.checked_add_days(Days::new(1)).unwrap_or(day), world)
}
