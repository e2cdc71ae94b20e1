//! A record of any family, whole, with its actions: over whatever is open. Enter leads into its lines, where it has
//! some, so that what is asked of one on the telephone can be done to that one.
use super::{History, call, linked};
use crate::act::{Brief, brief, family};
use crate::domain::deed::Ref;
use crate::domain::field::Row;
use crate::domain::value::Id;
use crate::domain::world::World;
use crate::lang::{Lang, say, toast};
use crate::store::{Db, Version};
use crate::ui::cx::Cx;
use crate::ui::detail;
use crate::ui::fresh::Fresh;
use crate::ui::hints;
use crate::ui::pane::{Flow, Keyed, Pane, Verb};
use crate::ui::subject::Subject;
use anyhow::Result;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Text;

/// A record opened.
pub struct Record {
    at: Ref,
    page: Fresh<(Version, i64), Page>,
    scroll: usize,
    /// The line that the cursor is on.
    inside: Option<usize>,
}

/// What is known of it, and the part that Enter leads into with the ids of its rows.
#[derive(Default)]
struct Page {
    brief: Brief,
    part: Option<(&'static str, Vec<Id>)>,
}

#[rustfmt::skip]
impl Keyed for Record {
    const VERBS: &'static [Verb<Self>] = &[
        Verb::new("leave",     &["<esc>", "h", "<left>", "<bs>"], say("back", "về"),         |record, _| record.out()),
        Verb::new("enter",     &["<enter>", "l", "<right>"], say("lines, its list", "các dòng, sang danh sách"), |record, _| record.enter()),
        Verb::new("read-on",   &["j", "J", "<down>", "<c-down>"], say("read on", "đọc tiếp"), |record, cx| record.step(1, cx)),
        Verb::new("read-back", &["k", "K", "<up>", "<c-up>"],     say("read back", "đọc lại"), |record, cx| record.step(-1, cx)),
        Verb::new("call",      &["c"],                    say("call", "gọi"),                 |record, cx| call(record.at, cx)),
        Verb::new("linked",    &["o"],                    say("linked records", "bản ghi liên quan"), |record, cx| linked(record.at, cx)),
        Verb::new("copy",      &["y"],                    say("copy", "chép"),                Record::copy),
        Verb::new("history",   &["H"],                    say("history", "lịch sử"),          |record, cx| cx.open(History::new(record.at))),
    ];
}

impl Record {
    /// Of a record.
    pub fn new(at: Ref) -> Self {
        Self { at, page: Fresh::default(), scroll: 0, inside: None }
    }

    fn lines(&self) -> usize {
        self.page.part.as_ref().map_or(0, |(_, ids)| ids.len())
    }

    /// Into its lines; from there, or where it has none, to its place in its list.
    fn enter(&mut self) -> Result<Flow> {
        if self.inside.is_some() || self.lines() == 0 {
            return Ok(Flow::Show(self.at));
        }
        self.inside = Some(0);
        Ok(Flow::Done)
    }

    fn out(&mut self) -> Result<Flow> {
        Ok(if self.inside.take().is_some() { Flow::Done } else { Flow::Close })
    }

    fn step(&mut self, by: isize, cx: &mut Cx) -> Result<Flow> {
        let last = self.lines().saturating_sub(1);
        if let Some(line) = &mut self.inside {
            *line = line.saturating_add_signed(by).min(last);
        } else {
            let (width, height) = super::room(cx.size);
            let lines = detail::notes(&self.page.brief, cx.lang, width, None).len();
            self.scroll = cx.read_on(self.scroll, by, lines.saturating_sub(height));
        }
        Ok(Flow::Done)
    }

    fn copy(&mut self, cx: &mut Cx) -> Result<Flow> {
        let brief = &self.page.brief;
        let text = if brief.aside.is_empty() { &brief.title } else { &brief.aside };
        cx.copy(text);
        cx.say(&toast::copied(text));
        Ok(Flow::Done)
    }
}

fn page(db: &Db, at: Ref) -> Result<Page> {
    let row = db.any(at.kind, at.id)?;
    let part = row.parts().into_iter().find(|part| part.grows);
    let ids = part.map(|part| (part.key, part.rows.each().map(Row::id).collect()));
    let brief = brief(db, at)?;
    // The cursor stands only where rows are shown.
    let part = ids.filter(|_| brief.notes.iter().any(|note| note.rows));
    Ok(Page { brief, part })
}

impl Pane for Record {
    fn title(&self, lang: Lang) -> String {
        let kind = family(self.at.kind).map_or("", |f| f.shape.one.to(lang));
        let brief = &self.page.brief;
        let told = [kind, &brief.state].into_iter().filter(|s| !s.is_empty()).collect::<Vec<_>>().join(", ");
        format!("{} ({told})", detail::name(brief))
    }

    fn corner(&self) -> String {
        self.page.brief.aside.clone()
    }

    fn foot(&self, lang: Lang) -> String {
        say("Esc back to where you were", "Esc về chỗ cũ").to(lang).to_owned()
    }

    fn subject(&self) -> Option<Subject> {
        let line = self.inside.and_then(|n| {
            let (part, ids) = self.page.part.as_ref()?;
            Some((*part, *ids.get(n)?))
        });
        Some(Subject { line, ..Subject::one(self.at)? })
    }

    fn hints(&self) -> &'static [&'static str] {
        if self.inside.is_some() { hints::ON_A_LINE } else { &[] }
    }

    fn load(&mut self, cx: &mut Cx) -> Result<()> {
        let minute = cx.store.now().timestamp() / 60;
        self.page.read((cx.store.version()?, minute), || page(&cx.store, self.at))?;
        let last = self.lines().checked_sub(1);
        self.inside = self.inside.and_then(|line| Some(line.min(last?)));
        Ok(())
    }

    fn draw(&self, frame: &mut Frame, area: Rect, lang: Lang) {
        let lines = detail::notes(&self.page.brief, lang, area.width.into(), self.inside);
        let most = lines.len().saturating_sub(area.height.into());
        frame.render_widget(Text::from_iter(lines.into_iter().skip(self.scroll.min(most))), area);
    }
}
