//! The calendar: a day, a week or the days to come; what is due stands among the appointments.
mod agenda;
mod book;
mod free;
mod grid;
mod shown;
mod under;
mod verbs;

use crate::act::{Call, Done, clash};
use crate::domain::appointment::Appointment;
use crate::domain::deed::Ref;
use crate::domain::face::Kept;
use crate::domain::filter::Filter;
use crate::domain::person::Absence;
use crate::domain::problem::Problems;
use crate::domain::world::World;
use crate::lang::toast::copied;
use crate::lang::{Lang, Text as Phrase, agenda as said, say};
use crate::store::{BADGE, MOST_DUE, Order, Version};
use crate::ui::begin::begin;
use crate::ui::browse::count;
use crate::ui::cells;
use crate::ui::cx::Cx;
use crate::ui::fresh::Fresh;
use crate::ui::pane::{Badge, Flow, Pane};
use crate::ui::popups::{Listed, Record, export};
use crate::ui::screens::lists::APPOINTMENTS;
use crate::ui::subject::{Ids, Subject};
use anyhow::Result;
use book::Book;
use chrono::{Datelike, Days, NaiveDate, TimeDelta};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Text};
use shown::Shown;
use under::Under;

/// How the days are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum View {
    Day,
    #[default]
    Week,
    Agenda,
}

const VIEWS: [View; 3] = [View::Day, View::Week, View::Agenda];
/// From this width on a week has its seven days; it has three else.
const WEEK: u16 = 100;
/// Days of the agenda.
const AHEAD: i64 = 14;
/// A day as filters have it.
const DAY: &str = "%d/%m/%Y";
/// Lines under the days, with their rule.
const UNDER: usize = 4;

/// The screen.
#[derive(Default)]
pub struct Calendar {
    view: View,
    /// The day one is on.
    day: Option<NaiveDate>,
    /// The first of the days in view.
    first: NaiveDate,
    cursor: Option<Ref>,
    /// The minute of the day at which the cursor last was: it stays near it on another day.
    minute: u32,
    /// Where one is to go once the days are read.
    wanted: Option<Ref>,
    shown: Fresh<(Version, i64, NaiveDate, NaiveDate), Shown>,
    under: Fresh<(Version, i64, Option<Ref>, NaiveDate), Under>,
    /// How far the agenda is scrolled.
    top: usize,
    lines: Vec<Line<'static>>,
    cursor_line: Option<u16>,
    wide: bool,
}

impl Calendar {
    /// The days in view.
    fn count(&self) -> i64 {
        match self.view {
            View::Day => 1,
            View::Week if self.wide => 7,
            View::Week => 3,
            View::Agenda => AHEAD,
        }
    }

    fn last(&self) -> NaiveDate {
        self.first.checked_add_signed(TimeDelta::days(self.count() - 1)).unwrap_or(self.first)
    }

    /// Brings the day one is on into view, by as little as can be; a whole week begins on Monday.
    fn frame(&mut self, day: NaiveDate) {
        if self.view == View::Week && self.wide {
            self.first = day - Days::new(u64::from(day.weekday().num_days_from_monday()));
        } else if day < self.first {
            self.first = day;
        } else if day > self.last() {
            self.first = day.checked_sub_signed(TimeDelta::days(self.count() - 1)).unwrap_or(day);
        }
    }

    /// The appointments of the days in view.
    fn export(&mut self, cx: &mut Cx) -> Result<Flow> {
        let (from, till) = (self.first, self.last());
        let words = format!("start>={} start<{}", from.format(DAY), (till + Days::new(1)).format(DAY));
        let filter = Filter::parse(&words, &Appointment::default(), &*cx.store).map_err(Problems::from)?;
        let view = [from, till].map(|day| day.format("%d-%m").to_string()).join(" ");
        let order = Order { field: Some("start"), down: false };
        export(Listed { name: APPOINTMENTS.name, view, kind: Some(Appointment::KIND), filter, order, marked: None }, cx)
    }

    fn go(&mut self, day: Option<NaiveDate>) -> Result<Flow> {
        self.day = day.or(self.day);
        self.cursor = None;
        Ok(Flow::Done)
    }

    fn walk(&mut self, days: i64) -> Result<Flow> {
        self.go(self.day.and_then(|day| day.checked_add_signed(TimeDelta::days(days))))
    }

    fn page(&mut self, way: i64) -> Result<Flow> {
        self.walk(way * self.count())
    }

    fn today(&mut self, cx: &mut Cx) -> Result<Flow> {
        let now = cx.store.now();
        (self.first, self.minute) = (cx.store.today(), shown::minute(now));
        self.go(Some(cx.store.today()))
    }

