//! How the reports lie on the screen: beside each other where there is room, under each other where there is not.
use super::{Reports, View};
use crate::domain::kinds::shape;
use crate::domain::value::Choice;
use crate::lang::report::{by, counting, opens};
use crate::lang::{Lang, say};
use crate::report::{Behind, Figure, Grid, MEND, PERIODS, REPORTS, Report, Series};
use crate::ui::browse::BESIDE;
use crate::ui::cells;
use crate::ui::cursor::{self, HERE};
use crate::ui::screens::today::TODAY;
use crate::ui::widgets::chart::{ASCII, BLOCKS, Marks, chart, spark};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};
use ratatui::text::{Line, Span, Text};

/// The list of reports, where the one in front stands beside it.
const LIST: u16 = 49;
/// From this height on both have room, one under the other.
const UNDER: u16 = 16;
/// From this height on chart and table both have room.
const BOTH: usize = 17;
const CHART: usize = 7;
/// Of a list row: before it, its figure, its spark.
const GUTTER: usize = 2;
const FIGURE: usize = 12;
const SPARK: usize = 12;

/// Where the list and the one in front stand; either may have no room.
struct Places {
    list: Rect,
    rule: Rect,
    front: Rect,
}

/// Of the area below the line of views.
fn places(area: Rect, inside: bool) -> Places {
    let none = Rect { width: 0, height: 0, ..area };
    if area.width >= BESIDE {
        let list = Rect { width: LIST, ..area };
        let rule = Rect { x: area.x + LIST, width: 1, ..area };
        return Places { list, rule, front: Rect { x: area.x + LIST + 2, width: area.width - LIST - 2, ..area } };
    }
    if area.height < UNDER {
        let (list, front) = if inside { (none, area) } else { (area, none) };
        return Places { list, rule: none, front };
    }
    let rows = u16::try_from(REPORTS.len()).unwrap_or(u16::MAX).min(area.height * 2 / 5);
    let list = Rect { height: rows, ..area };
    let rule = Rect { y: area.y + rows, height: 1, ..area };
    Places { list, rule, front: Rect { y: area.y + rows + 1, height: area.height - rows - 1, ..area } }
}

/// The area that a screen has of a terminal, without the line of views: tabs, what was said and hints are the frame's.
fn body((width, height): (u16, u16)) -> Rect {
    Rect { x: 0, y: 2, width, height: height.saturating_sub(4) }
}

/// The columns of a table that the terminal has room for, behind the mark of the cursor.
pub fn grid(report: &Report, lang: Lang, size: (u16, u16)) -> Grid {
    let front = places(body(size), true).front;
    Grid::new(report, lang, usize::from(front.width).saturating_sub(GUTTER))
}

