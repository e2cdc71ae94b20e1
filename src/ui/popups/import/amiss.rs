//! The rows of a file that cannot be taken, and those that come in with a cell kept as it is written: where, why, and the
//! row whole. They are corrected here and sent again; rejected ones can be written to a file.
use super::mend::{Mend, cells_of};
use super::work::{Ran, run};
use crate::domain::fold::clean;
use crate::domain::problem::{Fault, Problems};
use crate::exchange::plan::{Mended, Plan};
use crate::exchange::run::amiss::Amiss;
use crate::job::Job;
use crate::lang::{Lang, Sentence, preview as said, say, toast};
use crate::ui::cells;
use crate::ui::cursor;
use crate::ui::cx::Cx;
use crate::ui::pane::{Flow, Keyed, Pane, Verb};
use crate::ui::popups::path::{AskPath, is_free};
use anyhow::Result;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};
use ratatui::text::{Line, Text as Lines};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Rejected rows, and cells kept as they are written.
pub struct AmissRows {
    ran: Arc<Ran>,
    plan: Arc<Plan>,
    /// The file that they are of.
    path: PathBuf,
    at: usize,
    /// Where all of them are to be written.
    wanted: Option<PathBuf>,
    writing: Option<Job<Ran>>,
    /// Whether the rest of the file is written already.
    done: bool,
    /// What was corrected.
    mended: Mended,
}

/// Lines for the row whole.
const WHOLE: usize = 5;
/// Cells of what becomes of a row.
const FATE: usize = 8;
/// Cells before what is told of it.
const MARKS: usize = FATE + 5;

#[rustfmt::skip]
impl Keyed for AmissRows {
    const VERBS: &'static [Verb<Self>] = &[
        Verb::new("down",      &["j", "<down>"],             say("down", "xuống"),             |r, _| r.step(1)),
        Verb::new("up",        &["k", "<up>"],               say("up", "lên"),                 |r, _| r.step(-1)),
        Verb::new("first",     &["g", "<home>"],             say("first", "đầu"),              |r, _| r.jump(0)),
        Verb::new("last",      &["G", "<end>"],              say("last", "cuối"),              |r, _| r.jump(usize::MAX)),
        Verb::new("page-down", &["<c-d>", "<c-f>", "<pgdn>"], say("page down", "xuống trang"), |r, _| r.step(PAGE)),
        Verb::new("page-up",   &["<c-u>", "<c-b>", "<pgup>"], say("page up", "lên trang"),     |r, _| r.step(-PAGE)),
        Verb::new("write",     &["w"],                       say("write to a file", "ghi ra tệp"), AmissRows::write),
        Verb::new("copy",      &["y"],                       say("copy", "chép"),              AmissRows::copy),
        Verb::new("mend",      &["<enter>", "e", "l", "<right>"], say("correct", "sửa"),       AmissRows::mend),
        Verb::new("send",      &["<c-s>"],                   say("send again", "gửi lại"),     AmissRows::send),
        Verb::new("cancel",    &["<esc>", "h", "<left>", "r", "<bs>"], say("back", "quay lại"), |r, _| r.close()),
    ];
}

/// Rows of a page.
const PAGE: isize = 10;

impl AmissRows {
    /// Of a run of a plan over a file.
    pub fn new(ran: Arc<Ran>, plan: Arc<Plan>, path: &Path, done: bool) -> Self {
        let mended = plan.options.mended.clone();
        Self { ran, plan, path: path.to_owned(), at: 0, wanted: None, writing: None, done, mended }
    }

    fn all(&self) -> &[Amiss] {
        &self.ran.outcome.amiss
    }

    fn here(&self) -> Option<&Amiss> {
        self.all().get(self.at)
    }

    fn step(&mut self, by: isize) -> Result<Flow> {
        self.jump(self.at.saturating_add_signed(by))
    }

    fn jump(&mut self, at: usize) -> Result<Flow> {
        self.at = at.min(self.all().len().saturating_sub(1));
        Ok(Flow::Done)
    }

    fn header(&self, amiss: &Amiss) -> &[String] {
        self.plan.file(amiss.file).map(|file| file.looked.header.as_slice()).unwrap_or_default()
    }

