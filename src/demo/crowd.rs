//! A crowd instead of a house: as many customers, leads and orders as are asked for, drawn from a seed and dated back from
//! now, for measuring. Few people own much of it, few customers order most, one order in ten is late, one lead in fifty
//! is someone who is there already, one in forty has no telephone number, and a tenth of all live abroad.
use super::chance::Chance;
use super::house::phone;
use super::names::Names;
use super::trade::line_of;
use crate::domain::account::{Account, Contact};
use crate::domain::code::Code;
use crate::domain::deed::Deed;
use crate::domain::face::Kept;
use crate::domain::fold::fold;
use crate::domain::lead::{Lead, State};
use crate::domain::order::{Line, Order, Stage};
use crate::domain::person::Person;
use crate::domain::problem::Problems;
use crate::domain::product::Product;
use crate::domain::reach::{self, Reach, Sort};
use crate::domain::value::{Id, Value};
use crate::domain::worked::{Side, Work};
use crate::domain::world::World;
use crate::store::{Store, Tx};
use anyhow::Result;
use chrono::{NaiveDate, TimeDelta, Utc};

/// How many of each.
#[derive(Clone, Copy, Debug)]
pub struct Size {
    pub leads: usize,
    pub accounts: usize,
    pub contacts: usize,
    pub orders: usize,
    /// Of all orders together.
    pub lines: usize,
}

const PEOPLE: usize = 25;
const PRODUCTS: usize = 48;
/// So many records are written in one deed: what a deed wrote is kept in memory until its end.
const DEED: usize = 50_000;
/// Of so many leads one leaves no telephone number, where it has a mailbox.
const SILENT: usize = 25;
/// How far back it goes, in days.
const DAYS: usize = 1_095;

/// Who and what there is to be drawn from.
struct Crowd {
    names: Names,
    people: Vec<Id>,
    products: Vec<Product>,
    accounts: Vec<(Id, Option<Id>)>,
    sources: Vec<Code>,
    lost: Vec<Code>,
    chance: Chance,
}

/// Fills a file in which nobody has worked yet. `step` hears how many records of how many are written, and ends it by a
/// no: what was written by then stays.
pub fn fill(store: &mut Store, size: &Size, seed: u64, step: &mut dyn FnMut(usize, usize) -> bool) -> Result<()> {
    let mut crowd = Crowd {
        names: Names::read()?,
        people: Vec::new(),
        products: Vec::new(),
        accounts: Vec::new(),
        sources: store.codes("source"),
        lost: store.codes("lost-reason"),
        chance: Chance::new(seed),
    };
    let all = size.accounts + size.contacts + size.leads + size.orders;
    let mut done = 0;
    let mut each =
        |store: &mut Store, kind: &'static str, count: usize, make: &mut dyn FnMut(&Tx, usize) -> Result<()>| {
            for from in (0..count).step_by(DEED) {
                let to = count.min(from + DEED);
                let deed =
                    Deed { kind: kind.into(), act: "begin".into(), count: (to - from) as u64, ..Deed::default() };
                store.write_bulk(&deed, |tx| (from..to).try_for_each(|n| make(tx, n)))?;
                done += to - from;
                if !step(done, all.max(done)) {
                    return Ok(false);
                }
            }
            anyhow::Ok(true)
        };
    let c = &mut crowd;
    let goes_on = each(store, Person::KIND, PEOPLE, &mut |tx, n| c.person(tx, n))?
        && each(store, Product::KIND, PRODUCTS, &mut |tx, n| c.product(tx, n))?
        && each(store, Account::KIND, size.accounts, &mut |tx, n| c.account(tx, n))?
        && each(store, Contact::KIND, size.contacts, &mut |tx, n| c.contact(tx, n))?
        && each(store, Lead::KIND, size.leads, &mut |tx, n| c.lead(tx, n))?;
    if goes_on {
        each(store, Order::KIND, size.orders, &mut |tx, n| c.order(tx, n, size))?;
    }
    Ok(())
}

fn mail(list: &mut Vec<Reach>, text: String) -> Result<()> {
    Ok(reach::put(list, Sort::Mail, Value::Text(text)).map_err(Problems::from)?)
}

