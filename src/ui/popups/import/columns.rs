//! The columns of a file as the preview shows them: into which field each goes and why, and what is doubtful about it.
use crate::domain::field::{Head, Home};
use crate::domain::fold::clean;
use crate::domain::kind::Kind;
use crate::domain::kinds::shape;
use crate::domain::money::Currency;
use crate::domain::number::Marks;
use crate::exchange::column::date::DayOrder;
use crate::exchange::column::figures::Open;
use crate::exchange::column::read::{How, plain};
use crate::exchange::column::{Column, Holds};
use crate::exchange::file::written::Reading;
use crate::exchange::plan::called::brought;
use crate::exchange::plan::map::inside;
use crate::exchange::plan::mapping::Ground;
use crate::exchange::plan::names::{MADE, Meant, Names, linked, words_of};
use crate::exchange::plan::vocabulary::choices;
use crate::exchange::plan::{Field, File, From, Plan};
use crate::exchange::run::amiss::needed;
use crate::exchange::run::tally::Outcome;
use crate::lang::{Lang, Sentence, Text, book, cell, decided, import, preview as said, say, word};

/// One column.
pub struct Row {
    pub column: usize,
    /// Whether it is one of the lines inside the records.
    pub inside: bool,
    pub header: String,
    /// What it is called where something is said of it.
    pub name: String,
    /// Where it goes; nowhere, where it is empty.
    pub into: Vec<Text>,
    /// The field that it goes into, by its key.
    pub goes: Option<&'static str>,
    pub because: Text,
    pub sample: String,
    /// In few words, at the end of its line.
    pub doubt: Sentence,
    /// What a person should know of it, in full.
    pub notes: Vec<Sentence>,
    pub doubtful: bool,
    /// Whether its amounts are taken for dollars because of their decimals alone.
    pub in_dollars: bool,
}

impl Row {
    /// The plan that it is a column of.
    pub fn of<'a>(&self, plan: &'a Plan) -> Option<&'a Plan> {
        if self.inside { plan.inside.as_deref() } else { Some(plan) }
    }
}

/// The columns of a plan's file, and after them those of the lines inside: of each the doubtful ones first, those that go
/// nowhere last. `here` are those of which it was said in this preview, `before` what was decided of names and words
/// until then.
pub fn rows(plan: &Plan, here: &[String], before: &Names) -> Vec<Row> {
    let lines = plan.inside.as_deref().zip(plan.list());
    let all = [Some((plan, None)), lines.map(|(lines, list)| (lines, Some(list)))];
    let mut rows: Vec<Row> =
        all.into_iter().flatten().flat_map(|(plan, list)| rows_of(plan, list, (here, before))).collect();
    rows.sort_by_key(|row| (row.inside, row.into.is_empty(), !row.doubtful, row.column));
    rows
}

/// The columns of a plan's file, of a list inside the records if it is one.
fn rows_of(plan: &Plan, list: Option<&str>, (here, before): (&[String], &Names)) -> Vec<Row> {
    let Some(file) = plan.files.first() else { return Vec::new() };
    // Of a column without a name nothing can be said. What a line lies in is none of the file's.
    let own = usize::from(list.is_some());
    let named = file.looked.header.iter().enumerate().skip(own).filter(|(_, header)| !header.is_empty());
    let rows = named.map(|(at, header)| row(plan, file, (at, header), (list, here)));
    rows.map(|row| Row { because: taught(plan, file, &row, before).unwrap_or(row.because), ..row }).collect()
}

/// The field of the keys by which other systems know the rows.
fn outside_key(plan: &Plan) -> Option<&'static str> {
    plan.heads.iter().find(|head| head.home == Home::Outside).map(|head| head.key)
}

