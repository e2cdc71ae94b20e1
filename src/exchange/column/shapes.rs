//! What a single cell looks like, before anything is known of its column.
use crate::domain::fold::fold;

/// What programs write into a cell to say that there is nothing.
const BLANKS: [&str; 10] = ["", "-", "--", "–", "—", "n/a", "na", "null", "none", "nil"];

pub fn is_blank(text: &str) -> bool {
    text.len() <= 4 && BLANKS.iter().any(|blank| blank.eq_ignore_ascii_case(text))
}

pub fn is_digits(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

const YES_NO: [&str; 12] = ["yes", "no", "y", "n", "true", "false", "t", "f", "co", "khong", "x", "on"];

pub fn is_yes_or_no(text: &str) -> bool {
    text.len() <= 9 && YES_NO.contains(&fold(text).as_str())
}

/// Digits that a telephone number has.
const PHONE: std::ops::RangeInclusive<usize> = 7..=15;

/// Whether a text looks like a telephone number, and whether like nothing else: with a plus, a 0 in front, marks
/// between or an extension behind.
pub fn phone_shaped(text: &str) -> Option<bool> {
    let (mut digits, mut marks, mut dots, mut extended) = (0, 0, 0, false);
    for c in text.chars() {
        match c {
            '0'..='9' => digits += 1,
            'x' | 'X' | '#' if digits >= 7 && !extended => {
                (extended, marks) = (true, marks + 1);
                if !PHONE.contains(&digits) {
                    return None;
                }
            }
            '.' => dots += 1,
            '+' | '-' | ' ' | '(' | ')' | '/' | '\u{A0}' => marks += 1,
            _ => return None,
        }
    }
    let marked = marks > 0 || dots > 1 || (text.starts_with('0') && dots == 0);
    (dots != 1 && (extended || PHONE.contains(&digits))).then_some(marked)
}
