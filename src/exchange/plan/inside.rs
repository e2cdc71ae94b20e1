//! Lines that lie inside the records of a file: they come in after those, in the same deed.
use super::core::missing;
use super::kept::{keep_heading, keep_kind, keep_manner, said};
use super::map::{Map, NOWHERE};
use super::mapping::{Ground, Taken};
use super::target::Target;
use super::{File, Options, Plan, currency};
use crate::domain::field::Head;
use crate::exchange::column::look::Looked;
use crate::exchange::file::header::Name;
use crate::exchange::file::written::Reading;
use crate::lang::{Sentence, book};
use crate::store::Db;
use anyhow::Result;

/// What the lists are called that lie inside the records of files and can come with them.
pub fn lists<'a>(target: &Target, looked: &'a [Looked]) -> Vec<&'a str> {
    looked.iter().filter(|_| target.lines().is_some()).filter_map(Looked::list).collect()
}

impl Plan {
    /// Lays out what lies inside the records of its files; it says so where that cannot come in.
    pub fn look_inside(&mut self, db: &Db) -> Result<()> {
        let inside: Vec<Looked> = self.files.iter().filter_map(|file| file.looked.inside.as_deref().cloned()).collect();
        let Some(first) = inside.first() else { return Ok(()) };
        let list = first.written.sheet().to_owned();
        let Some(target) = self.target.lines() else {
            self.notes.push(book::inner_lists(&list));
            return Ok(());
        };
        let (_, map) = self.said();
        let headers: Vec<&[String]> = inside.iter().map(|looked| looked.header.as_slice()).collect();
        map.check(&target.heads(), &headers, Some(&list))?;
        let reading = Reading { sheet: None, wanted: Some(target.name), ..self.options.reading.clone() };
        let options = Options { map, reading, ..self.options.clone() };
        let mut lines = Self::laid(db, target, inside, options)?;
        for file in &mut lines.files {
            let said = said(db, &file.shape, &lines.options.map)?.on(&file.looked.header);
            if file.is_called(&lines.heads, &said) {
                file.decide(db, target, &lines.heads, &lines.options);
            }
        }
        if let Some(any) = lines.lacks_one() {
            self.notes.push(book::lines_left(&list, &missing(&lines.heads, any, true)));
        }
        lines.first = self.files.len();
        lines.named = self.files.iter().all(|file| currency::own(&file.looked, &file.mapping, &self.heads).is_some());
        self.inside = Some(Box::new(lines));
        Ok(())
    }

    /// What was said of the columns of its files, and what of those of the lines inside.
    fn said(&self) -> (Map, Map) {
        let lists: Vec<&str> = self.files.iter().filter_map(|file| file.looked.list()).collect();
        self.options.map.apart(&lists)
    }

    /// Keeps for the next files of their shapes what was said here: how the columns go and are read, and what rows become.
    pub fn keep_map(&self, db: &Db) -> Result<()> {
        let (own, inner) = self.said();
        let lines = self.inside.iter().flat_map(|lines| &lines.files).map(|file| (file, &inner));
        for (file, map) in self.files.iter().map(|file| (file, &own)).chain(lines) {
            if !map.is_empty() {
                db.keep_mapping(&file.shape, &map.write())?;
            }
        }
        for file in &self.files {
            keep_heading(db, &file.looked)?;
            keep_manner(db, &file.looked)?;
            if self.options.chosen {
                keep_kind(db, &file.looked, self.target)?;
            }
        }
        Ok(())
    }

    /// What was said of its columns, or of those of the lines inside; where nothing was, what was said of them the last time
    /// is from now on said here.
    pub fn say_as_before(&self, db: &Db, inside: bool) -> Result<Map> {
        let (own, inner) = self.said();
        let of = if inside { self.inside.as_deref() } else { Some(self) };
        let Some(file) = of.and_then(|plan| plan.files.first()) else { return Ok(self.options.map.clone()) };
        let list = self.list().unwrap_or_default();
        Ok(if inside {
            own.with(list, &said(db, &file.shape, &inner)?)
        } else {
            said(db, &file.shape, &own)?.with(list, &inner)
        })
    }

    /// What the list is called that lies inside its records.
    pub fn list(&self) -> Option<&str> {
        self.files.iter().find_map(|file| file.looked.list())
    }

    /// The lines inside its records, where they come with them.
    pub fn lines(&self) -> Option<&Self> {
        self.inside.as_deref().filter(|lines| lines.lacks_one().is_none())
    }

    /// What a line must have and no column says.
    fn lacks_one(&self) -> Option<&'static [&'static str]> {
        let brings = |any: &[&str]| self.files.iter().all(|file| file.mapping.brings(&self.heads, any));
        self.target.core.iter().find(|any| !brings(any)).copied()
    }

    /// Where the columns of the lines inside go, if they come.
    pub fn goes_inside(&self) -> Option<Sentence> {
        let lines = self.lines()?;
        let goes = lines.files.iter().flat_map(|file| lines.goes(file)).collect::<Vec<_>>().join(", ");
        Some(book::lines_inside(self.list()?, &goes))
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
        self.files.iter().chain(self.lines().into_iter().flat_map(|lines| &lines.files))
    }

    /// One of those.
    pub fn file(&self, at: usize) -> Option<&File> {
        self.all_files().nth(at)
    }

    /// All of them as they were looked through.
    pub fn looked(&self) -> impl Iterator<Item = &Looked> {
        self.all_files().map(|file| &file.looked)
    }

    /// Rows of all of them.
    pub fn rows(&self) -> u64 {
        self.all_files().map(|file| file.looked.rows).sum()
    }

    /// Bytes that are read of them.
    pub fn bytes(&self) -> u64 {
        self.all_files().map(|file| file.looked.bytes).sum()
    }
}

impl File {
    /// What a line is called says what was ordered, where nothing else does in words and nothing was said of it; in a table
    /// of its own it may be anything. Tells whether it does.
    fn is_called(&mut self, heads: &[&'static Head], said: &Map) -> bool {
        let called = |(at, header): &(usize, &String)| {
            let named = ["name", "title"].contains(&Name::new(header).whole.as_str());
            named && self.mapping.of(*at).is_none() && said.of(header).is_none()
        };
        let column = self.looked.header.iter().enumerate().find(called).map(|(at, _)| at);
        let text = heads.iter().position(|head| head.key == "text");
        let (Some(column), Some(head), false) = (column, text, self.mapping.brings(heads, &["text"])) else {
            return false;
        };
        self.mapping.fields.push(Taken { head, columns: vec![(column, Ground::Name)] });
        self.mapping.fields.sort_by_key(|taken| taken.head);
        true
    }
}
