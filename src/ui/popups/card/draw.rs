//! How a card lies in the room there is: who answers, what is open, what passed, what to say, the note. Where the room
//! is small the least of them give way first; the rows keep the cursor in sight.
use crate::act::{Card, CardRow};
use crate::lang::{Lang, Text, card as said, say};
use crate::ui::cells::{cut, ends, left, right, width, wrap};
use crate::ui::cursor;
use crate::ui::note::Note;
use crate::ui::tone::mark;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};
use ratatui::text::{Line, Span, Text as Lines};

/// Cells of a label, and before a text: the bar of the cursor, the label, a space.
const LABEL: usize = 9;
pub const INDENT: u16 = 11;
/// Most cells of a row's name.
const NAME: usize = 24;
/// Lines of a note that is written.
const WRITTEN: u16 = 4;
/// Lines of what to say.
const SAID: usize = 4;

/// How many lines each part has.
pub struct Layout<'a> {
    card: &'a Card,
    note: &'a Note,
    writing: bool,
    row: usize,
    room: Rect,
    say: Vec<String>,
    lines: Sizes,
}

/// Of each part.
#[derive(Clone, Copy, Debug, Default)]
struct Sizes {
    prefers: u16,
    known: u16,
    rows: u16,
    last: u16,
    next: u16,
    say: u16,
    note: u16,
    gaps: u16,
}

type Part = fn(&mut Sizes) -> &mut u16;

/// Who answers has a line always.
const OWNER: u16 = 1;

impl Sizes {
    fn total(self) -> u16 {
        OWNER + self.prefers + self.known + self.rows + self.last + self.next + self.say + self.note + self.gaps
    }

    /// Gives lines away, the least important first, until all of it fits.
    fn fit(mut self, height: u16) -> Self {
        let steps: [(Part, u16); 13] = [
            (|s| &mut s.next, 0),
            (|s| &mut s.gaps, 0),
            (|s| &mut s.known, 0),
            (|s| &mut s.last, 1),
            (|s| &mut s.rows, 4),
            (|s| &mut s.say, 2),
            (|s| &mut s.note, 2),
            (|s| &mut s.prefers, 0),
            (|s| &mut s.rows, 2),
            (|s| &mut s.last, 0),
            (|s| &mut s.say, 1),
            (|s| &mut s.note, 1),
            (|s| &mut s.rows, 1),
        ];
        for (part, least) in steps {
            let over = self.total().saturating_sub(height);
            let part = part(&mut self);
            *part -= over.min(part.saturating_sub(least));
        }
        self
    }
}

fn count(lines: usize) -> u16 {
    u16::try_from(lines).unwrap_or(u16::MAX)
}

impl<'a> Layout<'a> {
    /// In a room of this size.
    pub fn new(card: &'a Card, note: &'a Note, writing: bool, row: usize, room: Rect) -> Self {
        let text = usize::from(room.width.saturating_sub(INDENT));
        let mut say = if card.say.is_empty() { Vec::new() } else { wrap(&card.say, text) };
        say.truncate(SAID);
        let written = count(note.view(room.width.saturating_sub(INDENT), WRITTEN).0.len());
        let some = |text: &str| u16::from(!text.is_empty());
        let wanted = Sizes {
            prefers: some(&card.prefers),
            known: some(&card.known),
            rows: count(card.rows.len()).max(1),
            last: count(card.last.len()),
            next: some(&card.next),
            say: count(say.len()),
            note: if writing { WRITTEN } else { written },
            gaps: 3,
        };
        Self { card, note, writing, row, room, say, lines: wanted.fit(room.height) }
    }

    /// Cells of the note's text.
    pub fn text_width(&self) -> u16 {
        self.room.width.saturating_sub(INDENT)
    }

    /// Lines of the note.
    pub fn note(&self) -> u16 {
        self.lines.note
    }

    fn gap(&self, n: u16) -> u16 {
        u16::from(self.lines.gaps > n)
    }

    /// The line in which the note begins.
    pub fn note_line(&self) -> u16 {
        let Sizes { prefers, known, rows, last, next, say, .. } = self.lines;
        OWNER + prefers + known + self.gap(0) + rows + last + next + self.gap(1) + say + self.gap(2)
    }

