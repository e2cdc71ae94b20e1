//! Finding anyone and anything by a few letters or digits. Three structures: words with their prefixes (`find`), whole
//! names and numbers (`exact`), and the beginnings of mailboxes and document numbers (`find_key`).
//!
//! Ranking, exact and bounded: class by class, newest first within one, until the page is full.
use super::{Db, unpack};
use crate::domain::deed::Ref;
use crate::domain::digits::digits_typed;
use crate::domain::face::Find;
use crate::domain::fold::{accented_words, fold, has_accents, words};
use crate::domain::kinds::shape;
use crate::domain::phone::{self, Phone};
use crate::domain::value::Id;
use crate::domain::world::World;
use anyhow::Result;
use rusqlite::params;

/// A record that a text finds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Found {
    /// Which.
    pub at: Ref,
    /// How well it matches: 1 is best.
    pub class: u8,
}

/// A digest of what a record is found by: the same words need no new index.
#[derive(Clone, Copy, PartialEq)]
pub struct Digest(pub i64);

/// A document's number is typed without its letters, too: 1019 for SO-1019.
const SERIES: [&str; 2] = ["so-", "q-"];

/// Of a class's rows, so many are looked at.
const WINDOW: i64 = 200;

impl Digest {
    /// FNV-1a over all that the record is found by, with marks between: the number must not change with a compiler.
    pub fn of(find: &Find) -> Self {
        let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
        for list in [&find.names, &find.words, &find.phones, &find.keys] {
            for byte in list.iter().flat_map(|text| text.bytes().chain([1])).chain([2]) {
                hash = (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3);
            }
        }
        Self(hash.cast_signed())
    }
}

/// A token as a query takes it.
fn quoted(token: &str, prefix: bool) -> String {
    format!("\"{}\"{}", token.replace('"', ""), if prefix { "*" } else { "" })
}

/// A name as one token: `nguyenvanhung`.
fn joined(words: &[String]) -> String {
    words.concat()
}

/// The folded words of a text, and its accented ones where they differ.
fn tokens(text: &str, into: &mut Vec<String>) {
    for token in words(text).into_iter().chain(accented_words(text)) {
        if !into.contains(&token) {
            into.push(token);
        }
    }
}

impl Db {
    /// Finds a record by these from now on, and by nothing else.
    pub(super) fn index(&self, at: Ref, find: &Find) -> Result<()> {
        let packed = at.packed();
        let (mut list, mut exact) = (Vec::new(), Vec::new());
        for name in &find.names {
            tokens(name, &mut list);
            exact.push(format!("={}", joined(&words(name))));
            exact.push(format!("~{}", joined(&accented_words(name))));
        }
        find.words.iter().for_each(|text| tokens(text, &mut list));
        for raw in &find.phones {
            exact.extend(Phone::read(raw, &self.country()).iter().flat_map(phone::search_tokens));
        }
        self.replace("find", packed, &list)?;
        self.replace("exact", packed, &exact)?;
        self.sql.prepare_cached("DELETE FROM find_key WHERE packed = ?")?.execute([packed])?;
        for key in find.keys.iter().map(|key| fold(key)).filter(|key| !key.is_empty()) {
            self.sql.prepare_cached("INSERT OR IGNORE INTO find_key VALUES (?, ?)")?.execute(params![key, packed])?;
        }
        Ok(())
    }

    fn replace(&self, table: &str, packed: Id, tokens: &[String]) -> Result<()> {
        if tokens.is_empty() {
            self.sql.prepare_cached(&format!("DELETE FROM {table} WHERE rowid = ?"))?.execute([packed])?;
            return Ok(());
        }
        let sql = format!("INSERT OR REPLACE INTO {table} (rowid, t) VALUES (?, ?)");
        self.sql.prepare_cached(&sql)?.execute(params![packed, tokens.join(" ")])?;
        Ok(())
    }

    /// Anyone and anything by words of a name in any order, or by digits of a number; the best first.
    pub fn lookup(&self, text: &str, limit: usize, kind: Option<&'static str>) -> Result<Vec<Found>> {
        let mut found = Finding { db: self, limit, kind: kind.and_then(shape).map(|s| s.no), list: Vec::new() };
        let text = text.trim();
        let digits = text.chars().filter(char::is_ascii_digit).count();
        let number = digits > 0 && !text.chars().any(char::is_alphabetic);
        if number {
            found.number(text)?;
        } else if text.contains('@') {
            found.key(1, text)?;
        } else if text.chars().count() > 1 {
            found.words(text)?;
            if digits > 0 {
                found.key(4, text)?;
            }
        }
        Ok(found.list)
    }

    /// The ids of a kind that are found by a text, as a condition on `t.id`: what a filter's free words ask.
    pub(super) fn matching(kind_no: i64, text: &str, country: &str) -> (String, Vec<String>) {
        let digits = text.chars().filter(char::is_ascii_digit).count();
        if digits > 2 && !text.chars().any(char::is_alphabetic) {
            let (mut parts, mut values) = (Vec::new(), Vec::new());
            if let Some(typed) = digits_typed(text, country) {
                let starts = typed.starts.iter().map(|digits| quoted(&format!("q{digits}"), true));
                let ends = typed.ends.iter().map(|digits| quoted(&reversed(digits), true));
                parts.push("SELECT rowid FROM exact WHERE exact MATCH ?".to_owned());
                values.push(starts.chain(ends).collect::<Vec<_>>().join(" OR "));
            }
            for series in SERIES.iter().chain(&[""]) {
                parts.push("SELECT packed FROM find_key WHERE key >= ? AND key < ?".to_owned());
                values.extend(range(&fold(&format!("{series}{text}"))));
            }
            let all = parts.join(" UNION ");
            return (format!("t.id IN (SELECT rowid >> 6 FROM ({all}) WHERE rowid & 63 = {kind_no})"), values);
        }
        let mut all = words(text);
        if all.is_empty() {
            return ("1".to_owned(), Vec::new());
        }
        if has_accents(text) {
            all = accented_words(text);
        }
        let last = all.len() - 1;
        let query: Vec<String> = all.iter().enumerate().map(|(n, word)| quoted(word, n == last)).collect();
        let mut values = vec![query.join(" AND ")];
        values.extend(range(&fold(text)));
        let condition = format!(
            "t.id IN (SELECT rowid >> 6 FROM find WHERE find MATCH ? AND rowid & 63 = {kind_no}
             UNION ALL SELECT packed >> 6 FROM find_key WHERE key >= ? AND key < ? AND packed & 63 = {kind_no})"
        );
        (condition, values)
    }
}

