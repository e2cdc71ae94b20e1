//! A file looked through once: how it is written, what its columns hold, how many rows it has. Nothing is kept of the
//! rows but counts, a few samples and the different words of columns that have few.
use super::date::DayOrder;
use super::manner::Cells;
use super::shapes::is_blank;
use super::{Column, ColumnGuess};
use crate::domain::money::Currency;
use crate::exchange::file::found::Found;
use crate::exchange::file::header::Name;
use crate::exchange::file::seen::Seen as FileSeen;
use crate::exchange::file::table::{Line, Table, TableFault};
use crate::exchange::file::top;
use crate::exchange::file::written::{Reading, Written};
use crate::exchange::plan::currency::may_stand_under;
use crate::exchange::plan::map::inside;
use crate::exchange::run::batch;
use crate::lang::Sentence;
use foldhash::fast::RandomState;
use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{channel, sync_channel};
use std::thread;

/// A file as it was found.
#[derive(Clone)]
pub struct Looked {
    pub path: PathBuf,
    /// Its name without folders.
    pub name: String,
    pub written: Written,
    /// As it was said that it is to be read.
    pub reading: Reading,
    /// What the columns are called, each by a name of its own; nothing, where it has none and no cell under it is full.
    pub header: Vec<String>,
    /// What stands in the file as their names.
    pub labels: Vec<String>,
    /// The first rows as they stand, the header and what is above it among them.
    pub top: Vec<Line>,
    pub columns: Vec<Column>,
    /// Of each column a few cells, and its different words where they are few.
    pub samples: Vec<Sample>,
    pub rows: u64,
    /// Its size.
    pub bytes: u64,
    /// As which it was seen.
    pub seen: FileSeen,
    /// The lines inside its records, if it is read for all that there is.
    pub inside: Option<Box<Looked>>,
    pub notes: Vec<Sentence>,
    found: Found,
}

impl Looked {
    /// Its rows, from the first on.
    pub fn table(&self) -> Result<Table, TableFault> {
        self.found.table(&self.path, &self.reading)
    }

    /// What the list inside its records is called.
    pub fn list(&self) -> Option<&str> {
        self.inside.as_deref().map(|inside| inside.written.sheet())
    }

    /// What its columns are called, and those of the list inside its records.
    pub fn named(&self) -> Vec<String> {
        let inner = self.inside.as_deref().map_or(&[][..], |inside| &inside.header);
        let list = self.list().unwrap_or_default();
        self.header.iter().cloned().chain(inner.iter().map(|column| inside(list, column))).collect()
    }

    /// What its columns are called, and by themselves those of the list inside its records.
    pub fn columns(&self) -> impl Iterator<Item = &String> {
        self.header.iter().chain(self.inside.iter().flat_map(|inside| &inside.header))
    }

    /// What a column is called; nothing, where it has no name.
    pub fn column_name(&self, at: usize) -> String {
        self.header.get(at).cloned().unwrap_or_default()
    }

    /// Whether the file is another by now, or gone.
    pub fn is_past(&self) -> bool {
        self.seen.is_past(&self.path)
    }

    /// What a person calls it: its name, with the sheet where there are several.
    pub fn called(&self) -> String {
        let sheets = self.written.sheets().len();
        if sheets > 1 { format!("{} [{}]", self.name, self.written.sheet()) } else { self.name.clone() }
    }
}

/// What a column looks like.
#[derive(Clone, Debug, Default)]
pub struct Sample {
    /// The first full cell.
    pub first: String,
    /// Its different words, the first seen first, with how often each stands there; nothing, where they are many.
    pub words: Option<Vec<(String, u64)>>,
}

/// Different words beyond which a column is no list of words.
const WORDS: usize = 200;

/// Counts the words of a column until they are too many.
#[derive(Default)]
struct Words {
    first: String,
    seen: HashMap<String, (usize, u64), RandomState>,
    many: bool,
}

impl Words {
    fn see(&mut self, text: &str) {
        let text = text.trim();
        if is_blank(text) {
            return;
        }
        if self.first.is_empty() {
            text.clone_into(&mut self.first);
        }
        if self.many {
            return;
        }
        let next = self.seen.len();
        match self.seen.get_mut(text) {
            Some((_, count)) => *count += 1,
            None if next == WORDS => (self.many, self.seen) = (true, HashMap::default()),
            None => {
                self.seen.insert(text.to_owned(), (next, 1));
            }
        }
    }

    fn sample(self) -> Sample {
        let mut words: Vec<(String, (usize, u64))> = self.seen.into_iter().collect();
        words.sort_by_key(|(_, (at, _))| *at);
        let words = words.into_iter().map(|(word, (_, count))| (word, count)).collect();
        Sample { first: self.first, words: (!self.many).then_some(words) }
    }
}

/// What was seen of a column so far.
#[derive(Default)]
struct Seen {
    guess: ColumnGuess,
    words: Words,
}

/// Rows that are seen together.
struct Batch {
    lines: Vec<Line>,
    /// Of each, whether it names its currency.
    named: Vec<bool>,
}

