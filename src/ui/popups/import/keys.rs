//! What keys do in the preview of an import, while it is written, and after.
use super::amiss::AmissRows;
use super::first::FirstRows;
use super::names::Nearly;
use super::work::Ran;
use super::{Import, Stage, columns, import};
use crate::domain::fold::clean;
use crate::domain::money::Currency;
use crate::exchange::file::encoding::ENCODINGS;
use crate::exchange::file::written::Written;
use crate::exchange::plan::Twice;
use crate::exchange::plan::map::NOWHERE;
use crate::exchange::plan::target::{Target, targets};
use crate::lang::{Sentence, Text, book, cell, decided, preview as said, say, toast};
use crate::ui::cells;
use crate::ui::commands::undo;
use crate::ui::cx::Cx;
use crate::ui::pane::{Flow, Keyed, Verb};
use crate::ui::popups::{Pick, matches, nearness, one_of, prompt};
use anyhow::Result;
use std::mem;
use std::sync::Arc;

#[rustfmt::skip]
impl Keyed for Import {
    const VERBS: &'static [Verb<Self>] = &[
        Verb::new("change",   &["<enter>", "l", "<right>"],     say("change", "đổi"),                   Import::change),
        Verb::new("down",     &["j", "<down>", "<tab>"],        say("down", "xuống"),                   |i, _| i.step(1)),
        Verb::new("up",       &["k", "<up>", "<s-tab>"],        say("up", "lên"),                       |i, _| i.step(-1)),
        Verb::new("first",    &["g", "<home>"],                 say("first", "đầu"),                    |i, _| i.jump(0)),
        Verb::new("last",     &["G", "<end>"],                  say("last", "cuối"),                    |i, _| i.jump(usize::MAX)),
        Verb::new("page-down", &["<c-d>", "<c-f>", "<pgdn>"],   say("page down", "xuống trang"),        |i, _| i.step(PAGE)),
        Verb::new("page-up",  &["<c-u>", "<c-b>", "<pgup>"],    say("page up", "lên trang"),            |i, _| i.step(-PAGE)),
        Verb::new("write",    &["<c-s>"],                       say("import", "nhập"),                  Import::write),
        Verb::new("kind",     &["K"],                           say("as another kind", "nhập làm loại khác"), |i, cx| i.other_kind(cx)),
        Verb::new("manner",   &["f"],                           say("how it is read", "cách đọc"),      Import::manner),
        Verb::new("letters",  &["e"],                           say("encoding", "bảng mã"),             Import::letters),
        Verb::new("heading",  &["H"],                           say("names of the columns", "dòng tên cột"), Import::heading),
        Verb::new("sheet",    &["t"],                           say("sheet", "trang tính"),             Import::sheet),
        Verb::new("twice",    &["d"],                           say("likely here already", "có thể đã có"), Import::twice),
        Verb::new("inbox",    &["i"],                           say("into the inbox too", "vào cả việc cần làm"), Import::inbox),
        Verb::new("source",   &["s"],                           say("source of the keys", "nguồn của mã"), Import::source),
        Verb::new("amiss",  &["r", "<f5>"],                   say("what to correct", "chỗ cần sửa"),  Import::amiss),
        Verb::new("first-rows", &["p"],                         say("first rows", "các dòng đầu"),      Import::first_rows),
        Verb::new("names",    &["n"],                           say("names and words", "tên và từ"), Import::names),
        Verb::new("currency", &["$"],                           say("currency", "loại tiền"),           |_, cx| currency(cx)),
        Verb::new("import",   &["I"],                           say("another file", "tệp khác"),        Import::other_file),
        Verb::new("cancel",   &["<esc>", "q", "<f10>", "<c-c>", "h", "<left>"], say("cancel", "thôi"),  Import::leave),
    ];

    fn verbs(&self) -> [&'static [Verb<Self>]; 2] {
        match self.stage {
            Stage::Laid => [Self::VERBS, &[]],
            Stage::Writing(_) => [WRITING, &[]],
            Stage::Done(ref ran) if ran.outcome.batch.is_some() => [DONE, WROTE],
            Stage::Done(_) => [DONE, WROTE_NOTHING],
            Stage::Looking(_) | Stage::Unreadable | Stage::Over => [WAITING, &[]],
        }
    }
}

/// Nothing is said: what the file itself shows.
const GUESS: &str = "-";
/// Columns of a page.
const PAGE: isize = 10;

