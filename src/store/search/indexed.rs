//! What a lookup finds a record by, written into the three structures of `search`, and its marks beside them. Many new
//! records are gathered first: what lies together in the file is then written together.
use super::HAS_PARTS;
use super::spelt::Words;
use crate::domain::deed::Ref;
use crate::domain::digest;
use crate::domain::face::Find;
use crate::domain::kinds::KINDS;
use crate::domain::value::Id;
use crate::domain::world::World;
use crate::store::{Db, Tx};
use anyhow::Result;
use rusqlite::params;
use std::collections::HashMap;

/// A digest of what a record is found by: the same words need no new index.
#[derive(Clone, Copy, PartialEq)]
pub struct Digest(pub i64);

impl Digest {
    /// Over all that the record is found by.
    pub fn of(find: &Find) -> Self {
        let mut digest = digest::Digest::default();
        for list in [&find.names, &find.words, &find.phones, &find.keys] {
            for text in list {
                digest.add(text);
            }
            // Where one list ends another begins.
            digest.number(-1);
        }
        Self(digest.value().cast_signed()).and(&find.alike)
    }

    /// And by none of these marks, which it had.
    pub fn without(self, marks: &[i64]) -> Self {
        let mut digest = digest::Digest::so_far(self.0.cast_unsigned());
        let mut marks = marks.to_vec();
        marks.sort_unstable();
        for mark in marks.into_iter().rev() {
            digest.without(mark);
        }
        Self(digest.value().cast_signed())
    }

    /// And by these marks, if it had none.
    pub fn and(self, marks: &[i64]) -> Self {
        let mut digest = digest::Digest::so_far(self.0.cast_unsigned());
        // Phones and mailboxes may come back from the file in another order between them.
        let mut marks = marks.to_vec();
        marks.sort_unstable();
        for mark in marks {
            digest.number(mark);
        }
        Self(digest.value().cast_signed())
    }
}

/// A record, and what finds it from now on: nothing else does.
pub(in crate::store) struct Sought {
    pub at: Ref,
    pub words: Words,
    /// Nothing finds it until now.
    pub new: bool,
}

/// So many keys and marks of new records are gathered at most: to write some means to walk along all that are there.
const GATHERED: usize = 400_000;
/// And so many once someone had to wait.
const GATHERED_AMONG_OTHERS: usize = 150_000;

/// Keys and marks of new records, each with its record, that are not written yet.
#[derive(Default)]
pub(in crate::store) struct Gathered {
    keys: Vec<(String, Id)>,
    marks: Vec<(i64, Id)>,
    among_others: bool,
    /// So many records are found by what was written.
    pub indexed: usize,
    /// Marks were written of which it is not said yet whether others have them, too.
    untold: bool,
}

impl Gathered {
    /// Less is gathered from now on, so that none who waits waits long.
    pub fn among_others(&mut self) {
        self.among_others = true;
    }

    fn are_many(&self) -> bool {
        let most = if self.among_others { GATHERED_AMONG_OTHERS } else { GATHERED };
        self.keys.len() + self.marks.len() > most
    }

    fn take(&mut self, sought: Sought) {
        let packed = sought.at.packed();
        self.marks.extend(sought.words.marks.into_iter().map(|mark| (mark, packed)));
        self.keys.extend(sought.words.keys.into_iter().map(|key| (key, packed)));
    }
}

/// One of the structures that are found by words.
struct Index {
    insert: &'static str,
    replace: &'static str,
    delete: &'static str,
    tokens: fn(&Words) -> &str,
}

const WORDS: Index = Index {
    insert: "INSERT INTO find (rowid, t) VALUES (?, ?)",
    replace: "INSERT OR REPLACE INTO find (rowid, t) VALUES (?, ?)",
    delete: "DELETE FROM find WHERE rowid = ?",
    tokens: |words| &words.list,
};
const EXACT: Index = Index {
    insert: "INSERT INTO exact (rowid, t) VALUES (?, ?)",
    replace: "INSERT OR REPLACE INTO exact (rowid, t) VALUES (?, ?)",
    delete: "DELETE FROM exact WHERE rowid = ?",
    tokens: |words| &words.exact,
};

impl Db {
    /// Finds records by these from now on, and by nothing else. Words first, all else after: a statement between them
    /// that may change several rows has the words written out each time.
    pub(in crate::store) fn index(&self, all: Vec<Sought>, gathered: &mut Gathered) -> Result<()> {
        [WORDS, EXACT].iter().try_for_each(|index| self.index_words(index, &all))?;
        let (new, old): (Vec<_>, Vec<_>) = all.into_iter().partition(|sought| sought.new);
        self.take_keys(new, gathered)?;
        if !old.is_empty() {
            self.write_gathered(gathered)?;
        }
        old.iter().try_for_each(|sought| self.index_keys(sought))
    }

    /// Keys and marks of new records; where there are many, they are written.
    fn take_keys(&self, new: Vec<Sought>, gathered: &mut Gathered) -> Result<()> {
        self.keep_found_by(&new)?;
        for sought in new {
            gathered.take(sought);
        }
        if !gathered.are_many() {
            return Ok(());
        }
        // To ask for each mark who has it takes longer than to walk along all at the end, but that once alone.
        gathered.untold |= !gathered.among_others;
        self.write_gathered(gathered)
    }

    /// Writes what was gathered, in the order in which it lies in the file.
    pub(in crate::store) fn write_gathered(&self, gathered: &mut Gathered) -> Result<()> {
        gathered.keys.sort_unstable();
        self.add_keys(gathered.keys.iter().map(|(key, packed)| (key.as_str(), *packed)))?;
        gathered.keys.clear();
        if gathered.untold {
            gathered.marks.sort_unstable();
            self.put_marks(&gathered.marks, &HashMap::new())?;
        } else {
            self.add_marks(&mut gathered.marks)?;
        }
        gathered.marks.clear();
        Ok(())
    }

