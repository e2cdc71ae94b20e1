//! What is for the whole house, whatever screen is in front: undo, redo, settings.
use super::begin::begin;
use super::cx::Cx;
use super::pane::Flow;
use super::popups::{Turning, confirm};
use crate::act::{Call, refused, tell};
use crate::domain::workspace;
use crate::lang::{audit, toast};
use crate::store::Turned;
use anyhow::Result;

/// The rows of a deed that are written back while a key is waited for.
const MANY: u64 = 200;

/// Takes back my newest deed; one of an earlier sitting, or another program's under my name, is named and asks first.
pub fn undo(cx: &mut Cx) -> Result<Flow> {
    let Some(turned) = cx.store.to_undo()? else {
        cx.say(&toast::NOTHING_TO_UNDO.into());
        return Ok(Flow::Done);
    };
    if turned.sitting {
        return turn_back(&turned, false, cx);
    }
    let when = cx.when(&turned);
    let question = toast::undo_older(&tell(&turned.deed, &cx.store), &when);
    cx.open(confirm(question, move |cx| turn_back(&turned, false, cx)))
}

/// What the first start asked.
pub fn settings(cx: &mut Cx) -> Result<Flow> {
    match Call::new("workspace", "settings", vec![workspace::ONLY]) {
        Some(call) => begin(call, cx),
        None => Ok(Flow::Ignored),
    }
}

/// Does again what was taken back last, unless something new was done since.
pub fn redo(cx: &mut Cx) -> Result<Flow> {
    let Some(turned) = cx.store.to_redo()? else {
        cx.say(&toast::NOTHING_TO_REDO.into());
        return Ok(Flow::Done);
    };
    turn_back(&turned, true, cx)
}

/// Takes back a deed, or one that took another back, and says which; one of many rows aside.
pub fn turn_back(turned: &Turned, redo: bool, cx: &mut Cx) -> Result<Flow> {
    let rows = turned.deed.count + turned.deed.others().iter().map(|deed| deed.count).sum::<u64>();
    if rows > MANY && !cx.store.is_read_only() {
        return cx.open(Turning::new(turned, redo, cx));
    }
    let house = cx.store.workspace();
    let back = cx.store.undo_entry(turned.entry);
    let back = back.map_err(|error| refused(error, &cx.store, |_| audit::TAKE_BACK.into()))?;
    cx.turned_back(&turned.deed, redo, &back, &house);
    Ok(Flow::Done)
}
