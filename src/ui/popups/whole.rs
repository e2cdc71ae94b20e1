//! The whole of what is under the cursor of a list whose lines show but its beginning: at the foot of the list, wrapped,
//! and read on where it is longer than there is room for.
use crate::lang::{Lang, say};
use crate::ui::cells;
use crate::ui::cx::Cx;
use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::style::{Modifier, Style};
use ratatui::text::{Line, Text};

/// A text with what it is: `file`, `here`.
pub type Said = (String, String);

/// What is shown.
#[derive(Default)]
pub struct Whole {
    /// Of what it is.
    title: String,
    said: Vec<Said>,
    scroll: usize,
}

/// Lines of an area that is the list's alone.
const LOW: u16 = 8;

/// The list, and below it what is under its cursor: what the list leaves, and a third at least.
pub fn split(area: Rect, lines: usize) -> [Rect; 2] {
    let left = area.height.saturating_sub(u16::try_from(lines).unwrap_or(u16::MAX));
    let foot = if area.height < LOW { 0 } else { left.max(area.height / 3) };
    Layout::vertical([Constraint::Fill(1), Constraint::Length(foot)]).areas(area)
}

impl Whole {
    /// Shows this; what is not the same as before from its beginning.
    pub fn show(&mut self, title: String, said: Vec<Said>) {
        if (&title, &said) != (&self.title, &self.said) {
            *self = Self { title, said, scroll: 0 };
        }
    }

    fn lines(&self, wide: usize) -> Vec<String> {
        let label = self.said.iter().map(|(label, _)| cells::width(label) + 2).max().unwrap_or_default();
        let one = |(name, text): &Said| {
            let text = if text.is_empty() { "—" } else { text };
            let wrapped = text.split('\n').flat_map(|line| cells::wrap(line, wide.saturating_sub(label).max(1)));
            let beside = |(n, line): (usize, String)| cells::left(if n == 0 { name } else { "" }, label) + &line;
            wrapped.enumerate().map(beside).collect::<Vec<_>>()
        };
        self.said.iter().flat_map(one).collect()
    }

    /// Reads on by so many lines, where it is drawn into this area.
    pub fn read_on(&mut self, by: isize, area: Rect, cx: &mut Cx) {
        let most = self.lines(area.width.into()).len().saturating_sub(usize::from(area.height.saturating_sub(1)));
        self.scroll = cx.read_on(self.scroll, by, most);
    }

    /// Under a rule that says of what it is.
    pub fn draw(&self, frame: &mut Frame, area: Rect, lang: Lang) {
        let (wide, high) = (usize::from(area.width), usize::from(area.height.saturating_sub(1)));
        if area.height == 0 || self.said.is_empty() {
            return;
        }
        let lines = self.lines(wide);
        let from = self.scroll.min(lines.len().saturating_sub(high));
        let on = format!(" J K {} · {} / {} ", say("read on", "đọc tiếp").to(lang), from + high, lines.len());
        let on = if lines.len() > high { on } else { String::new() };
        let room = wide.saturating_sub(cells::width(&on) + 4);
        let title = format!("─ {} ", cells::cut(&self.title, room));
        let rule = "─".repeat(wide.saturating_sub(cells::width(&title) + cells::width(&on) + 1));
        let rule = Line::styled(format!("{title}{rule}{on}─"), Style::new().add_modifier(Modifier::DIM));
        let shown = lines.into_iter().skip(from).take(high).map(Line::from);
        frame.render_widget(Text::from_iter(std::iter::once(rule).chain(shown)), area);
    }
}
