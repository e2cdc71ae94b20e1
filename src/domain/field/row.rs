//! A record, its parts and the rows in them without their types: what forms, filters, storage, history and import work on.
use super::{Field, Head, Part, Record};
use crate::domain::problem::{Fault, Problem};
use crate::domain::value::{Id, Value};
use crate::domain::world::World;
use crate::lang::Text;

/// A part without its type.
pub struct PartOf<'a> {
    /// See `Part`.
    pub key: &'static str,
    /// See `Part`.
    pub label: Text,
    /// See `Part`.
    pub table: &'static str,
    /// See `Part`.
    pub shared: bool,
    /// See `Part`.
    pub grows: bool,
    /// Its records.
    pub rows: &'a dyn Rows,
}

/// A record without its type.
pub trait Row {
    /// Its number.
    fn id(&self) -> Id;
    /// Given by the store.
    fn set_id(&mut self, id: Id);
    /// Its fields.
    fn heads(&self) -> Vec<&'static Head>;
    /// The place of a field among the heads, by its key.
    fn place(&self, key: &str) -> Option<usize>;
    /// The value of a field, by its place among the heads.
    fn get(&self, at: usize) -> Value;
    /// The text that lies in a field, by its place among the heads; nothing where there is none, or another value.
    fn as_text(&self, at: usize) -> Option<&str>;
    /// Writes a field, by its place among the heads.
    fn set(&mut self, at: usize, value: Value) -> Result<(), Fault>;
    /// The records inside it.
    fn parts(&self) -> Vec<PartOf<'_>>;
    /// One of the parts, to change.
    fn part_mut(&mut self, at: usize) -> &mut dyn Rows;
    /// What is wrong with it as a whole.
    fn check(&self, world: &dyn World) -> Vec<Problem>;

    /// The value of a field by its key.
    fn value(&self, key: &str) -> Value {
        self.place(key).map_or(Value::Empty, |at| self.get(at))
    }

    /// A field by its key as people see it; nothing, where it holds nothing or the record has none of that key.
    fn shown(&self, key: &str, world: &dyn World) -> String {
        self.place(key).map_or_else(String::new, |at| self.heads()[at].kind.show(&self.get(at), world))
    }

    /// Adds a row to a part of it, in its own currency; gives the place of the part, and that of the row in it.
    fn grow(&mut self, part: &str) -> Option<(usize, usize)> {
        let at = self.parts().iter().position(|known| known.key == part)?;
        let currency = self.value("currency");
        let rows = self.part_mut(at);
        let row = rows.grow();
        if let Some(place) = row.place("currency") {
            // What is no currency leaves the house's.
            let _ = row.set(place, currency);
        }
        Some((at, rows.len() - 1))
    }
}

fn field<T: Record>(at: usize) -> &'static Field<T> {
    if at < T::FIELDS.len() { &T::FIELDS[at] } else { &T::MORE[at - T::FIELDS.len()] }
}

/// The heads of a record's own and common fields.
pub fn heads<T: Record>() -> Vec<&'static Head> {
    T::FIELDS.iter().chain(T::MORE).map(|f| &f.head).collect()
}

impl<T: Record> Row for T {
    fn id(&self) -> Id {
        Record::id(self)
    }

    fn set_id(&mut self, id: Id) {
        Record::set_id(self, id);
    }

    fn heads(&self) -> Vec<&'static Head> {
        heads::<T>()
    }

    fn place(&self, key: &str) -> Option<usize> {
        T::FIELDS.iter().chain(T::MORE).position(|field| field.head.key == key)
    }

    fn get(&self, at: usize) -> Value {
        (field::<T>(at).get)(self)
    }

    fn as_text(&self, at: usize) -> Option<&str> {
        (field::<T>(at).text)(self)
    }

    fn set(&mut self, at: usize, value: Value) -> Result<(), Fault> {
        (field::<T>(at).set)(self, value)
    }

    fn parts(&self) -> Vec<PartOf<'_>> {
        let part = |p: &Part<T>| {
            let Part { key, label, table, shared, grows, .. } = *p;
            PartOf { key, label, table, shared, grows, rows: (p.rows)(self) }
        };
        T::PARTS.iter().map(part).collect()
    }

    fn part_mut(&mut self, at: usize) -> &mut dyn Rows {
        (T::PARTS[at].rows_mut)(self)
    }

    fn check(&self, world: &dyn World) -> Vec<Problem> {
        Record::check(self, world)
    }
}

/// A list of records of one unnamed type.
pub trait Rows {
    /// How many.
    fn len(&self) -> usize;
    /// One of them.
    fn at(&self, at: usize) -> &dyn Row;
    /// One of them, to change.
    fn at_mut(&mut self, at: usize) -> &mut dyn Row;
    /// Adds a blank one at the end.
    fn grow(&mut self) -> &mut dyn Row;
    /// The fields of each.
    fn heads(&self) -> Vec<&'static Head>;

    /// Whether there is none.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

impl dyn Rows + '_ {
    /// Each of them, in their order.
    pub fn each(&self) -> impl Iterator<Item = &dyn Row> {
        (0..self.len()).map(|at| self.at(at))
    }

    /// The place of the one of a number.
    pub fn place(&self, id: Id) -> Option<usize> {
        self.each().position(|row| row.id() == id)
    }
}

impl<C: Record> Rows for Vec<C> {
    fn len(&self) -> usize {
        Vec::len(self)
    }

    fn at(&self, at: usize) -> &dyn Row {
        &self[at]
    }

    fn at_mut(&mut self, at: usize) -> &mut dyn Row {
        &mut self[at]
    }

    fn grow(&mut self) -> &mut dyn Row {
        self.push(C::default());
        let last = self.len() - 1;
        &mut self[last]
    }

    fn heads(&self) -> Vec<&'static Head> {
        heads::<C>()
    }
}
