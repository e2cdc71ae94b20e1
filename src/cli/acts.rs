//! Writing: the actions of the screens by their names.
use super::output::records;
use super::{Env, Format, Output, Usage, given, id, kind};
use crate::act::{Call, Done};
use crate::domain::value::Id;
use crate::domain::world::World;
use anyhow::Result;
use clap::Args;
use serde_json::{Map, json};

#[derive(Args)]
pub struct Add {
    kind: String,
    /// field=value
    given: Vec<String>,
}

#[derive(Args)]
pub struct Set {
    kind: String,
    /// A number, several with commas between, or what it is called
    id: String,
    given: Vec<String>,
}

#[derive(Args)]
pub struct Act {
    kind: String,
    id: String,
    /// As the palette names it
    action: String,
    given: Vec<String>,
}

fn ids(env: &Env, kind: &'static str, text: &str) -> Result<Vec<Id>> {
    if text.split(',').all(|one| one.trim_start_matches('#').parse::<Id>().is_ok()) {
        return text.split(',').map(|one| id(&env.store, kind, one)).collect();
    }
    Ok(vec![id(&env.store, kind, text)?])
}

fn perform(env: &mut Env, kind: &'static str, action: &str, ids: Vec<Id>, words: &[String]) -> Result<Done> {
    let mut call = Call::new(kind, action, ids).ok_or_else(|| {
        let names: Vec<&str> =
            crate::act::family(kind).map(|f| f.acts().map(|a| a.about().name).collect()).unwrap_or_default();
        Usage(format!("no action '{action}' of {kind}; there are {}", names.join(", ")))
    })?;
    call.given = given(words)?;
    call.perform(&mut env.store)
}

fn told(env: &Env, done: &Done) -> Output {
    let said = crate::act::tell(&done.deed);
    let said = said.to(env.store.lang());
    match env.format {
        Format::Text => Output::text(said),
        _ => Output::default().saying(said),
    }
}

impl Add {
    pub fn run(self, env: &mut Env) -> Result<Output> {
        let family = kind(&self.kind)?;
        let warnings = (family.warn)(&env.store, &given(&self.given)?)?;
        let done = perform(env, family.shape.kind, "add", Vec::new(), &self.given)?;
        let lang = env.store.lang();
        let mut output = match done.made.iter().find(|made| made.kind == family.shape.kind) {
            Some(made) if env.format != Format::Text => {
                let fields = [("kind", json!(made.kind)), ("id", json!(made.id))];
                let row: Map<_, _> = fields.into_iter().map(|(key, value)| (key.to_owned(), value)).collect();
                match env.format {
                    Format::Json => Output::text(serde_json::to_string(&row)?),
                    _ => records(Format::Csv, &["kind", "id"], &[row], lang)?,
                }
            }
            Some(made) => Output::text(format!("{} {}", made.kind, made.id)),
            None => Output::default(),
        };
        output.said = warnings.iter().map(|said| said.to(lang).to_owned()).collect();
        Ok(output)
    }
}

impl Set {
    pub fn run(self, env: &mut Env) -> Result<Output> {
        let family = kind(&self.kind)?;
        let ids = ids(env, family.shape.kind, &self.id)?;
        let done = perform(env, family.shape.kind, "set", ids, &self.given)?;
        Ok(told(env, &done))
    }
}

impl Act {
    pub fn run(self, env: &mut Env) -> Result<Output> {
        let family = kind(&self.kind)?;
        let ids = ids(env, family.shape.kind, &self.id)?;
        let done = perform(env, family.shape.kind, &self.action, ids, &self.given)?;
        Ok(told(env, &done))
    }
}
