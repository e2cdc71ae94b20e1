//! A list written out as it stands, by its view, filter and order, or a report by its period: how, under which name, and
//! how far it is.
use super::path::{AskPath, is_free};
use super::{Pick, one_of};
use crate::domain::deed::Ref;
use crate::domain::filter::Filter;
use crate::domain::fold::words;
use crate::domain::kinds::shape;
use crate::domain::problem::{Fault, Problems};
use crate::domain::world::World;
use crate::exchange::export::{Export as Written, For, Form, whole};
use crate::exchange::plan::target::{Target, called};
use crate::job::{Control, Job};
use crate::lang::report::counting;
use crate::lang::{Lang, Sentence, Text, back, export as told, import, preview as said, say};
use crate::report::{self, Asked, Period};
use crate::store::{ALL, Db, List, Order};
use crate::ui::cx::Cx;
use crate::ui::fault::in_words;
use crate::ui::pane::{Flow, Keyed, Pane, Verb};
use anyhow::Result;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;
use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A list as it stands.
#[derive(Clone)]
pub struct Listed {
    /// What people call it among the lists, and its view.
    pub name: Text,
    pub view: String,
    /// None, where it is of all that is due.
    pub kind: Option<&'static str>,
    pub filter: Filter,
    pub order: Order,
    /// Of its rows these alone, where any are marked.
    pub marked: Option<Arc<HashSet<Ref>>>,
}

/// A report as it stands.
#[derive(Clone)]
pub struct Told {
    pub asked: &'static Asked,
    pub period: Period,
    pub by: &'static str,
    /// What a file of it is called after its name: the period, and by what.
    pub of: String,
}

/// What is written out.
#[derive(Clone)]
enum What {
    List(Listed, For),
    /// The rows of a list's records: the lines of orders.
    Lines(Listed, For),
    Report(Told),
}

/// What is written out, on its way into a file.
pub struct Export {
    path: PathBuf,
    what: What,
    job: Job<Option<Wrote>>,
    over: bool,
}

/// So many rows were written, and so many had no place in a calendar.
struct Wrote {
    rows: u64,
    untimed: u64,
}

#[rustfmt::skip]
impl Keyed for Export {
    const VERBS: &'static [Verb<Self>] = &[
        Verb::new("cancel", &["<esc>", "q", "<f10>", "<c-c>"], say("cancel", "thôi"), |export, _| export.cancel()),
    ];
}

/// Asks how a list is to be written out.
pub fn export(list: Listed, cx: &mut Cx) -> Result<Flow> {
    let again = list.kind.and_then(called).is_some();
    let way = |form| match form {
        Form::Csv if again => told::CSV,
        Form::Csv => told::TABLE,
        Form::Json => told::JSON,
        Form::Xlsx => told::XLSX,
        Form::Vcf => told::VCF,
        Form::Ics => told::ICS,
    };
    let all = Form::all(list.kind, false);
    let mut ways: Vec<_> = all.into_iter().map(|form| ((form, false, For::All), way(form))).collect();
    let lines = list.kind == Some("order");
    if lines {
        ways.push(((Form::Csv, true, For::All), told::LINES));
    }
    if list.kind.is_some() {
        let forms = [Form::Xlsx, Form::Csv];
        ways.extend(forms.into_iter().zip(back::TO_EDIT).map(|(form, text)| ((form, false, For::Editing), text)));
    }
    if lines {
        ways.push(((Form::Xlsx, true, For::Editing), back::LINES_TO_EDIT));
        ways.push(((Form::Xlsx, true, For::All), told::LINES_XLSX));
    }
    let ways = ways.into_iter().map(|(how, text)| (how, text.to(cx.lang).to_owned())).collect();
    let title = list.marked.as_ref().map(|marked| told::of_marked(marked.len() as u64));
    let title = title.unwrap_or_else(|| say("Export this list", "Xuất danh sách này").into());
    let chosen = move |cx: &mut Cx, (form, lines, purpose)| {
        let what = if lines { What::Lines(list.clone(), purpose) } else { What::List(list.clone(), purpose) };
        let path = what.proposed(form, cx);
        cx.open(ask(what, &path))?;
        Ok(Flow::Close)
    };
    cx.open(one_of(title, ways, chosen).numbered())
}

