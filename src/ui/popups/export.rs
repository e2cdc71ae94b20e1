//! A list written out as it stands, by its view, filter and order: how, under which name, and how far it is.
use super::path::{AskPath, is_free};
use super::{Pick, one_of};
use crate::domain::deed::Ref;
use crate::domain::filter::Filter;
use crate::domain::fold::words;
use crate::domain::problem::{Fault, Problems};
use crate::domain::world::World;
use crate::exchange::export::{Export as Written, Form};
use crate::exchange::target::{Target, called};
use crate::job::Job;
use crate::lang::{Lang, Sentence, import as told, preview as said, say};
use crate::store::{List, Order};
use crate::ui::cx::Cx;
use crate::ui::pane::{Flow, Keyed, Pane, Verb};
use anyhow::Result;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;
use std::path::{Path, PathBuf};

/// A list as it stands.
#[derive(Clone)]
pub struct Listed {
    /// What it is called among the lists, and its view.
    pub name: &'static str,
    pub view: String,
    /// None, where it is of all that is due.
    pub kind: Option<&'static str>,
    pub filter: Filter,
    pub order: Order,
}

/// How it is written out.
#[derive(Clone, Copy)]
struct How {
    form: Form,
    /// Whether the rows of its records are meant: the lines of orders.
    lines: bool,
}

/// A list on its way into a file.
pub struct Export {
    path: PathBuf,
    lines: bool,
    kind: Option<&'static str>,
    job: Job<Option<u64>>,
    over: bool,
}

/// As many rows as anyone has.
const ALL: usize = 1 << 31;

#[rustfmt::skip]
impl Keyed for Export {
    const VERBS: &'static [Verb<Self>] = &[
        Verb::new("cancel", &["<esc>", "q", "<f10>", "<c-c>"], say("cancel", "thôi"), |export, _| export.cancel()),
    ];
}

/// Asks how a list is to be written out.
pub fn export(list: Listed, cx: &mut Cx) -> Result<Flow> {
    let csv = say("csv: a table that imports again", "csv: bảng, nhập lại được");
    let json = say("json: objects by field keys", "json: đối tượng theo khoá mục");
    let lines = say("csv of the order lines", "csv các dòng hàng");
    let how = |form, lines| How { form, lines };
    let mut ways = vec![(how(Form::Csv, false), csv), (how(Form::Json, false), json)];
    match list.kind {
        Some("order") => ways.push((how(Form::Csv, true), lines)),
        Some(_) => {}
        // A table has the columns of one kind.
        None => ways.retain(|(how, _)| how.form == Form::Json),
    }
    let ways = ways.into_iter().map(|(how, text)| (how, text.to(cx.lang).to_owned())).collect();
    let chosen = move |cx: &mut Cx, how: How| {
        let path = proposed(&list, how, cx);
        cx.open(ask(list.clone(), how.lines, &path))?;
        Ok(Flow::Close)
    };
    cx.open(one_of(say("Export this list", "Xuất danh sách này"), ways, chosen).numbered())
}

/// `leads-now-2026-11-24.csv`, in the folder of the last file.
fn proposed(list: &Listed, how: How, cx: &Cx) -> PathBuf {
    let name = if how.lines { "order-lines" } else { list.name };
    let view = words(&list.view).join("-");
    let ending = if how.form == Form::Csv { "csv" } else { "json" };
    let name = format!("{name}-{view}-{}.{ending}", cx.store.today());
    cx.folder.as_deref().map_or_else(|| PathBuf::from(&name), |folder| folder.join(&name))
}

fn ask(list: Listed, lines: bool, proposed: &Path) -> AskPath {
    let chosen = move |cx: &mut Cx, path: &Path| {
        let form =
            Form::of(&path.to_string_lossy()).ok_or_else(|| Problems::from(Fault::new(said::FORMS_BY_ENDING)))?;
        if is_free(path)? {
            cx.open(Export::new(&list, How { form, lines }, path, cx)?)?;
        } else {
            cx.open(over(list.clone(), How { form, lines }, path, cx))?;
        }
        Ok(Flow::Close)
    };
    AskPath::name(say("Write it to", "Ghi vào"), proposed, chosen)
}

/// What is there under a name is not lost unasked.
fn over(list: Listed, how: How, path: &Path, cx: &Cx) -> Pick<bool> {
    let answers = [(false, say("another name", "tên khác")), (true, say("write over it", "ghi đè lên"))];
    let answers = answers.map(|(over, text)| (over, text.to(cx.lang).to_owned())).to_vec();
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let path = path.to_owned();
    let chosen = move |cx: &mut Cx, over| {
        if over {
            cx.open(Export::new(&list, how, &path, cx)?)?;
        } else {
            cx.open(ask(list.clone(), how.lines, &path))?;
        }
        Ok(Flow::Close)
    };
    one_of(said::is_there(&name), answers, chosen).numbered()
}

impl Export {
    /// Begins it, aside from the screen.
    fn new(list: &Listed, how: How, path: &Path, cx: &Cx) -> Result<Self> {
        let (aside, list, to) = (cx.store.aside()?, list.clone(), path.to_owned());
        let (kind, lines) = (list.kind, how.lines);
        let job = Job::start(cx.waker(), move |control| {
            let db = aside.here();
            let all = List { kind: list.kind, filter: &list.filter, order: list.order };
            let rows: Vec<Ref> = db.page(&all, None, false, ALL)?.into_iter().map(|key| key.at).collect();
            let target = lines_of(how.lines);
            let written = Written { db: &db, kind: list.kind.unwrap_or_default(), target, rows: &rows };
            written.file(how.form, &to, &mut |at, of| control.step(at, of))
        });
        Ok(Self { path: path.to_owned(), lines, kind, job, over: false })
    }

    /// Nothing is asked: what is half written is nobody's.
    fn cancel(&mut self) -> Result<Flow> {
        self.job.cancel();
        Ok(Flow::Done)
    }

    fn tell(&self, end: Result<Option<u64>>) -> Sentence {
        let path = self.path.display().to_string();
        let many = match (lines_of(self.lines), self.kind.and_then(crate::domain::kinds::shape)) {
            (Some(lines), _) => lines.many(),
            (None, Some(shape)) => shape.many,
            (None, None) => say("rows", "dòng"),
        };
        match end {
            Ok(Some(count)) => told::exported(count, many, &path),
            Ok(None) => said::EXPORT_STOPPED.into(),
            Err(error) => said::cannot_write(&path, &error.root_cause().to_string()),
        }
    }
}

fn lines_of(lines: bool) -> Option<&'static Target> {
    called("order-lines").filter(|_| lines)
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
        let (at, of) = self.job.at;
        let far = said::so_far(say("writing", "đang ghi"), at as u64, of as u64);
        frame.render_widget(Line::from(far.to(lang).to_owned()), area);
    }
}
