//! A file about to be brought in: into which field each column goes, what a dry run counted, and what is said of it
//! before anything is written; then the writing, aside from the screen.
mod amiss;
mod asked;
mod columns;
mod draw;
mod first;
mod heading;
mod keys;
mod left;
mod manner;
mod mend;
mod names;
mod terms;
mod told;
pub(super) mod work;

use super::back::Back;
use super::path::AskPath;
use crate::exchange::back::Asked;
use crate::exchange::column::look::Looked;
use crate::exchange::file::table::Table;
use crate::exchange::plan::names::Names;
use crate::exchange::plan::target::Target;
use crate::exchange::plan::{Cancelled, Mended, Options, Plan, look_at};
use crate::job::Job;
use crate::lang::{Lang, Sentence, preview as said, say};
use crate::ui::cx::Cx;
use crate::ui::fault::in_words;
use crate::ui::pane::{Flow, Pane};
use anyhow::Result;
use columns::Row;
use ratatui::Frame;
use ratatui::layout::Rect;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;
use work::Ran;

/// A file about to be brought in.
pub struct Import {
    path: PathBuf,
    /// What the list is of that it was asked for on.
    kind: Option<&'static str>,
    /// What its rows become, where a person said so.
    target: Option<&'static Target>,
    /// Whether the file itself shows what it is of.
    sure: bool,
    options: Options,
    /// The columns of which it was said here where they go.
    here: Vec<String>,
    /// What was decided of names and words before it was opened.
    before: Names,
    stage: Stage,
    plan: Option<Arc<Plan>>,
    rows: Vec<Row>,
    at: usize,
    counting: Option<Job<Ran>>,
    /// Whether the counting was given up for what stands over this.
    given_up: bool,
    /// What the dry run counted.
    count: Option<Arc<Ran>>,
    /// A file that was written out here to be edited: it is no import.
    back: Option<Looked>,
    /// Why it cannot be done as it stands.
    wrong: Sentence,
    /// What was chosen in a list over this.
    chosen: Option<String>,
    done: Vec<Sentence>,
    corner: String,
    /// The corrected rows that were brought in.
    sent: Mended,
    /// Where the rejected rows were written.
    rejects: Option<PathBuf>,
    /// Whether it was said that others are dropped.
    warned: bool,
}

/// How far it has come.
enum Stage {
    Looking(Job<Looked>),
    /// It cannot be read.
    Unreadable,
    /// All is shown, and nothing written.
    Laid,
    Writing(Writing),
    Done(Arc<Ran>),
    Over,
}

struct Writing {
    job: Job<Ran>,
    began: Instant,
    cancelled: bool,
}

/// Bytes of a file that is looked through within a frame or two.
const SMALL: u64 = 512 * 1024;

/// Asks for the file of an import; `kind` is what the list at hand is of.
pub fn import(kind: Option<&'static str>, cx: &Cx) -> AskPath {
    AskPath::existing(say("Import which file?", "Nhập tệp nào?"), cx, move |cx, path| {
        let mut import = Import::new(path, kind, cx)?;
        match import.comes_back(cx)? {
            Some(back) => cx.open(back)?,
            None => cx.open(import)?,
        };
        Ok(Flow::Close)
    })
}

impl Import {
    fn new(path: &Path, kind: Option<&'static str>, cx: &mut Cx) -> Result<Self> {
        // What is no table at all is told where the path was asked for.
        let unread = match Table::glance(path) {
            Err(fault) if !fault.letters => return Err(fault.into()),
            glance => glance.err(),
        };
        let mut import = Self {
            path: path.to_owned(),
            kind,
            target: None,
            sure: false,
            options: Options::default(),
            here: Vec::new(),
            before: Names::default(),
            stage: Stage::Laid,
            plan: None,
            rows: Vec::new(),
            at: 0,
            counting: None,
            given_up: false,
            count: None,
            back: None,
            wrong: Sentence::default(),
            chosen: None,
            done: Vec::new(),
            corner: String::new(),
            sent: Mended::default(),
            rejects: None,
            warned: false,
        };
        import.take_up(cx)?;
        match unread {
            None => import.look(cx)?,
            Some(fault) => import.cannot_read(fault.sentence().clone()),
        }
        Ok(import)
    }

    /// It can be read only once something else is said of it.
    fn cannot_read(&mut self, why: Sentence) {
        (self.stage, self.wrong) = (Stage::Unreadable, why);
    }

    /// Looks the file through: a small one at once, so that the next key meets it.
    fn look(&mut self, cx: &Cx) -> Result<()> {
        // One that is gone is told of by its name as it is looked through.
        if fs::metadata(&self.path).is_ok_and(|file| file.len() > SMALL) {
            (self.counting, self.count) = (None, None);
            self.stage = Stage::Looking(work::look(&self.path, &self.options.reading, cx)?);
            return Ok(());
        }
        let looked = look_at(&cx.store, &self.path, &self.options.reading, &mut |_, _| true)?;
        self.stage = Stage::Laid;
        self.lay(looked, cx)
    }

    /// What it is instead, where the file was written out here to be edited.
    fn comes_back(&mut self, cx: &Cx) -> Result<Option<Back>> {
        let Some(looked) = self.back.take() else { return Ok(None) };
        Back::new(looked, Asked::default(), cx).map(Some)
    }

