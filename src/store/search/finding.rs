//! A lookup, class by class: each asks a structure, and the best come first.
use super::{Found, beginning, ending, is_document, is_number, joined, quoted, range, series};
use crate::domain::deed::Ref;
use crate::domain::digits::{LEAST, digits_typed};
use crate::domain::face::Tier;
use crate::domain::fold::{accented_words, fold, has_accents, words};
use crate::domain::kinds::{Shape, shape};
use crate::domain::world::World;
use crate::store::Db;
use anyhow::Result;
use rusqlite::params_from_iter;

/// Of a class's rows, so many are looked at.
const WINDOW: usize = 200;

/// In which turn words find.
const TIERS: [Tier; 4] = [Tier::Who, Tier::What, Tier::About, Tier::Never];
/// What is found of each.
type ByTier = [Vec<Ref>; TIERS.len()];

/// A lookup under way.
pub struct Finding<'a> {
    db: &'a Db,
    limit: usize,
    kind: Option<&'static Shape>,
    list: Vec<Found>,
}

impl<'a> Finding<'a> {
    /// Of so many, of one kind where that is given.
    pub fn new(db: &'a Db, limit: usize, kind: Option<&'static Shape>) -> Self {
        Self { db, limit, kind, list: Vec::new() }
    }

    /// What a text finds.
    pub fn list(mut self, text: &str) -> Result<Vec<Found>> {
        if is_number(text) {
            self.number(text)?;
        } else if text.contains('@') {
            self.key(1, text)?;
        } else if text.chars().count() > 1 {
            self.words(text)?;
        }
        Ok(self.list)
    }

    fn words(&mut self, text: &str) -> Result<()> {
        let plain = words(text);
        if plain.is_empty() {
            return Ok(());
        }
        let marked = has_accents(text).then(|| accented_words(text));
        let document = text.contains(|c: char| c.is_ascii_digit());
        if document {
            self.whole_key(text)?;
            self.key(2, text)?;
        }
        // Who types the beginning of a document's number looks for no words.
        if is_document(text) && !self.list.is_empty() {
            return Ok(());
        }
        if let Some(marked) = &marked {
            self.exact(1, &quoted(&format!("~{}", joined(marked)), false))?;
        }
        self.exact(2, &quoted(&format!("={}", joined(&plain)), false))?;
        self.tiers(3, (&plain, true), marked.as_deref(), Some(text).filter(|_| !document))
    }

    fn number(&mut self, text: &str) -> Result<()> {
        for series in series() {
            self.whole_key(&format!("{series}{text}"))?;
        }
        let typed = digits_typed(text, &self.db.country()).unwrap_or_default();
        for digits in &typed.starts {
            self.exact(2, &quoted(&format!("q{digits}"), false))?;
        }
        let written = self.db.has_parts()?;
        for digits in &typed.starts {
            self.exact(3, &beginning(digits, written))?;
        }
        for digits in &typed.ends {
            self.exact(4, &ending(digits, written))?;
        }
        series().try_for_each(|series| self.key(5, &format!("{series}{text}")))?;
        // A number may be a word of a name; of one or two digits all of it, for too many begin so.
        let words = words(text);
        let digits = text.chars().filter(char::is_ascii_digit).count();
        if words.is_empty() { Ok(()) } else { self.tiers(6, (&words, digits >= LEAST), None, None) }
    }

    /// Those whose words these are, the last as it begins where it may, from a class on; the beginning of a key stands with
    /// those who are someone.
    fn tiers(
        &mut self,
        from: u8,
        (plain, begins): (&[String], bool),
        marked: Option<&[String]>,
        key: Option<&str>,
    ) -> Result<()> {
        let query = |words: &[String]| {
            let each = words.iter().enumerate().map(|(n, word)| quoted(word, begins && n + 1 == words.len()));
            each.collect::<Vec<_>>().join(" AND ")
        };
        let marked = marked.map_or_else(|| Ok(ByTier::default()), |words| self.find(&query(words)))?;
        // Those who fill the page leave no room for what comes after them.
        let plain = if marked[0].len() < self.room() { self.find(&query(plain))? } else { ByTier::default() };
        for (class, ((tier, marked), plain)) in (from..).step_by(2).zip(TIERS.iter().zip(marked).zip(plain)) {
            self.add(class, marked);
            self.add(class + 1, plain);
            if let (Tier::Who, Some(key)) = (tier, key) {
                self.key(class + 1, key)?;
            }
        }
        Ok(())
    }

