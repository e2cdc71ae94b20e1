//! Who did what in the whole file, the newest first, narrowed by words; Enter shows what an entry changed.
mod entry;

use super::{confirm, room};
use crate::act::{named_acts, tell};
use crate::domain::problem::{Fault, Problems};
use crate::domain::sought::Sought;
use crate::domain::value::Id;
use crate::domain::world::World;
use crate::job::Job;
use crate::lang::{Lang, Sentence, audit as said, say, toast, when};
use crate::store::{Db, Told, Version};
use crate::ui::cells;
use crate::ui::cx::Cx;
use crate::ui::input::Input;
use crate::ui::pane::{Flow, Keyed, Pane, Verb};
use anyhow::Result;
use entry::Entry;
use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::style::{Modifier, Style};
use ratatui::text::{Line, Text};
use std::time::Duration;

/// The journal of the file.
#[derive(Default)]
pub struct Audit {
    words: String,
    asking: Option<Input>,
    wrong: String,
    sought: Sought,
    seen: Option<(Version, Sought)>,
    rows: Vec<Row>,
    /// Whether there are none before the last.
    ended: bool,
    job: Option<Job<Vec<Row>>>,
    /// Whether what the job brings goes behind what is there, or takes its place.
    further: bool,
    /// So many were asked for.
    limit: usize,
    /// Whether the cursor goes to the end of what the job brings.
    to_end: bool,
    at: usize,
}

/// An entry as its line.
struct Row {
    entry: Id,
    when: String,
    who: String,
    what: Sentence,
    taken_back: bool,
}

/// So many are read at once.
const PAGE: usize = 200;
/// More than any history has.
const ALL: usize = 1 << 40;
/// So near the end the next are read.
const NEAR: usize = 60;
/// So long a key waits for what is read.
const PATIENCE: Duration = Duration::from_millis(3);
const WHEN: usize = 16;
const WHO: usize = 12;

#[rustfmt::skip]
const LIST: &[Verb<Audit>] = &[
    Verb::row("enter",     &["<enter>", "l", "<right>"],    say("what changed", "đã đổi gì"),    Audit::enter),
    Verb::new("cancel",    &["<esc>", "h", "<left>", "<bs>"], say("back", "về"),                 |a, _| a.out()),
    Verb::new("down",      &["j", "<down>"],                say("down", "xuống"),                |a, cx| a.step(1, cx)),
    Verb::new("up",        &["k", "<up>"],                  say("up", "lên"),                    |a, cx| a.step(-1, cx)),
    Verb::new("page-down", &["<c-d>", "<c-f>", "<pgdn>"],   say("page down", "xuống trang"),     |a, cx| a.leap(1, cx)),
    Verb::new("page-up",   &["<c-u>", "<c-b>", "<pgup>"],   say("page up", "lên trang"),         |a, cx| a.leap(-1, cx)),
    Verb::new("first",     &["gg", "<home>"],               say("first", "đầu"),                 |a, cx| a.step(isize::MIN, cx)),
    Verb::new("last",      &["G", "<end>"],                 say("the oldest", "cũ nhất"),        Audit::last),
    Verb::new("filter",    &["/", "<f3>"],                  say("narrow", "lọc"),                |a, _| a.ask()),
    Verb::row("undo-it",   &["u"],                          say("undo it", "hoàn tác việc này"), Audit::undo),
];

#[rustfmt::skip]
const ASKING: &[Verb<Audit>] = &[
    Verb::new("accept", &["<enter>"], say("keep", "giữ"),   |a, _| a.accept()),
    Verb::new("cancel", &["<esc>"],   say("clear", "bỏ"),   |a, _| a.out()),
    Verb::new("down",   &["<down>"],  say("down", "xuống"), |a, cx| a.step(1, cx)),
    Verb::new("up",     &["<up>"],    say("up", "lên"),     |a, cx| a.step(-1, cx)),
];

impl Keyed for Audit {
    const VERBS: &'static [Verb<Self>] = LIST;

    fn verbs(&self) -> [&'static [Verb<Self>]; 2] {
        if self.asking.is_some() { [ASKING, &[]] } else { [LIST, &[]] }
    }
}

