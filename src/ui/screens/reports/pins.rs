//! The reports that a person pinned: they are the first view of the screen. They are kept in the file as a view of that
//! person's, outside the journal: its words are the names of the reports.
use super::{Reports, View};
use crate::domain::world::World;
use crate::lang::toast;
use crate::report::REPORTS;
use crate::store::{Db, Saved};
use crate::ui::cx::Cx;
use crate::ui::pane::{Flow, Pane};
use anyhow::Result;

/// The name of a person's view.
fn mine(db: &Db) -> String {
    format!("mine #{}", db.me())
}

impl Reports {
    /// Reads which are pinned, where the file has changed since.
    pub(super) fn read_pins(&mut self, cx: &Cx) -> Result<()> {
        let version = cx.store.version()?;
        if self.pinned_at.replace(version) == Some(version) {
            return Ok(());
        }
        let (mine, views) = (mine(&cx.store), cx.store.saved_views(self.name())?);
        let names = views.iter().find(|view| view.name == mine).map_or("", |view| &view.filter);
        let place = |name: &str| REPORTS.iter().position(|asked| asked.name == name);
        self.pinned = names.split_whitespace().filter_map(place).collect();
        self.found_by_name();
        Ok(())
    }

    /// Pins the one in front, or takes its pin off. The view stays as it is, and the cursor where it stood.
    pub(super) fn pin(&mut self, cx: &mut Cx) -> Result<Flow> {
        let (at, view, shown) = (self.at, self.view(), self.shown());
        let was = self.pinned.contains(&at);
        let mut pinned: Vec<usize> = self.pinned.iter().copied().filter(|pin| *pin != at).collect();
        pinned.extend((!was).then_some(at));
        let names: Vec<&str> = pinned.iter().map(|at| REPORTS[*at].name).collect();
        let saved = Saved { name: mine(&cx.store), filter: names.join(" "), sort: String::new() };
        cx.store.save_view(self.name(), &saved)?;
        (self.pinned, self.view) = (pinned, Some(view));
        if was && view == View::Mine && !self.pinned.is_empty() {
            let next = shown.iter().position(|other| *other == at).unwrap_or(0);
            let left = self.shown();
            if let Some(next) = left.get(next.min(left.len().saturating_sub(1))) {
                self.goes_to(*next);
            }
        }
        cx.say(&toast::pinned(REPORTS[at].title, !was));
        Ok(Flow::Done)
    }
}
