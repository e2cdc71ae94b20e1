//! The numbers of a column: which mark divides their decimals, whether they are money, and of which currency.
use super::Holds;
use crate::domain::amount::Amount;
use crate::domain::money::Currency;
use crate::domain::number::{Marks, Number, Written};
use crate::lang::{Sentence, cell};

/// The longest text that is looked at as a number.
const LONGEST: usize = 40;
/// Letters that a currency or a unit has at most.
const LETTERS: usize = 8;

#[derive(Default)]
pub struct Figures {
    /// Numbers without a word or a sign.
    plain: u64,
    /// Amounts with a currency or a unit.
    signed: u64,
    /// Of those the ones with one letter alone, as `85123A` has: `5k`, `3m`, `100d`.
    lettered: u64,
    percent: u64,
    /// Digits in front of which a 0 stands: codes, no numbers.
    coded: u64,
    /// Cells that show which mark divides the decimals.
    point: u64,
    comma: u64,
    /// Most decimals of a cell that names no currency, zeros at its end aside.
    decimals: u32,
    open_point: Open,
    open_comma: Open,
    currencies: Vec<Currency>,
}

/// What numbers are by what stands beside them.
#[derive(Clone, Copy)]
pub enum Kind {
    Plain,
    Money,
    Percent,
}

/// Cells with one mark before three digits.
#[derive(Clone, Copy, Default)]
struct Open {
    cells: u64,
    /// Most decimals that they have if the mark divides them.
    decimals: u32,
}

/// One against as many is a slip: the many are believed.
const BELIEVED: u64 = 9;

impl Figures {
    /// Counts a cell, and tells whether it is a number with marks, and so nothing else.
    pub fn see(&mut self, text: &str) -> bool {
        let bare = text.trim_start_matches(['-', '+', '−']);
        if text.len() > LONGEST {
            return false;
        }
        if let Some(bare) = bare.strip_suffix('%') {
            let written = Written::read(bare.trim_end());
            self.percent += u64::from(written.is_ok());
            return written.is_ok_and(|written| self.learn(written, false));
        }
        if bare.bytes().all(|byte| byte.is_ascii_digit() || b".,' ".contains(&byte)) {
            let Ok(written) = Written::read(bare) else { return false };
            self.plain += 1;
            self.coded += u64::from(matches!(bare.as_bytes(), [b'0', b'0'..=b'9', ..]));
            return self.learn(written, false);
        }
        let (mut letters, mut signs) = (0, usize::from(text.starts_with('(')));
        for c in text.chars() {
            letters += usize::from(c.is_alphabetic());
            signs += usize::from(c == '$' || !c.is_ascii());
        }
        if letters <= LETTERS && letters + signs > 0 {
            self.amount(text);
        }
        false
    }

    fn amount(&mut self, text: &str) {
        let Ok(amount) = Amount::scan(text) else { return };
        self.signed += 1;
        let mut letters = text.bytes().filter(|byte| !byte.is_ascii_digit());
        if letters.next().is_some_and(|byte| byte.is_ascii_alphabetic()) && letters.next().is_none() {
            self.lettered += 1;
            return;
        }
        if let Some(written) = amount.written() {
            self.learn(written, amount.currency.is_some());
        }
        if let Some(currency) = amount.currency.filter(|currency| !self.currencies.contains(currency)) {
            self.currencies.push(currency);
        }
    }

    /// Notes the marks of a number, and its decimals where its currency is not `named`; tells whether it has any marks.
    fn learn(&mut self, written: Written, named: bool) -> bool {
        let decimals = |number| if named { 0 } else { significant(number) };
        match written {
            Written::Sure(number, marks) => {
                self.point += u64::from(marks == Marks::Point);
                self.comma += u64::from(marks == Marks::Comma);
                self.decimals = self.decimals.max(decimals(number));
                marks != Marks::Undecided
            }
            Written::Either { digits, point } => {
                let open = if point { &mut self.open_point } else { &mut self.open_comma };
                open.cells += 1;
                open.decimals = open.decimals.max(decimals(Number { digits, scale: 3 }));
                true
            }
        }
    }

    /// Whether each amount names its currency.
    pub fn are_named(&self) -> bool {
        self.signed > self.lettered && self.plain + self.lettered == 0
    }

    /// The marks that the cells themselves show.
    pub fn marks(&self) -> Marks {
        match (self.point, self.comma) {
            (point, comma) if point > comma * BELIEVED => Marks::Point,
            (point, comma) if comma > point * BELIEVED => Marks::Comma,
            _ => Marks::Undecided,
        }
    }

    /// What the numbers are, if they are enough of the column's cells.
    pub fn kind(&self, enough: &impl Fn(u64) -> bool) -> Option<Kind> {
        let amounts = self.signed + self.plain;
        if enough(amounts) && (self.signed > self.lettered || self.lettered * 2 >= amounts) && self.signed > 0 {
            Some(Kind::Money)
        } else if enough(self.percent) {
            Some(Kind::Percent)
        } else if enough(self.plain) && self.coded * 10 <= self.plain {
            Some(Kind::Plain)
        } else {
            None
        }
    }

    /// The column that they make, and how many fit, by what a person said; `others` are the marks of the file's other
    /// columns, for cells that show none.
    pub fn holds(&self, kind: Kind, said: Option<Marks>, others: Marks, notes: &mut Vec<Sentence>) -> (Holds, u64) {
        let marks = said.unwrap_or_else(|| if self.point + self.comma == 0 { others } else { self.marks() });
        let decimals = match marks {
            Marks::Point => self.decimals.max(self.open_point.decimals),
            Marks::Comma => self.decimals.max(self.open_comma.decimals),
            Marks::Undecided => self.decimals,
        };
        let open = self.open_point.cells + self.open_comma.cells;
        if self.point > 0 && self.comma > 0 {
            notes.push(cell::mixed_marks(self.point, self.comma));
        } else if open > 0 && marks == Marks::Undecided {
            notes.push(cell::open_marks(open));
        }
        if self.currencies.len() > 1 {
            let codes: Vec<_> = self.currencies.iter().map(|currency| currency.code()).collect();
            notes.push(cell::many_currencies(&codes.join(", ")));
        }
        let currency = self.currencies.first().copied().filter(|_| self.currencies.len() == 1);
        match kind {
            Kind::Money => (Holds::Money { marks, currency, decimals }, self.signed + self.plain),
            Kind::Percent => (Holds::Percent { marks }, self.percent),
            Kind::Plain if decimals == 0 => (Holds::Whole { marks }, self.plain),
            Kind::Plain => (Holds::Decimal { marks, decimals }, self.plain),
        }
    }
}

/// Decimals without the zeros at their end.
fn significant(Number { mut digits, mut scale }: Number) -> u32 {
    while scale > 0 && digits % 10 == 0 {
        (digits, scale) = (digits / 10, scale - 1);
    }
    scale
}