/// A number drawn once for each: 1 to 999,999,937, a prime, so that no two below it meet.
fn scattered(n: usize) -> usize {
    n.wrapping_mul(611_953) % 999_999_937
}

impl Crowd {
    fn owner(&mut self) -> Option<Id> {
        let n = self.chance.skewed(self.people.len());
        self.people.get(n).copied()
    }

    /// A name, and whether it is one of home.
    fn name(&mut self) -> (String, bool) {
        let (names, chance) = (&self.names, &mut self.chance);
        if chance.percent(10) {
            let (given, family) = (chance.one(&names.crowd.given_abroad), chance.one(&names.crowd.family_abroad));
            return (format!("{given} {family}"), false);
        }
        let (family, middle, given) = (chance.one(&names.family), chance.one(&names.middle), chance.one(&names.given));
        (format!("{family} {middle} {given}"), true)
    }

    /// A company's name, with a number where many would be called the same.
    fn company(&mut self, n: usize) -> (String, bool) {
        let (names, chance) = (&self.names, &mut self.chance);
        if chance.percent(10) {
            let (family, firm) = (chance.one(&names.crowd.family_abroad), chance.one(&names.crowd.firm));
            return (format!("{family} {firm} {n} {}", chance.one(&names.crowd.ending)), false);
        }
        let place = &names.place[chance.below(names.place.len())];
        let (form, trade) = (chance.one(&names.crowd.form), chance.one(&names.trade));
        (format!("{form} {trade} {} {} {n}", chance.one(&names.given), place.name), true)
    }

    fn number(n: usize, home: bool) -> String {
        let n = scattered(n);
        if home { format!("09{:08}", n % 100_000_000) } else { format!("+49 151 {:08}", n % 100_000_000) }
    }

    fn mailbox(&mut self, name: &str, n: usize) -> String {
        let name = fold(name).replace(|c: char| !c.is_ascii_alphanumeric(), ".");
        format!("{name}.{n}@{}", self.chance.one(&self.names.crowd.mail))
    }

    fn person(&mut self, tx: &Tx, n: usize) -> Result<()> {
        let mut person = Person { name: self.names.person(n), ..Person::default() };
        tx.save(&mut person)?;
        self.people.push(person.id);
        Ok(())
    }

    fn product(&mut self, tx: &Tx, n: usize) -> Result<()> {
        let crowd = &self.names.crowd;
        let (item, pack) = (&crowd.item[n % crowd.item.len()], &crowd.pack[n / crowd.item.len() % crowd.pack.len()]);
        let mut product = Product {
            name: format!("{item} {pack}"),
            code: format!("P-{:03}", n + 1),
            price: i64::try_from(18_000 + 1_700 * n).ok(),
            currency: tx.currency(),
            unit: "bao".to_owned(),
            active: true,
            ..Product::default()
        };
        tx.save(&mut product)?;
        self.products.push(product);
        Ok(())
    }

    fn account(&mut self, tx: &Tx, n: usize) -> Result<()> {
        let (name, home) = self.company(n);
        let mut account = Account {
            name,
            owner: self.owner(),
            tier: ["A", "B", "B", "C", "C", "C"][self.chance.below(6)].to_owned(),
            language: if home { "vi" } else { "en" }.to_owned(),
            created: Some(self.instant(tx, DAYS)),
            ..Account::default()
        };
        phone(&mut account.reaches, Self::number(3 * n, home))?;
        tx.save(&mut account)?;
        self.accounts.push((account.id, account.owner));
        Ok(())
    }

    fn contact(&mut self, tx: &Tx, n: usize) -> Result<()> {
        let (name, home) = self.name();
        let to = n % self.accounts.len().max(1);
        let (account, owner) = self.accounts.get(to).map_or((None, None), |(id, owner)| (Some(*id), *owner));
        let mut contact = Contact { account, owner, ..Contact::default() };
        phone(&mut contact.reaches, Self::number(3 * n + 1, home))?;
        mail(&mut contact.reaches, self.mailbox(&name, n))?;
        contact.name = name;
        tx.save(&mut contact)
    }

