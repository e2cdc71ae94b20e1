//! What a person said of how a file's cells are read, where they can be read in two ways: what divides them, which number
//! of a date is the day, which mark divides decimals. Scripts, the screen and what is kept say it in the same words.
use super::date::DayOrder;
use crate::domain::number::Marks;
use crate::exchange::file::header::Name;

/// What divides the cells of a text.
pub const SEPARATOR: &str = "separator";
/// Which number of a date is the day.
pub const DATES: &str = "dates";
/// Which mark divides decimals.
pub const DECIMALS: &str = "decimals";
/// As the file itself shows, whatever was said before.
pub const GUESS: &str = "guess";

/// What can be said of each.
const WORDS: [(&str, &[&str]); 3] = [
    (SEPARATOR, &["comma", "semicolon", "tab", "bar"]),
    (DATES, &["day-first", "month-first"]),
    (DECIMALS, &["point", "comma"]),
];

/// What was said of some columns, or of all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Manner(Vec<Saying>);

/// One thing that was said; of all columns, where it names none.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Saying {
    what: &'static str,
    column: String,
    word: &'static str,
}

/// What was said of the cells of one column.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cells {
    pub order: Option<DayOrder>,
    pub marks: Option<Marks>,
}

/// The words that can be said of something.
pub fn words(what: &str) -> &'static [&'static str] {
    WORDS.iter().find(|(of, _)| *of == what).map_or(&[], |(_, words)| words)
}

fn same(one: &str, other: &str) -> bool {
    Name::new(one).whole == Name::new(other).whole
}

impl Manner {
    /// Says one thing of a column, or of all where it has no name; tells whether that can be said.
    #[must_use]
    pub fn say(&mut self, what: &str, column: &str, word: &str) -> bool {
        let Some((what, words)) = WORDS.iter().find(|(of, _)| *of == what) else { return false };
        let Some(word) = words.iter().chain([&GUESS]).find(|known| **known == word) else { return false };
        self.0.retain(|saying| saying.what != *what || !same(&saying.column, column));
        self.0.push(Saying { what, column: column.to_owned(), word });
        true
    }

    /// The same, and after it what another says.
    pub fn then(mut self, other: &Self) -> Self {
        for saying in &other.0 {
            self.0.retain(|known| known.what != saying.what || !same(&known.column, &saying.column));
            self.0.push(saying.clone());
        }
        self
    }

    /// Reads what `write` gave.
    pub fn read(text: &str) -> Self {
        let mut manner = Self::default();
        for line in text.lines() {
            let mut parts = line.split('\t').map(str::to_owned);
            if let (Some(what), Some(column), Some(word)) = (parts.next(), parts.next(), parts.next()) {
                // What an older linchpin cannot say is left out.
                let _ = manner.say(&what, &column, &word);
            }
        }
        manner
    }

    /// A line each; what the file itself shows need not be said the next time.
    pub fn write(&self) -> String {
        let said = self.0.iter().filter(|saying| saying.word != GUESS);
        let line = |Saying { what, column, word }: &Saying| format!("{what}\t{column}\t{word}");
        said.map(line).collect::<Vec<_>>().join("\n")
    }

    /// The columns of which something was said by name.
    pub fn columns(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|saying| saying.column.as_str()).filter(|column| !column.is_empty())
    }

    /// What divides the cells of a text.
    pub fn separator(&self) -> Option<u8> {
        match self.of(SEPARATOR, "")? {
            "comma" => Some(b','),
            "semicolon" => Some(b';'),
            "tab" => Some(b'\t'),
            "bar" => Some(b'|'),
            _ => None,
        }
    }

    /// The same, but for what divides the cells: by that its columns are called otherwise.
    pub fn undivided(mut self) -> Self {
        self.0.retain(|saying| saying.what != SEPARATOR);
        self
    }

    /// How the cells of a column are read.
    pub fn cells(&self, column: &str) -> Cells {
        let order = self.of(DATES, column).and_then(|word| match word {
            "day-first" => Some(DayOrder::DayFirst),
            "month-first" => Some(DayOrder::MonthFirst),
            _ => None,
        });
        let marks = self.of(DECIMALS, column).and_then(|word| match word {
            "point" => Some(Marks::Point),
            "comma" => Some(Marks::Comma),
            _ => None,
        });
        Cells { order, marks }
    }

    /// What was said of a column by name, else of all.
    pub fn of(&self, what: &str, column: &str) -> Option<&'static str> {
        let find = |column: &str| self.0.iter().find(|saying| saying.what == what && same(&saying.column, column));
        find(column).or_else(|| find("")).map(|saying| saying.word)
    }
}
