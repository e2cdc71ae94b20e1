//! How a file is written, as it was found, and how a person said that it is to be read.
use super::encoding::Encoding;
use crate::lang::{Sentence, preview};

/// What address cards are called.
pub const CARDS: &str = "vCard";

/// What a person said of how a file is to be read; what was not said is found out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// Of texts.
    pub encoding: Option<Encoding>,
    /// Of workbooks: the sheet by its name.
    pub sheet: Option<String>,
}

/// How a file is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Written {
    Text {
        encoding: Encoding,
        delimiter: char,
    },
    /// Records by names of their own: JSON, vCard.
    Objects {
        form: &'static str,
        encoding: Encoding,
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
            Self::Objects { form, encoding } => Sentence::plain(&format!("{form} · {}", encoding.name())),
            Self::Book { form, sheet, .. } => preview::sheet_of(form, sheet),
        }
    }

    /// Whether what is in it are people, whatever else is said of them.
    pub fn is_of_people(&self) -> bool {
        matches!(self, Self::Objects { form: CARDS, .. })
    }

    /// The sheets that can be chosen: none of what is no workbook.
    pub fn sheets(&self) -> &[String] {
        match self {
            Self::Book { sheets, .. } => sheets,
            Self::Text { .. } | Self::Objects { .. } => &[],
        }
    }
}
