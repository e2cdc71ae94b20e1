//! An edit of many records that some of them cannot take: nothing is done, and it can be done to the rest.
use crate::domain::problem::{Fault, Problem, Problems};
use crate::domain::value::Id;
use std::fmt;

/// Nothing was done: so many of the records cannot take it.
#[derive(Debug)]
pub struct Partly {
    /// Which, what each is called, and why not.
    pub refused: Vec<(Id, String, Problems)>,
    /// How many were asked.
    pub of: usize,
}

impl Partly {
    /// Each record's problems by its name; those in rows of its parts, which was asked of none, by that alone.
    pub fn problems(self) -> Problems {
        let each = self.refused.into_iter().flat_map(|(_, name, problems)| {
            problems.0.into_iter().map(move |p| {
                let field = if p.field.contains('.') { String::new() } else { p.field };
                Problem { field, fault: p.fault.of(&name) }
            })
        });
        Problems(each.collect())
    }

    /// The first record that cannot take it, and why.
    pub fn first(&self) -> Option<(&str, &Fault)> {
        self.refused.iter().find_map(|(_, name, problems)| Some((name.as_str(), &problems.0.first()?.fault)))
    }
}

impl fmt::Display for Partly {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} of {} records cannot take it", self.refused.len(), self.of)
    }
}

impl std::error::Error for Partly {}
