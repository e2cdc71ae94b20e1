//! What bash completes commands by. Each word is completed by where it stands: behind an option that takes a value, as an
//! option, or at its place among the others; what is a path, by the names of files.
use clap::{Arg, Command, ValueHint};

/// `--format=json` comes in three words.
const HEAD: &str = r#"_linchpin() {
    local cur="${COMP_WORDS[COMP_CWORD]}" prev="${COMP_WORDS[COMP_CWORD-1]}" cmd="" nth=0 words="" i
    COMPREPLY=()
    if [[ $cur == = ]]; then
        cur=""
    elif [[ $prev == = ]]; then
        prev="${COMP_WORDS[COMP_CWORD-2]}"
    fi
    for ((i = 1; i < COMP_CWORD; i++)); do
        case "${COMP_WORDS[i]}" in
            TAKING)
                [[ ${COMP_WORDS[i+1]} == = ]] && i=$((i + 1))
                i=$((i + 1))
                ;;
            -* | =) ;;
            *) if [[ -z $cmd ]]; then cmd="${COMP_WORDS[i]}"; else nth=$((nth + 1)); fi ;;
        esac
    done
"#;

const TAIL: &str = r#"    if [[ -z $words ]]; then
        compopt +o default 2>/dev/null
        return
    fi
    COMPREPLY=($(compgen -W "$words" -- "$cur"))
}
complete -o default -F _linchpin linchpin"#;

/// The script for commands whose arguments say what they may be.
pub fn script(mut commands: Command) -> String {
    commands.build();
    let options = |command: &Command| -> Vec<Arg> {
        command.get_arguments().filter(|arg| !arg.is_positional() && arg.get_action().takes_values()).cloned().collect()
    };
    let all: Vec<&Command> = std::iter::once(&commands).chain(commands.get_subcommands()).collect();
    let mut taking: Vec<String> =
        all.iter().flat_map(|command| options(command)).flat_map(|arg| written(&arg)).collect();
    taking.sort();
    taking.dedup();
    let mut lines = vec![r#"    case "$cmd:$prev" in"#.to_owned()];
    // What every command takes stands once.
    for command in &all {
        let of = if command.get_name() == commands.get_name() { "*" } else { command.get_name() };
        for arg in options(command).iter().filter(|arg| of == "*" || !arg.is_global_set()) {
            let at: Vec<String> = written(arg).iter().map(|option| format!("{of}:{option}")).collect();
            lines.push(case(&at.join(" | "), &by(arg)));
        }
    }
    lines.push("        *)".to_owned());
    lines.push(r#"            case "$cmd:$nth:$cur" in"#.to_owned());
    for command in &all {
        let options: Vec<String> =
            command.get_arguments().filter(|arg| !arg.is_positional()).flat_map(written).collect();
        lines.push(case(&format!("{}:*:-*", name(command, &commands)), &words(options)));
        let places: Vec<&Arg> = command.get_positionals().collect();
        for (n, arg) in places.iter().enumerate() {
            // The last takes all that follow, where it may.
            let many = arg.get_num_args().is_some_and(|range| range.max_values() > 1);
            let nth = if many { "*".to_owned() } else { n.to_string() };
            lines.push(case(&format!("{}:{nth}:*", name(command, &commands)), &by(arg)));
        }
    }
    lines.push(case(":*", &words(commands.get_subcommands().map(|command| command.get_name().to_owned()).collect())));
    lines.push("            esac\n            ;;\n    esac".to_owned());
    format!("{}{}\n{TAIL}", HEAD.replace("TAKING", &taking.join(" | ")), lines.join("\n"))
}

/// What a command is called before any of its words is there: nothing, where none is named yet.
fn name(command: &Command, all: &Command) -> String {
    if command.get_name() == all.get_name() { String::new() } else { command.get_name().to_owned() }
}

/// An option as it is written.
fn written(arg: &Arg) -> Vec<String> {
    let short = arg.get_short().map(|letter| format!("-{letter}"));
    arg.get_long().map(|name| format!("--{name}")).into_iter().chain(short).collect()
}

fn case(at: &str, done: &str) -> String {
    format!("        {at}) {done} ;;")
}

fn words(all: Vec<String>) -> String {
    format!("words=\"{}\"", all.join(" "))
}

/// What an argument is completed by; a path, by what bash does by itself.
fn by(arg: &Arg) -> String {
    match arg.get_value_hint() {
        ValueHint::AnyPath | ValueHint::FilePath => "return".to_owned(),
        _ => words(arg.get_possible_values().iter().map(|value| value.get_name().to_owned()).collect()),
    }
}
