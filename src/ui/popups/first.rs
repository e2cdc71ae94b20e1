//! The first start on an empty file: five questions with answers proposed, then what to begin with.
use super::import;
use crate::act::Call;
use crate::act::setup::{Answers, begin};
use crate::domain::draft::{Entry, entries};
use crate::domain::problem::Problems;
use crate::lang::{Lang, Text, say, toast};
use crate::ui::begin::begin as begin_call;
use crate::ui::cells;
use crate::ui::cursor;
use crate::ui::cx::Cx;
use crate::ui::input::Input;
use crate::ui::pane::{Flow, Keyed, Pane, Verb};
use anyhow::Result;
use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::style::{Color, Style};
use ratatui::text::{Line, Text as Lines};

/// The questions.
pub struct First {
    entries: Vec<Entry>,
    at: usize,
    input: Input,
    asked: bool,
}

const LABEL: usize = 18;
const HELLO: Text = say(
    "linchpin keeps your leads, orders and calendar in one file on this machine.",
    "linchpin giữ khách, đơn và lịch của bạn trong một tệp trên máy này.",
);
const ASK: Text =
    say("Five questions; each can be changed later under : settings.", "Năm câu hỏi; sau này đổi được ở : cài đặt.");

#[rustfmt::skip]
impl Keyed for First {
    const VERBS: &'static [Verb<Self>] = &[
        Verb::new("accept", &["<enter>"],         say("next", "tiếp"),           First::next),
        Verb::new("save",   &["<c-s>"],           say("begin", "bắt đầu"),       First::begin),
        Verb::new("down",   &["<tab>", "<down>"], say("next question", "câu kế"), |first, _| first.step(1)),
        Verb::new("up",     &["<s-tab>", "<up>"], say("question before", "câu trước"), |first, _| first.step(-1)),
        Verb::new("leave",  &["<esc>", "<f10>"],  say("leave", "thoát"),         |_, _| Ok(Flow::Quit)),
    ];

    fn verbs(&self) -> [&'static [Verb<Self>]; 2] {
        if self.asked { [NEXT, &[]] } else { [Self::VERBS, &[]] }
    }
}

/// What to begin with.
#[rustfmt::skip]
const NEXT: &[Verb<First>] = &[
    Verb::new("import",     &["1", "I"],       say("import a file", "nhập tệp"),      |_, cx| first_file(cx)),
    Verb::new("first-lead", &["2", "n"],       say("a first lead", "khách đầu tiên"), |_, cx| first_lead(cx)),
    Verb::new("demo",       &["3"],            say("the demo", "bản mẫu"),            |_, cx| demo(cx)),
    Verb::new("look",       &["<enter>", "<esc>"], say("look around", "xem qua"),     |_, _| Ok(Flow::Close)),
];

/// Others may follow it, so this stays.
fn first_file(cx: &mut Cx) -> Result<Flow> {
    cx.open(import(None, cx))
}

/// A made-up company in a file of its own; this one waits, as it is, until that is left.
fn demo(cx: &mut Cx) -> Result<Flow> {
    cx.demo = true;
    Ok(Flow::Quit)
}

fn first_lead(cx: &mut Cx) -> Result<Flow> {
    if let Some(call) = Call::new("lead", "add", Vec::new()) {
        begin_call(call, cx)?;
    }
    Ok(Flow::Close)
}

impl First {
    /// With the login name and what most houses have as the answers.
    pub fn new(cx: &Cx) -> Self {
        let login = crate::config::login();
        let answers = Answers::proposed(&login, cx.lang);
        let mut first = Self { entries: entries(&answers, &*cx.store), at: 0, input: Input::default(), asked: false };
        first.go(0);
        first
    }

    fn go(&mut self, at: usize) {
        self.at = at;
        self.input = Input::new(self.entries.get(at).map_or("", |entry| &entry.text));
    }

    fn step(&mut self, by: isize) -> Result<Flow> {
        let all = self.entries.len();
        self.go((self.at + all).saturating_add_signed(by) % all);
        Ok(Flow::Done)
    }

    fn next(&mut self, cx: &mut Cx) -> Result<Flow> {
        if self.at + 1 < self.entries.len() { self.step(1) } else { self.begin(cx) }
    }