    /// To the next item, of the next day where this has no more.
    fn step(&mut self, by: isize) -> Result<Flow> {
        let stops = &self.shown.stops;
        let at = stops.iter().position(|(day, at)| Some(*day) == self.day && Some(*at) == self.cursor);
        let day = self.day.unwrap_or(self.first);
        let next = match at {
            Some(at) => at.checked_add_signed(by).and_then(|at| stops.get(at)),
            None if by > 0 => stops.iter().find(|(of, _)| *of >= day),
            None => stops.iter().rev().find(|(of, _)| *of <= day),
        };
        if let Some((day, at)) = next {
            (self.day, self.cursor) = (Some(*day), Some(*at));
            self.minute = self.shown.minute_of(*at, *day).unwrap_or(self.minute);
        }
        Ok(Flow::Done)
    }

    fn turn(&mut self, by: usize) -> Result<Flow> {
        let at = VIEWS.iter().position(|view| *view == self.view).unwrap_or(0);
        self.view = VIEWS[(at + by) % VIEWS.len()];
        (self.first, self.top) = (self.day.unwrap_or(self.first), 0);
        Ok(Flow::Done)
    }

    fn on(&mut self, cx: &mut Cx, act: fn(Ref, &mut Cx) -> Result<Flow>) -> Result<Flow> {
        self.cursor.map_or(Ok(Flow::Ignored), |at| act(at, cx))
    }

    fn open(&mut self, cx: &mut Cx) -> Result<Flow> {
        self.on(cx, |at, cx| cx.open(Record::new(at)))
    }

    fn book(&mut self, cx: &mut Cx) -> Result<Flow> {
        let book = Book::new("", self.day.unwrap_or(self.first), cx)?;
        cx.open(book)
    }

    fn free(&mut self, cx: &mut Cx) -> Result<Flow> {
        let pick = free::pick(self.appointment(cx)?, cx)?;
        cx.open(pick)
    }

    fn appointment(&self, cx: &Cx) -> Result<Option<Appointment>> {
        let at = self.cursor.filter(|at| at.kind == Appointment::KIND);
        at.map(|at| cx.store.get(at.id)).transpose()
    }

    /// What stands in its way, and what would do; of another kind what its own `=` does.
    fn rearrange(&mut self, cx: &mut Cx) -> Result<Flow> {
        let subject = self.subject();
        let Some(appointment) = self.appointment(cx)? else {
            let same = subject.map(|subject| subject.call("same", &cx.store)).transpose()?.flatten();
            return same.map_or(Ok(Flow::Ignored), |call| begin(call, cx));
        };
        if clash::clashes(&cx.store, &appointment)?.is_empty() {
            cx.say(&said::NO_CLASH.into());
            return Ok(Flow::Done);
        }
        let rearrange = subject.map(|subject| subject.call("rearrange", &cx.store)).transpose()?.flatten();
        rearrange.map_or(Ok(Flow::Done), |call| begin(call, cx))
    }

    fn copy(&mut self, cx: &mut Cx) -> Result<Flow> {
        let Some(at) = self.cursor else { return Ok(Flow::Ignored) };
        let text = cx.store.name(at.kind, at.id).unwrap_or_default();
        cx.copy(&text);
        cx.say(&copied(&text));
        Ok(Flow::Done)
    }

    /// Goes where one wanted to: to an appointment that was made, moved or found.
    fn arrive(&mut self, cx: &Cx) -> Result<()> {
        let Some(at) = self.wanted.take() else { return Ok(()) };
        let appointment: Appointment = cx.store.get(at.id)?;
        if let Some(start) = appointment.start.map(|start| cx.store.local(start)) {
            (self.day, self.cursor, self.minute) = (Some(start.date_naive()), Some(at), shown::minute(start));
        }
        Ok(())
    }

    /// The cursor is on an item of the day one is on: the same, else the one nearest in time.
    fn settle(&mut self, day: NaiveDate) {
        let here = |at: &Ref| self.shown.stops.contains(&(day, *at));
        if self.cursor.as_ref().is_some_and(here) {
            return;
        }
        let of_day = self.shown.stops.iter().filter(|(of, _)| *of == day).map(|(_, at)| *at);
        self.cursor = of_day.min_by_key(|at| self.shown.distance(*at, day, self.minute));
    }

