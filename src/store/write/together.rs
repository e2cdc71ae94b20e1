//! Many rows written by one statement.
use crate::store::Db;
use anyhow::Result;
use rusqlite::types::ToSqlOutput;

/// So many rows share what a statement costs by itself, which is a third of what a small row does.
pub(in crate::store) const TOGETHER: usize = 16;

impl Db {
    /// Writes rows of all columns of a table without a rowid that the journal does not follow. Where one of them cannot be,
    /// those before it are written, and the deed is not kept: were they taken back, as a statement for a table with a
    /// rowid would have to be able to, all words of a bulk deed would be written out before it.
    pub(in crate::store) fn insert_all<'c, const COLUMNS: usize>(
        &self,
        table: &str,
        rows: impl Iterator<Item = [ToSqlOutput<'c>; COLUMNS]>,
    ) -> Result<()> {
        let row = format!("({})", ["?"; COLUMNS].join(", "));
        let mut rows = rows.peekable();
        while rows.peek().is_some() {
            let cells: Vec<_> = rows.by_ref().take(TOGETHER).flatten().collect();
            let marks = vec![row.as_str(); cells.len() / COLUMNS].join(", ");
            let sql = format!("INSERT OR FAIL INTO {table} VALUES {marks}");
            self.sql.prepare_cached(&sql)?.execute(rusqlite::params_from_iter(cells))?;
        }
        Ok(())
    }
}
