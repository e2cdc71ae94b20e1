//! A difference as it is drawn: the file, what of it differs in all, then each row with its cells.
use super::{Back, Spot, Stage};
use crate::domain::fold::clean;
use crate::domain::kinds::shape;
use crate::exchange::back::{Cell, Row, State};
use crate::exchange::plan::target::{Target, called};
use crate::lang::{Lang, Text, back as said, preview, say, toast};
use crate::store::Db;
use crate::ui::cells;
use crate::ui::cursor::{self, HERE};
use crate::ui::cx::Cx;
use crate::ui::popups::whole::{self, Said};
use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::style::{Color, Modifier, Style};
use ratatui::text::{Line, Text as Lines};

/// A line of the list as it is drawn.
pub(super) struct Drawn {
    text: String,
    /// What stands at its end.
    end: String,
    style: Style,
}

/// Cells of a label.
const LABEL: usize = 16;
/// Cells of what is doubtful, at least.
const LEAST: usize = 12;

impl Back {
    pub(super) fn drawn_corner(&self) -> String {
        if self.spots.is_empty() { String::new() } else { format!("{} / {}", self.at + 1, self.spots.len()) }
    }

    pub(super) fn drawn_foot(&self, lang: Lang) -> String {
        let foot = match self.stage {
            Stage::Shown => say(
                "Enter choose · Ctrl-s take in · Tab next to look at",
                "Enter chọn · Ctrl-s nhận vào · Tab chỗ cần xem kế",
            ),
            _ => say("", ""),
        };
        foot.to(lang).to_owned()
    }

    pub(super) fn drawn_end(&self, lang: Lang) -> String {
        let end = if matches!(self.stage, Stage::Over) { say("", "") } else { say("Esc cancel", "Esc thôi") };
        end.to(lang).to_owned()
    }

    /// All of what is under the cursor, and of what it is.
    pub(super) fn under_cursor(&self, cx: &Cx) -> (String, Vec<Said>) {
        let (Some(difference), Some(spot)) = (&self.difference, self.spots.get(self.at)) else {
            return (String::new(), Vec::new());
        };
        match *spot {
            Spot::Row(row) => whole_row(&difference.rows[row], cx.lang),
            Spot::Cell(row, cell) => whole_cell(&difference.rows[row].cells[cell], &cx.store, cx.lang),
        }
    }

    /// The lines around the cursor, as far as any screen goes.
    pub(super) fn prepare(&self, cx: &Cx) -> (usize, Vec<Drawn>) {
        let Some(difference) = &self.difference else { return (0, Vec::new()) };
        let high = usize::from(cx.size.1);
        let from = self.at.saturating_sub(high);
        let one = |spot: &Spot| match *spot {
            Spot::Row(row) => of_row(&difference.rows[row], cx.lang),
            Spot::Cell(row, cell) => {
                let row = &difference.rows[row];
                of_cell(row, &row.cells[cell], &cx.store, cx.lang)
            }
        };
        (from, self.spots.iter().skip(from).take(2 * high).map(one).collect())
    }

    pub(super) fn draw_all(&self, frame: &mut Frame, area: Rect, lang: Lang) {
        let [head, list, foot] = self.areas(area, lang);
        frame.render_widget(Lines::from(self.head(area, lang)), head);
        let (wide, room) = (usize::from(list.width), usize::from(list.height).max(1));
        let skip = (self.at + 1).saturating_sub(room).max(self.drawn.0);
        let shown = self.drawn.1.iter().enumerate().skip(skip - self.drawn.0).take(room);
        let one = |(n, drawn): (usize, &Drawn)| {
            let here = n + self.drawn.0 == self.at;
            let text = beside(&drawn.text, &drawn.end, wide.saturating_sub(2));
            let style = if here { drawn.style.patch(HERE) } else { drawn.style };
            let text = format!("{} {text}", cursor::bar(here));
            Line::styled(cells::left(&text, wide), style)
        };
        frame.render_widget(Lines::from_iter(shown.map(one)), list);
        self.whole.draw(frame, foot, lang);
    }

    /// Where the file is told, where its rows stand, and where all of what is under the cursor does.
    pub(super) fn areas(&self, area: Rect, lang: Lang) -> [Rect; 3] {
        let head = u16::try_from(self.head(area, lang).len()).unwrap_or(u16::MAX);
        let [head, rest] = Layout::vertical([Constraint::Length(head), Constraint::Fill(1)]).areas(area);
        let [list, foot] = whole::split(rest, self.spots.len());
        [head, list, foot]
    }

