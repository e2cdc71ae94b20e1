//! New rows into their tables. A deed keeps its statements ready: to look one up for each row of an import takes as long
//! as some of what it does.
use super::rows::{Beside, Cell, Plan};
use crate::domain::field::Row;
use crate::domain::value::Value;
use crate::store::Db;
use anyhow::Result;
use rusqlite::{CachedStatement, Params};
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::rc::Rc;

/// The statements that write new rows, by table.
#[derive(Default)]
pub(in crate::store) struct Inserts<'a> {
    rows: HashMap<&'static str, Insert<'a>>,
    /// What writes the key of a row in another system.
    outside: Option<CachedStatement<'a>>,
}

struct Insert<'a> {
    plan: Rc<Plan>,
    statement: CachedStatement<'a>,
}

impl<'a> Inserts<'a> {
    /// Writes a new row under the id that it was given.
    pub fn insert(&mut self, db: &'a Db, row: &dyn Row, table: &'static str, beside: &Beside) -> Result<()> {
        let Insert { plan, statement } = match self.rows.entry(table) {
            Entry::Occupied(ready) => ready.into_mut(),
            Entry::Vacant(none) => {
                let plan = db.plan_beside(row, table, beside);
                let statement = db.sql.prepare_cached(&plan.insert)?;
                none.insert(Insert { plan, statement })
            }
        };
        let mut last = Vec::with_capacity(5);
        beside.push(&mut last);
        let own = plan.fields.iter().map(|(at, _)| Cell::of(row, *at));
        let cells = std::iter::once(Cell::Value(Value::Whole(row.id()))).chain(own).chain(last);
        statement.clear_bindings();
        for (at, cell) in cells.enumerate().filter(|(_, cell)| !matches!(cell, Cell::Value(Value::Empty))) {
            statement.raw_bind_parameter(at + 1, &cell)?;
        }
        statement.raw_execute()?;
        Ok(())
    }

    /// Writes the key of a row in another system.
    pub fn outside(&mut self, db: &'a Db, values: impl Params) -> Result<()> {
        if self.outside.is_none() {
            let sql =
                "INSERT INTO outside (id, of_kind, parent, source, key, part, digest) VALUES (?, ?, ?, ?, ?, ?, ?)";
            self.outside = Some(db.sql.prepare_cached(sql)?);
        }
        if let Some(statement) = &mut self.outside {
            statement.execute(values)?;
        }
        Ok(())
    }
}
