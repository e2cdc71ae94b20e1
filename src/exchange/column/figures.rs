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
    /// Cells with one mark before three digits: a point, or a comma.
    open_point: u64,
    open_comma: u64,
    /// Most decimals of a cell that names no currency, and of those the ones in whose row nothing else does.
    decimals: Most,
    unnamed: Most,
    currencies: Vec<Currency>,
}

/// What numbers are by what stands beside them.
#[derive(Clone, Copy)]
pub enum Kind {
    Plain,
    Money,
    Percent,
}

/// Most decimals of some cells, zeros at their end aside.
#[derive(Clone, Copy, Default)]
struct Most {
    /// Of those that show their marks.
    sure: u32,
    /// Of those with one mark before three digits, if that mark divides them.
    point: u32,
    comma: u32,
}

/// Numbers such as 1.250, of which none shows what the mark divides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Open {
    /// Whether the mark is a point, not a comma.
    pub point: bool,
    /// The most decimals that they have if it divides them, zeros at their end aside.
    pub decimals: u32,
}

impl Open {
    /// Whether it divides decimals.
    pub fn divides(self, marks: Marks) -> bool {
        marks == if self.point { Marks::Point } else { Marks::Comma }
    }
}

impl Most {
    fn see(&mut self, written: Written) {
        match written {
            Written::Sure(number, _) => self.sure = self.sure.max(number.trimmed().scale),
            Written::Either { digits, point } => {
                let open = if point { &mut self.point } else { &mut self.comma };
                *open = (*open).max(Number { digits, scale: 3 }.trimmed().scale);
            }
        }
    }

    fn by(self, marks: Marks) -> u32 {
        match marks {
            Marks::Point => self.sure.max(self.point),
            Marks::Comma => self.sure.max(self.comma),
            Marks::Undecided => self.sure,
        }
    }
}

/// One against as many is a slip: the many are believed.
const BELIEVED: u64 = 9;

impl Figures {
    /// Counts a cell, and tells whether it is a number with marks, and so nothing else. A row that is `named` says its
    /// currency beside it.
    pub fn see(&mut self, text: &str, named: bool) -> bool {
        let bare = text.trim_start_matches(['-', '+', '−']);
        if text.len() > LONGEST {
            return false;
        }
        if let Some(bare) = bare.strip_suffix('%') {
            let written = Written::read(bare.trim_end());
            self.percent += u64::from(written.is_ok());
            return written.is_ok_and(|written| self.learn(written, (false, named)));
        }
        if bare.bytes().all(|byte| byte.is_ascii_digit() || b".,' ".contains(&byte)) {
            let Ok(written) = Written::read(bare) else { return false };
            self.plain += 1;
            self.coded += u64::from(matches!(bare.as_bytes(), [b'0', b'0'..=b'9', ..]));
            return self.learn(written, (false, named));
        }
        let (mut letters, mut signs) = (0, usize::from(text.starts_with('(')));
        for c in text.chars() {
            letters += usize::from(c.is_alphabetic());
            signs += usize::from(c == '$' || !c.is_ascii());
        }
        if letters <= LETTERS && letters + signs > 0 {
            self.amount(text, named);
        }
        false
    }

    fn amount(&mut self, text: &str, named: bool) {
        let Ok(amount) = Amount::scan(text) else { return };
        self.signed += 1;
        let mut letters = text.bytes().filter(|byte| !byte.is_ascii_digit());
        if letters.next().is_some_and(|byte| byte.is_ascii_alphabetic()) && letters.next().is_none() {
            self.lettered += 1;
            return;
        }
        if let Some(written) = amount.written() {
            self.learn(written, (amount.currency.is_some(), named));
        }
        if let Some(currency) = amount.currency.filter(|currency| !self.currencies.contains(currency)) {
            self.currencies.push(currency);
        }
    }

    /// Notes the marks of a number, and its decimals where neither it nor its row names a currency; tells whether it has
    /// any marks.
    fn learn(&mut self, written: Written, (signed, named): (bool, bool)) -> bool {
        if !signed {
            self.decimals.see(written);
            if !named {
                self.unnamed.see(written);
            }
        }
        match written {
            Written::Sure(_, marks) => {
                self.point += u64::from(marks == Marks::Point);
                self.comma += u64::from(marks == Marks::Comma);
                marks != Marks::Undecided
            }
            Written::Either { point, .. } => {
                *(if point { &mut self.open_point } else { &mut self.open_comma }) += 1;
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

    /// By which marks they are read: those that a person said, or that the cells show; `others` are those of the file's
    /// other columns, for cells that show none.
    pub fn marks_by(&self, said: Option<Marks>, others: Marks) -> Marks {
        said.unwrap_or_else(|| if self.point + self.comma == 0 { others } else { self.marks() })
    }

    /// The most decimals of cells that name no currency, and in whose rows nothing does.
    pub fn unnamed(&self, marks: Marks) -> u32 {
        self.unnamed.by(marks)
    }

    /// Cells with one mark before three digits, where none shows what it divides.
    pub fn open(&self) -> Option<Open> {
        let open = self.open_point + self.open_comma > 0 && self.point + self.comma == 0;
        let decimals = self.decimals.point.max(self.decimals.comma);
        open.then_some(Open { point: self.open_point >= self.open_comma, decimals })
    }

    /// The column that they make by their marks, and how many fit.
    pub fn holds(&self, kind: Kind, marks: Marks, notes: &mut Vec<Sentence>) -> (Holds, u64) {
        let decimals = self.decimals.by(marks);
        if self.point > 0 && self.comma > 0 {
            notes.push(cell::mixed_marks(self.point, self.comma));
        } else if self.open_point + self.open_comma > 0 && marks == Marks::Undecided {
            notes.push(cell::open_marks(self.open_point + self.open_comma));
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
