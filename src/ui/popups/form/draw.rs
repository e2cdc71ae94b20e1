//! How a form stands on the screen: a label, a text and what is said of it, a line a field.
use super::{Form, Pen};
use crate::domain::draft::Entry;
use crate::domain::kind::Kind;
use crate::lang::{Lang, Sentence, form as phrase};
use crate::store::SEVERAL;
use crate::ui::cells;
use crate::ui::cursor;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::{Color, Style};
use ratatui::text::{Line, Text};

pub(super) const LABEL: usize = 16;
pub(super) const WIDEST: usize = 24;
const OF: usize = 20;
/// Lines of a field that takes several.
pub(super) const NOTE: u16 = 3;

/// What stands where many rows differ and nothing was typed.
fn untyped(entry: &Entry) -> Sentence {
    if entry.emptied { phrase::EMPTIED.into() } else { phrase::various(entry.various, entry.various >= SEVERAL) }
}

impl Form {
    /// How many cells stand before a field's text.
    pub(super) fn indent(&self) -> usize {
        3 + self.label + if self.entries.iter().any(|e| !e.of.is_empty()) { OF + 1 } else { 0 }
    }

    pub(super) fn height(&self, n: usize) -> u16 {
        let entry = &self.entries[n];
        let lines = if matches!(entry.head.kind, Kind::Note) && n == self.at { NOTE } else { 1 };
        lines + u16::try_from(self.problem(entry).len()).unwrap_or(0)
    }

    /// What is wrong with a field, as it stands under it.
    fn problem(&self, entry: &Entry) -> Vec<String> {
        let Some(problem) = &entry.problem else { return Vec::new() };
        let indent = self.indent();
        let wrapped = cells::wrap(problem.text(self.lang), self.wide.saturating_sub(indent + 2).max(LABEL));
        let lines = wrapped.iter().enumerate();
        lines.map(|(n, line)| format!("{:indent$}{}{line}", "", if n == 0 { "! " } else { "  " })).collect()
    }

    /// The line at which a field begins, and how many at the top do not fit.
    pub(super) fn place(&self, n: usize, area: Rect) -> (u16, u16) {
        let above: u16 = (0..n).map(|n| self.height(n)).sum();
        let here: u16 = (0..=self.at).map(|n| self.height(n)).sum();
        (above, here.saturating_sub(area.height))
    }

    pub(super) fn draw_all(&self, frame: &mut Frame, area: Rect, lang: Lang) {
        let (mut lines, indent) = (Vec::new(), self.indent());
        let room = area.width.saturating_sub(u16::try_from(indent).unwrap_or(0));
        for (n, entry) in self.entries.iter().enumerate() {
            let here = n == self.at;
            let label = cells::left(entry.head.label.to(lang), indent - 3);
            let in_part = || cells::left(&entry.of, OF) + " " + &cells::left(entry.head.label.to(lang), self.label);
            let label = if entry.of.is_empty() { label } else { in_part() };
            let bar = cursor::bar(here);
            let style = cursor::field(here);
            let texts = match &self.pen {
                _ if entry.text.is_empty() && entry.various > 0 => {
                    vec![cells::cut(untyped(entry).to(lang), room.into())]
                }
                Pen::Line(input) if here => vec![input.view(room).0],
                Pen::Lines(note) if here => note.view(room, NOTE).0,
                _ => vec![cells::cut(&cells::flat(&entry.text), room.into())],
            };
            let first = texts.first().cloned().unwrap_or_default();
            // What was typed keeps its room; what is told under it is not told beside it too.
            let left = usize::from(room).saturating_sub(cells::width(&first) + 2);
            let beside = if here && entry.problem.is_none() { cells::cut(&self.reading, left) } else { String::new() };
            lines.push(Line::styled(cells::ends(&format!("{bar} {label} {first}"), &beside, area.width.into()), style));
            lines.extend(texts.into_iter().skip(1).map(|text| Line::styled(format!("{:indent$}{text}", ""), style)));
            if here && matches!(self.pen, Pen::Lines(_)) {
                let missing = usize::from(NOTE).saturating_sub(lines.len() - usize::from(self.place(n, area).0));
                lines.extend(std::iter::repeat_n(Line::default(), missing));
            }
            let problem = self.problem(entry).into_iter();
            lines.extend(problem.map(|line| Line::styled(line, Style::new().fg(Color::Red))));
        }
        let skip = usize::from(self.place(self.at, area).1);
        frame.render_widget(Text::from_iter(lines.into_iter().skip(skip)), area);
    }
}