/// The bounds of all keys that begin so.
fn range(key: &str) -> [String; 2] {
    [key.to_owned(), format!("{key}\u{10ffff}")]
}

fn reversed(digits: &str) -> String {
    format!("p{}", digits.chars().rev().collect::<String>())
}

/// A lookup under way.
struct Finding<'a> {
    db: &'a Db,
    limit: usize,
    kind: Option<i64>,
    list: Vec<Found>,
}

impl Finding<'_> {
    fn words(&mut self, text: &str) -> Result<()> {
        let plain = words(text);
        let Some(last) = plain.len().checked_sub(1) else { return Ok(()) };
        let query = |words: &[String]| {
            let each = words.iter().enumerate().map(|(n, word)| quoted(word, n == last));
            each.collect::<Vec<_>>().join(" AND ")
        };
        let marked = accented_words(text);
        if has_accents(text) {
            self.exact(1, &quoted(&format!("~{}", joined(&marked)), false))?;
        }
        self.exact(2, &quoted(&format!("={}", joined(&plain)), false))?;
        if has_accents(text) {
            self.find(3, &query(&marked))?;
        }
        self.find(4, &query(&plain))
    }

    fn number(&mut self, text: &str) -> Result<()> {
        self.key(1, text)?;
        let typed = digits_typed(text, &self.db.country()).unwrap_or_default();
        for digits in &typed.starts {
            self.exact(2, &quoted(&format!("q{digits}"), false))?;
        }
        for series in SERIES {
            self.key(2, &format!("{series}{text}"))?;
        }
        for digits in &typed.starts {
            self.exact(3, &quoted(&format!("q{digits}"), true))?;
        }
        for digits in &typed.ends {
            self.exact(4, &quoted(&reversed(digits), true))?;
        }
        Ok(())
    }

    fn exact(&mut self, class: u8, query: &str) -> Result<()> {
        self.take(class, "SELECT rowid FROM exact WHERE exact MATCH ?1 ORDER BY rowid DESC LIMIT ?2", &[query])
    }

    fn find(&mut self, class: u8, query: &str) -> Result<()> {
        self.take(class, "SELECT rowid FROM find WHERE find MATCH ?1 ORDER BY rowid DESC LIMIT ?2", &[query])
    }

    /// The whole of a key, then what begins so, one class below.
    fn key(&mut self, class: u8, text: &str) -> Result<()> {
        let key = fold(text);
        let whole = "SELECT packed FROM find_key WHERE key = ?1 ORDER BY packed DESC LIMIT ?2";
        self.take(class, whole, &[&key])?;
        let ([from, to], class) = (range(&key), class + 1);
        let sql = "SELECT packed FROM find_key WHERE key >= ?1 AND key < ?2 ORDER BY key, packed DESC LIMIT ?3";
        self.take(class, sql, &[&from, &to])
    }

    /// Adds what a query finds and was not found yet.
    fn take(&mut self, class: u8, sql: &str, values: &[&str]) -> Result<()> {
        if self.list.len() >= self.limit {
            return Ok(());
        }
        let mut found = self.db.sql.prepare_cached(sql)?;
        for (n, value) in values.iter().enumerate() {
            found.raw_bind_parameter(n + 1, value)?;
        }
        found.raw_bind_parameter(values.len() + 1, WINDOW)?;
        let mut found = found.raw_query();
        while let Some(row) = found.next()? {
            let packed: Id = row.get(0)?;
            let at = unpack(packed)?;
            let wanted = match self.kind {
                Some(no) => packed & 63 == no,
                None => shape(at.kind).is_some_and(|shape| shape.found),
            };
            if !wanted || self.list.iter().any(|f| f.at.packed() == packed) {
                continue;
            }
            self.list.push(Found { at, class });
            if self.list.len() >= self.limit {
                break;
            }
        }
        Ok(())
    }
}

impl Db {
    /// The records that have this whole number or mailbox among their own.
    pub fn reached_at(&self, raw: &str) -> Result<Vec<Ref>> {
        let normal =
            Phone::read(raw, &self.country()).filter(|p| p.valid).map_or_else(|| raw.to_lowercase(), |p| p.e164);
        let sql = "SELECT DISTINCT parent, of_kind FROM reach WHERE normal = ?1 OR normal >= ?1 || ';' AND normal < ?1 || '<'";
        let mut found = self.sql.prepare_cached(sql)?;
        let found = found.query_map([normal], |r| Ok((r.get::<_, Id>(0)?, r.get::<_, i64>(1)?)))?;
        found.map(|row| row.map_err(Into::into).and_then(|(id, no)| unpack((id << 6) | no))).collect()
    }
}
