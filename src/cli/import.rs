//! Files of others brought in.
use super::brought::{in_words, kept, nowhere, rejected, told};
use super::output::records;
use super::progress::Progress;
use super::spool::Spool;
use super::stopped::Stop;
use super::{Env, Format, Output, Usage};
use crate::domain::money::Currency;
use crate::domain::phone::warm;
use crate::domain::problem::Failure;
use crate::domain::world::World;
use crate::exchange::back::{self, Asked};
use crate::exchange::column::look::Looked;
use crate::exchange::column::manner::{self, DATES, DECIMALS, Manner, SEPARATOR};
use crate::exchange::file::encoding::{ENCODINGS, Encoding};
use crate::exchange::file::opened::{name_of, text_of};
use crate::exchange::file::written::{CARDS, DIARY, Heading, Reading};
use crate::exchange::plan::map::Map;
use crate::exchange::plan::target::{Target, called, targets};
use crate::exchange::plan::{self, Options, Plan, Twice, contents, looks_like};
use crate::exchange::run::amiss::Amiss;
use crate::exchange::run::apply::{Watch, apply};
use crate::exchange::run::rejects::{Rejects, taken};
use crate::exchange::run::tally::{Outcome, json_of_all};
use crate::lang::{Lang, Sentence, back as said_of_back, book, cell, import as said, preview, usage};
use anyhow::Result;
use clap::{Args, ValueEnum};
use std::path::{Path, PathBuf};

/// Forms of files that are named in the place of a kind: what is in them becomes what it is.
pub(super) const FORMS: [(&str, &str); 2] = [("ics", DIARY), ("vcf", CARDS)];

/// Files whose rows become the same, and how they are read.
type Part = (&'static Target, Vec<Looked>, Options);

/// The exit code where some rows were rejected.
const REJECTS: u8 = 4;

#[derive(Args)]
pub struct Import {
    /// A kind of record: leads, orders, accounts …; ics or vcf brings in what is in such a file
    kind: String,
    /// Files of csv, tsv, xlsx, xls, ods, json, vcf or ics, one after another; - is what is piped in
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// Which column is which field: lines of `Header = field`, or TOML; `-` for a column that is left out. One of the
    /// lines inside orders has the name of their list before a dot: `items.sku = product`. What a word of a choice means is
    /// said of its field: `words.state.Contacted = working`
    #[arg(long, value_name = "FILE")]
    map: Option<PathBuf>,
    /// The same counts and exit code; nothing is written
    #[arg(long)]
    dry_run: bool,
    /// Where rows that could not be taken are written out, whole, with the reason
    #[arg(long, value_name = "FILE")]
    rejects: Option<PathBuf>,
    /// What is done with a row that is likely someone who is here already
    #[arg(long, value_enum, default_value_t = Duplicate::Add)]
    on_duplicate: Duplicate,
    /// Under which name the keys of the rows are known; else it is the shape of the file
    #[arg(long, value_name = "NAME")]
    source: Option<String>,
    /// utf-8, utf-16, windows-1252 or windows-1258, else it is found out which of them; or windows-1251, big5, gb18030,
    /// shift-jis, euc-kr
    #[arg(long, value_name = "NAME")]
    encoding: Option<String>,
    /// The sheet of a workbook, or the list of a file that has several; else it is the first that has rows
    #[arg(long, value_name = "NAME")]
    sheet: Option<String>,
    /// The line with the names of the columns, or `none` where there is none; else it is found out, or known from a file of
    /// that shape: `guess` has it found out anew
    #[arg(long, value_name = "LINE")]
    header: Option<String>,
    /// What divides the cells of a text: comma, semicolon, tab or bar; else it is found out
    #[arg(long, value_name = "WORD")]
    separator: Option<String>,
    /// Which number of a date is the day, in all columns or in one: `day-first`, `Created=month-first`; else the dates tell
    #[arg(long, value_name = "WORD")]
    dates: Vec<String>,
    /// Which mark divides decimals, in all columns or in one: `point`, `Amount=comma`; else the numbers tell
    #[arg(long, value_name = "WORD")]
    decimals: Vec<String>,
    /// Of amounts that name none
    #[arg(long, value_name = "CODE")]
    currency: Option<String>,
    /// Whom a name means that no record has, in all rows and in the next files of that shape: `Name in file=Name here`;
    /// `+` makes a new one (`+NAME` of another name), `-` leaves it as it is written, nothing forgets it
    #[arg(long, value_name = "NAME")]
    same: Vec<String>,
    /// Old rows owe an answer, too
    #[arg(long)]
    inbox: bool,
    /// Of a list that was exported to edit: what counts where a cell was changed here, too
    #[arg(long, value_enum, default_value_t = Clash::Ours)]
    conflicts: Clash,
    /// Of a list that was exported to edit: rows without an id are added
    #[arg(long)]
    new: bool,
}

/// Which side of a conflict counts.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Clash {
    Ours,
    File,
}

