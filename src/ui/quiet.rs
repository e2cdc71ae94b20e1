//! Writes to the terminal what has changed, in as few bytes as it takes, and none where nothing has.
use crossterm::cursor::{Hide, MoveTo, Show};
use crossterm::queue;
use crossterm::terminal::{Clear, ClearType as Part};
use ratatui::backend::{Backend, ClearType, WindowSize};
use ratatui::buffer::{Buffer, Cell, CellWidth};
use ratatui::layout::{Position, Rect, Size};
use ratatui::style::{Color, Modifier, Style};
use std::io::{self, Write};
use std::mem;

/// A backend that knows where the cursor is and whether it is seen, and never asks the terminal: not for its size
/// either, which is what the last event said, so that what is loaded and what is drawn are for the same one.
pub struct Quiet<W: Write> {
    writer: W,
    pub size: Size,
    /// Whether colours are written; bold, dim and reverse always are (no-color.org).
    colour: bool,
    cursor: Option<Position>,
    shown: Option<bool>,
    /// Whether something was written over what was drawn.
    written_over: bool,
}

/// How letters look.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Look {
    fg: Color,
    bg: Color,
    modifier: Modifier,
}

const PLAIN: Look = Look { fg: Color::Reset, bg: Color::Reset, modifier: Modifier::empty() };

impl<W: Write> Quiet<W> {
    pub fn new(writer: W, size: Size, colour: bool) -> Self {
        Self { writer, size, colour, cursor: None, shown: None, written_over: false }
    }

    /// Where what is written goes.
    pub fn writer_mut(&mut self) -> &mut W {
        &mut self.writer
    }

    /// The place of the cursor, where it is seen.
    pub fn caret(&self) -> Option<Position> {
        self.cursor.filter(|_| self.shown == Some(true))
    }

    /// Forgets what it knows of the cursor: another program had the terminal.
    pub fn forget(&mut self) {
        (self.cursor, self.shown) = (None, None);
    }

    /// Writes a line over what was drawn, at once, while nothing can be drawn.
    pub fn write_over(&mut self, y: u16, text: &str) -> io::Result<()> {
        let mut line = Buffer::empty(Rect { x: 0, y, width: self.size.width, height: 1 });
        line.set_string(0, y, text, Style::new());
        self.written_over = true;
        self.draw((0..line.area.width).map(|x| (x, y, &line[(x, y)])))?;
        self.flush()
    }

    /// Whether that was done since it was asked last: what is drawn next is to be drawn whole.
    pub fn was_written_over(&mut self) -> bool {
        mem::take(&mut self.written_over)
    }

    fn show(&mut self, show: bool) -> io::Result<()> {
        match self.shown.replace(show) {
            Some(shown) if shown == show => Ok(()),
            _ if show => queue!(self.writer, Show),
            _ => queue!(self.writer, Hide),
        }
    }

    /// To a cell, by a step to the right where that is shorter.
    fn go(&mut self, to: Position) -> io::Result<()> {
        match self.cursor {
            Some(at) if at == to => Ok(()),
            Some(at) if at.y == to.y && at.x + 1 == to.x => self.writer.write_all(b"\x1b[C"),
            Some(at) if at.y == to.y && at.x < to.x => write!(self.writer, "\x1b[{}C", to.x - at.x),
            _ => queue!(self.writer, MoveTo(to.x, to.y)),
        }
    }

    fn look_of(&self, cell: &Cell) -> Look {
        let (fg, bg) = if self.colour { (cell.fg, cell.bg) } else { (Color::Reset, Color::Reset) };
        Look { fg, bg, modifier: cell.modifier }
    }

    /// Changes the look of what follows by one sequence (ECMA-48 SGR).
    fn dress(&mut self, from: Look, to: Look) -> io::Result<()> {
        if from == to {
            return Ok(());
        }
        // What is taken off has codes of its own, but bold and dim share one.
        let anew = !(from.modifier - to.modifier).is_empty();
        let from = if anew { PLAIN } else { from };
        let mut codes: Vec<String> = Vec::new();
        codes.extend(anew.then(String::new));
        let modifiers = (to.modifier - from.modifier).iter();
        codes.extend(modifiers.map(|modifier| (modifier.bits().trailing_zeros() + 1).to_string()));
        codes.extend((from.fg != to.fg).then(|| code(to.fg, 30)));
        codes.extend((from.bg != to.bg).then(|| code(to.bg, 40)));
        write!(self.writer, "\x1b[{}m", codes.join(";"))
    }
}

/// The code of a colour; `base` is 30 for letters and 40 for what is behind them.
fn code(colour: Color, base: u8) -> String {
    let plain = |n: u8| (base + n).to_string();
    let bright = |n: u8| (base + 60 + n).to_string();
    match colour {
        Color::Reset => plain(9),
        Color::Black => plain(0),
        Color::Red => plain(1),
        Color::Green => plain(2),
        Color::Yellow => plain(3),
        Color::Blue => plain(4),
        Color::Magenta => plain(5),
        Color::Cyan => plain(6),
        Color::Gray => plain(7),
        Color::DarkGray => bright(0),
        Color::LightRed => bright(1),
        Color::LightGreen => bright(2),
        Color::LightYellow => bright(3),
        Color::LightBlue => bright(4),
        Color::LightMagenta => bright(5),
        Color::LightCyan => bright(6),
        Color::White => bright(7),
        Color::Indexed(n) => format!("{};5;{n}", base + 8),
        Color::Rgb(red, green, blue) => format!("{};2;{red};{green};{blue}", base + 8),
    }
}

/// Whether every terminal gives it one cell: Latin letters and signs, Vietnamese ones too. Of others the next is found
/// by its place, lest an error of one cell be carried on.
fn sure(symbol: &str) -> bool {
    let mut chars = symbol.chars();
    let one = chars.next().is_some_and(|c| matches!(c, ' '..='~' | '\u{a0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}'));
    one && chars.next().is_none()
}

impl<W: Write> Backend for Quiet<W> {
    type Error = io::Error;

    fn draw<'a, I: Iterator<Item = (u16, u16, &'a Cell)>>(&mut self, content: I) -> io::Result<()> {
        let mut look = PLAIN;
        for (x, y, cell) in content {
            let symbol = cell.symbol();
            self.go(Position { x, y })?;
            let next = self.look_of(cell);
            self.dress(look, next)?;
            look = next;
            self.writer.write_all(symbol.as_bytes())?;
            // Behind the last column the cursor waits in a place that terminals do not agree on.
            let after = x.saturating_add(symbol.cell_width());
            self.cursor = (sure(symbol) && after < self.size.width).then_some(Position { x: after, y });
        }
        self.dress(look, PLAIN)
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
        self.go(position)?;
        self.cursor = Some(position);
        Ok(())
    }

    fn clear(&mut self) -> io::Result<()> {
        self.clear_region(ClearType::All)
    }

    fn clear_region(&mut self, part: ClearType) -> io::Result<()> {
        let part = match part {
            ClearType::All => Part::All,
            ClearType::AfterCursor => Part::FromCursorDown,
            ClearType::BeforeCursor => Part::FromCursorUp,
            ClearType::CurrentLine => Part::CurrentLine,
            ClearType::UntilNewLine => Part::UntilNewLine,
        };
        queue!(self.writer, Clear(part))
    }

    /// What the terminal's size was said to be.
    fn size(&self) -> io::Result<Size> {
        Ok(self.size)
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        Ok(WindowSize { columns_rows: self.size, pixels: Size::default() })
    }

    fn flush(&mut self) -> io::Result<()> {
        self.writer.flush()
    }
}
