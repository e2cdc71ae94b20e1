//! For what records are written out, and which of their fields and forms that asks for.
use super::Form;
use super::record::Held;
use crate::domain::field::{Edit, Head, Home};
use crate::domain::kind::Kind;
use crate::store::Db;

/// For what records are written out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum For {
    /// For others, or to be imported again.
    #[default]
    All,
    /// To be edited in a spreadsheet and brought back: what follows from the rest is not in it.
    Editing,
}

impl For {
    /// Whether a field has a column.
    pub fn takes(self, head: &Head) -> bool {
        let listed = matches!(head.home, Home::Staff | Home::Guests | Home::Subjects);
        self == Self::All || (head.edit != Edit::Derived && !listed)
    }

    /// What stands in a cell: of what is to be edited, a choice by its word in the language of who edits it. Either language
    /// is read.
    pub fn cell(self, held: Held, db: &Db) -> Held {
        match held {
            Held::Field(head, value) if self == Self::Editing && matches!(head.kind, Kind::OneOf(_)) => {
                Held::Text(head.kind.show(&value, db))
            }
            held => held,
        }
    }

    /// Of some forms those that serve it.
    pub fn forms(self, forms: Vec<Form>) -> Vec<Form> {
        let table = |form: &Form| self == Self::All || matches!(form, Form::Csv | Form::Xlsx);
        forms.into_iter().filter(table).collect()
    }
}
