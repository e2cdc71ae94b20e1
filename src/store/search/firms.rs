//! The marks of the customers of a file that a version wrote which gave people alone marks.
use super::indexed::{Digest, keys_and_marks};
use crate::domain::account::Account;
use crate::domain::alias::Alias;
use crate::domain::deed::Ref;
use crate::domain::face::{Find, Kept};
use crate::domain::reach::{Reach, Sort};
use crate::domain::value::{Choice, Id};
use anyhow::Result;
use rusqlite::{Connection, Row, params};
use serde_json::json;
use std::collections::HashMap;

/// Rows of a part of customers, each with the customer.
fn parts<T>(sql: &Connection, select: &str, read: fn(&Row) -> rusqlite::Result<T>) -> Result<HashMap<Id, Vec<T>>> {
    let mut all: HashMap<Id, Vec<T>> = HashMap::new();
    let mut found = sql.prepare(select)?;
    let mut rows = found.query([Ref { kind: Account::KIND, id: 0 }.packed()])?;
    while let Some(row) = rows.next()? {
        all.entry(row.get("parent")?).or_default().push(read(row)?);
    }
    Ok(all)
}

/// Marks all that have none, as a save of each would; nothing else of them is read.
pub(in crate::store) fn mark(sql: &Connection) -> Result<()> {
    let reaches = parts(
        sql,
        "SELECT parent, sort, normal FROM reach WHERE of_kind = ? AND normal IS NOT NULL ORDER BY parent, id",
        |row| {
            let sort = Sort::of(row.get_ref("sort")?.as_str()?).unwrap_or(Sort::Handle);
            Ok(Reach { sort, normal: row.get("normal")?, ..Reach::default() })
        },
    )?;
    let aliases = parts(sql, "SELECT parent, name FROM alias WHERE of_kind = ? ORDER BY parent, id", |row| {
        Ok(Alias { name: row.get("name")?, ..Alias::default() })
    })?;
    let mut words = sql.prepare("UPDATE account SET words = ? WHERE id = ?")?;
    let mut own = sql.prepare(
        "INSERT INTO found_by VALUES (?, '[]', ?) ON CONFLICT (packed) DO UPDATE SET marks = excluded.marks",
    )?;
    let mut found = sql.prepare(
        "SELECT id, name, tax_code, words FROM account t WHERE archived IS NULL AND merged IS NULL
         AND NOT EXISTS (SELECT 1 FROM found_by f WHERE f.packed = t.id << 6 | ? AND f.marks <> '[]')",
    )?;
    let mut rows = found.query([Ref { kind: Account::KIND, id: 0 }.packed()])?;
    let mut all = Vec::<(i64, Id)>::new();
    let mut known = Vec::<(Id, i64, String)>::new();
    while let Some(row) = rows.next()? {
        let id: Id = row.get("id")?;
        let code: Option<String> = row.get("tax_code")?;
        let (name, no_reach, no_alias) = (row.get_ref("name")?.as_str()?, Vec::new(), Vec::new());
        let (reaches, aliases) = (reaches.get(&id).unwrap_or(&no_reach), aliases.get(&id).unwrap_or(&no_alias));
        let find = Find::default().alike_firm(reaches, name, code.as_deref().unwrap_or_default(), aliases);
        let (_, marks) = keys_and_marks(&find);
        let packed = Ref { kind: Account::KIND, id }.packed();
        let digest = row.get::<_, Option<i64>>("words")?.map_or(0, |words| Digest(words).and(&find.alike).0);
        known.push((id, digest, json!(marks).to_string()));
        all.extend(marks.into_iter().map(|mark| (mark, packed)));
    }
    drop(rows);
    for (id, digest, marks) in known.iter().filter(|(.., marks)| marks != "[]") {
        words.execute(params![digest, id])?;
        own.execute(params![Ref { kind: Account::KIND, id: *id }.packed(), marks])?;
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
