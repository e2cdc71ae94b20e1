//! Days side by side, hours down: what lasts all day above, what overlaps side by side, what has no room as `+1`.
use crate::ui::cells;
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
const STEPS: [u32; 3] = [15, 30, HOUR];
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

fn here() -> Style {
    Style::new().add_modifier(Modifier::BOLD | Modifier::REVERSED)
}

/// Draws it within so many cells and lines.
pub fn draw(grid: &Grid, width: usize, height: usize) -> Drawn {
    let days = grid.days.len().max(1);
    let column = (width.saturating_sub(GUTTER) / days).max(LANE);
    let mut lines = vec![header(grid, column)];
    let (bars, bar_at) = bars(grid, column, if height > 22 { 3 } else { 2 });
    let rows = height.saturating_sub(1 + bars.len());
    let axis = Axis::new(grid, rows);
    let cursor = bar_at.map(|at| at + 1).or_else(|| {
        let block = grid.blocks.iter().find(|block| block.here)?;
        Some(1 + bars.len() + axis.rows(block).start)
    });
    lines.extend(bars);
    let lanes: Vec<Column> = (0..grid.days.len()).map(|day| place(grid, &axis, day, column)).collect();
    lines.extend((0..axis.count).map(|row| hours_row(grid, &axis, &lanes, column, row)));
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
        spans.push(Span::raw(if day.here { "▌" } else { " " }));
        spans.push(Span::styled(label, style));
        spans.push(Span::raw(" ".repeat(gap)));
    }
    Line::from(spans)
}

/// What lasts all day, a line a lane; and in which of them the cursor is.
fn bars(grid: &Grid, column: usize, most: usize) -> (Vec<Line<'static>>, Option<usize>) {
    let mut order: Vec<&Bar> = grid.bars.iter().collect();
    order.sort_by_key(|bar| (bar.days.0, usize::MAX - bar.days.1));
    let mut lanes: Vec<Vec<&Bar>> = Vec::new();
    for bar in order {
        let free = lanes.iter().position(|lane| lane.last().is_none_or(|last| last.days.1 < bar.days.0));
        match free {
            Some(lane) => lanes[lane].push(bar),
            None => lanes.push(vec![bar]),
        }
    }
    let at = lanes.iter().position(|lane| lane.iter().any(|bar| bar.here));
    // The lane that the cursor is in is always shown.
    let skip = at.map_or(0, |at| (at + 1).saturating_sub(most));
    let hidden: Vec<&Bar> = lanes
        .iter()
        .enumerate()
        .filter(|(n, _)| *n < skip || *n >= skip + most)
        .flat_map(|(_, l)| l.iter().copied())
        .collect();
    let shown = lanes.iter().skip(skip).take(most);
    let count = shown.len();
    let line = |(n, lane): (usize, &Vec<&Bar>)| {
        let more = |day: usize| {
            if n + 1 == count { hidden.iter().filter(|b| (b.days.0..=b.days.1).contains(&day)).count() } else { 0 }
        };
        bar_line(grid, lane, column, more)
    };
    (shown.enumerate().map(line).collect(), at.map(|at| at - skip))
}

