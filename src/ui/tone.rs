//! Urgency as it is drawn: a mark first, a colour second.
use crate::act::Tone;
use ratatui::style::{Color, Style};

/// The mark of a tone, and its colour.
pub fn mark(tone: Tone) -> (&'static str, Style) {
    match tone {
        Tone::Late => ("!", Style::new().fg(Color::Red)),
        Tone::Soon => ("•", Style::new().fg(Color::Yellow)),
        Tone::Waits => ("›", Style::new().fg(Color::Blue)),
        Tone::Plain => (" ", Style::new()),
    }
}
