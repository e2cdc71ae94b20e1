//! Records written out: a table that an import takes back, as text or as a spreadsheet, objects by field keys, cards, or
//! entries of a calendar.
pub(super) mod purpose;
pub mod record;
pub(super) mod shared;
pub(super) mod whole;

use crate::domain::deed::Ref;
use crate::domain::field::{Head, Home, Row};
use crate::domain::filter::Filter;
use crate::domain::guard::guarded;
use crate::domain::kinds::{blank, shape};
use crate::domain::problem::{Fault, Problems};
use crate::domain::value::Id;
use crate::domain::world::World;
use crate::exchange::back::mark::{self, AsOf};
use crate::exchange::file::caught::caught;
use crate::exchange::plan::own::{Marked, RECORD};
use crate::exchange::plan::target::Target;
use crate::exchange::{card, diary};
use crate::lang::{Sentence, Text, export as said, import, unwritten};
use crate::sheet::{self, Book, Cell, Unfit};
use crate::store::{Db, Unusable};
use anyhow::{Context, Result};
pub use purpose::For;
use record::{Held, columns, held, inner, inner_held};
use serde_json::{Value as Json, json};
use shared::Shared;
use std::io::Write;
use std::path::Path;
pub use whole::{To, whole};

/// How records are written out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    Csv,
    Json,
    Xlsx,
    /// Cards of people and companies.
    Vcf,
    /// Entries of a calendar.
    Ics,
}

impl Form {
    const ALL: [(Self, &'static str); 5] =
        [(Self::Csv, ".csv"), (Self::Json, ".json"), (Self::Xlsx, ".xlsx"), (Self::Vcf, ".vcf"), (Self::Ics, ".ics")];

    /// What the name of such a file ends in.
    pub fn ending(self) -> &'static str {
        Self::ALL.iter().find(|(form, _)| *form == self).map_or("", |(_, ending)| ending)
    }

    /// Of some of them the one that the ending of a file's name asks for.
    pub fn of(name: &str, forms: &[Self]) -> Option<Self> {
        let name = name.to_lowercase();
        forms.iter().copied().find(|form| name.ends_with(form.ending()))
    }

    /// In which records of a kind can be written, or the rows of a part of them; without a kind, of all kinds that can have
    /// something due.
    pub fn all(kind: Option<&str>, part: bool) -> Vec<Self> {
        let fits = |form: &Self| match form {
            Self::Json => true,
            // A table has the columns of one kind.
            Self::Csv | Self::Xlsx => kind.is_some(),
            Self::Vcf => !part && kind.is_some_and(|kind| card::write::KINDS.contains(&kind)),
            Self::Ics => !part && kind.is_none_or(|kind| shape(kind).is_some_and(|shape| shape.works)),
        };
        Self::ALL.iter().map(|(form, _)| *form).filter(fits).collect()
    }
}

/// What is written out: records of a kind, or the rows of a part of them.
pub struct Export<'a> {
    pub db: &'a Db,
    /// The kind by its name, and the part of it whose rows are meant.
    pub kind: &'static str,
    pub target: Option<&'static Target>,
    pub rows: &'a [Ref],
    /// Which rows of the part; all of them, where it asks nothing.
    pub only: &'a Filter,
}

/// The row of a record's part, where one is meant.
type Inner = Option<Id>;

/// By which spreadsheets know the letters of a text (UTF-8).
const MARK: &[u8] = "\u{feff}".as_bytes();
/// The first column: by it a row that comes back is the very record.
const KEY: &str = "key";