/// Takes back a deed by its entry; what was taken back already is not again. It asks first, whosever it is: it may be
/// long ago.
fn undo(entry: Id, cx: &mut Cx) -> Result<Flow> {
    let turned = cx.store.entry_of(entry)?;
    if cx.store.is_taken_back(entry)? {
        return Err(Problems::from(Fault::new(said::ALREADY)).into());
    }
    let told = cx.store.audit_one(entry)?;
    let who = told.as_ref().and_then(|told| cx.store.name("person", told.who)).unwrap_or_default();
    let redo = told.is_some_and(|told| told.undone);
    let question =
        said::undo_it(&tell(&turned.deed), &who, &when::stamp_of_year(cx.store.local(turned.at), cx.store.now()));
    cx.open(confirm(question, move |cx| cx.turn_back(&turned, redo)))
}

/// An entry in a line.
fn told(told: &Told, db: &Db) -> Result<Row> {
    let deed = tell(&told.deed);
    let deed = if told.undone { toast::undone(&deed) } else { deed };
    let taken_back = db.is_taken_back(told.entry)?;
    let who = db.name("person", told.who).unwrap_or_default();
    Ok(Row { entry: told.entry, when: when::stamp_of_year(db.local(told.at), db.now()), who, what: deed, taken_back })
}

impl Audit {
    fn enter(&mut self, cx: &mut Cx) -> Result<Flow> {
        match self.rows.get(self.at) {
            Some(row) => cx.open(Entry::new(row.entry)),
            None => Ok(Flow::Done),
        }
    }

    fn undo(&mut self, cx: &mut Cx) -> Result<Flow> {
        match self.rows.get(self.at) {
            Some(row) => undo(row.entry, cx),
            None => Ok(Flow::Done),
        }
    }

    /// One level out: the typing, the words, the whole.
    fn out(&mut self) -> Result<Flow> {
        if self.asking.take().is_none() && self.words.is_empty() {
            return Ok(Flow::Close);
        }
        self.words.clear();
        self.wrong.clear();
        Ok(Flow::Done)
    }

    /// The end of the history: all that was not read yet is.
    fn last(&mut self, cx: &mut Cx) -> Result<Flow> {
        if self.to_end {
            return Ok(Flow::Done);
        }
        if !self.catch_up(cx)? {
            return Ok(Flow::Later);
        }
        self.at = self.rows.len().saturating_sub(1);
        if let Some(last) = self.rows.last().map(|row| row.entry).filter(|_| !self.ended) {
            (self.further, self.to_end) = (true, true);
            self.read(Some(last), ALL, cx)?;
        }
        Ok(Flow::Done)
    }

    fn step(&mut self, by: isize, cx: &mut Cx) -> Result<Flow> {
        // It is meant for the rows of the words that were typed, not for those before them.
        if !self.further && !self.catch_up(cx)? {
            return Ok(Flow::Later);
        }
        self.to_end = false;
        self.at = self.at.saturating_add_signed(by).min(self.rows.len().saturating_sub(1));
        self.read_further(cx)?;
        Ok(Flow::Done)
    }

    fn leap(&mut self, way: isize, cx: &mut Cx) -> Result<Flow> {
        let rows = isize::try_from(room(cx.size).1.max(1))?;
        self.step(way * rows, cx)
    }

    fn ask(&mut self) -> Result<Flow> {
        self.asking = Some(Input::new(&self.words));
        Ok(Flow::Done)
    }

    fn accept(&mut self) -> Result<Flow> {
        if self.wrong.is_empty() {
            self.asking = None;
        }
        Ok(Flow::Done)
    }

    /// Near the end of what is there, those before it.
    fn read_further(&mut self, cx: &Cx) -> Result<()> {
        let last = self.rows.last().map(|row| row.entry);
        if self.ended || self.job.is_some() || last.is_none() || self.at + NEAR < self.rows.len() {
            return Ok(());
        }
        self.further = true;
        self.read(last, PAGE, cx)
    }

    fn read(&mut self, before: Option<Id>, limit: usize, cx: &Cx) -> Result<()> {
        let sought = self.sought.clone();
        self.limit = limit;
        self.job =
            Some(cx.read_aside(move |db, _| {
                db.audit(&sought, before, limit)?.iter().map(|one| told(one, db)).collect()
            })?);
        self.take(PATIENCE)
    }

    fn take(&mut self, patience: Duration) -> Result<()> {
        if let Some(end) = self.job.as_mut().and_then(|job| job.within(patience)) {
            self.job = None;
            self.put(end?);
        }
        Ok(())
    }

