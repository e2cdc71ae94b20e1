//! `replace`: in one field of many records a text gives way to another. What a record's rules forbid stays as it was.
use super::run::{carry_out, describe, refs};
use super::{About, Act, Done, Proposal, Role};
use crate::domain::deed::{Deed, given as said_in, lines};
use crate::domain::draft::{Entry, Given, entries, fill, find, no_such};
use crate::domain::face::Kept;
use crate::domain::field::{Field, Head, Record, Row as _, heads};
use crate::domain::kind::Kind;
use crate::domain::kinds::heads_of;
use crate::domain::money::{Currency, Money};
use crate::domain::problem::{Fault, Problem, Problems};
use crate::domain::replace::Finder;
use crate::domain::value::{Id, Slot, Value};
use crate::domain::world::World;
use crate::field;
use crate::lang::{Sentence, fault, replace as told, say};
use crate::store::{Db, Store};
use anyhow::Result;
use std::collections::HashMap;
use std::marker::PhantomData;

/// What is to be put in place of what, and where.
#[derive(Clone)]
pub struct Replacing {
    /// Records of this kind.
    pub kind: &'static str,
    /// This field of them.
    pub head: &'static Head,
    /// What is looked for.
    pub find: String,
    /// What takes its place.
    pub with: String,
    /// Whether nothing else may stand beside it.
    pub whole: bool,
}

/// One record in which it is found.
pub struct Found {
    /// Which.
    pub id: Id,
    /// What the field says.
    pub before: String,
    /// What it would say.
    pub after: String,
    /// Why it cannot, where it cannot.
    pub refused: Option<Sentence>,
}

/// The fields of a kind in which something can be replaced.
pub fn replaceable(kind: &str) -> Vec<&'static Head> {
    let heads = heads_of(kind);
    heads.into_iter().filter(|head| head.edit.by_hand()).collect()
}

impl Replacing {
    /// In the field of this name.
    pub fn new(kind: &'static str, field: &str, find: &str, with: &str, whole: bool) -> Result<Self, Fault> {
        let all = heads_of(kind);
        let (_, head) = self::find(&all, field).ok_or_else(|| no_such(field, &replaceable(kind)))?;
        if !head.edit.by_hand() {
            return Err(Fault::new(fault::ONLY_BY_ACTION));
        }
        Ok(Self { kind, head, find: find.to_owned(), with: with.to_owned(), whole })
    }

    /// The records among these in which it is found, in their order, and what would come of each. `go_on` hears how many
    /// of how many were tried, and says whether to.
    pub fn look(&self, db: &Db, ids: &[Id], mut go_on: impl FnMut(usize, usize) -> bool) -> Result<Vec<Found>> {
        let mut found = self.found(db, ids)?;
        let of = found.len();
        for (at, one) in found.iter_mut().enumerate() {
            if !go_on(at, of) {
                break;
            }
            let mut row = db.any(self.kind, one.id)?;
            let was = row.value(self.head.key);
            let tried = fill(&mut *row, &[(self.head.key.to_owned(), one.after.clone())], db);
            one.refused = tried.err().map(|problems| sentence(&problems, self.head));
            if one.refused.is_none() && row.value(self.head.key) == was {
                // Read, it is what it was.
                one.after.clone_from(&one.before);
            }
        }
        found.retain(|one| one.after != one.before);
        Ok(found)
    }

    /// Where it is found, by the cells alone.
    fn found(&self, db: &Db, ids: &[Id]) -> Result<Vec<Found>> {
        let finder = Finder::new(&self.find, self.whole);
        let currencies = self.currencies(db, ids)?;
        let (mut texts, mut known) = (HashMap::new(), HashMap::<String, Option<(String, String)>>::new());
        db.cells(self.kind, self.head, ids, |id, value| {
            let value = match (self.head.kind, value) {
                (Kind::Money, Value::Whole(minor)) => {
                    let currency = currencies.get(&id).copied().unwrap_or(db.currency());
                    Value::Money(Money { minor, currency })
                }
                (_, value) => value,
            };
            let change = known.entry(format!("{value:?}")).or_insert_with(|| {
                let before = self.head.kind.show(&value, db);
                finder.replaced(&before, &self.with).map(|after| (before, after))
            });
            if let Some(change) = change {
                texts.insert(id, change.clone());
            }
        })?;
        let one = |id: &Id| texts.remove(id).map(|(before, after)| Found { id: *id, before, after, refused: None });
        Ok(ids.iter().filter_map(one).collect())
    }

    /// In which currency each record's amounts are.
    fn currencies(&self, db: &Db, ids: &[Id]) -> Result<HashMap<Id, Currency>> {
        let mut all = HashMap::new();
        let heads = heads_of(self.kind);
        let head = heads.into_iter().find(|head| head.key == "currency" && matches!(self.head.kind, Kind::Money));
        if let Some(head) = head {
            db.cells(self.kind, head, ids, |id, value| {
                let mut currency = Currency::default();
                if currency.put(value).is_ok() {
                    all.insert(id, currency);
                }
            })?;
        }
        Ok(all)
    }

    /// As an action takes it.
    pub fn given(&self) -> Given {
        let whole = if self.whole { "1" } else { "" };
        let all = [("field", self.head.key), ("find", &self.find), ("with", &self.with), ("whole", whole)];
        all.map(|(key, text)| (key.to_owned(), text.to_owned())).to_vec()
    }

