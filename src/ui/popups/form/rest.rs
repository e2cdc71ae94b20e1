//! What some of the rows cannot take is told once, by how many and why; the same key again saves it in the others.
use super::Form;
use crate::act::{Call, Partly};
use crate::domain::value::Id;
use crate::lang::form as phrase;
use crate::ui::cells;
use crate::ui::cx::Cx;
use crate::ui::frame::toast_room;

/// So much of a name is told where there is no room for it.
const NAME: usize = 8;

impl Form {
    /// What is to be saved: in all, or in those that can take it, once it was told which cannot.
    pub(super) fn to_save(&self) -> Call {
        let mut call = self.said();
        if let Some(rest) = &self.rest {
            call.ids.clone_from(rest);
        }
        call
    }

    /// Says how many rows cannot take it; those that can are known from then on.
    pub(super) fn refused_by(&mut self, partly: &Partly, cx: &mut Cx) {
        let (refused, of) = (partly.refused.len(), partly.of);
        let Some((name, fault)) = partly.first() else { return };
        let told = |name: &str| {
            let why = (name, fault.sentence());
            if refused < of { phrase::partly(refused, of, why) } else { phrase::none(of, why) }
        };
        let room = toast_room(cx.size.0).saturating_sub(cells::width(told("").to(cx.lang)));
        cx.say(&told(&cells::cut(name, room.max(NAME))));
        let is_refused = |id: &Id| partly.refused.iter().any(|(known, ..)| known == id);
        self.rest = (refused < of).then(|| self.call.ids.iter().copied().filter(|id| !is_refused(id)).collect());
    }
}
