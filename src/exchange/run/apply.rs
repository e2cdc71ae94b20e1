//! Bringing in what a plan says, in one deed that one undo takes back. A dry run does the same and keeps nothing, so its
//! counts are those of the deed.
use super::Run;
use super::amiss::Amiss;
use super::dry::{self, Dry, GivenWay, NotKept};
use super::here::Here;
use super::tally::Outcome;
use crate::act::IMPORT;
use crate::domain::deed::{Deed, Ref, lines};
use crate::exchange::plan::Plan;
use crate::store::{Store, Tx};
use anyhow::Result;

/// Who waits for an import hears how far it is, and of each row that could not be taken, unless the run is dry.
pub struct Watch<'a> {
    /// In bytes; a no ends it, and nothing is kept.
    pub step: &'a mut dyn FnMut(u64, u64) -> bool,
    pub reject: &'a mut dyn FnMut(&Amiss) -> Result<()>,
}

/// So often a dry run gives way to who waits to write, and begins anew; then it goes on in a copy.
const COURTEOUS: usize = 3;

/// Brings the files in; in a dry run nothing is kept, and nobody waits for it.
pub fn apply(store: &mut Store, plan: &Plan, dry: bool, watch: &mut Watch) -> Result<Outcome> {
    if !dry {
        return run(store, plan, None, watch);
    }
    let tries = if store.is_read_only() { 0 } else { COURTEOUS };
    for _ in 0..tries {
        match run(store, plan, Some(Dry::GivesWay), watch) {
            Err(error) if error.is::<GivenWay>() => {}
            end => return end,
        }
    }
    dry::told(store, plan, watch)
}

/// Brings in all files of a plan; of the bytes of all, so many were read before.
fn through(
    tx: &Tx,
    (plan, here): (&Plan, Here),
    others: &[Ref],
    dry: Option<Dry>,
    watch: &mut Watch,
    bytes: (u64, u64),
) -> Result<(Outcome, Here)> {
    let mut run = Run::new(tx, plan, dry, watch, bytes, here)?;
    run.hear(others)?;
    (0..plan.files.len()).try_for_each(|at| run.file(at))?;
    run.end()?;
    Ok((run.outcome, Here::after(run.links)))
}

pub fn run(store: &mut Store, plan: &Plan, dry: Option<Dry>, watch: &mut Watch) -> Result<Outcome> {
    let names: Vec<&str> = plan.files.iter().map(|file| file.looked.name.as_str()).collect();
    let from = names.join(", ");
    let deed = Deed { kind: plan.target.kind.to_owned(), act: IMPORT.to_owned(), title: from, ..Deed::default() };
    if dry.is_none() {
        plan.files.iter().try_for_each(|file| file.looked.seen.holds(&file.looked.path, &file.looked.name))?;
        store.keep_before_import(plan.files.iter().map(|file| file.looked.bytes).sum())?;
    }
    let done = store.write_bulk_after(
        &deed,
        |db| Here::of(db, plan),
        |tx, here, others| {
            let (mut outcome, here) = through(tx, (plan, here), &others, dry, watch, (0, plan.bytes()))?;
            if let Some(lines) = plan.lines() {
                let before = plan.bytes() - lines.bytes();
                outcome.with_lines(through(tx, (lines, here), &[], dry, watch, (before, plan.bytes()))?.0);
            }
            let wrote = outcome.wrote();
            let counts = wrote.counts;
            if dry.is_some() || counts.written() == 0 {
                return Err(NotKept(outcome).into());
            }
            let told = [
                ("as", plan.lines().filter(|_| wrote.of_lines).unwrap_or(plan).target.name.to_owned()),
                ("added", counts.added.to_string()),
                ("merged", counts.merged.to_string()),
            ];
            tx.tell(counts.written(), &lines(&told.map(|(key, text)| (key.to_owned(), text)).to_vec()))?;
            Ok(outcome)
        },
    );
    match done {
        Ok((outcome, batch)) => Ok(Outcome { batch: Some(batch), ..outcome }),
        Err(error) => Ok(error.downcast::<NotKept>()?.0),
    }
}
