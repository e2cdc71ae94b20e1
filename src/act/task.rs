//! What is done to tasks.
use super::message::{Leave, message};
use super::touch::{Contact, log, record};
use super::worked::{Suits, To, Until, assign, later};
use super::{About, Act, Action, Brief, Note, Role};
use crate::domain::kinds::named;
use crate::domain::tag;
use crate::domain::task::{State, Task};
use crate::domain::value::{Choice, Id};
use crate::domain::worked::Worked;
use crate::domain::world::World;
use crate::lang::say;
use crate::store::Db;
use anyhow::Result;

/// What is done to tasks.
pub static ACTIONS: &[&dyn Act] = &[&DONE, &CANCEL, &ASSIGN, &LATER, &RECORD, &LOG, &MESSAGE];

static ASSIGN: Action<Task, To> = assign();
static LATER: Action<Task, Until> = later();
static RECORD: Action<Task, Contact> = record();
static LOG: Action<Task, Contact> = log();
static MESSAGE: Action<Task, Leave> = message();

static DONE: Action<Task, ()> = Action::new(
    About::new("done", Role::Forward, say("done", "xong"), say("done", "xong")),
    |task, _| task.open(),
    |tx, task, ()| {
        (task.state, task.ended) = (State::Done, Some(tx.instant()));
        Ok(())
    },
);

static CANCEL: Action<Task, ()> = Action::new(
    About::new("cancel", Role::Back, say("cancel", "huỷ"), say("cancelled", "đã huỷ")),
    |task, _| task.open(),
    |tx, task, ()| {
        (task.state, task.ended) = (State::Cancelled, Some(tx.instant()));
        Ok(())
    },
);

/// What is to be done, about what, and by whom.
pub fn brief(db: &Db, id: Id) -> Result<Brief> {
    let task: Task = db.get(id)?;
    let about = task.about.and_then(|packed| named(packed, db)).unwrap_or_default();
    let owner = task.work.owner.and_then(|id| db.name("person", id)).unwrap_or_default();
    Ok(Brief {
        title: task.subject.clone(),
        state: task.state.text().to(db.lang()).to_owned(),
        notes: vec![
            Note::new(say("About", "Về"), about),
            Note::new(say("Note", "Ghi chú"), &task.note),
            Note::new(say("Owner", "Phụ trách"), owner),
            Note::new(say("Tags", "Thẻ"), tag::listed(&task.tags, db.lang())),
        ],
        ..Brief::default()
    })
}

impl Suits for Task {}
