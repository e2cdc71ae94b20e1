//! The terms of an import: what its rows become, how its letters are read, where its columns go, in which currency. Whatever is said anew lays it
//! out anew, and counts again.
use super::columns::{self, Row};
use super::work::{self, Ran};
use super::{Import, Stage};
use crate::domain::money::Currency;
use crate::exchange::back::mark;
use crate::exchange::column::look::Looked;
use crate::exchange::file::encoding::Encoding;
use crate::exchange::file::written::{Heading, Reading};
use crate::exchange::plan::kept;
use crate::exchange::plan::map::{Map, NOWHERE};
use crate::exchange::plan::names::Names;
use crate::exchange::plan::target::{called, targets};
use crate::exchange::plan::{Mended, Plan, looks_like};
use crate::lang::{Sentence, cell, decided, preview as said};
use crate::ui::cx::Cx;
use crate::ui::fault::in_words;
use anyhow::Result;
use std::sync::Arc;

impl Import {
    /// Lays out where the columns go, and counts what would come of it.
    pub(super) fn lay(&mut self, looked: Looked, cx: &Cx) -> Result<()> {
        if mark::column(&looked.header).is_some() {
            self.back = Some(looked);
            return Ok(());
        }
        // Of a file with several lists, that of which the list at hand is.
        let wanted = self.kind.filter(|_| self.target.is_none() && self.options.reading.sheet.is_none());
        if let Some(sheet) = wanted.and_then(|kind| looked.written.sheet_for(kind)) {
            self.options.reading.sheet = Some(sheet.to_owned());
            return self.look(cx);
        }
        let said = match self.target {
            None => kept::kind(&cx.store, &looked)?,
            said => said,
        };
        let guess = looks_like(&looked, self.kind);
        self.sure = said.is_none() && guess.is_some();
        let usual = self.kind.and_then(called).or_else(|| targets().find(|target| target.kind == "lead"));
        let Some(target) = said.or(guess).or(usual) else { return Ok(()) };
        // Read otherwise, its columns may be called otherwise.
        self.options.map.keep(&looked.named());
        let plan = Plan::laid(&cx.store, target, vec![looked], self.options.clone())?;
        let kept = plan.all_files().map(|file| Names::kept(&cx.store, &file.shape));
        self.before = kept.reduce(|all, more| Ok(all?.then(&more?))).transpose()?.unwrap_or_default();
        let rows = columns::rows(&plan, &self.here, &self.before);
        // The columns stay where they stand while one is at them.
        let before = |row: &Row| self.rows.iter().position(|known| known.name == row.name);
        let mut placed: Vec<(Option<usize>, Row)> = rows.into_iter().map(|row| (before(&row), row)).collect();
        placed.sort_by_key(|(before, _)| *before);
        self.rows = placed.into_iter().map(|(_, row)| row).collect();
        self.plan = Some(Arc::new(plan));
        self.count(cx);
        Ok(())
    }

    /// The same file under other terms.
    pub(super) fn lay_again(&mut self, cx: &Cx) -> Result<()> {
        let looked = self.plan.as_ref().and_then(|plan| plan.files.first()).map(|file| file.looked.clone());
        looked.map_or(Ok(()), |looked| self.lay(looked, cx))
    }

    /// Counts by a dry run; an older one is given up.
    fn count(&mut self, cx: &Cx) {
        (self.counting, self.count, self.wrong, self.given_up) = (None, None, Sentence::default(), false);
        let Some(plan) = &self.plan else { return };
        match plan.lacks() {
            Some(lacking) => self.wrong = lacking.then(&Sentence::from(said::ONE_OF_HERE)),
            None => self.counting = Some(work::run(plan, true, None, cx)),
        }
    }

    /// Takes what was counted. The columns that are doubtful by it stand first, where nobody is at them yet.
    pub(super) fn counted(&mut self, ran: Ran) {
        if let Some(plan) = self.plan.as_deref().filter(|_| self.at == 0 && self.here.is_empty()) {
            let sure = |row: &Row| !columns::is_doubtful(plan, row, &ran.outcome);
            self.rows.sort_by_key(|row| (row.inside, row.into.is_empty(), sure(row), row.column));
        }
        self.count = Some(Arc::new(ran));
    }

    /// Whether the doubtful columns stand first, of those that go anywhere.
    pub(super) fn doubtful_first(&self) -> bool {
        let doubtful = |row: &Row| match (&self.plan, &self.count) {
            (Some(plan), Some(ran)) => columns::is_doubtful(plan, row, &ran.outcome),
            _ => row.doubtful,
        };
        self.rows.iter().filter(|row| !row.into.is_empty()).is_sorted_by_key(|row| (row.inside, !doubtful(row)))
    }

    /// A dry run holds the file: it is given up while one is busy over the preview, with a call for one, and taken up
    /// again after.
    pub(super) fn give_way(&mut self, cx: &Cx) {
        if cx.covered && self.counting.take().is_some() {
            self.given_up = true;
        } else if !cx.covered && self.given_up {
            self.count(cx);
        }
    }

