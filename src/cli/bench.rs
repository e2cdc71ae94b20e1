//! What linchpin decides by itself, held against a file with known answers.
use super::output::document;
use super::{Env, Format, Output};
use crate::domain::phone::Phone;
use crate::domain::world::World;
use crate::exchange::file::table::{Line, Table, TableFault};
use crate::lang::usage;
use anyhow::Result;
use clap::{Args, ValueEnum};
use serde_json::json;
use std::path::PathBuf;

/// What is judged.
#[derive(Clone, Copy, ValueEnum)]
enum What {
    /// Telephone numbers: columns raw or national, region, e164
    Phones,
}

#[derive(Args)]
pub struct Bench {
    /// What is judged
    #[arg(value_enum)]
    what: What,
    /// The file with the answers
    file: PathBuf,
}

impl Bench {
    /// Prints how many agree; those that do not are named.
    pub fn run(&self, env: &Env) -> Result<Output> {
        let What::Phones = self.what;
        let mut table = Table::open(&self.file)?;
        let column = |names: &[&str]| names.iter().find_map(|name| table.header.iter().position(|head| head == name));
        let wanted = |names: &[&str]| -> Result<usize> {
            let lacking = || TableFault::new(usage::no_column(&self.file.display().to_string(), names[0]));
            Ok(column(names).ok_or_else(lacking)?)
        };
        let (raw, region, e164) = (wanted(&["raw", "national"])?, wanted(&["region"])?, wanted(&["e164"])?);
        let (mut line, mut cases, mut others) = (Line::default(), 0, Vec::new());
        while table.next_into(&mut line)? {
            cases += 1;
            let (text, country) = (line.cell(raw), line.cell(region));
            let read = Phone::read(text, country).filter(|phone| phone.valid).map(|phone| phone.e164);
            // No answer is one, too: that it is no number.
            if read.as_deref().unwrap_or_default() != line.cell(e164) {
                others.push(usage::not_agreed(line.number, text, country, line.cell(e164), read.as_deref()));
            }
        }
        let agree = cases - others.len();
        let lang = env.store.lang();
        let others = others.into_iter().map(|said| said.to(lang).to_owned());
        let output = match env.format {
            Format::Text => Output::text(format!("{agree} / {cases}")),
            format => document(format, &json!({ "cases": cases, "agree": agree }))?,
        };
        Ok(Output { said: others.collect(), ..output })
    }
}
