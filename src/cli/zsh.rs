//! What zsh completes commands by: as `clap_complete` writes it, with options wherever one may stand.
use anyhow::Result;
use clap::Command;
use clap_complete::{Shell, generate};

/// The script for commands whose arguments say what they may be.
pub fn script(mut commands: Command) -> Result<String> {
    let mut script = Vec::new();
    generate(Shell::Zsh, &mut commands, "linchpin", &mut script);
    Ok(String::from_utf8(script)?.lines().map(placed).collect::<Vec<_>>().join("\n"))
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
