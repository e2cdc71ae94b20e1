//! Two records that are one: merged into the one that stays, by one deed that is taken back whole; or said not to be the
//! same, so that nobody is asked again.
use super::archive::Archived;
use super::run::{carry_out, describe, refs};
use super::{About, Act, Done, Proposal, Role, account, lead, rows};
use crate::domain::account::{Account, Contact};
use crate::domain::deed::{Ref, every_line};
use crate::domain::draft::{Entry, Given, entries, find, no_such};
use crate::domain::face::Kept;
use crate::domain::field::{Field, Head, Record, Row, heads};
use crate::domain::kind::Kind;
use crate::domain::kinds::shape;
use crate::domain::lead::Lead;
use crate::domain::merge::{Merges, fullness, is_both, is_choice, is_joined, join};
use crate::domain::near::Names;
use crate::domain::problem::{Fault, Problem, Problems};
use crate::domain::product::Product;
use crate::domain::value::{Id, Slot, Value};
use crate::domain::world::World;
use crate::field;
use crate::lang::{Sentence, fault, say};
use crate::store::{Db, Likely, MERGE, Store};
use anyhow::Result;
use std::marker::PhantomData;

/// What is asked: which record is the same, and of which fields that one's is taken.
#[derive(Clone, Default)]
struct With {
    with: Option<Id>,
    take: String,
}

#[rustfmt::skip]
impl Record for With {
    const FIELDS: &'static [Field<Self>] = &[
        field!(free with, Kind::Any,  "Merge with",  "Gộp với"),
        field!(free take, Kind::Text, "Take from it", "Lấy từ bản ghi đó"),
    ];
}

/// Merges other records into the first: what leads to them leads to it from then on.
pub struct Merge<T>(pub PhantomData<fn() -> T>);

/// Says that a record is not the same as others that look like it.
pub struct Apart<T>(pub PhantomData<fn() -> T>);

static ABOUT: About = About::new(MERGE, Role::Same, say("merge", "gộp"), say("merged with", "đã gộp với")).quick();
static APART: About = About::new(
    "apart",
    Role::Quiet,
    say("not the same as", "không trùng với"),
    say("not the same as", "không trùng với"),
)
.quick();

/// In `take`, after a field: of which of several its value is taken: `note@16`.
pub const OF: char = '@';

/// In `take`, at the end of a field: that the other's text stands below its own: `note+`.
pub const BOTH: &str = "+";

/// So many are offered.
const OFFERED: usize = 9;

impl<T: Merges + Archived> Act for Merge<T> {
    fn about(&self) -> &About {
        &ABOUT
    }

    fn refusals(&self, db: &Db, ids: &[Id]) -> Result<Vec<Problem>> {
        put_away::<T>(db, ids)
    }

    fn entries(&self, db: &Db, _: &[Id]) -> Result<Vec<Entry>> {
        Ok(entries(&With::default(), db))
    }

    fn heads(&self) -> Vec<&'static Head> {
        heads::<With>()
    }

    /// Of several rows the others; of one who is likely the same.
    fn proposals(&self, db: &Db, ids: &[Id], path: &str) -> Result<Vec<Proposal>> {
        match ids {
            [first, others @ ..] if path == "with" && !others.is_empty() => {
                let marked = say("marked", "đã chọn").into();
                let others = refs(T::KIND, others).into_iter().filter(|at| at.id != *first);
                Ok(others.map(|at| proposal(db, at, &marked)).collect())
            }
            [id] if path == "with" => alike::<T>(db, *id),
            _ => Ok(Vec::new()),
        }
    }

    fn act(&self, store: &mut Store, ids: &[Id], given: &Given) -> Result<Done> {
        let Some((kept, others)) = told::<T>(store, ids, given)? else {
            return Err(Problems::from(Fault::new(fault::MUST_BE_GIVEN).at("with")).into());
        };
        let taken = taken::<T>(given, &others)?;
        let all: Vec<Id> = std::iter::once(kept).chain(others.iter().copied()).collect();
        if let Err(problems) = Problems::none_or(put_away::<T>(store, &all)?) {
            return Err(problems.into());
        }
        let deed = describe(self, T::KIND, store, &[kept], &said::<T>(store, &others, &taken));
        carry_out(&ABOUT, &deed, refs(T::KIND, &all), store, |tx, deed| {
            let mut let_go = None;
            let to = Ref { kind: T::KIND, id: kept };
            for id in &others {
                let (mut row, mut gone): (T, T) = (tx.get(kept)?, tx.get(*id)?);
                let of = |both: bool| -> Vec<_> {
                    taken.iter().filter(|take| take.of == *id && take.both == both).map(|take| take.head).collect()
                };
                let before = row.check(&**tx);
                let_go = join(&mut row, &gone, &of(false), &of(true), &**tx).or(let_go);
                (*gone.archived_mut(), *gone.merged_mut()) = (Some(tx.instant()), Some(kept));
                tx.save(&mut gone)?;
                // Of three that have one code, two are merged all the same.
                let new = |problem: &Problem| !before.iter().any(|known| known.field == problem.field);
                Problems::none_or(row.check(&**tx).into_iter().filter(new).collect())?;
                tx.save(&mut row)?;
                tx.turn_to(Ref { kind: T::KIND, id: *id }, to)?;
            }
            if let Some(head) = let_go {
                let stands = tx.get::<T>(kept)?.value(head.key);
                let told = every_line([&(head.key.to_owned(), head.kind.show(&stands, &**tx))]);
                deed.said = [deed.said.as_str(), &told].join("\n");
            }
            // Its title may be another's by now.
            tx.retitle(&tx.name(T::KIND, kept).unwrap_or_default())
        })
    }
}

