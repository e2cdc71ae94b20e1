//! Reports: the questions at the left, each with its figure; the one in front with its table, its chart and what it
//! means. Every figure leads to its rows, in their own list. They are counted aside, one after the other; only the one in
//! front, where the file is small, at once, so that the next key meets it.
mod draw;
mod pins;
mod verbs;

use crate::domain::filter::Filter;
use crate::domain::fold::fold;
use crate::domain::kinds::shape;
use crate::domain::value::Choice;
use crate::domain::world::World;
use crate::job::Job;
use crate::lang::{Lang, Text, say};
use crate::report::{Area, Asked, Behind, PERIODS, REPORTS, Report};
use crate::store::{List, Order, Version};
use crate::ui::chord::Chord;
use crate::ui::cx::Cx;
use crate::ui::input::Input;
use crate::ui::pane::{Flow, Pane};
use anyhow::Result;
use chrono::Datelike;
use ratatui::Frame;
use ratatui::layout::{Position, Rect};

/// The screen.
pub struct Reports {
    /// Which view is in front; none, as long as nobody has chosen one: the pinned ones, if there are any.
    view: Option<View>,
    /// The pinned ones, by their places among all, and of which state of the file that is.
    pinned: Vec<usize>,
    pinned_at: Option<Version>,
    /// What their titles hold.
    filter: String,
    asking: Option<Input>,
    /// The one under the cursor, by its place among all.
    at: usize,
    /// The row and the column of its table that the cursor is on.
    inside: Option<(usize, usize)>,
    scroll: usize,
    /// Whether chart and table are shown otherwise than the room suggests.
    turned: bool,
    /// Which period they are of, and by what the rows of each are told apart.
    period: usize,
    by: Vec<&'static str>,
    /// What each found, and when that was asked.
    found: Vec<Option<Found>>,
    counting: Option<Counting>,
    lang: Lang,
    size: (u16, u16),
    ascii: bool,
}

/// Which of the reports are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum View {
    /// Those that I pinned.
    Mine,
    All,
    Of(Area),
}

