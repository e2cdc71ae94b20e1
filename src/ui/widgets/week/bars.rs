//! What lasts all day: bars over their days, above the hours.
use super::{Bar, GUTTER, Grid, dim, join};
use crate::ui::cells;
use crate::ui::cursor::{self, HERE};
use ratatui::text::{Line, Span};

/// What lasts all day, a line a lane; and in which of them the cursor is.
pub(super) fn lines(grid: &Grid, column: usize, most: usize) -> (Vec<Line<'static>>, Option<usize>) {
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
                let style = if bar.here { HERE } else { bar.mark.style() };
                let room = (wide - 1).saturating_sub(cells::width(&plus));
                let text = cells::cut(&join(&bar.title, bar.mark.sign(), room), room);
                let line = if last > day { "─" } else { " " };
                let rest = room.saturating_sub(cells::width(&text) + 1);
                spans.push(Span::raw(cursor::bar(bar.here)));
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
