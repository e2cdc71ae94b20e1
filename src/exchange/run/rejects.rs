//! Where rejected rows are written out whole: one file, and one more for each further file with other columns.
use super::amiss::Amiss;
use crate::exchange::column::look::Looked;
use crate::lang::{Lang, Sentence, usage};
use crate::store::Unusable;
use anyhow::{Context, Error, Result};
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// The columns that linchpin writes before a row that it could not take.
pub const REJECTED: [&str; 3] = ["rejected_line", "rejected_column", "rejected_because"];

/// How many columns of a file are those, where it is one of rejected rows.
pub fn marks(header: &[String]) -> usize {
    if header.iter().take(REJECTED.len()).eq(REJECTED) { REJECTED.len() } else { 0 }
}

/// Why rejected rows cannot go into a file beside these that are read: it is one of them, or it is there and holds
/// something else. An older file of rejected rows gives way.
pub fn taken(path: &Path, read: &[PathBuf]) -> Option<Sentence> {
    let whole = |path: &Path| fs::canonicalize(path).ok();
    let is_read = whole(path).is_some_and(|path| read.iter().any(|read| whole(read).as_ref() == Some(&path)));
    (is_read || is_other(path)).then(|| usage::is_there(&path.display().to_string()))
}

/// Whether a file is there that holds something else than rejected rows.
fn is_other(path: &Path) -> bool {
    let mut start = String::new();
    let is_file = fs::metadata(path).is_ok_and(|metadata| metadata.is_file() && metadata.len() > 0);
    let reads = |file: File| file.take(REJECTED[0].len() as u64).read_to_string(&mut start);
    is_file && !(File::open(path).and_then(reads).is_ok() && start == REJECTED[0])
}

/// Rejected rows on their way into a file; it is made when the first comes.
pub struct Rejects<'a> {
    path: &'a Path,
    files: Vec<&'a Looked>,
    lang: Lang,
    open: Vec<(usize, PathBuf, csv::Writer<File>)>,
}

impl<'a> Rejects<'a> {
    /// Of these files, with the reasons in a language.
    pub fn new(path: &'a Path, files: impl IntoIterator<Item = &'a Looked>, lang: Lang) -> Self {
        Self { path, files: files.into_iter().collect(), lang, open: Vec::new() }
    }

    /// Writes one, with its line, its column and the reason before its own cells.
    pub fn put(&mut self, reject: &Amiss) -> Result<()> {
        let header = |file: usize| self.files.get(file).map(|file| &file.labels);
        let like = self.open.iter().position(|(file, ..)| header(*file) == header(reject.file));
        if like.is_none() {
            self.begin(reject.file)?;
        }
        let at = like.unwrap_or(self.open.len() - 1);
        let line = reject.line.to_string();
        let first = [line.as_str(), reject.column.as_str(), reject.reason.text(self.lang)];
        let marks = self.files.get(reject.file).map_or(0, |file| marks(&file.header));
        let rest = reject.cells.iter().skip(marks).map(String::as_str);
        self.open[at].2.write_record(first.into_iter().chain(rest)).map_err(|error| self.unwritten(error.into()))
    }

    fn begin(&mut self, file: usize) -> Result<()> {
        let path = match self.open.len() {
            0 => self.path.to_owned(),
            n => {
                let stem = self.path.file_stem().unwrap_or_default().to_string_lossy();
                let mut names = (n + 1..).map(|n| self.path.with_file_name(format!("{stem}-{n}.csv")));
                names
                    .find(|path| !is_other(path) && self.open.iter().all(|(_, open, _)| open != path))
                    .unwrap_or_default()
            }
        };
        let to = File::create(&path).map_err(Unusable::from).with_context(|| path.display().to_string())?;
        let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(to);
        let own = |file: &&'a Looked| file.labels.iter().skip(marks(&file.labels));
        let header = self.files.get(file).into_iter().flat_map(own).map(String::as_str);
        writer.write_record(REJECTED.into_iter().chain(header)).map_err(|error| self.unwritten(error.into()))?;
        self.open.push((file, path, writer));
        Ok(())
    }

    fn unwritten(&self, error: io::Error) -> Error {
        Error::from(Unusable::from(error)).context(self.path.display().to_string())
    }

    /// A file is there even where no row was rejected, so that an older one is not taken for it.
    pub fn close(mut self) -> Result<()> {
        if self.open.is_empty() {
            self.begin(0)?;
        }
        self.flush().map(|_| ())
    }

    /// Whether there is a file: none, where no row was rejected.
    pub fn flush(&mut self) -> Result<bool> {
        for (.., writer) in &mut self.open {
            writer.flush().map_err(Unusable::from).with_context(|| self.path.display().to_string())?;
        }
        Ok(!self.open.is_empty())
    }

    /// The import came to nothing, and so does what it wrote.
    pub fn drop_all(self) {
        for (_, path, writer) in self.open {
            drop(writer);
            let _ = fs::remove_file(path);
        }
    }
}
