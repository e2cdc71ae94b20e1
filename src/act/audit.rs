//! The journal of the whole file, narrowed by words of what is told of each entry, as the reader has it before them.
use super::tell_entry;
use crate::domain::face::Kept;
use crate::domain::fold::fold;
use crate::domain::person::Person;
use crate::domain::sought::Sought;
use crate::domain::value::Id;
use crate::domain::world::World;
use crate::store::{Db, Told};
use anyhow::Result;

/// A stretch of the journal, the newest first.
#[derive(Default)]
pub struct Past {
    /// What was done that is asked for; without what changed.
    pub told: Vec<Told>,
    /// Before which entry it goes on; none where there is nothing older.
    pub next: Option<Id>,
}

/// So many entries are read at once.
const PAGE: usize = 200;
/// So many are walked at most, however few of them are asked for.
const STRETCH: usize = 2_000;

/// What was done that is asked for, so many before an entry: fewer where a whole stretch had no more.
pub fn audit(db: &Db, sought: &Sought, before: Option<Id>, limit: usize) -> Result<Past> {
    let mut past = Past { told: Vec::new(), next: before };
    for _ in 0..STRETCH / PAGE {
        let page = db.audit(sought, past.next, PAGE)?;
        let is_last = page.len() < PAGE;
        for told in page {
            past.next = Some(told.entry);
            if says(&told, sought, db) {
                past.told.push(told);
            }
            if past.told.len() == limit {
                return Ok(past);
            }
        }
        if is_last {
            past.next = None;
            break;
        }
    }
    Ok(past)
}

/// Whether all the words stand in what is told of it, in who did it, or in what it was done to first.
fn says(told: &Told, sought: &Sought, db: &Db) -> bool {
    if sought.words.is_empty() {
        return true;
    }
    let who = db.name(Person::KIND, told.who).unwrap_or_default();
    let text = fold(&format!("{who} {} {}", tell_entry(told, db).to(db.lang()), told.deed.title));
    sought.words.iter().all(|word| text.contains(word.as_str()))
}
