//! What was done, taken back, done again.
use super::output::{called, document, records};
use super::{Env, Format, Output, id, kind, misused};
use crate::act::{audit, named_acts, refused, tell, tell_entry, tell_kept};
use crate::domain::deed::Ref;
use crate::domain::face::Kept;
use crate::domain::person::Person;
use crate::domain::problem::{Fault, Problems};
use crate::domain::sought::Sought;
use crate::domain::value::Id;
use crate::domain::world::World;
use crate::lang::{Sentence, Text, audit as said, toast, usage, when};
use crate::store::{Change, Missing, Told, Turned};
use crate::ui::cells::flat;
use anyhow::{Context, Result};
use clap::Args;
use serde_json::{Map, Value as Json, json};

#[derive(Args)]
pub struct History {
    /// A kind of record: leads, orders, accounts …
    kind: Option<String>,
    /// Its number, or what it is called
    id: Option<String>,
    /// Done by this person
    #[arg(long, value_name = "NAME")]
    by: Option<String>,
    /// Done on this day: yesterday, 24/11
    #[arg(long, value_name = "DAY")]
    on: Option<String>,
    /// Done to records of this kind
    #[arg(long = "kind", value_name = "KIND")]
    of: Option<String>,
    /// Words as in the screen: from:1/11 till:5/11 act:assign
    #[arg(long, default_value = "", hide_default_value = true, allow_hyphen_values = true)]
    filter: String,
    /// One deed by its number, with each record that it changed
    #[arg(long, conflicts_with_all = ["kind", "by", "on", "of", "filter"])]
    entry: Option<Id>,
    /// So many rows at most: 50, and all of one record, where nothing is said
    #[arg(long)]
    limit: Option<usize>,
}

#[derive(Args)]
pub struct Undo {
    /// How many of my deeds, the newest first
    #[arg(default_value_t = 1)]
    count: usize,
    /// One deed by its number
    #[arg(long)]
    entry: Option<Id>,
}

#[derive(Args)]
pub struct Redo {
    /// How many, what was taken back last first
    #[arg(default_value_t = 1)]
    count: usize,
}

/// So many rows are told where it is not said how many.
const LIMIT: usize = 50;

/// What a script is told of an entry.
const COLUMNS: [&str; 12] =
    ["entry", "at", "who", "kind", "act", "title", "count", "also", "undone", "changes", "undoes", "undone_by"];

/// The same of an entry that was taken back or done again.
const TURNED: [&str; 6] = ["entry", "kind", "act", "title", "count", "kept"];

impl History {
    pub fn run(self, env: &mut Env) -> Result<Output> {
        if let Some(entry) = self.entry {
            return one(env, entry, self.limit.unwrap_or(LIMIT));
        }
        let sought = self.sought(env)?;
        let told = match (&self.kind, &self.id) {
            (Some(name), Some(text)) => {
                let kind = kind(name)?.shape.kind;
                let mut told = env.store.history(whose(env, kind, text)?)?;
                told.retain(|told| sought.is_of(told.who, told.at));
                told.truncate(self.limit.unwrap_or(usize::MAX));
                told
            }
            (Some(name), None) => return Err(super::Usage(usage::history_of(kind(name)?.shape.kind)).into()),
            _ => past(env, &sought, self.limit.unwrap_or(LIMIT))?,
        };
        let said = if told.is_empty() { vec![said::NOTHING.to(env.store.lang()).to_owned()] } else { Vec::new() };
        if env.format == Format::Text {
            let all = told.iter().map(|told| lines(env, told)).collect::<Result<Vec<_>>>()?;
            return Ok(Output { said, ..Output::text(all.concat().join("\n")) });
        }
        // Of which cells, is told of a record and of an entry.
        let cells = |told: &Told| -> Option<Vec<Json>> {
            self.id.as_ref().map(|_| told.changes.iter().map(|change| cell(env, change)).collect())
        };
        let all = told.iter().map(|told| object(env, told, cells(told).as_deref())).collect::<Result<Vec<_>>>()?;
        Ok(Output { said, ..records(env.format, &COLUMNS, &all, env.store.lang())? })
    }

