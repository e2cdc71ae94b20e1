//! Which columns lead to which records: read from the tables of fields, so that no link can be forgotten.
use crate::domain::deed::Ref;
use crate::domain::field::{Head, Home};
use crate::domain::kind::Kind;
use crate::domain::kinds::{KINDS, Shape};
use crate::domain::value::Id;
use crate::store::{Db, Tx};
use anyhow::Result;
use rusqlite::OptionalExtension;
use std::sync::LazyLock;

/// The kind whose part alone a table holds.
pub fn part_owner(table: &str) -> Option<&'static str> {
    let of = |shape: &&Shape| (shape.blank)().parts().iter().any(|part| part.table == table && !part.shared);
    KINDS.iter().find(of).map(|shape| shape.kind)
}

/// The kept record that a row of a table is in, packed, by the columns that say it.
pub fn owner_in(table: &str, parent: Option<Id>, of_kind: Option<i64>) -> Option<Id> {
    match part_owner(table) {
        Some(kind) => parent.map(|id| Ref { kind, id }.packed()),
        None => parent.zip(of_kind).map(|(id, no)| (id << 6) | no),
    }
}

/// A column that leads to records of a kind.
pub struct Link {
    /// The kept kind that holds it.
    pub kind: &'static str,
    pub table: &'static str,
    pub column: &'static str,
    /// Whether it leads to records of any kind, packed.
    pub any: bool,
    /// Whether it is in a part of it.
    pub part: bool,
    /// Whether a row of that part says nothing else.
    pub alone: bool,
}

impl Link {
    /// The column of the table that has the record's own number.
    pub fn holder(&self) -> &'static str {
        if self.part { "parent" } else { "id" }
    }
}

/// Every column that may lead to a record of a kind: read from the tables of fields, so that none can be forgotten.
pub fn links(to: &str) -> Vec<Link> {
    let mut all = Vec::new();
    for shape in KINDS {
        let row = (shape.blank)();
        let mut add = |table: &'static str, heads: Vec<&'static Head>, part: bool| {
            let alone = part && heads.len() == 1;
            for head in heads.into_iter().filter(|h| h.home == Home::Column) {
                let any = matches!(head.kind, Kind::Any);
                if any || head.kind.links() == Some(to) {
                    all.push(Link { kind: shape.kind, table, column: head.key, any, part, alone });
                }
            }
        };
        add(shape.kind, row.heads(), false);
        for part in row.parts().into_iter().filter(|part| !part.shared) {
            add(part.table, part.rows.heads(), true);
        }
    }
    all
}

/// Where the records of each kind stand whose own words name one of a kind: the kind, the question for their ids by a
/// link, and whether that link is packed.
pub fn leaning(to: &str) -> Vec<(&'static str, String, bool)> {
    let mut all = Vec::new();
    for shape in KINDS {
        let row = (shape.blank)();
        for lean in shape.leans {
            let (table, holder, heads, key) = match lean.split_once('.') {
                None => (shape.kind, "id", row.heads(), *lean),
                Some((part, key)) => {
                    let Some(part) = row.parts().into_iter().find(|p| p.key == part) else { continue };
                    (part.table, "parent", part.rows.heads(), key)
                }
            };
            let Some(kind) = heads.iter().find(|h| h.key == key).map(|h| h.kind) else { continue };
            let any = matches!(kind, Kind::Any);
            if any || kind.links() == Some(to) {
                let sql = format!("SELECT {holder} FROM \"{table}\" WHERE \"{key}\" = ?");
                all.push((shape.kind, sql, any));
            }
        }
    }
    all
}

/// The columns that lead from a record to others of its kind, each after the kind.
pub fn own_links() -> &'static [(&'static str, &'static str)] {
    static KNOWN: LazyLock<Vec<(&'static str, &'static str)>> = LazyLock::new(|| {
        let own = |head: &&Head, kind| head.home == Home::Column && matches!(head.kind, Kind::Link(to) if to == kind);
        let of = |shape: &Shape| {
            let heads = (shape.blank)().heads();
            heads
                .into_iter()
                .filter(|head| own(head, shape.kind))
                .map(|head| (shape.kind, head.key))
                .collect::<Vec<_>>()
        };
        KINDS.iter().flat_map(of).collect()
    });
    &KNOWN
}

impl Db {
    /// Whether a record is another of its kind or leads to it by a column, itself or by way of others.
    pub(super) fn is_on_the_way(&self, at: Ref, column: &str, to: Id) -> Result<bool> {
        let kind = at.kind;
        let sql = format!(
            "WITH RECURSIVE up (id) AS (SELECT ?1 UNION SELECT t.\"{column}\" FROM up JOIN \"{kind}\" t ON t.id = up.id
             WHERE t.\"{column}\" IS NOT NULL) SELECT 1 FROM up WHERE id = ?2"
        );
        Ok(self.sql.prepare_cached(&sql)?.exists([at.id, to])?)
    }
}

impl Tx<'_> {
    /// Another record that leads to this one: then it cannot go.
    pub(super) fn used_by(&self, at: Ref) -> Result<Option<Ref>> {
        for link in links(at.kind) {
            let wanted = if link.any { at.packed() } else { at.id };
            let sql = format!("SELECT {} FROM \"{}\" WHERE \"{}\" = ? LIMIT 1", link.holder(), link.table, link.column);
            let found: Option<Id> = self.sql.prepare_cached(&sql)?.query_row([wanted], |r| r.get(0)).optional()?;
            if let Some(id) = found {
                let user = Ref { kind: link.kind, id };
                if user != at {
                    return Ok(Some(user));
                }
            }
        }
        Ok(None)
    }
}
