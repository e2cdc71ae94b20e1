//! What a row says, written into a record: a new one, one that is known, or the blanks of one that is likely the same.
use super::Run;
use super::coming::Coming;
use super::ended::{end, stood};
use super::row::Got;
use crate::domain::deed::Ref;
use crate::domain::field::{Head, Home, Row, Rows};
use crate::domain::kind::Kind;
use crate::domain::kinds::KeptRow;
use crate::domain::money::Currency;
use crate::domain::problem::{Fault, Problems};
use crate::domain::reach::{Reach, Sort, TABLE, same, settle};
use crate::domain::value::{Id, Value};
use crate::domain::world::World;
use crate::exchange::card;
use crate::exchange::column::read::{addresses, plain};
use crate::exchange::export::record::{columns, texts};
use crate::exchange::plan::Field;
use crate::exchange::plan::mapping::{Ground, SAID};
use crate::lang::{cell as said_of, fault, import as said, order};
use anyhow::Result;

/// A text that a field could not take.
pub struct Written {
    pub at: usize,
    pub head: &'static Head,
    pub text: String,
    /// In which column it stands, and why it could not be taken.
    pub column: usize,
    pub fault: Fault,
}

impl Written {
    /// What stands in the first column of a field.
    pub fn cell(coming: &Coming, field: &Field, fault: impl FnOnce(&str) -> Fault) -> Self {
        let text = cell(coming, field);
        let (fault, column) = (fault(&text), field.from.first().map_or(0, |from| from.column));
        Self { at: field.at, head: field.head, text, column, fault }
    }

    /// A text that was not understood.
    pub fn unread(field: &Field, text: &str, (fault, column): (&Fault, usize)) -> Self {
        Self { at: field.at, head: field.head, text: text.to_owned(), column, fault: fault.clone() }
    }
}

/// Writes a value into a field that was made for it.
pub fn set(row: &mut dyn Row, at: usize, value: Value) -> Result<()> {
    row.set(at, value).map_err(|fault| Problems::from(fault).into())
}

/// The fields of a row in the order in which they are written: the currency before the amounts that are in it.
fn ordered<'a>(fields: &'a [Field], got: &'a [Got]) -> impl Iterator<Item = (&'a Field, &'a Got)> {
    let first = |(field, _): &(&Field, &Got)| field.head.key == "currency";
    let all = move || fields.iter().zip(got);
    all().filter(first).chain(all().filter(move |pair| !first(pair)))
}

/// Keeps a row's amounts in one currency: an amount in another is kept as written.
#[derive(Default)]
struct Purse(Option<Currency>);

impl Purse {
    fn takes(&mut self, value: &Value) -> bool {
        let Value::Money(money) = value else { return true };
        *self.0.get_or_insert(money.currency) == money.currency
    }
}

/// Writes all that a row says into a new record; gives what it could not take.
pub fn fill(row: &mut dyn Row, coming: &Coming, world: &dyn World) -> Result<Vec<Written>> {
    let (mut written, mut purse, before) = (Vec::new(), Purse::default(), stood(row, coming));
    for (field, got) in ordered(&coming.file.fields, &coming.said.got) {
        match got {
            Got::Blank => {}
            Got::Value(value) if purse.takes(value) => {
                if let Err(fault) = row.set(field.at, value.clone()) {
                    written.push(Written::cell(coming, field, |_| fault));
                }
            }
            Got::Value(_) => {
                written.push(Written::cell(coming, field, |text| Fault::new(said::two_currencies(text))));
            }
            Got::Unread { text, fault, column } => written.push(Written::unread(field, text, (fault, *column))),
        }
    }
    written.extend(end(row, coming, before.as_ref(), world)?);
    for problem in row.check(world).into_iter().filter(|problem| problem.field != "number") {
        let field = coming.file.fields.iter().find(|field| field.head.key == problem.field);
        if let Some(field) = field.filter(|field| row.get(field.at) != Value::Empty) {
            written.push(Written::cell(coming, field, |_| problem.fault));
            set(row, field.at, Value::Empty)?;
        }
    }
    Ok(written)
}

