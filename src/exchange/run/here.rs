//! Who and what is here before any row is brought in, as far as many records have to be read for that. It is read before
//! there is the turn to write, so that nobody waits for it; what others wrote meanwhile the import hears of.
use super::known::{Links, Others};
use super::row::asks;
use super::twins::Twins;
use crate::exchange::plan::Plan;
use crate::exchange::plan::core::NUMBERS;
use crate::store::Db;
use anyhow::Result;
use std::sync::Arc;

/// What an import goes by.
pub struct Here {
    pub links: Others,
    pub twins: Option<Twins>,
}

impl Here {
    /// What the rows of a plan are held against, and the lines inside them.
    pub fn of(db: &Db, plan: &Plan) -> Result<Self> {
        let mut links = Others::new();
        for plan in [Some(plan), plan.lines()].into_iter().flatten() {
            for file in &plan.files {
                let asked = file.fields.iter().flat_map(|field| &field.from).filter_map(|from| asks(from.how));
                let numbered = plan.heads.iter().any(|head| NUMBERS.contains(&head.key)).then_some(plan.target.kind);
                for kind in asked.chain(numbered) {
                    if !links.contains_key(kind) {
                        let source = plan.options.source.as_deref().unwrap_or(&file.source);
                        links.insert(kind, Arc::new(Links::of(db, kind, source)?));
                    }
                }
            }
        }
        Ok(Self { links, twins: Twins::of(db, plan.target, plan.rows())? })
    }

    /// What the lines are held against once the records are in: lines are nobody's likely duplicates.
    pub fn after(links: Others) -> Self {
        Self { links, twins: None }
    }
}
