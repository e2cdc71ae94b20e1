//! Writing: the actions of the screens by their names.
use super::output::document;
use super::{Env, Format, Output, Usage, given, id, kind};
use crate::act::{Call, Done};
use crate::domain::value::Id;
use crate::domain::world::World;
use crate::lang::{say, usage};
use anyhow::Result;
use clap::Args;
use serde_json::json;

#[derive(Args)]
pub struct Add {
    /// A kind of record: leads, orders, accounts …
    kind: String,
    /// field=value, several with spaces between
    given: Vec<String>,
}

#[derive(Args)]
pub struct Set {
    /// A kind of record: leads, orders, accounts …
    kind: String,
    /// A number, several with commas between, or what it is called
    id: String,
    /// field=value, several with spaces between
    given: Vec<String>,
}

#[derive(Args)]
pub struct Act {
    /// A kind of record: leads, orders, accounts …
    kind: String,
    /// A number, several with commas between, or what it is called
    id: String,
    /// By its name; one that is not there has them told
    action: String,
    /// field=value, several with spaces between
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
        let one = crate::domain::kinds::shape(kind).map_or(say("record", "bản ghi"), |shape| shape.one);
        Usage(usage::no_action(action, one, &names))
    })?;
    call.given = given(words)?;
    call.perform(&mut env.store)
}

/// What was done: said to a person; the records it was done to, and those that it made, to a script.
fn told(env: &Env, kind: &'static str, ids: &[Id], done: &Done) -> Result<Output> {
    let said = crate::act::tell(&done.deed);
    let said = said.to(env.store.lang());
    if env.format == Format::Text {
        return Ok(Output::text(said));
    }
    let made = done.made.iter().map(|made| json!({ "kind": made.kind, "id": made.id }));
    let of = |ids: &[Id]| json!({ "kind": kind, "ids": ids, "act": done.deed.act, "made": made.clone().collect::<Vec<_>>() });
    Ok(document(env.format, &of(ids))?.saying(said))
}

impl Add {
    pub fn run(self, env: &mut Env) -> Result<Output> {
        let family = kind(&self.kind)?;
        let warnings = (family.warn)(&env.store, &given(&self.given)?)?;
        let done = perform(env, family.shape.kind, "add", Vec::new(), &self.given)?;
        let lang = env.store.lang();
        let mut output = match done.made.iter().find(|made| made.kind == family.shape.kind) {
            Some(made) if env.format != Format::Text => {
                document(env.format, &json!({ "kind": made.kind, "id": made.id }))?
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
        let done = perform(env, family.shape.kind, "set", ids.clone(), &self.given)?;
        told(env, family.shape.kind, &ids, &done)
    }
}

impl Act {
    pub fn run(self, env: &mut Env) -> Result<Output> {
        let family = kind(&self.kind)?;
        let ids = ids(env, family.shape.kind, &self.id)?;
        let done = perform(env, family.shape.kind, &self.action, ids.clone(), &self.given)?;
        told(env, family.shape.kind, &ids, &done)
    }
}
