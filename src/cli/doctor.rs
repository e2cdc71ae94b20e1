//! The health of the file.
use super::progress::Progress;
use super::{Env, Format, Output, exit_code, sentence};
use crate::domain::deed::Ref;
use crate::domain::face::HEADS;
use crate::domain::kinds::{KINDS, shape};
use crate::domain::value::Id;
use crate::domain::world::World;
use crate::lang::{Lang, Sentence, Text, copy, fault, health};
use crate::store::file::copies;
use crate::store::file::doctor::Health;
use crate::store::{Db, Session, Unread, Unusable};
use anyhow::Result;
use clap::Args;
use serde_json::json;
use std::path::Path;

#[derive(Args)]
pub struct Doctor {
    /// Work out anew what follows from the rest
    #[arg(long)]
    repair: bool,
}

/// So many of each finding are named.
const NAMED: usize = 10;

impl Doctor {
    /// Looks at all of it; mends what can be worked out anew, where that is wanted.
    pub fn run(self, env: &mut Env) -> Result<Output> {
        let mut health = looked_at(&env.store)?;
        let mut mended = None;
        if self.repair && health.is_mendable() {
            let count = health.mendable();
            let mut progress = Progress::new(env.store.lang());
            progress.say(&health::MENDING.into());
            let copy = env.store.repair(&health, env.store.session.now.naive_local())?;
            drop(progress);
            mended = Some(health::mended(count, &copy.display().to_string()));
            health = looked_at(&env.store)?;
        }
        let lang = env.store.lang();
        let (code, said) = match health.damaged.first() {
            None if health.is_well() => (0, None),
            Some(line) if health.broken.is_empty() => (6, Some(Unusable::Damaged(fault::engine(line)).told())),
            damaged => (if damaged.is_some() { 6 } else { 4 }, Some(health::NOT_WELL.into())),
        };
        let said: Vec<String> = said.into_iter().map(|said: Sentence| said.to(lang).to_owned()).collect();
        let is_lost = health.astray.iter().any(|(table, _, column)| settable(table, column).is_none())
            || !health.gone.is_empty()
            || !health.damaged.is_empty() && health.broken.is_empty();
        let copy = if is_lost { newest_well(env.store.path(), env.store.session)? } else { None };
        if env.format == Format::Json {
            let out = json!({
                "well": health.is_well(), "records": health.records, "bytes": health.bytes, "free": health.free,
                "damaged": health.damaged, "broken": health.broken, "astray": health.astray.len(), "stale": health.stale.len(),
                "unfound": health.unfound.len(), "slow": health.slow,
                "ghosts": health.ghosts.len(), "amiss": health.amiss, "unmade": health.unmade, "foreign": health.foreign,
                "unread": health.unread.len(), "circles": health.circles.len(), "gone": health.gone, "counters": health.counters.len(),
                "repaired": mended.is_some(), "copy": copy,
            });
            return Ok(Output { out: out.to_string(), said, code, ..Output::default() });
        }
        let mut lines = told(&env.store, &health);
        lines.extend(mended.map(|mended| mended.to(lang).to_owned()));
        if health.is_well() {
            lines.push(health::WELL.to(lang).to_owned());
        }
        if health.is_mendable() {
            lines.push(health::MENDABLE.to(lang).to_owned());
        }
        if !health.unread.is_empty() {
            lines.push(health::UNREAD.to(lang).to_owned());
        }
        if is_lost {
            lines.push(health::NOT_MENDED.to(lang).to_owned());
            lines.push(way_back(env.store.path(), copy.as_deref()).to(lang).to_owned());
        }
        Ok(Output { out: lines.join("\n"), said, code, ..Output::default() })
    }
}

/// All of it, looked at.
fn looked_at(db: &Db) -> Result<Health> {
    let mut progress = Progress::new(db.lang());
    progress.say(&health::LOOKING_AT_PAGES.into());
    db.doctor(&mut |at, of| progress.say(&health::so_far(at, of)))
}

/// What is told of a file that cannot be opened, for it is damaged.
///
/// # Errors
/// The folder of copies cannot be read.
pub fn unopened(path: &Path, error: &anyhow::Error, session: Session, lang: Lang) -> Result<Output> {
    let copy = newest_well(path, session)?;
    let out = way_back(path, copy.as_deref()).to(lang).to_owned();
    Ok(Output { code: exit_code(error), ..Output::text(out) }.saying(sentence(error, lang)))
}

/// The newest copy in which nothing is lost.
fn newest_well(path: &Path, session: Session) -> Result<Option<String>> {
    let is_whole = |copy: &Path| {
        let health = Db::copy(copy, session).and_then(|copy| copy.doctor(&mut |_, _| ()));
        health.is_ok_and(|health| health.is_whole())
    };
    Ok(copies::newest_well(path, is_whole)?.map(|copy| copy.display().to_string()))
}

/// How a copy is put back, if there is one that is well.
fn way_back(path: &Path, copy: Option<&str>) -> Sentence {
    match copy {
        Some(copy) => copy::newest_well(&path.display().to_string(), copy),
        None => copy::none_well(&copies::folder(path).display().to_string()),
    }
}

