//! The path of a file asked for: completed by Tab from what lies there, `~` understood. What is wrong with it is said
//! under it, and it stays.
mod folder;
mod typed;

use crate::domain::fold::clean;
use crate::lang::{Lang, Sentence, preview as said, say};
use crate::store::Unusable;
use crate::ui::cells;
use crate::ui::chord::Chord;
use crate::ui::cursor::{self, HERE};
use crate::ui::cx::Cx;
use crate::ui::fault::in_words;
use crate::ui::fresh::Fresh;
use crate::ui::input::Input;
use crate::ui::pane::{Flow, Keyed, Pane, Verb};
use anyhow::{Error, Result};
use folder::{Entry, lying};
use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::style::{Color, Modifier, Style};
use ratatui::text::{Line, Text as Lines};
use std::fs::{self, File};
use std::io::ErrorKind;
use std::path::{MAIN_SEPARATOR, Path, PathBuf};
use typed::{BEGINS, alike, at_home, is_whole, unquoted, with_separator};

type Chosen = Box<dyn FnMut(&mut Cx, &Path) -> Result<Flow>>;

/// A path asked for.
pub struct AskPath {
    title: Sentence,
    input: Input,
    chosen: Chosen,
    /// Whether a file is wanted that is there; else a name for one that is not.
    there: bool,
    /// Whether nothing was typed yet, so that the text is the one proposed.
    proposed: bool,
    /// What lies in the folder typed so far, folders first.
    lying: Fresh<PathBuf, Vec<Entry>>,
    /// Of those that begin as typed, the one that the arrows took.
    at: Option<usize>,
    wrong: String,
    /// The same in lines of this width.
    told: Vec<String>,
}

/// Of what lies in a folder so many are shown at a time.
const SHOWN: usize = 8;
/// Cells that the frame has at both sides.
const FRAME: u16 = 4;

#[rustfmt::skip]
impl Keyed for AskPath {
    const VERBS: &'static [Verb<Self>] = &[
        Verb::new("accept",   &["<enter>", "<c-s>"], say("take", "lấy"),           AskPath::accept),
        Verb::new("cancel",   &["<esc>"],            say("back", "quay lại"),      |_, _| Ok(Flow::Close)),
        Verb::new("complete", &["<tab>"],            say("complete", "gõ nốt"),    |ask, _| ask.complete()),
        Verb::new("down",     &["<down>"],           say("down", "xuống"),         |ask, _| ask.step(1)),
        Verb::new("up",       &["<up>", "<s-tab>"],  say("up", "lên"),             |ask, _| ask.step(-1)),
    ];
}

impl AskPath {
    /// Of a file that is there; it begins in the folder of the last one.
    pub fn existing(
        title: impl Into<Sentence>,
        cx: &Cx,
        chosen: impl FnMut(&mut Cx, &Path) -> Result<Flow> + 'static,
    ) -> Self {
        let folder = cx.folder.as_deref().map_or_else(String::new, |folder| with_separator(&folder.to_string_lossy()));
        Self::new(title, &folder, true, chosen)
    }

    /// Of a file to be written; it begins with a name proposed.
    pub fn name(
        title: impl Into<Sentence>,
        proposed: &Path,
        chosen: impl FnMut(&mut Cx, &Path) -> Result<Flow> + 'static,
    ) -> Self {
        Self::new(title, &proposed.to_string_lossy(), false, chosen)
    }

    fn new(
        title: impl Into<Sentence>,
        text: &str,
        there: bool,
        chosen: impl FnMut(&mut Cx, &Path) -> Result<Flow> + 'static,
    ) -> Self {
        Self {
            title: title.into(),
            input: Input::new(text),
            chosen: Box::new(chosen),
            there,
            proposed: true,
            lying: Fresh::default(),
            at: None,
            wrong: String::new(),
            told: Vec::new(),
        }
    }

    /// The folder as it was typed, with its separator, and how the name in it begins.
    fn parts(&self) -> (&str, &str) {
        let text = self.input.text();
        let cut = text.rfind(['/', MAIN_SEPARATOR]).map_or(0, |at| at + 1);
        text.split_at(cut)
    }

