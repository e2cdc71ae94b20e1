//! One line of text asked for, and what is done with it.
use crate::lang::{Lang, Sentence, say};
use crate::ui::cx::Cx;
use crate::ui::input::Input;
use crate::ui::pane::{Flow, Keyed, Pane, Verb};
use anyhow::Result;
use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::text::Line;

type Chosen = Box<dyn FnMut(&mut Cx, &str) -> Result<Flow>>;

/// A line asked for.
pub struct Prompt {
    title: Sentence,
    input: Input,
    chosen: Chosen,
}

/// Asks for a line.
pub fn prompt(title: impl Into<Sentence>, chosen: impl FnMut(&mut Cx, &str) -> Result<Flow> + 'static) -> Prompt {
    Prompt { title: title.into(), input: Input::default(), chosen: Box::new(chosen) }
}

/// Asks for a line that begins as a text.
pub fn prompt_from(
    title: impl Into<Sentence>,
    text: &str,
    chosen: impl FnMut(&mut Cx, &str) -> Result<Flow> + 'static,
) -> Prompt {
    Prompt { input: Input::new(text), ..prompt(title, chosen) }
}

#[rustfmt::skip]
impl Keyed for Prompt {
    const VERBS: &'static [Verb<Self>] = &[
        Verb::new("accept", &["<enter>", "<c-s>"], say("take", "lấy"),      Prompt::accept),
        Verb::new("cancel", &["<esc>"],            say("back", "quay lại"), |_, _| Ok(Flow::Close)),
    ];
}

impl Prompt {
    fn accept(&mut self, cx: &mut Cx) -> Result<Flow> {
        let text = self.input.text().trim().to_owned();
        if text.is_empty() { Ok(Flow::Done) } else { (self.chosen)(cx, &text) }
    }
}

impl Pane for Prompt {
    fn title(&self, lang: Lang) -> String {
        self.title.to(lang).to_owned()
    }

    fn foot_end(&self, lang: Lang) -> String {
        say("Esc back", "Esc quay lại").to(lang).to_owned()
    }

    fn typing(&self) -> bool {
        true
    }

    fn input(&mut self) -> Option<&mut Input> {
        Some(&mut self.input)
    }

    fn caret(&self, area: Rect, _: Lang) -> Option<Position> {
        Some(self.input.caret(area))
    }

    fn lines(&self) -> Option<usize> {
        Some(1)
    }

    fn beside(&self) -> bool {
        true
    }

    fn draw(&self, frame: &mut Frame, area: Rect, _: Lang) {
        frame.render_widget(Line::from(self.input.view(area.width).0), area);
    }
}