/// What people call the rows of a part, or of what stands beside the records, by their table.
fn part(table: &str) -> Option<Text> {
    let of = KINDS.iter().find_map(|shape| Some((shape.blank)().parts().into_iter().find(|p| p.table == table)?.label));
    of.or_else(|| called(&health::TABLES, table))
}

fn called(all: &[(&str, Text)], key: &str) -> Option<Text> {
    all.iter().find(|(known, _)| *known == key).map(|(_, said)| *said)
}

/// What they call a field of a record, or of the rows of a part, by their table.
fn field(table: &str, key: &str) -> Option<Text> {
    KINDS.iter().find_map(|shape| {
        let (row, is_own) = ((shape.blank)(), shape.kind == table);
        let own = row.heads().into_iter().filter(|_| is_own);
        let inside = row.parts().into_iter().filter(|part| is_own || part.table == table);
        let inside = inside.flat_map(|part| part.rows.heads());
        own.chain(inside).find(|head| head.key == key).map(|head| head.label)
    })
}

/// The field of a record by which a person says what it is to lead to.
fn settable(table: &str, column: &str) -> Option<&'static str> {
    let heads = (shape(table)?.blank)().heads();
    heads.into_iter().find(|head| head.key == column && head.edit.by_hand()).map(|head| head.key)
}

/// What a row leads to: by a field of it, else the kind of record that it is a part of.
fn linked(table: &str, column: &str) -> Text {
    let of_kind = || shape(column).map(|shape| shape.one);
    field(table, column).or_else(of_kind).or_else(|| called(&health::COLUMNS, column)).unwrap_or(health::ITS_RECORD)
}

/// What follows from the rest of a record.
fn derived(kind: &str, key: &str) -> Text {
    let of_all = || HEADS.iter().find(|head| head.key == key).map(|head| head.label);
    match key {
        "called" => health::CALLED,
        "due_why" => health::WHY_DUE,
        // Its column is too narrow for the word.
        "score" => health::SCORE,
        _ => field(kind, key).or_else(of_all).unwrap_or(health::FOUND_BY),
    }
}

/// A finding a line; of many alike the first.
fn told(db: &Db, health: &Health) -> Vec<String> {
    let lang = db.lang();
    let of = |n: i64| u64::try_from(n).unwrap_or(0);
    let looked_at = if health.damaged.is_empty() {
        health::looked_at(health.records, of(health.bytes), of(health.free))
    } else {
        health::not_looked_at(of(health.bytes))
    };
    let mut lines = vec![looked_at.to(lang).to_owned()];
    let mut add = |all: Vec<Sentence>, count: usize| {
        lines.extend(all.iter().map(|said| said.to(lang).to_owned()));
        if count > all.len() {
            lines.push(health::and_more((count - all.len()) as u64).to(lang).to_owned());
        }
    };
    let called = |at: &Ref| {
        let kind = shape(at.kind).map_or("", |shape| shape.one.to(lang));
        let name = db.name(at.kind, at.id).filter(|name| !name.is_empty()).unwrap_or_else(|| format!("#{}", at.id));
        format!("{kind} {name}")
    };
    add(health.damaged.iter().take(NAMED).map(|line| health::damaged(line)).collect(), health.damaged.len());
    let row = |table: &str, id: Id| match shape(table) {
        Some(shape) => called(&Ref { kind: shape.kind, id }),
        None => format!("{} #{id}", part(table).map_or(table, |label| label.to(lang))),
    };
    let astray = health.astray.iter().take(NAMED);
    let astray = astray.map(|(table, id, column)| {
        let said = health::astray(&row(table, *id), linked(table, column));
        settable(table, column).map_or(said.clone(), |key| health::led(&said, table, *id, key))
    });
    add(astray.collect(), health.astray.len());
    let circles = health.circles.iter().take(NAMED).map(|(at, key)| {
        let said = health::circle(&called(at), linked(at.kind, key));
        settable(at.kind, key).map_or(said.clone(), |key| health::led(&said, at.kind, at.id, key))
    });
    add(circles.collect(), health.circles.len());
    let many = |table: &'static str| {
        shape(table).map(|shape| shape.many).or_else(|| part(table)).map_or(table, |said| said.to(lang))
    };
    add(health.gone.iter().filter_map(|kind| shape(kind)).map(|shape| health::gone(shape.many)).collect(), 0);
    add(health.unread.iter().take(NAMED).map(Unread::told).collect(), health.unread.len());
    let counters = health.counters.iter().take(NAMED).map(|(table, _)| health::recounted(many(table)));
    add(counters.collect(), health.counters.len());
    let stale = health.stale.iter().take(NAMED).map(|(at, what)| health::stale(&called(at), derived(at.kind, what)));
    add(stale.collect(), health.stale.len());
    add(health.unfound.iter().take(NAMED).map(|at| health::unfound(&called(at))).collect(), health.unfound.len());
    if health.slow > 0 {
        add(vec![health::slow(health.slow)], 1);
    }
    if !health.ghosts.is_empty() {
        add(vec![health::ghosts(health.ghosts.len() as u64)], 1);
    }
    add(health.amiss.iter().map(|table| health::amiss(table)).collect(), health.amiss.len());
    let unmade = health.unmade.iter().take(NAMED).map(|name| health::unmade(name));
    add(unmade.collect(), health.unmade.len());
    add(health.foreign.iter().map(|name| health::foreign(name)).collect(), health.foreign.len());
    lines
}
