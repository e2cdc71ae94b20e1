//! Which columns lead to which records: read from the tables of fields, so that no link can be forgotten.
use super::Tx;
use crate::domain::deed::Ref;
use crate::domain::field::{Head, Home};
use crate::domain::kind::Kind;
use crate::domain::kinds::{KINDS, Shape};
use crate::domain::value::Id;
use anyhow::Result;
use rusqlite::OptionalExtension;

/// The kind whose part alone a table holds.
pub fn part_owner(table: &str) -> Option<&'static str> {
    let of = |shape: &&Shape| (shape.blank)().parts().iter().any(|part| part.table == table && !part.shared);
    KINDS.iter().find(of).map(|shape| shape.kind)
}

/// A column that leads to records of a kind.
pub struct Link {
    /// The kept kind that holds it.
    pub kind: &'static str,
    pub table: &'static str,
    pub column: &'static str,
    /// Whether it leads to records of any kind, packed.
    pub any: bool,
    part: bool,
}

impl Link {
    fn holder(&self) -> &'static str {
        if self.part { "parent" } else { "id" }
    }
}

/// Every column that may lead to a record of a kind: read from the tables of fields, so that none can be forgotten.
pub fn links(to: &str) -> Vec<Link> {
    let mut all = Vec::new();
    for shape in KINDS {
        let row = (shape.blank)();
        let mut add = |table: &'static str, heads: Vec<&'static Head>, part: bool| {
            for head in heads.into_iter().filter(|h| h.home == Home::Column) {
                let any = matches!(head.kind, Kind::Any);
                if any || head.kind.links() == Some(to) {
                    all.push(Link { kind: shape.kind, table, column: head.key, any, part });
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
