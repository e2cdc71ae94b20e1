//! Links to records that others are called like: beside the name stands the key, by which an import tells them apart.
use super::{Export, For};
use crate::domain::deed::Ref;
use crate::domain::field::Head;
use crate::domain::kind::Kind;
use crate::domain::kinds::shape;
use crate::domain::value::{Id, Value};
use crate::exchange::plan::own::Marked;
use crate::exchange::run::known::Links;
use crate::store::Db;
use anyhow::Result;
use std::collections::{BTreeSet, HashMap};

/// By what records are known again that are written out: their keys, and what those of each kind are called.
pub struct Shared {
    /// The keys of this workspace.
    pub mark: Marked,
    /// Of the kinds of which some are called alike.
    links: HashMap<&'static str, Links>,
}

impl Shared {
    /// Of what these fields lead to.
    pub fn of(db: &Db, heads: &[&'static Head]) -> Result<Self> {
        let mut links = HashMap::new();
        for kind in heads.iter().filter_map(|head| kind_of(head)) {
            if !links.contains_key(kind) {
                links.insert(kind, Links::of(db, kind, "")?);
            }
        }
        links.retain(|_, links: &mut Links| links.are_shared());
        Ok(Self { mark: Marked::of(db)?, links })
    }

    /// The column of the keys of a field, where some of what it may lead to is called alike.
    pub fn column(&self, head: &Head) -> Option<String> {
        self.links.contains_key(kind_of(head)?).then(|| column(head))
    }

    /// The key of what a field leads to, where its name is not its own.
    pub fn key(&self, db: &Db, head: &Head, value: &Value) -> Option<String> {
        let (kind, Value::Whole(id)) = (kind_of(head)?, value) else { return None };
        let name = head.kind.write(value, db);
        let links = self.links.get(kind)?;
        (links.find(&name, false) != Some(*id)).then(|| self.mark.key(Ref { kind, id: *id }, None))
    }

    /// The same of a record that is named by what it is called, where a field leads to it.
    pub fn key_of(&self, head: &Head, id: Id, name: &str) -> Option<String> {
        let kind = kind_of(head)?;
        let links = self.links.get(kind)?;
        (links.find(name, false) != Some(id)).then(|| self.mark.key(Ref { kind, id }, None))
    }
}

impl Export<'_> {
    /// What of its links is called alike. Who edits a list goes by the names.
    pub(super) fn shared(&self, purpose: For) -> Result<Shared> {
        let mut fields = Vec::new();
        if self.part().is_some() && purpose == For::All {
            fields = self.fields()?;
        } else if purpose == For::All {
            // Rows may be of several kinds, and objects hold the rows of their parts.
            let kinds: BTreeSet<&str> = self.rows.iter().map(|at| at.kind).chain([self.kind]).collect();
            for blank in kinds.into_iter().filter_map(shape).map(|shape| (shape.blank)()) {
                fields.extend(blank.heads());
                fields.extend(blank.parts().into_iter().filter(|part| part.grows).flat_map(|part| part.rows.heads()));
            }
        }
        Shared::of(self.db, &fields)
    }
}

/// What the column of the keys of a field is called.
pub fn column(head: &Head) -> String {
    format!("{}_key", head.key)
}

fn kind_of(head: &Head) -> Option<&'static str> {
    if let Kind::Link(kind) = head.kind { Some(kind) } else { None }
}
