//! Completions for shells: written from the same tables as the commands themselves.
use super::import::FORMS;
use super::{Output, bash, fish, parse, zsh};
use crate::act::setup::begun_with;
use crate::act::{FAMILIES, Role};
use crate::domain::field::Head;
use crate::domain::kind::Kind;
use crate::domain::kinds::Shape;
use crate::domain::money::Currency;
use crate::exchange::column::manner::{self, DATES, DECIMALS, SEPARATOR};
use crate::exchange::file::encoding::ENCODINGS;
use crate::exchange::plan::target::targets;
use crate::lang::{Lang, help};
use crate::report::REPORTS;
use crate::ui::{screen_names, sheet};
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
        let (mut commands, after) = (completed(parse::commands(lang)), after(lang));
        let script = match self.shell {
            Shell::Bash => bash::script(commands, &after, &values()),
            Shell::Fish => fish::script(commands, &after),
            Shell::Zsh => zsh::script(commands, &after)?,
            shell => {
                let mut script = Vec::new();
                clap_complete::generate(shell, &mut commands, "linchpin", &mut script);
                String::from_utf8(script)?
            }
        };
        Ok(Output::text(script.trim_end()))
    }
}

/// What an argument may be where that follows from the words before it.
pub(super) struct After {
    pub command: &'static str,
    pub arg: &'static str,
    /// The first word behind the command: any name of a kind.
    pub kinds: Vec<&'static str>,
    /// The third, where that counts: an action.
    pub act: Option<&'static str>,
    /// Behind one that ends in `=` its value follows at once.
    pub words: Vec<String>,
}

/// What a field may hold, as far as that is known without a file.
pub(super) struct Value {
    pub commands: &'static [&'static str],
    pub kinds: Vec<&'static str>,
    /// Of which action it is asked, where it is no field of the record.
    pub act: Option<&'static str>,
    pub field: &'static str,
    pub words: Vec<String>,
}

/// All of them, as scripts write them.
fn values() -> Vec<Value> {
    let mut all = Vec::new();
    for family in FAMILIES {
        let shape = family.shape;
        let kinds: Vec<&str> = shape.also.iter().copied().chain([shape.kind]).collect();
        let mut add = |commands, act, heads: Vec<&'static Head>| {
            for head in heads.into_iter().filter(|head| head.edit.by_hand()) {
                let words = held(head);
                if !words.is_empty() {
                    all.push(Value { commands, kinds: kinds.clone(), act, field: head.key, words });
                }
            }
        };
        add(&["add", "set"], None, (shape.blank)().heads());
        for act in family.acts() {
            add(&["act"], Some(act.about().name), act.heads());
        }
    }
    all
}

/// What a field may hold; of a list that people own, what a new house has in it.
fn held(head: &Head) -> Vec<String> {
    match head.kind {
        Kind::OneOf(all) => all().into_iter().map(|(key, _)| key.to_owned()).collect(),
        Kind::Code(list) => begun_with(list),
        Kind::Flag => ["yes", "no"].map(str::to_owned).to_vec(),
        _ if head.key == "currency" => Currency::signed().map(|currency| currency.code().to_owned()).collect(),
        _ => Vec::new(),
    }
}

/// All of them, in the reader's language.
fn after(lang: Lang) -> Vec<After> {
    let mut all = Vec::new();
    for family in FAMILIES {
        let kind = family.shape.kind;
        let kinds: BTreeSet<&str> = family.shape.also.iter().copied().chain([kind]).collect();
        let mut add = |command, arg, act, words: Vec<String>| {
            if !words.is_empty() {
                all.push(After { command, arg, kinds: kinds.iter().copied().collect(), act, words });
            }
        };
        let blank = (family.shape.blank)();
        let heads = blank.heads();
        let assigned = |head: &&Head| head.edit.by_hand().then(|| format!("{}=", head.key));
        let fields: Vec<String> = heads.iter().filter_map(assigned).collect();
        add("add", "given", None, fields.clone());
        add("set", "given", None, fields.clone());
        add("act", "action", None, family.acts().map(|act| act.about().name.to_owned()).collect());
        for act in family.acts() {
            let own: Vec<String> = act.heads().iter().filter_map(assigned).collect();
            let is_record = matches!(act.about().role, Role::Edit | Role::New);
            add("act", "given", Some(act.about().name), if is_record { fields.clone() } else { own });
        }
        let views =
            || sheet(kind).map_or(&[][..], |sheet| sheet.views).iter().map(|view| view.name.to(lang).to_owned());
        add("list", "view", None, views().collect());
        add("export", "view", None, views().collect());
        let sorted = heads.iter().flat_map(|head| [head.key.to_owned(), format!("{}-", head.key)]);
        add("list", "sort", None, sorted.collect());
        add(
            "replace",
            "field",
            None,
            heads.iter().filter(|head| head.edit.by_hand()).map(|h| h.key.to_owned()).collect(),
        );
        add("replace", "view", None, views().collect());
    }
    all.extend(REPORTS.iter().map(|asked| {
        let words = asked.by.iter().map(|(key, _)| (*key).to_owned()).collect();
        After { command: "report", arg: "by", kinds: vec![asked.name], act: None, words }
    }));
    all
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
        ("import", "kind") => own().chain(FORMS.map(|(name, _)| name)).collect(),
        ("export", "kind") => kinds().chain(own()).collect::<BTreeSet<_>>().into_iter().collect(),
        (_, "kind") => kinds().collect(),
        ("play", "screen") => screen_names(),
        ("man", "command") => help::commands().collect(),
        ("report", "name") => REPORTS.iter().map(|report| report.name).collect(),
        ("import", what @ (SEPARATOR | DATES | DECIMALS)) => manner::words(what).to_vec(),
        ("import", "encoding") => ENCODINGS.iter().map(|(name, _)| *name).collect(),
        _ => Vec::new(),
    }
}
