//! What lies in a folder, as far as it can be taken.
use std::fs;
use std::path::Path;

#[derive(Clone)]
pub struct Entry {
    pub name: String,
    /// Whether it is a folder itself.
    pub folder: bool,
}

/// So many are looked at.
const MOST: usize = 2_000;
/// Endings of the files that hold rows, of every form that is read and written.
#[rustfmt::skip]
const TABLES: [&str; 17] = [
    "csv", "tsv", "txt", "tab", "xlsx", "xlsm", "xlsb", "xls", "ods",
    "json", "jsonl", "ndjson", "vcf", "vcard", "ics", "ical", "icalendar",
];

impl Entry {
    /// Whether it begins as it was typed; without an ending of their own only folders and tables do.
    pub fn is_meant(&self, begun: &str) -> bool {
        let name = self.name.to_lowercase();
        let hidden = name.starts_with('.') && !begun.starts_with('.');
        let ending = Path::new(&name).extension().and_then(|ending| ending.to_str());
        let table = ending.is_some_and(|ending| TABLES.contains(&ending));
        !hidden && name.starts_with(&begun.to_lowercase()) && (self.folder || table)
    }
}

/// What lies in a folder, by name, folders first; nothing where it cannot be read.
pub fn lying(folder: &Path) -> Vec<Entry> {
    let Ok(found) = fs::read_dir(folder) else { return Vec::new() };
    let entry = |entry: fs::DirEntry| {
        let folder = entry.path().is_dir();
        // What cannot be typed cannot be completed.
        entry.file_name().into_string().ok().map(|name| Entry { name, folder })
    };
    let mut all: Vec<Entry> = found.flatten().take(MOST).filter_map(entry).collect();
    all.sort_by_key(|entry| (!entry.folder, entry.name.to_lowercase()));
    all
}