impl Export<'_> {
    /// Writes all of it; gives how many rows there are. `step` hears how far it is, and ends it by a no.
    pub fn write(&self, form: Form, to: To, step: &mut dyn FnMut(usize, usize) -> bool) -> Result<Option<u64>> {
        self.write_for(For::All, form, to, step)
    }

    /// The same, for a purpose; what is to be edited is a table.
    pub fn write_for(
        &self,
        purpose: For,
        form: Form,
        to: To,
        step: &mut dyn FnMut(usize, usize) -> bool,
    ) -> Result<Option<u64>> {
        match form {
            Form::Csv => {
                if purpose == For::Editing {
                    // Without it Excel reads the letters of Vietnamese as others.
                    to.write_all(MARK)?;
                }
                let mut writer = csv::Writer::from_writer(to);
                let count = self.table(purpose, step, &mut |_, row| {
                    let cells = row.iter().map(|held| guarded(&held.text(self.db)));
                    Ok(writer.write_record(cells)?)
                })?;
                writer.flush()?;
                Ok(count)
            }
            Form::Xlsx => self.sheet(purpose, to, step),
            Form::Json => self.objects(to, step),
            Form::Vcf => {
                let shared = self.shared(purpose)?;
                self.each(to, step, &mut |at, to| card::write::write(self.db, &shared, at, to))
            }
            Form::Ics => {
                diary::write::begin(to)?;
                let mark = Marked::of(self.db)?;
                let count = self.each(to, step, &mut |at, to| diary::write::write(self.db, &mark, at, to))?;
                if count == Some(0) {
                    return Err(Problems::from(Fault::new(said::NOTHING_TIMED)).into());
                }
                diary::write::end(to)?;
                Ok(count)
            }
        }
    }

    /// What people call many of its rows.
    fn many(&self) -> Text {
        let of_kind = || shape(self.kind).map_or(import::ORDER_LINES, |shape| shape.many);
        self.target.map_or_else(of_kind, Target::many)
    }

    /// So many of its rows.
    pub fn counted(&self, rows: u64) -> Sentence {
        let of_kind = || shape(self.kind).map_or_else(|| import::order_lines(rows), |shape| shape.count(rows));
        self.target.map_or_else(of_kind, |target| target.count(rows))
    }

    /// Of those that were to be written into a calendar, how many have no time, where so many were.
    pub fn untimed(&self, form: Form, count: u64) -> u64 {
        if form == Form::Ics { (self.rows.len() as u64).saturating_sub(count) } else { 0 }
    }

    /// The same into a file, whole or not at all.
    pub fn file(
        &self,
        purpose: For,
        form: Form,
        path: &Path,
        step: &mut dyn FnMut(usize, usize) -> bool,
    ) -> Result<Option<u64>> {
        whole(path, |to| self.write_for(purpose, form, to, step))
    }

    /// The part whose rows are meant, and the field that names its record.
    fn part(&self) -> Option<(&'static str, &'static Head)> {
        self.target.and_then(|target| target.part)
    }

    /// The fields of its rows, first the one that names the record which a row of a part is in.
    fn fields(&self) -> Result<Vec<&'static Head>> {
        if let Some((_, of)) = self.part() {
            let heads = self.target.map(Target::heads).unwrap_or_default();
            let own = heads.into_iter().filter(|head| head.home != Home::Outside && head.key != of.key);
            return Ok(std::iter::once(of).chain(own).collect());
        }
        Ok(columns(&*blank(self.kind).context("a kind that is not kept")?))
    }

    /// What the columns of a table are, after the key: the keys of fields, in whatever language, as maps and scripts have them.
    fn heads(&self, purpose: For, shared: &Shared) -> Result<Vec<String>> {
        let of = self.part().map(|(_, of)| of.key);
        let taken = self.fields()?.into_iter().filter(|head| purpose.takes(head) || Some(head.key) == of);
        Ok(taken.flat_map(|head| std::iter::once(head.key.to_owned()).chain(shared.column(head))).collect())
    }

    /// The first column of a table, and what stands in it.
    fn marks(&self, purpose: For) -> Result<(&'static str, impl Fn(Ref, Inner) -> Held + 'static)> {
        let mark = Marked::of(self.db)?;
        let as_of = if purpose == For::Editing { Some(AsOf::now(self.db, self.count()?)?) } else { None };
        let cell = move |at: Ref, part: Inner| {
            Held::Text(as_of.map_or_else(|| mark.key(at, part), |as_of| mark::write(&mark, at, part, as_of)))
        };
        Ok((if as_of.is_some() { mark::HEAD } else { KEY }, cell))
    }

    /// How many rows a table of it has.
    fn count(&self) -> Result<u64> {
        let Some((part, _)) = self.part() else { return Ok(self.rows.len() as u64) };
        let mut count = 0;
        for at in self.rows {
            self.inside(*at, part, |_, _| {
                count += 1;
                Ok(())
            })?;
        }
        Ok(count)
    }

    /// Gives each row of a part of a record, with what the record is called.
    fn inside(&self, at: Ref, part: &str, mut each: impl FnMut(&str, &dyn Row) -> Result<()>) -> Result<()> {
        let row = self.db.any(at.kind, at.id)?;
        let name = record::called(self.db, &*row, at);
        let parts = row.parts();
        let Some(rows) = parts.iter().find(|known| known.key == part).map(|known| known.rows) else { return Ok(()) };
        let mut asked = rows.each().filter(|line| self.only.holds(*line, self.db));
        asked.try_for_each(|line| each(&name, line))
    }

    /// Gives the rows of a table, its head first, each with the record that it is of.
    fn table(
        &self,
        purpose: For,
        step: &mut dyn FnMut(usize, usize) -> bool,
        put: &mut dyn FnMut(Option<Ref>, Vec<Held>) -> Result<()>,
    ) -> Result<Option<u64>> {
        let ((first, mark), shared) = (self.marks(purpose)?, self.shared(purpose)?);
        let heads = std::iter::once(first.to_owned()).chain(self.heads(purpose, &shared)?);
        put(None, heads.map(Held::Text).collect())?;
        // Beside what is called as others are stands its key.
        let with_key = |(head, held): (&'static Head, Held)| {
            let key =
                |held: &Held| if let Held::Field(head, value) = held { shared.key(self.db, head, value) } else { None };
            let key = shared.column(head).map(|_| Held::Text(key(&held).unwrap_or_default()));
            std::iter::once(purpose.cell(held, self.db)).chain(key)
        };
        let mut count = 0;
        for (n, at) in self.rows.iter().enumerate() {
            if n % 64 == 0 && !step(n, self.rows.len()) {
                return Ok(None);
            }
            let Some((part, of)) = self.part() else {
                let own = held(self.db, *at)?.into_iter().filter(|(head, _)| purpose.takes(head)).flat_map(with_key);
                put(Some(*at), std::iter::once(mark(*at, None)).chain(own).collect())?;
                count += 1;
                continue;
            };
            self.inside(*at, part, |name, line| {
                let key = shared.column(of).map(|_| shared.key_of(of, at.id, name).unwrap_or_default());
                let first = [mark(*at, Some(line.id())), Held::Text(name.to_owned())];
                let first = first.into_iter().chain(key.map(Held::Text));
                let own = inner_held(line).into_iter().filter(|(head, _)| purpose.takes(head)).flat_map(with_key);
                count += 1;
                put(Some(*at), first.chain(own).collect())
            })?;
        }
        Ok(Some(count))
    }

    fn sheet(&self, purpose: For, to: To, step: &mut dyn FnMut(usize, usize) -> bool) -> Result<Option<u64>> {
        if self.rows.len() > sheet::MOST_ROWS {
            return Err(Problems::from(Fault::new(said::too_many_rows(sheet::MOST_ROWS))).into());
        }
        let own = self.heads(purpose, &self.shared(purpose)?)?;
        let heads: Vec<&str> = std::iter::once(self.marks(purpose)?.0).chain(own.iter().map(String::as_str)).collect();
        // Where a disk has no room, what writes sheets panics.
        let no_room = || Unusable::Busy(unwritten::TAKES_NOTHING.into());
        let mut book = Book::new(self.db.instant());
        let mut sheet = book.long(self.many().to(self.db.lang()), &heads)?;
        let count = self.table(purpose, step, &mut |at, row| {
            let Some(at) = at else { return Ok(()) };
            let cells: Vec<Cell> = row.iter().map(|held| held.cell(self.db)).collect();
            let put = caught(|| sheet.row(cells)).ok_or_else(no_room)?;
            put.map_err(|error| self.unfit(error, at, &heads))
        })?;
        if count.is_some() {
            caught(|| book.write(vec![sheet], to)).ok_or_else(no_room)??;
        }
        Ok(count)
    }

    /// What a sheet cannot hold, said of the record in whose row it stands.
    fn unfit(&self, error: anyhow::Error, at: Ref, heads: &[&str]) -> anyhow::Error {
        let said = match error.downcast_ref() {
            Some(Unfit::Rows) => said::too_many_rows(sheet::MOST_ROWS),
            Some(Unfit::Long { column, length }) => {
                let name = self.db.name(at.kind, at.id).unwrap_or_default();
                said::too_long_for_a_cell(heads.get(*column).unwrap_or(&""), &name, *length, sheet::MOST_TEXT)
            }
            None => return error,
        };
        Problems::from(Fault::new(said)).into()
    }

    /// Writes each record by itself; gives how many of them had something to be written.
    fn each(
        &self,
        to: &mut dyn Write,
        step: &mut dyn FnMut(usize, usize) -> bool,
        write: &mut dyn FnMut(Ref, &mut dyn Write) -> Result<bool>,
    ) -> Result<Option<u64>> {
        let mut count = 0;
        for (n, at) in self.rows.iter().enumerate() {
            if n % 64 == 0 && !step(n, self.rows.len()) {
                return Ok(None);
            }
            count += u64::from(write(*at, to)?);
        }
        Ok(Some(count))
    }

    fn objects(&self, to: &mut dyn Write, step: &mut dyn FnMut(usize, usize) -> bool) -> Result<Option<u64>> {
        let shared = self.shared(For::All)?;
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
            let Some((part, of)) = self.part() else {
                put(Json::Object(record::marked(self.db, *at, &shared)?), to)?;
                continue;
            };
            self.inside(*at, part, |name, line| {
                let key = json!(shared.mark.key(*at, Some(line.id())));
                let mut object = serde_json::Map::from_iter([(RECORD.to_owned(), key)]);
                object.insert("id".to_owned(), json!(line.id()));
                object.insert(of.key.to_owned(), json!(name));
                if let Some(key) = shared.key_of(of, at.id, name) {
                    object.insert(shared::column(of), json!(key));
                }
                object.extend(inner(self.db, line, Some(&shared)));
                put(Json::Object(object), to)
            })?;
        }
        to.write_all(if count == 0 { b"[]\n" } else { b"\n]\n" })?;
        Ok(Some(count))
    }
}
