//! A list that was written out to be edited, and comes back: row by row and cell by cell what is different, what was
//! changed here meanwhile, and what is chosen of it; then it is taken in as one deed, aside from the screen.
mod draw;
mod keys;

use super::import;
use super::whole::Whole;
use crate::act::tell;
use crate::exchange::back::{Asked, Changed, Difference, State, Taken, compare, correct, take};
use crate::exchange::column::look::Looked;
use crate::exchange::plan::Cancelled;
use crate::exchange::run::rejects::Rejects;
use crate::job::{Control, Job};
use crate::lang::{Lang, Sentence, back as said, preview, toast};
use crate::store::Db;
use crate::ui::cx::Cx;
use crate::ui::fault::in_words;
use crate::ui::pane::{Flow, Pane};
use anyhow::Result;
use draw::Drawn;
use ratatui::Frame;
use ratatui::layout::Rect;
use std::path::Path;
use std::sync::Arc;

/// A file that comes back.
pub struct Back {
    looked: Looked,
    asked: Asked,
    stage: Stage,
    difference: Option<Arc<Difference>>,
    /// The rows and cells that are shown, and where the cursor stands among them.
    spots: Vec<Spot>,
    at: usize,
    /// Whether what was changed here alone is shown, too.
    here: bool,
    /// What was typed in place of what the file has: the line, the column, the text.
    typed: Vec<(u64, usize, String)>,
    /// Whether something was chosen or corrected, and whether it was said that this is dropped.
    decided: bool,
    warned: bool,
    /// What was answered over this.
    answer: Option<String>,
    wrong: Sentence,
    /// What is drawn: the lines around the cursor, from that place on.
    drawn: (usize, Vec<Drawn>),
    /// All of what is under the cursor.
    whole: Whole,
}

/// How far it has come.
enum Stage {
    Comparing(Job<Difference>),
    Shown,
    Taking(Job<Option<Ended>>),
    Over,
}

/// What came of it.
struct Ended {
    taken: Taken,
    /// What stayed out of it, and where that was written, or why it could not be.
    left: Sentence,
}

/// A line of the list.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Spot {
    Row(usize),
    Cell(usize, usize),
}

/// Rows that are compared within a frame or two.
const SMALL: u64 = 300;

fn told<T: Send + 'static>(control: &Control<T>, at: u64, of: u64) -> bool {
    let small = |n| usize::try_from(n).unwrap_or(usize::MAX);
    control.step(small(at), small(of))
}

/// Writes out what stays out of a difference that was taken in, and tells of it; nothing, where nothing does.
fn left(difference: &Difference, db: &Db, to: Option<&Path>, lang: Lang) -> Sentence {
    let counts = difference.counts();
    let (refused, as_here) = (counts.refused + counts.unknown, counts.clashes - counts.clashes_taken);
    let Some(to) = to.filter(|_| refused + as_here > 0) else { return Sentence::default() };
    let mut rejects = Rejects::new(to, [&difference.looked], lang);
    if let Err(error) = difference.write_left(db, &mut rejects) {
        return in_words(&error);
    }
    let name = to.file_name().filter(|_| to.parent() == difference.looked.path.parent());
    let name = name.map_or_else(|| to.display().to_string(), |name| name.to_string_lossy().into_owned());
    said::left(refused, as_here, &name)
}

impl Back {
    /// Of a file that was looked through.
    ///
    /// # Errors
    /// Where the file as a whole cannot come back.
    pub fn new(looked: Looked, asked: Asked, cx: &Cx) -> Result<Self> {
        let mut back = Self {
            looked,
            asked,
            stage: Stage::Shown,
            difference: None,
            spots: Vec::new(),
            at: 0,
            here: false,
            typed: Vec::new(),
            decided: false,
            warned: false,
            answer: None,
            wrong: Sentence::default(),
            drawn: (0, Vec::new()),
            whole: Whole::default(),
        };
        back.compare(cx)?;
        Ok(back)
    }

    /// Compares it, few rows at once, so that the next key meets them.
    fn compare(&mut self, cx: &Cx) -> Result<()> {
        let (looked, asked) = (self.looked.clone(), self.asked.clone());
        if looked.rows <= SMALL {
            let difference = compare(&cx.store, looked, &asked, &mut |_, _| true)?;
            return self.show(difference, cx);
        }
        let job = cx.read_aside(move |db, control| compare(db, looked, &asked, &mut |at, of| told(control, at, of)))?;
        self.stage = Stage::Comparing(job);
        Ok(())
    }

    /// Shows what differs; what was chosen and typed before is so again.
    fn show(&mut self, mut difference: Difference, cx: &Cx) -> Result<()> {
        if let Some(before) = &self.difference {
            difference.choose_as(before);
        }
        for (line, column, text) in &self.typed {
            if let Some(row) = difference.rows.iter().position(|row| row.line == *line) {
                correct(&cx.store, &mut difference, row, *column, text)?;
            }
        }
        self.difference = Some(Arc::new(difference));
        self.stage = Stage::Shown;
        self.lay();
        Ok(())
    }

    /// The lines of the list.
    fn lay(&mut self) {
        let here = self.difference.as_ref().map_or(&[][..], |difference| &difference.rows);
        self.spots.clear();
        for (n, row) in here.iter().enumerate().filter(|(_, row)| self.here || !row.is_here_alone()) {
            self.spots.push(Spot::Row(n));
            let shown = row.cells.iter().enumerate();
            self.spots.extend(shown.map(|(cell, _)| Spot::Cell(n, cell)));
        }
        self.at = self.at.min(self.spots.len().saturating_sub(1));
    }

