//! A form is saved: what stands in its way is told, and where, and nothing that was typed goes.
use super::Form;
use crate::act::{Call, Merged, Partly, Stale};
use crate::domain::problem::Problems;
use crate::lang::{Sentence, form as phrase, toast};
use crate::store::Missing;
use crate::ui::cx::Cx;
use crate::ui::pane::Flow;
use anyhow::Result;

impl Form {
    pub(super) fn accept(&mut self, cx: &mut Cx) -> Result<Flow> {
        let exchanged = self.is_of_another(&cx.store)?;
        if exchanged {
            // Its draft went with the other file; that number may be another's in this one.
            self.draft = 0;
            if let Some(gone) = self.call.gone(&cx.store)?.first() {
                cx.know_anew();
                return self.outlive(&Missing(gone.kind.to_owned(), gone.id.to_string()).into(), cx);
            }
            match self.compare_anew(cx) {
                Ok(true) => return Ok(Flow::Done),
                Ok(false) => {}
                Err(error) if error.is::<Missing>() => return self.outlive(&error, cx),
                Err(error) => return Err(error),
            }
        }
        let Err(error) = cx.perform(&self.to_save()) else {
            if exchanged {
                let done = Sentence::plain(&cx.toast);
                cx.say(&Sentence::from(phrase::EXCHANGED).then(&done));
            }
            self.forget(cx)?;
            self.entries.clear();
            self.unkept = false;
            return Ok(Flow::Close);
        };
        self.rest = None;
        let error = match error.downcast::<Stale>() {
            Ok(stale) => return self.meet(stale, cx),
            Err(error) if error.is::<Merged>() => return self.follow(cx),
            Err(error) if error.is::<Missing>() => return self.outlive(&error, cx),
            Err(error) => error,
        };
        let error = match error.downcast::<Partly>() {
            Ok(partly) => {
                self.refused_by(&partly, cx);
                return Ok(Flow::Done);
            }
            Err(error) => error,
        };
        let problems = match error.downcast::<Problems>() {
            Ok(problems) => problems,
            // The file is busy or full: what was typed stays here, and as a draft.
            Err(error) => {
                cx.fault(&error);
                return Ok(Flow::Done);
            }
        };
        let mut elsewhere = Vec::new();
        self.entries.iter_mut().for_each(|e| e.problem = None);
        for problem in problems.0 {
            match self.entries.iter_mut().find(|e| e.path == problem.field) {
                Some(entry) => entry.problem = Some(problem.fault),
                None => elsewhere.push(problem),
            }
        }
        self.go(self.entries.iter().position(|e| e.problem.is_some()).unwrap_or(self.at));
        let wrong = self.entries.iter().filter(|e| e.problem.is_some()).count();
        cx.toast = if elsewhere.is_empty() {
            toast::to_correct(wrong).to(cx.lang).to_owned()
        } else {
            Problems(elsewhere).lines(cx.lang).join("; ")
        };
        Ok(Flow::Done)
    }

    /// The call with what a person changed. Rows of other kinds would begin otherwise: they are told all that is shown.
    pub(super) fn said(&self) -> Call {
        let mixed = !self.call.also.is_empty();
        let touched = self.entries.iter().filter(|e| e.is_touched() || mixed && !e.text.is_empty());
        let mut call = self.call.clone();
        for entry in touched {
            call = call.with(&entry.path, entry.text.clone());
        }
        call
    }
}
