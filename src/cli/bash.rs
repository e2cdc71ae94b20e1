//! What bash completes commands by. Each word is completed by where it stands: behind an option that takes a value, as an
//! option, or at its place among the others; what is a path, by the names of files.
use super::completions::{After, Value};
use clap::{Arg, Command, ValueHint};
use std::collections::BTreeSet;

/// `--format=json` comes in three words.
const HEAD: &str = r#"_linchpin() {
    local cur="${COMP_WORDS[COMP_CWORD]}" prev="${COMP_WORDS[COMP_CWORD-1]}" cmd="" nth=0 words="" value="" word i
    local -a said=()
    COMPREPLY=()
    if [[ $cur == = ]]; then
        cur="" value=1
    elif [[ $prev == = ]]; then
        prev="${COMP_WORDS[COMP_CWORD-2]}" value=1
    fi
    for ((i = 1; i < COMP_CWORD; i++)); do
        case "${COMP_WORDS[i]}" in
            TAKING)
                [[ ${COMP_WORDS[i+1]} == = ]] && i=$((i + 1))
                i=$((i + 1))
                ;;
            -* | =) ;;
            *) if [[ -z $cmd ]]; then cmd="${COMP_WORDS[i]}"; else said+=("${COMP_WORDS[i]}") nth=$((nth + 1)); fi ;;
        esac
    done
"#;

const TAIL: &str = r#"    if [[ -z $words ]]; then
        compopt +o default 2>/dev/null
        return
    fi
    local quote="" begun="$cur"
    case "$cur" in \"* | \'*) quote=1 begun="${cur:1}" ;; esac
    begun="${begun//\\/}"
    while IFS= read -r word; do
        [[ ${word,,} == "${begun,,}"* ]] || continue
        [[ $word == *= ]] && compopt -o nospace 2>/dev/null
        [[ -n $quote ]] || word="${word// /\\ }"
        COMPREPLY+=("$word")
    done < <(compgen -W "$words")
}
complete -o default -F _linchpin linchpin"#;

/// The script for commands whose arguments say what they may be, by themselves or after the words before them.
pub fn script(mut commands: Command, after: &[After], values: &[Value]) -> String {
    commands.build();
    let named: Vec<String> = commands.get_subcommands().map(|command| command.get_name().to_owned()).collect();
    // Before any of them is named, it is none.
    let all = std::iter::once(("", &commands)).chain(commands.get_subcommands().map(|of| (of.get_name(), of)));
    let (mut behind, mut places) = (Vec::new(), Vec::new());
    for (name, command) in all {
        let mut options = Vec::new();
        for arg in command.get_arguments().filter(|arg| !arg.is_positional()) {
            options.extend(written(arg));
            if !arg.get_action().takes_values() {
                continue;
            }
            // What every command takes stands once.
            let of = if arg.is_global_set() { "*" } else { name };
            if of != "*" || name.is_empty() {
                let at: Vec<String> = written(arg).iter().map(|option| format!("{of}:{option}")).collect();
                behind.push(case(&at.join(" | "), &by(name, arg, after)));
            }
        }
        places.push(case(&format!("{name}:*:-*"), &words(&options)));
        for (n, arg) in command.get_positionals().enumerate() {
            // The last takes all that follow, where it may.
            let many = arg.get_num_args().is_some_and(|range| range.max_values() > 1);
            let nth = if many { "*".to_owned() } else { n.to_string() };
            places.push(case(&format!("{name}:{nth}:*"), &by(name, arg, after)));
        }
    }
    places.push(case(":*", &words(&named)));
    let taking: Vec<String> = taking(&commands).into_iter().collect();
    let (behind, places) = (behind.join("\n"), places.join("\n"));
    [
        &HEAD.replace("TAKING", &taking.join(" | ")),
        "    if [[ -n $value ]]; then\n        case \"$cmd ${said[0]} ${said[2]} $prev\" in\n",
        &values.iter().map(of_field).collect::<Vec<_>>().join("\n"),
        "\n        esac\n    fi\n    case \"$cmd:$prev\" in\n",
        &behind,
        "\n        *)\n        case \"$cmd:$nth:$cur\" in\n",
        &places,
        "\n        esac\n        ;;\n    esac\n",
        TAIL,
    ]
    .concat()
}

/// Every option behind which a value stands, as it is written.
pub(super) fn taking(commands: &Command) -> BTreeSet<String> {
    let all = std::iter::once(commands).chain(commands.get_subcommands()).flat_map(Command::get_arguments);
    all.filter(|arg| !arg.is_positional() && arg.get_action().takes_values()).flat_map(written).collect()
}

/// An option as it is written.
fn written(arg: &Arg) -> Vec<String> {
    let short = arg.get_short().map(|letter| format!("-{letter}"));
    arg.get_long().map(|name| format!("--{name}")).into_iter().chain(short).collect()
}

fn case(at: &str, done: &str) -> String {
    format!("        {at}) {done} ;;")
}

/// What a field may hold, behind its `=`.
fn of_field(value: &Value) -> String {
    let Value { commands, kinds, act, field, words: all } = value;
    let third = act.map_or_else(|| "\"*\"".to_owned(), str::to_owned);
    let at =
        |command: &&str| kinds.iter().map(|kind| format!("\"{command} {kind} {third} {field}\"")).collect::<Vec<_>>();
    let known: Vec<String> = all.iter().map(|word| word.replace(' ', "\\ ")).collect();
    case(&commands.iter().flat_map(at).collect::<Vec<_>>().join(" | "), &words(&known))
}

fn words(all: &[String]) -> String {
    format!("words=\"{}\"", all.join(" "))
}

/// What an argument is completed by; a path, by what bash does by itself.
fn by(command: &str, arg: &Arg, after: &[After]) -> String {
    if matches!(arg.get_value_hint(), ValueHint::AnyPath | ValueHint::FilePath) {
        return "return".to_owned();
    }
    let all: Vec<String> = after
        .iter()
        .filter(|after| after.command == command && after.arg == arg.get_id().as_str())
        .map(|after| {
            let before = after.kinds.iter().map(|kind| format!("\"{kind} {}\"", after.act.unwrap_or("*")));
            // What stands for any word is no word itself.
            let before: Vec<String> = before.map(|before| before.replace("*\"", "\"*")).collect();
            let known: Vec<String> = after.words.iter().map(|word| word.replace(' ', "\\ ")).collect();
            case(&before.join(" | "), &words(&known))
        })
        .collect();
    if all.is_empty() {
        let known = arg.get_possible_values();
        return words(&known.iter().map(|value| value.get_name().to_owned()).collect::<Vec<_>>());
    }
    // A value that is begun is none of the fields.
    let value = if arg.is_positional() { "[[ -n $value ]] || " } else { "" };
    format!("{value}case \"${{said[0]}} ${{said[2]}}\" in\n{}\n        esac", all.join("\n"))
}
