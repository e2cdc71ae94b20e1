//! The rest of the house around the story: customers, contacts and leads of the months before, in one deed.
use super::names::Names;
use super::when::Days;
use crate::domain::account::{Account, Contact};
use crate::domain::deed::{Deed, Ref};
use crate::domain::face::Kept;
use crate::domain::lead::{Lead, State};
use crate::domain::problem::Problems;
use crate::domain::reach::{self, Reach, Sort};
use crate::domain::touch::{Outcome, Touch};
use crate::domain::value::{Id, Value};
use crate::domain::worked::{Side, Work};
use crate::domain::world::{Hit, World};
use crate::lang::say;
use crate::store::{Store, Tx};
use anyhow::Result;
use chrono::{NaiveTime, TimeDelta, Utc};

const ACCOUNTS: usize = 54;
const LEADS: usize = 140;

/// Who is there to be given something.
struct Reps(Vec<Id>);

impl Reps {
    /// One of them for a number; the first has more than the others.
    fn of(&self, n: usize) -> Option<Id> {
        let skewed = [0, 1, 0, 2, 1, 0, 2][n % 7];
        self.0.get(skewed).copied()
    }
}

/// Makes it.
pub fn furnish(store: &mut Store, days: &Days) -> Result<()> {
    let names = Names::read()?;
    let reps = ["Lan", "Minh", "Huy"].into_iter().filter_map(|name| match store.find("person", name) {
        Hit::One(id) => Some(id),
        _ => None,
    });
    let reps = Reps(reps.collect());
    let now = store.session.now;
    store.session_mut().now = days.at(days.back(80), NaiveTime::from_hms_opt(9, 0, 0).unwrap_or_default());
    let deed = Deed { kind: Account::KIND.into(), act: "begin".into(), count: ACCOUNTS as u64, ..Deed::default() };
    store.write_bulk(&deed, |tx| accounts(tx, &names, &reps))?;
    store.session_mut().now = now;
    let deed = Deed { kind: Lead::KIND.into(), act: "begin".into(), count: LEADS as u64, ..Deed::default() };
    store.write_bulk(&deed, |tx| leads(tx, &names, &reps, days))?;
    Ok(())
}

pub(super) fn phone(list: &mut Vec<Reach>, text: String) -> Result<()> {
    reach::put(list, Sort::Phone, Value::Text(text)).map_err(Problems::from)?;
    Ok(())
}

fn accounts(tx: &Tx, names: &Names, reps: &Reps) -> Result<()> {
    for n in 0..ACCOUNTS {
        let mut account = Account { owner: reps.of(n), tier: ["B", "C", "C", "A"][n % 4].into(), ..Account::default() };
        if let Some(abroad) = names.abroad.get(n / 9).filter(|_| n % 9 == 8) {
            account.name.clone_from(&abroad.name);
            (account.city, account.country) = (abroad.city.clone(), abroad.country.to(tx.lang()).to_owned());
            (account.zone, account.language) = (abroad.zone.clone(), "en".into());
            phone(&mut account.reaches, format!("{}{:02}", abroad.phone, n))?;
        } else {
            let (name, place) = names.company(n);
            (account.name, account.city) = (name, place.city.clone());
            let home = say("Vietnam", "Việt Nam").to(tx.lang());
            (account.country, account.language) = (home.into(), "vi".into());
            phone(&mut account.reaches, format!("{} 38{:02} {:03}", place.code, n % 90 + 10, 100 + n * 7))?;
        }
        tx.save(&mut account)?;
        for k in 0..=n % 2 {
            let name = names.person(200 + 2 * n + k);
            let mut contact = Contact { name, account: Some(account.id), owner: account.owner, ..Contact::default() };
            contact.language.clone_from(&account.language);
            phone(&mut contact.reaches, format!("09{:02} {:03} {:03}", 10 + n % 80, 110 + 3 * n + k, 200 + 5 * n))?;
            tx.save(&mut contact)?;
        }
    }
    Ok(())
}

/// Leads of the months before: most are over, some are worked on, and what is due is spread over the days.
fn leads(tx: &Tx, names: &Names, reps: &Reps, days: &Days) -> Result<()> {
    let sources = tx.codes("source");
    let lost = tx.codes("lost-reason");
    for n in 0..LEADS {
        let (company, place) = names.company(n * 3 + 1);
        let said = &names.note[n % names.note.len()];
        let time =
            NaiveTime::from_hms_opt(8 + u32::try_from(n % 8)?, u32::try_from(n * 7 % 60)?, 0).unwrap_or_default();
        let came = days.at(days.back(4 + n * 80 / LEADS), time).with_timezone(&Utc);
        let mut lead = Lead {
            name: names.person(n),
            company,
            city: place.city.clone(),
            source: sources.get(n % sources.len().max(1)).map(|code| code.id),
            note: said.to(tx.lang()).to_owned(),
            created: Some(came),
            ..Lead::default()
        };
        phone(&mut lead.reaches, format!("09{:02} {:03} {:03}", 30 + n % 60, 101 + 4 * n % 890, 300 + 3 * n))?;
        lead.work = Work { owner: reps.of(n), side: Side::Rep, since: Some(came), ..Work::default() };
        lead.spoken(came + TimeDelta::minutes(20 + i64::try_from(n % 5)? * 35));
        lead.state = match n % 10 {
            0..=3 => State::Disqualified,
            4 | 5 => State::Converted,
            6 => State::Nurturing,
            7 => State::Qualified,
            _ => State::Working,
        };
        lead.lost =
            (lead.state == State::Disqualified).then(|| lost.get(n % lost.len().max(1)).map(|c| c.id)).flatten();
        // The next step of each open one on a day and at an hour of its own.
        let next = days.on(n % 23);
        lead.next = Some(tx.at(next, time)).filter(|_| lead.state != State::Disqualified);
        tx.save(&mut lead)?;
        let mut touch = Touch::about([Ref { kind: Lead::KIND, id: lead.id }.packed()]);
        (touch.at, touch.who, touch.outcome) = (lead.answered, lead.work.owner, Outcome::Reached);
        touch.text.clone_from(&lead.note);
        tx.save(&mut touch)?;
    }
    Ok(())
}
