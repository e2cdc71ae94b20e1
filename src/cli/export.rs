//! Records written out into files that others read.
use super::lists::{Asked, asked, refs, refs_of};
use super::output::document;
use super::progress::Progress;
use super::spool::is_standard_output;
use super::{Env, Format, Output, Usage, kind, misused};
use crate::domain::filter::Filter;
use crate::domain::world::World;
use crate::exchange::export::{Export as Written, For, Form};
use crate::exchange::plan::target::called;
use crate::lang::{import as said, preview, usage};
use crate::store::ALL;
use anyhow::Result;
use clap::Args;
use serde_json::json;
use std::path::PathBuf;

#[derive(Args)]
pub struct Export {
    /// A kind of record: leads, orders, accounts …
    kind: String,
    /// A view of the screen, by its name
    #[arg(long, conflicts_with = "filter")]
    view: Option<String>,
    /// Filter words, as in the screen
    #[arg(long, default_value = "", hide_default_value = true, allow_hyphen_values = true)]
    filter: String,
    /// Where to; .csv, .json, .xlsx, of people .vcf, of what has a time .ics says how. Without one, or with -, it is printed
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// A table to be edited in a spreadsheet and brought back by `import`, with the ids of its rows: .csv or .xlsx
    #[arg(long)]
    to_edit: bool,
}

impl Export {
    pub fn run(self, env: &mut Env) -> Result<Output> {
        let target = called(&self.kind);
        let kind = match target {
            Some(target) => target.kind,
            None => kind(&self.kind)?.shape.kind,
        };
        let purpose = if self.to_edit { For::Editing } else { For::All };
        let output = self.output.as_deref().filter(|path| !is_standard_output(path));
        let form = match output {
            None if env.format == Format::Json && !self.to_edit => Form::Json,
            None => Form::Csv,
            Some(path) => {
                let name = path.to_string_lossy();
                let forms = Form::all(Some(kind), target.is_some_and(|target| target.part.is_some()));
                let forms = purpose.forms(forms);
                let endings: Vec<_> = forms.iter().map(|form| form.ending()).collect();
                Form::of(&name, &forms).ok_or_else(|| Usage(usage::no_such_ending(&name, &endings)))?
            }
        };
        let lines = target.filter(|target| target.part.is_some());
        // What is asked of lines is no question to their orders.
        let own = if lines.is_some() { "" } else { &self.filter };
        let Asked { words, mut said } = asked(env, kind, self.view.as_deref(), own)?;
        // What is said of the state that the file is of is read with its rows.
        env.store.hold()?;
        let (rows, only) = match lines {
            None => (refs(env, kind, &words, None, ALL)?, Filter::default()),
            Some(target) => {
                let [of, only] = target.filters(&words, &self.filter, &*env.store).map_err(misused)?;
                (refs_of(env, kind, &of, None, ALL)?, only)
            }
        };
        let export = Written { db: &env.store, kind, target, rows: &rows, only: &only };
        let Some(path) = output else {
            let mut out = Vec::new();
            export.write_for(purpose, form, &mut out, &mut |_, _| true)?;
            return Ok(Output { said, ..Output::text(String::from_utf8(out)?.trim_end()) });
        };
        let mut progress = Progress::new(env.store.lang());
        let mut step = |at, of| progress.part(preview::WRITING, at as u64, of as u64);
        let count = export.file(purpose, form, path, &mut step)?.unwrap_or(0);
        drop(progress);
        let told = said::exported(&export.counted(count), export.untimed(form, count), &path.display().to_string());
        let told = told.to(env.store.lang());
        let mut output = match env.format {
            Format::Text => Output::text(told),
            format => document(format, &json!({ "kind": kind, "count": count, "file": path.display().to_string() }))?
                .saying(told),
        };
        output.said.append(&mut said);
        Ok(output)
    }
}
