//! What will be done with files before anything is: which column goes where, how its cells are read, by what the rows
//! are known again. The workbench shows it, the command line prints it.
pub(super) mod by_cells;
pub mod called;
pub(super) mod core;
pub mod currency;
pub(super) mod days;
pub(super) mod discount;
pub(super) mod flat;
pub(super) mod history;
pub(super) mod inside;
pub(super) mod joined;
pub mod kept;
pub(super) mod keyed;
pub(super) mod kinship;
pub mod map;
pub mod mapping;
pub mod names;
pub mod own;
pub(super) mod stages;
pub mod target;
pub mod vocabulary;
pub(super) mod words;

use self::core::known_by;
use crate::domain::field::Head;
use crate::domain::kind::Kind;
use crate::domain::money::Currency;
use crate::domain::world::World;
use crate::exchange::column::date::{DateStyle, DayOrder};
use crate::exchange::column::look::{Looked, look};
use crate::exchange::column::read::How;
use crate::exchange::file::written::{Heading, Reading};
use crate::exchange::run::rejects::REJECTED;
use crate::lang::{Lang, Sentence, cell, import as told, key};
pub use crate::store::Cancelled;
use crate::store::Db;
use anyhow::Result;
use chrono::NaiveTime;
use flat::{Flat, goods};
use inside::lists;
use kept::{heading, manner, said, shape};
use kinship::kind_names;
use map::Map;
use mapping::{Ground, Mapping, guess};
use names::Names;
use own::is_one;
use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};
use target::Target;
use vocabulary::Vocabulary;

pub use kinship::{contents, looks_like};

/// What is done with a row that is likely someone or a company that is here already.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Twice {
    /// It is added, and found by the filter word `likely`.
    #[default]
    Add,
    /// It is left out.
    Skip,
    /// It fills what is blank there.
    Merge,
}

/// The cells of corrected rows, by file and line.
pub type Mended = BTreeMap<(usize, u64), Vec<String>>;

/// What a person said of an import.
#[derive(Clone, Debug, Default)]
pub struct Options {
    pub map: Map,
    pub twice: Twice,
    /// Under which name the keys of the rows are kept; else it is the shape of the file.
    pub source: Option<String>,
    pub reading: Reading,
    /// Of amounts that name none.
    pub currency: Option<Currency>,
    /// Whether old rows owe an answer, too.
    pub inbox: bool,
    /// Rows that were corrected, by file and line: they are read in place of what stands there.
    pub mended: Mended,
    /// What is meant by names that no record has and by words; else it is what was decided for files of that shape.
    pub names: Option<Names>,
    /// Whether a person said what the rows become: that is kept for the next file of that shape.
    pub chosen: bool,
}

/// No column goes into a field by which a row could be told from nothing.
#[derive(Debug)]
pub struct NoCore {
    /// Which columns would do.
    pub said: Sentence,
    /// Whether the file has other sheets, or lists, that may have one.
    pub sheets: bool,
}

impl fmt::Display for NoCore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.said.to(Lang::En))
    }
}

impl std::error::Error for NoCore {}

/// A column on its way into a field.
#[derive(Clone, Copy, Debug)]
pub struct From {
    pub column: usize,
    pub ground: Ground,
    pub how: How,
    /// Whether its amounts are taken for dollars because of their decimals alone.
    pub in_dollars: bool,
    /// Whether its words may be added to the list that they are of: they are few.
    pub grows: bool,
}

/// A field, and what goes into it.
pub struct Field {
    /// Its place among the fields of the target.
    pub at: usize,
    pub head: &'static Head,
    pub from: Vec<From>,
    /// What its words mean, if it is a choice.
    pub vocabulary: Vocabulary,
}

impl Field {
    /// Whether a column goes into it.
    pub fn brings(&self, column: usize) -> bool {
        self.from.iter().any(|from| from.column == column)
    }

    /// Whether it is a choice of which the words of the file are known.
    pub fn has_words(&self) -> bool {
        !self.vocabulary.words.is_empty()
    }
}