    /// What begins as it was typed; without an ending of their own only folders and tables.
    fn begun(&self) -> Vec<&Entry> {
        let (_, begun) = self.parts();
        self.lying.iter().filter(|entry| entry.is_meant(begun)).collect()
    }

    fn put(&mut self, entry: &Entry) {
        let (folder, _) = self.parts();
        let text = format!("{folder}{}{}", entry.name, if entry.folder { "/" } else { "" });
        self.put_text(&text);
    }

    fn put_text(&mut self, text: &str) {
        self.input = Input::new(text);
        (self.at, self.proposed) = (None, false);
        self.wrong.clear();
    }

    /// As far as all that begin so are alike; where that is as far as it was typed, the first of them.
    fn complete(&mut self) -> Result<Flow> {
        let begun: Vec<Entry> = self.begun().into_iter().cloned().collect();
        let (folder, typed) = self.parts();
        let common = begun.iter().map(|entry| entry.name.as_str()).reduce(alike).unwrap_or_default();
        match begun.get(self.at.unwrap_or(0)) {
            Some(entry) if begun.len() == 1 || self.at.is_some() || common.len() <= typed.len() => self.put(entry),
            Some(_) => self.put_text(&format!("{folder}{common}")),
            None => {}
        }
        Ok(Flow::Done)
    }

    fn step(&mut self, by: isize) -> Result<Flow> {
        let last = self.begun().len().checked_sub(1);
        let to = match self.at {
            None if by > 0 => Some(0),
            Some(0) if by < 0 => None,
            at => at.map(|at| at.saturating_add_signed(by)),
        };
        self.at = to.zip(last).map(|(to, last)| to.min(last));
        Ok(Flow::Done)
    }

    /// The first of those that are shown.
    fn skip(&self) -> usize {
        self.at.map_or(0, |at| (at + 1).saturating_sub(SHOWN))
    }

    fn accept(&mut self, cx: &mut Cx) -> Result<Flow> {
        if let Some(entry) = self.at.and_then(|at| self.begun().get(at).map(|entry| (*entry).clone())) {
            self.put(&entry);
            if entry.folder {
                return Ok(Flow::Done);
            }
        }
        let text = self.input.text().trim().to_owned();
        if text.is_empty() {
            said::TAB_COMPLETES.to(cx.lang).clone_into(&mut self.wrong);
            return Ok(Flow::Done);
        }
        let path = if self.there { at_home(&unquoted(&text)) } else { at_home(&text) };
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
        if folder.is_some_and(|folder| !folder.is_dir()) {
            self.wrong = format!("{}: {}", clean(&text, false), said::NO_SUCH_FOLDER.to(cx.lang));
            return Ok(Flow::Done);
        }
        let folder = std::path::absolute(&path)?.parent().map(Path::to_owned);
        match (self.chosen)(cx, &path) {
            Ok(flow) => {
                cx.folder = folder.or(cx.folder.take());
                Ok(flow)
            }
            Err(error) => {
                in_words(&error).to(cx.lang).clone_into(&mut self.wrong);
                if self.there && path.is_dir() {
                    self.input = Input::new(&with_separator(&unquoted(&text)));
                }
                Ok(Flow::Done)
            }
        }
    }
}

/// Whether a name is free for a file to be written; an error in words, where none can be written there.
pub fn is_free(path: &Path) -> Result<bool> {
    let wrong =
        |error| Error::from(Unusable::from(error)).context(clean(&path.display().to_string(), false).into_owned());
    if path.is_dir() {
        return Err(wrong(ErrorKind::IsADirectory.into()));
    }
    match File::options().write(true).create_new(true).open(path) {
        Ok(_) => fs::remove_file(path).map(|()| true).map_err(wrong),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(false),
        Err(error) => Err(wrong(error)),
    }
}

impl Pane for AskPath {
    fn title(&self, lang: Lang) -> String {
        self.title.to(lang).to_owned()
    }

