//! Rows of a long file are read ahead in another thread, while those before them are written: what each says, and the
//! record that it would make. Nothing is written there, and what the rows before may change is not asked there.
use super::coming::Coming;
use super::known::{Codes, Others};
use super::made::Made;
use super::plan::{File, Plan};
use super::row::{Reader, Said, digest};
use super::table::Line;
use crate::domain::code::Code;
use crate::domain::kinds::shape;
use crate::domain::world::World;
use crate::store::{Db, Readers, Settled};
use anyhow::{Context, Result};
use std::collections::{HashMap, VecDeque};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::Scope;

/// Rows below which a file is read soon enough.
const LONG: u64 = 2_000;
/// Rows that are read at a time, and how many such times ahead.
const ROWS: usize = 256;
const DEEP: usize = 3;

/// By what rows are read.
#[derive(Clone)]
pub(super) struct Known {
    pub links: Others,
    pub codes: Arc<Codes>,
    /// All lists, where this import made some of them grow: nobody else sees that yet.
    pub lists: Option<Arc<Vec<Code>>>,
    /// Whether the rows before made records.
    pub makes: bool,
}

/// What was read of a row.
pub(super) struct Ready {
    pub said: Said,
    pub digest: i64,
    /// What it makes, where that was worked out.
    pub made: Option<Made>,
}

/// A row that was read ahead and is done with. Its room is given back where it was taken: two threads that hand room to
/// each other wait for each other.
pub(super) type Spent = (Said, Made);

/// Rows on their way.
pub(super) struct Ahead {
    give: SyncSender<(Vec<Line>, Known, Vec<Spent>)>,
    take: Receiver<Result<Vec<(Line, Ready)>>>,
    ready: VecDeque<(Line, Ready)>,
    under_way: usize,
    /// Lines that were done with, for their room.
    spare: Vec<Line>,
    spent: Vec<Spent>,
}

/// Whether rows of a file say the same, and make the same, whatever the rows before them made.
pub(super) fn can_be(plan: &Plan, file: &File, links: &Others) -> bool {
    let numbered = shape(plan.target.kind).is_none_or(|shape| !shape.series.is_empty());
    plan.target.looks_for_twins() && !numbered && !links.contains_key(plan.target.kind) && file.looked.rows >= LONG
}

impl Ahead {
    /// Begins to read rows of the file at this place of a plan.
    pub fn begin<'s>(scope: &'s Scope<'s, '_>, db: &Db, plan: &'s Plan, at: usize) -> Self {
        let (give, given) = sync_channel::<(Vec<Line>, Known, Vec<Spent>)>(DEEP);
        let (put, take) = sync_channel(DEEP);
        let reader = Readers::default().lend(db);
        scope.spawn(move || {
            let mut places = HashMap::new();
            let work = reader.read(|db| {
                for (lines, known, spent) in given {
                    drop(spent);
                    db.renew(known.lists.as_deref())?;
                    let ready = |line| ready(db, (plan, at), line, &known, &mut places);
                    let read = lines.into_iter().map(ready).collect();
                    if put.send(read).is_err() {
                        break;
                    }
                }
                Ok(())
            });
            if let Err(error) = work {
                let _ = put.send(Err(error));
            }
        });
        Self { give, take, ready: VecDeque::new(), under_way: 0, spare: Vec::new(), spent: Vec::new() }
    }

    /// The next row, or nothing at the end. `next_into` gives lines, `known` by what they are read.
    pub fn next(
        &mut self,
        mut next_into: impl FnMut(&mut Line) -> Result<bool>,
        mut known: impl FnMut() -> Known,
    ) -> Result<Option<(Line, Ready)>> {
        if self.ready.is_empty() {
            while self.under_way < DEEP {
                let mut lines = Vec::with_capacity(ROWS);
                while lines.len() < ROWS {
                    let mut line = self.spare.pop().unwrap_or_default();
                    if !next_into(&mut line)? {
                        break;
                    }
                    lines.push(line);
                }
                if lines.is_empty() {
                    break;
                }
                // Where the other has ended, it is told below why.
                let _ = self.give.send((lines, known(), std::mem::take(&mut self.spent)));
                self.under_way += 1;
            }
            if self.under_way == 0 {
                return Ok(None);
            }
            self.ready = self.take.recv().context("rows are read no more")??.into();
            self.under_way -= 1;
        }
        Ok(self.ready.pop_front())
    }

    /// A line is done with, and what was read of it.
    pub fn done(&mut self, line: Line, spent: Option<Spent>) {
        self.spare.push(line);
        self.spent.extend(spent);
    }
}

fn ready(
    db: &Db,
    (plan, at): (&Plan, usize),
    line: Line,
    known: &Known,
    places: &mut HashMap<u64, u32>,
) -> Result<(Line, Ready)> {
    let file = &plan.files[at];
    let reader = Reader { target: plan.target, file, links: &known.links, codes: &known.codes, world: db };
    let said = reader.read(&line, db.currency(), places);
    let digest = digest(file, &said);
    if !known.makes || !said.grows.is_empty() {
        return Ok((line, Ready { said, digest, made: None }));
    }
    let coming = Coming { at, file, line: &line, said, digest, as_text: None };
    let mut made = Made::of(plan, &coming, db, |row| Ok(Settled::of(row, db)))?;
    made.settled.spell(db);
    let said = coming.said;
    Ok((line, Ready { said, digest, made: Some(made) }))
}
