//! Names of a file that no record has, though some nearly do: each once, with the rows that it stands in, and what is
//! meant by it in all of them.
use crate::domain::fold::clean;
use crate::domain::kinds::shape;
use crate::domain::value::Id;
use crate::exchange::plan::names::{MADE, Meant, Names, Near};
use crate::lang::{Lang, preview as said, say};
use crate::ui::cells;
use crate::ui::cx::Cx;
use crate::ui::pane::{Flow, Keyed, Pane, Verb};
use crate::ui::popups::Pick;
use anyhow::Result;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};
use ratatui::text::{Line, Text as Lines};

/// Such names, and what was decided until now.
pub struct Nearly {
    near: Vec<Near>,
    names: Names,
    before: Names,
    at: usize,
    /// Who was picked for the one under the cursor.
    picked: Option<Id>,
}

/// So many are found for letters.
const FOUND: usize = 20;

#[rustfmt::skip]
impl Keyed for Nearly {
    const VERBS: &'static [Verb<Self>] = &[
        Verb::new("accept", &["<enter>", "l", "<right>", "="], say("the same", "là một"),   |n, _| n.accept()),
        Verb::new("all",    &["a"],                  say("all are the same", "đều là một"),  |n, _| n.accept_all()),
        Verb::new("down",   &["j", "<down>"],        say("down", "xuống"),                   |n, _| n.step(1)),
        Verb::new("up",     &["k", "<up>"],          say("up", "lên"),                       |n, _| n.step(-1)),
        Verb::new("other",  &["/"],                  say("another", "bản khác"),             Nearly::other),
        Verb::new("new",    &["n"],                  say("a new one", "thêm mới"),           Nearly::made),
        Verb::new("leave",  &["x"],                  say("leave as written", "để như đã ghi"), |n, _| n.decide(Some(Meant::Left))),
        Verb::new("forget", &["<bs>", "-"],          say("decide nothing", "chưa chọn"),     |n, _| n.decide(None)),
        Verb::new("cancel", &["<esc>", "h", "<left>"], say("back", "quay lại"),              |n, _| n.close()),
    ];
}

impl Nearly {
    /// Of what a run found, with what was decided for files of that shape.
    pub fn new(near: Vec<Near>, names: Names) -> Self {
        Self { near, before: names.clone(), names, at: 0, picked: None }
    }

    fn step(&mut self, by: isize) -> Result<Flow> {
        self.at = self.at.saturating_add_signed(by).min(self.near.len().saturating_sub(1));
        Ok(Flow::Done)
    }

    /// Decides of the one under the cursor, and goes on to the next.
    fn decide(&mut self, meant: Option<Meant>) -> Result<Flow> {
        let Some(near) = self.near.get(self.at) else { return Ok(Flow::Done) };
        match meant {
            Some(meant) => self.names.put(near.kind, &near.name, meant),
            None => self.names.forget(near.kind, &near.name),
        }
        self.step(1)
    }

    fn accept(&mut self) -> Result<Flow> {
        let first = self.near.get(self.at).and_then(|near| near.may_be.first());
        first.map(|(id, _)| *id).map_or(Ok(Flow::Done), |id| self.decide(Some(Meant::Is(id))))
    }

    fn accept_all(&mut self) -> Result<Flow> {
        for near in &self.near {
            if let (None, Some((id, _))) = (self.names.of(near.kind, &near.name), near.may_be.first()) {
                self.names.put(near.kind, &near.name, Meant::Is(*id));
            }
        }
        Ok(Flow::Done)
    }

    fn made(&mut self, cx: &mut Cx) -> Result<Flow> {
        match self.near.get(self.at) {
            Some(near) if !MADE.contains(&near.kind) => {
                cx.say(&said::NEEDS_MORE.into());
                Ok(Flow::Done)
            }
            _ => self.decide(Some(Meant::New)),
        }
    }

