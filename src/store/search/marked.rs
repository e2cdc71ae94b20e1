//! The marks of records that a version wrote which gave such none: nothing but what they are told by is read.
use super::indexed::Digest;
use super::spelt::keys_and_marks;
use crate::domain::account::{Account, Contact};
use crate::domain::alias::Alias;
use crate::domain::deed::Ref;
use crate::domain::face::{Find, Kept};
use crate::domain::lead::Lead;
use crate::domain::likely::archived_marks;
use crate::domain::reach::{Reach, Sort};
use crate::domain::value::{Choice, Id};
use anyhow::Result;
use rusqlite::{Connection, Row, params};
use serde_json::json;
use std::collections::HashMap;

/// A record, the digest of what it was found by until now, and what it is told by.
struct Unmarked {
    id: Id,
    words: Option<i64>,
    find: Find,
}

/// Rows of a part of the records of a kind, each with its record.
fn parts<T>(
    sql: &Connection,
    kind: &'static str,
    select: &str,
    read: fn(&Row) -> rusqlite::Result<T>,
) -> Result<HashMap<Id, Vec<T>>> {
    let mut all: HashMap<Id, Vec<T>> = HashMap::new();
    let mut found = sql.prepare(select)?;
    let mut rows = found.query([Ref { kind, id: 0 }.packed()])?;
    while let Some(row) = rows.next()? {
        all.entry(row.get("parent")?).or_default().push(read(row)?);
    }
    Ok(all)
}

/// The addresses of the records of a kind, of all or of those that are archived.
fn reaches(sql: &Connection, kind: &'static str, archived: bool) -> Result<HashMap<Id, Vec<Reach>>> {
    let which = if archived {
        format!("AND parent IN (SELECT id FROM \"{kind}\" WHERE archived IS NOT NULL)")
    } else {
        String::new()
    };
    let select = format!(
        "SELECT parent, sort, normal FROM reach WHERE of_kind = ? AND normal IS NOT NULL {which} ORDER BY parent, id"
    );
    parts(sql, kind, &select, |row| {
        let sort = Sort::of(row.get_ref("sort")?.as_str()?).unwrap_or(Sort::Handle);
        Ok(Reach { sort, normal: row.get("normal")?, ..Reach::default() })
    })
}

/// Marks the customers that have none, as a save of each would.
pub(in crate::store) fn firms(sql: &Connection) -> Result<()> {
    let mut reaches = reaches(sql, Account::KIND, false)?;
    let aliases = "SELECT parent, name FROM alias WHERE of_kind = ? ORDER BY parent, id";
    let mut aliases =
        parts(sql, Account::KIND, aliases, |row| Ok(Alias { name: row.get("name")?, ..Alias::default() }))?;
    let mut found = sql.prepare(
        "SELECT id, name, tax_code, words FROM account t WHERE archived IS NULL AND merged IS NULL
         AND NOT EXISTS (SELECT 1 FROM found_by f WHERE f.packed = t.id << 6 | ? AND f.marks <> '[]')",
    )?;
    let mut rows = found.query([Ref { kind: Account::KIND, id: 0 }.packed()])?;
    let mut all = Vec::new();
    while let Some(row) = rows.next()? {
        let (id, code): (Id, Option<String>) = (row.get("id")?, row.get("tax_code")?);
        let (reaches, aliases) = (reaches.remove(&id).unwrap_or_default(), aliases.remove(&id).unwrap_or_default());
        let name = row.get_ref("name")?.as_str()?;
        let find = Find::default().alike_firm(&reaches, name, code.as_deref().unwrap_or_default(), &aliases);
        all.push(Unmarked { id, words: row.get("words")?, find });
    }
    drop(rows);
    keep(sql, Account::KIND, &all)
}

/// Marks what is archived: it had none.
pub(in crate::store) fn archived(sql: &Connection) -> Result<()> {
    for kind in [Account::KIND, Contact::KIND, Lead::KIND] {
        let reaches = reaches(sql, kind, true)?;
        let mut found =
            sql.prepare(&format!("SELECT id, words FROM \"{kind}\" WHERE archived IS NOT NULL AND merged IS NULL"))?;
        let mut rows = found.query([])?;
        let mut all = Vec::new();
        while let Some(row) = rows.next()? {
            let (id, words) = (row.get("id")?, row.get("words")?);
            let alike = reaches.get(&id).map_or_else(Vec::new, |reaches| archived_marks(reaches));
            all.push(Unmarked { id, words, find: Find { alike, ..Find::default() } });
        }
        drop(rows);
        keep(sql, kind, &all)?;
    }
    Ok(())
}

/// Keeps marks that nothing in the file has yet.
fn keep(sql: &Connection, kind: &'static str, unmarked: &[Unmarked]) -> Result<()> {
    let mut words = sql.prepare(&format!("UPDATE \"{kind}\" SET words = ? WHERE id = ?"))?;
    let mut own = sql.prepare(
        "INSERT INTO found_by VALUES (?, '[]', ?) ON CONFLICT (packed) DO UPDATE SET marks = excluded.marks",
    )?;
    let mut all = Vec::<(i64, Id)>::new();
    for Unmarked { id, words: digest, find } in unmarked {
        let (_, marks) = keys_and_marks(find);
        if marks.is_empty() {
            continue;
        }
        let packed = Ref { kind, id: *id }.packed();
        words.execute(params![digest.map_or(0, |digest| Digest(digest).and(&find.alike).0), id])?;
        own.execute(params![packed, json!(marks).to_string()])?;
        all.extend(marks.into_iter().map(|mark| (mark, packed)));
    }
    all.sort_unstable();
    let mut insert = sql.prepare("INSERT INTO alike VALUES (?, ?, ?)")?;
    for same in all.chunk_by(|one, next| one.0 == next.0) {
        for (mark, packed) in same {
            insert.execute(params![mark, packed, same.len() > 1])?;
        }
    }
    Ok(())
}