    /// Its cells as they were corrected.
    fn cells<'a>(&'a self, amiss: &'a Amiss) -> &'a [String] {
        self.mended.get(&amiss.place()).unwrap_or(&amiss.cells)
    }

    /// Whether something else stands there since it was counted: anywhere in a row that is rejected.
    fn is_mended(&self, amiss: &Amiss) -> bool {
        let (cells, column) = (self.cells(amiss), self.header(amiss).iter().position(|name| *name == amiss.column));
        match column.filter(|_| amiss.taken) {
            Some(at) => cells.get(at) != amiss.cells.get(at),
            None => cells != amiss.cells,
        }
    }

    /// Under which name, beside their file where one can write there.
    fn write(&mut self, cx: &mut Cx) -> Result<Flow> {
        if self.ran.outcome.rejected() == 0 {
            cx.say(&said::NO_REJECTS.into());
            return Ok(Flow::Done);
        }
        let proposed = super::work::beside(&self.path, cx.store.path()).unwrap_or_default();
        let title = say("Write the rejected rows to", "Ghi các dòng bị loại vào");
        cx.open(AskPath::name(title, &proposed, |_, path| {
            if is_free(path)? {
                return Ok(Flow::Answer(path.to_string_lossy().into_owned()));
            }
            Err(Problems::from(Fault::new(said::is_there(&path.display().to_string()))).into())
        }))
    }

    /// The row under the cursor, cell by cell.
    fn mend(&mut self, cx: &mut Cx) -> Result<Flow> {
        let Some(amiss) = self.here() else { return Ok(Flow::Done) };
        let (header, cells) = (self.header(amiss), self.cells(amiss));
        let mend = Mend::new(amiss, header, cells, cx.lang);
        cx.open(mend)
    }

    /// Takes what was corrected in place of what the file has: it is counted again, or brought in where the rest is.
    fn send(&mut self, cx: &mut Cx) -> Result<Flow> {
        if self.mended == self.plan.options.mended {
            cx.say(&said::NOTHING_MENDED.into());
            return Ok(Flow::Done);
        }
        Ok(Flow::Answer(format!("{} {}", if self.done { "send" } else { "mended" }, self.told()?)))
    }

    /// What was corrected is kept, though it is not sent yet.
    fn close(&mut self) -> Result<Flow> {
        let same = self.mended == self.plan.options.mended;
        Ok(if same { Flow::Close } else { Flow::Answer(format!("mended {}", self.told()?)) })
    }

    fn told(&self) -> Result<String> {
        let rows: Vec<_> = self.mended.iter().map(|((file, line), cells)| (file, line, cells)).collect();
        Ok(serde_json::to_string(&rows)?)
    }

    fn copy(&mut self, cx: &mut Cx) -> Result<Flow> {
        let Some(amiss) = self.here() else { return Ok(Flow::Done) };
        let text = amiss.told(cx.lang);
        cx.copy(&text);
        cx.say(&toast::copied(&text));
        Ok(Flow::Done)
    }

    /// How many are further down than a list of so many lines shows, and of how many no row is kept.
    fn further(&self, room: usize) -> Vec<Sentence> {
        let last = self.at.max(room.saturating_sub(1)).saturating_add(1);
        let told = |taken| self.all().iter().take(last).filter(|amiss| amiss.taken == taken).count() as u64;
        let rejected = self.ran.outcome.rejected().saturating_sub(told(false));
        let kept = self.ran.outcome.kept_cells().saturating_sub(told(true));
        let more = [(rejected, said::more_rejects(rejected)), (kept, said::more_kept(kept))];
        more.into_iter().filter(|(count, _)| *count > 0).map(|(_, more)| more).collect()
    }

    /// What is wrong, where its line has no room for that, and what becomes of the row.
    fn why(&self, wide: usize, lang: Lang) -> Vec<String> {
        let Some(amiss) = self.here() else { return Vec::new() };
        let told = clean(&amiss.told(lang), false).into_owned();
        let mut lines = if cells::width(&told) + MARKS > wide { cells::wrap(&told, wide) } else { Vec::new() };
        if amiss.taken {
            lines.extend(cells::wrap(said::TAKEN_SO.to(lang), wide));
        }
        lines
    }

