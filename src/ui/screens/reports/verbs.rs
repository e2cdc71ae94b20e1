//! What keys do among the reports, and inside the table of one.
use super::{Reports, draw};
use crate::domain::kinds::shape;
use crate::domain::worded::worded;
use crate::domain::world::World;
use crate::lang::{say, toast};
use crate::report::{Behind, PERIODS, REPORTS, Unit};
use crate::ui::cx::Cx;
use crate::ui::input::Input;
use crate::ui::pane::{Flow, Keyed, Verb};
use crate::ui::popups::{Told, export_report, one_of};
use crate::ui::screens::today::TODAY;
use anyhow::Result;

/// So many rows are a page of a table that has its chart above it.
const PAGE: isize = 8;

#[rustfmt::skip]
const LIST: &[Verb<Reports>] = &[
    Verb::new("into",      &["<enter>", "l", "<right>"], say("into the figures", "vào các con số"), |r, _| r.into()),
    Verb::new("out",       &["<esc>", "h", "<left>"],    say("clear", "bỏ lọc"),              |r, _| r.out()),
    Verb::new("down",      &["j", "<down>"],             say("down", "xuống"),                |r, _| r.step(1)),
    Verb::new("up",        &["k", "<up>"],               say("up", "lên"),                    |r, _| r.step(-1)),
    Verb::new("first",     &["gg", "<home>"],            say("first", "đầu"),                 |r, _| r.step(isize::MIN)),
    Verb::new("last",      &["G", "<end>"],              say("last", "cuối"),                 |r, _| r.step(isize::MAX)),
    Verb::new("page-down", &["<c-d>", "<c-f>", "<pgdn>"], say("page down", "xuống trang"),    |r, _| r.step(PAGE)),
    Verb::new("page-up",   &["<c-u>", "<c-b>", "<pgup>"], say("page up", "lên trang"),        |r, _| r.step(-PAGE)),
];

#[rustfmt::skip]
const INSIDE: &[Verb<Reports>] = &[
    Verb::new("rows",      &["<enter>"],                 say("rows behind", "các dòng"),      Reports::rows),
    Verb::new("out",       &["<esc>"],                   say("out", "ra"),                    |r, _| r.out()),
    Verb::new("down",      &["j", "<down>"],             say("down", "xuống"),                |r, _| r.walk(1)),
    Verb::new("up",        &["k", "<up>"],               say("up", "lên"),                    |r, _| r.walk(-1)),
    Verb::new("right",     &["l", "<right>"],            say("right, rows", "phải, các dòng"), Reports::right),
    Verb::new("left",      &["h", "<left>"],             say("left, out", "trái, ra"),        |r, _| r.across(-1)),
    Verb::new("first",     &["gg", "<home>"],            say("first", "đầu"),                 |r, _| r.walk(isize::MIN)),
    Verb::new("last",      &["G", "<end>"],              say("last", "cuối"),                 |r, _| r.walk(isize::MAX)),
    Verb::new("page-down", &["<c-d>", "<c-f>", "<pgdn>"], say("page down", "xuống trang"),    |r, _| r.walk(PAGE)),
    Verb::new("page-up",   &["<c-u>", "<c-b>", "<pgup>"], say("page up", "lên trang"),        |r, _| r.walk(-PAGE)),
];

#[rustfmt::skip]
const COMMON: &[Verb<Reports>] = &[
    Verb::new("period",    &["p"],                       say("period", "kỳ"),                 Reports::choose_period),
    Verb::new("by",        &["b"],                       say("by", "theo"),                   Reports::choose_by),
    Verb::new("chart",     &["C"],                       say("chart/table", "biểu đồ/bảng"),  Reports::turn_chart),
    Verb::new("export",    &["x"],                       say("export", "xuất"),               Reports::export),
    Verb::new("pin",       &["*"],                       say("pin", "ghim"),                  Reports::pin),
    Verb::new("read-on",   &["J", "<c-down>"],           say("read on", "đọc tiếp"),          |r, cx| r.read(1, cx)),
    Verb::new("read-back", &["K", "<c-up>"],             say("read back", "đọc lại"),         |r, cx| r.read(-1, cx)),
    Verb::new("filter",    &["/", "<f3>"],               say("find a report", "tìm báo cáo"), |r, _| r.ask()),
    Verb::new("view-on",   &["<tab>"],                   say("next view", "mục kế"),          |r, _| r.turn(1)),
    Verb::new("view-back", &["<s-tab>"],                 say("view before", "mục trước"),     |r, _| r.turn(-1)),
    Verb::new("nothing",   &["<bs>"],                    say("", ""),                         |_, _| Ok(Flow::Done)),
];

