//! The words of the command line: read by clap; what it could not read, and its help, are said in the reader's language.
use super::{Args, Usage, clock, from_environment};
use crate::config;
use crate::lang::{Lang, Sentence, help, usage};
use crate::store::{Session, Store};
use anyhow::Result;
use clap::builder::{PossibleValue, PossibleValuesParser, StyledStr};
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, ArgAction, Command, CommandFactory, Error, Parser};
use std::ffi::OsString;
use std::path::PathBuf;

/// What the words ask for; where that cannot be read, `lang` becomes the language of who wrote them.
pub fn read(words: &[OsString], lang: &mut Lang) -> Result<Args> {
    Args::try_parse_from(words).map_err(|error| {
        *lang = reader(words);
        match (error.kind(), *lang) {
            (ErrorKind::DisplayHelp, Lang::Vi) => {
                commands(Lang::Vi).try_get_matches_from(words).err().unwrap_or(error).into()
            }
            (ErrorKind::DisplayHelp | ErrorKind::DisplayVersion, _) => error.into(),
            _ => {
                let mut misread = Misread::new(&error);
                let said = misread.said().unwrap_or_else(|| usage::not_understood(&misread.usage()));
                Usage(said).into()
            }
        }
    })
}

/// The commands with their help in a language.
pub fn commands(lang: Lang) -> Command {
    if lang == Lang::Vi { in_vietnamese(Args::command()) } else { Args::command() }
}

/// By the words themselves, then as they would be read: the environment's, the workspace's, the locale's.
fn reader(words: &[OsString]) -> Lang {
    let named = value(words, "--lang").or_else(|| std::env::var("LINCHPIN_LANG").ok());
    match named.as_deref() {
        Some("vi") => Lang::Vi,
        Some("en") => Lang::En,
        _ => workspace(words).unwrap_or_else(from_environment),
    }
}

/// What an option was given, `--lang vi` or `--lang=vi`, before anyone knows whether the words can be read.
pub(super) fn value(words: &[OsString], option: &str) -> Option<String> {
    let mut words = words.iter().map(|word| word.to_string_lossy());
    words
        .find_map(|word| match word.strip_prefix(option) {
            Some("") => Some(None),
            Some(rest) => rest.strip_prefix('=').map(|value| Some(value.to_owned())),
            None => None,
        })?
        .or_else(|| words.next().map(String::from))
}

fn workspace(words: &[OsString]) -> Option<Lang> {
    let named = value(words, "--db").or_else(|| std::env::var("LINCHPIN_DB").ok());
    let path = named.map_or_else(config::data_file, PathBuf::from);
    let now = clock().with_timezone(&chrono_tz::UTC);
    let store = Store::open_read_only(&path, Session { lang: Lang::En, now, who: 0, sitting: 0 }).ok()?;
    match store.workspace().language.as_str() {
        "vi" => Some(Lang::Vi),
        "en" => Some(Lang::En),
        _ => None,
    }
}

/// The same command with its help in Vietnamese.
fn in_vietnamese(command: Command) -> Command {
    let flag = |id: &'static str, short| Arg::new(id).long(id).short(short);
    let command = command
        .disable_help_flag(true)
        .disable_version_flag(true)
        .arg(flag("help", 'h').action(ArgAction::Help).help(help::HELP).global(true))
        .arg(flag("version", 'V').action(ArgAction::Version).help(help::VERSION));
    let mut command = command.mut_subcommands(told).subcommand_help_heading(help::OF_COMMANDS);
    command = told(command.subcommand_value_name(help::COMMAND));
    let mut built = command.clone();
    built.build();
    let usage = vietnamese(&built.render_usage());
    command = command.override_usage(usage);
    command.mut_subcommands(|of| {
        let usage = built.find_subcommand_mut(of.get_name()).map(|of| vietnamese(&of.render_usage()));
        of.override_usage(usage.unwrap_or_default())
    })
}

