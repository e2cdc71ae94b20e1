//! Telephone numbers: what a person wrote stays as written, and here is the form that is found, compared and dialled.
//! What a country's numbering plan says of it is asked of `numbering`.
use super::digest::Digest;
use super::fold::fold;
use super::numbering::{self, Settled};
use std::cell::RefCell;
use std::ops::RangeInclusive;

/// Digits of a number with its prefixes, beyond which it is something else (E.164 allows 15).
const MOST: usize = 17;
const LEAST: usize = 3;
/// Digits after which a letter may open an extension, and after which a number may be whole.
const SUBSCRIBER: usize = 6;
const COMPLETE: usize = 8;
/// Characters within which the digits of an extension must begin.
const LABEL: usize = 24;
/// Digits of an extension.
const EXTENSION: std::ops::RangeInclusive<usize> = 1..=7;
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phone {
    /// `+84903123456`; of a number that is not valid, the best that can be made of it.
    pub e164: String,
    /// Digits without country code and trunk 0: `903123456`.
    pub national: String,
    pub extension: Option<String>,
    /// Whether the country's numbering plan has such a number.
    pub valid: bool,
    /// Whether it is a mobile, or may be one where the plan does not tell mobiles apart.
    pub mobile: bool,
}

impl Phone {
    /// Reads what a person in `country` (ISO 3166, `VN`) wrote: any punctuation, `+84`, `84`, `0084` or `0` before it,
    /// an extension, a name around it. Of several numbers it reads the first. What has fewer than three digits, more
    /// than any number, or letters without a valid number, is none.
    pub fn read(raw: &str, country: &str) -> Option<Self> {
        lately(raw, country, || Self::read_anew(raw, country))
    }

    fn read_anew(raw: &str, country: &str) -> Option<Self> {
        let dialled = Dialled::read(raw)?;
        let whole = dialled.phone(&dialled.digits, country);
        if whole.as_ref().is_some_and(|phone| phone.valid) {
            return whole;
        }
        let first = dialled.breaks.iter().find_map(|(at, dash)| {
            let (head, tail) = dialled.digits.split_at_checked(*at)?;
            let mut phone = dialled.phone(head, country).filter(|phone| phone.valid)?;
            if *dash && phone.extension.is_none() && (2..COMPLETE).contains(&tail.len()) {
                phone.extension = Some(tail.to_owned());
            }
            Some(phone)
        });
        first.or(whole.filter(|_| !dialled.named))
    }
}

/// Words between two numbers, folded.
const BETWEEN: [&str; 6] = ["", "hoac", "hay", "va", "or", "and"];

/// The numbers of a text that holds several and nothing else, one behind another: `0903123461 - 0903123462`,
/// `0903 123 461 hoặc 0903 123 462`. Each of them is a number of some plan by itself, and all digits together are none.
pub fn several<'a>(raw: &'a str, country: &str) -> Option<Vec<&'a str>> {
    if raw.bytes().filter(u8::is_ascii_digit).count() < 2 * COMPLETE {
        return None;
    }
    let runs = Runs::of(raw)?;
    if runs.is_number((0, runs.0.len()), country) {
        return None;
    }
    let found = runs.parted(0, country)?;
    Some(found.into_iter().map(|(from, till)| raw[runs.0[from].begin..runs.0[till - 1].end].trim()).collect())
}

/// The digits of a text that stand together.
struct Digits<'a> {
    begin: usize,
    end: usize,
    text: &'a str,
    plus: bool,
    /// Whether what stands before them divides one number from another.
    divided: bool,
}

struct Runs<'a>(Vec<Digits<'a>>);

