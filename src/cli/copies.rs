//! Copies of the file, made and put back.
use super::{Env, Format, Output, Usage};
use crate::domain::kinds::shape;
use crate::domain::world::World;
use crate::lang::{Lang, Sentence, health, usage};
use crate::store::file::copies::{self, Differs, Reason};
use crate::store::{Store, reason};
use anyhow::Result;
use chrono::NaiveDateTime;
use clap::Args;
use serde_json::json;
use std::fs;
use std::path::{Path, PathBuf};

#[derive(Args)]
pub struct Backup {
    /// Where to; else beside the workspace file, in the folder of copies
    file: Option<PathBuf>,
}

#[derive(Args)]
pub struct Restore {
    /// The copy
    file: PathBuf,
    /// Put it back; else it is only told how it differs
    #[arg(long)]
    yes: bool,
}

/// Up to so many bytes a file is copied after a command has changed it: a script hardly notices the second that it takes.
const SOON_COPIED: u64 = 100_000_000;

/// Copies a file that was changed, once a day, as the workbench does when it opens; says why that could not be done.
pub fn not_kept_of_today(store: &Store) -> Option<Sentence> {
    let is_soon_copied = fs::metadata(store.path()).is_ok_and(|file| file.len() <= SOON_COPIED);
    if !store.has_written() || !is_soon_copied {
        return None;
    }
    let kept = store.keep_daily(store.session.now.naive_local());
    kept.err().map(|error| health::not_copied(&reason(&error)))
}

impl Backup {
    /// Copies the file as it is, while others may work with it.
    pub fn run(self, env: &mut Env) -> Result<Output> {
        let to = match self.file {
            Some(to) if to.exists() => {
                return Err(Usage(usage::is_there(&to.display().to_string())).into());
            }
            Some(to) => {
                env.store.copy_to(&to)?;
                to
            }
            None => env.store.keep_copy(Reason::Asked, env.store.session.now.naive_local())?,
        };
        let (bytes, path) = (fs::metadata(&to)?.len(), to.display().to_string());
        Ok(match env.format {
            Format::Json => Output::text(json!({ "file": path, "bytes": bytes }).to_string()),
            _ => Output::text(health::copied(&path, bytes).to(env.store.lang())),
        })
    }
}

impl Restore {
    /// Over a file that is damaged nothing is compared, and it is kept as it is; nothing of that, where it is well.
    pub fn over_damaged(&self, path: &Path, now: NaiveDateTime, format: Format, lang: Lang) -> Result<Option<Output>> {
        let Some(why) = copies::wrong_with(path)? else { return Ok(None) };
        copies::check(&self.file)?;
        let mut lines = vec![health::replaced(&why).to(lang).to_owned()];
        let before = if self.yes { Some(copies::put_in_place(path, &self.file, now)?) } else { None };
        let before = before.map(|kept| kept.display().to_string());
        lines.push(match &before {
            Some(kept) => health::put_back(&self.file.display().to_string(), kept).to(lang).to_owned(),
            None => health::SAY_YES.to(lang).to_owned(),
        });
        Ok(Some(Output::text(match format {
            Format::Json => json!({ "damaged": why.to(lang), "restored": self.yes, "before": before }).to_string(),
            _ => lines.join("\n"),
        })))
    }

    /// Tells how the copy differs, and puts it back where that is wanted.
    pub fn run(self, env: &mut Env) -> Result<Output> {
        let lang = env.store.lang();
        let differs: Vec<Differs> = env.store.differs(&self.file)?;
        let differs: Vec<&Differs> = differs.iter().filter(|d| d.here + d.there + d.changed > 0).collect();
        let told = differs.iter().filter_map(|d| {
            let kind = shape(d.kind)?;
            Some(health::differs(kind.many, d.here, d.there, d.changed).to(lang).to_owned())
        });
        let mut lines: Vec<String> = told.collect();
        let mut before = None;
        if lines.is_empty() {
            lines.push(health::SAME.to(lang).to_owned());
        }
        if self.yes {
            let kept = env.store.restore(&self.file, env.store.session.now.naive_local())?.display().to_string();
            lines.push(health::put_back(&self.file.display().to_string(), &kept).to(lang).to_owned());
            before = Some(kept);
        } else {
            lines.push(health::SAY_YES.to(lang).to_owned());
        }
        if env.format == Format::Json {
            let kinds = differs
                .iter()
                .map(|d| json!({ "kind": d.kind, "here": d.here, "there": d.there, "changed": d.changed }));
            let all = json!({ "differs": kinds.collect::<Vec<_>>(), "restored": self.yes, "before": before });
            return Ok(Output::text(all.to_string()));
        }
        Ok(Output::text(lines.join("\n")))
    }
}
