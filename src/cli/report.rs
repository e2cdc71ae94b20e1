//! Reports as scripts and people without a screen ask for them.
use super::output;
use super::{Env, Format, Output, Usage, misused};
use crate::domain::read;
use crate::domain::value::Choice;
use crate::domain::world::World;
use crate::exchange::export::whole;
use crate::lang::{fault, usage};
use crate::report::{Asked, Form, Period, REPORTS, named};
use crate::store::Missing;
use anyhow::Result;
use chrono::NaiveDate;
use clap::Args;
use serde_json::json;
use std::path::PathBuf;

#[derive(Args)]
pub struct Report {
    /// As `linchpin reports` lists it
    name: String,
    /// The first day, as 2026-11-01 or 1/11/2026
    #[arg(long, value_name = "DAY")]
    from: Option<String>,
    /// The last day
    #[arg(long, value_name = "DAY")]
    to: Option<String>,
    /// By what its rows are told apart
    #[arg(long, value_name = "FIELD")]
    by: Option<String>,
    /// Where to; .txt, .json, .csv or .xlsx says how. Without one it is printed
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

impl Report {
    pub fn run(self, env: &mut Env) -> Result<Output> {
        let asked = named(&self.name).ok_or_else(|| Missing("report".to_owned(), self.name.clone()))?;
        let form = match &self.output {
            Some(path) => form_of(&path.to_string_lossy())?,
            None => match env.format {
                Format::Text => Form::Text,
                Format::Json => Form::Json,
                Format::Csv => Form::Csv,
            },
        };
        let day = |text: &Option<String>| text.as_deref().map(|text| self::day(env, text)).transpose();
        let period = Period { from: day(&self.from)?, till: day(&self.to)? };
        let found = asked.ask(&env.store, period, self.by.as_deref()).map_err(misused)?;
        let written = form.bytes(&found, env.store.lang(), env.store.instant())?;
        let Some(path) = self.output else { return Ok(Output::text(String::from_utf8(written)?.trim_end())) };
        whole(&path, |to| Ok(to.write_all(&written).map(|()| Some(0))?))?;
        let path = path.display().to_string();
        match env.format {
            Format::Text => Ok(Output::text(path)),
            format => output::document(format, &json!({ "name": self.name, "file": path })),
        }
    }
}

fn form_of(name: &str) -> Result<Form> {
    let endings = Form::ALL.map(|(_, ending)| ending);
    Form::of(name).ok_or_else(|| Usage(usage::no_such_ending(name, &endings)).into())
}

fn day(env: &Env, text: &str) -> Result<NaiveDate> {
    let day = read::day(text, env.store.today());
    day.ok_or_else(|| Usage(fault::not_a_day(text)).into())
}

/// All of them by name, with what they answer.
pub fn all(env: &Env) -> Result<Output> {
    let object = |report: &&Asked| {
        json!({
            "name": report.name,
            "title": env.said(report.title),
            "definition": env.said(report.definition),
            "area": report.area.key(),
            "by": report.by.iter().map(|(by, _)| *by).collect::<Vec<_>>(),
        })
    };
    if env.format == Format::Json {
        return Ok(Output::text(serde_json::to_string_pretty(
            &REPORTS.iter().map(|r| object(&r)).collect::<Vec<_>>(),
        )?));
    }
    let columns = ["name", "area", "title"];
    let rows: Vec<_> = REPORTS.iter().filter_map(|report| object(&report).as_object().cloned()).collect();
    output::records(env.format, &columns, &rows, env.store.lang())
}
