//! Rows of a long file are read ahead in another thread, while those before them are written: their cells, what each says,
//! and the record that it would make. Nothing is written there, and what the rows before may change is not asked there.
use super::amiss::next_into;
use super::batch;
use super::coming::Coming;
use super::known::{Codes, Others};
use super::made::Made;
use super::row::{Reader, Said, digest};
use crate::domain::code::Code;
use crate::domain::kinds::shape;
use crate::domain::problem::Fault;
use crate::domain::world::World;
use crate::exchange::file::table::{Line, Table};
use crate::exchange::plan::{File, Plan};
use crate::store::{Db, Readers, Settled};
use anyhow::{Context, Result};
use std::collections::{HashMap, VecDeque};
use std::mem;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::Scope;

/// Rows below which a file is read soon enough.
const LONG: u64 = 2_000;
/// How many times ahead so many rows are read as are taken at a time.
const DEEP: usize = 6;

/// By what rows are read.
#[derive(Clone)]
pub struct Known {
    pub links: Others,
    pub codes: Arc<Codes>,
    /// All lists, where this import made some of them grow: nobody else sees that yet.
    pub lists: Option<Arc<Vec<Code>>>,
    /// Whether the rows before made records.
    pub makes: bool,
}

/// What was read of a row.
pub struct Ready {
    pub said: Said,
    pub digest: i64,
    /// What it makes, where that was worked out.
    pub made: Option<Box<Made>>,
}

/// A row that was read ahead and is done with. Its room is given back where it was taken: two threads that hand room to
/// each other wait for each other.
pub type Spent = (Said, Box<Made>);

/// A row that was read ahead.
pub struct Row {
    pub line: Line,
    /// What it says; or what is wrong with its shape.
    pub read: Result<Ready, Fault>,
}

/// What the other thread goes by, and the room of what was done with.
type Given = (Known, Vec<Line>, Vec<Spent>);

/// Rows, none at the end, and how far the file is read with them.
type Taken = (Vec<Row>, u64);

/// Rows on their way.
pub struct Ahead {
    give: SyncSender<Given>,
    take: Receiver<Result<Taken>>,
    ready: VecDeque<Row>,
    under_way: usize,
    /// Bytes of the file taken for the rows so far.
    pub position: u64,
    /// Lines that were done with, for their room.
    spare: Vec<Line>,
    spent: Vec<Spent>,
}

/// Where the rows of a file come from.
pub enum Rows {
    /// They are read one by one.
    Here(Box<Table>),
    Ahead(Ahead),
}

impl Rows {
    /// Bytes of the file taken so far.
    pub fn position(&self) -> u64 {
        match self {
            Self::Here(table) => Table::position(table),
            Self::Ahead(ahead) => ahead.position,
        }
    }
}

/// Whether rows of a file say the same, and make the same, whatever the rows before them made.
pub fn can_be(plan: &Plan, file: &File, links: &Others) -> bool {
    let numbered = shape(plan.target.kind).is_none_or(|shape| !shape.series.is_empty());
    plan.target.looks_for_twins() && !numbered && !links.contains_key(plan.target.kind) && file.looked.rows >= LONG
}

impl Ahead {
    /// Begins to read the rows of the file at this place of a plan.
    pub fn begin<'s>(scope: &'s Scope<'s, '_>, db: &Db, of: (&'s Plan, usize), table: Table) -> Self {
        let (give, given) = sync_channel(DEEP);
        let (put, take) = sync_channel(DEEP);
        let reader = Readers::default().lend(db);
        scope.spawn(move || {
            if let Err(error) = reader.read(|db| read(db, of, table, &given, &put)) {
                let _ = put.send(Err(error));
            }
        });
        let (ready, spare, spent) = (VecDeque::new(), Vec::new(), Vec::new());
        Self { give, take, ready, under_way: 0, position: 0, spare, spent }
    }

    /// The next row, or nothing at the end. `known` gives by what rows are read.
    pub fn next(&mut self, mut known: impl FnMut() -> Known) -> Result<Option<Row>> {
        if self.ready.is_empty() {
            while self.under_way < DEEP {
                // Where the other has ended, it is told below why.
                let _ = self.give.send((known(), mem::take(&mut self.spare), mem::take(&mut self.spent)));
                self.under_way += 1;
            }
            let (rows, position) = self.take.recv().context("rows are read no more")??;
            self.under_way -= 1;
            (self.ready, self.position) = (rows.into(), position);
        }
        Ok(self.ready.pop_front())
    }

    /// A line is done with, and what was read of it.
    pub fn done(&mut self, line: Line, spent: Option<Spent>) {
        self.spare.push(line);
        self.spent.extend(spent);
    }
}

/// Reads as many rows as are taken at a time, each time that it is given by what.
fn read(
    db: &Db,
    (plan, at): (&Plan, usize),
    mut table: Table,
    given: &Receiver<Given>,
    put: &SyncSender<Result<Taken>>,
) -> Result<()> {
    let mut places = HashMap::new();
    for (known, mut spare, spent) in given {
        drop(spent);
        db.renew(known.lists.as_deref())?;
        let lines = batch::next(&mut table, &mut spare, |table, line| next_into(table, (plan, at), line))?;
        let read = |line: Line| {
            let read = match table.misfit(&line) {
                Some(fault) => Err(fault),
                None => Ok(ready(db, (plan, at), &line, &known, &mut places)?),
            };
            anyhow::Ok(Row { line, read })
        };
        let rows = lines.into_iter().map(read).collect::<Result<_>>()?;
        if put.send(Ok((rows, Table::position(&table)))).is_err() {
            break;
        }
    }
    Ok(())
}

fn ready(
    db: &Db,
    (plan, at): (&Plan, usize),
    line: &Line,
    known: &Known,
    places: &mut HashMap<u64, u32>,
) -> Result<Ready> {
    let file = &plan.files[at];
    let reader = Reader { target: plan.target, file, links: &known.links, codes: &known.codes, of: None, world: db };
    let said = reader.read(line, db.currency(), places);
    let digest = digest(file, &said);
    if !known.makes || !said.grows.is_empty() {
        return Ok(Ready { said, digest, made: None });
    }
    let coming = Coming { at, file, line, said, digest, as_text: None };
    let mut made = Made::of(plan, &coming, db, |row| Ok(Settled::of(row, db)))?;
    made.settled.spell(db);
    let said = coming.said;
    Ok(Ready { said, digest, made: Some(made) })
}
