//! A row of a file with something that cannot be taken, cell by cell, to be corrected where it stands. The file itself is not touched:
//! what was corrected is read in place of what stands there.
use crate::domain::fold::clean;
use crate::exchange::run::amiss::Amiss;
use crate::lang::{Lang, Sentence, preview as said, say};
use crate::ui::cells;
use crate::ui::cursor;
use crate::ui::cx::Cx;
use crate::ui::input::Input;
use crate::ui::pane::{Flow, Keyed, Pane, Verb};
use anyhow::Result;
use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::style::{Color, Style};
use ratatui::text::{Line, Text as Lines};

/// A row under correction.
pub struct Mend {
    title: Sentence,
    because: String,
    /// Whether the row is taken even so.
    taken: bool,
    header: Vec<String>,
    cells: Vec<Input>,
    at: usize,
}

/// Begins the answer that a corrected row is.
pub const MENDED: char = '\u{1e}';
/// Stands between its cells.
const CELL: char = '\u{1f}';
/// Cells of a column's name.
const LABEL: usize = 20;

#[rustfmt::skip]
impl Keyed for Mend {
    const VERBS: &'static [Verb<Self>] = &[
        Verb::new("accept", &["<enter>", "<c-s>"],   say("corrected", "đã sửa"),       |m, _| m.take()),
        Verb::new("down",   &["<down>", "<tab>"],    say("next cell", "ô kế"),         |m, _| m.step(1)),
        Verb::new("up",     &["<up>", "<s-tab>"],    say("cell before", "ô trước"),    |m, _| m.step(-1)),
        Verb::new("cancel", &["<esc>"],              say("as it was", "để như cũ"),    |_, _| Ok(Flow::Close)),
    ];
}

/// The cells of an answer.
pub fn cells_of(answer: &str) -> Option<Vec<String>> {
    Some(answer.strip_prefix(MENDED)?.split(CELL).map(str::to_owned).collect())
}

impl Mend {
    /// Of a row with these cells now; it stands at the column that was named.
    pub fn new(amiss: &Amiss, header: &[String], cells: &[String], lang: Lang) -> Self {
        let count = header.len().max(cells.len());
        let cell = |at: usize| Input::new(cells.get(at).map_or("", String::as_str));
        let at = header.iter().position(|name| *name == amiss.column).unwrap_or(0);
        Self {
            title: said::line(amiss.line),
            because: clean(amiss.reason.text(lang), false).into_owned(),
            taken: amiss.taken,
            header: header.to_vec(),
            cells: (0..count).map(cell).collect(),
            at,
        }
    }

    fn step(&mut self, by: isize) -> Result<Flow> {
        self.at = self.at.saturating_add_signed(by).min(self.cells.len().saturating_sub(1));
        Ok(Flow::Done)
    }

    fn take(&mut self) -> Result<Flow> {
        let mut cells: Vec<String> = self.cells.iter().map(|cell| cell.text().to_owned()).collect();
        // What stood past the last column, and was cleared, is no cell.
        while cells.len() > self.header.len() && cells.last().is_some_and(String::is_empty) {
            cells.pop();
        }
        Ok(Flow::Answer(format!("{MENDED}{}", cells.join(&CELL.to_string()))))
    }

    /// Why it could not be taken and what would do, and a blank line.
    fn above(&self, wide: usize) -> Vec<String> {
        let mark = if self.taken { "?" } else { "!" };
        let mut lines = cells::wrap(&format!("{mark} {}", self.because), wide);
        lines.push(String::new());
        lines
    }

    fn skip(&self, room: usize) -> usize {
        (self.at + 1).saturating_sub(room)
    }
}

/// Cells that have room below a handful of lines.
fn room(high: usize, above: usize) -> usize {
    high.saturating_sub(above).max(1)
}

impl Pane for Mend {
    fn title(&self, lang: Lang) -> String {
        self.title.to(lang).to_owned()
    }

    fn foot(&self, lang: Lang) -> String {
        say("Enter corrected · Tab next cell", "Enter đã sửa · Tab ô kế").to(lang).to_owned()
    }

    fn foot_end(&self, lang: Lang) -> String {
        say("Esc as it was", "Esc để như cũ").to(lang).to_owned()
    }

    fn typing(&self) -> bool {
        true
    }

    fn input(&mut self) -> Option<&mut Input> {
        self.cells.get_mut(self.at)
    }

    fn retyped(&mut self, _: &mut Cx) -> Result<Flow> {
        Ok(Flow::Done)
    }

    fn caret(&self, area: Rect, _: Lang) -> Option<Position> {
        let label = u16::try_from(LABEL + 3).unwrap_or(0);
        let above = self.above(area.width.into()).len();
        let row = u16::try_from(above + self.at - self.skip(room(area.height.into(), above))).unwrap_or(0);
        let field = Rect {
            x: area.x.saturating_add(label),
            y: area.y.saturating_add(row),
            width: area.width.saturating_sub(label),
            height: 1,
        };
        self.cells.get(self.at).map(|cell| cell.caret(field))
    }

    fn draw(&self, frame: &mut Frame, area: Rect, _: Lang) {
        let (wide, high) = (usize::from(area.width), usize::from(area.height));
        let above = self.above(wide);
        let room = room(high, above.len());
        let style = Style::new().fg(if self.taken { Color::Yellow } else { Color::Red });
        let mut lines: Vec<Line> = above.into_iter().map(|line| Line::styled(line, style)).collect();
        for (n, cell) in self.cells.iter().enumerate().skip(self.skip(room)).take(room) {
            let here = n == self.at;
            let name = self.header.get(n).map_or("", String::as_str);
            let value = wide.saturating_sub(LABEL + 3);
            let text = if here {
                cell.view(u16::try_from(value).unwrap_or(u16::MAX)).0
            } else {
                cells::cut(cell.text(), value)
            };
            let line = format!("{} {} {text}", cursor::bar(here), cells::left(&clean(name, false), LABEL));
            lines.push(Line::styled(line, cursor::field(here)));
        }
        frame.render_widget(Lines::from(lines), area);
    }
}
