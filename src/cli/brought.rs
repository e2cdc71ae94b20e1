//! What an import says on the command line of the files and of their rows.
use crate::exchange::column::Holds;
use crate::exchange::plan::{self, Plan};
use crate::exchange::run::amiss::Amiss;
use crate::exchange::run::tally::Outcome;
use crate::lang::{Lang, Sentence, cell, import as said, preview};

/// Rejected rows that are told where no file takes them, and cells that are kept as they are written.
const TOLD: usize = 5;
/// Columns that are told to be left out.
const LEFT: usize = 40;

/// How a file is read: its columns and where they go, and what a person should know of them.
pub fn told(plan: &Plan, file: &plan::File, lang: Lang) -> Vec<String> {
    let looked = &file.looked;
    let mut lines: Vec<String> = looked.notes.iter().map(|note| note.to(lang).to_owned()).collect();
    let mut left = Vec::new();
    for (at, header) in looked.header.iter().enumerate().filter(|(_, header)| !header.is_empty()) {
        let mut goes = Vec::new();
        if let Some((head, ground)) = file.mapping.of(at) {
            goes.push(said::goes(header, plan.heads[head].key, ground.text()));
        }
        if let Some((_, ground)) = file.mapping.key.filter(|(column, _)| *column == at) {
            goes.push(said::goes(header, "key", ground.text()));
        }
        if goes.is_empty() && looked.columns[at].holds != Holds::Nothing {
            left.push(header.as_str());
        }
        lines.extend(goes.iter().map(|said| said.to(lang).to_owned()));
    }
    if !left.is_empty() {
        let told = &left[..left.len().min(LEFT)];
        lines.push(said::not_brought(&told.join(", "), left.len() - told.len()).to(lang).to_owned());
    }
    for field in &file.fields {
        if let Some((all, unknown)) = file.words(plan.target, field).filter(|(_, unknown)| !unknown.is_empty()) {
            lines.push(said::words(field.head.key, all, &unknown.join(", ")).to(lang).to_owned());
        }
    }
    lines.extend(file.notes.iter().map(|note| note.to(lang).to_owned()));
    lines
}

/// The first of the rejected rows, and how many more there are.
pub fn rejected(plan: &Plan, outcome: &Outcome, lang: Lang) -> Vec<String> {
    let mut lines: Vec<String> = amiss(plan, outcome, false).map(|told| told.to(lang).to_owned()).collect();
    let more = outcome.rejected().saturating_sub(lines.len() as u64);
    if more > 0 {
        lines.push(said::and_more(more).to(lang).to_owned());
    }
    lines
}

/// The first of the cells that are kept as they are written, and how many more there are.
pub fn kept(plan: &Plan, outcome: &Outcome, lang: Lang) -> Vec<String> {
    let told = |told: Sentence| preview::kept_words(told.to(lang)).to(lang).to_owned();
    let mut lines: Vec<String> = amiss(plan, outcome, true).map(told).collect();
    let more = outcome.kept_cells().saturating_sub(lines.len() as u64);
    if more > 0 {
        lines.push(preview::more_kept(more).to(lang).to_owned());
    }
    lines
}

/// The first of either, each with its file where there are several.
fn amiss<'a>(plan: &'a Plan, outcome: &'a Outcome, taken: bool) -> impl Iterator<Item = Sentence> + 'a {
    let told = |amiss: &Amiss| {
        let told = Sentence::new(amiss.told(Lang::En), amiss.told(Lang::Vi));
        let file = plan.file(amiss.file).filter(|_| plan.files.len() > 1);
        file.map_or_else(|| told.clone(), |file| cell::in_file(&file.looked.called(), &told))
    };
    outcome.amiss.iter().filter(move |amiss| amiss.taken == taken).take(TOLD).map(told)
}