    /// Another record: first who may be meant, then whom letters find.
    fn other(&mut self, cx: &mut Cx) -> Result<Flow> {
        let Some(near) = self.near.get(self.at).cloned() else { return Ok(Flow::Done) };
        let title = said::who_is(&clean(&near.name, false));
        let found = move |cx: &Cx, text: &str| {
            let named = |id: Id| (id.to_string(), format!("{} #{id}", called(near.kind, id, cx)));
            if text.trim().is_empty() {
                return Ok(near.may_be.iter().map(|(id, _)| named(*id)).collect());
            }
            let hits = cx.store.lookup(text, FOUND, Some(near.kind))?;
            Ok(hits.into_iter().map(|hit| named(hit.at.id)).collect())
        };
        cx.open(Pick::new(title, found, |_, text| Ok(Flow::Answer(text))))
    }

    fn close(&mut self) -> Result<Flow> {
        Ok(if self.names == self.before { Flow::Close } else { Flow::Answer(format!("names {}", self.names.write())) })
    }

    /// What is meant, as its line says it.
    fn meant(&self, near: &Near, lang: Lang) -> String {
        let first = near.may_be.first().map_or("", |(_, name)| name.as_str());
        match self.names.of(near.kind, &near.name) {
            None if near.may_be.len() > 1 => format!("? {first} …"),
            None => format!("? {first}"),
            Some(Meant::New) => format!("+ {}", said::MADE_NEW.to(lang)),
            Some(Meant::Left) => format!("– {}", said::LEFT_SO.to(lang)),
            Some(Meant::Is(id)) => {
                let known = near.may_be.iter().find(|(of, _)| *of == id).map(|(_, name)| name.as_str());
                format!("✓ {}", known.unwrap_or(&near.called))
            }
        }
    }
}

fn called(kind: &str, id: Id, cx: &Cx) -> String {
    crate::domain::world::World::name(&*cx.store, kind, id).unwrap_or_default()
}

impl Pane for Nearly {
    fn title(&self, lang: Lang) -> String {
        said::NEARLY.to(lang).to_owned()
    }

    fn corner(&self) -> String {
        self.near.len().to_string()
    }

    fn foot(&self, lang: Lang) -> String {
        let foot = say(
            "Enter the same · / another · n a new one · x leave · a all same",
            "Enter là một · / bản khác · n thêm mới · x để vậy · a tất cả",
        );
        foot.to(lang).to_owned()
    }

    fn foot_end(&self, lang: Lang) -> String {
        say("Esc back", "Esc lui").to(lang).to_owned()
    }

    fn hints(&self) -> &'static [&'static str] {
        &["<enter>", "/", "n", "x", "a", "<esc>"]
    }

    fn answer(&mut self, text: String) {
        self.picked = text.parse().ok();
    }

    fn load(&mut self, cx: &mut Cx) -> Result<()> {
        if let Some(id) = self.picked.take() {
            if let Some(near) = self.near.get_mut(self.at) {
                near.called = called(near.kind, id, cx);
            }
            self.decide(Some(Meant::Is(id)))?;
        }
        Ok(())
    }

    fn draw(&self, frame: &mut Frame, area: Rect, lang: Lang) {
        let (wide, high) = (usize::from(area.width), usize::from(area.height).max(1));
        let skip = (self.at + 1).saturating_sub(high);
        let mut lines = Vec::new();
        for (n, near) in self.near.iter().enumerate().skip(skip).take(high) {
            let here = n == self.at;
            let kind = shape(near.kind).map_or("", |shape| shape.one.to(lang));
            let name = cells::left(&clean(&near.name, false), wide * 2 / 5);
            let rows = said::in_rows(near.rows);
            let text = format!(
                "{} {} {name} {} {}",
                if here { "▌" } else { " " },
                cells::left(kind, 10),
                cells::right(rows.to(lang), 12),
                clean(&self.meant(near, lang), false)
            );
            let style = if here { Modifier::BOLD | Modifier::REVERSED } else { Modifier::empty() };
            lines.push(Line::styled(cells::left(&text, wide), Style::new().add_modifier(style)));
        }
        frame.render_widget(Lines::from(lines), area);
    }
}
