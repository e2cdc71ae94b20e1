//! What this program makes in a file besides rows: its tables, triggers and indexes, what of them is gone or otherwise, and
//! those of them that follow from the rest, made anew.
use super::schema::{MIGRATIONS, journalled, triggers};
use crate::store::search;
use anyhow::Result;
use rusqlite::config::DbConfig;
use rusqlite::{Connection, params};
use std::collections::{BTreeMap, BTreeSet};

/// Triggers and indexes of a file, each with the statement that makes it.
fn made(sql: &Connection) -> Result<BTreeMap<String, String>> {
    let mut found =
        sql.prepare("SELECT name, sql FROM sqlite_schema WHERE type IN ('trigger', 'index') AND sql > ''")?;
    Ok(found.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<Result<_, _>>()?)
}

/// Tables beside the records and their parts, which follow from nothing else.
const OWN: [&str; 9] = ["entry", "change", "span", "name", "seq", "draft", "view", "mapping", "under_way"];

fn tables(sql: &Connection) -> Result<BTreeSet<String>> {
    let mut found = sql.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'")?;
    Ok(found.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?)
}

/// The first table that is gone from a file of this version and that nothing else says again.
pub fn gone(sql: &Connection) -> Result<Option<&'static str>> {
    let has = tables(sql)?;
    Ok(OWN.into_iter().chain(journalled().into_keys()).find(|table| !has.contains(*table)))
}

/// Every table that is gone.
pub fn lost(sql: &Connection) -> Result<Vec<String>> {
    let (has, wanted) = (tables(sql)?, tables(&blank(sql)?)?);
    Ok(wanted.difference(&has).cloned().collect())
}

/// Every column that is gone from a table that is there.
pub fn cut(sql: &Connection) -> Result<Vec<String>> {
    let (has, wanted) = (columns(sql)?, columns(&blank(sql)?)?);
    let tables: BTreeSet<&String> = has.iter().map(|(table, _)| table).collect();
    let gone = wanted.difference(&has).filter(|(table, _)| tables.contains(table));
    Ok(gone.map(|(table, column)| format!("{table}.{column}")).collect())
}

fn columns(sql: &Connection) -> Result<BTreeSet<(String, String)>> {
    let mut found = sql.prepare(
        "SELECT s.name, CAST(c.name AS BLOB) FROM sqlite_schema s, pragma_table_info(s.name) c
         WHERE s.type = 'table' AND s.sql LIKE 'CREATE TABLE%'",
    )?;
    let found =
        found.query_map([], |row| Ok((row.get(0)?, String::from_utf8_lossy(row.get_ref(1)?.as_blob()?).into())))?;
    Ok(found.collect::<Result<_, _>>()?)
}

/// An empty file as this program makes it, with the numbers of tables and columns that a file has.
fn blank(of: &Connection) -> Result<Connection> {
    let blank = Connection::open_in_memory()?;
    MIGRATIONS.iter().try_for_each(|step| blank.execute_batch(step))?;
    let (mut numbers, mut number) =
        (of.prepare("SELECT id, tbl, col FROM name")?, blank.prepare("INSERT INTO name VALUES (?, ?, ?)")?);
    let mut numbers = numbers.query([])?;
    while let Some(row) = numbers.next()? {
        number.execute(params![row.get::<_, i64>(0)?, row.get::<_, String>(1)?, row.get::<_, String>(2)?])?;
    }
    drop(number);
    triggers(&blank)?;
    Ok(blank)
}

/// The triggers and indexes that a file lacks, or has otherwise than this program makes them, and the triggers that it did
/// not make.
pub fn unmade(sql: &Connection) -> Result<(Vec<String>, Vec<String>)> {
    let (has, wanted) = (made(sql)?, made(&blank(sql)?)?);
    let lacking = wanted.iter().filter(|(name, made)| has.get(*name) != Some(made));
    let foreign = has.iter().filter(|(name, made)| is_trigger(made) && !wanted.contains_key(*name));
    Ok((lacking.map(|(name, _)| name.clone()).collect(), foreign.map(|(name, _)| name.clone()).collect()))
}

/// Whether all that keeps the journal is as this program makes it.
pub fn is_followed(sql: &Connection) -> Result<bool> {
    let (has, wanted) = (made(sql)?, made(&blank(sql)?)?);
    Ok(wanted.iter().all(|(name, made)| !is_trigger(made) || has.get(name) == Some(made)))
}

fn is_trigger(made: &str) -> bool {
    made.starts_with("CREATE TRIGGER")
}

/// Makes these of them as they are to be; what is not made by this program goes.
pub fn make<'n>(sql: &Connection, names: impl Iterator<Item = &'n String>) -> Result<()> {
    let wanted = made(&blank(sql)?)?;
    for name in names {
        let made = wanted.get(name).map_or("", String::as_str);
        sql.execute_batch(&format!("DROP TRIGGER IF EXISTS \"{name}\"; DROP INDEX IF EXISTS \"{name}\"; {made}"))?;
    }
    Ok(())
}

/// Makes an index anew, or a table that follows from the records, though its pages cannot be read: the schema forgets it,
/// and they are left unused until the file is written anew.
pub fn anew(sql: &Connection, name: &str) -> Result<()> {
    let blank = blank(sql)?;
    let own = search::SHADOWS.map(|end| format!("{name}{end}")).into_iter().filter(|_| search::WORDS.contains(&name));
    let guarded = sql.db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE)?;
    sql.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, false)?;
    sql.pragma_update(None, "writable_schema", true)?;
    for name in own.chain([name.to_owned()]) {
        sql.execute("DELETE FROM sqlite_schema WHERE name = ?1 OR tbl_name = ?1", [name])?;
    }
    sql.execute_batch("PRAGMA writable_schema = RESET")?;
    sql.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, guarded)?;
    // A table before its indexes.
    let statements = "SELECT sql FROM sqlite_schema WHERE (name = ?1 OR tbl_name = ?1) AND sql > '' ORDER BY type DESC";
    let mut statements = blank.prepare(statements)?;
    let mut statements = statements.query([name])?;
    while let Some(made) = statements.next()? {
        sql.execute_batch(made.get_ref(0)?.as_str()?)?;
    }
    if search::WORDS.contains(&name) { search::pieces::rarely_merged(sql, name) } else { Ok(()) }
}
