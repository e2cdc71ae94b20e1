//! Reading: lists, records, the lookup, what needs action now.
use super::output::records;
use super::rows::Table;
use super::{Env, Format, Output, id, kind, misused};
use crate::act::{brief, find};
use crate::domain::deed::Ref;
use crate::domain::filter::{Filter, Term, What};
use crate::domain::fold::fold;
use crate::domain::kinds::KINDS;
use crate::domain::problem::Problems;
use crate::domain::reach::Sort;
use crate::domain::value::Value;
use crate::domain::world::World;
use crate::exchange::export::record::object;
use crate::lang::{Sentence, merge, say, usage, when};
use crate::store::{List as Query, MANY, Order};
use crate::ui;
use anyhow::Result;
use clap::Args;
use serde_json::{Map, Value as Json, json};

#[derive(Args)]
pub struct List {
    /// A kind of record: leads, orders, accounts …
    kind: String,
    /// A view of the screen, by its name
    #[arg(long)]
    view: Option<String>,
    /// Filter words, as in the screen
    #[arg(long, default_value = "", hide_default_value = true, allow_hyphen_values = true)]
    filter: String,
    /// A field; with - behind it from the greatest down
    #[arg(long)]
    sort: Option<String>,
    /// So many rows at most
    #[arg(long, default_value_t = 100_000)]
    limit: usize,
}

#[derive(Args)]
pub struct Show {
    /// A kind of record: leads, orders, accounts …
    kind: String,
    /// Its number, or what it is called
    id: String,
}

#[derive(Args)]
pub struct Find {
    /// Words of a name, or digits of a number
    #[arg(required = true)]
    text: Vec<String>,
    /// So many rows at most
    #[arg(long, default_value_t = 20)]
    limit: usize,
    /// Of this kind alone
    #[arg(long)]
    kind: Option<String>,
}

/// The rows of a kind by filter words, or by the name of a view.
pub fn refs(env: &Env, kind: &'static str, words: &str, sort: Option<&str>, limit: usize) -> Result<Vec<Ref>> {
    let shape = crate::domain::kinds::shape(kind);
    let blank = shape.map(|shape| (shape.blank)());
    let Some(blank) = blank else { return Ok(Vec::new()) };
    let filter = Filter::parse(words, &*blank, &*env.store).map_err(|fault| misused(Problems::from(fault).into()))?;
    refs_of(env, kind, &filter, sort, limit)
}

/// The same by a filter that was read.
pub fn refs_of(env: &Env, kind: &'static str, filter: &Filter, sort: Option<&str>, limit: usize) -> Result<Vec<Ref>> {
    let mut order = Order::default();
    if let Some(sort) = sort {
        let (key, down) = sort.strip_suffix('-').map_or((sort, false), |key| (key, true));
        let blank = crate::domain::kinds::shape(kind).map(|shape| (shape.blank)());
        let known: Vec<&str> = blank.iter().flat_map(|blank| blank.heads()).map(|head| head.key).collect();
        let field = known.iter().find(|known| **known == key);
        let field = field.copied().ok_or_else(|| super::Usage(usage::no_field(key, &known)))?;
        order = Order { field: Some(field), down };
    }
    let keys = env.store.page(&Query { kind: Some(kind), filter, order }, None, false, limit)?;
    Ok(keys.into_iter().map(|key| key.at).collect())
}

/// The filter words of a view of a kind's screen: one of its own by its name in either language, or one that was saved.
pub fn view_words(env: &Env, kind: &str, view: Option<&str>) -> Result<String> {
    let Some(view) = view else { return Ok(String::new()) };
    let sheet = ui::sheet(kind);
    let own = sheet.map_or(&[][..], |sheet| sheet.views);
    let is_it = |name: &str| fold(name) == fold(view);
    if let Some(own) = own.iter().find(|own| own.name.both().into_iter().any(is_it)) {
        return Ok(own.filter.to_owned());
    }
    let saved = sheet.map_or(Ok(Vec::new()), |sheet| env.store.saved_views(sheet.id))?;
    if let Some(saved) = saved.iter().find(|saved| is_it(&saved.name)) {
        return Ok(saved.filter.clone());
    }
    let many = crate::domain::kinds::shape(kind).map_or(say("all", "tất cả"), |shape| shape.many);
    let own = own.iter().map(|own| Sentence::from(own.name));
    let known: Vec<Sentence> = own.chain(saved.iter().map(|saved| Sentence::plain(&saved.name))).collect();
    Err(super::Usage(usage::no_view(view, many, &known)).into())
}

