//! The health of a file: its pages, what leads where, what is worked out from the rest and by what records are found, each
//! compared with how it would be now; and what of that can be mended.
use super::copies::Reason;
use super::schema;
use super::turns::Turn;
use super::unusable::busy;
use crate::domain::deed::{Deed, Ref};
use crate::domain::face::Face;
use crate::domain::field::{Edit, Home, Row};
use crate::domain::kind::Kind;
use crate::domain::kinds::{KINDS, KeptRow, Shape};
use crate::domain::value::Id;
use crate::domain::world::World;
use crate::store::search::WORDS;
use crate::store::search::found_by::Sums;
use crate::store::search::indexed::{Digest, Words};
use crate::store::{Db, Store};
use anyhow::Result;
use chrono::NaiveDateTime;
use rusqlite::Connection;
use rusqlite::ErrorCode::{DatabaseCorrupt, NotADatabase};
use std::collections::BTreeSet;
use std::path::PathBuf;

/// What was found.
#[derive(Clone, Debug, Default)]
pub struct Health {
    /// What the engine says of pages and indexes.
    pub damaged: Vec<String>,
    /// The indexes and structures of words that are damaged, where nothing else is: they are made anew from the rows.
    pub broken: Vec<String>,
    /// Rows that belong to a record, or lead to one, that is not there: table, row, column or the kind of that record.
    pub astray: Vec<(String, Id, String)>,
    /// Records of which something that follows from the rest is not what would follow now, and what.
    pub stale: Vec<(Ref, &'static str)>,
    /// Records that the lookup does not know.
    pub unfound: Vec<Ref>,
    /// How many records it knows whose numbers it finds slowly by their first digits: an earlier version wrote them.
    pub slow: u64,
    /// What the lookup knows and is not there, packed.
    pub ghosts: Vec<Id>,
    /// Tables of keys and marks that do not hold those of the records.
    pub amiss: Vec<&'static str>,
    /// Triggers and indexes that are not as this program makes them.
    pub unmade: Vec<String>,
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
        self.damaged.is_empty() && self.astray.is_empty() && self.wrong() == 0
    }

    /// Whether something of it is worked out anew by a repair.
    pub fn is_mendable(&self) -> bool {
        self.mendable() > 0
    }

    fn wrong(&self) -> usize {
        self.stale.len() + self.unfound.len() + self.ghosts.len() + self.amiss.len() + self.unmade.len()
    }

    /// How much a repair works out anew.
    pub fn mendable(&self) -> u64 {
        self.wrong() as u64 + self.slow + self.broken.len() as u64
    }
}

/// What the engine says of pages and indexes, so many lines at most; nothing where all is well.
pub(in crate::store) fn damaged(sql: &Connection, most: usize) -> Result<Vec<String>> {
    let look = || -> rusqlite::Result<Vec<String>> {
        let mut found = sql.prepare(&format!("PRAGMA integrity_check({most})"))?;
        found.query_map([], |row| row.get(0))?.collect()
    };
    let said = match look() {
        Err(error) if matches!(error.sqlite_error_code(), Some(DatabaseCorrupt | NotADatabase)) => {
            return Ok(vec![error.to_string()]);
        }
        said => said?,
    };
    // Several findings may come in one text, under the name of the database.
    let lines = said.iter().flat_map(|text| text.lines()).filter(|line| *line != "ok" && !line.starts_with("***"));
    Ok(lines.map(str::to_owned).collect())
}

impl Db {
    /// Looks at all of it, of one state of the file. `step` hears how many records were looked at.
    pub fn doctor(&self, step: &mut dyn FnMut(u64)) -> Result<Health> {
        self.hold()?;
        let health = self.examine(step);
        match self.release() {
            // Where pages are damaged it has ended, but not well.
            Err(error) if !self.sql.is_autocommit() => Err(error),
            _ => health,
        }
    }

