//! Names of a file that no record has, though some nearly do, and words that stand for a choice: each once, with the rows
//! that it stands in, and what is meant by it in all of them.
use super::asked::{Asked, Spoken, named, spoken};
use crate::act::answers;
use crate::domain::field::Head;
use crate::domain::fold::{clean, fold};
use crate::domain::kind::Kind;
use crate::domain::value::{Id, Value};
use crate::domain::world::World;
use crate::exchange::plan::File;
use crate::exchange::plan::names::{MADE, Meant, NEW, Names, Near, words_of};
use crate::exchange::plan::vocabulary::{self, meant};
use crate::lang::{Lang, Sentence, preview as said, say, word as told};
use crate::store::Db;
use crate::ui::cells;
use crate::ui::cursor;
use crate::ui::cx::Cx;
use crate::ui::pane::{Flow, Keyed, Pane, Verb};
use crate::ui::popups::{Pick, matches, nearness};
use anyhow::Result;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Text as Lines};
use std::cmp::Reverse;

/// Such names and words, and what was decided until now.
pub struct Nearly {
    asked: Vec<Asked>,
    names: Names,
    before: Names,
    at: usize,
    /// What was picked for the one under the cursor.
    picked: Option<String>,
}

/// So many are found for letters.
const FOUND: usize = 20;

#[rustfmt::skip]
impl Keyed for Nearly {
    const VERBS: &'static [Verb<Self>] = &[
        Verb::new("accept", &["<enter>", "l", "<right>", "="], say("the same, or a choice", "là một, hoặc chọn"), Nearly::accept),
        Verb::new("all",    &["a"],                  say("all are the same", "đều là một"),  |n, _| n.accept_all()),
        Verb::new("down",   &["j", "<down>"],        say("down", "xuống"),                   |n, _| n.step(1)),
        Verb::new("up",     &["k", "<up>"],          say("up", "lên"),                       |n, _| n.step(-1)),
        Verb::new("other",  &["/"],                  say("another", "bản khác"),             Nearly::other),
        Verb::new("new",    &["n"],                  say("a new one", "thêm mới"),           Nearly::made),
        Verb::new("all-new", &["N"],                 say("all such are new", "thêm hết tên lạ"), |n, _| n.all_made()),
        Verb::new("leave",  &["x"],                  say("leave as written", "để như đã ghi"), |n, _| n.decide(Some(Meant::Left))),
        Verb::new("forget", &["<bs>", "-"],          say("decide nothing", "chưa chọn"),     |n, _| n.decide(None)),
        Verb::new("cancel", &["<esc>", "h", "<left>"], say("back", "quay lại"),              |n, _| n.close()),
    ];
}

impl Nearly {
    /// Of what a run found and what stands in the columns of a file, with what was decided for files of that shape; it
    /// stands at the words of a field, if that has any.
    pub fn new(near: Vec<Near>, file: &File, field: Option<&str>, db: &Db) -> Self {
        let mut asked: Vec<Asked> = near.into_iter().map(Asked::Name).chain(spoken(file, db)).collect();
        asked.sort_by_key(|asked| (asked.rank(), Reverse(asked.rows())));
        let of = field.map(words_of);
        let at = asked.iter().position(|asked| of.as_deref() == Some(asked.of())).unwrap_or(0);
        Self { asked, before: file.names.clone(), names: file.names.clone(), at, picked: None }
    }

    pub fn is_empty(&self) -> bool {
        self.asked.is_empty()
    }

    fn step(&mut self, by: isize) -> Result<Flow> {
        self.at = self.at.saturating_add_signed(by).min(self.asked.len().saturating_sub(1));
        Ok(Flow::Done)
    }

    /// Decides of the one under the cursor, and goes on to the next.
    fn decide(&mut self, meant: Option<Meant>) -> Result<Flow> {
        let Some(asked) = self.asked.get(self.at) else { return Ok(Flow::Done) };
        match meant {
            Some(meant) => self.names.put(asked.of(), asked.text(), meant),
            None => self.names.forget(asked.of(), asked.text()),
        }
        self.step(1)
    }

    fn accept(&mut self, cx: &mut Cx) -> Result<Flow> {
        match self.asked.get(self.at) {
            Some(Asked::Word(_)) => self.other(cx),
            // Of several that are called so one has to be chosen, and of none one has to be found.
            Some(Asked::Name(near)) if near.several || near.may_be.is_empty() => self.other(cx),
            Some(Asked::Name(near)) => {
                let first = near.may_be.first().map(|(id, _)| *id);
                first.map_or(Ok(Flow::Done), |id| self.decide(Some(Meant::Is(id))))
            }
            None => Ok(Flow::Done),
        }
    }

