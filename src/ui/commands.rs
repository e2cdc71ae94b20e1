//! What is for the whole house, whatever screen is in front: undo, redo, settings.
use super::begin::begin;
use super::cx::Cx;
use super::pane::Flow;
use super::popups::confirm;
use crate::act::{Call, tell};
use crate::domain::workspace;
use crate::lang::toast;
use anyhow::Result;

/// Takes back my newest deed; one of an earlier sitting, or another program's under my name, is named and asks first.
pub fn undo(cx: &mut Cx) -> Result<Flow> {
    let Some(turned) = cx.store.to_undo()? else {
        cx.say(&toast::NOTHING_TO_UNDO.into());
        return Ok(Flow::Done);
    };
    if turned.sitting {
        return cx.turn_back(&turned, false);
    }
    let when = cx.when(&turned);
    let question = toast::undo_older(&tell(&turned.deed), &when);
    cx.open(confirm(question, move |cx| cx.turn_back(&turned, false)))
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
    cx.turn_back(&turned, true)
}
