//! What is typed into a form is kept as a draft at every key, until it is saved or thrown away.
use super::Form;
use crate::domain::draft::{Entry, Given};
use crate::domain::world::World;
use crate::lang::{form as phrase, toast};
use crate::ui::cx::Cx;
use crate::ui::pane::{Flow, Pane};
use anyhow::Result;

/// What a person, or who opened the form, said of its fields.
pub fn touched(entries: &[Entry]) -> Given {
    entries.iter().filter(|entry| entry.is_touched()).map(|entry| (entry.path.clone(), entry.text.clone())).collect()
}

impl Form {
    /// What is typed is kept at once, without waiting for the disk; nothing where all is again as it was opened.
    pub(super) fn keep_typed(&mut self, cx: &mut Cx) -> Result<Flow> {
        self.entries[self.at].problem = None;
        self.tossed = false;
        self.rest = None;
        if self.draft != 0 && touched(&self.entries) == self.filled {
            self.unkept = false;
            return self.forget(cx).map(|()| Flow::Done);
        }
        let draft = self.said().draft(self.draft, cx.store.instant());
        let kept = cx.store.keep_typed(&draft);
        (self.unkept, self.told) = (kept.is_err(), false);
        self.draft = kept.unwrap_or(self.draft);
        Ok(Flow::Done)
    }

    /// Leaves it as a draft. What cannot be kept is thrown away by a second key only.
    pub(super) fn cancel(&mut self, cx: &mut Cx) -> Result<Flow> {
        if self.keep(cx).is_ok() || self.told {
            self.unkept = false;
            if self.draft != 0 {
                cx.say(&toast::drafts_kept(cx.store.drafts()?.len()));
            }
            return Ok(Flow::Close);
        }
        self.told = true;
        cx.say(&phrase::NOT_KEPT.into());
        Ok(Flow::Done)
    }

    /// Throws away what was typed, by a second key; where nothing was, too: the list behind has another deed for a second.
    pub(super) fn toss(&mut self, cx: &mut Cx) -> Result<Flow> {
        if !std::mem::replace(&mut self.tossed, true) {
            cx.say(&phrase::TOSS.into());
            return Ok(Flow::Done);
        }
        self.forget(cx)?;
        self.entries.clear();
        self.unkept = false;
        Ok(Flow::Close)
    }

    /// Keeps no draft of it.
    pub(super) fn forget(&mut self, cx: &mut Cx) -> Result<()> {
        match std::mem::take(&mut self.draft) {
            0 => Ok(()),
            draft => cx.store.drop_draft(draft),
        }
    }
}
