//! What leads on from a record: the card of whom it is about, a new order of its customer, what is linked with it.
use super::picks::{closed, one_of};
use super::{Card, Form, Lookup, Record};
use crate::act::{Call, whom};
use crate::domain::deed::Ref;
use crate::domain::face::Kept;
use crate::domain::kind::Kind;
use crate::domain::kinds::shape;
use crate::domain::person::Person;
use crate::domain::problem::{Fault, Problems};
use crate::domain::value::Value;
use crate::domain::world::World;
use crate::lang::{card as said, fault, say};
use crate::store::Rung;
use crate::ui::begin::unwritable;
use crate::ui::cells;
use crate::ui::cx::Cx;
use crate::ui::pane::Flow;
use anyhow::Result;

/// The card of whom a record is about, standing on it.
pub fn call(at: Ref, cx: &mut Cx) -> Result<Flow> {
    if let Some(who) = whom(&cx.store, at)? {
        return cx.open(Card::calling(who, cx).on(at));
    }
    cx.say(&said::NOBODY.into());
    Ok(Flow::Done)
}

/// The card of who calls, standing on what they call about, unless it is that of `called`; whom nobody knows is looked up.
pub fn ring(rung: &Rung, called: Option<Ref>, cx: &mut Cx) -> Result<Flow> {
    let Some(at) = rung.at else { return cx.open(Lookup::of(&rung.text)) };
    match whom(&cx.store, at)? {
        Some(who) if Some(who) == called => Ok(Flow::Done),
        Some(who) => cx.open(Card::called(who, cx).on(at)),
        None => cx.open(Record::new(at)),
    }
}

/// A new order of the customer that a record is, or belongs to.
pub fn order_for(at: Ref, cx: &mut Cx) -> Result<Flow> {
    let account = match (at.kind, cx.store.any(at.kind, at.id)?.value("account")) {
        ("account", _) => Some(at.id),
        (_, Value::Whole(id)) => Some(id),
        _ => None,
    };
    let name = account.and_then(|id| cx.store.name("account", id));
    let (Some(name), Some(call)) = (name, Call::new("order", "add", Vec::new())) else {
        cx.say(&said::NO_CUSTOMER.into());
        return Ok(Flow::Done);
    };
    let title = call.title(&cx.store);
    if let Some(problems) = unwritable(cx) {
        return cx.open(closed(title, problems));
    }
    let mut entries = call.act.entries(&cx.store, &[])?;
    entries.iter_mut().filter(|entry| entry.path == "account").for_each(|entry| entry.text.clone_from(&name));
    let form = Form::new(title.to(cx.lang).to_owned(), call, entries, cx)?;
    cx.open(form)
}

/// Of each link, so many records that lead to one are listed.
const LEADING: usize = 20;

/// What leads to a record, and where it leads.
pub fn linked(at: Ref, cx: &mut Cx) -> Result<Flow> {
    let row = cx.store.any(at.kind, at.id)?;
    let mut found: Vec<Ref> = Vec::new();
    for (place, head) in row.heads().into_iter().enumerate() {
        if let Value::Whole(id) = row.get(place) {
            let to = Ref::led_to(head.kind, id).filter(|to| to.kind != Person::KIND);
            found.extend(to.filter(|_| !matches!(head.kind, Kind::Code(_))));
        }
    }
    found.extend(cx.store.leading(at, LEADING)?);
    found.dedup();
    let line = |at: &Ref| {
        let kind = shape(at.kind).map_or("", |shape| shape.one.to(cx.lang));
        (*at, format!("{} {}", cells::left(kind, 14), cx.store.name(at.kind, at.id).unwrap_or_default()))
    };
    let list: Vec<_> = found.iter().filter(|to| **to != at).map(line).collect();
    if list.is_empty() {
        return Err(Problems::from(Fault::new(fault::NOTHING_LINKED)).into());
    }
    cx.open(one_of(say("Linked records", "Bản ghi liên quan"), list, |cx, at| {
        cx.open(Record::new(at)).map(|_| Flow::Close)
    }))
}