impl<T: Merges + Archived> Act for Apart<T> {
    fn about(&self) -> &About {
        &APART
    }

    fn refusals(&self, _: &Db, _: &[Id]) -> Result<Vec<Problem>> {
        Ok(Vec::new())
    }

    fn entries(&self, db: &Db, _: &[Id]) -> Result<Vec<Entry>> {
        Ok(entries(&With::default(), db).into_iter().filter(|entry| entry.path == "with").collect())
    }

    fn heads(&self) -> Vec<&'static Head> {
        heads::<With>().into_iter().filter(|head| head.key == "with").collect()
    }

    fn proposals(&self, db: &Db, ids: &[Id], _: &str) -> Result<Vec<Proposal>> {
        ids.first().map_or(Ok(Vec::new()), |id| alike::<T>(db, *id))
    }

    fn act(&self, store: &mut Store, ids: &[Id], given: &Given) -> Result<Done> {
        let other = match given.iter().find(|(path, _)| path == "with") {
            Some((_, text)) => Some(other::<T>(store, text)?),
            None => None,
        };
        let rest: Vec<Ref> = ids.iter().skip(1).map(|id| Ref { kind: T::KIND, id: *id }).collect();
        let others: Vec<Ref> = rest.into_iter().chain(other).collect();
        let Some(first) = ids.first().filter(|_| !others.is_empty()) else {
            return Err(Problems::from(Fault::new(fault::MUST_BE_GIVEN).at("with")).into());
        };
        let all: Vec<Ref> = std::iter::once(Ref { kind: T::KIND, id: *first }).chain(others.clone()).collect();
        let names = others.iter().filter_map(|at| store.name(at.kind, at.id)).collect::<Vec<_>>().join(", ");
        let deed = describe(self, T::KIND, store, &[*first], &vec![("with".to_owned(), names)]);
        carry_out(&APART, &deed, refs(T::KIND, &[*first]), store, |tx, _| {
            for (n, one) in all.iter().enumerate() {
                all[n + 1..].iter().filter(|other| *other != one).try_for_each(|other| tx.set_apart(*one, *other))?;
            }
            Ok(())
        })
    }
}

fn put_away<T: Merges + Archived>(db: &Db, ids: &[Id]) -> Result<Vec<Problem>> {
    let away = rows::<T>(db, ids)?.into_iter().filter(|row| row.archived().is_some());
    Ok(away.map(|row| Fault::new(fault::ARCHIVED).at(row.face(db).called)).collect())
}

/// The record that stays, and those that are it; nothing where nobody said which.
fn told<T: Merges>(db: &Db, ids: &[Id], given: &Given) -> Result<Option<(Id, Vec<Id>)>> {
    let Some((kept, rest)) = ids.split_first() else { return Ok(None) };
    let mut others: Vec<Id> = Vec::new();
    let named = given.iter().filter(|(path, text)| path == "with" && !text.trim().is_empty());
    for text in named.flat_map(|(_, text)| text.split(',')) {
        let at = other::<T>(db, text)?;
        if at.kind != T::KIND {
            let one = shape(T::KIND).map_or(say("", ""), |shape| shape.one);
            return Err(Problems::from(Fault::new(fault::of_other_kind(one)).at("with")).into());
        }
        if at.id == *kept {
            return Err(Problems::from(Fault::new(fault::ITSELF).at("with")).into());
        }
        others.push(at.id);
    }
    others.extend(rest);
    let mut seen = vec![*kept];
    others.retain(|id| {
        !seen.contains(id) && {
            seen.push(*id);
            true
        }
    });
    Ok((!others.is_empty()).then_some((*kept, others)))
}

/// The record that a text names: its number, its kind and number, or what it is called.
fn other<T: Merges>(db: &Db, text: &str) -> Result<Ref> {
    let text = text.trim();
    let own = || Ref { kind: T::KIND, id: 0 };
    let numbered = text.trim_start_matches('#').parse::<Id>().ok().filter(|id| db.name(T::KIND, *id).is_some());
    if let Some(id) = numbered {
        return Ok(Ref { id, ..own() });
    }
    if let Ok(Value::Whole(packed)) = Kind::Any.read(text, &Value::Empty, db)
        && let Some(at) = Ref::unpack(packed)
    {
        return Ok(at);
    }
    match Kind::Link(T::KIND).read(text, &Value::Empty, db) {
        Ok(Value::Whole(id)) => Ok(Ref { id, ..own() }),
        Ok(_) => Err(Problems::from(Fault::new(fault::MUST_BE_GIVEN).at("with")).into()),
        Err(fault) => Err(Problems::from(fault.at("with")).into()),
    }
}

