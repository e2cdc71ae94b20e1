//! Every path, version and size.
use super::{Env, Format, Output};
use crate::config;
use crate::domain::kinds::KINDS;
use crate::store::{List, MANY, Order};
use anyhow::Result;
use serde_json::{Map, Value as Json, json};
use std::fs;

/// Prints them.
pub fn run(env: &mut Env) -> Result<Output> {
    let path = env.store.path().to_owned();
    let size = fs::metadata(&path).map_or(0, |of| of.len());
    let shown = |path: Option<std::path::PathBuf>| path.map_or(Json::Null, |path| json!(path.display().to_string()));
    let mut all: Map<String, Json> = Map::new();
    all.insert("version".into(), json!(env!("CARGO_PKG_VERSION")));
    all.insert("file".into(), json!(path.display().to_string()));
    all.insert("format".into(), json!(env.store.format()?));
    all.insert("bytes".into(), json!(size));
    all.insert("sqlite".into(), json!(env.store.engine()));
    all.insert("config".into(), shown(config::config_dir()));
    all.insert("state".into(), shown(config::state_dir()));
    let mut counts = Map::new();
    for shape in KINDS {
        let everything = crate::domain::filter::Filter::default();
        let list = List { kind: Some(shape.kind), filter: &everything, order: Order::default() };
        counts.insert(shape.kind.to_owned(), json!(env.store.count(&list, MANY * 1_000)?));
    }
    all.insert("records".into(), Json::Object(counts));
    if env.format == Format::Json {
        return Ok(Output::text(serde_json::to_string_pretty(&all)?));
    }
    let line = |(key, value): (&String, &Json)| match value {
        Json::String(text) => format!("{key:<10} {text}"),
        Json::Object(inner) => {
            let all: Vec<String> =
                inner.iter().filter(|(_, n)| **n != json!(0)).map(|(k, n)| format!("{k} {n}")).collect();
            format!("{key:<10} {}", all.join(", "))
        }
        other => format!("{key:<10} {other}"),
    };
    Ok(Output::text(all.iter().map(line).collect::<Vec<_>>().join("\n")))
}
