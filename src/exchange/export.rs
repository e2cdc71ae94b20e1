//! Records written out: a table that spreadsheets open and an import takes back, or objects by field keys.
use super::own::{Marked, RECORD, Which};
use super::record::{columns, inner, inner_texts, object, texts};
use super::target::Target;
use crate::domain::deed::Ref;
use crate::domain::field::{Head, Home};
use crate::domain::guard::guarded;
use crate::domain::kinds::shape;
use crate::lang::{Text, import};
use crate::store::Db;
use anyhow::{Context, Result};
use serde_json::{Value as Json, json};
use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::Path;

/// How records are written out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    Csv,
    Json,
}

impl Form {
    /// By the ending of a file's name.
    pub fn of(name: &str) -> Option<Self> {
        let ending = name.rsplit_once('.')?.1.to_lowercase();
        match ending.as_str() {
            "csv" => Some(Self::Csv),
            "json" => Some(Self::Json),
            _ => None,
        }
    }
}

/// What is written out: records of a kind, or the rows of a part of them.
pub struct Export<'a> {
    pub db: &'a Db,
    /// The kind by its name, and the part of it whose rows are meant.
    pub kind: &'static str,
    pub target: Option<&'static Target>,
    pub rows: &'a [Ref],
}

/// The first column: by it a row that comes back is the very record.
const KEY: &str = "key";

/// Writes a file whole or not at all: what is there under its name stays until all is written, and where nothing comes
/// of it, because it was given up.
pub fn whole(path: &Path, write: impl FnOnce(&mut dyn Write) -> Result<Option<u64>>) -> Result<Option<u64>> {
    let wrong = || path.display().to_string();
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let aside = path.with_file_name(format!(".{name}.part"));
    let mut to = BufWriter::new(File::create(&aside).with_context(wrong)?);
    let count = write(&mut to);
    let flushed = to.flush().with_context(wrong);
    drop(to);
    let count = count.and_then(|count| flushed.map(|()| count));
    if let Ok(Some(_)) = count {
        fs::rename(&aside, path).with_context(wrong)?;
    } else {
        // What is half written is nobody's.
        let _ = fs::remove_file(&aside);
    }
    count
}

impl Export<'_> {
    /// Writes all of it; gives how many rows there are. `step` hears how far it is, and ends it by a no.
    pub fn write(
        &self,
        form: Form,
        to: &mut dyn Write,
        step: &mut dyn FnMut(usize, usize) -> bool,
    ) -> Result<Option<u64>> {
        match (form, self.target.and_then(|target| target.part)) {
            (Form::Csv, None) => self.table(to, step),
            (Form::Csv, Some((part, of))) => self.lines(part, of, to, step),
            (Form::Json, part) => self.objects(part.map(|(part, of)| (part, of.key)), to, step),
        }
    }

    /// What people call many of its rows.
    pub fn many(&self) -> Text {
        let of_kind = || shape(self.kind).map_or(import::ORDER_LINES, |shape| shape.many);
        self.target.map_or_else(of_kind, Target::many)
    }

    /// The same into a file, whole or not at all.
    pub fn file(&self, form: Form, path: &Path, step: &mut dyn FnMut(usize, usize) -> bool) -> Result<Option<u64>> {
        whole(path, |to| self.write(form, to, step))
    }

    fn table(&self, to: &mut dyn Write, step: &mut dyn FnMut(usize, usize) -> bool) -> Result<Option<u64>> {
        let mark = Marked::of(self.db)?;
        let mut writer = csv::Writer::from_writer(to);
        let blank = shape(self.kind).map(|shape| (shape.blank)()).context("a kind that is not kept")?;
        writer.write_record(std::iter::once(KEY).chain(columns(&*blank).iter().map(|head| head.key)))?;
        for (n, at) in self.rows.iter().enumerate() {
            if n % 64 == 0 && !step(n, self.rows.len()) {
                return Ok(None);
            }
            let cells = texts(self.db, *at)?;
            writer
                .write_record(std::iter::once(mark.key((at.id, None))).chain(cells.iter().map(|text| guarded(text))))?;
        }
        writer.flush()?;
        Ok(Some(self.rows.len() as u64))
    }

    fn lines(
        &self,
        part: &str,
        of: &Head,
        to: &mut dyn Write,
        step: &mut dyn FnMut(usize, usize) -> bool,
    ) -> Result<Option<u64>> {
        let mark = Marked::of(self.db)?;
        let mut writer = csv::Writer::from_writer(to);
        let heads = self.target.map(Target::heads).unwrap_or_default();
        let own = heads.iter().filter(|head| head.home != Home::Outside && head.key != of.key).map(|head| head.key);
        writer.write_record([KEY, of.key].into_iter().chain(own))?;
        let mut count = 0;
        for (n, at) in self.rows.iter().enumerate() {
            if n % 64 == 0 && !step(n, self.rows.len()) {
                return Ok(None);
            }
            let row = self.db.any(at.kind, at.id)?;
            let name = super::record::called(self.db, &*row, *at);
            let parts = row.parts();
            let Some(rows) = parts.iter().find(|known| known.key == part).map(|known| known.rows) else { continue };
            for line in 0..rows.len() {
                let line = rows.at(line);
                let first = [mark.key((at.id, Some(line.id()))), guarded(&name)];
                let cells = inner_texts(self.db, line);
                writer.write_record(first.into_iter().chain(cells.iter().map(|text| guarded(text))))?;
                count += 1;
            }
        }
        writer.flush()?;
        Ok(Some(count))
    }

    fn objects(
        &self,
        part: Option<(&str, &str)>,
        to: &mut dyn Write,
        step: &mut dyn FnMut(usize, usize) -> bool,
    ) -> Result<Option<u64>> {
        let mark = Marked::of(self.db)?;
        let marked = |which: Which| (RECORD.to_owned(), json!(mark.key(which)));
        let mut count = 0;
        let mut put = |json: Json, to: &mut dyn Write| -> Result<()> {
            to.write_all(if count == 0 { b"[\n" } else { b",\n" })?;
            serde_json::to_writer_pretty(&mut *to, &json)?;
            count += 1;
            Ok(())
        };
        for (n, at) in self.rows.iter().enumerate() {
            if n % 64 == 0 && !step(n, self.rows.len()) {
                return Ok(None);
            }
            let Some((part, of)) = part else {
                let mut all = serde_json::Map::from_iter([marked((at.id, None))]);
                all.extend(object(self.db, *at)?);
                put(Json::Object(all), to)?;
                continue;
            };
            let row = self.db.any(at.kind, at.id)?;
            let name = super::record::called(self.db, &*row, *at);
            let parts = row.parts();
            let Some(rows) = parts.iter().find(|known| known.key == part).map(|known| known.rows) else { continue };
            for line in 0..rows.len() {
                let mut object = serde_json::Map::from_iter([marked((at.id, Some(rows.at(line).id())))]);
                object.insert("id".to_owned(), json!(rows.at(line).id()));
                object.insert(of.to_owned(), json!(name));
                object.extend(inner(self.db, rows.at(line)));
                put(Json::Object(object), to)?;
            }
        }
        to.write_all(if count == 0 { b"[]\n" } else { b"\n]\n" })?;
        Ok(Some(count))
    }
}
