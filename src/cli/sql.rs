//! Reading by SQL.
use super::output::{document, records};
use super::{Env, Format, Output, Usage};
use crate::domain::world::World;
use crate::lang::sql as said;
use crate::store::file::sql::{NotSql, views};
use anyhow::Result;
use clap::Args;
use serde_json::json;

#[derive(Args)]
pub struct Sql {
    /// A question, as SELECT count(*) FROM leads; without one the views are told with their columns
    query: Option<String>,
}

impl Sql {
    /// Prints the rows that answer it.
    pub fn run(&self, env: &Env) -> Result<Output> {
        let Some(query) = &self.query else { return told(env) };
        let answer = env.store.by_sql(query).map_err(|error| match error.downcast::<NotSql>() {
            Ok(NotSql::Misread(why)) => Usage(said::misread(&why)).into(),
            Ok(NotSql::Changes) => Usage(said::ONLY_READS.into()).into(),
            Err(error) => error,
        })?;
        let columns: Vec<&str> = answer.columns.iter().map(String::as_str).collect();
        records(env.format, &columns, &answer.rows, env.store.lang())
    }
}

fn told(env: &Env) -> Result<Output> {
    let views = views(env.store.currency());
    if env.format != Format::Text {
        let all = views.iter().map(|view| json!({ "view": view.name, "columns": view.columns }));
        return document(env.format, &all.collect());
    }
    let lines = views.iter().map(|view| format!("{}: {}", view.name, view.columns.join(", ")));
    Ok(Output::text(lines.collect::<Vec<_>>().join("\n")))
}