#[derive(Clone, Copy, ValueEnum)]
enum Duplicate {
    Add,
    Skip,
    Merge,
}

impl Import {
    pub fn run(mut self, env: &mut Env) -> Result<Output> {
        let mut spool = Spool::default();
        for file in self.files.iter_mut().chain(&mut self.map) {
            *file = spool.file(file)?;
        }
        let (stop, lang, mut before) = (Stop::heed(), env.store.lang(), false);
        let end = self.bring(env, &stop, &mut before);
        stop.or_told(end, before, lang)
    }

    fn bring(self, env: &mut Env, stop: &Stop, before: &mut bool) -> Result<Output> {
        // The numbering plans are read while the files are.
        std::thread::spawn(warm);
        let lang = env.store.lang();
        let options = self.options()?;
        let mut progress = Progress::new(lang);
        let mut step = |at, of| progress.part(preview::LOOKING, at, of) && stop.goes_on();
        let look = |path: &PathBuf| plan::look_at(&env.store, path, &options.reading, &mut step);
        let looked: Vec<Looked> = self.files.iter().map(look).collect::<Result<_>>().map_err(in_words)?;
        drop(progress);
        if let Some(taken) = self.rejects.as_deref().and_then(|path| taken(path, &self.files)) {
            return Err(Usage(taken).into());
        }
        if let Some(column) = nowhere(&options.reading.manner, &looked) {
            return Err(Usage(said::no_such_column(column)).into());
        }
        if looked.iter().any(|looked| back::mark::column(&looked.header).is_some()) {
            return self.back(looked, env);
        }
        let mut output = Output::default();
        let mut outcomes = Vec::new();
        for (n, part) in self.parts(looked, options, env)?.into_iter().enumerate() {
            let target = part.0;
            outcomes.push((target, self.part(n, part, env, &mut output, stop)?));
            *before = !self.dry_run;
        }
        self.print(env.format, &outcomes, lang, output)
    }

    /// What the files become: the kind that was named, or what is in each.
    fn parts(&self, looked: Vec<Looked>, options: Options, env: &Env) -> Result<Vec<Part>> {
        let Some((_, form)) = FORMS.iter().find(|(name, _)| *name == self.kind) else {
            let target = called(&self.kind).ok_or_else(|| {
                let known = targets().map(|target| target.name).chain(FORMS.map(|(name, _)| name));
                Usage(usage::not_imported(&self.kind, &known.collect::<Vec<_>>()))
            })?;
            return Ok(vec![(target, looked, options)]);
        };
        let mut parts = Vec::new();
        for looked in looked {
            if !looked.written.is(form) {
                return Err(Failure(cell::in_file(&looked.name, &book::is_no(form))).into());
            }
            let one = self.sheet.as_ref().map(|_| looks_like(&looked, None).into_iter().collect());
            for target in one.unwrap_or_else(|| contents(&looked)) {
                let reading = Reading { wanted: Some(target.name), ..options.reading.clone() };
                let looked = plan::look_at(&env.store, &looked.path, &reading, &mut |_, _| true)?;
                parts.push((target, vec![looked], Options { reading, ..options.clone() }));
            }
        }
        Ok(parts)
    }

    /// Brings in what becomes of one kind, the `n`th.
    fn part(
        &self,
        n: usize,
        (target, looked, options): Part,
        env: &mut Env,
        output: &mut Output,
        stop: &Stop,
    ) -> Result<Outcome> {
        let lang = env.store.lang();
        let mut plan = Plan::of(&env.store, target, looked, options).map_err(in_words)?;
        for word in &self.same {
            let (name, to) = word.split_once('=').ok_or_else(|| Usage(usage::not_a_pair(word)))?;
            plan.decide(&env.store, name.trim(), to.trim())?;
        }
        let columns = plan.files.iter().flat_map(|file| told(&plan, file, &env.store));
        let notes = plan.goes_inside().into_iter().chain(plan.notes.iter().cloned());
        output.said.extend(columns.chain(notes.map(|note| note.to(lang).to_owned())));
        let rejects = self.rejects.as_deref().filter(|_| !self.dry_run).map(|path| of_part(path, n, target));
        let mut sink = rejects.as_deref().map(|path| Rejects::new(path, plan.looked(), lang));
        let mut reject = |reject: &Amiss| sink.as_mut().map_or(Ok(()), |sink| sink.put(reject));
        let mut progress = Progress::new(lang);
        let mut step = |at, of| progress.part(preview::WRITING, at, of) && stop.goes_on();
        let mut watch = Watch { step: &mut step, reject: &mut reject };
        let outcome = apply(&mut env.store, &plan, self.dry_run, &mut watch).map_err(in_words)?;
        if !self.dry_run {
            plan.keep_decided(&env.store)?;
        }
        output.said.extend(outcome.notes().iter().map(|note| note.to(lang).to_owned()));
        output.said.extend(kept(&plan, &outcome, lang));
        match sink {
            Some(sink) => sink.close()?,
            None => output.said.extend(rejected(&plan, &outcome, lang)),
        }
        if outcome.rejected() > 0 {
            output.code = REJECTS;
        }
        Ok(outcome)
    }

