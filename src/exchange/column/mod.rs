//! What a column of a file holds, decided from all its cells: a cell alone may be read in two ways, a column seldom.
pub mod date;
pub(super) mod dates;
pub mod figures;
pub mod look;
pub mod manner;
pub mod read;
pub(super) mod shapes;
pub(super) mod stamp;

use crate::domain::mail::{is_address, mailboxes};
use crate::domain::money::Currency;
use crate::domain::number::Marks;
use crate::lang::Sentence;
use date::{DateStyle, DayOrder};
use dates::{Dates, Order};
use figures::{Figures, Open};
use foldhash::fast::RandomState;
use manner::Cells;
use shapes::{is_blank, is_digits, is_yes_or_no, phone_shaped};
use std::collections::HashSet;
use std::hash::BuildHasher;

/// What the cells of a column are.
#[derive(Clone, Debug, PartialEq)]
pub enum Holds {
    /// Every cell is blank.
    Nothing,
    Dates(DateStyle),
    /// Amounts, with the currency that their signs name where all that have one agree, and the most decimals of a cell
    /// without one, zeros at its end aside.
    Money {
        marks: Marks,
        currency: Option<Currency>,
        decimals: u32,
    },
    Whole {
        marks: Marks,
    },
    Decimal {
        marks: Marks,
        decimals: u32,
    },
    Percent {
        marks: Marks,
    },
    Phones,
    Mails,
    YesNo,
    Text,
}

impl Holds {
    /// Whether they are numbers, with whatever beside them.
    pub fn are_figures(&self) -> bool {
        matches!(self, Self::Money { .. } | Self::Whole { .. } | Self::Decimal { .. } | Self::Percent { .. })
    }

    /// The most decimals of those that name no currency.
    pub fn decimals(&self) -> u32 {
        match self {
            Self::Money { decimals, .. } | Self::Decimal { decimals, .. } => *decimals,
            _ => 0,
        }
    }

    /// Which mark divides decimals, where they have any.
    pub fn marks(&self) -> Marks {
        match self {
            Self::Money { marks, .. }
            | Self::Whole { marks }
            | Self::Decimal { marks, .. }
            | Self::Percent { marks } => *marks,
            _ => Marks::Undecided,
        }
    }
}

/// A column as it was found.
#[derive(Clone, Debug)]
pub struct Column {
    pub holds: Holds,
    pub cells: u64,
    /// Blank, or said to be nothing: `N/A`, `-`.
    pub empty: u64,
    /// Cells that are what the column holds; what is left of the full ones is kept as written and flagged.
    pub fit: u64,
    /// Dates whose day and month could be either way round.
    pub open_dates: u64,
    /// Whether a cell of the column itself told its day from its month, or a person did.
    pub told: bool,
    /// Whether each amount in it names its currency.
    pub named: bool,
    /// The most decimals of an amount that names none, in a row that names none.
    pub unnamed: u32,
    /// Where none of its numbers shows what the mark divides, nor do other columns.
    pub open_marks: Option<Open>,
    /// Whether every cell is full and no two are alike, as an outside key is.
    pub key: bool,
    /// The one text that all its full cells have.
    pub constant: Option<String>,
    /// What a person should know before trusting it.
    pub notes: Vec<Sentence>,
}

/// What settles what a column leaves open.
struct Ground {
    order: Order,
    marks: Marks,
}

/// Of ten full cells, as many must fit for the column to be said to hold such.
const MOST: u64 = 9;

/// Looks at the cells of one column, one after another; nothing is kept but counts, and the digests of a column whose
/// cells were all different so far.
#[derive(Default)]
pub struct ColumnGuess {
    /// What a person said of its cells.
    said: Cells,
    cells: u64,
    empty: u64,
    dates: Dates,
    figures: Figures,
    phones: u64,
    /// Of those the ones written as no other number is.
    phones_marked: u64,
    mails: u64,
    yes_no: u64,
    seen: Seen,
}

#[derive(Default)]
struct Seen {
    first: Option<String>,
    varies: bool,
    digests: HashSet<u64, RandomState>,
    twice: bool,
    /// What the digests are made by.
    by: RandomState,
}

impl ColumnGuess {
    /// Of a column of whose cells a person said how they are read.
    pub fn said(said: Cells) -> Self {
        Self { said, ..Self::default() }
    }

    pub fn see(&mut self, text: &str) {
        self.see_in(text, false);
    }

    /// The same of a cell in a row that is `named`: it says its currency beside it.
    pub fn see_in(&mut self, text: &str, named: bool) {
        self.cells += 1;
        let text = text.trim();
        if is_blank(text) {
            self.empty += 1;
            return;
        }
        self.seen.see(text);
        if text.contains('@') {
            self.mails += u64::from(is_address(text) || mailboxes(text).is_ok());
        } else if text.bytes().any(|byte| byte.is_ascii_digit()) {
            self.see_digits(text, named);
        } else {
            self.yes_no += u64::from(is_yes_or_no(text));
        }
    }

