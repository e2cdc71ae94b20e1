//! Which row of a file has the names of its columns.
use super::Import;
use crate::domain::fold::clean;
use crate::exchange::column::manner::GUESS;
use crate::exchange::file::table::Line;
use crate::exchange::file::written::{Heading, NO_HEADER, Written};
use crate::lang::{book, preview as said, say};
use crate::ui::cx::Cx;
use crate::ui::pane::Flow;
use crate::ui::popups::one_of;
use anyhow::Result;

impl Import {
    /// Asks for it by the first rows as they stand.
    pub(super) fn heading(&mut self, cx: &mut Cx) -> Result<Flow> {
        let Some(file) = self.plan.as_ref().and_then(|plan| plan.files.first()) else { return Ok(Flow::Done) };
        if matches!(file.looked.written, Written::Objects { .. }) {
            cx.say(&book::OWN_NAMES.into());
            return Ok(Flow::Done);
        }
        let row = |line: &Line| {
            let full: Vec<&str> = line.cells.iter().map(|cell| cell.trim()).filter(|cell| !cell.is_empty()).collect();
            let told = format!("{} {}", said::line(line.number).to(cx.lang), clean(&full.join(" · "), false));
            (format!("heading {}", line.number), told)
        };
        let guess = (format!("heading {GUESS}"), said::GUESSED.to(cx.lang).to_owned());
        let nowhere = (format!("heading {NO_HEADER}"), said::NO_HEADER.to(cx.lang).to_owned());
        let rows = file.looked.top.iter().filter(|line| !line.is_blank()).map(row);
        // Each row has its own number, as far as they go.
        let list: Vec<_> = rows.chain([guess, nowhere]).collect();
        let said = match self.options.reading.heading.or(file.looked.reading.heading) {
            Some(Heading::Line(line)) => line.to_string(),
            Some(Heading::Nowhere) => NO_HEADER.to_owned(),
            Some(Heading::Found) | None => GUESS.to_owned(),
        };
        let holds = list.iter().position(|(name, _)| *name == format!("heading {said}"));
        let title = say("Which row names the columns?", "Dòng nào là tên cột?");
        cx.open(one_of(title, list, |_, text| Ok(Flow::Answer(text))).numbered().standing(holds))
    }
}
