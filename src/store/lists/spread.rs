//! The cells of one field over many records, without reading the records.
use crate::domain::field::{Head, Home};
use crate::domain::kinds::no_of;
use crate::domain::reach::Sort;
use crate::domain::value::{Choice, Id, Value};
use crate::store::Db;
use crate::store::write::rows;
use anyhow::Result;
use rusqlite::types::{Value as Cell, ValueRef};

/// So many different values of a field are told apart; from there on there are several.
pub const SEVERAL: usize = 10;

/// Rows that tell of most fields that they differ.
const FEW: usize = 100;

impl Db {
    /// How many different values each field has over records of a kind, nothing being one of them; `SEVERAL` at most.
    pub fn kinds_of(&self, kind: &str, heads: &[&'static Head], ids: &[Id]) -> Result<Vec<usize>> {
        let mut known: Vec<Vec<Cell>> = vec![Vec::new(); heads.len()];
        let no = no_of(kind);
        // Most fields are told by a few rows; the others alone are read in all.
        let (few, rest) = ids.split_at(ids.len().min(FEW));
        for ids in [few, rest].into_iter().filter(|ids| !ids.is_empty()) {
            let open: Vec<usize> = (0..heads.len()).filter(|at| known[*at].len() < SEVERAL).collect();
            let cells: Vec<String> = open.iter().map(|at| cell(heads[*at], no)).collect();
            if cells.is_empty() {
                break;
            }
            let cells = cells.join(", ");
            let sql = format!("SELECT {cells} FROM \"{kind}\" t WHERE t.id IN (SELECT value FROM json_each(?))");
            let mut found = self.sql.prepare_cached(&sql)?;
            let mut found = found.query([serde_json::to_string(ids)?])?;
            while let Some(row) = found.next()? {
                for (n, at) in open.iter().enumerate() {
                    let known = &mut known[*at];
                    let cell = row.get_ref(n)?;
                    if known.len() < SEVERAL && !known.iter().any(|known| ValueRef::from(known) == cell) {
                        known.push(row.get(n)?);
                    }
                }
            }
        }
        Ok(known.into_iter().map(|known| known.len()).collect())
    }

    /// What a field of each of these records holds; an amount in the least unit of its record's currency.
    pub fn cells(&self, kind: &str, head: &'static Head, ids: &[Id], mut each: impl FnMut(Id, Value)) -> Result<()> {
        let no = no_of(kind);
        let sql =
            format!("SELECT t.id, {} FROM \"{kind}\" t WHERE t.id IN (SELECT value FROM json_each(?))", cell(head, no));
        let mut found = self.sql.prepare_cached(&sql)?;
        let mut found = found.query([serde_json::to_string(ids)?])?;
        while let Some(row) = found.next()? {
            each(row.get(0)?, rows::value(head.kind, row.get_ref(1)?)?);
        }
        Ok(())
    }
}

/// A field of the row `t` as its form shows it.
fn cell(head: &Head, no: i64) -> String {
    let several = |column: &str, table: &str, of: &str, between: &str| {
        format!(
            "(SELECT group_concat(x, '{between}') FROM (SELECT \"{column}\" AS x FROM \"{table}\" p
              WHERE p.parent = t.id AND p.of_kind = {no}{of} ORDER BY p.id))"
        )
    };
    match head.home {
        Home::Column => format!("t.\"{}\"", head.key),
        Home::Reach(sort) => several("raw", "reach", &format!(" AND p.sort = '{}'", Sort::key(sort)), "; "),
        Home::Tags => several("tag", "tag", "", ", "),
        Home::Staff | Home::Guests | Home::Subjects | Home::Outside | Home::Nowhere => "NULL".to_owned(),
    }
}
