//! Names of others in a file that no record has: what was decided of each is done in all rows, and who may be meant by
//! the others is found once for all of them.
use super::known::Others;
use super::row::Got;
use super::write::set;
use crate::domain::deed::Ref;
use crate::domain::fold::fold;
use crate::domain::kind::Kind;
use crate::domain::kinds::shape;
use crate::domain::near::Names;
use crate::domain::value::{Id, Value};
use crate::domain::world::World;
use crate::exchange::plan::File;
use crate::exchange::plan::names::{MADE, Meant, Near};
use crate::store::Tx;
use anyhow::Result;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// So many candidates are offered of a name.
const OFFERED: usize = 5;
/// So many names are told.
const TOLD: usize = 200;

/// A name: its kind, and the name folded.
type Key = (&'static str, String);

/// Names that no record has, as they come.
#[derive(Default)]
pub struct Unknown {
    seen: HashMap<Key, Near>,
    /// What was made of some.
    made: HashMap<Key, Id>,
}

impl Unknown {
    /// Puts in place of each such name of a row what was decided of it; tells whether anything was.
    pub fn mean(&mut self, file: &File, got: &mut [Got], tx: &Tx) -> Result<bool> {
        let mut decided = false;
        for (field, got) in file.fields.iter().zip(got) {
            let (Kind::Link(kind), Got::Unread { text, .. }) = (field.head.kind, &*got) else { continue };
            let near = self.seen.entry((kind, fold(text))).or_insert_with(|| Near {
                kind,
                name: text.clone(),
                rows: 0,
                may_be: Vec::new(),
                several: false,
                meant: file.names.of(kind, text).cloned(),
                called: String::new(),
            });
            near.rows += 1;
            let id = match near.meant {
                Some(Meant::Is(id)) if tx.name(kind, id).is_some() => tx.survivor(Ref { kind, id })?.id,
                Some(Meant::New | Meant::As(_)) => {
                    let name = if let Some(Meant::As(name)) = &near.meant { name } else { text };
                    let key = (kind, fold(name));
                    match self.made.get(&key) {
                        Some(id) => *id,
                        None => match made(kind, name, tx)? {
                            Some(id) => *self.made.entry(key).or_insert(id),
                            None => continue,
                        },
                    }
                }
                _ => continue,
            };
            *got = Got::Value(Value::Whole(id));
            decided = true;
        }
        Ok(decided)
    }

    /// How many records were made of names, by kind.
    pub fn made(&self) -> BTreeMap<&'static str, u64> {
        let mut made = BTreeMap::new();
        for (kind, _) in self.made.keys() {
            *made.entry(*kind).or_default() += 1;
        }
        made
    }

    /// Those of which something was decided, and those that some record nearly has; and those that none is like. Which
    /// stand in most rows come first.
    pub fn end(self, links: &Others, tx: &Tx) -> [Vec<Near>; 2] {
        let (mut all, mut strange) = (Vec::new(), Vec::new());
        let kinds: BTreeSet<&'static str> = self.seen.keys().map(|(kind, _)| *kind).collect();
        let of = |kind: &'static str| links.get(kind).map(|links| Names::new(links.names()));
        let mut names: HashMap<&'static str, Names<Id>> =
            kinds.into_iter().filter_map(|kind| Some((kind, of(kind)?))).collect();
        let mut seen: Vec<Near> = self.seen.into_values().collect();
        seen.sort_by(|a, b| (Reverse(a.rows), &a.name).cmp(&(Reverse(b.rows), &b.name)));
        for mut near in seen {
            // A record further down may have had it.
            let known = links.get(near.kind).is_some_and(|links| links.find(&near.name, false).is_some());
            if known && near.meant.is_none() {
                continue;
            }
            let called = |id: Id| tx.name(near.kind, id).unwrap_or_default();
            let several = links.get(near.kind).map_or(&[][..], |links| links.several(&near.name, false));
            near.several = !several.is_empty();
            near.may_be = if near.several {
                several.iter().map(|id| (*id, format!("{} (#{id})", called(*id)))).collect()
            } else {
                let found = names.get_mut(near.kind).map_or(Vec::new(), |names| names.near(&near.name));
                found.into_iter().take(OFFERED).map(|id| (id, called(id))).collect()
            };
            if let Some(Meant::Is(id)) = near.meant {
                near.called = called(id);
            }
            let of = if near.meant.is_some() || !near.may_be.is_empty() { &mut all } else { &mut strange };
            if of.len() < TOLD {
                of.push(near);
            }
            if all.len().min(strange.len()) == TOLD {
                break;
            }
        }
        [all, strange]
    }
}

/// A new record of which nothing is known but its name; none of a kind that needs more.
fn made(kind: &'static str, name: &str, tx: &Tx) -> Result<Option<Id>> {
    let Some(shape) = shape(kind).filter(|_| MADE.contains(&kind)) else { return Ok(None) };
    let mut row = (shape.blank)();
    row.begin(&**tx);
    if let Some(at) = row.place("name") {
        set(&mut *row, at, Value::Text(name.to_owned()))?;
    }
    tx.save_row(&mut *row, kind)?;
    Ok(Some(row.id()))
}