/// Fields of a row by which a record of a kind would lead to itself, by way of others of its kind, and did not `before`:
/// they are taken out again.
fn led_back(
    row: &mut dyn KeptRow,
    kind: &str,
    coming: &Coming,
    before: &[Value],
    world: &dyn World,
) -> Result<Vec<Written>> {
    let fields = coming.file.fields.iter().zip(before);
    let new: Vec<&Field> = fields
        .filter(|(field, was)| matches!(field.head.kind, Kind::Link(to) if to == kind) && row.get(field.at) != **was)
        .map(|(field, _)| field)
        .collect();
    if new.is_empty() {
        return Ok(Vec::new());
    }
    let (mut written, problems) = (Vec::new(), row.check(world));
    for field in new {
        if let Some(problem) = problems.iter().find(|problem| problem.field == field.head.key) {
            written.push(Written::cell(coming, field, |_| problem.fault.clone()));
            set(row, field.at, Value::Empty)?;
        }
    }
    Ok(written)
}

/// The days that an order has only once it left or arrived.
const DONE: [&str; 2] = ["shipped", "delivered"];

/// The fields of a row that say when its order left or arrived, though it did not yet; and whether that is its promise.
fn awaited<'a>(row: &'a dyn KeptRow, coming: &'a Coming) -> impl Iterator<Item = (&'a Field, bool)> {
    coming.file.fields.iter().zip(&coming.said.got).filter_map(|(field, got)| match got {
        Got::Value(day @ Value::Day(_)) if DONE.contains(&field.head.key) && row.get(field.at) == Value::Empty => {
            Some((field, row.value("promised") == *day))
        }
        _ => None,
    })
}

/// Whether an order's day of leaving or of its delivery is its promise.
pub fn is_awaited(row: &dyn KeptRow, coming: &Coming) -> bool {
    awaited(row, coming).any(|(_, promised)| promised)
}

/// Such days that are not its promise either.
pub fn untaken(row: &dyn KeptRow, coming: &Coming) -> Vec<Written> {
    let others = awaited(row, coming).filter(|(_, promised)| !promised);
    others.map(|(field, _)| Written::cell(coming, field, |text| Fault::new(order::not_yet(text)))).collect()
}

/// The fields of a new record of which some address has no normal form: what is dialled or written to there reaches nobody.
pub fn unreached(row: &dyn KeptRow, coming: &Coming, world: &dyn World) -> Vec<Written> {
    let parts = row.parts();
    let reaches = parts.iter().filter(|part| part.table == TABLE).map(|part| part.rows);
    let mut all = reaches.flat_map(<dyn Rows>::each);
    if all.all(|reach| reach.value("normal") != Value::Empty) {
        return Vec::new();
    }
    let said = coming.file.fields.iter().zip(&coming.said.got).filter(|(_, got)| matches!(got, Got::Value(_)));
    said.filter_map(|(field, _)| match field.head.home {
        Home::Reach(sort) => nobody(coming, field, sort, world),
        _ => None,
    })
    .collect()
}

/// The first address of a field that is nobody's.
fn nobody(coming: &Coming, field: &Field, sort: Sort, world: &dyn World) -> Option<Written> {
    let cells = field.from.iter().map(|from| (from.column, plain(coming.line.cell(from.column))));
    let country = world.country();
    let mut all = cells.flat_map(|(column, text)| {
        addresses(&text, sort == Sort::Mail, &country).into_iter().map(move |one| (column, one))
    });
    let (column, text) = all.find(|(_, one)| settled(sort, one, world).normal.is_empty())?;
    let fault = Fault::new(if sort == Sort::Phone { fault::not_a_phone(&text) } else { said_of::not_mail(&text) });
    Some(Written { at: field.at, head: field.head, text, column, fault })
}

/// An address with its normal form.
fn settled(sort: Sort, raw: &str, world: &dyn World) -> Reach {
    let mut one = [Reach { sort, raw: raw.to_owned(), ..Reach::default() }];
    settle(&mut one, world);
    let [one] = one;
    one
}

