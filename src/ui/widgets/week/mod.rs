//! Days side by side, hours down: what lasts all day above, what overlaps side by side, what has no room as `+1`.
mod axis;
mod bars;
mod hours;

use crate::ui::cells;
use crate::ui::cursor;
use axis::Axis;
use ratatui::style::{Color, Modifier, Style};
use ratatui::text::{Line, Span};
use std::ops::Range;

/// What is drawn.
#[derive(Clone, Debug, Default)]
pub struct Grid {
    pub days: Vec<Day>,
    pub bars: Vec<Bar>,
    pub blocks: Vec<Block>,
    /// The day's place and minute of now, and how it is written.
    pub now: Option<(usize, u32, String)>,
    /// The minutes between which people work: shown whether or not anything is there.
    pub open: Range<u32>,
}

/// A column.
#[derive(Clone, Debug, Default)]
pub struct Day {
    pub label: String,
    /// Whether one stands on it.
    pub here: bool,
    pub today: bool,
    /// Whether nobody works.
    pub off: bool,
}

/// How a thing stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mark {
    #[default]
    Plain,
    /// It clashes, or is late.
    Wrong,
    /// Something is to be done for it today.
    Soon,
    /// Not agreed yet.
    Maybe,
    /// Over, and done.
    Done,
    /// Off.
    Gone,
}

/// What lasts all day, over some days.
#[derive(Clone, Debug, Default)]
pub struct Bar {
    /// The first and last of the days, by their places.
    pub days: (usize, usize),
    pub title: String,
    pub mark: Mark,
    pub here: bool,
}

/// What is of one day, in minutes after midnight.
#[derive(Clone, Debug, Default)]
pub struct Block {
    pub day: usize,
    pub from: u32,
    pub till: u32,
    /// The clock's time, said where no row begins at it.
    pub clock: String,
    pub title: String,
    /// What is said under the title where there is room.
    pub more: Vec<String>,
    pub mark: Mark,
    pub here: bool,
}

/// What became of a grid.
#[derive(Clone, Debug, Default)]
pub struct Drawn {
    pub lines: Vec<Line<'static>>,
    /// The line in which the cursor's item begins.
    pub cursor: Option<usize>,
}

/// Cells of the hours at the left.
const GUTTER: usize = 6;
/// No lane is narrower.
const LANE: usize = 8;
const HOUR: u32 = 60;
const MIDNIGHT: u32 = 24 * HOUR;

impl Mark {
    /// A sign, which says the same as the colour.
    pub fn sign(self) -> &'static str {
        match self {
            Self::Plain => "",
            Self::Wrong => "!",
            Self::Soon => "•",
            Self::Maybe => "?",
            Self::Done => "✓",
            Self::Gone => "×",
        }
    }

    /// Its colour.
    pub fn style(self) -> Style {
        match self {
            Self::Plain | Self::Maybe => Style::new(),
            Self::Wrong => Style::new().fg(Color::Red),
            Self::Soon => Style::new().fg(Color::Yellow),
            Self::Done | Self::Gone => dim(),
        }
    }
}

fn dim() -> Style {
    Style::new().add_modifier(Modifier::DIM)
}

/// Draws it within so many cells and lines.
pub fn draw(grid: &Grid, width: usize, height: usize) -> Drawn {
    let days = grid.days.len().max(1);
    let column = (width.saturating_sub(GUTTER) / days).max(LANE);
    let mut lines = vec![header(grid, column)];
    let (bars, bar_at) = bars::lines(grid, column, if height > 22 { 3 } else { 2 });
    let rows = height.saturating_sub(1 + bars.len());
    let axis = Axis::new(grid, rows);
    let cursor = bar_at.map(|at| at + 1).or_else(|| {
        let block = grid.blocks.iter().find(|block| block.here)?;
        Some(1 + bars.len() + axis.rows(block).start)
    });
    lines.extend(bars);
    lines.extend(hours::lines(grid, &axis, column));
    Drawn { lines, cursor: cursor.filter(|at| *at < height) }
}

/// The names of the days; a bar stands before the one that one is on.
fn header(grid: &Grid, column: usize) -> Line<'static> {
    let mut spans = vec![Span::raw(" ".repeat(GUTTER))];
    for day in &grid.days {
        let style = match day {
            Day { today: true, .. } => Style::new().add_modifier(Modifier::BOLD | Modifier::UNDERLINED),
            Day { off: true, .. } => dim(),
            _ => Style::new(),
        };
        let label = cells::cut(&day.label, column - 2);
        let gap = column - 1 - cells::width(&label);
        spans.push(Span::raw(cursor::bar(day.here)));
        spans.push(Span::styled(label, style));
        spans.push(Span::raw(" ".repeat(gap)));
    }
    Line::from(spans)
}

/// A text and a sign behind it that is never cut off.
fn join(text: &str, sign: &str, room: usize) -> String {
    if sign.is_empty() {
        return text.to_owned();
    }
    let text = cells::cut(text, room.saturating_sub(cells::width(sign) + 1));
    format!("{text} {sign}")
}