/// One file of a plan.
pub struct File {
    pub looked: Looked,
    /// What was said of its columns, here or the last time.
    pub map: Map,
    pub mapping: Mapping,
    pub fields: Vec<Field>,
    /// Whether linchpin wrote it.
    pub own: bool,
    /// Whether its columns are those that a list of the target has.
    pub like: bool,
    /// Where its orders stand once a line.
    pub flat: Option<Flat>,
    /// Whether its rows are such lines, and it is read for what was ordered.
    pub goods: bool,
    /// By which it is known again: its kind and header.
    pub shape: String,
    /// Under which the keys of its rows are kept.
    pub source: String,
    /// What is meant by names that no record has, and by words.
    pub names: Names,
    pub notes: Vec<Sentence>,
}

/// What is to be done.
pub struct Plan {
    pub target: &'static Target,
    pub heads: Vec<&'static Head>,
    pub options: Options,
    pub files: Vec<File>,
    /// The number of its first file among all.
    pub first: usize,
    /// The lines inside its records, even if they cannot come with them.
    pub inside: Option<Box<Plan>>,
    /// The currency of the workspace.
    pub house: Currency,
    /// Whether the records that its rows are lines of name their currency in the very file.
    pub named: bool,
    pub notes: Vec<Sentence>,
}

impl Plan {
    /// Looks the files through. `step` hears how far it is, and ends it by a no.
    pub fn new(
        db: &Db,
        target: &'static Target,
        paths: &[PathBuf],
        options: Options,
        step: &mut dyn FnMut(u64, u64) -> bool,
    ) -> Result<Self> {
        let mut looked = Vec::with_capacity(paths.len());
        for path in paths {
            looked.push(look_at(db, path, &options.reading, step)?);
        }
        Self::of(db, target, looked, options)
    }

    /// Of files that were looked through.
    pub fn of(db: &Db, target: &'static Target, looked: Vec<Looked>, options: Options) -> Result<Self> {
        let plan = Self::laid(db, target, looked, options)?;
        match plan.files.iter().find(|file| !plan.has_core(file)) {
            Some(file) => {
                let sheets = file.looked.written.sheets().len() > 1;
                Err(NoCore { said: plan.lacking(file), sheets }.into())
            }
            None => Ok(plan),
        }
    }

    /// The same, though it may lack what each row must have: a person is still at it.
    pub fn laid(db: &Db, target: &'static Target, looked: Vec<Looked>, options: Options) -> Result<Self> {
        let heads = target.heads();
        let headers: Vec<&[String]> = looked.iter().map(|looked| looked.header.as_slice()).collect();
        let (map, _) = options.map.apart(&lists(target, &looked));
        map.check(&heads, &headers, None)?;
        let words = vocabulary::said(&options.map, &heads, db)?;
        let files = looked.into_iter().map(|looked| File::new(db, target, &heads, looked, (&options, &map, &words)));
        let files = files.collect::<Result<Vec<_>>>()?;
        let mut plan = Self {
            target,
            heads,
            options,
            files,
            first: 0,
            inside: None,
            house: db.currency(),
            named: false,
            notes: Vec::new(),
        };
        plan.look_inside(db)?;
        Ok(plan)
    }
}

/// Looks one file through, as it was said now or of such files the last time.
pub fn look_at(db: &Db, path: &Path, reading: &Reading, step: &mut dyn FnMut(u64, u64) -> bool) -> Result<Looked> {
    let order = DayOrder::of(&db.country());
    let mut look =
        |reading: &Reading| -> Result<Looked> { look(path, reading, order, step)?.ok_or_else(|| Cancelled.into()) };
    let mut looked = look(&reading.here(db))?;
    let line = heading(db, &looked)?;
    if let Some(line) = line {
        looked = look(&Reading { heading: Some(Heading::Line(line)), ..looked.reading })?;
    }
    if let Some(manner) = manner(db, &looked)? {
        looked = look(&Reading { manner, ..looked.reading })?;
    }
    looked.notes.extend(line.map(cell::named_as_before));
    Ok(looked)
}