/// The filter words of what is asked for, and what is to be said beside it.
pub struct Asked {
    pub words: String,
    pub said: Vec<String>,
}

/// The words of a view and of a filter. Where neither says it, what is archived is left out, as a screen's list leaves it
/// out, and it is said how many that are.
pub fn asked(env: &Env, kind: &str, view: Option<&str>, filter: &str) -> Result<Asked> {
    let words = format!("{} {filter}", view_words(env, kind, view)?);
    let shape = crate::domain::kinds::shape(kind).filter(|shape| view.is_none() && shape.has(ARCHIVED));
    let filters = |words: &str| shape.map(|shape| Filter::parse(words, &*(shape.blank)(), &*env.store));
    let says = |term: &Term| matches!(&term.what, What::Is { part: None, head, .. } if [ARCHIVED, "merged"].contains(&head.key));
    // A word that is none is told by who asks for the rows.
    let Some(Ok(_)) = filters(&words).filter(|known| known.as_ref().is_ok_and(|f| !f.terms.iter().any(says))) else {
        return Ok(Asked { words, said: Vec::new() });
    };
    let Some(Ok(filter)) = filters(&format!("{words} -{ARCHIVED}:")) else {
        return Ok(Asked { words, said: Vec::new() });
    };
    let order = Order::default();
    let left = env.store.count(&Query { kind: shape.map(|shape| shape.kind), filter: &filter, order }, ALL)?;
    let said = (left > 0).then(|| usage::without_archived(left).to(env.store.lang()).to_owned());
    Ok(Asked { words: format!("{words} {ARCHIVED}:"), said: said.into_iter().collect() })
}

const ARCHIVED: &str = "archived";
/// More than any file has.
const ALL: usize = 1 << 40;

/// What a person without a screen sees of a record: its number, and what its list shows; of one that is archived that it
/// is.
fn in_words(env: &Env, at: Ref) -> Result<Vec<String>> {
    let row = env.store.any(at.kind, at.id)?;
    let away = row.heads().iter().any(|head| head.key == ARCHIVED) && row.value(ARCHIVED) != Value::Empty;
    let away = away.then(|| format!("({})", usage::ARCHIVED.to(env.store.lang())));
    Ok(std::iter::once(at.id.to_string()).chain(ui::shown(&env.store, at)?).chain(away).collect())
}

impl List {
    pub fn run(self, env: &mut Env) -> Result<Output> {
        let family = kind(&self.kind)?;
        let Asked { words, said } = asked(env, family.shape.kind, self.view.as_deref(), &self.filter)?;
        // The rows are of one state of the file, however slowly they are taken.
        env.store.hold()?;
        let found = refs(env, family.shape.kind, &words, self.sort.as_deref(), self.limit)?;
        let blank = (family.shape.blank)();
        let keys = std::iter::once("id").chain(blank.heads().iter().map(|h| h.key)).map(str::to_owned).collect();
        let rows = Output::rows(move |env, out| {
            let mut table = Table::new(out, env.format, keys, env.store.lang());
            for at in found {
                match env.format {
                    Format::Text => table.cells(in_words(env, at)?)?,
                    _ => table.object(&object(&env.store, at)?)?,
                }
            }
            table.end()
        });
        Ok(Output { said, ..rows })
    }
}

impl Show {
    pub fn run(self, env: &mut Env) -> Result<Output> {
        let family = kind(&self.kind)?;
        let at = Ref { kind: family.shape.kind, id: id(&env.store, family.shape.kind, &self.id)? };
        let mut output = Self::shown(env, at)?;
        let asked = self.id.trim_start_matches('#').parse().ok().filter(|asked| *asked != at.id);
        if let Some(asked) = asked.filter(|asked| env.store.name(at.kind, *asked).is_some()) {
            let name = env.store.name(at.kind, at.id).unwrap_or_default();
            let said = merge::was_merged(family.shape.one, asked, &name, at.id);
            output.said.push(said.to(env.store.lang()).to_owned());
        }
        Ok(output)
    }

