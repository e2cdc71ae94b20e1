//! What is amiss with the rows of an import: those that cannot be taken, and the cells that are kept as they are written.
//! Either is told with the whole row, so that it can be corrected before anything is written.
use super::Run;
use super::coming::Coming;
use super::dry::Dry;
use super::row::Got;
use super::write::{Written, unreached};
use crate::domain::deed::Ref;
use crate::domain::field::Edit;
use crate::domain::kind::Kind;
use crate::domain::problem::Fault;
use crate::domain::value::Id;
use crate::exchange::file::table::{Line, Table};
use crate::exchange::plan::{Field, File, From, Plan};
use crate::lang::{Lang, import as said};
use anyhow::Result;

/// So many rejected rows are told without a file to write them to, and so many cells that are kept as they are written.
const TOLD: usize = 2_000;

/// A row with something that cannot be taken, whole.
#[derive(Clone, Debug)]
pub struct Amiss {
    /// Which of the files.
    pub file: usize,
    pub line: u64,
    /// What the column is called.
    pub column: String,
    pub reason: Fault,
    pub cells: Vec<String>,
    /// Whether the row is taken all the same, and that cell kept as it is written; else it is rejected.
    pub taken: bool,
}

impl Amiss {
    /// `line 12, Order: no order here is called '24000009'`.
    pub fn told(&self, lang: Lang) -> String {
        said::at_line(self.line, &self.column, self.reason.text(lang), lang)
    }

    /// By which the row's correction is known.
    pub fn place(&self) -> (usize, u64) {
        (self.file, self.line)
    }
}

impl Run<'_, '_, '_> {
    fn amiss(&self, file: usize, line: &Line, (column, reason): (String, Fault), taken: bool) -> Amiss {
        Amiss { file: self.plan.first + file, line: line.number, column, reason, cells: line.cells.clone(), taken }
    }

    /// Counts a row that cannot be taken, and tells of it.
    pub fn reject(&mut self, file: usize, line: &Line, column: String, reason: Fault) -> Result<()> {
        let amiss = self.amiss(file, line, (column, reason), false);
        self.outcome.counts.rejected += 1;
        self.outcome.orphans += u64::from(is_orphan(&self.plan.files[file], &amiss));
        if self.dry != Some(Dry::GivesWay) {
            (self.watch.reject)(&amiss)?;
        }
        if self.outcome.counts.rejected <= TOLD as u64 {
            self.outcome.amiss.push(amiss);
        }
        Ok(())
    }

    /// What is told of a cell that is kept as it is written, while there is room for it.
    pub fn kept(&self, coming: &Coming, written: &Written) -> Option<Amiss> {
        let column = coming.file.looked.column_name(written.column);
        let told = || self.amiss(coming.at, coming.line, (column, written.fault.clone()), true);
        (self.outcome.kept_cells() < TOLD as u64).then(told)
    }

    /// Counts a cell that is kept as it is written, and tells of it.
    pub fn flag(&mut self, coming: &Coming, written: &Written) {
        let told = self.kept(coming, written);
        self.flag_told(written, told);
    }

    /// The same, where it was known before what would be told of it.
    pub fn flag_told(&mut self, written: &Written, told: Option<Amiss>) {
        let field = written.head;
        *self.outcome.flagged_in.entry((field.key, written.column)).or_default() += 1;
        self.outcome.flagged.entry(field.key).or_insert((field.label, 0)).1 += 1;
        self.outcome.amiss.extend(told);
    }

    /// Of a row that is known and was sent again with others that were corrected: the cells that are still kept as they were
    /// written are told again, for what was told of the first sending is told no more.
    pub fn still_kept(&mut self, coming: &Coming, id: Id) -> Result<()> {
        if self.plan.options.mended.is_empty() {
            return Ok(());
        }
        let at = Ref { kind: self.plan.target.kind, id };
        let kept = self.tx.as_written(at)?;
        let mut still = unreached(&*self.tx.any(at.kind, id)?, coming, &**self.tx);
        still.extend(coming.file.fields.iter().zip(&coming.said.got).filter_map(|(field, got)| match got {
            Got::Unread { text, fault, column } if kept.contains(&(field.head.key.to_owned(), text.clone())) => {
                Some(Written::unread(field, text, (fault, *column)))
            }
            _ => None,
        }));
        for text in &still {
            self.flag(coming, text);
        }
        Ok(())
    }

    /// Keeps texts as they are written, and counts them.
    pub fn keep(&mut self, coming: &Coming, at: Ref, written: &[Written]) -> Result<()> {
        for text in written {
            self.tx.keep_written(at, text.head.key, &text.text)?;
            self.flag(coming, text);
        }
        Ok(())
    }
}

/// The field of a record without which the rows of a file are none: the order of a line.
pub fn needed(file: &File) -> Option<(&Field, &'static str)> {
    file.fields.iter().filter(|field| field.head.edit == Edit::Required).find_map(|field| match field.head.kind {
        Kind::Link(kind) => Some((field, kind)),
        _ => None,
    })
}

/// Whether a row is rejected because such a record is not here.
fn is_orphan(file: &File, amiss: &Amiss) -> bool {
    let of = |from: &&From| file.looked.header[from.column] == amiss.column;
    let from = needed(file).and_then(|(field, _)| field.from.iter().find(of));
    from.and_then(|from| amiss.cells.get(from.column)).is_some_and(|cell| !cell.trim().is_empty())
}

/// The next row that says anything, as it was corrected.
pub fn next_into(table: &mut Table, (plan, at): (&Plan, usize), line: &mut Line) -> Result<bool> {
    while table.next_into(line)? {
        let mended = plan.options.mended.get(&(plan.first + at, line.number));
        line.before = mended.map(|cells| std::mem::replace(&mut line.cells, cells.clone()));
        if !line.is_blank() {
            return Ok(true);
        }
    }
    Ok(false)
}
