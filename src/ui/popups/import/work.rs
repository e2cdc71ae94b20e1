//! The work of an import, aside from the screen: a file looked through, the dry run that counts, the writing. Each has a
//! connection of its own, so that the screen reads on.
use crate::exchange::column::look::Looked;
use crate::exchange::file::written::Reading;
use crate::exchange::plan::{Plan, look_at};
use crate::exchange::run::amiss::Amiss;
use crate::exchange::run::apply::{Watch, apply};
use crate::exchange::run::dry::told as told_dry;
use crate::exchange::run::rejects::Rejects;
use crate::exchange::run::tally::Outcome;
use crate::job::{Control, Job};
use crate::ui::cx::Cx;
use crate::ui::fault::in_words;
use anyhow::Result;
use std::fs::{self, File};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What became of a run.
pub struct Ran {
    pub outcome: Outcome,
    /// The file that all of them were written to, where there were any.
    pub written: Option<PathBuf>,
    /// Why they could not be, or what was said of the file could not be kept.
    pub unwritten: String,
}

/// Names tried for a file of rejected rows.
const NAMES: u32 = 100;

fn told<T: Send + 'static>(control: &Control<T>, at: u64, of: u64) -> bool {
    let small = |n| usize::try_from(n).unwrap_or(usize::MAX);
    control.step(small(at), small(of))
}

/// Looks a file through.
pub fn look(path: &Path, reading: &Reading, cx: &Cx) -> Result<Job<Looked>> {
    let (path, reading) = (path.to_owned(), reading.clone());
    cx.read_aside(move |db, control| look_at(db, &path, &reading, &mut |at, of| told(control, at, of)))
}

/// Brings in what a plan says, dry or not; rejected rows go to a file, where there is one for them. What was said of its
/// columns and names is kept for the next file of its shape.
pub fn run(plan: &Arc<Plan>, dry: bool, to: Option<PathBuf>, cx: &Cx) -> Job<Ran> {
    let (plan, lang) = (Arc::clone(plan), cx.lang);
    cx.write_aside(move |store, control| {
        let mut file = to.as_deref().map(|to| Rejects::new(to, plan.looked(), lang));
        let mut reject = |reject: &Amiss| file.as_mut().map_or(Ok(()), |file| file.put(reject));
        let mut watch = Watch { step: &mut |at, of| told(control, at, of), reject: &mut reject };
        let ran =
            if dry && to.is_some() { told_dry(store, &plan, &mut watch) } else { apply(store, &plan, dry, &mut watch) };
        match ran {
            Ok(outcome) => {
                let flushed = file.as_mut().map_or(Ok(false), Rejects::flush);
                let kept = if dry { Ok(()) } else { plan.keep_decided(store).and_then(|()| plan.keep_map(store)) };
                let unwritten = flushed.as_ref().err().or(kept.as_ref().err());
                let unwritten = unwritten.map_or_else(String::new, |error| in_words(error).to(lang).to_owned());
                let written = to.clone().filter(|_| flushed.unwrap_or(false));
                Ok(Ran { outcome, written, unwritten })
            }
            Err(error) => {
                file.into_iter().for_each(Rejects::drop_all);
                Err(error)
            }
        }
    })
}

/// Where the rejected rows of a file go: beside it, under a name that nothing has; beside the workspace, where nothing
/// can be written there.
pub fn beside(file: &Path, workspace: &Path) -> Option<PathBuf> {
    let stem = file.file_stem().unwrap_or_default().to_string_lossy();
    for folder in [file.parent(), workspace.parent()].into_iter().flatten() {
        for n in 1..NAMES {
            let nth = if n == 1 { String::new() } else { format!("-{n}") };
            let path = folder.join(format!("{stem}.rejects{nth}.csv"));
            match File::options().write(true).create_new(true).open(&path) {
                Ok(_) => return fs::remove_file(&path).ok().map(|()| path),
                Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
                Err(_) => break,
            }
        }
    }
    None
}