    fn shown(env: &Env, at: Ref) -> Result<Output> {
        if env.format == Format::Json {
            return Ok(Output::text(serde_json::to_string_pretty(&object(&env.store, at)?)?));
        }
        if env.format == Format::Csv {
            let row = object(&env.store, at)?;
            let keys: Vec<&str> = row.keys().map(String::as_str).collect();
            return records(Format::Csv, &keys, std::slice::from_ref(&row), env.store.lang());
        }
        let (brief, lang) = (brief(&env.store, at)?, env.store.lang());
        let mut lines =
            vec![[brief.title, brief.about, brief.state, brief.aside].map(|s| s.clone()).join("  ").trim().to_owned()];
        for note in brief.notes {
            lines.push(format!("{}:", note.label.to(lang)));
            lines.extend(note.lines.iter().map(|line| format!("  {line}")));
        }
        Ok(Output::text(lines.join("\n")))
    }
}

/// A record as the lookup shows it.
fn found(env: &Env, at: Ref, class: u8) -> Result<Map<String, Json>> {
    let db = &env.store;
    let row = db.any(at.kind, at.id)?;
    let text = |key: &str| match row.value(key) {
        Value::Empty => String::new(),
        value => row.heads().iter().find(|h| h.key == key).map_or_else(String::new, |h| h.kind.show(&value, &**db)),
    };
    let detail = ["company", "account", "subject", "title", "role"].into_iter().map(text).find(|t| !t.is_empty());
    let reach = |sort: Sort| {
        let key = if sort == Sort::Mail { "email" } else { "phone" };
        let text = text(key);
        if text.is_empty() { Json::Null } else { json!(text) }
    };
    let fields = [
        ("kind", json!(at.kind)),
        ("id", json!(at.id)),
        ("title", json!(db.name(at.kind, at.id))),
        ("detail", json!(detail.unwrap_or_default())),
        ("phone", reach(Sort::Phone)),
        ("email", reach(Sort::Mail)),
        ("score", json!(100 / i64::from(class.max(1)))),
    ];
    Ok(fields.into_iter().map(|(key, value)| (key.to_owned(), value)).collect())
}

impl Find {
    pub fn run(self, env: &mut Env) -> Result<Output> {
        let of = self.kind.as_deref().map(kind).transpose()?.map(|family| family.shape.kind);
        let text = self.text.join(" ");
        let hits: Vec<(Ref, u8)> = match of {
            Some(_) => env.store.lookup(&text, self.limit, of)?.iter().map(|hit| (hit.at, hit.class)).collect(),
            None => find(&env.store, &text, self.limit)?.iter().map(|seen| (seen.at, seen.class)).collect(),
        };
        let rows = hits.into_iter().map(|(at, class)| found(env, at, class)).collect::<Result<Vec<_>>>()?;
        records(env.format, &["kind", "id", "title", "detail", "phone", "email", "score"], &rows, env.store.lang())
    }
}

/// The badges and their rows, a screen each.
pub fn today(env: &mut Env) -> Result<Output> {
    let (mut screens, mut rows) = (Vec::new(), Vec::new());
    for shape in KINDS.iter().filter(|shape| shape.works) {
        let due = due_now(env, shape.kind)?;
        screens.push(
            json!({ "kind": shape.kind, "screen": shape.many.to(env.store.lang()), "badge": due.len(), "rows": due }),
        );
        rows.extend(due);
    }
    if env.format == Format::Json {
        return Ok(Output::text(serde_json::to_string_pretty(&screens)?));
    }
    rows.sort_by_key(|row| row.get("due_at").and_then(Json::as_str).unwrap_or_default().to_owned());
    let when = if env.format == Format::Text { "due" } else { "due_at" };
    records(env.format, &[when, "kind", "id", "title", "why", "turn"], &rows, env.store.lang())
}

fn due_now(env: &Env, kind: &'static str) -> Result<Vec<Map<String, Json>>> {
    let mut rows = Vec::new();
    for at in refs(env, kind, "now", None, MANY)? {
        let (due, turn) = env.store.urgency(at)?;
        let Some(due) = due else { continue };
        let fields = [
            ("kind", json!(at.kind)),
            ("id", json!(at.id)),
            ("title", json!(env.store.name(at.kind, at.id))),
            ("due", json!(when::due(env.store.local(due.at), env.store.now()).to(env.store.lang()))),
            ("due_at", json!(env.store.local(due.at).to_rfc3339())),
            ("why", json!(due.reason(env.store.now()).to(env.store.lang()))),
            ("turn", json!(turn.and_then(|id| env.store.name("person", id)))),
        ];
        rows.push(fields.into_iter().map(|(key, value)| (key.to_owned(), value)).collect());
    }
    Ok(rows)
}
