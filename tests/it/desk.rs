//! A workspace beside a folder with files, worked on by the command line: what import and export are tried on.
use super::store;
use linchpin::cli::{Output, run};
use linchpin::store::Store;
use serde_json::Value as Json;
use std::ffi::OsString;
use std::path::PathBuf;
use tempfile::TempDir;

/// A workspace, and a folder with files for it.
pub struct Desk {
    pub folder: TempDir,
    pub store: Store,
}

impl Desk {
    pub fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap(), store: store() }
    }

    pub fn file(&self, name: &str, text: impl AsRef<[u8]>) -> PathBuf {
        let path = self.folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        path
    }

    pub fn run(&self, words: &[&str]) -> anyhow::Result<Output> {
        self.run_in("en", "json", words)
    }

    /// The same for a person who reads one of the languages.
    pub fn run_in(&self, lang: &str, format: &str, words: &[&str]) -> anyhow::Result<Output> {
        let db = self.store.path().display().to_string();
        let globals = [
            "linchpin",
            "--db",
            &db,
            "--as",
            "Mai",
            "--lang",
            lang,
            "--now",
            "2026-11-24T09:14:00+07:00",
            "--format",
            format,
        ];
        run(globals.iter().chain(words).map(OsString::from))
    }

    /// Imports a text under the name of a file; gives what is printed, with the exit code.
    #[track_caller]
    pub fn import(&self, kind: &str, text: &str, more: &[&str]) -> (Json, Output) {
        let file = self.file(&format!("{kind}.csv"), text);
        let words: Vec<&str> =
            ["import", kind, file.to_str().unwrap()].into_iter().chain(more.iter().copied()).collect();
        let output = self.run(&words).unwrap_or_else(|error| panic!("{words:?}: {error:#}"));
        (serde_json::from_str(&output.out).unwrap(), output)
    }

    /// Read, added, merged, skipped, rejected, history.
    #[track_caller]
    pub fn counts(&self, kind: &str, text: &str, more: &[&str]) -> [u64; 6] {
        let (json, output) = self.import(kind, text, more);
        let counts =
            ["read", "added", "merged", "skipped", "rejected", "history"].map(|key| json[key].as_u64().unwrap());
        assert_eq!(counts[0], counts[1..5].iter().sum::<u64>(), "{json}");
        assert_eq!(output.code, if counts[4] > 0 { 4 } else { 0 });
        assert_eq!(json["batch"].is_null(), counts[1] + counts[2] == 0 || more.contains(&"--dry-run"), "{json}");
        counts
    }

    pub fn show(&self, kind: &str, id: &str) -> Json {
        serde_json::from_str(&self.run(&["show", kind, id]).unwrap().out).unwrap()
    }

    pub fn list(&self, kind: &str, filter: &str) -> Vec<Json> {
        serde_json::from_str(&self.run(&["list", kind, "--filter", filter]).unwrap().out).unwrap()
    }

    pub fn names(&self, kind: &str, filter: &str) -> Vec<String> {
        self.list(kind, filter).iter().map(|row| row["name"].as_str().unwrap_or_default().to_owned()).collect()
    }
}
