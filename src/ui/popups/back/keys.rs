//! What keys do where a difference is shown, and while it is taken in.
use super::{Back, Spot, Stage};
use crate::act::answers;
use crate::domain::kind::Kind;
use crate::exchange::back::{Cell, Row, State, make_new};
use crate::lang::{Text, back as said, preview, say};
use crate::ui::cells;
use crate::ui::cx::Cx;
use crate::ui::pane::{Flow, Keyed, Verb};
use crate::ui::popups::prompt::prompt_from;
use crate::ui::popups::{import, inner, one_of};
use anyhow::Result;
use std::mem;
use std::sync::Arc;

#[rustfmt::skip]
impl Keyed for Back {
    const VERBS: &'static [Verb<Self>] = &[
        Verb::new("choose",    &["<enter>", "l", "<right>"], say("choose", "chọn"),                 Back::choose),
        Verb::new("write",     &["<c-s>"],                   say("take in", "nhận vào"),            Back::take),
        Verb::new("down",      &["j", "<down>"],             say("down", "xuống"),                  |b, _| b.step(1)),
        Verb::new("up",        &["k", "<up>"],               say("up", "lên"),                      |b, _| b.step(-1)),
        Verb::new("first",     &["g", "<home>"],             say("first", "đầu"),                   |b, _| b.jump(0)),
        Verb::new("last",      &["G", "<end>"],              say("last", "cuối"),                   |b, _| b.jump(usize::MAX)),
        Verb::new("page-down", &["<c-d>", "<c-f>", "<pgdn>"], say("page down", "xuống trang"),      |b, _| b.step(PAGE)),
        Verb::new("page-up",   &["<c-u>", "<c-b>", "<pgup>"], say("page up", "lên trang"),          |b, _| b.step(-PAGE)),
        Verb::new("next",      &["<tab>"],                   say("next to look at", "chỗ cần xem kế"), |b, cx| b.doubtful(true, cx)),
        Verb::new("before",    &["<s-tab>"],                 say("before it", "chỗ cần xem trước"), |b, cx| b.doubtful(false, cx)),
        Verb::new("toggle",    &["<space>"],                 say("in, out", "nhận, bỏ"),            Back::toggle),
        Verb::new("row",       &["t"],                       say("row's conflicts", "xung đột của dòng"), Back::of_row),
        Verb::new("all",       &["c"],                       say("all conflicts", "mọi xung đột"),  Back::of_all),
        Verb::new("read-on",   &["J", "<c-down>"],           say("read on", "đọc tiếp"),            |b, cx| b.read_on(1, cx)),
        Verb::new("read-back", &["K", "<c-up>"],             say("read back", "đọc lại"),           |b, cx| b.read_on(-1, cx)),
        Verb::new("edit",      &["e"],                       say("correct", "sửa"),                 Back::correct),
        Verb::new("new",       &["a"],                       say("new rows", "dòng mới"),           Back::new_rows),
        Verb::new("here",      &["m"],                       say("changed here", "đổi ở đây"),      Back::show_here),
        Verb::new("import",    &["I"],                       say("another file", "tệp khác"),       Back::other_file),
        Verb::new("cancel",    &["<esc>", "q", "<f10>", "<c-c>", "h", "<left>"], say("cancel", "thôi"), Back::leave),
    ];

    fn verbs(&self) -> [&'static [Verb<Self>]; 2] {
        match self.stage {
            Stage::Shown => [Self::VERBS, &[]],
            Stage::Comparing(_) | Stage::Over => [WAITING, &[]],
            Stage::Taking(_) => [TAKING, &[]],
        }
    }
}

#[rustfmt::skip]
const WAITING: &[Verb<Back>] = &[
    Verb::new("cancel", &["<esc>", "q", "<f10>", "<c-c>", "h", "<left>"], say("cancel", "thôi"), Back::leave),
];

/// Nothing is asked: what is not through is as if it never was.
#[rustfmt::skip]
const TAKING: &[Verb<Back>] = &[
    Verb::new("cancel", &["<esc>", "q", "<f10>", "<c-c>"], say("cancel", "thôi"), |b, _| b.cancel()),
    Verb::new("import", &["I"], say("", ""), |_, cx| { cx.say(&preview::AT_WORK.into()); Ok(Flow::Done) }),
];

/// What is answered of a cell: that it is as in the file, that it stays as here, or after this what was typed.
const FILE: &str = "file";
const HERE: &str = "here";
/// That its list takes the word.
const NEW: &str = "new";
const TYPED: &str = "=";

/// Lines of a page.
const PAGE: isize = 10;

impl Back {
    fn step(&mut self, by: isize) -> Result<Flow> {
        self.jump(self.at.saturating_add_signed(by))
    }

