//! Vietnamese letters as Latin ones with marks, and the keys by which they are typed.
use unicode_normalization::UnicodeNormalization;

/// By which keys marks are typed. The letters that come do not tell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Method {
    #[default]
    Telex,
    Vni,
}

/// A mark, as Unicode combines it, and the key for it: none where the letter itself is pressed again.
const MARKS: [(char, Option<char>, char); 9] = [
    ('\u{301}', Some('s'), '1'),
    ('\u{300}', Some('f'), '2'),
    ('\u{309}', Some('r'), '3'),
    ('\u{303}', Some('x'), '4'),
    ('\u{323}', Some('j'), '5'),
    (CIRCUMFLEX, None, '6'),
    (HORN, Some('w'), '7'),
    (BREVE, Some('w'), '8'),
    (STROKE, None, '9'),
];
const CIRCUMFLEX: char = '\u{302}';
pub const HORN: char = '\u{31b}';
const BREVE: char = '\u{306}';
/// `đ` is not made of parts in Unicode; this is its bar.
const STROKE: char = '\u{335}';

/// A letter and its marks.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Letter {
    pub base: char,
    pub shape: Option<char>,
    pub tone: Option<char>,
}

impl Letter {
    /// One with any other mark is a letter of its own: `ü`.
    pub fn of(c: char) -> Self {
        let plain = Self { base: c, shape: None, tone: None };
        match c {
            'đ' => return Self { base: 'd', shape: Some(STROKE), ..plain },
            'Đ' => return Self { base: 'D', shape: Some(STROKE), ..plain },
            _ => {}
        }
        let mut parts = std::iter::once(c).nfd();
        let mut letter = Self { base: parts.next().unwrap_or(c), ..plain };
        for mark in parts {
            match mark {
                CIRCUMFLEX | HORN | BREVE => letter.shape = Some(mark),
                _ if is_mark(mark) => letter.tone = Some(mark),
                _ => return plain,
            }
        }
        letter
    }

    pub fn marked(self) -> bool {
        self.shape.is_some() || self.tone.is_some()
    }

    /// Whether it is the same but for marks and case.
    pub fn like(self, other: Self) -> bool {
        self.base.eq_ignore_ascii_case(&other.base)
    }
}

/// Whether it is a mark by itself, as a decomposed letter ends with.
pub fn is_mark(c: char) -> bool {
    MARKS.iter().any(|(mark, ..)| *mark == c)
}

impl Method {
    /// The key that puts a mark on a letter; a capital's is one.
    pub fn key(self, mark: char, base: char) -> char {
        let (_, telex, vni) = MARKS.into_iter().find(|(known, ..)| *known == mark).unwrap_or((mark, None, base));
        match self {
            Self::Vni => vni,
            Self::Telex if base.is_uppercase() => telex.map_or(base, |key| key.to_ascii_uppercase()),
            Self::Telex => telex.unwrap_or(base),
        }
    }

    /// The key that takes a tone off.
    pub fn no_tone(self) -> char {
        if self == Self::Telex { 'z' } else { '0' }
    }

    /// The keys of a letter that came whole. Telex has two by one key each.
    pub fn keys(self, letter: Letter) -> impl Iterator<Item = char> {
        let by_one = match (self, letter.shape, letter.base) {
            (Self::Telex, Some(HORN), 'u') => Some('w'),
            (Self::Telex, Some(HORN), 'U') => Some('W'),
            (Self::Telex, Some(HORN), 'o') => Some('['),
            (Self::Telex, Some(HORN), 'O') => Some('{'),
            _ => None,
        };
        let shape = letter.shape.filter(|_| by_one.is_none());
        let marks = shape.into_iter().chain(letter.tone).map(move |mark| self.key(mark, letter.base));
        std::iter::once(by_one.unwrap_or(letter.base)).chain(marks)
    }
}