    /// `Day  ‹Week 48›  Agenda`, and whose clock it is, how many clash.
    fn views_line(&self, cx: &Cx, width: usize) -> Line<'static> {
        let lang = cx.lang;
        let name = |view: View| match view {
            View::Day => say("Day", "Ngày").to(lang).to_owned(),
            View::Week if self.wide => said::week(self.first.iso_week().week()).to(lang).to_owned(),
            View::Week => say("3 days", "3 ngày").to(lang).to_owned(),
            View::Agenda => say("Agenda", "Danh sách").to(lang).to_owned(),
        };
        let view = |view: View| if view == self.view { format!("‹{}›", name(view)) } else { name(view) };
        let views = VIEWS.map(view).join("  ");
        let mut right = vec![said::zone(cx.store.now())];
        if self.shown.clashes > 0 {
            right.push(said::clash_count(self.shown.clashes).to(lang).to_owned());
        }
        if self.shown.more {
            right.push(said::more_due(MOST_DUE).to(lang).to_owned());
        }
        Line::from(cells::ends(&format!(" {views}"), &right.join(" · "), width - 1))
    }
}

/// Someone's absence, and who answers meanwhile.
fn away(cx: &mut Cx) -> Result<Flow> {
    Call::new(Absence::KIND, "add", Vec::new()).map_or(Ok(Flow::Done), |call| begin(call, cx))
}

impl Pane for Calendar {
    fn title(&self, lang: Lang) -> String {
        self.label().to(lang).to_owned()
    }

    fn name(&self) -> &'static str {
        "calendar"
    }

    fn label(&self) -> Phrase {
        say("Calendar", "Lịch")
    }

    /// The appointments that are mine to prepare or to close, and the clashes of the rest of today.
    fn badge(&self) -> Option<Badge> {
        Some(Box::new(|db| {
            let mine = count(Some(Appointment::KIND), "now", BADGE, db)?;
            Ok(mine + shown::count(&shown::clashes(db, db.instant(), db.tonight())?))
        }))
    }

    fn subject(&self) -> Option<Subject> {
        let none = Ref { kind: Appointment::KIND, id: 0 };
        let subject = Subject::one(self.cursor.unwrap_or(none))?;
        Some(if self.cursor.is_some() { subject } else { Subject { ids: Ids::default(), at: None, ..subject } })
    }

    fn load(&mut self, cx: &mut Cx) -> Result<()> {
        let (version, minute) = (cx.store.version()?, cx.store.now().timestamp() / 60);
        self.wide = cx.size.0 >= WEEK;
        if self.day.is_none() {
            self.today(cx)?;
        }
        self.arrive(cx)?;
        let day = *self.day.get_or_insert(cx.store.today());
        self.frame(day);
        let (first, last, db) = (self.first, self.last(), &*cx.store);
        self.shown.read((version, minute, first, last), || shown::read(db, first, last))?;
        self.settle(day);
        let cursor = self.cursor;
        self.under.read((version, minute, cursor, day), || under::read(db, cursor, day))?;
        self.compose(cx);
        Ok(())
    }

    fn draw(&self, frame: &mut Frame, area: Rect, _: Lang) {
        frame.render_widget(Text::from(self.lines.clone()), area);
    }

    fn hints(&self) -> &'static [&'static str] {
        &["+", "-", "p", "M", "n", "F", "A", "T", "a", "z", "r", "<f2>"]
    }

    fn cursor_line(&self) -> Option<u16> {
        self.cursor_line
    }

    fn did(&mut self, done: &Done) {
        let made = done.made.iter().find(|at| at.kind == Appointment::KIND).copied();
        let moved = self.cursor.filter(|at| at.kind == Appointment::KIND && done.rows.contains(at));
        self.wanted = made.or(moved).or(self.wanted);
    }

    fn show(&mut self, at: Ref) -> bool {
        let mine = at.kind == Appointment::KIND;
        if mine {
            self.wanted = Some(at);
        }
        mine
    }
}

impl Calendar {
    /// All lines of the screen, for the room there is.
    fn compose(&mut self, cx: &Cx) {
        let (width, height) = (usize::from(cx.size.0), usize::from(cx.size.1).saturating_sub(3));
        let under = self.under.lines(width);
        let room = height.saturating_sub(1 + UNDER);
        let day = self.day.unwrap_or(self.first);
        let (mut body, at) = match self.view {
            View::Agenda => agenda::draw(&self.shown, self.cursor, day, (width, room), &mut self.top, cx.lang),
            _ => grid::draw(&self.shown, self.cursor, day, (width, room), cx),
        };
        body.resize(room, Line::default());
        self.cursor_line = at.and_then(|at| u16::try_from(at + 1).ok());
        self.lines = vec![self.views_line(cx, width)];
        self.lines.append(&mut body);
        self.lines.push(Line::from("─".repeat(width)));
        self.lines.extend(under);
    }
}
