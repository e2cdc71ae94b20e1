//! What was done, taken back, done again.
use super::output::document;
use super::{Env, Format, Output, id, kind};
use crate::act::{tell, tell_kept};
use crate::domain::deed::Ref;
use crate::domain::value::Id;
use crate::domain::world::World;
use crate::lang::{Sentence, Text, toast, usage, when};
use crate::store::{Told, Turned};
use anyhow::Result;
use clap::Args;
use serde_json::{Value as Json, json};

#[derive(Args)]
pub struct History {
    /// A kind of record: leads, orders, accounts …
    kind: Option<String>,
    /// Its number, or what it is called
    id: Option<String>,
    /// So many rows at most
    #[arg(long, default_value_t = 50)]
    limit: usize,
}

#[derive(Args)]
pub struct Undo {
    /// How many of my deeds, the newest first
    #[arg(default_value_t = 1)]
    count: usize,
    /// One deed by its number
    #[arg(long)]
    entry: Option<Id>,
}

#[derive(Args)]
pub struct Redo {
    /// How many, what was taken back last first
    #[arg(default_value_t = 1)]
    count: usize,
}

impl History {
    pub fn run(self, env: &mut Env) -> Result<Output> {
        let told = match (&self.kind, &self.id) {
            (Some(name), Some(text)) => {
                let kind = kind(name)?.shape.kind;
                env.store.history(Ref { kind, id: id(&env.store, kind, text)? })?
            }
            (Some(_), None) => return Err(super::Usage(usage::HISTORY.into()).into()),
            _ => env.store.entries(self.limit)?,
        };
        if env.format == Format::Json {
            let all: Vec<Json> = told.iter().map(|told| object(env, told)).collect();
            return Ok(Output::text(serde_json::to_string_pretty(&all)?));
        }
        Ok(Output::text(told.iter().flat_map(|told| lines(env, told)).collect::<Vec<_>>().join("\n")))
    }
}

fn object(env: &Env, told: &Told) -> Json {
    let changes: Vec<Json> = told
        .changes
        .iter()
        .map(|c| json!({ "part": c.part, "field": c.label.to(env.store.lang()), "before": c.before, "after": c.after }))
        .collect();
    let also: Vec<Json> = told
        .deed
        .others()
        .iter()
        .map(|d| json!({ "kind": d.kind, "act": d.act, "title": d.title, "count": d.count }))
        .collect();
    json!({
        "entry": told.entry,
        "at": env.store.local(told.at).to_rfc3339(),
        "who": env.store.name("person", told.who),
        "kind": told.deed.kind,
        "act": told.deed.act,
        "title": told.deed.title,
        "count": told.deed.count,
        "also": also,
        "undone": told.undone,
        "changes": changes,
    })
}

fn lines(env: &Env, told: &Told) -> Vec<String> {
    let (db, lang) = (&env.store, env.store.lang());
    let who = db.name("person", told.who).unwrap_or_default();
    let deed = tell(&told.deed);
    let deed = if told.undone { toast::undone(&deed) } else { deed };
    let first = format!("{:>5}  {} {who}: {}", told.entry, when::stamp(db.local(told.at), db.now()), deed.to(lang));
    let change = |c: &crate::store::Change| format!("         {}", c.told(lang));
    std::iter::once(first).chain(told.changes.iter().map(change)).collect()
}

/// Takes back so many, by what `next` finds; says each.
fn turn(
    env: &mut Env,
    count: usize,
    next: fn(&Env) -> Result<Option<Turned>>,
    said: fn(&Sentence) -> Sentence,
    none: Text,
) -> Result<Output> {
    if count == 0 {
        return Err(super::Usage(usage::no_count()).into());
    }
    let mut all = Vec::new();
    for _ in 0..count {
        let Some(turned) = next(env)? else { break };
        all.push(env.store.undo_entry(turned.entry)?);
    }
    if all.is_empty() {
        let mut output = printed(env, &all, said)?;
        output.said = vec![none.to(env.store.lang()).to_owned()];
        return Ok(output);
    }
    printed(env, &all, said)
}

/// What was taken back or done again: said to a person, an array to a script.
fn printed(env: &Env, all: &[Turned], said: fn(&Sentence) -> Sentence) -> Result<Output> {
    let lines: Vec<String> = all.iter().flat_map(|turned| taken_back(env, turned, said)).collect();
    if env.format == Format::Text {
        return Ok(Output::text(lines.join("\n")));
    }
    let record = |at: &Ref| json!({ "kind": at.kind, "id": at.id });
    let object = |turned: &Turned| {
        let kept: Vec<Json> = turned.kept.iter().map(record).collect();
        let Turned { entry, deed, .. } = turned;
        json!({ "entry": entry, "kind": deed.kind, "act": deed.act, "title": deed.title, "count": deed.count, "kept": kept })
    };
    let mut output = document(env.format, &Json::Array(all.iter().map(object).collect()))?;
    output.said = lines;
    Ok(output)
}

fn taken_back(env: &Env, turned: &Turned, said: fn(&Sentence) -> Sentence) -> Vec<String> {
    let lines = [Some(said(&tell(&turned.deed))), tell_kept(&turned.kept, &env.store)];
    lines.into_iter().flatten().map(|line| line.to(env.store.lang()).to_owned()).collect()
}

impl Undo {
    pub fn run(self, env: &mut Env) -> Result<Output> {
        if let Some(entry) = self.entry {
            let turned = env.store.undo_entry(entry)?;
            return printed(env, &[turned], toast::undone);
        }
        turn(env, self.count, |env| env.store.to_undo(), toast::undone, toast::NOTHING_TO_UNDO)
    }
}

impl Redo {
    pub fn run(self, env: &mut Env) -> Result<Output> {
        turn(env, self.count, |env| env.store.to_redo(), Sentence::clone, toast::NOTHING_TO_REDO)
    }
}
