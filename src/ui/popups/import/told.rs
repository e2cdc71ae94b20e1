//! What is told of an import that has ended.
use super::work::Ran;
use super::{Import, Stage};
use crate::domain::kinds::shape;
use crate::lang::{Sentence, preview as said, toast};
use crate::ui::cx::Cx;
use anyhow::Result;
use std::fs;
use std::sync::Arc;

impl Import {
    /// What came of it.
    pub(super) fn tell(&mut self, ran: Ran, cx: &mut Cx) -> Result<()> {
        self.forget_left(cx)?;
        let Some(plan) = &self.plan else { return Ok(()) };
        let counts = ran.outcome.counts;
        let told = if ran.outcome.batch.is_some() {
            let inside = ran.outcome.lines.as_ref().zip(plan.lines());
            let inside = inside.map(|(outcome, lines)| (outcome.counts, lines.target));
            let inside = inside.filter(|(counts, _)| counts.written() > 0);
            let both = [(counts, plan.target)].into_iter().chain(inside);
            let both = both.filter(|(counts, _)| inside.is_none() || counts.written() > 0);
            let made = ran.outcome.made.iter().filter_map(|(kind, count)| Some(shape(kind)?.count(*count)));
            let added: Vec<Sentence> =
                both.clone().map(|(counts, target)| target.count(counts.added)).chain(made).collect();
            let told = said::imported(&added, both.map(|(counts, _)| counts.merged).sum());
            cx.say(&toast::undoable(&told));
            told
        } else {
            let told = said::nothing_new(counts.skipped);
            cx.say(&told);
            told
        };
        self.done = vec![told];
        if let Some(path) = self.rejects.take().filter(|_| ran.unwritten.is_empty() && ran.written.is_none()) {
            // All that stands there is in by now.
            let _ = fs::remove_file(path);
        }
        self.rejects.clone_from(&ran.written);
        if let Some(path) = &ran.written {
            self.done.push(said::rejects_in(ran.outcome.rejected(), &path.display().to_string()));
        } else if !ran.unwritten.is_empty() {
            self.done.push(Sentence::plain(&ran.unwritten));
        }
        self.sent.clone_from(&self.options.mended);
        self.stage = Stage::Done(Arc::new(ran));
        Ok(())
    }
}
