//! E-mail addresses as they stand in a cell or a field: one or several, with or without a name.
use super::fold::{clean, quoted};
use super::problem::Fault;
use crate::lang::cell;

/// One mailbox (RFC 5322, letters beyond ASCII as in RFC 6531).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mailbox {
    /// The name before the address, where one was written.
    pub name: String,
    /// As written, but for the domain, which is lowercase.
    pub address: String,
}

/// Longest local part and longest address (RFC 5321 4.5.3.1).
const LOCAL: usize = 64;
const ADDRESS: usize = 254;
const LABEL: usize = 63;

impl Mailbox {
    /// What finds and matches it: all lowercase, for no provider of today tells cases apart.
    pub fn key(&self) -> String {
        self.address.to_lowercase()
    }
}

/// Reads one mailbox or several: `lan@anphat.vn`, `Lan <lan@anphat.vn>; "Bùi, Minh" <minh@anphat.vn>`.
pub fn mailboxes(text: &str) -> Result<Vec<Mailbox>, Fault> {
    let text = clean(text, false);
    let mut found = Vec::new();
    for piece in pieces(&text) {
        let wrong = || Fault::new(cell::not_mail(&quoted(piece)));
        if let Some(mailbox) = one(piece) {
            found.push(mailbox);
            continue;
        }
        // Blanks alone between addresses: `lan@anphat.vn minh@anphat.vn`.
        for word in piece.split_whitespace().filter(|word| *word != "/") {
            found.push(one(word).filter(|_| !piece.contains('<')).ok_or_else(wrong)?);
        }
    }
    if found.is_empty() { Err(Fault::new(cell::not_mail(&quoted(&text)))) } else { Ok(found) }
}

/// Whether a text is one address and nothing else, without a word on what is wrong.
pub fn is_address(text: &str) -> bool {
    parts(text).is_some_and(|(name, ..)| name.is_empty())
}

/// Splits at commas, semicolons and bars that stand outside quotes and brackets.
fn pieces(text: &str) -> impl Iterator<Item = &str> {
    let (mut inside, mut bracket) = (false, false);
    let split = move |c: char| {
        match c {
            '"' => inside = !inside,
            '<' if !inside => bracket = true,
            '>' if !inside => bracket = false,
            ',' | ';' | '|' | '\n' => return !inside && !bracket,
            _ => {}
        }
        false
    };
    text.split(split).map(str::trim).filter(|piece| !piece.is_empty())
}

fn one(piece: &str) -> Option<Mailbox> {
    let (name, local, domain) = parts(piece)?;
    Some(Mailbox { name: name.to_owned(), address: format!("{local}@{}", domain.to_lowercase()) })
}

/// Name, local part and domain.
fn parts(piece: &str) -> Option<(&str, &str, &str)> {
    let (name, address) = match piece.rsplit_once('<') {
        Some((name, rest)) => (name.trim().trim_matches('"'), rest.strip_suffix('>')?),
        None => ("", piece),
    };
    let address = address.trim();
    let address =
        address.get(..7).filter(|head| head.eq_ignore_ascii_case("mailto:")).map_or(address, |_| &address[7..]);
    let (local, domain) = address.rsplit_once('@')?;
    let fits = local.len() <= LOCAL && address.len() <= ADDRESS;
    (fits && is_local(local) && is_domain(domain)).then_some((name.trim(), local, domain))
}

fn is_local(local: &str) -> bool {
    let quoted = local.len() > 2 && local.starts_with('"') && local.ends_with('"');
    let atom = |c: char| c.is_alphanumeric() || "!#$%&'*+-/=?^_`{|}~".contains(c);
    let dotted = || local.split('.').all(|part| !part.is_empty() && part.chars().all(atom));
    if quoted { !local[1..local.len() - 1].contains(['"', '\\']) } else { dotted() }
}

/// Labels of letters, digits and inner hyphens (RFC 1035, RFC 5890), two at least, the last not of digits alone.
fn is_domain(domain: &str) -> bool {
    let label = |label: &str| {
        let inner = label.chars().all(|c| c.is_alphanumeric() || c == '-');
        inner && (1..=LABEL).contains(&label.len()) && !label.starts_with('-') && !label.ends_with('-')
    };
    let last = domain.rsplit('.').next().unwrap_or_default();
    domain.contains('.')
        && domain.split('.').all(label)
        && last.chars().count() > 1
        && last.contains(char::is_alphabetic)
}
