//! The rows of a file that cannot be taken: where, why, and the row whole; they are corrected here and sent again, or
//! written to a file.
use super::mend::{Mend, cells_of};
use super::work::{Ran, run};
use crate::domain::fold::clean;
use crate::domain::problem::{Fault, Problems};
use crate::exchange::plan::{Mended, Plan};
use crate::exchange::tally::Reject;
use crate::job::Job;
use crate::lang::{Lang, Sentence, preview as said, say, toast};
use crate::ui::cells;
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

/// Rejected rows.
pub struct Rejected {
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
/// Cells before what is told of a row.
const MARKS: usize = 4;

#[rustfmt::skip]
impl Keyed for Rejected {
    const VERBS: &'static [Verb<Self>] = &[
        Verb::new("down",      &["j", "<down>"],             say("down", "xuống"),             |r, _| r.step(1)),
        Verb::new("up",        &["k", "<up>"],               say("up", "lên"),                 |r, _| r.step(-1)),
        Verb::new("first",     &["g", "<home>"],             say("first", "đầu"),              |r, _| r.jump(0)),
        Verb::new("last",      &["G", "<end>"],              say("last", "cuối"),              |r, _| r.jump(usize::MAX)),
        Verb::new("page-down", &["<c-d>", "<c-f>", "<pgdn>"], say("page down", "xuống trang"), |r, _| r.step(PAGE)),
        Verb::new("page-up",   &["<c-u>", "<c-b>", "<pgup>"], say("page up", "lên trang"),     |r, _| r.step(-PAGE)),
        Verb::new("write",     &["w"],                       say("write to a file", "ghi ra tệp"), Rejected::write),
        Verb::new("copy",      &["y"],                       say("copy", "chép"),              Rejected::copy),
        Verb::new("mend",      &["<enter>", "e", "l", "<right>"], say("correct", "sửa"),       Rejected::mend),
        Verb::new("send",      &["<c-s>"],                   say("send again", "gửi lại"),     Rejected::send),
        Verb::new("cancel",    &["<esc>", "h", "<left>", "r", "<bs>"], say("back", "quay lại"), |r, _| r.close()),
    ];
}

/// Rows of a page.
const PAGE: isize = 10;

impl Rejected {
    /// Of a run of a plan over a file.
    pub fn new(ran: Arc<Ran>, plan: Arc<Plan>, path: &Path, done: bool) -> Self {
        let mended = plan.options.mended.clone();
        Self { ran, plan, path: path.to_owned(), at: 0, wanted: None, writing: None, done, mended }
    }

    fn here(&self) -> Option<&Reject> {
        self.ran.outcome.rejects.get(self.at)
    }

    fn step(&mut self, by: isize) -> Result<Flow> {
        self.jump(self.at.saturating_add_signed(by))
    }

    fn jump(&mut self, at: usize) -> Result<Flow> {
        self.at = at.min(self.ran.outcome.rejects.len().saturating_sub(1));
        Ok(Flow::Done)
    }

    /// Under which name, beside their file where one can write there.
    fn write(&mut self, cx: &mut Cx) -> Result<Flow> {
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
        let Some(reject) = self.here() else { return Ok(Flow::Done) };
        let header = self.plan.file(reject.file).map(|file| file.looked.header.as_slice()).unwrap_or_default();
        let cells = self.mended.get(&(reject.file, reject.line)).unwrap_or(&reject.cells);
        let mend = Mend::new(reject, header, cells, cx.lang);
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
        let Some(reject) = self.here() else { return Ok(Flow::Done) };
        let text = reject.told(cx.lang);
        cx.copy(&text);
        cx.say(&toast::copied(&text));
        Ok(Flow::Done)
    }

    /// Why the row cannot be taken, where its line has no room for that.
    fn why(&self, wide: usize, lang: Lang) -> Vec<String> {
        let told = self.here().map_or_else(String::new, |reject| clean(&reject.told(lang), false).into_owned());
        if cells::width(&told) + MARKS > wide { cells::wrap(&told, wide) } else { Vec::new() }
    }

    /// The row with the names of its columns, as much as there is room for.
    fn whole(&self, wide: usize) -> Vec<String> {
        let Some(reject) = self.here() else { return Vec::new() };
        let header = self.plan.file(reject.file).map(|file| file.looked.header.as_slice()).unwrap_or_default();
        let cells = self.mended.get(&(reject.file, reject.line)).unwrap_or(&reject.cells);
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

impl Pane for Rejected {
    fn title(&self, lang: Lang) -> String {
        say("Rejected rows", "Dòng bị loại").to(lang).to_owned()
    }

    fn corner(&self) -> String {
        self.ran.outcome.rejected().to_string()
    }

    fn foot(&self, lang: Lang) -> String {
        say("Enter correct · Ctrl-s send again · w all to a file", "Enter sửa · Ctrl-s gửi lại · w ghi hết ra tệp")
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
        if let Some(at) = self.here().map(|reject| (reject.file, reject.line)) {
            self.mended.insert(at, cells);
            self.at = (self.at + 1).min(self.ran.outcome.rejects.len().saturating_sub(1));
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
        let more = self.ran.outcome.rejected().saturating_sub(self.ran.outcome.rejects.len() as u64);
        let room = high.saturating_sub(whole.len() + 1 + usize::from(more > 0)).max(1);
        let skip = (self.at + 1).saturating_sub(room);
        let mut lines = Vec::new();
        for (n, reject) in self.ran.outcome.rejects.iter().enumerate().skip(skip).take(room) {
            let here = n == self.at;
            let mended = if self.mended.contains_key(&(reject.file, reject.line)) { "✓ " } else { "" };
            let text = format!("{} {mended}{}", if here { "▌" } else { " " }, clean(&reject.told(lang), false));
            let style = if here { Modifier::BOLD | Modifier::REVERSED } else { Modifier::empty() };
            lines.push(Line::styled(cells::left(&text, wide), Style::new().add_modifier(style)));
        }
        if more > 0 {
            lines.push(Line::from(said::more_rejects(more).to(lang).to_owned()));
        }
        lines.push(Line::default());
        lines.extend(whole.into_iter().map(|line| Line::styled(line, Style::new().add_modifier(Modifier::DIM))));
        frame.render_widget(Lines::from(lines), area);
    }
}