/// Who reads the rows sees one column in so many; another thread sees the others.
const SHARE: usize = 3;

fn see(columns: &mut [(usize, &mut Seen)], batch: &Batch) {
    for (at, seen) in columns {
        for (line, named) in batch.lines.iter().zip(&batch.named) {
            seen.guess.see_in(line.cell(*at), *named);
            seen.words.see(line.cell(*at));
        }
    }
}

/// Sees all rows of a table; gives how many there are, or nothing where `step` ended it.
fn see_all(
    table: &mut Table,
    seen: &mut [Seen],
    step: &mut dyn FnMut(u64, u64) -> bool,
) -> Result<Option<u64>, TableFault> {
    let of_currencies = |at: &usize| may_stand_under(&Name::new(&table.header[*at]));
    let currencies: Vec<usize> = (0..table.header.len()).filter(of_currencies).collect();
    let (mut own, mut others): (Vec<_>, Vec<_>) = seen.iter_mut().enumerate().partition(|(at, _)| at % SHARE == 0);
    thread::scope(|scope| {
        let (give, given) = sync_channel::<Arc<Batch>>(1);
        let (back, spent) = channel();
        scope.spawn(move || {
            for batch in given {
                see(&mut others, &batch);
                let _ = back.send(batch);
            }
        });
        let (mut rows, mut spare) = (0, Vec::new());
        loop {
            let lines = batch::next(table, &mut spare, next_full)?;
            if lines.is_empty() {
                return Ok(Some(rows));
            }
            rows += lines.len() as u64;
            let named = lines.iter().map(|line| names_currency(line, &currencies)).collect();
            let batch = Arc::new(Batch { lines, named });
            // Where the other has ended, the scope ends as it did.
            let _ = give.send(Arc::clone(&batch));
            see(&mut own, &batch);
            drop(batch);
            spare.extend(spent.try_iter().filter_map(Arc::into_inner).flat_map(|batch| batch.lines));
            if !step(Table::position(table), table.total()) {
                return Ok(None);
            }
        }
    })
}

/// Whether a row names its currency in one of the columns in which such may stand.
fn names_currency(line: &Line, currencies: &[usize]) -> bool {
    currencies.iter().any(|at| Currency::read(line.cell(*at).trim()).is_some())
}

/// The next row that says anything.
fn next_full(table: &mut Table, line: &mut Line) -> Result<bool, TableFault> {
    while table.next_into(line)? {
        if !line.is_blank() {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Looks a file through. `step` hears how far it is, in bytes, and ends it by a no.
pub fn look(
    path: &Path,
    reading: &Reading,
    order: DayOrder,
    step: &mut dyn FnMut(u64, u64) -> bool,
) -> Result<Option<Looked>, TableFault> {
    let as_it_is = FileSeen::of(path);
    let size = fs::metadata(path).map_or(0, |file| file.len());
    let (mut heard, mut furthest, mut is_ended) = (0, 0, false);
    // What is held first is half of the way.
    let found = Found::of(path, reading, &mut |at| {
        // Some of it may be read again.
        furthest = furthest.max(at.min(size));
        heard = if furthest == 0 { 0 } else { size };
        is_ended = is_ended || !step(furthest, 2 * size);
        !is_ended
    });
    if is_ended {
        return Ok(None);
    }
    let found = found?;
    let mut table = found.table(path, reading)?;
    let said = |at: usize| table.header.get(at).map_or_else(Cells::default, |column| reading.manner.cells(column));
    let mut seen: Vec<Seen> =
        (0..table.wide).map(|at| Seen { guess: ColumnGuess::said(said(at)), ..Seen::default() }).collect();
    let mut step = |at, total| step(heard + at, heard + total);
    let Some(rows) = see_all(&mut table, &mut seen, &mut step)? else { return Ok(None) };
    let inside = match table.written.lines_inside().filter(|_| reading.sheet.is_none()) {
        None => None,
        Some(list) => {
            let reading = Reading { sheet: Some(list.to_owned()), ..reading.clone() };
            let Some(inside) = look(path, &reading, order, &mut step)? else { return Ok(None) };
            Some(Box::new(inside))
        }
    };
    let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
    let last = seen.iter().rposition(|seen| !seen.words.first.is_empty()).map_or(0, |last| last + 1);
    let mut labels = std::mem::take(&mut table.header);
    labels.resize(last.max(labels.len()), String::new());
    seen.truncate(labels.len());
    let header = top::names(&labels, |at| !seen[at].words.first.is_empty(), reading.lang);
    let (guesses, words): (Vec<ColumnGuess>, Vec<Words>) =
        seen.into_iter().map(|seen| (seen.guess, seen.words)).unzip();
    Ok(Some(Looked {
        path: path.to_owned(),
        name,
        columns: ColumnGuess::decide_all(guesses, order),
        samples: words.into_iter().map(Words::sample).collect(),
        rows,
        bytes: table.total(),
        seen: as_it_is,
        inside,
        written: table.written,
        reading: reading.clone(),
        header,
        labels,
        top: table.top,
        notes: table.notes,
        found,
    }))
}
