//! Likely duplicates as the file has them: by the marks of `domain::likely`, which are kept beside every record of a
//! person or a company as the words are that find it.
use crate::domain::account::Account;
use crate::domain::deed::Ref;
use crate::domain::face::Kept;
use crate::domain::filter::{Filter, Term, What, Word};
use crate::domain::firm::tax_code;
use crate::domain::kinds::{KINDS, Shape, shape};
use crate::domain::likely::{Alike, Sign, firm_marks, marks};
use crate::domain::reach::{self, Reach};
use crate::domain::value::Id;
use crate::lang::{Sentence, Text, say};
use crate::store::lists::filter::Condition;
use crate::store::write::together::TOGETHER;
use crate::store::{Db, Tx, unpack};
use anyhow::Result;
use rusqlite::types::Value as Cell;
use rusqlite::{OptionalExtension, params, params_from_iter};
use std::collections::HashMap;

/// A record that is likely the same, and why.
#[derive(Clone, Debug, PartialEq)]
pub struct Likely {
    /// Which.
    pub at: Ref,
    /// What both have.
    pub why: Text,
}

/// So many are told.
const MOST: usize = 5;

impl Likely {
    /// `contact Đào N. (same phone)`.
    pub fn told(&self, db: &Db) -> Sentence {
        let name = crate::domain::world::World::name(db, self.at.kind, self.at.id).unwrap_or_default();
        let kind = shape(self.at.kind).map_or(say("", ""), |shape: &Shape| shape.one);
        let [en, vi] = kind.both();
        let [why, vi_why] = self.why.both();
        Sentence::new(format!("{en} {name} ({why})"), format!("{vi} {name} ({vi_why})"))
    }
}

impl Db {
    /// Who is likely the same as someone of these addresses, this name and this company. `but` is the record itself.
    pub fn likely(&self, reaches: &[Reach], name: &str, company: &str, but: Option<Ref>) -> Result<Vec<Likely>> {
        let mut reaches = reaches.to_vec();
        reach::settle(&mut reaches, self);
        self.who_has(&marks(&reaches, name, company), but, None)
    }

    /// Who is likely the same as a customer.
    pub fn likely_firm(&self, account: &Account, but: Option<Ref>) -> Result<Vec<Likely>> {
        let mut reaches = account.reaches.clone();
        reach::settle(&mut reaches, self);
        let code = tax_code(&account.tax_code);
        let told = Account::ALIKE.and_then(|alike| told_apart(&alike, Account::KIND, "?3", "k.packed"));
        let mut marks = firm_marks(&reaches, &account.name, &account.tax_code);
        marks.extend(account.aliases.iter().flat_map(|alias| firm_marks(&[], &alias.name, "")));
        self.who_has(&marks, but, told.zip(code))
    }

    /// Who has these marks, and is not told apart by its tax code: the condition for that, and the code.
    fn who_has(&self, marks: &[(Sign, i64)], but: Option<Ref>, told: Option<(String, String)>) -> Result<Vec<Likely>> {
        let (unless, code) = told.unwrap_or_default();
        let sql = format!(
            "SELECT packed FROM alike k WHERE mark = ?1 AND packed <> ?2 AND ?3 IS ?3 {unless}
             ORDER BY packed DESC LIMIT {MOST}"
        );
        let own = but.map_or(0, Ref::packed);
        let mut all: Vec<Likely> = Vec::new();
        for (sign, mark) in marks {
            let mut found = self.sql.prepare_cached(&sql)?;
            let found = found.query_map(params![mark, own, code], |row| row.get::<_, Id>(0))?;
            for packed in found.collect::<Result<Vec<_>, _>>()? {
                let at = unpack(packed)?;
                let apart = but.map_or(Ok(false), |but| self.is_apart(but, at))?;
                if !apart && all.len() < MOST && all.iter().all(|likely| likely.at != at) {
                    all.push(Likely { at, why: sign.text() });
                }
            }
        }
        Ok(all)
    }

