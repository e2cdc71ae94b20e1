//! How far a text of objects was read, and in which lines what stands in one begins.
use super::sniff::count_of;
use super::table::Wrong;
use crate::lang::book as said;
use serde::de::{DeserializeOwned, IgnoredAny};
use serde_json::Deserializer;

/// How far a text was read.
pub struct Place<'a> {
    text: &'a [u8],
    at: usize,
    pub line: u64,
}

impl<'a> Place<'a> {
    /// At the begin of a text.
    pub fn of(text: &'a [u8]) -> Self {
        Self { text, at: 0, line: 1 }
    }

    pub fn is_at(&self, sign: u8) -> bool {
        self.text.get(self.at) == Some(&sign)
    }

    pub fn left(&self) -> bool {
        self.at < self.text.len()
    }

    fn to(&mut self, at: usize) {
        self.line += count_of(b'\n', &self.text[self.at..at]);
        self.at = at;
    }

    /// Passes over blanks.
    pub fn blanks(&mut self) {
        let blanks = self.text[self.at..].iter().take_while(|byte| byte.is_ascii_whitespace()).count();
        self.to(self.at + blanks);
    }

    /// Passes over a sign and the blanks behind it, where that is what stands here.
    pub fn eat(&mut self, sign: u8) -> bool {
        let there = self.is_at(sign);
        self.at += usize::from(there);
        if there {
            self.blanks();
        }
        there
    }

    /// The name of a member of an object.
    fn name(&mut self) -> Result<String, Wrong> {
        let name = self.value()?;
        self.blanks();
        self.eat(b':');
        Ok(name)
    }

    /// Passes over a member of a list, or what an object has under a name.
    fn member(&mut self) -> Result<(), Wrong> {
        self.value::<IgnoredAny>()?;
        self.blanks();
        self.eat(b',');
        Ok(())
    }

    /// The value that begins here.
    pub fn value<T: DeserializeOwned>(&mut self) -> Result<T, Wrong> {
        let mut values = Deserializer::from_slice(&self.text[self.at..]).into_iter::<T>();
        match values.next() {
            Some(Ok(value)) => {
                let read = values.byte_offset();
                self.to(self.at + read);
                Ok(value)
            }
            Some(Err(error)) => Err(wrong(&error, self.line)),
            None => Err(Wrong::at(self.line, said::not_json(&said::ENDS.into()))),
        }
    }
}

/// What bytes say that begin in a line.
pub fn value_of<T: DeserializeOwned>(bytes: &[u8], line: u64) -> Result<T, Wrong> {
    serde_json::from_slice(bytes).map_err(|error| wrong(&error, line))
}

fn wrong(error: &serde_json::Error, line: u64) -> Wrong {
    let told = error.to_string();
    let why = if error.is_eof() {
        said::ENDS.into()
    } else {
        said::not_well_formed(told.split(" at line ").next().unwrap_or_default())
    };
    Wrong::at(line + (error.line() as u64).saturating_sub(1), said::not_json(&why))
}

/// The lines in which the members begin of what a path leads to.
pub fn lines_of(text: &[u8], path: &[String]) -> Result<Vec<u64>, Wrong> {
    let mut at = Place::of(text);
    at.blanks();
    for name in path {
        at.eat(b'{');
        while at.name()? != *name {
            at.member()?;
        }
    }
    let keyed = at.eat(b'{') || !at.eat(b'[');
    let mut lines = Vec::new();
    while at.left() && !at.is_at(b']') && !at.is_at(b'}') {
        lines.push(at.line);
        if keyed {
            at.name()?;
        }
        at.member()?;
    }
    Ok(lines)
}