#[rustfmt::skip]
const WAITING: &[Verb<Import>] = &[
    Verb::new("letters", &["e"],                   say("encoding", "bảng mã"),  Import::letters),
    Verb::new("cancel", &["<esc>", "q", "<f10>", "<c-c>", "h", "<left>"], say("cancel", "thôi"), Import::leave),
    Verb::new("import", &["I"],                    say("another file", "tệp khác"), Import::other_file),
];

/// Nothing is asked: what is not through is as if it never was.
#[rustfmt::skip]
const WRITING: &[Verb<Import>] = &[
    Verb::new("cancel", &["<esc>", "q", "<f10>", "<c-c>"], say("cancel", "thôi"), |i, _| i.cancel()),
    Verb::new("import", &["I"],                    say("", ""),                 |_, cx| at_work(cx)),
];

#[rustfmt::skip]
const DONE: &[Verb<Import>] = &[
    Verb::new("to-list", &["<enter>"],             say("to its list", "về danh sách"),   |i, _| i.show_list()),
    Verb::new("cancel",  &["<esc>", "q", "<f10>", "<c-c>", "h", "<left>"], say("back", "quay lại"), Import::leave),
    Verb::new("amiss", &["r", "<f5>"],           say("what to correct", "chỗ cần sửa"), Import::amiss),
    Verb::new("import",  &["I"],                   say("another file", "tệp khác"),      Import::other_file),
];

#[rustfmt::skip]
const WROTE: &[Verb<Import>] = &[
    Verb::new("undo",    &["u"],                   say("undo", "hoàn tác"),              |_, cx| undo(cx).map(|_| Flow::Close)),
];

/// What could be taken back is another deed.
#[rustfmt::skip]
const WROTE_NOTHING: &[Verb<Import>] = &[
    Verb::new("undo",    &["u"],                   say("", ""),                          |_, cx| wrote_nothing(cx)),
];

fn wrote_nothing(cx: &mut Cx) -> Result<Flow> {
    cx.say(&toast::WROTE_NOTHING.into());
    Ok(Flow::Done)
}

fn at_work(cx: &mut Cx) -> Result<Flow> {
    cx.say(&said::AT_WORK.into());
    Ok(Flow::Done)
}

/// Which currency amounts are in that name none.
fn currency(cx: &mut Cx) -> Result<Flow> {
    let title = say("Amounts that name no currency are in (USD, VND …)", "Số tiền không ghi loại là (USD, VND …)");
    cx.open(prompt(title, |cx, text| {
        if let Some(currency) = Currency::read(text) {
            return Ok(Flow::Answer(format!("in {}", currency.code())));
        }
        cx.say(&cell::not_a_currency(text));
        Ok(Flow::Done)
    }))
}

impl Import {
    /// How the file is written, once it was looked through.
    pub(super) fn written(&self) -> Option<&Written> {
        self.plan.as_ref().and_then(|plan| plan.files.first()).map(|file| &file.looked.written)
    }

    /// What its rows become, where that was guessed wrong.
    fn other_kind(&self, cx: &mut Cx) -> Result<Flow> {
        let named = |target: &'static Target| (format!("kind {}", target.name), target.many().to(cx.lang).to_owned());
        let list = targets().map(named).collect();
        let holds = self.plan.as_ref().and_then(|plan| targets().position(|target| target.name == plan.target.name));
        let title = say("What are its rows?", "Các dòng trong tệp là gì?");
        cx.open(one_of(title, list, |_, text| Ok(Flow::Answer(text))).numbered().standing(holds))
    }

    /// In which letters it is read.
    fn letters(&mut self, cx: &mut Cx) -> Result<Flow> {
        if matches!(self.written(), Some(Written::Book { .. })) {
            cx.say(&book::NO_LETTERS.into());
            return Ok(Flow::Done);
        }
        let named = ENCODINGS.map(|(name, _)| (format!("letters {name}"), name.to_owned()));
        let guess = (format!("letters {GUESS}"), said::GUESSED.to(cx.lang).to_owned());
        let list = std::iter::once(guess).chain(named).collect();
        let said = self.options.reading.encoding;
        let holds = said.and_then(|said| ENCODINGS.iter().position(|(_, known)| *known == said)).map(|at| at + 1);
        // Digits are of their names: 1258.
        let title = say("In which encoding is it?", "Tệp theo bảng mã nào?");
        cx.open(one_of(title, list, |_, text| Ok(Flow::Answer(text))).standing(holds))
    }

