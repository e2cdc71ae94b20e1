//! What the rules of orders and opportunities ask of the file.
use crate::domain::account::Account;
use crate::domain::fold::fold;
use crate::domain::kinds::shape;
use crate::domain::money::Money;
use crate::domain::opportunity::Stage;
use crate::domain::order::Credit;
use crate::domain::order::State;
use crate::domain::value::{Choice, Id};
use crate::domain::world::World;
use crate::store::Db;
use anyhow::Result;
use chrono::NaiveDate;
use rusqlite::{OptionalExtension, params};
use std::collections::BTreeSet;

impl Db {
    /// The first order of a customer with a PO number, of those made before one that is kept, or of all for a new one.
    /// A cancelled order has given its number back.
    pub(super) fn order_of_po(&self, account: Id, po: &str, order: Id) -> Result<Option<(String, Option<NaiveDate>)>> {
        let sql = "SELECT number, ordered FROM \"order\" WHERE account = ?1 AND fold(po) = ?2 AND (?3 = 0 OR id < ?3)
                   AND state <> 'cancelled' ORDER BY id LIMIT 1";
        let mut found = self.sql.prepare_cached(sql)?;
        Ok(found.query_row(params![account, fold(po), order], |r| Ok((r.get(0)?, r.get(1)?))).optional()?)
    }

    /// Whether another order has a number.
    pub(super) fn is_number_taken(&self, number: &str, order: Id) -> Result<bool> {
        let sql = "SELECT 1 FROM \"order\" WHERE number = ? AND id <> ?";
        Ok(self.sql.prepare_cached(sql)?.exists(params![number, order])?)
    }

    /// What a customer may owe, and does by other orders in the same currency that are confirmed and not paid.
    pub(super) fn credit_of(&self, account: Id, order: Id) -> Result<Option<Credit>> {
        let account: Account = self.get(account)?;
        let Some(limit) = account.credit else { return Ok(None) };
        let sql =
            "SELECT coalesce(sum(max(total - coalesce(paid, 0), 0)), 0) FROM \"order\" WHERE account = ? AND id <> ?
                   AND currency = ? AND state NOT IN ('draft', 'cancelled') AND billing <> 'paid'
                   AND history IS NULL AND archived IS NULL";
        let currency = account.currency;
        let owed = params![account.id, order, currency.code()];
        let owed: i64 = self.sql.prepare_cached(sql)?.query_row(owed, |r| r.get(0))?;
        Ok(Some(Credit { limit: Money { minor: limit, currency }, owed }))
    }

    /// The stages of the list, each with the chance that its policy gives.
    pub(super) fn stages_of_list(&self) -> Vec<Stage> {
        let chance = |name: &str| self.rule(&format!("stage-{name}"));
        self.codes("stage").iter().map(|code| Stage { id: code.id, chance: chance(&code.name) }).collect()
    }

    /// The record of a kind that has a number, where the kind has numbers.
    pub fn numbered(&self, kind: &str, number: &str) -> Result<Option<Id>> {
        if !shape(kind).is_some_and(|shape| shape.has("number")) {
            return Ok(None);
        }
        let sql = format!("SELECT id FROM \"{kind}\" WHERE number = ? ORDER BY id LIMIT 1");
        Ok(self.sql.prepare_cached(&sql)?.query_row([number], |row| row.get(0)).optional()?)
    }

    /// The records of a kind that are called exactly so, accents and case aside, the oldest first.
    pub fn named(&self, kind: &'static str, name: &str) -> Result<Vec<Id>> {
        let wanted = fold(name.trim());
        let mut all: Vec<Id> = Vec::new();
        for found in self.lookup(name, NAMESAKES, Some(kind))? {
            if self.name(kind, found.at.id).is_some_and(|name| fold(name.trim()) == wanted) {
                all.push(found.at.id);
            }
        }
        all.sort_unstable();
        Ok(all)
    }

    /// How many units of a product have yet to leave, and on how many orders.
    pub fn to_ship(&self, product: Id) -> Result<(i64, i64)> {
        let lines = format!("FROM order_line WHERE product = ?1 AND {TO_SHIP}");
        // Along the index twice takes less than to gather by order.
        let sql = format!(
            "SELECT (SELECT coalesce(sum(quantity - cancelled - shipped), 0) {lines}),
                    (SELECT count(*) FROM (SELECT DISTINCT parent {lines}))"
        );
        Ok(self.sql.prepare_cached(&sql)?.query_row([product], |r| Ok((r.get(0)?, r.get(1)?)))?)
    }

    /// At most so many orders of a product: those from which it has yet to leave, what is due first; then those of its
    /// newest lines, the newest first. Of a product that is on half of all orders it takes no longer than of another.
    pub(super) fn orders_of(&self, product: Id, limit: usize) -> Result<Vec<Id>> {
        let few = format!("SELECT 1 FROM order_line WHERE product = ? AND {TO_SHIP} LIMIT 1 OFFSET {MANY}");
        let is_on_many = self.sql.prepare_cached(&few)?.exists([product])?;
        let lines = format!("FROM order_line WHERE product = ?1 AND {TO_SHIP}");
        let waits = if is_on_many {
            format!("EXISTS (SELECT 1 {lines} AND parent = t.id)")
        } else {
            format!("t.id IN (SELECT parent {lines})")
        };
        let waiting = format!(
            "SELECT t.id FROM \"order\" t WHERE t.due_at IS NOT NULL AND {waits} ORDER BY t.due_at, t.id DESC LIMIT ?2"
        );
        let most = i64::try_from(limit)?;
        let mut waiting = self.sql.prepare_cached(&waiting)?;
        let mut all: Vec<Id> = waiting.query_map([product, most], |row| row.get(0))?.collect::<Result<_, _>>()?;
        if all.len() < limit {
            let newest = self.newest_of(product, 2 * most)?;
            let others: BTreeSet<Id> = newest.into_iter().filter(|order| !all.contains(order)).collect();
            all.extend(others.into_iter().rev().take(limit - all.len()));
        }
        Ok(all)
    }

    /// The orders of so many of a product's lines, those made last.
    fn newest_of(&self, product: Id, lines: i64) -> Result<Vec<Id>> {
        let sql = "SELECT id, parent FROM order_line WHERE product = ? AND state = ? ORDER BY id DESC LIMIT ?";
        let mut found = self.sql.prepare_cached(sql)?;
        let mut all: Vec<(Id, Id)> = Vec::new();
        // The index has them state by state.
        for (_, state, _) in State::ALL {
            let of_state = found.query_map(params![product, state, lines], |row| Ok((row.get(0)?, row.get(1)?)))?;
            all.extend(of_state.collect::<Result<Vec<_>, _>>()?);
        }
        all.sort_unstable_by(|one, other| other.cmp(one));
        all.truncate(usize::try_from(lines)?);
        Ok(all.into_iter().map(|(_, order)| order).collect())
    }
}

/// A line that has yet to leave, as the index `order_line_to_ship` says it.
const TO_SHIP: &str = "state IN ('confirmed', 'preparing', 'held')";

/// Where more lines of a product have yet to leave, the orders that are due are walked until there are enough.
const MANY: usize = 1_000;

/// Of those that have a name, so many are looked at.
const NAMESAKES: usize = 20;