    /// Whether a record may be the same as another: what the filter word `likely` finds.
    pub fn is_likely(&self, at: Ref) -> Result<bool> {
        let Some(shape) = shape(at.kind).filter(|shape| shape.alike.is_some()) else { return Ok(false) };
        // Most have no mark that another has: that is soon told.
        let shared = "SELECT 1 FROM alike INDEXED BY alike_many WHERE packed = ? AND many = 1";
        if !self.sql.prepare_cached(shared)?.exists([at.packed()])? {
            return Ok(false);
        }
        let filter = Filter { terms: vec![Term { not: false, what: What::Word(Word::Likely) }] };
        let Condition { sql, values, .. } = self.condition_of_one(&filter, shape);
        let sql = format!("SELECT EXISTS (SELECT 1 FROM \"{}\" t WHERE t.id = ? AND ({sql}))", at.kind);
        let values = std::iter::once(Cell::Integer(at.id)).chain(values);
        Ok(self.sql.prepare_cached(&sql)?.query_row(params_from_iter(values), |row| row.get(0))?)
    }

    /// The same as a condition on the rows `t` of a kind: others of the kinds that count have a mark of theirs.
    pub(in crate::store) fn alike(&self, shape: &Shape, of_one: bool, values: &mut Vec<Cell>) -> String {
        let Some(alike) = &shape.alike else { return "0".to_owned() };
        let of = Filter::parse(alike.of, &*(shape.blank)(), self).unwrap_or_default();
        let of = self.condition(&of, shape);
        values.extend(of.values);
        let among = KINDS.iter().filter(|other| alike.among.contains(&other.kind));
        let among: Vec<String> = among.map(|other| other.no.to_string()).collect();
        let own = |field: &str| {
            format!("(SELECT tax_code(x.\"{field}\") FROM \"{}\" x WHERE x.id = p.packed >> 6)", shape.kind)
        };
        let own = alike.apart.map(own).unwrap_or_default();
        let unless = told_apart(alike, shape.kind, &own, "q.packed").unwrap_or_default();
        let has = format!(
            "p.many = 1 AND EXISTS (SELECT 1 FROM alike q
               WHERE q.mark = p.mark AND q.packed <> p.packed AND q.packed & 63 IN ({}) {unless}
               AND NOT EXISTS (SELECT 1 FROM apart a
                 WHERE a.parent = p.packed >> 6 AND a.of_kind = p.packed & 63 AND a.other = q.packed))",
            among.join(", ")
        );
        let (of, no) = (of.sql, shape.no);
        if of_one {
            return format!(
                "({of}) AND EXISTS (SELECT 1 FROM alike p INDEXED BY alike_many WHERE p.packed = (t.id << 6) | {no} AND {has})"
            );
        }
        let all =
            format!("SELECT p.packed >> 6 FROM alike p INDEXED BY alike_many WHERE p.packed & 63 = {no} AND {has}");
        format!("({of}) AND t.id IN ({all})")
    }

    /// One that had this mark, as others had, has it no more.
    pub(in crate::store) fn unshare(&self, mark: i64) -> Result<()> {
        let sql = "UPDATE alike SET many = 0
                   WHERE mark = ?1 AND 1 = (SELECT count(*) FROM (SELECT 1 FROM alike WHERE mark = ?1 LIMIT 2))";
        self.sql.prepare_cached(sql)?.execute([mark])?;
        Ok(())
    }

    /// Keeps marks, each with its record, in the order in which they lie in the file.
    pub(in crate::store) fn add_marks(&self, all: &mut [(i64, Id)]) -> Result<()> {
        all.sort_unstable();
        let known = self.known_marks(all.chunk_by(|one, next| one.0 == next.0).map(|same| same[0].0))?;
        self.put_marks(all, &known)
    }

    /// The same of marks in order, where it is `known` which of them someone has already, each with whether more than one
    /// does.
    pub(in crate::store) fn put_marks(&self, all: &[(i64, Id)], known: &HashMap<i64, bool>) -> Result<()> {
        let mut share = self.sql.prepare_cached("UPDATE alike SET many = 1 WHERE mark = ?")?;
        let mut new: Vec<(i64, Id, bool)> = Vec::with_capacity(all.len());
        for same in all.chunk_by(|one, next| one.0 == next.0) {
            let mark = same[0].0;
            let known = known.get(&mark);
            if known == Some(&false) {
                share.execute([mark])?;
            }
            let many = known.is_some() || same.len() > 1;
            new.extend(same.iter().map(|(mark, packed)| (*mark, *packed, many)));
        }
        self.insert_all("alike", new.into_iter().map(|(mark, packed, many)| [mark.into(), packed.into(), many.into()]))
    }

    /// Those of some marks that someone has, each with whether more than one does.
    fn known_marks(&self, mut marks: impl Iterator<Item = i64>) -> Result<HashMap<i64, bool>> {
        let mut known = HashMap::new();
        loop {
            let asked: Vec<i64> = marks.by_ref().take(TOGETHER).collect();
            if asked.is_empty() {
                return Ok(known);
            }
            let sql = format!("SELECT mark, many FROM alike WHERE mark IN ({})", vec!["?"; asked.len()].join(", "));
            let mut found = self.sql.prepare_cached(&sql)?;
            for row in found.query_map(params_from_iter(asked), |row| Ok((row.get(0)?, row.get(1)?)))? {
                let (mark, many) = row?;
                known.insert(mark, many);
            }
        }
    }

    /// Marks that several have are said to be of many.
    pub(in crate::store) fn share_all(&self) -> Result<()> {
        let several = "SELECT mark FROM alike GROUP BY mark HAVING count(*) > 1 AND min(many) = 0";
        self.sql.execute(&format!("UPDATE OR FAIL alike SET many = 1 WHERE many = 0 AND mark IN ({several})"), [])?;
        Ok(())
    }

    /// Marks that one alone has now are no longer said to be of many.
    pub(in crate::store) fn unshare_all(&self) -> Result<()> {
        let alone = "NOT EXISTS (SELECT 1 FROM alike q WHERE q.mark = alike.mark AND q.packed <> alike.packed)";
        self.sql.execute(&format!("UPDATE alike SET many = 0 WHERE many = 1 AND {alone}"), [])?;
        Ok(())
    }

    /// The marks of all records.
    pub fn each_mark(&self, mut each: impl FnMut(i64)) -> Result<()> {
        let mut found = self.sql.prepare_cached("SELECT mark FROM alike")?;
        let mut rows = found.query([])?;
        while let Some(row) = rows.next()? {
            each(row.get(0)?);
        }
        Ok(())
    }

    /// The marks that those of a kind alone have which have a tax code.
    pub fn each_mark_coded(&self, shape: &Shape, mut each: impl FnMut(i64)) -> Result<()> {
        let Some(field) = shape.alike.as_ref().and_then(|alike| alike.apart) else { return Ok(()) };
        let sql = format!(
            "SELECT k.mark FROM alike k JOIN \"{}\" t ON t.id = k.packed >> 6
             WHERE k.packed & 63 = {} GROUP BY k.mark HAVING min(tax_code(t.\"{field}\") IS NOT NULL)",
            shape.kind, shape.no
        );
        let mut found = self.sql.prepare(&sql)?;
        let mut rows = found.query([])?;
        while let Some(row) = rows.next()? {
            each(row.get(0)?);
        }
        Ok(())
    }
}

/// That another has no other tax code than this, both given in SQL.
fn told_apart(alike: &Alike, kind: &str, code: &str, other: &str) -> Option<String> {
    let field = alike.apart?;
    Some(format!(
        "AND NOT EXISTS (SELECT 1 FROM \"{kind}\" y WHERE y.id = {other} >> 6 AND tax_code(y.\"{field}\") <> {code})"
    ))
}

impl Tx<'_> {
    /// The first record of a kind that has a mark, and no other tax code.
    pub fn marked(&self, shape: &Shape, mark: i64, code: Option<&str>) -> Result<Option<Id>> {
        self.index_all()?;
        let unless = shape.alike.as_ref().and_then(|alike| told_apart(alike, shape.kind, "?3", "k.packed"));
        let sql = format!(
            "SELECT packed >> 6 FROM alike k WHERE mark = ?1 AND packed & 63 = ?2 AND ?3 IS ?3 {}
             ORDER BY packed LIMIT 1",
            unless.unwrap_or_default()
        );
        let mut found = self.sql.prepare_cached(&sql)?;
        Ok(found.query_row(params![mark, shape.no, code], |row| row.get(0)).optional()?)
    }
}
