//! Lines of a name and a value, as cards and calendars are written (RFC 2426, RFC 5545): escaped, folded, ended by CRLF.
use std::io::{self, Write};

/// Octets of a line at most, its end left out.
const WIDE: usize = 75;

/// Writes a line. The value stands as it is given: what is a text goes through `text` before.
pub fn line(to: &mut dyn Write, name: &str, value: &str) -> io::Result<()> {
    let (mut whole, mut used) = (String::with_capacity(name.len() + value.len() + 4), 0);
    for letter in name.chars().chain([':']).chain(value.chars()) {
        if used + letter.len_utf8() > WIDE {
            whole.push_str("\r\n ");
            used = 1;
        }
        used += letter.len_utf8();
        whole.push(letter);
    }
    whole.push_str("\r\n");
    to.write_all(whole.as_bytes())
}

/// The same, where there is something to be said.
pub fn line_of(to: &mut dyn Write, name: &str, said: &str) -> io::Result<()> {
    if said.is_empty() { Ok(()) } else { line(to, name, &text(said)) }
}

/// A text as a value, or as one of several that stand in one.
pub fn text(said: &str) -> String {
    let mut out = String::with_capacity(said.len());
    for letter in said.replace("\r\n", "\n").chars() {
        match letter {
            '\\' | ';' | ',' => out.extend(['\\', letter]),
            '\n' => out.push_str("\\n"),
            '\t' => out.push(' '),
            letter if letter.is_control() => {}
            letter => out.push(letter),
        }
    }
    out
}

/// A text as the value of a parameter: in quotes, which it cannot have itself.
pub fn parameter(said: &str) -> String {
    let plain: String = said.chars().map(|c| if c == '"' { '\'' } else { c }).filter(|c| !c.is_control()).collect();
    format!("\"{plain}\"")
}
