//! Completions for shells: written from the same tables as the commands themselves.
use super::{Output, bash, fish, parse, zsh};
use crate::act::{FAMILIES, Family};
use crate::domain::kinds::Shape;
use crate::exchange::column::manner::{self, DATES, DECIMALS, SEPARATOR};
use crate::exchange::file::encoding::ENCODINGS;
use crate::exchange::plan::target::targets;
use crate::lang::Lang;
use crate::report::REPORTS;
use anyhow::Result;
use clap::builder::PossibleValuesParser;
use clap::{Arg, Args, Command, ValueHint};
use clap_complete::Shell;
use std::collections::BTreeSet;

#[derive(Args)]
pub struct Completions {
    /// Of which shell
    #[arg(value_enum)]
    shell: Shell,
}

impl Completions {
    /// Prints the script that the shell reads.
    pub fn run(&self, lang: Lang) -> Result<Output> {
        let mut commands = completed(parse::commands(lang));
        let script = match self.shell {
            Shell::Bash => bash::script(commands),
            Shell::Fish => fish::script(commands),
            Shell::Zsh => zsh::script(commands)?,
            shell => {
                let mut script = Vec::new();
                clap_complete::generate(shell, &mut commands, "linchpin", &mut script);
                String::from_utf8(script)?
            }
        };
        Ok(Output::text(script.trim_end()))
    }
}

/// The commands with what each of their words may be, where that is known without a file. Nothing else but a path is
/// completed by the names of files.
fn completed(commands: Command) -> Command {
    let all = |command: Command| {
        let name = command.get_name().to_owned();
        command.mut_args(|arg| {
            let words = words(&name, arg.get_id().as_str());
            match arg.get_value_hint() {
                _ if !words.is_empty() => arg.value_parser(PossibleValuesParser::new(words)),
                ValueHint::Unknown if takes_text(&arg) => arg.value_hint(ValueHint::Other),
                _ => arg,
            }
        })
    };
    all(commands).mut_subcommands(all)
}

fn takes_text(arg: &Arg) -> bool {
    arg.get_action().takes_values() && arg.get_possible_values().is_empty()
}

/// What an argument of a command may be.
fn words(command: &str, arg: &str) -> Vec<&'static str> {
    let many = |shape: &Shape| shape.also.first().copied().unwrap_or(shape.kind);
    let kinds = || FAMILIES.iter().map(|family| many(family.shape));
    let own = || {
        targets()
            .map(|target| if target.part.is_some() { "order-lines" } else { target.shape().map_or(target.name, many) })
    };
    match (command, arg) {
        ("import", "kind") => own().collect(),
        ("export", "kind") => kinds().chain(own()).collect::<BTreeSet<_>>().into_iter().collect(),
        (_, "kind") => kinds().collect(),
        ("act", "action") => {
            let acts: BTreeSet<_> = FAMILIES.iter().flat_map(Family::acts).map(|act| act.about().name).collect();
            acts.into_iter().collect()
        }
        ("report", "name") => REPORTS.iter().map(|report| report.name).collect(),
        ("import", what @ (SEPARATOR | DATES | DECIMALS)) => manner::words(what).to_vec(),
        ("import", "encoding") => ENCODINGS.iter().map(|(name, _)| *name).collect(),
        _ => Vec::new(),
    }
}
