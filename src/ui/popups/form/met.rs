//! What others changed while a form was open: told under its field; both are kept until one is chosen.
use super::{Form, touched};
use crate::act::{Call, Clash, Stale, moved};
use crate::domain::deed::Ref;
use crate::domain::draft::{Entry, Given};
use crate::domain::merge::together;
use crate::domain::problem::Fault;
use crate::domain::world::World;
use crate::lang::{Sentence, form as phrase, say, toast, when};
use crate::store::{Draft, Store};
use crate::ui::cells;
use crate::ui::cx::Cx;
use crate::ui::pane::Flow;
use crate::ui::popups::one_of;
use anyhow::Result;

/// What a draft says, of the rows of parts where they stand now. What others changed since it was begun is met when it is
/// saved.
fn taken_up(draft: &Draft, call: &mut Call, store: &Store) -> Result<Given> {
    let Some(known) = Call::of_draft(draft) else { return Ok(draft.given.clone()) };
    let (Some(was), Some(now)) = (known.basis, call.basis.as_mut()) else { return Ok(known.given) };
    (now.known, now.seal) = (was.known, was.seal);
    match known.ids.as_slice() {
        [id] if call.fills_in() => moved(store, Ref { kind: known.kind, id: *id }, &known.given, was.rows),
        _ => Ok(known.given),
    }
}

impl Form {
    /// Of an action's questions, with what was left open of it.
    pub fn of(title: String, call: Call, mut entries: Vec<Entry>, draft: Option<Draft>, cx: &mut Cx) -> Result<Self> {
        let (filled, mut kept, mut call) = (touched(&entries), String::new(), call);
        if let Some(draft) = &draft {
            for (path, text) in &taken_up(draft, &mut call, &cx.store)? {
                for entry in entries.iter_mut().filter(|e| e.path == *path) {
                    entry.emptied = entry.various > 0 && text.is_empty();
                    entry.text.clone_from(text);
                }
            }
            let at = when::stamp(cx.store.local(draft.at), cx.store.now());
            toast::draft_of(&at).to(cx.lang).clone_into(&mut kept);
        }
        Ok(Self { kept, filled, ..Self::anew(title, call, entries, draft.map_or(0, |draft| draft.id), cx) })
    }

    /// What another wrote into the field one is in.
    pub(super) fn clash(&self) -> Option<&Clash> {
        let entry = self.entries.get(self.at)?;
        self.met.iter().find(|clash| clash.path == entry.path)
    }

    /// Nothing was saved: it says whose changes were met, and from now on they are known.
    pub(super) fn meet(&mut self, stale: Stale, cx: &mut Cx) -> Result<Flow> {
        if let Some(basis) = &mut self.call.basis {
            (basis.known, basis.seal) = (stale.known, cx.store.seal(stale.known)?);
        }
        self.entries.iter_mut().for_each(|entry| entry.problem = None);
        let mut first = None;
        for clash in &stale.clashes {
            let Some(at) = self.entries.iter().position(|entry| entry.path == clash.path) else { continue };
            let entry = &mut self.entries[at];
            if clash.row.is_empty() {
                entry.was.clone_from(&clash.theirs);
            }
            let fault = Fault::new(told(clash, cx));
            entry.problem = Some(if clash.row.is_empty() { fault } else { fault.of(&clash.row) });
            first.get_or_insert(at);
        }
        self.go(first.unwrap_or(self.at));
        cx.say(&phrase::met(stale.clashes.len()));
        self.met = stale.clashes;
        self.keep_over(cx);
        Ok(Flow::Done)
    }

    /// What is typed stays a draft; what it was typed over is known by now.
    pub(super) fn keep_over(&mut self, cx: &mut Cx) {
        let draft = self.said().draft(self.draft, cx.store.instant());
        self.draft = cx.store.keep_typed(&draft).unwrap_or(self.draft);
    }
}

/// `Lan 09:20: 0908 111 222`.
fn told(clash: &Clash, cx: &Cx) -> Sentence {
    let whose = clash.mark.map_or_else(String::new, |mark| cx.whose(mark));
    phrase::theirs(&whose, &cells::in_line(&clash.theirs))
}

/// Both, to choose one; of a field that holds several, all of both too.
pub(super) fn both(clash: &Clash, entry: &Entry, cx: &mut Cx) -> Result<Flow> {
    let theirs = if clash.row.is_empty() { clash.theirs.clone() } else { entry.was.clone() };
    let all = together(entry.head, &theirs, &entry.text, &*cx.store).filter(|all| *all != theirs && *all != entry.text);
    let all = all.map(|all| (all.clone(), phrase::all_of_both(&cells::in_line(&all)).to(cx.lang).to_owned()));
    let mut list = vec![
        (entry.text.clone(), phrase::mine(&cells::in_line(&entry.text)).to(cx.lang).to_owned()),
        (theirs, told(clash, cx).to(cx.lang).to_owned()),
    ];
    list.extend(all);
    let chosen = |_: &mut Cx, text| Ok(Flow::Answer(text));
    cx.open(one_of(say("Choose", "Chọn"), list, chosen).numbered())
}
