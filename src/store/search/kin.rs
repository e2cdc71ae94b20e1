//! What belongs together: records with one number or mailbox, what waits for someone, and a company's people.
use crate::domain::deed::Ref;
use crate::domain::kinds::{KINDS, Shape, no_of, shape};
use crate::domain::likely::LAST_OF_ADDRESS;
use crate::domain::order::LINES;
use crate::domain::value::{Id, Instant};
use crate::store::links::{Link, links};
use crate::store::{Db, instant, unpack};
use anyhow::Result;
use rusqlite::params;
use std::collections::{BTreeSet, HashMap};
use std::sync::LazyLock;

/// Of an address that many have, so many are looked at: a made-up number is in hundreds of old records.
const SHARED: usize = 20;

/// What `waiting` asks of each kind: it is asked for every row of a lookup at every letter.
static WAITING: LazyLock<HashMap<&'static str, String>> = LazyLock::new(|| {
    let sql = |shape: &Shape| {
        let mut parts: Vec<String> = links(shape.kind).iter().filter_map(Db::open_by).collect();
        if shape.works {
            let own = format!("FROM \"{}\" WHERE id = ?1 AND due_at IS NOT NULL", shape.kind);
            parts.push(format!("SELECT due_at, id, {} {own}", shape.no));
        }
        (!parts.is_empty()).then(|| parts.join(" UNION ALL "))
    };
    KINDS.iter().filter_map(|shape| Some((shape.kind, sql(shape)?))).collect()
});

/// What leads to a record is looked for without an index in a table of at most so many rows.
const SHORT: Id = 16_000;

impl Db {
    /// Other records that have a number or mailbox of this one, the newest first.
    pub fn sharing(&self, at: Ref) -> Result<Vec<Ref>> {
        // A mark is of the number alone: at another extension is another.
        let sql = "SELECT k.packed FROM reach a CROSS JOIN alike k
                   WHERE a.parent = ?1 >> 6 AND a.of_kind = ?1 & 63 AND k.packed <> ?1
                   AND k.mark BETWEEN address_mark(a.normal) AND address_mark(a.normal) + ?2
                   AND EXISTS (SELECT 1 FROM reach b WHERE b.parent = k.packed >> 6 AND b.of_kind = k.packed & 63
                               AND b.normal = a.normal)";
        let mut found = self.sql.prepare_cached(sql)?;
        let found = found.query_map([at.packed(), LAST_OF_ADDRESS], |row| row.get(0))?;
        let found: BTreeSet<Id> = found.collect::<Result<_, _>>()?;
        let mut all = Vec::new();
        for packed in found.into_iter().rev().take(SHARED) {
            // What was merged is the one that stayed, whose address it is, too.
            let other = self.survivor(unpack(packed)?)?;
            if other != at && !all.contains(&other) {
                all.push(other);
            }
        }
        Ok(all)
    }

