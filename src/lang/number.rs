//! Numbers in groups of three, as each language writes them: `3,900`, `3.900`.
use super::{Lang, Sentence};

/// A whole number.
pub fn grouped(n: impl Into<i128>, lang: Lang) -> String {
    let n = n.into();
    let digits = n.unsigned_abs().to_string();
    let mut out = if n < 0 { "-".to_owned() } else { String::new() };
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(if lang == Lang::Vi { '.' } else { ',' });
        }
        out.push(digit);
    }
    out
}

/// How many, in both.
pub fn many(count: u64) -> Sentence {
    Sentence::new(grouped(count, Lang::En), grouped(count, Lang::Vi))
}
