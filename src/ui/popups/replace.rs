//! A text put in place of another in one field of many records: what would change is shown while it is typed.
use super::{PATIENCE, one_of, room};
use crate::act::{Call, Found, REPLACE, Replacing, family, replaceable};
use crate::domain::field::Head;
use crate::domain::filter::Filter;
use crate::domain::problem::{Fault, Problems};
use crate::domain::value::Id;
use crate::domain::world::World;
use crate::job::Job;
use crate::lang::{Lang, replace as said, say};
use crate::store::{ALL, Db, List, Order, Version};
use crate::ui::cells;
use crate::ui::cursor;
use crate::ui::cx::Cx;
use crate::ui::input::Input;
use crate::ui::pane::{Flow, Keyed, Pane, Verb};
use anyhow::Result;
use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::style::{Color, Style};
use ratatui::text::{Line, Text};
use std::sync::Arc;

/// What is to be replaced, and what would come of it.
pub struct Replace {
    kind: &'static str,
    among: Among,
    /// The rows, once they were read.
    ids: Option<Arc<Vec<Id>>>,
    head: &'static Head,
    find: Input,
    with: Input,
    whole: bool,
    /// Whether one is in what takes its place.
    putting: bool,
    seen: Option<Seen>,
    job: Option<Job<Looked>>,
    /// With the name of each.
    found: Vec<(String, Found)>,
    scroll: usize,
    corner: String,
}

/// Among which rows.
#[derive(Clone)]
pub enum Among {
    /// Those that are marked.
    Marked(Vec<Id>),
    /// All of a list.
    List(Option<&'static str>, Filter, Order),
}

/// The rows, and those in which it was found.
type Looked = (Arc<Vec<Id>>, Vec<Found>);

/// What the rows were looked through for.
type Seen = (Version, &'static str, String, String, bool);

/// Rows tried between two looks at whether anyone still waits.
const STRETCH: usize = 64;
const LABEL: usize = 12;
const NAME: usize = 24;
/// Lines above the rows: three fields, and one that parts them.
const ABOVE: usize = 4;
/// Letters kept before the first that differs.
const BEFORE: usize = 8;

#[rustfmt::skip]
impl Keyed for Replace {
    const VERBS: &'static [Verb<Self>] = &[
        Verb::new("cancel",    &["<esc>"],                              say("nothing", "thôi"),       |_, _| Ok(Flow::Close)),
        Verb::new("choose",    &["<f4>"],                               say("column", "chọn mục"),    |r, cx| cx.open(r.columns(cx))),
        Verb::new("whole",     &["<c-x>"],                              say("whole cell", "cả ô"),    |r, _| r.turn_whole()),
        Verb::new("read-on",   &["<pgdn>", "<c-down>"],                 say("read on", "đọc tiếp"),   |r, cx| r.read(1, cx)),
        Verb::new("read-back", &["<pgup>", "<c-up>"],                   say("read back", "đọc lại"),  |r, cx| r.read(-1, cx)),
    ];

    fn verbs(&self) -> [&'static [Verb<Self>]; 2] {
        [if self.putting { PUTTING } else { FINDING }, Self::VERBS]
    }
}

/// Enter goes on to what takes its place: who does not type that yet does not mean to leave it blank.
#[rustfmt::skip]
const FINDING: &[Verb<Replace>] = &[
    Verb::new("down",   &["<enter>", "<tab>", "<down>", "<s-tab>", "<up>"], say("next field", "ô kế"), |r, _| r.turn()),
    Verb::new("accept", &["<c-s>"],                                         say("replace", "thay"),    Replace::accept),
];

#[rustfmt::skip]
const PUTTING: &[Verb<Replace>] = &[
    Verb::new("accept", &["<enter>", "<c-s>"],                   say("replace", "thay"),    Replace::accept),
    Verb::new("down",   &["<tab>", "<down>", "<s-tab>", "<up>"], say("next field", "ô kế"), |r, _| r.turn()),
];

impl Among {
    /// Those of a kind, in the order of the list.
    fn ids(&self, of: &str, db: &Db) -> Result<Vec<Id>> {
        match self {
            Self::Marked(ids) => Ok(ids.clone()),
            Self::List(kind, filter, order) => {
                let all = db.page(&List { kind: *kind, filter, order: *order }, None, false, ALL)?;
                Ok(all.into_iter().filter(|key| key.at.kind == of).map(|key| key.at.id).collect())
            }
        }
    }
}

/// Over these records of a kind; a field that the list is asked by is offered first.
pub fn replace(kind: &'static str, among: Among, field: Option<&str>, cx: &mut Cx) -> Result<Flow> {
    let heads = replaceable(kind);
    let first = heads.iter().find(|head| Some(head.key) == field).or(heads.first()).copied();
    let Some(head) = first else { return Ok(Flow::Ignored) };
    let pane = Replace {
        kind,
        among,
        ids: None,
        head,
        find: Input::default(),
        with: Input::default(),
        whole: false,
        putting: false,
        seen: None,
        job: None,
        found: Vec::new(),
        scroll: 0,
        corner: String::new(),
    };
    let columns = pane.columns(cx);
    cx.open(pane)?;
    cx.open(columns)
}

impl Replace {
    /// Every field, the one of now first.
    fn columns(&self, cx: &Cx) -> super::Pick<&'static str> {
        let others = replaceable(self.kind).into_iter().filter(|head| *head != self.head);
        let all = std::iter::once(self.head).chain(others);
        let list = all.map(|head| (head.key, head.label.to(cx.lang).to_owned())).collect();
        one_of(said::COLUMN, list, |_, key: &'static str| Ok(Flow::Answer(key.to_owned()))).numbered()
    }

