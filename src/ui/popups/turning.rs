//! A deed of many rows that is taken back, or done again, aside from the screen: how far it is, and what came of it.
use crate::act::{refused, tell};
use crate::domain::deed::Deed;
use crate::domain::workspace::Workspace;
use crate::job::Job;
use crate::lang::{Lang, Sentence, audit, preview, say, toast};
use crate::store::{Cancelled, Turned};
use crate::ui::cx::Cx;
use crate::ui::pane::{Flow, Keyed, Pane, Verb};
use anyhow::Result;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;
use std::rc::Rc;

/// A deed on its way back.
pub struct Turning {
    deed: Deed,
    told: Sentence,
    redo: bool,
    /// As it was before.
    house: Rc<Workspace>,
    job: Job<Turned>,
    cancelled: bool,
    over: bool,
}

#[rustfmt::skip]
impl Keyed for Turning {
    const VERBS: &'static [Verb<Self>] = &[
        Verb::new("cancel", &["<esc>", "q", "<f10>", "<c-c>"], say("cancel", "thôi"), |turning, _| turning.cancel()),
        Verb::new("undo",   &["u"],                            say("", ""),           |_, cx| wait(cx)),
        Verb::new("redo",   &["U", "<c-r>"],                   say("", ""),           |_, cx| wait(cx)),
        Verb::new("import", &["I"],                            say("", ""),           |_, cx| wait(cx)),
    ];
}

/// What would write much has to wait until this is through.
fn wait(cx: &mut Cx) -> Result<Flow> {
    cx.say(&preview::AT_WORK.into());
    Ok(Flow::Done)
}

impl Turning {
    /// Begins it.
    pub fn new(turned: &Turned, redo: bool, cx: &Cx) -> Self {
        let entry = turned.entry;
        let job = cx.write_aside(move |store, control| store.undo_many(entry, &mut |at, of| control.step(at, of)));
        let house = cx.store.workspace();
        let told = tell(&turned.deed, &cx.store);
        Self { deed: turned.deed.clone(), told, redo, house, job, cancelled: false, over: false }
    }

    /// Nothing is asked: what is not through is as if it never was.
    fn cancel(&mut self) -> Result<Flow> {
        self.job.cancel();
        self.cancelled = true;
        Ok(Flow::Done)
    }

    fn end(&self, end: Result<Turned>, cx: &mut Cx) {
        match end {
            Ok(back) => cx.turned_back(&self.deed, self.redo, &back, &self.house),
            Err(error) if error.is::<Cancelled>() => cx.say(&toast::not_turned(self.redo).into()),
            Err(error) => cx.fault(&refused(error, &cx.store, |_| audit::TAKE_BACK.into())),
        }
    }
}

impl Pane for Turning {
    fn title(&self, lang: Lang) -> String {
        self.told.to(lang).to_owned()
    }

    fn foot_end(&self, lang: Lang) -> String {
        say("Esc cancel", "Esc thôi").to(lang).to_owned()
    }

    fn load(&mut self, cx: &mut Cx) -> Result<()> {
        if let Some(end) = self.job.poll().filter(|_| !self.over) {
            self.over = true;
            cx.store.hurry(false)?;
            self.end(end, cx);
        }
        cx.store.hurry(!self.over)
    }

    fn keep(&mut self, cx: &mut Cx) -> Result<()> {
        cx.store.hurry(false)
    }

    fn busy(&self) -> bool {
        !self.over
    }

    fn is_over(&self) -> bool {
        self.over
    }

    fn stays(&self) -> bool {
        !self.over
    }

    fn lines(&self) -> Option<usize> {
        Some(1)
    }

    fn draw(&self, frame: &mut Frame, area: Rect, lang: Lang) {
        let doing = if self.redo {
            say("doing it again", "đang làm lại")
        } else {
            say("taking it back", "đang hoàn tác")
        };
        let far = if self.cancelled {
            preview::CANCELLING.into()
        } else {
            preview::share(doing, self.job.at.0 as u64, self.job.at.1 as u64)
        };
        frame.render_widget(Line::from(far.to(lang).to_owned()), area);
    }
}
