//! Cells that a spreadsheet would take for formulas, written so that it takes them for text, and read back as they were
//! (OWASP, CSV injection).

/// What begins a formula, or something that a spreadsheet strips before it looks for one.
const BEGINS: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// A text as a cell of a file may hold it: an apostrophe stands before what begins as a formula does. Numbers, amounts
/// and telephone numbers are none, and stay as they are.
pub fn guarded(text: &str) -> String {
    if needs(text) { format!("'{text}") } else { text.to_owned() }
}

/// A text that nothing takes for a formula, as a cell that is read as others are: an apostrophe of its own stays.
pub fn literal(text: String) -> String {
    if bare(&text) == text { text } else { format!("'{text}") }
}

fn needs(text: &str) -> bool {
    let mut chars = text.chars();
    match chars.next() {
        Some('+' | '-') => !harmless(text),
        Some(first) if BEGINS.contains(&first) => true,
        // What was written with an apostrophe before it gets another, which alone is taken off again.
        Some('\'') => text.trim_start_matches('\'').starts_with(BEGINS),
        _ => false,
    }
}

/// Whether it is a number, perhaps with the code of a currency behind it, or telephone numbers.
fn harmless(text: &str) -> bool {
    let number = |body: &str| {
        let body = body.trim_end_matches(|c: char| c.is_ascii_uppercase()).trim_end();
        !body.is_empty() && body.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | ' '))
    };
    let phone = |one: &str| {
        let (dialled, extension) = one.split_once(['x', '#']).unwrap_or((one, ""));
        let body = dialled.strip_prefix('+').unwrap_or(dialled);
        let digits = body.chars().filter(char::is_ascii_digit).count();
        digits >= 7
            && body.chars().all(|c| c.is_ascii_digit() || matches!(c, ' ' | '(' | ')' | '.' | '-' | '/'))
            && extension.chars().all(|c| c.is_ascii_digit())
    };
    if let Some(body) = text.strip_prefix('-') {
        return number(body);
    }
    number(text.strip_prefix('+').unwrap_or(text)) || text.split(';').map(str::trim).all(phone)
}

/// The text that a guarded cell holds.
pub fn bare(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(text) if text.trim_start_matches('\'').starts_with(BEGINS) => text,
        _ => cell,
    }
}
