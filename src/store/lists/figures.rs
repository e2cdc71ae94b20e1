//! What reports ask: figures over all rows of a kind. A figure is given as the filter words that find its rows, so that
//! it and the rows behind it cannot differ; what no words can say is asked in SQL of its own.
use super::filter;
use crate::domain::face;
use crate::domain::field::{Head, Home};
use crate::domain::filter::Filter;
use crate::domain::kind::Kind;
use crate::domain::kinds::{Shape, shape};
use crate::domain::value::Value;
use crate::domain::world::World;
use crate::store::Db;
use anyhow::{Context, Result, bail, ensure};
use chrono::{DateTime, Datelike, NaiveDate};
use chrono_tz::Tz;
use rusqlite::functions::FunctionFlags;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, params_from_iter};

/// What tells the rows of a tally apart.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum By {
    /// The value of a field.
    Field(&'static str),
    /// The workspace's own month of a day or an instant: see `month`.
    Month(&'static str),
}

/// A figure over the rows that a filter finds.
pub struct Measure {
    /// Which rows.
    pub filter: Filter,
    /// The field that is summed over them; none: they are counted.
    pub of: Option<&'static str>,
}

/// A row of a tally: what it is of, and its figures.
pub type Tallied = (Vec<Value>, Vec<Value>);

impl Db {
    /// Figures over the rows of a kind that `within` finds, in one pass. Without `by` it is one row.
    pub fn tally(&self, kind: &'static str, by: &[By], within: &Filter, measures: &[Measure]) -> Result<Vec<Tallied>> {
        let shape = shape(kind).with_context(|| format!("no kind {kind}"))?;
        let heads: Vec<&'static Head> = (shape.blank)().heads().into_iter().chain(face::HEADS).collect();
        let (mut parts, mut with) = (Vec::new(), Vec::new());
        for by in by {
            parts.push(self.apart(*by, &heads)?);
        }
        for measure in measures {
            let condition = self.condition(&measure.filter, shape);
            let what = match measure.of {
                Some(key) => format!("t.\"{}\"", head(&heads, key)?.key),
                None => "1".to_owned(),
            };
            parts.push(format!("coalesce(sum(CASE WHEN {} THEN {what} END), 0)", condition.sql));
            with.extend(condition.values);
        }
        let condition = self.condition(within, shape);
        with.extend(condition.values);
        let Shape { kind, .. } = *shape;
        let all = (1..=by.len()).map(|n| n.to_string()).collect::<Vec<_>>().join(", ");
        let apart = if by.is_empty() { String::new() } else { format!("GROUP BY {all} ORDER BY {all}") };
        let sql = format!("SELECT {} FROM \"{kind}\" t WHERE {} {apart}", parts.join(", "), condition.sql);
        // By days the file is read in the order of an index; their months are put together here.
        let days: Vec<bool> = by.iter().map(|by| is_day(*by, &heads)).collect();
        let mut rows: Vec<Tallied> = Vec::new();
        self.walk(&sql, with, |cells| {
            let (of, figures) = cells.split_at(by.len());
            let of: Vec<Value> =
                of.iter().zip(&days).map(|(value, day)| if *day { month_of(value) } else { value.clone() }).collect();
            let known = rows.iter_mut().rev().filter(|_| days.contains(&true)).find(|(known, _)| *known == of);
            match known {
                Some((_, sums)) => sums.iter_mut().zip(figures).for_each(add),
                None => rows.push((of, figures.to_vec())),
            }
            Ok(())
        })?;
        Ok(rows)
    }

    fn apart(&self, by: By, heads: &[&'static Head]) -> Result<String> {
        Ok(match by {
            By::Field(key) => format!("t.\"{}\"", head(heads, key)?.key),
            By::Month(key) => {
                let head = head(heads, key)?;
                match head.kind {
                    Kind::At => format!("month_at(t.\"{key}\", '{}')", self.now().timezone().name()),
                    _ => format!("t.\"{key}\""),
                }
            }
        })
    }

    /// Hands on what a query of its own finds, row by row: what is many is never held.
    pub fn ask(&self, sql: &str, with: &[Value], take: impl FnMut(&[Value]) -> Result<()>) -> Result<()> {
        self.walk(sql, with.iter().map(filter::cell).collect(), take)
    }

    fn walk(
        &self,
        sql: &str,
        with: Vec<rusqlite::types::Value>,
        mut take: impl FnMut(&[Value]) -> Result<()>,
    ) -> Result<()> {
        let mut found = self.sql.prepare_cached(sql)?;
        ensure!(found.readonly(), "a report reads and does not write");
        let columns = found.column_count();
        let mut found = found.query(params_from_iter(with))?;
        let mut cells = Vec::with_capacity(columns);
        while let Some(row) = found.next()? {
            cells.clear();
            for n in 0..columns {
                cells.push(plain(row.get_ref(n)?)?);
            }
            take(&cells)?;
        }
        Ok(())
    }
}

fn head(heads: &[&'static Head], key: &str) -> Result<&'static Head> {
    let found = heads.iter().find(|head| head.key == key && head.home == Home::Column);
    found.copied().with_context(|| format!("no column {key}"))
}

fn plain(cell: ValueRef<'_>) -> Result<Value> {
    Ok(match cell {
        ValueRef::Null => Value::Empty,
        ValueRef::Integer(n) => Value::Whole(n),
        ValueRef::Text(text) => Value::Text(std::str::from_utf8(text)?.to_owned()),
        ValueRef::Real(_) | ValueRef::Blob(_) => bail!("a figure that is neither whole nor a text"),
    })
}

fn is_day(by: By, heads: &[&'static Head]) -> bool {
    matches!(by, By::Month(key) if head(heads, key).is_ok_and(|head| !matches!(head.kind, Kind::At)))
}

fn month_of(day: &Value) -> Value {
    let day = if let Value::Text(day) = day { day.parse().ok() } else { None };
    day.map_or(Value::Empty, |day| Value::Whole(month(day)))
}

/// Adds a figure to another.
pub fn add((sum, more): (&mut Value, &Value)) {
    if let (Value::Whole(sum), Value::Whole(more)) = (sum, more) {
        *sum = sum.saturating_add(*more);
    }
}

/// The month of a date, counted from year 0: a whole that goes up by one each month.
pub fn month(day: NaiveDate) -> i64 {
    i64::from(day.year()) * 12 + i64::from(day.month0())
}

/// What the queries of figures may call: `month_at(seconds, zone)`, as `month` counts.
pub(in crate::store) fn functions(sql: &Connection) -> Result<()> {
    let flags = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC;
    sql.create_scalar_function("month_at", 2, flags, |of| {
        let zone = of.get_or_create_aux(1, |zone| -> Result<Tz, Box<dyn std::error::Error + Send + Sync>> {
            Ok(zone.as_str()?.parse()?)
        })?;
        let at = of.get::<Option<i64>>(0)?.and_then(DateTime::from_timestamp_secs);
        Ok(at.map(|at| month(at.with_timezone(&*zone).date_naive())))
    })?;
    Ok(())
}
