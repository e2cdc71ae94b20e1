//! Which record a row is of: by a key that was written here, by its number; and what it must have to be one.
use super::Run;
use super::coming::Coming;
use super::row::Got;
use crate::domain::field::Head;
use crate::domain::kinds::shape;
use crate::domain::problem::Fault;
use crate::domain::value::{Id, Value};
use crate::exchange::file::table::Line;
use crate::exchange::file::written::CARDS;
use crate::exchange::plan::File;
use crate::exchange::plan::core::{NUMBERS, missing};
use crate::exchange::plan::own::Which;
use crate::lang::import as said;
use anyhow::Result;

impl Run<'_, '_, '_> {
    /// What a row is of by its key, if that was written here. A card of something else makes what anyone's card makes.
    pub fn own_row(&self, file: &File, key: &str) -> Result<Option<Which>, Fault> {
        let own = self.own.row(key, self.plan.target, file.like);
        if file.looked.written.is(CARDS) { own.or(Ok(None)) } else { own }
    }

    /// A row that is of something else here, by its key. What a calendar tells of that follows from it, and is passed over.
    pub fn of_another(&mut self, (at, file): (usize, &File), line: &Line, fault: Fault) -> Result<()> {
        if file.looked.written.is_diary() {
            self.outcome.due_here += 1;
            return self.count_known(false);
        }
        let column = file.mapping.key.map(|(column, _)| file.looked.column_name(column));
        self.reject(at, line, column.unwrap_or_default(), fault)
    }

    /// What a row must have and has not: the column, and what is wrong. A line that a draft has here may say nothing of
    /// what is ordered yet, and comes back as it went out.
    pub fn lacks(&self, coming: &Coming) -> Option<(String, Fault)> {
        let asked = |any: &&&[&str]| !(coming.file.own && any.contains(&"text"));
        self.plan.target.core.iter().filter(asked).find_map(|any| lacks(coming, any, &self.plan.heads))
    }

    /// The record that is here under the number of a row, or under what all calendars know it by, or what is sold by; of what
    /// the house goes by, the one that says the same; of its people, the one who is meant.
    pub fn numbered(&self, coming: &Coming) -> Option<Id> {
        let number = || {
            let at = coming.file.fields.iter().position(|field| NUMBERS.contains(&field.head.key))?;
            let Got::Value(Value::Text(number)) = &coming.said.got[at] else { return None };
            self.links.get(self.plan.target.kind)?.find(number, false)
        };
        let of_house = || self.alike.as_ref()?.find(coming);
        self.sold(coming).or_else(number).or_else(of_house).or_else(|| self.is_staff(coming))
    }
}

fn lacks(coming: &Coming, any: &[&str], heads: &[&'static Head]) -> Option<(String, Fault)> {
    let mut of = coming.file.fields.iter().zip(&coming.said.got).filter(|(field, _)| any.contains(&field.head.key));
    let there = of.clone().any(|(_, got)| matches!(got, Got::Value(_)));
    let keyed = coming.said.keyed && any.contains(&"key");
    if there || keyed || (coming.as_text.is_some() && any.contains(&"text")) {
        return None;
    }
    let header = |column: usize| coming.file.looked.column_name(column);
    let unread = of.clone().find_map(|(field, got)| match got {
        Got::Unread { text, fault, column } => {
            let link = field.head.kind.links().filter(|kind| *kind != "code");
            let named = link
                .and_then(shape)
                .map(|shape| Fault::new(said::no_such(shape.one, text).then(&said::import_first(shape.many))));
            Some((header(*column), named.unwrap_or_else(|| fault.clone())))
        }
        _ => None,
    });
    unread.or_else(|| {
        let column = of.next().and_then(|(field, _)| Some(header(field.from.first()?.column)));
        let nowhere = column.is_none();
        Some((column.unwrap_or_default(), Fault::new(missing(heads, any, nowhere))))
    })
}
