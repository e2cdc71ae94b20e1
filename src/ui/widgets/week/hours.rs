//! The hours: the blocks of each day side by side where they share a row.
use super::axis::Axis;
use super::{Block, GUTTER, Grid, HOUR, LANE, dim, join};
use crate::ui::cells;
use crate::ui::cursor::HERE;
use ratatui::style::{Modifier, Style};
use ratatui::text::{Line, Span};
use std::ops::Range;

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

/// All rows of hours.
pub(super) fn lines(grid: &Grid, axis: &Axis, column: usize) -> Vec<Line<'static>> {
    let days: Vec<Column> = (0..grid.days.len()).map(|day| place(grid, axis, day, column)).collect();
    (0..axis.count).map(|row| hours_row(grid, axis, &days, column, row)).collect()
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

/// Those that hang together, each in a lane of its own as long as it lasts. Where there are not lanes enough, what
/// begins later is written over the later rows of what began before it; of those that begin in one row some have no
/// room, but never the cursor's.
fn together(blocks: &[&Block], axis: &Axis, most: usize, column: usize, all: &mut Column) {
    let mut order: Vec<(Range<usize>, &Block)> = blocks.iter().map(|block| (axis.rows(block), *block)).collect();
    if lanes(&order).len() > most {
        order.sort_by_key(|(rows, block)| (rows.start, block.till == block.from, u32::MAX - block.till));
        // As many of one row have room as there are lanes.
        if let Some(at) = order.iter().position(|(_, block)| block.here) {
            let first = order.iter().position(|(rows, _)| rows.start == order[at].0.start).unwrap_or(at);
            order.swap(at, at.min(first + most - 1));
        }
    }
    let mut ends: Vec<Range<usize>> = Vec::new();
    let mut places = Vec::new();
    for (rows, _) in &order {
        let free = ends.iter().position(|last| last.end <= rows.start);
        let free = free.or_else(|| (ends.len() < most).then_some(ends.len()));
        let lane = free.or_else(|| ends.iter().rposition(|last| last.start < rows.start));
        match lane {
            Some(lane) if lane == ends.len() => ends.push(rows.clone()),
            Some(lane) => ends[lane] = rows.start..rows.end.max(ends[lane].end),
            None => all.hidden.push(rows.start),
        }
        places.push(lane);
    }
    let lanes = ends.len();
    for ((rows, block), lane) in order.into_iter().zip(places) {
        let Some(lane) = lane else { continue };
        let plus = if lane + 1 == lanes { cells::width(&all.plus(rows.start)) } else { 0 };
        let lines = texts(block, axis, rows.len(), (column - 1) / lanes, plus);
        all.placed.push(Placed { rows, lane, lanes, lines, style: block.mark.style(), here: block.here });
    }
}

/// The last row of each of the lanes that there would be, had all of them room.
fn lanes(order: &[(Range<usize>, &Block)]) -> Vec<usize> {
    let mut ends: Vec<usize> = Vec::new();
    for (rows, _) in order {
        match ends.iter().position(|end| *end <= rows.start) {
            Some(lane) => ends[lane] = rows.end,
            None => ends.push(rows.end),
        }
    }
    ends
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
            let mut here = on.iter().filter(|placed| placed.lane == lane);
            let under = here.clone().count() > 1;
            if let Some(placed) = here.by_ref().max_by_key(|placed| placed.rows.start) {
                spans.extend(cell(placed, row, wide, &plus, under));
            } else {
                let rest = empty.repeat((wide - 1).saturating_sub(cells::width(&plus)));
                spans.push(Span::styled(format!("{rest}{plus} "), dim()));
            }
        }
        spans.push(Span::raw(" ".repeat(column - wide * count)));
    }
    Line::from(spans)
}

/// The part of a block that is in a row, and what has no room there. What it is written over is seen to go on.
fn cell(placed: &Placed, row: usize, wide: usize, plus: &str, over: bool) -> [Span<'static>; 3] {
    let nth = row - placed.rows.start;
    let text = placed.lines.get(nth).map_or("", String::as_str);
    let bar = match (placed.here, nth) {
        (true, _) => "▌",
        (false, 0) if !over => " ",
        (false, _) => "│",
    };
    let text = if nth > 0 && !text.is_empty() { format!(" {text}") } else { text.to_owned() };
    let text = cells::left(&text, (wide - 2).saturating_sub(cells::width(plus)));
    let style = if placed.here && nth == 0 { HERE } else { placed.style };
    [Span::styled(bar, placed.style), Span::styled(text, style), Span::raw(format!("{plus} "))]
}
