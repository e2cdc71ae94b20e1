//! How urgent something is, for a word, a mark and a colour.
use crate::domain::face::Due;
use crate::domain::value::Id;
use crate::domain::world::World;
use crate::store::Db;
use chrono::TimeDelta;

/// How urgent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    /// Not.
    #[default]
    Plain,
    /// Past.
    Late,
    /// Today.
    Soon,
    /// Another's turn.
    Waits,
}

/// Minutes after which what was due is late.
const GRACE: i64 = 5;

impl Tone {
    /// Of what is due, and the person whose turn it is.
    pub fn of(db: &Db, due: &Due, turn: Option<Id>) -> Self {
        let (at, now) = (db.local(due.at), db.now());
        let mine = turn.is_none_or(|turn| db.mine().contains(&turn));
        match at - now {
            ahead if ahead < -TimeDelta::minutes(GRACE) => Self::Late,
            _ if !mine => Self::Waits,
            _ if at.date_naive() == now.date_naive() => Self::Soon,
            _ => Self::Plain,
        }
    }
}