    /// Does what was chosen: `as FIELD`, `kind NAME`, `in CODE`, `letters ENCODING`, `heading LINE`, `sheet NAME`,
    /// `source NAME`, `read MANNER`, `names DECISIONS`, `mended ROWS`, `send ROWS`.
    pub(super) fn choose(&mut self, cx: &mut Cx) -> Result<()> {
        let Some(chosen) = self.chosen.take() else { return Ok(()) };
        self.warned = false;
        match chosen.split_once(' ') {
            Some(("as", field)) => return self.goes_into(field, cx),
            Some(("kind", name)) => {
                let looked = self.plan.as_ref().and_then(|plan| plan.files.first()).map(|file| &file.looked);
                if let Some((looked, no)) = looked.and_then(|looked| Some((looked, looked.written.refuses(name)?))) {
                    cx.say(&cell::in_file(&looked.called(), &no));
                    return Ok(());
                }
                (self.target, self.options.chosen) = (called(name), true);
                // What was said of the columns was said of other fields.
                (self.options.map, self.here, self.rows, self.at) = (Map::default(), Vec::new(), Vec::new(), 0);
                self.options.names = None;
                if let Some(sheet) = self.written().and_then(|written| written.sheet_for(name)) {
                    let reading = Reading { sheet: Some(sheet.to_owned()), ..self.options.reading.clone() };
                    return self.read_as(reading, cx);
                }
            }
            Some(("read", said)) => return self.say_manner(said, cx),
            Some(("in", code)) => self.options.currency = Currency::read(code),
            Some(("letters", name)) => {
                let reading = Reading { encoding: Encoding::named(name), ..self.options.reading.clone() };
                return self.read_as(reading, cx);
            }
            Some(("heading", line)) => {
                let reading = Reading { heading: Heading::named(line), ..self.options.reading.clone() };
                return self.read_as(reading, cx);
            }
            Some(("sheet", name)) => {
                let reading = Reading { sheet: Some(name.to_owned()), ..self.options.reading.clone() };
                return self.read_as(reading, cx);
            }
            Some(("mended", text)) => self.options.mended = mended(text),
            Some(("send", text)) => {
                self.options.mended = mended(text);
                self.lay_again(cx)?;
                return self.write(cx).map(|_| ());
            }
            Some(("names", text)) => self.options.names = Some(Names::read(text)),
            Some(("source", name)) => self.options.source = Some(name.to_owned()).filter(|name| !name.is_empty()),
            _ => {}
        }
        self.lay_again(cx)
    }

    /// Reads the file again, in other letters, otherwise divided, or another sheet of it.
    pub(super) fn read_as(&mut self, reading: Reading, cx: &mut Cx) -> Result<()> {
        self.options.reading = reading;
        (self.rows, self.at) = (Vec::new(), 0);
        match self.look(cx) {
            Err(error) => self.as_before(&error, cx),
            Ok(()) => Ok(()),
        }
    }

    /// Whether the file is another than the one that is shown.
    pub(super) fn has_changed(&self) -> bool {
        self.plan.as_ref().is_some_and(|plan| plan.files.iter().any(|file| file.looked.is_past()))
    }

    /// Nothing of a file is written that is another by now: it is looked through and counted again. Its rows may stand
    /// elsewhere: what was corrected in them is let go, and said to be.
    pub(super) fn look_again(&mut self, cx: &mut Cx) -> Result<()> {
        let corrected = !self.options.mended.is_empty();
        (self.options.mended, self.sent) = (Mended::new(), Mended::new());
        cx.say(&said::changed(corrected));
        self.read_as(self.options.reading.clone(), cx)
    }

    /// It cannot be read so: that is said, and it stands as it did.
    pub(super) fn as_before(&mut self, error: &anyhow::Error, cx: &mut Cx) -> Result<()> {
        if self.plan.is_none() {
            self.cannot_read(in_words(error));
            return Ok(());
        }
        self.stage = Stage::Laid;
        self.options.reading = self.plan.as_ref().map(|plan| plan.options.reading.clone()).unwrap_or_default();
        cx.say(&in_words(error));
        self.lay_again(cx)
    }

    /// Says into which field the column under the cursor goes, besides what was said of the others last time; and which
    /// column gave way to it.
    fn goes_into(&mut self, field: &str, cx: &mut Cx) -> Result<()> {
        let (Some(plan), Some(row)) = (&self.plan, self.rows.get(self.at)) else { return Ok(()) };
        self.options.map = plan.say_as_before(&cx.store, row.inside)?;
        let Some(of) = row.of(plan) else { return Ok(()) };
        let outside = columns::fields(of).any(|(key, label)| key == field && label == said::OUTSIDE_KEY);
        let key = of.files[0].mapping.key.filter(|_| outside);
        if let Some(known) =
            self.rows.iter().find(|known| known.inside == row.inside && key.is_some_and(|(key, _)| key == known.column))
        {
            // There is one key.
            self.options.map.forget(&known.name);
        }
        self.options.map.put(&row.name, Some(field).filter(|field| *field != NOWHERE));
        self.here.push(row.name.clone());
        let brought = self.rows.iter().filter(|other| other.name != row.name && !other.into.is_empty());
        let before: Vec<String> = brought.map(|other| other.name.clone()).collect();
        self.lay_again(cx)?;
        let gone = self.rows.iter().filter(|row| row.into.is_empty() && before.contains(&row.name));
        let gone: Vec<&str> = gone.map(|row| row.header.as_str()).collect();
        if !gone.is_empty() {
            cx.say(&decided::gave_way(&gone.join(", ")));
        }
        Ok(())
    }
}

/// Corrected rows as the list of rejected ones gives them.
fn mended(text: &str) -> Mended {
    let rows: Vec<(usize, u64, Vec<String>)> = serde_json::from_str(text).unwrap_or_default();
    rows.into_iter().map(|(file, line, cells)| ((file, line), cells)).collect()
}
