//! A record beside one that it is likely the same as, field by field: which one stays, which value is taken of each, and
//! that they are not the same. A record of another kind is linked, not merged.
mod draw;
mod read;
mod search;

use super::inner;
use super::whole::Whole;
use crate::act::{BOTH, Call, OF, Proposal};
use crate::domain::deed::Ref;
use crate::domain::field::Head;
use crate::domain::merge::{is_both, is_choice, is_joined};
use crate::domain::value::Id;
use crate::lang::{Lang, Sentence, Text, merge as said, say};
use crate::ui::begin::finish;
use crate::ui::cx::Cx;
use crate::ui::pane::{Flow, Keyed, Pane, Verb};
use anyhow::Result;
use ratatui::Frame;
use ratatui::layout::Rect;
use search::search;
use std::collections::BTreeMap;

/// Records side by side.
pub struct Compare {
    title: Sentence,
    call: Call,
    /// The records that it may be the same as; all of them are, where several rows were marked.
    others: Vec<Proposal>,
    /// Which of them is beside it now.
    at: usize,
    /// The one that stays.
    stays: Option<Ref>,
    /// Why that is not the one at hand, where no person said so.
    rule: Option<Text>,
    /// Of which record a field's value is taken, by which of the others stood beside it.
    chosen: BTreeMap<(usize, &'static str), Taken>,
    pair: Option<[Ref; 2]>,
    rows: Vec<Row>,
    cursor: usize,
    /// What they are called, and by which number each is told from others of that name.
    heads: [(String, String); 2],
    /// All of what both say in the field under the cursor.
    whole: Whole,
}

/// A field of both.
struct Row {
    head: &'static Head,
    label: String,
    shown: [String; 2],
    /// Whether a side says something that the other does not: two ways of writing one number are one.
    adds: [bool; 2],
}

/// Whose value stands for a field.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Taken {
    Of(Ref),
    /// One below the other, that of the one that stays first.
    Both(Ref),
}

impl Taken {
    fn other(self) -> Ref {
        let (Self::Of(at) | Self::Both(at)) = self;
        at
    }
}

#[rustfmt::skip]
impl Keyed for Compare {
    const VERBS: &'static [Verb<Self>] = &[
        Verb::new("down",   &["j", "<down>"],        say("next field", "trường kế"),            |c, _| c.step(1)),
        Verb::new("up",     &["k", "<up>"],          say("field before", "trường trước"),       |c, _| c.step(-1)),
        Verb::new("read-on",   &["J", "<c-down>"],   say("read on", "đọc tiếp"),             |c, cx| c.read_on(1, cx)),
        Verb::new("read-back", &["K", "<c-up>"],     say("read back", "đọc lại"),            |c, cx| c.read_on(-1, cx)),
        Verb::new("take",   &["<space>"],            say("take the other's", "lấy của bản kia"), |c, cx| c.take(None, cx)),
        Verb::new("left",   &["h", "<left>"],        say("take the left one", "lấy bên trái"),  |c, cx| c.take(Some(0), cx)),
        Verb::new("right",  &["l", "<right>"],       say("take the right one", "lấy bên phải"), |c, cx| c.take(Some(1), cx)),
        Verb::new("swap",   &["s"],                  say("the other one stays", "giữ bản kia"), Compare::swap),
        Verb::new("next",   &["n", "<tab>"],         say("next likely", "bản kế"),              |c, cx| c.turn_to(1, cx)),
        Verb::new("before", &["p", "<s-tab>"],       say("likely before", "bản trước"),         |c, cx| c.turn_to(-1, cx)),
        Verb::new("other",  &["/"],                  say("another", "bản khác"),                Compare::other),
        Verb::new("apart",  &["x"],                  say("not the same", "không phải một"),     Compare::apart),
        Verb::new("cancel", &["<esc>"],              say("leave them", "để nguyên"),            |_, _| Ok(Flow::Close)),
    ];

    fn verbs(&self) -> [&'static [Verb<Self>]; 2] {
        [if self.is_of_all() { MERGE_ALL } else if self.is_merge() { MERGE } else { LINK }, Self::VERBS]
    }
}

/// What is done to them, as what they are has it called.
const MERGE: &[Verb<Compare>] = &[accept(say("the same: merge", "là một: gộp lại"))];
const MERGE_ALL: &[Verb<Compare>] = &[accept(say("merge all", "gộp cả"))];
const LINK: &[Verb<Compare>] = &[accept(say("the same: link", "là một: nối lại"))];

