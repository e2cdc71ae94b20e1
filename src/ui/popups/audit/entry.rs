//! What an entry of the journal changed, record by record and cell by cell.
use super::super::{Record, room};
use super::undo;
use crate::act::tell_entry;
use crate::domain::deed::Ref;
use crate::domain::kinds::shape;
use crate::domain::value::Id;
use crate::domain::world::World;
use crate::lang::{Lang, audit as said, say, toast, when};
use crate::store::Version;
use crate::ui::cells;
use crate::ui::cursor;
use crate::ui::cx::Cx;
use crate::ui::fresh::Fresh;
use crate::ui::pane::{Flow, Keyed, Pane, Verb};
use anyhow::Result;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};
use ratatui::text::{Line, Text};

/// An entry.
pub struct Entry {
    no: Id,
    page: Fresh<(Version, usize), Page>,
    /// So many records are read; more as one walks down.
    limit: usize,
    at: usize,
    height: usize,
}

#[derive(Default)]
struct Page {
    title: String,
    records: Vec<Touched>,
    /// How many there are in all.
    count: usize,
}

/// A record, and what it is called, with a line a cell.
struct Touched {
    at: Ref,
    called: String,
    there: bool,
    cells: Vec<String>,
}

/// So many records are read at once.
const MOST: usize = 50;

#[rustfmt::skip]
impl Keyed for Entry {
    const VERBS: &'static [Verb<Self>] = &[
        Verb::new("enter",     &["<enter>", "l", "<right>"],      say("the record", "xem bản ghi"),      Entry::enter),
        Verb::new("cancel",    &["<esc>", "h", "<left>", "<bs>"], say("back", "về"),                     |_, _| Ok(Flow::Close)),
        Verb::new("down",      &["j", "<down>"],                  say("next record", "bản ghi kế"),      |e, cx| e.step(1, cx)),
        Verb::new("up",        &["k", "<up>"],                    say("record before", "bản ghi trước"), |e, cx| e.step(-1, cx)),
        Verb::new("undo-it",   &["u"],                            say("undo it", "hoàn tác việc này"),   |e, cx| undo(e.no, cx)),
    ];
}

impl Entry {
    /// By its number.
    pub fn new(entry: Id) -> Self {
        Self { no: entry, page: Fresh::default(), limit: MOST, at: 0, height: 1 }
    }

    fn step(&mut self, by: isize, cx: &mut Cx) -> Result<Flow> {
        let last = self.page.records.len().saturating_sub(1);
        let to = self.at.saturating_add_signed(by).min(last);
        if to == self.at {
            cx.say(&toast::NO_MORE_TO_READ.into());
        }
        self.at = to;
        if self.at == last && self.page.count > self.page.records.len() {
            self.limit += MOST;
        }
        Ok(Flow::Done)
    }

    fn enter(&mut self, cx: &mut Cx) -> Result<Flow> {
        let Some(record) = self.page.records.get(self.at) else { return Ok(Flow::Done) };
        if !record.there {
            cx.toast = format!("{}: {}", record.called, said::GONE.to(cx.lang));
            return Ok(Flow::Done);
        }
        cx.open(Record::new(record.at))
    }

    fn read(entry: Id, limit: usize, cx: &Cx) -> Result<Page> {
        let (db, lang) = (&*cx.store, cx.lang);
        let Some(told) = db.audit_one(entry)? else { return Ok(Page::default()) };
        let who = db.name("person", told.who).unwrap_or_default();
        let title =
            format!("{} {who}: {}", when::stamp_of_year(db.local(told.at), db.now()), tell_entry(&told, db).to(lang));
        let (refs, count) = db.touched(entry, limit)?;
        let mut records = Vec::new();
        for at in refs {
            let name = db.name(at.kind, at.id);
            let kind = shape(at.kind).map_or("", |shape| shape.one.to(lang));
            let there = name.is_some();
            let called = match name {
                Some(name) => name,
                None => db.was_called(at)?.unwrap_or_else(|| told.deed.title.clone()),
            };
            let called = format!("{kind} {called}");
            let cells = db
                .changed_by(entry, at)?
                .map_or_else(Vec::new, |told| told.changes.iter().map(|c| c.told(lang)).collect());
            records.push(Touched { at, called, there, cells });
        }
        Ok(Page { title, records, count })
    }

    /// Each line, and whether it is of the record under the cursor.
    fn all_lines(&self, wide: usize, lang: Lang) -> (Vec<(String, bool)>, usize, usize) {
        let (mut lines, mut first, mut last) = (Vec::new(), 0, 0);
        for (n, record) in self.page.records.iter().enumerate() {
            let here = n == self.at;
            if here {
                first = lines.len();
            }
            let gone = if record.there { String::new() } else { format!(" ({})", said::GONE.to(lang)) };
            let bar = cursor::bar(here);
            lines.push((cells::cut(&format!("{bar} {}{gone}", record.called), wide), here));
            for cell in &record.cells {
                let cell = cells::flat(cell);
                lines.extend(
                    cells::wrap(&cell, wide.saturating_sub(6)).into_iter().map(|l| (format!("      {l}"), false)),
                );
            }
            if here {
                last = lines.len();
            }
        }
        let left = self.page.count.saturating_sub(self.page.records.len());
        if left > 0 {
            lines.push((format!("  {}", said::more(left).to(lang)), false));
        }
        (lines, first, last)
    }
}

impl Pane for Entry {
    fn title(&self, _: Lang) -> String {
        self.page.title.clone()
    }

    fn foot(&self, lang: Lang) -> String {
        format!("{} · {}", said::OF_ENTRY.to(lang), said::records(self.page.count).to(lang))
    }

    fn foot_end(&self, lang: Lang) -> String {
        said::BACK.to(lang).to_owned()
    }

    fn load(&mut self, cx: &mut Cx) -> Result<()> {
        self.height = room(cx.size).1;
        let (entry, limit) = (self.no, self.limit);
        self.page.read((cx.store.version()?, limit), || Self::read(entry, limit, cx))?;
        self.at = self.at.min(self.page.records.len().saturating_sub(1));
        Ok(())
    }

    fn draw(&self, frame: &mut Frame, area: Rect, lang: Lang) {
        let (lines, first, last) = self.all_lines(area.width.into(), lang);
        let height = usize::from(area.height);
        // The record under the cursor is seen whole, or from its first line.
        let skip = last.saturating_sub(height).min(first);
        let bold = Style::new().add_modifier(Modifier::BOLD);
        let line = |(text, here): (String, bool)| Line::styled(text, if here { bold } else { Style::new() });
        frame.render_widget(Text::from_iter(lines.into_iter().skip(skip).take(height).map(line)), area);
    }
}
