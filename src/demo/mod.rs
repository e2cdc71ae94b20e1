//! A made-up exporter of rice, dated around the day it starts: people, customers, leads and what passed with them. The
//! story is deeds done by people on past days, so each of its records has its history; the rest of the house stands
//! around it. All of it is made from `assets/demo`.
mod chance;
pub mod crowd;
mod house;
mod names;
mod story;
mod trade;
mod when;

use crate::act::setup::{Answers, begin};
use crate::domain::world::World;
use crate::store::Store;
use anyhow::Result;

/// Fills an empty file; the session's now, person and sitting are as before when it is done.
pub fn fill(store: &mut Store) -> Result<()> {
    let session = store.session;
    let lang = session.lang;
    let answers =
        Answers { me: "Mai".to_owned(), company: "Sông Hậu Foods".to_owned(), ..Answers::proposed("", lang) };
    begin(store, &answers)?;
    // What the demo did is of an earlier sitting: `u` there asks first. Its beginning is of this one: by that one made-up
    // company is told from another, and takes no other's export for its own.
    store.session_mut().sitting = 0;
    let (me, now) = (store.me(), store.session.now);
    let days = when::Days::around(now, &store.hours());
    story::tell(store, &days)?;
    house::furnish(store, &days)?;
    trade::trade(store, &days)?;
    let sitting = session.sitting;
    let session = store.session_mut();
    (session.who, session.now, session.sitting) = (me, now, sitting);
    Ok(())
}