impl<'a> Runs<'a> {
    /// Nothing, where anything but numbers stands in a text.
    fn of(raw: &'a str) -> Option<Self> {
        let mut runs: Vec<Digits> = Vec::new();
        let mut at = 0;
        while let Some(begin) = raw[at..].find(|c: char| c.is_ascii_digit()).map(|from| at + from) {
            let end = raw[begin..].find(|c: char| !c.is_ascii_digit()).map_or(raw.len(), |len| begin + len);
            let before = &raw[at..begin];
            let opened = before.trim_end_matches(['+', '(']);
            let mark = |c: char| matches!(c, '&' | '|' | ',' | ':');
            let word: String = opened.chars().filter(|c| !skipped(*c) && !mark(*c)).collect();
            if !BETWEEN.contains(&fold(&word).as_str()) || runs.is_empty() && !opened.trim().is_empty() {
                return None;
            }
            let divided = !word.is_empty() || opened.contains(mark);
            let plus = before[opened.len()..].contains('+');
            runs.push(Digits { begin: at + opened.len(), end, text: &raw[begin..end], plus, divided });
            at = end;
        }
        raw[at..].chars().all(skipped).then_some(Self(runs))
    }

    /// Whether some of them are one whole number.
    fn is_number(&self, (from, till): (usize, usize), country: &str) -> bool {
        let runs = &self.0[from..till];
        let digits: String = runs.iter().map(|run| run.text).collect();
        let one = runs[1..].iter().all(|run| !run.divided && !run.plus);
        one && (COMPLETE..=MOST).contains(&digits.len()) && numbering::settle(runs[0].plus, &digits, country).valid
    }

    /// The numbers from one of them on to the last, each as long as it can be.
    fn parted(&self, from: usize, country: &str) -> Option<Vec<(usize, usize)>> {
        if from == self.0.len() {
            return Some(Vec::new());
        }
        // No number is written in more pieces than it has digits.
        let most = self.0.len().min(from + MOST);
        (from + 1..=most).rev().filter(|till| self.is_number((from, *till), country)).find_map(|till| {
            let mut rest = self.parted(till, country)?;
            rest.insert(0, (from, till));
            Some(rest)
        })
    }
}

/// How many of the texts read last are known still.
const LATELY: usize = 4096;

/// A text, the country it was read for, and what it says.
struct Read {
    raw: String,
    country: String,
    phone: Option<Phone>,
}

thread_local! {
    /// The texts read last, each in the place that its digest gives it.
    static LAST: RefCell<Vec<Option<Read>>> = const { RefCell::new(Vec::new()) };
}

/// What was made of a text lately, or else is made of it now: a record's number is read when it is checked, settled,
/// compared and indexed.
fn lately(raw: &str, country: &str, read: impl FnOnce() -> Option<Phone>) -> Option<Phone> {
    let mut digest = Digest::default();
    digest.add(raw);
    let place = usize::try_from(digest.value() % LATELY as u64).unwrap_or_default();
    LAST.with_borrow_mut(|last| {
        if last.is_empty() {
            last.resize_with(LATELY, || None);
        }
        match &last[place] {
            Some(known) if known.raw == raw && known.country == country => known.phone.clone(),
            _ => {
                let phone = read();
                last[place] = Some(Read { raw: raw.to_owned(), country: country.to_owned(), phone: phone.clone() });
                phone
            }
        }
    })
}

/// Loads the numbering plans and builds Vietnam's patterns, which takes 70 ms, so that nobody waits for them: call it
/// from a thread aside.
pub fn warm() {
    Phone::read("0000000000", "VN");
}

/// The words that find a number: `q` and its national digits, `p` and the same backwards, so that both what it begins
/// with and what it ends with are the beginning of a word.
pub fn search_tokens(phone: &Phone) -> [String; 2] {
    let mut token = String::with_capacity(phone.national.len() + 1);
    token.push('p');
    token.extend(phone.national.chars().rev());
    [format!("q{}", phone.national), token]
}

/// So many first national digits of a number are words of their own: what many numbers begin with is found as soon as
/// what one does. One digit is so few that ten words say it.
pub const BEGINNINGS: RangeInclusive<usize> = 2..=5;
/// And so many of its last ones.
pub const ENDING: usize = super::digits::LEAST;

/// The words of a number's beginnings, `+` before the digits, and that of its ending, `-` before them.
pub fn parts(phone: &Phone) -> impl Iterator<Item = String> + '_ {
    let digits = &phone.national;
    let beginnings = BEGINNINGS.filter_map(|many| digits.get(..many)).map(|begin| format!("+{begin}"));
    let ending = digits.len().checked_sub(ENDING).and_then(|from| digits.get(from..));
    beginnings.chain(ending.map(|end| format!("-{end}")))
}

