//! Records without an order: among a million each is looked for in a moment, and what is held twice takes no more room.
use super::super::subject::Ids;
use crate::domain::deed::Ref;
use crate::domain::kinds::BITS;
use crate::domain::value::Id;
use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Records, packed and in order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Set(Arc<Vec<Id>>);

/// The same by their kinds.
pub type Kinds = BTreeMap<&'static str, Ids>;

const OF_KIND: Id = (1 << BITS) - 1;

/// All rows of a list.
#[derive(Clone, Default)]
pub struct Listed {
    pub all: Set,
    pub kinds: Kinds,
}

impl Listed {
    /// Of rows in whatever order.
    pub fn of(all: impl Iterator<Item = Id>) -> Self {
        let all = Set::of(all);
        Self { kinds: all.kinds(), all }
    }
}

impl Set {
    /// Of packed records in whatever order.
    pub fn of(all: impl Iterator<Item = Id>) -> Self {
        let mut all: Vec<Id> = all.collect();
        all.sort_unstable();
        all.dedup();
        Self(Arc::new(all))
    }

    pub fn len(&self) -> usize {
        self.0.len()
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn iter(&self) -> impl Iterator<Item = Id> + '_ {
        self.0.iter().copied()
    }

    pub fn has(&self, id: Id) -> bool {
        self.0.binary_search(&id).is_ok()
    }

    /// Takes it in, or out if it is there.
    pub fn turn(&mut self, id: Id) {
        let all = Arc::make_mut(&mut self.0);
        match all.binary_search(&id) {
            Ok(at) => drop(all.remove(at)),
            Err(at) => all.insert(at, id),
        }
    }

    /// Whether both are one: held once.
    pub fn is(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }

    /// What is in either.
    pub fn and(&self, other: &Self) -> Self {
        match (self.is_empty() || self.is(other), other.is_empty()) {
            (true, _) => other.clone(),
            (_, true) => self.clone(),
            _ => self.merged(other, |_, _| true),
        }
    }

    /// What is in this one alone.
    pub fn without(&self, other: &Self) -> Self {
        match (self.is(other), self.is_empty() || other.is_empty()) {
            (true, _) => Self::default(),
            (_, true) => self.clone(),
            _ => self.merged(other, |here, there| here && !there),
        }
    }

    /// Those of both that are wanted by whether they are here and there.
    fn merged(&self, other: &Self, wanted: impl Fn(bool, bool) -> bool) -> Self {
        let (mut own, mut others) = (self.iter().peekable(), other.iter().peekable());
        let mut all = Vec::with_capacity(self.len());
        loop {
            let order = match (own.peek(), others.peek()) {
                (None, None) => return Self(Arc::new(all)),
                (Some(_), None) => Ordering::Less,
                (None, Some(_)) => Ordering::Greater,
                (Some(one), Some(other)) => one.cmp(other),
            };
            let here = if order.is_le() { own.next() } else { None };
            let there = if order.is_ge() { others.next() } else { None };
            all.extend(here.or(there).filter(|_| wanted(here.is_some(), there.is_some())));
        }
    }

    /// By their kinds, each in order.
    pub fn kinds(&self) -> Kinds {
        let mut kinds: BTreeMap<&'static str, Vec<Id>> = BTreeMap::new();
        for run in self.0.chunk_by(|one, other| one & OF_KIND == other & OF_KIND) {
            let Some(kind) = Ref::unpack(run[0]).map(|at| at.kind) else { continue };
            kinds.entry(kind).or_default().extend(run.iter().map(|packed| packed >> BITS));
        }
        kinds.into_iter().map(|(kind, ids)| (kind, Arc::new(ids))).collect()
    }
}