impl File {
    fn new(
        db: &Db,
        target: &Target,
        heads: &[&'static Head],
        looked: Looked,
        (options, map, words): (&Options, &Map, &Names),
    ) -> Result<Self> {
        let shape = shape(target, &looked);
        let map = said(db, &shape, map)?.on(&looked.header);
        let flat = Flat::of(target, &looked, &map);
        let left = flat.as_ref().map_or_else(|| map.clone(), |flat| flat.leave_out(&map, &looked.header));
        let goods = goods(target, &looked, &left);
        let said = goods.as_ref().unwrap_or(&left);
        let kinds = kind_names(target);
        let mut mapping = guess(heads, &looked, &kinds, said);
        keyed::as_before(db, &shape, (heads, &looked, &kinds, said), &mut mapping)?;
        let goods = goods.is_some();
        known_by(target, heads, goods, &mut mapping);
        let source = options.source.clone().unwrap_or_else(|| shape.clone());
        let source = if target.part.is_some() && options.source.is_some() {
            format!("{source}/{}", target.name)
        } else {
            source
        };
        let names = options.names.clone().map_or_else(|| Names::kept(db, &shape), Ok)?.then(words);
        let (fields, notes) = (Vec::new(), Vec::new());
        let mut file =
            Self { looked, map, mapping, fields, own: false, like: false, flat, goods, shape, source, names, notes };
        file.decide(db, target, heads, options);
        Ok(file)
    }

    /// Decides for each column as a whole how its cells are read.
    pub fn decide(&mut self, db: &Db, target: &Target, heads: &[&'static Head], options: &Options) {
        let key = self.mapping.key.map(|(column, _)| column);
        let order = DayOrder::of(&db.country());
        let (mut fields, mut notes) = (Vec::new(), Vec::new());
        // What linchpin wrote is never in parts of one.
        self.own = key.is_some_and(|key| is_one(&self.looked.samples[key].first));
        let known = |name: &str| REJECTED.contains(&name) || heads.iter().any(|head| head.key == name);
        self.like = self.looked.header.iter().all(|name| known(name));
        let own = self.own;
        let hours = self.looked.written.is_diary();
        let named = currency::own(&self.looked, &self.mapping, heads);
        for taken in &self.mapping.fields {
            let head = heads[taken.head];
            let from = taken.columns.iter().map(|(at, ground)| {
                let (column, sample) = (&self.looked.columns[*at], &self.looked.samples[*at]);
                let header = &self.looked.header[*at];
                let money = matches!(head.kind, Kind::Money);
                let decided = if money { currency::of_column(column, named, db, options) } else { (None, false) };
                let (currency, in_dollars) = decided;
                if in_dollars {
                    let lines = target.part.is_some();
                    notes.push(told::of_column(header, &cell::in_dollars(db.currency().code(), lines)));
                }
                let of_field = matches!(head.kind, Kind::Money | Kind::Day | Kind::At | Kind::Whole | Kind::Percent);
                notes.extend(column.notes.iter().filter(|_| of_field).map(|note| told::of_column(header, note)));
                let how = How::of(head, column, sample.words.as_deref(), order, currency);
                let how = match how.said(self.looked.reading.manner.cells(header)) {
                    How::Percent(marks, true) if own => How::Percent(marks, false),
                    How::At(style, hour)
                        if own || hours || taken.columns.iter().any(|(_, ground)| *ground == Ground::Joined) =>
                    {
                        // A sheet of ours has no other word for midnight than the day.
                        let hour = if own && self.looked.written.is_book() { NaiveTime::MIN } else { hour };
                        How::At(DateStyle { timed: true, ..style }, hour)
                    }
                    how => how,
                };
                From { column: *at, ground: *ground, how, in_dollars, grows: sample.words.is_some() }
            });
            let from: Vec<From> = from.collect();
            let vocabulary = Vocabulary::of((target.kind, head), &from, &self.looked, &self.names, db);
            fields.push(Field { at: taken.head, head, from, vocabulary });
        }
        self.fields = fields;
        if let Some(down) = self.down() {
            let blank = |at: &&usize| self.looked.columns[**at].empty > 0;
            notes.extend(down.columns.iter().filter(blank).map(|at| cell::from_above(&self.looked.header[*at])));
        }
        let amounts = self.mapping.amounts.iter().map(|at| &self.looked.header[*at]);
        notes.extend(amounts.map(|header| told::of_column(header, &cell::NO_PERCENT.into())));
        let guessed = self.mapping.key.filter(|(_, ground)| ground.is_guess_of_key());
        notes.extend(guessed.map(|(at, _)| told::of_column(&self.looked.header[at], &key::GUESSED.into())));
        self.notes = notes;
    }
}
