//! The first rows of a file as they will be saved: each with what becomes of it, and field by field.
use super::work::Ran;
use crate::domain::fold::clean;
use crate::exchange::run::first::{Fate, First, Said};
use crate::lang::{Lang, Text, preview as said, say};
use crate::ui::cells;
use crate::ui::cursor;
use crate::ui::pane::{Flow, Keyed, Pane, Verb};
use anyhow::Result;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Text as Lines};
use std::sync::Arc;

/// The first rows that a run met.
pub struct FirstRows {
    ran: Arc<Ran>,
    at: usize,
}

#[rustfmt::skip]
impl Keyed for FirstRows {
    const VERBS: &'static [Verb<Self>] = &[
        Verb::new("down",   &["j", "<down>", "<tab>"],  say("down", "xuống"),     |f, _| f.step(1)),
        Verb::new("up",     &["k", "<up>", "<s-tab>"],  say("up", "lên"),         |f, _| f.step(-1)),
        Verb::new("first",  &["g", "<home>"],           say("first", "đầu"),      |f, _| f.step(isize::MIN)),
        Verb::new("last",   &["G", "<end>"],            say("last", "cuối"),      |f, _| f.step(isize::MAX)),
        Verb::new("cancel", &["<esc>", "q", "p", "h", "<left>", "<bs>"], say("back", "quay lại"), |_, _| Ok(Flow::Close)),
    ];
}

/// Cells of a field's name.
const LABEL: usize = 18;
/// Cells of what becomes of a row.
const FATE: usize = 10;

impl FirstRows {
    /// Of a run.
    pub fn new(ran: Arc<Ran>) -> Self {
        Self { ran, at: 0 }
    }

    fn rows(&self) -> &[First] {
        &self.ran.outcome.first
    }

    fn step(&mut self, by: isize) -> Result<Flow> {
        self.at = self.at.saturating_add_signed(by).min(self.rows().len().saturating_sub(1));
        Ok(Flow::Done)
    }

    /// The row under the cursor, a field a line.
    fn whole(&self, lang: Lang) -> Vec<String> {
        let said = self.rows().get(self.at).map_or(&[][..], |first| &first.said);
        let line = |said: &Said| {
            let label = cells::left(said.label.to(lang), LABEL);
            let mark = if said.as_written { said::KEPT_SO.to(lang) } else { "" };
            format!("  {label} {}{mark}", clean(&said.text, false))
        };
        said.iter().map(line).collect()
    }
}

fn fate(fate: Fate) -> Text {
    match fate {
        Fate::New => say("new", "mới"),
        Fate::Changed => say("changed", "đổi"),
        Fate::Known => say("known", "đã có"),
        Fate::Rejected => said::REJECTED,
    }
}

impl Pane for FirstRows {
    fn title(&self, lang: Lang) -> String {
        say("First rows, as they will be saved", "Các dòng đầu, như sẽ được lưu").to(lang).to_owned()
    }

    fn corner(&self) -> String {
        self.rows().len().to_string()
    }

    fn foot(&self, lang: Lang) -> String {
        say("j k another row", "j k dòng khác").to(lang).to_owned()
    }

    fn foot_end(&self, lang: Lang) -> String {
        say("Esc back", "Esc quay lại").to(lang).to_owned()
    }

    fn hints(&self) -> &'static [&'static str] {
        &["j", "k", "<esc>"]
    }

    fn draw(&self, frame: &mut Frame, area: Rect, lang: Lang) {
        let (wide, high) = (usize::from(area.width), usize::from(area.height));
        let mut whole = self.whole(lang);
        // Half of the room at most is for the row whole.
        whole.truncate((high / 2).max(high.saturating_sub(self.rows().len() + 1)));
        let number = |first: &First| said::line(first.line).to(lang).to_owned();
        let widest = self.rows().iter().map(|first| cells::width(&number(first))).max().unwrap_or(0);
        let room = high.saturating_sub(whole.len() + 1).max(1);
        let skip = (self.at + 1).saturating_sub(room);
        let mut lines = Vec::new();
        for (n, first) in self.rows().iter().enumerate().skip(skip).take(room) {
            let here = n == self.at;
            let texts: Vec<&str> = first.said.iter().map(|said| said.text.as_str()).collect();
            let fate = cells::left(fate(first.fate).to(lang), FATE);
            let line = cells::left(&number(first), widest);
            let text = format!("{} {line} {fate} {}", cursor::bar(here), texts.join(" · "));
            lines.push(Line::styled(cells::left(&clean(&text, false), wide), cursor::row(here)));
        }
        lines.push(Line::default());
        lines.extend(whole.into_iter().map(|line| Line::from(cells::cut(&line, wide))));
        frame.render_widget(Lines::from(lines), area);
    }
}