    fn put(&mut self, rows: Vec<Row>) {
        if self.further {
            self.ended = rows.len() < self.limit;
            self.rows.extend(rows);
            if std::mem::take(&mut self.to_end) {
                self.at = self.rows.len().saturating_sub(1);
            }
        } else {
            self.ended = rows.is_empty() || !rows.len().is_multiple_of(PAGE);
            // The cursor stays on its entry.
            let here = self.rows.get(self.at).map(|row| row.entry);
            self.at = rows.iter().position(|row| Some(row.entry) == here).unwrap_or(0);
            self.rows = rows;
        }
    }
}

impl Pane for Audit {
    fn title(&self, lang: Lang) -> String {
        let words = if self.words.is_empty() { String::new() } else { format!(" · /{}", self.words) };
        format!("{}{words}", said::TITLE.to(lang))
    }

    fn corner(&self) -> String {
        if self.job.is_some() { "…".to_owned() } else { String::new() }
    }

    fn foot(&self, lang: Lang) -> String {
        if self.asking.is_some() { said::NARROW } else { said::FOOT }.to(lang).to_owned()
    }

    fn foot_end(&self, lang: Lang) -> String {
        if self.asking.is_some() { String::new() } else { said::BACK.to(lang).to_owned() }
    }

    fn typing(&self) -> bool {
        self.asking.is_some()
    }

    fn input(&mut self) -> Option<&mut Input> {
        self.asking.as_mut()
    }

    fn retyped(&mut self, _: &mut Cx) -> Result<Flow> {
        self.words = self.asking.as_ref().map_or_else(String::new, |input| input.text().to_owned());
        Ok(Flow::Done)
    }

    /// Behind the `/` of the first line.
    fn caret(&self, area: Rect, _: Lang) -> Option<Position> {
        let input = self.asking.as_ref()?;
        Some(input.caret(Rect { x: area.x + 1, width: area.width.saturating_sub(1), ..area }))
    }

    fn is_late(&self) -> bool {
        self.job.is_some()
    }

    fn catch_up(&mut self, cx: &Cx) -> Result<bool> {
        self.take(cx.patience(PATIENCE))?;
        Ok(self.job.is_none())
    }

    fn busy(&self) -> bool {
        self.job.is_some()
    }

    fn load(&mut self, cx: &mut Cx) -> Result<()> {
        let read = Sought::parse(&self.words, named_acts, &*cx.store);
        self.wrong = match read {
            Ok(sought) => {
                self.sought = sought;
                String::new()
            }
            Err(problem) => problem.fault.text(cx.lang).to_owned(),
        };
        let seen = (cx.store.version()?, self.sought.clone());
        if self.seen.as_ref() != Some(&seen) {
            let same = self.seen.as_ref().is_some_and(|(_, sought)| *sought == self.sought);
            let limit = if same { self.rows.len().div_ceil(PAGE).max(1) * PAGE } else { PAGE };
            self.seen = Some(seen);
            self.further = false;
            return self.read(None, limit, cx);
        }
        self.take(Duration::ZERO)
    }

    fn status(&self, lang: Lang) -> String {
        if !self.wrong.is_empty() {
            return format!("! {}", self.wrong);
        }
        let none = self.rows.is_empty() && self.job.is_none();
        if none { said::NOTHING.to(lang).to_owned() } else { String::new() }
    }

    fn draw(&self, frame: &mut Frame, area: Rect, lang: Lang) {
        let wide = usize::from(area.width);
        let mut lines = Vec::new();
        if let Some(input) = &self.asking {
            lines.push(Line::from(format!("/{}", input.view(area.width.saturating_sub(1)).0)));
        }
        let height = usize::from(area.height).saturating_sub(lines.len());
        let skip = (self.at + 1).saturating_sub(height);
        for (n, row) in self.rows.iter().enumerate().skip(skip).take(height) {
            let bar = if n == self.at { "▌" } else { " " };
            let (when, who) = (cells::left(&row.when, WHEN), cells::left(&row.who, WHO));
            let back = if row.taken_back { said::TAKEN_BACK.to(lang) } else { "" };
            let line = cells::ends(&format!("{bar} {when} {who} {}", row.what.to(lang)), back, wide);
            let line = cells::left(&line, wide);
            let here = Style::new().add_modifier(Modifier::BOLD | Modifier::REVERSED);
            lines.push(Line::styled(line, if n == self.at { here } else { Style::new() }));
        }
        frame.render_widget(Text::from(lines), area);
    }
}
