//! Who is likely here already, of whom a file brings another.
use super::Run;
use super::coming::Coming;
use super::known::Keys;
use super::made::Made;
use crate::domain::deed::Ref;
use crate::domain::kinds::{KeptRow, Shape};
use crate::domain::likely::code_mark;
use crate::domain::value::Id;
use crate::exchange::plan::Twice;
use crate::exchange::plan::target::Target;
use crate::store::{Db, Tx};
use anyhow::Result;
use foldhash::fast::RandomState;
use std::collections::HashSet;

/// Who is here, by the marks of `domain::likely`: whoever that is, is asked of the file where it matters.
pub struct Twins {
    shape: &'static Shape,
    seen: HashSet<i64, RandomState>,
    /// Those of them that nobody has who has no tax code: another code tells from all who have them.
    coded: HashSet<i64, RandomState>,
}

/// What a record about to be made is told by.
pub struct Told<'m> {
    marks: &'m [i64],
    code: Option<String>,
}

/// Marks that most rows have: a phone, a mailbox, a name.
const MARKS: usize = 3;

impl Twins {
    /// Everyone that stands for a person or a company, with room for as many rows; nobody where the kind has none.
    pub fn of(db: &Db, target: &Target, rows: u64) -> Result<Option<Self>> {
        let Some(shape) = target.shape().filter(|_| target.looks_for_twins()) else { return Ok(None) };
        let mut seen =
            HashSet::with_capacity_and_hasher(usize::try_from(rows)?.saturating_mul(MARKS), RandomState::default());
        db.each_mark(|mark| {
            seen.insert(mark);
        })?;
        let mut coded = HashSet::default();
        db.each_mark_coded(shape, |mark| {
            coded.insert(mark);
        })?;
        Ok(Some(Self { shape, seen, coded }))
    }

    /// By what a record with these marks is told.
    pub fn told<'m>(&self, row: &dyn KeptRow, marks: &'m [i64]) -> Told<'m> {
        Told { marks, code: self.shape.alike.as_ref().and_then(|alike| alike.code(row)) }
    }

    /// Whether someone is likely the same as a record about to be made.
    pub fn know(&self, told: &Told) -> bool {
        let own = told.code.as_deref().map(code_mark);
        let tells = |mark: &i64| own.is_none() || own == Some(*mark) || !self.coded.contains(mark);
        told.marks.iter().any(|mark| self.seen.contains(mark) && tells(mark))
    }

    /// Who of the kind itself that is, by the first of the marks that one has.
    pub fn who(&self, tx: &Tx, told: &Told) -> Result<Option<Id>> {
        let seen = told.marks.iter().filter(|mark| self.seen.contains(mark));
        let mut found = seen.map(|mark| tx.marked(self.shape, *mark, told.code.as_deref()));
        found.find_map(Result::transpose).transpose()
    }

    /// Another saved a record.
    pub fn hear(&mut self, db: &Db, at: Ref) -> Result<()> {
        let marks = db.marks_of(at)?;
        if !marks.is_empty() {
            let told = self.told(&*db.any(at.kind, at.id)?, &marks);
            self.add(&told);
        }
        Ok(())
    }

    /// One more is here.
    pub fn add(&mut self, told: &Told) {
        for mark in told.marks {
            let new = self.seen.insert(*mark);
            if told.code.is_none() {
                self.coded.remove(mark);
            } else if new {
                self.coded.insert(*mark);
            }
        }
    }
}

impl Run<'_, '_, '_> {
    /// Does with a new record what was decided of those that are likely here already; tells whether it is not added.
    pub(super) fn is_twin(&mut self, coming: &Coming, made: &Made, keys: &mut Keys) -> Result<bool> {
        let (twice, Some(twins)) = (self.plan.options.twice, &mut self.twins) else { return Ok(false) };
        let told = twins.told(&*made.row, &made.settled.face.find.alike);
        let known = twins.know(&told);
        if known && twice == Twice::Skip {
            self.outcome.counts.skipped += 1;
            if self.outcome.shows(coming.line)
                && let Some(id) = twins.who(self.tx, &told)?
            {
                self.note_saved(coming, id)?;
            }
            return Ok(true);
        }
        let merged = if known && twice == Twice::Merge { twins.who(self.tx, &told)? } else { None };
        twins.add(&told);
        if let Some(id) = merged {
            let changed = self.fill_blanks(coming, id)?;
            self.know(coming, id, keys)?;
            self.is_known(coming, id, changed)?;
            return Ok(true);
        }
        self.outcome.likely += u64::from(known);
        Ok(false)
    }
}
