//! Records in and out of their tables, by their fields: a field's key is its column.
use super::unread::{Amiss, Unread, refused, shown, unknown};
use crate::domain::deed::Ref;
use crate::domain::face::Face;
use crate::domain::field::{Edit, Head, Home, Row};
use crate::domain::kind::Kind;
use crate::domain::kinds::{KeptRow, no_of, shape};
use crate::domain::reach;
use crate::domain::value::{Id, Value};
use crate::lang::{Sentence, say, usage};
use crate::store::Db;
use anyhow::{Context, Result, bail};
use chrono::DateTime;
use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{ToSql, params_from_iter};
use std::fmt;
use std::rc::Rc;

/// No record of this kind has this id.
#[derive(Debug)]
pub struct Missing(pub String, pub String);

impl Missing {
    /// The same in words.
    pub fn told(&self) -> Sentence {
        let one = usage::thing(&self.0).or_else(|| shape(&self.0).map(|shape| shape.one));
        usage::missing(one.unwrap_or(say("record", "bản ghi")), &self.1, usage::known_by(&self.0))
    }
}

impl fmt::Display for Missing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "no {} {}", self.0, self.1)
    }
}

impl std::error::Error for Missing {}

impl ToSql for Value {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        match self {
            Self::Empty => Ok(ToSqlOutput::Borrowed(ValueRef::Null)),
            Self::Text(text) => text.to_sql(),
            Self::Whole(n) => n.to_sql(),
            Self::Day(day) => day.to_sql(),
            Self::At(at) => Ok(at.timestamp().into()),
            Self::Money(money) => money.minor.to_sql(),
        }
    }
}

/// What goes into a column.
pub(super) enum Cell<'a> {
    /// A text as it lies in its record.
    Text(&'a str),
    Value(Value),
}

impl<'a> Cell<'a> {
    pub(super) fn of(row: &'a dyn Row, at: usize) -> Self {
        row.as_text(at).map_or_else(|| Self::Value(row.get(at)), Self::Text)
    }
}

impl ToSql for Cell<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        match self {
            Self::Text(text) => text.to_sql(),
            Self::Value(value) => value.to_sql(),
        }
    }
}

/// A cell as the value of a field.
pub fn value(kind: Kind, cell: ValueRef<'_>) -> Result<Value> {
    Ok(match (kind, cell) {
        (_, ValueRef::Null) => Value::Empty,
        (Kind::Day, ValueRef::Text(text)) => Value::Day(std::str::from_utf8(text)?.parse()?),
        (Kind::At, ValueRef::Integer(n)) => {
            Value::At(DateTime::from_timestamp_secs(n).context("an instant out of time")?)
        }
        (_, ValueRef::Text(text)) => Value::Text(std::str::from_utf8(text)?.to_owned()),
        (_, ValueRef::Integer(n)) => Value::Whole(n),
        _ => bail!("a cell of an unknown type"),
    })
}

