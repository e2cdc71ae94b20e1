//! What a form is of may be elsewhere by the time it is saved: taken away, merged into another, or in a file whose place a
//! copy took. Nothing is saved by that key; what was typed stays, over what is there now.
use super::{Form, touched};
use crate::act::{Basis, Clash, Stale};
use crate::domain::deed::Ref;
use crate::domain::draft::{Entry, Given};
use crate::domain::world::World;
use crate::lang::form as phrase;
use crate::store::{MERGED, Store};
use crate::ui::cx::Cx;
use crate::ui::pane::Flow;
use anyhow::Result;
use std::mem;

impl Form {
    /// What it is of is not there any more: it becomes the form of a new one, or of those that are left.
    pub(super) fn outlive(&mut self, error: &anyhow::Error, cx: &mut Cx) -> Result<Flow> {
        let gone = self.call.gone(&cx.store)?;
        let Some(first) = gone.first().filter(|_| self.call.fills_in()) else {
            cx.fault(error);
            return Ok(Flow::Done);
        };
        let theirs = cx.taken_away(*first)?;
        if gone.len() < self.call.ids.len() {
            self.call.ids.retain(|id| gone.iter().all(|at| at.id != *id));
            self.call.title(&cx.store).to(cx.lang).clone_into(&mut self.title);
            cx.say(&phrase::some_taken_away(theirs.as_ref(), gone.len(), self.call.ids.len()));
        } else {
            let Some((call, entries)) = self.call.anew(self.entries.clone(), &cx.store)? else {
                cx.fault(error);
                return Ok(Flow::Done);
            };
            (self.call, self.entries) = (call, entries);
            (self.filled, self.met) = (Given::new(), Vec::new());
            self.call.title(&cx.store).to(cx.lang).clone_into(&mut self.title);
            cx.say(&phrase::taken_away(theirs.as_ref()));
        }
        self.keep_over(cx);
        Ok(Flow::Done)
    }

    /// What it is of was merged into another: it becomes the form of that one, with what was typed over what stands there.
    pub(super) fn follow(&mut self, cx: &mut Cx) -> Result<Flow> {
        let known = self.call.basis.map_or(0, |basis| basis.known);
        let at = |id: &i64| Ref { kind: self.call.kind, id: *id };
        let (mut ids, mut told) = (Vec::new(), None);
        for was in self.call.ids.iter().map(at) {
            let now = cx.store.survivor(was)?;
            if now != was && told.is_none() {
                let merged = cx.store.columns(was.kind, was.id)?.heads().into_iter().find(|head| head.key == MERGED);
                let mark = merged.map(|head| cx.store.last_change(was, None, head, known)).transpose()?.flatten();
                let whose = mark.map_or_else(String::new, |mark| cx.whose(mark));
                told = Some(phrase::merged(&whose, &cx.store.name(now.kind, now.id).unwrap_or_default()));
            }
            if !ids.contains(&now.id) {
                ids.push(now.id);
            }
        }
        self.call.ids = ids;
        self.call.title(&cx.store).to(cx.lang).clone_into(&mut self.title);
        let clashes = self.lay_over(cx, |_, _| true)?;
        self.meet(clashes, cx)?;
        if let Some(told) = told {
            cx.say(&told);
        }
        Ok(Flow::Done)
    }

    /// Whether a copy was put in the place of the file since it was filled in.
    pub(super) fn is_of_another(&self, store: &Store) -> Result<bool> {
        let basis = self.call.basis.filter(|_| self.call.fills_in());
        basis.map_or(Ok(false), |basis| basis.is_of_another(store))
    }

    /// Lays what was typed over what the copy holds; whether some of that is other than what it was typed over.
    pub(super) fn compare_anew(&mut self, cx: &mut Cx) -> Result<bool> {
        let stale =
            self.lay_over(cx, |was, now| was.was != now.was || was.of != now.of || was.various != now.various)?;
        let count = stale.clashes.len();
        cx.know_anew();
        if count > 0 {
            self.meet(stale, cx)?;
            cx.say(&phrase::exchanged(count));
        }
        Ok(count > 0)
    }

    /// Lays what was typed over what its records hold now; tells the fields where that is other than what is typed, and in
    /// which this says that it is another than was shown.
    fn lay_over(&mut self, cx: &Cx, differs: fn(&Entry, &Entry) -> bool) -> Result<Stale> {
        self.call = self.call.clone().over_now(&cx.store)?;
        let now = self.call.act.entries(&cx.store, &self.call.ids)?;
        let typed = touched(&self.entries);
        let shown = mem::replace(&mut self.entries, now);
        let mut clashes = Vec::new();
        for (path, text) in typed {
            let Some(was) = shown.iter().find(|entry| entry.path == path) else { continue };
            let theirs = if let Some(entry) = self.entries.iter_mut().find(|entry| entry.path == path) {
                let differs = differs(was, entry) && entry.text != text;
                let theirs = mem::replace(&mut entry.text, text);
                entry.emptied = was.emptied && entry.various > 0;
                differs.then_some(theirs)
            } else {
                self.entries.push(Entry { was: String::new(), ..was.clone() });
                Some(String::new())
            };
            clashes.extend(theirs.map(|theirs| Clash { path, theirs, row: String::new(), mark: None }));
        }
        self.go(self.at.min(self.entries.len().saturating_sub(1)));
        let known = self.call.basis.map_or(0, |basis: Basis| basis.known);
        Ok(Stale { clashes, known })
    }
}
