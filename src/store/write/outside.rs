//! The keys by which other systems know a record, and what they said that no field could take.
use crate::domain::deed::Ref;
use crate::domain::field;
use crate::domain::kinds::no_of;
use crate::domain::value::{Id, Value};
use crate::store::file::schema::{AS_WRITTEN, OUTSIDE};
use crate::store::search::import::Outside;
use crate::store::{Db, Tx, unpack};
use anyhow::Result;
use rusqlite::{OptionalExtension, Row, params};

/// Begins what stands for the key of a row that brought none. No key of a file begins so: a control is cleaned away.
pub const KEYLESS: char = '\u{1f}';

impl Db {
    /// What a source knows by a key, of a kind.
    pub fn outside(&self, kind: &'static str, source: &str, key: &str) -> Result<Option<Outside>> {
        let no = no_of(kind);
        let sql = "SELECT parent, part, digest FROM outside WHERE of_kind = ? AND source = ? AND key = ?";
        let known = |row: &Row| Ok(Outside { id: row.get(0)?, part: row.get(1)?, digest: row.get(2)? });
        Ok(self.sql.prepare_cached(sql)?.query_row(params![no, source, key], known).optional()?)
    }

    /// The record of a kind that any source knows by a key; nothing where several do.
    pub fn known_as(&self, kind: &'static str, key: &str) -> Result<Option<Id>> {
        let no = no_of(kind);
        let mut found =
            self.sql.prepare_cached("SELECT DISTINCT parent FROM outside WHERE of_kind = ? AND key = ? LIMIT 2")?;
        let ids: Vec<Id> = found.query_map(params![no, key], |row| row.get(0))?.collect::<Result<_, _>>()?;
        Ok(if let [id] = ids.as_slice() { Some(*id) } else { None })
    }

    /// The keys of a record, each with its source; those of rows that had none are not told.
    pub fn outside_keys(&self, at: Ref) -> Result<Vec<(String, String)>> {
        let no = no_of(at.kind);
        let sql = "SELECT source, key FROM outside WHERE parent = ? AND of_kind = ? AND part IS NULL
                   AND substr(key, 1, 1) <> ? ORDER BY id";
        let mut found = self.sql.prepare_cached(sql)?;
        let found = found.query_map(params![at.id, no, KEYLESS.to_string()], |r| Ok((r.get(0)?, r.get(1)?)))?;
        Ok(found.collect::<Result<_, _>>()?)
    }

    /// The fields of a record whose text could not be understood, and that text.
    pub fn as_written(&self, at: Ref) -> Result<Vec<(String, String)>> {
        let no = no_of(at.kind);
        let sql = "SELECT field, text FROM as_written WHERE parent = ? AND of_kind = ? ORDER BY id";
        let mut found = self.sql.prepare_cached(sql)?;
        Ok(found.query_map(params![at.id, no], |r| Ok((r.get(0)?, r.get(1)?)))?.collect::<Result<_, _>>()?)
    }

    /// The text of one of them.
    pub fn written(&self, at: Ref, field: &str) -> Result<Option<String>> {
        let no = no_of(at.kind);
        let sql = "SELECT text FROM as_written WHERE parent = ? AND of_kind = ? AND field = ?";
        Ok(self.sql.prepare_cached(sql)?.query_row(params![at.id, no, field], |row| row.get(0)).optional()?)
    }

    /// The records with a field that could not be understood, by kind and field, with how many there are of each text.
    pub fn flagged(&self) -> Result<Vec<(&'static str, String, i64)>> {
        let sql = "SELECT of_kind, field, count(*) FROM as_written GROUP BY 1, 2 ORDER BY 3 DESC";
        let mut found = self.sql.prepare_cached(sql)?;
        let found = found.query_map([], |r| Ok((r.get::<_, i64>(0)?, r.get(1)?, r.get(2)?)))?;
        found
            .map(|row| {
                let (no, field, count) = row?;
                Ok((unpack(no)?.kind, field, count))
            })
            .collect()
    }
}

impl Tx<'_> {
    /// Keeps under which key another system knows a record or a row of its part, and a digest of what it said of it.
    pub fn keep_outside(&self, at: Ref, part: Option<Id>, source: &str, key: &str, digest: i64) -> Result<()> {
        let id = self.next_id(OUTSIDE)?;
        let no = no_of(at.kind);
        let cells = params![id, no, at.id, source, key, part, digest];
        self.inserts.borrow_mut().outside(self.db, cells)
    }

    /// Keeps what another system says of a record now.
    pub fn renew_outside(&self, at: Ref, source: &str, key: &str, digest: i64) -> Result<()> {
        let no = no_of(at.kind);
        let sql = "UPDATE outside SET digest = ? WHERE of_kind = ? AND source = ? AND key = ?";
        self.sql.prepare_cached(sql)?.execute(params![digest, no, source, key])?;
        Ok(())
    }

    /// Keeps a text that a field could not take, so that nothing is lost and it can be mended.
    pub fn keep_written(&self, at: Ref, field: &str, text: &str) -> Result<()> {
        let no = no_of(at.kind);
        let known = "UPDATE as_written SET text = ? WHERE parent = ? AND of_kind = ? AND field = ?";
        if self.sql.prepare_cached(known)?.execute(params![text, at.id, no, field])? == 0 {
            let id = self.next_id(AS_WRITTEN)?;
            let sql = "INSERT INTO as_written (id, of_kind, parent, field, text) VALUES (?, ?, ?, ?, ?)";
            self.sql.prepare_cached(sql)?.execute(params![id, no, at.id, field, text])?;
        }
        Ok(())
    }

    /// What was kept as written is no longer, once its field is given something else. A state is never empty: that it
    /// holds something says nothing. Called before the record is written.
    pub(in crate::store) fn settle_written(&self, row: &dyn field::Row, kind: &'static str) -> Result<()> {
        let at = Ref { kind, id: row.id() };
        let written = self.as_written(at)?;
        if written.is_empty() {
            return Ok(());
        }
        let (before, _) = self.readable(kind, row.id())?;
        for (field, _) in written {
            let now = value(row, &field);
            if now != Value::Empty && now != value(&*before, &field) {
                self.forget_written(at, &field)?;
            }
        }
        Ok(())
    }

    /// Forgets the text that a field could not take: it is understood now.
    pub fn forget_written(&self, at: Ref, field: &str) -> Result<()> {
        let no = no_of(at.kind);
        let sql = format!("DELETE FROM {AS_WRITTEN} WHERE parent = ? AND of_kind = ? AND field = ?");
        self.sql.prepare_cached(&sql)?.execute(params![at.id, no, field])?;
        Ok(())
    }
}

/// The value of a field of a record, or of a row inside it: `lines.12.price`.
fn value(row: &dyn field::Row, path: &str) -> Value {
    let Some((key, (id, field))) = path.split_once('.').and_then(|(key, rest)| Some((key, rest.split_once('.')?)))
    else {
        return row.value(path);
    };
    let parts = row.parts();
    let rows = parts.iter().filter(|part| part.key == key).map(|part| part.rows);
    let mut all = rows.flat_map(|rows| (0..rows.len()).map(|n| rows.at(n)));
    all.find(|row| row.id().to_string() == id).map_or(Value::Empty, |row| row.value(field))
}
