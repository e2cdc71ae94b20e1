//! What is read before a frame: of the screen, of each popup over it, and what can be done now.
use super::badges::counting;
use super::verbs::VERBS;
use super::{Deck, OF_SCREENS, ON_ROW};
use crate::domain::world::World;
use crate::lang::{toast, unwritten, when};
use crate::store::Missing;
use crate::ui::cx::Cx;
use crate::ui::pane::Offer;
use crate::ui::popups::First;
use anyhow::Result;

impl Deck {
    /// Reads what will be drawn.
    pub fn load(&mut self, cx: &mut Cx) -> Result<()> {
        if !cx.store.is_begun() && self.popups.is_empty() {
            let first = First::new(cx);
            self.popups.push(Box::new(first));
        } else if !std::mem::replace(&mut self.begun, true) && cx.store.is_begun() {
            let kept = cx.store.drafts()?.len();
            if cx.store.lacks_room() {
                cx.say(&unwritten::unwritten(&unwritten::FULL.into()));
            } else if cx.store.is_read_only() {
                cx.say(&toast::ONLY_READ.into());
            } else if kept > 0 {
                cx.say(&toast::drafts_kept(kept));
            }
        }
        self.screens[self.at].load(cx)?;
        cx.calls.clear();
        let mut there = Vec::new();
        for (above, popup) in (0..self.popups.len()).rev().zip(&mut self.popups) {
            cx.covered = above > 0;
            match popup.load(cx) {
                // What it is of was taken away by another: what was typed there is kept, and it closes.
                Err(error) if error.is::<Missing>() => {
                    popup.keep(cx)?;
                    cx.fault(&error);
                    there.push(false);
                }
                loaded => {
                    loaded?;
                    cx.calls.extend(popup.on_call(cx.lang));
                    there.push(!popup.is_over());
                }
            }
        }
        let mut there = there.into_iter();
        self.popups.retain(|_| there.next().unwrap_or(true));
        // What one that loads found out may open another in its place.
        for mut popup in std::mem::take(&mut cx.opened) {
            popup.load(cx)?;
            self.popups.push(popup);
        }
        let (version, minute) = (cx.store.version()?, cx.store.now().timestamp() / 60);
        let screens = &self.screens[..self.tabs];
        self.badges.read((version, minute), cx, || counting(screens))?;
        self.offer(cx)?;
        self.who = cx.store.staff().map(|person| person.name).unwrap_or_default();
        self.clock = when::clock(cx.store.now());
        Ok(())
    }

    /// Tells what can be done now.
    pub(super) fn offer(&mut self, cx: &Cx) -> Result<()> {
        let top = self.popups.last().unwrap_or(&self.screens[self.at]);
        let on_row = top.subject().is_some_and(|subject| subject.at.is_some());
        self.offers = top.offers(&cx.store)?;
        let is_bare = self.popups.is_empty();
        let reaches = |name| (on_row || !ON_ROW.contains(&name)) && (is_bare || !OF_SCREENS.contains(&name));
        self.offers.extend(VERBS.iter().map(|v| Offer { in_reach: reaches(v.name), ..v.offer() }));
        let lists = self.screens.iter().map(|s| Offer {
            name: s.name(),
            keys: s.keys(),
            label: s.label(),
            is_act: false,
            in_reach: true,
        });
        self.offers.extend(lists);
        Ok(())
    }
}