    /// What words find, of each tier as many as there is room for. All tiers are asked for at once: to ask takes longer
    /// than to look at what is found.
    fn find(&self, query: &str) -> Result<ByTier> {
        let mut found = ByTier::default();
        let room = self.room().min(WINDOW);
        if room > 0 {
            self.each("SELECT rowid AS at FROM find WHERE find MATCH ?1", "at DESC", &[query], |at, tier| {
                let of_tier = &mut found[tier];
                if of_tier.len() < room && self.is_new(at)? {
                    of_tier.push(at);
                }
                Ok(found[0].len() < room)
            })?;
        }
        Ok(found)
    }

    fn exact(&mut self, class: u8, query: &str) -> Result<()> {
        self.take(class, "SELECT rowid AS at FROM exact WHERE exact MATCH ?1", "at DESC", &[query])
    }

    fn key(&mut self, class: u8, text: &str) -> Result<()> {
        let [from, to] = range(&fold(text));
        let sql = "SELECT packed AS at FROM find_key WHERE key >= ?1 AND key < ?2";
        self.take(class, sql, "key, at DESC", &[&from, &to])
    }

    fn whole_key(&mut self, text: &str) -> Result<()> {
        self.take(1, "SELECT packed AS at FROM find_key WHERE key = ?1", "at DESC", &[&fold(text)])
    }

    /// Adds what a query finds, but for what is never found by a lookup.
    fn take(&mut self, class: u8, sql: &str, order: &str, values: &[&str]) -> Result<()> {
        let (mut found, mut seen, room) = (Vec::new(), 0, self.room());
        if room > 0 {
            self.each(sql, order, values, |at, tier| {
                if self.kind.is_some() || TIERS[tier] != Tier::Never {
                    seen += 1;
                    if !found.contains(&at) && self.is_new(at)? {
                        found.push(at);
                    }
                }
                Ok(found.len() < room && seen < WINDOW)
            })?;
        }
        self.add(class, found);
        Ok(())
    }

    /// Hands out what a query finds of the kind asked for, each with the place of its tier, until that says no.
    fn each(
        &self,
        sql: &str,
        order: &str,
        values: &[&str],
        mut more: impl FnMut(Ref, usize) -> Result<bool>,
    ) -> Result<()> {
        let of_kind = self.kind.map_or_else(String::new, |kind| format!(" AND at & 63 = {}", kind.no));
        let mut found = self.db.sql.prepare_cached(&format!("{sql}{of_kind} ORDER BY {order}"))?;
        let mut found = found.query(params_from_iter(values))?;
        while let Some(row) = found.next()? {
            let Some(at) = Ref::unpack(row.get(0)?) else { continue };
            let found = shape(at.kind).map(|shape| shape.found);
            let tier = TIERS.iter().position(|tier| Some(*tier) == found).unwrap_or_default();
            if !more(at, tier)? {
                break;
            }
        }
        Ok(())
    }

    /// How many more are wanted.
    fn room(&self) -> usize {
        self.limit - self.list.len()
    }

    /// Whether it was not found yet. The index may know what is not there: that is for the doctor to tell.
    fn is_new(&self, at: Ref) -> Result<bool> {
        Ok(!self.list.iter().any(|found| found.at == at) && self.db.is_there(at)?)
    }

    fn add(&mut self, class: u8, found: Vec<Ref>) {
        for at in found {
            if self.room() > 0 && !self.list.iter().any(|found| found.at == at) {
                self.list.push(Found { at, class });
            }
        }
    }
}
