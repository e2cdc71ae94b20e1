//! A record beside the one that it is likely the same as, field by field, and the key that links them.
use super::answer;
use crate::act::{Call, Proposal};
use crate::domain::deed::Ref;
use crate::domain::draft::Entry;
use crate::domain::field::{Edit, Home};
use crate::domain::kind::Kind;
use crate::domain::value::Value;
use crate::domain::world::World;
use crate::lang::{Lang, Sentence, say};
use crate::store::Db;
use crate::ui::begin::finish;
use crate::ui::cells;
use crate::ui::cx::Cx;
use crate::ui::pane::{Flow, Keyed, Pane, Verb};
use anyhow::Result;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};
use ratatui::text::{Line, Text as Lines};

/// Two records side by side.
pub struct Compare {
    title: Sentence,
    call: Call,
    entry: Entry,
    /// The records that it may be the same as.
    others: Vec<Proposal>,
    at: usize,
    rows: Vec<[String; 3]>,
    heads: [String; 2],
}

const LABEL: usize = 15;

#[rustfmt::skip]
impl Keyed for Compare {
    const VERBS: &'static [Verb<Self>] = &[
        Verb::new("accept", &["<enter>", "=", "1"],  say("the same: link", "là một: nối lại"), Compare::link),
        Verb::new("down",   &["j", "<down>", "<tab>"], say("next likely", "bản kế"),          |c, _| c.step(1)),
        Verb::new("up",     &["k", "<up>", "<s-tab>"], say("likely before", "bản trước"),     |c, _| c.step(-1)),
        Verb::new("other",  &["/"],                  say("another", "bản khác"),               Compare::other),
        Verb::new("cancel", &["<esc>", "h", "<left>"], say("not the same", "không phải"),      |_, _| Ok(Flow::Close)),
    ];
}

impl Compare {
    /// Of a call that asks which record is the same, and the likely ones.
    pub fn new(title: Sentence, call: Call, entry: Entry, others: Vec<Proposal>) -> Self {
        Self { title, call, entry, others, at: 0, rows: Vec::new(), heads: [String::new(), String::new()] }
    }

    fn step(&mut self, by: isize) -> Result<Flow> {
        self.at = self.at.saturating_add_signed(by).min(self.others.len().saturating_sub(1));
        Ok(Flow::Done)
    }

    fn link(&mut self, cx: &mut Cx) -> Result<Flow> {
        let Some(other) = self.others.get(self.at) else { return Ok(Flow::Done) };
        finish(self.call.clone().with(&self.entry.path, other.text.clone()), cx)?;
        Ok(Flow::Close)
    }

    /// Any other record, by its name.
    fn other(&mut self, cx: &mut Cx) -> Result<Flow> {
        cx.open(answer(self.title.clone(), self.call.clone(), self.entry.clone(), Vec::new()))?;
        Ok(Flow::Close)
    }

    fn read(&mut self, db: &Db) -> Result<()> {
        let Some(other) = self.others.get(self.at) else { return Ok(()) };
        let Ok(Value::Whole(packed)) = Kind::Any.read(&other.text, &Value::Empty, db) else { return Ok(()) };
        let (Some(id), Some(there)) = (self.call.ids.first(), Ref::unpack(packed)) else { return Ok(()) };
        let here = Ref { kind: self.call.kind, id: *id };
        let (one, two) = (db.any(here.kind, here.id)?, db.any(there.kind, there.id)?);
        let shown = |row: &dyn crate::domain::kinds::KeptRow, key: &str| {
            let heads = row.heads();
            let at = heads.iter().position(|h| h.key == key);
            at.map_or_else(String::new, |at| heads[at].kind.show(&row.get(at), db))
        };
        let heads = one.heads();
        let told = heads.iter().filter(|h| h.edit != Edit::Derived && h.home != Home::Outside);
        let row = |h: &&&'static crate::domain::field::Head| -> [String; 3] {
            // A lead's company is a contact's account.
            let other = if h.key == "company" && shown(&*two, "company").is_empty() { "account" } else { h.key };
            [h.label.to(db.lang()).to_owned(), shown(&*one, h.key), shown(&*two, other)]
        };
        self.rows = told.map(|h| row(&h)).filter(|[_, one, two]| !one.is_empty() || !two.is_empty()).collect();
        let name = |at: Ref| {
            let kind = crate::domain::kinds::shape(at.kind).map_or("", |shape| shape.one.to(db.lang()));
            format!("{kind} {}", db.name(at.kind, at.id).unwrap_or_default())
        };
        self.heads = [name(here), name(there)];
        Ok(())
    }
}

impl Pane for Compare {
    fn title(&self, lang: Lang) -> String {
        self.title.to(lang).to_owned()
    }

    fn corner(&self) -> String {
        if self.others.len() > 1 { format!("{} / {}", self.at + 1, self.others.len()) } else { String::new() }
    }

    fn foot(&self, lang: Lang) -> String {
        let foot = say(
            "Enter the same: link · j k others · Esc not the same",
            "Enter là một: nối lại · j k bản khác · Esc không phải",
        );
        foot.to(lang).to_owned()
    }

    fn load(&mut self, cx: &mut Cx) -> Result<()> {
        self.read(&cx.store)
    }

    fn draw(&self, frame: &mut Frame, area: Rect, lang: Lang) {
        let half = usize::from(area.width).saturating_sub(LABEL + 6) / 2;
        let line = |label: &str, one: &str, sign: &str, two: &str| {
            let (one, two) = (cells::left(&one.replace('\n', " "), half), cells::cut(&two.replace('\n', " "), half));
            format!("{} {one} {sign} {two}", cells::left(label, LABEL))
        };
        let why = self.others.get(self.at).map_or("", |other| other.why.to(lang));
        let mut lines = vec![
            Line::styled(why.to_owned(), Style::new().add_modifier(Modifier::BOLD)),
            Line::styled(line("", &self.heads[0], " ", &self.heads[1]), Style::new().add_modifier(Modifier::DIM)),
        ];
        for [label, one, two] in &self.rows {
            let sign = if one == two { "=" } else { " " };
            lines.push(Line::from(line(label, one, sign, two)));
        }
        frame.render_widget(Lines::from(lines), area);
    }
}