/// While a title is typed.
#[rustfmt::skip]
const ASKING: &[Verb<Reports>] = &[
    Verb::new("accept",    &["<enter>"],                 say("keep", "giữ"),                  |r, _| r.accept()),
    Verb::new("cancel",    &["<esc>"],                   say("clear", "bỏ"),                  |r, _| r.out()),
    Verb::new("down",      &["<down>"],                  say("down", "xuống"),                |r, _| r.step(1)),
    Verb::new("up",        &["<up>"],                    say("up", "lên"),                    |r, _| r.step(-1)),
];

impl Keyed for Reports {
    const VERBS: &'static [Verb<Self>] = LIST;

    fn verbs(&self) -> [&'static [Verb<Self>]; 2] {
        match (&self.asking, self.inside) {
            (Some(_), _) => [ASKING, &[]],
            (None, Some(_)) => [INSIDE, COMMON],
            (None, None) => [LIST, COMMON],
        }
    }
}

/// The words that ask for the rows behind a figure, as the reader types them.
fn said(kind: Option<&str>, words: &str, cx: &Cx) -> String {
    kind.and_then(shape).map_or_else(|| words.to_owned(), |shape| worded(words, &*(shape.blank)(), &*cx.store))
}

impl Reports {
    /// To the rows that a key is for, which does there what it does.
    pub(super) fn mend(&self, kind: &'static str, words: &str, cx: &mut Cx) -> Result<Flow> {
        if self.has_none() {
            cx.say(&toast::NOTHING_TO_MEND.into());
            return Ok(Flow::Done);
        }
        Ok(Flow::Into(kind, said(Some(kind), words, cx)))
    }

    fn step(&mut self, by: isize) -> Result<Flow> {
        let shown = self.shown();
        let here = shown.iter().position(|at| *at == self.at).unwrap_or(0);
        let next = here.saturating_add_signed(by).min(shown.len().saturating_sub(1));
        if let Some(at) = shown.get(next).filter(|at| **at != self.at) {
            self.goes_to(*at);
        }
        Ok(Flow::Done)
    }

    /// Into the table: on the newest month, or the first row.
    fn into(&mut self) -> Result<Flow> {
        let Some(report) = self.report().filter(|report| !report.rows.is_empty()) else { return Ok(Flow::Done) };
        let months = self.by[self.at] == "month";
        let row = if months { report.rows.len() - 1 } else { 0 };
        let columns = draw::grid(report, self.lang, self.size).columns;
        let number = columns.iter().find(|(at, _)| report.columns[*at].unit.is_number());
        self.inside = Some((row, number.or(columns.first()).map_or(0, |(at, _)| *at)));
        Ok(Flow::Done)
    }

    /// One level out: the table, the typing, the filter.
    fn out(&mut self) -> Result<Flow> {
        if self.inside.take().is_none() {
            self.asking = None;
            self.filter.clear();
        }
        Ok(Flow::Done)
    }

    fn walk(&mut self, by: isize) -> Result<Flow> {
        if let Some((row, column)) = self.inside {
            self.inside = Some((row.saturating_add_signed(by), column));
            self.settle();
        }
        Ok(Flow::Done)
    }

    /// To the next column that is shown; left of the first is out.
    fn across(&mut self, by: isize) -> Result<Flow> {
        let (Some((row, column)), Some(report)) = (self.inside, self.report()) else { return Ok(Flow::Done) };
        let shown: Vec<usize> = draw::grid(report, self.lang, self.size).columns.iter().map(|(at, _)| *at).collect();
        let here = shown.iter().position(|at| *at == column).unwrap_or(0);
        self.inside = match here.checked_add_signed(by) {
            None => None,
            Some(next) => shown.get(next.min(shown.len().saturating_sub(1))).map(|column| (row, *column)),
        };
        Ok(Flow::Done)
    }

