//! What was done, taken back, done again.
use super::{Env, Format, Output, id, kind};
use crate::act::tell;
use crate::domain::deed::Ref;
use crate::domain::value::Id;
use crate::domain::world::World;
use crate::lang::{Sentence, Text, toast, when};
use crate::store::{Told, Turned};
use anyhow::Result;
use clap::Args;
use serde_json::{Value as Json, json};

#[derive(Args)]
pub struct History {
    kind: Option<String>,
    id: Option<String>,
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
            (Some(_), None) => return Err(super::Usage("history KIND ID".to_owned()).into()),
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
    let change =
        |c: &crate::store::Change| format!("         {}{}: {} → {}", c.part, c.label.to(lang), c.before, c.after);
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
    let (mut output, lang) = (Output::default(), env.store.lang());
    for n in 0..count {
        let Some(turned) = next(env)? else {
            if n == 0 {
                output.said.push(none.to(lang).to_owned());
            }
            break;
        };
        output.said.extend(take_back(env, &turned, said)?);
    }
    if env.format == Format::Text {
        output.out = std::mem::take(&mut output.said).join("\n");
    }
    Ok(output)
}

fn take_back(env: &mut Env, turned: &Turned, said: fn(&Sentence) -> Sentence) -> Result<Vec<String>> {
    let lang = env.store.lang();
    let kept = env.store.undo_entry(turned.entry)?.kept;
    let mut lines = vec![said(&tell(&turned.deed)).to(lang).to_owned()];
    if !kept.is_empty() {
        let names: Vec<String> = kept.iter().filter_map(|at| env.store.name(at.kind, at.id)).collect();
        lines.push(toast::kept(names.len(), &names).to(lang).to_owned());
    }
    Ok(lines)
}

impl Undo {
    pub fn run(self, env: &mut Env) -> Result<Output> {
        if let Some(entry) = self.entry {
            let turned = env.store.undo_entry(entry)?;
            return Ok(Output::text(toast::undone(&tell(&turned.deed)).to(env.store.lang())));
        }
        turn(env, self.count, |env| env.store.to_undo(), toast::undone, toast::NOTHING_TO_UNDO)
    }
}

impl Redo {
    pub fn run(self, env: &mut Env) -> Result<Output> {
        turn(env, self.count, |env| env.store.to_redo(), Sentence::clone, toast::NOTHING_TO_REDO)
    }
}