    fn write(&mut self, cx: &mut Cx) -> Result<Flow> {
        let Some(plan) = &self.plan else { return Ok(Flow::Done) };
        if plan.lacks().is_some() {
            cx.say(&self.wrong);
            return Ok(Flow::Done);
        }
        if self.has_changed() {
            return self.look_again(cx).map(|()| Flow::Done);
        }
        self.counting = None;
        // What is sent again takes the place of what was rejected before.
        let rejects = self.rejects.clone().or_else(|| work::beside(&cx.stays_by(&self.path), cx.store.path()));
        let job = work::run(plan, false, rejects, cx);
        self.stage = Stage::Writing(Writing { job, began: Instant::now(), cancelled: false });
        Ok(Flow::Done)
    }

    /// Takes what was found out aside.
    fn take(&mut self, cx: &mut Cx) -> Result<()> {
        if let Some(end) = self.counting.as_mut().and_then(Job::poll) {
            self.counting = None;
            match end {
                Ok(ran) => self.counted(ran),
                Err(error) => self.wrong = in_words(&error),
            }
        }
        match &mut self.stage {
            Stage::Looking(job) => match job.poll() {
                Some(Ok(looked)) => {
                    self.stage = Stage::Laid;
                    self.lay(looked, cx)?;
                }
                Some(Err(error)) if self.plan.is_some() => self.as_before(&error, cx)?,
                Some(Err(error)) => self.cannot_read(in_words(&error)),
                None => {}
            },
            Stage::Writing(writing) => {
                if let Some(end) = writing.job.poll() {
                    self.end(end, cx)?;
                }
            }
            _ => {}
        }
        Ok(())
    }

    /// The writing is through, or was ended before it could be.
    fn end(&mut self, end: Result<Ran>, cx: &mut Cx) -> Result<()> {
        cx.store.hurry(false)?;
        match end {
            Ok(ran) => self.tell(ran, cx)?,
            Err(error) if error.is::<Cancelled>() => {
                self.stage = Stage::Over;
                cx.say(&said::CANCELLED.into());
            }
            Err(_) if self.has_changed() => self.look_again(cx)?,
            Err(error) => {
                self.stage = Stage::Laid;
                self.wrong = in_words(&error);
                cx.fault(&error);
            }
        }
        Ok(())
    }

    /// Rows that were corrected, and not brought in so.
    fn unsent(&self) -> usize {
        self.options.mended.iter().filter(|(at, cells)| self.sent.get(at) != Some(cells)).count()
    }

    /// Whether it holds the file, so that another's save would wait.
    fn holds_file(&self) -> bool {
        self.counting.is_some() || matches!(self.stage, Stage::Writing(_))
    }
}

impl Pane for Import {
    fn title(&self, lang: Lang) -> String {
        say("Import", "Nhập tệp").to(lang).to_owned()
    }

    fn corner(&self) -> String {
        self.corner.clone()
    }

    fn foot(&self, lang: Lang) -> String {
        self.drawn_foot(lang)
    }

    fn foot_end(&self, lang: Lang) -> String {
        self.drawn_end(lang)
    }

    fn load(&mut self, cx: &mut Cx) -> Result<()> {
        self.take(cx)?;
        if self.back.is_some() && !cx.covered {
            (self.stage, self.counting) = (Stage::Over, None);
            match self.comes_back(cx) {
                Ok(Some(back)) => cx.open(back)?,
                Ok(None) => Flow::Done,
                Err(error) => {
                    cx.say(&in_words(&error));
                    Flow::Done
                }
            };
        }
        self.choose(cx)?;
        self.give_way(cx);
        let nothing = if matches!(self.stage, Stage::Laid) { said::NOTHING_YET.to(cx.lang) } else { "" };
        nothing.clone_into(&mut self.corner);
        cx.store.hurry(self.holds_file())
    }

    fn keep(&mut self, cx: &mut Cx) -> Result<()> {
        self.keep_left(cx)?;
        cx.store.hurry(false)
    }

    fn is_over(&self) -> bool {
        matches!(self.stage, Stage::Over)
    }

    fn stays(&self) -> bool {
        matches!(self.stage, Stage::Writing(_)) || self.unsent() > 0
    }

    fn busy(&self) -> bool {
        self.holds_file() || matches!(self.stage, Stage::Looking(_))
    }

    fn answer(&mut self, text: String) {
        self.chosen = Some(text);
    }

    fn hints(&self) -> &'static [&'static str] {
        if self.rows.iter().any(|row| row.in_dollars) {
            return &["<enter>", "$", "p", "K", "f", "e", "H", "d", "i", "s", "r", "n", "t", "<c-s>", "<esc>"];
        }
        &["<enter>", "p", "K", "f", "e", "H", "d", "i", "s", "r", "n", "$", "t", "<c-s>", "<esc>"]
    }

    fn status(&self, lang: Lang) -> String {
        self.drawn_status(lang)
    }

    fn draw(&self, frame: &mut Frame, area: Rect, lang: Lang) {
        self.draw_all(frame, area, lang);
    }
}
