//! Rows that are written as they are read: in csv, as the objects of one array, or in columns for a person.
use super::output::{called, shown};
use super::{Env, Format};
use crate::lang::Lang;
use crate::ui::cells;
use anyhow::Result;
use serde_json::{Map, Value as Json};
use std::cell::RefCell;
use std::fmt;
use std::io::Write;
use std::mem;

type Writes = Box<dyn FnOnce(&Env, &mut dyn Write) -> Result<()>>;

/// What writes the rows of an answer, once, with the workspace that it reads from.
#[derive(Default)]
pub struct Rows(RefCell<Option<(Writes, Option<Env>)>>);

impl Rows {
    pub(super) fn new(write: impl FnOnce(&Env, &mut dyn Write) -> Result<()> + 'static) -> Self {
        Self(RefCell::new(Some((Box::new(write), None))))
    }

    /// From now on the workspace is theirs, where there are any.
    pub(super) fn read_from(&self, env: Env) {
        if let Some((_, from)) = self.0.borrow_mut().as_mut() {
            *from = Some(env);
        }
    }

    /// What writes them, where that was not done yet.
    pub(super) fn take(&self) -> Option<impl FnOnce(&mut dyn Write) -> Result<()>> {
        let (write, env) = self.0.take()?;
        env.map(|env| move |out: &mut dyn Write| write(&env, out))
    }
}

impl fmt::Debug for Rows {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.0.borrow().is_some() { "Rows" } else { "no rows" })
    }
}

impl PartialEq for Rows {
    fn eq(&self, other: &Self) -> bool {
        self.0.borrow().is_none() && other.0.borrow().is_none()
    }
}

/// A line of csv, with its end.
pub(super) fn csv_line(cells: impl IntoIterator<Item = impl AsRef<[u8]>>) -> Result<String> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(cells)?;
    Ok(String::from_utf8(writer.into_inner()?)?)
}

/// So many rows say how wide the columns are.
const FIRST: usize = 500;

/// Cells that one takes at most.
const MOST: usize = 40;

/// How wide the columns of a table for a person are.
#[derive(Default)]
pub(super) struct Columns(Vec<usize>);

impl Columns {
    /// As wide as what is in them, up to a bound.
    pub(super) fn of(rows: &[Vec<String>]) -> Self {
        let wide = |n: usize| rows.iter().map(|row| cells::width(&row[n])).max().unwrap_or(0).min(MOST);
        Self((0..rows.first().map_or(0, Vec::len)).map(wide).collect())
    }

    /// What is wider than its column is moves the rest of its line, up to the bound. A column that holds nothing takes no
    /// room.
    pub(super) fn line(&self, row: &[String]) -> String {
        let wide = |cell: &String, w: usize| w.max(cells::width(cell).min(MOST));
        let all = row.iter().zip(&self.0).map(|(cell, w)| (cell, wide(cell, *w))).filter(|(_, w)| *w > 0);
        all.map(|(cell, w)| cells::left(cell, w)).collect::<Vec<_>>().join("  ").trim_end().to_owned()
    }

    /// The same with all of its last cell.
    pub(super) fn whole(&self, row: &[String]) -> String {
        let Some((last, before)) = row.split_last() else { return String::new() };
        let before = before.iter().zip(&self.0).map(|(cell, w)| cells::left(cell, *w) + "  ");
        before.collect::<String>() + last
    }

    pub(super) fn lines(&self, rows: &[Vec<String>]) -> String {
        rows.iter().map(|row| self.line(row)).collect::<Vec<_>>().join("\n")
    }
}

/// Writes rows of the same columns one by one, in a format.
pub(super) struct Table<'a> {
    out: &'a mut dyn Write,
    format: Format,
    columns: Vec<String>,
    lang: Lang,
    /// What stands for nothing, for a person.
    nothing: &'static str,
    /// How many were written.
    count: usize,
    /// The first of those for a person, as long as they say how wide the columns are.
    first: Vec<Vec<String>>,
    widths: Option<Columns>,
}

impl<'a> Table<'a> {
    pub(super) fn new(out: &'a mut dyn Write, format: Format, columns: Vec<String>, lang: Lang) -> Self {
        Self { out, format, columns, lang, nothing: "", count: 0, first: Vec::new(), widths: None }
    }

    /// With a word for nothing, where a person reads it.
    pub(super) fn saying(self, nothing: &'static str) -> Self {
        Self { nothing, ..self }
    }

    /// With the names of the columns above them, for a person too.
    pub(super) fn headed(mut self) -> Self {
        self.first.push(self.columns.clone());
        self
    }

    /// Writes one, by the names of its columns.
    pub(super) fn object(&mut self, row: &Map<String, Json>) -> Result<()> {
        match self.format {
            // It may say more than its columns.
            Format::Json => {
                let text = serde_json::to_string_pretty(row)?.replace('\n', "\n  ");
                self.out.write_all(if self.count == 0 { b"[\n  " } else { b",\n  " })?;
                self.out.write_all(text.as_bytes())?;
            }
            Format::Csv => {
                self.head()?;
                let line = csv_line(self.columns.iter().map(|key| shown(row.get(key))))?;
                self.out.write_all(line.as_bytes())?;
            }
            Format::Text => {
                let cell = |key: &String| match row.get(key) {
                    None | Some(Json::Null) => self.nothing.to_owned(),
                    value => called(key, &shown(value), self.lang).replace('\n', " "),
                };
                let cells = self.columns.iter().map(cell).collect();
                return self.cells(cells);
            }
        }
        self.count += 1;
        Ok(())
    }

    /// Writes one for a person.
    pub(super) fn cells(&mut self, row: Vec<String>) -> Result<()> {
        self.count += 1;
        if let Some(widths) = &self.widths {
            writeln!(self.out, "{}", widths.line(&row))?;
        } else {
            self.first.push(row);
            if self.first.len() >= FIRST {
                self.widen()?;
            }
        }
        Ok(())
    }

    fn head(&mut self) -> Result<()> {
        if self.count == 0 {
            self.out.write_all(csv_line(&self.columns)?.as_bytes())?;
        }
        Ok(())
    }

    fn widen(&mut self) -> Result<()> {
        let first = mem::take(&mut self.first);
        let widths = Columns::of(&first);
        for row in &first {
            writeln!(self.out, "{}", widths.line(row))?;
        }
        self.widths = Some(widths);
        Ok(())
    }

    /// Ends it.
    pub(super) fn end(mut self) -> Result<()> {
        match self.format {
            Format::Json => self.out.write_all(if self.count == 0 { b"[]\n" } else { b"\n]\n" })?,
            Format::Csv => self.head()?,
            Format::Text => {
                if self.widths.is_none() {
                    self.widen()?;
                }
            }
        }
        Ok(())
    }
}