/// What a report depends on: the data, the day or minute, the period, by what.
type Key = (Version, i64, usize, &'static str);

/// An answer; nothing where it could not be had.
struct Found {
    key: Key,
    report: Option<Report>,
}

/// A report that is being counted.
struct Counting {
    at: usize,
    key: Key,
    job: Job<Report>,
    /// Whether nobody waits for it any more.
    given_up: bool,
}

impl Counting {
    fn give_up(&mut self) {
        self.given_up = true;
        self.job.break_off();
    }
}

/// So many rows of a kind are counted within a frame.
const SMALL: usize = 1_000;
/// The kinds of which there may be many.
const MANY: [&str; 3] = ["lead", "contact", "order"];
/// The last twelve months.
const USUAL: &str = "12-months";

impl Default for Reports {
    fn default() -> Self {
        Self {
            view: None,
            pinned: Vec::new(),
            pinned_at: None,
            filter: String::new(),
            asking: None,
            at: 0,
            inside: None,
            scroll: 0,
            turned: false,
            period: PERIODS.iter().position(|period| period.name == USUAL).unwrap_or(0),
            by: REPORTS.iter().map(|asked| asked.shown).collect(),
            found: REPORTS.iter().map(|_| None).collect(),
            counting: None,
            lang: Lang::default(),
            size: (0, 0),
            ascii: false,
        }
    }
}

impl Reports {
    /// Those that are shown, by their places among all.
    fn shown(&self) -> Vec<usize> {
        let wanted = fold(&self.filter);
        let named =
            |asked: &Asked| wanted.is_empty() || asked.title.both().iter().any(|title| fold(title).contains(&wanted));
        let view = self.view();
        let here = |at: usize| match view {
            View::Mine => self.pinned.contains(&at),
            View::All => true,
            View::Of(area) => REPORTS[at].area == area,
        };
        (0..REPORTS.len()).filter(|at| here(*at) && named(&REPORTS[*at])).collect()
    }

    /// The view in front.
    fn view(&self) -> View {
        match self.view {
            Some(View::Mine) | None if self.pinned.is_empty() => View::All,
            view => view.unwrap_or(View::Mine),
        }
    }

    /// The one in front, if it is known; of data that changed since, for as long as there are no newer figures.
    fn report(&self) -> Option<&Report> {
        self.known(self.at)
    }

    fn known(&self, at: usize) -> Option<&Report> {
        let Found { key: (.., period, by), report } = self.found[at].as_ref()?;
        report.as_ref().filter(|_| (*period, *by) == (self.period_of(at), self.by[at]))
    }

    fn period_of(&self, at: usize) -> usize {
        if REPORTS[at].period { self.period } else { 0 }
    }

    /// What a report would be of now.
    fn key(&self, at: usize, cx: &Cx) -> Result<Key> {
        let now = cx.store.now();
        let (day, minute) = (i64::from(now.date_naive().num_days_from_ce()), now.timestamp() / 60);
        Ok((cx.store.version()?, if REPORTS[at].ticks { minute } else { day }, self.period_of(at), self.by[at]))
    }

    /// The same, where what is known of it is of another.
    fn stale(&self, at: usize, cx: &Cx) -> Result<Option<Key>> {
        let key = self.key(at, cx)?;
        Ok(Some(key).filter(|key| self.found[at].as_ref().is_none_or(|found| found.key != *key)))
    }

    /// Takes what was counted aside.
    fn take(&mut self, cx: &mut Cx) {
        let Some(end) = self.counting.as_mut().and_then(|counting| counting.job.poll()) else { return };
        if let Some(counting) = self.counting.take().filter(|counting| !counting.given_up) {
            self.keep(counting.at, counting.key, end, cx);
        }
    }

    /// What went wrong is said once. The cursor stays on its row, wherever that is now.
    fn keep(&mut self, at: usize, key: Key, end: Result<Report>, cx: &mut Cx) {
        let here = self.inside.zip(self.report()).and_then(|((row, _), report)| report.names(row));
        self.found[at] = Some(Found { key, report: end.map_err(|error| cx.fault(&error)).ok() });
        let row = here.zip(self.report()).and_then(|(names, report)| report.row_of(&names));
        self.inside = self.inside.map(|(place, column)| (row.unwrap_or(place), column));
        self.settle();
    }

    /// Counts what is stale, the one in front before all others.
    fn count(&mut self, cx: &mut Cx) -> Result<()> {
        if let Some(key) = self.stale(self.at, cx)? {
            let under_way = self.counting.as_ref().map(|counting| (counting.at, counting.key));
            let small = is_small(cx)?;
            // A small one is not waited for; a long one of another report waits.
            if under_way
                .is_some_and(|(at, under_way)| if small { at == self.at } else { (at, under_way) != (self.at, key) })
            {
                // Another begins once it has ended: two at a time would leave no core to the keys.
                self.counting.iter_mut().for_each(Counting::give_up);
            }
            if small {
                let period = (PERIODS[self.period].of)(cx.store.today());
                let end = REPORTS[self.at].ask(&cx.store, period, Some(self.by[self.at]));
                self.keep(self.at, key, end, cx);
            }
        }
        if self.counting.is_some() {
            return Ok(());
        }
        for at in std::iter::once(self.at).chain(0..REPORTS.len()) {
            if let Some(key) = self.stale(at, cx)? {
                self.counting = Some(self.start(at, key, cx)?);
                break;
            }
        }
        Ok(())
    }

    fn start(&self, at: usize, key: Key, cx: &Cx) -> Result<Counting> {
        let (asked, by) = (&REPORTS[at], self.by[at]);
        let period = (PERIODS[self.period].of)(cx.store.today());
        let job = cx.read_aside(move |db, _| asked.ask(db, period, Some(by)))?;
        Ok(Counting { at, key, job, given_up: false })
    }

    /// The cursor stays in the table.
    fn settle(&mut self) {
        let rows = self.report().map_or(0, |report| report.rows.len() + report.totals.len());
        self.inside = self.inside.filter(|_| rows > 0).map(|(row, column)| (row.min(rows - 1), column));
    }
}

/// Whether a report can be counted within a frame.
fn is_small(cx: &Cx) -> Result<bool> {
    let filter = Filter::default();
    for kind in MANY.into_iter().filter_map(shape) {
        let list = List { kind: Some(kind.kind), filter: &filter, order: Order::default() };
        if cx.store.count(&list, SMALL)? > SMALL {
            return Ok(false);
        }
    }
    Ok(true)
}

impl Pane for Reports {
    fn title(&self, lang: Lang) -> String {
        self.label().to(lang).to_owned()
    }

    fn name(&self) -> &'static str {
        "reports"
    }

    fn label(&self) -> Text {
        say("Reports", "Báo cáo")
    }

    fn typing(&self) -> bool {
        self.asking.is_some()
    }

    /// The key that a row names is for the rows behind it.
    fn typed(&mut self, key: Chord, cx: &mut Cx) -> Result<Flow> {
        if self.input().is_some_and(|input| input.key(key)) {
            return self.retyped(cx);
        }
        match self.behind() {
            Some(Behind { kind: Some(kind), filter }) if self.mends(&key.to_string()) => self.mend(kind, filter, cx),
            _ => Ok(Flow::Ignored),
        }
    }

    fn input(&mut self) -> Option<&mut Input> {
        self.asking.as_mut()
    }

    fn retyped(&mut self, _: &mut Cx) -> Result<Flow> {
        self.filter = self.asking.as_ref().map_or_else(String::new, |input| input.text().to_owned());
        self.found_by_name();
        Ok(Flow::Done)
    }

    fn caret(&self, area: Rect, _: Lang) -> Option<Position> {
        let input = self.asking.as_ref()?;
        Some(input.caret(Rect { x: area.x + 2, width: area.width.saturating_sub(2), ..area }))
    }

    fn load(&mut self, cx: &mut Cx) -> Result<()> {
        (self.lang, self.size, self.ascii) = (cx.lang, cx.size, cx.ascii);
        self.read_pins(cx)?;
        self.take(cx);
        self.count(cx)
    }

    fn draw(&self, frame: &mut Frame, area: Rect, _: Lang) {
        self.draw_all(frame, area);
    }

    /// Its reports are known by name, too.
    fn list(&mut self, name: &str, _: &str) -> bool {
        let Some(at) = REPORTS.iter().position(|asked| asked.name == name) else { return false };
        (self.view, self.asking) = (Some(View::All), None);
        self.filter.clear();
        self.goes_to(at);
        true
    }

    fn hints(&self) -> &'static [&'static str] {
        &["<enter>", "p", "b", "C", "x", "*", "J", "/", "<f2>"]
    }

    fn answer(&mut self, text: String) {
        match text.split_once(' ') {
            Some(("period", name)) => {
                self.period = PERIODS.iter().position(|period| period.name == name).unwrap_or(self.period);
            }
            Some(("by", name)) => {
                let by = REPORTS[self.at].by.iter().find(|(by, _)| *by == name);
                self.by[self.at] = by.map_or(self.by[self.at], |(by, _)| by);
            }
            _ => {}
        }
        (self.scroll, self.inside) = (0, None);
    }

    fn busy(&self) -> bool {
        self.counting.is_some()
    }
}

impl Reports {
    /// The cursor is on the first that the words find, if it is on none of them.
    fn found_by_name(&mut self) {
        let shown = self.shown();
        if let (false, Some(first)) = (shown.contains(&self.at), shown.first()) {
            self.goes_to(*first);
        }
    }

    fn goes_to(&mut self, at: usize) {
        (self.at, self.scroll, self.inside) = (at, 0, None);
    }

    /// The views that have a report, each with how many it has: the pinned ones, all, those of each area.
    fn views(&self) -> Vec<(View, usize)> {
        let count = |area: Area| REPORTS.iter().filter(|asked| asked.area == area).count();
        let areas = Area::ALL.iter().map(|(area, ..)| (View::Of(*area), count(*area)));
        let first = [(View::Mine, self.pinned.len()), (View::All, REPORTS.len())];
        first.into_iter().chain(areas).filter(|(_, count)| *count > 0).collect()
    }
}