/// What stands in the first column of a field; in that of what it is called rather than in that of its key.
fn cell(coming: &Coming, field: &Field) -> String {
    let named = field.from.iter().find(|from| from.ground != Ground::Key);
    named.or(field.from.first()).map(|from| plain(coming.line.cell(from.column))).unwrap_or_default()
}

/// Whether a key says which record a field means.
fn is_keyed(coming: &Coming, field: &Field) -> bool {
    field.from.iter().any(|from| from.ground == Ground::Key && !coming.line.cell(from.column).is_empty())
}

/// What is here and what a file brings, of a field that holds several: nothing that is here is lost but what stood there
/// `wrong` and was corrected, and no number or mailbox stands there in two ways of writing it. What the file brings stands
/// `first`, in its order, or behind what is here.
fn united(head: &Head, here: &Value, [brought, wrong]: [&Value; 2], first: bool, world: &dyn World) -> Option<Value> {
    let (Value::Text(here), Value::Text(brought)) = (here, brought) else { return None };
    let (apart, between): (&[char], &str) = match head.home {
        Home::Reach(_) => (&[';'], "; "),
        Home::Tags => (&[',', ';'], ", "),
        _ => return None,
    };
    let reach = |raw: &str| {
        let Home::Reach(sort) = head.home else { return None };
        Some(settled(sort, raw, world))
    };
    let wrong = if let Value::Text(wrong) = wrong { wrong.as_str() } else { "" };
    let has = |text: &str, one: &str| text.split(apart).any(|other| other.trim() == one);
    let stays = |one: &&str| !has(wrong, one) || has(brought, one);
    let is = |known: &str, new: &str| {
        let both = || Some((reach(known)?, reach(new)?));
        known == new || both().is_some_and(|(known, new)| same(&known, &new) || one_number(&known, &new))
    };
    let here: Vec<&str> = here.split(apart).map(str::trim).filter(stays).collect();
    let mut all = if first { Vec::new() } else { here.clone() };
    for one in brought.split(apart).map(str::trim).filter(|one| !one.is_empty()) {
        let known = here.iter().find(|known| is(known, one)).copied().unwrap_or(one);
        if !all.iter().any(|other| is(other, known)) {
            all.push(known);
        }
    }
    let rest: Vec<&str> = here.into_iter().filter(|one| !all.contains(one)).collect();
    Some(Value::Text([all, rest].concat().join(between)))
}

/// What the file itself says of a field, if the cell was corrected.
fn corrected(coming: &Coming, field: &Field) -> Value {
    let place = coming.file.fields.iter().position(|of| of.at == field.at);
    let before = coming.said.before.iter().find(|(at, _)| Some(*at) == place);
    if let Some((_, Got::Value(value))) = before { value.clone() } else { Value::Empty }
}

/// Whether two numbers that no country has are the same digits in other notations.
fn one_number(one: &Reach, other: &Reach) -> bool {
    let bare = |reach: &Reach| reach.raw.chars().filter(|c| c.is_alphanumeric() || *c == '+').collect::<String>();
    let strange = |reach: &Reach| reach.sort == Sort::Phone && reach.normal.is_empty();
    strange(one) && strange(other) && bare(one) == bare(other)
}