/// A dash of any width.
pub(super) fn dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

/// What stands between digits and means nothing.
pub(super) fn skipped(c: char) -> bool {
    c.is_whitespace()
        || dash(c)
        || matches!(c, '.' | '(' | ')' | '[' | ']' | '/' | '~' | '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}' | '\u{FEFF}')
}

/// Whether a plus stands inside a number: `0987+509279`. At the front of one it belongs there, also of a further one.
pub(super) fn has_plus_inside(raw: &str) -> bool {
    let (mut digits, mut whole, mut close) = (0, false, false);
    raw.chars().any(|c| {
        let inside = matches!(c, '+' | '＋') && (close || (digits > 0 && !whole));
        close = matches!(c, '0'..='9' | '０'..='９');
        digits = if close || skipped(c) && c != '/' { digits + usize::from(close) } else { 0 };
        whole |= digits >= COMPLETE;
        inside
    })
}

/// A text taken apart.
#[derive(Default)]
struct Dialled {
    plus: bool,
    digits: String,
    extension: Option<String>,
    /// Whether words stand around the digits.
    named: bool,
    /// After how many digits the text has a gap, and whether it is a dash.
    breaks: Vec<(usize, bool)>,
}

impl Dialled {
    fn read(raw: &str) -> Option<Self> {
        // What a spreadsheet makes of a number in a cell.
        let raw = raw.trim().trim_start_matches('\'');
        let raw = raw.strip_suffix(".0").filter(|head| head.bytes().all(|b| b.is_ascii_digit())).unwrap_or(raw);
        if has_plus_inside(raw) {
            return None;
        }
        let mut found = Self { digits: String::with_capacity(MOST), ..Self::default() };
        for (at, c) in raw.char_indices() {
            match c {
                '0'..='9' => found.digits.push(c),
                '０'..='９' => found.digits.push(char::from_digit(u32::from(c) - u32::from('０'), 10)?),
                '+' | '＋' if found.digits.is_empty() => found.plus = true,
                c if skipped(c) => found.gap(c),
                c => {
                    let rest = &raw[at..];
                    found.extension = Some(rest).filter(|_| found.digits.len() >= SUBSCRIBER).and_then(extension);
                    if found.extension.is_some() || (!c.is_alphabetic() && found.digits.len() >= COMPLETE) {
                        break;
                    }
                    found.named |= c.is_alphanumeric();
                }
            }
            if found.digits.len() > MOST {
                if found.breaks.is_empty() {
                    return None;
                }
                break;
            }
        }
        (found.digits.len() >= LEAST).then_some(found)
    }

    fn gap(&mut self, c: char) {
        let (at, dash) = (self.digits.len(), dash(c));
        match self.breaks.last_mut() {
            Some((last, was)) if *last == at => *was |= dash,
            _ if at >= COMPLETE => self.breaks.push((at, dash)),
            _ => {}
        }
    }

    fn phone(&self, digits: &str, country: &str) -> Option<Phone> {
        if !(LEAST..=MOST).contains(&digits.len()) {
            return None;
        }
        let Settled { e164, national, valid, mobile } = numbering::settle(self.plus, digits, country);
        Some(Phone { e164, national, extension: self.extension.clone(), valid, mobile })
    }
}

/// Words that open an extension, folded.
const EXTENSIONS: [&str; 11] =
    ["x", "#", "ext", "extn", "extension", "may le", "so may le", "le", "ml", "noi bo", "so noi bo"];

/// The digits of `x170`, `ext. 170`, `máy lẻ 170`, `;ext=170`.
fn extension(rest: &str) -> Option<String> {
    let (start, _) = rest.char_indices().take(LABEL).find(|(_, c)| c.is_ascii_digit())?;
    let label = fold(&rest[..start]);
    let label = label.trim_matches(|c: char| matches!(c, ' ' | '.' | ':' | ';' | '=' | '(' | '-' | ','));
    let digits = rest[start..].split(|c: char| !c.is_ascii_digit()).next()?;
    (EXTENSIONS.contains(&label) && EXTENSION.contains(&digits.len())).then(|| digits.to_owned())
}
