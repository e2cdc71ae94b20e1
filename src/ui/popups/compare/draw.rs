//! Two records as they are drawn: field beside field, and below them all of what both say in the one under the cursor.
use super::{Compare, Row};
use crate::domain::fold::clean;
use crate::lang::{Lang, merge as said};
use crate::ui::cells;
use crate::ui::cursor;
use crate::ui::popups::whole;
use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::style::{Modifier, Style};
use ratatui::text::{Line, Span, Text as Lines};

const LABEL: usize = 15;
/// Lines above the fields: why they may be the same, and what they are called.
const ABOVE: u16 = 2;

impl Compare {
    /// What stands before the value of a side: that it is taken, or that both are kept.
    fn sign(&self, row: &Row, side: usize) -> &'static str {
        let taken = self.side(row) == side;
        match () {
            () if !self.is_merge() || row.shown[side].is_empty() => " ",
            () if row.shown[0] == row.shown[1] || row.adds == [false; 2] => "=",
            () if taken => "✓",
            () if self.is_of_both(row) && row.adds[side] => "+",
            () if self.is_of_both(row) => "=",
            () => " ",
        }
    }

    /// Why they may be the same, and what the signs mean as far as there is room for that.
    fn legend(&self, why: &str, wide: usize, lang: Lang) -> Line<'static> {
        let why = Span::styled(why.to_owned(), Style::new().add_modifier(Modifier::BOLD));
        let signs = if self.is_merge() { said::SIGNS.to(lang) } else { "" };
        let room = wide.saturating_sub(why.width() + cells::width(signs));
        if room < 2 {
            return Line::from(why);
        }
        let signs = Span::styled(signs, Style::new().add_modifier(Modifier::DIM));
        Line::from(vec![why, Span::raw(" ".repeat(room)), signs])
    }

    /// All of what both say in the field under the cursor, each by its number.
    pub(super) fn show_whole(&mut self) {
        let Some(row) = self.rows.get(self.cursor) else { return };
        let one = |side: usize| {
            let label = format!("{} {}", self.sign(row, side), self.heads[side].1.trim());
            (label, clean(&row.shown[side], true).into_owned())
        };
        let said = vec![one(0), one(1)];
        self.whole.show(row.label.clone(), said);
    }

    /// Where the fields stand with what is above them, and where all of one does.
    pub(super) fn areas(&self, area: Rect) -> [Rect; 2] {
        let above = ABOVE.min(area.height);
        let [head, rest] = Layout::vertical([Constraint::Length(above), Constraint::Fill(1)]).areas(area);
        let [list, foot] = whole::split(rest, self.rows.len());
        [head.union(list), foot]
    }

    pub(super) fn draw_all(&self, frame: &mut Frame, area: Rect, lang: Lang) {
        let [area, foot] = self.areas(area);
        let half = usize::from(area.width).saturating_sub(LABEL + 8) / 2;
        let line = |mark: &str, label: &str, signs: [&str; 2], shown: [&str; 2]| {
            let [one, two] = shown.map(|text| cells::left(&cells::flat(text), half));
            format!("{mark}{} {} {one} {} {two}", cells::left(label, LABEL), signs[0], signs[1])
        };
        let why = self.others.get(self.at).map_or("", |other| other.why.to(lang));
        let head = |at: usize| {
            let stays = self.is_merge() && self.pair.is_some_and(|pair| self.stays == Some(pair[at]));
            let (name, number) = &self.heads[at];
            let why = self.rule.map_or_else(String::new, |why| format!(": {}", why.to(lang)));
            let end = if stays { format!("{number} · {}{why}", said::STAYS.to(lang)) } else { number.clone() };
            // A long name gives way to what tells which is which.
            cells::cut(name, half.saturating_sub(cells::width(&end))) + &end
        };
        let bold = Style::new().add_modifier(Modifier::BOLD);
        let mut lines = vec![
            self.legend(why, usize::from(area.width), lang),
            Line::styled(line(" ", "", [" ", " "], [&head(0), &head(1)]), bold),
        ];
        let room = usize::from(area.height).saturating_sub(lines.len());
        let skip = (self.cursor + 1).saturating_sub(room);
        for (n, row) in self.rows.iter().enumerate().skip(skip).take(room) {
            let here = n == self.cursor;
            let signs = [self.sign(row, 0), self.sign(row, 1)];
            let text = line(cursor::bar(here), &row.label, signs, [&row.shown[0], &row.shown[1]]);
            lines.push(if here { Line::styled(text, bold) } else { Line::from(text) });
        }
        frame.render_widget(Lines::from(lines), area);
        self.whole.draw(frame, foot, lang);
    }
}
