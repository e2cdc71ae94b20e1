//! Amounts of money as people write them: signs and codes on either side, minus and brackets, thousands and millions in
//! words (`1,5 tỷ`, `2tr5`, `100m`). What the marks mean is decided last, when the currency is known.
use super::fold::quoted;
use super::money::Currency;
use super::number::{Marks, NotNumber, Written};
use super::problem::Fault;
use crate::lang::cell;
use unicode_normalization::UnicodeNormalization;

/// Words that multiply, as powers of ten.
const UNITS: [(&str, u32); 19] = [
    ("k", 3),
    ("nghìn", 3),
    ("ngàn", 3),
    ("nghin", 3),
    ("ngan", 3),
    ("thousand", 3),
    ("tr", 6),
    ("triệu", 6),
    ("trieu", 6),
    ("m", 6),
    ("mn", 6),
    ("mio", 6),
    ("million", 6),
    ("tỷ", 9),
    ("tỉ", 9),
    ("ty", 9),
    ("b", 9),
    ("bn", 9),
    ("billion", 9),
];

/// `1 tỷ 250 triệu 500 nghìn`.
const PARTS: usize = 3;

#[derive(Clone, Copy)]
struct Part {
    written: Written,
    /// The power of ten that multiplies it; `None` until a unit came.
    unit: Option<u32>,
    /// Digits written, for the decimals of `2tr5`.
    len: usize,
    /// Whether it follows a unit without a blank.
    glued: bool,
}

/// An amount before its marks are settled.
pub struct Amount {
    pub currency: Option<Currency>,
    negative: bool,
    parts: [Option<Part>; PARTS],
}

/// Why a text is no amount, or no money of a currency. It becomes a sentence only if someone asks.
pub enum Unfit {
    Shape,
    Word(String),
    TwoCurrencies,
    TwoReadings,
    Fine(Currency),
    Large,
}

impl Unfit {
    pub fn fault(self, text: &str) -> Fault {
        let text = quoted(text);
        Fault::new(match self {
            Self::Shape => cell::not_money(&text),
            // Where no digit stands, no word is a currency.
            Self::Word(_) if !text.contains(char::is_numeric) => cell::not_money(&text),
            Self::Word(word) => cell::not_a_currency(&quoted(&word)),
            Self::TwoCurrencies => cell::two_currencies(&text),
            Self::TwoReadings => cell::two_readings(&text),
            Self::Fine(currency) => cell::too_fine(&text, currency.code(), currency.digits()),
            Self::Large => cell::too_large(&text),
        })
    }
}

impl Amount {
    pub fn scan(text: &str) -> Result<Self, Unfit> {
        let odd = |c| matches!(c, '\u{A0}' | '\u{300}'..='\u{36F}' | '\u{2000}'..='\u{205F}' | '\u{3000}'..='\u{FFFF}');
        if !text.contains(odd) {
            return Scan::new(text).read();
        }
        // Full-width digits and marks, and blanks of every kind, become plain ones.
        let plain: String = text.nfkc().collect();
        Scan::new(&plain).read()
    }

    /// The only number, where one is written without a word that multiplies it.
    pub fn written(&self) -> Option<Written> {
        match self.parts {
            [Some(Part { written, unit: None, .. }), None, _] => Some(written),
            _ => None,
        }
    }

    /// In the minor units of a currency.
    pub fn minor(&self, currency: Currency, marks: Marks) -> Result<i64, Unfit> {
        let mut sum: i128 = 0;
        let mut above: Option<u32> = None;
        for part in self.parts.iter().flatten() {
            let mut power = part.unit.unwrap_or(0);
            match (above, part.unit) {
                (Some(above), None) if part.glued => {
                    let len = u32::try_from(part.len).map_err(|_| Unfit::Large)?;
                    power = above.checked_sub(len).ok_or(Unfit::TwoReadings)?;
                }
                (Some(_), None) => return Err(Unfit::TwoReadings),
                (Some(above), Some(unit)) if unit >= above => return Err(Unfit::TwoReadings),
                _ => {}
            }
            let value = value(part.written, marks, power, currency)?;
            sum = sum.checked_add(value).ok_or(Unfit::Large)?;
            above = part.unit;
        }
        i64::try_from(if self.negative { -sum } else { sum }).map_err(|_| Unfit::Large)
    }
}

/// One number times ten to a power, in minor units; its decimals must fit, but for zeros.
fn value(written: Written, marks: Marks, power: u32, currency: Currency) -> Result<i128, Unfit> {
    let digits = currency.digits();
    let room = power + digits;
    // Where a currency has three decimals, `1.250` is as the dinars' own countries write it.
    let marks = if marks == Marks::Undecided && power == 0 && digits >= 3 { Marks::Point } else { marks };
    let number = written.number(marks, room).ok_or(Unfit::TwoReadings)?;
    let (mut whole, mut scale) = (number.digits, number.scale);
    while scale > room {
        if whole % 10 != 0 {
            return Err(Unfit::Fine(currency));
        }
        (whole, scale) = (whole / 10, scale - 1);
    }
    10_i128.checked_pow(room - scale).and_then(|by| whole.checked_mul(by)).ok_or(Unfit::Large)
}