    fn instant(&mut self, tx: &Tx, days: usize) -> chrono::DateTime<Utc> {
        let minutes = self.chance.below(days * 24 * 60);
        tx.now().to_utc() - TimeDelta::minutes(i64::try_from(minutes).unwrap_or(0))
    }

    fn lead(&mut self, tx: &Tx, n: usize) -> Result<()> {
        let (name, home) = self.name();
        let came = self.instant(tx, DAYS);
        let age = (tx.now().to_utc() - came).num_days();
        let mut lead = Lead { created: Some(came), source: code(&self.sources, &mut self.chance), ..Lead::default() };
        if self.chance.percent(60) {
            lead.company = self.company(n).0;
        }
        // One in fifty is there already.
        let twin = self.chance.percent(2) && n > 0;
        let number = if twin { self.chance.below(n) } else { n };
        let writes = self.chance.percent(70);
        // A few of those who write leave no number.
        if !writes || n % SILENT != 7 {
            phone(&mut lead.reaches, Self::number(3 * number + 2, home))?;
        }
        if writes {
            mail(&mut lead.reaches, self.mailbox(&name, n))?;
        }
        lead.name = name;
        lead.work = Work { owner: self.owner(), side: Side::Rep, since: Some(came), ..Work::default() };
        lead.state = match self.chance.below(100) {
            0..=39 if age <= 14 => State::New,
            _ if age <= 14 => State::Working,
            0..=54 => State::Disqualified,
            55..=93 => State::Converted,
            94..=97 => State::Nurturing,
            _ => State::Qualified,
        };
        if lead.state != State::New {
            lead.spoken(came + TimeDelta::minutes(i64::try_from(10 + self.chance.below(600))?));
        }
        match lead.state {
            State::Disqualified => lead.lost = code(&self.lost, &mut self.chance),
            State::Working | State::Nurturing | State::Qualified => {
                let days = i64::try_from(self.chance.below(60))? - 3;
                lead.next = Some(tx.now().to_utc() + TimeDelta::days(days));
            }
            _ => {}
        }
        tx.save(&mut lead)
    }

    fn order(&mut self, tx: &Tx, n: usize, size: &Size) -> Result<()> {
        let customer = self.chance.skewed(self.accounts.len());
        let (account, owner) = self.accounts.get(customer).map_or((None, None), |(id, owner)| (Some(*id), *owner));
        let today = tx.today();
        let back = |days: usize| today - TimeDelta::days(i64::try_from(days).unwrap_or(0));
        let age = self.chance.below(DAYS);
        let (ordered, over) = (back(age), age > 45 || self.chance.percent(40));
        let promised = ordered + TimeDelta::days(i64::try_from(3 + self.chance.below(35))?);
        let late = i64::try_from(if self.chance.percent(10) { 1 + self.chance.below(12) } else { 0 })?;
        let left = (promised + TimeDelta::days(late)).min(today);
        let mut order = Order {
            number: format!("SO-{:07}", n + 1),
            account,
            ordered: Some(ordered),
            promised: Some(promised),
            first_promised: Some(promised),
            work: Work { owner, ..Work::default() },
            ..Order::default()
        };
        let lines = (n + 1) * size.lines / size.orders - n * size.lines / size.orders;
        order.lines = (0..lines).map(|_| self.line(promised, over.then_some(left))).collect();
        if over {
            (order.shipped, order.delivered) = (Some(left), Some(left));
        }
        tx.save(&mut order)
    }

    fn line(&mut self, promised: NaiveDate, left: Option<NaiveDate>) -> Line {
        let product = self.chance.skewed(self.products.len());
        let quantity = i64::try_from(1 + self.chance.skewed(400)).unwrap_or(1);
        let stage = if self.chance.percent(50) { Stage::Preparing } else { Stage::Confirmed };
        line_of(&self.products[product], quantity, promised, left, stage)
    }
}

fn code(list: &[Code], chance: &mut Chance) -> Option<Id> {
    list.get(chance.skewed(list.len())).map(|code| code.id)
}