    /// Everything open that leads to a record, itself included if it is: the earliest due first.
    pub fn waiting(&self, at: Ref, limit: usize) -> Result<Vec<Ref>> {
        let Some(sql) = WAITING.get(at.kind) else { return Ok(Vec::new()) };
        let mut found = self.sql.prepare_cached(sql)?;
        let found = found.query_map([at.id, at.packed()], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
        let mut all: Vec<(i64, Id, i64)> = found.collect::<Result<_, _>>()?;
        all.sort_unstable();
        // One may lead to it in several ways.
        all.dedup();
        all.truncate(limit);
        all.into_iter().map(|(_, id, no)| unpack((id << 6) | no)).collect()
    }

    /// Records that lead to one, what is due first, at most so many of each link. Of a person they are what they own and
    /// is open, of a product `orders_of` says which; a long table is not read whole for a link that has no index.
    pub fn leading(&self, at: Ref, limit: usize) -> Result<Vec<Ref>> {
        let mut all = Vec::new();
        for link in links(at.kind).into_iter().filter(|link| !(link.part && link.any)) {
            let of_person = at.kind == "person" && shape(link.kind).is_some_and(|shape| shape.works);
            if of_person && link.column != "owner" || !self.is_at_hand(&link)? {
                continue;
            }
            let (kind, column) = (link.kind, link.column);
            let to = if link.any { at.packed() } else { at.id };
            if (link.table, link.column) == (LINES, "product") {
                let orders = self.orders_of(to, limit)?;
                all.extend(orders.into_iter().map(|id| Ref { kind, id }));
                continue;
            }
            let which = match (link.part, of_person) {
                (true, _) => format!("t.id IN (SELECT parent FROM \"{}\" WHERE \"{column}\" = ?1)", link.table),
                (false, true) => format!("t.\"{column}\" = ?1 AND t.due_at IS NOT NULL"),
                (false, false) => format!("t.\"{column}\" = ?1"),
            };
            let order = "t.due_at IS NULL, t.due_at, t.id DESC";
            let sql = format!("SELECT t.id FROM \"{kind}\" t WHERE {which} ORDER BY {order} LIMIT {limit}");
            let mut found = self.sql.prepare_cached(&sql)?;
            let mut found = found.query([to])?;
            while let Some(row) = found.next()? {
                all.push(Ref { kind, id: row.get(0)? });
            }
        }
        Ok(all)
    }

    /// Whether what a link leads to is found within a key.
    fn is_at_hand(&self, link: &Link) -> Result<bool> {
        let sql =
            "SELECT 1 FROM pragma_index_list(?1) l JOIN pragma_index_info(l.name) i ON i.seqno = 0 WHERE i.name = ?2";
        Ok(self.length(link.table)? <= SHORT || self.sql.prepare_cached(sql)?.exists([link.table, link.column])?)
    }

    /// The contact and the account that a lead became.
    pub fn became(&self, lead: Id) -> Result<(Option<Id>, Option<Id>)> {
        let mut found = self.sql.prepare_cached("SELECT contact, account FROM lead WHERE id = ?")?;
        Ok(found.query_row([lead], |row| Ok((row.get(0)?, row.get(1)?)))?)
    }

    /// The open records whose own column leads to one, or that are about it.
    fn open_by(link: &Link) -> Option<String> {
        let shape = shape(link.kind).filter(|shape| shape.works)?;
        let (no, kind, column) = (shape.no, link.kind, link.column);
        let wanted = if link.any { "?2" } else { "?1" };
        let open = "t.due_at IS NOT NULL";
        match (link.part, link.any) {
            (false, _) => Some(format!(
                "SELECT t.due_at, t.id, {no} FROM \"{kind}\" t WHERE t.\"{column}\" = {wanted} AND {open}"
            )),
            (true, true) => Some(format!(
                "SELECT t.due_at, t.id, {no} FROM \"{}\" p JOIN \"{kind}\" t ON t.id = p.parent
                 WHERE p.\"{column}\" = {wanted} AND {open}",
                link.table
            )),
            (true, false) => None,
        }
    }

    /// A customer's contacts and when each was last touched, the latest first.
    pub fn contacts_by_touch(&self, account: Id, limit: usize) -> Result<Vec<(Id, Option<Instant>)>> {
        let no = no_of("contact");
        let sql = "SELECT c.id, (SELECT max(t.at) FROM touch_subject s JOIN touch t ON t.id = s.parent
                                 WHERE s.subject = (c.id << 6) | ?2) AS last
                   FROM contact c WHERE c.account = ?1 AND c.archived IS NULL ORDER BY last DESC, c.id LIMIT ?3";
        let mut found = self.sql.prepare_cached(sql)?;
        let mut found = found.query(params![account, no, i64::try_from(limit)?])?;
        let mut all = Vec::new();
        while let Some(row) = found.next()? {
            let last: Option<i64> = row.get(1)?;
            all.push((row.get(0)?, last.map(instant).transpose()?));
        }
        Ok(all)
    }

    /// The columns by which what is open is found from who it is for, each with its table: they must be indexed.
    pub fn open_columns() -> Vec<(&'static str, &'static str)> {
        let of = |to: &str| links(to).into_iter().filter(|link| Self::open_by(link).is_some());
        ["account", "contact", "lead"].into_iter().flat_map(of).map(|link| (link.table, link.column)).collect()
    }
}