    fn sought(&self, env: &Env) -> Result<Sought> {
        // A person is named, as everywhere on the line: one who is not there is missing, not misused.
        let named = |name| anyhow::Ok(format!("#{}", id(&env.store, Person::KIND, name)?));
        let by = self.by.as_deref().map(named).transpose()?;
        let word = |key: &str, text: &Option<String>| text.as_ref().map(|text| format!(" {key}:\"{text}\""));
        let words = [word("who", &by), word("on", &self.on), word("kind", &self.of)];
        let words = self.filter.clone() + &words.into_iter().flatten().collect::<String>();
        Sought::parse(&words, named_acts, &*env.store).map_err(|problem| misused(Problems::from(problem).into()))
    }
}

/// A record by its number or name; by its number, one that is gone, too.
fn whose(env: &Env, kind: &'static str, text: &str) -> Result<Ref> {
    let known = id(&env.store, kind, text).map(|id| Ref { kind, id });
    let (Err(error), Ok(id)) = (&known, text.trim_start_matches('#').parse()) else { return known };
    let at = Ref { kind, id };
    if error.is::<Missing>() && env.store.was_called(at)?.is_some() { Ok(at) } else { known }
}

/// So much of what was done in the whole file, the newest first.
fn past(env: &Env, sought: &Sought, limit: usize) -> Result<Vec<Told>> {
    let (mut told, mut next) = (Vec::new(), None);
    while told.len() < limit {
        let mut past = audit(&env.store, sought, next, limit - told.len())?;
        told.append(&mut past.told);
        next = past.next;
        if next.is_none() {
            break;
        }
    }
    Ok(told)
}

/// One entry, with what it changed of each record.
fn one(env: &Env, entry: Id, limit: usize) -> Result<Output> {
    env.store.entry_of(entry)?;
    let told = env.store.audit_one(entry)?.context("an entry that was just read")?;
    let (refs, count) = env.store.touched(entry, limit)?;
    let (mut records, mut all) = (Vec::new(), lines(env, &told)?);
    for at in refs {
        let name = env.store.name(at.kind, at.id);
        let changes = env.store.changed_by(entry, at)?.map_or_else(Vec::new, |told| told.changes);
        let was = if name.is_none() { env.store.was_called(at)? } else { None };
        let title = name.as_deref().or(was.as_deref()).unwrap_or(&told.deed.title);
        let (kind, lang) = (at.kind, env.store.lang());
        let gone = if name.is_some() { String::new() } else { format!(" ({})", said::GONE.to(lang)) };
        all.push(format!("         {} {title}{gone}", called("kind", kind, lang)));
        all.extend(changes.iter().map(|change| format!("           {}", flat(&change.told(env.store.lang())))));
        let changes: Vec<Json> = changes.iter().map(|change| cell(env, change)).collect();
        records
            .push(json!({ "kind": at.kind, "id": at.id, "title": title, "gone": name.is_none(), "changes": changes }));
    }
    if env.format == Format::Text {
        if count > records.len() {
            all.push(format!("         {}", said::more(count - records.len()).to(env.store.lang())));
        }
        return Ok(Output::text(all.join("\n")));
    }
    let mut object = object(env, &told, Some(&[]))?;
    object.extend([("touched".to_owned(), json!(count)), ("records".to_owned(), json!(records))]);
    document(env.format, &Json::Object(object))
}

fn cell(env: &Env, c: &Change) -> Json {
    json!({ "part": c.part, "field": c.label.to(env.store.lang()), "before": c.before, "after": c.after })
}

fn object(env: &Env, told: &Told, changes: Option<&[Json]>) -> Result<Map<String, Json>> {
    let undone_by = env.store.taken_back_by(told.entry)?;
    let also: Vec<Json> = told
        .deed
        .others()
        .iter()
        .map(|d| json!({ "kind": d.kind, "act": d.act, "title": d.title, "count": d.count }))
        .collect();
    let values = [
        json!(told.entry),
        json!(env.store.local(told.at).to_rfc3339()),
        json!(env.store.name("person", told.who)),
        json!(told.deed.kind),
        json!(told.deed.act),
        json!(told.deed.title),
        json!(told.deed.count),
        json!(also),
        json!(undone_by.is_some()),
        json!(changes),
        json!(told.undoes),
        json!(undone_by),
    ];
    Ok(COLUMNS.map(str::to_owned).into_iter().zip(values).collect())
}

