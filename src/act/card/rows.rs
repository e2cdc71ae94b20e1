//! What is open with who calls, a line each: what they buy first, then themselves as leads, then what is to be done; and
//! the people of a company, who was touched last first.
use crate::act::tone::Tone;
use crate::domain::account::{Account, Contact};
use crate::domain::appointment::Appointment;
use crate::domain::deed::Ref;
use crate::domain::face::{Due, Kept, Tier};
use crate::domain::kinds::{KINDS, shape};
use crate::domain::message::Message;
use crate::domain::opportunity::Opportunity;
use crate::domain::person::Person;
use crate::domain::reach::title;
use crate::domain::touch::Touch;
use crate::domain::value::{Id, Instant, Value};
use crate::domain::world::World;
use crate::lang::{Text, card as said, when};
use crate::store::Db;
use anyhow::Result;

/// A line of the card, which Enter opens.
#[derive(Clone, Debug)]
pub struct CardRow {
    /// What it is.
    pub at: Ref,
    /// Of which sort: orders, leads, tasks.
    pub label: Text,
    /// What it is called.
    pub name: String,
    /// How far it has come, or what it says.
    pub text: String,
    /// When someone must act on it; when one of the people was touched.
    pub due: String,
    /// How urgent it is.
    pub tone: Tone,
    /// How many more of its sort are not shown, after the last that is.
    pub more: usize,
}

/// Something open, and why.
pub struct Open {
    pub at: Ref,
    pub due: Due,
    turn: Option<Id>,
}

/// So many of one sort are shown, so many are looked for.
const SHOWN: usize = 5;
const FOUND: usize = 99;
const PEOPLE: usize = 8;

/// Everything open with any of some records that stand for one, in the order of the card.
pub fn open(db: &Db, at: Ref, kin: &[Ref]) -> Result<Vec<Open>> {
    let mut found: Vec<Ref> = Vec::new();
    if at.kind == Person::KIND {
        found = db.linked(Message::KIND, "owner", at.id, FOUND)?;
    } else {
        for of in kin {
            let more = db.waiting(*of, FOUND)?;
            found.extend(more.into_iter().filter(|one| !found.contains(one)).collect::<Vec<_>>());
        }
    }
    let mut open = Vec::new();
    for at in found {
        if let (Some(due), turn) = db.urgency(at)? {
            open.push(Open { at, due, turn });
        }
    }
    open.sort_by_key(|open| (rank(open.at), open.due.at, open.at));
    Ok(open)
}

fn rank(at: Ref) -> (u8, usize) {
    let tier = match shape(at.kind).map(|shape| shape.found) {
        Some(Tier::What) => 0,
        Some(Tier::Who) => 1,
        _ => 2,
    };
    (tier, KINDS.iter().position(|shape| shape.kind == at.kind).unwrap_or(KINDS.len()))
}

/// The lines of what is open, then of the people of a company.
pub fn rows(db: &Db, at: Ref, open: Vec<Open>) -> Result<Vec<CardRow>> {
    let mut rows: Vec<CardRow> = Vec::new();
    for open in open {
        let same = rows.iter().filter(|row| row.at.kind == open.at.kind).count();
        match rows.iter_mut().rfind(|row| row.at.kind == open.at.kind) {
            Some(last) if same == SHOWN => last.more += 1,
            _ => rows.push(row(db, &open)?),
        }
    }
    if at.kind == Account::KIND {
        for (id, last) in db.contacts_by_touch(at.id, PEOPLE)? {
            let contact: Contact = db.get(id)?;
            let phone = title(&contact.reaches);
            let told = [contact.title.as_str(), &phone].into_iter().filter(|text| !text.is_empty());
            rows.push(CardRow {
                at: Ref { kind: Contact::KIND, id },
                label: said::PEOPLE,
                name: contact.face(db).called,
                text: told.collect::<Vec<_>>().join(" · "),
                due: last.map(|at| when::short(db.local(at).date_naive(), db.today())).unwrap_or_default(),
                tone: Tone::Plain,
                more: 0,
            });
        }
    }
    Ok(rows)
}

fn row(db: &Db, open: &Open) -> Result<CardRow> {
    let Open { at, due, turn } = open;
    let lang = db.lang();
    let record = db.any(at.kind, at.id)?;
    let heads = record.heads();
    let field = |key: &str| {
        let place = record.place(key)?;
        let value = record.get(place);
        (value != Value::Empty).then(|| heads[place].kind.show(&value, db))
    };
    let why = due.brief(db.now()).to(lang).to_owned();
    let about = shape(at.kind).is_none_or(|shape| shape.found == Tier::About);
    let text = if about {
        ["text", "note"].into_iter().find_map(field).unwrap_or_default().replace('\n', " ")
    } else {
        // Of an order how much has left and what was promised say more than its state.
        let told = match field("out") {
            Some(out) => [Some(out), Some(why.clone()), field("state")],
            None => [field("state"), Some(why.clone()), None],
        };
        told.into_iter().flatten().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" · ")
    };
    let name = match at.kind {
        Touch::KIND => why,
        // Of whom it is, the card says.
        _ => field("number").or_else(|| db.name(at.kind, at.id)).unwrap_or_default(),
    };
    Ok(CardRow {
        at: *at,
        label: label(at.kind),
        name,
        text,
        due: when::due(db.local(due.at), db.now()).to(lang).to_owned(),
        tone: Tone::of(db, due, *turn),
        more: 0,
    })
}

/// What rows of a kind stand under, in a few letters.
fn label(kind: &str) -> Text {
    match kind {
        Opportunity::KIND => said::DEALS,
        Appointment::KIND => said::MEETINGS,
        Touch::KIND => said::CALLS,
        kind => shape(kind).map_or(said::PEOPLE, |shape| shape.many),
    }
}

/// What is agreed next, whether anything has to be done for it yet or not: `Fri 27/11 10:00 tasting of ST25, Minh`.
pub fn next(db: &Db, open: &[Open]) -> Result<String> {
    let mut next: Option<(Instant, Option<Id>, &Open)> = None;
    for one in open {
        let (at, whose) = match (one.at.kind, one.due.code()) {
            (Appointment::KIND, _) => {
                let appointment: Appointment = db.get(one.at.id)?;
                (appointment.start, appointment.work.owner.or(one.turn))
            }
            (_, "next-step" | "task") => (Some(one.due.at), one.turn),
            _ => continue,
        };
        let sooner = |at: &Instant| *at > db.instant() && next.is_none_or(|(first, ..)| *at < first);
        next = at.filter(sooner).map(|at| (at, whose, one)).or(next);
    }
    let Some((at, whose, next)) = next else { return Ok(String::new()) };
    let what = match next.due.code() {
        "next-step" => next.due.brief(db.now()).to(db.lang()).to_owned(),
        _ => db.name(next.at.kind, next.at.id).unwrap_or_default(),
    };
    let who = whose.and_then(|id| db.name(Person::KIND, id)).map(|name| format!(", {name}")).unwrap_or_default();
    let at = db.local(at);
    Ok(format!("{} {} {what}{who}", when::day(at.date_naive(), db.today()).to(db.lang()), at.format("%H:%M")))
}