impl Run<'_, '_, '_> {
    /// Writes what a row says into the record that it is known for; tells whether that changed anything. `own` rows were
    /// written out here: what stands in a cell as it stood then was not touched.
    pub fn merge(&mut self, coming: &Coming, id: Id, own: bool) -> Result<bool> {
        let (tx, at) = (self.tx, Ref { kind: self.plan.target.kind, id });
        let mut row = tx.any(at.kind, id)?;
        let as_written = tx.as_written(at)?;
        let shown = match own {
            true if coming.file.looked.written.is_cards() => card::write::texts(tx, at)?,
            true => texts(tx, at)?,
            false => Vec::new(),
        };
        let heads: Vec<&Head> = columns(&*row);
        let untouched = |field: &Field| {
            let place = heads.iter().position(|head| head.key == field.head.key && !is_keyed(coming, field));
            place.and_then(|place| shown.get(place)).is_some_and(|text| plain(text) == cell(coming, field))
        };
        let (mut changed, mut keep, mut purse) = (false, Vec::new(), Purse::default());
        let now = |row: &dyn KeptRow| coming.file.fields.iter().map(|field| row.get(field.at)).collect::<Vec<_>>();
        let (before, stood) = (now(&*row), stood(&*row, coming));
        for (field, got) in ordered(&coming.file.fields, &coming.said.got).filter(|(field, _)| !untouched(field)) {
            let kept = as_written.iter().find(|(key, _)| key == field.head.key).map(|(_, text)| text);
            match got {
                Got::Value(value) if purse.takes(value) => {
                    let both = [value, &corrected(coming, field)];
                    // The number that one is called by is the first of the file.
                    let first = matches!(field.head.home, Home::Reach(_));
                    let both = united(field.head, &row.get(field.at), both, first, &**tx);
                    let value = both.unwrap_or_else(|| value.clone());
                    set(&mut *row, field.at, value)?;
                    if kept.is_some() {
                        tx.forget_written(at, field.head.key)?;
                        changed = true;
                    }
                }
                Got::Unread { text, fault, column } if kept != Some(text) => {
                    // A state is never nothing: it stays, and the word stands beside it.
                    if !matches!(field.head.kind, Kind::OneOf(_)) && field.head.key != SAID {
                        set(&mut *row, field.at, Value::Empty)?;
                    }
                    keep.push(Written::unread(field, text, (fault, *column)));
                    changed = true;
                }
                _ => {}
            }
        }
        keep.extend(end(&mut *row, coming, stood.as_ref(), &**tx)?);
        if !changed && now(&*row) == before {
            return Ok(false);
        }
        let led_back = led_back(&mut *row, at.kind, coming, &before, &**tx)?;
        changed |= !led_back.is_empty();
        keep.extend(led_back);
        row.imported(&**tx);
        // What is kept in words tells whom one is like.
        self.keep(coming, at, &keep)?;
        // What is understood in another way may come to the same: the end of a day, a guest who is one of ours.
        let mut settled = tx.settled(&mut *row, at.kind)?;
        let untaken = untaken(&*row, coming);
        changed |= !untaken.is_empty();
        self.keep(coming, at, &untaken)?;
        changed |= now(&*row) != before;
        if changed {
            self.outcome.awaited += u64::from(is_awaited(&*row, coming));
            tx.save_settled(&mut *row, at.kind, &mut settled)?;
        }
        Ok(changed)
    }

    /// Fills what is blank in a record that a row is likely the same as; tells whether anything was.
    pub fn fill_blanks(&mut self, coming: &Coming, id: Id) -> Result<bool> {
        let (tx, at) = (self.tx, Ref { kind: self.plan.target.kind, id });
        let mut row = tx.any(at.kind, id)?;
        let (mut changed, mut keep) = (false, Vec::new());
        let as_written = tx.as_written(at)?;
        let before: Vec<Value> = coming.file.fields.iter().map(|field| row.get(field.at)).collect();
        for (field, got) in ordered(&coming.file.fields, &coming.said.got) {
            let before = row.get(field.at);
            let value = match got {
                Got::Value(value) => value,
                Got::Unread { text, fault, column } => {
                    if before == Value::Empty && as_written.iter().all(|(key, _)| key != field.head.key) {
                        keep.push(Written::unread(field, text, (fault, *column)));
                    }
                    continue;
                }
                Got::Blank => continue,
            };
            let value = match united(field.head, &before, [value, &Value::Empty], false, &**tx) {
                Some(both) => both,
                None if before == Value::Empty => value.clone(),
                None => continue,
            };
            set(&mut *row, field.at, value)?;
            changed |= row.get(field.at) != before;
        }
        keep.extend(led_back(&mut *row, at.kind, coming, &before, &**tx)?);
        changed |= !keep.is_empty();
        if changed {
            self.keep(coming, at, &keep)?;
            tx.save_row(&mut *row, at.kind)?;
        }
        Ok(changed)
    }
}
