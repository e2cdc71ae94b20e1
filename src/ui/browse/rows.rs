//! The rows of a list, wherever its order comes from: what is due is walked along its index; any other order, and what a
//! text finds, is worked out once and kept in memory, aside where the table is long. A key waits a little for it; until it
//! has come the list stays as it was, and what is done to its rows waits for it.
use super::set::{Listed, Set};
use crate::domain::deed::Ref;
use crate::domain::filter::Filter;
use crate::domain::value::Id;
use crate::domain::world::World;
use crate::job::Job;
use crate::store::{Arranged, Db, Key, List, Order, Version};
use crate::ui::cx::Cx;
use anyhow::Result;
use std::sync::Arc;
use std::time::Duration;

/// What of a list is on the screen.
pub struct Rows {
    kind: Option<&'static str>,
    filter: Filter,
    order: Order,
    want: Want,
    /// Whether what it leaves lies too far apart for an index to be walked along.
    is_sparse: bool,
    /// What was found to do so lately: no key walks for it again.
    sparse: Vec<Filter>,
    /// Whether all of it is asked for to be marked.
    marks: bool,
    arranged: Arranged,
    /// What that was worked out for.
    held: Option<For>,
    /// Short lists that were held before: who turns over the views comes back to them.
    left: Vec<(For, Arranged)>,
    /// The rows of it without their order, for what is marked.
    listed: Option<Arc<Listed>>,
    /// How often what is held has become another.
    turn: u64,
    job: Option<UnderWay>,
}

/// What is worked out aside.
struct UnderWay {
    of: For,
    marks: bool,
    job: Job<(Arranged, Option<Arc<Listed>>)>,
}

/// What is wanted of a list that an index has in order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Want {
    /// Pages around the cursor.
    #[default]
    Pages,
    /// All, for what is marked: pages are read along the index until all are held.
    Marks,
    /// All: a filter was typed, and each page would have to look for what it leaves.
    All,
}

impl Want {
    /// By whether a filter was typed, and whether the marks need all.
    pub fn of(filtered: bool, marks: bool) -> Self {
        match (filtered, marks) {
            (true, _) => Self::All,
            (_, true) => Self::Marks,
            _ => Self::Pages,
        }
    }
}

/// A table of at most so many rows is worked out within a key.
const AT_ONCE: Id = 3_000;

/// What a filter without a text leaves is held in memory where the table has at most so many rows.
const HELD: Id = 16_000;

/// So long a key waits for what is worked out aside, so that a list that needs no more is drawn once.
pub(super) const PATIENCE: Duration = Duration::from_micros(500);

/// So long a key walks along an index.
const WALK: Duration = Duration::from_micros(700);

/// Below so many rows a list that took too long to walk along lies far apart, and was not only looked at while the machine
/// was busy with something else.
const FEW: usize = 10_000;

/// Of so many such lists it is known: of every view, and of what was typed last.
const REMEMBERED: usize = 32;

/// And so many of them are held besides the one that is looked at.
const LEFT: usize = 8;

/// So many rows of a long range of many kinds are read at a time.
const STRETCH: usize = 5_000;

/// What is wanted, and whether its marks need all.
pub type Wanted = (Want, bool);

/// What an order depends on: the data, the filter, what it is by, and the minute where the filter asks for what is due.
type For = (Version, Filter, Order, i64);

impl Rows {
    /// Of a kind, before any was asked for.
    pub fn new(kind: Option<&'static str>) -> Self {
        let (filter, order, arranged) = (Filter::default(), Order::default(), Arranged::default());
        let (is_sparse, sparse, marks, want, turn) = (false, Vec::new(), false, Want::Pages, 0);
        let (held, left, listed, job) = (None, Vec::new(), None, None);
        Self { kind, filter, order, want, is_sparse, sparse, marks, arranged, held, left, listed, turn, job }
    }

