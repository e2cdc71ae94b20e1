//! Forms that were left open. What was typed can be reached whatever became of the record that it is for.
use super::form::Form;
use super::one_of;
use crate::act::Call;
use crate::domain::deed::Ref;
use crate::domain::value::Id;
use crate::domain::world::World;
use crate::lang::{form as phrase, say, toast, when};
use crate::store::Draft;
use crate::ui::begin::resume;
use crate::ui::cx::Cx;
use crate::ui::pane::Flow;
use anyhow::Result;

/// All of them, newest first.
pub fn drafts(cx: &mut Cx) -> Result<Flow> {
    let mut list = Vec::new();
    for draft in cx.store.drafts()? {
        let Some(call) = Call::of_draft(&draft) else { continue };
        let first: Vec<&str> = call.given.iter().map(|(_, text)| text.as_str()).take(3).collect();
        let at = when::stamp(cx.store.local(draft.at), cx.store.now());
        let line = format!("{} {} · {}", at, call.title(&cx.store).to(cx.lang), first.join(" · "));
        list.push((draft.id, line));
    }
    if list.is_empty() {
        cx.say(&toast::NO_DRAFTS.into());
        return Ok(Flow::Done);
    }
    let chosen = |cx: &mut Cx, id| {
        let draft = cx.store.drafts()?.into_iter().find(|draft| draft.id == id);
        match draft.and_then(|draft| Some((Call::of_draft(&draft)?, draft))) {
            Some((call, draft)) => go_on(call, draft, cx).map(|_| Flow::Close),
            None => Ok(Flow::Close),
        }
    };
    cx.open(one_of(say("Drafts", "Bản nháp"), list, chosen).numbered())
}

fn go_on(call: Call, draft: Draft, cx: &mut Cx) -> Result<Flow> {
    let gone = call.gone(&cx.store)?;
    let Some(first) = gone.first() else { return resume(call, draft, cx) };
    if gone.len() < call.ids.len() {
        let ids = call.ids.iter().copied().filter(|id| gone.iter().all(|at| at.id != *id)).collect();
        return resume(Call { ids, ..call }, draft, cx);
    }
    of_gone(&call, draft.id, *first, cx)
}

/// What was to be said of a record that is gone makes a new one; what was to be done to it can be copied.
fn of_gone(call: &Call, draft: Id, at: Ref, cx: &mut Cx) -> Result<Flow> {
    let theirs = cx.taken_away(at)?;
    if call.fills_in() {
        let shown = call.shown_of_gone(at, &cx.store)?;
        if let Some((new, entries)) = call.anew(shown, &cx.store)? {
            let title = new.title(&cx.store).to(cx.lang).to_owned();
            cx.say(&phrase::taken_away(theirs.as_ref()));
            let form = Form::anew(title, new, entries, draft, cx);
            return cx.open(form);
        }
    }
    let texts =
        call.given.iter().filter(|(_, text)| !text.is_empty()).map(|(_, text)| (Some(text.clone()), text.clone()));
    let list = texts.chain([(None, phrase::THROW_AWAY.to(cx.lang).to_owned())]).collect();
    if let Some(theirs) = &theirs {
        cx.say(theirs);
    }
    let title = phrase::left_of(&call.title(&cx.store));
    let chosen = move |cx: &mut Cx, text: Option<String>| {
        match text {
            Some(text) => {
                cx.copy(&text);
                cx.say(&toast::copied(&text));
            }
            None => cx.store.drop_draft(draft)?,
        }
        Ok(Flow::Close)
    };
    cx.open(one_of(title, list, chosen).numbered())
}
