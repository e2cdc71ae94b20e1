//! Numbers as people write them: where the thousands end and the decimals begin. `1.250` and `1,250` do not say; what
//! the rest of a column or the unit allows decides then.

/// Which mark divides the decimals: that of English (`1,234.56`), or that of Vietnam and most of Europe (`1.234,56`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Marks {
    #[default]
    Undecided,
    Point,
    Comma,
}

/// `digits / 10^scale`, never negative.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Number {
    pub digits: i128,
    pub scale: u32,
}

impl Number {
    /// The same without the zeros at the end of its decimals.
    pub fn trimmed(mut self) -> Self {
        while self.scale > 0 && self.digits % 10 == 0 {
            (self.digits, self.scale) = (self.digits / 10, self.scale - 1);
        }
        self
    }
}

/// What a text can mean by its own shape.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Written {
    /// One reading, and which marks it shows: `1,234.56`, `12.5`, `1.250.000`, `1250`.
    Sure(Number, Marks),
    /// One mark before three digits: `1.250` is a thousand and more, or one and a quarter; `point` tells the mark.
    Either { digits: i128, point: bool },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotNumber {
    Shape,
    Large,
}

/// Digits that are still counted; far beyond any money, and far within an i128.
const MOST: usize = 30;
/// Groups that a number is looked at in.
const GROUPS: usize = 12;

impl Written {
    /// Reads digits with marks between them: no sign, no unit, no blanks around.
    pub fn read(text: &str) -> Result<Self, NotNumber> {
        let mut digits: i128 = 0;
        let mut count = 0;
        let mut lens = [0_usize; GROUPS];
        let mut seps = [' '; GROUPS];
        let mut at = 0;
        for c in text.chars() {
            if let Some(digit) = c.to_digit(10) {
                count += usize::from(count > 0 || digit > 0);
                if count > MOST {
                    return Err(NotNumber::Large);
                }
                digits = digits * 10 + i128::from(digit);
                lens[at] += 1;
            } else if at + 1 < GROUPS {
                at += 1;
                seps[at] = match c {
                    '.' | ',' => c,
                    ' ' | '\'' | '’' | '_' => ' ',
                    _ => return Err(NotNumber::Shape),
                };
            } else {
                return Err(NotNumber::Shape);
            }
        }
        let zero_first = text.starts_with('0') && lens[0] > 0;
        grouped(&lens[..=at], &seps[..=at], digits, zero_first).ok_or(NotNumber::Shape)
    }

    /// The number, if decimals as many as `room` could be meant; `None` where both readings can be.
    pub fn number(self, marks: Marks, room: u32) -> Option<Number> {
        match self {
            Self::Sure(number, _) => Some(number),
            Self::Either { digits, point } => match (marks, point) {
                (Marks::Point, true) | (Marks::Comma, false) => Some(Number { digits, scale: 3 }),
                (Marks::Point, false) | (Marks::Comma, true) => Some(Number { digits, scale: 0 }),
                (Marks::Undecided, _) if room < 3 => Some(Number { digits, scale: 0 }),
                (Marks::Undecided, _) => None,
            },
        }
    }
}

fn grouped(lens: &[usize], seps: &[char], digits: i128, zero_first: bool) -> Option<Written> {
    let sure = |scale: usize, marks| Some(Written::Sure(Number { digits, scale: u32::try_from(scale).ok()? }, marks));
    let (first, last) = (lens[0], *lens.last()?);
    let (Some(&mark), between) = (seps.last(), &seps[1..seps.len().max(2) - 1]) else { return None };
    let (decimal, thousand) = if mark == '.' { (Marks::Point, Marks::Comma) } else { (Marks::Comma, Marks::Point) };
    match lens.len() {
        1 => return if first > 0 { sure(0, Marks::Undecided) } else { None },
        2 if mark != ' ' => {
            return match (first, last) {
                (0, 0) => None,
                (_, 0) => sure(0, Marks::Undecided),
                (1..=3, 3) if !zero_first => Some(Written::Either { digits, point: mark == '.' }),
                _ => sure(last, decimal),
            };
        }
        _ => {}
    }
    let alike = between.windows(2).all(|pair| pair[0] == pair[1]);
    match between.last() {
        _ if !alike => None,
        Some(&other) if other != mark && mark != ' ' => {
            let whole = in_groups(&lens[..lens.len() - 1], other);
            if whole { sure(last, if last == 0 { Marks::Undecided } else { decimal }) } else { None }
        }
        Some(&other) if other != mark => None,
        _ if !in_groups(lens, mark) => None,
        _ => sure(0, if mark == ' ' { Marks::Undecided } else { thousand }),
    }
}

/// Thousands in threes, or as India writes them: `12,34,567`.
fn in_groups(lens: &[usize], mark: char) -> bool {
    let [first, middle @ .., last] = lens else { return false };
    let threes = (1..=3).contains(first) && middle.iter().all(|len| *len == 3);
    let twos = mark == ',' && (1..=2).contains(first) && middle.iter().all(|len| *len == 2);
    *last == 3 && (threes || twos)
}
