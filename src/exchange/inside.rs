//! Lines that lie inside the records of a file: they come in after those, in the same deed.
use super::core::missing;
use super::look::Looked;
use super::map::Map;
use super::plan::{File, Options, Plan};
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
        let options = Options { map: Map::default(), reading, ..self.options.clone() };
        let mut lines = Self::laid(db, target, inside, options)?;
        let lacking =
            target.core.iter().find(|any| lines.files.iter().any(|file| !file.mapping.brings(&lines.heads, any)));
        if let Some(any) = lacking {
            self.notes.push(book::lines_left(&list, &missing(&lines.heads, any, true)));
            return Ok(());
        }
        self.notes.push(book::lines_inside(&list));
        lines.first = self.files.len();
        self.lines = Some(Box::new(lines));
        Ok(())
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
