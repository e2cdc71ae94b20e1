//! What happened to a record, entry by entry and field by field.
use crate::act::tell;
use crate::domain::deed::Ref;
use crate::domain::world::World;
use crate::lang::{Lang, say, toast, when};
use crate::store::Version;
use crate::ui::cells;
use crate::ui::cx::Cx;
use crate::ui::fresh::Fresh;
use crate::ui::pane::{Flow, Keyed, Pane, Verb};
use anyhow::Result;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Text};

/// So far in a line's rest stands below it.
const FURTHER: usize = 4;

/// The history of a record.
pub struct History {
    at: Ref,
    /// What the record is called.
    called: String,
    lines: Fresh<(Version, usize), Vec<String>>,
    scroll: usize,
}

#[rustfmt::skip]
impl Keyed for History {
    const VERBS: &'static [Verb<Self>] = &[
        Verb::new("cancel",    &["<esc>", "h", "<left>", "H", "<bs>"], say("back", "về"), |_, _| Ok(Flow::Close)),
        Verb::new("read-on",   &["j", "J", "<down>"],     say("read on", "đọc tiếp"),  |h, cx| h.scroll(1, cx)),
        Verb::new("read-back", &["k", "K", "<up>"],       say("read back", "đọc lại"), |h, cx| h.scroll(-1, cx)),
    ];
}

impl History {
    /// Of a record.
    pub fn new(at: Ref) -> Self {
        Self { at, called: String::new(), lines: Fresh::default(), scroll: 0 }
    }

    fn scroll(&mut self, by: isize, cx: &mut Cx) -> Result<Flow> {
        let most = self.lines.len().saturating_sub(super::room(cx.size).1);
        self.scroll = cx.read_on(self.scroll, by, most);
        Ok(Flow::Done)
    }
}

/// A line that is too long goes on below, further in.
fn folded(line: &str, wide: usize) -> Vec<String> {
    let within = line.len() - line.trim_start().len() + FURTHER;
    let mut lines = cells::wrap(line, wide.saturating_sub(within)).into_iter();
    let first = lines.next().into_iter();
    first.chain(lines.map(|rest| format!("{}{rest}", " ".repeat(within)))).collect()
}

impl Pane for History {
    fn title(&self, lang: Lang) -> String {
        format!("{} · {}", say("History", "Lịch sử").to(lang), self.called)
    }

    fn foot_end(&self, lang: Lang) -> String {
        say("Esc back", "Esc quay lại").to(lang).to_owned()
    }

    fn load(&mut self, cx: &mut Cx) -> Result<()> {
        let (db, lang, at) = (&*cx.store, cx.lang, self.at);
        let wide = super::room(cx.size).0;
        self.called = db.name(at.kind, at.id).unwrap_or_default();
        self.lines.read((cx.store.version()?, wide), || {
            let mut lines = Vec::new();
            for told in db.history(at)? {
                let who = db.name("person", told.who).unwrap_or_default();
                let deed = tell(&told.deed, db);
                let deed = if told.undone { toast::undone(&deed) } else { deed };
                lines.push(format!("{} {who}: {}", when::stamp(db.local(told.at), db.now()), deed.to(lang)));
                lines.extend(told.changes.iter().map(|change| format!("    {}", change.told(lang))));
            }
            Ok(lines.iter().flat_map(|line| folded(&cells::flat(line), wide)).collect())
        })?;
        Ok(())
    }

    fn draw(&self, frame: &mut Frame, area: Rect, _: Lang) {
        let most = self.lines.len().saturating_sub(area.height.into());
        let lines = self.lines.iter().skip(self.scroll.min(most)).map(|line| Line::from(line.clone()));
        frame.render_widget(Text::from_iter(lines), area);
    }
}
