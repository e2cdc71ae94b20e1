//! A text asked for, of one line or of several, and what is done with it.
use crate::lang::{Lang, Sentence, say};
use crate::ui::chord::Chord;
use crate::ui::cx::Cx;
use crate::ui::input::Input;
use crate::ui::note::Note;
use crate::ui::pane::{Flow, Keyed, Pane, Verb};
use anyhow::Result;
use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Text};

type Chosen = Box<dyn FnMut(&mut Cx, &str) -> Result<Flow>>;

/// A text asked for.
pub struct Prompt {
    title: Sentence,
    pen: Pen,
    /// What it began as: that again is no answer.
    from: String,
    chosen: Chosen,
}

enum Pen {
    Line(Input),
    Lines(Note),
}

/// Lines in which a text of several is written.
const HIGH: u16 = 8;

/// Asks for a line.
pub fn prompt(title: impl Into<Sentence>, chosen: impl FnMut(&mut Cx, &str) -> Result<Flow> + 'static) -> Prompt {
    Prompt { title: title.into(), pen: Pen::Line(Input::default()), from: String::new(), chosen: Box::new(chosen) }
}

/// Asks for a text that begins as this one: of several lines where it may have them.
pub fn prompt_from(
    title: impl Into<Sentence>,
    text: &str,
    lines: bool,
    chosen: impl FnMut(&mut Cx, &str) -> Result<Flow> + 'static,
) -> Prompt {
    let pen = if lines { Pen::Lines(Note::new(text)) } else { Pen::Line(Input::new(text)) };
    let from = pen.text().to_owned();
    Prompt { pen, from, ..prompt(title, chosen) }
}

#[rustfmt::skip]
impl Keyed for Prompt {
    const VERBS: &'static [Verb<Self>] = &[
        Verb::new("accept", &["<enter>", "<c-s>"], say("take", "lấy"),      Prompt::accept),
        Verb::new("cancel", &["<esc>"],            say("back", "quay lại"), |_, _| Ok(Flow::Close)),
    ];

    fn verbs(&self) -> [&'static [Verb<Self>]; 2] {
        [if matches!(self.pen, Pen::Lines(_)) { LINES } else { Self::VERBS }, &[]]
    }
}

/// In a text of several lines Enter is the text's.
#[rustfmt::skip]
const LINES: &[Verb<Prompt>] = &[
    Verb::new("accept", &["<c-s>"], say("take", "lấy"),      Prompt::accept),
    Verb::new("cancel", &["<esc>"], say("back", "quay lại"), |_, _| Ok(Flow::Close)),
];

impl Pen {
    fn text(&self) -> &str {
        match self {
            Self::Line(input) => input.text(),
            Self::Lines(note) => note.text(),
        }
    }
}

impl Prompt {
    fn accept(&mut self, cx: &mut Cx) -> Result<Flow> {
        if !self.from.is_empty() && self.pen.text() == self.from {
            return Ok(Flow::Close);
        }
        let text = self.pen.text().trim().to_owned();
        if text.is_empty() { Ok(Flow::Done) } else { (self.chosen)(cx, &text) }
    }
}

impl Pane for Prompt {
    fn title(&self, lang: Lang) -> String {
        self.title.to(lang).to_owned()
    }

    fn foot(&self, lang: Lang) -> String {
        let lines = say("^S take · Enter new line", "^S lấy · Enter xuống dòng").to(lang);
        if matches!(self.pen, Pen::Lines(_)) { lines.to_owned() } else { String::new() }
    }

    fn foot_end(&self, lang: Lang) -> String {
        say("Esc back", "Esc quay lại").to(lang).to_owned()
    }

    fn typing(&self) -> bool {
        true
    }

    fn input(&mut self) -> Option<&mut Input> {
        if let Pen::Line(input) = &mut self.pen { Some(input) } else { None }
    }

    fn typed(&mut self, key: Chord, _: &mut Cx) -> Result<Flow> {
        let taken = match &mut self.pen {
            Pen::Line(input) => input.key(key),
            Pen::Lines(note) => note.key(key),
        };
        Ok(if taken { Flow::Done } else { Flow::Ignored })
    }

    fn pasted(&mut self, text: &str, _: &mut Cx) -> Result<Flow> {
        match &mut self.pen {
            Pen::Line(input) => input.paste(text),
            Pen::Lines(note) => note.paste(text),
        }
        Ok(Flow::Done)
    }

    fn caret(&self, area: Rect, _: Lang) -> Option<Position> {
        Some(match &self.pen {
            Pen::Line(input) => input.caret(area),
            Pen::Lines(note) => note.caret(area),
        })
    }

    fn load(&mut self, cx: &mut Cx) -> Result<()> {
        if let Pen::Lines(note) = &mut self.pen {
            note.fit(u16::try_from(super::room(cx.size).0).unwrap_or(u16::MAX));
        }
        Ok(())
    }

    fn lines(&self) -> Option<usize> {
        Some(if matches!(self.pen, Pen::Lines(_)) { HIGH.into() } else { 1 })
    }

    fn is_wide(&self) -> bool {
        matches!(self.pen, Pen::Lines(_))
    }

    fn beside(&self) -> bool {
        true
    }

    fn draw(&self, frame: &mut Frame, area: Rect, _: Lang) {
        let lines = match &self.pen {
            Pen::Line(input) => vec![input.view(area.width).0],
            Pen::Lines(note) => note.view(area.width, area.height).0,
        };
        frame.render_widget(Text::from_iter(lines.into_iter().map(Line::from)), area);
    }
}
