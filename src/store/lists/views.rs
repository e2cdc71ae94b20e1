//! Views that people saved of a list.
use crate::store::{Db, Store};
use anyhow::Result;

/// A list's name for the filter that gives it, as a saved view keeps both.
#[derive(Clone, Debug, PartialEq)]
pub struct Saved {
    /// What its maker called it.
    pub name: String,
    /// Filter words.
    pub filter: String,
    /// What it is ordered by.
    pub sort: String,
}

impl Db {
    /// The views that people saved of a list.
    pub fn saved_views(&self, list: &str) -> Result<Vec<Saved>> {
        let mut found = self.sql.prepare_cached("SELECT name, filter, sort FROM view WHERE list = ? ORDER BY id")?;
        let found = found.query_map([list], |r| Ok(Saved { name: r.get(0)?, filter: r.get(1)?, sort: r.get(2)? }))?;
        Ok(found.collect::<Result<_, _>>()?)
    }
}

impl Store {
    /// Saves a view under its name, in place of one that has it.
    pub fn save_view(&mut self, list: &str, view: &Saved) -> Result<()> {
        let sql = "INSERT INTO view (list, name, filter, sort) VALUES (?, ?, ?, ?)
                   ON CONFLICT DO UPDATE SET filter = excluded.filter, sort = excluded.sort";
        self.db.sql.prepare_cached(sql)?.execute([list, &view.name, &view.filter, &view.sort])?;
        self.own_writes += 1;
        self.lately.add(self.own_writes, Some(Vec::new()));
        Ok(())
    }
}
