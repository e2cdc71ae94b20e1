//! What the engine says of the pages of a file, and what is made anew where only pages of what follows from the rest are
//! damaged.
use super::made;
use super::turns::Turn;
use super::unusable::{busy, unusable};
use crate::store::search::{DERIVED, SHADOWS, WORDS};
use crate::store::{Db, Store};
use anyhow::Result;
use rusqlite::Connection;
use rusqlite::ErrorCode::{DatabaseCorrupt, NotADatabase};
use std::collections::{BTreeSet, HashMap};

/// Pages that nothing holds any more, among what is damaged: they go where the file is written anew.
const UNUSED: &str = "pages";

/// How the engine says that one is gone.
pub(super) const NO_TABLE: &str = "no such table: ";
/// The same of a column.
pub(super) const NO_COLUMN: &str = "no such column: ";

/// What the engine says of pages and indexes, so many lines at most; nothing where all is well.
pub(in crate::store) fn damaged(sql: &Connection, most: usize) -> Result<Vec<String>> {
    let mut said = Vec::new();
    let lines = |text: &str| -> Vec<String> {
        // Several findings may come in one text, under the name of the database.
        text.lines().filter(|line| *line != "ok" && !line.starts_with("***")).map(str::to_owned).collect()
    };
    let mut look = || -> rusqlite::Result<()> {
        said.extend(unopened(sql)?);
        if !said.is_empty() {
            return Ok(());
        }
        let mut found = sql.prepare(&format!("PRAGMA integrity_check({most})"))?;
        let mut found = found.query([])?;
        while let Some(row) = found.next()? {
            said.extend(lines(row.get_ref(0)?.as_str()?));
        }
        Ok(())
    };
    match look() {
        // It may end at the first page that it cannot read; what it said before names the page.
        Err(error) if matches!(error.sqlite_error_code(), Some(DatabaseCorrupt | NotADatabase)) => {
            if said.is_empty() {
                said.push(error.to_string());
            }
        }
        looked => looked?,
    }
    Ok(said)
}

/// Structures of words that cannot be opened at all.
fn unopened(sql: &Connection) -> rusqlite::Result<Option<String>> {
    for name in WORDS {
        let known = sql.prepare("SELECT 1 FROM sqlite_schema WHERE name = ?")?.exists([name])?;
        if let Err(error) = sql.prepare(&format!("SELECT rowid FROM {name}"))
            && known
            && error.to_string().contains("fts5")
        {
            return Ok(Some(format!("unable to open the inverted index for FTS5 table main.{name}: {error}")));
        }
    }
    Ok(None)
}

impl Db {
    /// What these findings name, where each names one that is made of the records; nothing where one does not.
    pub(super) fn broken(&self, damaged: &[String]) -> Result<Vec<String>> {
        let mut found = self.sql.prepare("SELECT rootpage, name, type = 'index' FROM sqlite_schema")?;
        let found = found.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
        let all: Vec<(i64, String, bool)> = found.collect::<Result<_, _>>()?;
        let roots: HashMap<i64, &str> = all.iter().map(|(root, name, _)| (*root, name.as_str())).collect();
        let remade = |name: &str| {
            let of =
                |words: &&&str| name.strip_prefix(**words).is_some_and(|end| end.is_empty() || SHADOWS.contains(&end));
            let is_index = all.iter().any(|(_, known, is_index)| *is_index && known == name);
            let itself = || (is_index || DERIVED.contains(&name)).then_some(name);
            WORDS.iter().find(of).copied().or_else(itself).map(str::to_owned)
        };
        let named = |line: &String| {
            if let Some(table) = line.strip_prefix(NO_TABLE) {
                return remade(table);
            }
            if line.ends_with(": never used") {
                return Some(UNUSED.to_owned());
            }
            if let Some(tree) = line.strip_prefix("Tree ") {
                return remade(roots.get(&tree.split(' ').next()?.parse().ok()?)?);
            }
            let of = [" FTS5 table main.", " table \"", " index "];
            let name = of.iter().find_map(|of| Some(line.rsplit_once(of)?.1))?;
            remade(name.split(['"', ':']).next()?)
        };
        let mut named = damaged.iter().map(named).collect::<Option<BTreeSet<_>>>().unwrap_or_default();
        // The pages of what is damaged are unused because it is.
        if named.len() > 1 {
            named.remove(UNUSED);
        }
        Ok(named.into_iter().collect())
    }
}

impl Store {
    /// Makes indexes anew from their rows. Tables that follow from the records are emptied: what they knew is then found to
    /// be unknown.
    pub(super) fn rebuild(&mut self, broken: &[String]) -> Result<()> {
        self.db.release()?;
        self.sql.flush_prepared_statement_cache();
        for name in broken.iter().filter(|name| *name != UNUSED) {
            let emptied = match name.as_str() {
                words if WORDS.contains(&words) => format!("INSERT INTO {name}({name}) VALUES ('delete-all')"),
                table if DERIVED.contains(&table) => format!("DELETE FROM {name}"),
                _ => format!("REINDEX \"{name}\""),
            };
            // What cannot be read cannot be emptied, and nothing else can be done in that turn.
            if self.in_turn(|sql| Ok(sql.execute_batch(&emptied)?)).is_err() {
                self.in_turn(|sql| made::anew(sql, name))?;
            }
        }
        if broken.iter().any(|name| name == UNUSED) {
            self.sql.execute_batch("VACUUM").map_err(busy)?;
        }
        Ok(())
    }

    fn in_turn(&mut self, work: impl FnOnce(&Connection) -> Result<()>) -> Result<()> {
        self.take_turn()?;
        let turn = Turn::of(&self.db.sql);
        work(&self.db.sql).map_err(unusable)?;
        turn.commit().map_err(busy)
    }
}