impl Reports {
    fn marks(&self) -> &'static Marks {
        if self.ascii { &ASCII } else { &BLOCKS }
    }

    pub(super) fn draw_all(&self, frame: &mut Frame, area: Rect) {
        frame.render_widget(self.views_line(area.width.into()), Rect { height: 1, ..area });
        let body = Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area };
        let Places { list, rule, front } = places(body, self.inside.is_some());
        let upright = rule.height > 1;
        let edge = if upright { "│".to_owned() } else { "─".repeat(rule.width.into()) };
        frame.render_widget(Text::from_iter((0..rule.height).map(|_| Line::from(edge.clone()))), rule);
        frame.render_widget(self.list(list.width.into(), list.height.into()), list);
        let (lines, cursor) = self.front(front.width.into(), front.height.into());
        let most = lines.len().saturating_sub(front.height.into());
        let mut skip = self.scroll.min(most);
        if let Some(cursor) = cursor {
            skip = skip.clamp((cursor + 1).saturating_sub(front.height.into()), cursor);
        }
        frame.render_widget(Text::from_iter(lines.into_iter().skip(skip)), front);
    }

    /// How far the one in front can be scrolled.
    pub(super) fn furthest(&self) -> usize {
        let front = places(body(self.size), self.inside.is_some()).front;
        let (lines, _) = self.front(front.width.into(), front.height.into());
        lines.len().saturating_sub(front.height.into())
    }

    /// `‹Mine 2›  All 7  Orders 2  Leads 2`, or the words that a title is found by.
    fn views_line(&self, width: usize) -> Line<'static> {
        let lang = self.lang;
        let now = self.view();
        let view = |(view, count): (View, usize)| {
            let name = match view {
                View::Mine => say("Mine", "Của tôi"),
                View::All => say("All", "Tất cả"),
                View::Of(area) => area.text(),
            };
            let name = name.to(lang);
            if view == now { format!("‹{name} {count}›") } else { format!("{name} {count}") }
        };
        let left = match &self.asking {
            Some(input) => format!(" /{}", input.view(u16::try_from(width / 2).unwrap_or(u16::MAX)).0),
            None if !self.filter.is_empty() => format!(" /{}", self.filter),
            None => format!(" {}", self.views().into_iter().map(view).collect::<Vec<_>>().join("  ")),
        };
        Line::from(cells::cut(&left, width))
    }

    /// A row a report: its title, its figure, and that in each of the last months.
    fn list(&self, width: usize, height: usize) -> Text<'static> {
        let shown = self.shown();
        let here = shown.iter().position(|at| *at == self.at).unwrap_or(0);
        let skip = (here + 1).saturating_sub(height);
        let title = width.saturating_sub(GUTTER + FIGURE + SPARK + 3);
        let mine = self.view() == View::Mine;
        let line = |at: &usize| {
            let pin = if !mine && self.pinned.contains(at) { "*" } else { " " };
            let (front, report) = (*at == self.at, self.known(*at));
            let figure = report.map_or_else(|| "…".to_owned(), |report| report.headline.figure.short(self.lang));
            let trend = report.map_or_else(String::new, |report| spark(&report.spark, SPARK, self.marks()));
            let name = cells::left(REPORTS[*at].title.to(self.lang), title);
            let row = format!("{name} {} {}", cells::right(&figure, FIGURE), cells::left(&trend, SPARK));
            let style = match (front, self.inside) {
                (true, None) => HERE,
                (true, Some(_)) => Style::new().add_modifier(Modifier::BOLD),
                (false, _) => Style::new(),
            };
            Line::styled(format!("{}{pin}{row}", cursor::bar(front)), style)
        };
        Text::from_iter(shown.iter().skip(skip).take(height).map(line))
    }

    /// The one in front, line by line, and the line of the cursor in its table.
    fn front(&self, width: usize, height: usize) -> (Vec<Line<'static>>, Option<usize>) {
        let (asked, lang) = (&REPORTS[self.at], self.lang);
        let Some(report) = self.report() else {
            return (vec![self.heading(width)], None);
        };
        let mut lines = vec![self.heading(width)];
        let both = height >= BOTH;
        let (with_chart, with_table) = (both != self.turned, both || !self.turned || self.inside.is_some());
        let drawn = if with_chart {
            self.chart(report, width, if both { CHART } else { height.saturating_sub(3) })
        } else {
            Vec::new()
        };
        // What is not worth a chart is a table always.
        let with_table = with_table || drawn.is_empty();
        if !drawn.is_empty() {
            lines.push(Line::default());
            lines.extend(drawn);
        }
        let mut cursor = None;
        if with_table {
            lines.push(Line::default());
            if report.rows.is_empty() {
                lines.push(Line::from(format!(" {}", say("Nothing in this period.", "Kỳ này không có gì.").to(lang))));
            } else {
                cursor = self.inside.map(|(row, _)| lines.len() + 1 + row);
                lines.extend(self.table(report, width));
            }
        }
        lines.push(Line::default());
        let said = std::iter::once(asked.definition.to(lang)).chain(report.notes.iter().map(|note| note.to(lang)));
        for said in said {
            lines.extend(
                cells::wrap(said, width.saturating_sub(1)).into_iter().map(|line| Line::from(format!(" {line}"))),
            );
        }
        (lines, cursor)
    }

    /// What the one in front is of: `12 months · by owner`.
    fn asked(&self) -> String {
        let (asked, lang) = (&REPORTS[self.at], self.lang);
        let period = if asked.period { PERIODS[self.period].said } else { say("now", "lúc này") }.to(lang);
        let told = asked.by.iter().find(|(key, _)| *key == self.by[self.at] && asked.by.len() > 1);
        told.map_or_else(|| period.to_owned(), |(_, said)| format!("{period} · {}", by(*said).to(lang)))
    }

    /// Its title, and what it is of; with the cursor in it, the list that Enter opens.
    fn heading(&self, width: usize) -> Line<'static> {
        let lang = self.lang;
        let list = |behind: &Behind| behind.kind.and_then(shape).map_or(TODAY.name, |shape| shape.many);
        let right = match (self.behind(), &self.counting) {
            (Some(behind), _) => opens(list(behind)).to(lang).to_owned(),
            (None, Some(counts)) if counts.at == self.at => counting().to(lang).to_owned(),
            (None, _) => self.asked(),
        };
        let title = format!(" {}", REPORTS[self.at].title.to(lang));
        Line::styled(cells::ends(&title, &right, width.saturating_sub(1)), Style::new().add_modifier(Modifier::BOLD))
    }

    fn chart(&self, report: &Report, width: usize, height: usize) -> Vec<Line<'static>> {
        let Some(series) = charted(report) else { return Vec::new() };
        let drawn = chart(&series, width.saturating_sub(2), height, self.lang, self.marks());
        let label = Line::styled(format!(" {}", series.label.to(self.lang)), Style::new().add_modifier(Modifier::DIM));
        std::iter::once(label).chain(drawn.into_iter().map(|line| Line::from(format!(" {line}")))).collect()
    }

    fn table(&self, report: &Report, width: usize) -> Vec<Line<'static>> {
        let (grid, lang) = (Grid::new(report, self.lang, width.saturating_sub(GUTTER)), self.lang);
        let dim = Style::new().add_modifier(Modifier::DIM);
        let mut lines = vec![Line::styled(format!("  {}", grid.head(report, lang).join("  ")), dim)];
        for (at, cells) in report.rows.iter().chain(&report.totals).enumerate() {
            let total = at >= report.rows.len();
            let base = if total { Style::new().add_modifier(Modifier::BOLD) } else { Style::new() };
            let here = self.inside.filter(|(row, _)| *row == at).map(|(_, column)| column);
            let mut spans = vec![Span::raw(if here.is_some() { "▌ " } else { "  " })];
            for (cell, (column, _)) in grid.row(report, cells, lang).into_iter().zip(&grid.columns) {
                let style = if here == Some(*column) { base.patch(HERE) } else { base };
                spans.extend([Span::styled(cell, style), Span::raw("  ")]);
            }
            lines.push(Line::from(spans));
        }
        lines
    }

    /// The key that mends what the row under the cursor tells, where it names one: it is for the rows behind.
    pub(super) fn mends(&self, key: &str) -> bool {
        let (Some((row, _)), Some(report)) = (self.inside, self.report()) else { return false };
        let column = report.columns.iter().position(|column| column.key == MEND);
        let cell = column.and_then(|at| report.rows.get(row)?.get(at));
        cell.is_some_and(|cell| matches!(&cell.figure, Figure::Named { key: named, .. } if named == key))
    }

    /// Whether the row under the cursor counts nothing.
    pub(super) fn has_none(&self) -> bool {
        let row = self.inside.zip(self.report()).and_then(|((row, _), report)| report.rows.get(row));
        row.is_some_and(|row| row.iter().any(|cell| matches!(cell.figure, Figure::Count(0))))
    }

    /// The rows behind the cell under the cursor.
    pub(super) fn behind(&self) -> Option<&Behind> {
        let (row, column) = self.inside?;
        let report = self.report()?;
        report.rows.iter().chain(&report.totals).nth(row)?.get(column)?.behind.as_ref()
    }
}

/// What is drawn of a report, where it has enough for that.
pub(super) fn charted(report: &Report) -> Option<Series> {
    report.charted.iter().find_map(|key| report.series(key))
}
