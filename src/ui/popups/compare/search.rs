//! Any record that may be the same, found by its name or number.
use super::Compare;
use crate::act::{Call, Proposal};
use crate::domain::deed::Ref;
use crate::domain::kinds::shape;
use crate::domain::world::World;
use crate::lang::Sentence;
use crate::store::Db;
use crate::ui::cx::Cx;
use crate::ui::pane::Flow;
use crate::ui::popups::Pick;

/// Any other record, by letters of its name or digits of its number.
pub(super) fn search(title: Sentence, call: Call) -> Pick<String> {
    let (kind, own) = (call.kind, call.ids.first().copied());
    let found = move |cx: &Cx, text: &str| {
        let mut list = Vec::new();
        let kinds = shape(kind).and_then(|shape| shape.alike.as_ref()).map_or(&[][..], |alike| alike.among);
        for kind in std::iter::once(kind).chain(kinds.iter().copied().filter(|other| *other != kind)) {
            for hit in cx.store.lookup(text, FOUND, Some(kind))? {
                if Some(hit.at.id) != own || hit.at.kind != kind {
                    let shown = format!("{} #{}", called(hit.at, &cx.store), hit.at.id);
                    list.push((format!("{} #{}", hit.at.kind, hit.at.id), shown));
                }
            }
        }
        Ok(list)
    };
    let name = title.clone();
    Pick::new(title, found, move |cx, text| {
        let other = Proposal::new(text, Sentence::default());
        let mut compare = Compare::new(name.clone(), call.clone(), vec![other]);
        // Whoever names the other one means the one at hand.
        compare.stays = own.map(|id| Ref { kind, id });
        cx.open(compare).map(|_| Flow::Close)
    })
}

/// So many are found of a kind.
const FOUND: usize = 20;

/// A record by its kind and name.
pub(super) fn called(at: Ref, db: &Db) -> String {
    let kind = shape(at.kind).map_or("", |shape| shape.one.to(db.lang()));
    format!("{kind} {}", db.name(at.kind, at.id).unwrap_or_default())
}
