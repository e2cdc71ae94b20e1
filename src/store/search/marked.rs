//! The marks of records that a version wrote which gave them none, or had some elsewhere: nothing but what they are told
//! by is read.
use super::found_by::numbers;
use super::indexed::Digest;
use super::spelt::keys_and_marks;
use crate::domain::account::{Account, Contact};
use crate::domain::alias::Alias;
use crate::domain::deed::Ref;
use crate::domain::digest;
use crate::domain::face::{Find, Kept};
use crate::domain::kinds::no_of;
use crate::domain::lead::Lead;
use crate::domain::likely::{LAST_OF_ADDRESS, address_mark, archived_marks, number_of};
use crate::domain::reach::{Reach, Sort};
use crate::domain::value::{Choice, Id};
use anyhow::Result;
use rusqlite::{Connection, Row, params};
use std::collections::HashMap;

/// A record, the digest of what it was found by until now, and what it is told by.
struct Unmarked {
    id: Id,
    words: Option<i64>,
    find: Find,
    /// Its addresses that have a normal form.
    reaches: Vec<Reach>,
}

/// The kinds of which some are archived.
const KEPT_AWAY: [&str; 3] = [Account::KIND, Contact::KIND, Lead::KIND];

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

/// The customers that are in use, as each is told by a save of it.
fn all_firms(sql: &Connection, which: &str) -> Result<Vec<Unmarked>> {
    let mut reaches = reaches(sql, Account::KIND, false)?;
    let aliases = "SELECT parent, name FROM alias WHERE of_kind = ? ORDER BY parent, id";
    let mut aliases =
        parts(sql, Account::KIND, aliases, |row| Ok(Alias { name: row.get("name")?, ..Alias::default() }))?;
    let mut found = sql.prepare(&format!(
        "SELECT id, name, tax_code, words FROM account t WHERE archived IS NULL AND merged IS NULL {which}"
    ))?;
    let mut rows = found.query([])?;
    let mut all = Vec::new();
    while let Some(row) = rows.next()? {
        let (id, code): (Id, Option<String>) = (row.get("id")?, row.get("tax_code")?);
        let (reaches, aliases) = (reaches.remove(&id).unwrap_or_default(), aliases.remove(&id).unwrap_or_default());
        let name = row.get_ref("name")?.as_str()?;
        let find = Find::default().alike_firm(&reaches, name, code.as_deref().unwrap_or_default(), &aliases);
        all.push(Unmarked { id, words: row.get("words")?, find, reaches });
    }
    Ok(all)
}

/// What is archived of a kind, as each is told by a save of it.
fn all_archived(sql: &Connection, kind: &'static str) -> Result<Vec<Unmarked>> {
    let mut reaches = reaches(sql, kind, true)?;
    let mut found =
        sql.prepare(&format!("SELECT id, words FROM \"{kind}\" WHERE archived IS NOT NULL AND merged IS NULL"))?;
    let mut rows = found.query([])?;
    let mut all = Vec::new();
    while let Some(row) = rows.next()? {
        let (id, words) = (row.get("id")?, row.get("words")?);
        let reaches = reaches.remove(&id).unwrap_or_default();
        let find = Find { alike: archived_marks(&reaches), ..Find::default() };
        all.push(Unmarked { id, words, find, reaches });
    }
    Ok(all)
}

/// Marks the customers that have none.
pub(in crate::store) fn firms(sql: &Connection) -> Result<()> {
    let unmarked = format!(
        "AND NOT EXISTS (SELECT 1 FROM found_by f WHERE f.packed = t.id << 6 | {} AND f.marks <> '[]')",
        no_of(Account::KIND)
    );
    keep(sql, Account::KIND, &all_firms(sql, &unmarked)?)
}

/// Marks what is archived: it had none.
pub(in crate::store) fn archived(sql: &Connection) -> Result<()> {
    KEPT_AWAY.into_iter().try_for_each(|kind| keep(sql, kind, &all_archived(sql, kind)?))
}

/// Moves the marks that customers have by their addresses to where those of others by them are.
pub(in crate::store) fn move_firms(sql: &Connection) -> Result<()> {
    move_marks(sql, Account::KIND, &all_firms(sql, "")?, "firm")
}

/// The same of what is archived.
pub(in crate::store) fn move_archived(sql: &Connection) -> Result<()> {
    KEPT_AWAY.into_iter().try_for_each(|kind| move_marks(sql, kind, &all_archived(sql, kind)?, "archived"))
}

/// The mark by an address until now was a digest of it with a word `before` it.
fn move_marks(sql: &Connection, kind: &'static str, all: &[Unmarked], before: &str) -> Result<()> {
    let mut moved = sql.prepare("UPDATE alike SET mark = ? WHERE mark = ? AND packed = ?")?;
    let mut words = sql.prepare(&format!("UPDATE \"{kind}\" SET words = ? WHERE id = ?"))?;
    let mut own = sql.prepare("UPDATE found_by SET marks = ? WHERE packed = ?")?;
    for Unmarked { id, words: digest, find, reaches } in all.iter().filter(|one| !one.reaches.is_empty()) {
        let packed = Ref { kind, id: *id }.packed();
        let until_now = |mark: &i64| {
            let is_it =
                |reach: &&Reach| (0..=LAST_OF_ADDRESS).any(|n| address_mark(&reach.normal).wrapping_add(n) == *mark);
            reaches.iter().find(is_it).map_or(*mark, |reach| earlier_mark(before, &reach.normal))
        };
        let earlier: Vec<i64> = find.alike.iter().map(until_now).collect();
        let mut count = 0;
        for (mark, earlier) in find.alike.iter().zip(&earlier).filter(|(mark, earlier)| mark != earlier) {
            count += moved.execute([*mark, *earlier, packed])?;
        }
        if count == 0 {
            continue;
        }
        if let Some(digest) = digest {
            words.execute(params![Digest(*digest).without(&earlier).and(&find.alike).0, id])?;
        }
        own.execute(params![numbers(&keys_and_marks(find).1), packed])?;
    }
    Ok(())
}

fn earlier_mark(before: &str, normal: &str) -> i64 {
    let mut digest = digest::Digest::default();
    digest.add(before);
    digest.add(number_of(normal));
    digest.value().cast_signed()
}

/// Keeps marks that nothing in the file has yet.
fn keep(sql: &Connection, kind: &'static str, unmarked: &[Unmarked]) -> Result<()> {
    let mut words = sql.prepare(&format!("UPDATE \"{kind}\" SET words = ? WHERE id = ?"))?;
    let mut own = sql.prepare(
        "INSERT INTO found_by VALUES (?, '[]', ?) ON CONFLICT (packed) DO UPDATE SET marks = excluded.marks",
    )?;
    let mut all = Vec::<(i64, Id)>::new();
    for Unmarked { id, words: digest, find, .. } in unmarked {
        let (_, marks) = keys_and_marks(find);
        if marks.is_empty() {
            continue;
        }
        let packed = Ref { kind, id: *id }.packed();
        words.execute(params![digest.map_or(0, |digest| Digest(digest).and(&find.alike).0), id])?;
        own.execute(params![packed, numbers(&marks)])?;
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
