//! What fish completes commands by: as bash does, each word by where it stands, with what the help says beside it.
use super::bash::taking;
use super::completions::After;
use clap::{Arg, Command, ValueHint};

/// The command and how many words stand behind it before the one that is written, none of them an option or what one takes.
/// Nothing is completed by the names of files but what is a path.
const HEAD: &str = "function __linchpin_said
    set -l said
    set -l taken 0
    set -l words (commandline -opc)
    for word in $words[2..-1]
        if test $taken = 1
            set taken 0
            continue
        end
        switch $word
            case TAKING
                set taken 1
            case '-*'
            case '*'
                set -a said $word
        end
    end
    echo $said[1]
    math (count $said) - 1
    echo $said[2]
    echo $said[4]
end
function __linchpin_in
    set -l said (__linchpin_said)
    test \"$said[1]\" = \"$argv[1]\"
end
function __linchpin_at
    set -l said (__linchpin_said)
    test \"$said[1]\" = \"$argv[1]\" -a \"$said[2]\" $argv[2] $argv[3]
end
function __linchpin_kind
    set -l said (__linchpin_said)
    contains -- \"$said[3]\" $argv
end
function __linchpin_act
    set -l said (__linchpin_said)
    test \"$said[4]\" = \"$argv[1]\"
end
complete -c linchpin -f
";

/// The script for commands whose arguments say what they may be, by themselves or after the words before them.
pub fn script(mut commands: Command, after: &[After]) -> String {
    commands.build();
    let all: Vec<String> = taking(&commands).into_iter().collect();
    let mut script = HEAD.replace("TAKING", &all.join(" "));
    let mut add = |when: &str, what: &str| {
        let when = if when.is_empty() { String::new() } else { format!(" -n {}", quoted(when)) };
        script += &format!("complete -c linchpin{when} {what}\n");
    };
    for command in commands.get_subcommands() {
        add("__linchpin_in ''", &format!("-a {}{}", command.get_name(), told(command.get_about())));
    }
    // What every command takes stands once.
    options(&commands, Arg::is_global_set, |what| add("", what));
    for command in commands.get_subcommands() {
        let name = command.get_name();
        options(command, |arg| !arg.is_global_set(), |what| add(&format!("__linchpin_in {name}"), what));
        for (n, arg) in command.get_positionals().enumerate() {
            // The last takes all that follow, where it may.
            let many = arg.get_num_args().is_some_and(|range| range.max_values() > 1);
            let at = format!("__linchpin_at {name} {} {n}", if many { "-ge" } else { "-eq" });
            if !by(arg).is_empty() {
                add(&at, &by(arg));
            }
            for after in of(after, name, arg) {
                add(&format!("{at}; and {}", behind(after)), &format!("-a {}", listed(&after.words)));
            }
        }
        for arg in command.get_arguments().filter(|arg| !arg.is_positional()) {
            for after in of(after, name, arg) {
                let option = arg.get_long().unwrap_or_default();
                let what = format!("-l {option} -x -a {}", listed(&after.words));
                add(&format!("__linchpin_in {name}; and {}", behind(after)), &what);
            }
        }
    }
    script
}

fn options(command: &Command, among: fn(&Arg) -> bool, mut add: impl FnMut(&str)) {
    for arg in command.get_arguments().filter(|arg| !arg.is_positional() && among(arg)) {
        let long = arg.get_long().map(|name| format!("-l {name}"));
        let short = arg.get_short().map(|letter| format!("-s {letter}"));
        let takes =
            arg.get_action().takes_values().then(|| format!("-x {}", by(arg)).trim_end().replace("-x -F", "-rF"));
        let words: Vec<String> = long.into_iter().chain(short).chain(takes).collect();
        add(&(words.join(" ") + &told(arg.get_help())));
    }
}

/// What an argument is completed by; nothing where that is not known.
fn by(arg: &Arg) -> String {
    if matches!(arg.get_value_hint(), ValueHint::AnyPath | ValueHint::FilePath) {
        return "-F".to_owned();
    }
    let known: Vec<String> = arg.get_possible_values().iter().map(|value| value.get_name().to_owned()).collect();
    if known.is_empty() { String::new() } else { format!("-a {}", quoted(&known.join(" "))) }
}

/// What an argument of a command may be after others.
fn of<'a>(after: &'a [After], command: &str, arg: &Arg) -> impl Iterator<Item = &'a After> {
    after.iter().filter(move |after| after.command == command && arg.get_id() == after.arg)
}

/// Whether those others stand there.
fn behind(after: &After) -> String {
    let act = after.act.map_or_else(String::new, |act| format!("; and __linchpin_act {act}"));
    format!("__linchpin_kind {}{act}", after.kinds.join(" "))
}

/// Words of which some have blanks in them.
fn listed(words: &[String]) -> String {
    let word = |word: &String| if word.contains(' ') { format!("\"{word}\"") } else { word.clone() };
    quoted(&words.iter().map(word).collect::<Vec<_>>().join(" "))
}

fn told(help: Option<&clap::builder::StyledStr>) -> String {
    help.map_or_else(String::new, |help| format!(" -d {}", quoted(&help.to_string())))
}

fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\\', "\\\\").replace('\'', "\\'"))
}
