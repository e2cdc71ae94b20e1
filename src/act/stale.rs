//! What a form is filled in over may be changed by another meanwhile. What is said then goes to the rows of parts that it
//! was said of, wherever they stand by now; where both changed one field it is told whose change was met, and nothing is
//! overwritten unseen.
use crate::domain::deed::Ref;
use crate::domain::draft::{Entry, Given, entries, find, plain};
use crate::domain::field::Row;
use crate::domain::kinds::KeptRow;
use crate::domain::value::{Id, Value};
use crate::domain::world::World;
use crate::store::{Db, MERGED, Mark};
use anyhow::Result;
use std::fmt;

/// The journal's entries as of which a form shows the rows of its parts, and what else it shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Basis {
    /// As of which the rows of parts are counted.
    pub rows: Id,
    /// As of which the person knows what stands there.
    pub known: Id,
    /// What that entry is known by: after a copy was put in the place of the file, its number may be another's.
    pub seal: Option<Id>,
}

/// A field that another changed too.
#[derive(Clone, Debug)]
pub struct Clash {
    /// The path by which it is asked.
    pub path: String,
    /// What stands there now.
    pub theirs: String,
    /// The record, where it is one of several.
    pub row: String,
    /// By which deed, where one is known.
    pub mark: Option<Mark>,
}

/// Nothing was done: others changed the same fields since they were shown.
#[derive(Debug)]
pub struct Stale {
    /// Those fields.
    pub clashes: Vec<Clash>,
    /// The newest entry by then.
    pub known: Id,
}

/// Nothing was done: a record was merged into another since it was shown.
#[derive(Debug)]
pub struct Merged(pub Ref);

impl fmt::Display for Merged {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} was merged meanwhile", self.0.kind, self.0.id)
    }
}

impl std::error::Error for Merged {}

impl fmt::Display for Stale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let fields: Vec<&str> = self.clashes.iter().map(|clash| clash.path.as_str()).collect();
        write!(f, "changed by another meanwhile: {}", fields.join(", "))
    }
}

impl std::error::Error for Stale {}

impl Basis {
    /// As of now.
    pub fn now(db: &Db) -> Result<Option<Self>> {
        let Some(mark) = db.newest()? else { return Ok(None) };
        Ok(Some(Self { rows: mark.entry, known: mark.entry, seal: db.seal(mark.entry)? }))
    }

    /// Whether the entry as of which it knows the file is not there any more: a copy was put in its place meanwhile.
    pub fn is_of_another(self, db: &Db) -> Result<bool> {
        Ok(self.seal.is_some() && db.seal(self.known)? != self.seal)
    }

    /// As a draft keeps it.
    pub fn written(self) -> String {
        let seal = self.seal.map_or_else(String::new, |seal| format!(" {seal}"));
        format!("{} {}{seal}", self.rows, self.known)
    }

    /// The reverse.
    pub fn read(text: &str) -> Option<Self> {
        let mut numbers = text.split(' ').map(|number| number.parse().ok());
        Some(Self { rows: numbers.next()??, known: numbers.next()??, seal: numbers.next().flatten() })
    }
}

/// What is said of a record, with the paths that its parts' rows have now; what was said of a row that is gone is left out.
pub fn moved(db: &Db, at: Ref, given: &Given, rows: Id) -> Result<Given> {
    let now = db.any(at.kind, at.id)?;
    let Some(then) = db.past(at, rows)? else { return Ok(given.clone()) };
    let path = |(path, text): &(String, String)| Some((follow(path, &*then.row, &*now)?, text.clone()));
    Ok(given.iter().filter_map(path).collect())
}

/// The path that a row of a part has now.
fn follow(path: &str, then: &dyn KeptRow, now: &dyn KeptRow) -> Option<String> {
    let Some((key, n, field)) = of_part(path) else { return Some(path.to_owned()) };
    let at = match row_of(then, key, n) {
        // A new one is behind all others.
        None => part_rows(now, key).len(),
        Some(id) => part_rows(now, key).iter().position(|known| *known == id)?,
    };
    Some(format!("{key}.{}.{field}", at + 1))
}

/// `lines.2.quantity`, taken apart.
fn of_part(path: &str) -> Option<(&str, usize, &str)> {
    let (key, rest) = path.split_once('.')?;
    let (n, field) = rest.split_once('.')?;
    Some((key, n.parse().ok()?, field))
}

fn part_rows(row: &dyn KeptRow, key: &str) -> Vec<Id> {
    let part = row.parts().into_iter().find(|part| part.key == key);
    part.map_or_else(Vec::new, |part| part.rows.each().map(Row::id).collect())
}

fn row_of(row: &dyn KeptRow, key: &str, n: usize) -> Option<Id> {
    part_rows(row, key).get(n.checked_sub(1)?).copied()
}

/// Refuses where a record was merged into another since it was known: what is written there nobody would see.
pub fn not_merged(db: &Db, at: Ref, known: Id) -> Result<()> {
    if db.survivor(at)? == at || db.past(at, known)?.is_none_or(|then| then.row.value(MERGED) != Value::Empty) {
        return Ok(());
    }
    Err(Merged(at).into())
}

/// The same as `moved`, with the fields that others changed since they were known. A path that is gone is one of them.
pub fn met(db: &Db, at: Ref, given: &Given, basis: Basis, several: bool) -> Result<(Given, Vec<Clash>)> {
    let now = db.any(at.kind, at.id)?;
    let (counted, known) = (db.past(at, basis.rows)?, db.past(at, basis.known)?);
    let (Some(counted), Some(known)) = (counted, known) else { return Ok((given.clone(), Vec::new())) };
    let (mut moved, mut clashes) = (Given::new(), Vec::new());
    let (shown, shown_now) = (entries(&*known.row as &dyn Row, db), entries(&*now as &dyn Row, db));
    let text = |all: &[Entry], path: &str| {
        all.iter().find(|entry| entry.path == path).map_or_else(String::new, |entry| entry.text.clone())
    };
    let name = || if several { db.name(at.kind, at.id).unwrap_or_default() } else { String::new() };
    for (path, said) in given {
        let Some(place) = follow(path, &*counted.row, &*now) else {
            clashes.push(Clash { path: path.clone(), theirs: String::new(), row: name(), mark: db.newest()? });
            continue;
        };
        let theirs = text(&shown_now, &place);
        let then = follow(&place, &*now, &*known.row).map_or_else(String::new, |path| text(&shown, &path));
        let said = vec![(place.clone(), said.clone())];
        let mine = plain(&*now as &dyn Row, &said, db);
        moved.extend(said);
        if then != theirs && mine.iter().all(|(_, mine)| *mine != theirs) {
            let mark = whose(db, at, &*now, &place, basis.known)?;
            clashes.push(Clash { path: path.clone(), theirs, row: name(), mark });
        }
    }
    Ok((moved, clashes))
}

/// The last deed that changed the field of a path.
fn whose(db: &Db, at: Ref, now: &dyn KeptRow, path: &str, since: Id) -> Result<Option<Mark>> {
    let Some((key, n, field)) = of_part(path) else {
        return find(&now.heads(), path).map_or(Ok(None), |(_, head)| db.last_change(at, None, head, since));
    };
    let (parts, id) = (now.parts(), row_of(now, key, n));
    let part = parts.iter().find(|part| part.key == key).zip(id);
    let Some((part, id)) = part else { return Ok(None) };
    let head = find(&part.rows.heads(), field).map(|(_, head)| head);
    head.map_or(Ok(None), |head| db.last_change(at, Some((part.table, id)), head, since))
}
