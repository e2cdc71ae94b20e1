//! The call card: who is on the telephone, what they wait for, what to tell them, and where their call is noted, over
//! whatever was open. It is a layer of its own: closing it leaves what is under it as it was, and a note that was not
//! recorded stays as a call to be recorded.
mod draw;

use super::{History, Record, linked, order_for};
use crate::act::{About, Call, Card as Known, Done, card, is_someone};
use crate::domain::deed::Ref;
use crate::domain::draft::Given;
use crate::domain::value::{Id, Instant};
use crate::domain::world::World;
use crate::lang::{Lang, card as said, say, toast};
use crate::store::Version;
use crate::ui::chord::Chord;
use crate::ui::cx::Cx;
use crate::ui::fresh::Fresh;
use crate::ui::note::Note;
use crate::ui::pane::{Flow, Keyed, Pane, Verb};
use crate::ui::subject::Subject;
use anyhow::Result;
use draw::{INDENT, Layout};
use ratatui::Frame;
use ratatui::layout::{Position, Rect};

/// A call under way.
pub struct Card {
    at: Ref,
    /// Whose card it was before, on the same call: a company's, until it is known who of them calls.
    before: Vec<Ref>,
    /// Whether they called us.
    inward: bool,
    since: Instant,
    minutes: i64,
    known: Fresh<(Version, i64, Id), Option<Known>>,
    row: usize,
    /// Where the cursor is to stand once the rows are read.
    wanted: Option<Ref>,
    note: Note,
    writing: bool,
    /// What is noted, kept in case the program is ended; and of whose call.
    draft: Option<(Id, Ref)>,
    /// The calls that wait meanwhile.
    others: Vec<String>,
    /// The room that the card has, in cells.
    room: Rect,
}

/// The action that records a call in full.
const LOG: &str = "log";

#[rustfmt::skip]
impl Keyed for Card {
    const VERBS: &'static [Verb<Self>] = &[
        Verb::new("leave",   &["<esc>"],                 say("end the call", "kết thúc"),   |_, _| Ok(Flow::Close)),
        Verb::new("down",    &["j", "<down>"],           say("down", "xuống"),              |card, _| card.step(1)),
        Verb::new("up",      &["k", "<up>"],             say("up", "lên"),                  |card, _| card.step(-1)),
        Verb::new("open",    &["<enter>", "l", "<right>"], say("open row", "mở dòng"),      Card::open),
        Verb::new("before",  &["<bs>", "h", "<left>"],   say("card before", "thẻ trước"),   Card::back),
        Verb::new("note",    &["N"],                     say("note", "ghi chú"),            Card::write),
        Verb::new("copy",    &["y"],                     say("copy number", "chép số"),     Card::copy),
        Verb::new("order",   &["O"],                     say("new order", "đơn mới"),       |card, cx| order_for(card.at, cx)),
        Verb::new("linked",  &["o"],                     say("linked records", "bản ghi liên quan"), |card, cx| linked(card.at, cx)),
        Verb::new("history", &["H"],                     say("history", "lịch sử"),         |card, cx| cx.open(History::new(card.at))),
    ];

    fn verbs(&self) -> [&'static [Verb<Self>]; 2] {
        if self.writing { [WRITING, &[]] } else { [Self::VERBS, &[]] }
    }
}

/// While the note is written letters are its text; what has a function key works all the same.
#[rustfmt::skip]
const WRITING: &[Verb<Card>] = &[
    Verb::new("stop", &["<esc>"], say("note done", "xong ghi chú"), |card, _| card.stop()),
];

/// What matters during a call.
const HINTS: &[&str] = &["<enter>", "r", "N", "m", "!", "f", "O", "a", "+", "y", "o", "<f2>"];

impl Card {
    /// Of someone who calls.
    pub fn called(at: Ref, cx: &Cx) -> Self {
        Self::new(at, true, cx)
    }

    /// Of someone to be called.
    pub fn calling(at: Ref, cx: &Cx) -> Self {
        Self::new(at, false, cx)
    }

    fn new(at: Ref, inward: bool, cx: &Cx) -> Self {
        Self {
            at,
            before: Vec::new(),
            inward,
            since: cx.store.instant(),
            minutes: 0,
            known: Fresh::default(),
            row: 0,
            wanted: None,
            note: Note::default(),
            writing: false,
            draft: None,
            others: Vec::new(),
            room: Rect::default(),
        }
    }

