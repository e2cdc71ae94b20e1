//! What a list is asked by: its words, and the field among them, where what is wanted of its rows is to be mended.
use super::Browse;
use crate::domain::deed::Ref;
use crate::domain::field::Head;
use crate::domain::filter::{Filter, Op, What};
use crate::domain::kinds::KeptRow;
use crate::domain::problem::Problem;
use crate::domain::value::Value;
use crate::store::Db;
use anyhow::Result;

/// A field, and the table of the part that it is in.
type Asked = (Option<&'static str>, &'static Head);

impl Browse {
    /// The words of a view, and those that are asked for besides.
    pub(super) fn view_words(&self, view: usize) -> &str {
        match self.sheet.views.get(view) {
            Some(view) => view.filter,
            None => self.saved.get(view - self.sheet.views.len()).map_or("", |saved| &saved.filter),
        }
    }

    pub(super) fn words(&self) -> String {
        format!("{} {}", self.view_words(self.view), self.filter).trim().to_owned()
    }

    pub(super) fn find(&self, words: &str, db: &Db) -> Result<Filter, Problem> {
        Filter::parse(words, &*self.blank(), db)
    }

    /// The field of the records themselves that the filter asks for.
    pub(super) fn field(&self, db: &Db) -> Option<&'static str> {
        self.asked(db).filter(|(part, _)| part.is_none()).map(|(_, head)| head.key)
    }

    /// Where the form of a record has that field: `phone`, `lines.3.product`.
    pub(super) fn form_place(&self, at: Ref, db: &Db) -> Result<String> {
        match self.asked(db) {
            None => Ok(String::new()),
            Some((None, head)) => Ok(head.key.to_owned()),
            Some((Some(table), head)) => Ok(lacking(&*db.any(at.kind, at.id)?, table, head)),
        }
    }

    /// One that a person may change; first one that is asked to be empty or unread. What a view asks for says nothing of
    /// what is to be done here.
    fn asked(&self, db: &Db) -> Option<Asked> {
        let filter = self.find(&self.filter, db).ok()?;
        let terms = filter.terms.iter().filter(|term| !term.not);
        let fields = terms.filter_map(|term| match &term.what {
            What::Is { part, head, op, values } if head.edit.by_hand() => {
                Some((*op == Op::Unread || values.contains(&Value::Empty), (part.map(|(table, _)| table), *head)))
            }
            What::Beside { head, .. } if head.edit.by_hand() => Some((true, (None, *head))),
            _ => None,
        });
        let all: Vec<(bool, Asked)> = fields.collect();
        all.iter().find(|(lacks, _)| *lacks).or(all.first()).map(|(_, asked)| *asked)
    }
}

/// The path of the first row of a part that has nothing there.
fn lacking(row: &dyn KeptRow, table: &str, head: &Head) -> String {
    let Some(part) = row.parts().into_iter().find(|part| part.table == table) else { return String::new() };
    let n = part.rows.each().position(|row| row.value(head.key) == Value::Empty).unwrap_or(0);
    format!("{}.{}.{}", part.key, n + 1, head.key)
}
