//! How what is typed into a field will be understood.
use super::Form;
use crate::domain::deed::Ref;
use crate::domain::field::Home;
use crate::domain::kind::Kind;
use crate::domain::kinds::shape;
use crate::domain::reach::amiss;
use crate::domain::value::Value;
use crate::domain::world::World;
use crate::lang::when;
use crate::ui::cx::Cx;

impl Form {
    /// Says of the field that it was opened for why what stands there, or was written for it, is not understood.
    pub fn says_why(mut self, path: &str, cx: &Cx) -> Self {
        let kept = match self.call.ids[..] {
            [id] => shape(self.call.kind).and_then(|shape| cx.store.in_words(Ref { kind: shape.kind, id }, path)),
            _ => None,
        };
        let Some(entry) = self.entries.get_mut(self.at).filter(|entry| entry.path == path) else { return self };
        let text = kept.as_ref().unwrap_or(&entry.text);
        entry.problem = match entry.head.home {
            Home::Reach(sort) => amiss(sort, text, &cx.store.country()),
            _ => kept.and_then(|text| entry.head.kind.read(&text, &entry.value, &*cx.store).err()),
        };
        self
    }

    /// `fri` is Friday, 27/11: said beside what was typed. A name that is begun is said whole.
    pub(super) fn read_on(&self, cx: &Cx) -> String {
        let Some(entry) = self.entries.get(self.at) else { return String::new() };
        if entry.text.trim().is_empty() || matches!(entry.head.kind, Kind::Text | Kind::Note | Kind::Checked(_)) {
            return String::new();
        }
        match entry.head.kind.read(&entry.text, &entry.value, &*cx.store) {
            // Each row's amount is in its own currency.
            Ok(Value::Money(_)) if self.entries.iter().any(|e| e.path == "currency" && e.various > 0) => String::new(),
            Ok(value) => {
                let shown = entry.head.kind.show(&value, &*cx.store);
                let told = match value {
                    Value::Day(day) => when::weekday(day).to(cx.lang).to_owned(),
                    Value::At(at) => {
                        let at = cx.store.local(at);
                        format!("{} {}", when::weekday(at.date_naive()).to(cx.lang), at.format("%H:%M"))
                    }
                    _ => shown.clone(),
                };
                if shown == entry.text { String::new() } else { format!("→ {told}") }
            }
            Err(fault) => fault.text(cx.lang).to_owned(),
        }
    }
}
