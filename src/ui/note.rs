//! Text of several lines, wrapped between words: what is written during a call. Where `Input` has no place to go, up
//! and down, it walks the lines as they are seen.
use super::cells;
use super::chord::Chord;
use super::pen::{self, Pen};
use crossterm::event::KeyCode;
use ratatui::layout::{Position, Rect};
use std::ops::Range;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    pen: Pen,
    /// How wide it is shown, in cells, by which up and down know the lines.
    width: u16,
    /// The column that up and down keep to, past shorter lines.
    column: Option<usize>,
}

impl Default for Note {
    fn default() -> Self {
        Self { pen: Pen::default(), width: 72, column: None }
    }
}

impl Note {
    /// A text with the caret at its end.
    pub fn new(text: &str) -> Self {
        Self { pen: Pen::new(&pen::clean(text, '\n')), ..Self::default() }
    }

    pub fn text(&self) -> &str {
        &self.pen.text
    }

    /// Tells how wide it will be shown. For when the pane loads: a burst of keys must move as it would if each was drawn.
    pub fn fit(&mut self, width: u16) {
        self.width = width;
    }

    /// Whether the key was for the text. Up on the first line and down on the last are not.
    pub fn key(&mut self, key: Chord) -> bool {
        let bare = !key.control && !key.alt;
        match key.code {
            KeyCode::Up if bare => return self.step(|at| at.checked_sub(1)),
            KeyCode::Down if bare => return self.step(|at| at.checked_add(1)),
            _ => self.column = None,
        }
        match key.code {
            KeyCode::Enter if bare => self.pen.insert("\n"),
            KeyCode::Home if bare => {
                let (lines, at) = self.lines(self.width);
                self.pen.at = lines[at].start;
            }
            KeyCode::End if bare => {
                let (lines, at) = self.lines(self.width);
                self.pen.at = self.at_column(&lines[at], usize::MAX);
            }
            _ => return self.pen.key(key),
        }
        true
    }

    /// Puts in what was pasted, lines and all.
    pub fn paste(&mut self, text: &str) {
        self.column = None;
        self.pen.insert(&pen::clean(text, '\n'));
    }

    /// Puts this in the place of all that is there.
    pub fn put(&mut self, text: &str) {
        self.column = None;
        self.pen.put(&pen::clean(text, '\n'));
    }

    /// As many lines as fit around the caret, and its column and row among them.
    pub fn view(&self, width: u16, height: u16) -> (Vec<String>, (u16, u16)) {
        let (lines, at) = self.lines(width);
        let tall = usize::from(height);
        let top = at.saturating_sub(pen::ahead(tall)).min(lines.len().saturating_sub(tall));
        let shown = lines.iter().skip(top).take(tall).map(|line| self.shown(line, width)).collect();
        let column = u16::try_from(self.column(&lines[at])).unwrap_or(width).min(width.saturating_sub(1));
        (shown, (column, u16::try_from(at - top).unwrap_or(height)))
    }

    /// Where the terminal's cursor stands when the text is shown in this area.
    pub fn caret(&self, area: Rect) -> Position {
        let (x, y) = self.view(area.width, area.height).1;
        Position { x: area.x.saturating_add(x), y: area.y.saturating_add(y) }
    }

    /// The lines as they are seen, as bytes of the text without what ends them, and which has the caret. A cell at the
    /// right is kept for the caret.
    fn lines(&self, width: u16) -> (Vec<Range<usize>>, usize) {
        let wide = usize::from(width).saturating_sub(1).max(1);
        let (mut lines, mut from) = (Vec::new(), 0);
        for written in self.pen.text.split('\n') {
            lines.extend(cells::breaks(written, wide).into_iter().map(|l| from + l.start..from + l.end));
            from += written.len() + 1;
        }
        let at = lines.iter().rposition(|line| line.start <= self.pen.at).unwrap_or(0);
        (lines, at)
    }

    /// The caret's column in its line.
    fn column(&self, line: &Range<usize>) -> usize {
        cells::width(&self.pen.text[line.start..self.pen.at])
    }

    /// A line without the spaces that stand past its end.
    fn shown(&self, line: &Range<usize>, width: u16) -> String {
        let mut room = usize::from(width);
        let fits = cells::graphemes(&self.pen.text[line.clone()]).map_while(|(_, grapheme, cells)| {
            room = room.checked_sub(cells)?;
            Some(grapheme)
        });
        fits.collect()
    }

    fn step(&mut self, to: fn(usize) -> Option<usize>) -> bool {
        let (lines, at) = self.lines(self.width);
        let Some(next) = to(at).and_then(|at| lines.get(at)) else { return false };
        let column = self.column.unwrap_or_else(|| self.column(&lines[at]));
        self.column = Some(column);
        self.pen.at = self.at_column(next, column);
        true
    }

    /// The place in a line that is nearest to a column. The end of a wrapped line is the start of the next, so that its
    /// last place is before its last space.
    fn at_column(&self, line: &Range<usize>, column: usize) -> usize {
        let mut filled = 0;
        let text = &self.pen.text[line.clone()];
        let before = cells::graphemes(text).find(|(.., cells)| {
            filled += cells;
            filled > column
        });
        match before {
            Some((at, ..)) => line.start + at,
            None if line.end == self.pen.text.len() || self.pen.text[line.end..].starts_with('\n') => line.end,
            None => line.start + cells::graphemes(text).last().map_or(0, |(at, ..)| at),
        }
    }
}
