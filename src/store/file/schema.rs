//! Tables, and what is made from the fields so that no column can be forgotten: the triggers that keep the journal.
use super::copies;
use super::kept;
use super::made;
use crate::domain::field::Head;
use crate::domain::firm::tax_code;
use crate::domain::fold::fold;
use crate::domain::kinds::KINDS;
use crate::domain::likely::address_mark;
use crate::lang::fault;
use crate::store::Unusable;
use crate::store::search;
use anyhow::{Context, Result};
use chrono::NaiveDateTime;
use rusqlite::functions::FunctionFlags;
use rusqlite::{Connection, Error, ErrorCode, params};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// The steps from each version to the next.
pub(super) const MIGRATIONS: &[&str] = &[
    include_str!("../../../assets/migrations/0001.sql"),
    include_str!("../../../assets/migrations/0002.sql"),
    include_str!("../../../assets/migrations/0003.sql"),
    include_str!("../../../assets/migrations/0004.sql"),
    include_str!("../../../assets/migrations/0005.sql"),
    include_str!("../../../assets/migrations/0006.sql"),
    include_str!("../../../assets/migrations/0007.sql"),
    include_str!("../../../assets/migrations/0008.sql"),
];

/// Since this version companies have marks, since that one what is archived, and since the last the marks of an address
/// lie together.
const FIRMS: i64 = 5;
const ARCHIVED: i64 = 7;
const TOGETHER: i64 = 8;

/// Tables that are no record's own fields: what a kind's parts do not name.
pub const OUTSIDE: &str = "outside";
/// What could not be understood, by field.
pub const AS_WRITTEN: &str = "as_written";
/// Two that look like one and are not.
pub const APART: &str = "apart";

fn latest() -> i64 {
    i64::try_from(MIGRATIONS.len()).unwrap_or(i64::MAX)
}

/// Opens the file as one of this program's, new or old. Gives where an old one is kept as it was.
pub fn open(path: &Path, now: NaiveDateTime) -> Result<(Connection, Option<PathBuf>)> {
    let new = !path.exists();
    kept::whole(path)?;
    allow_beside(path);
    let sql = Connection::open(path)?;
    if new {
        private(path)?;
    }
    // Of what is another program's nothing is changed.
    if !is_empty(&sql)? {
        check(&sql)?;
    }
    sql.pragma_update(None, "journal_mode", "wal")?;
    sql.pragma_update(None, "synchronous", "full")?;
    sql.pragma_update(None, "foreign_keys", true)?;
    let version = version(&sql)?;
    let kept = if version > 0 && is_old(&sql)? { Some(copies::keep_old(&sql, path, now)?) } else { None };
    renew(&sql)?;
    Ok((sql, kept))
}

/// Whether nobody has made anything in it yet.
fn is_empty(sql: &Connection) -> Result<bool> {
    Ok(version(sql)? == 0 && !sql.prepare("SELECT 1 FROM sqlite_schema")?.exists([])?)
}

/// Whether it is of an earlier version than this program's.
pub fn is_old(sql: &Connection) -> Result<bool> {
    Ok(version(sql)? < latest())
}

/// Makes it one of this program's version, where it is of an earlier one, or of none.
pub fn renew(sql: &Connection) -> Result<()> {
    if is_old(sql)? { migrate(sql, version(sql)?) } else { Ok(()) }
}

/// Whether it is a workspace of a version that this program knows.
pub fn check(sql: &Connection) -> Result<()> {
    let version = version(sql)?;
    let journal =
        "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name IN ('entry', 'change', 'span', 'name')";
    let tables: i64 = sql.query_row(journal, [], |row| row.get(0))?;
    if version == 0 || tables < 4 {
        return Err(Unusable::Damaged(fault::NO_JOURNAL.into()).into());
    }
    if version < 0 {
        return Err(Unusable::Damaged(fault::no_format(version)).into());
    }
    if version > latest() {
        return Err(Unusable::Newer(version).into());
    }
    // An earlier version had fewer.
    if version == latest()
        && let Some(table) = made::gone(sql)?
    {
        return Err(Unusable::Damaged(fault::no_table(table)).into());
    }
    Ok(())
}

