//! What fish completes commands by: as bash does, each word by where it stands, with what the help says beside it.
use super::bash::taking;
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
end
function __linchpin_in
    set -l said (__linchpin_said)
    test \"$said[1]\" = \"$argv[1]\"
end
function __linchpin_at
    set -l said (__linchpin_said)
    test \"$said[1]\" = \"$argv[1]\" -a \"$said[2]\" $argv[2] $argv[3]
end
complete -c linchpin -f
";

/// The script for commands whose arguments say what they may be.
pub fn script(mut commands: Command) -> String {
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
        for (n, arg) in command.get_positionals().enumerate().filter(|(_, arg)| !by(arg).is_empty()) {
            // The last takes all that follow, where it may.
            let many = arg.get_num_args().is_some_and(|range| range.max_values() > 1);
            add(&format!("__linchpin_at {name} {} {n}", if many { "-ge" } else { "-eq" }), &by(arg));
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

fn told(help: Option<&clap::builder::StyledStr>) -> String {
    help.map_or_else(String::new, |help| format!(" -d {}", quoted(&help.to_string())))
}

fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\\', "\\\\").replace('\'', "\\'"))
}