    fn accept_all(&mut self) -> Result<Flow> {
        for asked in &self.asked {
            let Asked::Name(near) = asked else { continue };
            if near.several {
                continue;
            }
            if let (None, Some((id, _))) = (self.names.of(near.kind, &near.name), near.may_be.first()) {
                self.names.put(near.kind, &near.name, Meant::Is(*id));
            }
        }
        Ok(Flow::Done)
    }

    /// Makes new ones of all names that nobody is like.
    fn all_made(&mut self) -> Result<Flow> {
        for asked in &self.asked {
            let Asked::Name(near) = asked else { continue };
            let strange = near.may_be.is_empty() && MADE.contains(&near.kind);
            if strange && self.names.of(near.kind, &near.name).is_none() {
                self.names.put(near.kind, &near.name, Meant::New);
            }
        }
        Ok(Flow::Done)
    }

    fn made(&mut self, cx: &mut Cx) -> Result<Flow> {
        let no = match self.asked.get(self.at) {
            Some(Asked::Name(near)) if !MADE.contains(&near.kind) => said::NEEDS_MORE,
            Some(Asked::Word(spoken)) if !grows(spoken.head) => told::FIXED,
            _ => return self.decide(Some(Meant::New)),
        };
        cx.say(&no.into());
        Ok(Flow::Done)
    }

    /// Another record: first who may be meant, then whom letters find. Of a word one of the choices.
    fn other(&mut self, cx: &mut Cx) -> Result<Flow> {
        let near = match self.asked.get(self.at) {
            Some(Asked::Name(near)) => near.clone(),
            Some(asked @ Asked::Word(spoken)) => {
                let said = self.names.of(asked.of(), asked.text());
                return cx.open(choices(spoken, said, cx)?);
            }
            None => return Ok(Flow::Done),
        };
        let said = self.names.of(near.kind, &near.name).and_then(Meant::value);
        let holds = near.may_be.iter().position(|(id, _)| said == Some(Value::Whole(*id)));
        let title = said::who_is(&clean(&near.name, false));
        let found = move |cx: &Cx, text: &str| {
            let named = |id: Id| (id.to_string(), format!("{} #{id}", called(near.kind, id, cx)));
            if text.trim().is_empty() {
                return Ok(near.may_be.iter().map(|(id, _)| named(*id)).collect());
            }
            let hits = cx.store.lookup(text, FOUND, Some(near.kind))?;
            Ok(hits.into_iter().map(|hit| named(hit.at.id)).collect())
        };
        cx.open(Pick::new(title, found, |_, text| Ok(Flow::Answer(text))).standing(holds))
    }

    /// Takes what was picked for the one under the cursor.
    fn take(&mut self, text: &str, cx: &Cx) -> Result<()> {
        let meant = match self.asked.get_mut(self.at) {
            Some(Asked::Name(near)) => {
                let Ok(id) = text.parse() else { return Ok(()) };
                near.called = called(near.kind, id, cx);
                Meant::Is(id)
            }
            Some(Asked::Word(spoken)) => {
                let Ok(meant) = meant(spoken.head, text, &cx.store) else { return Ok(()) };
                spoken.called = named(spoken.head, &meant, &cx.store);
                meant
            }
            None => return Ok(()),
        };
        self.decide(Some(meant)).map(|_| ())
    }

    fn close(&mut self) -> Result<Flow> {
        Ok(if self.names == self.before { Flow::Close } else { Flow::Answer(format!("names {}", self.names.write())) })
    }

    /// What is meant, as its line says it.
    fn meant(&self, asked: &Asked, lang: Lang) -> String {
        match self.names.of(asked.of(), asked.text()) {
            None => asked.open(lang),
            Some(Meant::New) => format!("+ {}", said::MADE_NEW.to(lang)),
            Some(Meant::As(name)) => format!("+ {name}"),
            Some(Meant::Left) => format!("– {}", said::LEFT_SO.to(lang)),
            Some(meant) => format!("✓ {}", asked.called(meant, lang)),
        }
    }
}

/// Whether a field is of a list that may grow.
fn grows(head: &Head) -> bool {
    matches!(head.kind, Kind::Code(_))
}

