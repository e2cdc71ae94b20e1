//! Somebody of the house, known again without a key: by their login; where one of both has none, by a name or a mailbox
//! that nobody else here has.
use super::Run;
use super::coming::Coming;
use super::goods::{Known, told};
use crate::domain::face::Kept;
use crate::domain::field::Row;
use crate::domain::fold::fold;
use crate::domain::person::Person;
use crate::domain::value::{Id, Value};
use crate::exchange::plan::Twice;
use crate::store::Db;
use anyhow::Result;
use std::collections::{BTreeSet, HashMap, HashSet};

/// The people of the house while a file of such is brought in.
#[derive(Default)]
pub struct Staff {
    known: HashMap<Known, BTreeSet<Id>>,
    /// Who has a login.
    named: HashSet<Id>,
    /// Those of whom a row was met.
    met: HashSet<Id>,
    /// What those who have not left are called.
    names: HashSet<String>,
}

/// What of a field's value tells somebody from others: of mailboxes each does.
fn marks(field: &'static str, value: &Value) -> Vec<Known> {
    let Value::Text(text) = value else { return Vec::new() };
    let apart = |c| field == "email" && c == ';';
    text.split(apart).filter(|one| !one.trim().is_empty()).map(|one| told(field, one)).collect()
}

impl Staff {
    /// Those who are here, where the file is of such.
    pub fn of(db: &Db, kind: &str) -> Option<Self> {
        let mut staff = (kind == Person::KIND).then(Self::default)?;
        for person in db.people().iter() {
            staff.add(person.id, person);
        }
        Some(staff)
    }

    /// One more is here, or was saved by another; tells whether somebody else is called so. Who has left is not known by a
    /// name alone.
    pub fn add(&mut self, id: Id, row: &dyn Row) -> bool {
        let left = row.value("left") != Value::Empty;
        for field in ["login", "email", "name"].into_iter().filter(|field| !left || *field != "name") {
            for mark in marks(field, &row.value(field)) {
                self.known.entry(mark).or_default().insert(id);
            }
        }
        if row.value("login") != Value::Empty {
            self.named.insert(id);
        }
        matches!(row.value("name"), Value::Text(name) if !left && !self.names.insert(fold(&name)))
    }

    /// The one that a row is of.
    fn find(&self, coming: &Coming) -> Option<Id> {
        let all = |field: &'static str| -> BTreeSet<Id> {
            let marks = marks(field, &coming.value(field));
            marks.iter().filter_map(|mark| self.known.get(mark)).flatten().copied().collect()
        };
        let by_login = all("login").first().copied();
        let lacks = coming.value("login") == Value::Empty;
        let only = |field: &'static str| {
            let one = all(field).first().copied().filter(|_| all(field).len() == 1)?;
            ((lacks || !self.named.contains(&one)) && !self.met.contains(&one)).then_some(one)
        };
        by_login.or_else(|| only("name")).or_else(|| only("email"))
    }
}

impl Run<'_, '_, '_> {
    /// The one of the house's people that a row is of, whatever its key.
    pub fn is_staff(&self, coming: &Coming) -> Option<Id> {
        self.staff.as_ref()?.find(coming)
    }

    /// A row of somebody was met.
    pub fn is_seen(&mut self, id: Id) {
        if let Some(staff) = &mut self.staff {
            staff.met.insert(id);
        }
    }

    /// Writes what a row says into the record that it tells of without its key; tells whether that changed anything.
    /// Nothing, where somebody of the house is to be left as they are.
    pub fn say_again(&mut self, coming: &Coming, id: Id) -> Result<Option<bool>> {
        let twice = if self.staff.is_some() { self.plan.options.twice } else { Twice::Add };
        if twice == Twice::Skip {
            return Ok(None);
        }
        let fills = twice == Twice::Merge || self.says_more(coming, id);
        Ok(Some(if fills { self.fill_blanks(coming, id)? } else { self.merge(coming, id, false)? }))
    }
}