/// Asks where a report is to be written to; the ending says how.
pub fn export_report(report: Told, cx: &mut Cx) -> Result<Flow> {
    let what = What::Report(report);
    let path = what.proposed(Form::Csv, cx);
    cx.open(ask(what, &path))
}

impl What {
    /// `leads-now-2026-11-24.csv`, in the reader's words and the folder of the last file.
    fn proposed(&self, form: Form, cx: &Cx) -> PathBuf {
        let (name, of) = match self {
            Self::List(list, _) => (list.name, &list.view),
            Self::Lines(list, _) => (import::ORDER_LINES, &list.view),
            Self::Report(report) => (report.asked.title, &report.of),
        };
        let called = words(&format!("{} {of}", name.to(cx.lang))).join("-");
        let name = format!("{called}-{}{}", cx.store.today(), form.ending());
        cx.folder.as_deref().map_or_else(|| PathBuf::from(&name), |folder| folder.join(&name))
    }

    fn title(&self) -> Sentence {
        match self {
            Self::List(..) | Self::Lines(..) => say("Write it to", "Ghi vào").into(),
            Self::Report(_) => told::report_to(&self.endings()),
        }
    }

    /// The forms that it can be written in.
    fn forms(&self) -> Vec<Form> {
        match self {
            Self::List(list, purpose) => purpose.forms(Form::all(list.kind, false)),
            Self::Lines(list, purpose) => purpose.forms(Form::all(list.kind, true)),
            Self::Report(_) => vec![Form::Csv, Form::Json, Form::Xlsx],
        }
    }

    fn endings(&self) -> Vec<&'static str> {
        self.forms().into_iter().map(Form::ending).collect()
    }

    /// So many of its rows.
    fn count(&self, rows: u64) -> Sentence {
        match self {
            Self::Lines(..) => import::order_lines(rows),
            Self::List(Listed { kind: Some(kind), .. }, _) => {
                shape(kind).map_or_else(|| told::rows(rows), |s| s.count(rows))
            }
            Self::List(..) | Self::Report(_) => told::rows(rows),
        }
    }

    /// Writes all of it into a file.
    fn write(&self, db: &Db, form: Form, to: &Path, control: &Control<Option<Wrote>>) -> Result<Option<Wrote>> {
        let (list, target, purpose) = match self {
            Self::List(list, purpose) => (list, None, *purpose),
            Self::Lines(list, purpose) => (list, order_lines(), *purpose),
            Self::Report(Told { asked, period, by, .. }) => {
                let report = asked.ask(db, *period, Some(by));
                // What was ended while it was counted is no fault.
                if !control.step(0, 0) {
                    return Ok(None);
                }
                let report = report?;
                let form = match form {
                    Form::Csv => report::Form::Csv,
                    Form::Xlsx => report::Form::Xlsx,
                    _ => report::Form::Json,
                };
                let bytes = form.bytes(&report, db.lang(), db.instant())?;
                let rows = whole(to, |file| {
                    file.write_all(&bytes)?;
                    Ok(Some(report.rows.len() as u64))
                });
                return Ok(rows?.map(|rows| Wrote { rows, untimed: 0 }));
            }
        };
        let all = List { kind: list.kind, filter: &list.filter, order: list.order };
        let mut rows: Vec<Ref> = db.page(&all, None, false, ALL)?.into_iter().map(|key| key.at).collect();
        if let Some(marked) = &list.marked {
            rows.retain(|at| marked.contains(at));
        }
        let only = Filter::default();
        let written = Written { db, kind: list.kind.unwrap_or_default(), target, rows: &rows, only: &only };
        let rows = written.file(purpose, form, to, &mut |at, of| control.step(at, of))?;
        Ok(rows.map(|rows| Wrote { rows, untimed: written.untimed(form, rows) }))
    }
}

