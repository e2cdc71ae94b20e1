//! The pieces in which words are written: each deed adds some to either structure, and a lookup asks every one. They are
//! merged a little at a time, so that none who saves or waits notices.
use super::WORDS;
use crate::domain::value::Id;
use crate::store::write::tx::Mode;
use crate::store::{Db, Tx};
use anyhow::Result;
use rusqlite::Connection;

/// How words are written: bytes of them that are gathered in memory before, of words and of whole names, and how many pieces
/// are merged into one as they are written, none of it where that is 0.
pub(in crate::store) struct Upkeep {
    gathered: [i64; 2],
    merged: i64,
}

/// Merging as it is written would have one save in some hundred take seconds: `merge_words` does it a little at a time.
pub(in crate::store) const OF_A_SAVE: Upkeep = Upkeep { gathered: [1 << 20; 2], merged: 0 };
pub(in crate::store) const IN_BULK: Upkeep = Upkeep { gathered: [4 << 20, 2 << 20], merged: 64 };

/// One deed in so many has some pages merged.
const MERGING: Id = 8;
/// So many of these merges wait until nobody types: each takes longer than a save.
const WAITING: u32 = 8;
/// So many pieces of about one size are merged into one.
const PIECES: i64 = 4;
/// Pages that are merged at a time.
const PAGES: i64 = 16;
/// And one that wrote much: others wait no longer than for these.
const PAGES_AT_ONCE: i64 = 500;
/// It does so once for each so many records: who brings few does not wait for what others left in pieces.
const RECORDS: usize = 5_000;

/// A structure of words is merged where this file says so, and by itself only where it has to be.
pub(in crate::store) fn rarely_merged(sql: &Connection, name: &str) -> Result<()> {
    [("automerge", 0), ("crisismerge", 1000), ("usermerge", PIECES)]
        .iter()
        .try_for_each(|(what, count)| set(sql, name, what, *count))
}

/// Gives a structure of words an order (sqlite.org/fts5.html, special INSERT commands).
fn set(sql: &Connection, name: &str, what: &str, value: i64) -> Result<()> {
    let order = format!("INSERT INTO {name}({name}, rank) VALUES (?, ?)");
    sql.prepare_cached(&order)?.execute((what, value))?;
    Ok(())
}

impl Db {
    /// How the words are written from now on.
    pub(in crate::store) fn write_words(&self, upkeep: &Upkeep) -> Result<()> {
        for (name, gathered) in WORDS.iter().zip(upkeep.gathered) {
            set(&self.sql, name, "hashsize", gathered)?;
            set(&self.sql, name, "automerge", upkeep.merged)?;
            // Files of earlier versions were merged more rarely.
            set(&self.sql, name, "usermerge", PIECES)?;
        }
        Ok(())
    }

    /// From now on what deeds wrote is merged while nobody types.
    pub(in crate::store) fn merges_at_rest(&self) {
        self.merges.set(Some(0));
    }

    /// Merges some pages where it is this deed's turn; later, where that may wait.
    pub(in crate::store) fn merge_in_turn(&self, entry: Id) -> Result<()> {
        match self.merges.get() {
            _ if entry % MERGING > 0 => Ok(()),
            Some(waiting) if waiting < WAITING => {
                self.merges.set(Some(waiting + 1));
                Ok(())
            }
            _ => self.merge_words(),
        }
    }

    /// Does one of the merges that wait; says whether there was one.
    pub(in crate::store) fn merge_waiting(&self) -> Result<bool> {
        let Some(left) = self.merges.get().and_then(|waiting| waiting.checked_sub(1)) else { return Ok(false) };
        self.lightly(Self::merge_words)?;
        self.merges.set(Some(left));
        Ok(true)
    }

    /// Merges some pages of both.
    fn merge_words(&self) -> Result<()> {
        WORDS.iter().try_for_each(|name| self.merge(name, PAGES).map(|_| ()))
    }

    /// Whether there was something to be merged.
    fn merge(&self, name: &str, pages: i64) -> Result<bool> {
        let before = self.sql.total_changes();
        set(&self.sql, name, "merge", pages)?;
        // The order itself counts as one (sqlite.org/fts5.html, the 'merge' command).
        Ok(self.sql.total_changes() - before > 1)
    }
}

impl Tx<'_> {
    /// Merges what a bulk deed wrote, and lets in who waits meanwhile.
    pub(in crate::store) fn merge_many(&self) -> Result<()> {
        if self.mode != Mode::Bulk {
            return Ok(());
        }
        self.index_rest()?;
        let steps = self.gathered.borrow().indexed.div_ceil(RECORDS);
        for name in WORDS {
            for _ in 0..steps {
                if !self.merge(name, PAGES_AT_ONCE)? {
                    break;
                }
                if self.is_waited_for()? {
                    self.pause()?;
                }
            }
        }
        Ok(())
    }
}
