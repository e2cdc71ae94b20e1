//! What keys do whatever is in front.
use super::Deck;
use crate::domain::problem::{Fault, Problems};
use crate::lang::{Text, fault, say};
use crate::report::REPORTS;
use crate::ui::begin::begin;
use crate::ui::chord::Chord;
use crate::ui::commands::{redo, settings, undo};
use crate::ui::cx::{Cx, Event};
use crate::ui::pane::{Flow, Offer, Verb};
use crate::ui::popups::{Audit, Lookup, drafts, import, palette};
use anyhow::Result;

#[rustfmt::skip]
pub const VERBS: &[Verb<Deck>] = &[
    Verb::new("repeat",   &["."],                  say("repeat", "lặp lại"),           Deck::repeat),
    Verb::new("lookup",   &["<f2>", "<c-t>"],      say("look up", "tìm người"),        |_, cx| cx.open(Lookup::default())),
    Verb::new("palette",  &[":", "<c-p>", "<f9>"], say("commands", "lệnh"),            Deck::palette),
    Verb::new("help",     &["?", "<f1>"],          say("help", "trợ giúp"),            Deck::palette),
    Verb::new("undo",     &["u"],                  say("undo", "hoàn tác"),            |_, cx| undo(cx)),
    Verb::new("redo",     &["U", "<c-r>"],         say("redo", "làm lại"),             |_, cx| redo(cx)),
    Verb::new("import",   &["I"],                  say("import a file", "nhập tệp"),   Deck::import),
    Verb::new("audit",    &["gH"],                 say("what was done", "những gì đã làm"), |_, cx| cx.open(Audit::default())),
    Verb::new("drafts",   &[],                     say("drafts", "bản nháp"),          |_, cx| drafts(cx)),
    Verb::new("settings", &[],                     say("settings", "cài đặt"),         |_, cx| settings(cx)),
    Verb::new("tab-on",   &["]", "gt"],            say("next screen", "màn kế"),       |deck, _| deck.turn(1)),
    Verb::new("tab-back", &["[", "gT"],            say("screen before", "màn trước"),  |deck, _| deck.turn(-1)),
    Verb::new("back",     &["<c-o>"],              say("where you were", "về chỗ cũ"), |deck, _| deck.back()),
    Verb::new("quit",     &["q", "<f10>"],         say("close, leave", "đóng, thoát"), Deck::quit),
    Verb::new("cancel-all", &["<c-c>"],            say("cancel", "thôi"),              Deck::cancel),
    Verb::new("suspend",  &["<c-z>"],              say("suspend", "tạm dừng"),         |_, cx| send(cx, Event::Suspend)),
    Verb::new("redraw",   &["<c-l>"],              say("draw again", "vẽ lại"),        |_, cx| send(cx, Event::Redraw)),
];

/// What is the terminal's to do.
fn send(cx: &Cx, event: Event) -> Result<Flow> {
    cx.events.send(event)?;
    Ok(Flow::Done)
}

const LEAVE_BY_Q: Text = say("q leaves; nothing is unsaved", "q để thoát; mọi thứ đã được lưu");

impl Deck {
    fn turn(&mut self, by: isize) -> Result<Flow> {
        if !self.popups.is_empty() {
            return Ok(Flow::Ignored);
        }
        let at = self.at.min(self.tabs - 1);
        self.to((at + self.tabs).saturating_add_signed(by) % self.tabs)
    }

    fn back(&mut self) -> Result<Flow> {
        if !self.popups.is_empty() {
            return Ok(Flow::Ignored);
        }
        self.at = self.trail.pop().unwrap_or(self.at);
        Ok(Flow::Done)
    }

    /// One level out: a popup, a list without a tab, the program.
    fn quit(&mut self, _: &mut Cx) -> Result<Flow> {
        if !self.popups.is_empty() {
            return Ok(Flow::Close);
        }
        if self.at >= self.tabs {
            return self.back();
        }
        Ok(Flow::Quit)
    }

    fn cancel(&mut self, cx: &mut Cx) -> Result<Flow> {
        if self.popups.is_empty() {
            cx.say(&LEAVE_BY_Q.into());
            return Ok(Flow::Done);
        }
        Ok(Flow::Close)
    }

    fn palette(&mut self, cx: &mut Cx) -> Result<Flow> {
        let typing = self.top().typing();
        let mut known: Vec<_> = self.offers.iter().filter(|o| o.in_reach).map(|o| self.with_keys(o, typing)).collect();
        known.sort_by_key(|(o, _)| !o.is_act);
        known.extend(REPORTS.iter().map(|asked| {
            let report = Offer { name: asked.name, keys: &[], label: asked.title, is_act: false, in_reach: true };
            (report, Vec::new())
        }));
        cx.open(palette(known))
    }

    /// With the keys that lead to it here: of those that a nearer one has, too, and of letters that are text, none does.
    fn with_keys(&self, offer: &Offer, typing: bool) -> (Offer, Vec<&'static str>) {
        let begins_a_text = |key: &str| Chord::all(key).first().is_some_and(|first| first.letter().is_some());
        let leads = |key: &&str| {
            let meant = self.meant(key, typing && begins_a_text(key));
            meant.is_some_and(|(name, _)| name == offer.name)
        };
        (offer.clone(), offer.keys.iter().copied().filter(leads).collect())
    }

    /// A file of others; what it holds is told by it, else it is what this list is of.
    fn import(&mut self, cx: &mut Cx) -> Result<Flow> {
        let kind = self.top().subject().map(|subject| subject.family.shape.kind);
        cx.open(import(kind, cx))
    }

    /// The last act with what was said, on the rows of now; on rows of another kind what is called the same there.
    fn repeat(&mut self, cx: &mut Cx) -> Result<Flow> {
        if !self.top().catch_up(cx)? {
            return Ok(Flow::Later);
        }
        self.top().in_sight()?;
        let subject = self.top().subject().filter(|subject| !subject.ids.is_empty());
        let again = match (&cx.last, subject) {
            (Some(last), Some(of)) => last.again(of.family, of.ids.to_vec(), of.others(), &cx.store)?,
            _ => None,
        };
        let Some(call) = again else {
            return Err(Problems::from(Fault::new(fault::NOTHING_TO_REPEAT)).into());
        };
        if call.given.is_empty() {
            return begin(call, cx);
        }
        cx.perform(&call)?;
        Ok(Flow::Done)
    }
}