    fn jump(&mut self, at: usize) -> Result<Flow> {
        self.at = at.min(self.spots.len().saturating_sub(1));
        Ok(Flow::Done)
    }

    /// Reads on in what is under the cursor.
    fn read_on(&mut self, by: isize, cx: &mut Cx) -> Result<Flow> {
        let area = self.areas(inner(cx.size), cx.lang)[2];
        self.whole.read_on(by, area, cx);
        Ok(Flow::Done)
    }

    /// To the next line that needs a look, or the one before.
    fn doubtful(&mut self, ahead: bool, cx: &mut Cx) -> Result<Flow> {
        let is = |at: &usize| self.is_doubtful(self.spots[*at]);
        let found = if ahead {
            (self.at + 1..self.spots.len()).find(is)
        } else {
            (0..self.at.min(self.spots.len())).rev().find(is)
        };
        match found {
            Some(at) => self.at = at,
            None => cx.say(&said::NO_NEXT.into()),
        }
        Ok(Flow::Done)
    }

    /// Takes the row or the cell under the cursor, or leaves it out.
    fn toggle(&mut self, cx: &mut Cx) -> Result<Flow> {
        let (Some(spot), Some(difference)) = (self.spots.get(self.at).copied(), &mut self.difference) else {
            return Ok(Flow::Done);
        };
        let difference = Arc::make_mut(difference);
        let (Spot::Row(n) | Spot::Cell(n, _)) = spot;
        let row = &mut difference.rows[n];
        let able = row.refused.is_none() && row.cells.iter().any(Cell::can);
        match spot {
            Spot::Row(_) if able => row.take = !row.take,
            Spot::Cell(_, cell) if able && row.cells[cell].can() => {
                // Where the row was left out, its cell alone is meant.
                if !row.take {
                    row.cells.iter_mut().for_each(|cell| cell.take = false);
                }
                row.cells[cell].take = !row.cells[cell].take;
                row.take = true;
            }
            _ => {
                cx.say(&said::NOT_TO_BE_TAKEN.into());
                return Ok(Flow::Done);
            }
        }
        self.decide();
        Ok(Flow::Done)
    }

    /// What was changed on both sides of this row: all as in the file, or all as here.
    fn of_row(&mut self, cx: &mut Cx) -> Result<Flow> {
        let Some(Spot::Row(row) | Spot::Cell(row, _)) = self.spots.get(self.at).copied() else { return Ok(Flow::Done) };
        self.sides(cx, |n| n == row)
    }

    fn of_all(&mut self, cx: &mut Cx) -> Result<Flow> {
        self.sides(cx, |_| true)
    }

    fn sides(&mut self, cx: &mut Cx, meant: impl Fn(usize) -> bool) -> Result<Flow> {
        let Some(difference) = self.difference.as_mut().map(Arc::make_mut) else { return Ok(Flow::Done) };
        let rows = difference.rows.iter_mut().enumerate().filter(|(n, row)| meant(*n) && row.refused.is_none());
        let mut clashes: Vec<_> = rows
            .flat_map(|(_, row)| row.cells.iter_mut().filter(|cell| matches!(cell.state, State::Clash(_))))
            .collect();
        if clashes.is_empty() {
            cx.say(&said::NO_CLASHES.into());
            return Ok(Flow::Done);
        }
        let file = clashes.iter().any(|cell| !cell.take);
        for cell in &mut clashes {
            cell.take = file;
        }
        cx.say(&said::sides(clashes.len() as u64, file));
        self.decide();
        Ok(Flow::Done)
    }

    /// What there is to choose of the row or the cell under the cursor: whether a row is taken, which side of a cell counts,
    /// what stands in place of one that was refused.
    fn choose(&mut self, cx: &mut Cx) -> Result<Flow> {
        let (Some(Spot::Cell(row, cell)), Some(difference)) = (self.spots.get(self.at).copied(), &self.difference)
        else {
            return self.toggle(cx);
        };
        let cell = &difference.rows[row].cells[cell];
        let title = said::correct(cell.head.label, &difference.rows[row].name);
        let chosen = |_: &mut Cx, answer: String| Ok(Flow::Answer(answer));
        if let (Kind::Code(_), State::Refused(_)) = (cell.head.kind, &cell.state) {
            let new = (NEW.to_owned(), said::new_word(&cell.after).to(cx.lang).to_owned());
            let words = answers(cell.head.kind, &cx.store)?.into_iter().map(|word| (format!("{TYPED}{word}"), word));
            let list = std::iter::once(new).chain(words).collect();
            return cx.open(one_of(title, list, chosen).numbered());
        }
        if !cell.can() {
            return self.correct(cx);
        }
        let side = |label: Text, text: &str| {
            let shown = if text.is_empty() { "—".to_owned() } else { cells::in_line(text) };
            format!("{}: {shown}", label.to(cx.lang))
        };
        let sides = [(FILE, said::IN_FILE, &cell.after), (HERE, said::HERE, &cell.before)];
        let list = sides.map(|(answer, label, text)| (answer.to_owned(), side(label, text))).to_vec();
        cx.open(one_of(title, list, chosen).numbered())
    }

