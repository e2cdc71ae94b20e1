//! One fold for search, filter, matching and duplicates, so that `da nang` finds `Đà Nẵng` wherever it stands; and what
//! may be put on a terminal at all. What was written is kept as written: these are its other forms.
use std::borrow::Cow;
use std::iter::Peekable;
use std::str::Chars;
use std::sync::LazyLock;
use unicode_normalization::char::canonical_combining_class;
use unicode_normalization::{UnicodeNormalization, is_nfc};

/// Marks on one letter beyond which it is no script but a prank that smears over the lines around it.
const MARKS: usize = 4;
/// Characters of somebody's text that a sentence quotes.
const QUOTED: usize = 40;
/// Characters within which a control string must end to be one.
const SEQUENCE: usize = 4096;

/// Lowercase without marks: compatibility forms taken apart (NFKD), marks dropped, đ → d, ß → ss, blanks collapsed.
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        match plain(c) {
            Some(0) => {}
            Some(b' ') => blank(&mut out),
            Some(byte) => out.push(char::from(byte)),
            None => {
                rest = fold_run(rest, &mut out);
                continue;
            }
        }
        rest = &rest[c.len_utf8()..];
    }
    if out.ends_with(' ') {
        out.pop();
    }
    out
}

/// Letters below this have one folded byte, or must be looked at with their neighbours.
const LATIN: usize = 0x1F00;
const UNKNOWN: u8 = 0xFF;

/// The folded byte of a Latin letter, 0 for what is dropped; the table is worked out once by the slow way.
fn plain(c: char) -> Option<u8> {
    static TABLE: LazyLock<Vec<u8>> = LazyLock::new(|| {
        let one = |at: usize| {
            let c = u32::try_from(at).ok().and_then(char::from_u32)?;
            let mut out = String::from("|");
            [c].into_iter().nfkd().for_each(|c| letter(c, &mut out));
            match out.as_bytes() {
                [_] => Some(0),
                [_, byte] if byte.is_ascii() => Some(*byte),
                _ => None,
            }
        };
        (0..LATIN).map(|at| one(at).unwrap_or(UNKNOWN)).collect()
    });
    TABLE.get(c as usize).copied().filter(|byte| *byte != UNKNOWN)
}

/// Folds the stretch that the table does not know, and gives what follows it.
fn fold_run<'a>(text: &'a str, out: &mut String) -> &'a str {
    let end = text.find(|c| plain(c).is_some_and(|byte| byte != 0)).unwrap_or(text.len());
    text[..end].nfkd().for_each(|c| letter(c, out));
    &text[end..]
}

fn letter(c: char, out: &mut String) {
    if c.is_whitespace() {
        return blank(out);
    }
    if c.is_control() || mark(c) || invisible(c) {
        return;
    }
    for c in c.to_lowercase().filter(|c| !mark(*c)) {
        match c {
            'đ' | 'ð' => out.push('d'),
            'ø' => out.push('o'),
            'ł' => out.push('l'),
            'ı' => out.push('i'),
            'ħ' => out.push('h'),
            'ŧ' => out.push('t'),
            'ς' => out.push('σ'),
            'ß' => out.push_str("ss"),
            'æ' => out.push_str("ae"),
            'œ' => out.push_str("oe"),
            'þ' => out.push_str("th"),
            '‘' | '’' | 'ʼ' | '`' => out.push('\''),
            '“' | '”' | '„' => out.push('"'),
            '\u{2010}'..='\u{2015}' | '\u{2212}' => out.push('-'),
            c => out.push(c),
        }
    }
}

fn blank(out: &mut String) {
    if !out.is_empty() && !out.ends_with(' ') {
        out.push(' ');
    }
}

fn mark(c: char) -> bool {
    c >= '\u{300}'
        && (canonical_combining_class(c) != 0 || matches!(c, '\u{FE00}'..='\u{FE0F}' | '\u{20DD}'..='\u{20E4}'))
}

/// Folded words: letters and digits, whatever stands between them.
pub fn words(text: &str) -> Vec<String> {
    let mut all = Vec::new();
    each_word(text, |word| all.push(word.to_owned()));
    all
}

/// The same, one after the other.
pub fn each_word(text: &str, each: impl FnMut(&str)) {
    fold(text).split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).for_each(each);
}

/// Lowercase words with their marks, composed (NFKC). Both ways of placing a Vietnamese tone are one: `hoà` is `hòa`.
pub fn accented_words(text: &str) -> Vec<String> {
    let mut all = Vec::new();
    each_accented_word(text, |word| all.push(word.to_owned()));
    all
}

/// The same, one after the other.
pub fn each_accented_word(text: &str, mut each: impl FnMut(&str)) {
    if text.is_ascii() {
        return each_word(text, each);
    }
    let lower = if text.chars().all(composed) {
        text.to_lowercase()
    } else {
        // Some letters with a mark are one letter in lowercase alone: ǰ.
        text.nfkc().collect::<String>().to_lowercase().nfkc().collect()
    };
    let apart = |c: char| !c.is_alphanumeric() && !mark(c);
    lower.split(apart).filter(|word| !word.is_empty()).for_each(|word| each(&toned(word)));
}

/// Letters of Vietnamese and what stands around them, which composing leaves as they are.
fn composed(c: char) -> bool {
    matches!(c, '\0'..'\u{A0}' | '\u{C0}'..='\u{131}' | '\u{1A0}'..='\u{1B0}' | '\u{1EA0}'..='\u{1EF9}')
}

