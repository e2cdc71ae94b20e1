//! A list that was written out to be edited, taken in again: each row that differs, cell by cell.
use super::output::document;
use super::{Env, Format, Output, Usage};
use crate::act::tell;
use crate::domain::fold::clean;
use crate::domain::problem::{Fault, Problems};
use crate::domain::world::World;
use crate::exchange::back::{Asked, Changed, Difference, Row, compare, take};
use crate::exchange::column::look::Looked;
use crate::exchange::run::rejects::Rejects;
use crate::lang::{Lang, Sentence, back as said, import, toast};
use crate::store::Db;
use anyhow::Result;
use serde_json::json;
use std::path::Path;

/// The exit code where something was refused.
const REFUSED: u8 = 4;
/// Rows that are told one by one.
const TOLD: usize = 200;

/// Compares a file, tells what differs, and takes it in; what stays out goes to a file, where there is one for it.
pub fn run(looked: Vec<Looked>, asked: &Asked, dry: bool, rejects: Option<&Path>, env: &mut Env) -> Result<Output> {
    let lang = env.store.lang();
    let [looked] = <[Looked; 1]>::try_from(looked).map_err(|_| Usage(said::ONE_FILE.into()))?;
    let difference = compare(&env.store, looked, asked, &mut |_, _| true)?;
    let mut output = Output { said: told(&difference, &env.store, lang), ..Output::default() };
    let counts = difference.counts();
    let taken = if dry { None } else { take(&mut env.store, &difference, &mut |_, _| true).map_err(again)? };
    if let Some(path) = rejects.filter(|_| !dry) {
        let mut rejects = Rejects::new(path, [&difference.looked], lang);
        difference.write_left(&env.store, &mut rejects)?;
        rejects.close()?;
    }
    output.code = if counts.refused + counts.unknown > 0 { REFUSED } else { 0 };
    let mut all: Vec<Sentence> = taken.iter().map(|taken| tell(&taken.deed, &env.store)).collect();
    all.extend(difference.summary(taken.is_some()));
    let mut counted = if all.is_empty() { said::NO_DIFFERENCE.into() } else { toast::listed(&all, " · ") };
    if dry {
        counted = counted.then(&import::dry_run());
    }
    match env.format {
        Format::Text => counted.to(lang).clone_into(&mut output.out),
        format => {
            let mut json = difference.json();
            if let Some(object) = json.as_object_mut() {
                object.insert("batch".to_owned(), json!(taken.map(|taken| taken.entry)));
            }
            output.out = document(format, &json)?.out;
            output.said.push(counted.to(lang).to_owned());
        }
    }
    Ok(output)
}

/// What changed between comparing and taking in is said in words.
fn again(error: anyhow::Error) -> anyhow::Error {
    match error.downcast::<Changed>() {
        Ok(_) => Problems::from(Fault::new(said::CHANGED_MEANWHILE)).into(),
        Err(error) => error,
    }
}

/// How the file was read, and each row that differs with its cells.
fn told(difference: &Difference, db: &Db, lang: Lang) -> Vec<String> {
    let mut lines: Vec<String> = difference.notes.iter().map(|note| note.to(lang).to_owned()).collect();
    let rows = difference.rows.iter().filter(|row| !row.is_here_alone());
    for row in rows.clone().take(TOLD) {
        lines.extend(row_lines(row, db, lang));
    }
    let more = rows.count().saturating_sub(TOLD) as u64;
    if more > 0 {
        lines.push(said::more_rows(more).to(lang).to_owned());
    }
    lines
}

fn row_lines(row: &Row, db: &Db, lang: Lang) -> Vec<String> {
    let place = import::at_line(row.line, &clean(&row.name, false), "", lang);
    let place = place.trim_end().trim_end_matches(':').to_owned();
    if let Some(fault) = &row.refused {
        return vec![format!("{place}: {}", fault.text(lang))];
    }
    let mut lines = vec![if row.place.is_none() { format!("{place} ({})", said::NEW.to(lang)) } else { place }];
    lines.extend(row.likely.iter().map(|likely| format!("  ! {}", clean(likely.to(lang), false))));
    lines.extend(row.cells.iter().map(|cell| format!("  {}", clean(cell.told(db).to(lang), false))));
    lines
}