fn bar_line(grid: &Grid, lane: &[&Bar], column: usize, more: impl Fn(usize) -> usize) -> Line<'static> {
    let mut spans = vec![Span::raw(" ".repeat(GUTTER))];
    let mut day = 0;
    while day < grid.days.len() {
        let bar = lane.iter().find(|bar| bar.days.0 == day);
        let last = bar.map_or(day, |bar| bar.days.1.min(grid.days.len() - 1));
        let wide = column * (last + 1 - day) - 1;
        let plus =
            (day..=last).map(&more).max().filter(|more| *more > 0).map_or_else(String::new, |more| format!("+{more}"));
        match bar {
            Some(bar) => {
                let style = if bar.here { here() } else { bar.mark.style() };
                let room = (wide - 1).saturating_sub(cells::width(&plus));
                let text = cells::cut(&join(&bar.title, bar.mark.sign(), room), room);
                let line = if last > day { "─" } else { " " };
                let rest = room.saturating_sub(cells::width(&text) + 1);
                spans.push(Span::raw(if bar.here { "▌" } else { " " }));
                spans.push(Span::styled(text.clone(), style));
                let fill = if cells::width(&text) < room { format!(" {}", line.repeat(rest)) } else { String::new() };
                spans.push(Span::styled(fill + &plus + " ", dim()));
            }
            None => spans.push(Span::styled(cells::right(&plus, wide) + " ", dim())),
        }
        day = last + 1;
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

/// Which minutes the rows are of.
struct Axis {
    top: u32,
    step: u32,
    count: usize,
}

impl Axis {
    /// As fine as there is room for; where there is none for all, it shows the cursor, else the working hours.
    fn new(grid: &Grid, rows: usize) -> Self {
        let first = grid.blocks.iter().map(|b| b.from).chain([grid.open.start]).min().unwrap_or(0) / HOUR * HOUR;
        let last = grid.blocks.iter().map(|b| b.till.max(b.from + 1)).chain([grid.open.end]).max().unwrap_or(MIDNIGHT);
        let last = last.div_ceil(HOUR) * HOUR;
        let needed = |step: u32| ((last - first) / step) as usize;
        let step = STEPS.into_iter().find(|step| needed(*step) <= rows);
        let Some(step) = step else {
            let window = u32::try_from(rows).unwrap_or(0) * HOUR;
            let wanted = grid.blocks.iter().find(|b| b.here);
            let end = (grid.open.start / HOUR * HOUR).clamp(first, last.saturating_sub(window).max(first));
            let top = wanted.map_or(end, |block| {
                let low = block.from / HOUR * HOUR;
                if low < end { low } else { end.max((low + HOUR).saturating_sub(window)) }
            });
            return Self { top, step: HOUR, count: rows };
        };
        Self { top: first, step, count: needed(step) }
    }

    /// The rows that a block fills, at least one, of those that are shown.
    fn rows(&self, block: &Block) -> Range<usize> {
        let row = |minute: u32| (minute.saturating_sub(self.top) / self.step) as usize;
        let from = row(block.from);
        let till = (block.till.saturating_sub(self.top)).div_ceil(self.step) as usize;
        from..till.max(from + 1).min(self.count.max(from + 1))
    }

    fn holds(&self, block: &Block) -> bool {
        let end = self.top + u32::try_from(self.count).unwrap_or(0) * self.step;
        block.till.max(block.from + 1) > self.top && block.from < end
    }

    fn minute(&self, row: usize) -> u32 {
        self.top + u32::try_from(row).unwrap_or(0) * self.step
    }
}

/// A block in its rows and its lane.
struct Placed {
    rows: Range<usize>,
    lane: usize,
    lanes: usize,
    lines: Vec<String>,
    style: Style,
    here: bool,
}

/// A day's blocks in their places.
#[derive(Default)]
struct Column {
    placed: Vec<Placed>,
    /// The rows in which those begin that have no room.
    hidden: Vec<usize>,
}

impl Column {
    /// How many begin in a row that have no room: `+1`.
    fn plus(&self, row: usize) -> String {
        let count = self.hidden.iter().filter(|of| **of == row).count();
        if count == 0 { String::new() } else { format!("+{count}") }
    }
}

/// Puts the blocks of a day side by side where they share a row.
fn place(grid: &Grid, axis: &Axis, day: usize, column: usize) -> Column {
    let mut blocks: Vec<&Block> = grid.blocks.iter().filter(|b| b.day == day && axis.holds(b)).collect();
    blocks.sort_by_key(|block| (block.from, u32::MAX - block.till));
    let most = ((column - 1) / LANE).max(1);
    let mut all = Column::default();
    let mut from = 0;
    while from < blocks.len() {
        // Those that hang together: each shares a row with one before it.
        let mut end = axis.rows(blocks[from]).end;
        let mut to = from + 1;
        while to < blocks.len() && axis.rows(blocks[to]).start < end {
            end = end.max(axis.rows(blocks[to]).end);
            to += 1;
        }
        together(&blocks[from..to], axis, most, column, &mut all);
        from = to;
    }
    all
}

fn together(blocks: &[&Block], axis: &Axis, most: usize, column: usize, all: &mut Column) {
    let mut ends: Vec<usize> = Vec::new();
    let mut lane_of = Vec::new();
    for block in blocks {
        let rows = axis.rows(block);
        let lane = ends.iter().position(|end| *end <= rows.start).unwrap_or(ends.len());
        if lane == ends.len() {
            ends.push(0);
        }
        ends[lane] = rows.end;
        lane_of.push(lane);
    }
    let lanes = ends.len().min(most);
    // The lane of the cursor takes the place of the last one shown.
    let wanted = blocks.iter().position(|b| b.here).map(|n| lane_of[n]).filter(|lane| *lane >= most);
    let shown = |lane: usize| match wanted {
        Some(wanted) if lane == wanted => Some(most - 1),
        Some(_) if lane == most - 1 => None,
        _ => (lane < most).then_some(lane),
    };
    let wide = (column - 1) / lanes;
    let places: Vec<Option<usize>> = lane_of.iter().map(|lane| shown(*lane)).collect();
    let without = blocks.iter().zip(&places).filter(|(_, place)| place.is_none());
    all.hidden.extend(without.map(|(block, _)| axis.rows(block).start));
    for (block, lane) in blocks.iter().zip(places) {
        let Some(lane) = lane else { continue };
        let rows = axis.rows(block);
        let plus = if lane + 1 == lanes { cells::width(&all.plus(rows.start)) } else { 0 };
        let lines = texts(block, axis, rows.len(), wide, plus);
        all.placed.push(Placed { rows, lane, lanes, lines, style: block.mark.style(), here: block.here });
    }
}

/// What stands in the rows of a block: its title, then what else there is to say. The first row has so much less room.
fn texts(block: &Block, axis: &Axis, rows: usize, wide: usize, less: usize) -> Vec<String> {
    let under = wide.saturating_sub(3);
    let room = wide.saturating_sub(2 + less);
    let off = block.from < axis.top || !(block.from - axis.top).is_multiple_of(axis.step);
    let title =
        if off && !block.clock.is_empty() { format!("{} {}", block.clock, block.title) } else { block.title.clone() };
    let sign = block.mark.sign();
    let first = if rows > 1 {
        let mark = if sign.is_empty() { 0 } else { cells::width(sign) + 1 };
        cells::wrap(&title, room.saturating_sub(mark)).into_iter().next().unwrap_or_default()
    } else {
        title.clone()
    };
    let rest = title.strip_prefix(first.as_str()).unwrap_or_default().trim_start();
    let mut lines = vec![cells::cut(&join(&first, sign, room), room)];
    if rows > 1 && !rest.is_empty() {
        lines.extend(cells::wrap(rest, under));
    }
    lines.extend(block.more.iter().map(|text| cells::cut(text, under)));
    lines.truncate(rows);
    lines
}

/// A row of hours.
fn hours_row(grid: &Grid, axis: &Axis, days: &[Column], column: usize, row: usize) -> Line<'static> {
    let minute = axis.minute(row);
    let now = grid.now.as_ref().filter(|(_, at, _)| (minute..minute + axis.step).contains(at));
    let label = match now {
        Some((.., label)) => Span::styled(cells::left(label, GUTTER), Style::new().add_modifier(Modifier::BOLD)),
        None if minute.is_multiple_of(HOUR) => {
            Span::styled(cells::left(&format!("{:02}:00", minute / HOUR), GUTTER), dim())
        }
        None => Span::raw(" ".repeat(GUTTER)),
    };
    let mut spans = vec![label];
    for (n, day) in days.iter().enumerate() {
        let empty = if now.is_some_and(|(of, ..)| *of == n) { "─" } else { " " };
        let on: Vec<&Placed> = day.placed.iter().filter(|placed| placed.rows.contains(&row)).collect();
        let count = on.first().map_or(1, |placed| placed.lanes);
        let wide = (column - 1) / count;
        for lane in 0..count {
            let plus = if lane + 1 == count { day.plus(row) } else { String::new() };
            if let Some(placed) = on.iter().find(|placed| placed.lane == lane) {
                spans.extend(cell(placed, row, wide, &plus));
            } else {
                let rest = empty.repeat((wide - 1).saturating_sub(cells::width(&plus)));
                spans.push(Span::styled(format!("{rest}{plus} "), dim()));
            }
        }
        spans.push(Span::raw(" ".repeat(column - wide * count)));
    }
    Line::from(spans)
}

/// The part of a block that is in a row, and what has no room there.
fn cell(placed: &Placed, row: usize, wide: usize, plus: &str) -> [Span<'static>; 3] {
    let nth = row - placed.rows.start;
    let text = placed.lines.get(nth).map_or("", String::as_str);
    let bar = match (placed.here, nth) {
        (true, _) => "▌",
        (false, 0) => " ",
        (false, _) => "│",
    };
    let text = if nth > 0 && !text.is_empty() { format!(" {text}") } else { text.to_owned() };
    let text = cells::left(&text, (wide - 2).saturating_sub(cells::width(plus)));
    let style = if placed.here && nth == 0 { here() } else { placed.style };
    [Span::styled(bar, placed.style), Span::styled(text, style), Span::raw(format!("{plus} "))]
}
