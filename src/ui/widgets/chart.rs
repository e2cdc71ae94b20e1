//! Charts of text: a series in, lines of a given width out. Each says its numbers in words beside what it draws, and has
//! a form in ASCII for terminals that have nothing else.
use crate::lang::Lang;
use crate::lang::report::more;
use crate::report::{Figure, Series};
use crate::ui::cells;

/// The letters that charts are drawn with.
pub struct Marks {
    /// From least to most.
    levels: [char; 8],
    /// A cell filled by eighths from the left; the last is a whole one.
    eighths: [char; 8],
    /// Along, from above, to below, from below, to above, up and down.
    line: [char; 6],
    point: char,
    axis: char,
    tick: char,
    corner: char,
    more: char,
}

/// As most terminals can.
pub const BLOCKS: Marks = Marks {
    levels: ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'],
    eighths: ['▏', '▎', '▍', '▌', '▋', '▊', '▉', '█'],
    line: ['─', '╮', '╰', '╯', '╭', '│'],
    point: '•',
    axis: '│',
    tick: '┤',
    corner: '└',
    more: '⋮',
};

/// As every terminal can.
pub const ASCII: Marks = Marks {
    levels: ['_', '.', ':', '-', '=', '+', '*', '#'],
    eighths: [' ', ' ', ' ', '=', '=', '=', '=', '='],
    line: ['-', '\\', '\\', '/', '/', '|'],
    point: '*',
    axis: '|',
    tick: '+',
    corner: '+',
    more: ':',
};

/// A cell a number, as high as it is of the greatest; nothing at all is the lowest. The last ones, where not all fit.
pub fn spark(numbers: &[i64], width: usize, marks: &Marks) -> String {
    let shown = &numbers[numbers.len().saturating_sub(width)..];
    let most = shown.iter().copied().max().unwrap_or(0).max(1);
    let level = |n: &i64| {
        let n = (*n).max(0);
        marks.levels[usize::try_from((n.saturating_mul(7) + most - 1) / most).unwrap_or(0).min(7)]
    };
    shown.iter().map(level).collect()
}

/// Months along a line, anything else as bars.
pub fn chart(series: &Series, width: usize, height: usize, lang: Lang, marks: &Marks) -> Vec<String> {
    let months = matches!(series.points.first(), Some((Figure::Month(_), _)));
    if months { line(series, width, height, lang, marks) } else { bars(series, width, height, lang, marks) }
}

/// A bar a point, with its name before it and its number after it.
pub fn bars(series: &Series, width: usize, height: usize, lang: Lang, marks: &Marks) -> Vec<String> {
    let all = series.points.len();
    let shown = if all > height { height.saturating_sub(1) } else { all };
    let points = &series.points[..shown];
    let said = |n: &Option<i64>| n.map_or_else(|| "—".to_owned(), |n| series.like.with(n).short(lang));
    let name = points.iter().map(|(of, _)| cells::width(&of.said(lang))).max().unwrap_or(0).min(width / 3);
    let number = points.iter().map(|(_, n)| cells::width(&said(n))).max().unwrap_or(0);
    let room = width.saturating_sub(name + number + 2);
    let most = points.iter().filter_map(|(_, n)| *n).max().unwrap_or(0).max(1);
    let bar = |n: i64| {
        let eighths = i128::from(n.max(0)) * i128::try_from(room * 8).unwrap_or(0) / i128::from(most);
        let eighths = usize::try_from(eighths).unwrap_or(0);
        let part = (eighths % 8).checked_sub(1).map(|part| marks.eighths[part]);
        std::iter::repeat_n(marks.eighths[7], eighths / 8).chain(part).collect::<String>()
    };
    let one = |(of, n): &(Figure, Option<i64>)| {
        let drawn = format!("{} {} {}", cells::left(&of.said(lang), name), bar(n.unwrap_or(0)), said(n));
        cells::cut(&drawn, width)
    };
    let rest = (all > shown).then(|| cells::cut(&format!("{} {}", marks.more, more(all - shown).to(lang)), width));
    points.iter().map(one).chain(rest).collect()
}

/// A line through the points, its axis at the left and the months below.
pub fn line(series: &Series, width: usize, height: usize, lang: Lang, marks: &Marks) -> Vec<String> {
    let rows = height.saturating_sub(1).max(2);
    let axis = Axis::new(series, rows);
    let said = |n: i64| series.like.with(n).short(lang);
    let labels: Vec<(usize, String)> = axis.ticks().map(|n| (axis.row(n), said(n))).collect();
    let wide = labels.iter().map(|(_, label)| cells::width(label)).max().unwrap_or(0);
    let plot = width.saturating_sub(wide + 3);
    let points = &series.points[series.points.len().saturating_sub(plot.max(1))..];
    // A year's points do not stand at the two ends of a wide screen.
    let apart = (plot / points.len().max(1)).clamp(1, 6);
    let grid = plotted(points, &axis, apart, marks);
    let mut lines: Vec<String> = Vec::new();
    for (at, row) in grid.iter().enumerate() {
        let label = labels.iter().find(|(row, _)| *row == at).map(|(_, label)| label.as_str());
        let edge = if label.is_some() { marks.tick } else { marks.axis };
        let drawn: String = row.iter().collect();
        lines.push(cells::cut(format!("{} {edge}{drawn}", cells::right(label.unwrap_or(""), wide)).trim_end(), width));
    }
    let months = along(points, apart);
    lines.push(cells::cut(&format!("{} {}{months}", " ".repeat(wide), marks.corner), width));
    lines
}

