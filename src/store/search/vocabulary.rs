//! What the two structures of words hold, and what they would hold by the records: each is summed up in one walk along it,
//! for what is kept there cannot be asked of a record.
use super::found_by::Sum;
use super::spelt::Words;
use super::{NOBODY, PARTS, WORDS};
use crate::domain::deed::Ref;
use crate::domain::value::Id;
use crate::store::Db;
use anyhow::Result;
use std::collections::{BTreeSet, HashSet};

/// The most bytes of a word that the engine keeps.
const LONGEST: usize = 32_768;

/// A page of words by its number: of which piece of the index it is stands above these bits, and its place in the piece
/// below; those between are 0 where words stand in it. From a piece of this number on it tells what was taken out.
const PLACE_BITS: u32 = 31;
const PIECE_BITS: u32 = 37;
const TAKEN_OUT: i64 = 1 << 16;

/// The words of records, as they would be kept.
#[derive(Clone, Copy, Default)]
pub(in crate::store) struct Vocabulary {
    find: Sum,
    exact: Sum,
    /// Those that `exact` has anything of.
    rows: Sum,
}

impl Vocabulary {
    /// A record, and what finds it; `is_found`: `find` has words of it, if not all.
    pub fn add(&mut self, at: Ref, words: &Words, is_found: bool, has_parts: bool) {
        let [find, exact] = words.written();
        let packed = at.packed();
        if is_found {
            for word in kept(find) {
                self.find.add(packed, |row| row.add(word));
            }
        }
        if !exact.is_empty() {
            self.rows.add(packed, |_| ());
        }
        for word in kept(exact).into_iter().filter(|word| has_parts || !word.starts_with(PARTS)) {
            self.exact.add(packed, |row| row.add(word));
        }
    }
}

/// The words of a text as the engine keeps them, each once.
fn kept(text: &str) -> BTreeSet<&str> {
    let parts = |c: char| c.is_ascii() && !c.is_ascii_alphanumeric() && !"=~@.+-_".contains(c);
    let words = text.split(parts).filter(|word| !word.is_empty());
    words.map(|word| &word[..word.floor_char_boundary(LONGEST)]).collect()
}

impl Db {
    /// The structures of words that do not hold what was summed up, but for what is known of these that are not there.
    pub(in crate::store) fn words_amiss(
        &self,
        all: &Vocabulary,
        has_parts: bool,
        ghosts: &[Id],
    ) -> Result<Vec<&'static str>> {
        let ghosts: BTreeSet<Id> = ghosts.iter().copied().collect();
        let mut held = Vocabulary::default();
        self.each_word(WORDS[0], |packed, word| {
            if !ghosts.contains(&packed) {
                held.find.add(packed, |row| row.add(word));
            }
        })?;
        self.each_word(WORDS[1], |packed, word| {
            if packed != NOBODY && (has_parts || !word.starts_with(PARTS)) {
                held.exact.add(packed, |row| row.add(word));
            }
        })?;
        let mut rows = self.sql.prepare("SELECT id FROM exact_docsize WHERE id <> ?")?;
        let mut rows = rows.query([NOBODY])?;
        while let Some(row) = rows.next()? {
            held.rows.add(row.get(0)?, |_| ());
        }
        let differ = [held.find != all.find, held.exact != all.exact || held.rows != all.rows];
        let mut amiss = Vec::new();
        for (name, differs) in WORDS.into_iter().zip(differ) {
            if differs || self.lacks_pages(name)? {
                amiss.push(name);
            }
        }
        Ok(amiss)
    }

    /// Every word of a structure, with each that it finds.
    fn each_word(&self, name: &str, mut each: impl FnMut(Id, &str)) -> Result<()> {
        self.sql.execute_batch(&format!(
            "CREATE VIRTUAL TABLE IF NOT EXISTS temp.{name}_words USING fts5vocab(main, {name}, instance)"
        ))?;
        let mut found = self.sql.prepare(&format!("SELECT doc, term FROM temp.{name}_words"))?;
        let mut rows = found.query([])?;
        while let Some(row) = rows.next()? {
            each(row.get(0)?, row.get_ref(1)?.as_str()?);
        }
        Ok(())
    }

    /// Whether a page on which words begin is not found by its first one.
    fn lacks_pages(&self, name: &str) -> Result<bool> {
        let mut found = self.sql.prepare(&format!("SELECT segid, pgno >> 1 FROM {name}_idx"))?;
        let found: HashSet<(i64, i64)> =
            found.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<Result<_, _>>()?;
        // Words begin on a page that is longer than what it says of itself: where they do stands behind that.
        let mut pages = self
            .sql
            .prepare(&format!("SELECT id, substr(block, 3, 2), length(block) FROM {name}_data WHERE id >= ?"))?;
        let mut pages = pages.query([1_i64 << PIECE_BITS])?;
        while let Some(row) = pages.next()? {
            let (id, length): (i64, i64) = (row.get(0)?, row.get(2)?);
            let said = row.get_ref(1)?.as_blob()?.iter().fold(0, |sum, byte| sum << 8 | i64::from(*byte));
            let (piece, place) = (id >> PIECE_BITS, id & ((1 << PLACE_BITS) - 1));
            let has_words = id >> PLACE_BITS << PLACE_BITS == piece << PIECE_BITS && length > said;
            if piece < TAKEN_OUT && has_words && !found.contains(&(piece, place)) {
                return Ok(true);
            }
        }
        Ok(false)
    }
}
