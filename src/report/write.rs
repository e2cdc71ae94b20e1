//! A report in a file: json whose shape is promised and csv for scripts, a spreadsheet for people.
use super::{Column, Figure, Report, Unit, text};
use crate::domain::guard::guarded;
use crate::domain::value::Instant;
use crate::lang::{Lang, export as said};
use crate::sheet::{self, Sheet};
use anyhow::Result;
use serde_json::{Map, Value as Json, json};

/// How a report is written into a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    Text,
    Json,
    Csv,
    Xlsx,
}

/// Cells of a line of text: as wide as most terminals and mails are.
const WIDTH: usize = 120;

impl Form {
    /// Each with what the name of such a file ends in.
    pub const ALL: [(Self, &'static str); 4] =
        [(Self::Text, ".txt"), (Self::Json, ".json"), (Self::Csv, ".csv"), (Self::Xlsx, ".xlsx")];

    /// By the ending of a file's name.
    pub fn of(name: &str) -> Option<Self> {
        let name = name.to_lowercase();
        Self::ALL.iter().find(|(_, ending)| name.ends_with(ending)).map(|(form, _)| *form)
    }

    /// What stands in the file that is written now.
    pub fn bytes(self, report: &Report, lang: Lang, now: Instant) -> Result<Vec<u8>> {
        Ok(match self {
            Self::Text => text(report, lang, WIDTH).into_bytes(),
            Self::Json => document(report, lang)?.into_bytes(),
            Self::Csv => csv(report)?.into_bytes(),
            Self::Xlsx => xlsx(report, lang, now)?,
        })
    }
}

/// One document; labels and notes in the reader's language, keys and names in none.
pub fn json(report: &Report, lang: Lang) -> Json {
    let columns = report
        .columns
        .iter()
        .map(|column| json!({ "key": column.key, "label": column.label.to(lang), "unit": column.unit.key() }));
    let row = |row: &Vec<super::Cell>| -> Json {
        let pairs = report.columns.iter().zip(row).map(|(column, cell)| (column.key.to_owned(), cell.figure.json()));
        Json::Object(pairs.collect::<Map<_, _>>())
    };
    json!({
        "name": report.name,
        "title": report.title.to(lang),
        "definition": report.definition.to(lang),
        "columns": columns.collect::<Vec<_>>(),
        "rows": report.rows.iter().map(row).collect::<Vec<_>>(),
        "notes": report.notes.iter().map(|note| note.to(lang)).collect::<Vec<_>>(),
    })
}

/// The same as it is written.
pub fn document(report: &Report, lang: Lang) -> Result<String> {
    Ok(serde_json::to_string_pretty(&json(report, lang))?)
}

/// The rows under the keys of their columns. A name that begins as a formula does is written so that it is none.
pub fn csv(report: &Report) -> Result<String> {
    let mut out = csv::Writer::from_writer(Vec::new());
    out.write_record(report.columns.iter().map(|column| column.key))?;
    for row in &report.rows {
        out.write_record(row.iter().map(|cell| match &cell.figure {
            Figure::Named { key, .. } => guarded(key),
            figure => figure.csv(),
        }))?;
    }
    Ok(String::from_utf8(out.into_inner()?)?)
}

/// A sheet of its rows as people read them, and one of what they mean.
fn xlsx(report: &Report, lang: Lang, now: Instant) -> Result<Vec<u8>> {
    let head = |column: &Column| match column.unit {
        Unit::Minutes => format!("{}, {}", column.label.to(lang), said::IN_MINUTES.to(lang)),
        _ => column.label.to(lang).to_owned(),
    };
    let heads: Vec<String> = report.columns.iter().map(head).collect();
    let mut rows = Sheet::new(report.title.to(lang), &heads.iter().map(String::as_str).collect::<Vec<_>>())?;
    for row in &report.rows {
        rows.row(row.iter().map(|cell| cell.figure.cell(lang)))?;
    }
    let period = report.period.map(super::Period::said);
    let mut about = vec![(said::REPORT, report.title.to(lang))];
    about.extend(period.iter().map(|period| (said::PERIOD, period.to(lang))));
    about.push((said::DEFINITION, report.definition.to(lang)));
    about.extend(report.notes.iter().map(|note| (said::NOTE, note.to(lang))));
    let about: Vec<(&str, &str)> = about.into_iter().map(|(name, text)| (name.to(lang), text)).collect();
    sheet::book(vec![rows, Sheet::told(said::ABOUT.to(lang), &about)?], now)
}