/// What a command is for, and each of its arguments.
fn told(command: Command) -> Command {
    let name = if command.get_name() == "linchpin" { "" } else { command.get_name() }.to_owned();
    let about = help::command(&name).map(str::to_owned).or_else(|| command.get_about().map(ToString::to_string));
    let command = command.about(about.unwrap_or_default());
    let command = command.help_template(format!("{{about-with-newline}}\n{} {{usage}}\n\n{{all-args}}", help::USAGE));
    // Under a heading of one's own clap would order them by their names.
    let mut place = 0;
    command.mut_args(|arg| {
        let heading = if arg.is_positional() { help::OF_ARGUMENTS } else { help::OF_OPTIONS };
        // One that has no name for its value has its own.
        let id = arg.get_id().as_str().to_uppercase();
        let named = arg.get_value_names().and_then(|names| names.first()).map_or(id.as_str(), |named| named.as_str());
        let (named, takes, text) = (help::value(named), arg.get_action().takes_values(), argument(&name, &arg));
        place += 1;
        let arg = arg.help_heading(heading).help(text).display_order(place);
        if !takes {
            return arg;
        }
        let arg = chosen(arg).hide_default_value(true).hide_env(true).hide_possible_values(true);
        match named {
            Some(named) => arg.value_name(named),
            None => arg,
        }
    })
}

/// The same with what is said of each of its choices in Vietnamese.
fn chosen(arg: Arg) -> Arg {
    let known = arg.get_possible_values();
    if known.iter().all(|value| value.get_help().is_none()) {
        return arg;
    }
    let id = arg.get_id().as_str().to_owned();
    let told = known.into_iter().map(|value| match help::choice(&id, value.get_name()) {
        Some(text) => value.help(text),
        None => value,
    });
    arg.value_parser(PossibleValuesParser::new(told))
}

/// What an argument is, what it may be, where else it is taken from.
fn argument(command: &str, arg: &Arg) -> String {
    let id = arg.get_id().as_str();
    let said = help::argument(command, id).map(str::to_owned);
    let known = arg.get_possible_values();
    let known: Vec<&str> = known.iter().map(PossibleValue::get_name).collect();
    let known = (arg.get_action().takes_values() && !known.is_empty()).then(|| help::one_of(&known));
    let default = arg.get_default_values().first().map(|value| value.to_string_lossy());
    let default = default.filter(|value| arg.get_action().takes_values() && !value.is_empty());
    let from = arg.get_env().map(|name| help::variable(&name.to_string_lossy()));
    let said = said.or_else(|| arg.get_help().map(ToString::to_string));
    let all = [said, known, default.map(|value| help::default(&value)), from];
    all.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// How a command is written, without the word before it.
fn vietnamese(usage: &StyledStr) -> String {
    english(usage).replace("[OPTIONS]", &format!("[{}]", help::OPTION))
}

fn english(usage: &StyledStr) -> String {
    usage.to_string().trim().trim_start_matches("Usage:").trim().to_owned()
}

/// What was wrong with the words.
struct Misread<'a> {
    error: &'a Error,
    /// The program in English and in Vietnamese, each with all that is taken from others.
    command: Command,
    vietnamese: Command,
    /// The command that was meant, by its name.
    of: Option<String>,
}

impl<'a> Misread<'a> {
    fn new(error: &'a Error) -> Self {
        let (mut command, mut vietnamese) = (Args::command(), in_vietnamese(Args::command()));
        command.build();
        vietnamese.build();
        let of = match error.get(ContextKind::Usage) {
            Some(ContextValue::StyledStr(usage)) => english(usage).split_whitespace().nth(1).map(str::to_owned),
            _ => None,
        };
        let of = of.filter(|name| command.find_subcommand(name).is_some());
        Self { error, command, vietnamese, of }
    }