    fn turn(&mut self) -> Result<Flow> {
        self.putting = !self.putting;
        Ok(Flow::Done)
    }

    fn turn_whole(&mut self) -> Result<Flow> {
        self.whole = !self.whole;
        Ok(Flow::Done)
    }

    fn read(&mut self, by: isize, cx: &mut Cx) -> Result<Flow> {
        let shown = room(cx.size).1.saturating_sub(ABOVE).max(1);
        let by = by * isize::try_from(shown)?;
        self.scroll = cx.read_on(self.scroll, by, self.found.len().saturating_sub(shown));
        Ok(Flow::Done)
    }

    /// Nothing is looked for as long as nothing was typed; a whole cell may be an empty one.
    fn is_asked(&self) -> bool {
        self.whole || !self.find.text().is_empty()
    }

    /// Whether nothing is put in place of what is found.
    fn takes_out(&self) -> bool {
        self.with.text().is_empty() && !self.find.text().is_empty()
    }

    fn replacing(&self) -> Replacing {
        let [find, with] = [&self.find, &self.with].map(|input| input.text().to_owned());
        Replacing { kind: self.kind, head: self.head, find, with, whole: self.whole }
    }

    fn accept(&mut self, cx: &mut Cx) -> Result<Flow> {
        if let Some(job) = self.job.take() {
            let looked = job.wait()?;
            self.take(looked, cx);
        }
        if !self.is_asked() {
            cx.say(&said::TYPE.into());
            return Ok(Flow::Done);
        }
        if self.found.is_empty() {
            return Err(Problems::from(Fault::new(said::NOTHING_FOUND)).into());
        }
        let ids = self.found.iter().map(|(_, found)| found.id).collect();
        let Some(call) = Call::new(self.kind, REPLACE, ids) else { return Ok(Flow::Ignored) };
        cx.perform(&Call { given: self.replacing().given(), ..call })?;
        Ok(Flow::Close)
    }

    fn take(&mut self, (ids, found): Looked, cx: &Cx) {
        self.ids = Some(ids);
        let name = |found: Found| (cx.store.name(self.kind, found.id).unwrap_or_default(), found);
        self.found = found.into_iter().map(name).collect();
        self.scroll = 0;
    }

    fn refused(&self) -> usize {
        self.found.iter().filter(|(_, found)| found.refused.is_some()).count()
    }
}

/// A field as its line.
fn line(label: crate::lang::Text, text: &str, here: bool, lang: Lang) -> Line<'static> {
    let style = cursor::field(here);
    let bar = cursor::bar(here);
    Line::styled(format!("{bar} {} {text}", cells::left(label.to(lang), LABEL)), style)
}

/// Both texts from a little before where they begin to differ, so that it is seen.
fn around(before: &str, after: &str) -> (String, String) {
    let both = cells::graphemes(before).zip(cells::graphemes(after));
    let same = both.take_while(|((_, one, _), (_, other, _))| one == other).count();
    let Some(skip) = same.checked_sub(BEFORE).filter(|skip| *skip > BEFORE) else {
        return (cells::flat(before), cells::flat(after));
    };
    let from = |text: &str| {
        let rest: String = cells::graphemes(text).skip(skip).map(|(_, grapheme, _)| grapheme).collect();
        format!("…{}", cells::flat(&rest))
    };
    (from(before), from(after))
}

impl Pane for Replace {
    fn title(&self, lang: Lang) -> String {
        let count = self.ids.as_ref().zip(family(self.kind)).map(|(ids, of)| of.shape.count(ids.len() as u64));
        let count = count.map_or_else(String::new, |count| format!(" · {}", count.to(lang)));
        format!("{}{count}", said::TITLE.to(lang))
    }

    fn corner(&self) -> String {
        if self.job.is_some() { "…".to_owned() } else { self.corner.clone() }
    }