    /// What was answered: a side of the cell under the cursor, else what stands in place of it.
    pub(super) fn answered(&mut self, text: &str, cx: &mut Cx) -> Result<()> {
        match text.strip_prefix(TYPED) {
            Some(typed) => self.put(typed, cx),
            None if text == NEW => self.make_new(cx),
            None if (text == FILE) == self.is_taken() => Ok(()),
            None => self.toggle(cx).map(|_| ()),
        }
    }

    /// Has the list of the cell under the cursor take its word, as it is taken in.
    fn make_new(&mut self, cx: &Cx) -> Result<()> {
        let (Some(Spot::Cell(row, cell)), Some(difference)) = (self.spots.get(self.at).copied(), &mut self.difference)
        else {
            return Ok(());
        };
        let difference = Arc::make_mut(difference);
        let cell = &difference.rows[row].cells[cell];
        let Kind::Code(list) = cell.head.kind else { return Ok(()) };
        let word = (list, cell.after.clone());
        make_new(&cx.store, difference, word.clone())?;
        self.asked.words.push(word);
        self.decide();
        self.lay();
        Ok(())
    }

    /// Whether the cell under the cursor is taken as the file has it.
    fn is_taken(&self) -> bool {
        let (Some(Spot::Cell(row, cell)), Some(difference)) = (self.spots.get(self.at), &self.difference) else {
            return false;
        };
        let row = &difference.rows[*row];
        row.take && row.cells[*cell].take
    }

    /// Asks for what the cell should say instead.
    fn correct(&mut self, cx: &mut Cx) -> Result<Flow> {
        let (Some(Spot::Cell(row, cell)), Some(difference)) = (self.spots.get(self.at).copied(), &self.difference)
        else {
            cx.say(&said::NOTHING_TO_CORRECT.into());
            return Ok(Flow::Done);
        };
        let row = &difference.rows[row];
        let cell = &row.cells[cell];
        if matches!(cell.state, State::Here(_)) {
            cx.say(&said::NOTHING_TO_CORRECT.into());
            return Ok(Flow::Done);
        }
        let title = said::correct(cell.head.label, &row.name);
        let lines = matches!(cell.head.kind, Kind::Note) || cell.after.contains('\n');
        cx.open(prompt_from(title, &cell.after, lines, |_, text| Ok(Flow::Answer(format!("{TYPED}{text}")))))
    }

    /// Adds the rows without an id, or not.
    fn new_rows(&mut self, cx: &mut Cx) -> Result<Flow> {
        let Some(difference) = self.difference.as_mut().map(Arc::make_mut) else { return Ok(Flow::Done) };
        let mut new: Vec<_> =
            difference.rows.iter_mut().filter(|row| row.place.is_none() && row.refused.is_none()).collect();
        if new.is_empty() {
            cx.say(&said::NO_NEW.into());
            return Ok(Flow::Done);
        }
        let take = new.iter().any(|row| !row.take);
        for row in &mut new {
            row.take = take;
        }
        cx.say(&said::new_rows(new.len() as u64, take));
        self.decide();
        Ok(Flow::Done)
    }

    /// Shows what was changed here alone, or not.
    fn show_here(&mut self, cx: &mut Cx) -> Result<Flow> {
        let any = self.difference.as_ref().is_some_and(|difference| difference.rows.iter().any(Row::is_here_alone));
        if any {
            self.here = !self.here;
            self.lay();
        } else {
            cx.say(&said::NOT_HERE_ONLY.into());
        }
        Ok(Flow::Done)
    }

    fn other_file(&mut self, cx: &mut Cx) -> Result<Flow> {
        let flow = self.leave(cx)?;
        if let Flow::Close = flow {
            cx.open(import(self.asked.kind, cx))?;
        }
        Ok(flow)
    }

    /// Closes it. What was chosen and corrected is thrown away by a second key only.
    fn leave(&mut self, cx: &mut Cx) -> Result<Flow> {
        if !self.decided || mem::replace(&mut self.warned, true) {
            return Ok(Flow::Close);
        }
        cx.say(&said::DROPS_CHOICES.into());
        Ok(Flow::Done)
    }

    fn cancel(&mut self) -> Result<Flow> {
        if let Stage::Taking(job) = &self.stage {
            job.cancel();
        }
        Ok(Flow::Done)
    }
}
