//! Who is meant. One person may stand in several records: a lead of the fair, a contact, the switchboard of a company.
//! In a lookup they are one row, on a card all that they wait for is theirs.
use crate::domain::account::{Account, Contact};
use crate::domain::deed::Ref;
use crate::domain::face::{Kept, Tier};
use crate::domain::field::{Head, Row};
use crate::domain::kind::Kind;
use crate::domain::kinds::shape;
use crate::domain::lead::Lead;
use crate::domain::person::Person;
use crate::domain::value::{Id, Value};
use crate::store::Db;
use anyhow::Result;

/// So many steps lead from a message about a task about an order to whom it is for.
const STEPS: usize = 4;
/// Of a company's contacts, so many are looked at; of the leads that became someone, too.
const MANY: usize = 20;

/// Whether a record is someone to speak with.
pub fn is_someone(at: Ref) -> bool {
    at.kind == Person::KIND || shape(at.kind).is_some_and(|shape| shape.found == Tier::Who)
}

/// Whom a call about a record would be with: themselves, or whoever an order, a task, a message is about.
pub fn whom(db: &Db, at: Ref) -> Result<Option<Ref>> {
    let mut at = at;
    for _ in 0..STEPS {
        if is_someone(at) {
            return Ok(Some(at));
        }
        let Some(next) = leads_to(&*db.any(at.kind, at.id)?) else { return Ok(None) };
        at = next;
    }
    Ok(None)
}

/// The nearest someone that a record names, else what it is about.
fn leads_to(row: &dyn Row) -> Option<Ref> {
    let linked = |kind: &'static str| {
        let id = |(at, _): (usize, &&Head)| whole(&row.get(at));
        let heads = row.heads();
        let of_kind = |(_, head): &(usize, &&Head)| matches!(head.kind, Kind::Link(k) if k == kind);
        heads.iter().enumerate().filter(of_kind).find_map(id).map(|id| Ref { kind, id })
    };
    let about = |row: &dyn Row| {
        let heads = row.heads();
        let any = heads.iter().enumerate().filter(|(_, head)| matches!(head.kind, Kind::Any));
        any.filter_map(|(at, _)| whole(&row.get(at))).find_map(Ref::unpack)
    };
    let of_parts = || {
        let mut rows = row.parts().into_iter().flat_map(|part| part.rows.each());
        rows.find_map(about)
    };
    let someone = [Contact::KIND, Lead::KIND, Account::KIND].into_iter().find_map(linked);
    someone.or_else(|| about(row)).or_else(of_parts)
}

fn whole(value: &Value) -> Option<Id> {
    if let Value::Whole(id) = value { Some(*id) } else { None }
}

/// The record in whose row a found one stands: a lead in that of the contact with their number, a contact who was looked
/// for by the number of their company in that company's. `shared` are those with an address of it, `companies` those that
/// the number itself finds.
pub fn row_of(db: &Db, at: Ref, shared: &[Ref], companies: &[Ref]) -> Result<Ref> {
    let row_of_lead = || -> Result<Option<Ref>> {
        let (contact, account) = db.became(at.id)?;
        if let Some(id) = contact {
            return Ok(Some(Ref { kind: Contact::KIND, id }));
        }
        let of = |kind: &str| shared.iter().find(|other| other.kind == kind).copied();
        let company = account.map(|id| Ref { kind: Account::KIND, id });
        Ok(of(Contact::KIND).or(company).or_else(|| of(Account::KIND).filter(|at| companies.contains(at))))
    };
    let found = match at.kind {
        Lead::KIND => row_of_lead()?,
        Contact::KIND => shared.iter().copied().find(|other| companies.contains(other)),
        _ => None,
    };
    Ok(found.unwrap_or(at))
}

/// All records that stand for the same person or company, or for theirs; the record itself first.
pub fn kin(db: &Db, at: Ref) -> Result<Vec<Ref>> {
    let mut all = vec![at];
    let mut add = |other: Ref| {
        if !all.contains(&other) {
            all.push(other);
        }
    };
    let became = |field: &str| db.linked(Lead::KIND, field, at.id, MANY);
    let account = |id: Option<Id>| id.map(|id| Ref { kind: Account::KIND, id });
    match at.kind {
        Account::KIND => {
            for (id, _) in db.contacts_by_touch(at.id, MANY)? {
                add(Ref { kind: Contact::KIND, id });
            }
            became("account")?.into_iter().for_each(&mut add);
            db.sharing(at)?.into_iter().filter(|other| other.kind == Lead::KIND).for_each(add);
        }
        Contact::KIND => {
            account(db.get::<Contact>(at.id)?.account).into_iter().for_each(&mut add);
            became("contact")?.into_iter().for_each(&mut add);
            db.sharing(at)?.into_iter().filter(|other| other.kind == Lead::KIND).for_each(add);
        }
        Lead::KIND => {
            let lead: Lead = db.get(at.id)?;
            let contact = lead.contact.map(|id| Ref { kind: Contact::KIND, id });
            contact.into_iter().chain(account(lead.account)).for_each(&mut add);
            for other in db.sharing(at)?.into_iter().filter(|other| is_someone(*other) && other.kind != Person::KIND) {
                add(other);
                if other.kind == Contact::KIND {
                    account(db.get::<Contact>(other.id)?.account).into_iter().for_each(&mut add);
                }
            }
        }
        _ => {}
    }
    Ok(all)
}