/// Numbers on rows: where each tick and each point stands. Wider than the numbers, so that none goes over.
struct Axis {
    low: i128,
    step: i128,
    steps: i128,
    rows: usize,
}

impl Axis {
    fn new(series: &Series, rows: usize) -> Self {
        let numbers = || series.points.iter().filter_map(|(_, n)| n.map(i128::from));
        let (least, most) = (numbers().min().unwrap_or(0), numbers().max().unwrap_or(0));
        // What is counted begins at nothing; a rate or a time may begin where it lies, so that its moves are seen.
        let counted = matches!(series.like, Figure::Count(_) | Figure::Money(_));
        let from = if counted || least * 2 < most { least.min(0) } else { least };
        // Nothing is always a tick, so that two steps are needed to go past it.
        let ticks = i128::try_from(rows / 2).unwrap_or(1).max(if from < 0 && most > 0 { 2 } else { 1 });
        let spans = |step: i128| (most - from.div_euclid(step) * step + step - 1).div_euclid(step);
        let step = steps(&series.like).find(|step| spans(*step) <= ticks).unwrap_or(i128::MAX / 4);
        Self { low: from.div_euclid(step) * step, step, steps: spans(step).max(1), rows }
    }

    fn ticks(&self) -> impl Iterator<Item = i64> + '_ {
        (0..=self.steps).filter_map(|n| i64::try_from(self.low + self.step * n).ok())
    }

    /// The row of a number, from the top.
    fn row(&self, n: i64) -> usize {
        let last = self.rows - 1;
        let span = self.step * self.steps;
        let up = (i128::from(n) - self.low) * i128::try_from(last).unwrap_or(0) * 2 + span;
        last - usize::try_from(up / (span * 2)).unwrap_or(0).min(last)
    }
}

/// Round numbers in their order: 1, 2, 5, 10 … of what is counted, and of time what a clock shows.
fn steps(like: &Figure) -> impl Iterator<Item = i128> {
    const HOUR: i128 = 60;
    let time = matches!(like, Figure::Minutes(_));
    let clock: &[i128] = if time { &[5, 10, 15, 30, HOUR, 2 * HOUR, 4 * HOUR] } else { &[] };
    let from = if time { 8 * HOUR } else { 1 };
    let decades = (0..21).map(move |n| from * 10_i128.pow(n));
    clock.iter().copied().chain(decades.flat_map(|n| [n, n * 2, n * 5]))
}

fn plotted(points: &[(Figure, Option<i64>)], axis: &Axis, apart: usize, marks: &Marks) -> Vec<Vec<char>> {
    let mut grid = vec![vec![' '; points.len() * apart]; axis.rows];
    let [along, over, down, under, up, upright] = marks.line;
    for (n, pair) in points.windows(2).enumerate() {
        let (Some(from), Some(to)) = (pair[0].1, pair[1].1) else { continue };
        let (from, to) = (i128::from(from), i128::from(to));
        let part = |n: usize| i128::try_from(n).unwrap_or(1);
        let at = |step: usize| axis.row(i64::try_from(from + (to - from) * part(step) / part(apart)).unwrap_or(0));
        for step in 0..apart {
            let (column, here, next) = (n * apart + step, at(step), at(step + 1));
            let (from, to) = match here.cmp(&next) {
                std::cmp::Ordering::Equal => (along, along),
                std::cmp::Ordering::Less => (over, down),
                std::cmp::Ordering::Greater => (under, up),
            };
            grid[here][column] = from;
            grid[next][column] = to;
            for row in grid.iter_mut().take(here.max(next)).skip(here.min(next) + 1) {
                row[column] = upright;
            }
        }
    }
    for (n, (_, number)) in points.iter().enumerate() {
        if let Some(number) = number {
            grid[axis.row(*number)][n * apart] = marks.point;
        }
    }
    grid
}

/// The months under their points, as many as have room.
fn along(points: &[(Figure, Option<i64>)], apart: usize) -> String {
    const WIDE: usize = 3;
    let every = WIDE.div_ceil(apart);
    let label =
        |of: &Figure| if let Figure::Month(first) = of { first.format("%m").to_string() } else { String::new() };
    let shown = points.iter().step_by(every).map(|(of, _)| cells::left(&label(of), apart * every));
    shown.collect::<String>().trim_end().to_owned()
}
