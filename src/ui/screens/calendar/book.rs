//! An appointment typed in one line: how it is read stands under it as it is typed, and what it would clash with.
use crate::act::{Call, clash};
use crate::domain::appointment::Appointment;
use crate::domain::booking;
use crate::domain::face::Kept;
use crate::domain::problem::Problems;
use crate::domain::value::Id;
use crate::domain::world::World;
use crate::lang::{Lang, agenda as said, say};
use crate::store::Draft;
use crate::ui::cells;
use crate::ui::cx::Cx;
use crate::ui::input::Input;
use crate::ui::pane::{Flow, Keyed, Pane, Verb};
use anyhow::Result;
use chrono::NaiveDate;
use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::style::{Color, Modifier, Style};
use ratatui::text::{Line, Text};

/// The line and what is made of it.
pub struct Book {
    input: Input,
    /// The day that is meant where the line says none.
    day: NaiveDate,
    draft: Id,
    /// How it is understood, or why it is not.
    reading: Result<String, String>,
    clashes: Vec<String>,
}

const ACT: &str = "book";
/// So many clashes are told.
const TOLD: usize = 2;

#[rustfmt::skip]
impl Keyed for Book {
    const VERBS: &'static [Verb<Self>] = &[
        Verb::new("accept", &["<enter>", "<c-s>"], say("book", "đặt"),               Book::accept),
        Verb::new("cancel", &["<esc>"],            say("keep as draft", "để nháp"), |_, _| Ok(Flow::Close)),
    ];
}

impl Book {
    /// With a text to go on from, else with what was left open.
    pub fn new(text: &str, day: NaiveDate, cx: &mut Cx) -> Result<Self> {
        let draft = cx.store.drafts()?.into_iter().find(|d| d.kind == Appointment::KIND && d.act == ACT);
        let kept = draft.as_ref().and_then(|draft| draft.given.first()).map(|(_, text)| text.clone());
        let input = Input::new(if text.is_empty() { kept.as_deref().unwrap_or_default() } else { text });
        let draft = draft.map_or(0, |draft| draft.id);
        Ok(Self { input, day, draft, reading: Ok(String::new()), clashes: Vec::new() })
    }

    /// The line with the day that is meant.
    fn said(&self, world: &dyn World) -> String {
        let text = self.input.text().trim();
        if self.day == world.today() || booking::names_a_day(text, world) {
            return text.to_owned();
        }
        format!("{} {text}", self.day.format("%d/%m/%Y"))
    }

    fn accept(&mut self, cx: &mut Cx) -> Result<Flow> {
        let Some(call) = Call::new(Appointment::KIND, ACT, Vec::new()) else { return Ok(Flow::Close) };
        let Err(error) = cx.perform(&call.with("text", self.said(&*cx.store))) else {
            if self.draft != 0 {
                cx.store.drop_draft(self.draft)?;
            }
            return Ok(Flow::Close);
        };
        // What is wrong stands under the line already.
        if error.downcast_ref::<Problems>().is_none() {
            cx.fault(&error);
        }
        Ok(Flow::Done)
    }
}

impl Pane for Book {
    fn title(&self, lang: Lang) -> String {
        say("Book", "Đặt lịch").to(lang).to_owned()
    }

    fn foot(&self, lang: Lang) -> String {
        said::for_example().to(lang).to_owned()
    }

    fn typing(&self) -> bool {
        true
    }

    fn input(&mut self) -> Option<&mut Input> {
        Some(&mut self.input)
    }

    /// What is typed is kept at once, as a form's is.
    fn retyped(&mut self, cx: &mut Cx) -> Result<Flow> {
        let given = vec![("text".to_owned(), self.input.text().to_owned())];
        let (kind, act, at) = (Appointment::KIND.to_owned(), ACT.to_owned(), cx.store.instant());
        let draft = Draft { id: self.draft, kind, act, ids: Vec::new(), given, at };
        if let Ok(id) = cx.store.keep_typed(&draft) {
            self.draft = id;
        }
        Ok(Flow::Done)
    }

    fn caret(&self, area: Rect, _: Lang) -> Option<Position> {
        Some(self.input.caret(area))
    }

    fn load(&mut self, cx: &mut Cx) -> Result<()> {
        self.clashes.clear();
        let text = self.said(&*cx.store);
        if self.input.text().trim().is_empty() {
            self.reading = Ok(String::new());
            return Ok(());
        }
        match booking::read(&text, &*cx.store) {
            Err(fault) => self.reading = Err(fault.text(cx.lang).to_owned()),
            Ok(booking) => {
                let mut appointment = booking.appointment(&*cx.store);
                appointment.work.coordinator = Some(cx.store.me());
                let met = clash::clashes(&cx.store, &appointment)?;
                self.clashes = met.iter().take(TOLD).map(|c| c.told(&*cx.store).to(cx.lang).to_owned()).collect();
                self.reading = Ok(booking.told(&*cx.store));
            }
        }
        Ok(())
    }

    fn lines(&self) -> Option<usize> {
        Some(2 + 1 + TOLD)
    }

    fn beside(&self) -> bool {
        true
    }

    fn draw(&self, frame: &mut Frame, area: Rect, _: Lang) {
        let width = usize::from(area.width);
        let mut lines = vec![Line::from(self.input.view(area.width).0)];
        let bold = Style::new().add_modifier(Modifier::BOLD);
        let red = Style::new().fg(Color::Red);
        let (text, style) = match &self.reading {
            Ok(reading) if reading.is_empty() => (String::new(), bold),
            Ok(reading) => (format!("→ {reading}"), bold),
            Err(fault) => (format!("! {fault}"), red),
        };
        lines.extend(cells::wrap(&text, width).into_iter().map(|line| Line::styled(line, style)));
        let clashes = self.clashes.iter().flat_map(|text| cells::wrap(&format!("! {text}"), width));
        lines.extend(clashes.map(|line| Line::styled(line, red)));
        frame.render_widget(Text::from(lines), area);
    }
}
