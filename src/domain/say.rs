//! What to say to who calls, composed from facts alone: first what is late or stuck, then what they were promised, then
//! who answers. It knows no record, no language and no clock; whoever asks gathers the facts.
use super::value::Local;
use crate::lang::{Sentence, reply, when};
use chrono::NaiveDate;

/// Something that the caller waits for or should know.
#[derive(Clone, Debug, PartialEq)]
pub enum Fact {
    /// An order, or lines of one, past the day that was promised; and the day promised since, where one is.
    Late { what: Sentence, was: NaiveDate, now: Option<NaiveDate> },
    /// What cannot go on.
    Blocked { what: Sentence, why: Sentence },
    /// What will leave when it was promised.
    OnTrack { what: Sentence, by: NaiveDate },
    /// They complained, and have an answer by then.
    Complaint { by: Local },
    /// They asked for something, and have a first answer by then.
    Asked { by: Local },
    /// We said that we would call.
    CallBack { at: Local },
    /// They left a message for someone.
    Message { whom: String },
    /// Who answers for them is away; and who does meanwhile.
    Away { who: String, till: NaiveDate, deputy: Option<String> },
}

/// Of what is on track so much is said.
const ON_TRACK: usize = 2;

impl Fact {
    /// What is said of it.
    fn told(&self, now: Local) -> Sentence {
        let today = now.date_naive();
        let day = |day: &NaiveDate| when::day(*day, today);
        let ahead = |at: &Local, tell: fn(bool, &str, &Sentence) -> Sentence| {
            let time = at.format("%H:%M").to_string();
            (*at > now).then(|| tell(at.date_naive() == today, &time, &day(&at.date_naive())))
        };
        match self {
            Self::Late { what, was, now } => reply::late(what, &day(was), now.as_ref().map(day).as_ref()),
            Self::Blocked { what, why } => reply::blocked(what, why),
            Self::OnTrack { what, by } => reply::on_track(what, &day(by)),
            Self::Complaint { by } => reply::complaint(ahead(by, reply::by).as_ref()),
            Self::Asked { by } => reply::asked(ahead(by, reply::by).as_ref()),
            Self::CallBack { at } => reply::call_back(ahead(at, reply::at).as_ref()),
            Self::Message { whom } => reply::message(whom),
            Self::Away { who, till, deputy } => reply::away(who, &day(till), deputy.as_deref()),
        }
    }

    /// Whether there is something to be sorry for.
    fn is_our_fault(&self, now: Local) -> bool {
        match self {
            Self::Late { .. } => true,
            Self::Complaint { by: at } | Self::Asked { by: at } | Self::CallBack { at } => *at <= now,
            _ => false,
        }
    }

    /// In which turn it is said.
    fn turn(&self) -> u8 {
        match self {
            Self::Late { .. } => 0,
            Self::Blocked { .. } => 1,
            Self::Complaint { .. } => 2,
            Self::OnTrack { .. } => 3,
            Self::Asked { .. } | Self::CallBack { .. } => 4,
            Self::Message { .. } => 5,
            Self::Away { .. } => 6,
        }
    }
}

/// What to say first.
pub fn say(facts: &[Fact], now: Local) -> Sentence {
    let mut facts: Vec<&Fact> = facts.iter().collect();
    facts.sort_by_key(|fact| fact.turn());
    let open = facts.iter().any(|fact| !matches!(fact, Fact::Away { .. }));
    let late = facts.iter().any(|fact| matches!(fact, Fact::Late { .. }));
    let mut on_track = if late { 0 } else { ON_TRACK };
    let mut told: Vec<Sentence> = if open { Vec::new() } else { vec![reply::nothing_open()] };
    let mut sorry = facts.iter().rposition(|fact| fact.is_our_fault(now));
    for (n, fact) in facts.into_iter().enumerate() {
        if matches!(fact, Fact::OnTrack { .. }) {
            let Some(left) = on_track.checked_sub(1) else { continue };
            on_track = left;
        }
        let more = fact.told(now);
        // Two complaints with one answer are one sentence.
        if !told.contains(&more) {
            told.push(more);
        }
        if sorry.take_if(|last| *last == n).is_some() {
            told.push(reply::sorry());
        }
    }
    told.iter().fold(Sentence::default(), Sentence::then)
}
