//! Where the cursor stands, as it is drawn: a bar before the line, which is bold, and reversed where it is one of a list.
use ratatui::style::{Modifier, Style};

/// How the line of a list is drawn that the cursor is on.
pub const HERE: Style = Style::new().add_modifier(Modifier::BOLD.union(Modifier::REVERSED));

/// What stands before a line, whether or not the cursor is on it.
pub fn bar(here: bool) -> &'static str {
    if here { "▌" } else { " " }
}

/// A line of a list.
pub fn row(here: bool) -> Style {
    if here { HERE } else { Style::new() }
}

/// A field of a form.
pub fn field(here: bool) -> Style {
    if here { Style::new().add_modifier(Modifier::BOLD) } else { Style::new() }
}