    /// To the next column; where the last one names what mends its rows, on to those.
    fn right(&mut self, cx: &mut Cx) -> Result<Flow> {
        let before = self.inside;
        self.across(1)?;
        let mends = |(_, column): (usize, usize)| {
            self.report().is_some_and(|report| column > 0 && report.columns[column].unit == Unit::Text)
        };
        if self.inside == before && before.is_some_and(mends) { self.rows(cx) } else { Ok(Flow::Done) }
    }

    /// The rows behind the figure under the cursor, in their list.
    fn rows(&mut self, cx: &mut Cx) -> Result<Flow> {
        if let Some(Behind { kind, filter }) = self.behind() {
            return Ok(Flow::List(kind.unwrap_or(TODAY.id), said(*kind, filter, cx)));
        }
        cx.say(&toast::NO_ROWS_BEHIND.into());
        Ok(Flow::Done)
    }

    fn choose_period(&mut self, cx: &mut Cx) -> Result<Flow> {
        if !REPORTS[self.at].period {
            cx.say(&toast::OF_NOW.into());
            return Ok(Flow::Done);
        }
        let list = PERIODS.iter().map(|period| (period.name, period.said.to(cx.lang).to_owned())).collect();
        let chosen = |_: &mut Cx, name: &'static str| Ok(Flow::Answer(format!("period {name}")));
        cx.open(one_of(say("Period", "Kỳ"), list, chosen).numbered())
    }

    fn choose_by(&mut self, cx: &mut Cx) -> Result<Flow> {
        let by = REPORTS[self.at].by;
        if by.len() < 2 {
            cx.say(&toast::ONE_WAY.into());
            return Ok(Flow::Done);
        }
        let list = by.iter().map(|(key, said)| (*key, said.to(cx.lang).to_owned())).collect();
        let chosen = |_: &mut Cx, name: &'static str| Ok(Flow::Answer(format!("by {name}")));
        cx.open(one_of(say("By", "Theo"), list, chosen).numbered())
    }

    /// Writes the one in front out, of this period and told apart as it is.
    fn export(&mut self, cx: &mut Cx) -> Result<Flow> {
        let (asked, by, period) = (&REPORTS[self.at], self.by[self.at], &PERIODS[self.period]);
        let said = asked.by.iter().find(|(key, _)| *key == by).map(|(_, said)| said.to(cx.lang));
        let parts = [asked.period.then_some(period.said.to(cx.lang)), said.filter(|_| asked.by.len() > 1)];
        let of = parts.into_iter().flatten().collect::<Vec<_>>().join(" ");
        export_report(Told { asked, period: (period.of)(cx.store.today()), by, of }, cx)
    }

    fn turn_chart(&mut self, cx: &mut Cx) -> Result<Flow> {
        if self.report().is_none_or(|report| draw::charted(report).is_none()) {
            cx.say(&toast::NO_CHART.into());
            return Ok(Flow::Done);
        }
        (self.turned, self.scroll) = (!self.turned, 0);
        Ok(Flow::Done)
    }

    fn read(&mut self, by: isize, cx: &mut Cx) -> Result<Flow> {
        self.scroll = cx.read_on(self.scroll, by, self.furthest());
        Ok(Flow::Done)
    }

    fn ask(&mut self) -> Result<Flow> {
        self.inside = None;
        self.asking = Some(Input::new(&self.filter));
        Ok(Flow::Done)
    }

    fn accept(&mut self) -> Result<Flow> {
        self.asking = None;
        Ok(Flow::Done)
    }

    /// To the next view.
    fn turn(&mut self, by: isize) -> Result<Flow> {
        let (views, now) = (self.views(), self.view());
        let here = views.iter().position(|(view, _)| *view == now).unwrap_or(0);
        self.view = Some(views[(here + views.len()).saturating_add_signed(by) % views.len()].0);
        self.filter.clear();
        self.inside = None;
        self.found_by_name();
        Ok(Flow::Done)
    }
}