    /// Of a file whose pages are damaged only that is told: what is read of it may be anything.
    fn examine(&self, step: &mut dyn FnMut(u64)) -> Result<Health> {
        let number = |sql: &str| -> Result<i64> { Ok(self.sql.query_row(sql, [], |row| row.get(0))?) };
        let size = number("PRAGMA page_size")?;
        let mut health = Health {
            bytes: number("PRAGMA page_count")? * size,
            free: number("PRAGMA freelist_count")? * size,
            damaged: damaged(&self.sql, 20)?,
            ..Health::default()
        };
        if !health.damaged.is_empty() {
            health.broken = self.broken(&health.damaged)?.unwrap_or_default();
            return Ok(health);
        }
        health.unmade = schema::unmade(&self.sql)?;
        health.astray = self.dangling()?;
        let mut sums = Sums::default();
        let mut known = self.ids("SELECT id FROM find_docsize")?;
        let is_slow = !self.has_beginnings()?;
        for shape in KINDS {
            self.strays(shape, &mut health.astray)?;
            for id in self.ids(&format!("SELECT id FROM \"{}\"", shape.kind))? {
                let at = Ref { kind: shape.kind, id };
                let face = self.look_at(at, &mut known, &mut health)?;
                sums.add(at, &face.find);
                health.slow += u64::from(is_slow && !face.find.phones.is_empty());
                health.records += 1;
                if health.records.is_multiple_of(STEP) {
                    step(health.records);
                }
            }
        }
        health.ghosts.extend(known);
        health.amiss = self.amiss(&sums)?;
        Ok(health)
    }

    /// What these findings name, where each names one that is made of rows.
    fn broken(&self, damaged: &[String]) -> Result<Option<Vec<String>>> {
        let mut found = self.sql.prepare("SELECT name FROM sqlite_schema WHERE type = 'index'")?;
        let mut all: Vec<String> = found.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
        all.extend(WORDS.map(str::to_owned));
        let named = |line: &String| {
            let of = [" index ", " FTS5 table main.", " table \""];
            let name = of.iter().find_map(|of| Some(line.rsplit_once(of)?.1))?.trim_end_matches('"');
            all.iter().find(|known| *known == name).cloned()
        };
        Ok(damaged.iter().map(named).collect::<Option<BTreeSet<_>>>().map(|named| named.into_iter().collect()))
    }

