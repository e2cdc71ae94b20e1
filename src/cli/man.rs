//! The manual: a page of the program that has every command, and one of each command alone.
use super::{Output, Usage, parse};
use crate::lang::{Lang, help, usage};
use anyhow::Result;
use clap::{Args, Command};
use clap_mangen::Man;

#[derive(Args)]
pub struct Manual {
    /// Of this command alone
    command: Option<String>,
}

impl Manual {
    /// Prints a page.
    pub fn run(&self, lang: Lang) -> Result<Output> {
        let mut commands = parse::commands(lang);
        commands.build();
        let page = match &self.command {
            None => whole(&commands)?,
            Some(name) => alone(&commands, name)?,
        };
        let page = help::HEADINGS.iter().fold(page, |page, heading| {
            let [english, _] = heading.both();
            page.replace(&format!(".SH {english}\n"), &format!(".SH \"{}\"\n", heading.to(lang)))
        });
        Ok(Output::text(page.trim_end()))
    }
}

/// The program, and after it each command, which stands in this page and not in one of its own.
fn whole(commands: &Command) -> Result<String> {
    let mut page = Vec::new();
    Man::new(commands.clone()).render(&mut page)?;
    let mut page = String::from_utf8(page)?;
    for command in commands.get_subcommands() {
        let name = command.get_name();
        page = page.replace(&format!("linchpin\\-{name}(1)"), &format!("linchpin {name}"));
    }
    for command in commands.get_subcommands() {
        page += &sections(command)?;
    }
    Ok(page)
}

fn alone(commands: &Command, name: &str) -> Result<String> {
    let command = commands.find_subcommand(name).ok_or_else(|| {
        let known: Vec<String> = commands.get_subcommands().map(|known| known.get_name().to_owned()).collect();
        Usage(usage::no_command(name, &known))
    })?;
    let mut title = Vec::new();
    let man = Man::new(command.clone()).title(format!("linchpin-{name}")).source(env!("CARGO_PKG_VERSION"));
    man.render_title(&mut title)?;
    Ok(String::from_utf8(title)? + &sections(command)?)
}

/// What is said of a command.
fn sections(command: &Command) -> Result<String> {
    let mut page = Vec::new();
    let man = Man::new(command.clone().display_name(format!("linchpin {}", command.get_name())));
    man.render_name_section(&mut page)?;
    man.render_synopsis_section(&mut page)?;
    man.render_description_section(&mut page)?;
    man.render_options_section(&mut page)?;
    Ok(String::from_utf8(page)?)
}
