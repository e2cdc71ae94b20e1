//! The numbers of documents, a series each: given once, and never again.
use crate::domain::kinds::{KeptRow, shape};
use crate::domain::problem::Problems;
use crate::domain::value::Value;
use crate::store::{Db, Tx};
use anyhow::Result;
use rusqlite::params;

/// Where a series begins.
const FIRST: i64 = 1001;

impl Db {
    /// Letters of the longest number of a kind's series: of that which was given last, and of those at both ends of their
    /// order, for others may have come in with zeros before them.
    pub fn longest_number(&self, kind: &str) -> Result<usize> {
        let Some(series) = shape(kind).map(|shape| shape.series).filter(|series| !series.is_empty()) else {
            return Ok(0);
        };
        let given = format!("FROM \"{kind}\" WHERE number >= ?1 AND number < ?1 || char(1114111)");
        let sql = format!(
            "SELECT coalesce(max(letters), 0) FROM (SELECT length(tbl) - 1 + length(next - 1) AS letters FROM seq
             WHERE tbl >= '#' || ?1 AND tbl < '#' || ?1 || char(1114111)
             UNION ALL SELECT length(min(number)) {given} UNION ALL SELECT length(max(number)) {given})"
        );
        let letters: i64 = self.sql.prepare_cached(&sql)?.query_row([series], |row| row.get(0))?;
        Ok(usize::try_from(letters)?)
    }
}

impl Tx<'_> {
    /// The next number of a series: `SO-1019`. It is given once, even if the deed is undone.
    pub fn next_number(&self, series: &str, first: i64) -> Result<i64> {
        let sql = "INSERT INTO seq VALUES (?1, ?2 + 1) ON CONFLICT DO UPDATE SET next = next + 1 RETURNING next - 1";
        Ok(self.sql.prepare_cached(sql)?.query_row(params![format!("#{series}"), first], |row| row.get(0))?)
    }

    /// A number of the kind's series for one that nobody gave a number: `SO-1019`; from site 1 on with the site's letter.
    pub(in crate::store) fn give_number(&self, row: &mut dyn KeptRow, kind: &str) -> Result<()> {
        let series = shape(kind).map_or("", |shape| shape.series);
        let place = row.heads().iter().position(|head| head.key == "number");
        let Some(place) = place.filter(|at| !series.is_empty() && row.get(*at) == Value::Empty) else { return Ok(()) };
        let site = "SELECT coalesce(max(site), 0) FROM workspace";
        let site: i64 = self.sql.prepare_cached(site)?.query_row([], |r| r.get(0))?;
        let letter = u8::try_from(site).ok().filter(|site| (1..=26).contains(site));
        let series = format!("{series}{}", letter.map_or(String::new(), |n| char::from(b'@' + n).to_string()));
        let mut number = format!("{series}{}", self.next_number(&series, FIRST)?);
        if self.has_number(kind, &number)? {
            self.skip_numbers(kind, &series)?;
            number = format!("{series}{}", self.next_number(&series, FIRST)?);
        }
        row.set(place, Value::Text(number)).map_err(|fault| Problems::from(fault.at("number")))?;
        Ok(())
    }

    fn has_number(&self, kind: &str, number: &str) -> Result<bool> {
        let sql = format!("SELECT 1 FROM \"{kind}\" WHERE number = ?");
        Ok(self.sql.prepare_cached(&sql)?.exists([number])?)
    }

    /// Goes on after the greatest number that people or files have given in a series.
    fn skip_numbers(&self, kind: &str, series: &str) -> Result<()> {
        let sql = format!(
            "UPDATE seq SET next = max(next, 1 + coalesce((SELECT max(CAST(substr(number, ?2) AS INTEGER))
             FROM \"{kind}\" WHERE number >= ?3 AND number < ?3 || char(1114111)), 0)) WHERE tbl = ?1"
        );
        let after = i64::try_from(series.chars().count())? + 1;
        self.sql.prepare_cached(&sql)?.execute(params![format!("#{series}"), after, series])?;
        Ok(())
    }
}
