//! Which deed can be taken back or done again. An undo is a new entry that writes each column as it was.
pub(super) mod audit;
mod brought;
mod gone;
pub(super) mod history;
mod left;
pub(super) mod overtaken;
pub(super) mod paced;
pub(super) mod past;
pub(super) mod pause;
pub(super) mod spans;
pub(super) mod undo;

use crate::domain::deed::{Deed, Ref};
use crate::domain::value::{Id, Instant};
use crate::lang::{Lang, Text};
use crate::store::file::made;
use crate::store::write::tx::Mode;
use crate::store::{Db, Missing, Store, Tx, Unusable, instant};
use anyhow::Result;
use paced::{Pace, Step};
use rusqlite::OptionalExtension;

/// My newest deed not undone. Another's is not mine to undo by a key.
const TO_UNDO: &str = "SELECT e.id FROM entry e WHERE e.who = ?1 AND e.undoes IS NULL
    AND e.part_of IS NULL AND NOT EXISTS
    (SELECT 1 FROM entry u WHERE u.undoes = e.id AND NOT EXISTS (SELECT 1 FROM entry r WHERE r.undoes = u.id))
    ORDER BY e.id DESC LIMIT 1";
/// My newest undo not undone, unless I did something new after it.
const TO_REDO: &str = "SELECT u.id FROM entry u JOIN entry e ON e.id = u.undoes AND e.undoes IS NULL
    WHERE u.who = ?1 AND NOT EXISTS (SELECT 1 FROM entry r WHERE r.undoes = u.id)
    AND u.id > (SELECT max(id) FROM entry WHERE who = ?1 AND undoes IS NULL) ORDER BY u.id DESC LIMIT 1";

/// One column that a deed changed.
#[derive(Debug)]
pub struct Change {
    /// Which part it is in: `lines #7`; empty where it is the record's own.
    pub part: String,
    /// The field.
    pub label: Text,
    /// As it was shown.
    pub before: String,
    /// As it is shown since.
    pub after: String,
}

impl Change {
    /// In one line: `Owner: — → Lan`.
    pub fn told(&self, lang: Lang) -> String {
        let shown = |text: &str| if text.is_empty() { "—".to_owned() } else { text.to_owned() };
        format!("{}{}: {} → {}", self.part, self.label.to(lang), shown(&self.before), shown(&self.after))
    }
}

/// One entry of a record's history.
#[derive(Debug)]
pub struct Told {
    /// Its number.
    pub entry: Id,
    /// When.
    pub at: Instant,
    /// By whom.
    pub who: Id,
    /// Whether it took the deed back.
    pub undone: bool,
    /// The entry that it took back: a deed's, or that of an undo, so that the deed is done again.
    pub undoes: Option<Id>,
    /// What was done.
    pub deed: Deed,
    /// What changed.
    pub changes: Vec<Change>,
}

/// A deed that can be taken back.
pub struct Turned {
    /// Its entry.
    pub entry: Id,
    /// What it was.
    pub deed: Deed,
    /// When.
    pub at: Instant,
    /// Whether it was done in this run of the program.
    pub sitting: bool,
    /// The records that were left, since someone changed them meanwhile.
    pub kept: Vec<Ref>,
    /// Of a merge the fields of those that were.
    pub fields: Vec<Text>,
}

impl Tx<'_> {
    /// Whether what was written so far is other than what was there.
    pub fn has_changed(&self) -> Result<bool> {
        Ok(self.sql.prepare_cached("SELECT 1 FROM change WHERE entry = ?")?.exists([self.entry.get()])?)
    }

    /// Fails where the journal would not have kept what was written.
    pub fn is_followed(&self) -> Result<()> {
        if made::is_followed(&self.sql)? { Ok(()) } else { Err(Unusable::Unfollowed.into()) }
    }
}

impl Store {
    /// Takes back an entry, by number; those that were changed meanwhile are named and nothing is done, except of an
    /// import, which keeps them.
    pub fn undo_entry(&mut self, id: Id) -> Result<Turned> {
        self.undo_many(id, &mut |_, _| true)
    }