    /// Draws it.
    pub fn draw(&self, frame: &mut Frame, area: Rect, lang: Lang) {
        let (card, wide) = (self.card, usize::from(area.width));
        let there = ends(&card.owner, &card.there, wide.saturating_sub(usize::from(INDENT)));
        let mut lines = vec![labelled(say("Owner", "Phụ trách"), &there, lang)];
        let optional = [
            (self.lines.prefers, say("Prefers", "Ưa"), &card.prefers),
            (self.lines.known, say("Known", "Đã biết"), &card.known),
        ];
        for (n, label, text) in optional {
            lines.extend((n > 0).then(|| labelled(label, &one_line(text, wide), lang)));
        }
        self.pause(&mut lines, 0);
        lines.extend(self.rows(wide, lang));
        for (n, text) in card.last.iter().take(self.lines.last.into()).enumerate() {
            let label = if n == 0 { say("Last", "Lần cuối") } else { say("", "") };
            lines.push(labelled(label, &one_line(text, wide), lang));
        }
        if self.lines.next > 0 {
            lines.push(labelled(say("Next", "Sắp tới"), &one_line(&card.next, wide), lang));
        }
        self.pause(&mut lines, 1);
        let more = self.say.len() > self.lines.say.into();
        for (n, text) in self.say.iter().take(self.lines.say.into()).enumerate() {
            let label = if n == 0 { say("Say", "Trả lời") } else { say("", "") };
            let last = more && n + 1 == usize::from(self.lines.say);
            lines.push(labelled(label, &if last { format!("{text} …") } else { text.clone() }, lang));
        }
        self.pause(&mut lines, 2);
        lines.extend(self.note_lines(lang));
        frame.render_widget(Lines::from(lines), area);
    }

    fn pause(&self, lines: &mut Vec<Line>, n: u16) {
        if self.gap(n) > 0 {
            lines.push(Line::default());
        }
    }

    fn note_lines(&self, lang: Lang) -> Vec<Line<'static>> {
        let label = say("Note", "Ghi chú");
        let shown = self.note.view(self.text_width(), self.lines.note).0;
        if !self.writing && self.note.text().trim().is_empty() {
            let hint = Span::styled(say("N to write", "N để ghi").to(lang), dim());
            return vec![Line::from(vec![Span::styled(label_text(label, lang), dim()), hint])];
        }
        let line = |(n, text): (usize, &String)| labelled(if n == 0 { label } else { say("", "") }, text, lang);
        shown.iter().enumerate().map(line).collect()
    }

    /// The rows around the cursor.
    fn rows(&self, wide: usize, lang: Lang) -> Vec<Line<'static>> {
        let (rows, height) = (&self.card.rows, usize::from(self.lines.rows));
        if rows.is_empty() {
            return vec![labelled(say("Open", "Đang mở"), said::NOTHING.to(lang), lang)];
        }
        let top = (self.row + 1).saturating_sub(height).min(rows.len().saturating_sub(height));
        let shown = &rows[top..rows.len().min(top + height)];
        // A name that nothing follows does not push the others' texts aside.
        let names = rows.iter().filter(|row| !row.text.is_empty()).map(|row| width(&row.name));
        let name = names.max().unwrap_or(0).min(NAME).min(wide / 4);
        let due = rows.iter().map(|row| width(&row.due)).max().unwrap_or(0) + 2;
        let line = |(n, row): (usize, &CardRow)| {
            let first = n == 0 || shown[n - 1].label != row.label;
            row_line(row, first, top + n == self.row, [wide, name, due], lang)
        };
        shown.iter().enumerate().map(line).collect()
    }
}

fn row_line(row: &CardRow, first: bool, here: bool, wide: [usize; 3], lang: Lang) -> Line<'static> {
    let [wide, name, due] = wide;
    let label = if first { capital(row.label.to(lang)) } else { String::new() };
    let (sign, tone) = mark(row.tone);
    let more = if row.more > 0 { said::more(row.more).to(lang).to_owned() } else { String::new() };
    let room = wide.saturating_sub(usize::from(INDENT) + name + due + 2);
    // A name that nothing follows has the room of both.
    let text = match row.text.as_str() {
        "" => left(&ends(&row.name, &more, name + 1 + room), name + 1 + room),
        text => format!("{} {}", left(&row.name, name), left(&ends(text, &more, room), room)),
    };
    let due = format!(" {} {sign}", right(&row.due, due.saturating_sub(2)));
    let tone = if here { Style::new() } else { tone };
    let label = Span::raw(format!("{}{} ", cursor::bar(here), left(&label, LABEL)));
    Line::from(vec![label, Span::raw(text), Span::styled(due, tone)]).style(cursor::row(here))
}

fn dim() -> Style {
    Style::new().add_modifier(Modifier::DIM)
}

fn label_text(label: Text, lang: Lang) -> String {
    format!(" {} ", left(label.to(lang), LABEL))
}

fn labelled(label: Text, text: &str, lang: Lang) -> Line<'static> {
    Line::from(vec![Span::styled(label_text(label, lang), dim()), Span::raw(text.to_owned())])
}

fn one_line(text: &str, wide: usize) -> String {
    cut(&text.replace('\n', " "), wide.saturating_sub(usize::from(INDENT)))
}

/// A label begins with a capital.
fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}
