//! Likely duplicates: who has the same phone, the same mailbox, or the same name at the same company. Never the company
//! alone.
use super::Db;
use crate::domain::deed::Ref;
use crate::domain::fold::words;
use crate::domain::kinds::Shape;
use crate::domain::reach::{Reach, Sort};
use crate::domain::value::Id;
use crate::domain::world::World;
use crate::lang::{Sentence, Text, say};
use anyhow::Result;
use rusqlite::params;

/// A record that is likely the same, and why.
#[derive(Clone, Debug, PartialEq)]
pub struct Likely {
    /// Which.
    pub at: Ref,
    /// What both have.
    pub why: Text,
}

const PHONE: Text = say("same phone", "cùng số điện thoại");
const MAIL: Text = say("same e-mail", "cùng e-mail");
const NAME: Text = say("same name and company", "cùng tên và công ty");

/// The kinds that stand for people.
pub(super) const PEOPLE: [&str; 2] = ["lead", "contact"];
const MOST: usize = 5;

impl Likely {
    /// `contact Đào N. (same phone)`.
    pub fn told(&self, db: &Db) -> Sentence {
        let name = db.name(self.at.kind, self.at.id).unwrap_or_default();
        let kind = crate::domain::kinds::shape(self.at.kind).map_or(say("", ""), |shape: &Shape| shape.one);
        let [en, vi] = kind.both();
        let [why, vi_why] = self.why.both();
        Sentence::new(format!("{en} {name} ({why})"), format!("{vi} {name} ({vi_why})"))
    }
}

impl Db {
    /// Who is likely the same as someone of these addresses, this name and this company. `but` is the record itself.
    pub fn likely(&self, reaches: &[Reach], name: &str, company: &str, but: Option<Ref>) -> Result<Vec<Likely>> {
        let mut all: Vec<Likely> = Vec::new();
        let mut add = |at: Ref, why: Text| {
            let same = Some(at) == but || all.iter().any(|l| l.at == at);
            if !same && PEOPLE.contains(&at.kind) && all.len() < MOST {
                all.push(Likely { at, why });
            }
        };
        for reach in reaches.iter().filter(|r| !r.raw.is_empty()) {
            let why = if reach.sort == Sort::Mail { MAIL } else { PHONE };
            for at in self.reached_at(&reach.raw)? {
                add(at, why);
            }
        }
        let (name, company) = (words(name), words(company));
        if !name.is_empty() && !company.is_empty() {
            let sql = "SELECT rowid FROM exact WHERE exact MATCH ? ORDER BY rowid DESC LIMIT 20";
            let mut found = self.sql.prepare_cached(sql)?;
            let found = found.query_map(params![format!("\"={}\"", name.concat())], |row| row.get::<_, Id>(0))?;
            for packed in found.collect::<Result<Vec<_>, _>>()? {
                let Some(at) = Ref::unpack(packed) else { continue };
                if PEOPLE.contains(&at.kind) && words(&self.company_of(at)?) == company {
                    add(at, NAME);
                }
            }
        }
        Ok(all)
    }

    fn company_of(&self, at: Ref) -> Result<String> {
        let sql = match at.kind {
            "lead" => "SELECT coalesce(company, '') FROM lead WHERE id = ?",
            _ => {
                "SELECT coalesce((SELECT name FROM account WHERE account.id = contact.account), '') FROM contact WHERE id = ?"
            }
        };
        Ok(self.sql.prepare_cached(sql)?.query_row([at.id], |row| row.get(0))?)
    }
}