    /// Standing on one of its rows.
    pub fn on(self, row: Ref) -> Self {
        Self { wanted: Some(row), ..self }
    }

    fn rows(&self) -> usize {
        self.known.as_ref().map_or(0, |card| card.rows.len())
    }

    fn here(&self) -> Option<Ref> {
        self.known.as_ref()?.rows.get(self.row).map(|row| row.at)
    }

    fn step(&mut self, by: isize) -> Result<Flow> {
        self.row = self.row.saturating_add_signed(by).min(self.rows().saturating_sub(1));
        Ok(Flow::Done)
    }

    /// One of a company's people turns the card to them: it is still the same call. Anything else opens over it.
    fn open(&mut self, cx: &mut Cx) -> Result<Flow> {
        match self.here() {
            Some(row) if row != self.at && is_someone(row) => self.turn(row, cx),
            Some(row) => cx.open(Record::new(row)),
            None => Ok(Flow::Ignored),
        }
    }

    fn turn(&mut self, to: Ref, cx: &mut Cx) -> Result<Flow> {
        let from = std::mem::replace(&mut self.at, to);
        self.before.push(from);
        (self.row, self.wanted) = (0, None);
        self.keep_draft(cx)?;
        Ok(Flow::Done)
    }

    fn back(&mut self, cx: &mut Cx) -> Result<Flow> {
        let Some(to) = self.before.pop() else { return Ok(Flow::Ignored) };
        self.wanted = Some(std::mem::replace(&mut self.at, to));
        self.keep_draft(cx)?;
        Ok(Flow::Done)
    }

    /// A colleague's call is no customer's: it has no timeline to be noted in.
    fn write(&mut self, cx: &mut Cx) -> Result<Flow> {
        self.writing = Call::new(self.at.kind, LOG, vec![self.at.id]).is_some();
        if !self.writing {
            cx.say(&said::NO_NOTE.into());
        }
        Ok(Flow::Done)
    }

    fn stop(&mut self) -> Result<Flow> {
        self.writing = false;
        Ok(Flow::Done)
    }

    fn copy(&mut self, cx: &mut Cx) -> Result<Flow> {
        let Some(card) = self.known.as_ref() else { return Ok(Flow::Done) };
        let text = [&card.phone, &card.email, &card.title].into_iter().find(|text| !text.is_empty());
        if let Some(text) = text {
            cx.copy(text);
            cx.say(&toast::copied(text));
        }
        Ok(Flow::Done)
    }

    /// Whom an action is done to: one of a company's people under the cursor, else who calls.
    fn with(&self) -> Ref {
        self.here().filter(|row| self.at.kind == "account" && row.kind == "contact").unwrap_or(self.at)
    }

    fn noted(&self) -> Option<String> {
        Some(self.note.text().trim().to_owned()).filter(|text| !text.is_empty())
    }

    /// What is noted, said to an action.
    fn told(&self, act: &str) -> Option<Call> {
        let call = Call::new(self.at.kind, act, vec![self.at.id])?.with("text", self.noted()?);
        Some(if self.inward { call.with("inward", "yes") } else { call })
    }

    /// What is noted is kept at once, as a draft of the whole record: whatever ends the program, it is offered again.
    fn keep_draft(&mut self, cx: &mut Cx) -> Result<()> {
        let Some(call) = self.told(LOG) else { return self.drop_draft(cx) };
        if self.draft.is_some_and(|(_, of)| of != self.at) {
            self.drop_draft(cx)?;
        }
        let (id, at) = (self.draft.map_or(0, |(id, _)| id), cx.store.instant());
        self.draft = Some((cx.store.keep_draft(&call.draft(id, at))?, self.at));
        Ok(())
    }

    fn drop_draft(&mut self, cx: &mut Cx) -> Result<()> {
        self.draft.take().map_or(Ok(()), |(id, _)| cx.store.drop_draft(id))
    }

    fn changed(&mut self, cx: &mut Cx) -> Result<Flow> {
        // The text is on the screen; a file that is busy keeps it at the next key.
        cx.store.brief(true)?;
        let _ = self.keep_draft(cx);
        cx.store.brief(false)?;
        Ok(Flow::Done)
    }

    fn layout(&self) -> Option<Layout<'_>> {
        let card = self.known.as_ref()?;
        Some(Layout::new(card, &self.note, self.writing, self.row, self.room))
    }
}

