//! A file about to be brought in: into which field each column goes, what a dry run counted, and what is said of it
//! before anything is written; then the writing, aside from the screen.
mod columns;
mod draw;
mod keys;
mod rejects;
mod work;

use super::path::{AskPath, in_words};
use crate::domain::money::Currency;
use crate::exchange::look::Looked;
use crate::exchange::map::{Map, NOWHERE};
use crate::exchange::plan::{Cancelled, Options, Plan, look_at, looks_like};
use crate::exchange::table::Table;
use crate::exchange::target::{Target, called, targets};
use crate::job::Job;
use crate::lang::{Lang, Sentence, preview as said, say, toast};
use crate::ui::cx::Cx;
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
    stage: Stage,
    plan: Option<Arc<Plan>>,
    rows: Vec<Row>,
    at: usize,
    counting: Option<Job<Ran>>,
    /// What the dry run counted.
    count: Option<Arc<Ran>>,
    /// Why it cannot be done as it stands.
    wrong: Sentence,
    /// What was chosen in a list over this.
    chosen: Option<String>,
    done: Vec<Sentence>,
    corner: String,
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
        let import = Import::new(path, kind, cx)?;
        cx.open(import)?;
        Ok(Flow::Close)
    })
}

impl Import {
    fn new(path: &Path, kind: Option<&'static str>, cx: &mut Cx) -> Result<Self> {
        // What is no table at all is told where the path was asked for.
        Table::open(path)?;
        let mut import = Self {
            path: path.to_owned(),
            kind,
            target: None,
            sure: false,
            options: Options::default(),
            here: Vec::new(),
            stage: Stage::Laid,
            plan: None,
            rows: Vec::new(),
            at: 0,
            counting: None,
            count: None,
            wrong: Sentence::default(),
            chosen: None,
            done: Vec::new(),
            corner: String::new(),
        };
        if fs::metadata(path)?.len() > SMALL {
            import.stage = Stage::Looking(work::look(path, cx)?);
        } else {
            import.lay(look_at(&cx.store, path, None, &mut |_, _| true)?, cx)?;
        }
        Ok(import)
    }

    /// Lays out where the columns go, and counts what would come of it.
    fn lay(&mut self, looked: Looked, cx: &Cx) -> Result<()> {
        let guess = looks_like(&looked);
        self.sure = self.target.is_none() && guess.is_some();
        let usual = self.kind.and_then(called).or_else(|| targets().find(|target| target.kind == "lead"));
        let Some(target) = self.target.or(guess).or(usual) else { return Ok(()) };
        let plan = Plan::laid(&cx.store, target, vec![looked], self.options.clone())?;
        let rows = columns::rows(&plan, &self.here);
        // The columns stay where they stand while one is at them.
        let before = |row: &Row| self.rows.iter().position(|known| known.column == row.column);
        let mut placed: Vec<(Option<usize>, Row)> = rows.into_iter().map(|row| (before(&row), row)).collect();
        placed.sort_by_key(|(before, _)| *before);
        self.rows = placed.into_iter().map(|(_, row)| row).collect();
        self.plan = Some(Arc::new(plan));
        self.count(cx);
        Ok(())
    }

    /// The same file under other terms.
    fn lay_again(&mut self, cx: &Cx) -> Result<()> {
        let looked = self.plan.as_ref().and_then(|plan| plan.files.first()).map(|file| file.looked.clone());
        looked.map_or(Ok(()), |looked| self.lay(looked, cx))
    }

    /// Counts by a dry run; an older one is given up.
    fn count(&mut self, cx: &Cx) {
        (self.counting, self.count, self.wrong) = (None, None, Sentence::default());
        let Some(plan) = &self.plan else { return };
        match plan.lacks() {
            Some(lacking) => self.wrong = lacking.then(&Sentence::from(said::ONE_OF_HERE)),
            None => self.counting = Some(work::run(plan, true, None, cx)),
        }
    }

    fn write(&mut self, cx: &mut Cx) -> Result<Flow> {
        let Some(plan) = &self.plan else { return Ok(Flow::Done) };
        if plan.lacks().is_some() {
            cx.say(&self.wrong);
            return Ok(Flow::Done);
        }
        self.counting = None;
        let rejects = work::beside(&self.path, cx.store.path());
        let job = work::run(plan, false, rejects, cx);
        self.stage = Stage::Writing(Writing { job, began: Instant::now(), cancelled: false });
        Ok(Flow::Done)
    }

