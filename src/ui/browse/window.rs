//! The part of a list that is in memory: some pages around the cursor, whatever the length of the list. The cursor is a
//! record, so it survives reload, sort, filter and undo; when its row leaves, it is on the next one.
use super::rows::Rows;
use super::set::Set;
use crate::domain::deed::Ref;
use crate::store::{Db, Key};
use anyhow::Result;

/// Rows around a cursor.
#[derive(Default)]
pub struct Window {
    keys: Vec<Key>,
    /// Which of them is at the top of the screen.
    top: usize,
    at: Option<usize>,
    /// The line that the cursor was brought to. It is on that one again once the screen has room for it again.
    stands: usize,
    /// Where the cursor stood last, for when its row leaves.
    was: Option<Key>,
    before: bool,
    after: bool,
}

impl Window {
    /// The record under the cursor.
    pub fn cursor(&self) -> Option<Ref> {
        self.at.map(|at| self.keys[at].at)
    }

    /// Whether there is no row.
    pub fn is_empty(&self) -> bool {
        self.keys.is_empty()
    }

    /// The line of the screen that the cursor is on.
    pub fn line(&self) -> usize {
        self.at.unwrap_or(0).saturating_sub(self.top)
    }

    /// The rows in view.
    pub fn shown(&self, height: usize) -> impl Iterator<Item = Ref> + '_ {
        self.keys.iter().skip(self.top).take(height).map(|key| key.at)
    }

    /// The records from one to the cursor, both included: of no length where that one is no longer in the list, none
    /// where they are not known yet.
    pub fn range(&self, db: &Db, rows: &Rows, from: Ref) -> Result<Option<Set>> {
        let Some(at) = self.at else { return Ok(Some(Set::default())) };
        if let Some(begun) = self.keys.iter().position(|key| key.at == from) {
            return Ok(Some(Set::of(self.keys[begun.min(at)..=begun.max(at)].iter().map(|key| key.at.packed()))));
        }
        if rows.is_busy() {
            return Ok(None);
        }
        let Some(begun) = rows.key_of(db, from)? else { return Ok(Some(Set::default())) };
        // A place in an order that is in memory is that of now.
        let Some(cursor) = rows.key_of(db, self.keys[at].at)? else { return Ok(Some(Set::default())) };
        let (first, last) = if begun.is_before(&cursor) { (begun, cursor) } else { (cursor, begun) };
        rows.between(db, &first, &last).map(Some)
    }

    /// Reads anew around a record, else around where the cursor was.
    pub fn read(&mut self, db: &Db, rows: &Rows, wanted: Option<Ref>, height: usize) -> Result<()> {
        let at = wanted.or_else(|| self.cursor()).or_else(|| self.was.as_ref().map(|key| key.at));
        let here = at.map(|at| rows.key_of(db, at)).transpose()?.flatten();
        let from = here.clone().or_else(|| self.was.clone());
        let mut after = rows.page(db, from.as_ref(), false, 2 * height)?;
        let mut before = match &from {
            Some(key) => rows.page(db, Some(key), true, height)?,
            None => Vec::new(),
        };
        (self.before, self.after) = (before.len() == height, after.len() == 2 * height);
        let found = before.len();
        before.extend(here);
        before.append(&mut after);
        self.keys = before;
        self.at = (!self.keys.is_empty()).then(|| found.min(self.keys.len() - 1));
        self.top = self.at.unwrap_or(0).saturating_sub(self.stands);
        self.show(height);
        Ok(())
    }

    /// Moves the cursor by some rows; reads on where they are not in memory.
    pub fn step(&mut self, db: &Db, rows: &Rows, by: isize, height: usize) -> Result<()> {
        let Some(at) = self.at else { return Ok(()) };
        let far = by.unsigned_abs() + height;
        if by > 0 && self.after && at + far >= self.keys.len() {
            let more = rows.page(db, self.keys.last(), false, far.max(2 * height))?;
            self.after = more.len() == far.max(2 * height);
            self.keys.extend(more);
        }
        if by < 0 && self.before && at < far {
            let more = rows.page(db, self.keys.first(), true, far.max(2 * height))?;
            self.before = more.len() == far.max(2 * height);
            let added = more.len();
            self.keys.splice(0..0, more);
            (self.at, self.top) = (Some(at + added), self.top + added);
        }
        let at = self.at.unwrap_or(at).saturating_add_signed(by).min(self.keys.len() - 1);
        self.at = Some(at);
        self.settle(height);
        self.trim(height);
        Ok(())
    }

    /// Goes to one end.
    pub fn jump(&mut self, db: &Db, rows: &Rows, last: bool, height: usize) -> Result<()> {
        self.keys = rows.page(db, None, last, 2 * height)?;
        let more = self.keys.len() == 2 * height;
        (self.before, self.after) = (more && last, more && !last);
        self.at = if self.keys.is_empty() { None } else { Some(if last { self.keys.len() - 1 } else { 0 }) };
        self.top = 0;
        self.settle(height);
        Ok(())
    }

    /// The same after the cursor was moved: it stands where it is now.
    fn settle(&mut self, height: usize) {
        self.show(height);
        self.stands = self.line();
    }

    /// The cursor is in view, and its row is kept.
    fn show(&mut self, height: usize) {
        let at = self.at.unwrap_or(0);
        self.top = self.top.clamp((at + 1).saturating_sub(height), at);
        if !self.before || self.keys.len() > height {
            self.top = self.top.min(self.keys.len().saturating_sub(height.min(self.keys.len())));
        }
        if let Some(at) = self.at {
            self.was = Some(self.keys[at].clone());
        }
    }

    /// Lets go of what is far away.
    fn trim(&mut self, height: usize) {
        let (Some(at), most) = (self.at, 8 * height) else { return };
        if self.keys.len() <= 2 * most {
            return;
        }
        let from = at.saturating_sub(most);
        let to = (at + most).min(self.keys.len());
        (self.before, self.after) = (self.before || from > 0, self.after || to < self.keys.len());
        self.keys.truncate(to);
        self.keys.drain(..from);
        (self.at, self.top) = (Some(at - from), self.top - from.min(self.top));
    }

    /// Lets go of rows that are no longer kept, until the list is read again.
    pub fn keep(&mut self, is_kept: impl Fn(Ref) -> bool) {
        let gone: Vec<Ref> = self.keys.iter().map(|key| key.at).filter(|at| !is_kept(*at)).collect();
        self.leave(&gone);
        let cursor = self.cursor().filter(|at| !gone.contains(at));
        self.keys.retain(|key| !gone.contains(&key.at));
        self.at = cursor.and_then(|at| self.keys.iter().position(|key| key.at == at));
        self.top = self.top.min(self.at.unwrap_or(0));
        self.stands = self.line();
    }

    /// The next row after those that something was done to, else the one before them: where the cursor goes.
    pub fn leave(&mut self, done: &[Ref]) {
        let Some(at) = self.at.filter(|at| done.contains(&self.keys[*at].at)) else { return };
        let free = |n: &usize| !done.contains(&self.keys[*n].at);
        let next = (at..self.keys.len()).find(free).or_else(|| (0..at).rev().find(free));
        self.at = next.or(self.at);
        self.stands = self.line();
        self.was = self.at.map(|at| self.keys[at].clone());
    }
}
