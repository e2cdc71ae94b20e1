//! The end of a deed: what has to be true of all that it wrote before that is kept.
use super::tx::{Mode, Tx};
use crate::domain::deed::Ref;
use crate::domain::filter::Filter;
use crate::domain::kinds::shape;
use crate::domain::problem::Problems;
use crate::domain::value::Id;
use crate::store::file::schema::{follow, number};
use crate::store::links::leaning;
use crate::store::search::pieces::OF_A_SAVE;
use crate::store::{List, Order};
use anyhow::Result;
use rusqlite::params;
use std::collections::BTreeSet;

impl Tx<'_> {
    /// What has to be true before the deed is kept.
    pub(in crate::store) fn finish(&self) -> Result<()> {
        self.rename()?;
        self.ripple()?;
        self.merge_many()?;
        if self.has_paused() {
            self.is_whole(self.head)?;
        }
        self.close()
    }

    /// What has to be true before what was written so far is kept.
    pub(in crate::store) fn close(&self) -> Result<()> {
        self.rename()?;
        self.index_rest()?;
        for (table, (next, first)) in self.ids.take() {
            self.sql.prepare_cached("UPDATE seq SET next = ? WHERE tbl = ?")?.execute(params![next, table])?;
            if self.mode == Mode::Bulk {
                let tbl = number(&self.sql, table, "")?;
                follow(&self.sql, table, tbl)?;
                self.sql
                    .execute("INSERT INTO span VALUES (?, ?, ?, ?)", params![self.entry.get(), tbl, first, next - 1])?;
            }
        }
        if self.mode == Mode::Bulk {
            self.write_words(&OF_A_SAVE)?;
        } else {
            self.merge_in_turn(self.entry.get())?;
        }
        self.sql.prepare_cached("UPDATE entry SET open = 0 WHERE id = ?")?.execute([self.entry.get()])?;
        Ok(())
    }

    /// Says anew what names a record that is called otherwise now.
    fn rename(&self) -> Result<()> {
        loop {
            // Taken before the work, which may find more of them.
            let Some(at) = self.renamed.borrow_mut().pop() else { return Ok(()) };
            for (kind, sql, any) in leaning(at.kind) {
                let wanted = if any { at.packed() } else { at.id };
                let ids: Vec<Id> = {
                    let mut found = self.sql.prepare_cached(&sql)?;
                    found.query_map([wanted], |row| row.get(0))?.collect::<Result<_, _>>()?
                };
                ids.into_iter().try_for_each(|id| self.settle(Ref { kind, id }))?;
            }
        }
    }

    /// Every open record of the kinds that lean on what was saved.
    fn ripple(&self) -> Result<()> {
        let kinds: BTreeSet<&'static str> =
            self.rippling.take().into_iter().filter_map(shape).flat_map(|shape| shape.ripples).copied().collect();
        self.settling.set(true);
        for kind in kinds {
            let Some(shape) = shape(kind) else { continue };
            let filter = Filter::parse(shape.open, &*(shape.blank)(), self.db).map_err(Problems::from)?;
            let list = List { kind: Some(shape.kind), filter: &filter, order: Order::default() };
            self.every(&list)?.into_iter().try_for_each(|at| self.settle(at))?;
        }
        self.settling.set(false);
        Ok(())
    }
}
