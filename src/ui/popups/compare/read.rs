//! What both records say, field by field, and which of them stays.
use super::search::called;
use super::{Compare, Row, is_chosen};
use crate::act::stays;
use crate::domain::deed::Ref;
use crate::domain::field::Head;
use crate::domain::kind::Kind;
use crate::domain::kinds::KeptRow;
use crate::domain::merge::{fullness, straight, tells_apart, together};
use crate::domain::value::Value;
use crate::domain::world::World;
use crate::lang::merge as said;
use crate::store::Db;
use anyhow::Result;

impl Compare {
    /// Reads the one at hand, and that beside which it stands.
    pub(super) fn read(&mut self, db: &Db) -> Result<()> {
        let Some(other) = self.others.get(self.at) else { return Ok(()) };
        let Ok(Value::Whole(packed)) = Kind::Any.read(&other.text, &Value::Empty, db) else { return Ok(()) };
        let (Some(id), Some(there)) = (self.call.ids.first(), Ref::unpack(packed)) else { return Ok(()) };
        let here = Ref { kind: self.call.kind, id: *id };
        let (one, two) = (db.any(here.kind, here.id)?, db.any(there.kind, there.id)?);
        self.pair = Some([here, there]);
        if here.kind == there.kind && self.stays.is_none() {
            self.stays = Some(stays(db, here, there)?);
            let why = if fullness(&*two) > fullness(&*one) { said::FULLER } else { said::OLDER };
            self.rule = (self.stays == Some(there)).then_some(why);
        }
        let heads = one.heads().into_iter().filter(|head| is_chosen(head) || tells_apart(head));
        let row = |head: &'static Head| {
            // A lead's company is a contact's account.
            let other = if head.key == "company" && two.shown("company", db).is_empty() { "account" } else { head.key };
            let mut shown = [one.shown(head.key, db), two.shown(other, db)];
            self.let_go(head, [&*one, &*two], db).into_iter().for_each(|side| shown[side].clear());
            let adds = [0, 1].map(|side| {
                let more = |text: &str| together(head, &shown[1 - side], text, db);
                more(&shown[side]) != more("") || more("").is_none()
            });
            Row { head, label: head.label.to(db.lang()).to_owned(), shown, adds }
        };
        let has = two.heads();
        let says = |row: &Row| {
            if is_chosen(row.head) {
                return row.shown.iter().any(|text| !text.is_empty());
            }
            row.shown[0] != row.shown[1] && has.iter().any(|head| head.key == row.head.key)
        };
        let mut rows: Vec<Row> = heads.map(row).filter(says).collect();
        // What can be chosen stands first.
        rows.sort_by_key(|row| !is_chosen(row.head));
        self.rows = rows;
        self.cursor = self.cursor.min(self.rows.len().saturating_sub(1));
        let name = |at: Ref| db.name(at.kind, at.id).unwrap_or_default();
        let named = |at| if here.kind == there.kind { name(at) } else { called(at, db) };
        self.heads = [here, there].map(|at| (named(at), format!(" #{}", at.id)));
        Ok(())
    }

    /// The sides whose link is let go, since the one that stays would lead to itself by it.
    fn let_go(&self, head: &'static Head, rows: [&dyn KeptRow; 2], db: &Db) -> Vec<usize> {
        let Some([here, there]) = self.pair.filter(|_| self.is_merge()) else { return Vec::new() };
        let says = rows.map(|row| row.value(head.key));
        let kept = usize::from(self.stays == Some(there));
        let mut sides = [(0, here), (1, there)];
        sides.rotate_left(kept);
        let stand = straight(head, sides.map(|(_, at)| at), sides.map(|(side, _)| says[side].clone()), db);
        let lost = sides.iter().zip(stand).filter(|((side, _), value)| *value != says[*side]);
        lost.map(|((side, _), _)| *side).collect()
    }
}
