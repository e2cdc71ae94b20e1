//! Taking back and doing again, from any screen.
use super::cx::Cx;
use super::pane::Flow;
use super::popups::confirm;
use crate::act::tell;
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

/// Does again what was taken back last.
pub fn redo(cx: &mut Cx) -> Result<Flow> {
    let Some(turned) = cx.store.to_redo()? else {
        cx.say(&toast::NOTHING_TO_REDO.into());
        return Ok(Flow::Done);
    };
    cx.turn_back(&turned, true)
}
