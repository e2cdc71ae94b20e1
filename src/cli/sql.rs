//! Reading by SQL.
use super::output::document;
use super::rows::{Columns, Table};
use super::{Env, Format, Output, Usage};
use crate::domain::world::World;
use crate::lang::sql as said;
use crate::store::file::sql::NotSql;
use crate::store::file::views::{View, views};
use anyhow::Result;
use clap::Args;
use serde_json::json;
use std::io::{IsTerminal, stdout};

#[derive(Args)]
pub struct Sql {
    /// A question, as SELECT count(*) FROM leads; without one the views are told with their columns
    query: Option<String>,
}

/// What stands for nothing in an answer for a person.
const NULL: &str = "NULL";

impl Sql {
    /// Prints the rows that answer it.
    pub fn run(&self, env: &Env) -> Result<Output> {
        let Some(query) = &self.query else { return told(env) };
        let asked = env.store.by_sql(query).map_err(in_words)?;
        Ok(Output::rows(move |env, out| {
            let mut table = Table::new(out, env.format, asked.columns.clone(), env.store.lang()).saying(NULL);
            // Who reads along is told what each column is; who reads on has asked for it.
            if env.format == Format::Text && stdout().is_terminal() {
                table = table.headed();
            }
            asked.each(|row| table.object(&row)).map_err(in_words)?;
            table.end()
        }))
    }
}

fn in_words(error: anyhow::Error) -> anyhow::Error {
    match error.downcast::<NotSql>() {
        Ok(NotSql::Misread(why)) => Usage(said::misread(&why)).into(),
        Ok(NotSql::Changes) => Usage(said::ONLY_READS.into()).into(),
        Ok(NotSql::Beneath(view, table)) => Usage(said::beneath(view.as_deref(), &table)).into(),
        Err(error) => error,
    }
}

/// The views with their columns.
fn told(env: &Env) -> Result<Output> {
    let (views, lang) = (views(env.store.currency()), env.store.lang());
    let names = |n: usize| views[n].columns.iter().map(|column| &column.name).collect::<Vec<_>>();
    match env.format {
        Format::Json => {
            let all = views.iter().enumerate().map(|(n, view)| {
                let about = view
                    .columns
                    .iter()
                    .map(|column| json!({ "name": column.name, "type": column.sort, "means": column.means.to(lang) }));
                json!({ "view": view.name, "columns": names(n), "about": about.collect::<Vec<_>>() })
            });
            document(Format::Json, &all.collect())
        }
        Format::Csv => {
            let all = views.iter().enumerate().map(|(n, view)| json!({ "view": view.name, "columns": names(n) }));
            document(Format::Csv, &all.collect())
        }
        Format::Text => {
            let in_view = |view: &View| {
                let told = view.told(lang);
                let columns = Columns::of(&told);
                let lines = told.iter().map(|row| format!("  {}", columns.whole(row)));
                std::iter::once(view.name.clone()).chain(lines).collect::<Vec<_>>().join("\n")
            };
            let all: Vec<String> = views.iter().map(in_view).collect();
            Ok(Output::text(format!("{}\n\n{}", said::ABOUT_VIEWS.to(lang), all.join("\n\n"))))
        }
    }
}
