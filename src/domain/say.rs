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
    /// What has left, and when it is awaited, where that is known.
    OnItsWay { what: Sentence, left: NaiveDate, till: Option<NaiveDate> },
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

/// So much is said of one sort: a caller waits for one thing or two.
const MOST: usize = 2;

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
            Self::OnItsWay { what, left, till } => reply::on_its_way(what, &day(left), till.as_ref().map(day).as_ref()),
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
            Self::OnItsWay { .. } => 3,
            Self::OnTrack { .. } => 4,
            Self::Asked { .. } | Self::CallBack { .. } => 5,
            Self::Message { .. } => 6,
            Self::Away { .. } => 7,
        }
    }
}

/// What to say first.
pub fn say(facts: &[Fact], now: Local) -> Sentence {
    let mut facts: Vec<&Fact> = facts.iter().collect();
    facts.sort_by_key(|fact| fact.turn());
    let open = facts.iter().any(|fact| !matches!(fact, Fact::Away { .. }));
    let late = facts.iter().any(|fact| matches!(fact, Fact::Late { .. }));
    // Beside what is late nobody wants to hear what is not.
    facts.retain(|fact| !(late && matches!(fact, Fact::OnTrack { .. })));
    let sorry = facts.iter().rposition(|fact| fact.is_our_fault(now));
    let mut told: Vec<Sentence> = if open { Vec::new() } else { vec![reply::nothing_open()] };
    for (n, fact) in facts.iter().enumerate() {
        let same = facts[..n].iter().filter(|before| before.turn() == fact.turn()).count();
        let more = fact.told(now);
        // Two complaints with one answer are one sentence.
        if same < MOST && !told.contains(&more) {
            told.push(more);
        }
        if sorry == Some(n) {
            told.push(reply::sorry());
        }
    }
    told.iter().fold(Sentence::default(), Sentence::then)
}
