//! Taking back an import: what it made and nobody touched since.
use super::paced::Pace;
use super::pause::of_deed;
use crate::domain::deed::Ref;
use crate::domain::kinds::{no_of, shape};
use crate::domain::value::Id;
use crate::store::Tx;
use crate::store::links::{links, part_owner};
use crate::store::search::WORDS;
use anyhow::{Context, Result};
use rusqlite::params;
use std::collections::BTreeSet;

/// A range of the ids of a table: rows that an import made.
pub(in crate::store) type Span = (String, Id, Id);

/// Whether a row is in one of them.
pub(super) fn are_of(spans: &[Span], table: &str, id: Id) -> bool {
    spans.iter().any(|(known, lo, hi)| known == table && (*lo..=*hi).contains(&id))
}

/// So many ids of a table are taken away at a time.
const STRETCH: Id = 1_000;

impl Tx<'_> {
    /// The records, packed, that were here before an import and to which it added parts: what follows from them does so no
    /// more once they are taken away.
    pub(in crate::store) fn grown_here(&self, spans: &[Span]) -> Result<Vec<Id>> {
        let made = |packed: Id| Ref::unpack(packed).is_none_or(|at| are_of(spans, at.kind, at.id));
        let mut grown = Vec::new();
        for (table, lo, hi) in spans.iter().filter(|(table, ..)| shape(table).is_none()) {
            let owner = part_owner(table).map_or("of_kind".to_owned(), |owner| no_of(owner).to_string());
            let sql = format!("SELECT DISTINCT (parent << 6) | {owner} FROM \"{table}\" WHERE id BETWEEN ? AND ?");
            let mut found = self.sql.prepare_cached(&sql)?;
            let owners = found.query_map([lo, hi], |r| r.get::<_, Id>(0))?.collect::<Result<Vec<_>, _>>()?;
            grown.extend(owners.into_iter().filter(|packed| !made(*packed)));
        }
        Ok(grown)
    }

    /// Takes away what an import made and nobody touched since, but of what stayed as it is; gives all that had to stay.
    pub(in crate::store) fn drop_spans(
        &self,
        entry: Id,
        spans: &[Span],
        stayed: &BTreeSet<Id>,
        pace: &mut Pace,
    ) -> Result<Vec<Ref>> {
        if spans.is_empty() {
            return Ok(stayed.iter().filter_map(|packed| Ref::unpack(*packed)).collect());
        }
        self.sql.execute_batch(
            "CREATE TEMP TABLE IF NOT EXISTS stay (packed INTEGER PRIMARY KEY); DELETE FROM temp.stay;
             CREATE TEMP TABLE IF NOT EXISTS made (tbl TEXT, lo INTEGER, hi INTEGER); DELETE FROM temp.made;",
        )?;
        for span in spans {
            self.sql
                .prepare_cached("INSERT INTO temp.made VALUES (?, ?, ?)")?
                .execute(params![span.0, span.1, span.2])?;
        }
        stayed.iter().try_for_each(|packed| self.stay(*packed))?;
        for (table, lo, hi) in spans {
            pace.expect(usize::try_from(hi + 1 - lo)?);
            self.touched(entry, table, *lo, *hi)?;
        }
        // What stays holds what it leads to.
        let mut more = 1;
        while more > 0 {
            more = 0;
            for (table, lo, hi) in spans {
                more += self.held(table, *lo, *hi)?;
            }
        }
        // Parts before what they are in.
        for parts in [true, false] {
            for (table, lo, hi) in spans.iter().rev().filter(|(table, ..)| shape(table).is_none() == parts) {
                self.drop_span(table, *lo, *hi, pace)?;
            }
        }
        if spans.iter().filter_map(|(table, ..)| shape(table)).any(|shape| shape.alike.is_some()) {
            self.unshare_all()?;
        }
        let mut found = self.sql.prepare("SELECT packed FROM temp.stay ORDER BY packed")?;
        let kept = found.query_map([], |r| r.get::<_, Id>(0))?.collect::<Result<Vec<_>, _>>()?;
        Ok(kept.into_iter().filter_map(Ref::unpack).collect())
    }

    /// Notes which of a span's records were touched since.
    fn touched(&self, entry: Id, table: &str, lo: Id, hi: Id) -> Result<()> {
        let touched = format!(
            "SELECT DISTINCT c.row FROM change c JOIN name t ON t.id = c.tbl AND t.tbl = ?1 AND t.col = ''
             WHERE c.row BETWEEN ?2 AND ?3 AND c.entry > ?4 AND NOT {} AND c.entry <> ?5",
            of_deed("c.entry", 4)
        );
        let rows: Vec<Id> = {
            let mut found = self.sql.prepare_cached(&touched)?;
            found.query_map(params![table, lo, hi, entry, self.entry.get()], |r| r.get(0))?.collect::<Result<_, _>>()?
        };
        for row in rows {
            // What was done to it since may have been taken back.
            if !self.changed_since(entry, table, row)? {
                continue;
            }
            // What went as a whole was taken back already.
            let owner = self.owner_ever(table, row)?;
            if let Some(packed) = owner
                && Ref::unpack(packed).map_or(Ok(false), |at| self.is_there(at))?
            {
                self.stay(packed)?;
            }
        }
        if let Some(shape) = shape(table)
            && !self.is_last(entry)?
        {
            for id in self.grown_between(entry, table, lo, hi)? {
                self.stay(Ref { kind: shape.kind, id }.packed())?;
            }
        }
        Ok(())
    }

    /// The records that were here before an import, and of which a part that it brought is other than it brought it, or is
    /// shown as one text with others that are.
    pub(super) fn grown_anew(&self, entry: Id, spans: &[Span]) -> Result<BTreeSet<Id>> {
        let is_made = |at: Ref| are_of(spans, at.kind, at.id);
        let mut anew = BTreeSet::new();
        for (table, lo, hi) in spans.iter().filter(|(table, ..)| shape(table).is_none()) {
            for row in self.brought(entry, table, *lo, *hi, &is_made)? {
                let Some(owner) = self.owner_ever(table, row)? else { continue };
                if anew.contains(&owner) {
                    continue;
                }
                let shown = self.shown(table, row)?;
                let moved = shown.map_or(Ok(None), |shown| self.moved(entry, &shown))?;
                if moved.is_some() || self.changed_since(entry, table, row)? {
                    anew.insert(owner);
                }
            }
        }
        Ok(anew)
    }

    /// The rows of a span of parts that came into records which were here before, those that went since among them.
    fn brought(&self, entry: Id, table: &str, lo: Id, hi: Id, is_made: &impl Fn(Ref) -> bool) -> Result<Vec<Id>> {
        let owner = part_owner(table);
        let of_kind = owner.map_or_else(|| "of_kind".to_owned(), |kind| no_of(kind).to_string());
        let then = owner.map_or_else(|| "json_extract(before, '$.of_kind')".to_owned(), |_| of_kind.clone());
        let sql = format!(
            "SELECT id, (parent << 6) | {of_kind} FROM \"{table}\" WHERE id BETWEEN ?2 AND ?3 UNION
             SELECT row, (json_extract(before, '$.parent') << 6) | {then} FROM change
             WHERE tbl = (SELECT id FROM name WHERE tbl = ?1 AND col = '') AND row BETWEEN ?2 AND ?3
             AND col IS NULL AND before IS NOT NULL AND entry > ?4"
        );
        let mut found = self.sql.prepare_cached(&sql)?;
        let mut found = found.query(params![table, lo, hi, entry])?;
        let mut brought = Vec::new();
        while let Some(row) = found.next()? {
            let at = row.get::<_, Option<Id>>(1)?.and_then(Ref::unpack);
            if at.is_some_and(|at| !is_made(at)) {
                brought.push(row.get(0)?);
            }
        }
        Ok(brought)
    }

    fn stay(&self, packed: Id) -> Result<()> {
        self.sql.prepare_cached("INSERT OR IGNORE INTO temp.stay VALUES (?)")?.execute([packed])?;
        Ok(())
    }

    /// Notes which of a span's records are led to by a record from elsewhere, or by one that stays; gives how many more.
    fn held(&self, table: &str, lo: Id, hi: Id) -> Result<usize> {
        let (Some(shape), mut more) = (shape(table), 0) else { return Ok(0) };
        for link in links(shape.kind) {
            let (from, to) = if link.any { ((lo << 6) | shape.no, (hi << 6) | shape.no) } else { (lo, hi) };
            let packed = if link.any {
                format!("\"{}\"", link.column)
            } else {
                format!("(\"{}\" << 6) | {}", link.column, shape.no)
            };
            let own = "SELECT 1 FROM temp.made m WHERE m.tbl = ?3 AND holder.id BETWEEN m.lo AND m.hi";
            let no = no_of(link.kind);
            let stays = format!("(holder.{} << 6) | {no} IN (SELECT packed FROM temp.stay)", link.holder());
            let kind = if link.any { format!("AND \"{}\" & 63 = {}", link.column, shape.no) } else { String::new() };
            let sql = format!(
                "INSERT OR IGNORE INTO temp.stay SELECT {packed} FROM \"{}\" holder
                 WHERE \"{}\" BETWEEN ?1 AND ?2 {kind} AND (NOT EXISTS ({own}) OR {stays})",
                link.table, link.column
            );
            more += self.sql.prepare_cached(&sql)?.execute(params![from, to, link.table])?;
        }
        Ok(more)
    }

    /// A stretch at a time.
    fn drop_span(&self, table: &str, lo: Id, hi: Id, pace: &mut Pace) -> Result<()> {
        let mut from = lo;
        while from <= hi {
            let till = hi.min(from + STRETCH - 1);
            self.drop_stretch(table, from, till)?;
            pace.done(usize::try_from(till + 1 - from)?)?;
            from = till + 1;
        }
        Ok(())
    }

    fn drop_stretch(&self, table: &str, lo: Id, hi: Id) -> Result<()> {
        let stays = match (shape(table), part_owner(table)) {
            (Some(shape), _) => format!("(id << 6) | {}", shape.no),
            (None, Some(owner)) => format!("(parent << 6) | {}", no_of(owner)),
            (None, None) => "(parent << 6) | of_kind".to_owned(),
        };
        let free = format!("id BETWEEN ?1 AND ?2 AND {stays} NOT IN (SELECT packed FROM temp.stay)");
        if let Some(shape) = shape(table) {
            let packed = format!("SELECT (id << 6) | {} FROM \"{table}\" WHERE {free}", shape.no);
            for index in WORDS {
                self.sql.execute(&format!("DELETE FROM {index} WHERE rowid IN ({packed})"), params![lo, hi])?;
            }
            self.drop_all_found_by(&packed, lo, hi)?;
            self.drop_apart(&packed, lo, hi)?;
            self.changed_many(shape.kind);
        }
        let deleted = self.sql.execute(&format!("DELETE FROM \"{table}\" WHERE {free}"), params![lo, hi]);
        deleted.with_context(|| format!("taking back what was imported into {table}"))?;
        Ok(())
    }
}
