//! A report as scripts read it: json whose shape is promised, and csv.
use super::{Figure, Report};
use crate::domain::guard::guarded;
use crate::lang::Lang;
use anyhow::Result;
use serde_json::{Map, Value as Json, json};

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