    fn foot(&self, lang: Lang) -> String {
        (if self.putting { said::FOOT } else { said::FOOT_FINDING }).to(lang).to_owned()
    }

    fn foot_end(&self, lang: Lang) -> String {
        said::FOOT_END.to(lang).to_owned()
    }

    fn typing(&self) -> bool {
        true
    }

    fn input(&mut self) -> Option<&mut Input> {
        Some(if self.putting { &mut self.with } else { &mut self.find })
    }

    fn caret(&self, area: Rect, _: Lang) -> Option<Position> {
        let indent = u16::try_from(LABEL + 3).unwrap_or(0).min(area.width);
        let (input, y) = if self.putting { (&self.with, 2) } else { (&self.find, 1) };
        Some(input.caret(Rect { x: area.x + indent, y: area.y + y, width: area.width - indent, height: 1 }))
    }

    fn answer(&mut self, key: String) {
        let chosen = replaceable(self.kind).into_iter().find(|head| head.key == key);
        self.head = chosen.unwrap_or(self.head);
    }

    fn busy(&self) -> bool {
        self.job.is_some()
    }

    fn load(&mut self, cx: &mut Cx) -> Result<()> {
        let [find, with] = [&self.find, &self.with].map(|input| input.text().to_owned());
        let seen = (cx.store.version()?, self.head.key, find, with, self.whole);
        if self.seen.as_ref() != Some(&seen) {
            self.seen = Some(seen);
            self.job = None;
            let replacing = self.is_asked().then(|| self.replacing());
            let (kind, among, ids) = (self.kind, self.among.clone(), self.ids.clone());
            self.job = Some(cx.read_aside(move |db, control| {
                let ids = ids.map_or_else(|| among.ids(kind, db).map(Arc::new), Ok)?;
                let go_on = |at: usize, of| !at.is_multiple_of(STRETCH) || control.step(at, of);
                let found = replacing.map_or(Ok(Vec::new()), |replacing| replacing.look(db, &ids, go_on))?;
                Ok((ids, found))
            })?);
        }
        if let Some(end) = self.job.as_mut().and_then(|job| job.within(PATIENCE)) {
            self.job = None;
            self.take(end?, cx);
        }
        self.corner = if self.is_asked() {
            let refused = self.refused();
            said::counted(self.found.len() - refused, refused).to(cx.lang).to_owned()
        } else {
            String::new()
        };
        Ok(())
    }

    fn draw(&self, frame: &mut Frame, area: Rect, lang: Lang) {
        let wide = usize::from(area.width);
        let room = area.width.saturating_sub(u16::try_from(LABEL + 3).unwrap_or(0));
        let how = if self.whole { said::WHOLE } else { said::PART };
        let column = cells::ends(self.head.label.to(lang), how.to(lang), room.into());
        let taken_out = if self.takes_out() { said::TAKEN_OUT.to(lang) } else { "" };
        let with = cells::ends(&self.with.view(room).0, taken_out, room.into());
        let (rows, of) = (usize::from(area.height).saturating_sub(ABOVE), self.found.len());
        let sight = said::in_sight(self.scroll + 1, (self.scroll + rows).min(of), of);
        let sight = if of > rows { sight.to(lang) } else { "" };
        let mut lines = vec![
            line(said::IN, &column, false, lang),
            line(said::FIND, &self.find.view(room).0, !self.putting, lang),
            line(said::PUT, &with, self.putting, lang),
            Line::from(cells::ends("", sight, wide)),
        ];
        if self.found.is_empty() && self.job.is_none() {
            let told = if self.is_asked() { said::NOTHING_FOUND } else { said::TYPE };
            lines.push(Line::from(cells::cut(&format!("  {}", told.to(lang)), wide)));
        }
        let shown = |text: String| if text.is_empty() { said::EMPTY.to(lang).to_owned() } else { text };
        for (name, found) in self.found.iter().skip(self.scroll).take(rows) {
            let (before, after) = around(&found.before, &found.after);
            // Of a long cell each side has half of the room: what becomes of it is what one looks for.
            let both = wide.saturating_sub(NAME + cells::width("    → "));
            let (before, after) = cells::share(&shown(before), &shown(after), both);
            let name = cells::left(name, NAME);
            lines.push(match &found.refused {
                None => Line::from(cells::cut(&format!("  {name} {before} → {after}"), wide)),
                Some(why) => {
                    let why = why.to(lang);
                    let told = if why.contains(&found.after) { why.to_owned() } else { format!("{after}: {why}") };
                    let told = format!("! {name} {told}");
                    Line::styled(cells::cut(&told, wide), Style::new().fg(Color::Red))
                }
            });
        }
        frame.render_widget(Text::from(lines), area);
    }
}
