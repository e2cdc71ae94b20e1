//! Digits typed to find a number, whole or in part, by any of its ends: `0903`, `84903`, `4567`.
use super::numbering::{OLD_LEN, OLD_MOBILES, VIETNAM, calling_code, home};
use super::phone::skipped;

/// Digits below which a look at every number is no answer.
pub const LEAST: usize = 3;
/// Digits from which a number may be a foreign one written without its plus.
const WHOLE: usize = 10;
/// The longest number there is, with its prefixes.
const MOST: usize = 20;

/// What to look for among national numbers, most likely first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Typed {
    /// National numbers that begin so.
    pub starts: Vec<String>,
    /// National numbers that end so.
    pub ends: Vec<String>,
}

/// Reads at least three digits, in whatever form they were typed or pasted, as someone in `country` would type them;
/// anything with letters in it is no number. `84…` and `00…` without a plus are read both ways.
pub fn digits_typed(text: &str, country: &str) -> Option<Typed> {
    let text = text.trim();
    let (plus, body) = text.strip_prefix(['+', '＋']).map_or((false, text), |body| (true, body));
    let mut digits = String::with_capacity(MOST);
    for c in body.chars() {
        match c {
            '0'..='9' => digits.push(c),
            '０'..='９' => digits.push(char::from(b'0' + u8::try_from(u32::from(c) - u32::from('０')).ok()?)),
            c if skipped(c) => {}
            _ => return None,
        }
    }
    if !(LEAST..=MOST).contains(&digits.len()) {
        return None;
    }
    let (code, trunk) = home(country);
    let mut typed = Typed::default();
    if plus {
        typed.abroad(&digits, &code, trunk);
        if typed.starts.is_empty() {
            typed.ends.push(digits);
        }
        return Some(typed);
    }
    if let Some(rest) = digits.strip_prefix("00") {
        typed.abroad(rest, &code, trunk);
    } else {
        let national = trunk.and_then(|trunk| digits.strip_prefix(trunk));
        typed.start(national.unwrap_or(&digits), &code);
        if let Some(rest) = digits.strip_prefix(&*code) {
            typed.start(trunk.and_then(|trunk| rest.strip_prefix(trunk)).unwrap_or(rest), &code);
        }
        if digits.len() >= WHOLE && national.is_none() {
            typed.abroad(&digits, &code, trunk);
        }
    }
    typed.ends.push(digits);
    Some(typed)
}

impl Typed {
    /// Takes digits that begin with a country's calling code.
    fn abroad(&mut self, digits: &str, code: &str, trunk: Option<&str>) {
        let Some(len) = calling_code(digits) else { return };
        let (country, rest) = digits.split_at(len);
        let trunk = trunk.filter(|_| country == code);
        self.start(trunk.and_then(|trunk| rest.strip_prefix(trunk)).unwrap_or(rest), country);
    }

    fn start(&mut self, national: &str, code: &str) {
        if code == VIETNAM && national.len() <= OLD_LEN {
            let renamed =
                OLD_MOBILES.iter().find_map(|(old, new)| Some(format!("{new}{}", national.strip_prefix(old)?)));
            self.push(renamed.unwrap_or_default());
        }
        self.push(national.to_owned());
    }

    fn push(&mut self, national: String) {
        if !national.is_empty() && !self.starts.contains(&national) {
            self.starts.push(national);
        }
    }
}