/// The place of a stored field among the heads, and its head.
type Placed = (usize, &'static Head);

/// Fields by which one knows a record at a glance, and what it is worth; the names first.
const AT_A_GLANCE: [&str; 14] = [
    "name", "number", "code", "subject", "company", "account", "title", "role", "city", "about", "currency", "price",
    "total", "stock",
];

/// How the records of a table are read and written: worked out once a connection.
pub struct Plan {
    pub fields: Vec<Placed>,
    /// Of those the ones of a glance.
    glanced: Vec<Placed>,
    select: String,
    glance: String,
    pub(super) insert: String,
    update: String,
    /// Writes what follows from the rest alone; none where nothing does.
    settle: Option<String>,
    of_parent: String,
}

/// What a row has in its table besides its fields.
pub enum Beside<'a> {
    /// A kept record its face, and a digest of what it is found by.
    Face(&'a Face, i64),
    /// A part the record that it is in, and that one's kind where several share the table.
    Parent(Id, Option<i64>),
}

impl Plan {
    fn new(table: &str, heads: &[&'static Head], kept: bool, shared: bool) -> Self {
        let fields: Vec<Placed> = heads.iter().copied().enumerate().filter(|(_, h)| h.home == Home::Column).collect();
        let glanced: Vec<Placed> = fields.iter().copied().filter(|(_, h)| AT_A_GLANCE.contains(&h.key)).collect();
        let names = |fields: &[Placed]| fields.iter().map(|(_, h)| format!("\"{}\"", h.key)).collect::<Vec<_>>();
        let own = names(&fields);
        let beside: &[&str] = match (kept, shared) {
            (true, _) => &["called", "due_at", "due_why", "turn", "words"],
            (false, true) => &["parent", "of_kind"],
            (false, false) => &["parent"],
        };
        let all: Vec<String> = own.iter().cloned().chain(beside.iter().map(|b| (*b).to_owned())).collect();
        let marks = vec!["?"; all.len() + 1].join(", ");
        let settled =
            fields.iter().zip(&own).filter(|((_, h), _)| h.edit == Edit::Derived).map(|(_, name)| name.clone());
        let settled: Vec<String> = settled.chain(beside.iter().filter(|_| kept).map(|b| (*b).to_owned())).collect();
        let select = |own: &[String]| {
            format!("SELECT id, {} FROM \"{table}\"", if own.is_empty() { "1".to_owned() } else { own.join(", ") })
        };
        let glance = format!("{} WHERE id = ?", select(&names(&glanced)));
        let select = select(&own);
        Self {
            glance,
            glanced,
            select: format!("{select} WHERE id = ?"),
            of_parent: format!(
                "{select} WHERE parent = ?1{} ORDER BY id",
                if shared { " AND of_kind = ?2" } else { "" }
            ),
            insert: format!("INSERT INTO \"{table}\" (id, {}) VALUES ({marks})", all.join(", ")),
            update: format!("UPDATE \"{table}\" SET {} = ? WHERE id = ?", all.join(" = ?, ")),
            settle: (!settled.is_empty())
                .then(|| format!("UPDATE \"{table}\" SET {} = ? WHERE id = ?", settled.join(" = ?, "))),
            fields,
        }
    }
}

impl<'a> Beside<'a> {
    pub(super) fn push(&self, cells: &mut Vec<Cell<'a>>) {
        let whole = |n| Cell::Value(Value::Whole(n));
        let none = || Cell::Value(Value::Empty);
        match *self {
            Self::Parent(id, of_kind) => {
                cells.push(whole(id));
                cells.extend(of_kind.map(whole));
            }
            Self::Face(face, words) => {
                let due = face.due.as_ref();
                let (at, why) =
                    due.map_or_else(|| (none(), none()), |due| (Cell::Value(Value::At(due.at)), Cell::Text(&due.why)));
                let turn = face.turn.map_or_else(none, whole);
                cells.extend([Cell::Text(&face.called), at, why, turn, whole(words)]);
            }
        }
    }
}

/// Reads a row of a record, or of the part of that key inside it.
fn pour(
    fields: &[Placed],
    cells: &rusqlite::Row<'_>,
    row: &mut dyn Row,
    (of, part): (Ref, &str),
    amiss: Amiss,
) -> Result<()> {
    row.set_id(cells.get(0)?);
    for (n, (at, head)) in fields.iter().enumerate() {
        let cell = cells.get_ref(n + 1)?;
        let why = match value(head.kind, cell) {
            Ok(value) => row.set(*at, value).err(),
            Err(_) => Some(unknown(head.kind, cell)),
        };
        if let Some(why) = why {
            let path = if part.is_empty() { head.key.to_owned() } else { format!("{part}.{}.{}", row.id(), head.key) };
            amiss(Unread { at: of, path, head, text: shown(cell), why })?;
        }
    }
    Ok(())
}

impl Db {
    fn plan(&self, table: &'static str, heads: &[&'static Head], kept: bool, shared: bool) -> Rc<Plan> {
        let mut plans = self.plans.borrow_mut();
        Rc::clone(plans.entry(table).or_insert_with(|| Rc::new(Plan::new(table, heads, kept, shared))))
    }

    /// Reads a record of a known type.
    pub fn get<T: crate::domain::face::Kept>(&self, id: Id) -> Result<T> {
        let mut last = self.last.borrow_mut();
        if let Some(known) =
            last.record.as_ref().and_then(|record| record.downcast_ref::<T>()).filter(|known| known.id() == id)
        {
            return Ok(known.clone());
        }
        let mut record = T::default();
        self.load(&mut record, T::KIND, id)?;
        if last.held {
            last.record = Some(Box::new(record.clone()));
        }
        Ok(record)
    }

    /// Reads a record of a kind known only when the program runs.
    pub fn any(&self, kind: &str, id: Id) -> Result<Box<dyn KeptRow>> {
        let shape = shape(kind).ok_or_else(|| Missing(kind.to_owned(), id.to_string()))?;
        let mut row = (shape.blank)();
        self.load(&mut *row, shape.kind, id)?;
        Ok(row)
    }

    /// The same with what its fields cannot take, each of which is as in a new one.
    pub(in crate::store) fn readable(&self, kind: &str, id: Id) -> Result<(Box<dyn KeptRow>, Vec<Unread>)> {
        let shape = shape(kind).ok_or_else(|| Missing(kind.to_owned(), id.to_string()))?;
        let (mut row, mut unread) = ((shape.blank)(), Vec::new());
        let mut amiss = |cell| {
            unread.push(cell);
            Ok(())
        };
        self.load_columns(&mut *row, shape.kind, id, &mut amiss)?;
        self.load_parts(&mut *row, shape.kind, id, |_| true, &mut amiss)?;
        Ok((row, unread))
    }

    /// The same with the fields that are columns of its table alone, without its parts.
    pub fn columns(&self, kind: &str, id: Id) -> Result<Box<dyn KeptRow>> {
        let shape = shape(kind).ok_or_else(|| Missing(kind.to_owned(), id.to_string()))?;
        let mut row = (shape.blank)();
        self.load_columns(&mut *row, shape.kind, id, &mut refused)?;
        Ok(row)
    }

    /// The same with the few of its fields by which it is known at a glance, and how it is reached.
    pub fn glimpse(&self, at: Ref) -> Result<Box<dyn KeptRow>> {
        let shape = shape(at.kind).ok_or_else(|| Missing(at.kind.to_owned(), at.id.to_string()))?;
        let mut row = (shape.blank)();
        let plan = self.plan(shape.kind, &row.heads(), true, false);
        self.load_row((&plan.glance, &plan.glanced), &mut *row, at, &mut refused)?;
        self.load_parts(&mut *row, at.kind, at.id, |table| table == reach::TABLE, &mut refused)?;
        Ok(row)
    }

    fn load_columns(&self, row: &mut dyn Row, kind: &'static str, id: Id, amiss: Amiss) -> Result<()> {
        let plan = self.plan(kind, &row.heads(), true, false);
        self.load_row((&plan.select, &plan.fields), row, Ref { kind, id }, amiss)
    }

    fn load_row(&self, (sql, fields): (&str, &[Placed]), row: &mut dyn Row, at: Ref, amiss: Amiss) -> Result<()> {
        let mut found = self.sql.prepare_cached(sql)?;
        let mut found = found.query([at.id])?;
        let Some(cells) = found.next()? else { return Err(Missing(at.kind.to_owned(), at.id.to_string()).into()) };
        pour(fields, cells, row, (at, ""), amiss)
    }

    /// Reads a record with its parts.
    pub fn load(&self, row: &mut dyn Row, kind: &'static str, id: Id) -> Result<()> {
        self.load_columns(row, kind, id, &mut refused)?;
        self.load_parts(row, kind, id, |_| true, &mut refused)
    }

    fn load_parts(
        &self,
        row: &mut dyn Row,
        kind: &'static str,
        id: Id,
        which: fn(&str) -> bool,
        amiss: Amiss,
    ) -> Result<()> {
        let no = no_of(kind);
        let tables: Vec<_> = row.parts().iter().map(|p| (p.key, p.table, p.shared)).collect();
        for (at, (key, table, shared)) in tables.into_iter().enumerate().filter(|(_, (_, table, _))| which(table)) {
            let rows = row.part_mut(at);
            let plan = self.plan(table, &rows.heads(), false, shared);
            let mut found = self.sql.prepare_cached(&plan.of_parent)?;
            let mut found = if shared { found.query([id, no])? } else { found.query([id])? };
            while let Some(cells) = found.next()? {
                pour(&plan.fields, cells, rows.grow(), (Ref { kind, id }, key), amiss)?;
            }
        }
        Ok(())
    }

    /// Writes a row over the one that has its id.
    pub(in crate::store) fn update(&self, row: &dyn Row, table: &'static str, beside: &Beside) -> Result<()> {
        let plan = self.plan_beside(row, table, beside);
        let mut cells: Vec<Cell> = plan.fields.iter().map(|(at, _)| Cell::of(row, *at)).collect();
        beside.push(&mut cells);
        cells.push(Cell::Value(Value::Whole(row.id())));
        self.sql.prepare_cached(&plan.update)?.execute(params_from_iter(cells))?;
        Ok(())
    }

    pub(super) fn plan_beside(&self, row: &dyn Row, table: &'static str, beside: &Beside) -> Rc<Plan> {
        let (kept, shared) = match beside {
            Beside::Face(..) => (true, false),
            Beside::Parent(_, of_kind) => (false, of_kind.is_some()),
        };
        self.plan(table, &row.heads(), kept, shared)
    }

    /// Writes the columns that follow from the rest.
    pub(in crate::store) fn put_settled(&self, row: &dyn Row, table: &'static str, beside: &Beside) -> Result<()> {
        let plan = self.plan_beside(row, table, beside);
        let Some(sql) = &plan.settle else { return Ok(()) };
        let derived = plan.fields.iter().filter(|(_, h)| h.edit == Edit::Derived);
        let mut cells: Vec<Cell> = derived.map(|(at, _)| Cell::of(row, *at)).collect();
        if matches!(beside, Beside::Face(..)) {
            beside.push(&mut cells);
        }
        cells.push(Cell::Value(Value::Whole(row.id())));
        self.sql.prepare_cached(sql)?.execute(params_from_iter(cells))?;
        Ok(())
    }
}