const fn accept(label: Text) -> Verb<Compare> {
    Verb::new("accept", &["<enter>", "=", "1"], label, Compare::accept)
}

/// Compares a record with those that it may be; where none is known, asks which.
pub fn compare(title: Sentence, call: Call, others: Vec<Proposal>, cx: &mut Cx) -> Result<Flow> {
    if others.is_empty() { cx.open(search(title, call)) } else { cx.open(Compare::new(title, call, others)) }
}

impl Compare {
    /// Of a call that asks which record is the same, and the likely ones.
    pub fn new(title: Sentence, call: Call, others: Vec<Proposal>) -> Self {
        Self {
            title,
            call,
            others,
            at: 0,
            stays: None,
            rule: None,
            chosen: BTreeMap::new(),
            pair: None,
            rows: Vec::new(),
            cursor: 0,
            heads: Default::default(),
            whole: Whole::default(),
        }
    }

    /// Whether all of them are the same: they were marked.
    fn is_of_all(&self) -> bool {
        self.call.ids.len() > 1
    }

    /// Whether they are of one kind, so that they can be merged.
    fn is_merge(&self) -> bool {
        self.pair.is_some_and(|[one, two]| one.kind == two.kind)
    }

    fn step(&mut self, by: isize) -> Result<Flow> {
        self.cursor = self.cursor.saturating_add_signed(by).min(self.rows.len().saturating_sub(1));
        Ok(Flow::Done)
    }

    /// Reads on in what both say in the field under the cursor.
    fn read_on(&mut self, by: isize, cx: &mut Cx) -> Result<Flow> {
        let [_, foot] = self.areas(inner(cx.size));
        self.whole.read_on(by, foot, cx);
        Ok(Flow::Done)
    }

    /// To the next that it may be, or the one before.
    fn turn_to(&mut self, by: isize, cx: &mut Cx) -> Result<Flow> {
        let before = self.at;
        let flow = self.turn(by)?;
        if self.at == before {
            cx.say(&said::NO_OTHER.into());
        }
        Ok(flow)
    }

    fn turn(&mut self, by: isize) -> Result<Flow> {
        self.at = self.at.saturating_add_signed(by).min(self.others.len().saturating_sub(1));
        if !self.is_of_all() {
            self.stays = None;
        }
        Ok(Flow::Done)
    }

    /// Whether both values will stand, of a row.
    fn is_of_both(&self, row: &Row) -> bool {
        is_both(row.head) || matches!(self.chosen.get(&(self.at, row.head.key)), Some(Taken::Both(_)))
    }

    /// The side whose value will stand, or stand first, of a row.
    fn side(&self, row: &Row) -> usize {
        let Some(pair) = self.pair else { return 0 };
        let stays = usize::from(self.stays == Some(pair[1]));
        let chosen = self.chosen.get(&(self.at, row.head.key)).and_then(|taken| match taken {
            Taken::Of(of) => pair.iter().position(|at| at == of),
            Taken::Both(_) => Some(stays),
        });
        let filled = if row.shown[stays].is_empty() { 1 - stays } else { stays };
        chosen.unwrap_or(filled)
    }

    /// Takes the value of a side for the field under the cursor; of the other one than now, where it is not said which.
    fn take(&mut self, side: Option<usize>, cx: &mut Cx) -> Result<Flow> {
        let (Some(pair), Some(row)) = (self.pair, self.rows.get(self.cursor)) else { return Ok(Flow::Done) };
        let now = self.side(row);
        let stays = usize::from(self.stays == Some(pair[1]));
        // Of two notes the one, the other, and one below the other, in turn.
        let of_both = side.is_none() && can_be_both(row) && now != stays;
        let side = side.unwrap_or(if self.is_of_both(row) { stays } else { 1 - now });
        if !self.is_merge() {
            cx.say(&said::LINKED.into());
        } else if of_both {
            self.chosen.insert((self.at, row.head.key), Taken::Both(pair[1 - stays]));
        } else if !is_chosen(row.head) {
            cx.say(&said::stays_as_it_is(&row.label));
        } else if row.shown[side].is_empty() {
            cx.say(&said::nothing_there(&row.label));
        } else {
            self.chosen.insert((self.at, row.head.key), Taken::Of(pair[side]));
        }
        Ok(Flow::Done)
    }