impl Pane for Card {
    fn title(&self, _: Lang) -> String {
        let Some(card) = self.known.as_ref() else { return String::new() };
        let texts = [&card.title, &card.about, &card.tier].into_iter().filter(|text| !text.is_empty());
        texts.map(String::as_str).collect::<Vec<_>>().join(" · ")
    }

    fn corner(&self) -> String {
        self.known.as_ref().map_or_else(String::new, |card| card.phone.clone())
    }

    fn foot(&self, lang: Lang) -> String {
        match self.others.last() {
            Some(other) => said::back_to(other).to(lang).to_owned(),
            None => say("Esc back to where you were", "Esc về chỗ cũ").to(lang).to_owned(),
        }
    }

    fn foot_end(&self, lang: Lang) -> String {
        said::on_call(self.minutes).to(lang).to_owned()
    }

    fn hints(&self) -> &'static [&'static str] {
        HINTS
    }

    fn on_call(&self, lang: Lang) -> Option<String> {
        let card = self.known.as_ref()?;
        Some(said::waits(&card.title, self.minutes).to(lang).to_owned())
    }

    fn subject(&self) -> Option<Subject> {
        Subject::one(self.with())
    }

    /// What is noted goes with the outcome, or to whom the message is for.
    fn given(&self, about: &About) -> Given {
        let mut given = Given::new();
        if matches!(about.name, "record" | "message") {
            given.extend(self.noted().map(|text| ("text".to_owned(), text)));
        }
        if about.name == "record" && self.inward && is_someone(self.with()) {
            given.push(("inward".to_owned(), "yes".to_owned()));
        }
        given
    }

    fn typing(&self) -> bool {
        self.writing
    }

    fn typed(&mut self, key: Chord, cx: &mut Cx) -> Result<Flow> {
        if !self.writing || !self.note.key(key) {
            return Ok(Flow::Ignored);
        }
        self.changed(cx)
    }

    fn pasted(&mut self, text: &str, cx: &mut Cx) -> Result<Flow> {
        self.write(cx)?;
        if self.writing {
            self.note.paste(text);
        }
        self.changed(cx)
    }

    fn caret(&self, area: Rect, _: Lang) -> Option<Position> {
        if !self.writing {
            return None;
        }
        let layout = self.layout()?;
        let (x, y) = self.note.view(layout.text_width(), layout.note()).1;
        Some(Position { x: area.x + INDENT + x, y: area.y + layout.note_line() + y })
    }

    fn load(&mut self, cx: &mut Cx) -> Result<()> {
        let (db, at) = (&*cx.store, self.at);
        self.minutes = (db.instant() - self.since).num_minutes();
        let key = (cx.store.version()?, db.now().timestamp() / 60, at.packed());
        if self.known.read(key, || card(db, at).map(Some))? && self.wanted.is_some() {
            let place = |row: Ref| self.known.as_ref()?.rows.iter().position(|known| known.at == row);
            self.row = self.wanted.take().and_then(place).unwrap_or(0);
        }
        self.step(0)?;
        if self.noted().is_none() {
            self.drop_draft(cx)?;
        }
        self.others.clone_from(&cx.calls);
        let (width, height) = super::room(cx.size);
        self.room = Rect::new(0, 0, u16::try_from(width)?, u16::try_from(height)?);
        self.note.fit(self.room.width.saturating_sub(INDENT));
        Ok(())
    }

    /// The line above the note, so that what is asked leaves the note in sight.
    fn cursor_line(&self) -> Option<u16> {
        self.layout().map(|layout| layout.note_line())
    }

    fn draw(&self, frame: &mut Frame, area: Rect, lang: Lang) {
        if let Some(layout) = self.layout() {
            layout.draw(frame, area, lang);
        }
    }

    fn did(&mut self, done: &Done) {
        let mine = done.rows.iter().any(|row| *row == self.at || *row == self.with());
        if mine && matches!(done.deed.act.as_str(), "record" | LOG | "message") && self.noted().is_some() {
            self.note = Note::default();
            self.writing = false;
        }
    }

    /// A call that was noted and not recorded is one to be recorded, due at once.
    fn keep(&mut self, cx: &mut Cx) -> Result<()> {
        let Some(call) = self.told("unrecorded") else { return self.drop_draft(cx) };
        cx.perform_aside(&call)?;
        cx.say(&said::NOT_RECORDED.into());
        self.drop_draft(cx)
    }
}
