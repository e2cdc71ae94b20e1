//! An order that was worked out, and the few records that were written since: they take their places anew, so that what is
//! done to one row does not have all of a long list worked out again.
use super::List;
use super::arranged::{Arranged, link, placed};
use crate::domain::deed::Ref;
use crate::domain::face::Kept;
use crate::domain::filter::{What, Word};
use crate::domain::fold::fold;
use crate::domain::kinds::{Shape, shape};
use crate::domain::person::{Absence, Person};
use crate::domain::value::Id;
use crate::store::Db;
use anyhow::Result;
use rusqlite::types::{Value as Cell, ValueRef};
use rusqlite::{OptionalExtension, params_from_iter};
use std::cmp::Ordering;

/// Of more records that were written, the whole order is as soon worked out.
const FEW: usize = 16;

/// What a row is ordered by, as `Sorter` compares it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum By {
    Number(i64),
    Text(String),
}

/// A row, and what it is ordered by, if by anything.
type Placed = (Id, Option<By>);

impl Db {
    /// Gives the records that were written their places in an order; false where other rows may stand elsewhere, too, and
    /// all of it has to be worked out.
    pub fn rearrange(&self, arranged: &mut Arranged, list: &List, written: &[Ref]) -> Result<bool> {
        let key = list.order.field.unwrap_or("due_at");
        if written.len() > FEW || !self.is_of_itself(list, key, written)? {
            return Ok(false);
        }
        let gone: Vec<Id> = written.iter().map(|at| at.packed()).collect();
        arranged.0.retain(|at| !gone.contains(at));
        for at in written.iter().filter(|at| list.kind.is_none_or(|kind| kind == at.kind)) {
            if let Some(row) = self.placed_in(list, key, *at)? {
                let place = self.place_of(&arranged.0, list, key, &row)?;
                arranged.0.insert(place, row.0);
            }
        }
        Ok(true)
    }

    /// Whether each row is in the list, and where, by itself and what is not among the written.
    fn is_of_itself(&self, list: &List, key: &str, written: &[Ref]) -> Result<bool> {
        let of_house = |at: &Ref| {
            let ripples = shape(at.kind).is_none_or(|shape| !shape.ripples.is_empty());
            ripples || [Person::KIND, Absence::KIND].contains(&at.kind)
        };
        let of_others = |what: &What| matches!(what, What::Word(Word::Likely));
        let leads_to = |shape: &&Shape| link(shape, key).is_some_and(|to| written.iter().any(|at| at.kind == to));
        let is_led = self.shapes(list)?.iter().any(leads_to);
        Ok(!is_led && !written.iter().any(of_house) && !list.filter.terms.iter().any(|term| of_others(&term.what)))
    }

    /// A row of the list with what it is ordered by; nothing where it is not in the list.
    fn placed_in(&self, list: &List, key: &str, at: Ref) -> Result<Option<Placed>> {
        let Some(shape) = self.shapes(list)?.into_iter().find(|shape| shape.kind == at.kind) else { return Ok(None) };
        let condition = self.condition_of_one(list.filter, shape);
        let due = if list.kind.is_none() { " AND t.due_at IS NOT NULL" } else { "" };
        self.by(shape, key, at, &format!("({}){due}", condition.sql), condition.values)
    }

    fn by(&self, shape: &Shape, key: &str, at: Ref, so: &str, values: Vec<Cell>) -> Result<Option<Placed>> {
        let by = match link(shape, key) {
            Some(to) => format!("(SELECT o.called FROM \"{to}\" o WHERE o.id = t.\"{key}\")"),
            None => format!("t.\"{key}\""),
        };
        let sql = format!("SELECT {by} FROM \"{}\" t WHERE t.id = ? AND ({so})", shape.kind);
        let values = std::iter::once(Cell::Integer(at.id)).chain(values);
        let by = self.sql.prepare_cached(&sql)?.query_row(params_from_iter(values), |row| {
            Ok(match row.get_ref(0)? {
                ValueRef::Integer(n) => Some(By::Number(n)),
                ValueRef::Text(text) => Some(By::Text(fold(&String::from_utf8_lossy(text)))),
                _ => None,
            })
        });
        Ok(by.optional()?.map(|by| (at.packed(), by)))
    }

    /// Where a row stands among those of an order.
    fn place_of(&self, ids: &[Id], list: &List, key: &str, row: &Placed) -> Result<usize> {
        let (mut from, mut till) = (0, ids.len());
        while from < till {
            let middle = usize::midpoint(from, till);
            let at = Ref::unpack(ids[middle]);
            let other = match at.and_then(|at| Some((at, shape(at.kind)?))) {
                Some((at, shape)) => self.by(shape, key, at, "1", Vec::new())?,
                None => None,
            };
            let before = other.is_some_and(|other| compare(&other, row, list.order.down).is_lt());
            if before { from = middle + 1 } else { till = middle }
        }
        Ok(from)
    }
}

/// What has nothing to be ordered by stands last, newest first.
fn compare(one: &Placed, other: &Placed, down: bool) -> Ordering {
    match (&one.1, &other.1) {
        (None, None) => placed(other.0).cmp(&placed(one.0)),
        (None, Some(_)) => Ordering::Greater,
        (Some(_), None) => Ordering::Less,
        (Some(by), Some(than)) => {
            let up = by.cmp(than).then(placed(one.0).cmp(&placed(other.0)));
            if down { up.reverse() } else { up }
        }
    }
}
