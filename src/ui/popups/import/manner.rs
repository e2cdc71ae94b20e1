//! How the cells of a file are read, where they can be read in two ways: what divides them, and of the column under the
//! cursor which number of a date is the day, or which mark divides decimals.
use super::Import;
use super::columns::Row;
use crate::domain::kind::Kind;
use crate::exchange::column::Holds;
use crate::exchange::column::manner::{DATES, DECIMALS, GUESS, SEPARATOR, words};
use crate::exchange::file::written::Written;
use crate::exchange::plan::Plan;
use crate::lang::preview as said;
use crate::ui::cx::Cx;
use crate::ui::pane::Flow;
use crate::ui::popups::one_of;
use anyhow::Result;

/// What can be said of a column: of dates which number is the day, of numbers which mark divides decimals.
fn open(plan: &Plan, row: &Row) -> Option<&'static str> {
    let file = row.of(plan)?.files.first()?;
    let field = file.fields.iter().find(|field| field.brings(row.column));
    match (&file.looked.columns[row.column].holds, field.map(|field| field.head.kind)) {
        (Holds::Dates(_), _) | (_, Some(Kind::Day | Kind::At)) => Some(DATES),
        (Holds::Money { .. } | Holds::Whole { .. } | Holds::Decimal { .. } | Holds::Percent { .. }, _)
        | (_, Some(Kind::Money | Kind::Whole | Kind::Percent)) => Some(DECIMALS),
        _ => None,
    }
}

impl Import {
    /// How cells are read, that may be read otherwise.
    pub(super) fn manner(&mut self, cx: &mut Cx) -> Result<Flow> {
        let (Some(plan), Some(row)) = (&self.plan, self.rows.get(self.at)) else { return Ok(Flow::Done) };
        let text = matches!(self.written(), Some(Written::Text { .. })).then_some((SEPARATOR, ""));
        let column = open(plan, row).map(|what| (what, row.header.as_str()));
        let mut list = Vec::new();
        for (what, column) in column.into_iter().chain(text) {
            for word in words(what).iter().chain([&GUESS]) {
                let label = said::manner(what, column, word);
                list.push((format!("read {what}\t{column}\t{word}"), label.to(cx.lang).to_owned()));
            }
        }
        if list.is_empty() {
            cx.say(&said::ONE_WAY.into());
            return Ok(Flow::Done);
        }
        let holds = column.or(text).and_then(|(what, column)| {
            let said = self.options.reading.manner.of(what, column).unwrap_or(GUESS);
            list.iter().position(|(name, _)| *name == format!("read {what}\t{column}\t{said}"))
        });
        cx.open(one_of(said::HOW_READ, list, |_, text| Ok(Flow::Answer(text))).numbered().standing(holds))
    }

    /// Takes what was said: `WHAT COLUMN WORD`, with tabs between.
    pub(super) fn say_manner(&mut self, text: &str, cx: &mut Cx) -> Result<()> {
        let mut reading = self.options.reading.clone();
        let mut parts = text.splitn(3, '\t');
        let (what, column) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
        if !reading.manner.say(what, column, parts.next().unwrap_or_default()) {
            return Ok(());
        }
        if what == SEPARATOR {
            return self.read_as(reading, cx);
        }
        // The columns are the same: they stay where they stand.
        self.options.reading = reading;
        self.look(cx)
    }
}
