//! Every path, version and size, and the health of the file; of one that cannot be opened, all that is known without.
use super::output::document;
use super::{Env, Format, Output, exit_code, sentence};
use crate::config;
use crate::domain::filter::Filter;
use crate::domain::kinds::KINDS;
use crate::domain::world::World;
use crate::lang::{Lang, Text, health, say};
use crate::store::file::copies;
use crate::store::{Db, List, MANY, Order};
use crate::ui::cells;
use anyhow::Result;
use serde_json::{Map, Value as Json, json};
use std::fs;
use std::path::Path;
use std::time::Duration;

/// What is told: its name to scripts, what people call it, and what it is to each.
struct Told {
    key: &'static str,
    label: Text,
    json: Json,
    text: String,
}

/// So long the pages of a file are looked at: what is asked for is where things lie.
const PATIENCE: Duration = Duration::from_secs(1);

/// Prints them.
pub fn run(env: &Env) -> Result<Output> {
    let lang = env.store.lang();
    let mut all = known(env.store.path(), lang);
    match inside(&env.store, lang) {
        Ok(inside) => all.extend(inside),
        Err(error) => return failed(all, &error, env.format, lang),
    }
    printed(&all, env.format, lang)
}

/// What is read of the file.
fn inside(db: &Db, lang: Lang) -> Result<[Told; 3]> {
    let (mut counts, mut counted) = (Map::new(), Vec::new());
    for shape in KINDS {
        let list = List { kind: Some(shape.kind), filter: &Filter::default(), order: Order::default() };
        let count = db.count(&list, MANY * 1_000)?;
        counts.insert(shape.kind.to_owned(), json!(count));
        if count > 0 {
            counted.push(shape.count(count as u64).to(lang).to_owned());
        }
    }
    let health = if db.look_over(PATIENCE)? { health::PAGES_WHOLE } else { health::TOO_LARGE };
    let records = Told::new("records", say("records", "bản ghi"), &counts);
    Ok([
        Told::new("format", say("format", "định dạng"), &db.format()?),
        Told { text: counted.join(", "), ..records },
        Told::health(true, health.to(lang)),
    ])
}

/// Prints what is known of a file that cannot be opened, and says why that is.
pub fn unopened(path: &Path, error: &anyhow::Error, format: Format, lang: Lang) -> Result<Output> {
    failed(known(path, lang), error, format, lang)
}

fn failed(mut all: Vec<Told>, error: &anyhow::Error, format: Format, lang: Lang) -> Result<Output> {
    all.push(Told::health(false, ""));
    let output = printed(&all, format, lang)?;
    Ok(Output { code: exit_code(error), ..output.saying(sentence(error, lang)) })
}

/// What is known without opening the file.
fn known(path: &Path, lang: Lang) -> Vec<Told> {
    let size = fs::metadata(path).map_or(0, |of| of.len());
    let place = |key, label, path: Option<&Path>| Told::new(key, label, &path.map(|path| path.display().to_string()));
    vec![
        Told::new("version", say("version", "phiên bản"), &env!("CARGO_PKG_VERSION")),
        Told::new("sqlite", say("SQLite", "SQLite"), &Db::engine()),
        place("file", say("file", "tệp"), Some(path)),
        Told { text: health::size(size, lang), ..Told::new("bytes", say("size", "kích thước"), &size) },
        place("backups", say("copies", "bản sao"), Some(&copies::folder(path))),
        place("config", say("settings", "cài đặt"), config::config_dir().as_deref()),
        place("state", say("log", "nhật ký máy"), config::state_dir().as_deref()),
    ]
}

impl Told {
    fn new(key: &'static str, label: Text, value: &impl serde::Serialize) -> Self {
        let json = json!(value);
        let text = json.as_str().map_or_else(|| json.to_string(), str::to_owned);
        Self { key, label, json, text }
    }

    fn health(well: bool, text: &str) -> Self {
        Self { text: text.to_owned(), ..Self::new("well", say("health", "tình trạng"), &well) }
    }
}

fn printed(all: &[Told], format: Format, lang: Lang) -> Result<Output> {
    if format != Format::Text {
        let all: Map<String, Json> = all.iter().map(|told| (told.key.to_owned(), told.json.clone())).collect();
        return document(format, &Json::Object(all));
    }
    let wide = all.iter().map(|told| cells::width(told.label.to(lang))).max().unwrap_or(0);
    let shown = all.iter().filter(|told| !told.text.is_empty());
    let lines = shown.map(|told| format!("{}  {}", cells::left(told.label.to(lang), wide), told.text));
    Ok(Output::text(lines.collect::<Vec<_>>().join("\n")))
}