    fn swap(&mut self, cx: &mut Cx) -> Result<Flow> {
        self.rule = None;
        match self.pair {
            Some([one, two]) if self.is_merge() => self.stays = Some(if self.stays == Some(two) { one } else { two }),
            _ => cx.say(&said::LINKED.into()),
        }
        Ok(Flow::Done)
    }

    /// Merges them, or links what is of another kind.
    fn accept(&mut self, cx: &mut Cx) -> Result<Flow> {
        let (Some(pair), Some(other)) = (self.pair, self.others.get(self.at)) else { return Ok(Flow::Done) };
        if !self.is_merge() {
            let Some(call) = Call::new(self.call.kind, "same", vec![pair[0].id]) else { return Ok(Flow::Done) };
            finish(call.with("as_", other.text.clone()), cx)?;
            return Ok(Flow::Close);
        }
        let stays = self.stays.unwrap_or(pair[0]);
        let all: Vec<Id> = if self.is_of_all() { self.call.ids.clone() } else { pair.map(|at| at.id).to_vec() };
        let of_pair = |at: usize| self.is_of_all() || at == self.at;
        let taken = self.chosen.iter().filter(|((at, _), taken)| of_pair(*at) && taken.other() != stays);
        let written = |key: &str, taken: &Taken| {
            let both = if matches!(taken, Taken::Both(_)) { BOTH } else { "" };
            format!("{key}{both}{OF}{}", taken.other().id)
        };
        let taken: Vec<String> = taken.map(|((_, key), taken)| written(key, taken)).collect();
        let others: Vec<String> = all.iter().filter(|id| **id != stays.id).map(|id| format!("#{id}")).collect();
        // Both are shown as they are now.
        let call = Call { ids: vec![stays.id], given: Vec::new(), basis: None, ..self.call.clone() };
        finish(call.with("with", others.join(",")).with("take", taken.join(",")), cx)?;
        Ok(Flow::Close)
    }

    /// They are not the same, and are not shown as such any more.
    fn apart(&mut self, cx: &mut Cx) -> Result<Flow> {
        let (Some([one, _]), Some(other)) = (self.pair, self.others.get(self.at)) else { return Ok(Flow::Done) };
        let Some(call) = Call::new(one.kind, "apart", vec![one.id]) else { return Ok(Flow::Done) };
        finish(call.with("with", other.text.clone()), cx)?;
        self.others.remove(self.at);
        self.turn(0)?;
        Ok(if self.others.is_empty() || self.is_of_all() { Flow::Close } else { Flow::Done })
    }

    /// Any other record, by its name.
    fn other(&mut self, cx: &mut Cx) -> Result<Flow> {
        cx.open(search(self.title.clone(), self.call.clone())).map(|_| Flow::Close)
    }
}

/// Whether one of both is taken for it, or all of both.
fn is_chosen(head: &Head) -> bool {
    is_choice(head) || is_both(head)
}

/// Whether the texts of both can stand, one below the other.
fn can_be_both(row: &Row) -> bool {
    is_joined(row.head) && row.shown.iter().all(|text| !text.is_empty())
}

impl Pane for Compare {
    fn title(&self, lang: Lang) -> String {
        self.title.to(lang).to_owned()
    }

    fn corner(&self) -> String {
        if self.others.len() > 1 { format!("{} / {}", self.at + 1, self.others.len()) } else { String::new() }
    }

    fn foot(&self, lang: Lang) -> String {
        match () {
            () if self.is_of_all() => said::MERGES_ALL.to(lang).to_owned(),
            () if self.is_merge() => said::merges(self.others.len() > 1).to(lang).to_owned(),
            () => said::links(self.others.len() > 1).to(lang).to_owned(),
        }
    }

    fn hints(&self) -> &'static [&'static str] {
        if self.is_merge() { &["<enter>", "<space>", "s", "x", "/", "<esc>"] } else { &["<enter>", "x", "/", "<esc>"] }
    }

    fn load(&mut self, cx: &mut Cx) -> Result<()> {
        self.read(&cx.store)?;
        self.show_whole();
        Ok(())
    }

    fn draw(&self, frame: &mut Frame, area: Rect, lang: Lang) {
        self.draw_all(frame, area, lang);
    }
}