    /// Which sheet of a workbook is read.
    fn sheet(&mut self, cx: &mut Cx) -> Result<Flow> {
        let sheets = self.written().map_or(&[][..], Written::sheets);
        if sheets.is_empty() {
            cx.say(&book::NO_SHEETS.into());
            return Ok(Flow::Done);
        }
        let list = sheets.iter().map(|name| (format!("sheet {name}"), clean(name, false).into_owned())).collect();
        let holds = self.written().and_then(|it| it.sheets().iter().position(|name| name == it.sheet()));
        let title = say("Which sheet?", "Trang tính nào?");
        cx.open(one_of(title, list, |_, text| Ok(Flow::Answer(text))).numbered().standing(holds))
    }

    /// Under which name the keys of its rows are kept, so that another file of the same program meets them.
    fn source(&mut self, cx: &mut Cx) -> Result<Flow> {
        let now = self.options.source.clone();
        let found = move |cx: &Cx, text: &str| {
            let named = |name: &str| (format!("source {name}"), name.to_owned());
            let shape = ("source ".to_owned(), said::BY_SHAPE.to(cx.lang).to_owned());
            let typed = Some(text.trim()).filter(|text| !text.is_empty());
            Ok(typed.map_or_else(
                || now.as_deref().map(named).into_iter().chain([shape]).collect(),
                |text| vec![named(text)],
            ))
        };
        let title = say("Keys are kept as those of (zoho, old-crm …)", "Mã giữ theo nguồn nào (zoho, crm-cu …)");
        cx.open(Pick::new(title, found, |_, text| Ok(Flow::Answer(text))))
    }

    fn step(&mut self, by: isize) -> Result<Flow> {
        self.jump(self.at.saturating_add_signed(by))
    }

    fn jump(&mut self, at: usize) -> Result<Flow> {
        self.at = at.min(self.rows.len().saturating_sub(1));
        Ok(Flow::Done)
    }

    fn cancel(&mut self) -> Result<Flow> {
        if let Stage::Writing(writing) = &mut self.stage {
            writing.job.cancel();
            writing.cancelled = true;
        }
        Ok(Flow::Done)
    }

    /// Into which field the column goes.
    fn change(&mut self, cx: &mut Cx) -> Result<Flow> {
        let Some(row) = self.rows.get(self.at) else { return Ok(Flow::Done) };
        let Some(plan) = self.plan.as_deref().and_then(|plan| row.of(plan)) else { return Ok(Flow::Done) };
        let from = |label| {
            let others = self.rows.iter().filter(|other| other.inside == row.inside && other.column != row.column);
            let taken = others.filter(|other| other.into.contains(&label));
            let names: Vec<&str> = taken.map(|row| row.header.as_str()).collect();
            if names.is_empty() { String::new() } else { format!("← {}", names.join(", ")) }
        };
        let line = |label: Text| format!("{} {}", cells::left(label.to(cx.lang), 26), from(label));
        let nowhere = (format!("as {NOWHERE}"), said::NOT_IMPORTED.to(cx.lang).to_owned());
        let fields = columns::fields(plan).map(|(key, label)| (format!("as {key}"), line(label)));
        let (key, fields): (Vec<_>, Vec<_>) =
            fields.partition(|(_, line)| line.starts_with(said::OUTSIDE_KEY.to(cx.lang)));
        let list: Vec<_> = std::iter::once(nowhere).chain(key).chain(fields).collect();
        let goes = row.goes.map(|key| format!("as {key}"));
        let holds = goes.and_then(|goes| list.iter().position(|(name, _)| *name == goes));
        // By what it is called on the screen, or in files and on the command line; what begins so before what has it inside.
        let meant = move |_: &Cx, words: &str| {
            let meant = |(name, line): &&(String, String)| matches(words, line) || matches(words, name);
            let mut found: Vec<_> = list.iter().filter(meant).cloned().collect();
            found.sort_by_key(|(_, line)| nearness(words, line.split('←').next().unwrap_or_default()));
            Ok(found)
        };
        let title = Sentence::new(format!("{}: import as", row.header), format!("{}: nhập làm", row.header));
        cx.open(Pick::new(title, meant, |_, text| Ok(Flow::Answer(text))).numbered().standing(holds))
    }

    /// What becomes of rows of which someone likely the same is here.
    fn twice(&mut self, cx: &mut Cx) -> Result<Flow> {
        if !self.may_be_twice() {
            cx.say(&said::NO_TWICE.into());
            return Ok(Flow::Done);
        }
        self.options.twice = match self.options.twice {
            Twice::Add => Twice::Skip,
            Twice::Skip => Twice::Merge,
            Twice::Merge => Twice::Add,
        };
        self.lay_again(cx)?;
        Ok(Flow::Done)
    }