/// The fields that a column can go into, and how each is called.
pub fn fields(plan: &Plan) -> impl Iterator<Item = (&'static str, Text)> + '_ {
    let named =
        |head: &&'static Head| (head.key, if head.home == Home::Outside { said::OUTSIDE_KEY } else { head.label });
    plan.heads.iter().filter(|head| brought(head)).map(named)
}

fn row(plan: &Plan, file: &File, (at, header): (usize, &str), (list, here): (Option<&str>, &[String])) -> Row {
    let name = list.map_or_else(|| header.to_owned(), |list| inside(list, header));
    let key = file.mapping.key.filter(|(column, _)| *column == at);
    let goes = file.mapping.of(at);
    let label = goes.map(|(head, _)| plan.heads[head].label);
    let outside = if label.is_some() { said::KEY } else { said::OUTSIDE_KEY };
    let into: Vec<Text> = label.into_iter().chain(key.map(|_| outside)).collect();
    let ground = key.or(goes).map(|(_, ground)| ground);
    let because = match ground.or(file.map.of(header).map(|_| Ground::Said)) {
        None => say("–", "–"),
        Some(Ground::Said) if !here.contains(&name) => said::AS_LAST_TIME,
        Some(ground) => ground.text(),
    };
    let looked = &file.looked;
    let mut row = Row {
        column: at,
        inside: list.is_some(),
        header: header.to_owned(),
        name,
        into,
        goes: goes.map(|(head, _)| plan.heads[head].key).or_else(|| key.and_then(|_| outside_key(plan))),
        because,
        sample: clean(&looked.samples[at].first, false).into_owned(),
        doubt: Sentence::default(),
        notes: Vec::new(),
        doubtful: false,
        in_dollars: false,
    };
    let field = file.fields.iter().find_map(|f| Some((f, f.from.iter().find(|from| from.column == at)?)));
    if let Some((field, from)) = field {
        doubt(plan, file, (field, from), &looked.columns[at], &mut row);
    } else {
        row.notes.extend(told(file, header));
    }
    row.doubtful |= ground.is_some_and(Ground::is_guess_of_key);
    row
}

/// The ground of a column of whose cells, words or names something was decided before, and nothing of where it goes here.
fn taught(plan: &Plan, file: &File, row: &Row, before: &Names) -> Option<Text> {
    let manner = |reading: &Reading| reading.manner.cells(&row.header);
    let field = file.fields.iter().find(|field| field.brings(row.column));
    let words = file.looked.samples[row.column].words.iter().flatten();
    let meant = |of: &str, text: &str| before.of(of, text).is_some_and(|known| file.names.of(of, text) == Some(known));
    let known = field.is_some_and(|field| {
        let of = linked(field.head.kind).map_or_else(|| words_of(field.head.key), str::to_owned);
        words.into_iter().any(|(text, _)| meant(&of, &plain(text)))
    });
    let known = known || manner(&file.looked.reading) != manner(&plan.options.reading);
    (known && row.because != Ground::Said.text()).then_some(said::AS_LAST_TIME)
}

/// What is told of a column in the notes of its file.
fn told(file: &File, header: &str) -> Vec<Sentence> {
    let of_it = format!("{header}: ");
    file.notes.iter().filter(|note| note.to(Lang::En).starts_with(&of_it)).cloned().collect()
}

fn doubt(plan: &Plan, file: &File, (field, from): (&Field, &From), column: &Column, row: &mut Row) {
    row.in_dollars = from.in_dollars;
    row.notes.extend(from.in_dollars.then(|| cell::in_dollars_here(plan.house.code())));
    row.notes.extend(told(file, &row.header));
    let words = &field.vocabulary.words;
    let first = field.from[0].column == from.column && choices(field.head).is_some();
    if first && !words.is_empty() {
        let kept = words.iter().filter(|word| word.means() == Meant::Left).count();
        row.doubt = said::words(words.len(), kept);
        let open: Vec<&str> = field.vocabulary.open().take(WORDS).map(|word| word.text.as_str()).collect();
        row.doubtful = !open.is_empty();
        if row.doubtful {
            row.notes.push(word::unknown(&clean(&open.join(", "), false)));
        }
        return;
    }
    let unfit = if fits(field.head, &column.holds) { column.cells - column.empty - column.fit } else { 0 };
    if unfit > 0 {
        (row.doubt, row.doubtful) = (said::doubtful(unfit), true);
    } else if let (Holds::Dates(style), true) = (&column.holds, column.open_dates > 0) {
        row.doubt = said::day_first(style.order == DayOrder::DayFirst).into();
        row.doubtful = !column.told;
    } else if let (How::Money(_, Some(currency)), true) = (from.how, from.in_dollars) {
        (row.doubt, row.doubtful) = (Sentence::plain(&format!("! {}", currency.code())), true);
    } else if let Some(open) = open(plan, file, (field, from), column) {
        let marks = column.holds.marks();
        let read = cell::marks_read(open.point, open.divides(marks));
        row.doubtful = marks == Marks::Undecided;
        row.doubt = if row.doubtful { Sentence::from(cell::DOUBT).then(&read.into()) } else { read.into() };
    }
}

/// Whether numbers such as 1.250 may be meant in two ways: what the mark may divide fits what the field is of. An amount
/// of a currency without cents has no decimals.
fn open(plan: &Plan, file: &File, (field, from): (&Field, &From), column: &Column) -> Option<Open> {
    let open = column.open_marks?;
    let fits = match (field.head.kind, from.how) {
        (Kind::Money, How::Money(_, Some(currency))) => has_cents(currency, open),
        (Kind::Money, _) => named(file).chain([plan.house]).any(|currency| has_cents(currency, open)),
        (Kind::Whole, _) => open.decimals == 0,
        (Kind::Percent, _) => true,
        _ => false,
    };
    fits.then_some(open)
}

/// Whether amounts of a currency may be meant with decimals, and otherwise as well.
fn has_cents(currency: Currency, open: Open) -> bool {
    (1..3).contains(&currency.digits()) && open.decimals <= currency.digits()
}

/// The currencies that the rows of a file name.
fn named(file: &File) -> impl Iterator<Item = Currency> + '_ {
    let column = file.fields.iter().find(|field| field.head.key == "currency").and_then(|field| field.from.first());
    let words = column.and_then(|from| file.looked.samples[from.column].words.as_ref());
    words.into_iter().flatten().filter_map(|(word, _)| Currency::read(word))
}

