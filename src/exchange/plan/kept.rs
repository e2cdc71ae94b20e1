//! What was said of files, kept for the next of their shape: which row names the columns, where those go, how their cells
//! are read, what the rows become.
use super::map::Map;
use super::target::{Target, targets};
use crate::domain::digest::Digest;
use crate::exchange::column::look::Looked;
use crate::exchange::column::manner::Manner;
use crate::exchange::file::header::Name;
use crate::exchange::file::table::{Table, TableFault};
use crate::exchange::file::written::{Heading, Reading, Written};
use crate::exchange::run::rejects::marks;
use crate::store::Db;
use anyhow::Result;

/// By which files of the same program are known again: what their columns are called.
fn header_of(labels: &[String], written: &Written) -> String {
    let own = if written.is_cards() { &[] } else { &labels[marks(labels)..] };
    // What has no name behind all that have one was not always seen.
    let named = own.iter().rposition(|label| !label.is_empty()).map_or(own.len(), |last| last + 1);
    let mut digest = Digest::default();
    for name in &own[..named] {
        digest.add(&Name::new(name).whole);
    }
    format!("{:016x}", digest.value())
}

/// The same, of files that bring the same.
pub fn shape(target: &Target, looked: &Looked) -> String {
    format!("{}:{}", target.name, header_of(&looked.labels, &looked.written))
}

/// What was said of the columns of files of a shape: now, or else the last time.
pub fn said(db: &Db, shape: &str, now: &Map) -> Result<Map> {
    let kept = if now.is_empty() { db.mapping(shape)? } else { None };
    Ok(kept.map_or_else(|| now.clone(), |kept| Map::read(&kept)))
}

/// What is kept of a row that names the columns, because a person said so.
const NAMES: &str = "names";

/// The first rows of a file, each with that under which is kept whether such a row names the columns: by the row itself, for
/// what stands above it is other in each file. Of a file of which no row does nothing is known again.
fn headings(looked: &Looked) -> impl Iterator<Item = (u64, String)> + '_ {
    let objects = matches!(looked.written, Written::Objects { .. });
    let rows = looked.top.iter().filter(move |line| !objects && !line.is_blank());
    rows.map(|line| (line.number, heading_of(&line.cells, &looked.written)))
}

fn heading_of(cells: &[String], written: &Written) -> String {
    format!("heading:{}", header_of(cells, written))
}

/// The line with the names of the columns by what was said of such a row before; nothing, where it was read so, or where
/// something is said now.
pub fn heading(db: &Db, looked: &Looked) -> Result<Option<u64>> {
    if looked.reading.heading.is_some() {
        return Ok(None);
    }
    let own = heading_of(&looked.labels, &looked.written);
    for (line, at) in headings(looked) {
        if db.mapping(&at)?.as_deref() == Some(NAMES) {
            return Ok(Some(line).filter(|_| at != own));
        }
    }
    Ok(None)
}

pub fn keep_heading(db: &Db, looked: &Looked) -> Result<()> {
    let own = match looked.reading.heading {
        Some(Heading::Line(_)) => Some(heading_of(&looked.labels, &looked.written)),
        Some(Heading::Found) => None,
        Some(Heading::Nowhere) | None => return Ok(()),
    };
    for (_, at) in headings(looked) {
        let names = own.as_ref() == Some(&at);
        if names || db.mapping(&at)?.is_some() {
            db.keep_mapping(&at, if names { NAMES } else { "" })?;
        }
    }
    Ok(())
}

/// Under which is kept how the cells of such files are read: by what their columns are called before anything is said.
fn manner_of(looked: &Looked) -> Result<String, TableFault> {
    let reading = &looked.reading;
    let header = if reading.manner.separator().is_none() {
        header_of(&looked.labels, &looked.written)
    } else {
        let guessed = Reading { manner: reading.manner.clone().undivided(), ..reading.clone() };
        let table = Table::open_as(&looked.path, &guessed)?;
        header_of(&table.header, &table.written)
    };
    Ok(format!("manner:{header}"))
}

/// How the cells of a file are read by what was said the last time and now; nothing, where it was read so.
pub fn manner(db: &Db, looked: &Looked) -> Result<Option<Manner>> {
    let Some(kept) = db.mapping(&manner_of(looked)?)? else { return Ok(None) };
    let manner = Manner::read(&kept).then(&looked.reading.manner);
    Ok(Some(manner).filter(|manner| *manner != looked.reading.manner))
}

pub fn keep_manner(db: &Db, looked: &Looked) -> Result<()> {
    let (at, manner) = (manner_of(looked)?, looked.reading.manner.write());
    if manner.is_empty() && db.mapping(&at)?.is_none() { Ok(()) } else { db.keep_mapping(&at, &manner) }
}

fn kind_of(looked: &Looked) -> String {
    format!("kind:{}", header_of(&looked.labels, &looked.written))
}

/// What the rows of such files were said to become.
pub fn kind(db: &Db, looked: &Looked) -> Result<Option<&'static Target>> {
    let kept = db.mapping(&kind_of(looked))?;
    Ok(targets().find(|target| Some(target.name) == kept.as_deref()))
}

pub fn keep_kind(db: &Db, looked: &Looked, target: &Target) -> Result<()> {
    db.keep_mapping(&kind_of(looked), target.name)
}
