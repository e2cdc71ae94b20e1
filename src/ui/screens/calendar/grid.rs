//! The days as columns of hours.
use super::shown::{Entry, Shown, minute};
use crate::domain::deed::Ref;
use crate::domain::world::World;
use crate::lang::{Lang, when};
use crate::ui::cx::Cx;
use crate::ui::widgets::week::{self, Bar, Block, Day, Drawn, Grid};
use chrono::{Datelike, NaiveDate};
use ratatui::text::Line;

const MIDNIGHT: u32 = 24 * 60;

/// Its lines, and the one in which the cursor's item begins.
pub fn draw(
    shown: &Shown,
    cursor: Option<Ref>,
    on: NaiveDate,
    (width, height): (usize, usize),
    cx: &Cx,
) -> (Vec<Line<'static>>, Option<usize>) {
    let today = cx.store.today();
    let day = |day: NaiveDate| Day {
        label: label(day, cx.lang),
        here: day == on,
        today: day == today,
        off: shown.off.contains(&day),
    };
    let now = (shown.first..=shown.last).contains(&today).then(|| {
        let now = cx.store.now();
        (shown.place(today), minute(now), now.format("%H:%M").to_string())
    });
    let grid = Grid {
        days: shown.days().map(day).collect(),
        bars: shown.entries.iter().filter(|e| e.all_day).map(|e| bar(e, shown, cursor)).collect(),
        blocks: shown.entries.iter().filter(|e| !e.all_day).flat_map(|e| blocks(e, shown, cursor, on)).collect(),
        now,
        open: shown.open.clone(),
    };
    let Drawn { lines, cursor } = week::draw(&grid, width, height);
    (lines, cursor)
}

/// `Tue 24`.
fn label(day: NaiveDate, lang: Lang) -> String {
    format!("{} {}", when::name(day.weekday()).to(lang), day.day())
}

fn bar(entry: &Entry, shown: &Shown, cursor: Option<Ref>) -> Bar {
    let (first, last) = (entry.days.0.max(shown.first), entry.days.1.min(shown.last));
    Bar {
        days: (shown.place(first), shown.place(last)),
        title: entry.title.clone(),
        mark: entry.mark,
        here: entry.at.is_some() && entry.at == cursor,
    }
}

/// One a day that it is of; the cursor is on the one of the day that one is on.
fn blocks(entry: &Entry, shown: &Shown, cursor: Option<Ref>, on: NaiveDate) -> impl Iterator<Item = Block> {
    let (first, last) = entry.days;
    shown.days().filter(move |day| (first..=last).contains(day)).map(move |day| Block {
        day: shown.place(day),
        from: if day == first { entry.from } else { 0 },
        till: if day == last { entry.till } else { MIDNIGHT },
        clock: if day == first {
            entry.clock.split('–').next().unwrap_or_default().to_owned()
        } else {
            String::new()
        },
        title: entry.title.clone(),
        more: entry.more.clone(),
        mark: entry.mark,
        here: entry.at == cursor && day == on,
    })
}