    /// The row with the names of its columns, as much as there is room for.
    fn whole(&self, wide: usize) -> Vec<String> {
        let Some(amiss) = self.here() else { return Vec::new() };
        let (header, cells) = (self.header(amiss), self.cells(amiss));
        let named = cells.iter().enumerate().filter(|(_, text)| !text.trim().is_empty());
        let cell = |(at, text): (usize, &String)| {
            let name = header.get(at).map_or("", String::as_str);
            format!("{name}={}", clean(text.trim(), false))
        };
        let all: Vec<String> = named.map(cell).collect();
        let mut lines = cells::wrap(&all.join(" · "), wide);
        lines.truncate(WHOLE);
        lines
    }
}

impl Pane for AmissRows {
    fn title(&self, lang: Lang) -> String {
        said::amiss(self.ran.outcome.rejected(), self.ran.outcome.kept_cells()).to(lang).to_owned()
    }

    fn foot(&self, lang: Lang) -> String {
        say(
            "Enter correct · Ctrl-s send again · w rejected to a file",
            "Enter sửa · Ctrl-s gửi lại · w ghi dòng bị loại ra tệp",
        )
        .to(lang)
        .to_owned()
    }

    fn foot_end(&self, lang: Lang) -> String {
        say("Esc back", "Esc quay lại").to(lang).to_owned()
    }

    fn hints(&self) -> &'static [&'static str] {
        &["<enter>", "<c-s>", "j", "w", "y", "<esc>"]
    }

    fn answer(&mut self, text: String) {
        let Some(cells) = cells_of(&text) else {
            self.wanted = Some(PathBuf::from(text));
            return;
        };
        if let Some(at) = self.here().map(Amiss::place) {
            self.mended.insert(at, cells);
            self.at = (self.at + 1).min(self.all().len().saturating_sub(1));
        }
    }

    fn load(&mut self, cx: &mut Cx) -> Result<()> {
        if let Some(path) = self.wanted.take() {
            self.writing = Some(run(&self.plan, true, Some(path), cx));
        }
        if let Some(end) = self.writing.as_mut().and_then(Job::poll) {
            self.writing = None;
            let ran = end?;
            match ran.written {
                Some(path) => cx.say(&said::rejects_in(ran.outcome.rejected(), &path.display().to_string())),
                None => cx.say(&Sentence::plain(&ran.unwritten)),
            }
        }
        Ok(())
    }

    fn busy(&self) -> bool {
        self.writing.is_some()
    }

    fn draw(&self, frame: &mut Frame, area: Rect, lang: Lang) {
        let (wide, high) = (usize::from(area.width), usize::from(area.height));
        let whole: Vec<String> = self.why(wide, lang).into_iter().chain(self.whole(wide)).collect();
        // Two lines at most say how many are further down.
        let room = |more: usize| high.saturating_sub(whole.len() + 1 + more).max(1);
        let fits = |lines: &usize| self.further(room(*lines)).len() <= *lines;
        let room = room((0..2).find(fits).unwrap_or(2));
        let more = self.further(room);
        let skip = (self.at + 1).saturating_sub(room);
        let mut lines = Vec::new();
        for (n, amiss) in self.all().iter().enumerate().skip(skip).take(room) {
            let here = n == self.at;
            let mended = if self.is_mended(amiss) { "✓ " } else { "" };
            let fate = if amiss.taken { said::KEPT } else { said::REJECTED };
            let told = format!("{} {mended}{}", cells::left(fate.to(lang), FATE), clean(&amiss.told(lang), false));
            let text = format!("{} {told}", cursor::bar(here));
            lines.push(Line::styled(cells::left(&text, wide), cursor::row(here)));
        }
        lines.extend(more.iter().map(|more| Line::from(more.to(lang).to_owned())));
        lines.push(Line::default());
        lines.extend(whole.into_iter().map(|line| Line::styled(line, Style::new().add_modifier(Modifier::DIM))));
        frame.render_widget(Lines::from(lines), area);
    }
}