/// Reads one text from its start to its end.
struct Scan<'a> {
    text: &'a str,
    at: usize,
    amount: Amount,
    count: usize,
    /// After how many numbers a minus came.
    minus: Option<usize>,
    brackets: u8,
}

impl<'a> Scan<'a> {
    fn new(text: &'a str) -> Self {
        let amount = Amount { currency: None, negative: false, parts: [None; PARTS] };
        Self { text, at: 0, amount, count: 0, minus: None, brackets: 0 }
    }

    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    fn read(mut self) -> Result<Amount, Unfit> {
        while let Some(c) = self.rest().chars().next() {
            match c {
                '0'..='9' | '.' | ',' if self.number()? => continue,
                '-' | '−' | '–' if self.minus.is_none() && self.brackets == 0 => self.minus = Some(self.count),
                '+' if self.at == 0 => {}
                '(' if self.brackets == 0 && self.count == 0 && self.minus.is_none() => self.brackets = 1,
                ')' if self.brackets == 1 && self.count > 0 => self.brackets = 2,
                c if c.is_whitespace() || (matches!(c, '.' | ',') && self.count > 0) => {}
                c if !c.is_ascii_punctuation() || c == '$' => {
                    self.word()?;
                    continue;
                }
                _ => return Err(Unfit::Shape),
            }
            self.at += c.len_utf8();
        }
        if self.count == 0 || self.brackets == 1 {
            return Err(Unfit::Shape);
        }
        self.amount.negative = self.minus.is_some() || self.brackets == 2;
        Ok(self.amount)
    }

    /// Takes digits with the marks and blanks between them; no where a mark stands alone.
    fn number(&mut self) -> Result<bool, Unfit> {
        let mut end = 0;
        for (at, c) in self.rest().char_indices() {
            match c {
                '0'..='9' => end = at + 1,
                '.' | ',' | ' ' | '\'' | '’' | '_' if at == end => {}
                _ => break,
            }
        }
        if end == 0 {
            return Ok(false);
        }
        let body = &self.rest()[..end];
        let glued = self.text[..self.at].ends_with(char::is_alphabetic);
        let len = body.len();
        let written = Written::read(body).map_err(|why| match why {
            NotNumber::Shape => Unfit::Shape,
            NotNumber::Large => Unfit::Large,
        })?;
        let bare = self.count > 0 && self.amount.parts[self.count - 1].is_some_and(|part| part.unit.is_none());
        if bare || self.count == PARTS || self.minus.is_some_and(|after| after > 0) || self.brackets == 2 {
            return Err(Unfit::Shape);
        }
        let glued = glued && body.bytes().all(|byte| byte.is_ascii_digit());
        self.amount.parts[self.count] = Some(Part { written, unit: None, len, glued });
        self.count += 1;
        self.at += end;
        Ok(true)
    }

    /// Takes a unit, a sign, a code, or a unit with a sign behind it: `tr`, `₫`, `USD`, `trđ`.
    fn word(&mut self) -> Result<(), Unfit> {
        let rest = self.rest();
        let ends = |c: char| c.is_whitespace() || c.is_ascii_digit() || matches!(c, '-' | '(' | ')' | ',');
        let word = &rest[..rest.find(ends).unwrap_or(rest.len())];
        let next = rest[word.len()..].chars().next();
        let word = word.strip_suffix('.').filter(|_| next.is_some_and(|c| c.is_ascii_digit())).unwrap_or(word);
        self.at += word.len();
        let word = word.trim_end_matches('.');
        let lower = word.to_lowercase();
        if let Some(currency) = currency(&lower) {
            return self.pay(currency);
        }
        if self.multiply(&lower) {
            return Ok(());
        }
        let joined = UNITS.iter().find_map(|(unit, _)| Some((*unit, currency(lower.strip_prefix(unit)?)?)));
        match joined {
            Some((unit, currency)) if self.multiply(unit) => self.pay(currency),
            _ => Err(Unfit::Word(word.to_owned())),
        }
    }

    fn pay(&mut self, currency: Currency) -> Result<(), Unfit> {
        if self.amount.currency.is_some_and(|known| known != currency) {
            return Err(Unfit::TwoCurrencies);
        }
        self.amount.currency = Some(currency);
        Ok(())
    }

    /// Lets a unit multiply the number before it.
    fn multiply(&mut self, word: &str) -> bool {
        let power = UNITS.iter().find(|(unit, _)| *unit == word).map(|(_, power)| *power);
        let last = self.count.checked_sub(1).and_then(|at| self.amount.parts[at].as_mut());
        match (power, last) {
            (Some(_), Some(part)) if part.unit.is_none() => {
                part.unit = power;
                true
            }
            _ => false,
        }
    }
}

fn currency(lower: &str) -> Option<Currency> {
    Currency::by_sign(lower).or_else(|| Currency::read(lower))
}