/// The two placements of a tone on an open syllable; `quý` has one only, as its u belongs to the q.
const TONES: [(&str, &str); 15] = [
    ("oà", "òa"),
    ("oá", "óa"),
    ("oả", "ỏa"),
    ("oã", "õa"),
    ("oạ", "ọa"),
    ("oè", "òe"),
    ("oé", "óe"),
    ("oẻ", "ỏe"),
    ("oẽ", "õe"),
    ("oẹ", "ọe"),
    ("uỳ", "ùy"),
    ("uý", "úy"),
    ("uỷ", "ủy"),
    ("uỹ", "ũy"),
    ("uỵ", "ụy"),
];

/// An accented word with its tone where the older spelling has it: as many letters as before.
pub(super) fn toned(word: &str) -> Cow<'_, str> {
    if word.ends_with(|c: char| c.is_ascii()) {
        return Cow::Borrowed(word);
    }
    let moved = TONES.iter().find_map(|(new, old)| Some((word.strip_suffix(new)?, old)));
    match moved {
        Some((head, old)) if !head.ends_with('q') => Cow::Owned(format!("{head}{old}")),
        _ => Cow::Borrowed(word),
    }
}

/// Whether a text was typed with accents, so that it asks for them.
pub fn has_accents(text: &str) -> bool {
    !text.is_ascii() && text.nfd().any(|c| mark(c) || matches!(c, 'đ' | 'Đ'))
}

/// What may reach a terminal: no control, no escape sequence, nothing that turns or hides the text around it. Lines and
/// tabs are kept where `lines` asks for them, else they are blanks.
pub fn clean(text: &str, lines: bool) -> Cow<'_, str> {
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        return Cow::Borrowed(text);
    }
    let suspect = |c: char| (c.is_control() && !(lines && matches!(c, '\n' | '\t'))) || mark(c) || turning(c);
    if !text.chars().any(|c| suspect(c) || invisible(c)) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    let mut marks = 0;
    while let Some(c) = chars.next() {
        marks = if mark(c) { marks + 1 } else { 0 };
        match c {
            '\r' if chars.peek() == Some(&'\n') => {}
            '\t' => out.push(if lines { '\t' } else { ' ' }),
            '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}' => {
                out.push(if lines { '\n' } else { ' ' });
            }
            '\u{1B}' => escape(&mut chars),
            '\u{9B}' => parameters(&mut chars),
            '\u{90}' | '\u{98}' | '\u{9D}'..='\u{9F}' => until_end(&mut chars),
            '\u{200C}' | '\u{200D}' => {
                let joins = out.chars().next_back().is_some_and(joined) && chars.peek().copied().is_some_and(joined);
                out.extend(joins.then_some(c));
            }
            c if c.is_control() || turning(c) || invisible(c) || marks > MARKS => {}
            c => out.push(c),
        }
    }
    Cow::Owned(out)
}

/// A text whose letters stand with their marks, as keyboards write them: `e`, `◌̂` and `◌́` are `ế`.
pub fn in_nfc(text: Cow<'_, str>) -> Cow<'_, str> {
    if text.chars().all(composed) || is_nfc(&text) { text } else { Cow::Owned(text.nfc().collect()) }
}

/// Somebody's text as a sentence may quote it: clean, and not longer than a glance.
pub fn quoted(text: &str) -> String {
    let text = clean(text.trim(), false);
    match text.char_indices().nth(QUOTED) {
        Some((end, _)) => format!("{}…", text[..end].trim_end()),
        None => text.into_owned(),
    }
}

/// Bidirectional controls (Unicode UAX 9), which make a text read otherwise than it is.
fn turning(c: char) -> bool {
    matches!(c, '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{2028}' | '\u{2029}')
}

/// What takes no room; the joiners among them are kept where a script needs them.
fn invisible(c: char) -> bool {
    matches!(c,
        '\u{AD}' | '\u{34F}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}' | '\u{180B}'..='\u{180E}'
        | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{3164}' | '\u{FEFF}'
        | '\u{FFA0}' | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E007F}')
}

/// Scripts and pictures that a joiner may stand between: not Latin, whose letters never join.
fn joined(c: char) -> bool {
    c >= '\u{590}' && !matches!(c, '\u{1E00}'..='\u{1EFF}' | '\u{2000}'..='\u{206F}')
}

/// Skips an escape sequence (ECMA-48) as a terminal would.
fn escape(chars: &mut Peekable<Chars>) {
    match chars.next_if(|c| !c.is_control()) {
        Some('[') => parameters(chars),
        Some(']' | 'P' | 'X' | '^' | '_') => until_end(chars),
        Some(' '..='/') => {
            while chars.next_if(|c| matches!(c, ' '..='/')).is_some() {}
            chars.next_if(|c| matches!(c, '0'..='~'));
        }
        _ => {}
    }
}

fn parameters(chars: &mut Peekable<Chars>) {
    while chars.next_if(|c| matches!(c, ' '..='?')).is_some() {}
    chars.next_if(|c| matches!(c, '@'..='~'));
}

/// Skips a control string to its end; one without an end is left as text, so that nothing is lost after it.
fn until_end(chars: &mut Peekable<Chars>) {
    let mut ahead = chars.clone();
    for _ in 0..SEQUENCE {
        let Some(c) = ahead.next() else { return };
        if matches!(c, '\u{7}' | '\u{9C}') || (c == '\u{1B}' && ahead.next_if_eq(&'\\').is_some()) {
            *chars = ahead;
            return;
        }
    }
}