/// A field that is taken.
struct Taken {
    of: Id,
    head: &'static Head,
    /// Its own stays above it.
    both: bool,
}

/// Which fields are taken, and of which record each: the first of the others, unless it says which.
fn taken<T: Merges>(given: &Given, others: &[Id]) -> Result<Vec<Taken>> {
    let heads = heads::<T>();
    let texts = given.iter().filter(|(path, _)| path == "take").flat_map(|(_, text)| text.split([',', ' ']));
    let mut all = Vec::new();
    for text in texts.map(str::trim).filter(|text| !text.is_empty()) {
        let (name, of) = text.split_once(OF).map_or((text, None), |(name, of)| (name, Some(of)));
        let (name, both) = name.strip_suffix(BOTH).map_or((name, false), |name| (name, true));
        let head = find(&heads, name).map(|(_, head)| head);
        let of = of.map_or(others.first().copied(), |of| of.parse().ok().filter(|id| others.contains(id)));
        let (Some(head), Some(of)) = (head, of) else {
            return Err(Problems::from(no_such(text, &heads).at("take")).into());
        };
        let can = if both { is_joined(head) } else { is_choice(head) || is_both(head) };
        if !can {
            return Err(Problems::from(Fault::new(fault::ONLY_BY_ACTION).at(text.to_owned())).into());
        }
        all.push(Taken { of, head, both });
    }
    Ok(all)
}

/// As the journal keeps it: whom, and what was taken.
fn said<T: Merges>(db: &Db, others: &[Id], taken: &[Taken]) -> Given {
    let names = others.iter().filter_map(|id| db.name(T::KIND, *id)).collect::<Vec<_>>().join(", ");
    let taken = taken.iter().map(|take| take.head.label.to(db.lang())).collect::<Vec<_>>().join(", ");
    vec![("with".to_owned(), names), ("take".to_owned(), taken)]
}

fn proposal(db: &Db, at: Ref, why: &Sentence) -> Proposal {
    let name = db.name(at.kind, at.id).unwrap_or_default();
    Proposal::new(format!("{} #{}", at.kind, at.id), Sentence::plain(&name).then(why))
}

/// Who may be the same as a record, with the ground for it: the likely, then who has an address of it, then who is called
/// so.
pub fn alike<T: Merges + Archived>(db: &Db, id: Id) -> Result<Vec<Proposal>> {
    let at = Ref { kind: T::KIND, id };
    let mut found: Vec<(Ref, Sentence)> = Vec::new();
    let face = db.get::<T>(id)?.face(db);
    for likely in likely(db, at)? {
        found.push((likely.at, likely.why.into()));
    }
    for other in db.sharing(at)?.into_iter().filter(|other| other.kind == T::KIND) {
        found.push((other, say("same phone or e-mail", "cùng điện thoại hoặc e-mail").into()));
    }
    for name in &face.find.names {
        for hit in db.lookup(name, OFFERED, Some(T::KIND))? {
            found.push((hit.at, say("that name, too", "cùng tên").into()));
        }
    }
    // Companies and products are named otherwise, not another name.
    if [Account::KIND, Product::KIND].contains(&T::KIND) {
        let mut named: Vec<(String, Id)> = Vec::new();
        db.each_text(T::KIND, "name", |id, name| named.push((name.to_owned(), id)))?;
        let mut names = Names::new(named.iter().map(|(name, id)| (name.as_str(), *id)));
        for id in face.find.names.iter().flat_map(|name| names.near(name)) {
            found.push((Ref { kind: T::KIND, id }, say("nearly that name", "tên gần giống").into()));
        }
    }
    let mut seen = vec![at];
    let mut list = Vec::new();
    for (other, why) in found {
        if seen.contains(&other) || db.is_apart(at, other)? {
            continue;
        }
        seen.push(other);
        let away = other.kind == T::KIND && db.get::<T>(other.id)?.archived().is_some();
        if !away {
            list.push(proposal(db, other, &why));
        }
    }
    list.truncate(OFFERED);
    Ok(list)
}

fn likely(db: &Db, at: Ref) -> Result<Vec<Likely>> {
    match at.kind {
        Lead::KIND => lead::likely(db, &db.get(at.id)?),
        Contact::KIND => account::likely(db, &db.get(at.id)?),
        Account::KIND => account::likely_firm(db, &db.get(at.id)?),
        _ => Ok(Vec::new()),
    }
}

/// Which of two stays, unless someone says otherwise: which says more, else the older.
pub fn stays(db: &Db, one: Ref, other: Ref) -> Result<Ref> {
    let says = |at: Ref| -> Result<_> { Ok((fullness(&*db.any(at.kind, at.id)?), std::cmp::Reverse(at.id))) };
    Ok(if says(other)? > says(one)? { other } else { one })
}
