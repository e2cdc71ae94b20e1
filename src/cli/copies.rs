//! Copies of the file, made and put back.
use super::{Env, Format, Output, Usage};
use crate::act::tell_entry;
use crate::domain::kinds::shape;
use crate::domain::value::Id;
use crate::domain::world::World;
use crate::lang::{Lang, Sentence, Text, audit, copy, health, usage};
use crate::store::file::copies::{self, Reason};
use crate::store::file::differs::{Preview, Unlike};
use crate::store::{Change, Db, Store, reason};
use anyhow::Result;
use chrono::NaiveDateTime;
use clap::Args;
use serde_json::{Map, Value as Json, json};
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
    /// Over a file that is damaged, or not there, nothing is compared, and it is kept as it is; nothing of that, where it is
    /// well.
    pub fn over_none(&self, path: &Path, now: NaiveDateTime, format: Format, lang: Lang) -> Result<Option<Output>> {
        if !self.yes && !path.exists() {
            copies::check(&self.file)?;
            return Ok(Some(Output::text(match format {
                Format::Json => json!({ "missing": true, "restored": false }).to_string(),
                _ => health::not_there(&path.display().to_string()).to(lang).to_owned(),
            })));
        }
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
        let copy = env.store.copy_at(&self.file)?;
        let preview = env.store.differs(&copy)?;
        let (mut lines, mut all) = (told(&env.store, &copy, &preview)?, object(&env.store, &copy, &preview)?);
        drop(copy);
        let mut before = None;
        if self.yes {
            let kept = env.store.restore(&self.file, env.store.session.now.naive_local())?.display().to_string();
            lines.push(health::put_back(&self.file.display().to_string(), &kept).to(lang).to_owned());
            before = Some(kept);
        } else {
            lines.push(health::SAY_YES.to(lang).to_owned());
        }
        if env.format == Format::Json {
            all.insert("restored".to_owned(), self.yes.into());
            all.insert("before".to_owned(), before.into());
            return Ok(Output::text(Json::from(all).to_string()));
        }
        Ok(Output::text(lines.join("\n")))
    }
}

/// What differs in words: whose deeds were the last, then kind by kind the first records.
fn told(here: &Db, there: &Db, preview: &Preview) -> Result<Vec<String>> {
    let lang = here.lang();
    if preview.is_same() {
        return Ok(vec![copy::SAME.to(lang).to_owned()]);
    }
    let mut lines = Vec::new();
    if preview.is_of_another {
        lines.push(copy::IS_OF_ANOTHER.to(lang).to_owned());
    }
    for (db, said) in [here, there].into_iter().zip(copy::LAST) {
        for told in db.entries(1)? {
            let who = db.name("person", told.who).unwrap_or_default();
            // The day also where it is today: the copy may be looked at on another.
            let at = db.local(told.at).format("%d/%m/%Y %H:%M");
            lines.push(format!("{}: {at} {who}: {}", said.to(lang), tell_entry(&told, db).to(lang)));
        }
    }
    for differs in &preview.kinds {
        let Some(kind) = shape(differs.kind) else { continue };
        let (here_only, there_only) = (differs.here, differs.there);
        lines.push(copy::differs(kind.many, here_only, there_only, differs.changed).to(lang).to_owned());
        let sides = [(here, &differs.some_here, here_only), (there, &differs.some_there, there_only)];
        for ((db, some, count), said) in sides.into_iter().zip(copy::ONLY).filter(|((_, some, _), _)| !some.is_empty())
        {
            let names: Vec<String> = some.iter().map(|id| called(db, differs.kind, *id)).collect();
            let more = count - some.len() as u64;
            let more =
                if more > 0 { format!(" {}", audit::more(usize::try_from(more)?).to(lang)) } else { String::new() };
            lines.push(format!("  {}: {}{more}", said.to(lang), names.join(", ")));
        }
        for unlike in &differs.some_changed {
            lines.push(format!("  {}", called(here, differs.kind, unlike.id)));
            let field = |c: &Change| copy::unlike(&format!("{}{}", c.part, c.label.to(lang)), &c.before, &c.after);
            lines.extend(unlike.fields.iter().map(|change| format!("    {}", field(change).to(lang))));
        }
        let more = differs.changed - differs.some_changed.len() as u64;
        if more > 0 {
            lines.push(format!("  {}", audit::more(usize::try_from(more)?).to(lang)));
        }
    }
    for beside in &preview.beside {
        lines.push(copy::differs(name_of(beside.table), beside.here, beside.there, beside.changed).to(lang).to_owned());
    }
    Ok(lines)
}

/// The same for a script.
fn object(here: &Db, there: &Db, preview: &Preview) -> Result<Map<String, Json>> {
    let lang = here.lang();
    let some = |db: &Db, kind, ids: &[Id]| -> Vec<Json> {
        ids.iter().map(|id| json!({ "id": id, "title": db.name(kind, *id) })).collect()
    };
    let unlike = |kind, unlike: &Unlike| {
        let field = |c: &Change| json!({ "field": format!("{}{}", c.part, c.label.to(lang)), "here": c.before, "there": c.after });
        json!({ "id": unlike.id, "title": here.name(kind, unlike.id),
                "changes": unlike.fields.iter().map(field).collect::<Vec<_>>() })
    };
    let kinds = preview.kinds.iter().map(|d| {
        json!({ "kind": d.kind, "here": d.here, "there": d.there, "changed": d.changed,
                "only_here": some(here, d.kind, &d.some_here), "only_there": some(there, d.kind, &d.some_there),
                "records": d.some_changed.iter().map(|one| unlike(d.kind, one)).collect::<Vec<_>>() })
    });
    let beside = preview
        .beside
        .iter()
        .map(|b| json!({ "table": b.table, "here": b.here, "there": b.there, "changed": b.changed }));
    let last = |db: &Db| -> Result<Json> {
        Ok(db.entries(1)?.first().map_or(Json::Null, |told| {
            let (at, who) = (db.local(told.at).to_rfc3339(), db.name("person", told.who));
            json!({ "at": at, "who": who, "deed": tell_entry(told, db).to(lang) })
        }))
    };
    let mut all = Map::new();
    all.insert("differs".to_owned(), kinds.collect::<Vec<_>>().into());
    all.insert("beside".to_owned(), beside.collect::<Vec<_>>().into());
    all.insert("last_here".to_owned(), last(here)?);
    all.insert("last_there".to_owned(), last(there)?);
    all.insert("of_another".to_owned(), preview.is_of_another.into());
    Ok(all)
}

fn called(db: &Db, kind: &'static str, id: Id) -> String {
    format!("{} (#{id})", db.name(kind, id).unwrap_or_default())
}

fn name_of(table: &str) -> Text {
    copy::BESIDE.iter().find(|(name, _)| *name == table).map(|(_, said)| *said).unwrap_or_default()
}