fn ask(what: What, proposed: &Path) -> AskPath {
    let title = what.title();
    let chosen = move |cx: &mut Cx, path: &Path| {
        let form = Form::of(&path.to_string_lossy(), &what.forms());
        let form = form.ok_or_else(|| Problems::from(Fault::new(told::must_end_in(&what.endings()))))?;
        if is_free(path)? {
            cx.open(Export::new(what.clone(), form, path, cx)?)?;
        } else {
            cx.open(over(what.clone(), form, path, cx))?;
        }
        Ok(Flow::Close)
    };
    AskPath::name(title, proposed, chosen)
}

/// What is there under a name is not lost unasked.
fn over(what: What, form: Form, path: &Path, cx: &Cx) -> Pick<bool> {
    let answers = [(false, say("another name", "tên khác")), (true, say("write over it", "ghi đè lên"))];
    let answers = answers.map(|(over, text)| (over, text.to(cx.lang).to_owned())).to_vec();
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let path = path.to_owned();
    let chosen = move |cx: &mut Cx, over| {
        if over {
            cx.open(Export::new(what.clone(), form, &path, cx)?)?;
        } else {
            cx.open(ask(what.clone(), &path))?;
        }
        Ok(Flow::Close)
    };
    one_of(said::is_there(&name), answers, chosen).numbered()
}

fn order_lines() -> Option<&'static Target> {
    called("order-lines")
}

impl Export {
    /// Begins it, aside from the screen.
    fn new(what: What, form: Form, path: &Path, cx: &Cx) -> Result<Self> {
        let (to, own) = (path.to_owned(), what.clone());
        let job = cx.read_aside(move |db, control| own.write(db, form, &to, control))?;
        Ok(Self { path: path.to_owned(), what, job, over: false })
    }

    /// Nothing is asked: what is half written is nobody's.
    fn cancel(&mut self) -> Result<Flow> {
        match self.what {
            What::Report(_) => self.job.break_off(),
            What::List(..) | What::Lines(..) => self.job.cancel(),
        }
        Ok(Flow::Done)
    }

    fn tell(&self, end: Result<Option<Wrote>>) -> Sentence {
        let path = self.path.display().to_string();
        match end {
            Ok(Some(Wrote { rows, untimed })) => import::exported(&self.what.count(rows), untimed, &path),
            Ok(None) => said::EXPORT_STOPPED.into(),
            Err(error) => in_words(&error),
        }
    }
}

impl Pane for Export {
    fn title(&self, lang: Lang) -> String {
        say("Export", "Xuất ra tệp").to(lang).to_owned()
    }

    fn foot_end(&self, lang: Lang) -> String {
        say("Esc cancel", "Esc thôi").to(lang).to_owned()
    }

    fn load(&mut self, cx: &mut Cx) -> Result<()> {
        if let Some(end) = self.job.poll().filter(|_| !self.over) {
            self.over = true;
            cx.say(&self.tell(end));
        }
        Ok(())
    }

    fn busy(&self) -> bool {
        !self.over
    }

    fn is_over(&self) -> bool {
        self.over
    }

    fn stays(&self) -> bool {
        !self.over
    }

    fn lines(&self) -> Option<usize> {
        Some(1)
    }

    fn draw(&self, frame: &mut Frame, area: Rect, lang: Lang) {
        let far = match (&self.what, self.job.at) {
            (What::Report(_), _) => counting(),
            (_, (at, of)) => said::so_far(said::WRITING, at as u64, of as u64),
        };
        frame.render_widget(Line::from(far.to(lang).to_owned()), area);
    }
}
