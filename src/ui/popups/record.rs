//! A record of any family, whole, with its actions: over whatever is open.
use super::{History, call, linked};
use crate::act::{Brief, brief, family};
use crate::domain::deed::Ref;
use crate::lang::{Lang, say, toast};
use crate::store::Version;
use crate::ui::cx::Cx;
use crate::ui::detail;
use crate::ui::fresh::Fresh;
use crate::ui::pane::{Flow, Keyed, Pane, Subject, Verb};
use anyhow::Result;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Text;

/// A record opened.
pub struct Record {
    at: Ref,
    brief: Fresh<(Version, i64), Brief>,
    scroll: usize,
}

#[rustfmt::skip]
impl Keyed for Record {
    const VERBS: &'static [Verb<Self>] = &[
        Verb::new("leave",     &["<esc>", "h", "<left>", "<bs>"], say("back", "về"),       |_, _| Ok(Flow::Close)),
        Verb::new("show",      &["<enter>"],              say("its list", "sang danh sách"), |c, _| Ok(Flow::Show(c.at))),
        Verb::new("read-on",   &["j", "J", "<down>", "<c-down>"], say("read on", "đọc tiếp"), |card, _| card.scroll(1)),
        Verb::new("read-back", &["k", "K", "<up>", "<c-up>"],     say("read back", "đọc lại"), |card, _| card.scroll(-1)),
        Verb::new("call",      &["c"],                    say("call", "gọi"),                 |c, cx| call(c.at, cx)),
        Verb::new("linked",    &["o"],                    say("linked records", "bản ghi liên quan"), |c, cx| linked(c.at, cx)),
        Verb::new("copy",      &["y"],                    say("copy", "chép"),                Record::copy),
        Verb::new("history",   &["H"],                    say("history", "lịch sử"),          |c, cx| cx.open(History::new(c.at))),
    ];
}

impl Record {
    /// Of a record.
    pub fn new(at: Ref) -> Self {
        Self { at, brief: Fresh::default(), scroll: 0 }
    }

    fn scroll(&mut self, by: isize) -> Result<Flow> {
        self.scroll = self.scroll.saturating_add_signed(by);
        Ok(Flow::Done)
    }

    fn copy(&mut self, cx: &mut Cx) -> Result<Flow> {
        let text = if self.brief.aside.is_empty() { &self.brief.title } else { &self.brief.aside };
        cx.copy(text);
        cx.say(&toast::copied(text));
        Ok(Flow::Done)
    }
}

impl Pane for Record {
    fn title(&self, lang: Lang) -> String {
        let kind = family(self.at.kind).map_or("", |f| f.shape.one.to(lang));
        let told = [kind, &self.brief.state].into_iter().filter(|s| !s.is_empty()).collect::<Vec<_>>().join(", ");
        format!("{} ({told})", detail::name(&self.brief))
    }

    fn corner(&self) -> String {
        self.brief.aside.clone()
    }

    fn foot(&self, lang: Lang) -> String {
        say("Esc back to where you were", "Esc về chỗ cũ").to(lang).to_owned()
    }

    fn subject(&self) -> Option<Subject> {
        Subject::one(self.at)
    }

    fn load(&mut self, cx: &mut Cx) -> Result<()> {
        use crate::domain::world::World;
        let minute = cx.store.now().timestamp() / 60;
        self.brief.read((cx.store.version()?, minute), || brief(&cx.store, self.at))?;
        Ok(())
    }

    fn draw(&self, frame: &mut Frame, area: Rect, lang: Lang) {
        let lines = detail::notes(&self.brief, lang, area.width.into(), None);
        let most = lines.len().saturating_sub(area.height.into());
        frame.render_widget(Text::from_iter(lines.into_iter().skip(self.scroll.min(most))), area);
    }
}
