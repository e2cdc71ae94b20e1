//! Lines that lie inside the records of a file: they come in after those, in the same deed.
use super::core::missing;
use super::header::Name;
use super::kinship::kind_names;
use super::look::Looked;
use super::map::{Map, NOWHERE};
use super::mapping::guess;
use super::plan::{File, Options, Plan};
use super::target::Target;
use super::written::Reading;
use crate::lang::book;
use crate::store::Db;
use anyhow::Result;

impl Plan {
    /// Lays out what lies inside the records of its files; it says so where that cannot come in.
    pub(super) fn look_inside(&mut self, db: &Db) -> Result<()> {
        let inside: Vec<Looked> = self.files.iter().filter_map(|file| file.looked.inside.as_deref().cloned()).collect();
        let Some(first) = inside.first() else { return Ok(()) };
        let list = first.written.sheet().to_owned();
        let Some(target) = self.target.lines() else {
            self.notes.push(book::inner_lists(&list));
            return Ok(());
        };
        let reading = Reading { sheet: None, wanted: Some(target.name), ..self.options.reading.clone() };
        // What was said of the columns was said of those of the records.
        let options = Options { map: named(target, &inside), reading, ..self.options.clone() };
        let mut lines = Self::laid(db, target, inside, options)?;
        let lacking =
            target.core.iter().find(|any| lines.files.iter().any(|file| !file.mapping.brings(&lines.heads, any)));
        if let Some(any) = lacking {
            self.notes.push(book::lines_left(&list, &missing(&lines.heads, any, true)));
            return Ok(());
        }
        let goes = lines.files.iter().flat_map(|file| lines.goes(file)).collect::<Vec<_>>().join(", ");
        self.notes.push(book::lines_inside(&list, &goes));
        lines.first = self.files.len();
        self.lines = Some(Box::new(lines));
        Ok(())
    }

    /// Where the columns of a file go, and those that go nowhere: `sku → product`.
    fn goes(&self, file: &File) -> Vec<String> {
        let of = |(at, name): (usize, &String)| {
            let field = file.mapping.of(at).map_or(NOWHERE, |(head, _)| self.heads[head].key);
            format!("{name} → {field}")
        };
        let known = |(at, _): &(usize, &String)| file.mapping.key.is_none_or(|(key, _)| key != *at);
        file.looked.header.iter().enumerate().filter(known).skip(1).map(of).collect()
    }

    /// All its files, and after them those of the lines inside.
    pub fn all_files(&self) -> impl Iterator<Item = &File> {
        self.files.iter().chain(self.lines.iter().flat_map(|lines| &lines.files))
    }

    /// One of those.
    pub fn file(&self, at: usize) -> Option<&File> {
        self.all_files().nth(at)
    }

    /// Rows of all of them.
    pub fn rows(&self) -> u64 {
        self.all_files().map(|file| file.looked.rows).sum()
    }

    /// Bytes that are read of them.
    pub(super) fn bytes(&self) -> u64 {
        self.all_files().map(|file| file.looked.bytes).sum()
    }
}

/// What a line is called says what was ordered, where nothing else does in words; in a table of its own it may be anything.
fn named(lines: &Target, inside: &[Looked]) -> Map {
    let (mut map, heads) = (Map::default(), lines.heads());
    for looked in inside {
        let mapping = guess(&heads, &looked.header, &looked.columns, &kind_names(lines), &map);
        let called = |(at, header): &(usize, &String)| {
            mapping.of(*at).is_none() && ["name", "title"].contains(&Name::new(header).whole.as_str())
        };
        let header = looked.header.iter().enumerate().find(called).filter(|_| !mapping.brings(&heads, &["text"]));
        if let Some((_, header)) = header {
            map.put(header, Some("text"));
        }
    }
    map
}
