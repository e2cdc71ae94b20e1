//! Who is calling, by a few letters or digits: one row a person, over whatever was open. The last row makes what was
//! not found, so that an unknown number is a lead in one key more.
use super::{Card, Record};
use crate::act::{Call, Seen, Shown, find, is_someone, whom};
use crate::domain::deed::Ref;
use crate::domain::kinds::shape;
use crate::domain::world::{Hit, World};
use crate::lang::{Lang, card as said, say};
use crate::store::{Version, is_number};
use crate::ui::cells;
use crate::ui::cursor;
use crate::ui::cx::Cx;
use crate::ui::fresh::Fresh;
use crate::ui::input::Input;
use crate::ui::pane::{Flow, Keyed, Pane, Verb};
use crate::ui::tone::mark;
use anyhow::Result;
use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::text::{Line, Span, Text};

/// The lookup.
#[derive(Default)]
pub struct Lookup {
    input: Input,
    rows: Fresh<(Version, i64, String), Vec<(Seen, Shown)>>,
    /// Whether more is found than there is room for.
    more: bool,
    at: usize,
    lang: Lang,
}

/// Lines besides the rows: the text, what makes a lead, and a line before each.
const AROUND: u16 = 4;
/// Lines of the screen that no popup can have, its own frame included.
const FRAME: u16 = 6;
/// Fewer letters, and fewer digits, are nobody's name or number.
const LETTERS: usize = 2;
const DIGITS: usize = 3;
/// Digits below which no customer's number is typed to its end, and a document's may be mistyped.
const WHOLE: usize = 7;
/// What calls come from, among the sources of leads.
const CALL: &str = "call";

#[rustfmt::skip]
impl Keyed for Lookup {
    const VERBS: &'static [Verb<Self>] = &[
        Verb::new("take",  &["<enter>"],         say("card", "mở thẻ"),   Lookup::take),
        Verb::new("close", &["<esc>"],           say("back", "quay lại"), |_, _| Ok(Flow::Close)),
        Verb::new("down",  &["<down>", "<tab>"], say("down", "xuống"),    |lookup, _| lookup.step(1)),
        Verb::new("up",    &["<up>", "<s-tab>"], say("up", "lên"),        |lookup, _| lookup.step(-1)),
    ];
}

impl Lookup {
    /// Of a text that is known.
    pub fn of(text: &str) -> Self {
        Self { input: Input::new(text), ..Self::default() }
    }

    fn typed_text(&self) -> &str {
        self.input.text().trim()
    }

    /// Whether what was typed can be somebody's.
    fn names_someone(&self) -> bool {
        let text = self.typed_text();
        if is_number(text) {
            digits(text) >= DIGITS
        } else {
            text.chars().filter(|c| c.is_alphanumeric()).count() >= LETTERS
        }
    }

    /// Whether it is a number that is not whole yet.
    fn is_begun(&self) -> bool {
        is_number(self.typed_text()) && digits(self.typed_text()) < WHOLE
    }

    fn step(&mut self, by: isize) -> Result<Flow> {
        let last = (self.rows.len() + usize::from(self.names_someone())).saturating_sub(1);
        self.at = self.at.saturating_add_signed(by).min(last);
        Ok(Flow::Done)
    }

    fn take(&mut self, cx: &mut Cx) -> Result<Flow> {
        match self.rows.get(self.at) {
            Some((seen, _)) => open(*seen, cx)?,
            None if self.is_begun() => {
                cx.say(&said::TYPE_ON.into());
                return Ok(Flow::Done);
            }
            None if self.names_someone() => {
                let made = new_lead(self.typed_text(), cx)?;
                made.map_or(Ok(Flow::Done), |at| cx.open(Card::called(at, cx)))?
            }
            None => return Ok(Flow::Done),
        };
        Ok(Flow::Close)
    }
}

fn digits(text: &str) -> usize {
    text.chars().filter(char::is_ascii_digit).count()
}

/// The card of who calls; of a document, whose number a caller names, that of whom it is for, standing on it; anything
/// else as it is.
fn open(seen: Seen, cx: &mut Cx) -> Result<Flow> {
    if is_someone(seen.at) {
        return cx.open(Card::called(seen.at, cx));
    }
    let numbered = shape(seen.at.kind).is_some_and(|shape| !shape.series.is_empty());
    match whom(&cx.store, seen.at)?.filter(|_| numbered) {
        Some(who) => cx.open(Card::called(who, cx).on(seen.at)),
        None => cx.open(Record::new(seen.at)),
    }
}