    fn foot(&self, lang: Lang) -> String {
        let rows = say(
            "Enter take · Tab complete · ↑ ↓ from these · or paste rows",
            "Enter lấy · Tab gõ nốt · ↑ ↓ chọn · hoặc dán các dòng",
        );
        let name = say("Enter take · Tab complete · ↑ ↓ from these", "Enter lấy · Tab gõ nốt · ↑ ↓ chọn bên dưới");
        (if self.there { rows } else { name }).to(lang).to_owned()
    }

    fn foot_end(&self, lang: Lang) -> String {
        say("Esc back", "Esc quay lại").to(lang).to_owned()
    }

    fn typing(&self) -> bool {
        true
    }

    fn input(&mut self) -> Option<&mut Input> {
        Some(&mut self.input)
    }

    /// What begins a path anew takes the place of the one proposed.
    fn typed(&mut self, key: Chord, cx: &mut Cx) -> Result<Flow> {
        if self.proposed && key.letter().is_some_and(|letter| BEGINS.contains(&letter)) {
            self.input = Input::default();
        }
        if self.input.key(key) { self.retyped(cx) } else { Ok(Flow::Ignored) }
    }

    /// Rows that were copied from a spreadsheet are no path: they are the file.
    fn pasted(&mut self, text: &str, cx: &mut Cx) -> Result<Flow> {
        let line = text.trim();
        if !self.there || !line.contains(['\n', '\r']) {
            let meant = unquoted(line);
            let whole = is_whole(&meant);
            if self.proposed && whole {
                self.input = Input::default();
            }
            self.input.paste(if whole { &meant } else { text });
            return self.retyped(cx);
        }
        let path = cx.keep_pasted(text)?;
        (self.chosen)(cx, &path).or_else(|error| {
            in_words(&error).to(cx.lang).clone_into(&mut self.wrong);
            Ok(Flow::Done)
        })
    }

    fn retyped(&mut self, _: &mut Cx) -> Result<Flow> {
        (self.at, self.proposed) = (None, false);
        self.wrong.clear();
        Ok(Flow::Done)
    }

    fn caret(&self, area: Rect, _: Lang) -> Option<Position> {
        Some(self.input.caret(area))
    }

    fn load(&mut self, cx: &mut Cx) -> Result<()> {
        let wide = usize::from(cx.size.0.saturating_sub(FRAME));
        self.told = if self.wrong.is_empty() { Vec::new() } else { cells::wrap(&format!("! {}", self.wrong), wide) };
        let folder = match self.parts().0 {
            "" => PathBuf::from("."),
            folder => at_home(folder),
        };
        self.lying.read(folder.clone(), || Ok(lying(&folder))).map(|_| ())
    }

    fn lines(&self) -> Option<usize> {
        let begun = self.begun().len();
        Some(1 + self.told.len() + begun.min(SHOWN) + usize::from(begun > SHOWN))
    }

    fn is_wide(&self) -> bool {
        true
    }

    fn draw(&self, frame: &mut Frame, area: Rect, lang: Lang) {
        let wide = usize::from(area.width);
        let (begun, skip) = (self.begun(), self.skip());
        let more = begun.len().saturating_sub(skip + SHOWN);
        let mut lines = vec![Line::from(self.input.view(area.width).0)];
        lines.extend(self.told.iter().map(|line| Line::styled(line.clone(), Style::new().fg(Color::Red))));
        for (n, entry) in begun.into_iter().enumerate().skip(skip).take(SHOWN) {
            let here = self.at == Some(n);
            let name =
                format!("{} {}{}", cursor::bar(here), clean(&entry.name, false), if entry.folder { "/" } else { "" });
            let style = if here { HERE } else { Style::new().add_modifier(Modifier::DIM) };
            lines.push(Line::styled(cells::left(&name, wide), style));
        }
        if more > 0 {
            let more = format!("  {}", said::more_names(more).to(lang));
            lines.push(Line::styled(more, Style::new().add_modifier(Modifier::DIM)));
        }
        frame.render_widget(Lines::from(lines), area);
    }
}
