//! How a file is written, as it was found, and how a person said that it is to be read.
use super::encoding::Encoding;
use super::header::Name;
use crate::domain::account::Contact;
use crate::domain::face::Kept;
use crate::domain::world::World;
use crate::exchange::column::manner::{GUESS, Manner};
use crate::lang::{Lang, Sentence, book, preview};
use chrono::NaiveDate;

/// What address cards are called.
pub const CARDS: &str = "vCard";
/// What calendars are called.
pub const DIARY: &str = "iCalendar";
/// What lists of objects are called.
pub const JSON: &str = "JSON";
/// The lists of a calendar, and what the entries of each become.
pub const ENTRIES: [(&str, &str); 2] = [("VEVENT", "appointment"), ("VTODO", "task")];
/// What the rows of a list inside an order become.
const LINE: &str = "order-line";
/// What others call the list of lines inside an order, folded.
const LINES: [&str; 9] =
    ["lines", "items", "lineitems", "orderlines", "orderitems", "details", "products", "positions", "donghang"];

/// What a person said of how a file is to be read; what was not said is found out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// Of texts.
    pub encoding: Option<Encoding>,
    /// Of workbooks, and of files that hold several lists: the sheet by its name.
    pub sheet: Option<String>,
    /// Of tables.
    pub heading: Option<Heading>,
    /// What divides its cells, and how those are read that can be read in two ways.
    pub manner: Manner,
    /// What the rows are to become, where that was said: of several lists it is that of such.
    pub wanted: Option<&'static str>,
    /// In which language what has no title is called.
    pub lang: Lang,
    /// The day from which on what comes again is worked out; nothing, where that is not known.
    pub today: Option<NaiveDate>,
    /// In which country (ISO 3166) numbers are written without its code; empty, where that is not known.
    pub country: String,
}

/// Where the names of the columns stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Heading {
    /// In the row that begins in this line, or in the first below it.
    Line(u64),
    /// In none: the first row is a record.
    Nowhere,
    /// Where the file itself shows, whatever was said of such files before.
    Found,
}

impl Heading {
    /// As scripts say it: `4`, `none`, `guess`.
    pub fn named(text: &str) -> Option<Self> {
        match text {
            NO_HEADER => Some(Self::Nowhere),
            GUESS => Some(Self::Found),
            line => line.parse().ok().filter(|line| *line > 0).map(Self::Line),
        }
    }
}

/// How it is said that no row has the names of the columns.
pub const NO_HEADER: &str = "none";

impl Reading {
    /// The same, read here and today.
    pub fn here(&self, world: &dyn World) -> Self {
        Self { lang: world.lang(), today: Some(world.today()), country: world.country(), ..self.clone() }
    }

    /// The list that is read of those of a file: the one that was named, else that of what is wanted, else the first.
    pub fn choose(&self, form: &str, lists: &[String]) -> Result<usize, Sentence> {
        let Some(name) = &self.sheet else {
            let wanted = |wanted| lists.iter().position(|list| holds(form, list) == Some(wanted));
            return Ok(self.wanted.and_then(wanted).unwrap_or(0));
        };
        let found = lists.iter().position(|list| list == name);
        let found = found.or_else(|| lists.iter().position(|list| list.eq_ignore_ascii_case(name)));
        found.ok_or_else(|| book::no_sheet(name, &lists.join(", ")))
    }
}

/// What the rows of a list of that name become, where its name says so.
pub fn holds(form: &str, list: &str) -> Option<&'static str> {
    match form {
        DIARY => ENTRIES.iter().find(|(name, _)| *name == list).map(|(_, target)| *target),
        JSON => LINES.contains(&Name::new(list).whole.as_str()).then_some(LINE),
        _ => None,
    }
}

/// How a file is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Written {
    Text {
        encoding: Encoding,
        delimiter: char,
    },
    /// Records by names of their own: JSON, vCard, iCalendar; the list that is read, and all that there are, where there
    /// are several.
    Objects {
        form: &'static str,
        encoding: Encoding,
        list: String,
        lists: Vec<String>,
    },
    /// A workbook: its form, the sheet that is read, and all that there are.
    Book {
        form: &'static str,
        sheet: String,
        sheets: Vec<String>,
    },
}

impl Written {
    /// As it is shown: `UTF-8 · comma`; `XLSX, sheet Orders`.
    pub fn told(&self) -> Sentence {
        match self {
            Self::Text { encoding, delimiter } => preview::text_of(encoding.name(), *delimiter),
            Self::Objects { form, encoding, list, lists } => {
                let form = if lists.first().is_some_and(|first| first != list) {
                    format!("{form} [{list}]")
                } else {
                    (*form).to_owned()
                };
                Sentence::plain(&format!("{form} · {}", encoding.name()))
            }
            Self::Book { form, sheet, .. } => preview::sheet_of(form, sheet),
        }
    }

    /// Whether it is of that form, of those whose records have names of their own.
    pub fn is(&self, named: &str) -> bool {
        matches!(self, Self::Objects { form, .. } if *form == named)
    }

    /// What is in it, whatever else is said of it: cards are of people, a list of a calendar is of its entries.
    pub fn is_of(&self) -> Option<&'static str> {
        match self {
            Self::Objects { form: CARDS, .. } => Some(Contact::KIND),
            Self::Objects { form, list, .. } => holds(form, list),
            _ => None,
        }
    }

    /// Whether it is cards, of which each has what it has: they are known by that they are cards.
    pub fn is_cards(&self) -> bool {
        self.is(CARDS)
    }

    /// Whether it is a calendar: its times are told from its days, so that midnight is an hour as any other.
    pub fn is_diary(&self) -> bool {
        self.is(DIARY)
    }

    /// Whether it is a sheet of a workbook.
    pub fn is_book(&self) -> bool {
        matches!(self, Self::Book { .. })
    }

    /// Why its rows become no such thing, whatever is in them.
    pub fn refuses(&self, target: &str) -> Option<Sentence> {
        let is_entry = ENTRIES.iter().any(|(_, of)| *of == target);
        (self.is_diary() && !is_entry).then(|| book::no_entries(Some(target), ""))
    }

    /// The sheet or list that is read.
    pub fn sheet(&self) -> &str {
        match self {
            Self::Book { sheet, .. } => sheet,
            Self::Objects { list, .. } => list,
            Self::Text { .. } => "",
        }
    }

    /// The sheets or lists that can be chosen: none of what is a table by itself.
    pub fn sheets(&self) -> &[String] {
        match self {
            Self::Book { sheets, .. } => sheets,
            Self::Objects { lists, .. } => lists,
            Self::Text { .. } => &[],
        }
    }

    /// The list of lines inside its records, where those are what is read.
    pub fn lines_inside(&self) -> Option<&str> {
        let Self::Objects { form, list, lists, .. } = self else { return None };
        self.sheet_for(LINE).filter(|_| holds(form, list).is_none() && lists.first() == Some(list))
    }

    /// The other list of the file whose rows become such.
    pub fn sheet_for(&self, target: &str) -> Option<&str> {
        let Self::Objects { form, list, lists, .. } = self else { return None };
        let found = lists.iter().find(|list| holds(form, list) == Some(target))?;
        (found != list).then_some(found)
    }
}