fn version(sql: &Connection) -> Result<i64> {
    Ok(sql.pragma_query_value(None, "user_version", |row| row.get(0))?)
}

/// Who can read the file can read every customer: it is its owner's alone.
#[cfg(unix)]
pub(in crate::store) fn private(path: &Path) -> Result<()> {
    use std::os::unix::fs::PermissionsExt;
    Ok(fs::set_permissions(path, fs::Permissions::from_mode(0o600))?)
}

#[cfg(not(unix))]
pub(in crate::store) fn private(_: &Path) -> Result<()> {
    Ok(())
}

/// A file that lies beside one, called as it is with this at the end.
pub(in crate::store) fn beside(path: &Path, end: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(end);
    PathBuf::from(name)
}

/// Who may write the file may write what lies beside it, too: read while it could not be written, it has the engine make
/// that as it was. What is another's stays so, and is told where it is opened.
fn allow_beside(path: &Path) {
    let writable = |path: &Path| fs::metadata(path).ok().map(|file| file.permissions()).filter(|may| !may.readonly());
    let Some(may) = writable(path) else { return };
    for beside in [beside(path, "-wal"), beside(path, "-shm")] {
        if writable(&beside).is_none() {
            let _ = fs::set_permissions(beside, may.clone());
        }
    }
}

fn migrate(sql: &Connection, from: i64) -> Result<()> {
    sql.execute_batch("BEGIN IMMEDIATE")?;
    // Another may have done it while this one waited.
    if version(sql)? == from {
        for step in &MIGRATIONS[usize::try_from(from)?..] {
            sql.execute_batch(step).map_err(otherwise)?;
        }
        if from == 0 {
            sql.execute_batch(search::HAS_PARTS)?;
        }
        if (FIRMS..TOGETHER).contains(&from) {
            search::marked::move_firms(sql)?;
        }
        if (ARCHIVED..TOGETHER).contains(&from) {
            search::marked::move_archived(sql)?;
        }
        if (1..FIRMS).contains(&from) {
            search::marked::firms(sql)?;
        }
        if (1..ARCHIVED).contains(&from) {
            search::marked::archived(sql)?;
        }
        triggers(sql)?;
        sql.pragma_update(None, "user_version", latest())?;
        search::WORDS.iter().try_for_each(|name| search::pieces::rarely_merged(sql, name))?;
    }
    sql.execute_batch("COMMIT")?;
    Ok(())
}

/// A step that cannot be taken finds the file otherwise than its version has it.
fn otherwise(error: rusqlite::Error) -> anyhow::Error {
    let is_of_words = matches!(error, Error::SqlInputError { .. });
    if is_of_words || error.sqlite_error_code() == Some(ErrorCode::Unknown) {
        return Unusable::Damaged(fault::engine(&error.to_string())).into();
    }
    error.into()
}

/// Every table that the journal follows, and its columns that no deed works out.
pub(super) fn journalled() -> BTreeMap<&'static str, Vec<String>> {
    let own = |heads: &[&'static Head]| -> Vec<String> {
        heads.iter().filter(|h| h.journalled()).map(|h| h.key.to_owned()).collect()
    };
    let mut tables = BTreeMap::new();
    for shape in KINDS {
        let row = (shape.blank)();
        tables.insert(shape.kind, own(&row.heads()));
        for part in row.parts() {
            let mut columns = own(&part.rows.heads());
            columns.push("parent".to_owned());
            if part.shared {
                columns.push("of_kind".to_owned());
            }
            tables.insert(part.table, columns);
        }
    }
    let pair = |more: &[&str]| ["parent", "of_kind"].iter().chain(more).map(|c| (*c).to_owned()).collect();
    tables.insert(OUTSIDE, pair(&["source", "key", "part", "digest"]));
    tables.insert(AS_WRITTEN, pair(&["field", "text"]));
    tables.insert(APART, pair(&["other"]));
    tables
}

