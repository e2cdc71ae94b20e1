//! The health of a file: its pages, what leads where, what is worked out from the rest and by what records are found, each
//! compared with how it would be now; and what of that can be mended.
use super::copies::Reason;
use super::made;
use super::pages::{NO_COLUMN, NO_TABLE, damaged};
use super::strays::Stray;
use crate::domain::deed::{Deed, Ref};
use crate::domain::face::{Due, Face};
use crate::domain::field::{Edit, Home, Row};
use crate::domain::kind::Kind;
use crate::domain::kinds::{KINDS, KeptRow};
use crate::domain::problem::Problems;
use crate::domain::value::{Id, Value};
use crate::domain::world::World;
use crate::store::search::found_by::Sums;
use crate::store::search::indexed::Digest;
use crate::store::search::spelt::Words;
use crate::store::search::vocabulary::Vocabulary;
use crate::store::search::{DERIVED, WORDS};
use crate::store::{Db, Store, Tx, Unread};
use anyhow::Result;
use chrono::NaiveDateTime;
use std::collections::BTreeSet;
use std::path::PathBuf;

/// What was found.
#[derive(Clone, Debug, Default)]
pub struct Health {
    /// What the engine says of pages and indexes.
    pub damaged: Vec<String>,
    /// The indexes and tables that follow from the records that are damaged, where nothing else is: they are made anew.
    pub broken: Vec<String>,
    /// Rows that belong to a record, or lead to one, that is not there.
    pub astray: Vec<Stray>,
    /// Records that lead to themselves by way of others of their kind, and by what.
    pub circles: Vec<(Ref, &'static str)>,
    /// Kinds of which no record is left.
    pub gone: Vec<&'static str>,
    /// What a field cannot take, and does not follow from the rest.
    pub unread: Vec<Unread>,
    /// Records of which something that follows from the rest is not what would follow now, and what.
    pub stale: Vec<(Ref, &'static str)>,
    /// Records that the lookup does not know.
    pub unfound: Vec<Ref>,
    /// How many records it knows whose numbers it finds slowly by their first digits: an earlier version wrote them.
    pub slow: u64,
    /// What the lookup knows and is not there, packed.
    pub ghosts: Vec<Id>,
    /// Tables of words, keys and marks that do not hold those of the records.
    pub amiss: Vec<&'static str>,
    /// Triggers and indexes that are not as this program makes them.
    pub unmade: Vec<String>,
    /// Triggers that this program did not make.
    pub foreign: Vec<String>,
    /// Tables of which the next number was given before, each with the first that was not.
    pub counters: Vec<(&'static str, Id)>,
    /// How many records were looked at.
    pub records: u64,
    /// Bytes of the file, and how many of them hold nothing.
    pub bytes: i64,
    pub free: i64,
}

/// How a repair is called in the journal.
pub const REPAIR: &str = "repair";

/// So many records are made known to the lookup at a time.
const AT_A_TIME: usize = 1_000;

/// After so many records it is told how far it is.
const STEP: u64 = 1_000;

impl Health {
    /// Whether nothing is wrong.
    pub fn is_well(&self) -> bool {
        self.is_whole() && self.circles.is_empty() && self.wrong() == 0
    }

    /// Whether nothing is lost: all that was written can be read, and leads to what is there.
    pub fn is_whole(&self) -> bool {
        self.damaged.is_empty() && self.astray.is_empty() && self.gone.is_empty()
    }

    /// Whether something of it is worked out anew by a repair.
    pub fn is_mendable(&self) -> bool {
        self.mendable() > 0
    }

    fn wrong(&self) -> usize {
        let records = self.unread.len() + self.stale.len() + self.unfound.len() + self.ghosts.len();
        records + self.amiss.len() + self.unmade.len() + self.foreign.len() + self.counters.len()
    }

    /// How much a repair works out anew.
    pub fn mendable(&self) -> u64 {
        self.wrong() as u64 + self.slow + self.broken.len() as u64
    }
}

impl Db {
    /// Looks at all of it, of one state of the file. `step` hears how many records were looked at, of how many.
    pub fn doctor(&self, step: &mut dyn FnMut(u64, u64)) -> Result<Health> {
        self.hold()?;
        let health = self.examine(step);
        match self.release() {
            // Where pages are damaged it has ended, but not well.
            Err(error) if !self.sql.is_autocommit() => Err(error),
            _ => health,
        }
    }

    /// Of a file whose pages are damaged only that is told: what is read of it may be anything.
    fn examine(&self, step: &mut dyn FnMut(u64, u64)) -> Result<Health> {
        let number = |sql: &str| -> Result<i64> { Ok(self.sql.query_row(sql, [], |row| row.get(0))?) };
        let size = number("PRAGMA page_size")?;
        let mut health = Health {
            bytes: number("PRAGMA page_count")? * size,
            free: number("PRAGMA freelist_count")? * size,
            damaged: damaged(&self.sql, 20)?,
            ..Health::default()
        };
        health.damaged.extend(made::lost(&self.sql)?.iter().map(|table| format!("{NO_TABLE}{table}")));
        health.damaged.extend(made::cut(&self.sql)?.iter().map(|column| format!("{NO_COLUMN}{column}")));
        if !health.damaged.is_empty() {
            health.broken = self.broken(&health.damaged)?;
            return Ok(health);
        }
        (health.unmade, health.foreign) = made::unmade(&self.sql)?;
        (health.astray, health.circles) = (self.strays()?, self.circles()?);
        (health.gone, health.counters) = (self.gone()?, self.counters()?);
        let has_parts = self.has_parts()?;
        let (mut sums, mut all) = (Sums::default(), Vocabulary::default());
        let mut known = self.ids("SELECT id FROM find_docsize")?;
        let country = self.country();
        let counts = KINDS.iter().map(|shape| number(&format!("SELECT count(*) FROM \"{}\"", shape.kind)));
        let of = counts.sum::<Result<i64>>()?.unsigned_abs();
        for shape in KINDS {
            for id in self.ids(&format!("SELECT id FROM \"{}\"", shape.kind))? {
                if health.records.is_multiple_of(STEP) {
                    step(health.records, of);
                }
                let at = Ref { kind: shape.kind, id };
                let face = self.look_at(at, &mut health)?;
                let (words, is_known) = (Words::of(&face.find, &country), known.remove(&at.packed()));
                if !is_known && words.has_some() {
                    health.unfound.push(at);
                }
                all.add(at, &words, is_known, has_parts);
                sums.add(at, &face.find);
                health.slow += u64::from(!has_parts && !face.find.phones.is_empty());
                health.records += 1;
            }
        }
        step(health.records, of);
        health.ghosts.extend(known);
        health.amiss = self.words_amiss(&all, has_parts, &health.ghosts)?;
        // What is written anew is found fast.
        if health.amiss.contains(&WORDS[1]) {
            health.slow = 0;
        }
        health.amiss.extend(self.amiss(&sums)?);
        Ok(health)
    }

    pub(in crate::store) fn ids(&self, sql: &str) -> Result<BTreeSet<Id>> {
        let mut found = self.sql.prepare(sql)?;
        Ok(found.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?)
    }

    /// Compares what a record has with what would follow from the rest of it now.
    fn look_at(&self, at: Ref, health: &mut Health) -> Result<Face> {
        let (kept, unread) = self.readable(at.kind, at.id)?;
        let (mut anew, _) = self.readable(at.kind, at.id)?;
        anew.settle(self);
        let face = anew.face(self);
        let (unread, said): (Vec<_>, Vec<_>) = unread.into_iter().partition(Unread::is_derived);
        // What would follow from what cannot be read is not known.
        if said.is_empty()
            && let Some(wrong) = unread.first().map(|cell| cell.head.key).or_else(|| derived(&*kept, &*anew))
        {
            health.stale.push((at, wrong));
        } else if said.is_empty()
            && let Some(wrong) = self.unlike(at, &face)?
        {
            health.stale.push((at, wrong));
        }
        health.unread.extend(said);
        Ok(face)
    }

    /// The first of what lists and search know of a record that is not as it would be now.
    fn unlike(&self, at: Ref, face: &Face) -> Result<Option<&'static str>> {
        let halves = "(due_at IS NULL) <> (due_why IS NULL)";
        let sql = format!("SELECT called, coalesce(words, 0), {halves} FROM \"{}\" WHERE id = ?", at.kind);
        let (called, words, halved): (String, i64, bool) =
            self.sql.prepare_cached(&sql)?.query_row([at.id], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
        // An instant out of time is none.
        let Ok((due, turn)) = self.urgency(at) else { return Ok(Some("due_at")) };
        let seconds = |due: Option<&Due>| due.map(|due| due.at.timestamp());
        Ok(match () {
            () if called != face.called => Some("called"),
            () if halved => Some("due_at"),
            () if seconds(due.as_ref()) != seconds(face.due.as_ref()) => Some("due_at"),
            () if due.map(|due| due.why) != face.due.as_ref().map(|due| due.why.clone()) => Some("due_why"),
            () if turn != face.turn => Some("turn"),
            () if words != Digest::of(&face.find).0 => Some("words"),
            () => None,
        })
    }
}

/// The first field that follows from the rest and is not what follows now, of a record or a row of its parts.
fn derived(kept: &dyn KeptRow, anew: &dyn KeptRow) -> Option<&'static str> {
    let differs = |one: &dyn Row, other: &dyn Row| {
        let heads = one.heads().into_iter().enumerate();
        let mut heads = heads.filter(|(_, head)| head.edit == Edit::Derived && head.home == Home::Column);
        heads.find(|(at, _)| one.get(*at) != other.get(*at)).map(|(_, head)| head.key)
    };
    let parts = || kept.parts().into_iter().zip(anew.parts());
    let rows = || {
        parts().flat_map(|(one, other)| {
            (0..one.rows.len().min(other.rows.len())).map(move |n| (one.rows.at(n), other.rows.at(n)))
        })
    };
    differs(kept, anew).or_else(|| rows().find_map(|(one, other)| differs(one, other)))
}

impl Store {
    /// Works out anew what is not as it follows from the rest, after a copy of the file was kept. Gives where that is.
    pub fn repair(&mut self, health: &Health, now: NaiveDateTime) -> Result<PathBuf> {
        let copy =
            if health.broken.is_empty() { self.keep_copy(Reason::Repair, now)? } else { self.keep_damaged(now)? };
        let (mut after, mut broken) = (health.clone(), Vec::new());
        // Of several that are damaged one may hide the next.
        while after.broken.iter().any(|name| !broken.contains(name)) {
            self.rebuild(&after.broken)?;
            broken.append(&mut after.broken);
            after = self.doctor(&mut |_, _| ())?;
        }
        if !after.damaged.is_empty() {
            return Ok(copy);
        }
        // What follows from what could not be read is known only when it can be.
        if !after.unread.is_empty() {
            self.anew(&after, make_readable)?;
            after = self.doctor(&mut |_, _| ())?;
        }
        after.broken = broken;
        if after.is_mendable() {
            self.anew(&after, work_out)?;
        }
        Ok(copy)
    }

    fn anew(&mut self, health: &Health, work: fn(&Tx, &Health) -> Result<()>) -> Result<()> {
        let count = health.mendable();
        let deed = Deed { kind: "workspace".into(), act: REPAIR.into(), count, ..Deed::default() };
        self.write_bulk(&deed, |tx| {
            made::make(&tx.sql, health.unmade.iter().chain(&health.foreign))?;
            tx.count_on(&health.counters)?;
            work(tx, health)
        })?;
        Ok(())
    }
}

fn work_out(tx: &Tx, health: &Health) -> Result<()> {
    health.stale.iter().try_for_each(|(at, _)| tx.settle(*at))?;
    let is_amiss = |name: &str| health.amiss.contains(&name);
    if DERIVED.iter().any(|name| is_amiss(name)) {
        tx.keys_anew()?;
    }
    let unfound = if is_amiss(WORDS[0]) { &[] } else { &health.unfound[..] };
    for some in unfound.chunks(AT_A_TIME) {
        some.iter().try_for_each(|at| tx.find_anew(*at))?;
        tx.index_found()?;
    }
    if is_amiss(WORDS[0]) {
        tx.words_anew()?;
    }
    if is_amiss(WORDS[1]) || health.slow > 0 || health.broken.iter().any(|name| name == WORDS[1]) {
        tx.exact_anew()?;
    }
    health.ghosts.iter().try_for_each(|packed| tx.forget_words(*packed))
}

/// Leaves fields as in a new record where they cannot be read, and keeps what stood there as it was written.
fn make_readable(tx: &Tx, health: &Health) -> Result<()> {
    for at in health.unread.iter().map(|cell| cell.at).collect::<BTreeSet<_>>() {
        let (mut row, unread) = tx.readable(at.kind, at.id)?;
        for cell in &unread {
            tx.fill(&mut *row, cell)?;
        }
        tx.save_row(&mut *row, at.kind)?;
        for cell in unread.iter().filter(|cell| !cell.is_derived()) {
            tx.keep_written(at, &cell.path, &cell.text)?;
        }
    }
    Ok(())
}

impl Tx<'_> {
    /// A day or an instant that a record cannot be without is today, or now.
    fn fill(&self, row: &mut dyn KeptRow, cell: &Unread) -> Result<()> {
        let place = row.heads().iter().position(|head| *head == cell.head);
        let Some(place) = place.filter(|place| row.get(*place) == Value::Empty) else { return Ok(()) };
        let asked = "SELECT 1 FROM pragma_table_info(?) WHERE name = ? AND \"notnull\" = 1";
        let value = match cell.head.kind {
            Kind::Day => Value::Day(self.today()),
            Kind::At => Value::At(self.instant()),
            _ => return Ok(()),
        };
        if self.sql.prepare_cached(asked)?.exists([cell.at.kind, cell.head.key])? {
            row.set(place, value).map_err(|fault| Problems::from(fault.at(cell.head.key)))?;
        }
        Ok(())
    }
}