    /// The same of all that is left, and says of each mark whether others have it, too.
    fn write_rest(&self, gathered: &mut Gathered) -> Result<()> {
        self.write_gathered(gathered)?;
        if std::mem::take(&mut gathered.untold) { self.share_all() } else { Ok(()) }
    }

    /// Finds nothing by this number, of whatever kind, any more.
    pub(in crate::store) fn forget_words(&self, packed: Id) -> Result<()> {
        [WORDS, EXACT].iter().try_for_each(|index| self.replace(index, packed, ""))?;
        self.forget_keys(packed)
    }

    fn index_words(&self, index: &Index, all: &[Sought]) -> Result<()> {
        let mut insert = self.sql.prepare_cached(index.insert)?;
        for Sought { at, words, new } in all {
            let tokens = (index.tokens)(words);
            if !new {
                self.replace(index, at.packed(), tokens)?;
            } else if !tokens.is_empty() {
                insert.execute(params![at.packed(), tokens])?;
            }
        }
        Ok(())
    }

    fn index_keys(&self, sought: &Sought) -> Result<()> {
        let (packed, words) = (sought.at.packed(), &sought.words);
        self.forget_keys(packed)?;
        self.keep_found_by(std::slice::from_ref(sought))?;
        self.add_keys(words.keys.iter().map(|key| (key.as_str(), packed)))?;
        self.add_marks(&mut words.marks.iter().map(|mark| (*mark, packed)).collect::<Vec<_>>())
    }

    /// Finds nothing by its keys and marks any more.
    fn forget_keys(&self, packed: Id) -> Result<()> {
        self.drop_found_by(packed)?.into_iter().try_for_each(|mark| self.unshare(mark))
    }

    fn add_keys<'k>(&self, keys: impl Iterator<Item = (&'k str, Id)>) -> Result<()> {
        self.insert_all("find_key", keys.map(|(key, packed)| [key.into(), packed.into()]))
    }

    fn replace(&self, index: &Index, packed: Id, tokens: &str) -> Result<()> {
        if tokens.is_empty() {
            self.sql.prepare_cached(index.delete)?.execute([packed])?;
            return Ok(());
        }
        self.sql.prepare_cached(index.replace)?.execute(params![packed, tokens])?;
        Ok(())
    }
}

impl Tx<'_> {
    /// A record is found by this from now on, once all is written.
    pub(in crate::store) fn find_by(&self, at: Ref, words: Words, new: bool) {
        self.finds.borrow_mut().push(Sought { at, words, new });
    }

    /// Writes by what the records written so far are found; keys of new ones may wait for more.
    pub(in crate::store) fn index_found(&self) -> Result<()> {
        let (all, mut gathered) = (self.finds.take(), self.gathered.borrow_mut());
        gathered.indexed += all.len();
        self.index(all, &mut gathered)
    }

    /// The same, and none waits.
    pub(in crate::store) fn index_all(&self) -> Result<()> {
        self.index_found()?;
        self.write_gathered(&mut self.gathered.borrow_mut())
    }

    /// The same, and all that is said of them is so.
    pub(in crate::store) fn index_rest(&self) -> Result<()> {
        self.index_found()?;
        self.write_rest(&mut self.gathered.borrow_mut())
    }

    /// A record is gone: nothing finds it any more.
    pub(in crate::store) fn lost(&self, at: Ref) {
        self.find_by(at, Words::default(), false);
        self.changed(at);
    }

    /// Writes anew by which whole names and numbers all records are found. It is begun empty: nothing in it is replaced, which
    /// takes far longer than to write it, and each kind goes in in the order in which it is kept.
    pub(in crate::store) fn exact_anew(&self) -> Result<()> {
        self.sql.execute_batch("INSERT INTO exact(exact) VALUES ('delete-all')")?;
        self.sql.execute_batch(HAS_PARTS)?;
        self.each_sought(|sought| self.index_words(&EXACT, &[sought]))
    }

    /// The same of the words.
    pub(in crate::store) fn words_anew(&self) -> Result<()> {
        self.sql.execute_batch("INSERT INTO find(find) VALUES ('delete-all')")?;
        self.each_sought(|sought| self.index_words(&WORDS, &[sought]))
    }

    /// The same of the keys and marks of all records.
    pub(in crate::store) fn keys_anew(&self) -> Result<()> {
        self.sql.execute_batch("DELETE FROM find_key; DELETE FROM alike; DELETE FROM found_by")?;
        let mut gathered = Gathered::default();
        self.each_sought(|sought| self.take_keys(vec![sought], &mut gathered))?;
        self.write_rest(&mut gathered)
    }

    /// Every record, and what finds it.
    fn each_sought(&self, mut each: impl FnMut(Sought) -> Result<()>) -> Result<()> {
        let country = self.country();
        for shape in KINDS {
            for id in self.ids(&format!("SELECT id FROM \"{}\"", shape.kind))? {
                self.gathered.borrow_mut().indexed += 1;
                let words = Words::of(&self.any(shape.kind, id)?.face(&**self).find, &country);
                each(Sought { at: Ref { kind: shape.kind, id }, words, new: true })?;
            }
        }
        Ok(())
    }

    /// A record is to be found by what it is found by, whatever the index has of it.
    pub(in crate::store) fn find_anew(&self, at: Ref) -> Result<()> {
        let face = self.any(at.kind, at.id)?.face(&**self);
        self.find_by(at, Words::of(&face.find, &self.country()), false);
        Ok(())
    }
}