    /// A list that was exported to edit comes back.
    fn back(&self, looked: Vec<Looked>, env: &mut Env) -> Result<Output> {
        let others = [
            ("--map", self.map.is_some()),
            ("--source", self.source.is_some()),
            ("--currency", self.currency.is_some()),
            ("--inbox", self.inbox),
        ];
        if let Some((option, _)) = others.iter().find(|(_, given)| *given) {
            return Err(Usage(said_of_back::no_option(option)).into());
        }
        let kind = match called(&self.kind) {
            Some(target) => target.kind,
            None => super::kind(&self.kind)?.shape.kind,
        };
        let asked =
            Asked { kind: Some(kind), new: self.new, file_first: self.conflicts == Clash::File, ..Asked::default() };
        super::back::run(looked, &asked, self.dry_run, self.rejects.as_deref(), env)
    }

    fn print(
        &self,
        format: Format,
        outcomes: &[(&'static Target, Outcome)],
        lang: Lang,
        mut output: Output,
    ) -> Result<Output> {
        let (document, several) = match outcomes {
            [(target, outcome)] => (outcome.json(target.name), false),
            all => (json_of_all(&self.kind, all), true),
        };
        let marked = |counted: Sentence| if self.dry_run { counted.then(&said::dry_run()) } else { counted };
        let counted = outcomes.iter().flat_map(|(target, outcome)| {
            let told = outcome.counts.told();
            let told = if several { said::counted_of(target.many(), &told) } else { told };
            let lines = outcome.lines.as_ref().map(|lines| said::counted_of(said::LINES, &lines.counts.told()));
            std::iter::once(told).chain(lines)
        });
        let counted = counted.map(|counted| marked(counted).to(lang).to_owned());
        match format {
            Format::Text => output.out = counted.collect::<Vec<_>>().join("\n"),
            Format::Json => {
                output.out = serde_json::to_string(&document)?;
                output.said.extend(counted);
            }
            Format::Csv => {
                let row = document.as_object().cloned().unwrap_or_default();
                let keys: Vec<&str> = row.keys().map(String::as_str).collect();
                output.out = records(Format::Csv, &keys, std::slice::from_ref(&row), lang)?.out;
            }
        }
        Ok(output)
    }

    /// How cells are read that can be read in two ways.
    fn manner(&self) -> Result<Manner> {
        let of = |what, words| std::iter::repeat(what).zip(words);
        let said =
            of(SEPARATOR, self.separator.as_slice()).chain(of(DATES, &self.dates)).chain(of(DECIMALS, &self.decimals));
        let mut manner = Manner::default();
        for (what, text) in said {
            let (column, word) = text.rsplit_once('=').unwrap_or(("", text));
            if !manner.say(what, column.trim(), word.trim()) {
                return Err(Usage(usage::not_said(what, word, manner::words(what))).into());
            }
        }
        Ok(manner)
    }

    fn options(&self) -> Result<Options> {
        let map = match &self.map {
            Some(path) => map_of(path)?,
            None => Map::default(),
        };
        let encoding = self.encoding.as_deref().map(|name| {
            Encoding::named(name).ok_or_else(|| Usage(usage::no_encoding(name, &ENCODINGS.map(|(name, _)| name))))
        });
        let heading =
            self.header.as_deref().map(|line| Heading::named(line).ok_or_else(|| Usage(usage::no_header(line))));
        let currency =
            self.currency.as_deref().map(|code| Currency::read(code).ok_or_else(|| Usage(usage::no_currency(code))));
        Ok(Options {
            map,
            twice: match self.on_duplicate {
                Duplicate::Add => Twice::Add,
                Duplicate::Skip => Twice::Skip,
                Duplicate::Merge => Twice::Merge,
            },
            source: self.source.clone(),
            reading: Reading {
                encoding: encoding.transpose()?,
                sheet: self.sheet.clone(),
                heading: heading.transpose()?,
                manner: self.manner()?,
                wanted: called(&self.kind).map(|target| target.name),
                ..Reading::default()
            },
            currency: currency.transpose()?,
            inbox: self.inbox,
            names: None,
            chosen: false,
            mended: plan::Mended::new(),
        })
    }
}

/// Where the rejected rows of the `n`th kind go: the first where it was said, others beside it.
fn of_part(path: &Path, n: usize, target: &Target) -> PathBuf {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    if n == 0 { path.to_owned() } else { path.with_file_name(format!("{stem}-{n}-{}.csv", target.name)) }
}

/// The map of a file, each line of which says something of a column.
fn map_of(path: &Path) -> Result<Map> {
    let text = text_of(path)?;
    if let Some((line, said)) = Map::unread(&text) {
        return Err(Usage(cell::at_line(&name_of(path), line, &usage::no_map_line(said))).into());
    }
    Ok(Map::read(&text))
}
