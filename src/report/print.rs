//! A report as text of a given width: names at the left, numbers at the right, and what the figures mean below.
use super::figure::{Cell, Column};
use super::{Figure, Report};
use crate::lang::{Lang, say};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// Cells between two columns.
const GAP: usize = 2;
/// What a column of names may shrink to.
const LEAST: usize = 12;

/// The columns that a width has room for, and how wide each is.
pub struct Grid {
    /// The place of each among the report's columns, and its cells.
    pub columns: Vec<(usize, usize)>,
}

impl Grid {
    /// The widest that fits. Whole columns go, the least weighty first; then the first, of names, shrinks.
    pub fn new(report: &Report, lang: Lang, width: usize) -> Self {
        let all = report.columns.iter().enumerate();
        let mut columns: Vec<(usize, usize)> = all.map(|(at, column)| (at, wide(report, at, column, lang))).collect();
        let total =
            |columns: &[(usize, usize)]| columns.iter().map(|(_, wide)| wide + GAP).sum::<usize>().saturating_sub(GAP);
        while total(&columns) > width {
            let weight = |(at, _): &(usize, usize)| report.columns[*at].rank;
            match columns
                .iter()
                .enumerate()
                .max_by_key(|(_, column)| weight(column))
                .map(|(n, column)| (n, weight(column)))
            {
                Some((n, 1..)) => drop(columns.remove(n)),
                _ => break,
            }
        }
        let over = total(&columns).saturating_sub(width);
        if let Some((_, first)) = columns.first_mut() {
            *first = first.saturating_sub(over).max(LEAST.min(*first));
        }
        while total(&columns) > width && columns.len() > 1 {
            columns.pop();
        }
        Self { columns }
    }

    /// What stands over each column, as wide as it is.
    pub fn head(&self, report: &Report, lang: Lang) -> Vec<String> {
        self.cells(report, |at| report.columns[at].label.to(lang).to_owned())
    }

    /// The cells of a row, as wide as their columns.
    pub fn row(&self, report: &Report, cells: &[Cell], lang: Lang) -> Vec<String> {
        self.cells(report, |at| cells.get(at).map_or_else(String::new, |cell| shown(cell, lang)))
    }

    fn cells(&self, report: &Report, cell: impl Fn(usize) -> String) -> Vec<String> {
        let one = |(at, wide): &(usize, usize)| aligned(&cell(*at), *wide, report.columns[*at].unit.is_number());
        self.columns.iter().map(one).collect()
    }
}

fn line(cells: &[String]) -> String {
    cells.join(&" ".repeat(GAP)).trim_end().to_owned()
}

/// What a cell without a figure holds in a total is nothing; in a row it is a dash.
fn shown(cell: &Cell, lang: Lang) -> String {
    match (&cell.figure, &cell.behind) {
        (Figure::None, None) => String::new(),
        (figure, _) => figure.said(lang),
    }
}

fn wide(report: &Report, at: usize, column: &Column, lang: Lang) -> usize {
    let rows = report.rows.iter().chain(&report.totals).filter_map(|row| row.get(at));
    let most = rows.map(|cell| shown(cell, lang).width()).max().unwrap_or(0);
    most.max(column.label.to(lang).width())
}

/// A text in so many cells, cut with `…` where it is longer.
fn aligned(text: &str, wide: usize, right: bool) -> String {
    let text = fitted(text, wide);
    let blank = " ".repeat(wide.saturating_sub(text.width()));
    if right { blank + &text } else { text + &blank }
}

fn fitted(text: &str, wide: usize) -> String {
    if text.width() <= wide {
        return text.to_owned();
    }
    let (mut out, mut used) = (String::new(), 0);
    for grapheme in text.graphemes(true) {
        if used + grapheme.width() >= wide {
            break;
        }
        used += grapheme.width();
        out += grapheme;
    }
    if wide == 0 { out } else { out + "…" }
}

/// Words in lines of so many cells; a word that is longer stands in a line of its own.
pub fn wrapped(text: &str, wide: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split_whitespace() {
        let last = lines.len() - 1;
        let line = &mut lines[last];
        if !line.is_empty() && line.width() + 1 + word.width() > wide {
            lines.push(word.to_owned());
        } else {
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
    }
    lines
}

/// The whole report.
pub fn text(report: &Report, lang: Lang, width: usize) -> String {
    let grid = Grid::new(report, lang, width);
    let period = report.period.map(|period| period.said().to(lang).to_owned());
    let title = [Some(report.title.to(lang).to_owned()), period].into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let mut lines = wrapped(&title, width);
    lines.push(String::new());
    if report.rows.is_empty() {
        lines.push(say("Nothing in this period.", "Kỳ này không có gì.").to(lang).to_owned());
    } else {
        lines.push(line(&grid.head(report, lang)));
        lines.extend(report.rows.iter().chain(&report.totals).map(|row| line(&grid.row(report, row, lang))));
    }
    for said in std::iter::once(report.definition.to(lang)).chain(report.notes.iter().map(|note| note.to(lang))) {
        lines.push(String::new());
        lines.extend(wrapped(said, width));
    }
    lines.join("\n") + "\n"
}