/// What a word can mean, by numbers; it stands on what was `said`, else on what it is taken for.
fn choices(spoken: &Spoken, said: Option<&Meant>, cx: &Cx) -> Result<Pick<String>> {
    let head = spoken.head;
    let known = match vocabulary::choices(head) {
        Some(all) => all.into_iter().map(|(_, text)| text.to(cx.lang).to_owned()).collect(),
        None => answers(head.kind, &cx.store)?,
    };
    let known = known.into_iter().map(|text| (text.clone(), text));
    let grows = grows(head);
    let new = grows.then(|| ("+".to_owned(), format!("+ {}", told::NEW.to(cx.lang))));
    let left = ("-".to_owned(), format!("– {}", told::KEPT.to(cx.lang)));
    let title: Sentence = told::what_is(head.label, &clean(&spoken.word.text, false));
    let list: Vec<(String, String)> = known.chain(new).chain([left]).collect();
    let guess = || spoken.word.guess.as_ref().map(|(meant, _)| meant);
    let holds = match said.or_else(guess) {
        Some(Meant::New) => "+".to_owned(),
        Some(Meant::Left) => "-".to_owned(),
        Some(meant) => named(head, meant, &cx.store),
        None => if spoken.word.grows { "+" } else { "-" }.to_owned(),
    };
    let holds = list.iter().position(|(name, _)| *name == holds);
    let found = move |cx: &Cx, typed: &str| {
        let mut found: Vec<_> = list.iter().filter(|(_, line)| matches(typed, line)).cloned().collect();
        found.sort_by_key(|(_, line)| nearness(typed, line));
        let (typed, called) = (typed.trim(), |(_, line): &(String, String)| fold(line) == fold(typed));
        if grows && !typed.is_empty() && !found.iter().any(called) {
            found.push((format!("{NEW}{typed}"), format!("{NEW} {}: {typed}", told::NEW.to(cx.lang))));
        }
        Ok(found)
    };
    Ok(Pick::new(title, found, |_, text| Ok(Flow::Answer(text))).numbered().standing(holds))
}

fn called(kind: &str, id: Id, cx: &Cx) -> String {
    cx.store.name(kind, id).unwrap_or_default()
}

impl Pane for Nearly {
    fn title(&self, lang: Lang) -> String {
        let nearly = |asked: &Asked| matches!(asked, Asked::Name(near) if !near.may_be.is_empty());
        if self.asked.iter().all(nearly) { said::NEARLY } else { told::MEANT }.to(lang).to_owned()
    }

    fn corner(&self) -> String {
        self.asked.len().to_string()
    }

    fn foot(&self, lang: Lang) -> String {
        let foot = match self.asked.get(self.at) {
            Some(Asked::Word(spoken)) if grows(spoken.head) => say(
                "Enter choose · n new in the list · x leave · - as it was",
                "Enter chọn · n thêm mới · x để vậy · - như cũ",
            ),
            Some(Asked::Name(near)) if near.may_be.is_empty() => say(
                "Enter find · n a new one · N all such new · x leave",
                "Enter tìm · n thêm mới · N thêm hết tên lạ · x để vậy",
            ),
            Some(Asked::Word(_)) => {
                say("Enter choose · x leave as written · - as it was", "Enter chọn · x để như đã ghi · - như cũ")
            }
            _ => say(
                "Enter the same · / another · n a new one · x leave · a all same",
                "Enter là một · / bản khác · n thêm mới · x để vậy · a tất cả",
            ),
        };
        foot.to(lang).to_owned()
    }

    fn foot_end(&self, lang: Lang) -> String {
        say("Esc back", "Esc lui").to(lang).to_owned()
    }

    fn hints(&self) -> &'static [&'static str] {
        match self.asked.get(self.at) {
            Some(Asked::Word(spoken)) if grows(spoken.head) => &["<enter>", "n", "x", "-", "<esc>"],
            Some(Asked::Word(_)) => &["<enter>", "x", "-", "<esc>"],
            Some(Asked::Name(near)) if near.may_be.is_empty() => &["<enter>", "n", "N", "x", "<esc>"],
            _ => &["<enter>", "/", "n", "x", "a", "<esc>"],
        }
    }

    fn answer(&mut self, text: String) {
        self.picked = Some(text);
    }

    fn load(&mut self, cx: &mut Cx) -> Result<()> {
        self.picked.take().map_or(Ok(()), |text| self.take(&text, cx))
    }

    fn draw(&self, frame: &mut Frame, area: Rect, lang: Lang) {
        let (wide, high) = (usize::from(area.width), usize::from(area.height).max(1));
        let skip = (self.at + 1).saturating_sub(high);
        let widest = self.asked.iter().map(|asked| cells::width(asked.text())).max().unwrap_or_default();
        let room = widest.min(wide / 3);
        let mut lines = Vec::new();
        for (n, asked) in self.asked.iter().enumerate().skip(skip).take(high) {
            let here = n == self.at;
            let name = cells::left(&clean(asked.text(), false), room);
            let rows = said::in_rows(asked.rows());
            let text = format!(
                "{} {} {name} {} {}",
                cursor::bar(here),
                cells::left(asked.label(lang), 10),
                cells::right(rows.to(lang), 11),
                clean(&self.meant(asked, lang), false)
            );
            lines.push(Line::styled(cells::left(&text, wide), cursor::row(here)));
        }
        frame.render_widget(Lines::from(lines), area);
    }
}
