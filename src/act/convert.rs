//! A lead becomes a customer: their company, themselves as its contact, and what they may buy, in one step that is taken
//! back as one. The lead stays as the origin of all three.
use super::{About, Action, Role};
use crate::domain::account::{Account, Contact};
use crate::domain::deed::Ref;
use crate::domain::face::Kept;
use crate::domain::field::{Field, Record};
use crate::domain::fold::fold;
use crate::domain::kind::Kind;
use crate::domain::lead::{Lead, State};
use crate::domain::money::Currency;
use crate::domain::opportunity::Opportunity;
use crate::domain::reach::{self, Reach};
use crate::domain::tag::Tag;
use crate::domain::value::{Id, Instant, Slot};
use crate::domain::worked::{Side, Work};
use crate::domain::world::World;
use crate::field;
use crate::lang::say;
use crate::store::Tx;
use anyhow::Result;
use chrono::NaiveDate;

/// What becomes of a lead. Of several leads each has its own company, and no opportunity unless one is described.
#[derive(Clone, Default)]
pub(super) struct Convert {
    account: String,
    opportunity: String,
    amount: Option<i64>,
    currency: Currency,
    product: Option<Id>,
    close: Option<NaiveDate>,
    next: Option<Instant>,
    next_what: String,
}

#[rustfmt::skip]
impl Record for Convert {
    const FIELDS: &'static [Field<Self>] = &[
        field!(free account,     Kind::Text,            "Customer",    "Khách hàng"),
        field!(free opportunity, Kind::Text,            "Opportunity", "Cơ hội"),
        field!(money Free amount,                       "Amount",      "Giá trị"),
        field!(free product,     Kind::Link("product"), "Product",     "Sản phẩm"),
        field!(free close,       Kind::Day,             "Decides by",  "Ngày chốt"),
        field!(free next,        Kind::At,              "Next step",   "Bước kế"),
        field!(free next_what,   Kind::Text,            "What next",   "Việc kế"),
    ];
}

pub(super) static CONVERT: Action<Lead, Convert> = Action {
    start: |leads, world| {
        let currency = world.currency();
        let [lead] = leads else { return Convert { currency, ..Convert::default() } };
        let (account, next_what) = (lead.company.clone(), lead.next_what.clone());
        let opportunity = if account.is_empty() { lead.name.clone() } else { account.clone() };
        Convert { account, opportunity, currency, next: lead.next, next_what, ..Convert::default() }
    },
    ..Action::new(
        About::new("convert", Role::Forward, say("convert", "thành khách"), say("is a customer now", "đã thành khách")),
        |lead, _| lead.convertible(),
        |tx, lead, params| {
            let company = if params.account.is_empty() { &lead.company } else { &params.account };
            lead.account = account(tx, lead, company)?;
            lead.contact = contact(tx, lead)?;
            let wanted = !params.opportunity.is_empty() || params.amount.is_some() || params.product.is_some();
            lead.opportunity = if wanted { Some(opportunity(tx, lead, params)?) } else { None };
            lead.state = State::Converted;
            (lead.next, lead.work.later) = (None, None);
            Ok(())
        },
    )
};

/// Of those that are called so, the first; made in this deed, or kept before.
fn called<T: Kept>(tx: &Tx, name: &str) -> Result<Option<Id>> {
    let same =
        |at: &&Ref| at.kind == T::KIND && tx.name(at.kind, at.id).is_some_and(|known| fold(&known) == fold(name));
    let made = tx.made().iter().find(same).map(|at| at.id);
    Ok(made.or(tx.named(T::KIND, name)?.first().copied()))
}

/// The customer of that name, made if there is none; none for who came without a company.
fn account(tx: &Tx, lead: &Lead, name: &str) -> Result<Option<Id>> {
    let name = name.trim();
    if name.is_empty() {
        return Ok(None);
    }
    if let Some(known) = called::<Account>(tx, name)? {
        return Ok(Some(known));
    }
    let mut account = Account {
        name: name.to_owned(),
        owner: lead.work.owner,
        coordinator: lead.work.coordinator,
        industry: lead.industry,
        website: lead.website.clone(),
        city: lead.city.clone(),
        country: lead.country.clone(),
        language: lead.language.clone(),
        currency: tx.currency(),
        ..Account::default()
    };
    tx.save(&mut account)?;
    Ok(Some(account.id))
}

/// The person, with the addresses of the lead and what was agreed for each; none for a company without a person or an
/// address. Someone of the same name who is at that customer already is given what they lack.
fn contact(tx: &Tx, lead: &Lead) -> Result<Option<Id>> {
    if lead.name.is_empty() && lead.reaches.is_empty() {
        return Ok(None);
    }
    let reaches = lead.reaches.iter().map(|reach| Reach { id: 0, ..reach.clone() });
    if let Some(mut known) = known(tx, lead)? {
        for reach in reaches {
            if !known.reaches.iter().any(|own| reach::same(own, &reach)) {
                known.reaches.push(reach);
            }
        }
        tx.save(&mut known)?;
        return Ok(Some(known.id));
    }
    let mut contact = Contact {
        name: lead.name.clone(),
        account: lead.account,
        title: lead.title.clone(),
        owner: lead.work.owner,
        language: lead.language.clone(),
        note: lead.note.clone(),
        source: lead.source,
        reaches: reaches.collect(),
        tags: lead.tags.iter().map(|tag| Tag { id: 0, tag: tag.tag.clone() }).collect(),
        ..Contact::default()
    };
    tx.save(&mut contact)?;
    Ok(Some(contact.id))
}

/// Someone of the lead's name at the lead's customer.
fn known(tx: &Tx, lead: &Lead) -> Result<Option<Contact>> {
    if lead.name.is_empty() || lead.account.is_none() {
        return Ok(None);
    }
    for id in tx.named(Contact::KIND, &lead.name)? {
        let contact: Contact = tx.get(id)?;
        if contact.account == lead.account && contact.archived.is_none() {
            return Ok(Some(contact));
        }
    }
    Ok(None)
}

fn opportunity(tx: &Tx, lead: &Lead, params: &Convert) -> Result<Id> {
    let product = params.product.and_then(|id| tx.name("product", id)).unwrap_or_default();
    let name = [&params.opportunity, &product, &lead.company, &lead.name].into_iter().find(|name| !name.is_empty());
    let mut work = Work { owner: lead.work.owner, coordinator: lead.work.coordinator, ..Work::default() };
    work.hand(Side::Rep, "", &**tx);
    let mut opportunity = Opportunity {
        name: name.cloned().unwrap_or_default(),
        account: lead.account,
        contact: lead.contact,
        amount: params.amount,
        currency: params.currency,
        close: params.close,
        product: params.product,
        source: lead.source,
        next: params.next,
        next_what: params.next_what.clone(),
        lead: Some(lead.id),
        work,
        ..Opportunity::default()
    };
    opportunity.edited(&**tx);
    tx.save(&mut opportunity)?;
    Ok(opportunity.id)
}