    /// Takes in what is chosen.
    fn take(&mut self, cx: &mut Cx) -> Result<Flow> {
        let Some(difference) = &self.difference else { return Ok(Flow::Done) };
        let counts = difference.counts();
        if counts.rows + counts.added == 0 {
            let nothing = if difference.rows.iter().any(|row| !row.is_here_alone()) {
                said::NOTHING_CHOSEN
            } else {
                said::NO_DIFFERENCE
            };
            cx.say(&nothing.into());
            return Ok(Flow::Done);
        }
        let (difference, lang) = (Arc::clone(difference), cx.lang);
        let beside = import::work::beside(&cx.stays_by(&self.looked.path), cx.store.path());
        self.wrong = Sentence::default();
        self.stage = Stage::Taking(cx.write_aside(move |store, control| {
            let taken = take(store, &difference, &mut |at, of| told(control, at, of))?;
            Ok(taken.map(|taken| Ended { taken, left: left(&difference, store, beside.as_deref(), lang) }))
        }));
        Ok(Flow::Done)
    }

    /// Hears what became of the work aside.
    fn hear(&mut self, cx: &mut Cx) -> Result<()> {
        match &mut self.stage {
            Stage::Comparing(job) => match job.poll() {
                Some(Ok(difference)) => self.show(difference, cx)?,
                Some(Err(error)) => {
                    self.stage = Stage::Shown;
                    self.wrong = in_words(&error);
                }
                None => {}
            },
            Stage::Taking(job) => {
                if let Some(end) = job.poll() {
                    self.end(end, cx)?;
                }
            }
            Stage::Shown | Stage::Over => {}
        }
        Ok(())
    }

    fn end(&mut self, end: Result<Option<Ended>>, cx: &mut Cx) -> Result<()> {
        cx.store.hurry(false)?;
        match end {
            Ok(taken) => {
                self.stage = Stage::Over;
                let told = taken.map_or_else(
                    || said::NO_DIFFERENCE.into(),
                    |Ended { taken, left }| {
                        let parts = [tell(&taken.deed, &cx.store), left];
                        let parts: Vec<Sentence> =
                            parts.into_iter().filter(|part| !part.to(cx.lang).is_empty()).collect();
                        toast::undoable(&toast::listed(&parts, " · "))
                    },
                );
                cx.say(&told);
            }
            Err(error) if error.is::<Cancelled>() => {
                self.stage = Stage::Over;
                cx.say(&preview::CANCELLED.into());
            }
            Err(error) if error.is::<Changed>() => {
                cx.say(&said::CHANGED_MEANWHILE.into());
                self.compare(cx)?;
            }
            Err(error) => {
                self.stage = Stage::Shown;
                self.wrong = in_words(&error);
                cx.fault(&error);
            }
        }
        Ok(())
    }

    /// Puts what was typed into the cell under the cursor.
    fn put(&mut self, text: &str, cx: &Cx) -> Result<()> {
        let Some(Spot::Cell(row, cell)) = self.spots.get(self.at).copied() else { return Ok(()) };
        let Some(difference) = self.difference.as_mut().map(Arc::make_mut) else { return Ok(()) };
        let (line, column) = (difference.rows[row].line, difference.rows[row].cells[cell].column);
        correct(&cx.store, difference, row, column, text)?;
        self.typed.retain(|(known, at, _)| (*known, *at) != (line, column));
        self.typed.push((line, column, text.to_owned()));
        self.decide();
        self.lay();
        Ok(())
    }

    fn decide(&mut self) {
        (self.decided, self.warned) = (true, false);
    }

    fn is_taking(&self) -> bool {
        matches!(self.stage, Stage::Taking(_))
    }

    /// Whether a line needs a look: changed on both sides, refused, likely here already.
    fn is_doubtful(&self, spot: Spot) -> bool {
        let Some(difference) = &self.difference else { return false };
        match spot {
            Spot::Row(row) => {
                let row = &difference.rows[row];
                row.refused.is_some() || !row.likely.is_empty()
            }
            Spot::Cell(row, cell) => {
                matches!(difference.rows[row].cells[cell].state, State::Clash(_) | State::Refused(_))
            }
        }
    }
}

impl Pane for Back {
    fn title(&self, lang: Lang) -> String {
        said::TITLE.to(lang).to_owned()
    }

    fn corner(&self) -> String {
        self.drawn_corner()
    }

    fn foot(&self, lang: Lang) -> String {
        self.drawn_foot(lang)
    }

    fn foot_end(&self, lang: Lang) -> String {
        self.drawn_end(lang)
    }

    fn load(&mut self, cx: &mut Cx) -> Result<()> {
        self.hear(cx)?;
        if let Some(text) = self.answer.take() {
            self.answered(&text, cx)?;
        }
        self.drawn = self.prepare(cx);
        let (title, said) = self.under_cursor(cx);
        self.whole.show(title, said);
        cx.store.hurry(self.is_taking())
    }

    fn keep(&mut self, cx: &mut Cx) -> Result<()> {
        cx.store.hurry(false)
    }

    fn is_over(&self) -> bool {
        matches!(self.stage, Stage::Over)
    }

    fn stays(&self) -> bool {
        self.is_taking() || self.decided
    }

    fn busy(&self) -> bool {
        matches!(self.stage, Stage::Comparing(_) | Stage::Taking(_))
    }

    fn answer(&mut self, text: String) {
        self.answer = Some(text);
    }

    fn hints(&self) -> &'static [&'static str] {
        &["<enter>", "<c-s>", "j", "<space>", "<tab>", "e", "J", "t", "c", "a", "m", "<esc>"]
    }

    fn draw(&self, frame: &mut Frame, area: Rect, lang: Lang) {
        self.draw_all(frame, area, lang);
    }
}