    /// In one sentence, where it is known what was wrong.
    fn said(&mut self) -> Option<Sentence> {
        let invalid = self.text(ContextKind::InvalidArg);
        let value = self.text(ContextKind::InvalidValue).unwrap_or_default();
        Some(match self.error.kind() {
            ErrorKind::InvalidSubcommand => {
                let known = self.texts(ContextKind::SuggestedSubcommand).unwrap_or_else(|| self.commands());
                usage::no_command(&self.text(ContextKind::InvalidSubcommand)?, &known)
            }
            ErrorKind::UnknownArgument => {
                let word = invalid?;
                if !word.starts_with('-') {
                    return Some(usage::too_much(&word, &self.usage()));
                }
                let meant = self.texts(ContextKind::SuggestedArg);
                usage::no_option(&word, &meant.unwrap_or_else(|| self.options()))
            }
            ErrorKind::MissingRequiredArgument => {
                let names: Vec<_> = self.texts(ContextKind::InvalidArg)?.iter().map(|arg| called(arg)).collect();
                usage::lacking(&names, &self.usage())
            }
            ErrorKind::InvalidValue => {
                let arg = invalid?;
                match self.texts(ContextKind::ValidValue) {
                    Some(known) => usage::one_of(&called(&arg), &known, &value),
                    None if arg.starts_with('-') => usage::without_value(option(&arg), &placeholder(&arg)),
                    None => usage::without_name(&placeholder(&arg)),
                }
            }
            ErrorKind::ValueValidation => usage::no_number(&called(&invalid?), &value),
            ErrorKind::TooManyValues => usage::no_value(option(&invalid?), &value),
            ErrorKind::ArgumentConflict => {
                let arg = invalid?;
                match self.texts(ContextKind::PriorArg)?.first()? {
                    prior if *prior == arg => usage::twice(option(&arg)),
                    prior => usage::apart(option(&arg), option(prior)),
                }
            }
            ErrorKind::InvalidUtf8 => usage::not_utf8(),
            _ => return None,
        })
    }

    fn text(&self, kind: ContextKind) -> Option<String> {
        self.texts(kind)?.into_iter().next()
    }

    fn texts(&self, kind: ContextKind) -> Option<Vec<String>> {
        let texts = match self.error.get(kind)? {
            ContextValue::String(text) => vec![text.clone()],
            ContextValue::Strings(texts) => texts.clone(),
            _ => return None,
        };
        (!texts.is_empty()).then_some(texts)
    }

    fn commands(&self) -> Vec<String> {
        self.command.get_subcommands().map(|of| of.get_name().to_owned()).collect()
    }

    /// Those of the command that was meant, and those of all.
    fn options(&self) -> Vec<String> {
        let of = self.of.as_ref().and_then(|name| self.command.find_subcommand(name)).unwrap_or(&self.command);
        of.get_arguments().filter_map(Arg::get_long).map(|long| format!("--{long}")).collect()
    }

    fn usage(&mut self) -> Sentence {
        let of = self.of.as_deref();
        let written = |command: &mut Command| match of.and_then(|name| command.find_subcommand_mut(name)) {
            Some(of) => of.render_usage(),
            None => command.render_usage(),
        };
        Sentence::new(english(&written(&mut self.command)), english(&written(&mut self.vietnamese)))
    }
}

/// `--lang <LANG>` is `--lang`, `<KIND>` what stands for it.
fn called(arg: &str) -> Sentence {
    if arg.starts_with('-') { Sentence::plain(option(arg)) } else { placeholder(arg) }
}

fn option(arg: &str) -> &str {
    arg.split([' ', '=']).next().unwrap_or(arg)
}

/// The name of the value in `--db <FILE>` and `[COUNT]`.
fn placeholder(arg: &str) -> Sentence {
    let name = arg.rsplit(' ').next().unwrap_or(arg).trim_matches(|c| "<>[].".contains(c));
    Sentence::new(name, help::value(name).unwrap_or(name))
}
