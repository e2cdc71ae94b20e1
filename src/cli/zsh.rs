//! What zsh completes commands by: as `clap_complete` writes it, with options wherever one may stand, and with functions for
//! what follows from the words before.
use super::bash::taking;
use super::completions::After;
use anyhow::Result;
use clap::Command;
use clap_complete::{Shell, generate};
use std::collections::BTreeMap;

/// The words behind the command before the one that is written, none of them an option or what one takes.
const SAID: &str = "_linchpin_said() {
    local word taken=0
    said=()
    for word in \"${(@)words[2,CURRENT-1]}\"; do
        if (( taken )); then
            taken=0
            continue
        fi
        case $word in
            (TAKING) taken=1 ;;
            (-*) ;;
            (*) said+=(\"$word\") ;;
        esac
    done
}";

/// Before this the functions stand that the script calls.
const BEGIN: &str = "_linchpin() {";

/// The script for commands whose arguments say what they may be, by themselves or after the words before them.
pub fn script(mut commands: Command, after: &[After]) -> Result<String> {
    let mut script = Vec::new();
    generate(Shell::Zsh, &mut commands, "linchpin", &mut script);
    let options: Vec<String> = taking(&commands).into_iter().collect();
    let functions = [SAID.replace("TAKING", &options.join("|"))].into_iter().chain(functions(after));
    let functions = functions.collect::<Vec<_>>().join("\n");
    let mut command = String::new();
    let mut lines = Vec::new();
    for line in String::from_utf8(script)?.lines() {
        if let Some(name) = line.trim().strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) {
            name.clone_into(&mut command);
        }
        if line == BEGIN {
            lines.push(functions.clone());
        }
        lines.push(follows(&placed(line), &command, after));
    }
    Ok(lines.join("\n"))
}

/// What may stand at a place. Where many words may, two colons would hide from zsh the options that were before them;
/// where nothing is known of a word, its message would keep an option from being completed, and an empty list does not.
fn placed(line: &str) -> String {
    if !line.starts_with("':") && !line.starts_with("'*:") {
        return line.to_owned();
    }
    let line = line.replacen("'*::", "'*:", 1);
    let listed = line.strip_suffix(":' \\").map(|known| format!("{known}:()' \\"));
    listed.unwrap_or(line)
}

/// The same, by a function where it follows from other words.
fn follows(line: &str, command: &str, after: &[After]) -> String {
    let is_of = |after: &&After| {
        let begins = [format!("':{} -- ", after.arg), format!("'*:{} -- ", after.arg), format!("'--{}=", after.arg)];
        after.command == command && begins.iter().any(|begin| line.starts_with(begin))
    };
    let Some(after) = after.iter().find(is_of) else { return line.to_owned() };
    let known = line.strip_suffix(":()' \\").or_else(|| line.strip_suffix(":' \\"));
    known.map_or_else(|| line.to_owned(), |known| format!("{known}:{}' \\", called(after)))
}

fn called(after: &After) -> String {
    format!("_linchpin_{}_{}", after.command, after.arg)
}

/// One for each argument, with a case for what stands before it.
fn functions(after: &[After]) -> Vec<String> {
    let mut cases: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for after in after {
        let before = after.kinds.iter().map(|kind| match after.act {
            Some(act) => format!("\"{kind} {act}\""),
            None => format!("\"{kind} \"*"),
        });
        let before = before.collect::<Vec<_>>().join("|");
        let known: Vec<String> = after.words.iter().map(|word| format!("'{}'", word.replace('\'', "'\\''"))).collect();
        let end = if after.words.iter().all(|word| word.ends_with('=')) { "-S '' " } else { "" };
        let case = format!("        ({before}) compadd {end}-- {} ;;", known.join(" "));
        cases.entry(called(after)).or_default().push(case);
    }
    let function = |(name, cases): (String, Vec<String>)| {
        let cases = cases.join("\n");
        format!(
            "{name}() {{\n    local -a said\n    _linchpin_said\n    case \"$said[1] $said[3]\" in\n{cases}\n    esac\n}}"
        )
    };
    cases.into_iter().map(function).collect()
}
