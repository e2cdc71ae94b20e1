//! A file that comes back, compared: each row by its id with what was written out then and what is here now.
use super::bench::{Bench, heads_of_part};
use super::cell::{unsaid, varies, ways};
use super::mark::{self, AsOf, Marking};
use super::{Column, Difference, NewWord, Place, Row};
use crate::domain::deed::Ref;
use crate::domain::field::Head;
use crate::domain::kinds::{blank, shape};
use crate::domain::problem::{Fault, Problems};
use crate::domain::world::World;
use crate::exchange::column::date::DayOrder;
use crate::exchange::column::look::Looked;
use crate::exchange::column::read::{How, plain};
use crate::exchange::file::table::Line;
use crate::exchange::plan::Cancelled;
use crate::exchange::plan::called::place;
use crate::exchange::plan::own::{Marked, Which};
use crate::exchange::plan::target::TARGETS;
use crate::exchange::run::batch::STEP;
use crate::exchange::run::rejects::marks;
use crate::lang::{Sentence, Text, back as said};
use crate::store::Db;
use anyhow::{Context, Result};
use std::collections::{HashMap, HashSet};

/// How a file is to be compared.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    /// The kind that it is of, where that was said.
    pub kind: Option<&'static str>,
    /// Whether rows without an id are added.
    pub new: bool,
    /// Whether what was changed on both sides is taken from the file.
    pub file_first: bool,
    /// Words that are made new in their lists.
    pub words: Vec<NewWord>,
}

/// Rows by which it is found out how a column is written.
const TRIED: usize = 400;