    /// The same of a deed of many rows: tells how far it is, and leaves all as it was where that is given up.
    pub fn undo_many(&mut self, id: Id, step: Step) -> Result<Turned> {
        let id = self.head_of(id)?;
        let mut turned = self.turned(id)?;
        // A second undo of one that was undone already would find nothing as it was left.
        let deed = turned.deed.clone();
        let work = |tx: &Tx| tx.turn_back(id, false, &mut Pace::new(step));
        (turned.kept, turned.fields) = self.entry(&deed, Some(id), Mode::Each, None, work)?.0;
        Ok(turned)
    }
}

impl Db {
    /// What `undo` would take back.
    pub fn to_undo(&self) -> Result<Option<Turned>> {
        self.which(TO_UNDO)
    }

    /// What `redo` would do again.
    pub fn to_redo(&self) -> Result<Option<Turned>> {
        let Some(mut turned) = self.which(TO_REDO)? else { return Ok(None) };
        // What is told is the deed that comes back, not its undoing.
        let undone: Id = self.sql.query_row("SELECT undoes FROM entry WHERE id = ?", [turned.entry], |r| r.get(0))?;
        turned.deed = self.deed(undone)?;
        Ok(Some(turned))
    }

    /// The entry by which a deed was taken back, if it was and has not been done again since.
    pub fn taken_back_by(&self, entry: Id) -> Result<Option<Id>> {
        let undoing: Vec<Id> = {
            let mut found = self.sql.prepare_cached("SELECT id FROM entry WHERE undoes = ? ORDER BY id DESC")?;
            found.query_map([entry], |r| r.get(0))?.collect::<Result<_, _>>()?
        };
        for undo in undoing {
            if self.taken_back_by(undo)?.is_none() {
                return Ok(Some(undo));
            }
        }
        Ok(None)
    }

    /// When a record was last changed, or else brought in.
    pub fn changed_at(&self, at: Ref) -> Result<Option<Instant>> {
        let sql = "WITH t AS (SELECT id FROM name WHERE tbl = ?1 AND col = '') SELECT max(at) FROM entry WHERE id IN (
                   SELECT entry FROM change WHERE tbl = (SELECT id FROM t) AND row = ?2 UNION ALL
                   SELECT entry FROM span WHERE tbl = (SELECT id FROM t) AND ?2 BETWEEN lo AND hi)";
        let found: Option<i64> = self.sql.prepare_cached(sql)?.query_row((at.kind, at.id), |row| row.get(0))?;
        found.map(instant).transpose()
    }

    fn which(&self, sql: &str) -> Result<Option<Turned>> {
        let id: Option<Id> = self.sql.prepare_cached(sql)?.query_row([self.session.who], |r| r.get(0)).optional()?;
        id.map(|id| self.turned(id)).transpose()
    }

    pub(in crate::store) fn turned(&self, entry: Id) -> Result<Turned> {
        let sql = "SELECT at, sitting FROM entry WHERE id = ?";
        let found =
            self.sql.prepare_cached(sql)?.query_row([entry], |r| Ok((r.get::<_, i64>(0)?, r.get::<_, i64>(1)?)));
        let (at, sitting) = found.optional()?.ok_or_else(|| Missing("entry".to_owned(), entry.to_string()))?;
        let (deed, at, sitting) = (self.deed(entry)?, instant(at)?, sitting == self.session.sitting);
        Ok(Turned { entry, deed, at, sitting, kept: Vec::new(), fields: Vec::new() })
    }

    pub(in crate::store) fn deed(&self, entry: Id) -> Result<Deed> {
        let sql = "SELECT kind, act, title, count, said FROM entry WHERE id = ?";
        Ok(self.sql.prepare_cached(sql)?.query_row([entry], deed_of)?)
    }
}

/// A deed, by the first columns of a row.
pub(in crate::store) fn deed_of(r: &rusqlite::Row<'_>) -> rusqlite::Result<Deed> {
    let count = u64::try_from(r.get::<_, i64>(3)?).unwrap_or(1);
    Ok(Deed { kind: r.get(0)?, act: r.get(1)?, title: r.get(2)?, count, said: r.get(4)? })
}
