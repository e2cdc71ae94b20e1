//! A text of objects piece by piece: those of a list, or one after another.
use super::json_place::value_of;
use super::objects::{may_be_held, unread};
use super::sniff::count_of;
use super::table::Wrong;
use crate::lang::{Sentence, book as said};
use serde_json::Value as Json;
use std::io::BufRead;

/// The objects of a text in their order.
pub struct Pieces<'a> {
    text: &'a mut dyn BufRead,
    line: u64,
    /// Whether they are those of a list.
    pub list: bool,
    closed: bool,
    /// What the last one was read from.
    pub held: Vec<u8>,
}

impl<'a> Pieces<'a> {
    /// From the begin of a text.
    pub fn of(text: &'a mut dyn BufRead) -> Result<Self, Wrong> {
        let mut pieces = Self { text, line: 1, list: false, closed: false, held: Vec::new() };
        pieces.blanks()?;
        pieces.list = pieces.eat(b'[')?;
        Ok(pieces)
    }

    /// The next object, and the line in which it begins; none at the end of a text that is well formed up to there.
    pub fn next(&mut self) -> Result<Option<(u64, Json)>, Wrong> {
        if self.list && !self.closed && self.eat(b']')? {
            self.closed = true;
        }
        let left = self.peek()?.is_some();
        let amiss = |line, why: Sentence| Err(Wrong::at(line, said::not_json(&why)));
        match (left, self.list, self.closed) {
            (false, true, false) => return amiss(self.line, said::NOT_CLOSED.into()),
            (true, _, true) => return amiss(self.line, said::GOES_ON.into()),
            (false, ..) => return Ok(None),
            _ => {}
        }
        let line = self.line;
        self.take_value()?;
        let value = value_of(&self.held, line)?;
        self.line += count_of(b'\n', &self.held);
        self.blanks()?;
        if self.list && !self.eat(b',')? && self.peek()? != Some(b']') {
            return amiss(self.line, said::NOT_CLOSED.into());
        }
        Ok(Some((line, value)))
    }

    /// Whether nothing comes any more.
    pub fn is_at_end(&mut self) -> Result<bool, Wrong> {
        Ok(self.peek()?.is_none())
    }

    fn peek(&mut self) -> Result<Option<u8>, Wrong> {
        Ok(self.text.fill_buf().map_err(unread)?.first().copied())
    }

    /// Passes over blanks.
    fn blanks(&mut self) -> Result<(), Wrong> {
        loop {
            let some = self.text.fill_buf().map_err(unread)?;
            let blanks = some.iter().take_while(|byte| byte.is_ascii_whitespace()).count();
            self.line += count_of(b'\n', &some[..blanks]);
            let more = blanks > 0 && blanks == some.len();
            self.text.consume(blanks);
            if !more {
                return Ok(());
            }
        }
    }

    /// Passes over a sign and the blanks behind it, where that is what stands here.
    fn eat(&mut self, sign: u8) -> Result<bool, Wrong> {
        let there = self.peek()? == Some(sign);
        if there {
            self.text.consume(1);
            self.blanks()?;
        }
        Ok(there)
    }

    /// Takes the bytes of the value that begins here, as far as its brackets and quotes say.
    fn take_value(&mut self) -> Result<(), Wrong> {
        self.held.clear();
        let mut scan = Scan::default();
        loop {
            let some = self.text.fill_buf().map_err(unread)?;
            if some.is_empty() {
                return Ok(());
            }
            let end = some.iter().position(|byte| scan.is_over(*byte));
            // What begins with its own end is no value: it is told by that sign.
            let least = usize::from(self.held.is_empty());
            let taken = end.map_or(some.len(), |end| (end + usize::from(scan.closed)).max(least));
            self.held.extend_from_slice(&some[..taken]);
            self.text.consume(taken);
            may_be_held(&self.held)?;
            if end.is_some() {
                return Ok(());
            }
        }
    }
}

/// Where a value ends.
#[derive(Default)]
struct Scan {
    deep: usize,
    quoted: bool,
    escaped: bool,
    /// The byte that ends it is its own.
    closed: bool,
}

impl Scan {
    /// Whether a value is over with this byte, or before it.
    fn is_over(&mut self, byte: u8) -> bool {
        if self.quoted {
            (self.quoted, self.escaped) = (self.escaped || byte != b'"', !self.escaped && byte == b'\\');
            self.closed = !self.quoted && self.deep == 0;
            return self.closed;
        }
        match byte {
            b'"' => self.quoted = true,
            b'{' | b'[' => self.deep += 1,
            b'}' | b']' if self.deep > 0 => {
                self.deep -= 1;
                self.closed = self.deep == 0;
                return self.closed;
            }
            b',' | b']' | b'}' => return self.deep == 0,
            byte if byte.is_ascii_whitespace() => return self.deep == 0,
            _ => {}
        }
        false
    }
}