/// Unknown words that are named.
const WORDS: usize = 6;

/// Whether a column holds what its field is of, so that cells which are not such are told beforehand.
fn fits(head: &Head, holds: &Holds) -> bool {
    match holds {
        Holds::Dates(_) => matches!(head.kind, Kind::Day | Kind::At),
        Holds::Money { .. } | Holds::Whole { .. } | Holds::Decimal { .. } => {
            matches!(head.kind, Kind::Money | Kind::Whole | Kind::Percent)
        }
        Holds::Percent { .. } => matches!(head.kind, Kind::Percent),
        Holds::Phones | Holds::Mails => matches!(head.home, Home::Reach(_)),
        Holds::Nothing | Holds::YesNo | Holds::Text => false,
    }
}

/// What the rows themselves told of a column, once they were counted: nothing, where that is no more than was known.
pub fn counted(plan: &Plan, row: &Row, outcome: &Outcome) -> Option<Sentence> {
    let (head, flagged) = flagged(plan, row, outcome)?;
    match (choices(head).is_some(), flagged) {
        // All its words were understood, as they were corrected.
        (true, 0) => row.doubtful.then(Sentence::default),
        (true, _) | (_, 0) => None,
        _ => Some(said::doubtful(flagged)),
    }
}

/// Whether a column is doubtful, by what the rows themselves told where they were counted.
pub fn is_doubtful(plan: &Plan, row: &Row, outcome: &Outcome) -> bool {
    counted(plan, row, outcome).map_or(row.doubtful, |said| !said.to(Lang::En).is_empty())
}

/// Why they are doubtful, and what can be done.
pub fn why(plan: &Plan, row: &Row, outcome: &Outcome) -> Option<Sentence> {
    let (head, flagged) = flagged(plan, row, outcome).filter(|(_, flagged)| *flagged > 0)?;
    Some(match head.kind {
        Kind::Link(kind) => {
            decided::names_nobody(flagged, shape(kind).map_or(head.label, |shape| shape.many), MADE.contains(&kind))
        }
        _ if row.inside => import::kept_in_line(head.key, head.label, flagged),
        _ => import::kept_as_written(head.key, head.label, flagged),
    })
}

/// Rows that are none without a record that is not here: a line without its order.
pub fn orphans(plan: &Plan, outcome: &Outcome) -> Option<Sentence> {
    let (_, kind) = needed(plan.files.first()?)?;
    shape(kind).filter(|_| outcome.orphans > 0).map(|shape| book::orphans(outcome.orphans, shape.many))
}

/// The field that a column goes into, and how many of its texts there are kept as they are written.
fn flagged(plan: &Plan, row: &Row, outcome: &Outcome) -> Option<(&'static Head, u64)> {
    let file = row.of(plan)?.files.first()?;
    let outcome = if row.inside { outcome.lines.as_deref()? } else { outcome };
    let head = file.fields.iter().find(|field| field.brings(row.column))?.head;
    Some((head, outcome.flagged_in.get(&(head.key, row.column)).copied().unwrap_or_default()))
}