    /// The file, what of it differs in all, and how it was read: half of the area at most.
    fn head(&self, area: Rect, lang: Lang) -> Vec<Line<'static>> {
        let wide = usize::from(area.width);
        let mut lines = vec![Line::from(self.file_line(wide, lang))];
        lines.extend(self.summary(wide, lang));
        let notes = self.difference.iter().flat_map(|difference| &difference.notes);
        let notes = notes.flat_map(|note| cells::wrap(&clean(note.to(lang), false), wide));
        lines.extend(notes.map(|note| Line::styled(note, Style::new().fg(Color::Yellow))));
        lines.truncate((usize::from(area.height) / 2).max(1));
        lines.push(Line::default());
        lines
    }

    fn file_line(&self, wide: usize, lang: Lang) -> String {
        let name = clean(&self.looked.name, false).into_owned();
        let written = self.looked.written.told();
        let many = self.difference.as_ref().map_or(say("rows", "dòng"), |difference| {
            let lines = called("order-lines").filter(|_| difference.part.is_some()).map(Target::many);
            lines.or_else(|| shape(difference.kind).map(|shape| shape.many)).unwrap_or(say("rows", "dòng"))
        });
        let rest = format!(" · {} · {}", written.to(lang), toast::many(self.looked.rows, many).to(lang));
        cells::cut(&name, wide.saturating_sub(cells::width(&rest))) + &rest
    }

    fn summary(&self, wide: usize, lang: Lang) -> Vec<Line<'static>> {
        let plain = |text: &str, style: Style| {
            cells::wrap(text, wide).into_iter().map(move |line| Line::styled(line, style)).collect::<Vec<_>>()
        };
        let mut lines = Vec::new();
        if !self.wrong.to(lang).is_empty() {
            lines.extend(plain(&format!("! {}", self.wrong.to(lang)), Style::new().fg(Color::Red)));
        }
        let far = |doing, (at, of): (usize, usize)| preview::so_far(doing, at as u64, of as u64);
        match (&self.stage, &self.difference) {
            (Stage::Comparing(job), _) => lines.extend(plain(far(said::COMPARING, job.at).to(lang), Style::new())),
            (Stage::Taking(job), _) => {
                let doing = say("taking in", "đang nhận");
                lines.extend(plain(far(doing, job.at).to(lang), Style::new()));
            }
            (_, Some(difference)) => {
                let all = difference.summary(false);
                let told = toast::listed(&all, " · ");
                let told = if all.is_empty() { said::NO_DIFFERENCE.to(lang) } else { told.to(lang) };
                lines.extend(plain(told, Style::new()));
            }
            _ => {}
        }
        lines
    }
}

/// A text, and at the right as much of another as there is room for; a few cells of it always.
fn beside(text: &str, end: &str, wide: usize) -> String {
    let most = wide.saturating_sub(cells::width(text) + 1).max(LEAST).min(wide);
    cells::ends(text, &cells::cut(end, most), wide)
}

fn of_row(row: &Row, lang: Lang) -> Drawn {
    let name = clean(&row.name, false).into_owned();
    let sign = match (row.refused.is_some(), row.taken().next().is_some()) {
        (true, _) => " ! ",
        (false, true) => "[x]",
        (false, false) => "[ ]",
    };
    let new =
        if row.place.is_none() && row.refused.is_none() { format!(" ({})", said::NEW.to(lang)) } else { String::new() };
    let refused = row.refused.as_ref().map(|fault| fault.text(lang).to_owned());
    let why = refused.or_else(|| row.likely.first().map(|likely| format!("! {}", likely.to(lang))));
    let end = why.into_iter().chain([said::line(row.line).to(lang).to_owned()]).collect::<Vec<_>>().join(" · ");
    let style =
        if row.refused.is_some() { Style::new().fg(Color::Red) } else { Style::new().add_modifier(Modifier::BOLD) };
    Drawn { text: format!("{sign} {name}{new}"), end, style }
}

fn of_cell(row: &Row, cell: &Cell, db: &Db, lang: Lang) -> Drawn {
    let taken = row.take && row.refused.is_none() && cell.take && cell.can();
    let sign = match cell.state {
        State::Refused(_) => " ! ",
        State::Here(_) => " · ",
        _ if taken => " x ",
        _ => "   ",
    };
    let label = cells::left(cell.head.label.to(lang), LABEL);
    let change = clean(cell.change().to(lang), false).into_owned();
    let doubt = clean(cell.doubt(db).to(lang), false).into_owned();
    let style = match cell.state {
        State::Refused(_) => Style::new().fg(Color::Red),
        State::Clash(_) => Style::new().fg(Color::Yellow),
        State::Changed if taken => Style::new(),
        State::Changed | State::Here(_) => Style::new().add_modifier(Modifier::DIM),
    };
    Drawn { text: format!("   {sign}{label} {change}"), end: doubt, style }
}

/// Where a row stands, and what is to be said of it.
fn whole_row(row: &Row, lang: Lang) -> (String, Vec<Said>) {
    let name = clean(&row.name, false).into_owned();
    let title = said::line(row.line).to(lang).to_owned();
    let why = row.refused.iter().map(|fault| fault.text(lang));
    let why = why.chain(row.likely.iter().map(|likely| likely.to(lang)));
    let why = why.map(|why| (said::WHY.to(lang).to_owned(), clean(why, true).into_owned())).collect::<Vec<_>>();
    (title, if why.is_empty() { vec![(String::new(), name)] } else { why })
}

/// What a cell says on each side, and why it is not taken.
fn whole_cell(cell: &Cell, db: &Db, lang: Lang) -> (String, Vec<Said>) {
    let one = |label: Text, text: &str| (label.to(lang).to_owned(), clean(text, true).into_owned());
    let (file, here) = (one(said::IN_FILE, &cell.after), one(said::HERE, &cell.before));
    let was = one(said::WAS, &cell.then);
    let said = match &cell.state {
        State::Changed => vec![file, here],
        State::Refused(fault) => vec![one(said::WHY, fault.text(lang)), file, here],
        State::Here(_) => vec![here, was],
        State::Clash(_) => vec![file, here, was],
    };
    let whose = cell.whose(db);
    let title = [cell.head.label.to(lang), whose.to(lang), cell.side().to(lang)];
    (title.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · "), said)
}