    /// Rows whose parent, by a key of the database's own, is not there.
    fn dangling(&self) -> Result<Vec<(String, Id, String)>> {
        let mut found = self.sql.prepare(
            "SELECT c.\"table\", c.rowid, iif(k.\"from\" = 'parent', c.parent, k.\"from\")
             FROM pragma_foreign_key_check c, pragma_foreign_key_list(c.\"table\") k WHERE k.id = c.fkid",
        )?;
        let found = found.query_map([], |row| Ok((row.get(0)?, row.get::<_, Option<Id>>(1)?, row.get(2)?)))?;
        found.map(|row| row.map(|(table, id, to)| (table, id.unwrap_or(0), to)).map_err(Into::into)).collect()
    }

    pub(in crate::store) fn ids(&self, sql: &str) -> Result<BTreeSet<Id>> {
        let mut found = self.sql.prepare(sql)?;
        Ok(found.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?)
    }

    /// Rows of shared parts without their record, and links to a record of any kind that is not there.
    fn strays(&self, shape: &Shape, astray: &mut Vec<(String, Id, String)>) -> Result<()> {
        let row = (shape.blank)();
        for part in row.parts().into_iter().filter(|part| part.shared) {
            let sql = format!(
                "SELECT id FROM \"{0}\" p WHERE of_kind = {1} AND NOT EXISTS (SELECT 1 FROM \"{2}\" t WHERE t.id = p.parent)",
                part.table, shape.no, shape.kind
            );
            astray.extend(self.ids(&sql)?.into_iter().map(|id| (part.table.to_owned(), id, shape.kind.to_owned())));
        }
        for head in row.heads().into_iter().filter(|head| head.home == Home::Column && matches!(head.kind, Kind::Any)) {
            for to in KINDS {
                let sql = format!(
                    "SELECT id FROM \"{0}\" p WHERE p.\"{1}\" & 63 = {2}
                     AND NOT EXISTS (SELECT 1 FROM \"{3}\" t WHERE t.id = p.\"{1}\" >> 6)",
                    shape.kind, head.key, to.no, to.kind
                );
                let found = self.ids(&sql)?;
                astray.extend(found.into_iter().map(|id| (shape.kind.to_owned(), id, head.key.to_owned())));
            }
        }
        Ok(())
    }

    /// Compares what a record has with what would follow from the rest of it now.
    fn look_at(&self, at: Ref, known: &mut BTreeSet<Id>, health: &mut Health) -> Result<Face> {
        let kept = self.any(at.kind, at.id)?;
        let mut anew = self.any(at.kind, at.id)?;
        anew.settle(self);
        let face = anew.face(self);
        let (due, turn) = self.urgency(at)?;
        let sql = format!("SELECT called, coalesce(words, 0) FROM \"{}\" WHERE id = ?", at.kind);
        let (called, words): (String, i64) =
            self.sql.prepare_cached(&sql)?.query_row([at.id], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let seconds = |due: Option<&crate::domain::face::Due>| due.map(|due| due.at.timestamp());
        let wrong = match derived(&*kept, &*anew) {
            Some(key) => Some(key),
            None if called != face.called => Some("called"),
            None if seconds(due.as_ref()) != seconds(face.due.as_ref()) => Some("due_at"),
            None if due.map(|due| due.why) != face.due.as_ref().map(|due| due.why.clone()) => Some("due_why"),
            None if turn != face.turn => Some("turn"),
            None if words != Digest::of(&face.find).0 => Some("words"),
            None => None,
        };
        if let Some(wrong) = wrong {
            health.stale.push((at, wrong));
        }
        if !known.remove(&at.packed()) && Words::of(&face.find, &self.country()).has_some() {
            health.unfound.push(at);
        }
        Ok(face)
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
    /// Works out anew what is not as it follows from the rest, in one deed, after a copy of the file was kept.
    /// Gives where that is.
    pub fn repair(&mut self, health: &Health, now: NaiveDateTime) -> Result<PathBuf> {
        if !health.broken.is_empty() {
            let copy = self.keep_damaged(now)?;
            let (mut after, mut broken) = (health.clone(), Vec::new());
            // Of two structures of words that are damaged one is told at a time.
            while after.broken.iter().any(|name| !broken.contains(name)) {
                self.rebuild(&after.broken)?;
                broken.append(&mut after.broken);
                after = self.doctor(&mut |_| ())?;
            }
            if after.damaged.is_empty() {
                self.work_out(&Health { broken, ..after })?;
            }
            return Ok(copy);
        }
        let copy = self.keep_copy(Reason::Repair, now)?;
        self.work_out(health)?;
        Ok(copy)
    }

    /// Makes indexes anew from their rows. Structures of words are emptied: what they knew is then found to be unknown.
    fn rebuild(&mut self, broken: &[String]) -> Result<()> {
        self.db.release()?;
        self.take_turn()?;
        let turn = Turn::of(&self.db.sql);
        for name in broken {
            let is_words = WORDS.contains(&name.as_str());
            let emptied = format!("INSERT INTO {name}({name}) VALUES ('delete-all')");
            let sql = if is_words { emptied } else { format!("REINDEX \"{name}\"") };
            self.sql.execute_batch(&sql).map_err(busy)?;
        }
        turn.commit().map_err(busy)
    }

    fn work_out(&mut self, health: &Health) -> Result<()> {
        let count = health.mendable();
        let deed = Deed { kind: "workspace".into(), act: REPAIR.into(), count, ..Deed::default() };
        self.write_bulk(&deed, |tx| {
            schema::make(&tx.sql, &health.unmade)?;
            if !health.amiss.is_empty() {
                tx.keys_anew()?;
            }
            health.stale.iter().try_for_each(|(at, _)| tx.settle(*at))?;
            for some in health.unfound.chunks(AT_A_TIME) {
                some.iter().try_for_each(|at| tx.find_anew(*at))?;
                tx.index_found()?;
            }
            if health.slow > 0 || health.broken.iter().any(|name| name == WORDS[1]) {
                tx.exact_anew()?;
            }
            health.ghosts.iter().try_for_each(|packed| tx.forget_words(*packed))
        })?;
        Ok(())
    }
}