    fn see_digits(&mut self, text: &str, named: bool) {
        let dated = self.dates.see(text);
        if dated && !is_digits(text) {
            return;
        }
        let figured = self.figures.see(text, named);
        if let Some(marked) = phone_shaped(text).filter(|_| !dated && !figured) {
            self.phones += 1;
            self.phones_marked += u64::from(marked);
        }
    }

    /// Says what a column of its own holds; `order` settles dates of which none tells its day from its month.
    pub fn decide(self, order: DayOrder) -> Column {
        self.settle(&Ground { order: Order { first: order, from_file: false, said: false }, marks: Marks::Undecided })
    }

    /// Says what the columns of one file hold. Where those that tell day from month agree, or those that show which
    /// mark divides decimals, the others follow: a program writes all its cells alike.
    pub fn decide_all(guesses: Vec<Self>, default: DayOrder) -> Vec<Column> {
        let order = same(guesses.iter().filter_map(Self::order_told));
        let marks = same(guesses.iter().filter_map(Self::marks_shown)).unwrap_or_default();
        let order = Order { first: order.unwrap_or(default), from_file: order.is_some(), said: false };
        let ground = Ground { order, marks };
        guesses.into_iter().map(|guess| guess.settle(&ground)).collect()
    }

    fn full(&self) -> u64 {
        self.cells - self.empty
    }

    fn enough(&self, count: u64) -> bool {
        let full = self.full();
        full > 0 && count * 10 >= full * MOST
    }

    fn is_dates(&self) -> bool {
        let compact_only = self.dates.compact == self.dates.read && self.dates.read < self.full();
        self.enough(self.dates.read) && !compact_only
    }

    fn order_told(&self) -> Option<DayOrder> {
        Some(self.dates.told()).filter(|_| self.is_dates()).flatten()
    }

    fn marks_shown(&self) -> Option<Marks> {
        let marks = self.figures.marks();
        let figures = !self.is_dates() && self.figures.kind(&|count| self.enough(count)).is_some();
        (figures && marks != Marks::Undecided).then_some(marks)
    }

    fn settle(self, ground: &Ground) -> Column {
        let (full, named) = (self.full(), self.figures.are_named());
        let marks = self.figures.marks_by(self.said.marks, ground.marks);
        let mut notes = Vec::new();
        let enough = |count| self.enough(count);
        let (holds, fit) = if full == 0 {
            (Holds::Nothing, 0)
        } else if self.is_dates() {
            let said = self.said.order.map(|order| Order { first: order, from_file: false, said: true });
            let against = self.said.order.map_or(0, |order| self.dates.against(order));
            (Holds::Dates(self.dates.style(said.unwrap_or(ground.order), &mut notes)), self.dates.read - against)
        } else if enough(self.mails) {
            (Holds::Mails, self.mails)
        } else if enough(self.phones) && self.phones_marked * 2 >= full {
            (Holds::Phones, self.phones)
        } else if let Some(kind) = self.figures.kind(&enough) {
            self.figures.holds(kind, marks, &mut notes)
        } else if enough(self.yes_no) {
            (Holds::YesNo, self.yes_no)
        } else {
            (Holds::Text, full)
        };
        let dates = matches!(holds, Holds::Dates(_));
        let figures = holds.are_figures();
        let open_marks =
            self.figures.open().filter(|_| figures && (self.said.marks.is_some() || marks == Marks::Undecided));
        Column {
            holds,
            fit,
            cells: self.cells,
            empty: self.empty,
            open_dates: if dates { self.dates.open } else { 0 },
            told: dates && (self.said.order.is_some() || self.dates.told().is_some()),
            named,
            unnamed: if figures { self.figures.unnamed(marks) } else { 0 },
            open_marks,
            key: self.empty == 0 && full > 1 && !self.seen.twice,
            constant: self.seen.first.filter(|_| full > 1 && !self.seen.varies),
            notes,
        }
    }
}

/// What all of them are, if they are one.
fn same<T: PartialEq>(mut all: impl Iterator<Item = T>) -> Option<T> {
    let first = all.next()?;
    all.all(|other| other == first).then_some(first)
}

impl Seen {
    fn see(&mut self, text: &str) {
        match &self.first {
            None => self.first = Some(text.to_owned()),
            Some(first) => self.varies |= first != text,
        }
        if !self.twice {
            self.twice = !self.digests.insert(self.by.hash_one(text));
            if self.twice {
                self.digests = HashSet::default();
            }
        }
    }
}
