//! Writing: the actions of the screens by their names.
use super::output::{called, document};
use super::{Env, Format, Output, Usage, given, id, kind};
use crate::act::{Call, Done, Unchanged, tell};
use crate::domain::value::Id;
use crate::domain::world::World;
use crate::lang::{say, toast, usage};
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
    #[arg(required = true)]
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

/// Does something to records that are there, and tells it.
fn change(env: &mut Env, kind: &'static str, action: &str, ids: &[Id], words: &[String]) -> Result<Output> {
    match perform(env, kind, action, ids.to_vec(), words) {
        Err(error) if error.is::<Unchanged>() => told(env, kind, action, ids, None),
        done => told(env, kind, action, ids, Some(&done?)),
    }
}

/// What was done, or that nothing was: said to a person; the records it was done to, and those that it made, to a script.
fn told(env: &Env, kind: &'static str, action: &str, ids: &[Id], done: Option<&Done>) -> Result<Output> {
    let said = done.map_or(toast::NOTHING_TO_CHANGE.into(), |done| tell(&done.deed, &env.store));
    let said = said.to(env.store.lang());
    if env.format == Format::Text {
        return Ok(Output::text(said));
    }
    let made = done.into_iter().flat_map(|done| &done.made);
    let made: Vec<_> = made.map(|made| json!({ "kind": made.kind, "id": made.id })).collect();
    Ok(document(env.format, &json!({ "kind": kind, "ids": ids, "act": action, "made": made }))?.saying(said))
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
            Some(made) => Output::text(format!("{} {}", called("kind", made.kind, lang), made.id)),
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
        change(env, family.shape.kind, "set", &ids, &self.given)
    }
}

impl Act {
    pub fn run(self, env: &mut Env) -> Result<Output> {
        let family = kind(&self.kind)?;
        let ids = ids(env, family.shape.kind, &self.id)?;
        change(env, family.shape.kind, &self.action, &ids, &self.given)
    }
}