fn lines(env: &Env, told: &Told) -> Result<Vec<String>> {
    let (db, lang) = (&env.store, env.store.lang());
    let who = db.name("person", told.who).unwrap_or_default();
    let (when, what) = (when::stamp_of_year(db.local(told.at), db.now()), tell_entry(told, db));
    let back =
        if db.taken_back_by(told.entry)?.is_some() { format!(" {}", said::TAKEN_BACK.to(lang)) } else { String::new() };
    // A text of several lines would break the columns.
    let first = format!("{:>5}  {when} {who}: {}{back}", told.entry, flat(what.to(lang)));
    let change = |c: &Change| format!("         {}", flat(&c.told(lang)));
    Ok(std::iter::once(first).chain(told.changes.iter().map(change)).collect())
}

/// Takes back one, by its entry.
fn undo(env: &mut Env, entry: Id) -> Result<Turned> {
    env.store.undo_entry(entry).map_err(|error| refused(error, &env.store, said::take_back))
}

/// Takes back so many, by what `next` finds; says each.
fn turn(
    env: &mut Env,
    count: usize,
    next: fn(&Env) -> Result<Option<Turned>>,
    said: fn(&Sentence) -> Sentence,
    none: Text,
) -> Result<Output> {
    if count == 0 {
        return Err(super::Usage(usage::no_count()).into());
    }
    let mut all = Vec::new();
    for _ in 0..count {
        let Some(turned) = next(env)? else { break };
        all.push(undo(env, turned.entry)?);
    }
    if all.is_empty() {
        let mut output = printed(env, &all, said)?;
        output.said = vec![none.to(env.store.lang()).to_owned()];
        return Ok(output);
    }
    printed(env, &all, said)
}

/// What was taken back or done again: said to a person, an array to a script.
fn printed(env: &Env, all: &[Turned], said: fn(&Sentence) -> Sentence) -> Result<Output> {
    let lines: Vec<String> = all.iter().flat_map(|turned| taken_back(env, turned, said)).collect();
    if env.format == Format::Text {
        return Ok(Output::text(lines.join("\n")));
    }
    let record = |at: &Ref| json!({ "kind": at.kind, "id": at.id });
    let object = |turned: &Turned| -> Map<String, Json> {
        let kept: Vec<Json> = turned.kept.iter().map(record).collect();
        let Turned { entry, deed, .. } = turned;
        let values =
            [json!(entry), json!(deed.kind), json!(deed.act), json!(deed.title), json!(deed.count), json!(kept)];
        TURNED.map(str::to_owned).into_iter().zip(values).collect()
    };
    let all: Vec<_> = all.iter().map(object).collect();
    let mut output = records(env.format, &TURNED, &all, env.store.lang())?;
    output.said = lines;
    Ok(output)
}

fn taken_back(env: &Env, turned: &Turned, said: fn(&Sentence) -> Sentence) -> Vec<String> {
    let lines = [Some(said(&tell(&turned.deed, &env.store))), tell_kept(turned, &env.store)];
    lines.into_iter().flatten().map(|line| line.to(env.store.lang()).to_owned()).collect()
}

impl Undo {
    pub fn run(self, env: &mut Env) -> Result<Output> {
        if let Some(entry) = self.entry {
            if env.store.taken_back_by(entry)?.is_some() {
                return Err(Problems::from(Fault::new(said::ALREADY)).into());
            }
            let turned = undo(env, entry)?;
            return printed(env, &[turned], toast::undone);
        }
        turn(env, self.count, |env| env.store.to_undo(), toast::undone, toast::NOTHING_TO_UNDO)
    }
}

impl Redo {
    pub fn run(self, env: &mut Env) -> Result<Output> {
        turn(env, self.count, |env| env.store.to_redo(), Sentence::clone, toast::NOTHING_TO_REDO)
    }
}
