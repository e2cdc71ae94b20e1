//! The manual: a page of the program that has every command, and one of each command alone.
use super::{Output, Usage, parse};
use crate::domain::money::Currency;
use crate::lang::{Lang, help, sql, usage};
use crate::store::file::views::views;
use anyhow::Result;
use clap::{Args, Command};
use clap_mangen::Man;
use clap_mangen::roff::{Roff, bold, roman};

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
            None => whole(&commands, lang)?,
            Some(name) => alone(&commands, name, lang)?,
        };
        let page = help::HEADINGS.iter().fold(page, |page, heading| {
            let [english, _] = heading.both();
            page.replace(&format!(".SH {english}\n"), &format!(".SH \"{}\"\n", heading.to(lang)))
        });
        Ok(Output::text(page.trim_end()))
    }
}

/// The program, and after it each command, which stands in this page and not in one of its own.
fn whole(commands: &Command, lang: Lang) -> Result<String> {
    let mut page = Vec::new();
    Man::new(commands.clone()).render(&mut page)?;
    let mut page = String::from_utf8(page)?;
    for command in commands.get_subcommands() {
        let name = command.get_name();
        page = page.replace(&format!("linchpin\\-{name}(1)"), &format!("linchpin {name}"));
    }
    for command in commands.get_subcommands() {
        page += &sections(command, lang)?;
    }
    Ok(page)
}

fn alone(commands: &Command, name: &str, lang: Lang) -> Result<String> {
    let command = commands.find_subcommand(name).ok_or_else(|| {
        let known: Vec<String> = commands.get_subcommands().map(|known| known.get_name().to_owned()).collect();
        Usage(usage::no_command(name, &known))
    })?;
    let mut title = Vec::new();
    let man = Man::new(command.clone()).title(format!("linchpin-{name}")).source(env!("CARGO_PKG_VERSION"));
    man.render_title(&mut title)?;
    Ok(String::from_utf8(title)? + &sections(command, lang)?)
}

/// What is said of a command.
fn sections(command: &Command, lang: Lang) -> Result<String> {
    let mut page = Vec::new();
    let man = Man::new(command.clone().display_name(format!("linchpin {}", command.get_name())));
    man.render_name_section(&mut page)?;
    man.render_synopsis_section(&mut page)?;
    man.render_description_section(&mut page)?;
    man.render_options_section(&mut page)?;
    let page = String::from_utf8(page)?;
    Ok(if command.get_name() == "sql" { page + &told_views(lang) } else { page })
}

/// The views that can be asked by SQL, with their columns.
fn told_views(lang: Lang) -> String {
    let mut page = Roff::default();
    page.control("SH", [sql::VIEWS.to(lang)]).text([roman(sql::ABOUT_VIEWS.to(lang))]);
    for view in views(Currency::default()) {
        page.control("SS", [&*view.name]);
        for column in view.columns {
            let means = format!(" ({}) {}", column.sort, column.means.to(lang));
            page.control("br", []).text([bold(column.name), roman(means)]);
        }
    }
    page.to_roff()
}