    fn begin(&mut self, cx: &mut Cx) -> Result<Flow> {
        let text = |key: &str| self.entries.iter().find(|e| e.path == key).map(|e| e.text.clone()).unwrap_or_default();
        let answers = Answers {
            me: text("me"),
            language: text("language"),
            company: text("company"),
            zone: text("zone"),
            currency: text("currency"),
            hours: text("hours"),
        };
        self.entries.iter_mut().for_each(|e| e.problem = None);
        match begin(&mut cx.store, &answers) {
            Ok(()) => {
                cx.lang = cx.store.session.lang;
                self.asked = true;
                Ok(Flow::Done)
            }
            Err(error) => {
                for problem in error.downcast::<Problems>()?.0 {
                    if let Some(entry) = self.entries.iter_mut().find(|e| e.path == problem.field) {
                        entry.problem = Some(problem.fault);
                    }
                }
                self.go(self.entries.iter().position(|e| e.problem.is_some()).unwrap_or(self.at));
                let wrong = self.entries.iter().filter(|e| e.problem.is_some()).count();
                cx.say(&toast::to_correct(wrong));
                Ok(Flow::Done)
            }
        }
    }

    /// The line at which a question stands.
    fn line(&self, n: usize) -> usize {
        4 + n + self.entries[..n].iter().filter(|e| e.problem.is_some()).count()
    }
}

impl Pane for First {
    fn title(&self, lang: Lang) -> String {
        say("Welcome", "Chào bạn").to(lang).to_owned()
    }

    fn foot(&self, lang: Lang) -> String {
        let asking =
            say("Enter next · ^S begin with these · Esc leave", "Enter tiếp · ^S bắt đầu với các câu này · Esc thoát");
        if self.asked { String::new() } else { asking.to(lang).to_owned() }
    }

    fn typing(&self) -> bool {
        !self.asked
    }

    fn input(&mut self) -> Option<&mut Input> {
        (!self.asked).then_some(&mut self.input)
    }

    fn retyped(&mut self, _: &mut Cx) -> Result<Flow> {
        self.input.text().clone_into(&mut self.entries[self.at].text);
        Ok(Flow::Done)
    }

    fn caret(&self, area: Rect, _: Lang) -> Option<Position> {
        let indent = u16::try_from(LABEL + 3).unwrap_or(0).min(area.width);
        let y = area.y + u16::try_from(self.line(self.at)).unwrap_or(0);
        (!self.asked).then(|| self.input.caret(Rect { x: area.x + indent, y, width: area.width - indent, height: 1 }))
    }

    fn draw(&self, frame: &mut Frame, area: Rect, lang: Lang) {
        let mut lines = vec![Line::default(), Line::from(HELLO.to(lang)), Line::from(ASK.to(lang)), Line::default()];
        if self.asked {
            let ready = say("Ready. What would you like to begin with?", "Xong. Bạn muốn bắt đầu bằng gì?");
            lines = vec![
                Line::default(),
                Line::from(ready.to(lang)),
                Line::default(),
                Line::from(say("  1  import the files of another system", "  1  nhập tệp từ phần mềm khác").to(lang)),
                Line::from(say("  2  a first lead", "  2  nhập khách đầu tiên").to(lang)),
                Line::from(
                    say(
                        "  3  look at the demo: a made-up company in a file of its own; q comes back here",
                        "  3  xem bản mẫu: một công ty dựng sẵn trong tệp riêng; q để về đây",
                    )
                    .to(lang),
                ),
                Line::from(say("  Enter  look around", "  Enter  xem qua").to(lang)),
            ];
            return frame.render_widget(Lines::from(lines), area);
        }
        for (n, entry) in self.entries.iter().enumerate() {
            let here = n == self.at;
            let text = if here { self.input.view(area.width.saturating_sub(21)).0 } else { entry.text.clone() };
            let bar = cursor::bar(here);
            let style = cursor::field(here);
            lines.push(Line::styled(format!("{bar} {} {text}", cells::left(entry.head.label.to(lang), LABEL)), style));
            let problem = entry.problem.as_ref().map(|p| format!("{:w$}! {}", "", p.text(lang), w = LABEL + 3));
            lines.extend(problem.map(|p| Line::styled(p, Style::new().fg(Color::Red))));
        }
        frame.render_widget(Lines::from(lines), area);
    }
}
