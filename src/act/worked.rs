//! What can be done to any record that someone works on: written once, a static in each family.
use super::{About, Action, Proposal, Role};
use crate::domain::field::{Field, Record};
use crate::domain::fold::fold;
use crate::domain::kind::Kind;
use crate::domain::person::{Person, Role as Staff};
use crate::domain::problem::{Fault, Problems};
use crate::domain::read;
use crate::domain::value::{Id, Instant, Slot, Value};
use crate::domain::worked::{Side, Worked};
use crate::domain::world::World;
use crate::field;
use crate::lang::{Sentence, fault, say, when};
use crate::store::Db;
use anyhow::Result;
use chrono::TimeDelta;

/// Whom to.
#[derive(Clone, Default)]
pub struct To {
    pub to: Option<Id>,
}

#[rustfmt::skip]
impl Record for To {
    const FIELDS: &'static [Field<Self>] = &[
        field!(required to, Kind::Link("person"), "To", "Cho"),
    ];
}

/// What speaks for giving a record to someone: their languages and territory against the customer's words.
pub trait Suits {
    /// Words of the record that a person's languages or territories may hold: a language, a country, a city.
    fn wants(&self) -> Vec<String> {
        Vec::new()
    }
}

/// Gives it to someone: who suits best and has least is proposed first, and nobody who is away.
pub const fn assign<T: Worked + Suits>() -> Action<T, To> {
    Action {
        about: About::new("assign", Role::Assign, say("assign", "giao"), say("", "")),
        start: |_, _| To::default(),
        propose: |db, row, _| suited(db, T::KIND, &row.wants(), row.work().owner),
        ready: |row, _| row.open(),
        ready_row: |_, _| Ok(()),
        run: |tx, row, params| {
            let work = row.work_mut();
            work.owner = params.to;
            work.hand(Side::Rep, "", &**tx);
            work.later = None;
            Ok(())
        },
    }
}

/// Those whom a record can be given to, the best first, each with the ground for it.
fn suited(db: &Db, kind: &str, wants: &[String], owner: Option<Id>) -> Result<Vec<Proposal>> {
    let (people, today) = (db.people(), db.today());
    let mut list: Vec<(i64, i64, Proposal)> = Vec::new();
    for (id, open) in db.loads(kind)? {
        let Some(person) = people.iter().find(|p| p.id == id && p.role == Staff::Rep) else { continue };
        if db.away(id, today).is_some() || owner == Some(id) {
            continue;
        }
        let (fits, why) = ground(person, wants, open);
        list.push((-fits, open, Proposal::new(&person.name, why)));
    }
    list.sort_by_key(|(fits, open, _)| (*fits, *open));
    Ok(list.into_iter().map(|(.., proposal)| proposal).collect())
}

fn ground(person: &Person, wants: &[String], open: i64) -> (i64, Sentence) {
    let among = |list: &str| {
        let list = fold(list);
        // Each as it was listed, `Đồng Tháp` whole, and each of its words.
        let phrases = list.split([',', ';']).map(str::trim);
        let all: Vec<&str> = phrases.chain(list.split([',', ';', ' '])).collect();
        wants.iter().find(|want| !want.is_empty() && all.contains(&fold(want).as_str())).cloned()
    };
    let (speaks, serves) = (among(&person.languages), among(&person.territories));
    let open_now = Sentence::new(format!("{open} open"), format!("đang có {open}"));
    let mut said = Sentence::default();
    if let Some(language) = &speaks {
        said = said.then(&Sentence::new(format!("speaks {language},"), format!("nói {language},")));
    }
    if let Some(place) = &serves {
        said = said.then(&Sentence::new(format!("territory {place},"), format!("vùng {place},")));
    }
    (i64::from(speaks.is_some()) + i64::from(serves.is_some()), said.then(&open_now))
}

/// Until when.
#[derive(Clone, Default)]
pub struct Until {
    pub until: Option<Instant>,
}

#[rustfmt::skip]
impl Record for Until {
    const FIELDS: &'static [Field<Self>] = &[
        field!(required until, Kind::At, "Until", "Đến lúc"),
    ];
}

const LATER: [&str; 5] = ["+2h", "14:00", "tomorrow", "fri", "+1w"];

/// The times that are offered where one is asked for.
pub fn times(db: &Db) -> Vec<Proposal> {
    let mut seen = Vec::new();
    let mut said = |text: &str| -> Option<Proposal> {
        let at = read::instant(text, db.now(), read::MORNING).filter(|at| *at > db.instant() && !seen.contains(at))?;
        seen.push(at);
        let shown = Kind::At.show(&Value::At(at), db);
        Some(Proposal::new(shown, when::due(db.local(at), db.now())))
    };
    LATER.iter().filter_map(|text| said(text)).collect()
}

/// Out of sight until then.
pub const fn later<T: Worked>() -> Action<T, Until> {
    Action {
        about: About::new("later", Role::Later, say("later", "để sau"), say("put off until", "để đến")),
        start: |_, _| Until::default(),
        propose: |db, _, _| Ok(times(db)),
        ready: |row, _| row.open(),
        ready_row: |_, _| Ok(()),
        run: |tx, row, params| {
            let days = tx.rule("later-days").unwrap_or(i64::MAX);
            let ahead = params.until.map(|at| (at - tx.instant()).num_days());
            if ahead.is_some_and(|ahead| ahead > days) {
                return Err(Problems::from(Fault::new(fault::too_late(days)).at("until")).into());
            }
            if params.until.is_some_and(|at| at <= tx.instant()) {
                return Err(Problems::from(Fault::new(fault::IS_PAST).at("until")).into());
            }
            let me = Some(tx.me());
            let work = row.work_mut();
            (work.later, work.later_by) = (params.until, me);
            Ok(())
        },
    }
}

/// When to try again after nobody answered.
pub(super) fn redial(world: &dyn World) -> Option<Instant> {
    let minutes = TimeDelta::try_minutes(world.rule("redial").unwrap_or(120))?;
    world.hours().add(world.instant(), minutes)
}
