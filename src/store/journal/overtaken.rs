//! What is decided over a record as it was shown may meet what another changed since: the same field would be written
//! over unseen.
use crate::domain::deed::Ref;
use crate::domain::kinds::heads_of;
use crate::domain::value::Id;
use crate::domain::world::World;
use crate::lang::Text;
use crate::store::{Change, Db, Mark, Store, Told};
use anyhow::Result;
use rusqlite::params;
use rusqlite::types::Value as Cell;
use std::collections::btree_map::Entry::{Occupied, Vacant};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// Nothing was done: another changed the same field since it was shown.
#[derive(Debug)]
pub struct Overtaken {
    /// The record.
    pub row: String,
    /// Which row of a part it is in; empty where the field is the record's own.
    pub part: String,
    /// The field.
    pub label: Text,
    /// What stands there now.
    pub theirs: String,
    /// What would have been written.
    pub mine: String,
    /// The deed that changed it.
    pub mark: Mark,
    /// So many more records were met.
    pub more: usize,
}

impl fmt::Display for Overtaken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {} was changed by another meanwhile", self.row, self.label.both()[0])
    }
}

impl std::error::Error for Overtaken {}

/// It counts changes, of which each adds its own.
const COUNTING: &str = "sequence";

/// What an entry wrote, with what another wrote into the same cell after what was shown.
const BOTH: &str = "
    SELECT m.tbl, m.row, m.col, t.tbl, m.before, c.before, c.entry
    FROM change m JOIN change c ON c.tbl = m.tbl AND c.row = m.row AND c.col = m.col AND c.entry > ?2 AND c.entry < ?1
    JOIN entry e ON e.id = c.entry AND e.sitting <> ?3 JOIN name t ON t.id = m.tbl JOIN name n ON n.id = m.col
    WHERE m.entry = ?1 AND n.col <> ?4 ORDER BY m.id, c.id";

impl Store {
    /// What is written from now on was decided over what was shown as of an entry; `None`, over whatever is there.
    pub fn decided_over(&mut self, shown: Option<Id>) {
        self.shown = shown;
    }
}

impl Db {
    /// Refuses what an entry wrote over what another changed after what was shown. What is again as it was shown then is
    /// no change.
    pub(in crate::store) fn not_overtaken(&self, entry: Id, shown: Option<Id>) -> Result<()> {
        let Some(shown) = shown.filter(|shown| *shown + 1 < entry) else { return Ok(()) };
        let (mut cells, mut rows, mut theirs) = (BTreeMap::new(), Vec::new(), BTreeSet::new());
        let mut both = self.sql.prepare_cached(BOTH)?;
        let mut both = both.query(params![entry, shown, self.session.sitting, COUNTING])?;
        while let Some(r) = both.next()? {
            let cell: (i64, Id, i64) = (r.get(0)?, r.get(1)?, r.get(2)?);
            // The first of the others met what was shown.
            let is_other = match cells.entry(cell) {
                Occupied(known) => *known.get(),
                Vacant(place) => *place.insert(r.get::<_, Cell>(4)? != r.get::<_, Cell>(5)?),
            };
            if is_other {
                rows.push((r.get::<_, String>(3)?, cell.1));
                theirs.insert(r.get::<_, Id>(6)?);
            }
        }
        let mut met: Vec<Ref> = Vec::new();
        for (table, row) in rows {
            let at = self.owner_of(&table, row)?.and_then(Ref::unpack);
            met.extend(at.filter(|at| !met.contains(at)));
        }
        for at in &met {
            if let Some(overtaken) = self.overtaken(*at, entry, &theirs, met.len() - 1)? {
                return Err(overtaken.into());
            }
        }
        Ok(())
    }

    /// What other programs did to a record after an entry, the first of it first.
    pub fn done_by_others(&self, at: Ref, since: Id) -> Result<Vec<Told>> {
        let mut theirs = Vec::new();
        for told in self.history(at)?.into_iter().rev().filter(|told| told.entry > since) {
            if !self.turned(told.entry)?.sitting {
                theirs.push(told);
            }
        }
        Ok(theirs)
    }

    /// The first field of a record that an entry changed, and one of those of others.
    fn overtaken(&self, at: Ref, entry: Id, theirs: &BTreeSet<Id>, more: usize) -> Result<Option<Overtaken>> {
        let history = self.history(at)?;
        let mut mine: Vec<&Change> =
            history.iter().filter(|told| told.entry == entry).flat_map(|told| &told.changes).collect();
        // What was decided stands before who did and when.
        let heads = heads_of(at.kind);
        mine.sort_by_key(|change| heads.iter().position(|head| head.label == change.label));
        let met = |mine: &&Change| {
            let same = |change: &&Change| (change.label, &change.part) == (mine.label, &mine.part);
            let mut others = history.iter().filter(|told| theirs.contains(&told.entry));
            let (told, change) = others.find_map(|told| Some((told, told.changes.iter().find(same)?)))?;
            let mark = Mark { entry: told.entry, at: told.at, who: told.who };
            let (part, theirs, mine) = (mine.part.clone(), change.after.clone(), mine.after.clone());
            let row = self.name(at.kind, at.id).unwrap_or_default();
            Some(Overtaken { row, part, label: change.label, theirs, mine, mark, more })
        };
        Ok(mine.iter().find_map(met))
    }
}
