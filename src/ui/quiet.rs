//! Writes to the terminal what has changed, and nothing at all where nothing has: no cell, no byte.
use crossterm::cursor::{Hide, MoveTo, Show};
use crossterm::queue;
use crossterm::terminal::{Clear, ClearType as Part};
use ratatui::backend::{Backend, ClearType, CrosstermBackend, WindowSize};
use ratatui::buffer::Cell;
use ratatui::layout::{Position, Size};
use std::io::{self, Write};

/// A backend that knows where the cursor is and whether it is seen, and never asks the terminal: not for its size
/// either, which is what the last event said, so that what is loaded and what is drawn are for the same one.
pub struct Quiet<W: Write> {
    inner: CrosstermBackend<W>,
    pub size: Size,
    cursor: Option<Position>,
    shown: Option<bool>,
}

impl<W: Write> Quiet<W> {
    pub fn new(writer: W, size: Size) -> Self {
        Self { inner: CrosstermBackend::new(writer), size, cursor: None, shown: None }
    }

    /// Forgets what it knows of the cursor: another program had the terminal.
    pub fn forget(&mut self) {
        (self.cursor, self.shown) = (None, None);
    }

    fn show(&mut self, show: bool) -> io::Result<()> {
        match self.shown.replace(show) {
            Some(shown) if shown == show => Ok(()),
            _ if show => queue!(self.inner, Show),
            _ => queue!(self.inner, Hide),
        }
    }
}

impl<W: Write> Backend for Quiet<W> {
    type Error = io::Error;

    fn draw<'a, I: Iterator<Item = (u16, u16, &'a Cell)>>(&mut self, content: I) -> io::Result<()> {
        let mut content = content.peekable();
        if content.peek().is_none() {
            return Ok(());
        }
        self.cursor = None;
        self.inner.draw(content)
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        self.show(false)
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        self.show(true)
    }

    fn get_cursor_position(&mut self) -> io::Result<Position> {
        Ok(self.cursor.unwrap_or_default())
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        let position = position.into();
        if self.cursor.replace(position) == Some(position) {
            return Ok(());
        }
        queue!(self.inner, MoveTo(position.x, position.y))
    }

    fn clear(&mut self) -> io::Result<()> {
        self.clear_region(ClearType::All)
    }

    fn clear_region(&mut self, part: ClearType) -> io::Result<()> {
        queue!(
            self.inner,
            Clear(match part {
                ClearType::All => Part::All,
                ClearType::AfterCursor => Part::FromCursorDown,
                ClearType::BeforeCursor => Part::FromCursorUp,
                ClearType::CurrentLine => Part::CurrentLine,
                ClearType::UntilNewLine => Part::UntilNewLine,
            })
        )
    }

    fn size(&self) -> io::Result<Size> {
        Ok(self.size)
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        Ok(WindowSize { columns_rows: self.size, pixels: Size::default() })
    }

    fn flush(&mut self) -> io::Result<()> {
        Backend::flush(&mut self.inner)
    }
}
