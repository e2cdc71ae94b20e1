//! A row on its way into the workspace: what it says, and what it brings that is not here yet.
use super::Run;
use super::ahead::Ready;
use super::keyless::Places;
use super::made::Made;
use super::row::{self, Got, Grows, Reader, Said};
use crate::domain::money::Currency;
use crate::domain::value::Value;
use crate::exchange::file::table::Line;
use crate::exchange::plan::File;
use anyhow::Result;
use std::sync::Arc;

/// A row on its way.
pub struct Coming<'a> {
    pub at: usize,
    pub file: &'a File,
    pub line: &'a Line,
    pub said: Said,
    pub digest: i64,
    /// What names no product that is here, where nothing else says what was ordered.
    pub as_text: Option<String>,
}

impl Coming<'_> {
    /// What the row says of a field; nothing where it says what could not be understood.
    pub fn value(&self, key: &str) -> Value {
        let mut fields = self.file.fields.iter().zip(&self.said.got);
        match fields.find(|(field, _)| field.head.key == key) {
            Some((_, Got::Value(value))) => value.clone(),
            _ => Value::Empty,
        }
    }
}

impl Run<'_, '_, '_> {
    pub fn reader<'r>(&'r self, file: &'r File) -> Reader<'r> {
        let (links, codes, world) = (&self.links, &*self.codes, &**self.tx);
        Reader { target: self.plan.target, file, links, codes, of: None, world }
    }

    /// Reads a row by what is known until now, where it was not read ahead.
    pub fn read(&self, file: &File, line: &Line, usual: Currency, places: &mut Places) -> Ready {
        let said = self.reader(file).read(line, usual, places);
        Ready { digest: row::digest(file, &said), said, made: None }
    }

    /// A row that was read, and what it makes, if that is known. What it brings that is not here yet is here from now on.
    pub fn coming<'l>(
        &mut self,
        (at, file): (usize, &'l File),
        line: &'l Line,
        ready: Ready,
    ) -> Result<(Coming<'l>, Option<Box<Made>>)> {
        let Ready { mut said, mut digest, mut made } = ready;
        let grown = self.grow(&mut said)?;
        if self.unknown.mean(file, &mut said.got, self.tx)? || grown {
            (digest, made) = (row::digest(file, &said), None);
        }
        if said.again {
            self.outcome.is_the_same(line.number);
        }
        let coming = Coming { at, file, line, said, digest, as_text: None };
        self.note(&coming);
        Ok((coming, made))
    }

    /// Lists take the words of a row that they have not; tells whether it has such words.
    fn grow(&mut self, said: &mut Said) -> Result<bool> {
        let grows = std::mem::take(&mut said.grows);
        for Grows { at, list, word } in &grows {
            let id = match self.codes.called(list, word) {
                None => Arc::make_mut(&mut self.codes).make(self.tx, list, word)?,
                known => known,
            };
            said.got[*at] = id.map_or(Got::Blank, |id| Got::Value(Value::Whole(id)));
        }
        if !grows.is_empty() {
            self.lists = Some(Arc::new(self.tx.all()?));
        }
        Ok(!grows.is_empty())
    }
}
