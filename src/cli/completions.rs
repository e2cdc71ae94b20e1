//! Completions for shells, and the manual page: written from the same tables as the commands themselves.
use super::{Output, parse};
use crate::lang::Lang;
use anyhow::Result;
use clap::Args;
use clap_complete::Shell;
use clap_mangen::Man;

#[derive(Args)]
pub struct Completions {
    /// Of which shell
    #[arg(value_enum)]
    shell: Shell,
}

impl Completions {
    /// Prints the script that the shell reads.
    pub fn run(&self, lang: Lang) -> Result<Output> {
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut parse::commands(lang), "linchpin", &mut script);
        Ok(Output::text(String::from_utf8(script)?.trim_end()))
    }
}

/// Prints the manual page, of the program and of each command after it.
pub fn man(lang: Lang) -> Result<Output> {
    let mut commands = parse::commands(lang);
    commands.build();
    let mut page = Vec::new();
    Man::new(commands.clone()).render(&mut page)?;
    for command in commands.get_subcommands().filter(|command| !command.is_hide_set()) {
        let man = Man::new(command.clone().display_name(format!("linchpin {}", command.get_name())));
        man.render_name_section(&mut page)?;
        man.render_synopsis_section(&mut page)?;
        man.render_description_section(&mut page)?;
        man.render_options_section(&mut page)?;
    }
    Ok(Output::text(String::from_utf8(page)?.trim_end()))
}