/// The number of a table (`col` empty) or of a column; given once, never changed.
pub fn number(sql: &Connection, table: &str, column: &str) -> Result<i64> {
    sql.execute("INSERT OR IGNORE INTO name (tbl, col) VALUES (?, ?)", params![table, column])?;
    Ok(sql.query_row("SELECT id FROM name WHERE tbl = ? AND col = ?", params![table, column], |r| r.get(0))?)
}

/// One trigger a column, one for what comes and one for what goes. They write to the open entry, and fail where there
/// is none: `change.entry` takes no NULL.
pub(super) fn triggers(sql: &Connection) -> Result<()> {
    for (table, columns) in journalled() {
        let tbl = number(sql, table, "")?;
        let keep = |name: &str, on: &str, when: &str, row: &str, col: &str, before: &str, after: &str| {
            trigger(sql, (table, tbl), (name, on, when), (row, col, before, after))
        };
        for column in &columns {
            let col = number(sql, table, column)?.to_string();
            let (old, new) = (format!("old.\"{column}\""), format!("new.\"{column}\""));
            let when = format!("WHEN {old} IS NOT {new}");
            keep(&format!("u_{column}"), &format!("UPDATE OF \"{column}\""), &when, "old.id", &col, &old, &new)
                .with_context(|| format!("the journal of {table}.{column}"))?;
        }
        follow(sql, table, tbl)?;
        let pairs: Vec<String> = columns.iter().map(|c| format!("'{c}', old.\"{c}\"")).collect();
        let whole = format!("json_object('id', old.id, {})", pairs.join(", "));
        keep("d", "DELETE", "", "old.id", "NULL", &whole, "NULL")?;
    }
    Ok(())
}

fn trigger(
    sql: &Connection,
    (table, tbl): (&str, i64),
    (name, on, when): (&str, &str, &str),
    (row, col, before, after): (&str, &str, &str, &str),
) -> rusqlite::Result<()> {
    const OPEN: &str = "(SELECT CASE WHEN open <> 0 THEN id END FROM entry ORDER BY id DESC LIMIT 1)";
    sql.execute_batch(&format!(
        "DROP TRIGGER IF EXISTS \"{table}_{name}\"; CREATE TRIGGER \"{table}_{name}\" AFTER {on} ON \"{table}\" {when} BEGIN
         INSERT INTO change (entry, tbl, row, col, before, after)
         VALUES ({OPEN}, {tbl}, {row}, {col}, {before}, {after}); END;"
    ))
}

/// What comes into a table, of that number, is followed row by row, except in a bulk deed.
pub fn follow(sql: &Connection, table: &str, tbl: i64) -> rusqlite::Result<()> {
    let bulk = "WHEN coalesce((SELECT open FROM entry ORDER BY id DESC LIMIT 1), 0) <> 2";
    trigger(sql, (table, tbl), ("i", "INSERT", bulk), ("new.id", "NULL", "NULL", "NULL"))
}

/// What comes into a table is no longer followed: a bulk deed keeps the range of its ids. A trigger that only finds that
/// out costs a third of an insert; until the deed is kept no one else is without it, and if it is not, nor is this file.
pub fn leave(sql: &Connection, table: &str) -> rusqlite::Result<()> {
    sql.execute_batch(&format!("DROP TRIGGER IF EXISTS \"{table}_i\""))
}

/// What queries may call.
pub fn functions(sql: &Connection) -> Result<()> {
    let flags = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC;
    sql.create_scalar_function("fold", 1, flags, |of| {
        let text = of.get_raw(0).as_str_or_null()?;
        Ok(text.map(fold))
    })?;
    sql.create_scalar_function("tax_code", 1, flags, |of| {
        let text = of.get_raw(0).as_str_or_null()?;
        Ok(text.and_then(tax_code))
    })?;
    sql.create_scalar_function("address_mark", 1, flags, |of| {
        let normal = of.get_raw(0).as_str_or_null()?;
        Ok(normal.map(address_mark))
    })?;
    Ok(())
}
