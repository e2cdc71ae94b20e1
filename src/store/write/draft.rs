//! Forms left open. They are no record of the house and not in the journal; they are written without waiting for the
//! disk, which a killed program survives.
use crate::domain::deed::{every_line, given};
use crate::domain::draft::Given;
use crate::domain::value::{Id, Instant};
use crate::store::{Db, Store};
use anyhow::Result;
use rusqlite::params;

/// A form that was left half filled.
#[derive(Clone, Debug, PartialEq)]
pub struct Draft {
    pub id: Id,
    pub kind: String,
    pub act: String,
    pub ids: Vec<Id>,
    pub given: Given,
    pub at: Instant,
}

impl Db {
    /// What the one who acts left open, newest first.
    pub(in crate::store) fn all_drafts(&self) -> Result<Vec<Draft>> {
        let sql = "SELECT id, kind, act, ids, given, at FROM draft WHERE who = ? ORDER BY at DESC, id DESC";
        let mut found = self.sql.prepare_cached(sql)?;
        let mut found = found.query([self.session.who])?;
        let mut all = Vec::new();
        while let Some(row) = found.next()? {
            let (ids, said): (String, String) = (row.get(3)?, row.get(4)?);
            let ids = ids.split(' ').filter_map(|id| id.parse().ok()).collect();
            let at = crate::store::instant(row.get(5)?)?;
            all.push(Draft { id: row.get(0)?, kind: row.get(1)?, act: row.get(2)?, ids, given: given(&said), at });
        }
        Ok(all)
    }

    /// Writes what may be lost with the power: the disk is not waited for.
    pub(in crate::store) fn lightly(&self, work: impl FnOnce(&Self) -> Result<()>) -> Result<()> {
        self.release()?;
        self.sql.pragma_update(None, "synchronous", "off")?;
        let done = work(self);
        self.sql.pragma_update(None, "synchronous", "full")?;
        done
    }

    fn put_draft(&self, draft: &Draft) -> Result<Id> {
        let ids = draft.ids.iter().map(Id::to_string).collect::<Vec<_>>().join(" ");
        let (who, at) = (self.session.who, self.session.now.timestamp());
        let id = (draft.id != 0).then_some(draft.id);
        self.lightly(|db| {
            let sql = "INSERT INTO draft (id, who, kind, act, ids, given, at) VALUES (?, ?, ?, ?, ?, ?, ?)
                       ON CONFLICT DO UPDATE SET act = excluded.act, ids = excluded.ids, given = excluded.given,
                       at = excluded.at";
            let said = every_line(&draft.given);
            db.sql.prepare_cached(sql)?.execute(params![id, who, draft.kind, draft.act, ids, said, at])?;
            Ok(())
        })?;
        Ok(id.unwrap_or_else(|| self.sql.last_insert_rowid()))
    }
}

impl Store {
    /// Keeps a form as it stands, under the number that it had.
    pub fn keep_draft(&mut self, draft: &Draft) -> Result<Id> {
        self.regain()?;
        self.waited_for(|db| db.put_draft(draft))
    }

    /// The same at each key: where another is writing, it is soon an error, and the next key keeps it.
    pub fn keep_typed(&mut self, draft: &Draft) -> Result<Id> {
        self.still_there()?;
        self.brief(true)?;
        let kept = self.db.put_draft(draft);
        self.brief(false)?;
        kept
    }

    /// Keeps how the import of a file was left; it is forgotten where nothing is said of it.
    pub fn keep_left(&mut self, file: &str, said: &str) -> Result<()> {
        self.regain()?;
        self.waited_for(|db| db.lightly(|db| db.keep_mapping(&left(file), said)))
    }

    /// How the import of a file was left; nothing, where it was not, or was brought in since.
    pub fn left(&self, file: &str) -> Result<Option<String>> {
        Ok(self.mapping(&left(file))?.filter(|said| !said.is_empty()))
    }

    /// Forgets a form: it was saved, or thrown away.
    pub fn drop_draft(&mut self, id: Id) -> Result<()> {
        self.db.lightly(|db| {
            db.sql.prepare_cached("DELETE FROM draft WHERE id = ?")?.execute([id])?;
            Ok(())
        })
    }
}

/// Under which is kept how the import of a file was left.
fn left(file: &str) -> String {
    format!("left:{file}")
}