/// A lead of a number, a mailbox or a name that nobody has.
fn new_lead(text: &str, cx: &mut Cx) -> Result<Option<Ref>> {
    let path = match text {
        text if is_number(text) => "phone",
        text if text.contains('@') => "email",
        _ => "name",
    };
    let Some(mut call) = Call::new("lead", "add", Vec::new()).map(|call| call.with(path, text)) else {
        return Ok(None);
    };
    if let Hit::One(_) = cx.store.code("source", CALL) {
        call = call.with("source", CALL);
    }
    cx.perform(&call)?;
    Ok(cx.deeds.last().and_then(|done| done.made.first().copied()))
}

/// Columns of a row, in cells: name, kind, detail, number, what is open with its mark.
fn widths(wide: usize) -> [usize; 5] {
    let (kind, reach, open) = (10, 15, 13);
    let left = wide.saturating_sub(kind + reach + open + 5);
    let name = (left * 11 / 20).min(34);
    [name, kind, left - name, reach, open]
}

fn line(shown: &Shown, here: bool, wide: usize) -> Line<'static> {
    let widths = widths(wide);
    let texts = [&shown.name, &shown.kind, &shown.detail, &shown.reach];
    let cells: Vec<String> = texts.iter().zip(widths).map(|(text, wide)| cells::left(text, wide)).collect();
    let (sign, style) = mark(shown.tone);
    let bar = cursor::bar(here);
    let open = cells::right(format!("{} {sign}", shown.open).trim_end(), widths[4]);
    let spans = vec![
        Span::raw(format!("{bar}{} ", cells.join(" "))),
        Span::styled(open, if here { Style::new() } else { style }),
    ];
    let style = cursor::row(here);
    Line::from(spans).style(style)
}

impl Pane for Lookup {
    fn title(&self, lang: Lang) -> String {
        say("Find", "Tìm").to(lang).to_owned()
    }

    fn corner(&self) -> String {
        let count = if self.more { said::first(self.rows.len()) } else { said::found(self.rows.len()) };
        if self.names_someone() { count.to(self.lang).to_owned() } else { String::new() }
    }

    fn foot(&self, lang: Lang) -> String {
        let foot = say(
            "Enter card · type a name, company, number, order",
            "Enter mở thẻ · gõ tên, công ty, số điện thoại, số đơn",
        );
        foot.to(lang).to_owned()
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

    fn retyped(&mut self, _: &mut Cx) -> Result<Flow> {
        self.at = 0;
        Ok(Flow::Done)
    }

    fn caret(&self, area: Rect, _: Lang) -> Option<Position> {
        Some(self.input.caret(area))
    }

    fn load(&mut self, cx: &mut Cx) -> Result<()> {
        let (db, text) = (&*cx.store, self.typed_text().to_owned());
        let room = cx.size.1.saturating_sub(FRAME + AROUND).max(1).into();
        let key = (cx.store.version()?, db.now().timestamp() / 60, text.clone());
        self.rows.read(key, || {
            let found = find(db, &text, room + 1)?;
            self.more = found.len() > room;
            found.into_iter().take(room).map(|seen| Ok((seen, seen.shown(db, &text)?))).collect()
        })?;
        self.lang = cx.lang;
        self.step(0).map(|_| ())
    }

    fn lines(&self) -> Option<usize> {
        let around = if self.names_someone() { AROUND } else { 1 };
        let gap = usize::from(self.rows.is_empty() && self.names_someone());
        Some(self.rows.len() + usize::from(around) - gap)
    }

    fn is_wide(&self) -> bool {
        true
    }

    fn draw(&self, frame: &mut Frame, area: Rect, lang: Lang) {
        let mut lines = vec![Line::from(self.input.view(area.width).0)];
        if !self.names_someone() {
            return frame.render_widget(Text::from(lines), area);
        }
        lines.push(Line::default());
        let wide = area.width.into();
        lines.extend(self.rows.iter().enumerate().map(|(n, (_, shown))| line(shown, n == self.at, wide)));
        if !self.rows.is_empty() {
            lines.push(Line::default());
        }
        let here = self.at == self.rows.len();
        let bar = cursor::bar(here);
        let goes_on = if self.is_begun() { "…" } else { "" };
        let new = format!("{bar}{}{goes_on}", said::new_lead(self.typed_text()).to(lang));
        let new = cells::left(&new, wide);
        let style = cursor::row(here);
        lines.push(Line::styled(new, style));
        frame.render_widget(Text::from(lines), area);
    }
}