    /// Takes what was found out aside.
    fn take(&mut self, cx: &mut Cx) -> Result<()> {
        if let Some(end) = self.counting.as_mut().and_then(Job::poll) {
            self.counting = None;
            match end {
                Ok(ran) => self.count = Some(Arc::new(ran)),
                Err(error) => self.wrong = Sentence::plain(&in_words(&error, cx.lang)),
            }
        }
        match &mut self.stage {
            Stage::Looking(job) => match job.poll() {
                Some(Ok(looked)) => {
                    self.stage = Stage::Laid;
                    self.lay(looked, cx)?;
                }
                Some(Err(error)) => {
                    self.stage = Stage::Unreadable;
                    self.wrong = Sentence::plain(&in_words(&error, cx.lang));
                }
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
            Ok(ran) => self.tell(ran, cx),
            Err(error) if error.is::<Cancelled>() => {
                self.stage = Stage::Over;
                cx.say(&said::CANCELLED.into());
                Ok(())
            }
            Err(error) => {
                self.stage = Stage::Laid;
                self.wrong = Sentence::plain(&in_words(&error, cx.lang));
                cx.fault(&error);
                Ok(())
            }
        }
    }

    /// What came of it; how the columns went is kept for the next file of this shape.
    fn tell(&mut self, ran: Ran, cx: &mut Cx) -> Result<()> {
        let Some(plan) = &self.plan else { return Ok(()) };
        let counts = ran.outcome.counts;
        self.done = match ran.outcome.batch {
            Some(_) => {
                let told = said::imported(counts.added, counts.merged, plan.target.many());
                cx.say(&toast::undoable(&told));
                vec![told]
            }
            None => {
                let told = said::nothing_new(counts.skipped);
                cx.say(&told);
                vec![told]
            }
        };
        if let Some(path) = &ran.written {
            self.done.push(said::rejects_in(counts.rejected, &path.display().to_string()));
        } else if !ran.unwritten.is_empty() {
            self.done.push(Sentence::plain(&ran.unwritten));
        }
        self.stage = Stage::Done(Arc::new(ran));
        if !self.options.map.is_empty()
            && let Some(file) = plan.files.first()
        {
            cx.store.keep_mapping(&file.shape, &self.options.map.write())?;
        }
        Ok(())
    }

    /// Does what was chosen: `as FIELD`, `kind NAME`, `in CODE`.
    fn choose(&mut self, cx: &Cx) -> Result<()> {
        let Some(chosen) = self.chosen.take() else { return Ok(()) };
        match chosen.split_once(' ') {
            Some(("as", field)) => self.goes_into(field, cx)?,
            Some(("kind", name)) => {
                self.target = called(name);
                // What was said of the columns was said of other fields.
                (self.options.map, self.here, self.rows, self.at) = (Map::default(), Vec::new(), Vec::new(), 0);
            }
            Some(("in", code)) => self.options.currency = Currency::read(code),
            _ => {}
        }
        self.lay_again(cx)
    }

    /// Says into which field the column under the cursor goes, besides what was said of the others last time.
    fn goes_into(&mut self, field: &str, cx: &Cx) -> Result<()> {
        let (Some(plan), Some(row)) = (&self.plan, self.rows.get(self.at)) else { return Ok(()) };
        let file = &plan.files[0];
        if self.options.map.is_empty()
            && let Some(kept) = cx.store.mapping(&file.shape)?
        {
            self.options.map = Map::read(&kept);
        }
        let outside = columns::fields(plan).any(|(key, label)| key == field && label == said::OUTSIDE_KEY);
        if let Some((key, _)) = file.mapping.key.filter(|_| outside) {
            // There is one key.
            self.options.map.forget(&file.looked.header[key]);
        }
        self.options.map.put(&row.header, Some(field).filter(|field| *field != NOWHERE));
        self.here.push(row.header.clone());
        Ok(())
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
        self.choose(cx)?;
        let nothing = if matches!(self.stage, Stage::Laid) { said::NOTHING_YET.to(cx.lang) } else { "" };
        nothing.clone_into(&mut self.corner);
        cx.store.hurry(self.holds_file())
    }

    fn keep(&mut self, cx: &mut Cx) -> Result<()> {
        cx.store.hurry(false)
    }

    fn is_over(&self) -> bool {
        matches!(self.stage, Stage::Over)
    }

    fn stays(&self) -> bool {
        matches!(self.stage, Stage::Writing(_))
    }

    fn busy(&self) -> bool {
        self.holds_file() || matches!(self.stage, Stage::Looking(_))
    }

    fn answer(&mut self, text: String) {
        self.chosen = Some(text);
    }

    fn hints(&self) -> &'static [&'static str] {
        &["<enter>", "j", "K", "d", "i", "r", "$", "<c-s>"]
    }

    fn status(&self, lang: Lang) -> String {
        self.drawn_status(lang)
    }

    fn draw(&self, frame: &mut Frame, area: Rect, lang: Lang) {
        self.draw_all(frame, area, lang);
    }
}
