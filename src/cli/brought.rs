//! What an import says on the command line of the files and of their rows.
use crate::domain::problem::Failure;
use crate::domain::world::World;
use crate::exchange::column::Holds;
use crate::exchange::column::look::Looked;
use crate::exchange::column::manner::Manner;
use crate::exchange::file::header::Name;
use crate::exchange::plan::names::Meant;
use crate::exchange::plan::vocabulary::{By, Word};
use crate::exchange::plan::{self, Field, NoCore, Plan};
use crate::exchange::run::amiss::Amiss;
use crate::exchange::run::tally::Outcome;
use crate::lang::{Lang, Sentence, cell, import as said, preview, word};
use crate::store::Db;

/// Rejected rows that are told where no file takes them, and cells that are kept as they are written.
const TOLD: usize = 5;
/// Columns that are told to be left out.
const LEFT: usize = 40;

/// How a file is read: its columns and where they go, and what a person should know of them.
pub fn told(plan: &Plan, file: &plan::File, db: &Db) -> Vec<String> {
    let lang = db.lang();
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
    lines.extend(file.fields.iter().flat_map(|field| words(field, db)).map(|said| said.to(lang).to_owned()));
    lines.extend(file.notes.iter().map(|note| note.to(lang).to_owned()));
    lines
}

/// What the words of a field are taken for that are not called so, as a map says it; and those that are not known.
fn words(field: &Field, db: &Db) -> Vec<Sentence> {
    let (key, all) = (field.head.key, &field.vocabulary.words);
    let called = |meant: Meant| match meant {
        Meant::Is(id) => db.name("code", id).unwrap_or_default(),
        Meant::Choice(key) => key,
        Meant::New => "+".to_owned(),
        Meant::As(name) => format!("+{name}"),
        Meant::Left => "-".to_owned(),
    };
    let odd = |word: &&Word| !word.is_open() && (word.said.is_some() || !matches!(word.guess, Some((_, By::Name))));
    let taken = all.iter().filter(odd).map(|word| format!("{} = {}", word.text, called(word.means())));
    let (new, kept): (Vec<&Word>, Vec<&Word>) = field.vocabulary.open().partition(|word| word.grows);
    let listed = |words: &[&Word]| words.iter().map(|word| word.text.as_str()).collect::<Vec<_>>().join(", ");
    let some = |words: String| Some(words).filter(|words| !words.is_empty());
    let taken = some(taken.collect::<Vec<_>>().join(", ")).map(|words| word::taken_for(key, &words));
    let new = some(listed(&new)).map(|words| word::new_in_list(key, &words));
    let kept = some(listed(&kept)).map(|words| said::words(key, all.len(), &words));
    taken.into_iter().chain(new).chain(kept).collect()
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

/// A file that has nothing by which a record is known, with the way to say it here.
pub(super) fn in_words(error: anyhow::Error) -> anyhow::Error {
    match error.downcast::<NoCore>() {
        Ok(NoCore { said: lacking, sheets }) => {
            let way = if sheets { said::BY_SHEET } else { said::BY_MAP };
            Failure(lacking.then(&way.into())).into()
        }
        Err(error) => error,
    }
}

/// A column of which something was said, and that no file has.
pub fn nowhere<'a>(manner: &'a Manner, looked: &[Looked]) -> Option<&'a str> {
    let all: Vec<Name> = looked.iter().flat_map(Looked::columns).map(|header| Name::new(header)).collect();
    manner.columns().find(|column| !all.iter().any(|name| name.whole == Name::new(column).whole))
}