    fn of_given(kind: &'static str, given: &Given, db: &Db) -> Result<Self, Problems> {
        let text = |key: &str| given.iter().find(|(path, _)| path == key).map_or("", |(_, text)| text.as_str());
        let whole = Kind::Flag.read(text("whole"), &Value::Empty, db).map_err(|fault| fault.at("whole"))?;
        let new = Self::new(kind, text("field"), text("find"), text("with"), whole != Value::Empty);
        new.map_err(|fault| fault.at("field").into())
    }

    /// As the journal keeps it: with how many rows it had to leave.
    fn said(&self, refused: usize) -> String {
        let mut said = self.given();
        said.push((REFUSED.to_owned(), if refused > 0 { refused.to_string() } else { String::new() }));
        lines(&said)
    }
}

const REFUSED: &str = "refused";

/// So many of those that were refused are named where nothing else was done.
const NAMED: usize = 3;

/// That nothing changes, and why.
fn nothing(refused: Vec<Problem>) -> Problems {
    if refused.is_empty() {
        Fault::new(told::NOTHING_FOUND).into()
    } else {
        Problems(refused.into_iter().take(NAMED).collect())
    }
}

/// Where a deed of it went: `Company: ltd → Limited`.
pub(super) fn whither(deed: &Deed) -> Sentence {
    let said = said_in(&deed.said);
    let text = |key: &str| said.iter().find(|(known, _)| known == key).map_or("", |(_, text)| text.as_str());
    let label = replaceable(&deed.kind).into_iter().find(|head| head.key == text("field")).map(|head| head.label);
    told::replaced(label.unwrap_or(say("", "")), text("find"), text("with"), text(REFUSED).parse().unwrap_or(0))
}

/// What is wrong with a record after it: of the field in question without its name.
fn sentence(problems: &Problems, head: &Head) -> Sentence {
    let label =
        |p: &Problem| if p.field == head.key { Problem { field: String::new(), ..p.clone() } } else { p.clone() };
    Problems(problems.0.iter().map(label).collect()).sentence()
}

/// Puts a text in place of another.
pub struct Replace<T>(pub PhantomData<fn() -> T>);

/// What it asks.
#[derive(Clone, Default)]
struct Asked {
    field: String,
    find: String,
    with: String,
    whole: bool,
}

#[rustfmt::skip]
impl Record for Asked {
    const FIELDS: &'static [Field<Self>] = &[
        field!(required field, Kind::Text, "In",         "Ở mục"),
        field!(free     find,  Kind::Text, "Find",       "Tìm"),
        field!(free     with,  Kind::Text, "Put",        "Thay bằng"),
        field!(free     whole, Kind::Flag, "Whole cell", "Cả ô"),
    ];
}

static REPLACE: About = About::new(NAME, Role::Unasked, say("find and replace", "tìm và thay"), say("", ""));

/// What it is called in the journal.
pub const NAME: &str = "replace";

impl<T: Kept> Act for Replace<T> {
    fn about(&self) -> &About {
        &REPLACE
    }

    fn refusals(&self, _: &Db, _: &[Id]) -> Result<Vec<Problem>> {
        Ok(Vec::new())
    }

    fn entries(&self, db: &Db, _: &[Id]) -> Result<Vec<Entry>> {
        Ok(entries(&Asked::default(), db))
    }

    fn heads(&self) -> Vec<&'static Head> {
        heads::<Asked>()
    }

    fn proposals(&self, _: &Db, _: &[Id], _: &str) -> Result<Vec<Proposal>> {
        Ok(Vec::new())
    }

    fn act(&self, store: &mut Store, ids: &[Id], given: &Given) -> Result<Done> {
        let replacing = Replacing::of_given(T::KIND, given, store)?;
        let found = replacing.found(store, ids)?;
        let ids: Vec<Id> = found.iter().map(|one| one.id).collect();
        let deed = describe(self, T::KIND, store, &ids, &Given::new());
        let mut done = carry_out(&REPLACE, &deed, refs(T::KIND, &ids), store, |tx, deed| {
            let (mut changed, mut refused) = (Vec::new(), Vec::new());
            for one in &found {
                let mut record: T = tx.get(one.id)?;
                let was = record.value(replacing.head.key);
                let said = [(replacing.head.key.to_owned(), one.after.clone())];
                if let Err(problems) = fill(&mut record, &said, &**tx) {
                    let name = tx.name(T::KIND, one.id).unwrap_or_default();
                    let why = Fault::new(sentence(&problems, replacing.head));
                    refused.push(why.at(name));
                } else if record.value(replacing.head.key) != was {
                    record.edited(&**tx);
                    tx.save(&mut record)?;
                    changed.push(one.id);
                }
            }
            let Some(first) = changed.first() else { return Err(nothing(refused).into()) };
            deed.count = changed.len() as u64;
            deed.title = tx.name(T::KIND, *first).unwrap_or_default();
            deed.said = replacing.said(refused.len());
            tx.tell(deed.count, &deed.said)?;
            tx.retitle(&deed.title)
        })?;
        // The cursor stays where it is.
        done.role = Role::Edit;
        Ok(done)
    }
}