/// A row of the file, and what its id says.
struct Coming {
    line: Line,
    /// Why its cells cannot be told apart, where there are more than columns.
    misfit: Option<Fault>,
    /// None for a row without an id.
    id: Option<Result<(Which, &'static str, AsOf), Fault>>,
}

/// Compares a file that was looked through. `step` hears how many rows are done of how many, and ends it by a no.
///
/// # Errors
/// `Problems`, where the file as a whole cannot come back; `Cancelled`.
pub fn compare(db: &Db, looked: Looked, asked: &Asked, step: &mut dyn FnMut(u64, u64) -> bool) -> Result<Difference> {
    let no = |said: Sentence| anyhow::Error::from(Problems::from(Fault::new(said)));
    let at = mark::column(&looked.header).context("a file without ids")?;
    let coming = read(db, &looked, at)?;
    let known = || coming.iter().filter_map(|row| row.id.as_ref()?.as_ref().ok());
    let first = known().next();
    let ids = coming.iter().filter(|row| row.id.is_some()).count();
    let foreign = |row: &Coming| matches!(&row.id, Some(Err(fault)) if *fault == Fault::new(said::OF_ANOTHER));
    if ids > 0 && coming.iter().filter(|row| row.id.is_some()).all(foreign) {
        return Err(no(said::ANOTHER_WORKSPACE.into()));
    }
    let kind = asked.kind.or(first.map(|(_, kind, _)| *kind)).ok_or_else(|| no(said::NO_IDS.into()))?;
    if let Some((_, of, _)) = first.filter(|(_, of, _)| *of != kind && known().all(|(_, other, _)| other == of)) {
        let many = |kind: &str| shape(kind).map_or(Text::default(), |shape| shape.many);
        return Err(no(said::of_other_list(many(of), many(kind))));
    }
    let part = first.is_some_and(|((_, part), ..)| part.is_some());
    let target = TARGETS.iter().find(|target| target.kind == kind && target.part.is_some() == part);
    let part = target.and_then(|target| target.part).filter(|_| part);
    let blank = blank(kind).context("a kind that is not kept")?;
    let heads = part.map_or_else(|| blank.heads(), |(part, _)| heads_of_part(&*blank, part));
    let (columns, left) = columns(db, &looked, at, &heads, part.map(|(_, of)| of));
    let mut difference = Difference {
        kind,
        part: part.map(|(part, _)| part),
        rows: Vec::new(),
        read: coming.len() as u64,
        missing: missing(&coming),
        rewritten: 0,
        source: String::new(),
        notes: looked.notes.clone(),
        columns,
        words: asked.words.clone(),
        looked,
    };
    if !left.is_empty() {
        difference.notes.push(said::not_compared(&left.join(", ")));
    }
    let oldest = known().map(|(.., as_of)| as_of.entry).min().unwrap_or(0);
    difference.source = format!("back@{oldest}");
    let mut bench = Bench::new(db, &difference, oldest)?;
    settle_columns(&mut bench, &mut difference, &coming)?;
    let twice = twice(&coming);
    for (n, row) in coming.iter().enumerate() {
        if (n as u64).is_multiple_of(STEP) && !step(n as u64, coming.len() as u64) {
            return Err(Cancelled.into());
        }
        let judged = match &row.id {
            _ if row.misfit.is_some() => row.misfit.clone().map(|fault| refused(&row.line, None, fault, false)),
            None => bench.fresh(&difference, &row.line, asked.new)?,
            Some(Err(fault)) => Some(refused(&row.line, None, fault.clone(), true)),
            Some(Ok((which, of, as_of))) => {
                let place = Place { at: Ref { kind: of, id: which.0 }, part: which.1 };
                match twice.get(&(*of, *which)) {
                    Some(lines) => Some(refused(&row.line, Some((db, place)), Fault::new(said::twice(lines)), false)),
                    None => bench.row(&difference, &row.line, place, as_of.entry, asked.file_first)?,
                }
            }
        };
        difference.rows.extend(judged);
    }
    difference.rewritten = bench.rewritten;
    step(difference.read, difference.read);
    Ok(difference)
}

/// A row of which nothing can be taken.
pub(super) fn refused(line: &Line, place: Option<(&Db, Place)>, fault: Fault, unknown: bool) -> Row {
    let name = place.and_then(|(db, place)| db.name(place.at.kind, place.at.id)).unwrap_or_default();
    let row = Row::of(line, place.map(|(_, place)| place), name, Vec::new());
    Row { refused: Some(fault), unknown, take: false, ..row }
}

/// All rows of the file, with what their ids say.
fn read(db: &Db, looked: &Looked, at: usize) -> Result<Vec<Coming>> {
    let mark = Marked::of(db)?;
    let mut states: HashMap<AsOf, bool> = HashMap::new();
    let mut table = looked.table()?;
    let mut all = Vec::new();
    let mut line = Line::default();
    while table.next_into(&mut line)? {
        if line.is_blank() {
            continue;
        }
        let cell = plain(line.cell(at));
        let id = if unsaid(&line, at).is_some() {
            Some(Err(Fault::new(said::NO_ID)))
        } else if cell.is_empty() {
            None
        } else {
            Some(match mark::read(&cell) {
                None => Err(Fault::new(said::NO_ID)),
                Some(Marking { key, kind, as_of }) => match (mark.record(&key, kind.unwrap_or_default()), kind) {
                    (None, _) => Err(Fault::new(said::OF_ANOTHER)),
                    (Some(_), None) => Err(Fault::new(said::NO_ID)),
                    (Some(which), Some(kind)) => {
                        let was = match states.get(&as_of) {
                            Some(was) => *was,
                            None => *states.entry(as_of).or_insert(as_of.was(db)?),
                        };
                        if was { Ok((which, kind, as_of)) } else { Err(Fault::new(said::NOT_OF_THIS_STATE)) }
                    }
                },
            })
        };
        // Cells at the end that are not there were not touched.
        let misfit = table.misfit(&line).filter(|_| line.cells.len() > table.header.len());
        all.push(Coming { line: line.clone(), misfit, id });
    }
    Ok(all)
}

/// The columns that are compared, and the names of those that are not.
fn columns(
    db: &Db,
    looked: &Looked,
    id: usize,
    heads: &[&'static Head],
    of: Option<&'static Head>,
) -> (Vec<Column>, Vec<String>) {
    let order = DayOrder::of(&db.country());
    let (mut columns, mut left): (Vec<Column>, Vec<String>) = (Vec::new(), Vec::new());
    let ours = |at: usize, name: &str| at == id || name.is_empty() || at < marks(&looked.header);
    for (cell, name) in looked.header.iter().enumerate().filter(|(at, name)| !ours(*at, name)) {
        let owner = of.filter(|head| head.key == name).map(|head| (None, head));
        let found = owner.or_else(|| place(heads, name).map(|at| (Some(at), heads[at])));
        let known =
            |(at, head): &(Option<usize>, &'static Head)| columns.iter().any(|c| c.at == *at && c.head == *head);
        match found.filter(|found| !known(found)) {
            Some((at, head)) => {
                let how = How::of(head, &looked.columns[cell], looked.samples[cell].words.as_deref(), order, None);
                let how = how.said(looked.reading.manner.cells(name));
                columns.push(Column { cell, at, head, how });
            }
            None => left.push(name.clone()),
        }
    }
    (columns, left)
}

/// Finds out how each column is written: in the way in which most of its cells say what was written out.
fn settle_columns(bench: &mut Bench, difference: &mut Difference, coming: &[Coming]) -> Result<()> {
    let open: Vec<usize> = (0..difference.columns.len()).filter(|n| varies(difference.columns[*n].how)).collect();
    let ways: Vec<Vec<How>> = open
        .iter()
        .map(|n| {
            let Column { cell, head, how, .. } = difference.columns[*n];
            ways(head, &difference.looked.columns[cell], how)
        })
        .collect();
    let mut hits: Vec<Vec<usize>> = ways.iter().map(|ways| vec![0; ways.len()]).collect();
    let stride = coming.len().div_ceil(TRIED).max(1);
    for row in coming.iter().step_by(stride).filter(|_| !open.is_empty()) {
        let Some(Ok((which, of, as_of))) = &row.id else { continue };
        let place = Place { at: Ref { kind: of, id: which.0 }, part: which.1 };
        for (n, column) in open.iter().enumerate() {
            for (way, how) in ways[n].iter().enumerate() {
                let column = Column { how: *how, ..difference.columns[*column] };
                hits[n][way] += usize::from(bench.is_same(difference, &row.line, place, as_of.entry, column)?);
            }
        }
    }
    for (n, column) in open.into_iter().enumerate() {
        let best = (0..ways[n].len()).max_by_key(|way| (hits[n][*way], std::cmp::Reverse(*way))).unwrap_or(0);
        difference.columns[column].how = ways[n][best];
    }
    Ok(())
}

/// Rows that were written out and are not in the file, list by list.
fn missing(coming: &[Coming]) -> u64 {
    let mut lists: HashMap<AsOf, HashSet<(&str, Which)>> = HashMap::new();
    for (which, kind, as_of) in coming.iter().filter_map(|row| row.id.as_ref()?.as_ref().ok()) {
        lists.entry(*as_of).or_default().insert((kind, *which));
    }
    lists.iter().map(|(as_of, seen)| as_of.rows.saturating_sub(seen.len() as u64)).sum()
}

/// The lines of those that stand in the file more than once.
fn twice(coming: &[Coming]) -> HashMap<(&'static str, Which), Vec<u64>> {
    let mut lines: HashMap<_, Vec<u64>> = HashMap::new();
    for row in coming {
        if let Some(Ok((which, kind, _))) = &row.id {
            lines.entry((*kind, *which)).or_default().push(row.line.number);
        }
    }
    lines.retain(|_, lines| lines.len() > 1);
    lines
}
