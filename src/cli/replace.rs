//! Find and replace in one field of many records.
use super::lists::{Asked, asked, refs};
use super::output::document;
use super::{Env, Format, Output, kind, misused};
use crate::act::{Call, Found, REPLACE, Replacing};
use crate::domain::problem::Problems;
use crate::domain::value::Id;
use crate::domain::world::World;
use crate::lang::replace as said;
use crate::store::ALL;
use anyhow::Result;
use clap::Args;
use serde_json::{Value as Json, json};

/// So many of those that were refused are told to a person.
const NAMED: usize = 20;
/// The exit code where some rows could not take it, as for anything that a rule forbids.
const REFUSED: u8 = 4;

#[derive(Args)]
pub struct Replace {
    /// A kind of record: leads, orders, accounts …
    kind: String,
    /// A field, by its key or by what it is called
    field: String,
    /// What to find, as the list shows it (24/12/2026); case and accents aside, unless it is typed with accents. "" is an empty cell
    #[arg(allow_hyphen_values = true)]
    find: String,
    /// What to put in its place
    #[arg(allow_hyphen_values = true)]
    with: String,
    /// A view of the screen, by its name
    #[arg(long, conflicts_with = "filter")]
    view: Option<String>,
    /// Filter words, as in the screen
    #[arg(long, default_value = "", hide_default_value = true, allow_hyphen_values = true)]
    filter: String,
    /// Only where it is the whole cell
    #[arg(long)]
    whole: bool,
    /// Show and count what would change; nothing is written
    #[arg(long)]
    dry_run: bool,
}

impl Replace {
    pub fn run(self, env: &mut Env) -> Result<Output> {
        let kind = kind(&self.kind)?.shape.kind;
        let replacing = Replacing::new(kind, &self.field, &self.find, &self.with, self.whole)
            .map_err(|fault| misused(Problems::from(fault.at(self.field.clone())).into()))?;
        let Asked { words, said } = asked(env, kind, self.view.as_deref(), &self.filter)?;
        let ids: Vec<Id> = refs(env, kind, &words, None, ALL)?.into_iter().map(|at| at.id).collect();
        let found = replacing.look(&env.store, &ids, |_, _| true)?;
        let changed = found.iter().filter(|one| one.refused.is_none()).count();
        let entry = if changed > 0 && !self.dry_run { write(env, &replacing, &found)? } else { None };
        let mut output = self.told(env, &replacing, &found, entry)?;
        output.said.extend(said);
        output.code = if found.len() > changed { REFUSED } else { 0 };
        Ok(output)
    }

    /// What changed or would, and a line for each that could not; a dry run shows every row.
    fn told(&self, env: &Env, replacing: &Replacing, found: &[Found], entry: Option<Id>) -> Result<Output> {
        let (db, lang) = (&env.store, env.store.lang());
        let name = |one: &Found| db.name(replacing.kind, one.id).unwrap_or_default();
        let (changed, refused): (Vec<_>, Vec<_>) = found.iter().partition(|one| one.refused.is_none());
        let why = |one: &Found| one.refused.as_ref().map_or("", |why| why.to(lang)).to_owned();
        let counted = said::counted(changed.len(), refused.len());
        let mut output = if env.format == Format::Text {
            let shown = changed.iter().filter(|_| self.dry_run);
            let lines = shown.map(|one| format!("{}: {} → {}", name(one), one.before, one.after));
            Output::text(lines.chain([counted.to(lang).to_owned()]).collect::<Vec<_>>().join("\n"))
        } else {
            let row =
                |one: &&Found| json!({ "id": one.id, "title": name(one), "before": one.before, "after": one.after });
            let refusal =
                |one: &&Found| json!({ "id": one.id, "title": name(one), "after": one.after, "why": why(one) });
            let mut all = json!({
                "kind": replacing.kind, "field": replacing.head.key, "changed": changed.len(), "refused": refused.len(),
                "entry": entry,
            });
            if env.format == Format::Json {
                all["rows"] = changed.iter().map(row).collect::<Vec<Json>>().into();
                all["refusals"] = refused.iter().map(refusal).collect::<Vec<Json>>().into();
            }
            document(env.format, &all)?
        };
        let lines = refused.iter().take(NAMED).map(|one| format!("{}: {}: {}", name(one), one.after, why(one)));
        output.said = lines.collect();
        if found.is_empty() {
            output.said.push(said::AS_SHOWN.to(lang).to_owned());
        }
        if refused.len() > NAMED {
            output.said.push(said::more(refused.len() - NAMED).to(lang).to_owned());
        }
        Ok(output)
    }
}

/// Writes it; gives the entry.
fn write(env: &mut Env, replacing: &Replacing, found: &[Found]) -> Result<Option<Id>> {
    let ids = found.iter().map(|one| one.id).collect();
    if let Some(call) = Call::new(replacing.kind, REPLACE, ids) {
        Call { given: replacing.given(), ..call }.perform(&mut env.store)?;
    }
    Ok(env.store.to_undo()?.map(|turned| turned.entry))
}
