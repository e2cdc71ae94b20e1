//! The facts that `domain::say` composes an answer from.
use super::orders;
use super::rows::Open;
use crate::domain::face::Kept;
use crate::domain::lead::Lead;
use crate::domain::message::Message;
use crate::domain::order::Order;
use crate::domain::say::Fact;
use crate::domain::tag::COMPLAINT;
use crate::domain::task::Task;
use crate::domain::value::Id;
use crate::domain::world::World;
use crate::store::Db;
use anyhow::Result;

/// What can be said of all that is open, and of who answers for it.
pub fn gather(db: &Db, owner: Option<Id>, open: &[Open]) -> Result<Vec<Fact>> {
    let mut facts = Vec::new();
    for open in open {
        match open.at.kind {
            Order::KIND => facts.extend(orders::facts(db, &db.get(open.at.id)?)),
            _ => facts.extend(fact(db, open)?),
        }
    }
    facts.extend(owner.and_then(|owner| away(db, owner)));
    Ok(facts)
}

fn fact(db: &Db, open: &Open) -> Result<Option<Fact>> {
    let at = db.local(open.due.at);
    Ok(match open.at.kind {
        Task::KIND => {
            let task: Task = db.get(open.at.id)?;
            let complaint = task.tags.iter().any(|tag| tag.tag == COMPLAINT);
            complaint.then(|| Fact::Complaint { by: task.due.map_or(at, |due| db.local(due)) })
        }
        Lead::KIND => match open.due.code() {
            "first-answer" => Some(Fact::Asked { by: at }),
            "next-step" => Some(Fact::CallBack { at }),
            _ => None,
        },
        Message::KIND => {
            let message: Message = db.get(open.at.id)?;
            let whom = message.work.owner.map(|id| db.answers(id, db.today()));
            whom.and_then(|id| db.name("person", id)).map(|whom| Fact::Message { whom })
        }
        _ => None,
    })
}

/// Who answers for them, where it is not their own.
fn away(db: &Db, owner: Id) -> Option<Fact> {
    let till = db.away(owner, db.today())?.till?;
    let answers = db.answers(owner, db.today());
    let deputy = (answers != owner).then(|| db.name("person", answers)).flatten();
    Some(Fact::Away { who: db.name("person", owner)?, till, deputy })
}