    /// The list as it was last asked for.
    pub fn list(&self) -> List<'_> {
        List { kind: self.kind, filter: &self.filter, order: self.order }
    }

    /// Asks for other rows, or another order of them; says whether they are there at once.
    pub fn ask(&mut self, filter: Filter, order: Order, want: Wanted, version: Version, cx: &Cx) -> Result<bool> {
        let (want, marks) = want;
        self.marks = marks;
        self.is_sparse &= (&self.filter, self.order) == (&filter, order);
        self.is_sparse |= self.sparse.contains(&filter);
        (self.filter, self.order) = (filter, order);
        let length = cx.store.length_of(&self.list())?;
        self.want = match want {
            Want::All if length > HELD => Want::Marks,
            want => want,
        };
        let walked = self.is_walked();
        if walked && self.want == Want::Pages {
            self.job = None;
            self.hold(Arranged::default(), None, None);
            return Ok(true);
        }
        let wanted = self.wanted(version, cx);
        let is_held = self.held.as_ref() == Some(&wanted) || self.go_back(&wanted) || self.rearrange(&wanted, cx)?;
        if is_held && (!marks || self.listed.is_some() || length <= AT_ONCE) {
            self.job = None;
            return Ok(true);
        }
        let under_way = |job: &UnderWay| job.of == wanted && (job.marks || !marks);
        if self.job.as_ref().is_some_and(under_way) {
            return Ok(self.take(Duration::ZERO)? || walked || is_held);
        }
        self.job = None;
        if length <= AT_ONCE {
            self.hold(cx.store.arrange(&self.list())?, Some(wanted), None);
            return Ok(true);
        }
        self.work_out(wanted, cx)?;
        if walked && !is_held {
            self.hold(Arranged::default(), None, None);
            return Ok(true);
        }
        Ok(self.take(cx.patience(PATIENCE))? || is_held)
    }

    fn hold(&mut self, arranged: Arranged, of: Option<For>, listed: Option<Arc<Listed>>) {
        self.turn += 1;
        let before = (std::mem::replace(&mut self.arranged, arranged), std::mem::replace(&mut self.held, of));
        if let (arranged, Some(of)) = before
            && arranged.count() < FEW
            && self.held.as_ref().is_none_or(|held| (&held.1, held.2) != (&of.1, of.2))
        {
            self.left.retain(|(left, _)| left.0 == of.0 && (&left.1, left.2) != (&of.1, of.2));
            self.left.truncate(LEFT - 1);
            self.left.insert(0, (of, arranged));
        }
        self.listed = listed;
    }

    /// Whether the list is one that was held before, and is now again.
    fn go_back(&mut self, wanted: &For) -> bool {
        let Some(at) = self.left.iter().position(|(of, _)| of == wanted) else { return false };
        let (of, arranged) = self.left.remove(at);
        self.hold(arranged, Some(of), None);
        true
    }

    /// A number that is another once what is held is.
    pub fn turn(&self) -> u64 {
        self.turn
    }

    /// Whether the list is the one that is held but for a few rows, which it then is no more.
    fn rearrange(&mut self, wanted: &For, cx: &Cx) -> Result<bool> {
        let (version, filter, order, minute) = wanted;
        let held = self.held.as_ref().filter(|held| (&held.1, &held.2, &held.3) == (filter, order, minute));
        let Some(written) = held.and_then(|held| cx.store.written(held.0, *version)) else { return Ok(false) };
        let list = List { kind: self.kind, filter, order: *order };
        let is_done = cx.store.rearrange(&mut self.arranged, &list, &written)?;
        if is_done {
            let arranged = std::mem::take(&mut self.arranged);
            self.hold(arranged, Some(wanted.clone()), None);
        }
        Ok(is_done)
    }

    fn wanted(&self, version: Version, cx: &Cx) -> For {
        let minute = if self.filter.stands_still() { 0 } else { cx.store.now().timestamp() / 60 };
        (version, self.filter.clone(), self.order, minute)
    }

    fn work_out(&mut self, wanted: For, cx: &Cx) -> Result<()> {
        let (kind, filter, order, marks) = (self.kind, self.filter.clone(), self.order, self.marks);
        let job = cx.read_aside(move |db, _| {
            let arranged = db.arrange(&List { kind, filter: &filter, order })?;
            let listed = marks.then(|| Arc::new(Listed::of(arranged.all().iter().copied())));
            Ok((arranged, listed))
        })?;
        self.job = Some(UnderWay { of: wanted, marks, job });
        Ok(())
    }

    /// Reads pages of it; false where that took too long, and all of it is worked out aside from now on.
    pub fn walk(&mut self, cx: &Cx, read: impl FnOnce(&Self) -> Result<()>) -> Result<bool> {
        if self.is_arranged() {
            return read(self).map(|()| true);
        }
        if cx.store.within(cx.patience(WALK), || read(self))?.is_some() {
            return Ok(true);
        }
        self.is_sparse = true;
        let wanted = self.wanted(cx.store.version()?, cx);
        self.work_out(wanted, cx)?;
        Ok(false)
    }

    /// Takes what was worked out aside, if it has come or comes within a time.
    pub fn take(&mut self, patience: Duration) -> Result<bool> {
        let Some(end) = self.job.as_mut().and_then(|under_way| under_way.job.within(patience)) else {
            return Ok(false);
        };
        let of = self.job.take().map(|under_way| under_way.of);
        let (arranged, listed) = end?;
        if self.is_sparse && arranged.count() < FEW && !self.sparse.contains(&self.filter) {
            self.sparse.truncate(REMEMBERED - 1);
            self.sparse.insert(0, self.filter.clone());
        }
        self.hold(arranged, of, listed);
        Ok(true)
    }

    /// Whether something is being worked out aside.
    pub fn is_busy(&self) -> bool {
        self.job.is_some()
    }

    /// Whether the list stays as it was until then.
    pub fn is_pending(&self) -> bool {
        self.job.is_some() && !self.is_walked()
    }

    /// Whether that is another list, not the same with what was changed in it since.
    pub fn is_awaited(&self) -> bool {
        let of = |of: &For| (of.1.clone(), of.2);
        self.is_pending() && self.job.as_ref().map(|under_way| of(&under_way.of)) != self.held.as_ref().map(of)
    }

    /// Whether an index has its order: what a text finds would have to be looked for again by every page and count.
    fn is_walked(&self) -> bool {
        self.order.field.is_none() && !self.filter.has_text() && self.want != Want::All && !self.is_sparse
    }

    /// Whether its rows are in memory.
    fn is_arranged(&self) -> bool {
        !self.is_walked() || self.held.is_some()
    }

    /// How many there are, where that is known without counting.
    pub fn known(&self) -> Option<usize> {
        self.is_arranged().then(|| self.arranged.count())
    }

    /// Up to `limit` rows after a key (before it, if `back`), in the order of the list either way.
    pub fn page(&self, db: &Db, from: Option<&Key>, back: bool, limit: usize) -> Result<Vec<Key>> {
        if self.is_arranged() {
            Ok(self.arranged.page(from, back, limit))
        } else {
            db.page(&self.list(), from, back, limit)
        }
    }

    /// Where a record stands, if it is in the list.
    pub fn key_of(&self, db: &Db, at: Ref) -> Result<Option<Key>> {
        if self.is_arranged() { Ok(self.arranged.key_of(at)) } else { db.key_of(&self.list(), at) }
    }

    /// Every row from one to another, both included.
    pub fn between(&self, db: &Db, first: &Key, last: &Key) -> Result<Set> {
        if self.is_arranged() {
            let [before, between, after] = self.arranged.around(first, last);
            // To put the few in order that are not in it takes less.
            let few = self.listed.as_ref().filter(|_| before.len() + after.len() < between.len());
            return Ok(match few {
                Some(listed) => listed.all.without(&Set::of(before.iter().chain(after).copied())),
                None => Set::of(between.iter().copied()),
            });
        }
        let mut all = vec![first.clone()];
        loop {
            let more = self.page(db, all.last(), false, STRETCH)?;
            let end = more.iter().position(|key| key.at == last.at);
            let over = end.is_some() || more.is_empty();
            all.extend(more.into_iter().take(end.map_or(usize::MAX, |end| end + 1)));
            if over {
                return Ok(Set::of(all.into_iter().map(|key| key.at.packed())));
            }
        }
    }

    /// Every row.
    pub fn every(&self, db: &Db) -> Result<Arc<Listed>> {
        Ok(match &self.listed {
            Some(listed) => Arc::clone(listed),
            None if self.is_arranged() => Arc::new(Listed::of(self.arranged.all().iter().copied())),
            None => Arc::new(Listed::of(db.every(&self.list())?.into_iter().map(Ref::packed))),
        })
    }
}