    /// Whether old rows owe an answer, too.
    fn inbox(&mut self, cx: &mut Cx) -> Result<Flow> {
        if !self.may_be_history() {
            cx.say(&said::NO_INBOX.into());
            return Ok(Flow::Done);
        }
        self.options.inbox = !self.options.inbox;
        self.lay_again(cx)?;
        Ok(Flow::Done)
    }

    /// Rows that cannot be taken, and cells that are kept as they are written.
    fn amiss(&mut self, cx: &mut Cx) -> Result<Flow> {
        let done = matches!(self.stage, Stage::Done(_));
        let ran = if let Stage::Done(ran) = &self.stage { Some(ran) } else { self.count.as_ref() };
        match (ran, &self.plan) {
            (Some(ran), Some(plan)) if !ran.outcome.amiss.is_empty() => {
                cx.open(AmissRows::new(Arc::clone(ran), Arc::clone(plan), &self.path, done))
            }
            (Some(_), _) => {
                cx.say(&said::ALL_TAKEN.into());
                Ok(Flow::Done)
            }
            (None, _) => {
                self.say_uncounted(cx);
                Ok(Flow::Done)
            }
        }
    }

    /// The first rows as they will be saved.
    fn first_rows(&mut self, cx: &mut Cx) -> Result<Flow> {
        if let Some(ran) = self.count.as_ref().filter(|ran| !ran.outcome.first.is_empty()) {
            return cx.open(FirstRows::new(Arc::clone(ran)));
        }
        self.say_uncounted(cx);
        Ok(Flow::Done)
    }

    /// Why it is not known yet what the rows become.
    fn say_uncounted(&self, cx: &mut Cx) {
        let uncounted = Sentence::from(said::NOT_COUNTED);
        cx.say(if self.counting.is_some() { &uncounted } else { &self.wrong });
    }

    /// Names that no record has, though some nearly do, and words that stand for a choice.
    fn names(&mut self, cx: &mut Cx) -> Result<Flow> {
        let Some(file) = self.plan.as_ref().and_then(|plan| plan.files.first()) else { return Ok(Flow::Done) };
        let row = self.rows.get(self.at).filter(|row| !row.inside);
        let field = row.and_then(|row| file.fields.iter().find(|field| field.brings(row.column)));
        let of = |ran: &Arc<Ran>| [&ran.outcome.near[..], &ran.outcome.strange].concat();
        let near = self.count.as_ref().map_or_else(Vec::new, of);
        let nearly = Nearly::new(near, file, field.map(|field| field.head.key), &cx.store);
        if !nearly.is_empty() {
            return cx.open(nearly);
        }
        if self.count.is_some() {
            cx.say(&said::NO_NAMES.into());
        } else {
            self.say_uncounted(cx);
        }
        Ok(Flow::Done)
    }

    /// To the list of what was brought in, whichever one came from.
    fn show_list(&mut self) -> Result<Flow> {
        Ok(self.plan.as_ref().map_or(Flow::Close, |plan| Flow::List(plan.target.kind, String::new())))
    }

    fn other_file(&mut self, cx: &mut Cx) -> Result<Flow> {
        let flow = self.leave(cx)?;
        if let Flow::Close = flow {
            cx.open(import(self.kind, cx))?;
        }
        Ok(flow)
    }

    /// Closes it. What was decided is kept for this file; what was corrected and not brought in is thrown away by a second
    /// key only.
    fn leave(&mut self, cx: &mut Cx) -> Result<Flow> {
        let unsent = self.unsent();
        if unsent == 0 || mem::replace(&mut self.warned, true) {
            if self.keep_left(cx)? {
                cx.say(&decided::LEFT.into());
            }
            return Ok(Flow::Close);
        }
        cx.say(&said::unsent(unsent as u64));
        Ok(Flow::Done)
    }

    /// Whether likely twins are looked for: of people and companies.
    pub(super) fn may_be_twice(&self) -> bool {
        self.plan.as_ref().is_some_and(|plan| plan.target.looks_for_twins())
    }

    /// Whether such rows can come as history.
    pub(super) fn may_be_history(&self) -> bool {
        self.plan.as_ref().is_some_and(|plan| plan.heads.iter().any(|head| head.key == "history"))
    }
}
