//! The days to come as a list.
use super::shown::{Entry, Shown};
use crate::domain::deed::Ref;
use crate::lang::{Lang, say, when};
use crate::ui::cells;
use crate::ui::cursor::{self, HERE};
use chrono::NaiveDate;
use ratatui::style::{Modifier, Style};
use ratatui::text::{Line, Span};

/// Cells of the time, and of the title at most.
const TIME: usize = 12;
const TITLE: usize = 44;

/// Its lines from `top` on, which follows the cursor, and the one in which the cursor is.
pub fn draw(
    shown: &Shown,
    cursor: Option<Ref>,
    on: NaiveDate,
    (width, height): (usize, usize),
    top: &mut usize,
    lang: Lang,
) -> (Vec<Line<'static>>, Option<usize>) {
    let (mut lines, mut at) = (Vec::new(), None);
    for day in shown.days() {
        let of_day = shown.entries.iter().filter(|entry| (entry.days.0..=entry.days.1).contains(&day));
        let entries: Vec<&Entry> = of_day.collect();
        if entries.is_empty() && day != on {
            continue;
        }
        if day == on {
            at = Some(lines.len());
        }
        lines.push(head(day, day == on, lang));
        for entry in entries {
            let here = day == on && entry.at.is_some() && entry.at == cursor;
            if here {
                at = Some(lines.len());
            }
            lines.push(line(entry, day, here, width, lang));
        }
    }
    let line = at.unwrap_or(0);
    // The day over the cursor stays in sight where it can.
    *top = (*top).min(line.saturating_sub(1)).max((line + 1).saturating_sub(height));
    (lines.into_iter().skip(*top).take(height).collect(), at.map(|at| at - *top))
}

fn head(day: NaiveDate, here: bool, lang: Lang) -> Line<'static> {
    let bar = cursor::bar(here);
    Line::styled(format!("{bar}{}", when::weekday(day).to(lang)), Style::new().add_modifier(Modifier::BOLD))
}

fn line(entry: &Entry, day: NaiveDate, here: bool, width: usize, lang: Lang) -> Line<'static> {
    let clock = match entry {
        Entry { all_day: true, .. } => say("all day", "cả ngày").to(lang).to_owned(),
        Entry { days: (first, _), .. } if *first < day => "…".to_owned(),
        _ => entry.clock.clone(),
    };
    let sign = cells::left(entry.mark.sign(), 2);
    let room = width.saturating_sub(2 + TIME + 2 + 1);
    let title = room.min(TITLE);
    let rest = cells::cut(&entry.more.join(" · "), room.saturating_sub(title + 1));
    let style = if here { HERE } else { entry.mark.style() };
    let text = format!("{} {sign}{} {rest}", cells::left(&clock, TIME - 1), cells::left(&entry.title, title));
    let text = if here { cells::left(&text, width.saturating_sub(3)) } else { text };
    Line::from(vec![Span::raw(if here { "▌ " } else { "  " }), Span::styled(text, style)])
}
