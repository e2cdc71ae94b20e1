//! Who did what in the whole file, the newest first, narrowed by words; Enter shows what an entry changed.
mod entry;

use super::{PATIENCE, confirm, room};
use crate::act::{audit, named_acts, tell, tell_entry};
use crate::domain::problem::{Fault, Problems};
use crate::domain::sought::Sought;
use crate::domain::value::Id;
use crate::domain::world::World;
use crate::job::Job;
use crate::lang::{Lang, Sentence, audit as said, say, when};
use crate::store::{Db, Told, Version};
use crate::ui::cells;
use crate::ui::commands::turn_back;
use crate::ui::cursor;
use crate::ui::cx::Cx;
use crate::ui::input::Input;
use crate::ui::pane::{Flow, Keyed, Pane, Verb};
use anyhow::Result;
use entry::Entry;
use ratatui::Frame;
use ratatui::layout::{Position, Rect};
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
    /// What takes their place once it is enough.
    coming: Vec<Row>,
    enough: usize,
    /// So many rows are read, stretch by stretch, if there are.
    wanted: usize,
    /// Before which entry the next stretch begins.
    next: Option<Id>,
    job: Option<Job<Stretch>>,
    /// Whether what the job brings goes behind what is there, or takes its place.
    further: bool,
    /// Whether the cursor goes to the end of what is read.
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

/// Rows, and before which entry the next begin.
type Stretch = (Vec<Row>, Option<Id>);

/// So many are read at once.
const PAGE: usize = 200;
/// More than any history has.
const ALL: usize = 1 << 40;
/// So near the end the next are read.
const NEAR: usize = 60;
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
    if cx.store.taken_back_by(entry)?.is_some() {
        return Err(Problems::from(Fault::new(said::ALREADY)).into());
    }
    let told = cx.store.audit_one(entry)?;
    let who = told.as_ref().and_then(|told| cx.store.name("person", told.who)).unwrap_or_default();
    let redo = told.is_some_and(|told| told.undone);
    let when = when::stamp_of_year(cx.store.local(turned.at), cx.store.now());
    let question = said::undo_it(&tell(&turned.deed, &cx.store), &who, &when);
    cx.open(confirm(question, move |cx| turn_back(&turned, redo, cx)))
}

/// An entry in a line.
fn told(told: &Told, db: &Db) -> Result<Row> {
    let taken_back = db.taken_back_by(told.entry)?.is_some();
    let who = db.name("person", told.who).unwrap_or_default();
    let (when, what) = (when::stamp_of_year(db.local(told.at), db.now()), tell_entry(told, db));
    Ok(Row { entry: told.entry, when, who, what, taken_back })
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
        (self.wanted, self.to_end) = (ALL, self.next.is_some());
        self.read_on(cx)?;
        Ok(Flow::Done)
    }

    fn step(&mut self, by: isize, cx: &mut Cx) -> Result<Flow> {
        self.to_end = false;
        // It is meant for the rows of the words that were typed, not for those before them.
        if !self.catch_up(cx)? {
            return Ok(Flow::Later);
        }
        self.at = self.at.saturating_add_signed(by).min(self.rows.len().saturating_sub(1));
        if self.at + NEAR >= self.rows.len() {
            self.wanted = self.wanted.max(self.rows.len() + PAGE);
        }
        self.read_on(cx)?;
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

    /// Reads the next stretch, where there are not as many rows as are wanted yet.
    fn read_on(&mut self, cx: &Cx) -> Result<()> {
        let there = if self.further { self.rows.len() } else { self.coming.len() };
        if self.job.is_none() && self.next.is_some() && there < self.wanted {
            self.read(self.next, self.wanted - there, cx)?;
        }
        Ok(())
    }

    fn read(&mut self, before: Option<Id>, limit: usize, cx: &Cx) -> Result<()> {
        let sought = self.sought.clone();
        self.job = Some(cx.read_aside(move |db, _| {
            let past = audit(db, &sought, before, limit)?;
            let rows = past.told.iter().map(|one| told(one, db)).collect::<Result<_>>()?;
            Ok((rows, past.next))
        })?);
        Ok(())
    }

    fn take(&mut self, patience: Duration, cx: &Cx) -> Result<()> {
        if let Some(end) = self.job.as_mut().and_then(|job| job.within(patience)) {
            self.job = None;
            self.put(end?);
            self.read_on(cx)?;
        }
        Ok(())
    }

    fn put(&mut self, (rows, next): Stretch) {
        self.next = next;
        if self.further {
            self.rows.extend(rows);
            if self.to_end {
                self.at = self.rows.len().saturating_sub(1);
                self.to_end = next.is_some();
            }
            return;
        }
        self.coming.extend(rows);
        if next.is_none() || self.coming.len() >= self.enough {
            // The cursor stays on its entry.
            let here = self.rows.get(self.at).map(|row| row.entry);
            self.rows = std::mem::take(&mut self.coming);
            self.at = self.rows.iter().position(|row| Some(row.entry) == here).unwrap_or(0);
            self.further = true;
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
        self.job.is_some() && (!self.further || self.to_end)
    }

    fn catch_up(&mut self, cx: &Cx) -> Result<bool> {
        if self.is_late() {
            self.take(cx.patience(PATIENCE), cx)?;
        }
        Ok(!self.is_late())
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
        self.take(Duration::ZERO, cx)?;
        let seen = (cx.store.version()?, self.sought.clone());
        let same = self.seen.as_ref().is_some_and(|(_, sought)| *sought == self.sought);
        // A walk that is under way is not begun anew by each commit.
        if self.seen.as_ref() == Some(&seen) || same && self.job.is_some() {
            return Ok(());
        }
        self.seen = Some(seen);
        self.enough = if same { self.rows.len() } else { 0 };
        self.wanted = self.enough.div_ceil(PAGE).max(1) * PAGE;
        (self.further, self.to_end) = (false, false);
        self.coming.clear();
        self.read(None, self.wanted, cx)?;
        self.take(PATIENCE, cx)
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
            let here = n == self.at;
            let bar = cursor::bar(here);
            let (when, who) = (cells::left(&row.when, WHEN), cells::left(&row.who, WHO));
            let back = if row.taken_back { said::TAKEN_BACK.to(lang) } else { "" };
            let line = cells::ends(&format!("{bar} {when} {who} {}", row.what.to(lang)), back, wide);
            let line = cells::left(&line, wide);
            lines.push(Line::styled(line, cursor::row(here)));
        }
        frame.render_widget(Text::from(lines), area);
    }
}
