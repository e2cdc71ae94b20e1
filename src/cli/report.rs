//! Reports as scripts and people without a screen ask for them.
use super::output;
use super::{Env, Format, Output, Usage, misused};
use crate::domain::read;
use crate::domain::value::Choice;
use crate::domain::world::World;
use crate::lang::{fault, usage};
use crate::report::{Period, REPORTS, Report as Found, csv, document, named, text};
use crate::store::Missing;
use anyhow::{Context, Result};
use chrono::NaiveDate;
use clap::Args;
use serde_json::json;
use std::fs;
use std::path::PathBuf;

/// As wide as most terminals and mails are.
const WIDTH: usize = 120;

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
    /// Where to; .txt, .json or .csv says how. Without one it is printed
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

impl Report {
    pub fn run(self, env: &mut Env) -> Result<Output> {
        let asked = named(&self.name).ok_or_else(|| Missing("report".to_owned(), self.name.clone()))?;
        let form = self.output.as_ref().map_or(Ok(env.format), |path| form_of(&path.to_string_lossy()))?;
        let day = |text: &Option<String>| text.as_deref().map(|text| self::day(env, text)).transpose();
        let period = Period { from: day(&self.from)?, till: day(&self.to)? };
        let found = asked.ask(&env.store, period, self.by.as_deref()).map_err(misused)?;
        let written = written(&found, form, env)?;
        let Some(path) = self.output else { return Ok(Output::text(written.trim_end())) };
        fs::write(&path, written).with_context(|| path.display().to_string())?;
        let path = path.display().to_string();
        match env.format {
            Format::Text => Ok(Output::text(path)),
            format => output::document(format, &json!({ "name": self.name, "file": path })),
        }
    }
}

fn form_of(name: &str) -> Result<Format> {
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_lowercase());
    match ending.as_deref() {
        Some("txt") => Ok(Format::Text),
        Some("json") => Ok(Format::Json),
        Some("csv") => Ok(Format::Csv),
        _ => Err(Usage(usage::no_such_ending(name, &[".txt", ".json", ".csv"])).into()),
    }
}

fn day(env: &Env, text: &str) -> Result<NaiveDate> {
    let day = read::day(text, env.store.today());
    day.ok_or_else(|| Usage(fault::not_a_day(text)).into())
}

fn written(found: &Found, form: Format, env: &Env) -> Result<String> {
    let lang = env.store.lang();
    Ok(match form {
        Format::Text => text(found, lang, WIDTH),
        Format::Json => document(found, lang)?,
        Format::Csv => csv(found)?,
    })
}

/// All of them by name, with what they answer.
pub fn all(env: &Env) -> Result<Output> {
    let object = |report: &&crate::report::Asked| {
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
